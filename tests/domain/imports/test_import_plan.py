"""What a row of a file tells, and what it changes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import record
from chalicelib.domain.imports.mapping import Source
from chalicelib.domain.imports.plan import IMPORT, Known, estimated_dispute_id, plan_row
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.domain.invoices.settlement import withdraw
from chalicelib.errors import NotChangeable, NotDisputable
from tests.domain.rows import COLUMNS, HAND, SIMPLE, readings_of, row, terms, told


def test_an_invoice_has_one_line_of_its_amount_and_is_paid_when_settled() -> None:
    """X-12."""
    billed = told("C", "1", "2013-01-02", "2013-02-01", "55.94", "No", "2013-01-15").billed
    assert billed
    assert [(line.line_id, line.amount, line.kind) for line in billed.lines] == [
        ("1", 5594, "feature")
    ]
    assert [(one.date, one.amount) for one in billed.payments] == [(date(2013, 1, 15), 5594)]
    assert billed.status == "approved"
    note = told("C", "2", "2013-01-02", "2013-01-02", "-5.00", "No", "2013-01-15").billed
    assert note
    assert [one.amount for one in note.payments] == [-500], "a credit note is given back"


def test_what_is_not_told_has_a_default() -> None:
    """X-12: the name is the id, the due date the invoice date, and nobody gets mail."""
    how = terms(
        {
            name: Source(column=name)
            for name in ("customerID", "invoiceNumber", "invoiceDate", "amount")
        }
    )
    one = row(
        "C",
        "1",
        "2013-01-02",
        "5",
        columns=("customerID", "invoiceNumber", "invoiceDate", "amount"),
        how=how,
    ).billed_row
    assert one
    assert one.billed
    assert (one.customer.name, one.customer.account_number, one.customer.delivery_method) == (
        "C",
        "C",
        "Do Not Send",
    )
    assert one.billed.due_date == one.billed.invoice_date
    assert not one.is_disputed


def test_what_lies_after_the_as_of_date_is_not_known_yet() -> None:
    """X-12: a later invoice is left out; of a later settlement nothing is said, so the dispute is
    open.
    """
    early = terms(as_of=date(2013, 1, 10))
    later = row("C", "1", "2013-01-11", "2013-02-01", "5", "Yes", "", how=early)
    assert (
        later.billed_row,
        [(note.column, note.code, note.severity) for note in later.notes],
    ) == (
        None,
        [("invoiceDate", "afterAsOf", "leftOut")],
    )
    one = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-11", how=early)
    plan = plan_row(one, Known(), HAND, settles=True)
    assert plan.invoice
    assert plan.dispute
    assert (plan.invoice.balance, plan.dispute.status, plan.invoice.open_dispute_id) == (
        500,
        "open",
        plan.dispute.dispute_id,
    )
    on_the_day = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-10", how=early)
    assert on_the_day.settled_on == date(2013, 1, 10)


def test_a_disputed_row_is_a_dispute_with_estimated_dates() -> None:
    """X-12: from invoice date to settlement, over the whole amount, with an unknown outcome; CU-22:
    for the default reason.
    """
    one = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    dispute = plan_row(one, Known(), replace(HAND, source="a.csv, line 2"), settles=True).dispute
    assert dispute
    assert dispute.estimated
    assert (dispute.status, dispute.resolution, dispute.reason, dispute.raised_by) == (
        "closed",
        "Unknown",
        "Default",
        "Import",
    )
    assert (dispute.raised_at, dispute.closed_at) == (
        datetime(2013, 1, 2, tzinfo=UTC),
        datetime(2013, 1, 15, tzinfo=UTC),
    )
    events = plan_row(one, Known(), replace(HAND, source="a.csv, line 2"), settles=True).events
    assert [event.type for event in events] == ["raised", "estimated", "closed", "estimated"]
    assert "a.csv, line 2" in events[1].text
    assert "unknown" in events[3].text


def test_a_repeat_makes_the_same_dispute() -> None:
    """X-12: its id follows from customer and invoice; no two invoices share one."""
    one = told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    assert plan_row(one, Known(), HAND, settles=True) == plan_row(one, Known(), HAND, settles=True)
    assert estimated_dispute_id("1", "23") != estimated_dispute_id("12", "3")
    assert estimated_dispute_id(1, 2) == estimated_dispute_id("1", "2")


def test_the_same_again_changes_nothing_and_more_only_adds() -> None:
    """X-12: unchanged, then closed once the settlement is known."""
    early = terms(as_of=date(2013, 1, 10))
    cells = ("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    first = plan_row(told(*cells, how=early), Known(), HAND, settles=True)
    known = Known(first.customer, first.invoice, first.dispute)
    assert plan_row(told(*cells, how=early), known, HAND, settles=True).outcome == "unchanged"
    later = plan_row(told(*cells), known, HAND, settles=True)
    assert (later.outcome, later.customer) == ("changed", None)
    assert later.dispute
    assert later.invoice
    assert (later.dispute.status, later.invoice.version, later.invoice.open_dispute_id) == (
        "closed",
        2,
        None,
    )
    assert first_broken([*first.events, *later.events]) is None
    assert (
        plan_row(
            told(*cells), Known(first.customer, later.invoice, later.dispute), HAND, settles=True
        ).outcome
        == "unchanged"
    )


def test_what_people_did_to_a_dispute_stays() -> None:
    """X-12: only what nobody has touched is closed."""
    early = terms(as_of=date(2013, 1, 10))
    cells = ("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", "2013-01-15")
    first = plan_row(told(*cells, how=early), Known(), HAND, settles=True)
    assert first.dispute
    assert first.invoice
    context = Context(IMPORT, datetime(2013, 1, 5, tzinfo=UTC), lambda: "")
    case = withdraw(InvoiceCase(first.dispute, first.invoice), context)
    withdrawn, _ = record(None, case.dispute, case.changes, IMPORT, context.at)
    later = plan_row(
        told(*cells), Known(first.customer, case.invoice, withdrawn), HAND, settles=True
    )
    assert later.dispute is None
    assert later.outcome == "changed"


def test_a_disputed_line_cannot_be_changed() -> None:
    """X-12: changing a disputed line is an error of the row."""
    first = plan_row(
        told("C", "1", "2013-01-02", "2013-02-01", "5", "Yes", ""), Known(), HAND, settles=True
    )
    with pytest.raises(NotChangeable):
        plan_row(
            told("C", "1", "2013-01-02", "2013-02-01", "6", "Yes", ""),
            Known(first.customer, first.invoice, first.dispute),
            HAND,
            settles=True,
        )


@pytest.mark.parametrize("amount", ["0", "-5"])
def test_nothing_cannot_be_disputed(amount: str) -> None:
    """CU-07, CU-08: the row says so; undisputed it is imported."""
    with pytest.raises(NotDisputable):
        plan_row(
            told("C", "1", "2013-01-02", "2013-02-01", amount, "Yes", ""),
            Known(),
            HAND,
            settles=True,
        )
    assert (
        plan_row(
            told("C", "1", "2013-01-02", "2013-02-01", amount, "No", ""),
            Known(),
            HAND,
            settles=True,
        ).outcome
        == "created"
    )


def test_a_customer_keeps_what_the_file_does_not_tell() -> None:
    """X-12: an invoice's row names its customer, and does not wipe what is known."""
    known = Customer(7, "Known Ltd", "ACC", "EUR", "Email", "a@x.test", version=3)
    one = told("7", "1", "2013-01-02", "2013-02-01", "5", "No", "")
    plan = plan_row(one, Known(customer=known), HAND, settles=True)
    assert plan.customer is None
    assert plan.invoice
    assert plan.invoice.customer_name == "Known Ltd"


def test_the_first_row_of_a_customer_describes_it() -> None:
    """X-12: so that the same file always says the same."""
    mapping = SIMPLE | {"customerName": Source(column="name")}
    columns = ",".join((*COLUMNS, "name"))
    content = (
        f"{columns}\nC,1,2013-01-02,2013-02-01,5,No,,One\nC,2,2013-01-02,2013-02-01,5,No,,Two\n"
    )
    first, second = (one.billed_row for one in readings_of(content, terms(mapping)))
    assert first
    assert second
    assert (first.introduces, second.introduces) == (True, False)
    assert plan_row(second, Known(customer=first.customer), HAND, settles=True).customer is None
