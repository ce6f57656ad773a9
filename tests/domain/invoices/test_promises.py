"""Promises to pay: when they are due, what keeps and breaks them, what disputes leave of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.charge import FEE, INTEREST, Charge
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.invoices.promise import (
    BROKEN,
    KEPT,
    OPEN,
    PARTLY_KEPT,
    PROMISE,
    levels_raised,
)
from chalicelib.domain.invoices.promise_verbs import (
    PromiseTerms,
    billed_anew,
    check_day,
    held_by_promise,
    judge_promises,
    withdraw,
)
from chalicelib.domain.invoices.settlement import withdraw as withdraw_dispute
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import (
    Forbidden,
    IllegalMove,
    InvalidAmount,
    InvalidInput,
    RedressError,
    TooMany,
)
from tests.domain.promises import DAY, NOW, billed, giving, paid, promised

OVER = NOW + timedelta(days=20)
ADA = Person("ada", "ada@demo.test", "Ada", "agent")
STRICT = PromiseTerms(tolerance_days=0)


def states(invoice: Invoice) -> list[str]:
    return [promise.status for promise in invoice.promises]


def disputed(invoice: Invoice, amount: int) -> Invoice:
    context = Context(ADA, NOW, lambda: "d")
    return raise_dispute(Claim("Not ours", general=amount), invoice, context).invoice


@pytest.mark.parametrize(
    ("day", "country", "zone", "due", "last_day", "ends_at"),
    [
        # Friday: due that day; Saturday: on Monday; two business days of tolerance.
        ("2026-11-06", None, None, "2026-11-06", "2026-11-10", "2026-11-11T00:00"),
        ("2026-11-07", None, None, "2026-11-09", "2026-11-11", "2026-11-12T00:00"),
        # The end of a month, and of a year with holidays of two countries.
        ("2026-10-31", None, None, "2026-11-02", "2026-11-04", "2026-11-05T00:00"),
        ("2026-12-31", "DE", None, "2026-12-31", "2027-01-05", "2027-01-06T00:00"),
        ("2027-01-01", "DE", None, "2027-01-04", "2027-01-06", "2027-01-07T00:00"),
        ("2027-01-06", "DE-BY", None, "2027-01-07", "2027-01-11", "2027-01-12T00:00"),
        ("2026-07-14", "FR", None, "2026-07-15", "2026-07-17", "2026-07-18T00:00"),
        ("2026-07-14", "DE", None, "2026-07-14", "2026-07-16", "2026-07-17T00:00"),
        # Weeks that begin on Sunday, where Friday is free; the Emirates rest as Europe does.
        ("2026-12-03", "KW", None, "2026-12-03", "2026-12-07", "2026-12-08T00:00"),
        ("2026-12-04", "KW", None, "2026-12-06", "2026-12-08", "2026-12-09T00:00"),
        ("2026-12-04", "AE", None, "2026-12-04", "2026-12-08", "2026-12-09T00:00"),
        ("2027-01-01", "JP", None, "2027-01-04", "2027-01-06", "2027-01-07T00:00"),
        # A leap day.
        ("2028-02-29", None, None, "2028-02-29", "2028-03-02", "2028-03-03T00:00"),
        # The clocks change on the night after the last day, and while it runs.
        ("2026-03-26", None, "Europe/Berlin", "2026-03-26", "2026-03-30", "2026-03-30T22:00"),
        ("2026-10-22", None, "Europe/Berlin", "2026-10-22", "2026-10-26", "2026-10-26T23:00"),
        # Thirteen hours ahead, where the day is over before the company's begins.
        ("2027-01-13", None, "Pacific/Auckland", "2027-01-13", "2027-01-15", "2027-01-15T11:00"),
        ("2026-11-06", None, "America/New_York", "2026-11-06", "2026-11-10", "2026-11-11T05:00"),
    ],
)
def test_a_promise_is_due_on_a_business_day_of_the_customer_s_country(
    day: str, country: str | None, zone: str | None, due: str, last_day: str, ends_at: str
) -> None:
    """CO-22."""
    how = giving(date.fromisoformat(day), NOW, zone=zone, country=country)

    assert (how.due.isoformat(), how.last_day.isoformat()) == (due, last_day)
    assert how.ends_at == datetime.fromisoformat(ends_at).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "today"),
    [(None, "2026-11-02"), ("Pacific/Auckland", "2026-11-03"), ("Pacific/Honolulu", "2026-11-01")],
)
def test_what_is_over_and_what_is_far_is_told_by_the_customer_s_own_day(
    zone: str | None, today: str
) -> None:
    """CO-21."""
    at, first = datetime(2026, 11, 2, 11, 30, tzinfo=UTC), date.fromisoformat(today)
    if zone == "Pacific/Honolulu":
        at -= timedelta(hours=3)
    latest = first + timedelta(days=30)

    for day in (first, latest):
        check_day(giving(day, at, zone=zone))
    for day in (first - timedelta(days=1), latest + timedelta(days=1)):
        with pytest.raises(InvalidInput):
            check_day(giving(day, at, zone=zone))


@pytest.mark.parametrize(
    ("payments", "at", "state", "given"),
    [
        ([], NOW, "open", 0),
        ([(100_00, DAY)], NOW, "kept", 100_00),
        ([(40_00, DAY)], NOW, "open", 40_00),
        ([(40_00, DAY)], OVER, "partlyKept", 40_00),
        ([], OVER, "broken", 0),
        ([(100_00, date(2026, 11, 10))], OVER, "kept", 100_00),
        ([(100_00, date(2026, 11, 11))], OVER, "broken", 0),
        ([(60_00, DAY), (40_00, date(2026, 11, 11))], OVER, "partlyKept", 60_00),
        ([(60_00, date(2026, 11, 3)), (60_00, DAY)], NOW, "kept", 100_00),
    ],
)
def test_a_promise_is_judged_by_value_dates(
    payments: list[tuple[int, date]], at: datetime, state: str, given: int
) -> None:
    """CO-23: kept as soon as it is paid; partly kept and broken only when its last day is over."""
    invoice = promised()
    for place, (amount, day) in enumerate(payments):
        invoice = paid(invoice, amount, day, payment_id=f"P-{place}")
    judged = judge_promises(invoice, at)
    [promise] = judged.promises

    assert (promise.status, promise.given) == (state, given)
    assert judge_promises(judged, at) is judged


def test_a_late_record_keeps_what_was_broken_and_one_that_is_taken_back_breaks_it_again() -> None:
    """CO-23, CO-24: and with it the level that followed."""
    broken = judge_promises(promised(), OVER)
    assert (states(broken), levels_raised(broken.promises)) == (["broken"], 1)

    kept = paid(broken, 100_00, DAY, OVER)
    assert (states(kept), levels_raised(kept.promises)) == (["kept"], 0)
    assert (broken.promises[0].broken_from, kept.promises[0].broken_from) == (None, OVER)

    again = paid(kept, 0, DAY, OVER)
    assert (states(again), levels_raised(again.promises)) == (["broken"], 1)


def test_a_payment_taken_back_before_judgement_leaves_the_promise_open() -> None:
    """CO-23."""
    back = paid(paid(promised(), 100_00, DAY), 0, DAY)

    assert (states(back), back.promises[0].given) == (["open"], 0)


def test_the_oldest_promise_is_served_first_and_what_was_paid_before_keeps_none() -> None:
    """CO-23."""
    before = paid(billed(), 20_00, date(2026, 10, 5), payment_id="early")
    first = judge_promises(promised(30_00, before), OVER)
    second = promised(50_00, first, giving(date(2026, 11, 25), OVER))
    assert states(second) == ["broken", "open"]

    both = paid(second, 45_00, DAY, OVER, "late")
    assert [promise.given for promise in both.promises] == [30_00, 15_00]
    assert states(both) == ["kept", "open"]


def test_a_promise_of_which_the_payment_left_gives_way_to_a_later_one() -> None:
    """CO-21: one is open at most."""
    kept = paid(promised(40_00), 40_00, DAY)
    second = promised(60_00, kept, giving(date(2026, 11, 20)))
    assert states(second) == ["kept", "open"]

    assert states(paid(second, 0, DAY)) == ["replaced", "open"]


@pytest.mark.parametrize(
    ("amount", "of", "how", "refusal"),
    [
        (100_01, billed(), giving(), InvalidAmount),
        (60_01, disputed(billed(), 40_00), giving(), InvalidAmount),
        (None, disputed(billed(), 100_00), giving(), InvalidAmount),
        (None, replace(billed(), status="draft"), giving(), InvalidAmount),
        (50_00, promised(), giving(), IllegalMove),
        (50_00, promised(), giving(source=CUSTOMER, replaces=True), Forbidden),
    ],
)
def test_what_is_more_than_undisputed_and_a_second_open_promise_are_refused(
    amount: int | None, of: Invoice, how: object, refusal: type[RedressError]
) -> None:
    """CO-21."""
    with pytest.raises(refusal) as refused:
        promised(amount, of, how)  # type: ignore[arg-type]
    assert refused.value.rule == "CO-21"


def test_two_clicks_are_one_promise() -> None:
    """CO-27: the same amount and day change nothing, also once part of it was paid."""
    once = promised()

    assert promised(None, once) is once
    assert promised(100_00, once) is once
    part = paid(once, 40_00, DAY)
    assert promised(100_00, part) is part
    assert promised(None, part, giving(source=CUSTOMER)) is part


def test_a_dispute_lowers_the_promise_and_breaks_nothing() -> None:
    """CO-26: it says so, and the promise does not rise again when the dispute ends."""
    context = Context(ADA, NOW, lambda: "d")
    case = raise_dispute(Claim("Not ours", general=40_00), promised(), context)
    [told] = case.changes

    assert told.after["promise"] == {"before": 100, "now": 60, "status": "open"}
    assert "60.00 USD now" in told.text
    assert held_by_promise(case.invoice, case.invoice.promises, DAY) == 60_00
    assert states(judge_promises(paid(case.invoice, 60_00, DAY), OVER)) == ["kept"]
    ended = replace(case.invoice, open_dispute_id=None, disputed={})
    assert ended.promises[0].amount == 60_00
    whole = judge_promises(disputed(promised(), 100_00), OVER)
    assert (states(whole), levels_raised(whole.promises)) == (["replaced"], 0)


def test_a_promise_that_is_lowered_to_what_came_in_is_kept_at_once() -> None:
    """CO-26, CO-23: by a dispute, a bill over less, or a charge that is waived; the event says so.
    It does not rise again when the dispute ends, is open again where the payment is taken back,
    and stands in the way of no other one.
    """
    context = Context(ADA, NOW, lambda: "d")
    came = paid(promised(), 60_00, DAY)
    case = raise_dispute(Claim("Not ours", general=40_00), came, context)
    [told] = case.changes
    assert told.after["promise"] == {"before": 100, "now": 60, "status": "kept"}
    assert "60.00 USD now. All of it came in: the promise is kept." in told.text
    assert (states(case.invoice), case.invoice.promises[0].judged_at) == (["kept"], NOW)
    ended = withdraw_dispute(case, context).invoice
    assert (states(ended), ended.promises[0].amount) == (["kept"], 60_00)
    assert held_by_promise(ended, ended.promises, DAY) == 0
    assert states(judge_promises(ended, OVER)) == ["kept"]
    assert states(promised(None, ended)) == ["kept", "open"]
    assert states(paid(ended, 0, DAY)) == ["open"]
    assert states(judge_promises(paid(ended, 0, DAY), OVER)) == ["broken"]
    less = raise_dispute(Claim("Not ours", general=39_99), came, context)
    assert (states(less.invoice), less.invoice.promises[0].to_come) == (["open"], 1)
    back = withdraw_dispute(less, context).invoice
    assert (states(back), back.promises[0].to_come) == (["open"], 1)
    billed_less = billed_anew(came, replace(came, total=60_00, charges=60_00), NOW)
    assert states(billed_less) == ["kept"]


LATE_IN_TIME, TOO_LATE = date(2026, 11, 9), date(2026, 11, 12)


@pytest.mark.parametrize(
    ("payments", "statuses"),
    [
        ([(100_00, DAY)], [KEPT]),
        ([(60_00, DAY), (40_00, LATE_IN_TIME)], [OPEN, KEPT]),
        ([(99_99, DAY)], [OPEN, PARTLY_KEPT]),
        ([(60_00, DAY), (40_00, TOO_LATE)], [OPEN, PARTLY_KEPT]),
        ([(100_00, TOO_LATE)], [BROKEN]),
        ([(112_40, DAY)], [KEPT]),
    ],
)
def test_a_promise_does_not_want_charges_that_are_forgotten(
    payments: list[tuple[int, date]], statuses: list[str]
) -> None:
    """CO-39, CO-23: whoever pays the invoice itself in time has kept one over its charges too;
    taken back, it is broken, and where they are to be paid in any case it was kept in part.
    """
    charges = tuple(
        Charge(f"1-{kind}", kind, amount, date(2026, 10, 20), 1, ends_with_principal=True)
        for kind, amount in ((FEE, 5_00), (INTEREST, 7_40))
    )
    told = promised(of=replace(billed(), reminder_charges=charges))
    assert told.promises[0].promised == 112_40
    found = []
    for place, (amount, on) in enumerate(payments):
        at = OVER if on == TOO_LATE else NOW
        told = paid(told, amount, on, at, f"P-{place}")
        found.append(told.promises[0].status)
    if found[-1] == OPEN:
        told = judge_promises(told, OVER)
        found.append(told.promises[0].status)
    assert found == statuses
    if statuses == [KEPT]:
        gone = paid(told, 0, DAY, OVER, "P-0")
        assert gone.promises[0].status == BROKEN
        lasting = tuple(replace(one, ends_with_principal=False) for one in charges)
        owed = judge_promises(replace(told, reminder_charges=lasting), OVER)
        assert owed.promises[0].status == (KEPT if payments == [(112_40, DAY)] else PARTLY_KEPT)


def test_a_credit_of_all_that_is_left_keeps_what_was_promised_of_forgotten_charges() -> None:
    """CO-26, CO-39: what of the invoice was undisputed came in, and the rest was never owed."""
    fee = Charge("1-fee", FEE, 5_00, date(2026, 10, 20), 1, ends_with_principal=True)
    told = promised(of=replace(billed(), reminder_charges=(fee,), disputed={"1": 40_00}))
    assert told.promises[0].promised == 65_00
    came = paid(told, 60_00, DAY)
    assert came.promises[0].status == OPEN
    over = judge_promises(came, OVER)
    assert over.promises[0].status == PARTLY_KEPT
    granted = replace(over, disputed={}, credited={"1": 40_00})
    assert judge_promises(granted, OVER).promises[0].status == KEPT


def test_what_is_over_or_lowered_to_nothing_stands_in_the_way_of_no_other_promise() -> None:
    """CO-21, CO-23, CO-26: whether the job was there or not, a broken one is not made good by
    withdrawing or replacing it.
    """
    late = giving(OVER.date(), OVER)
    assert states(promised(None, promised(), late)) == ["broken", "open"]
    with pytest.raises(IllegalMove):
        withdraw(promised(), "They called", OVER)
    settled = paid(promised(), 30_00, DAY)
    lowered_to_paid = replace(disputed(settled, 70_00), open_dispute_id=None, disputed={})
    assert states(promised(None, lowered_to_paid)) == ["kept", "open"]
    nothing_left = replace(disputed(promised(), 100_00), open_dispute_id=None, disputed={})
    anew = promised(None, nothing_left, giving(source=CUSTOMER))
    assert (states(anew), anew.promises[-1].amount) == (["replaced", "open"], 100_00)


def test_levels_follow_what_was_broken_or_given_anew() -> None:
    """CO-25."""
    withdrawn = withdraw(promised(), "The customer called", NOW)
    assert levels_raised(withdrawn.promises) == 0
    anew = promised(50_00, withdrawn)
    assert levels_raised(anew.promises) == 1
    assert levels_raised(paid(anew, 50_00, DAY).promises) == 1
    rest = judge_promises(paid(promised(50_00), 50_00, DAY), OVER)
    assert levels_raised(rest.promises) == 0
    replaced = promised(50_00, promised(), giving(replaces=True))
    assert (states(replaced), levels_raised(replaced.promises)) == (["replaced", "open"], 0)


def test_a_promise_holds_its_part_until_its_last_day_is_over() -> None:
    """CO-21: and no more than is left of it."""
    invoice = promised(60_00)
    day = invoice.promises[0].last_day

    assert held_by_promise(invoice, invoice.promises, day) == 60_00
    assert held_by_promise(invoice, invoice.promises, day + timedelta(days=1)) == 0
    part = paid(invoice, 25_00, DAY)
    assert held_by_promise(part, part.promises, day) == 35_00
    over = judge_promises(invoice, OVER)
    assert held_by_promise(over, over.promises, day) == 0


def test_what_billing_tells_anew_is_judged_too() -> None:
    """CO-23: a charge that is taken off is promised no more."""
    invoice = promised()
    less = billed_anew(invoice, replace(invoice, total=70_00, charges=70_00), NOW)

    assert less.promises[0].amount == 70_00
    assert states(paid(less, 70_00, DAY)) == ["kept"]


def test_nothing_leaves_what_was_withdrawn_or_replaced_and_promises_are_bounded() -> None:
    """CO-21."""
    for verb in {move.verb for move in PROMISE.moves}:
        for status in ("withdrawn", "replaced"):
            with pytest.raises(RedressError):
                PROMISE.after(verb, status)
    with pytest.raises(IllegalMove):
        withdraw(withdraw(promised(), "x", NOW), "x", NOW)
    many = promised()
    for _ in range(49):
        many = promised(50_00 + len(many.promises), many, giving(replaces=True))
    with pytest.raises(TooMany):
        promised(1_00, many, giving(replaces=True))
