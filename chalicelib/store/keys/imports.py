"""The keys of imports and of the notes on their rows."""

from chalicelib.store.keys.base import Key, safe

NOTES_PREFIX = "NOTE#"
"""What the sort keys of the notes on an import's rows begin with."""


def import_job(import_id: str) -> Key:
    """An import."""
    return {"pk": f"IMPORT#{safe(import_id)}", "sk": "IMPORT"}


def import_note(import_id: str, severity: str, line_number: int, n: int) -> Key:
    """A note on a row of an import; those of one severity lie together."""
    return {
        "pk": import_job(import_id)["pk"],
        "sk": f"{NOTES_PREFIX}{severity}#{line_number:08d}#{n:02d}",
    }
