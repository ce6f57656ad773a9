"""The customer and the invoice that rows of a file tell of; several rows are the lines of one
invoice (X-12).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.base.money import to_minor
from chalicelib.domain.base.postal import postal_of
from chalicelib.domain.imports.billed import Billed
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.domain.invoices.invoice import MAX_LINES, Customer, InvoiceLine, Payment
from chalicelib.values import dataclass

CUSTOMER_PARTS = {
    "name": "name",
    "customerName": "name",
    "accountNumber": "account_number",
    "email": "email",
    "phone": "phone",
    "currency": "currency",
    "deliveryMethod": "delivery_method",
    "language": "language",
    "timeZone": "time_zone",
    "country": "country",
    "postalAddress": "postal_address",
    "street": "postal_address",
    "addressMore": "postal_address",
    "postalCode": "postal_address",
    "town": "postal_address",
    "addressCountry": "postal_address",
}
"""Field of a row → the part of the customer that it tells."""

UNTOLD_DELIVERY = "Do Not Send"
"""Nobody gets mail because a file did not say otherwise."""

UNTOLD_DESCRIPTION = "Invoice total"

_OF_THE_HEAD = {
    "invoiceDate": "invoice date",
    "dueDate": "due date",
    "currency": "currency",
    "settledDate": "day of payment",
    "disputed": "dispute",
}
"""Field that all rows of one invoice tell alike → what it is called."""


@dataclass
class ParsedRow:
    """The values of one row, and what there is to say of it."""

    line: int
    values: dict[str, Any]
    notes: list[RowNote] = field(default_factory=list)
    rounded_off: tuple[Decimal, ...] = ()

    @property
    def errors(self) -> list[RowNote]:
        """What is wrong with it."""
        return [note for note in self.notes if note.severity == "error"]


def customer_of(values: Mapping[str, Any], currency: str) -> Customer:
    """The customer of a row, with defaults for what it does not tell."""
    customer_id = values["customerID"]
    return Customer(
        customer_id=customer_id,
        name=values.get("name") or values.get("customerName") or str(customer_id),
        account_number=values.get("accountNumber") or customer_id,
        currency=values.get("currency") or currency,
        delivery_method=values.get("deliveryMethod") or UNTOLD_DELIVERY,
        email=values.get("email"),
        phone=values.get("phone"),
        language=values.get("language"),
        time_zone=values.get("timeZone"),
        country=values.get("country"),
        postal_address=values.get("postalAddress")
        or postal_of(
            values.get("street"),
            values.get("addressMore"),
            values.get("postalCode"),
            values.get("town"),
            values.get("addressCountry"),
            values.get("country"),
        ),
    )


def billed_of(
    rows: Sequence[ParsedRow], currency: str, as_of: date, column: Callable[[str], str | None]
) -> Billed | None:
    """The invoice of these rows; what is wrong is noted in each, and then there is none."""
    first = rows[0].values
    for row in rows:
        _check_days(row, column)
    for row in rows[1:]:
        _check_alike(rows[0], row, column)
    lines = _lines(rows, currency, column)
    if lines is None or any(row.errors for row in rows):
        return None
    return Billed(
        customer_id=first["customerID"],
        invoice_number=first["invoiceNumber"],
        status="approved",
        currency=first.get("currency") or currency,
        invoice_date=first["invoiceDate"],
        due_date=first.get("dueDate") or first["invoiceDate"],
        lines=lines,
        payments=_payments(first.get("settledDate"), sum(line.amount for line in lines), as_of),
    )


def _check_days(row: ParsedRow, column: Callable[[str], str | None]) -> None:
    billed, due = row.values.get("invoiceDate"), row.values.get("dueDate")
    if billed and due and due < billed:
        row.notes.append(
            RowNote(
                row.line,
                column("dueDate"),
                "badDate",
                f"The due date {due} lies before the invoice date {billed}.",
            )
        )


def _check_alike(first: ParsedRow, row: ParsedRow, column: Callable[[str], str | None]) -> None:
    """What the rows of one invoice say of all of it, they say alike."""
    for name, called in _OF_THE_HEAD.items():
        if first.values.get(name) != row.values.get(name) and not (first.errors or row.errors):
            detail = f"Lines {first.line} and {row.line} tell of one invoice with another {called}."
            row.notes.append(RowNote(row.line, column(name), "contradicts", detail))
            return


def _lines(
    rows: Sequence[ParsedRow], currency: str, column: Callable[[str], str | None]
) -> tuple[InvoiceLine, ...] | None:
    if len(rows) > MAX_LINES:
        detail = f"An invoice holds at most {MAX_LINES} lines; this one has {len(rows)}."
        rows[0].notes.append(RowNote(rows[0].line, None, "tooMany", detail))
        return None
    lines: dict[str, InvoiceLine] = {}
    for place, row in enumerate(rows, 1):
        amount = row.values.get("amount")
        line_id = row.values.get("lineID") or str(place)
        if str(line_id) in lines:
            row.notes.append(
                RowNote(
                    row.line,
                    column("lineID"),
                    "duplicate",
                    f"The invoice has line {line_id} twice.",
                )
            )
        elif amount is not None:
            minor = to_minor(amount, row.values.get("currency") or currency)
            untold = UNTOLD_DESCRIPTION if len(rows) == 1 else f"Line {place}"
            kind = "credit" if minor < 0 else "feature"
            lines[str(line_id)] = InvoiceLine(
                line_id, row.values.get("description") or untold, minor, kind
            )
    return tuple(lines.values())


def _payments(settled: date | None, amount: int, as_of: date) -> tuple[Payment, ...]:
    """One payment of all of it, once it is known; of a credit note, what was given back."""
    return (Payment("1", settled, amount),) if settled and settled <= as_of and amount else ()
