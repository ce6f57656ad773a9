"""What it makes of invoices and disputes whether the letter that tells how they ended arrived
(CO-43).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.collections.dunning.arrival import lost_because, went_late
from chalicelib.domain.disputes.events import append
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.outcome_telling import did_not_go, went
from chalicelib.domain.people.person import Person
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import (
    as_read,
    dispute_item,
    event_item,
    invoice_item,
    to_dispute,
    to_entry,
    to_invoice,
)
from chalicelib.store.keys import Key
from chalicelib.store.table import IS_ABSENT, Put, is_at_version, name_of


def told_in(item: Item | None) -> Mapping[str, Any] | None:
    """The letter of this kind that an entry claims; None for one that claims none."""
    return to_entry(item).after.get("outcome") if item else None


def beside(told: Mapping[str, Any]) -> list[Key]:
    """Where the invoices and disputes lie that a letter tells of."""
    return [
        *(keys.invoice(told["customerID"], number) for number in told["items"]),
        *map(keys.dispute, told["disputes"]),
    ]


def after_mail(
    told: Mapping[str, Any],
    found: Mapping[str, Item],
    mail: Mapping[str, Any],
    claimed_at: datetime,
    by: Person,
    at: datetime,
) -> list[Put]:
    """What a mail that went late, or did not arrive, makes of what it tells of."""
    if why := lost_because(mail):
        return lost(told, found, why, by, at)
    return gone(told, found, at) if went_late(mail, claimed_at, at) else []


def gone(told: Mapping[str, Any], found: Mapping[str, Item], at: datetime) -> list[Put]:
    """The invoices, which rest from when the letter went."""
    heads = [case.invoice for case in _cases(told, found)]
    return [
        _invoice(one, after) for one in heads if (after := went(one, told["number"], at)) != one
    ]


def lost(
    told: Mapping[str, Any], found: Mapping[str, Item], why: str, by: Person, at: datetime
) -> list[Put]:
    """The invoices, of which nothing was told, and an event of each dispute that says why."""
    writes = []
    for case in _cases(told, found):
        after, is_news = did_not_go(case, told["number"], why, at)
        if not is_news:
            continue
        dispute, events = append(case.dispute, after.changes, by, at)
        writes += [
            _invoice(case.invoice, after.invoice),
            Put(dispute_item(dispute), as_read(case.dispute)),
            *(Put(event_item(event), (IS_ABSENT,)) for event in events),
        ]
    return writes


def _cases(told: Mapping[str, Any], found: Mapping[str, Item]) -> Iterable[InvoiceCase]:
    for number, dispute_id in zip(told["items"], told["disputes"], strict=True):
        invoice = found.get(name_of(keys.invoice(told["customerID"], number)))
        dispute = found.get(name_of(keys.dispute(dispute_id)))
        if invoice and dispute:
            yield InvoiceCase(to_dispute(dispute), to_invoice(invoice))


def _invoice(before: Invoice, after: Invoice) -> Put:
    return Put(
        invoice_item(replace(after, version=before.version + 1)), (is_at_version(before.version),)
    )
