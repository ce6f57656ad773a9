"""Whom a round of approval asks, in which order, and for how long (CU-14, CU-15)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.approvals import answers, rounds
from chalicelib.domain.approvals.approval_chain import (
    LONGEST_WAIT,
    MAX_HOURS,
    Chain,
    Level,
    chain_for,
)
from chalicelib.domain.invoices.lines import LineEdit
from chalicelib.domain.people.person import LimitHolders
from chalicelib.errors import AlreadyDecided, CannotDelegate, NotAsked, OwnApproval
from tests.domain.rounds_story import ABE, ADA, ANN, CHAIN, MAX, MONDAY, PEOPLE, Story


def test_nobody_approves_what_they_asked_for() -> None:
    """CU-14: neither in the page nor in the chain, in which they are not even asked."""
    story = Story().ask_for("abe", 1000_00).asked()
    assert story.names == ["Ann"]
    with pytest.raises(OwnApproval):
        story.answered("abe")
    with pytest.raises(OwnApproval):
        story.change("abe", 1, LineEdit(status="approved"))


def test_who_asked_before_is_not_asked_when_another_asks_again() -> None:
    """CU-14: what one asked for above the own limit stays another's to give, also with a higher
    limit later.
    """
    story = (
        Story()
        .ask_for("abe", 1000_00)
        .change("ada", 1, LineEdit(status="open"))
        .lower("abe", 5000_00)
    )
    assert story.ask_for("ada", 1000_00).asked().names == ["Ann"]
    story.change("ada", 1, LineEdit(credit=999_99)).ask_for("ada", 600_01, line=2).asked()
    assert story.names == ["Ann"], "nor for another line or amount above the limit of then"
    with pytest.raises(CannotDelegate, match="cannot be passed back"):
        answers.delegate(
            story.case, story.round.number, 1, story.people["abe"], None, story.context("ann")
        )
    story.ask_for("ada", 600_00, line=2).asked()
    assert story.names == ["Abe", "Ann"], "what the limit of then allows is another matter"


def test_splitting_over_lines_does_not_help() -> None:
    """CU-14: the limit counts all credits of the invoice, so the second half is above it as the
    whole was.
    """
    story = Story().change("ann", 1, LineEdit(credit=400_00, status="approved"))
    assert story.status_of(1) == "approved"
    story.change("ann", 2, LineEdit(credit=400_00, status="approved"))
    assert story.status_of(2) == "pendingApproval"
    assert story.round.total == 800_00


def test_who_is_not_asked_cannot_answer() -> None:
    """CU-15: the answer names who is."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(NotAsked, match="Abe or Ann"):
        story.answered("max")
    story.answered("ann")
    with pytest.raises(AlreadyDecided, match="Ann has answered"):
        answers.answer(story.case, 1, 1, "approve", None, story.context("abe"))


def test_silence_moves_the_round_on_and_the_last_one_expires_it() -> None:
    """CU-15: eight business hours a level; at the end the line comes back with the reason."""
    story = Story().ask_for("ada", 1000_00).asked()
    assert story.step.due_at == MONDAY + timedelta(hours=8)
    assert story.round.check_at == story.case.dispute.due_at == story.step.due_at
    for expected in (["Max"], ["Fay"]):
        story.now = story.step.due_at
        story.asked()
        assert story.names == expected
    story.now = story.step.due_at
    story.asked()
    line = story.case.dispute.work.line(1)
    assert (story.round.status, line.status, line.refused_by) == ("expired", "open", "Redress")
    assert (story.round.ended_by, story.round.reason) == (None, "Nobody answered in time.")
    assert [step.status for step in story.round.steps] == ["timedOut"] * 3


def test_no_level_takes_longer_than_four_weeks() -> None:
    """CU-15: counted from when it was first asked, however many hours it has and however often it
    is passed on.
    """
    slow = Chain("slow", "Slow", (Level("Approver", "approver", answer_within_hours=MAX_HOURS),))
    story = Story(slow).ask_for("ada", 1000_00).asked()
    first = story.step.due_at
    assert first == MONDAY + LONGEST_WAIT
    story.now += timedelta(days=20)
    story.become(answers.delegate(story.case, 1, 1, MAX, None, story.context("ann")), "ann")
    assert story.step.due_at == first


def test_a_chain_may_ask_its_last_level_again() -> None:
    """CU-15: three times more, and not for ever."""
    story = (
        Story(Chain("c", "Patient", (Level("Manager", "manager"),), when_silent="askAgain"))
        .ask_for("ada", 1000_00)
        .asked()
    )
    for _ in range(3):
        story.now = story.step.due_at
        assert story.asked().names == ["Max"]
    story.now = story.step.due_at
    assert story.asked().round.status == "expired"


def test_asking_twice_asks_once() -> None:
    """CU-15: a second start of the workflow is harmless."""
    story = Story().ask_for("ada", 1000_00).asked()
    again = rounds.ask(story.case, story.context("system"))
    assert again == story.case


def test_levels_that_have_nobody_are_passed_over() -> None:
    """CU-15: and where no level has anybody the requester is told at once."""
    story = Story(people=(ADA, MAX)).ask_for("ada", 1000_00).asked()
    assert [step.status for step in story.round.steps] == ["skipped", "asked", "planned"]
    alone = Story(people=(ADA,)).ask_for("ada", 1000_00).asked()
    assert (alone.round.status, alone.round.reason) == (
        "expired",
        "The chain has nobody who could be asked.",
    )


def test_people_who_may_not_see_the_customer_are_not_asked() -> None:
    """CU-15, RV-03."""
    blind = replace(ANN, limit_to=("1002",))
    assert Story(people=(ADA, blind, ABE, MAX)).ask_for("ada", 1000_00).asked().names == ["Abe"]


def test_without_a_configured_chain_all_limits_are_asked_the_lowest_first() -> None:
    """CU-15: rising limits."""
    holders = LimitHolders(PEOPLE)
    chain = chain_for((), holders, "USD")
    assert [level.people for level in chain.levels] == [("ann",), ("abe",), ("max",), ("fay",)]
    assert (
        chain_for((Chain("e", "Euro", (Level("M", "manager"),), ("EUR",)), CHAIN), holders, "USD")
        is CHAIN
    )


def test_the_forecast_ends_with_the_first_who_can_approve() -> None:
    """X-03: before anything is written, everybody who will have to agree is named."""
    story = Story().ask_for("ada", 1000_00)
    told = rounds.forecast(story.case, story.context("ada"))
    assert [[one.name for one in asked] for _, asked in told] == [["Abe", "Ann"], ["Max"]]
