"""What is open, since when, and that what is shown of it adds up (CU-02, CO-05, CO-32)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.collections.reports import item_line
from chalicelib.domain.collections.statuses import ItemStatus
from chalicelib.domain.invoices.charge import FEE, INTEREST, Charge, Waived
from chalicelib.domain.invoices.instalments import Instalment
from chalicelib.domain.invoices.invoice import AllocatedPayment, Invoice
from chalicelib.domain.invoices.open_items import (
    BUCKETS,
    aged,
    billed_dues,
    bucket_of,
    charge_dues,
    days_late,
    due_since,
    dues,
    sum_of,
    sums_of,
)
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.views.openitems import OpenItems
from chalicelib.views.statement import open_item_part, statement_part

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
DAY = date(2026, 11, 3)
FIRST_DAYS = {"notDue": 0, "1-30": 1, "31-60": 31, "61-90": 61, "90+": 91}


def test_ages_meet_without_gap_and_the_due_day_is_not_late() -> None:
    """CO-05: over leap day and new year too, each day is in one age, and they follow each other."""
    for due in (DAY, date(2024, 2, 29), date(2023, 12, 31)):
        assert days_late(due, due) == days_late(due, due - timedelta(days=400)) == 0
        found = [bucket_of(due, due + timedelta(days=days)) for days in range(-400, 400)]
        assert {name: found.index(name) - 400 for name in BUCKETS if name != "notDue"} == {
            name: days for name, days in FIRST_DAYS.items() if name != "notDue"
        }
        assert found == sorted(found, key=BUCKETS.index)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Kiritimati", date(2026, 11, 4)),
        ("Pacific/Niue", DAY),
        (None, DAY),
        ("Nowhere", DAY),
        ("../etc", DAY),
    ],
)
def test_a_day_is_that_of_the_customer(zone: str | None, day: date) -> None:
    """CO-05: the company's where nobody knows the customer's."""
    assert WorkHours("UTC").day_in(zone, datetime(2026, 11, 3, 12, tzinfo=UTC)) == day


def in_thirds(paid: int = 0, credited: int = 0, disputed: int = 0, fees: int = 0) -> Invoice:
    """An invoice of 90.00 in three parts, two of them due by now."""
    parts = tuple(Instalment(DAY + timedelta(days), 30_00) for days in (-40, -10, 20))
    billed = Invoice(
        1, 1, "approved", "USD", DAY, parts[0].due_date, 90_00, 90_00, "r", instalments=parts
    )
    return replace(
        billed,
        allocated=(AllocatedPayment("P", DAY, paid, NOW),),
        credited={"general": credited},
        disputed={"general": disputed},
        fees=fees,
    )


@pytest.mark.parametrize(
    ("told", "owed", "contested", "late"),
    [
        ({}, [30, 30, 30], [0, 0, 0], 40),
        ({"paid": 30_00}, [0, 30, 30], [0, 0, 0], 10),
        ({"paid": 45_00, "credited": 20_00}, [0, 15, 10], [0, 0, 0], 10),
        ({"paid": 60_00, "disputed": 35_00}, [0, 0, 30], [0, 0, 30], 0),
        ({"credited": 35_00, "disputed": 40_00}, [30, 25, 0], [15, 25, 0], 40),
        ({"fees": 5_00}, [30, 30, 35], [0, 0, 0], 40),
        ({"paid": 95_00}, [0, 0, 0], [0, 0, 0], 40),
    ],
)
def test_an_instalment_that_is_paid_is_not_late_and_the_others_are_as_old_as_they_are(
    told: dict[str, int], owed: list[int], contested: list[int], late: int
) -> None:
    """CO-06: payments go to the oldest first, credits and what is in dispute to the last."""
    invoice = in_thirds(**told)
    assert [one.outstanding for one in dues(invoice)] == [one * 100 for one in owed]
    assert [one.disputed for one in dues(invoice)] == [one * 100 for one in contested]
    assert days_late(due_since(invoice), DAY) == late
    ages = aged([invoice], DAY)
    assert [ages[name].outstanding for name in BUCKETS] == [
        *(owed[place] * 100 for place in (2, 1, 0)),
        0,
        0,
    ]


def put_on(day: int, kind: str = FEE, amount: int = 5_00, **more: object) -> Charge:
    """What a letter of so many days ago charges."""
    return Charge(f"{day}-{kind}", kind, amount, DAY - timedelta(day), day, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "owed", "of_charges", "late"),
    [
        ({}, [30, 30, 30], [5, 4], 40),
        ({"paid": 60_00}, [0, 0, 30], [5, 4], 8),
        ({"paid": 92_00}, [0, 0, 0], [3, 4], 8),
        ({"paid": 96_00}, [0, 0, 0], [0, 3], 0),
        ({"paid": 60_00, "disputed": 35_00}, [0, 0, 30], [5, 4], 8),
        ({"paid": 99_00}, [0, 0, 0], [0, 0], 0),
    ],
)
def test_a_charge_is_as_old_as_its_letter(
    told: dict[str, int], owed: list[int], of_charges: list[int], late: int
) -> None:
    """CO-39, CO-06: on an invoice with instalments too; payments pay the invoice first and then the
    oldest charge, and statement, ages and reports say the same.
    """
    waiver = Waived("Goodwill", "Ada", NOW, 3)
    charges = (put_on(8), put_on(8, INTEREST, 2_00, waived=waiver), put_on(0, amount=4_00))
    invoice = replace(in_thirds(**told), reminder_charges=charges)
    assert [one.outstanding for one in billed_dues(invoice)] == [one * 100 for one in owed]
    assert [due.outstanding for _, due in charge_dues(invoice)] == [one * 100 for one in of_charges]
    assert sum(one.disputed for one in dues(invoice)) == sum_of(invoice).disputed_owed
    ages = aged([invoice], DAY)
    assert [ages[name].outstanding for name in BUCKETS] == [
        (owed[2] + of_charges[1]) * 100,
        (owed[1] + of_charges[0]) * 100,
        owed[0] * 100,
        0,
        0,
    ]
    row = open_item_part(invoice, DAY)
    assert row["daysLate"] == late
    assert [one["daysLate"] for one in row["charges"]] == [8 * bool(of_charges[0]), 0]
    in_one = replace(invoice, instalments=())
    assert [one.outstanding for one in dues(in_one)] == [
        sum(owed) * 100,
        *(one * 100 for one in of_charges),
    ]
    line = item_line(invoice, ItemStatus(1, "Late", "promise"), DAY)
    assert (line.days if line else 0) == row["daysLate"]


AMOUNTS = st.integers(0, 500)
ITEMS = st.lists(
    st.tuples(
        st.sampled_from(("USD", "EUR")), AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(-40, 120)
    ),
    max_size=6,
)
RESTS = st.lists(st.tuples(st.sampled_from(("USD", "EUR")), st.integers(1, 500)), max_size=4)


@given(ITEMS, RESTS)
def test_what_is_shown_adds_up(
    items: list[tuple[str, int, int, int, int, int]], rests: list[tuple[str, int]]
) -> None:
    """CO-32, CO-05: outstanding = in dispute + collectable = the ages, per currency; credits and
    what is unallocated stand apart.
    """
    invoices = []
    for currency, total, paid, credited, disputed, late in items:
        invoice = Invoice(
            1001, len(invoices), "approved", currency, DAY, DAY - timedelta(late), total, total, "r"
        )
        if total % 2 == 0 and total:
            half = Instalment(DAY - timedelta(late), total // 2)
            parts = (half, replace(half, due_date=DAY - timedelta(late - 30)))
            invoice = replace(invoice, instalments=parts)
        payment = AllocatedPayment("P", DAY, paid, NOW)
        invoices.append(
            replace(
                invoice,
                allocated=(payment,),
                credited={"general": credited},
                disputed={"general": disputed},
                open_dispute_id="D" if disputed else None,
            )
        )
    payments = [CustomerPayment(1, n, DAY, one, rest, NOW) for n, (one, rest) in enumerate(rests)]
    for currency, one in sums_of(invoices, payments).items():
        assert one.outstanding == one.disputed_owed + one.collectable
        assert one.balance == one.outstanding - one.credits - one.unallocated
        assert one.unallocated == sum(rest for other, rest in rests if other == currency)
    for total in statement_part(OpenItems(invoices, payments), DAY)["totals"]:
        for name in (
            *("outstanding", "credits", "disputed", "disputedOwed", "disputedPaid", "collectable"),
            *("invoices", "creditItems", "openDisputes"),
        ):
            assert sum(age[name] for age in total["ageing"]) == pytest.approx(total[name])
        assert [age["bucket"] for age in total["ageing"]] == list(BUCKETS)
