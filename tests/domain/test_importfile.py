"""Files of customers and invoices: what their rows tell, what is wrong with them, and what they come to."""

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain import csvfile
from chalicelib.domain.case import Act, Case
from chalicelib.domain.csvfile import read_sheet
from chalicelib.domain.events import first_broken, record
from chalicelib.domain.importfile import FileReader, Reading, Summary, Tally, Terms, Told
from chalicelib.domain.importplan import IMPORT, Known, estimated_dispute_id, plan_row
from chalicelib.domain.invoice import Customer
from chalicelib.domain.journal import Hand
from chalicelib.domain.mapping import FIELDS, Source, check_mapping
from chalicelib.domain.presets import PRESETS
from chalicelib.domain.settling import withdraw
from chalicelib.errors import InvalidInput, NotChangeable, NotDisputable, UnreadableFile

RECEIVABLES = Path(__file__).parents[2] / "infra/demo/ar_invoices_2012_2013.csv"
PRESET = {name: Source(**parts) for name, parts in PRESETS[0]["mapping"].items()}
COLUMNS = ("customerID", "invoiceNumber", "invoiceDate", "dueDate", "amount", "disputed", "settledDate")
SIMPLE = {name: Source(column=name) for name in COLUMNS}
AT_THE_END = date(2014, 12, 31)
HAND = Hand("ada", "Ada", datetime(2014, 12, 31, 9, 30, tzinfo=UTC), "f")


def terms(mapping: dict[str, Source] = SIMPLE, as_of: date = AT_THE_END, kind: str = "invoices", currency: str = "USD") -> Terms:
    return Terms(kind, mapping, as_of, currency)


def readings_of(content: str | bytes, how: Terms) -> list[Reading]:
    sheet = read_sheet([content.encode() if isinstance(content, str) else content])
    reader = FileReader(how, sheet.columns)
    return [reader.read(row) for row in sheet.rows]


def row(*cells: str, columns: Iterable[str] = COLUMNS, how: Terms | None = None) -> Reading:
    """The one row of a file."""
    (reading,) = readings_of(f"{','.join(columns)}\n{','.join(cells)}\n", how or terms())
    return reading


def told(*cells: str, how: Terms | None = None) -> Told:
    reading = row(*cells, how=how)
    assert reading.told, reading.errors
    return reading.told


def codes(reading: Reading) -> list[tuple[str | None, str]]:
    return [(error.column, error.code) for error in reading.errors]


def summed(readings: list[Reading], currency: str = "USD") -> Summary:
    tally = Tally(currency)
    for reading in readings:
        if reading.told:
            tally.add(reading.told)
    return tally.summary()


# --- the receivables of 2012 and 2013 ---------------------------------------------------------


def test_the_receivables_as_of_the_end_of_september_2013() -> None:
    """X-12: 2,258 invoices, 88 unpaid of 55 customers worth 5,029.22, 31 open disputes."""
    readings = readings_of(RECEIVABLES.read_bytes(), terms(PRESET, date(2013, 9, 30)))
    summary = summed(readings)
    assert summary.invoices == 2258
    assert (summary.unpaid, summary.unpaid_customers, summary.unpaid_amount) == (88, 55, 5029_22)
    assert summary.open_disputes == 31
    assert sum(1 for one in readings if not one.told and not one.errors) == 2466 - 2258


def test_the_receivables_whole() -> None:
    """X-12: 2,466 invoices of 100 customers, 561 disputed, 147,703.18 in all, and no row is wrong."""
    readings = readings_of(RECEIVABLES.read_bytes(), terms(PRESET))
    summary = summed(readings)
    assert (summary.invoices, summary.customers, summary.disputes, summary.amount) == (2466, 100, 561, 147_703_18)
    assert not [error for one in readings for error in one.errors]


def test_every_dispute_of_the_receivables_adds_up() -> None:
    """X-06, X-05: disputed = open + credited + withdrawn + declined, and its events hang together."""
    plans = [plan_row(one.told, Known(), HAND) for one in readings_of(RECEIVABLES.read_bytes(), terms(PRESET)) if one.told]
    disputes = [plan.dispute for plan in plans if plan.dispute]
    assert len({dispute.dispute_id for dispute in disputes}) == len(disputes) == 561
    for plan in plans:
        assert plan.invoice
        assert (plan.invoice.balance, plan.invoice.open_dispute_id, plan.invoice.disputed) == (0, None, {})
        if plan.dispute:
            amounts = plan.dispute.amounts
            assert amounts.disputed == amounts.declined == plan.invoice.total
            assert first_broken(list(plan.events)) is None
            assert plan.dispute.last_hash == plan.events[-1].hash


