"""How an import looks: what its file holds, and what became of the rows."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NotRequired, cast

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.imports.cell_examples import Example, Examples
from chalicelib.domain.imports.fields import FIELDS
from chalicelib.domain.imports.file_form import CSV, DELIMITERS, ENCODINGS, WORKBOOK, Form
from chalicelib.domain.imports.job import Import
from chalicelib.domain.imports.mapping import RowNote, Source
from chalicelib.domain.imports.mapping_guess import Doubt, guess_mapping, ways_of
from chalicelib.domain.imports.party_rows import NAMED_BY
from chalicelib.domain.imports.survey import ColumnSurvey, Way
from chalicelib.domain.imports.tally import Summary
from chalicelib.views.answers import Amount, Day, Moment, Who, meaning, one_of
from chalicelib.views.parts import instant
from chalicelib.views.spreadsheet import Sheet

SEVERITIES = {"error": "an error", "warning": "a warning", "leftOut": "a reason to be left out"}
"""Severity of a note on a row → what such a row has."""


ImportStatus = Annotated[
    str, one_of("waiting", "reading", "previewed", "applying", "done", "failed")
]


class SourceView(TypedDict, total=False):
    """Where a field is told, in a column or once for all rows, and how it is written there."""

    column: str
    constant: str
    format: str
    values: Annotated[dict[str, str], meaning("What is written, and what it means.")]
    rounds: bool
    belowZero: Annotated[str, one_of("CR", "DR")]


class FormView(TypedDict, total=False):
    """The form of a file; what is not told is to be found out."""

    type: Annotated[str, one_of(CSV, WORKBOOK)]
    encoding: Annotated[str, one_of(*ENCODINGS)]
    delimiter: Annotated[str, one_of(*DELIMITERS)]
    headerLine: int
    sheet: str


class NotesPart(TypedDict):
    """How many notes on rows there are, by severity."""

    error: int
    warning: int
    leftOut: int


class CountsView(TypedDict):
    """What became of the rows."""

    created: int
    changed: int
    unchanged: int
    skipped: int
    failed: int


class ImportSummary(TypedDict):
    """What the rows come to; which parts there are is by the kind of file."""

    otherCurrencies: Annotated[int, meaning("How many are in another currency, in no sum.")]
    rounded: int
    roundedOff: Annotated[str, meaning("What rounding added in sum, as a decimal.")]
    amount: NotRequired[Amount]
    customers: NotRequired[int]
    invoices: NotRequired[int]
    unpaid: NotRequired[int]
    unpaidAmount: NotRequired[Amount]
    unpaidCustomers: NotRequired[int]
    disputes: NotRequired[int]
    openDisputes: NotRequired[int]
    payments: NotRequired[int]
    operators: NotRequired[int]
    aggregators: NotRequired[int]
    bookings: NotRequired[int]
    vendors: NotRequired[int]
    orders: NotRequired[int]
    orderNotes: NotRequired[int]
    payoutResults: NotRequired[int]
    openingBalances: NotRequired[int]


class ImportRow(TypedDict):
    """An import of a file as it stands in a list."""

    importID: str
    kind: Annotated[str, one_of(*FIELDS)]
    fileName: str
    size: int
    status: ImportStatus
    detail: Annotated[str | None, meaning("Why it failed.")]
    asOf: Day
    currency: str
    linePerRow: bool
    notes: NotesPart
    rows: int | None
    processed: int
    counts: CountsView
    summary: ImportSummary | None
    startedBy: Who
    startedAt: Moment
    appliedBy: Who | None
    finishedAt: Moment | None
    version: int


class WayView(TypedDict):
    """One way to read a column, and what it makes of the cell that decides."""

    format: str
    cell: str
    reads: str


class ColumnView(TypedDict):
    """What a column holds."""

    name: str
    filled: int
    samples: list[str]
    odd: Annotated[list[str], meaning("The first cells with letters beyond ASCII.")]
    words: Annotated[list[str], meaning("All different cells, where they are few.")]
    days: list[WayView]
    moments: list[WayView]
    amounts: list[WayView]
    decimals: int
    creditSigns: Annotated[bool, meaning("Whether CR or DR stands behind some amounts.")]


class DoubtView(TypedDict):
    """A field of which the file does not say how it is written."""

    field: str
    column: str
    detail: str
    ways: list[WayView]


class GuessView(TypedDict):
    """How the columns seem to be meant."""

    mapping: dict[str, SourceView]
    doubts: list[DoubtView]


class ExampleView(TypedDict):
    """A cell as it stands in the file, and what it was read as."""

    line: int
    cell: str
    reads: str


class ExamplesView(TypedDict):
    """Some cells of one field, with the least and the most of all."""

    field: str
    label: str
    type: str
    column: str
    cells: list[ExampleView]
    least: ExampleView
    most: ExampleView


class NoteView(TypedDict):
    """What there is to say of a row, and where."""

    line: int
    column: str | None
    code: str
    detail: str


class ImportView(ImportRow):
    """An import with what its file holds, and the first notes on its rows."""

    mapping: dict[str, SourceView]
    form: Annotated[FormView, meaning("As it was told.")]
    found: Annotated[FormView | None, meaning("As it was found out.")]
    encodingIsGuessed: bool
    sheets: list[str]
    columns: list[str]
    survey: list[ColumnView]
    guess: GuessView
    examples: list[ExamplesView]
    errors: list[NoteView]
    warnings: list[NoteView]
    leftOut: list[NoteView]


def import_view(job: Import, notes: Mapping[str, list[RowNote]] | None = None) -> ImportView:
    """An import with what its file holds, a guess at its columns, and the first notes
    on its rows.
    """
    notes = notes or {}
    guess = guess_mapping(job.kind, job.columns)
    return {
        **import_row(job),
        "mapping": _mapping_view(job.mapping),
        "form": _form_view(job.form),
        "found": _form_view(job.found) if job.found else None,
        "encodingIsGuessed": job.found is not None and job.found.guesses_encoding(job.form),
        "sheets": list(job.sheets),
        "columns": [column.name for column in job.columns],
        "survey": [_column_view(column) for column in job.columns],
        "guess": {
            "mapping": _mapping_view(guess.mapping),
            "doubts": [_doubt_view(doubt) for doubt in guess.doubts],
        },
        "examples": [_examples_view(one) for one in job.examples],
        "errors": [_note_view(one) for one in notes.get("error", ())],
        "warnings": [_note_view(one) for one in notes.get("warning", ())],
        "leftOut": [_note_view(one) for one in notes.get("leftOut", ())],
    }


def import_row(job: Import) -> ImportRow:
    """An import as it stands in a list."""
    return {
        "importID": job.import_id,
        "kind": job.kind,
        "fileName": job.file_name,
        "size": job.size,
        "status": job.status,
        "detail": job.detail,
        "asOf": job.as_of.isoformat(),
        "currency": job.currency,
        "linePerRow": job.line_per_row,
        "notes": {
            "error": job.notes.get("error", 0),
            "warning": job.notes.get("warning", 0),
            "leftOut": job.notes.get("leftOut", 0),
        },
        "rows": job.rows,
        "processed": job.processed,
        "counts": cast(CountsView, vars(job.counts)),
        "summary": _summary_view(job.kind, job.summary) if job.summary else None,
        "startedBy": {"userID": job.started_by_id, "name": job.started_by},
        "startedAt": instant(job.started_at),
        "appliedBy": {"userID": job.applied_by_id, "name": job.applied_by or ""}
        if job.applied_by_id
        else None,
        "finishedAt": instant(job.finished_at),
        "version": job.version,
    }


def notes_sheet(notes: Iterable[RowNote]) -> Sheet:
    """Notes on rows as a table."""
    rows = ((one.line, one.column, one.code, one.detail) for one in notes)
    return Sheet("Rows", ("line", "column", "code", "detail"), tuple(rows))


def _note_view(note: RowNote) -> NoteView:
    return {
        "line": note.line,
        "column": note.column,
        "code": note.code,
        "detail": note.detail,
    }


def _mapping_view(mapping: Mapping[str, Source]) -> dict[str, SourceView]:
    return {name: _source_view(source) for name, source in mapping.items()}


def _source_view(source: Source) -> SourceView:
    named = {"below_zero": "belowZero"}
    told = {named.get(name, name): value for name, value in vars(source).items() if value}
    return cast(SourceView, told)


def _form_view(form: Form) -> FormView:
    told = {
        "type": form.type,
        "encoding": form.encoding,
        "delimiter": form.delimiter,
        "headerLine": form.header_line,
        "sheet": form.sheet,
    }
    return cast(FormView, {name: value for name, value in told.items() if value is not None})


def _column_view(column: ColumnSurvey) -> ColumnView:
    return {
        "name": column.name,
        "filled": column.filled,
        "samples": list(column.samples),
        "odd": list(column.odd),
        "words": list(column.words),
        "days": [_way_view(way) for way in column.days],
        "moments": [_way_view(way) for way in ways_of("moment", column)],
        "amounts": [_way_view(way) for way in column.amounts],
        "decimals": column.decimals,
        "creditSigns": column.credit_signs,
    }


def _way_view(way: Way) -> WayView:
    return {"format": way.format, "cell": way.cell, "reads": way.reads}


def _doubt_view(doubt: Doubt) -> DoubtView:
    return {
        "field": doubt.name,
        "column": doubt.column,
        "detail": doubt.detail,
        "ways": [_way_view(way) for way in doubt.ways],
    }


def _examples_view(examples: Examples) -> ExamplesView:
    return {
        "field": examples.name,
        "label": examples.label,
        "type": examples.type,
        "column": examples.column,
        "cells": [_example_view(one) for one in examples.cells],
        "least": _example_view(examples.least),
        "most": _example_view(examples.most),
    }


def _example_view(example: Example) -> ExampleView:
    return {"line": example.line, "cell": example.cell, "reads": example.reads}


def _summary_view(kind: str, summary: Summary) -> ImportSummary:
    said: ImportSummary = {
        "otherCurrencies": summary.other_currencies,
        "rounded": summary.rounded,
        "roundedOff": summary.rounded_off,
    }
    if kind in NAMED_BY:
        things: dict[str, Any] = {kind: summary.things}
        if kind not in ("operators", "aggregators", "vendors", "orderNotes", "payoutResults"):
            things["amount"] = to_number(summary.amount, summary.currency)
        return cast(ImportSummary, {**things, **said})
    return {
        "customers": summary.customers,
        "invoices": summary.invoices,
        "amount": to_number(summary.amount, summary.currency),
        "unpaid": summary.unpaid,
        "unpaidAmount": to_number(summary.unpaid_amount, summary.currency),
        "unpaidCustomers": summary.unpaid_customers,
        "disputes": summary.disputes,
        "openDisputes": summary.open_disputes,
        **said,
    }
