"""What an audit holds against what stands beside it: invoices against the payments, the plan and
the follow-up that they name, with their promises and what reminders charge; reminders and plans
against their invoices (X-05, X-06, CU-18, CO-23, CO-39, DM-11).
"""

from collections.abc import Mapping

from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import subject_of
from chalicelib.domain.invoices.audit import allocation_faults, promise_faults
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.plans.audit import place_faults, plan_faults
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_entry, to_invoice
from chalicelib.store.payments import to_payment
from chalicelib.store.plans import to_plan
from chalicelib.store.table import name_of


def faults_beside(desk: Desk, item: Item) -> list[str]:
    """What of an invoice, a plan or reminders is not as what it names says."""
    if item["sk"] == "HEAD":
        return _of_invoice(desk, item)
    if item["sk"] == "DUNNING":
        return _of_reminders(desk, item)
    return _of_plan(desk, item) if item["sk"] == "PLAN" else []


def _of_invoice(desk: Desk, item: Item) -> list[str]:
    invoice = to_invoice(item)
    named = {
        str(one.payment_id): keys.payment(invoice.customer_id, one.payment_id)
        for one in invoice.allocated
    }
    place, held = keys.plan(invoice.plan_id or ""), keys.follow_up(invoice.follow_up_id or "")
    places = [*([place] if invoice.plan_id else []), *([held] if invoice.follow_up_id else [])]
    told = _claims(invoice)
    found = desk.table.get([*named.values(), *places, *told.values()])
    payments = {
        number: to_payment(found[name_of(key)])
        for number, key in named.items()
        if name_of(key) in found
    }
    plan = found.get(name_of(place))
    return [
        *allocation_faults(invoice, payments),
        *promise_faults(invoice),
        *place_faults(invoice, to_plan(plan) if plan else None),
        *(_of_follow_up(invoice, found.get(name_of(held))) if invoice.follow_up_id else []),
        *(_of_charges(invoice, told, found) if told else []),
    ]


def _claims(invoice: Invoice) -> dict[int, keys.Key]:
    """Where the entries lie that tell of what reminders put on an invoice, by number."""
    numbers = {one.letter for one in invoice.reminder_charges}
    numbers |= {one.waived.entry for one in invoice.reminder_charges if one.waived}
    subject = subject_of("dunning", invoice.customer_id)
    return {number: keys.entry(subject, number) for number in sorted(numbers)}


def _of_charges(
    invoice: Invoice, told: Mapping[int, keys.Key], found: Mapping[str, Item]
) -> list[str]:
    # Late, as below.
    from chalicelib.domain.collections import audit

    entries = {
        number: to_entry(found[name_of(key)])
        for number, key in told.items()
        if name_of(key) in found
    }
    return audit.charge_faults(invoice, entries)


def _of_reminders(desk: Desk, item: Item) -> list[str]:
    # Late, as below.
    from chalicelib.domain.collections import audit
    from chalicelib.store.dunning import to_dunning

    record = to_dunning(item)
    entries = [to_entry(one) for one in desk.read_all(keys.entry(record.subject, 0)["pk"])]
    letters = [one.after.get("letter") or {} for one in entries]
    numbers = {number for letter in letters for number in letter.get("charged", {})}
    heads = [keys.invoice(record.customer_id, number) for number in sorted(numbers)]
    invoices = map(to_invoice, desk.table.get(heads).values()) if heads else ()
    return audit.letter_faults(entries, {str(one.invoice_number): one for one in invoices})


def _of_follow_up(invoice: Invoice, item: Item | None) -> list[str]:
    # Late, since few invoices are in one.
    from chalicelib.domain.collections import audit
    from chalicelib.store.collections import to_follow_up

    return audit.place_faults(invoice, to_follow_up(item) if item else None)


def _of_plan(desk: Desk, item: Item) -> list[str]:
    plan = to_plan(item)
    heads = [keys.invoice(plan.customer_id, one.invoice_number) for one in plan.invoices]
    invoices = map(to_invoice, desk.table.get(heads).values())
    return plan_faults(plan, {str(one.invoice_number): one for one in invoices})