def test_identifiers_keep_their_zeros() -> None:
    """RV-12: `0000611365` is imported as it is written."""
    first = readings_of(RECEIVABLES.read_bytes(), terms(PRESET))[0].told
    assert first
    assert first.billed
    assert (first.billed.invoice_number, first.customer.customer_id) == ("0000611365", "0379-NEVHP")
    assert first.customer.delivery_method == "Post"


# --- what a row tells -------------------------------------------------------------------------


def test_an_invoice_has_one_line_of_its_amount_and_is_paid_when_settled() -> None:
    """X-12."""
    billed = told("C", "1", "2013-01-02", "2013-02-01", "55.94", "No", "2013-01-15").billed
    assert billed
    assert [(line.line_id, line.amount, line.kind) for line in billed.lines] == [("1", 5594, "feature")]
    assert [(one.date, one.amount) for one in billed.payments] == [(date(2013, 1, 15), 5594)]
    assert billed.status == "approved"


def test_what_is_not_told_has_a_default() -> None:
    """X-12: the name is the id, the due date the invoice date, and nobody gets mail."""
    how = terms({name: Source(column=name) for name in ("customerID", "invoiceNumber", "invoiceDate", "amount")})
    one = row("C", "1", "2013-01-02", "5", columns=("customerID", "invoiceNumber", "invoiceDate", "amount"), how=how).told
    assert one
    assert one.billed
    assert (one.customer.name, one.customer.account_number, one.customer.delivery_method) == ("C", "C", "Do Not Send")
    assert one.billed.due_date == one.billed.invoice_date
    assert not one.is_disputed


def test_what_lies_after_the_as_of_date_is_not_known_yet() -> None:
    """X-12: a later invoice is left out; of a later settlement nothing is said, so the dispute is open."""
    early = terms(as_of=date(2013, 1, 10))
    assert row("C", "1", "2013-01-11", "2013-02-01", "5", "Yes", "", how=early) == Reading(2)
    one = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-11", how=early)
    plan = plan_row(one, Known(), HAND)
    assert plan.invoice
    assert plan.dispute
    assert (plan.invoice.balance, plan.dispute.status, plan.invoice.open_dispute_id) == (500, "open", plan.dispute.dispute_id)
    on_the_day = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-10", how=early)
    assert on_the_day.settled_on == date(2013, 1, 10)


def test_a_disputed_row_is_a_dispute_with_estimated_dates() -> None:
    """X-12: from invoice date to settlement, over the whole amount, with an unknown outcome; CU-22: for the default reason."""
    one = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    dispute = plan_row(one, Known(), replace(HAND, source="a.csv, line 2")).dispute
    assert dispute
    assert dispute.estimated
    assert (dispute.status, dispute.resolution, dispute.reason, dispute.raised_by) == ("closed", "Unknown", "Default", "Import")
    assert (dispute.raised_at, dispute.closed_at) == (datetime(2013, 1, 2, tzinfo=UTC), datetime(2013, 1, 15, tzinfo=UTC))
    events = plan_row(one, Known(), replace(HAND, source="a.csv, line 2")).events
    assert [event.type for event in events] == ["raised", "estimated", "closed", "estimated"]
    assert "a.csv, line 2" in events[1].text
    assert "unknown" in events[3].text


def test_a_repeat_makes_the_same_dispute() -> None:
    """X-12: its id follows from customer and invoice; no two invoices share one."""
    one = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    assert plan_row(one, Known(), HAND) == plan_row(one, Known(), HAND)
    assert estimated_dispute_id("1", "23") != estimated_dispute_id("12", "3")
    assert estimated_dispute_id(1, 2) == estimated_dispute_id("1", "2")


