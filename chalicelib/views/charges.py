"""Fees and interest of reminders, as the staff is shown them (CO-39)."""

from collections.abc import Iterable
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.invoices.charge import KINDS, Charge
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.views.answers import Amount, Day, OutsideID, meaning, one_of


class ChargeView(TypedDict):
    """A fee or interest that a reminder put on an invoice (CO-39)."""

    chargeID: str
    kind: Annotated[str, one_of(*KINDS)]
    amount: Amount
    on: Day
    endsWithPrincipal: Annotated[
        bool, meaning("Whether it is forgotten once the invoice itself is paid.")
    ]
    waived: Annotated[str | None, meaning("Why it is not asked for; null where it is.")]
    waivedBy: str | None


class ItemChargesView(TypedDict):
    """The charges of an invoice, of which its balance holds those that are owed."""

    customerID: OutsideID
    invoiceNumber: OutsideID
    currency: str
    charges: list[ChargeView]
    owed: Annotated[
        Amount, meaning("What of them is not paid yet: payments pay the invoice itself first.")
    ]
    balance: Amount
    version: Annotated[int, meaning("Of the customer's reminders.")]


def charge_views(charges: Iterable[Charge], currency: str) -> list[ChargeView]:
    """Charges, the waived ones too."""
    return [
        {
            "chargeID": one.charge_id,
            "kind": one.kind,
            "amount": to_number(one.amount, currency),
            "on": one.on.isoformat(),
            "endsWithPrincipal": one.ends_with_principal,
            "waived": one.waived.reason if one.waived else None,
            "waivedBy": one.waived.by if one.waived else None,
        }
        for one in charges
    ]


def item_charges_view(invoice: Invoice, version: int) -> ItemChargesView:
    """The charges of an invoice."""
    return {
        "customerID": invoice.customer_id,
        "invoiceNumber": invoice.invoice_number,
        "currency": invoice.currency,
        "charges": charge_views(invoice.reminder_charges, invoice.currency),
        "owed": to_number(invoice.charges_owed, invoice.currency),
        "balance": to_number(invoice.balance, invoice.currency),
        "version": version,
    }
