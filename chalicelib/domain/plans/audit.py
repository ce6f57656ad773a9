"""What must be true of every payment plan and of the invoices in it, checked on what is stored
(X-05, CU-18).
"""

from collections.abc import Mapping

from chalicelib.domain.base.identifiers import same_id
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.plans.plan import PaymentPlan


def plan_faults(plan: PaymentPlan, invoices: Mapping[str, Invoice]) -> list[str]:
    """An active plan has its invoices, one that is over has none; what is paid by instalments is
    what was owed.
    """
    wrong = []
    for one in plan.invoices:
        invoice = invoices.get(str(one.invoice_number))
        is_in = invoice is not None and invoice.plan_id == plan.plan_id
        if is_in != plan.is_active:
            wrong.append(f"Invoice {one.invoice_number} says otherwise than the plan.")
    if plan.total != sum(one.owed for one in plan.invoices):
        wrong.append("The instalments do not come to what was owed.")
    return wrong


def place_faults(invoice: Invoice, plan: PaymentPlan | None) -> list[str]:
    """An invoice that says that it is in a plan is in it."""
    covered = plan.invoices if plan and plan.is_active else ()
    if not invoice.plan_id or any(
        same_id(one.invoice_number, invoice.invoice_number) for one in covered
    ):
        return []
    return ["It is in no such plan."]