def test_the_same_again_changes_nothing_and_more_only_adds() -> None:
    """X-12: unchanged, then closed once the settlement is known."""
    early = terms(as_of=date(2013, 1, 10))
    cells = ("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    first = plan_row(told(*cells, how=early), Known(), HAND)
    known = Known(first.customer, first.invoice, first.dispute)
    assert plan_row(told(*cells, how=early), known, HAND).outcome == "unchanged"
    later = plan_row(told(*cells), known, HAND)
    assert (later.outcome, later.customer) == ("changed", None)
    assert later.dispute
    assert later.invoice
    assert (later.dispute.status, later.invoice.version, later.invoice.open_dispute_id) == ("closed", 2, None)
    assert first_broken([*first.events, *later.events]) is None
    assert plan_row(told(*cells), Known(first.customer, later.invoice, later.dispute), HAND).outcome == "unchanged"


def test_what_people_did_to_a_dispute_stays() -> None:
    """X-12: only what nobody has touched is closed."""
    early = terms(as_of=date(2013, 1, 10))
    cells = ("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    first = plan_row(told(*cells, how=early), Known(), HAND)
    assert first.dispute
    assert first.invoice
    act = Act(IMPORT, datetime(2013, 1, 5, tzinfo=UTC), lambda: "")
    case = withdraw(Case(first.dispute, first.invoice), act)
    withdrawn, _ = record(case.dispute, case.changes, IMPORT, act.at)
    later = plan_row(told(*cells), Known(first.customer, case.invoice, withdrawn), HAND)
    assert later.dispute is None
    assert later.outcome == "changed"


def test_a_disputed_line_cannot_be_changed() -> None:
    """X-12: changing a disputed line is an error of the row."""
    first = plan_row(told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", ""), Known(), HAND)
    with pytest.raises(NotChangeable):
        plan_row(told("C", "1", "2013-01-02", "2013-02-01", "6", "Yes", ""), Known(first.customer, first.invoice, first.dispute), HAND)


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_nothing_cannot_be_disputed(amount: str) -> None:
    """CU-07, CU-08: the row says so; undisputed it is imported."""
    with pytest.raises(NotDisputable):
        plan_row(told("C", "1", "2013-01-02", "2013-02-01", amount, "Yes", ""), Known(), HAND)
    assert plan_row(told("C", "1", "2013-01-02", "2013-02-01", amount, "No", ""), Known(), HAND).outcome == "created"


def test_a_customer_keeps_what_the_file_does_not_tell() -> None:
    """X-12: an invoice's row names its customer, and does not wipe what is known."""
    known = Customer(7, "Known Ltd", "ACC", "EUR", "Email", "a@x.test", version=3)
    one = told("7", "1", "2013-01-02", "2013-02-01", "5", "No", "")
    plan = plan_row(one, Known(customer=known), HAND)
    assert plan.customer is None
    assert plan.invoice
    assert plan.invoice.customer_name == "Known Ltd"


def test_the_first_row_of_a_customer_describes_it() -> None:
    """X-12: so that the same file always says the same."""
    mapping = SIMPLE | {"customerName": Source(column="name")}
    columns = ",".join((*COLUMNS, "name"))
    content = f"{columns}\nC,1,2013-01-02,2013-02-01,5,No,,One\nC,2,2013-01-02,2013-02-01,5,No,,Two\n"
    first, second = (one.told for one in readings_of(content, terms(mapping)))
    assert first
    assert second
    assert (first.introduces, second.introduces) == (True, False)
    assert plan_row(second, Known(customer=first.customer), HAND).customer is None


# --- what is wrong with a row -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "cell", "code"),
    [
        (0, "", "missing"),
        (0, "x" * 65, "invalidIdentifier"),
        (1, " ", "missing"),
        (2, "", "missing"),
        (2, "02/01/2013", "badDate"),
        (2, "2013-02-30", "badDate"),
        (2, "0001-01-01", "badDate"),
        (3, "2013-01-01", "badDate"),
        (4, "", "missing"),
        (4, "5.123", "badAmount"),
        (4, "1e3", "badAmount"),
        (4, "NaN", "badAmount"),
        (4, "Infinity", "badAmount"),
        (4, "$5", "badAmount"),
        (4, "1 000", "badAmount"),
        (4, "9" * 16, "badAmount"),
        (4, "٣", "badAmount"),
        (5, "perhaps", "unknownValue"),
        (6, "soon", "badDate"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(place: int, cell: str, code: str) -> None:
    """X-12: line, column and code."""
    cells = ["C", "1", "2013-01-02", "2013-02-01", "5", "No", ""]
    cells[place] = cell
    reading = row(*cells)
    assert reading.told is None
    assert codes(reading) == [(COLUMNS[place], code)]
    assert reading.errors[0].line == 2


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    """X-12."""
    assert codes(row("", "1", "x", "", "y", "z", "")) == [
        ("customerID", "missing"),
        ("invoiceDate", "badDate"),
        ("amount", "badAmount"),
        ("disputed", "unknownValue"),
    ]


def test_an_invoice_told_twice_is_an_error_of_the_second_row() -> None:
    """X-12: the first counts; the same number of another customer is another invoice."""
    cells = "1,2013-01-02,2013-02-01,5,No,"
    first, second, other = readings_of(f"{','.join(COLUMNS)}\nC,{cells}\nC,{cells}\nD,{cells}\n", terms())
    assert first.told
    assert codes(second) == [("invoiceNumber", "duplicate")]
    assert other.told


def test_too_many_cells_are_an_error_and_too_few_are_empty() -> None:
    """X-12: a delimiter in a text that is not in quotes; cells that are missing at the end."""
    assert codes(row("C", "1", "2013-01-02", "2013-02-01", "5", "No", "", "more")) == [(None, "tooManyColumns")]
    assert row("C", "1", "2013-01-02", "2013-02-01", "5", "No", "", "", "").told
    assert row("C", "1", "2013-01-02", "2013-02-01", "5").told


@pytest.mark.parametrize(
    ("written", "text", "minor"),
    [
        ("1,234.56", "1,234.56", 123456),
        ("1,234.56", "12,34.56", None),
        ("1,234.56", "1234.5", 123450),
        ("1.234,56", "1.234,56", 123456),
        ("1.234,56", "-1.234.567,8", -123456780),
        ("1.234,56", "12.34", None),
        ("1234,56", "1234,56", 123456),
        ("1234,56", "1234.56", None),
        (None, "1,234.56", None),
        (None, "0.10", 10),
    ],
)
def test_amounts_are_read_as_they_are_said_to_be_written(written: str | None, text: str, minor: int | None) -> None:
    """X-12: never guessed, and never through a float."""
    how = terms(SIMPLE | {"amount": Source(column="amount", format=written)})
    reading = row("C", "1", "2013-01-02", "2013-02-01", f'"{text}"', "No", "", how=how)
    assert (reading.told.billed.lines[0].amount if reading.told and reading.told.billed else None) == minor


@given(st.integers(0, 10**15 - 1), st.sampled_from([("JPY", 0), ("USD", 2), ("KWD", 3)]))
def test_every_amount_comes_in_exactly(minor: int, currency: tuple[str, int]) -> None:
    """X-12, X-06: whatever the decimals of the currency."""
    code, decimals = currency
    whole, rest = divmod(minor, 10**decimals)
    text = f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)
    billed = told("C", "1", "2013-01-02", "2013-02-01", text, "No", "", how=terms(currency=code)).billed
    assert billed
    assert billed.lines[0].amount == minor


def test_choices_are_translated_and_unknown_ones_refused() -> None:
    """X-12."""
    how = terms(
        SIMPLE
        | {"deliveryMethod": Source(column="disputed", values={"No": "Email and Post", "0": "Fax"}), "disputed": Source(constant="n")}
    )
    cells = ("C", "1", "2013-01-02", "2013-02-01", "5")
    assert told(*cells, "No", "", how=how).customer.delivery_method == "Email and Post"
    assert told(*cells, "post", "", how=how).customer.delivery_method == "Post"
    assert codes(row(*cells, "0", "", how=how)) == [("disputed", "unknownValue")]


def test_a_file_of_customers() -> None:
    """X-12: each once."""
    mapping = {"customerID": Source(column="id"), "name": Source(column="name"), "currency": Source(constant="EUR")}
    first, second = readings_of("id,name\n007,Bond\n007,Bill\n", terms(mapping, kind="customers"))
    assert first.told
    assert (first.told.customer.customer_id, first.told.customer.currency) == ("007", "EUR")
    assert codes(second) == [("id", "duplicate")]


# --- what is no file --------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_of_all_spreadsheets_are_read(ending: str, delimiter: str, mark: bytes) -> None:
    """X-12: with a byte order mark or without, whatever ends a line, whatever stands between cells."""
    lines = [["a b", "c"], [f'"x{delimiter}{ending}""y"""', "Zoë"], [], ["", ""], ["1", "2"]]
    content = mark + ending.join(delimiter.join(cells) for cells in lines).encode()
    for size in (1, 3, 1000):
        sheet = read_sheet(content[start : start + size] for start in range(0, len(content), size))
        assert sheet.columns == ("a b", "c")
        assert [(one.line, one.cells) for one in sheet.rows] == [(2, (f'x{delimiter}{ending}"y"', "Zoë")), (6, ("1", "2"))]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """X-12: empty ones before the names of the columns too."""
    sheet = read_sheet([b"\n,,\n\na,b\n1,2\n"])
    assert (sheet.columns, [one.line for one in sheet.rows]) == (("a", "b"), [5])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"a,b\n1,\xe9\n", "Line 2 is not UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-8"),
        (b"a,b\n\xf0\x9f", "UTF-8"),
        (b"a,b\n1,2\n3,\x00\n", "Line 3"),
        (b'a,b\n1,"2\n3,4\n', "line 2"),
        (b'a,b\n"1"x,2\n', "line 2"),
        (b"a,b\n1," + b"x" * 10_001, "longer"),
        (b"x" * 1_100_000, "Line 1"),
        (b",".join(b"c%d" % n for n in range(101)) + b"\n", "columns"),
        (b"c" * 201 + b",d\n", "names"),
    ],
)
def test_what_is_no_csv_file_says_why(content: bytes, said: str) -> None:
    """X-12: with the line, before anything of it is imported."""
    with pytest.raises(UnreadableFile, match=said):
        list(read_sheet(content[start : start + 65536] for start in range(0, len(content), 65536)).rows)


def test_a_file_has_so_many_rows_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """X-12."""
    monkeypatch.setattr(csvfile, "MAX_ROWS", 3)
    assert len(list(read_sheet([b"a\n1\n2\n\n3\n"]).rows)) == 3
    with pytest.raises(UnreadableFile, match="rows"):
        list(read_sheet([b"a\n1\n2\n3\n4\n"]).rows)


@given(st.binary(max_size=300))
@example(b"\x0b")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """X-12: a file never breaks the reader."""
    with contextlib.suppress(UnreadableFile):
        assert all(one.cells for one in read_sheet([content]).rows)


@given(st.lists(st.text(max_size=12), min_size=7, max_size=7))
def test_any_cells_are_told_or_errors(cells: list[str]) -> None:
    """X-12: a row never breaks the reader, and is never half read."""
    reader = FileReader(terms(), COLUMNS)
    reading = reader.read(csvfile.Row(2, tuple(cells)))
    assert not (reading.told and reading.errors)


# --- mappings ---------------------------------------------------------------------------------


def test_the_presets_are_mappings() -> None:
    """X-12."""
    for preset in PRESETS:
        check_mapping(preset["kind"], {name: Source(**parts) for name, parts in preset["mapping"].items()})


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"colour": Source(column="a")}, "/mapping/colour"),
        ({"amount": None}, "/mapping/amount"),
        ({"amount": Source()}, "/mapping/amount"),
        ({"amount": Source(column="a", constant="5")}, "/mapping/amount"),
        ({"amount": Source(column="a", format="#")}, "/mapping/amount"),
        ({"invoiceDate": Source(column="a", format="%d %H %Y")}, "/mapping/invoiceDate"),
        ({"invoiceDate": Source(column="a", format="%m %Y")}, "/mapping/invoiceDate"),
        ({"invoiceDate": Source(column="a", format="%")}, "/mapping/invoiceDate"),
        ({"disputed": Source(column="a", values={str(n): "yes" for n in range(51)})}, "/mapping/disputed"),
    ],
)
def test_a_mapping_that_reads_no_file_names_the_field(changes: dict[str, Any], pointer: str) -> None:
    """X-12."""
    mapping = {name: source for name, source in {**SIMPLE, **changes}.items() if source}
    with pytest.raises(InvalidInput) as refused:
        check_mapping("invoices", mapping)
    assert [error["pointer"] for error in refused.value.extras["errors"]] == [pointer]


def test_columns_are_found_by_their_one_name() -> None:
    """X-12: neither missing nor twice."""
    for columns in (("a",), ("customerID", *COLUMNS)):
        with pytest.raises(UnreadableFile):
            FileReader(terms(), columns)


def test_every_kind_of_file_requires_something() -> None:
    """X-12: at least whom it is about."""
    assert all(any(field.required for field in fields) for fields in FIELDS.values())
