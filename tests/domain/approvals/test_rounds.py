"""Rounds of approval: what an answer does, and what ends a round (CU-14, CU-15)."""

from datetime import timedelta

import pytest

from chalicelib.domain.approvals import answers, rounds
from chalicelib.domain.approvals.approval_chain import Chain, Level
from chalicelib.domain.invoices.lines import LineEdit
from chalicelib.domain.invoices.settlement import finalise, withdraw
from chalicelib.errors import AboveCreditLimit, AlreadyDecided, InvalidInput, NotAsked, NotYet
from tests.domain.rounds_story import MONDAY, Story


def test_a_chain_of_three_levels_ends_with_the_first_sufficient_limit() -> None:
    """CU-15: the approver's yes endorses, the manager's approves, and finance is never asked."""
    story = Story().ask_for("ada", 1000_00).asked()
    assert story.names == ["Abe", "Ann"]
    story.answered("ann", comment="Looks right")
    assert story.round.steps[0].status == "endorsed"
    assert story.status_of(1) == "pendingApproval"
    story.asked()
    assert story.names == ["Max"]
    story.answered("max")
    assert (story.round.status, story.status_of(1), story.case.dispute.status) == (
        "approved",
        "approved",
        "open",
    )
    assert story.case.dispute.work.line(1).decided_by == "Max"
    assert story.case.relied_on_limit
    assert [step.status for step in story.round.steps] == ["endorsed", "approved", "planned"]


def test_one_round_covers_all_pending_lines() -> None:
    """CU-15: a second pending line sets the first round aside and both are asked for anew; the
    limit counts both (CU-14).
    """
    story = Story().ask_for("ada", 400_00).asked()
    assert story.step.able == ("ann", "abe")
    story.ask_for("ada", 400_00, line=2)
    assert story.round.number == 2
    assert (story.round.amount, story.round.total) == (800_00, 800_00)
    assert story.types()[-2:] == ["approvalVoided", "approvalStarted"]
    story.asked().answered("ann")
    assert story.round.steps[0].status == "endorsed", (
        "neither 400 nor 400, but 800 is above her limit"
    )


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (LineEdit(credit=900_00), "open"),
        (LineEdit(disputed=1500_00), "open"),
        (LineEdit(status="withdrawn"), "withdrawn"),
        (LineEdit(status="open"), "open"),
    ],
)
def test_a_change_of_what_is_asked_for_ends_the_round(edit: LineEdit, left: str) -> None:
    """CU-15: the answer to another amount is void."""
    story = Story().ask_for("ada", 1000_00).asked().change("ada", 1, edit)
    assert (story.round.status, story.status_of(1)) == ("void", left)
    with pytest.raises(AlreadyDecided) as refused:
        answers.answer(story.case, 1, 1, "approve", None, story.context("max"))
    assert refused.value.extras["outcome"].status == "void"


def test_ended_rounds_are_remembered_as_they_ended() -> None:
    """CU-15: who ended which, when and why, with its own amount; the ten latest, so that a dispute
    stays small.
    """
    story = Story().ask_for("ada", 1000_00).asked().answered("ann", "reject", "Too much")
    rejected_at = story.now
    story.now += timedelta(hours=1)
    story.ask_for("ada", 900_00).asked()
    story.become(answers.recall(story.case, 2, story.context("ada")), "ada")
    story.ask_for("ada", 400_00).asked().answered("ann")
    story.change("max", 1, LineEdit(status="open")).ask_for("ada", 800_00)
    work = story.case.dispute.work
    assert [
        (one.number, one.status, one.amount, one.ended_by, one.reason)
        for one in work.earlier_rounds
    ] == [
        (1, "rejected", 1000_00, "Ann", "Too much"),
        (2, "recalled", 900_00, "Ada", None),
        (3, "approved", 400_00, "Ann", None),
    ]
    with pytest.raises(AlreadyDecided, match="refused by Ann: Too much") as refused:
        story.become(answers.answer(story.case, 1, 1, "approve", None, story.context("abe")), "abe")
    assert refused.value.extras["outcome"].at == rejected_at
    for credit in range(1, 13):
        story.ask_for("ada", 800_00 + credit)
    assert [one.number for one in story.case.dispute.work.earlier_rounds] == list(range(6, 16))
    with pytest.raises(AlreadyDecided, match="long over") as refused:
        answers.recall(story.case, 1, story.context("ada"))
    assert refused.value.extras["outcome"].status == "over"


