"""The journal of customers, invoices and addresses: who brought in or changed one, when, and what it was before and after (X-05)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from chalicelib.domain.events import Entry
from chalicelib.domain.identifiers import OutsideID
from chalicelib.domain.invoice import Customer, Invoice
from chalicelib.domain.money import to_number
from chalicelib.domain.post import Address

Kept = TypeVar("Kept", Customer, Invoice, Address)


@dataclass(frozen=True)
class Hand:
    """Who brings something in, when and, where it comes in a file, by which line of it."""

    by_id: str
    by_name: str
    at: datetime
    source: str | None = None


def enter(known: Kept | None, kept: Kept, hand: Hand) -> tuple[Kept, Entry]:
    """The same with its new place in the journal, and the entry: what differs, as it was and as it is."""
    old, new = _told(known) if known else {}, _told(kept)
    changed = [name for name in new if new[name] != old.get(name)]
    entry = Entry(
        subject=subject_of(kept),
        sequence=known.sequence + 1 if known else 1,
        by_id=hand.by_id,
        by_name=hand.by_name,
        at=hand.at,
        before={name: old[name] for name in changed} if known else {},
        after={name: new[name] for name in changed},
        previous_hash=known.last_hash if known else "",
        source=hand.source,
    ).sealed()
    return replace(kept, sequence=entry.sequence, last_hash=entry.hash), entry


def subject_of(kept: Customer | Invoice | Address) -> str:
    """What names it in the journal; an address is the same in upper and lower case."""
    if isinstance(kept, Customer):
        return f"customer/{_safe(kept.customer_id)}"
    if isinstance(kept, Address):
        return f"address/{_safe(kept.email.lower())}"
    return f"invoice/{_safe(kept.customer_id)}/{_safe(kept.invoice_number)}"


def is_told(kept: Customer | Invoice | Address, entries: list[Entry]) -> bool:
    """Whether it is what its journal says; what is older than its journal is passed over."""
    told: dict[str, Any] = {}
    for entry in entries:
        told |= entry.after
    now = _told(kept)
    return all(now.get(name) == value for name, value in told.items())


def _told(kept: Customer | Invoice | Address) -> dict[str, Any]:
    if isinstance(kept, Address):
        return _address_told(kept)
    return _customer_told(kept) if isinstance(kept, Customer) else _invoice_told(kept)


def _address_told(address: Address) -> dict[str, Any]:
    """Why no mail goes there, since when, and whether it was let again; by whom says the entry."""
    return {
        "reason": address.reason,
        "detail": address.detail,
        "since": address.since.isoformat(),
        "isSuppressed": address.is_suppressed,
    }


def _customer_told(customer: Customer) -> dict[str, Any]:
    return {
        "name": customer.name,
        "accountNumber": customer.account_number,
        "currency": customer.currency,
        "deliveryMethod": customer.delivery_method,
        "email": customer.email,
        "phone": customer.phone,
        "language": customer.language,
        "timeZone": customer.time_zone,
    }


def _invoice_told(invoice: Invoice) -> dict[str, Any]:
    """What was billed and paid; the lines, which may be thousands, by the name of their set, under which they stay."""
    return {
        "status": invoice.status,
        "currency": invoice.currency,
        "invoiceDate": invoice.invoice_date.isoformat(),
        "dueDate": invoice.due_date.isoformat(),
        "total": to_number(invoice.total, invoice.currency),
        "revision": invoice.revision,
        "billPeriodID": invoice.bill_period_id,
        "usageAlias": invoice.usage_alias,
        "payments": [
            {"paymentID": payment.payment_id, "date": payment.date.isoformat(), "amount": to_number(payment.amount, invoice.currency)}
            for payment in invoice.payments
        ],
    }


def _safe(identifier: OutsideID) -> str:
    """The identifier with the separator escaped, so that two things never share a journal."""
    return str(identifier).replace("%", "%25").replace("/", "%2F")
