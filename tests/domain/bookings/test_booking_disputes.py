"""What the sides of a booking and support do with their dispute (IG-01…IG-11, X-04, X-06)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.domain.base.business_hours import STANDARD
from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.bookings import fund_requests, settlement, thread
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR
from chalicelib.domain.bookings.case import BookingCase
from chalicelib.domain.bookings.work import MAX_PENDING
from chalicelib.domain.disputes.amounts import Amounts
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import SHARED
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import (
    AlreadyDecided,
    AlreadyDone,
    AmountTooLarge,
    CurrencyMismatch,
    DisputeEnded,
    DisputeOpen,
    Forbidden,
    IllegalMove,
    InsufficientFunds,
    InvalidAmount,
    NotDisputable,
    NotFound,
    NotYet,
    RedressError,
    TooMany,
)
from tests.domain.booking_samples import AGGREGATOR_PARTY, booking, context, wallets


def raised(who: str = OPERATOR) -> BookingCase:
    return settlement.raise_dispute(
        "The passenger never came.", booking(), AGGREGATOR_PARTY, context(who)
    )


def asked(case: BookingCase, who: str = OPERATOR, amount: int = 500) -> tuple[BookingCase, str]:
    case = fund_requests.request_funds(case, amount, "No-show fee", context(who, 60))
    return case, case.decided[-1].request_id


@pytest.mark.parametrize(("who", "other"), [(OPERATOR, AGGREGATOR), (AGGREGATOR, OPERATOR)])
def test_either_side_raises_and_the_other_has_to_move(who: str, other: str) -> None:
    """IG-01, IG-03, X-04: both read it, and it takes the booking's one place."""
    case = raised(who)
    assert (case.dispute.status, case.dispute.waiting_for, case.work.raised_by_side) == (
        "open",
        other,
        who,
    )
    assert (case.booking.open_dispute_id, case.booking.ended_dispute_ids) == (
        case.dispute.dispute_id,
        [],
    )
    assert case.changes[0].audience == SHARED


@pytest.mark.parametrize("who", ["support", "agent", "stranger", "namesake", "customer"])
def test_who_has_no_part_in_the_booking_raises_nothing(who: str) -> None:
    """IG-01: an operator with the aggregator's name or number is another party."""
    with pytest.raises(Forbidden):
        raised(who)


def test_an_aggregator_that_settles_by_invoice_cannot_be_disputed() -> None:
    """IG-02: the refusal names it and says why."""
    with pytest.raises(NotDisputable) as refused:
        settlement.raise_dispute(
            "Why not", booking(), replace(AGGREGATOR_PARTY, settlement="invoice"), context(OPERATOR)
        )
    assert refused.value.rule == "IG-02"
    assert "Rides United settles by invoice" in refused.value.detail


def test_one_open_dispute_a_booking() -> None:
    """IG-11: the refusal names the one that is open."""
    case = raised()
    with pytest.raises(DisputeOpen) as refused:
        settlement.raise_dispute("Again", case.booking, AGGREGATOR_PARTY, context(AGGREGATOR))
    assert refused.value.extras["disputeID"] == case.dispute.dispute_id


def test_approval_moves_exactly_what_was_asked_for_and_settles_nothing() -> None:
    """IG-05, IG-06, IG-07, IG-10."""
    case, request_id = asked(raised())
    assert case.dispute.waiting_for == AGGREGATOR
    operator, aggregator = wallets()
    paid = fund_requests.approve(case, request_id, aggregator, operator, context(AGGREGATOR, 90))
    assert paid.posted
    assert [wallet.balance for wallet in paid.posted.wallets] == [500, 1500]
    moved = paid.posted.transfer
    assert (moved.booking_id, moved.dispute_id, moved.request_id) == (
        77,
        case.dispute.dispute_id,
        request_id,
    )
    assert paid.decided[-1].transfer_id == moved.transfer_id
    assert (paid.dispute.status, paid.dispute.waiting_for) == ("open", OPERATOR)
    assert paid.dispute.amounts == Amounts(500, open=0, credited=500, withdrawn=0, declined=0)


