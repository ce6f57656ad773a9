"""Payment plans by the clock: credits, payments, disputes and missed instalments (CU-18, CO-45,
CO-46).
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.collections.dunning.holds import holds_of_invoice
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, read_dunning
from chalicelib.domain.collections.dunning.today import Account, ItemToday
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.charge import FEE, Charge
from chalicelib.domain.invoices.invoice import AllocatedPayment, Invoice, Payment
from chalicelib.domain.invoices.payments import Allocation, CustomerPayment, spread
from chalicelib.domain.plans.plan import (
    ACTIVE,
    BROKEN,
    PAID,
    Instalment,
    agree,
    can_be_planned,
    evenly,
    in_none,
    in_plan,
)
from chalicelib.domain.plans.schedule import (
    HELD,
    LATER,
    MISSED,
    SETTLED,
    Part,
    as_missed,
    asked_by,
    looked_at_on,
    missed_in,
    on_day,
    schedule,
)
from chalicelib.errors import AlreadyDone, DisputeOpen, InvalidAmount, InvalidInput
from tests.domain.follow_ups import CUSTOMER
from tests.domain.owing import promised
from tests.people import CAST

TODAY = date(2026, 11, 30)
INVOICE = Invoice(1001, 7, "approved", "USD", TODAY, TODAY, 300_00, 300_00, "r", version=1)
AGENT = Context(CAST[0], datetime(2026, 11, 30, 9, tzinfo=UTC), lambda: "P1")


def agreed(invoice: Invoice = INVOICE, *, breaks: bool = True):  # type: ignore[no-untyped-def]
    parts = evenly(invoice.balance, 3, TODAY)
    return agree(1001, [invoice], parts, 5, breaks=breaks, today=TODAY, context=AGENT)


def parts_of(invoice: Invoice, today: date = TODAY, *, breaks: bool = True) -> tuple[Part, ...]:
    return schedule(agreed(breaks=breaks), {"7": invoice}, today)


def asked_of(invoice: Invoice, today: date) -> ItemToday:
    customer = replace(CUSTOMER, email="pay@bright.test")
    account = Account(customer, [invoice], [], Dunning(1001, "Bright", "R"))
    holds = {"7": holds_of_invoice(invoice, today, None, WorkHours(), 5)}
    terms = read_dunning([], LEVEL_ROWS)
    [item] = run(replace(account, holds=holds), terms, today).items
    assert item.open == item.disputed + item.promised + item.held + item.asked + item.rest
    return item


BEFORE_GRACE, MISSED_ONE, MISSED_TWO = (date(2026, 12, 5), date(2026, 12, 6), date(2027, 1, 5))


@pytest.mark.parametrize(
    ("today", "changes", "asked", "held", "missed"),
    [
        (BEFORE_GRACE, {}, 0, 300_00, []),
        (MISSED_ONE, {}, 100_00, 200_00, [(1, 100_00)]),
        (MISSED_TWO, {}, 200_00, 100_00, [(1, 100_00), (2, 100_00)]),
        (MISSED_ONE, {"payments": (Payment(1, TODAY, 40_00),)}, 60_00, 200_00, [(1, 60_00)]),
        (MISSED_ONE, {"payments": (Payment(1, TODAY, 100_00),)}, 0, 200_00, []),
        (MISSED_ONE, {"credited": {"1": 150_00}}, 100_00, 50_00, [(1, 100_00)]),
        (MISSED_ONE, {"disputed": {"1": 120_00}}, 100_00, 80_00, [(1, 100_00)]),
    ],
)
def test_a_plan_that_goes_on_asks_for_what_is_missed_alone(
    today: date, changes: dict[str, Any], asked: int, held: int, missed: list[tuple[int, int]]
) -> None:
    """CO-46, CO-01: after grace, by its number; the rest is held as not due yet."""
    plan = agreed(breaks=False)
    known = replace(in_plan(INVOICE, "P1", AGENT.at), **changes)
    assert on_day(plan, {"7": known}, today).state == ACTIVE
    invoice = as_missed(plan, {"7": known}, today)["7"]
    item = asked_of(invoice, today)
    assert (item.asked, item.held) == (asked, held)
    assert [(one.number, one.amount) for one in item.missed] == missed


def test_an_instalment_is_paid_though_the_bank_took_back_what_was_paid_before() -> None:
    """CO-46, CO-24: what came in for the plan pays it; the payment of before is owed besides, and
    asked for when the plan is over.
    """
    before = AllocatedPayment("B", TODAY, 60_00, AGENT.at)
    plan = agreed(replace(INVOICE, allocated=(before,)))
    gone = replace(before, amount=0, recorded_at=AGENT.at + timedelta(days=1))
    own = AllocatedPayment("I-1", TODAY, 80_00, AGENT.at + timedelta(days=2))
    known = replace(in_plan(INVOICE, "P1", AGENT.at), allocated=(gone, own))
    for head, asked in ((known, 160_00), (replace(known, allocated=(before, own)), 160_00)):
        parts = schedule(plan, {"7": head}, MISSED_ONE)
        assert [part.standing for part in parts] == [SETTLED, LATER, LATER]
        assert sum(part.asked for part in parts) == asked
    assert on_day(plan, {"7": known}, MISSED_ONE).state == ACTIVE


@pytest.mark.parametrize(
    ("told", "before", "after", "asked"),
    [
        ((), (60_00,), 70_00, 230_00),
        ((), (60_00,), 40_00, 240_00),
        ((), (60_00, 0), 60_00, 240_00),
        ((), (60_00, 0, 20_00), 30_00, 270_00),
        ((Payment("B", TODAY, 60_00),), (), 60_00, 240_00),
    ],
)
def test_what_a_payment_of_before_gives_anew_pays_no_instalment(
    told: tuple[Payment, ...], before: tuple[int, ...], after: int, asked: int
) -> None:
    """CO-45, CO-46: whoever spreads it otherwise, or records what billing told, pays the plan with
    what comes on top alone.
    """
    payment = CustomerPayment(1001, "B", TODAY, "USD", 90_00, AGENT.at)

    def spread_so(head: Invoice, amount: int, days: int) -> Invoice:
        given = (Allocation(7, amount),) if amount else ()
        at = AGENT.at + timedelta(days=days)
        return next(iter(spread(replace(payment, allocations=given), [head], at)), head)

    head = replace(INVOICE, payments=told)
    for amount in before:
        head = spread_so(head, amount, -1)
    plan = agreed(head)
    parts = schedule(plan, {"7": spread_so(head, after, 2)}, TODAY)
    assert sum(part.asked for part in parts) == asked


def test_a_payment_that_is_there_as_a_plan_is_agreed_is_of_before_whatever_its_clock() -> None:
    """CO-45: whoever records it at the same time has another clock, a moment ahead."""
    paid = AllocatedPayment("B", TODAY, 60_00, AGENT.at + timedelta(milliseconds=5))
    head = replace(INVOICE, allocated=(paid,))
    assert sum(part.asked for part in schedule(agreed(head), {"7": head}, TODAY)) == 240_00


def test_a_charge_beside_a_plan_is_asked_for_when_the_rest_is() -> None:
    """CO-46, CO-39: what is missed is of the invoice itself, since payments pay that first."""
    fee = Charge("1-fee", FEE, 5_00, date(2026, 12, 6), 1)
    known = replace(in_plan(INVOICE, "P1", AGENT.at), reminder_charges=(fee,))
    later = date(2026, 12, 20)
    invoice = as_missed(agreed(breaks=False), {"7": known}, later)["7"]
    item = asked_of(invoice, later)
    assert (item.asked, item.held, item.charges_asked) == (100_00, 205_00, 0)


def test_what_breaks_makes_all_due_and_is_named_by_what_was_missed() -> None:
    """CO-46: with its number, day and amount; a new plan forgets it."""
    plan = agreed()
    assert on_day(plan, {"7": INVOICE}, MISSED_ONE).state == BROKEN
    missed = missed_in(plan, schedule(plan, {"7": INVOICE}, MISSED_ONE))
    item = asked_of(in_none(INVOICE, missed), MISSED_ONE)
    assert (item.asked, item.held) == (300_00, 0)
    named = (item.missed[0].number, item.missed[0].due.isoformat(), item.missed[0].amount)
    assert named == (1, "2026-11-30", 100_00)
    assert item.words.endswith("; instalment 1 was missed")
    assert in_plan(in_none(INVOICE, missed), "P2", AGENT.at).missed == ()


@pytest.mark.parametrize(
    ("value_date", "looked", "changes", "state"),
    [
        (date(2026, 12, 4), date(2026, 12, 9), {}, ACTIVE),
        (date(2026, 12, 6), date(2026, 12, 9), {}, BROKEN),
        (date(2026, 12, 4), date(2026, 12, 9), {"plan_id": "P2"}, BROKEN),
        (date(2026, 12, 4), date(2026, 12, 9), {"open_dispute_id": "D"}, BROKEN),
        (date(2026, 12, 4), date(2026, 12, 9), {"promises": (promised(200_00),)}, BROKEN),
        (date(2026, 12, 4), date(2026, 12, 21), {}, BROKEN),
    ],
)
def test_a_payment_that_was_recorded_late_mends_a_plan_that_it_was_in_time_for(
    value_date: date, looked: date, changes: dict[str, Any], state: str
) -> None:
    """CO-46, CO-24: by its value date, for some days, while nothing else was begun."""
    broken = on_day(agreed(), {"7": INVOICE}, MISSED_ONE)
    assert (broken.state, broken.ended_on) == (BROKEN, MISSED_ONE)
    assert on_day(broken, {"7": INVOICE}, date(2026, 12, 7)).state == BROKEN
    known = replace(INVOICE, payments=(Payment("p", value_date, 100_00),), **changes)
    mended = on_day(broken, {"7": known}, looked)
    assert mended.state == state
    is_over = looked == date(2026, 12, 21)
    assert (looked_at_on(mended, looked) is None) == is_over


def test_what_is_missed_is_asked_of_the_first_invoices_first() -> None:
    """CO-46: no invoice is asked for more than is owed and undisputed on it."""
    other = replace(INVOICE, invoice_number=8, total=60_00, charges=60_00)
    heads = {"8": other, "7": INVOICE}
    parts = evenly(360_00, 3, TODAY)
    plan = agree(1001, [other, INVOICE], parts, 5, breaks=False, today=TODAY, context=AGENT)
    told = as_missed(plan, heads, MISSED_ONE)
    assert [(one.not_due, len(one.missed)) for one in told.values()] == [(0, 1), (240_00, 1)]


def paid(amount: int) -> Invoice:
    return replace(INVOICE, payments=(Payment("p", TODAY, amount),))


def test_a_plan_begins_within_a_year() -> None:
    """CU-18: nobody keeps reminders away for ever by a first instalment that never comes."""
    parts = evenly(300_00, 3, date(2027, 12, 2))
    with pytest.raises(InvalidInput, match="within a year"):
        agree(1001, [INVOICE], parts, 5, breaks=True, today=TODAY, context=AGENT)


def test_equal_instalments_fall_on_the_same_day_of_each_month() -> None:
    """CU-18: or on its last; what does not divide is paid with the first."""
    assert evenly(100, 3, date(2027, 12, 31)) == (
        Instalment(date(2027, 12, 31), 34),
        Instalment(date(2028, 1, 31), 33),
        Instalment(date(2028, 2, 29), 33),
    )


def test_what_is_disputed_or_in_a_plan_enters_none() -> None:
    """CU-18, CO-45: the refusal names the dispute, or the plan, and no plan is offered over it."""
    taken = (replace(INVOICE, open_dispute_id="D1"), replace(INVOICE, plan_id="P0"))
    assert can_be_planned(INVOICE)
    assert not any(map(can_be_planned, taken))
    with pytest.raises(DisputeOpen) as refused:
        agreed(replace(INVOICE, open_dispute_id="D1"))
    assert (refused.value.rule, refused.value.extras["disputeID"]) == ("CO-45", "D1")
    with pytest.raises(AlreadyDone):
        agreed(replace(INVOICE, plan_id="P0"))


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ([(TODAY, 200_00), (TODAY, 100_00)], InvalidInput),
        ([(date(2026, 11, 29), 300_00)], InvalidInput),
        ([(TODAY, 299_99)], InvalidAmount),
        ([(TODAY, 300_00), (date(2026, 12, 1), 0)], InvalidAmount),
    ],
)
def test_instalments_come_to_what_is_owed_on_days_to_come(
    parts: list[tuple[date, int]], error: type[Exception]
) -> None:
    """CU-18."""
    told = [Instalment(*one) for one in parts]
    with pytest.raises(error):
        agree(1001, [INVOICE], told, 5, breaks=True, today=TODAY, context=AGENT)


def test_a_credit_shrinks_the_last_instalments_first() -> None:
    """CO-45: and what is in dispute is held of the last ones, while the rest goes on."""
    credited = replace(INVOICE, credited={"1": 120_00})
    assert [part.agreed - part.credited for part in parts_of(credited)] == [100_00, 80_00, 0]
    assert parts_of(credited)[2].standing == SETTLED
    disputed = replace(INVOICE, open_dispute_id="D1", disputed={"1": 120_00})
    assert [part.asked for part in parts_of(disputed)] == [100_00, 80_00, 0]
    assert parts_of(disputed)[2].standing == HELD


@pytest.mark.parametrize(
    ("amount", "today", "breaks", "state"),
    [
        (0, date(2026, 12, 5), True, ACTIVE),
        (0, date(2026, 12, 6), True, BROKEN),
        (99_99, date(2026, 12, 6), True, BROKEN),
        (100_00, date(2026, 12, 6), True, ACTIVE),
        (0, date(2027, 3, 1), False, ACTIVE),
        (300_00, date(2026, 12, 6), True, PAID),
    ],
)
def test_a_missed_instalment_breaks_the_plan_after_grace(
    amount: int, today: date, breaks: bool, state: str
) -> None:
    """CO-46: as configured; all of the rest is due then, and no earlier."""
    plan, heads = agreed(breaks=breaks), {"7": paid(amount)}
    after = on_day(plan, heads, today)
    assert after.state == state
    assert (after.look_on is None) == (state != ACTIVE)
    assert after.look_on is None or after.look_on > today
    asked = asked_by(after, schedule(after, heads, today), today)
    assert asked == 300_00 - amount if state != ACTIVE else asked <= 300_00 - amount


OTHER = replace(INVOICE, invoice_number=8)
HAPPENED = st.tuples(*[st.integers(0, 400_00)] * 3, st.integers(100_00, 400_00))
"""What comes in on an invoice, is credited and disputed, and what it is billed by then."""


@given(HAPPENED, HAPPENED, st.dates(TODAY, date(2027, 6, 1)))
def test_the_parts_add_up_whatever_happens(
    on_one: tuple[int, ...], on_other: tuple[int, ...], today: date
) -> None:
    """CO-45, X-06: agreed = credited + paid + held + asked of each, none below zero, and all that
    is asked is what is owed on each invoice less what is in dispute: what came in for one, or was
    credited on it, beyond what it owed, pays nothing of another.
    """
    parts = evenly(600_00, 3, TODAY)
    plan = agree(1001, [INVOICE, OTHER], parts, 5, breaks=True, today=TODAY, context=AGENT)
    heads = {
        str(one.invoice_number): replace(
            one,
            payments=(Payment("p", TODAY, came),),
            credited={"1": credit},
            disputed={"1": disputed},
            total=total,
        )
        for one, (came, credit, disputed, total) in ((INVOICE, on_one), (OTHER, on_other))
    }
    asked = 0
    for part in (stand := schedule(plan, heads, today)):
        assert min(part.credited, part.paid, part.held, part.asked) >= 0
        asked += part.asked
    in_plan = [
        max(0, min(one.balance, 300_00 - one.paid - one.credited_total)) for one in heads.values()
    ]
    wanted = [
        owed - min(one.disputed_total, owed)
        for owed, one in zip(in_plan, heads.values(), strict=True)
    ]
    assert asked == sum(wanted)
    assert all(part.asked for part in stand if part.standing == MISSED)
