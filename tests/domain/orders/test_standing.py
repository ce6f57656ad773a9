"""How a vendor stands: levels, reasons, ends, objections, and the repeat rule."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.disputes.journal import Hand, enter, is_told
from chalicelib.domain.orders import reversal
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.standing import (
    Standing,
    answer_objection,
    lift,
    object_to,
    set_by_hand,
)
from chalicelib.domain.orders.terms import RepeatRule, Terms
from chalicelib.errors import AlreadyDone, Forbidden, InvalidInput, NotFound, NotYet
from tests.domain.order_samples import START, answered, context, decided, kept, order, raised

FRESH = Standing("V-1", "INR")


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def against(standing: Standing, number: int, hours: float, terms: Terms | None = None) -> OrderCase:
    """A dispute on another order of the vendor, decided against it by Finance."""
    about = order(order_id=f"CK-{number}")
    case = answered(raised(about=about, hours=hours - 3, terms=terms), "notPaid", hours=hours - 1)
    return kept(decided(replace(case, standing=standing), "finance", hours))


def three(hours: tuple[float, ...] = (10, 20, 30)) -> list[OrderCase]:
    """Three decisions against the vendor, one after the other."""
    found, standing = [], FRESH
    for number, hour in enumerate(hours):
        found.append(against(standing, number, hour))
        standing = found[-1].standing
    return found


def test_the_worst_reason_that_holds_is_how_a_vendor_stands() -> None:
    """PO-32: a hold forbids new leads, and ends by time without anybody's doing."""
    by = context("manager", 0)
    held = set_by_hand(FRESH, "reduced", "Slow", None, by, max_leads=7)
    held = set_by_hand(held, "hold", "Too slow", at(24), by)
    assert held.level_at(at(1)) == "hold"
    assert held.max_leads_at(at(1), 40) == 0
    assert held.level_at(at(24)) == "reduced"
    assert held.max_leads_at(at(24), 40) == 7
    assert held.max_leads_at(at(24), 5) == 5
    assert held.next_end(at(1)) == at(24)
    assert FRESH.level_at(at(0)) == "active"
    assert held.version == 2


def test_deactivating_is_for_good_and_a_managers() -> None:
    """PO-32: it has no end; an agent cannot, nor the vendor."""
    for who in ("agent", "vendor", "finance"):
        with pytest.raises(Forbidden):
            set_by_hand(FRESH, "deactivated", "Fraud", None, context(who))
    with pytest.raises(InvalidInput):
        set_by_hand(FRESH, "deactivated", "Fraud", at(1), context("manager"))
    for level, until, leads in (
        ("active", None, None),
        ("reduced", None, None),
        ("hold", at(0), None),
    ):
        with pytest.raises(InvalidInput):
            set_by_hand(FRESH, level, "Why", until, context("manager"), leads)
    gone = set_by_hand(FRESH, "deactivated", "Fraud", None, context("manager"))
    assert gone.level_at(at(10**5)) == "deactivated"
    assert gone.max_leads_at(at(1), 40) == 0


def test_a_reason_is_lifted_once() -> None:
    """PO-32: with why; one that has ended by itself is not."""
    held = set_by_hand(FRESH, "hold", "Slow", at(10), context("manager"))
    reason_id = held.reasons[0].reason_id
    freed = lift(held, reason_id, "It answered.", context("manager", 1))
    assert freed.level_at(at(1)) == "active"
    assert freed.reasons[0].lifted_why == "It answered."
    for known, hours in ((freed, 2), (held, 11)):
        with pytest.raises(AlreadyDone):
            lift(known, reason_id, "Again", context("manager", hours))
    with pytest.raises(NotFound):
        lift(held, "R-0", "Why", context("manager", 1))


def test_a_vendor_objects_and_a_manager_answers() -> None:
    """PO-32, PO-35: granted, the reason is lifted; upheld, it goes on; each vendor for itself."""
    held = set_by_hand(FRESH, "hold", "Slow", None, context("manager"))
    reason_id = held.reasons[0].reason_id
    for who in ("stranger", "customer", "agent"):
        with pytest.raises(Forbidden):
            object_to(held, reason_id, "Not so", context(who, 1))
    with pytest.raises(NotYet):
        answer_objection(held, reason_id, "granted", "Right", context("manager", 1))
    said = object_to(held, reason_id, "Not so", context("vendor", 1))
    with pytest.raises(AlreadyDone):
        object_to(said, reason_id, "Not so", context("vendor", 1))
    with pytest.raises(InvalidInput):
        answer_objection(said, reason_id, "perhaps", "Hm", context("manager", 2))
    upheld = answer_objection(said, reason_id, "upheld", "It is", context("manager", 2))
    assert upheld.level_at(at(2)) == "hold"
    granted = answer_objection(said, reason_id, "granted", "Right", context("manager", 2))
    assert granted.level_at(at(2)) == "active"
    again = object_to(upheld, reason_id, "Look again", context("vendor", 3))
    assert again.reasons[0].objection.outcome is None


