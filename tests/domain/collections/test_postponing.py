"""How often a resolver puts off the date of a follow-up alone (CO-11)."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.collections import answering, assignment, chases, handing_on, steps
from chalicelib.domain.collections.answering import Given, postponements_left
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.context import Context
from tests.domain.follow_ups import OTHER, RESOLVER, TERMS, Desk, invoice

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
