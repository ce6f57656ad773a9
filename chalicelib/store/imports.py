"""Imports and the notes on their rows, as items of the table."""

from collections import Counter
from typing import Any

from chalicelib.domain.imports.job import Import
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load


def import_item(job: Import) -> Item:
    """An import, listed by its start and, while it runs, by when another run may take it over; it
    goes if its file never comes.
    """
    item = (
        dump(job)
        | keys.import_job(job.import_id)
        | {
            "directory_pk": "IMPORT",
            "directory_sk": f"{keys.instant(job.started_at)}#{job.import_id}",
        }
    )
    if job.forgotten_at:
        item |= {keys.TIME_TO_LIVE: int(job.forgotten_at.timestamp())}
    if job.is_running and job.lease_until:
        item |= {
            "due_pk": keys.due("IMPORT"),
            "due_sk": keys.due_at(job.lease_until, job.import_id),
        }
    return item


def to_import(item: Item) -> Import:
    """The import that an item holds."""
    return load(Import, item)


def note_items(job: Import, notes: list[RowNote]) -> list[Item]:
    """Notes on rows; those of one row keep their order."""
    seen: Counter[tuple[str, int]] = Counter()
    items = []
    for note in notes:
        items.append(
            dump(note)
            | keys.import_note(
                job.import_id, note.severity, note.line, seen[note.severity, note.line]
            )
        )
        seen[note.severity, note.line] += 1
    return items


def to_note(item: Item) -> RowNote:
    """The note that an item holds."""
    return load(RowNote, item)


def marked(item: Item, mark: str, outcome: str) -> Item:
    """An item that says which row of which import wrote it last, so that a row worked on twice is
    counted once.
    """
    return item | {"import_mark": mark, "import_outcome": outcome}


def outcome_of(item: dict[str, Any] | None, mark: str) -> str | None:
    """What this very row did to the item before, if it did."""
    return item["import_outcome"] if item and item.get("import_mark") == mark else None
