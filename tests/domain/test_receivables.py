"""The receivables of 2012 and 2013, row by row."""

from datetime import date
from decimal import Decimal

import pytest

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.base.money import to_minor
from chalicelib.domain.imports.plan import Known, plan_row
from chalicelib.views.openitems import OpenItems, receivables_view
from chalicelib.views.statement import statement_part
from tests.domain.rows import HAND, POSITIONS, PRESET, RECEIVABLES, readings_of, summed, terms


def test_the_receivables_as_of_the_end_of_september_2013() -> None:
    """X-12: 2,258 invoices, 88 unpaid of 55 customers worth 5,029.22, 31 open disputes."""
    readings = readings_of(RECEIVABLES.read_bytes(), terms(PRESET, date(2013, 9, 30)))
    summary = summed(readings)
    assert summary.invoices == 2258
    assert (summary.unpaid, summary.unpaid_customers, summary.unpaid_amount) == (88, 55, 5029_22)
    assert summary.open_disputes == 31
    assert sum(1 for one in readings if not one.billed_row and not one.errors) == 2466 - 2258


def test_the_receivables_whole() -> None:
    """X-12: 2,466 invoices of 100 customers, 561 disputed, 147,703.18 in all, and no
    row is wrong.
    """
    readings = readings_of(RECEIVABLES.read_bytes(), terms(PRESET))
    summary = summed(readings)
    assert (summary.invoices, summary.customers, summary.disputes, summary.amount) == (
        2466,
        100,
        561,
        147_703_18,
    )
    assert not [error for one in readings for error in one.errors]


@pytest.mark.parametrize("day", POSITIONS, ids=date.isoformat)
def test_the_ages_of_the_receivables_come_to_what_was_open_on_a_day(day: date) -> None:
    """CO-05, CU-02: to the cent, on five days; what is due on the day is not late."""
    rows = readings_of(RECEIVABLES.read_bytes(), terms(PRESET, day))
    plans = (
        plan_row(one.billed_row, Known(), HAND, settles=True) for one in rows if one.billed_row
    )
    heads = [plan.invoice for plan in plans if plan.invoice and plan.invoice.is_unsettled]
    [total] = receivables_view(OpenItems(heads, []), day)["value"]
    late = [age for age in total["ageing"] if age["bucket"] != "notDue"]
    assert (
        total["invoices"],
        to_minor(Decimal(str(total["outstanding"])), "USD"),
        total["customers"],
        sum(age["invoices"] for age in late),
        sum(to_minor(Decimal(str(age["amount"])), "USD") for age in late),
        total["openDisputes"],
    ) == POSITIONS[day]
    own = [one for one in heads if one.customer_id == heads[0].customer_id]
    [own_total] = statement_part(OpenItems(own, []), day)["totals"]
    assert sum(age["invoices"] for age in own_total["ageing"]) == len(own)


def test_every_dispute_of_the_receivables_adds_up() -> None:
    """X-06, X-05: disputed = open + credited + withdrawn + declined, and its events
    hang together.
    """
    plans = [
        plan_row(one.billed_row, Known(), HAND, settles=True)
        for one in readings_of(RECEIVABLES.read_bytes(), terms(PRESET))
        if one.billed_row
    ]
    disputes = [plan.dispute for plan in plans if plan.dispute]
    assert len({dispute.dispute_id for dispute in disputes}) == len(disputes) == 561
    for plan in plans:
        assert plan.invoice
        assert (plan.invoice.balance, plan.invoice.open_dispute_id, plan.invoice.disputed) == (
            0,
            None,
            {},
        )
        if plan.dispute:
            amounts = plan.dispute.amounts
            assert amounts.disputed == amounts.declined == plan.invoice.total
            assert first_broken(list(plan.events)) is None
            assert plan.dispute.last_hash == plan.events[-1].hash


def test_identifiers_keep_their_zeros() -> None:
    """RV-12: `0000611365` is imported as it is written."""
    first = readings_of(RECEIVABLES.read_bytes(), terms(PRESET))[0].billed_row
    assert first
    assert first.billed
    assert (first.billed.invoice_number, first.customer.customer_id) == ("0000611365", "0379-NEVHP")
    assert first.customer.delivery_method == "Post"
