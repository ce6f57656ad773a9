"""Rounds that wait for people who cannot answer any more (CU-15)."""

from dataclasses import replace

import pytest

from chalicelib.domain.approvals import answers
from chalicelib.domain.approvals.passing import pass_on
from chalicelib.domain.people.person import Person
from chalicelib.errors import AlreadyDecided, NotAsked
from tests.domain.rounds_story import PEOPLE, Story

UNABLE = [
    {"credit_limit": {}},
    {"credit_limit": {"USD": 0}},
    {"role": "support"},
    {"role": "customer"},
    {"limit_to": ("9",)},
]


def become(story: Story, who: str, **values: object) -> Story:
    story.people[who] = replace(story.people[who], **values)
    return story


def looked_at(story: Story) -> Story:
    story.case = pass_on(story.case, story.context("system"))
    return story


@pytest.mark.parametrize("values", UNABLE, ids=str)
def test_the_next_level_is_asked_where_nobody_who_can_answer_is_left(
    values: dict[str, object],
) -> None:
    """CU-15, RV-03: the limit, the role or the customer lost, of the one person who was asked."""
    people = tuple(one for one in PEOPLE if one.user_id != "abe")
    story = looked_at(become(Story(people=people).ask_for("ada", 1000_00).asked(), "ann", **values))
    assert (story.round.steps[0].status, story.types()[-1]) == ("left", "approvalLeft")
    change = story.case.changes[-1]
    assert change.text == "Ann cannot answer any more. The approval moves on."
    assert (change.after["outcome"], change.after["released"]) == (
        "next",
        [{"userID": "ann", "name": "Ann"}],
    )
    with pytest.raises(AlreadyDecided, match="could answer any more"):
        answers.answer(story.case, 1, 1, "approve", None, replace(story.context("max")))
    assert story.asked().names == ["Max"]


@pytest.mark.parametrize("values", UNABLE, ids=str)
def test_who_still_can_goes_on_being_asked_alone(values: dict[str, object]) -> None:
    """CU-15: the level is not over, and whoever cannot is out of it for good, also with a limit
    again.
    """
    story = looked_at(become(Story().ask_for("ada", 300_00).asked(), "ann", **values))
    assert (story.names, story.step.able, story.step.status) == (["Abe"], ("abe",), "asked")
    assert "outcome" not in story.case.changes[-1].after
    before = PEOPLE[1]
    become(story, "ann", credit_limit=before.credit_limit, role=before.role, limit_to=())
    with pytest.raises(
        AlreadyDecided, match="You could not answer it any more; now it is asked of Abe"
    ):
        story.answered("ann")
    assert looked_at(story).types().count("approvalLeft") == 1
    assert story.answered("abe").round.status == "approved"


def test_others_of_the_level_are_asked_before_the_next_level_is() -> None:
    """CU-15: whoever came into the level since, or stands in by now; by when is counted anew,
    within four weeks.
    """
    story = (
        Story(people=tuple(one for one in PEOPLE if one.user_id != "abe"))
        .ask_for("ada", 300_00)
        .asked()
    )
    story.people["zoe"] = Person("zoe", "zoe@x.test", "Zoe", "approver", {"USD": 700_00})
    looked_at(become(story, "ann", credit_limit={}))
    assert story.names == ["Zoe"]
    assert story.types()[-2:] == ["approvalLeft", "approvalAsked"]
    assert story.step.held_by == ("ann", "zoe")
    assert story.answered("zoe").round.status == "approved"


def test_the_substitute_who_lost_the_limit_leaves_it_to_whoever_came_back() -> None:
    """CU-15: Ann is away and Max stands in; once Max cannot, Ann is asked where she is back."""
    people = tuple(one for one in PEOPLE if one.user_id != "abe")
    story = Story(people=people).away("ann", "max").ask_for("ada", 300_00).asked()
    assert story.names == ["Max"]
    become(story, "ann", absence=None)
    assert looked_at(become(story, "max", credit_limit={})).names == ["Ann"]


def test_a_round_that_nobody_can_answer_ends_and_says_so() -> None:
    """CU-15: the lines are open again with the reason."""
    story = Story().ask_for("ada", 1000_00).asked()
    for who in ("ann", "abe", "max", "fay"):
        become(story, who, credit_limit={})
    looked_at(story).asked()
    assert (story.round.status, story.round.reason, story.status_of(1)) == (
        "expired",
        "Nobody who could answer is left.",
        "open",
    )


def test_a_lowered_limit_still_endorses_and_a_raised_one_approves() -> None:
    """CU-15: neither lets the round move on; what a yes is good for is judged by the
    limit of now.
    """
    story = looked_at(Story().ask_for("ada", 300_00).asked().lower("ann", 100_00))
    assert (story.names, story.types()[-1]) == (["Abe", "Ann"], "approvalAsked")
    raised = looked_at(Story().ask_for("ada", 1000_00).asked().lower("ann", 2000_00))
    assert raised.names == ["Abe", "Ann"]
    assert raised.answered("ann").round.status == "approved"


def test_nobody_without_a_limit_answers_before_that_is_looked_at() -> None:
    """CU-15: neither a yes nor a no counts."""
    story = Story().ask_for("ada", 300_00).asked().lower("ann", 0)
    for decision in answers.DECISIONS:
        with pytest.raises(NotAsked, match="no credit limit any more"):
            story.answered("ann", decision, "No")


def test_what_does_not_wait_is_left_alone() -> None:
    """CU-15: between two levels, after the end, and where all can answer."""
    story = Story().ask_for("ada", 1000_00)
    for _ in range(2):
        case = story.case
        assert pass_on(case, story.context("system")) is case
        story.asked()
    become(looked_at(story), "max", credit_limit={}).answered("ann")
    assert looked_at(story).types()[-1] == "approvalEndorsed"
