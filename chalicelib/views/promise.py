"""Promises to pay, as the staff and the customer are shown them."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.promise import PROMISE, Promise
from chalicelib.domain.invoices.promise_verbs import promisable
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import EventText, instant


class OwnPromiseView(TypedDict):
    """A promise to pay as its customer sees it."""

    number: Annotated[int, meaning("Its place among those of the invoice.")]
    status: Annotated[str, one_of(*sorted(PROMISE.statuses))]
    promised: Annotated[Amount, meaning("As it was given.")]
    amount: Annotated[
        Amount, meaning("What of it still stands: a dispute lowers it, and breaks it not (CO-26).")
    ]
    paid: Annotated[Amount, meaning("What of payments keeps it.")]
    date: Annotated[Day, meaning("The day that was named.")]
    dueDate: Annotated[Day, meaning("That day, or the next business day (CO-22).")]
    until: Annotated[Day, meaning("The last value date that keeps it.")]
    madeAt: Moment


class PromiseView(OwnPromiseView):
    """A promise to pay as the staff sees it."""

    madeBy: str
    source: Annotated[str, one_of("staff", "customer")]
    comment: str | None
    reason: Annotated[str | None, meaning("Why it was withdrawn.")]
    judgedAt: Annotated[Moment | None, meaning("When it came to its state.")]
    brokenFrom: Annotated[
        Moment | None,
        meaning(
            "Since when, until `judgedAt`, it was held to be broken, where a payment that was"
            " recorded late kept it: reminders of that time went in spite of it (CO-24)."
        ),
    ]


class OwnPromiseRow(OwnPromiseView):
    """The latest promise on an invoice, with those before it, as the customer sees it."""

    customerID: OutsideID
    invoiceNumber: OutsideID
    currency: str
    earlier: list[OwnPromiseView]


class PromiseRow(PromiseView):
    """The latest promise on an invoice, with those before it, as the staff sees it."""

    customerID: OutsideID
    invoiceNumber: OutsideID
    currency: str
    earlier: Annotated[list[PromiseView], meaning("The latest first.")]


class OwnPromised(EventText):
    """What came of promising, an invoice a row, with when it is due and why, as the customer sees
    it.
    """

    value: list[OwnPromiseRow]


class Promised(EventText):
    """What came of promising, an invoice a row, with when it is due and why."""

    value: list[PromiseRow]


class PromiseLinkView(TypedDict):
    """A link by which a customer promises to pay some invoices, without an account."""

    url: str
    expiresAt: Moment


class PromiseAskedItem(TypedDict):
    """An invoice of such a link, as it stands now."""

    invoiceNumber: OutsideID
    currency: str
    dueDate: Day
    promisable: Annotated[Amount, meaning("What is owed, undisputed and in no payment plan.")]
    promise: OwnPromiseView | None


class PromiseAskedView(TypedDict):
    """What a link asks a customer to promise."""

    customerName: str
    today: Annotated[Day, meaning("In the customer's time zone.")]
    latest: Annotated[Day, meaning("The latest day that can be promised.")]
    value: list[PromiseAskedItem]


def promise_asked_item(invoice: Invoice) -> PromiseAskedItem:
    """An invoice that a link is about."""
    return {
        "invoiceNumber": invoice.invoice_number,
        "currency": invoice.currency,
        "dueDate": invoice.due_date.isoformat(),
        "promisable": to_number(promisable(invoice), invoice.currency),
        "promise": latest_promise(invoice),
    }


def promise_row(invoice: Invoice) -> PromiseRow:
    """The promises on an invoice that has some, the latest with those before it."""
    latest, *earlier = [promise_view(one, invoice) for one in reversed(invoice.promises)]
    return {
        "customerID": invoice.customer_id,
        "invoiceNumber": invoice.invoice_number,
        "currency": invoice.currency,
        **latest,
        "earlier": earlier,
    }


def own_promise_row(invoice: Invoice) -> OwnPromiseRow:
    """The same for the customer."""
    latest, *earlier = [own_promise_view(one, invoice) for one in reversed(invoice.promises)]
    return {
        "customerID": invoice.customer_id,
        "invoiceNumber": invoice.invoice_number,
        "currency": invoice.currency,
        **latest,
        "earlier": earlier,
    }


def promise_view(promise: Promise, invoice: Invoice) -> PromiseView:
    """A promise to pay as the staff sees it."""
    return {
        **own_promise_view(promise, invoice),
        "madeBy": promise.made_by,
        "source": promise.source,
        "comment": promise.comment,
        "reason": promise.reason,
        "judgedAt": instant(promise.judged_at),
        "brokenFrom": instant(promise.broken_from),
    }


def own_promise_view(promise: Promise, invoice: Invoice) -> OwnPromiseView:
    """A promise to pay as its customer sees it."""
    currency = invoice.currency
    return {
        "number": promise.number,
        "status": promise.status,
        "promised": to_number(promise.promised, currency),
        "amount": to_number(promise.amount, currency),
        "paid": to_number(promise.given, currency),
        "date": promise.day.isoformat(),
        "dueDate": promise.due.isoformat(),
        "until": promise.last_day.isoformat(),
        "madeAt": instant(promise.made_at),
    }


def latest_promise(invoice: Invoice) -> OwnPromiseView | None:
    """The latest promise on an invoice, as everybody sees it; None without one."""
    return own_promise_view(invoice.promises[-1], invoice) if invoice.promises else None
