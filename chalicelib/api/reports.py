"""Reports of collections, and the same as files (DM-07)."""

from chalicelib.actions.admin.exports import FileView
from chalicelib.actions.collections import reports
from chalicelib.api.routing import CSV, Reply, Request, Routes
from chalicelib.api.tables import as_file
from chalicelib.domain.base.identifiers import id_in_url
from chalicelib.views import report

routes = Routes()

_OF_ITEMS = ("statusID", "resolverID", "customerID")
_OF_DISPUTES = ("resolverID", "customerID")


@routes.query("/report/items", permission="report.read", query=_OF_ITEMS)
def report_items(request: Request) -> "Reply[report.ReportView]":
    """Reports open items by the status that they carry: how many, how much by currency, how
    late.
    """
    return Reply(reports.show(request.desk(), reports.ITEMS, _wanted(request)))


@routes.query(
    "/report/items/file", permission="report.read", query=(*_OF_ITEMS, "format"), media_type=CSV
)
def write_items(request: Request) -> "Reply[FileView | str]":
    """Gives the items of the report as CSV, with `format=semicolons` for spreadsheets that write
    decimals behind a comma, or with `format=xlsx` a link to an Excel workbook. Who took it along is
    written down.
    """
    return _file(request, reports.ITEMS)


@routes.query("/report/disputes", permission="report.read", query=_OF_DISPUTES)
def report_disputes(request: Request) -> "Reply[report.ReportView]":
    """Reports open disputes on invoices by who clears them up: how many, how much by currency, how
    old.
    """
    return Reply(reports.show(request.desk(), reports.DISPUTES, _wanted(request)))


@routes.query(
    "/report/disputes/file",
    permission="report.read",
    query=(*_OF_DISPUTES, "format"),
    media_type=CSV,
)
def write_disputes(request: Request) -> "Reply[FileView | str]":
    """Gives the disputes of the report as CSV, with `format=semicolons` for spreadsheets that write
    decimals behind a comma, or with `format=xlsx` a link to an Excel workbook. Who took it along is
    written down.
    """
    return _file(request, reports.DISPUTES)


def _wanted(request: Request) -> "reports.ReportFilter":
    query = request.query
    status_id, customer_id = (
        id_in_url(query[name]) if name in query else None for name in ("statusID", "customerID")
    )
    return reports.ReportFilter(status_id, query.get("resolverID"), customer_id)


def _file(request: Request, of: str) -> "Reply[FileView | str]":
    wanted = _wanted(request)
    return as_file(
        request, f"report-{of}", lambda desk, ending: reports.write(desk, of, wanted, ending)
    )
