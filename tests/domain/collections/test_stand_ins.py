"""Who is asked and told in the place of a resolver: substitutes and managers, each with an absence
of their own (CO-17, CO-19, CO-20).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.collections import chases
from chalicelib.domain.collections.chasing import Chain, ChaseTerms
from chalicelib.domain.people.person import Absence, Person
from chalicelib.domain.people.stand_ins import (
    StandIns,
    check_manager,
    reached_from,
    stand_in_faults,
)
from chalicelib.errors import InvalidInput
from tests.domain.follow_ups import HOURS, RESOLVER, TERMS, Desk, invoice

TODAY = date(2026, 11, 30)
FRIDAY = datetime(2026, 12, 4, 19, tzinfo=UTC)


def away(substitute: str | None = None, start: date = TODAY) -> Absence:
    return Absence(start, date(2026, 12, 9), substitute)


def person(user_id: str, **values: Any) -> Person:
    return Person(user_id, f"{user_id}@demo.test", user_id.title(), "resolver", **values)


@pytest.mark.parametrize(
    ("resolver", "others", "to", "why"),
    [
        ({}, {}, ("rita", "resolver"), ""),
        ({"absence": away("sub", date(2026, 12, 1))}, {}, ("rita", "resolver"), ""),
        ({"absence": away("sub")}, {}, ("sub", "substitute"), "Rita Resolver is away until"),
        ({"absence": away("sub")}, {"sub": away("deep")}, ("deep", "substitute"), "Sub is away"),
        ({"absence": away("sub")}, {"sub": away()}, ("max", "manager"), "Sub is away until"),
        ({"absence": away("sub")}, {"sub": away("rita")}, ("max", "manager"), "Sub is away"),
        ({"absence": away("sub")}, {"sub": False}, ("max", "manager"), "Sub may not see this"),
        ({"absence": away("sub")}, {"sub": "2002"}, ("max", "manager"), "Sub may not see this"),
        ({"absence": away(), "manager_id": "own"}, {}, ("own", "manager"), "is away until"),
        ({"absence": away(), "manager_id": "own"}, {"own": away("sub")}, ("sub", "manager"), "Own"),
        ({"absence": away(), "manager_id": "own"}, {"own": away()}, ("boss", "manager"), "Own"),
        (
            {"absence": away(), "manager_id": "own"},
            {"own": False, "boss": False},
            ("max", "manager"),
            "Boss may not see this",
        ),
        ({"absence": away()}, {"max": away("rita")}, ("rita", "resolver"), "nobody stands in"),
    ],
)
def test_somebody_who_is_there_is_chased_and_the_event_says_why(
    resolver: dict[str, Any], others: Mapping[str, Any], to: tuple[str, str], why: str
) -> None:
    """CO-17, CO-19: over substitutes who are away themselves, to the nearest manager."""
    made = Desk(invoice("A"))
    name = made.open("A").follow_up_id
    people = [person("sub"), person("deep"), person("own", manager_id="boss"), person("boss")]
    known = [_become(one, others.get(one.user_id)) for one in (*people, person("max"))]
    asked = replace(RESOLVER, **resolver)

    made.do(name, lambda case, context: chases.chase(case, asked, TERMS, context, others=known))

    [event] = made.events[name][1:]
    assert (event.after["toID"], event.after["to"]) == to
    assert why in event.after.get("why", "")
    assert event.text.count("chased") == 1


@pytest.mark.parametrize(
    ("manager", "company", "told"),
    [
        ("own", "max", "own"),
        (None, "max", "max"),
        ("rita", "max", "max"),
        ("round", "max", "max"),
        (None, "rita", None),
        ("gone", None, None),
    ],
)
def test_the_manager_of_a_silent_resolver_is_the_nearest_one_other_than_that_one(
    manager: str | None, company: str | None, told: str | None
) -> None:
    """CO-19: a circle ends, and where nobody can be told the event says so, and a later one is."""
    made = Desk(invoice("A"))
    name = made.open("A").follow_up_id
    known = [person("own"), person("max"), person("round", manager_id="rita", absence=away())]
    asked = replace(RESOLVER, manager_id=manager)
    terms = replace(TERMS, before_manager=1, manager_id=company)

    made.do(name, lambda case, context: chases.chase(case, asked, terms, context, others=known))

    events = made.events[name][1:]
    assert [one.after["toID"] for one in events if one.type == "managerTold"] == [told] * bool(told)
    assert ("no manager" in events[0].text) == (told is None)
    assert made.follow_ups[name].manager_told == (told is not None)
    made.do(name, lambda case, context: chases.chase(case, RESOLVER, TERMS, context, others=known))
    made.do(name, lambda case, context: chases.chase(case, RESOLVER, TERMS, context, others=known))
    assert [one.type for one in made.events[name]].count("managerTold") == 1


def test_who_is_away_on_the_day_on_which_the_mail_leaves_counts() -> None:
    """CO-17, CO-20: chased by hand on Friday evening, it leaves on Monday, when she is away."""
    made = Desk(invoice("A"))
    name = made.open("A").follow_up_id
    made.at = FRIDAY
    asked = replace(RESOLVER, absence=away("sub", date(2026, 12, 7)))
    made.do(
        name,
        lambda case, context: chases.chase(case, asked, TERMS, context, others=[person("sub")]),
    )
    event = made.events[name][-1]
    assert (event.after["toID"], event.after["leavesAt"]) == ("sub", "2026-12-07T07:00:00+00:00")


@pytest.mark.parametrize(
    ("zone", "due", "at"),
    [
        # Berlin's company has Christmas off, whatever is worked where the resolver is.
        ("Asia/Tokyo", "2026-12-25", "2026-12-27T23:00"),
        ("America/New_York", "2026-12-25", "2026-12-28T13:00"),
        # The clocks go on in New York on the 14th of March, in Berlin two weeks later.
        ("America/New_York", "2027-03-12", "2027-03-12T13:00"),
        ("America/New_York", "2027-03-15", "2027-03-15T12:00"),
        ("Europe/Berlin", "2027-03-15", "2027-03-15T07:00"),
        (None, "2027-03-28", "2027-03-30T06:00"),
        # And back, in Berlin a week before.
        ("Europe/Berlin", "2027-11-01", "2027-11-01T07:00"),
        ("America/New_York", "2027-11-01", "2027-11-01T12:00"),
        ("America/New_York", "2027-11-08", "2027-11-08T13:00"),
        ("Pacific/Auckland", "2027-09-27", "2027-09-26T19:00"),
    ],
)
def test_a_resolver_is_chased_by_the_own_clock_on_business_days_of_the_company(
    zone: str | None, due: str, at: str
) -> None:
    """CO-18, CO-20: over both changes of the clock, there and here."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert ChaseTerms().chase_at(date.fromisoformat(due), HOURS, zone) == moment
    assert ChaseTerms().next_moment(moment, HOURS, zone) == moment


