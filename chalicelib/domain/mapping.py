"""How the columns of a file become fields: what can be told, where it stands, and how it is written (X-12)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from chalicelib.domain.booking import BOOKING_STATUSES, SETTLEMENTS
from chalicelib.domain.celltexts import CellError, CellText, read_cell
from chalicelib.domain.filelimits import MAX_VALUES
from chalicelib.domain.identifiers import OutsideID, read_outside_id
from chalicelib.domain.invoice import DELIVERY_METHODS
from chalicelib.domain.money import EXPONENTS, read_decimal
from chalicelib.domain.texts import MAX_NAME, is_sensible, tidy
from chalicelib.errors import InvalidInput, RedressError, UnreadableFile


@dataclass(frozen=True)
class Field:
    """Something that a row can tell."""

    name: str
    label: str
    type: str = "text"
    """`text`, `label`, `address`, `id`, `date`, `moment`, `amount`, `choice` or `flag`."""
    required: bool = False
    hint: str | None = None
    choices: tuple[str, ...] = ()
    longest: int = MAX_NAME
    may_fail: bool = False
    """Whether a row comes in without it where it cannot be read; `Cells.doubt` tells so."""


_EMAIL = Field("email", "Email", "address")
_CUSTOMER_ID = Field("customerID", "Customer ID", "id", required=True)
_DELIVERY = Field("deliveryMethod", "Invoices by", "choice", choices=DELIVERY_METHODS)
_CURRENCY = Field("currency", "Currency", "choice", choices=tuple(sorted(EXPONENTS)))


def _named(party: str) -> Field:
    return Field("name", "Name", hint=f"The {party} ID where there is none.")


FIELDS: dict[str, tuple[Field, ...]] = {
    "invoices": (
        _CUSTOMER_ID,
        Field("customerName", "Customer name", hint="The customer ID where there is none."),
        Field("accountNumber", "Account number", "id"),
        Field("email", "Email", "address", may_fail=True),
        Field("phone", "Phone"),
        _DELIVERY,
        Field("language", "Language"),
        Field("invoiceNumber", "Invoice number", "id", required=True, hint="Leading zeros are kept."),
        Field("invoiceDate", "Invoice date", "date", required=True),
        Field("dueDate", "Due date", "date", hint="The invoice date where there is none."),
        Field("amount", "Amount", "amount", required=True),
        Field("description", "Description of the line", "label"),
        _CURRENCY,
        Field("settledDate", "Settled on", "date", hint="Paid in full on this day, if it is not after the as-of date."),
        Field("disputed", "Disputed", "flag", hint="Yes or No."),
    ),
    "customers": (
        _CUSTOMER_ID,
        Field("name", "Name", hint="The customer ID where there is none."),
        Field("accountNumber", "Account number", "id"),
        _EMAIL,
        Field("phone", "Phone"),
        _CURRENCY,
        _DELIVERY,
        Field("language", "Language"),
        Field("timeZone", "Time zone"),
    ),
    "operators": (Field("operatorID", "Operator ID", "id", required=True), _named("operator"), _CURRENCY, _EMAIL),
    "aggregators": (
        Field("aggregatorID", "Aggregator ID", "id", required=True),
        _named("aggregator"),
        Field("settlement", "Settles by", "choice", required=True, hint="How it pays operators.", choices=SETTLEMENTS),
        _CURRENCY,
        _EMAIL,
    ),
    "bookings": (
        Field("bookingID", "Booking ID", "id", required=True),
        Field("reference", "Reference", "id", hint="The booking ID where there is none."),
        Field("operatorID", "Operator ID", "id", required=True),
        Field("aggregatorID", "Aggregator ID", "id", required=True),
        Field("status", "Status", "choice", required=True, choices=BOOKING_STATUSES),
        Field("fare", "Fare", "amount", required=True),
        _CURRENCY,
        Field("pickupAt", "Pick-up", "moment", required=True, hint="By UTC where it names no time zone."),
        Field("description", "Description", "label", longest=2000),
    ),
    "openingBalances": (
        Field("partyID", "Operator or aggregator ID", "id", required=True),
        Field("reference", "Reference", required=True, hint="Brought in once for each party, currency and reference."),
        Field("amount", "Balance", "amount", required=True, hint="Above zero."),
        _CURRENCY,
    ),
}
"""Kind of file → what its rows can tell."""

_YES, _NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0")
_DATE_PARTS = frozenset("dmyYbBj")
_TIME_PARTS = frozenset("HMS")
_AMOUNTS = {"1234.56": ("", "."), "1,234.56": (",", "."), "1234,56": ("", ","), "1.234,56": (".", ",")}
"""How amounts may be written → what groups their thousands, and their decimal mark."""


@dataclass(frozen=True)
class Source:
    """Where a field is told: in a column, or once for all rows; and how it is written there."""

    column: str | None = None
    constant: str | None = None
    format: str | None = None
    """A date as strptime takes it (`%m/%d/%Y`), an amount by example (`1.234,56`)."""
    values: dict[str, str] = field(default_factory=dict)
    """What is written → what it means."""


def check_mapping(kind: str, mapping: Mapping[str, Source]) -> None:
    """`InvalidInput`, naming each field, for a mapping that no file of the kind can be read by."""
    known = {one.name: one for one in FIELDS[kind]}
    wrong = [(name, f"A file of {kind} has no field {name[:40]}.") for name in mapping if name not in known]
    wrong += [(name, detail) for name, source in mapping.items() if name in known and (detail := _fault(known[name], source))]
    wrong += [(one.name, f"Say which column holds “{one.label}”.") for one in known.values() if one.required and one.name not in mapping]
    if wrong:
        errors = [{"pointer": f"/mapping/{name}", "detail": detail, "code": "invalidMapping"} for name, detail in wrong]
        raise InvalidInput(wrong[0][1] if len(wrong) == 1 else f"{len(wrong)} fields are not mapped right.", rule="X-12", errors=errors)


def _fault(told: Field, source: Source) -> str | None:
    if (source.column is None) == (source.constant is None):
        return "Name either a column or a constant."
    if len(source.values) > MAX_VALUES:
        return f"At most {MAX_VALUES} values can be translated."
    if source.format and told.type == "date" and not _is_day(_signs(source.format)):
        return "A date's format is made of %d, %m, %Y (or %y, %b, %B, %j), such as %m/%d/%Y."
    if source.format and told.type == "moment":
        signs = _signs(source.format)
        if not _is_day([sign for sign in signs if sign not in _TIME_PARTS]) or not {"H", "M"} <= set(signs) or len(signs) > len(set(signs)):
            return "A moment's format is that of a date with %H, %M and perhaps %S, such as %d/%m/%Y %H:%M."
    if source.format and told.type == "amount" and source.format not in _AMOUNTS:
        return f"An amount's format is one of {', '.join(_AMOUNTS)}."
    return None


def _signs(written: str) -> list[str]:
    return [written[place + 1 : place + 2] for place, sign in enumerate(written) if sign == "%"]


def _is_day(signs: list[str]) -> bool:
    """Whether these parts of a format name a day, each once."""
    parts = set(signs)
    has_day_of_year = parts & {"j"} or (parts & {"d"} and parts & set("mbB"))
    return bool(len(signs) == len(parts) and parts <= _DATE_PARTS and parts & {"y", "Y"} and has_day_of_year)


@dataclass(frozen=True)
class RowError:
    """What is wrong with a row, and where."""

    line: int
    column: str | None
    code: str
    detail: str


class Cells:
    """Reads the fields of a row by a mapping, bound to the columns of one file."""

    def __init__(self, kind: str, mapping: Mapping[str, Source], columns: tuple[str, ...]) -> None:
        self._fields = {one.name: one for one in FIELDS[kind] if one.name in mapping}
        self._sources = mapping
        self._places = {name: _place(source.column, columns) for name, source in mapping.items() if source.column is not None}
        self.width = len(columns)

    def column(self, name: str) -> str | None:
        """The column that tells a field, as the file names it."""
        return self._sources[name].column if name in self._sources else None

    def read(self, cells: tuple[str, ...], name: str) -> Any:
        """The value of a field; None where the row tells nothing; `CellError` where it cannot be read."""
        told = self._fields.get(name)
        if told is None:
            return None
        text = self._written(cells, name)
        if not text:
            if told.required:
                raise CellError("missing", f"{told.label} is missing.")
            return None
        return _READERS[told.type](text, told, self._sources[name])

    def doubt(self, cells: tuple[str, ...], name: str) -> CellText | None:
        """What is to be told beside a field that was read: its text was cut, or it was left out."""
        told = self._fields.get(name)
        text = self._written(cells, name) if told and told.type in ("label", "address") else ""
        found = _cell(text, told) if told and text else None
        return found if found and found.warning else None

    def _written(self, cells: tuple[str, ...], name: str) -> str:
        source = self._sources[name]
        text = source.constant or ""
        if name in self._places:
            text = cells[self._places[name]] if self._places[name] < len(cells) else ""
        text = tidy(text)
        return source.values.get(text, text)


def _place(column: str, columns: tuple[str, ...]) -> int:
    if columns.count(column) != 1:
        raise UnreadableFile(f"The file has {'no' if column not in columns else 'more than one'} column “{column}”.")
    return columns.index(column)


def _text(text: str, told: Field, _: Source) -> str | None:
    return _cell(text, told).value


def _cell(text: str, told: Field) -> CellText:
    return read_cell(told.type, text, told.label, told.longest, may_fail=told.may_fail)


def _identifier(text: str, told: Field, _: Source) -> OutsideID:
    """Identifiers of a file are texts, so that zeros in front stay (RV-12)."""
    try:
        return read_outside_id(text)
    except RedressError as error:
        raise CellError("invalidIdentifier", f"{told.label}: {error.detail}") from None


def _date(text: str, told: Field, source: Source) -> date:
    found = _parse_date(text, source.format or "%Y-%m-%d")
    if found is None:
        raise CellError("badDate", f"{told.label} “{text[:40]}” is no date written as {source.format or '%Y-%m-%d'}.")
    return found


@lru_cache(maxsize=4096)
def _parse_date(text: str, written: str) -> date | None:
    try:
        found = datetime.strptime(text, written).date()
    except ValueError:
        return None
    return found if is_sensible(found) else None


def _moment(text: str, told: Field, source: Source) -> datetime:
    found = _parse_moment(text, source.format)
    if found is None or not is_sensible(found.date()):
        raise CellError("badDate", f"{told.label} “{text[:40]}” is no moment written as {source.format or '2026-10-31T18:20:00Z'}.")
    return found


def _parse_moment(text: str, written: str | None) -> datetime | None:
    try:
        found = datetime.strptime(text, written) if written else datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _amount(text: str, told: Field, source: Source) -> Decimal:
    """The amount as a decimal, never through a float."""
    grouping, mark = _AMOUNTS[source.format or "1234.56"]
    whole, found, decimals = text.partition(mark)
    if grouping and re.fullmatch(rf"-?[0-9]{{1,3}}({re.escape(grouping)}[0-9]{{3}})+", whole):
        whole = whole.replace(grouping, "")
    is_other = mark != "." and "." in whole
    plain = f"{whole}.{decimals}" if found else whole
    try:
        return read_decimal(None if is_other else plain)
    except RedressError:
        raise CellError("badAmount", f"{told.label} “{text[:40]}” is no amount written as {source.format or '1234.56'}.") from None


def _choice(text: str, told: Field, _: Source) -> str:
    for choice in told.choices:
        if choice.casefold() == text.casefold():
            return choice
    known = f" It is one of {', '.join(told.choices)}." if len(told.choices) < 10 else ""
    raise CellError("unknownValue", f"{told.label} “{text[:40]}” is not known.{known}")


def _flag(text: str, told: Field, _: Source) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise CellError("unknownValue", f"{told.label} “{text[:40]}” is neither Yes nor No.")


_WORDS = {"text": _text, "label": _text, "address": _text}
_READERS = {**_WORDS, "id": _identifier, "date": _date, "moment": _moment, "amount": _amount, "choice": _choice, "flag": _flag}
