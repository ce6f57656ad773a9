"""Waiving what a reminder charged on an invoice (CO-39)."""

from dataclasses import replace

from chalicelib.domain.base.money import Money
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.invoices.charge import Charge, Waived, waived
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.promise_verbs import lowered_at
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import AboveCreditLimit, NotChangeable


def waive(
    invoice: Invoice, charge_id: str, reason: str, entry: int, context: Context
) -> tuple[Invoice, Charge]:
    """The invoice with a charge waived, as an entry of that number tells, and the charge.

    `NotChangeable` for one that is paid or forgotten; `AboveCreditLimit` where the actor's limit is
    too low (CU-14, X-16). What was promised of it is promised no more (CO-26).
    """
    by = Waived(reason, context.actor.name, context.at, entry)
    charges = waived(invoice.reminder_charges, charge_id, by)
    [charge] = [one for one in charges if one.charge_id == charge_id]
    if charge.amount > invoice.charges_owed:
        raise NotChangeable("It is paid, in part or in full, or forgotten.", rule="CO-39")
    _require_limit(charge, invoice, context)
    return lowered_at(replace(invoice, reminder_charges=charges), context.at), charge


def _require_limit(charge: Charge, invoice: Invoice, context: Context) -> None:
    limit = context.actor.limit_in(invoice.currency)
    if charge.amount <= limit:
        return
    able = context.holders.able(
        charge.amount,
        invoice.currency,
        sees=lambda person: may_see(person, {CUSTOMER: invoice.customer_id}),
        besides=context.actor.user_id,
    )
    names = [person.name for person in able]
    raise AboveCreditLimit(
        Sentence(
            "{amount} would be waived; your credit limit is {limit}.{who}",
            amount=Money(charge.amount, invoice.currency),
            limit=Money(limit, invoice.currency),
            who=f" {' or '.join(names[:3])} can." if names else " Nobody has a limit that high.",
        ),
        unblockedBy=names,
    )
