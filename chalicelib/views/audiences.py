"""Which view of a thing each audience gets; an audience that is not named here gets none."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.domain.people.person import CUSTOMER, STAFF, Person
from chalicelib.values import dataclass
from chalicelib.views.customer import CustomerView, customer_view
from chalicelib.views.dispute import DisputeRow, DisputeView, dispute_row, dispute_view
from chalicelib.views.invoice import (
    InvoiceRow,
    InvoiceView,
    OwnInvoiceRow,
    invoice_row,
    invoice_view,
)
from chalicelib.views.openitems import OpenItems
from chalicelib.views.statement import StatementView, statement_view

if TYPE_CHECKING:
    from chalicelib.views.portal import (
        OwnCustomerView,
        OwnDisputeRow,
        OwnDisputeView,
        OwnInvoiceView,
        OwnStatementView,
    )


@dataclass(frozen=True)
class Views:
    """The views of one audience."""

    customer: Callable[[Customer, OpenItems], "CustomerView | OwnCustomerView"]
    statement: Callable[[Customer, OpenItems, date], "StatementView | OwnStatementView"]
    invoice_row: Callable[[Invoice], InvoiceRow | OwnInvoiceRow]
    invoice: Callable[
        [Invoice, list[InvoiceLine], list[Adjustment], Context, bool],
        "InvoiceView | OwnInvoiceView",
    ]
    dispute_row: Callable[[InvoiceDispute], "DisputeRow | OwnDisputeRow"]
    dispute: Callable[[InvoiceCase, Context], "DisputeView | OwnDisputeView"]


_STAFF_S = Views(
    customer_view, statement_view, invoice_row, invoice_view, dispute_row, dispute_view
)


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