def test_three_decisions_against_a_vendor_reduce_its_leads_once() -> None:
    """CK-13, PO-33, PO-34: the third does, the fourth does not again."""
    cases = three()
    assert [one.standing.level_at(at(31)) for one in cases] == ["active", "active", "reduced"]
    assert cases[-1].standing.max_leads_at(at(31), 40) == 20
    fourth = against(cases[-1].standing, 4, 40)
    reduced = [one for one in fourth.standing.reasons if one.level == "reduced"]
    assert len(reduced) == 1
    assert fourth.standing.max_leads_at(at(41), 40) == 20


def test_two_decisions_of_the_same_second_reduce_once() -> None:
    """PO-34: the second rests on how the vendor stands after the first."""
    cases = three((10, 20, 20))
    fourth = against(cases[-1].standing, 4, 20)
    assert [one.level for one in fourth.standing.reasons].count("reduced") == 1


def test_the_limit_ends_when_the_window_has_passed() -> None:
    """PO-33: by the time of the decisions, without anybody's doing."""
    standing = three()[-1].standing
    ends = at(10) + timedelta(days=30)
    assert standing.level_at(ends - timedelta(seconds=1)) == "reduced"
    assert standing.level_at(ends) == "active"
    later = three((10, 20, 10 + 24 * 30))[-1].standing
    assert later.level_at(at(11 + 24 * 30)) == "active"


def test_a_reversed_decision_lifts_a_limit_that_no_longer_holds() -> None:
    """PO-12, PO-33: with an event for the vendor."""
    cases = three()
    standing = cases[-1].standing
    first = replace(cases[0], standing=standing, wallets=cases[-1].wallets)
    back = reversal.reverse(first, None, "Wrong vendor.", context("manager", 50))
    assert back.standing.level_at(at(50)) == "active"
    assert len(back.standing.against) == 2
    assert [one.type for one in back.changes if one.audience == "vendor"][-1] == "standingChanged"
    fourth = against(standing, 4, 40)
    stays = reversal.reverse(
        replace(first, standing=fourth.standing), None, "Wrong vendor.", context("manager", 50)
    )
    assert stays.standing.level_at(at(50)) == "reduced"


def test_the_repeat_rule_is_a_setting() -> None:
    """CK-13: how many, within how long, to what part of the leads."""
    terms = Terms(repeat=RepeatRule(count=1, window_days=1, leads_percent=25))
    case = against(FRESH, 1, 10, terms)
    assert case.standing.max_leads_at(at(11), 40) == 10
    assert case.standing.level_at(at(10 + 24)) == "active"


def test_the_vendor_is_told_why_in_words_and_of_its_own_cases() -> None:
    """PO-35."""
    case = decided(answered(raised(), "denies"))
    (reason,) = case.standing.holding(at(4))
    assert case.dispute.dispute_id in reason.text
    assert str(case.work.order_id) in reason.text


def test_the_version_rises_with_each_change_and_tells_the_webhook() -> None:
    """PO-36: what a change told, a later look has or exceeds; without a change it stays."""
    case = decided(answered(raised(), "denies"))
    told = next(one for one in case.changes if one.type == "standingChanged")
    assert told.after["version"] == case.standing.version == 1
    paid = decided(answered(raised(), "paidFull", method="upi", reference="312456789012"))
    assert paid.standing.version == 0


def test_how_a_vendor_stands_has_a_journal() -> None:
    """X-05."""
    hand = Hand("max", "Max", START)
    held = set_by_hand(FRESH, "hold", "Slow", None, context("manager"))
    first, entry = enter(None, held, hand)
    freed = lift(first, held.reasons[0].reason_id, "Fine", context("manager", 1))
    then, later = enter(first, freed, hand)
    assert is_told(then, [entry, later])


def test_reasons_that_were_lifted_are_kept_fifty_deep() -> None:
    """PO-32: and none that holds is ever dropped."""
    standing = set_by_hand(FRESH, "hold", "The first", None, context("manager"))
    for number in range(60):
        standing = set_by_hand(standing, "hold", f"No {number}", None, context("manager"))
        last = standing.reasons[-1].reason_id
        standing = lift(standing, last, "Over", context("manager", 1))
    assert len(standing.reasons) == 51
    assert standing.reasons[0].text == "The first"
