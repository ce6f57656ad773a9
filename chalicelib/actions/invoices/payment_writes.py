"""What recording a payment changes, by a request or by a file: the payment, and the invoices that
it pays, in one transaction (X-12).
"""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.actions.found import item_of_customer
from chalicelib.actions.upserts import Found, Upserted
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.payments import (
    CustomerPayment,
    as_billed,
    merge_payment,
    numbers_of,
    spread,
)
from chalicelib.store import keys
from chalicelib.store.entities import entry_item, invoice_item, to_invoice
from chalicelib.store.keys import Key
from chalicelib.store.payments import payment_item, to_payment
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of, unwritten_or_at


def payment_keys(told: CustomerPayment) -> list[Key]:
    """The payment, its customer, and the invoices that it is allocated to."""
    return [
        keys.payment(told.customer_id, told.payment_id),
        keys.customer(told.customer_id),
        *head_keys(told.customer_id, numbers_of(told)),
    ]


def head_keys(customer_id: OutsideID, numbers: Iterable[OutsideID]) -> list[Key]:
    """The heads of these invoices of a customer."""
    return [keys.invoice(customer_id, number) for number in numbers]


def known_payment(told: CustomerPayment, found: Found) -> CustomerPayment | None:
    """The payment as it is known."""
    item = found.get(name_of(keys.payment(told.customer_id, told.payment_id)))
    return to_payment(item) if item else None


def upsert_payment(told: CustomerPayment, found: Found, hand: Hand) -> Upserted:
    """A payment as it is told; `found` has the invoices that it goes to and those that it went
    to.
    """
    customer = item_of_customer(found, told.customer_id, "import it first")
    told = replace(told, customer_id=customer["customer_id"])
    known = known_payment(told, found)
    merged = merge_payment(known, as_billed(told, _heads(told, found)))
    if merged is None:
        return Upserted(known, known)
    return changed_payment(known, merged, found, hand)


def upsert_part(told: CustomerPayment, found: Found, hand: Hand) -> Upserted:
    """A payment with what of it is for one invoice, perhaps nothing; what it gives to others stays,
    and so does the part of an invoice that is not there unallocated (`missing_in`).
    """
    known, missing = known_payment(told, found), missing_in(told, found)
    own = tuple(one for one in told.allocations if str(one.invoice_number) not in missing)
    named = set(map(str, numbers_of(told)))
    others = known.allocations if known else ()
    kept = tuple(one for one in others if missing or str(one.invoice_number) not in named)
    reference = told.reference or (known.reference if known else None)
    heads = _heads(replace(told, allocations=own), found)
    billed = as_billed(replace(told, allocations=own), heads)
    given = tuple(one for one in billed.allocations if one.amount)
    whole = replace(
        billed,
        allocations=(*kept, *given),
        reference=reference,
        recorded_at=hand.at,
    )
    customer = item_of_customer(found, told.customer_id, "import it first")
    merged = merge_payment(known, replace(whole, customer_id=customer["customer_id"]))
    return changed_payment(known, merged, found, hand) if merged else Upserted(known, known)


def missing_in(told: CustomerPayment, found: Found) -> set[str]:
    """The invoices that it names and that are not there."""
    return set(map(str, numbers_of(told))) - _heads(told, found).keys()


def changed_payment(
    known: CustomerPayment | None, told: CustomerPayment, found: Found, hand: Hand
) -> Upserted:
    """The payment one version on, and the invoices that are paid otherwise by it, each with its
    entry.
    """
    kept, entry = enter(known, told, hand)
    writes: list[Write] = [
        Put(payment_item(kept), unwritten_or_at(kept.version - 1)),
        Put(entry_item(entry), (IS_ABSENT,)),
    ]
    heads = _heads(told, found) | (_heads(known, found) if known else {})
    for invoice in spread(kept, heads.values(), hand.at):
        paid, told_of = enter(heads[str(invoice.invoice_number)], invoice, hand)
        writes += [
            Put(invoice_item(paid), unwritten_or_at(paid.version - 1)),
            Put(entry_item(told_of), (IS_ABSENT,)),
        ]
    return Upserted(known, kept, tuple(writes))


def _heads(payment: CustomerPayment, found: Found) -> dict[str, Invoice]:
    named = zip(
        numbers_of(payment), head_keys(payment.customer_id, numbers_of(payment)), strict=True
    )
    return {
        str(number): to_invoice(found[name_of(key)])
        for number, key in named
        if name_of(key) in found
    }
