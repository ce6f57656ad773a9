"""How an import looks, and what can be mapped."""

from collections.abc import Iterable

from chalicelib.domain.importfile import Summary
from chalicelib.domain.importjob import Import
from chalicelib.domain.importthings import NAMED_BY
from chalicelib.domain.mapping import FIELDS, RowError, Source
from chalicelib.domain.money import to_number
from chalicelib.views.parts import View, instant
from chalicelib.views.spreadsheet import to_csv


def import_view(job: Import, errors: list[RowError]) -> View:
    """An import with the first of its errors."""
    mapping = {name: _source_view(source) for name, source in job.mapping.items()}
    sample = [list(row) for row in job.sample]
    return import_row(job) | {"mapping": mapping, "columns": list(job.columns), "sample": sample, "errors": [vars(one) for one in errors]}


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


def errors_csv(errors: Iterable[RowError]) -> bytes:
    """Errors of rows as a file that is safe to open in a spreadsheet (X-09)."""
    return to_csv(("line", "column", "code", "detail"), ((one.line, one.column, one.code, one.detail) for one in errors)).encode()


def _source_view(source: Source) -> View:
    return {name: value for name, value in vars(source).items() if value}


def _summary_view(kind: str, summary: Summary) -> View:
    if kind in NAMED_BY:
        money = {"amount": to_number(summary.amount, summary.currency)} if kind not in ("operators", "aggregators") else {}
        return {kind: summary.things} | money
    return {
        "customers": summary.customers,
        "invoices": summary.invoices,
        "amount": to_number(summary.amount, summary.currency),
        "unpaid": summary.unpaid,
        "unpaidAmount": to_number(summary.unpaid_amount, summary.currency),
        "unpaidCustomers": summary.unpaid_customers,
        "disputes": summary.disputes,
        "openDisputes": summary.open_disputes,
    }