def test_what_cannot_be_paid_stays_pending() -> None:
    """IG-11: too little balance, another currency."""
    case, request_id = asked(raised())
    operator, aggregator = wallets(aggregator=499)
    with pytest.raises(InsufficientFunds):
        fund_requests.approve(case, request_id, aggregator, operator, context(AGGREGATOR))
    with pytest.raises(CurrencyMismatch):
        fund_requests.approve(
            case, request_id, replace(aggregator, currency="EUR"), operator, context(AGGREGATOR)
        )
    with pytest.raises(CurrencyMismatch):
        fund_requests.approve(
            case,
            request_id,
            *(replace(one, currency="EUR") for one in (aggregator, operator)),
            context(AGGREGATOR),
        )
    assert case.work.find(request_id)


def test_a_rejection_ends_the_request_and_leaves_room_for_another() -> None:
    """IG-09: the reason is optional, and told."""
    case, request_id = asked(raised())
    rejected = fund_requests.reject(
        case, request_id, "He waited five minutes only.", context(AGGREGATOR)
    )
    assert (rejected.decided[-1].status, rejected.decided[-1].answer) == (
        "rejected",
        "He waited five minutes only.",
    )
    assert "He waited five minutes only." in rejected.changes[-1].text
    assert rejected.dispute.is_open
    again, second = asked(rejected, amount=200)
    plain = fund_requests.reject(again, second, None, context(AGGREGATOR))
    assert plain.dispute.amounts == Amounts(700, open=0, credited=0, withdrawn=0, declined=700)


def test_who_asked_may_take_it_back_and_nobody_answers_oneself() -> None:
    """IG-05, IG-09: one's own request is cancelled, the other's approved or rejected."""
    case, request_id = asked(raised())
    operator, aggregator = wallets()
    for answer in (
        lambda: fund_requests.approve(case, request_id, operator, aggregator, context(OPERATOR)),
        lambda: reject_own(case, request_id),
    ):
        with pytest.raises(Forbidden):
            answer()
    with pytest.raises(Forbidden):
        fund_requests.cancel(case, request_id, context(AGGREGATOR))
    cancelled = fund_requests.cancel(case, request_id, context(OPERATOR))
    assert cancelled.dispute.amounts == Amounts(500, open=0, credited=0, withdrawn=500, declined=0)
    with pytest.raises(NotFound):
        fund_requests.cancel(cancelled, request_id, context(OPERATOR))
    with pytest.raises(AlreadyDecided) as refused:
        fund_requests.refuse_decided(cancelled, cancelled.decided[-1])
    assert refused.value.extras["outcome"] == {"status": "cancelled", "by": None, "amount": 5}


def reject_own(case: BookingCase, request_id: str) -> BookingCase:
    return fund_requests.reject(case, request_id, None, context(OPERATOR))


@pytest.mark.parametrize("who", ["support", "agent", "stranger"])
def test_nobody_else_moves_money(who: str) -> None:
    """IG-06: not even support."""
    case, request_id = asked(raised())
    operator, aggregator = wallets()
    attempts: list[Callable[[Context], object]] = [
        lambda by: fund_requests.request_funds(case, 1, None, by),
        lambda by: fund_requests.approve(case, request_id, aggregator, operator, by),
        lambda by: fund_requests.reject(case, request_id, None, by),
        lambda by: fund_requests.cancel(case, request_id, by),
        lambda by: settlement.resolve(case, by),
        lambda by: settlement.withdraw(case, by, None),
    ]
    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt(context(who))


def test_several_wait_at_most_twenty_and_the_oldest_says_whose_move_it_is() -> None:
    """IG-07, IG-11, X-04."""
    case = raised()
    assert MAX_PENDING == 20
    for place in range(MAX_PENDING):
        case, _ = asked(case, AGGREGATOR if place else OPERATOR, amount=place + 1)
    assert case.dispute.waiting_for == AGGREGATOR
    with pytest.raises(TooMany):
        asked(case)
    case = fund_requests.cancel(case, case.work.pending[0].request_id, context(OPERATOR))
    assert case.dispute.waiting_for == OPERATOR
    assert case.dispute.amounts.open == sum(range(2, MAX_PENDING + 1))
    with pytest.raises(InvalidAmount):
        asked(case, amount=0)


def test_what_is_asked_for_in_one_dispute_has_no_more_digits_than_the_product_keeps() -> None:
    """IG-05, X-06: with what has ended, since the dispute tells their sum."""
    case, request_id = asked(raised(), amount=MAX_MINOR_UNITS)
    case = fund_requests.cancel(case, request_id, context(OPERATOR))
    with pytest.raises(AmountTooLarge) as refused:
        asked(case, amount=1)
    assert refused.value.rule == "IG-05"


