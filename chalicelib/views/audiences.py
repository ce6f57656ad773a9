"""Which view of a thing each audience gets; an audience that is not named here gets none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine
from chalicelib.domain.people.person import CUSTOMER, STAFF, Person
from chalicelib.views.dispute import dispute_row, dispute_view
from chalicelib.views.invoice import OpenItems, customer_view, invoice_row, invoice_view, statement_view
from chalicelib.views.parts import View


@dataclass(frozen=True)
class Views:
    """The views of one audience."""

    customer: Callable[[Customer, OpenItems], View]
    statement: Callable[[Customer, OpenItems, date], View]
    invoice_row: Callable[[Invoice], View]
    invoice: Callable[[Invoice, list[InvoiceLine], list[Adjustment], Context], View]
    dispute_row: Callable[[Dispute], View]
    dispute: Callable[[InvoiceCase, Context], View]


_STAFF_S = Views(customer_view, statement_view, invoice_row, invoice_view, dispute_row, dispute_view)


def views_for(person: Person) -> Views:
    """The views that the person gets; `KeyError` for an audience that has none."""
    return _of_customers() if person.audience == CUSTOMER else {STAFF: _STAFF_S}[person.audience]


@cache
def _of_customers() -> Views:
    """Imported late: most who ask are staff, and it costs at the cold start."""
    from chalicelib.views import portal

    return Views(
        portal.own_customer_view,
        portal.own_statement_view,
        portal.own_invoice_row,
        portal.own_invoice_view,
        portal.own_dispute_row,
        portal.own_dispute_view,
    )
