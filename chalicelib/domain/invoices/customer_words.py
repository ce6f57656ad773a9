"""What a customer is told of its own matters: where they stand and what happened, and nothing of
what is weighed inside (CU-02, CU-23).
"""

from dataclasses import replace
from typing import Any

from chalicelib.domain.base.money import Money, read_decimal, to_minor
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.dispute import Amounts, Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.promise import KEPT
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.values import dataclass

STANDINGS = {
    "inReview": "In review",
    "credited": "Credited in full",
    "partlyCredited": "Credited in part",
    "declined": "Closed without a credit",
    "withdrawn": "Withdrawn",
    "settled": "Settled",
}
"""Where a dispute or a line of it stands, as its customer reads it."""


def standing(amounts: Amounts, *, is_estimated: bool = False) -> str:
    """Where disputed money stands: by what became of it, since approvals are not the customer's
    until they are credits.
    """
    if amounts.open:
        return "inReview"
    if amounts.withdrawn == amounts.disputed:
        return "withdrawn"
    if not amounts.credited:
        return "settled" if is_estimated else "declined"
    return "partlyCredited" if amounts.declined else "credited"


def knows_of(person: Person, invoice: Invoice) -> bool:
    """A customer knows of approved invoices; a draft was not sent yet."""
    return person.audience != CUSTOMER or invoice.status == "approved"


@dataclass(frozen=True)
class CustomerEvent:
    """An event as the customer is told of it; `amount` in minor units."""

    type: str
    text: str
    amount: int


def customer_event(event: Event, dispute: Dispute) -> CustomerEvent | None:
    """The event in words for the customer; None for one that is the staff's alone, and for one that
    has no such words.
    """
    if event.audience != CUSTOMER:
        return None
    told = _told(event, dispute)
    promise = event.after.get("promise")
    if told is None or promise is None:
        return told
    left = Money(to_minor(read_decimal(str(promise["now"])), event.currency), event.currency)
    words = "{said} What you promised to pay on the invoice is {left} now."
    if promise.get("status") == KEPT:
        words += " All of it came in: you have kept your promise."
    return replace(told, text=Sentence(words, said=told.text, left=left))


def _told(event: Event, dispute: Dispute) -> CustomerEvent | None:
    if "disputedAmount" in event.after:
        return _told_of_line(event, dispute)
    amount = event.amount or 0
    kind = "declined" if event.type == "finalised" and not amount else event.type
    words = _WORDS.get(kind)
    if words is None:
        return None
    return CustomerEvent(
        kind,
        Sentence(words, amount=Money(amount, event.currency), invoice=dispute.subject_id),
        amount,
    )


_WORDS = {
    "raised": "Your dispute of {amount} on invoice {invoice} was received.",
    "finalised": "Your dispute was settled: {amount} was credited to invoice {invoice}.",
    "declined": "Your dispute was closed without a credit.",
    "adjusted": "{amount} was credited to invoice {invoice}.",
    "reversed": "The credit of {amount} was taken back; the amount is in review again.",
    "feeCharged": "A fee of {amount} was charged on invoice {invoice}.",
    "withdrawn": "Your dispute was withdrawn; invoice {invoice} is payable again.",
    "closed": "Your dispute was closed.",
    "reopened": "Your dispute was opened again.",
    "outcomeTold": "You were told how your dispute on invoice {invoice} ended.",
}
"""Type of event → its words."""


def _told_of_line(event: Event, dispute: Dispute) -> CustomerEvent:
    """What a change of a line means for the claim; whether a credit was thought of is left out, and
    so is the event's own type.
    """
    amount = _minor(event.after, dispute.currency)
    line = dispute.work.find_line(event.after["lineID"])
    said = {
        "name": line.description if line else "A charge",
        "amount": Money(amount, dispute.currency),
    }
    is_out, was_out = (part.get("status") == "withdrawn" for part in (event.after, event.before))
    if not event.before:
        return CustomerEvent(
            "lineAdded",
            Sentence("{name} was added to your dispute, with {amount}.", **said),
            amount,
        )
    if is_out:
        return CustomerEvent(
            "lineWithdrawn",
            Sentence("{name} was taken out of your dispute.", name=said["name"]),
            amount,
        )
    if was_out:
        return CustomerEvent(
            "lineReopened",
            Sentence("{name} is part of your dispute again, with {amount}.", **said),
            amount,
        )
    return CustomerEvent(
        "lineChanged", Sentence("{name}: {amount} is in dispute now.", **said), amount
    )


def _minor(seen: dict[str, Any], currency: str) -> int:
    return to_minor(read_decimal(str(seen["disputedAmount"])), currency)