@pytest.mark.parametrize(
    "verb",
    [settlement.resolve, lambda case, by: settlement.withdraw(case, by, "Settled by phone.")],
)
def test_ending_is_the_raisers_and_cancels_what_is_pending(
    verb: Callable[[BookingCase, Context], BookingCase],
) -> None:
    """IG-07: in the same step; the booking is free again, and nothing more happens to
    the dispute.
    """
    case, _ = asked(raised(AGGREGATOR))
    case, _ = asked(case, AGGREGATOR, 300)
    with pytest.raises(Forbidden) as refused:
        verb(case, context(OPERATOR))
    assert refused.value.extras["unblockedBy"] == ["Rides United"]
    ended = verb(case, context(AGGREGATOR))
    assert (ended.dispute.is_open, ended.booking.open_dispute_id, ended.work.pending) == (
        False,
        None,
        (),
    )
    assert ended.booking.ended_dispute_ids == [ended.dispute.dispute_id]
    assert ended.dispute.amounts == Amounts(800, open=0, credited=0, withdrawn=800, declined=0)
    assert [one.status for one in ended.decided[-2:]] == ["cancelled", "cancelled"]
    attempts = (
        lambda: asked(ended),
        lambda: thread.say(ended, "Hello", context(OPERATOR)),
        lambda: thread.escalate(ended, "Help", context(OPERATOR)),
        lambda: verb(ended, context(AGGREGATOR)),
    )
    for attempt in attempts:
        with pytest.raises(RedressError) as late:
            attempt()
        assert isinstance(late.value, DisputeEnded | IllegalMove)


def test_why_it_is_withdrawn_stands_in_the_thread() -> None:
    """IG-07: where the raiser says so; and support is asked no more of a dispute that has ended."""
    case = thread.escalate(raised(), "They do not answer.", context(AGGREGATOR))
    ended = settlement.withdraw(case, context(OPERATOR), "Settled by phone.")
    assert ended.changes[-1].text == "City Cabs withdrew the dispute: Settled by phone."
    assert ended.work.escalation is None
    assert (
        settlement.withdraw(case, context(OPERATOR), None).changes[-1].text
        == "City Cabs withdrew the dispute."
    )


def test_a_resolved_dispute_is_reopened_for_a_reason_by_who_resolved_it() -> None:
    """IG-02, IG-07, IG-11: unless another is open, or the aggregator does not pay by wallet, by
    then; a withdrawn one stays so.
    """
    case = settlement.resolve(raised(), context(OPERATOR, 3600))
    with pytest.raises(Forbidden):
        settlement.reopen(case, context(AGGREGATOR), "Not yet")
    opened = settlement.reopen(case, context(OPERATOR, 7200), "The money never came.")
    assert (opened.dispute.status, opened.dispute.closed_at, opened.dispute.waiting_for) == (
        "open",
        None,
        AGGREGATOR,
    )
    assert opened.dispute.spent == {AGGREGATOR: 3600}
    assert opened.booking.open_dispute_id == case.dispute.dispute_id
    with pytest.raises(DisputeOpen):
        settlement.reopen(
            replace(case, booking=replace(case.booking, open_dispute_id="other")),
            context(OPERATOR),
            "Again",
        )
    with pytest.raises(NotDisputable):
        settlement.reopen(
            replace(case, aggregator=replace(AGGREGATOR_PARTY, settlement="invoice")),
            context(OPERATOR),
            "Again",
        )
    with pytest.raises(RedressError):
        settlement.reopen(
            settlement.withdraw(raised(), context(OPERATOR), None), context(OPERATOR), "Again"
        )


def test_support_steps_in_when_asked_and_hands_back() -> None:
    """IG-08, X-04: it speaks in the thread while it is asked; the issue is stated there."""
    case = raised()
    with pytest.raises(NotYet):
        thread.say(case, "Can I help?", context("support"))
    case = thread.escalate(case, "They do not answer.", context(AGGREGATOR, 60))
    assert case.work.escalation
    assert (case.work.escalation.issue, case.dispute.waiting_for) == (
        "They do not answer.",
        "support",
    )
    with pytest.raises(AlreadyDone):
        thread.escalate(case, "Once more", context(OPERATOR))
    case = thread.say(case, "We look into it.", context("support", 120))
    assert (case.changes[-1].after, case.dispute.waiting_for) == ({"side": "support"}, "support")
    with pytest.raises(Forbidden):
        thread.hand_back(case, None, context(OPERATOR))
    case = thread.hand_back(case, "The fee is due.", context("support", 180))
    assert (case.work.escalation, case.dispute.waiting_for) == (None, AGGREGATOR)
    with pytest.raises(NotYet):
        thread.hand_back(case, None, context("support"))


