"""The rows of a file, above all as customers and invoices, with what is wrong in each, and what they come to (X-12)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chalicelib.domain.celltexts import CellError
from chalicelib.domain.csvfile import Row
from chalicelib.domain.importing import Billed
from chalicelib.domain.importthings import NAMED_BY, ToldThing, day_of, thing_of, untold_of
from chalicelib.domain.invoice import Customer, InvoiceLine, Payment
from chalicelib.domain.mapping import Cells, RowError, Source
from chalicelib.domain.money import to_minor
from chalicelib.errors import RedressError

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
}
"""Field of a row → the part of the customer that it tells."""

UNTOLD_DELIVERY = "Do Not Send"
"""Nobody gets mail because a file did not say otherwise."""

UNTOLD_DESCRIPTION = "Invoice total"


@dataclass(frozen=True)
class Terms:
    """How a file is read: what it holds, its mapping, the day of which it speaks, the currency where it names none."""

    kind: str
    mapping: Mapping[str, Source]
    as_of: date
    currency: str


@dataclass(frozen=True)
class Told:
    """What a row tells."""

    line: int
    customer: Customer
    parts: frozenset[str]
    """The parts of the customer that the row really tells; the others are defaults."""
    introduces: bool
    """Whether the file tells of this customer for the first time: the first row that does, describes it."""
    billed: Billed | None = None
    is_disputed: bool = False

    def customer_over(self, known: Customer | None) -> Customer:
        """The customer as told: what the row does not tell stays as it is known."""
        if known is None:
            return self.customer
        return replace(known, **{part: getattr(self.customer, part) for part in self.parts})

    @property
    def settled_on(self) -> date | None:
        """The day on which the invoice was paid, as far as is known by the as-of date."""
        return self.billed.payments[0].date if self.billed and self.billed.payments else None


@dataclass(frozen=True)
class Reading:
    """A row as it was read: it tells something, or it is wrong, or (neither) it lies behind the as-of date."""

    line: int
    told: Told | None = None
    thing: ToldThing | None = None
    """The same of a file of other things than customers and invoices."""
    errors: tuple[RowError, ...] = ()


class FileReader:
    """Reads rows one after the other, remembering what the file told before."""

    def __init__(self, terms: Terms, columns: tuple[str, ...]) -> None:
        self.terms = terms
        self.cells = Cells(terms.kind, terms.mapping, columns)
        self._customers: set[str] = set()
        self._invoices: set[tuple[str, str]] = set()

    def read(self, row: Row) -> Reading:
        """What the row tells; all that is wrong with it at once."""
        errors: list[RowError] = []
        if any(cell.strip() for cell in row.cells[self.cells.width :]):
            detail = f"The row has {len(row.cells)} cells for {self.cells.width} columns; is a text with a delimiter not in quotes?"
            return Reading(row.line, errors=(RowError(row.line, None, "tooManyColumns", detail),))
        values = {name: self._value(row, name, errors) for name in self.terms.mapping}
        day = day_of(values)
        if day and day > self.terms.as_of:
            return Reading(row.line)
        if self.terms.kind in NAMED_BY:
            thing = None if errors else self._thing(row, values, errors)
            return Reading(row.line, None, None if errors else thing, tuple(errors))
        told = None if errors else self._told(row, values, errors)
        return Reading(row.line, None if errors else told, errors=tuple(errors))

    def _value(self, row: Row, name: str, errors: list[RowError]) -> Any:
        try:
            return self.cells.read(row.cells, name)
        except CellError as error:
            errors.append(RowError(row.line, self.cells.column(name), error.code, error.detail))
            return None

    def _thing(self, row: Row, values: dict[str, Any], errors: list[RowError]) -> ToldThing | None:
        names = NAMED_BY[self.terms.kind]
        told = "/".join(str(values.get(name) or self.terms.currency) for name in names)
        self._check_first(row, names[0], (told, ""), errors)
        try:
            return ToldThing(row.line, thing_of(self.terms.kind, values, self.terms.currency), untold_of(self.terms.kind, values))
        except RedressError as error:
            column = self.cells.column("fare" if "fare" in values else "amount")
            errors.append(RowError(row.line, column, "badAmount", error.detail))
            return None

    def _told(self, row: Row, values: dict[str, Any], errors: list[RowError]) -> Told | None:
        customer = self._customer(values)
        billed = None
        if self.terms.kind == "invoices":
            billed = self._billed(row, values, errors)
            self._check_first(row, "invoiceNumber", (str(customer.customer_id), str(values["invoiceNumber"])), errors)
        else:
            self._check_first(row, "customerID", (str(customer.customer_id), ""), errors)
        if errors:
            return None
        introduces = str(customer.customer_id) not in self._customers
        self._customers.add(str(customer.customer_id))
        told_of_customer = (name for name in CUSTOMER_PARTS if values.get(name) is not None)
        if self.terms.kind == "invoices":
            told_of_customer = (name for name in told_of_customer if name != "currency")
        parts = frozenset(CUSTOMER_PARTS[name] for name in told_of_customer)
        return Told(row.line, customer, parts, introduces, billed, bool(values.get("disputed")))

    def _customer(self, values: dict[str, Any]) -> Customer:
        customer_id = values["customerID"]
        return Customer(
            customer_id=customer_id,
            name=values.get("name") or values.get("customerName") or str(customer_id),
            account_number=values.get("accountNumber") or customer_id,
            currency=values.get("currency") or self.terms.currency,
            delivery_method=values.get("deliveryMethod") or UNTOLD_DELIVERY,
            email=values.get("email"),
            phone=values.get("phone"),
            language=values.get("language"),
            time_zone=values.get("timeZone"),
        )

    def _billed(self, row: Row, values: dict[str, Any], errors: list[RowError]) -> Billed | None:
        currency = values.get("currency") or self.terms.currency
        try:
            amount = to_minor(values["amount"], currency)
        except RedressError as error:
            errors.append(RowError(row.line, self.cells.column("amount"), "badAmount", error.detail))
            return None
        billed = Billed(
            customer_id=values["customerID"],
            invoice_number=values["invoiceNumber"],
            status="approved",
            currency=currency,
            invoice_date=values["invoiceDate"],
            due_date=values.get("dueDate") or values["invoiceDate"],
            lines=(InvoiceLine("1", values.get("description") or UNTOLD_DESCRIPTION, amount, "credit" if amount < 0 else "feature"),),
            payments=self._payments(values.get("settledDate"), amount),
        )
        if billed.due_date < billed.invoice_date:
            detail = f"The due date {billed.due_date} lies before the invoice date {billed.invoice_date}."
            errors.append(RowError(row.line, self.cells.column("dueDate"), "badDate", detail))
        return billed

    def _payments(self, settled: date | None, amount: int) -> tuple[Payment, ...]:
        """One payment of all of it, once it is known."""
        is_known = settled is not None and settled <= self.terms.as_of and amount > 0
        return (Payment("1", settled, amount),) if settled and is_known else ()

    def _check_first(self, row: Row, name: str, told: tuple[str, str], errors: list[RowError]) -> None:
        if told in self._invoices:
            detail = f"The file tells of {told[1] or told[0]} twice; the first row counts."
            errors.append(RowError(row.line, self.cells.column(name), "duplicate", detail))
        elif not errors:
            self._invoices.add(told)


@dataclass(frozen=True)
class Summary:
    """What the rows come to that could be read and do not lie behind the as-of date; amounts in minor units of `currency`."""

    currency: str
    customers: int = 0
    invoices: int = 0
    amount: int = 0
    unpaid: int = 0
    unpaid_amount: int = 0
    unpaid_customers: int = 0
    disputes: int = 0
    open_disputes: int = 0
    things: int = 0
    """How many operators, aggregators, bookings or opening balances; `amount` is their money."""


class Tally:
    """Adds up what rows tell."""

    def __init__(self, currency: str) -> None:
        self._sum = dict.fromkeys(("customers", "invoices", "amount", "unpaid", "unpaid_amount", "disputes", "open_disputes", "things"), 0)
        self._currency = currency
        self._unpaid_customers: set[str] = set()

    def add(self, told: Told) -> None:
        """Counts a row; amounts of other currencies than the import's are left out, as they cannot be added."""
        self._sum["customers"] += told.introduces
        billed = told.billed
        if billed is None:
            return
        amount = billed.lines[0].amount if billed.currency == self._currency else 0
        is_unpaid = not billed.payments and billed.lines[0].amount > 0
        self._sum["invoices"] += 1
        self._sum["amount"] += amount
        self._sum["disputes"] += told.is_disputed
        if is_unpaid:
            self._sum["unpaid"] += 1
            self._sum["unpaid_amount"] += amount
            self._sum["open_disputes"] += told.is_disputed
            self._unpaid_customers.add(str(billed.customer_id))

    def add_thing(self, told: ToldThing) -> None:
        """Counts a row of a file of other things."""
        amount, currency = told.amount
        self._sum["things"] += 1
        self._sum["amount"] += amount if currency == self._currency else 0

    def summary(self) -> Summary:
        """The sums so far."""
        return Summary(currency=self._currency, unpaid_customers=len(self._unpaid_customers), **self._sum)
