"""Importing a file, as people do it: send it, say what its columns are, look at the preview, apply
it (X-12).
"""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from chalicelib.actions.admin.exports import FileView, Written, form_named, give_out, note_export
from chalicelib.actions.desk import Answer, Desk, require_version, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.imports.file_form import Form
from chalicelib.domain.imports.job import NEEDED, Import, require_right
from chalicelib.domain.imports.limits import MAX_BYTES
from chalicelib.domain.imports.mapping import RowNote, Source, check_lines, check_mapping, source_of
from chalicelib.domain.imports.presets import PRESETS
from chalicelib.domain.imports.rows import Terms
from chalicelib.domain.people.person import require_all_customers
from chalicelib.errors import Busy, InvalidInput, NotFound, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.files import Files, notes_key, upload_key
from chalicelib.store.imports import import_item, to_import, to_note
from chalicelib.store.table import IS_ABSENT, Conflict, Put, Unacknowledged, is_at_version, name_of
from chalicelib.values import dataclass
from chalicelib.views.answers import Page, UploadView
from chalicelib.views.imports import (
    SEVERITIES,
    ImportRow,
    ImportView,
    import_row,
    import_view,
    notes_sheet,
)
from chalicelib.views.parts import to_json

NOTES_SHOWN = 100

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileOrder:
    """A file that somebody wants to import; what is None is taken from the preset, or is the
    company's today.
    """

    kind: str
    file_name: str
    size: int
    mapping: dict[str, Source] | None = None
    preset_id: OutsideID | None = None
    as_of: date | None = None
    currency: str | None = None
    line_per_row: bool | None = None
    form: Form | None = None


@dataclass(frozen=True)
class NewTerms:
    """How a file shall be read from now on; what is None stays as it is."""

    mapping: dict[str, Source]
    as_of: date | None = None
    currency: str | None = None
    line_per_row: bool | None = None
    form: Form | None = None


class OrderedView(ImportView):
    """An import that was begun, and how its file is sent."""

    upload: UploadView


def order_import(order: FileOrder) -> PlainAction[ImportView]:
    """Makes an import; `place_of_file` says where to send its file. Its command's record goes when
    the import would.
    """

    def action(desk: Desk) -> PlainDecision[ImportView]:
        presets = keys.setting("importPresets")
        found = desk.gather(
            [presets], lambda person: require_right(order.kind, person), with_hours=True
        )
        preset = _preset(found.get(name_of(presets), {}).get("value", PRESETS), order)
        mapping = (
            order.mapping if order.mapping is not None else _sources(preset.get("mapping", {}))
        )
        if mapping:
            check_mapping(order.kind, mapping)
        check_lines(order.kind, order.line_per_row)
        job = Import(
            import_id=desk.new_id(),
            kind=order.kind,
            file_name=order.file_name,
            size=order.size,
            as_of=order.as_of or desk.today,
            currency=order.currency or preset.get("currency") or "USD",
            started_by_id=desk.context.actor.user_id,
            started_by=desk.context.actor.name,
            started_at=desk.now,
            mapping=mapping,
            line_per_row=order.line_per_row
            if order.line_per_row is not None
            else bool(preset.get("linePerRow")),
            form=order.form or form_of(preset.get("form", {})),
        )
        view = import_view(job)
        answer = Answer(201, to_json(view), job.version, f"/api/import/{job.import_id}")
        return Decision(
            (Put(import_item(job), (IS_ABSENT,)),),
            answer,
            would_be(view),
            kept_until=job.forgotten_at,
        )

    return action


def place_of_file(files: Files, import_id: str) -> UploadView:
    """Where and how the file of an import is sent, for an hour."""
    return cast(UploadView, files.upload(upload_key(import_id), MAX_BYTES))


def map_import(import_id: str, terms: NewTerms) -> PlainAction[ImportView]:
    """Has the file read in another way; what was previewed is forgotten."""

    def action(desk: Desk) -> PlainDecision[ImportView]:
        job = _gathered(desk, import_id)
        desk.require_version(job.version)
        check_lines(job.kind, terms.line_per_row)
        mapped = job.mapped(_over(terms, job), terms.form or job.form)
        view = import_view(mapped)
        writes = (Put(import_item(mapped), (is_at_version(job.version),)),)
        return Decision(
            writes,
            Answer(200, to_json(view), mapped.version),
            would_be(view),
        )

    return action


