"""How an import looks, and what can be mapped."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.base.money import to_number
from chalicelib.domain.imports.amount_formats import AMOUNT_FORMATS
from chalicelib.domain.imports.cell_examples import Examples
from chalicelib.domain.imports.day_formats import DAY_FORMATS, ISO, MOMENT_FORMATS, SHORT_YEARS, example_of, spelled
from chalicelib.domain.imports.fields import FIELDS
from chalicelib.domain.imports.file_form import DELIMITERS, ENCODINGS, Form
from chalicelib.domain.imports.job import Import
from chalicelib.domain.imports.mapping import RowNote, Source
from chalicelib.domain.imports.mapping_guess import Doubt, guess_mapping, ways_of
from chalicelib.domain.imports.party_rows import NAMED_BY
from chalicelib.domain.imports.survey import ColumnSurvey
from chalicelib.domain.imports.tally import Summary
from chalicelib.views.parts import View, instant
from chalicelib.views.spreadsheet import Sheet

SEVERITIES = {"error": "an error", "warning": "a warning", "leftOut": "a reason to be left out"}
"""Severity of a note on a row → what such a row has."""


def import_view(job: Import, notes: Mapping[str, list[RowNote]] | None = None) -> View:
    """An import with what its file holds, a guess at its columns, and the first notes on its rows."""
    notes = notes or {}
    guess = guess_mapping(job.kind, job.columns)
    return import_row(job) | {
        "mapping": _mapping_view(job.mapping),
        "form": _form_view(job.form),
        "found": _form_view(job.found) if job.found else None,
        "encodingIsGuessed": job.found is not None and job.found.guesses_encoding(job.form),
        "sheets": list(job.sheets),
        "columns": [column.name for column in job.columns],
        "survey": [_column_view(column) for column in job.columns],
        "guess": {"mapping": _mapping_view(guess.mapping), "doubts": [_doubt_view(doubt) for doubt in guess.doubts]},
        "examples": [_examples_view(one) for one in job.examples],
        "errors": [_note_view(one) for one in notes.get("error", ())],
        "warnings": [_note_view(one) for one in notes.get("warning", ())],
        "leftOut": [_note_view(one) for one in notes.get("leftOut", ())],
    }


def import_row(job: Import) -> View:
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
        "notes": {severity: job.notes.get(severity, 0) for severity in SEVERITIES},
        "rows": job.rows,
        "processed": job.processed,
        "counts": vars(job.counts),
        "summary": _summary_view(job.kind, job.summary) if job.summary else None,
        "startedBy": {"userID": job.started_by_id, "name": job.started_by},
        "startedAt": instant(job.started_at),
        "appliedBy": {"userID": job.applied_by_id, "name": job.applied_by} if job.applied_by_id else None,
        "finishedAt": instant(job.finished_at),
        "version": job.version,
    }


def fields_view() -> View:
    """What each kind of file can tell, for whoever maps its columns."""
    return {
        kind: [
            {
                "name": field.name,
                "label": field.label,
                "type": "text" if field.type in ("id", "label", "address") else field.type,
                "required": field.required,
                **({"hint": field.hint} if field.hint else {}),
                **({"choices": list(field.choices)} if field.choices else {}),
            }
            for field in fields
        ]
        for kind, fields in FIELDS.items()
    }


def ways_view() -> View:
    """The ways to write days, moments and amounts that are offered, and the forms of files."""
    days = [{"format": one, "label": spelled(one), "example": example_of(one)} for one in DAY_FORMATS]
    moments = [{"format": one, "label": spelled(one), "example": example_of(one)} for one in (ISO, *MOMENT_FORMATS)]
    return {
        "date": days,
        "moment": moments,
        "amount": [{"format": one, "label": one, "example": one} for one in AMOUNT_FORMATS],
        "shortYears": SHORT_YEARS,
        "encodings": list(ENCODINGS),
        "delimiters": list(DELIMITERS),
    }


def notes_sheet(notes: Iterable[RowNote]) -> Sheet:
    """Notes on rows as a table."""
    rows = ((one.line, one.column, one.code, one.detail) for one in notes)
    return Sheet("Rows", ("line", "column", "code", "detail"), tuple(rows))


def _note_view(note: RowNote) -> View:
    return {name: value for name, value in vars(note).items() if name != "severity"}


def _mapping_view(mapping: Mapping[str, Source]) -> View:
    return {name: _source_view(source) for name, source in mapping.items()}


def _source_view(source: Source) -> View:
    named = {"below_zero": "belowZero"}
    return {named.get(name, name): value for name, value in vars(source).items() if value}


def _form_view(form: Form) -> View:
    told = {"type": form.type, "encoding": form.encoding, "delimiter": form.delimiter, "headerLine": form.header_line, "sheet": form.sheet}
    return {name: value for name, value in told.items() if value is not None}


def _column_view(column: ColumnSurvey) -> View:
    return {
        "name": column.name,
        "filled": column.filled,
        "samples": list(column.samples),
        "odd": list(column.odd),
        "words": list(column.words),
        "days": [vars(way) for way in column.days],
        "moments": [vars(way) for way in ways_of("moment", column)],
        "amounts": [vars(way) for way in column.amounts],
        "decimals": column.decimals,
        "creditSigns": column.credit_signs,
    }


def _doubt_view(doubt: Doubt) -> View:
    return {"field": doubt.name, "column": doubt.column, "detail": doubt.detail, "ways": [vars(way) for way in doubt.ways]}


def _examples_view(examples: Examples) -> View:
    return {
        "field": examples.name,
        "label": examples.label,
        "type": examples.type,
        "column": examples.column,
        "cells": [vars(one) for one in examples.cells],
        "least": vars(examples.least),
        "most": vars(examples.most),
    }


def _summary_view(kind: str, summary: Summary) -> View:
    said = {"otherCurrencies": summary.other_currencies, "rounded": summary.rounded, "roundedOff": summary.rounded_off}
    if kind in NAMED_BY:
        money = {"amount": to_number(summary.amount, summary.currency)} if kind not in ("operators", "aggregators") else {}
        return {kind: summary.things} | money | said
    return {
        "customers": summary.customers,
        "invoices": summary.invoices,
        "amount": to_number(summary.amount, summary.currency),
        "unpaid": summary.unpaid,
        "unpaidAmount": to_number(summary.unpaid_amount, summary.currency),
        "unpaidCustomers": summary.unpaid_customers,
        "disputes": summary.disputes,
        "openDisputes": summary.open_disputes,
    } | said
