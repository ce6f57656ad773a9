"""Waiving what reminders put on an invoice (CO-39)."""

from dataclasses import replace
from typing import Any

from chalicelib.actions.collections.dunning.reading import record_in
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.invoices.dispute import kept_promise
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import Money
from chalicelib.domain.base.sentences import Sentence, parts_of
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.invoices import waiver
from chalicelib.domain.invoices.charge import Charge
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.dunning import as_read, dunning_item, reminder_item
from chalicelib.store.entities import invoice_item, to_invoice
from chalicelib.store.table import IS_ABSENT, Put, is_at_version, name_of
from chalicelib.views.charges import ItemChargesView, item_charges_view
from chalicelib.views.parts import to_json


def waive(
    customer_id: OutsideID, invoice_number: OutsideID, charge_id: str, reason: str
) -> PlainAction[ItemChargesView]:
    """Waives a charge that is not paid yet; the journal of the customer's reminders says why."""

    def action(desk: Desk) -> PlainDecision[ItemChargesView]:
        head = keys.invoice(customer_id, invoice_number)
        own = [keys.customer(customer_id), keys.dunning(customer_id)]
        found = desk.gather([*own, head], with_rules=True)
        desk.context.actor.require_sight(customer_id, "customer")
        record = record_in(desk, found, customer_id)
        desk.require_version(record.version)
        if name_of(head) not in found:
            raise no_such("invoice")
        invoice = to_invoice(found[name_of(head)])
        number = record.sequence + 1
        left, charge = waiver.waive(invoice, charge_id, reason, number, desk.context)
        waived = record.with_waiver(_told(invoice, charge, reason))
        told, entry = enter(record, waived, desk.hand)
        view = item_charges_view(left, told.version)
        before = invoice if left.journaled() != invoice.journaled() else None
        kept, entries = kept_promise(left, before, desk.hand)
        note = reminder_item(entry, record.customer_id, is_left=False)
        return Decision(
            (
                Put(
                    invoice_item(replace(kept, version=invoice.version + 1)),
                    (is_at_version(invoice.version),),
                ),
                Put(dunning_item(told), as_read(record)),
                Put(note, (IS_ABSENT,)),
                *entries,
            ),
            Answer(200, to_json(view), told.version),
            would_be(view),
            {CUSTOMER: record.customer_id},
        )

    return action


def _told(invoice: Invoice, charge: Charge, reason: str) -> dict[str, Any]:
    """What the customer's reminders tell of a charge that was waived."""
    said = Sentence(
        "{amount} of {kind} on invoice {invoice} was waived: {reason}",
        amount=Money(charge.amount, invoice.currency),
        kind=charge.kind,
        invoice=str(invoice.invoice_number),
        reason=reason,
    )
    return {
        "invoiceNumber": str(invoice.invoice_number),
        "chargeID": charge.charge_id,
        "said": str(said),
        "words": parts_of(said),
    }
