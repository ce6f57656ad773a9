"""Promises to pay."""

from typing import Annotated

from pydantic import Field

from chalicelib import wiring
from chalicelib.actions.collections import promises
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import AmountField, Body, DayField, DescriptionField, OutsideIDField
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.config import config
from chalicelib.domain.base.identifiers import OutsideID, id_in_url
from chalicelib.domain.invoices.promise_verbs import MAX_PROMISED_TOGETHER
from chalicelib.domain.people.person import PORTAL
from chalicelib.links import PromiseLink
from chalicelib.views.answers import Page

routes = Routes()

_PROMISES = "/customer/{customerID}/promise"
_PROMISE = f"{_PROMISES}/{{invoiceNumber}}"


class PromisedItemBody(Body):
    """An invoice, and what of it is promised: all that is owed and undisputed where nothing is
    said.
    """

    invoice_number: OutsideIDField
    amount: AmountField | None = None


class PromiseBody(Body):
    """Promises on one or several invoices until one day; `replace` puts them in place of open
    ones.
    """

    items: Annotated[list[PromisedItemBody], Field(min_length=1, max_length=MAX_PROMISED_TOGETHER)]
    date: DayField
    comment: DescriptionField | None = None
    replace: bool = False


class PromiseLinkBody(Body):
    """The invoices that a link is about."""

    invoice_numbers: Annotated[list[OutsideIDField], Field(min_length=1, max_length=20)]


class PromiseByLinkBody(Body):
    """Until when all that a link is about is paid."""

    date: DayField


class WithdrawalBody(Body):
    """Why a promise is withdrawn."""

    reason: DescriptionField


@routes.query(_PROMISES, permission="invoice.read", is_portal=True, query=("limit", "cursor"))
def list_promises(
    request: Request,
) -> "Reply[Page[promises.PromiseRow | promises.OwnPromiseRow]]":
    """Lists the invoices that a customer has promised to pay, the latest promise first."""
    page = (request.page_size, request.query.get("cursor"))
    return Reply(promises.list_promises(request.desk(), request.path["customerID"], *page))


@routes.query(_PROMISE, permission="invoice.read", is_portal=True)
def show_promise(request: Request) -> "Reply[promises.PromiseRow | promises.OwnPromiseRow]":
    """Shows what was promised on an invoice: the latest promise, with those before it."""
    return shown(promises.show_promise(request.desk(), *_named(request)))


@routes.command(
    "POST",
    _PROMISES,
    permission="dispute.work",
    body=PromiseBody,
    is_portal=True,
    may_create=True,
    takes_version=False,
)
def promise(request: Request) -> "promises.Promising":
    """Promises to pay invoices until a day, all or none; the same once more changes nothing."""
    body: PromiseBody = request.body
    return promises.promise(
        promises.NewPromises(
            id_in_url(request.path["customerID"]),
            tuple((one.invoice_number, one.amount) for one in body.items),
            body.date,
            body.comment,
            body.replace,
        )
    )


@routes.command(
    "POST",
    f"{_PROMISE}/withdrawal",
    permission="dispute.work",
    body=WithdrawalBody,
)
def withdraw(request: Request) -> "PlainAction[promises.PromiseRow]":
    """Withdraws the open promise on an invoice; given anew, it counts as the next level."""
    return promises.withdraw_promise(*_named(request), request.body.reason)


@routes.call(
    "POST", "/customer/{customerID}/promiseLink", permission="dispute.work", body=PromiseLinkBody
)
def link_to_promise(request: Request) -> "Reply[promises.PromiseLinkView]":
    """Makes a link by which a customer promises to pay some invoices, without an account."""
    body: PromiseLinkBody = request.body
    customer_id = id_in_url(request.path["customerID"])
    sign = wiring.parts().signer.sign
    return Reply(
        promises.link_to_promise(
            request.desk(), customer_id, body.invoice_numbers, sign, config().public_url
        )
    )


@routes.query("/promiseAsked", permission=PORTAL, by_link=PromiseLink)
def show_asked(request: Request) -> "Reply[promises.PromiseAskedView]":
    """Shows what a customer's link asks to promise; nothing changes however often it is opened."""
    return Reply(promises.show_asked(request.desk(), request.link))


@routes.command(
    "POST",
    "/promiseAsked",
    permission=PORTAL,
    body=PromiseByLinkBody,
    by_link=PromiseLink,
    may_create=True,
    takes_version=False,
)
def promise_by_link(request: Request) -> "promises.Promising":
    """Promises what a customer's link is about; the same day once more changes nothing."""
    return promises.promise_by_link(request.link, request.body.date)


def _named(request: Request) -> tuple[OutsideID, OutsideID]:
    return id_in_url(request.path["customerID"]), id_in_url(request.path["invoiceNumber"])
