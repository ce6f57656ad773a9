"""Fines of a payout dispute, and the terms that they are in."""

from dataclasses import replace
from decimal import Decimal

import pytest

from chalicelib.domain.orders import closing, decisions, reversal
from chalicelib.domain.orders.terms import REFUSE, FineTerms, RepeatRule, Terms
from chalicelib.domain.orders.terms_setting import read_terms, terms_row
from chalicelib.errors import InvalidInput
from tests.domain.order_samples import (
    answered,
    balances,
    context,
    decided,
    kept,
    paid,
    raised,
    wallets,
)


@pytest.mark.parametrize(
    ("value", "percent", "fine"),
    [(100, "2.5", 3), (1, "1", 1), (0, "10", 0), (12_345, "10", 1235), (100, "0", 0)],
)
def test_a_fine_by_percentage_rounds_half_up_and_is_something(
    value: int, percent: str, fine: int
) -> None:
    """PO-30: of the order's value, in minor units of whichever currency, one at least."""
    assert FineTerms(percent=Decimal(percent)).fine_on(value) == fine


def test_a_fine_is_an_amount_or_a_percentage_by_currency() -> None:
    """CK-06: without one for the currency there is none."""
    terms = Terms(fines={"INR": FineTerms(5_000)})
    case = paid(terms=terms)
    assert case.work.decisions[-1].fine.now == 5_000
    assert Terms().fine_on(1000, "JPY") == 0


def test_a_fine_that_the_wallet_cannot_bear_is_split_or_refused() -> None:
    """PO-29: as configured, told beforehand; what is owed shows on how the vendor stands."""
    poor = {"wallets": wallets(vendor=10_000, floor=-20_000)}
    case = replace(answered(raised(), "notPaid"), **poor)
    _, _, effects = decisions.preview(case, decisions.Findings(), context("finance", 3))
    assert (effects.fine.now, effects.fine.owed) == (30_000, 10_000)
    done = decided(case, "finance")
    assert balances(done)["vendor"] == -20_000
    assert done.standing.debt == 10_000
    strict = replace(answered(raised(terms=Terms(past_floor=REFUSE)), "notPaid"), **poor)
    whole = decided(strict, "finance")
    assert whole.work.decisions[-1].fine.is_refused
    assert balances(whole)["vendor"] == 10_000
    assert whole.standing.debt == 0
    assert whole.work.paid == 400_000


def test_the_terms_are_a_setting_that_is_read_as_it_was_kept() -> None:
    """CK-11, PO-20, PO-30: and nothing of it must be set."""
    assert read_terms({}) == Terms()
    assert read_terms(terms_row(Terms())) == Terms()
    told = {
        "counts": "business",
        "answerWithinHours": 4.5,
        "highValue": {"KWD": "12.345"},
        "fines": {"JPY": {"amount": 100}, "INR": {"percent": 2.5}},
        "repeat": {"count": 2, "windowDays": 7, "leadsPercent": 0},
        "holdDays": 3,
    }
    terms = read_terms(told)
    assert terms.high_value == {"KWD": 12_345}
    assert terms.fine_on(1_000, "INR") == 25
    assert terms.is_high(1, "INR")
    assert read_terms(terms_row(terms)) == terms


@pytest.mark.parametrize(
    "told",
    [
        {"attempts": 0},
        {"attempts": 1.5},
        {"attempts": True},
        {"counts": "moon"},
        {"answerWithinHours": 1},
        {"highValue": {"JPY": 1.5}},
        {"highValue": {"XXX": 1}},
        {"highValue": {"INR": -1}},
        {"fines": {"INR": {"percent": 101}}},
        {"fines": {"INR": {"percent": 1, "amount": 1}}},
        {"fines": {"INR": {}}},
        {"repeat": {"count": 0, "windowDays": 7, "leadsPercent": 0}},
        {"holdDays": 0},
    ],
)
def test_terms_that_cannot_be_are_refused_by_name(told: dict) -> None:
    """CK-11: with the place of what is wrong."""
    with pytest.raises(InvalidInput) as refused:
        read_terms(told)
    assert next(iter(told)) in refused.value.extras["errors"][0]["pointer"] or (
        "answerWithinHours" in told
    )


def test_a_dispute_that_is_decided_anew_fines_and_counts_once() -> None:
    """CK-06, PO-33: what is left of the order is no second offence."""
    case = closing.reopen(paid(amount=100_000), context("agent", 4), "More came up.")
    again = kept(decided(case, "finance", 5))
    assert [one.fine.amount for one in again.work.effective] == [40_000, 0]
    assert balances(again)["vendor"] == 60_000
    repeat = Terms(repeat=RepeatRule(count=2))
    twice = closing.reopen(paid(amount=100_000, terms=repeat), context("agent", 4), "More.")
    assert decided(twice, "finance", 5).standing.level_at(context("agent", 6).at) == "active"


def test_what_the_vendor_owes_of_a_fine_goes_with_its_decision() -> None:
    """PO-12, PO-29: what was taken goes back, the rest is not owed any more."""
    case = replace(answered(raised(), "notPaid"), wallets=wallets(vendor=10_000))
    done = kept(decided(case, "finance"))
    assert (done.standing.debt, balances(done)["vendor"]) == (30_000, 0)
    back = reversal.reverse(done, None, "Wrong vendor.", context("manager", 5))
    assert (back.standing.debt, balances(back)["vendor"]) == (0, 10_000)
