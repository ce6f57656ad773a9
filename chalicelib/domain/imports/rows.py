"""The rows of a file, above all as customers and invoices, with all that is wrong in
each (X-12).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from chalicelib.domain.base.money import EXPONENTS, rounded, to_minor
from chalicelib.domain.imports.amount_formats import WrittenAmount
from chalicelib.domain.imports.billed import Billed
from chalicelib.domain.imports.cell_examples import Collector
from chalicelib.domain.imports.cell_texts import CellError
from chalicelib.domain.imports.fields import WENT_OUT
from chalicelib.domain.imports.invoice_rows import CUSTOMER_PARTS, ParsedRow, billed_of, customer_of
from chalicelib.domain.imports.mapping import Cells, RowNote, Source
from chalicelib.domain.imports.party_rows import (
    NAMED_BY,
    PartyRow,
    day_of,
    subject_of_row,
    untold_of,
)
from chalicelib.domain.imports.row_groups import Group, RowGroups
from chalicelib.domain.imports.sheet import Row
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.errors import RedressError
from chalicelib.values import dataclass

MONEY = ("amount", "fare", "finalValue", "offeredValue", "allocatedAmount", "outgoingAmount")
"""The fields that tell amounts."""


@dataclass(frozen=True)
class Terms:
    """How a file is read: what it holds, its mapping, the day of which it speaks, the currency
    where it names none.
    """

    kind: str
    mapping: Mapping[str, Source]
    as_of: date
    currency: str
    line_per_row: bool = False
    """Whether each row is a line, and the rows with one number are one invoice."""


@dataclass(frozen=True)
class BilledRow:
    """What a row tells, or the rows of one invoice together."""

    line: int
    customer: Customer
    parts: frozenset[str]
    """The parts of the customer that the row really tells; the others are defaults."""
    introduces: bool
    """Whether the file tells of this customer for the first time: the first row that does,
    describes it.
    """
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
    """A row as it was read: it tells something, or it is wrong, or (neither) it is left out;
    `notes` say why.
    """

    line: int
    billed_row: BilledRow | None = None
    party_row: PartyRow | None = None
    """The same of a file of other things than customers and invoices."""
    notes: tuple[RowNote, ...] = ()
    rows: int = 1
    """How many rows of the file it is about."""
    rounded_off: tuple[Decimal, ...] = ()
    """What rounding added to each amount that it changed."""

    @property
    def errors(self) -> tuple[RowNote, ...]:
        """Why it does not come in."""
        return tuple(note for note in self.notes if note.severity == "error")


class FileReader:
    """Reads the rows of a file; what it told before decides what a row means."""

    def __init__(
        self, terms: Terms, columns: tuple[str, ...], rows: Callable[[], Iterator[Row]]
    ) -> None:
        """Looks through all rows once, to know which of them tell of the same thing."""
        self.terms = terms
        self.cells = Cells(terms.kind, terms.mapping, columns)
        self.examples = Collector(self.cells.fields.values(), self.cells.column)
        self._rows = rows
        self._groups = RowGroups(terms.kind, self.cells, rows(), terms.currency)
        self._customers: dict[str, tuple[int, str]] = {}
        self._waiting: dict[int, list[ParsedRow]] = {}

    def read(self) -> Iterator[Reading]:
        """What the rows tell, one after the other; the rows of one invoice where the last of them
        stands.
        """
        for row in self._rows():
            reading = self._read(row)
            if reading:
                yield reading

    def _read(self, row: Row) -> Reading | None:
        if any(cell.strip() for cell in row.cells[self.cells.width :]):
            detail = (
                f"The row has {len(row.cells)} cells for {self.cells.width} columns; is a text with"
                " a delimiter not in quotes?"
            )
            parsed = ParsedRow(
                row.line, {}, notes=[RowNote(row.line, None, "tooManyColumns", detail)]
            )
        else:
            parsed = self._parsed(row)
        group = self._groups.of(row)
        if group is None:
            return self._left_out(parsed) or self._one(parsed)
        if self.terms.kind == "invoices" and self.terms.line_per_row:
            return self._of_several(parsed, group)
        return self._left_out(parsed) or self._repeated(parsed, group)

    def _parsed(self, row: Row) -> ParsedRow:
        """The values of a row, with all that is wrong with its cells."""
        parsed = ParsedRow(row.line, {})
        if row.is_hidden:
            said = "The row is hidden in the workbook, and comes in as those that can be seen do."
            parsed.notes.append(RowNote(row.line, None, "hiddenRow", said, "warning"))
        for name in self.terms.mapping:
            try:
                value = self.cells.read(row.cells, name)
                if value is not None:
                    parsed.values[name] = value
                    self.examples.add(name, row.line, self.cells.raw(row.cells, name), value)
            except CellError as error:
                parsed.notes.append(
                    RowNote(row.line, self.cells.column(name), error.code, error.detail)
                )
            if warning := self.cells.warning(row.cells, name):
                parsed.notes.append(RowNote(row.line, self.cells.column(name), *warning, "warning"))
        for name in MONEY:
            if isinstance(parsed.values.get(name), WrittenAmount):
                self._count(parsed, name, parsed.values.pop(name))
        return parsed

    def _count(self, parsed: ParsedRow, name: str, written: WrittenAmount) -> None:
        """Puts the amount into the row as its currency has it, or what is wrong with it."""
        currency = parsed.values.get("currency") or self.terms.currency
        try:
            if not written.fits(currency):
                marks = ", ".join(sorted(written.currencies or ())[:3])
                raise CellError(
                    "otherCurrency",
                    f"The amount is marked as {marks}, and the row's currency is {currency}.",
                )
            amount = (
                rounded(written.amount, currency)
                if self.cells.rounds(name) and currency in EXPONENTS
                else written.amount
            )
            to_minor(amount, currency)
        except CellError as error:
            parsed.notes.append(
                RowNote(parsed.line, self.cells.column(name), error.code, error.detail)
            )
        except RedressError as error:
            parsed.notes.append(
                RowNote(parsed.line, self.cells.column(name), "badAmount", error.detail)
            )
        else:
            parsed.values[name] = amount
            if amount != written.amount:
                parsed.rounded_off = (*parsed.rounded_off, amount - written.amount)

    def _left_out(self, parsed: ParsedRow) -> Reading | None:
        """The row, where it tells of money that went out, which is no payment of a customer, or of
        a day that is not looked at yet.
        """
        said = _says_out(parsed.values) if self.terms.kind == "payments" else None
        if said:
            detail = "The row tells of money that went out."
            if "customerID" in parsed.values:
                detail += " A payment of the customer that came back is taken back on its page."
            out = RowNote(parsed.line, self.cells.column(said), "wentOut", detail, "leftOut")
            return Reading(parsed.line, notes=(out,))
        day = day_of(parsed.values)
        if day is None or day <= self.terms.as_of:
            return None
        told = (one for one in ("pickupAt", "completedAt", "valueDate") if one in parsed.values)
        column = self.cells.column(next(told, "invoiceDate"))
        note = RowNote(
            parsed.line,
            column,
            "afterAsOf",
            f"{day} is after {self.terms.as_of}, as of which the file is read.",
            "leftOut",
        )
        return Reading(parsed.line, notes=(note,))

    def _one(self, parsed: ParsedRow) -> Reading:
        """The row by itself."""
        if self.terms.kind in NAMED_BY:
            party_row = None if parsed.errors else self._party_row(parsed)
            return Reading(
                parsed.line,
                None,
                None if parsed.errors else party_row,
                tuple(parsed.notes),
                1,
                parsed.rounded_off,
            )
        return self._reading([parsed])

    def _party_row(self, parsed: ParsedRow) -> PartyRow | None:
        try:
            subject = subject_of_row(self.terms.kind, parsed.values, self.terms.currency)
            return PartyRow(parsed.line, subject, untold_of(self.terms.kind, parsed.values))
        except RedressError as error:
            field = error.extras.get("field")
            column = self.cells.column(field or ("fare" if "fare" in parsed.values else "amount"))
            code = error.code if field else "badAmount"
            parsed.notes.append(RowNote(parsed.line, column, code, error.detail))
            return None

    def _repeated(self, parsed: ParsedRow, group: Group) -> Reading:
        """The row, where others tell of the same: never the first of them alone, unless all say the
        same and name no money twice.
        """
        column = self.cells.column(
            ("invoiceNumber", *NAMED_BY.get(self.terms.kind, ("customerID",)))[
                self.terms.kind != "invoices"
            ]
        )
        if group.are_alike and self.terms.kind != "invoices":
            if parsed.line == group.lines[0]:
                return self._one(parsed)
            detail = f"The row says what line {group.lines[0]} says, in every cell that is read."
            return Reading(
                parsed.line, notes=(RowNote(parsed.line, column, "repeated", detail, "leftOut"),)
            )
        if group.are_alike:
            detail = (
                f"Lines {group.spelled} say the same in every cell that is read; which is meant"
                " nobody can tell, so none comes in."
            )
            note = RowNote(parsed.line, column, "repeated", detail)
        elif self.terms.kind == "invoices":
            detail = (
                f"Lines {group.spelled} tell of this invoice; none of them comes in, unless it is"
                " said that each row is a line."
            )
            note = RowNote(parsed.line, column, "severalRows", detail)
        else:
            detail = f"Lines {group.spelled} tell of the same, and differ; none of them comes in."
            note = RowNote(parsed.line, column, "contradicts", detail)
        return Reading(parsed.line, notes=(*parsed.notes, note))

    def _of_several(self, parsed: ParsedRow, group: Group) -> Reading | None:
        """The invoice of which the row is a line, once all of them are there."""
        waiting = self._waiting.setdefault(group.lines[0], [])
        waiting.append(parsed)
        if len(waiting) < len(group.lines):
            return None
        del self._waiting[group.lines[0]]
        if all(self._left_out(row) for row in waiting):
            notes = [
                note
                for row in waiting
                if (reading := self._left_out(row))
                for note in reading.notes
            ]
            return Reading(waiting[0].line, notes=tuple(notes), rows=len(waiting))
        if group.are_alike:
            waiting[0].notes.append(self._repeats(waiting[-1], group))
        return self._reading(waiting)

    def _repeats(self, parsed: ParsedRow, group: Group) -> RowNote:
        """What is said of rows that are one and the same, and are taken for as many lines."""
        detail = (
            f"Lines {group.spelled} say the same in every cell that is read; each is taken for a"
            " line of its own."
        )
        return RowNote(
            parsed.line, self.cells.column("invoiceNumber"), "repeated", detail, "warning"
        )

    def _reading(self, rows: list[ParsedRow]) -> Reading:
        """What the rows of one customer or invoice tell together; where one is wrong, none comes
        in.
        """
        first = rows[0]
        billed = None
        if self.terms.kind == "invoices":
            billed = billed_of(rows, self.terms.currency, self.terms.as_of, self.cells.column)
        notes = [note for row in rows for note in row.notes]
        off = tuple(one for row in rows for one in row.rounded_off)
        wrong = sorted({note.line for note in notes if note.severity == "error"})
        if wrong:
            others = [row.line for row in rows if row.line not in wrong]
            detail = (
                f"Line {wrong[0]} of the same invoice has an error; its rows come in together or"
                " not at all."
            )
            notes += [RowNote(line, None, "withOthers", detail) for line in others]
            return Reading(first.line, notes=tuple(notes), rows=len(rows))
        customer = customer_of(first.values, self.terms.currency)
        introduces = self._introduces(first, customer, notes)
        told = BilledRow(
            first.line,
            customer,
            self._parts(first),
            introduces,
            billed,
            bool(first.values.get("disputed")),
        )
        return Reading(first.line, told, notes=tuple(notes), rows=len(rows), rounded_off=off)

    def _introduces(self, parsed: ParsedRow, customer: Customer, notes: list[RowNote]) -> bool:
        """Whether it is the first of its customer; a note where it has another name for one."""
        key = str(customer.customer_id)
        line, name = self._customers.setdefault(key, (parsed.line, customer.name))
        told = next((one for one in ("name", "customerName") if one in parsed.values), None)
        if told and customer.name != name and line != parsed.line:
            detail = (
                f"Customer {key} is “{name}” on line {line} and “{customer.name}” here; the first"
                " name is taken."
            )
            notes.append(
                RowNote(parsed.line, self.cells.column(told), "otherName", detail, "warning")
            )
        return line == parsed.line

    def _parts(self, parsed: ParsedRow) -> frozenset[str]:
        unsaid = ("currency",) if self.terms.kind == "invoices" else ()
        return frozenset(
            part
            for name, part in CUSTOMER_PARTS.items()
            if name in parsed.values and name not in unsaid
        )


def _says_out(values: Mapping[str, Any]) -> str | None:
    """The field by which a row tells of money that went out; None where it does not. Below zero
    and of a customer may be a payment that the bank took back, which somebody has to see.
    """
    if values.get("direction") == WENT_OUT:
        return "direction"
    if values.get("outgoingAmount") and not values.get("amount"):
        return "outgoingAmount"
    is_below_zero = values.get("amount", 0) < 0
    return "amount" if is_below_zero and "customerID" not in values else None
