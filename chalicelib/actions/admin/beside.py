"""What an audit holds against what stands beside it: invoices against the payments, the plan and
the follow-up that they name, with their promises, and plans against their invoices (X-05, X-06,
CU-18, CO-23, DM-11).
"""

from chalicelib.actions.desk import Desk
from chalicelib.domain.invoices.audit import allocation_faults, promise_faults
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.plans.audit import place_faults, plan_faults
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_invoice
from chalicelib.store.payments import to_payment
from chalicelib.store.plans import to_plan
from chalicelib.store.table import name_of


def faults_beside(desk: Desk, item: Item) -> list[str]:
    """What of an invoice or a plan is not as what it names says."""
    if item["sk"] == "HEAD":
        return _of_invoice(desk, item)
    return _of_plan(desk, item) if item["sk"] == "PLAN" else []


def _of_invoice(desk: Desk, item: Item) -> list[str]:
    invoice = to_invoice(item)
    named = {
        str(one.payment_id): keys.payment(invoice.customer_id, one.payment_id)
        for one in invoice.allocated
    }
    place, held = keys.plan(invoice.plan_id or ""), keys.follow_up(invoice.follow_up_id or "")
    places = [*([place] if invoice.plan_id else []), *([held] if invoice.follow_up_id else [])]
    found = desk.table.get([*named.values(), *places])
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
    ]


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
