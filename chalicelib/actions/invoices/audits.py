"""Whether payments are as their journals say, and invoices have what they give (X-05, X-06)."""

from functools import partial

from chalicelib.actions.admin.audits import NOT_THERE, Report, entries_about, report
from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.audit import journal_faults
from chalicelib.domain.invoices.audit import payment_faults
from chalicelib.domain.invoices.payments import CustomerPayment, numbers_of
from chalicelib.domain.people.person import require_all_customers
from chalicelib.store import keys
from chalicelib.store.entities import to_invoice
from chalicelib.store.payments import to_payment
from chalicelib.store.table import name_of


def verify_payments(desk: Desk, customer_id: OutsideID, limit: int, cursor: str | None) -> Report:
    """What is wrong with a page of a customer's payments, by what they are called."""
    desk.gather(authorise=require_all_customers)
    page = desk.page(
        keys.of_customer(customer_id, "PAYMENT"), index="byCustomer", limit=limit, cursor=cursor
    )
    listed = [to_payment(item) for item in page.items]
    looks = {one.subject: partial(_faults, desk, one) for one in listed}
    return report(looks, page.next_cursor)


def _faults(desk: Desk, listed: CustomerPayment) -> list[str]:
    """The list may lag behind, so the payment is read again, with the invoices that it went to."""
    key = keys.payment(listed.customer_id, listed.payment_id)
    heads = [keys.invoice(listed.customer_id, number) for number in numbers_of(listed)]
    found = desk.table.get([key, *heads])
    item = found.pop(name_of(key), None)
    if item is None:
        return [NOT_THERE]
    payment = to_payment(item)
    return [
        *journal_faults(payment, entries_about(desk, payment.subject)),
        *payment_faults(payment, [to_invoice(head) for head in found.values()]),
    ]
