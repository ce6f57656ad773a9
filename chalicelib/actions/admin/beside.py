"""What an audit holds against what stands beside it: invoices against the payments and the plan
that they name, plans against their invoices (X-05, X-06, CU-18).
"""

from chalicelib.actions.desk import Desk
from chalicelib.domain.invoices.audit import allocation_faults
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
    place = keys.plan(invoice.plan_id or "")
    found = desk.table.get([*named.values(), *([place] if invoice.plan_id else [])])
    payments = {
        number: to_payment(found[name_of(key)])
        for number, key in named.items()
        if name_of(key) in found
    }
    plan = found.get(name_of(place))
    return [
        *allocation_faults(invoice, payments),
        *place_faults(invoice, to_plan(plan) if plan else None),
    ]


def _of_plan(desk: Desk, item: Item) -> list[str]:
    plan = to_plan(item)
    heads = [keys.invoice(plan.customer_id, one.invoice_number) for one in plan.invoices]
    invoices = map(to_invoice, desk.table.get(heads).values())
    return plan_faults(plan, {str(one.invoice_number): one for one in invoices})
