"""Reminders of customers, and what keeps them away."""

from typing import Annotated

from pydantic import Field

from chalicelib.actions.admin.exports import FileView
from chalicelib.actions.collections.dunning import blocks, charges, file, preview, reminders
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import Body, DayField, DescriptionField, NothingBody, OutsideIDField
from chalicelib.api.routing import CSV, Reply, Request, Routes, shown
from chalicelib.api.tables import as_file
from chalicelib.domain.base.identifiers import OutsideID, id_in_url
from chalicelib.domain.base.texts import read_day
from chalicelib.domain.collections.dunning.parts import MAX_NAMED
from chalicelib.views.answers import Page

routes = Routes()

_CUSTOMER, _INVOICE = "/customer/{customerID}", "/customer/{customerID}/invoice/{invoiceNumber}"


class RemindBody(Body):
    """The items to remind of, where not all that are asked for, and whether by mail or on paper."""

    invoice_numbers: (
        Annotated[list[OutsideIDField], Field(min_length=1, max_length=MAX_NAMED)] | None
    ) = None
    by_post: bool = False


class BlockBody(Body):
    """Why no reminder goes, and through which day; without one for ever."""

    reason: DescriptionField
    until: DayField | None = None


class WaiverBody(Body):
    """Why a charge is not asked for."""

    reason: DescriptionField


@routes.query(f"{_CUSTOMER}/dunning", permission="customer.read")
def show_dunning(request: Request) -> "Reply[reminders.DunningView]":
    """Shows what happens to each open item of a customer today, and the letter that would go."""
    return shown(reminders.show_dunning(request.desk(), _customer(request)))


@routes.query(
    f"{_CUSTOMER}/dunning/file", permission="customer.read", query=("format",), media_type=CSV
)
def write_dunning(request: Request) -> "Reply[FileView | str]":
    """Gives what happens to each open item today as CSV, with `format=semicolons` for spreadsheets
    that write decimals behind a comma, or with `format=xlsx` a link to an Excel workbook.
    """
    customer_id = _customer(request)
    return as_file(
        request,
        f"reminders-{customer_id}",
        lambda desk, ending: file.write(desk, customer_id, ending),
    )


@routes.command("POST", f"{_CUSTOMER}/dunning", permission="dispute.work", body=RemindBody)
def remind(request: Request) -> "PlainAction[reminders.RemindedView]":
    """Reminds a customer now of what is asked for; every candidate is named, or left out with its
    reason.
    """
    body: RemindBody = request.body
    return reminders.remind(_customer(request), body.invoice_numbers, by_post=body.by_post)


@routes.command("PUT", f"{_CUSTOMER}/dunningBlock", permission="dispute.work", body=BlockBody)
def block_customer(request: Request) -> "PlainAction[blocks.BlocksView]":
    """Keeps reminders from a customer; the same once more changes nothing."""
    body: BlockBody = request.body
    return blocks.put_block(_customer(request), None, body.reason, body.until)


@routes.command(
    "POST", f"{_CUSTOMER}/dunningBlock/end", permission="dispute.work", body=NothingBody
)
def unblock_customer(request: Request) -> "PlainAction[blocks.BlocksView]":
    """Lets reminders go to a customer again."""
    return blocks.end_block(_customer(request), None)


@routes.command("PUT", f"{_INVOICE}/dunningBlock", permission="dispute.work", body=BlockBody)
def block_invoice(request: Request) -> "PlainAction[blocks.BlocksView]":
    """Keeps reminders from naming an invoice; the same once more changes nothing."""
    body: BlockBody = request.body
    return blocks.put_block(_customer(request), _number(request), body.reason, body.until)


@routes.command("POST", f"{_INVOICE}/dunningBlock/end", permission="dispute.work", body=NothingBody)
def unblock_invoice(request: Request) -> "PlainAction[blocks.BlocksView]":
    """Lets reminders name an invoice again."""
    return blocks.end_block(_customer(request), _number(request))


@routes.command(
    "POST",
    f"{_INVOICE}/charge/{{chargeID}}/waiver",
    permission="dispute.work",
    body=WaiverBody,
)
def waive_charge(request: Request) -> "PlainAction[charges.ItemChargesView]":
    """Waives a fee or interest that a reminder put on an invoice; it is not asked for any more."""
    body: WaiverBody = request.body
    charge_id = request.path["chargeID"]
    return charges.waive(_customer(request), _number(request), charge_id, body.reason)


@routes.query("/dunning/unreached", permission="customer.read", query=("limit", "cursor"))
def list_unreached(request: Request) -> "Reply[Page[reminders.UnreachedView]]":
    """Lists the customers who were to be reminded, or told how a dispute ended, and could not be,
    those of longest ago first.
    """
    page = (request.page_size, request.query.get("cursor"))
    return Reply(reminders.list_unreached(request.desk(), *page))


@routes.query(
    "/dunning/run",
    permission="customer.read",
    query=("date", "code", "customerID", "limit", "cursor"),
)
def show_run(request: Request) -> "Reply[preview.RunView]":
    """Shows what the run of a day would send, today's or a day's ahead: every customer at whom it
    looks, every candidate with its level and reason; nothing is sent or changed.
    """
    page = (request.page_size, request.query.get("cursor"))
    return Reply(preview.show_run(request.desk(), _run(request), *page))


@routes.query(
    "/dunning/run/file",
    permission="customer.read",
    query=("date", "code", "customerID", "format"),
    media_type=CSV,
)
def write_run(request: Request) -> "Reply[FileView | str]":
    """Gives every candidate of the run of a day as CSV, with `format=semicolons` for spreadsheets
    that write decimals behind a comma, or with `format=xlsx` a link to an Excel workbook.
    """
    wanted = _run(request)
    return as_file(
        request,
        f"run-{wanted.day.isoformat() if wanted.day else 'today'}",
        lambda desk, ending: preview.write_file(desk, wanted, ending),
    )


def _run(request: Request) -> "preview.RunFilter":
    query = request.query
    day = read_day(query["date"]) if "date" in query else None
    customer_id = id_in_url(query["customerID"]) if "customerID" in query else None
    return preview.RunFilter(day, query.get("code"), customer_id)


def _customer(request: Request) -> OutsideID:
    return id_in_url(request.path["customerID"])


def _number(request: Request) -> OutsideID:
    return id_in_url(request.path["invoiceNumber"])
