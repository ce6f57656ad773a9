"""Tables that are given out as files: which forms there are, the link to one that no answer can
hold, and who took which along (X-09).
"""

from typing import Annotated, cast
from urllib.parse import parse_qsl

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.disputes.journal import entry_of
from chalicelib.domain.people.person import require_all_customers
from chalicelib.errors import UnsupportedQuery
from chalicelib.store.entities import to_entry
from chalicelib.store.exports import EXPORTS, export_item
from chalicelib.store.files import Files, export_key
from chalicelib.values import dataclass
from chalicelib.views.answers import Moment, Page, Who, meaning
from chalicelib.views.parts import instant
from chalicelib.views.spreadsheet import FORMS, SEMICOLONS, Form

LOCAL_CSV = "semicolons"
"""The `format` for spreadsheets of a country that writes decimals behind a comma (RE-22)."""


class ExportView(TypedDict):
    """A file that somebody took along."""

    exportID: str
    at: Moment
    by: Who
    of: Annotated[str, meaning("What it was made of: a wallet, an import.")]
    asked: Annotated[dict[str, str], meaning("How it was narrowed.")]
    rows: int
    complete: Annotated[bool, meaning("Whether it held all that there was.")]


class FileView(TypedDict):
    """A file that is given out, by its link."""

    url: str
    rows: int
    complete: Annotated[bool, meaning("Whether it holds all that there is.")]


@dataclass(frozen=True)
class Written:
    """A table as a file, with how many rows it holds, and whether these are all that there were
    when it was asked for.
    """

    content: bytes
    rows: int
    is_whole: bool = True


def form_named(name: str, *, is_local: bool = False) -> Form:
    """The form that is asked for, of a table with `is_local` CSV of many countries too;
    `UnsupportedQuery` for what nothing is given out as.
    """
    forms = FORMS | ({LOCAL_CSV: SEMICOLONS} if is_local else {})
    if name not in forms:
        raise UnsupportedQuery(f"format is {', '.join(forms)}.", rule="X-09")
    return forms[name]


def note_export(desk: Desk, subject: str, written: Written) -> None:
    """Writes down that somebody takes a file along: what it is of, how it was narrowed, and what it
    holds.

    It is written before the file is given out, so none goes unnoted; each is a journal of one entry
    (X-05).
    """
    told = {
        "of": subject,
        "asked": dict(parse_qsl(desk.asked)),
        "rows": written.rows,
        "complete": written.is_whole,
    }
    entry = entry_of(f"export/{desk.new_id()}", 1, desk.hand, {}, told)
    desk.table.write_batch([export_item(entry)])


def list_exports(desk: Desk, limit: int, cursor: str | None) -> Page[ExportView]:
    """The files that people took along, the latest first."""
    desk.gather(authorise=require_all_customers)
    page = desk.page(EXPORTS, index="directory", descending=True, limit=limit, cursor=cursor)
    return {
        "value": [_export_view(to_entry(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def give_out(files: Files, key: str, written: Written, file_name: str, form: Form) -> FileView:
    """The link under which the file can be fetched, to be kept under its name, with
    what it holds.
    """
    return give_out_as(files, key, written, file_name, form.media_type)


def give_out_as(
    files: Files, key: str, written: Written, file_name: str, media_type: str
) -> FileView:
    """The same of a file that is no table."""
    files.write(key, written.content)
    return {
        "url": files.download_url(key, file_name, media_type),
        "rows": written.rows,
        "complete": written.is_whole,
    }


def give_out_anew(
    desk: Desk, files: Files, written: Written, file_name: str, ending: str
) -> FileView:
    """The same of a file that is made for this request, and lies by itself."""
    return give_out(
        files, export_key(desk.new_id(), ending), written, file_name, form_named(ending)
    )


def _export_view(entry: Entry) -> ExportView:
    who: Who = {"userID": entry.by_id, "name": entry.by_name}
    named = {"exportID": entry.subject.partition("/")[2], "at": instant(entry.at), "by": who}
    return cast(ExportView, {**named, **entry.after})
