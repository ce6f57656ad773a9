"""What the run of a day comes to, before that day: as the looks of the job until then say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.collections.dunning.ahead import Foreseen, foresee, is_met, put_off_to
from chalicelib.domain.collections.dunning.parts import MAX_NAMED, Part
from chalicelib.domain.collections.dunning.record import Reminded
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, read_dunning
from chalicelib.domain.collections.dunning.today import Account
from chalicelib.domain.invoices.invoice import Invoice, Payment
from tests.domain.owing import LAST_DAY, NOBODY, NOW, PAYER, TODAY, late, promised

FEES = [{**row, "fee": {"USD": 5}} for row in LEVEL_ROWS]
AUTOMATIC = read_dunning([{"automatic": True}], FEES)
HOURS = WorkHours()


def run_of(day: date, *owed: Invoice, at: datetime = NOW, **values: object) -> Foreseen:
    """What the run of a day comes to for who owes this, by what is known now."""
    terms = values.pop("terms", AUTOMATIC)
    told = {"customer": PAYER, "payments": [], "record": NOBODY} | values
    return foresee(Account(invoices=owed, **told), terms, day, at, HOURS)  # type: ignore[arg-type]


def in_days(count: int) -> date:
    return TODAY + timedelta(days=count)


PROMISED = late(20, promises=(promised(10_000),))
CASES = {
    "CO-38 what is late by then is reminded on that day": ((3, late(-2)), "willBeReminded", []),
    "CO-38 and is not due a day before": ((2, late(-2)), "notDue", []),
    "CO-38 whoever is reminded today is not again soon": ((3, late(5)), "tooSoon", [0]),
    "CO-38 but once its next level comes": ((10, late(5)), "willBeReminded", [0]),
    "CO-22 a promise holds through its last day": ((5, PROMISED), "promised", []),
    "CO-22 and the rest is reminded the day after": ((6, PROMISED), "willBeReminded", []),
}


def test_a_promise_that_runs_out_before_the_day_is_broken_by_then() -> None:
    """CO-25: so its item is reminded at the next level, as the job does that judges it first."""
    over = HOURS.moment_in(PAYER.time_zone, LAST_DAY + timedelta(days=1), time.min)
    whole = late(20, promises=(replace(promised(10_000), ends_at=over),))
    [broken] = run_of(in_days(6), whole).found.items
    assert (broken.level, broken.raised, broken.new.fee) == (2, 1, 500)


@pytest.mark.parametrize(("paid", "raised"), [(0, 1), (4_000, 0), (9_999, 0)])
def test_a_promise_that_nobody_judged_yet_counts_as_what_it_came_to(paid: int, raised: int) -> None:
    """CO-23, CO-25: thousands may run out in one moment, and the run waits for none of them."""
    over = HOURS.moment_in(PAYER.time_zone, TODAY, time.min)
    ended = replace(promised(10_000), ends_at=over, last_day=in_days(-1))
    given = (Payment(1, in_days(-2), paid),) if paid else ()
    [item] = run_of(TODAY, late(20, promises=(ended,), payments=given)).found.items
    assert (item.asked, item.level, item.raised) == (10_000 - paid, 1 + raised, raised)


def test_the_walk_meets_a_customer_at_one_item() -> None:
    """CO-28: the one that was due first, and of those of one day the first by number."""
    owed = [late(9, "B"), late(9, "A10"), late(9, "A9"), late(3, "0"), late(-1, "Z")]
    settled = late(30, "S", payments=(Payment(1, TODAY, 10_000),))
    met = [
        one.invoice_number for one in owed if is_met([*owed, settled], TODAY, one.invoice_number)
    ]
    assert met == ["A10"]
    assert is_met(owed, TODAY)
    assert not is_met([settled, owed[-1]], TODAY)


@pytest.mark.parametrize(
    ("zone", "at", "automatic", "by_post", "later"),
    [
        ("Europe/Berlin", "2026-11-30T04:00", True, False, None),
        ("Europe/Berlin", "2026-11-30T19:00", True, False, ("nextDay", "2026-12-01")),
        ("Europe/Berlin", "2026-11-30T19:00", False, False, ("nextDay", "2026-12-01")),
        ("Europe/Berlin", "2026-11-30T19:00", True, True, None),
        ("Europe/Berlin", "2026-12-04T20:00", True, False, ("nextBusinessDay", "2026-12-07")),
        ("Europe/Berlin", "2026-12-04T20:00", False, False, ("nextDay", "2026-12-05")),
        ("Europe/Berlin", "2026-12-05T10:00", True, True, ("nextBusinessDay", "2026-12-07")),
        ("Pacific/Tongatapu", "2026-11-30T10:00", True, False, ("nextDay", "2026-12-01")),
        ("Pacific/Tongatapu", "2026-11-30T12:00", True, False, None),
        ("Europe/Berlin", "2028-02-28T22:00", True, False, ("nextDay", "2028-02-29")),
        ("Europe/Berlin", "2026-03-28T19:30", False, False, ("nextDay", "2026-03-29")),
    ],
)
def test_what_does_not_leave_today_says_the_day_on_which_it_does(
    zone: str, at: str, automatic: bool, by_post: bool, later: tuple[str, str] | None
) -> None:
    """CO-01, CO-20: by the function that puts off the run, in the customer's zone, over leap day
    and changes of the clock; paper waits for business days alone.
    """
    terms = read_dunning([{"automatic": automatic, "businessDays": True}], FEES)
    account = Account(replace(PAYER, time_zone=zone), [], [], NOBODY, by_post=by_post)
    found = put_off_to(account, terms, datetime.fromisoformat(at + ":00+00:00"), HOURS)
    assert (found and (found.code, found.on.isoformat())) == later


@pytest.mark.parametrize("case", CASES)
def test_the_run_of_a_day_follows_what_goes_before_it(case: str) -> None:
    """CO-28, CO-36: a letter of the days between counts; nothing else does."""
    (ahead, owed), code, earlier = CASES[case]
    seen = run_of(in_days(ahead), owed)
    assert [one.code for one in seen.found.items] == [code]
    assert [day.isoformat() for day in seen.earlier] == [in_days(at).isoformat() for at in earlier]
    assert bool(seen.leaves_at) == (code == "willBeReminded") == bool(seen.letters)
    if seen.leaves_at:
        assert HOURS.day_in(PAYER.time_zone, seen.leaves_at) == in_days(ahead)
        assert AUTOMATIC.is_sending(seen.leaves_at, PAYER.time_zone, HOURS)


def test_of_a_day_without_a_look_it_is_told_how_the_items_stand() -> None:
    """CO-36: where somebody asks for a customer at whom the job looks later."""
    held = run_of(TODAY, late(5, follow_up_id="F"), at=NOW + timedelta(days=5))
    assert [one.code for one in held.found.items] == ["inFollowUp"]
    assert (held.leaves_at, held.looked_at) == (None, NOW + timedelta(days=5))


def test_it_leaves_within_the_hours_of_its_customer_or_on_the_next_day() -> None:
    """CO-01, CO-20, CO-41: at eight, by the clock of the customer; what is due in the evening
    leaves the morning after, is of that day's run, and says so.
    """
    evening = datetime(2026, 11, 30, 20, 30, tzinfo=UTC)
    closed, morning = (run_of(in_days(at), late(5), at=evening) for at in (0, 1))
    assert (closed.leaves_at, closed.letters) == (None, 0)
    [item] = closed.found.items
    words = "will be reminded on 2026-12-01, as the hours of today are over (Reminder, 100.00 USD)"
    assert (item.code, item.words, item.again_on) == ("nextDay", words, in_days(1))
    assert morning.found.items[0].code == "willBeReminded"
    assert morning.leaves_at == datetime(2026, 12, 1, 7, tzinfo=UTC)
    assert morning.earlier == ()


def test_what_letters_charge_and_how_many_go_is_foreseen() -> None:
    """CO-28, CO-39: the fee of today is owed by the next level, and the letters of a run that needs
    several are counted; so they are where nobody is reminded by itself yet.
    """
    seen = run_of(in_days(10), late(5))
    [item] = seen.found.items
    assert (item.level, item.open, item.charges_owed, item.new.fee) == (2, 10_500, 500, 500)
    many = [late(10, f"N{at:03}") for at in range(2 * MAX_NAMED + 1)]
    whole = run_of(TODAY, *many)
    assert (whole.letters, len(whole.found.asked)) == (3, len(many))
    assert sum(one.new.fee for one in whole.found.asked) == 500
    off = run_of(TODAY, late(5), terms=read_dunning([], FEES))
    assert off == run_of(TODAY, late(5))
    assert (off.letters, off.is_begun) == (1, False)


def test_what_goes_on_as_somebody_began_it_is_told_apart() -> None:
    """CO-37: the rest of a run by hand goes in any case, and what comes after it does not."""
    part = Part(1, 2, 1, TODAY, is_by_hand=True).told()
    letter = {"number": 1, "level": 1, "run": part}
    items = [late(5, "A"), late(5, "B")]
    begun = replace(NOBODY, sequence=1, reminded={"A": Reminded(1, TODAY)}, letter=letter)
    seen = run_of(TODAY, *items, record=begun, terms=read_dunning([], FEES))
    assert (seen.letters, seen.is_begun) == (1, True)
    later = run_of(in_days(10), *items, record=begun, terms=read_dunning([], FEES))
    assert (later.letters, later.is_begun, later.earlier) == (1, False, (TODAY,))


def test_levels_without_days_between_them_follow_day_by_day() -> None:
    """CO-36, CO-38: never twice on one, and the job looks again on the next."""
    rows = [{**row, "graceDays": 0, "apartDays": 0} for row in LEVEL_ROWS]
    terms, owed = read_dunning([{"automatic": True}], rows), late(5)
    seen = run_of(in_days(2), owed, terms=terms)
    assert (seen.found.level, seen.earlier) == (3, (TODAY, in_days(1)))
    known = replace(NOBODY, reminded={"A": Reminded(1, TODAY)})
    [item] = run_of(TODAY, owed, terms=terms, record=known).found.items
    assert (item.code, item.again_on) == ("alreadyReminded", in_days(1))


def test_whoever_is_not_reached_is_looked_at_and_gets_nothing() -> None:
    """CO-40: each day anew, with the reason."""
    seen = run_of(LAST_DAY, late(5), customer=replace(PAYER, email=None))
    assert (seen.found.obstacle, seen.leaves_at, seen.earlier) == ("noAddress", None, ())
    last = replace(NOBODY, reminded={"A": Reminded(3, in_days(-1))})
    assert [one.code for one in run_of(in_days(20), late(90), record=last).found.items] == [
        "lastLevel"
    ]


def test_a_run_on_business_days_is_foreseen_on_the_next_one() -> None:
    """CO-01, CO-20: what is late on a Saturday is reminded on Monday, where that is set, and says
    so; whoever chooses it reminds of it at once.
    """
    terms = read_dunning([{"automatic": True, "businessDays": True}], FEES)
    saturday, monday = (run_of(in_days(at), late(-4), terms=terms) for at in (5, 7))
    [item] = saturday.found.items
    words = "will be reminded on 2026-12-07, the next business day (Reminder, 100.00 USD)"
    assert (item.code, item.words, item.asked) == ("nextBusinessDay", words, 10_000)
    assert item.again_on == in_days(7)
    [chosen] = run(saturday.account, terms, in_days(5), chosen={"A"}).items
    assert (chosen.code, chosen.asked) == ("willBeReminded", 10_000)
    assert (saturday.leaves_at, saturday.letters) == (None, 0)
    assert saturday.looked_at == monday.leaves_at == datetime(2026, 12, 7, 7, tzinfo=UTC)
    assert monday.earlier == ()
