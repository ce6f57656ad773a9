"""What must be true of every follow-up, and of what reminders charge, checked on what is stored
(X-05, DM-11, CO-39).
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Self

from chalicelib.domain.base.identifiers import same_id
from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.collecting import COLLECTOR_CHANGED
from chalicelib.domain.collections.dunning.record import did_not_go
from chalicelib.domain.collections.events import FollowUpEvent
from chalicelib.domain.collections.follow_up import MAX_ITEMS, FollowUp
from chalicelib.domain.disputes.audit import chain_faults
from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.invoices.charge import INTEREST, Charge, charge_id
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.values import dataclass

OPENED, ANSWERED, HANDED_ON, JOINED = "opened", "answered", "handedOn", "joined"
HANDS = frozenset({OPENED, "assigned", HANDED_ON})
"""The events that tell in whose hands it is, and what is said of it."""


def faults(
    follow_up: FollowUp, invoices: Mapping[str, Invoice], events: Sequence[FollowUpEvent]
) -> list[str]:
    """Everything that is not as it must be, in words: its events, how many items it has, where
    their invoices say that they are, and its date and people as the events tell them.
    """
    wrong = chain_faults((follow_up.sequence, follow_up.last_hash), events)
    count = len(follow_up.items_in)
    if count > MAX_ITEMS or bool(count) != follow_up.is_open:
        wrong.append(f"It is {follow_up.status} with {count} items.")
    held = {str(item.invoice_number) for item in follow_up.items_in}
    for item in follow_up.items:
        number = str(item.invoice_number)
        invoice = invoices.get(number)
        is_held = invoice is not None and invoice.follow_up_id == follow_up.follow_up_id
        if is_held != (number in held):
            wrong.append(f"Invoice {number} says otherwise than the follow-up.")
    return [*wrong, *_untold(follow_up, events), *_otherwise_told(follow_up, events)]


def place_faults(invoice: Invoice, follow_up: FollowUp | None) -> list[str]:
    """An invoice that says that it is in a follow-up is in it, and that is in progress."""
    held = follow_up.items_in if follow_up and follow_up.is_open else ()
    if not invoice.follow_up_id or any(
        same_id(one.invoice_number, invoice.invoice_number) for one in held
    ):
        return []
    return ["It is in no such follow-up."]


def charge_faults(invoice: Invoice, told: Mapping[int, Entry]) -> list[str]:
    """Each charge on the invoice was put on by the letter that it names, and waived only where that
    is told (CO-39); `told` are the entries of its customer's reminders, by number.
    """
    number, wrong = str(invoice.invoice_number), []
    for one in invoice.reminder_charges:
        letter = told[one.letter].after.get("letter") if one.letter in told else None
        by_letter = (letter or {}).get("charged", {}).get(number, {})
        days = (letter or {}).get("amountDays", {}).get(number) if one.kind == INTEREST else None
        said = by_letter.get(one.kind) == to_number(one.amount, invoice.currency)
        if not said or days != one.amount_days:
            wrong.append(f"No letter tells of charge {one.charge_id} as it is.")
        if one.waived and not _tells_of_waiver(told.get(one.waived.entry), number, one):
            wrong.append(f"No entry tells that charge {one.charge_id} was waived.")
    return wrong


def letter_faults(entries: Sequence[Entry], invoices: Mapping[str, Invoice]) -> list[str]:
    """What letters charged is on their invoices, and nothing of those that did not go (CO-39,
    CO-40).
    """
    gone = {
        one.after["mail"]["about"]
        for one in entries
        if one.after.get("mail") and did_not_go(one.after["mail"])
    } | {
        one.after["posted"]["number"]
        for one in entries
        if one.after.get("posted") and not one.after["posted"]["wasPosted"]
    }
    wrong = []
    for entry in entries:
        letter = entry.after.get("letter")
        for number, charges in ((letter or {}).get("charged") or {}).items():
            head = invoices.get(number)
            known = {one.charge_id for one in head.reminder_charges} if head else set()
            told = {charge_id(entry.sequence, kind) for kind in charges}
            if known & told != (set() if entry.sequence in gone else told):
                wrong.append(f"Invoice {number} has not what letter {entry.sequence} charges.")
    return wrong


def _tells_of_waiver(entry: Entry | None, number: str, charge: Charge) -> bool:
    said = (entry.after.get("waived") if entry else None) or {}
    return (said.get("invoiceNumber"), said.get("chargeID")) == (number, charge.charge_id)


def _untold(follow_up: FollowUp, events: Sequence[FollowUpEvent]) -> list[str]:
    """What items say of answers and outcomes that no event tells of."""
    told = {
        (name, number, one["answer"] if name == "answers" else one)
        for event in events
        for name in ("answers", "outcomes")
        for number, one in event.after.get(name, {}).items()
    }
    said = {
        (name, str(item.invoice_number), one)
        for item in follow_up.items
        for name, one in (("answers", item.answer), ("outcomes", item.outcome))
        if one is not None
    }
    return [
        f"No event tells of {one} under {name} of invoice {number}."
        for name, number, one in sorted(said - told)
    ]


def _otherwise_told(follow_up: FollowUp, events: Sequence[FollowUpEvent]) -> list[str]:
    """Where date, resolver, comment, or the mails in question are others than the events tell."""
    told = _Told()
    for event in events:
        told = told.after(event)
    wrong = []
    if told.dues and follow_up.due.isoformat() not in told.dues:
        wrong.append(f"It is due on {follow_up.due.isoformat()}; no event tells of that.")
    if events and (follow_up.resolver, follow_up.comment) != (told.resolver, told.comment):
        wrong.append("Its resolver or comment is another than the events tell.")
    if events and follow_up.collector_id != told.collector_id:
        wrong.append("Its collector is another than the events tell.")
    if told.resolver_id and follow_up.resolver_id != told.resolver_id:
        wrong.append("Its resolver is another person than was asked.")
    for item in follow_up.items_in:
        if item.resolver != told.of_items.get(str(item.invoice_number)):
            wrong.append(f"The resolver of invoice {item.invoice_number} is another than is told.")
    asking = {event.sequence for event in events if "letter" in event.after}
    wrong += [
        f"No mail of event {number} can be in question."
        for number in follow_up.unconfirmed_mails
        if number not in asking
    ]
    return wrong


@dataclass(frozen=True)
class _Told:
    """What the events so far tell of a follow-up."""

    dues: frozenset[str] = frozenset()
    """The day on which it is due; with an answer that asks for another, either of the two."""
    resolver: str | None = None
    resolver_id: str | None = None
    """Who was asked; None where no mail left."""
    comment: str | None = None
    collector_id: str | None = None
    """Who opened it, or was named since."""
    of_items: Mapping[str, str] = field(default_factory=dict)
    """By number, who clears up one item alone."""

    def after(self, event: FollowUpEvent) -> Self:
        """What is told with one event more."""
        said = event.after
        known = self
        if event.type == OPENED:
            known = replace(known, collector_id=event.by_id)
        if event.type == COLLECTOR_CHANGED:
            return replace(known, collector_id=said["collectorID"])
        if day := said.get("dueDate"):
            asked = known.dues if event.type == ANSWERED else frozenset()
            known = replace(known, dues=frozenset({day}) | asked)
        if event.type == JOINED:
            new = {str(one["invoiceNumber"]) for one in said["items"]}
            left = {number: one for number, one in known.of_items.items() if number not in new}
            return replace(known, of_items=left)
        if event.type not in HANDS:
            return known
        if "invoiceNumbers" in said:
            if "resolver" not in said:
                return known
            some = {str(one): said["resolver"] for one in said["invoiceNumbers"]}
            return replace(known, of_items={**known.of_items, **some})
        if "resolver" in said:
            asked_id = said.get("letter", {}).get("toID")
            is_same = said["resolver"] == known.resolver
            known = replace(
                known,
                resolver=said["resolver"],
                resolver_id=asked_id or (known.resolver_id if is_same else None),
                of_items=known.of_items if event.type == HANDED_ON else {},
            )
        return replace(known, comment=said["comment"]) if "comment" in said else known
