"""Imports and the errors of their rows, as items of the table."""

from typing import Any

from chalicelib.domain.importjob import Import
from chalicelib.domain.mapping import RowError
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load


def import_item(job: Import) -> Item:
    """An import, listed by its start and, while it runs, by when another run may take it over; it goes if its file never comes."""
    item = (
        dump(job)
        | keys.import_job(job.import_id)
        | {"directory_pk": "IMPORT", "directory_sk": f"{keys.instant(job.started_at)}#{job.import_id}"}
    )
    if job.forgotten_at:
        item |= {keys.TIME_TO_LIVE: int(job.forgotten_at.timestamp())}
    if job.is_running and job.lease_until:
        item |= {"due_pk": keys.due("IMPORT"), "due_sk": keys.due_at(job.lease_until, job.import_id)}
    return item


def to_import(item: Item) -> Import:
    """The import that an item holds."""
    return load(Import, item)


def error_items(job: Import, errors: list[RowError]) -> list[Item]:
    """Errors of rows; those of one row keep their order."""
    seen: dict[int, int] = {}
    items = []
    for error in errors:
        n = seen[error.line] = seen.get(error.line, -1) + 1
        items.append(dump(error) | keys.import_error(job.import_id, error.line, n))
    return items


def to_error(item: Item) -> RowError:
    """The error that an item holds."""
    return load(RowError, item)


def marked(item: Item, mark: str, outcome: str) -> Item:
    """An item that says which row of which import wrote it last, so that a row worked on twice is counted once."""
    return item | {"import_mark": mark, "import_outcome": outcome}


def outcome_of(item: dict[str, Any] | None, mark: str) -> str | None:
    """What this very row did to the item before, if it did."""
    return item["import_outcome"] if item and item.get("import_mark") == mark else None
