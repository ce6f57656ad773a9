"""What each choice of a payout dispute says, and what an audit finds (PO-19, PO-35, X-02)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.domain.disputes.events import record
from chalicelib.domain.orders import (
    assignment,
    claim,
    closing,
    contact,
    decisions,
    reversal,
    thread,
)
from chalicelib.domain.orders.audit import moved_faults, order_faults, standing_faults
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import choices
from chalicelib.domain.orders.words import WORDS, status_words, told_to
from chalicelib.domain.orders.work import PAID_LESS
from chalicelib.domain.people.person import CUSTOMER
from tests.domain.order_samples import (
    START,
    answered,
    asked,
    context,
    decided,
    kept,
    note,
    order,
    paid,
    raised,
    vendor,
)
from tests.domain.payouts import events_of, fresh_actor, why_not


@pytest.mark.parametrize("who", ["customer", "vendor", "agent", "manager", "finance"])
def test_each_choice_is_what_its_verb_does(who: str) -> None:
    """X-02: in every state, for everybody; nobody is shown what is others' alone."""
    by = context(who, 6)
    said = contact.Said("denies")
    verbs: dict[str, Callable[[OrderCase], object]] = {
        "askVendor": lambda case: contact.ask_vendor(case, vendor(), by),
        "logAttempt": lambda case: contact.log_attempt(case, "call", None, by),
        "answer": lambda case: contact.answer(case, said, by, is_final=True),
        "decide": lambda case: decisions.decide(case, decisions.Findings(), by, note="So."),
        "sign": lambda case: decisions.sign(case, by),
        "reverse": lambda case: reversal.reverse(case, None, "So.", by),
        "reopen": lambda case: closing.reopen(case, by, "So."),
        "accept": lambda case: closing.accept(case, by),
        "confirmReceived": lambda case: contact.confirm_received(case, 1, by),
        "changeClaim": lambda case: claim.change_claim(case, claim.NewClaim(PAID_LESS, 7), by),
        "assign": lambda case: assignment.put_into_hands(case, None, None, by),
        "withdraw": lambda case: claim.withdraw(case, by),
        "message": lambda case: thread.say(case, "Hello.", by, CUSTOMER),
        "note": lambda case: thread.note(case, "So.", by),
        "attach": lambda case: thread.voice(case, by, internally=False),
        "attachNote": lambda case: thread.voice(case, by, internally=True),
    }
    # Each of these is offered only where it changes what plain deciding does, and has its own test.
    ways = {"decideUnreachable", "decideReused", "decideOtherwise"}
    for case in states().values():
        for one in (each for each in choices(case, by) if each.name not in ways):
            assert one.allowed == (why_not(verbs[one.name], case) is None), one
            assert one.allowed or one.reason
    shown = {one.name for one in choices(raised(), by)}
    assert ("decide" in shown) == (who not in ("customer", "vendor"))


def test_neither_side_is_told_what_is_not_meant_for_it() -> None:
    """PO-19, PO-35: no note, no account, no name of the other's people, each word its own."""
    about = order(notes=(note(-48),))
    case = answered(
        raised(PAID_LESS, 150_000, about, contact="+919876543210"),
        "paidPart",
        250_000,
        reason="Screen",
        method="upi",
    )
    case = decided(case, note="Secret thought")
    events = events_of(case)
    told = {side: [one for event in events if (one := told_to(side, event))] for side in WORDS}
    assert [one["type"] for one in told["customer"]] == ["raised", "outcome"]
    assert [one["type"] for one in told["vendor"]] == [
        "vendorAsked",
        "vendorAnswered",
        "vendorOutcome",
    ]
    for said in (str(told["customer"]), str(told["vendor"])):
        assert "Secret" not in said
        assert "+9198" not in said
    assert "paid less" in str(told["vendor"])
    for side in WORDS:
        assert all(status_words(side, one) for one in case.dispute.lifecycle.statuses)


def test_an_audit_finds_what_does_not_hold() -> None:
    """X-05, X-06: money that moved for nothing, more than the value, an outlived reason."""
    fresh = decided(answered(raised(), "notPaid"), "finance")
    dispute, events = record(None, fresh.dispute, fresh.changes, fresh_actor(), START)
    case = replace(fresh, dispute=dispute)
    moved = {case.posted.transfer.transfer_id: case.posted.transfer}
    assert order_faults(dispute, case.order, events, moved) == []
    assert standing_faults(case.standing, case.work.decisions) == []
    assert moved_faults(dispute, {}) != []
    twice = {**moved, "T": replace(case.posted.transfer, transfer_id="T")}
    assert moved_faults(dispute, twice) != []
    less = replace(case.order, value=100)
    assert "The order was paid more than its value." in order_faults(dispute, less, events, moved)
    assert standing_faults(replace(case.standing, against=()), case.work.decisions) != []
    closed = replace(dispute, status="closed")
    assert len(order_faults(closed, case.order, events, moved)) == 2
    assert order_faults(dispute, case.order, events[1:], moved) != []
    for told in ("proved", "paid_out", "fined"):
        strange = replace(case.order, **{told: {**getattr(case.order, told), "strange": 0}})
        assert order_faults(dispute, strange, events, moved) != []


def states() -> dict[str, OrderCase]:
    """A dispute in each state that a choice may depend on."""
    waiting = decided(answered(raised(amount=300_000), "notPaid"))
    high = decided(answered(raised(about=order(500_000)), "notPaid"), "manager")
    return {
        "open": raised(),
        "asked": asked(raised()),
        "answered": answered(raised(amount=100_000), "notPaid"),
        "denied": answered(raised(), "denies"),
        "held": kept(decided(answered(raised(), "denies"))),
        "waiting": waiting,
        "waiting for Finance": high.apply(context("manager", 4)),
        "resolved": paid(),
        "unpaid": decided(answered(raised(), "paidFull", method="upi", reference="312456789012")),
        "closed": closing.accept(
            decided(answered(raised(), "paidFull", method="upi", reference="312456789012")),
            context("customer", 5),
        ),
        "withdrawn": claim.withdraw(raised(), context("customer", 1)),
    }
