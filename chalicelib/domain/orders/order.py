"""Orders: what a customer sold and for how much, which vendor collected it, and how much of that is
still to be paid (CK-01, CK-03, PO-03).

Amounts are in minor units of the order's currency.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, same_id, subject_of
from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.disputable import Disputable
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import (
    AmountTooLarge,
    DisputeOpen,
    InvalidInput,
    NotChangeable,
    NotDisputable,
    no_such,
)
from chalicelib.values import dataclass

VENDOR = "vendor"
ROLES = (CUSTOMER, VENDOR)
"""Who stands in an order: the one who sold, and the one who collected and pays."""

STANDARD_CURRENCY = "INR"

COMPLETED = "completed"
ORDER_STATUSES = ("placed", "assigned", COMPLETED, "cancelled")

PICKUP_NOTE, CONDITION_CHANGE = "pickupNote", "conditionChange"
NOTE_KINDS = (PICKUP_NOTE, CONDITION_CHANGE)
MAX_NOTES = 50


@dataclass(frozen=True)
class Note:
    """What was noted at pickup, or found to be in another condition than offered."""

    note_id: OutsideID
    kind: str
    text: str
    at: datetime
    told_at: datetime | None = None
    """When the product first knew of it: a note that comes in later is no older for its date
    (PO-18).
    """

    def is_before(self, moment: datetime) -> bool:
        """Whether it was written, and known here, before a moment (PO-18)."""
        return self.at < moment and (self.told_at is None or self.told_at < moment)


@dataclass(frozen=True, kw_only=True)
class Order(Disputable):
    """A device that was sold and collected."""

    order_id: OutsideID
    customer_id: OutsideID
    customer_name: str
    vendor_id: OutsideID
    vendor_name: str
    status: str
    value: int
    """The final price, which was agreed at pickup: what the vendor is to pay."""
    currency: str = STANDARD_CURRENCY
    offered: int | None = None
    """The price that was offered before anybody saw the device."""
    phone: str | None = None
    """The customer's, in the form of `base/phones.py`."""
    device: str = ""
    completed_at: datetime | None = None
    payment_marked_at: datetime | None = None
    """When the vendor marked it as paid, which proves nothing."""
    notes: tuple[Note, ...] = ()
    proved: dict[str, int] = field(default_factory=dict)
    """Dispute → how much the vendor was proved in it to have paid."""
    paid_out: dict[str, int] = field(default_factory=dict)
    """Dispute → how much the platform paid in it, and was not returned."""
    fined: dict[str, int] = field(default_factory=dict)
    """Dispute → how much the vendor is fined in it, taken or owed; an order is fined in one."""

    @property
    def parties(self) -> dict[str, OutsideID]:
        """Role → who stands in it."""
        return {CUSTOMER: self.customer_id, VENDOR: self.vendor_id}

    @property
    def party_names(self) -> dict[str, str]:
        """Role → what that party is called."""
        return {CUSTOMER: self.customer_name, VENDOR: self.vendor_name}

    @property
    def settled(self) -> int:
        """What of its value is known to be with the customer."""
        return sum(self.proved.values()) + sum(self.paid_out.values())

    @property
    def rest(self) -> int:
        """What is still to be paid: the value less proved payments and payouts (PO-03)."""
        return max(0, self.value - self.settled)

    def left_for(self, dispute_id: str) -> int:
        """What of the value no other dispute has settled: all that one can be about (PO-03)."""
        others = (
            amount
            for amounts in (self.proved, self.paid_out)
            for name, amount in amounts.items()
            if name != dispute_id
        )
        return max(0, self.value - sum(others))

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("order", self.order_id)

    def amount(self, minor: int) -> Money:
        """An amount in the order's currency, as a sentence takes it."""
        return Money(minor, self.currency)

    def is_fined_besides(self, dispute_id: str) -> bool:
        """Whether the vendor is fined for it in another dispute (CK-06)."""
        return any(name != dispute_id for name in self.fined)

    def settled_in(self, dispute_id: str, *, proved: int, paid_out: int, fined: int) -> "Order":
        """The order with what one dispute proved and paid of it, and fines for it; `AmountTooLarge`
        for more than its value.
        """
        told = replace(
            self,
            proved=_with(self.proved, dispute_id, proved),
            paid_out=_with(self.paid_out, dispute_id, paid_out),
            fined=_with(self.fined, dispute_id, fined),
        )
        if told.settled > max(self.value, self.settled):
            raise AmountTooLarge(sum_of(self), rule="PO-04")
        return told

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "customerID": self.customer_id,
            "vendorID": self.vendor_id,
            "status": self.status,
            "finalValue": to_number(self.value, self.currency),
            "offeredValue": None
            if self.offered is None
            else to_number(self.offered, self.currency),
            "currency": self.currency,
            "phone": self.phone,
            "device": self.device,
            "completedAt": _moment(self.completed_at),
            "paymentMarkedAt": _moment(self.payment_marked_at),
            "notes": [
                {
                    "noteID": one.note_id,
                    "kind": one.kind,
                    "text": one.text,
                    "at": one.at.isoformat(),
                    "toldAt": _moment(one.told_at),
                }
                for one in self.notes
            ],
        }


def sum_of(order: Order) -> Sentence:
    """What is left to be paid, with the sum spelled out (PO-04)."""
    said = (
        "Of the {value} of the order, {proved} are proved to be paid by the vendor and {paid_out}"
        " were paid out; {rest} is left."
    )
    return Sentence(
        said,
        value=order.amount(order.value),
        proved=order.amount(sum(order.proved.values())),
        paid_out=order.amount(sum(order.paid_out.values())),
        rest=order.amount(order.rest),
    )