def test_a_direct_approval_ends_the_round() -> None:
    """CU-15: a sufficient limit need not wait to be asked."""
    story = Story().ask_for("ada", 1000_00).asked().change("max", 1, LineEdit(status="approved"))
    assert (story.round.status, story.status_of(1)) == ("void", "approved")
    assert (story.round.ended_by, "approved" in story.round.reason) == ("Max", True)


def test_a_withdrawn_dispute_ends_its_round() -> None:
    """CU-15, CU-16: nothing is asked about a dispute that has ended."""
    story = Story().ask_for("ada", 1000_00).asked()
    story.become(withdraw(story.case, story.context("ada")), "ada")
    assert story.round.status == "void"


def test_an_edit_of_another_line_leaves_the_round_alone() -> None:
    """CU-15: only what is pending counts."""
    story = Story().ask_for("ada", 1000_00).asked().change("ada", 2, LineEdit(disputed=100_00))
    assert (story.round.number, story.round.status) == (1, "asking")


def test_rejecting_needs_a_reason_and_gives_the_lines_back_with_it() -> None:
    """CU-15: the line says why, until it is asked for again."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(InvalidInput, match="Say why"):
        story.answered("ann", "reject")
    story.answered("ann", "reject", "The usage is proven")
    line = story.case.dispute.work.line(1)
    assert (story.round.status, line.status, line.refusal, line.refused_by) == (
        "rejected",
        "open",
        "The usage is proven",
        "Ann",
    )
    assert story.case.dispute.waiting_for == "agent"
    with pytest.raises(NotYet, match="approved or withdrawn"):
        finalise(story.case, story.context("ada"))
    assert story.ask_for("ada", 900_00).case.dispute.work.line(1).refusal is None


def test_a_limit_that_was_lowered_in_flight_approves_nothing() -> None:
    """CU-14: the limit of the moment counts; the person may still endorse."""
    story = Story().ask_for("ada", 1000_00).asked().answered("ann").asked().lower("max", 900_00)
    with pytest.raises(AboveCreditLimit, match=r"your credit limit is 900\.00"):
        story.answered("max")
    story.answered("max", "endorse")
    assert story.round.steps[1].status == "endorsed"


def test_a_level_may_be_good_for_less_than_its_people() -> None:
    """CU-15: with a limit of its own the level's yes only endorses above that."""
    low = Level("Manager", "manager", limit={"USD": 100_00})
    story = (
        Story(Chain("c", "Capped", (low, Level("Finance", "finance"))))
        .ask_for("ada", 1000_00)
        .asked()
    )
    assert story.answered("max").round.steps[0].status == "endorsed"


def test_the_requester_takes_it_back() -> None:
    """CU-15: and nobody else."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(NotAsked, match="Only who asked"):
        answers.recall(story.case, 1, story.context("max"))
    story.become(answers.recall(story.case, 1, story.context("ada")), "ada")
    assert (story.round.status, story.status_of(1), story.case.dispute.work.line(1).refusal) == (
        "recalled",
        "open",
        None,
    )


def test_a_round_that_stands_still_is_taken_up_again() -> None:
    """CU-15: with the next attempt of its workflow; one that waits for somebody is left alone."""
    story = Story().ask_for("ada", 1000_00)
    again = rounds.resume(story.case, story.context("system"))
    assert again.dispute.work.round.attempt == 2
    story.asked()
    assert rounds.resume(story.case, story.context("system")) == story.case


def test_the_approver_s_time_is_charged_in_business_hours() -> None:
    """X-04: Monday from nine to Tuesday at ten are nine business hours, whatever the night."""
    story = Story().ask_for("ada", 1000_00).asked()
    story.now = MONDAY + timedelta(days=1, hours=1)
    story.answered("ann", "reject", "No")
    assert story.case.dispute.spent["approver"] == 9 * 3600
    assert story.case.dispute.waiting_since == story.now
