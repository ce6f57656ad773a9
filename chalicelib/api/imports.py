"""Importing files of customers, invoices, bookings, orders, whoever stands in these, and what the
bank says of payouts.
"""

import json
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.desk import Answer
from chalicelib.actions.execution import PlainAction
from chalicelib.actions.imports import jobs
from chalicelib.api.fields import Body, CurrencyField, DayField, OutsideIDField, becoming, tidied
from chalicelib.api.routing import CSV_ENDING, Reply, Request, Routes
from chalicelib.domain.base.texts import MAX_NAME, read_name
from chalicelib.domain.imports import mapping
from chalicelib.domain.imports.file_form import Form
from chalicelib.domain.imports.limits import MAX_BYTES, MAX_COLUMN_NAME, MAX_HEADER_LINE, MAX_VALUES
from chalicelib.domain.people.person import IMPORTING
from chalicelib.views.answers import Page
from chalicelib.views.parts import to_json

PERMISSION = IMPORTING

routes = Routes()

Word = Annotated[str, becoming(tidied), Field(max_length=100)]
SomeText = Annotated[str, becoming(tidied), Field(min_length=1, max_length=100)]


class SourceBody(Body):
    """Where a field is told, and how it is written there."""

    column: Annotated[str, Field(min_length=1, max_length=MAX_COLUMN_NAME)] | None = None
    constant: Annotated[str, Field(max_length=MAX_NAME)] | None = None
    format: Annotated[str, Field(max_length=40)] | None = None
    values: Annotated[dict[SomeText, Word], Field(max_length=MAX_VALUES)] | None = None
    rounds: bool | None = None
    below_zero: Literal["CR", "DR"] | None = None


MappingField = Annotated[dict[SomeText, SourceBody], Field(max_length=50)]


class FormBody(Body):
    """The form of a file; what is not told is found out, and shown."""

    encoding: (
        Literal[
            "utf-8",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "windows-1252",
            "windows-1250",
            "windows-1251",
            "iso-8859-15",
            "macintosh",
        ]
        | None
    ) = None
    delimiter: Literal["comma", "semicolon", "tab", "pipe"] | None = None
    header_line: Annotated[int, Field(ge=1, le=MAX_HEADER_LINE)] | None = None
    sheet: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class ImportBody(Body):
    """A file that is about to be sent."""

    kind: Literal[
        "invoices",
        "customers",
        "payments",
        "operators",
        "aggregators",
        "bookings",
        "vendors",
        "orders",
        "orderNotes",
        "payoutResults",
        "openingBalances",
    ]
    file_name: Annotated[
        str,
        becoming(partial(read_name, longest=255)),
        Field(min_length=1, max_length=255, pattern=r"^[^/\\]+$"),
    ]
    size: Annotated[int, Field(ge=1, le=MAX_BYTES)]
    mapping: MappingField | None = None
    preset_id: OutsideIDField | None = None
    as_of: DayField | None = None
    currency: CurrencyField | None = None
    line_per_row: bool | None = None
    form: FormBody | None = None


class TermsBody(Body):
    """How a file is to be read; with an empty mapping it is only looked at."""

    mapping: MappingField
    as_of: DayField | None = None
    currency: CurrencyField | None = None
    line_per_row: bool | None = None
    form: FormBody | None = None


@routes.query("/import", permission=PERMISSION, query=("limit", "cursor"))
def list_imports(request: Request) -> "Reply[Page[jobs.ImportRow]]":
    """Lists the imports, the newest first."""
    return Reply(jobs.list_imports(request.desk(), request.page_size, request.query.get("cursor")))


def _with_upload(answer: Answer) -> "Answer[jobs.OrderedView]":
    """The answer with a link to send the file to: it ends after an hour, so a replay gets a fresh
    one (X-01).
    """
    if answer.status != 201:
        return answer
    view = json.loads(answer.body)
    return replace(
        answer,
        body=to_json(view | {"upload": jobs.place_of_file(wiring.parts().files, view["importID"])}),
    )


@routes.command(
    "POST", "/import", permission=PERMISSION, body=ImportBody, status=201, finish=_with_upload
)
def order_import(request: Request) -> "PlainAction[jobs.ImportView]":
    """Starts an import and tells where to send its file."""
    body: ImportBody = request.body
    order = jobs.FileOrder(
        kind=body.kind,
        file_name=body.file_name,
        size=body.size,
        mapping=_sources(body.mapping) if body.mapping is not None else None,
        preset_id=body.preset_id,
        as_of=body.as_of,
        currency=body.currency,
        line_per_row=body.line_per_row,
        form=_form(body.form),
    )
    return jobs.order_import(order)


@routes.query("/import/{importID}", permission=PERMISSION)
def show_import(request: Request) -> "Reply[jobs.ImportView]":
    """Shows how far an import is, what it comes to, and its first errors."""
    return Reply(*jobs.show_import(request.desk(), request.path["importID"]))


@routes.command("PUT", "/import/{importID}/mapping", permission=PERMISSION, body=TermsBody)
def map_import(request: Request) -> "PlainAction[jobs.ImportView]":
    """Says what the columns of the file are."""
    body: TermsBody = request.body
    terms = jobs.NewTerms(
        _sources(body.mapping), body.as_of, body.currency, body.line_per_row, _form(body.form)
    )
    return jobs.map_import(request.path["importID"], terms)


@routes.call(
    "POST", "/import/{importID}/preview", permission=PERMISSION, status=202, takes_version=True
)
def preview_import(request: Request) -> "Reply[jobs.ImportView]":
    """Has the file read, to see what it would change."""
    return _begun(request, "reading")


@routes.call(
    "POST", "/import/{importID}/application", permission=PERMISSION, status=202, takes_version=True
)
def apply_import(request: Request) -> "Reply[jobs.ImportView]":
    """Has the file applied, as it was previewed."""
    return _begun(request, "applying")


@routes.query("/import/{importID}/error", permission=PERMISSION, query=("severity", "format"))
def file_of_notes(request: Request) -> "Reply[jobs.FileView]":
    """Gives a link to the file of all errors, or of warnings (`severity=warning`) or rows left out
    (`leftOut`): CSV, or `format=xlsx`.
    """
    severity, ending = (
        request.query.get("severity") or "error",
        request.query.get("format", CSV_ENDING),
    )
    return Reply(
        jobs.file_of_notes(
            request.desk(), wiring.parts().files, request.path["importID"], severity, ending
        )
    )


def _begun(request: Request, status: str) -> "Reply[jobs.ImportView]":
    view, version = jobs.begin(
        request.desk(),
        request.path["importID"],
        status,
        request.if_match,
        wiring.parts().call_import,
    )
    return Reply(view, version, status=202)


def _sources(told: dict[str, Any]) -> dict[str, "mapping.Source"]:
    return {
        name: jobs.source_of(one.model_dump(by_alias=True, exclude_none=True))
        for name, one in told.items()
    }


def _form(told: FormBody | None) -> "Form | None":
    return jobs.form_of(told.model_dump(by_alias=True)) if told else None
