"""How often a resolver puts off the date of a follow-up alone, and what comes of it (CO-11)."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.collections import answering, assignment, chases, handing_on, steps
from chalicelib.domain.collections.answering import Given, ItemAnswer, postponements_left
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import Person
from tests.domain.follow_ups import MANAGER, OTHER, RESOLVER, TERMS, Desk, invoice

TWICE = replace(TERMS, max_postponements=2)


def put_off(desk: Desk, name: str, days: int = 7) -> FollowUp:
    """The resolver asks for time, and for nothing else."""
    given = Given({}, due=desk.at.date() + timedelta(days=days))

    def verb(case: FollowUpCase, _: Context) -> FollowUpCase:
        by = desk.context(RESOLVER)
        return answering.answer(case, given, case.follow_up.asked, TWICE, by)

    return desk.do(name, verb)


def test_once_more_waits_for_the_collector_who_starts_the_count_anew() -> None:
    """CO-11: neither a chase nor handing it on does; the event says how often it was put off."""
    desk = Desk(invoice("A"))
    name = desk.open("A").follow_up_id
    assert put_off(desk, name).status == "open"
    desk.later(7)
    desk.do(name, lambda case, context: chases.chase(case, RESOLVER, TWICE, context))
    before = put_off(desk, name)
    assert (before.status, postponements_left(before, TWICE)) == ("open", 0)
    desk.later(7)

    after = put_off(desk, name)

    assert (after.status, after.waiting_for, after.due) == ("answered", "collector", before.due)
    assert (after.wished, after.chase_at) == (desk.at.date() + timedelta(days=7), None)
    assert "put off 2 times already, so it waits for Cora" in desk.events[name][-1].text
    day = desk.at.date() + timedelta(days=3)
    moved = desk.do(name, lambda case, context: steps.move(case, day, TWICE, context))
    assert (moved.postponed, moved.due, moved.wished) == (0, day, None)
    assert (moved.status, moved.waiting_for) == ("open", "resolver")
    assert put_off(desk, name).postponed == 1
    handed = desk.do(
        name,
        lambda case, context: handing_on.hand_on(
            case, OTHER, case.follow_up.asked, TWICE, desk.context(RESOLVER)
        ),
    )
    assert handed.postponed == 1
    put = assignment.Assignment(RESOLVER)
    anew = desk.do(name, lambda case, context: assignment.assign(case, put, TWICE, context))
    assert (anew.postponed, desk.faults()) == (0, [])


def test_who_says_until_when_is_not_silent() -> None:
    """CO-19, CO-11: neither is a manager told of it, nor does chasing stop for good; one who put
    the date off for others does not answer for these.
    """
    desk = Desk(invoice("A"), invoice("B"))
    name = desk.open("A", "B").follow_up_id

    def chased() -> FollowUp:
        desk.later(7)
        people = [OTHER, MANAGER]
        return desk.do(
            name, lambda case, context: chases.chase(case, RESOLVER, TERMS, context, None, people)
        )

    assert [chased().unanswered, chased().unanswered] == [1, 2]
    assert put_off(desk, name).unanswered == 0
    known = chased()
    assert (known.unanswered, known.manager_told, known.chases) == (1, False, 3)
    hands = assignment.Assignment(OTHER, None, ("B",))
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    assert put_off(desk, name).unanswered == 1


def test_time_that_one_of_several_asks_for_waits_for_the_collector_and_the_others_answer() -> None:
    """CO-11, DM-10, CO-09: nobody is chased until it was decided, nor refused."""
    desk = Desk(invoice("A"), invoice("B"))
    name = desk.open("A", "B").follow_up_id
    hands = assignment.Assignment(OTHER, None, ("B",))
    desk.do(name, lambda case, context: assignment.assign(case, hands, TERMS, context))
    far = desk.at.date() + timedelta(days=90)

    def says(who: Person, given: Given) -> FollowUp:
        number = desk.follow_ups[name].asked
        return desk.do(
            name,
            lambda case, _: answering.answer(case, given, number, TERMS, desk.context(who)),
        )

    asked = says(OTHER, Given({}, due=far))
    assert (asked.status, asked.waiting_for, asked.wished) == ("open", "collector", far)
    assert asked.chase_at is None
    assert "which waits for Cora Collector; still asked is invoice A." in desk.events[name][-1].text
    said = says(RESOLVER, Given({"A": ItemAnswer("accept")}))
    assert (said.status, said.waiting_for, said.wished) == ("open", "collector", far)
    moved = desk.do(name, lambda case, context: steps.move(case, far, TERMS, context))
    assert (moved.waiting_for, moved.awaited, moved.wished) == ("resolver", ("rolf",), None)
    assert moved.chase_at is not None
    assert says(OTHER, Given({"B": ItemAnswer("refuse")})).status == "answered"
    assert desk.faults() == []