@pytest.mark.parametrize(
    ("zone", "now", "then"),
    [
        ("America/New_York", "2026-12-04T22:59", "2026-12-04T22:59"),
        ("America/New_York", "2026-12-04T23:00", "2026-12-07T13:00"),
        ("Asia/Tokyo", "2026-12-04T09:00", "2026-12-06T23:00"),
        (None, "2026-12-04T17:00", "2026-12-07T07:00"),
    ],
)
def test_no_chase_leaves_at_night_where_its_reader_is(
    zone: str | None, now: str, then: str
) -> None:
    """CO-20: by day here it waits for the morning there."""
    at, moment = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (now, then))
    made = Desk(invoice("A"))
    follow_up = made.open("A")
    made.follow_ups[follow_up.follow_up_id] = replace(follow_up, chase_at=at)
    made.at = at
    asked = replace(RESOLVER, time_zone=zone)

    known = made.do(
        follow_up.follow_up_id,
        lambda case, context: chases.chase_due(case, asked, TERMS, context),
    )

    assert (known.chases, known.chase_at if moment > at else None) == (
        (0, moment) if moment > at else (1, None)
    )


def test_the_list_holds_who_is_away_or_managed_and_whom_they_name() -> None:
    """CO-17, CO-19: others leave it, and everybody who may once have been asked is known."""
    rita, sub, own = person("rita", manager_id="own"), person("sub"), person("own")
    known = StandIns().with_people(rita, [own]).with_people(replace(rita, absence=away("sub")))
    assert [one.user_id for one in known.people] == ["own", "rita"]
    known = known.with_people(replace(rita, absence=away("sub")), [sub])
    assert reached_from(replace(rita, absence=away("sub")), known.people) == {"sub", "own"}
    gone = known.with_people(replace(own, is_active=False))
    assert stand_in_faults(own, gone.find("own"))
    assert not stand_in_faults(own, known.find("own"))
    assert gone.with_people(person("rita")).people == ()


def test_nobody_is_managed_in_a_circle() -> None:
    """CO-19: neither by oneself nor by whom one manages; nor by who could not look."""
    rita, own, boss = person("rita"), person("own", manager_id="boss"), person("boss")
    known = StandIns().with_people(own, [boss])
    check_manager(replace(rita, manager_id="own"), own, known)
    for managed, manager in (
        (rita, rita),
        (boss, own),
        (rita, None),
        (rita, replace(own, is_active=False)),
        (replace(rita, role="customer"), own),
    ):
        with pytest.raises(InvalidInput) as refused:
            check_manager(managed, manager, known)
        assert refused.value.extras["errors"][0]["pointer"] == "/managerID"


def test_a_chain_is_of_a_day() -> None:
    """CO-17: the day after the last one of an absence the person is there."""
    asked = replace(RESOLVER, absence=away("sub"))
    days = {day: Chain({"sub": person("sub")}, 1001, date(2026, 12, day)) for day in (9, 10)}
    assert [days[day].recipient(asked).person.user_id for day in (9, 10)] == ["sub", "rita"]


def _become(one: Person, other: Any) -> Person:
    if isinstance(other, Absence):
        return replace(one, absence=other)
    if isinstance(other, str):
        return replace(one, limit_to=(other,))
    return replace(one, is_active=other is not False)