def begin(
    desk: Desk, import_id: str, status: str, if_match: int | None, call: Callable[[str], None]
) -> tuple[ImportView, int]:
    """Begins the preview (`reading`) or application (`applying`) of an import; once more changes
    nothing.

    `if_match` is the version that somebody looked at: of what has changed since, nothing is begun
    (X-07).

    The import is written as due before its run is called: should the call be lost, the sweep makes
    it.
    """
    for _ in range(3):
        job = _gathered(desk, import_id)
        begun = job.begun(status, desk.context.actor, desk.now)
        if begun is job:
            return import_view(job), job.version
        require_version(job.version, if_match)
        try:
            desk.table.commit([Put(import_item(begun), (is_at_version(job.version),))])
        except (Conflict, Unacknowledged):
            continue
        try:
            call(import_id)
        except Exception:
            log.exception("import %s was not called; the sweep will", import_id)
        return import_view(begun), begun.version
    raise Busy("The import went on in the meantime; look at it again.")


def show_import(desk: Desk, import_id: str) -> tuple[ImportView, int]:
    """An import with how far it is, what it comes to, and the first notes of each severity that
    there are.
    """
    job = _gathered(desk, import_id)
    partition = keys.import_job(import_id)["pk"]
    notes: dict[str, list[RowNote]] = {}
    for severity in job.notes:
        page = desk.table.query(
            partition, prefix=f"{keys.NOTES_PREFIX}{severity}#", limit=NOTES_SHOWN
        )
        notes[severity] = [to_note(item) for item in page.items]
    return import_view(job, notes), job.version


def list_imports(desk: Desk, limit: int, cursor: str | None) -> Page[ImportRow]:
    """The imports, the newest first."""
    desk.gather(authorise=require_all_customers)
    unseen = [
        kind for kind, needed in NEEDED.items() if needed not in desk.context.actor.permissions
    ]

    def seen(items: list[Item]) -> list[Item]:
        return [one for one in items if one["kind"] not in unseen]

    page = desk.page(
        "IMPORT",
        index="directory",
        descending=True,
        limit=limit,
        cursor=cursor,
        shows=seen if unseen else None,
    )
    return {
        "value": [import_row(to_import(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def file_of_notes(desk: Desk, files: Files, import_id: str, severity: str, ending: str) -> FileView:
    """A link to the file of all notes of one severity that an import kept; `NotFound` where it has
    none.
    """
    job = _gathered(desk, import_id)
    form = form_named(ending)
    if severity not in SEVERITIES:
        raise InvalidInput(f"What is listed is one of {', '.join(SEVERITIES)}.")
    items = desk.read_all(
        keys.import_job(import_id)["pk"], prefix=f"{keys.NOTES_PREFIX}{severity}#"
    )
    if not items:
        raise NotFound(f"The import has no row with {SEVERITIES[severity]}.")
    written = Written(
        form.write(notes_sheet(map(to_note, items))),
        len(items),
        len(items) >= job.notes.get(severity, 0),
    )
    note_export(desk, f"import/{import_id}", written)
    return give_out(
        files,
        notes_key(import_id, severity, ending),
        written,
        f"{severity}-{import_id}.{ending}",
        form,
    )


def _gathered(desk: Desk, import_id: str) -> Import:
    key = keys.import_job(import_id)
    item = desk.gather([key], require_all_customers).get(name_of(key))
    if item is None:
        raise no_such("import")
    job = to_import(item)
    require_right(job.kind, desk.context.actor)
    return job


def form_of(told: dict[str, Any]) -> Form:
    """A form as requests and presets tell it."""
    return Form(
        None, told.get("encoding"), told.get("delimiter"), told.get("headerLine"), told.get("sheet")
    )


def _over(told: NewTerms, job: Import) -> Terms:
    per_row = job.line_per_row if told.line_per_row is None else told.line_per_row
    return Terms(
        job.kind, told.mapping, told.as_of or job.as_of, told.currency or job.currency, per_row
    )


def _preset(presets: list[dict[str, Any]], order: FileOrder) -> dict[str, Any]:
    if order.preset_id is None:
        return {}
    for preset in presets:
        if str(preset["presetID"]) == str(order.preset_id):
            if preset["kind"] == order.kind:
                return preset
            raise _no_preset(f"The preset is for {preset['kind']}.")
    raise _no_preset("There is no such preset.")


def _no_preset(detail: str) -> InvalidInput:
    return InvalidInput(
        detail, errors=[{"pointer": "/presetID", "detail": detail, "code": "unknown"}]
    )


def _sources(mapping: dict[str, Any]) -> dict[str, Source]:
    """A saved mapping; a part of it that is none is refused with the whole."""
    try:
        return {name: source_of(parts) for name, parts in mapping.items()}
    except TypeError:
        raise _no_preset("The preset is damaged; an administrator can save it again.") from None