WALLETS = wallets()
TURNS: list[tuple[int, str, Callable[[BookingCase, Context], BookingCase], str | None]] = [
    (10, AGGREGATOR, lambda case, by: thread.say(case, "Where was he?", by), OPERATOR),
    (20, OPERATOR, lambda case, by: thread.say(case, "At the gate.", by), AGGREGATOR),
    (30, OPERATOR, lambda case, by: fund_requests.request_funds(case, 500, None, by), AGGREGATOR),
    (40, AGGREGATOR, lambda case, by: thread.say(case, "Let me look.", by), AGGREGATOR),
    (
        50,
        AGGREGATOR,
        lambda case, by: fund_requests.reject(case, case.work.pending[0].request_id, None, by),
        OPERATOR,
    ),
    (60, OPERATOR, lambda case, by: fund_requests.request_funds(case, 400, None, by), AGGREGATOR),
    (70, AGGREGATOR, lambda case, by: fund_requests.request_funds(case, 100, None, by), AGGREGATOR),
    (
        80,
        AGGREGATOR,
        lambda case, by: fund_requests.approve(
            case, case.work.pending[0].request_id, WALLETS[1], WALLETS[0], by
        ),
        OPERATOR,
    ),
    (
        90,
        AGGREGATOR,
        lambda case, by: fund_requests.cancel(case, case.work.pending[0].request_id, by),
        OPERATOR,
    ),
    (100, OPERATOR, lambda case, by: thread.escalate(case, "Too slow.", by), "support"),
    (110, AGGREGATOR, lambda case, by: fund_requests.request_funds(case, 100, None, by), "support"),
    (120, "support", lambda case, by: thread.say(case, "One moment.", by), "support"),
    (130, "support", lambda case, by: thread.note(case, "Both honest.", by), "support"),
    (140, "support", lambda case, by: thread.hand_back(case, None, by), OPERATOR),
    (
        150,
        OPERATOR,
        lambda case, by: fund_requests.reject(case, case.work.pending[0].request_id, None, by),
        AGGREGATOR,
    ),
    (160, OPERATOR, settlement.resolve, None),
    (460, OPERATOR, lambda case, by: settlement.reopen(case, by, "Not paid."), AGGREGATOR),
    (470, AGGREGATOR, lambda case, by: thread.escalate(case, "Paid long ago.", by), "support"),
    (480, OPERATOR, lambda case, by: settlement.withdraw(case, by, None), None),
]
"""Minute of the first day of work, who, what, and whose move it is then."""


def test_it_is_somebody_s_move_after_each_step_and_the_time_is_charged_to_whom_it_waited_for() -> (
    None
):
    """X-04: the operator raised it at nine; nobody is charged while it is settled, nor by a note
    that nobody else reads.
    """
    case = raised()
    spent = {AGGREGATOR: 0, OPERATOR: 0, "support": 0}
    before, waited_for = 0, case.dispute.waiting_for
    for minute, who, verb, then in TURNS:
        case = verb(replace(case, posted=None), context(who, minute * 60))
        if waited_for:
            spent[waited_for] += (minute - before) * 60
        before, waited_for = minute, then
        assert case.dispute.waiting_for == then, minute
        assert spent | case.dispute.spent_until(context(who, minute * 60).at, STANDARD) == spent, (
            minute
        )
    assert spent == {AGGREGATOR: 80 * 60, OPERATOR: 50 * 60, "support": 50 * 60}


def test_messages_are_counted_for_those_who_have_not_read_them() -> None:
    """IG-04: for both sides and the staff; notes of support for the staff alone."""
    case = thread.say(raised(), "Where were you?", context(OPERATOR))
    case = thread.say(case, "Hello?", context(OPERATOR))
    case = thread.say(case, "At the gate.", context(AGGREGATOR))
    case = thread.note(case, "Both look honest.", context("support"))
    unread = {who: case.dispute.unread(who) for who in (OPERATOR, AGGREGATOR, STAFF)}
    assert unread == {OPERATOR: 1, AGGREGATOR: 0, STAFF: 0}
    assert (case.changes[-1].audience, case.changes[-2].audience) == (STAFF, SHARED)
    assert case.dispute.waiting_for == OPERATOR
    with pytest.raises(Forbidden):
        thread.note(case, "Psst", context(OPERATOR))
