"""What the audit finds of follow-ups that were changed behind their events (X-05)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.collections import answering, assignment, chases, handing_on, steps
from chalicelib.domain.collections.answering import Given, ItemAnswer
from chalicelib.domain.collections.assignment import Assignment
from chalicelib.domain.collections.opening import join
from tests.domain.follow_ups import OTHER, RESOLVER, TERMS, Desk, invoice


@pytest.fixture
def desk() -> Desk:
    """A follow-up after every step that moves its date or its hands."""
    made = Desk(invoice("A"), invoice("B"))
    name = made.open("A", "B").follow_up_id
    far = made.at.date() + timedelta(days=200)
    for verb in (
        lambda case, context: assignment.assign(
            case, Assignment(OTHER, "See B", ("B",)), TERMS, context
        ),
        lambda case, context: chases.chase(case, RESOLVER, TERMS, context),
        lambda case, _: handing_on.hand_on(case, OTHER, 1, TERMS, made.context(RESOLVER)),
        lambda case, _: answering.answer(
            case, Given({"A": ItemAnswer("accept")}, due=far), 2, TERMS, made.context(OTHER)
        ),
        lambda case, context: assignment.assign(case, Assignment(None, "Else"), TERMS, context),
        lambda case, context: steps.move(case, date(2027, 1, 29), TERMS, context),
    ):
        if made.follow_ups[name].status == "answered":
            made.do(name, lambda case, context: chases.chase(case, OTHER, TERMS, context))
        made.do(name, verb)
    assert made.faults() == []
    return made


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"due": date(2027, 1, 30)}, "It is due on 2027-01-30"),
        ({"resolver": "Mallory"}, "Its resolver or comment"),
        ({"comment": "Pay at once"}, "Its resolver or comment"),
        ({"resolver_id": "mallory"}, "is another person than was asked"),
        ({"unconfirmed": 9}, "No mail of event 9"),
    ],
)
def test_a_change_that_no_event_tells_of_is_a_fault(
    desk: Desk, changed: dict[str, Any], said: str
) -> None:
    """X-05, DM-08, DM-10."""
    [(name, known)] = desk.follow_ups.items()
    desk.follow_ups[name] = replace(known, **changed)
    [fault] = desk.faults()
    assert said in fault


def test_a_resolver_of_one_item_is_as_was_told(desk: Desk) -> None:
    """X-05, DM-10."""
    [(name, known)] = desk.follow_ups.items()
    first = replace(known.items[0], resolver_id="mallory", resolver="Mallory")
    desk.follow_ups[name] = replace(known, items=(first, *known.items[1:]))
    [fault] = desk.faults()
    assert fault.startswith("The resolver of invoice A")


def test_what_comes_back_has_no_resolver_of_its_own_and_a_comment_names_none() -> None:
    """X-05, DM-10: a comment on one item broke the audit off, and an item that left and joined
    again was held to be in the hands of before.
    """
    made = Desk(invoice("A"), invoice("B"))
    name = made.open("A", "B").follow_up_id
    for wanted in (Assignment(OTHER, None, ("B",)), Assignment(None, "Only B", ("B",))):
        made.do(
            name,
            lambda case, context, wanted=wanted: assignment.assign(case, wanted, TERMS, context),  # type: ignore[misc]
        )
    made.do(name, lambda case, context: steps.drop(case, "B", context))
    made.do(name, lambda case, context: join(case, made.wanted("B"), False, context))
    assert made.follow_ups[name].find("B").resolver is None
    assert made.faults() == []
