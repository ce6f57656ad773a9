"""Reports of collections, and the same as files (DM-07)."""

from chalicelib import wiring
from chalicelib.actions.admin.exports import LOCAL_CSV
from chalicelib.actions.collections import reports
from chalicelib.api.routing import CSV, CSV_ENDING, Reply, Request, Routes
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
def write_items(request: Request) -> "Reply[reports.FileView | str]":
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
def write_disputes(request: Request) -> "Reply[reports.FileView | str]":
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


def _file(request: Request, of: str) -> "Reply[reports.FileView | str]":
    ending = request.query.get("format", CSV_ENDING)
    is_csv = ending in (CSV_ENDING, LOCAL_CSV)
    desk, wanted = request.desk(), _wanted(request)
    file_name = f"report-{of}.{CSV_ENDING if is_csv else ending}"
    if is_csv:
        written = reports.write(desk, of, wanted, ending)
        rows = written.rows if written.is_whole else None
        return Reply(written.content.decode(), file_name=file_name, rows=rows)
    files = wiring.parts().files
    return Reply(reports.give_out_file(desk, of, wanted, ending, files, file_name))
