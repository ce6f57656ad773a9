"""Who answers an approval in place of who was asked: substitutes, and those whom it is passed on to
(CU-14, CU-15).
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.approvals import answers
from chalicelib.domain.people.person import Person
from chalicelib.errors import AlreadyDecided, CannotDelegate
from tests.domain.rounds_story import ABE, ADA, ANN, MAX, Story


def test_a_substitute_answers_for_who_is_away() -> None:
    """CU-15: with the own limit; nobody is asked twice, and who has no substitute is left out."""
    story = Story().away("ann", "abe").ask_for("ada", 1000_00).asked()
    assert [(one.name, one.instead_of) for one in story.step.asked] in (
        [("Abe", None)],
        [("Abe", "Ann")],
    )
    story = Story().away("ann", None).away("abe", "max").ask_for("ada", 1000_00).asked()
    assert [(one.name, one.instead_of) for one in story.step.asked] == [("Max", "Abe")]
    assert story.answered("max").round.status == "approved"


def test_substitutes_who_stand_in_for_one_another_are_not_followed_for_ever() -> None:
    """CU-15."""
    story = Story().away("ann", "abe").away("abe", "ann").ask_for("ada", 1000_00).asked()
    assert story.round.steps[0].status == "skipped"


def test_a_requester_is_no_substitute() -> None:
    """CU-14."""
    story = Story().away("max", "abe").ask_for("abe", 1000_00).asked().answered("ann").asked()
    assert story.names == ["Fay"]


def test_passing_it_on() -> None:
    """CU-15: to somebody with at least the own limit, who then has the full time."""
    story = Story().ask_for("ada", 1000_00).asked()
    story.now += timedelta(hours=2)
    story.become(answers.delegate(story.case, 1, 1, MAX, "Yours?", story.context("ann")), "ann")
    assert story.names == ["Abe", "Max"]
    assert story.step.due_at > story.now
    with pytest.raises(AlreadyDecided, match="You have passed it on") as refused:
        story.answered("ann")
    assert refused.value.extras["outcome"].status == "delegated"
    assert story.answered("max").round.status == "approved"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (ADA, "asked for this credit"),
        (ANN, "has had this approval"),
        (replace(ABE, user_id="low", credit_limit={"USD": 100_00}), "lower credit limit"),
    ],
)
def test_passing_it_on_never_goes_back_or_down(to: Person, why: str) -> None:
    """CU-15: not to the requester, nobody who had it, and not below the own limit."""
    story = Story().ask_for("ada", 1000_00).asked()
    with pytest.raises(CannotDelegate, match=why):
        answers.delegate(story.case, 1, 1, to, None, story.context("abe"))


def test_it_is_not_passed_on_to_who_is_away() -> None:
    """CU-15: nobody would stand in."""
    story = Story().ask_for("ada", 1000_00).asked().away("max", "fay")
    with pytest.raises(CannotDelegate, match="cannot approve credits of this customer now"):
        answers.delegate(story.case, 1, 1, story.people["max"], None, story.context("ann"))


def test_delegation_goes_in_no_circle() -> None:
    """CU-15: max → fay → max is refused."""
    story = Story().ask_for("ada", 1000_00).asked().answered("ann").asked().lower("fay", 5000_00)
    story.become(
        answers.delegate(story.case, 1, 2, story.people["fay"], None, story.context("max")), "max"
    )
    with pytest.raises(CannotDelegate, match="has had this approval"):
        answers.delegate(story.case, 1, 2, MAX, None, story.context("fay"))