def check_disputable(order: Order) -> None:
    """`NotDisputable` unless it was completed and something is left to pay (CK-03), `DisputeOpen`,
    which names it, while another dispute holds its place (PO-01).
    """
    check_free(order)
    if order.status != COMPLETED:
        raise NotDisputable(
            f"The order is {order.status}; only completed orders can be disputed.", rule="CK-03"
        )
    if not order.rest:
        raise NotDisputable(sum_of(order), rule="PO-03")


def check_free(order: Order, besides: str | None = None) -> None:
    """`DisputeOpen`, naming it, while another dispute holds the order's place (PO-01)."""
    if order.open_dispute_id not in (None, besides):
        raise DisputeOpen(
            f"Dispute {order.open_dispute_id} on this order is open; add to it what you have.",
            rule="PO-01",
            disputeID=order.open_dispute_id,
        )


def check_refund(order: Order, amount: int) -> None:
    """`AmountTooLarge`, naming the dispute, for a refund outside it of what was paid out in it
    already (PO-31).
    """
    if amount > order.rest and order.paid_out:
        latest = next(one for one in reversed((*order.dispute_ids,)) if one in order.paid_out)
        raise AmountTooLarge(sum_of(order), rule="PO-31", disputeID=latest)


def choices_for(orders: Iterable[Order], person: Person) -> tuple[Order, ...]:
    """The orders of a phone number that somebody may dispute on, the latest first: one, or a choice
    of several (PO-02).

    `NotFound` where there is none, or none that the person may know of: the answer is the same.
    """
    found = [one for one in orders if may_see(person, one.parties) and one.status == COMPLETED]
    if not found:
        raise no_such("order", rule="PO-02")
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.completed_at.timestamp() if one.completed_at else 0.0,
                str(one.order_id),
            ),
            reverse=True,
        )
    )


def merge_order(known: Order | None, told: Order, at: datetime) -> Order | None:
    """The order as it shall be kept; None when nothing changes (X-12).

    `NotChangeable` where it was disputed and would go to other parties, another currency, or a
    value below what was paid on it, or would lose a note.
    """
    _check_told(told)
    if known is None:
        return replace(told, version=1, notes=_dated(told.notes, (), at))
    merged = replace(
        known.kept_in(told),
        order_id=known.order_id,
        notes=_dated(told.notes, known.notes, at),
        proved=known.proved,
        paid_out=known.paid_out,
        fined=known.fined,
    )
    if merged == known:
        return None
    if known.disputes:
        _check_kept(known, merged)
    return replace(merged, version=known.version + 1)


def with_note(known: Order, told: Note, at: datetime) -> Order | None:
    """The order with one more note, or one told otherwise; None when nothing changes (PO-18,
    X-12).

    `NotChangeable` for a note that was there when the order was disputed.
    """
    others = tuple(one for one in known.notes if str(one.note_id) != str(told.note_id))
    same = next((one for one in known.notes if one not in others), None)
    if same and (same.kind, same.text, same.at) == (told.kind, told.text, told.at):
        return None
    return merge_order(known, replace(known, notes=(*others, told)), at)


def _check_told(told: Order) -> None:
    if told.status not in ORDER_STATUSES or told.value < 0 or (told.offered or 0) < 0:
        raise InvalidInput(
            f"An order is {', '.join(ORDER_STATUSES)}, and its prices are not below zero.",
            rule="X-12",
        )
    if any(note.kind not in NOTE_KINDS for note in told.notes) or len(told.notes) > MAX_NOTES:
        raise InvalidInput(
            f"A note is {' or '.join(NOTE_KINDS)}; an order has {MAX_NOTES} at most.", rule="X-12"
        )
    if len({str(note.note_id) for note in told.notes}) < len(told.notes):
        raise InvalidInput("Each note of an order has an id of its own.", rule="X-12")


def _check_kept(known: Order, merged: Order) -> None:
    if _terms(merged) != _terms(known):
        raise NotChangeable(
            "The order was disputed; its customer, vendor and currency stay as they are."
        )
    if merged.value < min(known.value, known.settled):
        raise NotChangeable(sum_of(known))
    kept = {(str(note.note_id), note.text, note.at) for note in merged.notes}
    if any((str(note.note_id), note.text, note.at) not in kept for note in known.notes):
        raise NotChangeable("The order was disputed; its notes stay as they are, more can come.")


def _dated(told: Iterable[Note], known: Iterable[Note], at: datetime) -> tuple[Note, ...]:
    """The notes with the moment at which each became known here."""
    since = {(str(one.note_id), one.text, one.at): one.told_at for one in known}
    return tuple(
        replace(one, told_at=since.get((str(one.note_id), one.text, one.at), at)) for one in told
    )


def _terms(order: Order) -> tuple[str, str, str]:
    return str(order.customer_id), str(order.vendor_id), order.currency


def _with(amounts: Mapping[str, int], dispute_id: str, amount: int) -> dict[str, int]:
    others = {name: kept for name, kept in amounts.items() if name != dispute_id}
    return others | ({dispute_id: amount} if amount else {})


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def is_of(order: Order, dispute_id: str) -> bool:
    """Whether a dispute holds the order's one place."""
    return same_id(order.open_dispute_id, dispute_id)
