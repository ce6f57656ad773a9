"""Who stands in for whom: substitutes, and the managers of people (CO-17, CO-19)."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.domain.people.person import STAFF, Person
from chalicelib.errors import InvalidInput, TooMany
from chalicelib.values import dataclass

MAX_LISTED = 1000
"""So many people fit into one item that every chase reads."""


@dataclass(frozen=True)
class StandIns:
    """Who is away or has a manager, and whoever they name, so that a chase knows all of them by one
    read.
    """

    people: tuple[Person, ...] = ()
    version: int = 0

    def find(self, user_id: str | None) -> Person | None:
        """The person with this id, where that one is listed."""
        return next((person for person in self.people if person.user_id == user_id), None)

    def with_people(self, changed: Person, named: Iterable[Person] = ()) -> "StandIns":
        """The list with somebody as that one is by now, and whom that one names; whoever stands in
        for nobody any more is left out.
        """
        known = {one.user_id: one for one in self.people}
        known |= {one.user_id: listed(one) for one in (*named, changed)}
        linked = [one for one in known.values() if one.absence or one.manager_id]
        ids = {user_id for one in linked for user_id in (one.user_id, *_named_by(one))}
        if len(ids) > MAX_LISTED:
            raise TooMany(
                f"At most {MAX_LISTED} people can be away, have a manager, or stand in at a time.",
                rule="CO-19",
            )
        people = sorted(
            (one for one in known.values() if one.user_id in ids), key=lambda one: one.user_id
        )
        return StandIns(tuple(people), self.version)


def reached_from(person: Person, others: Iterable[Person]) -> frozenset[str]:
    """Everybody who may be asked or told in the place of a person, at whichever time (CO-10)."""
    known = {one.user_id: one for one in others}
    reached: set[str] = set()
    waiting = _named_by(person)
    while waiting:
        user_id = waiting.pop()
        if user_id not in reached:
            reached.add(user_id)
            waiting += _named_by(known[user_id]) if user_id in known else []
    return frozenset(reached)


def stand_in_faults(person: Person, known: Person | None) -> list[str]:
    """The list of who stands in for whom says of a person what the person's own record does; an
    absence from before there was the list is not in it.
    """
    if known == listed(person) or (known is None and not person.manager_id):
        return []
    return ["The list of who stands in says something else of this person."]


def listed(person: Person) -> Person:
    """A person as far as it matters to who asks whom."""
    return replace(
        person,
        email="",
        credit_limit={},
        rights=(),
        invited_at=None,
        calendar=None,
        second_factor_at=None,
        version=0,
        last_hash="",
    )


def check_manager(person: Person, manager: Person | None, known: StandIns) -> None:
    """`InvalidInput` for a manager who is not there, or who is, over however many others, managed
    by that very person (CO-19).
    """
    if person.audience != STAFF:
        raise _wrong("Only people who work here have a manager.")
    if manager is None or "dispute.read" not in manager.permissions:
        raise _wrong("There is no such person who may see disputes; nobody would be told.")
    above, seen = manager.user_id, {person.user_id}
    while above:
        if above in seen:
            raise _wrong(
                f"{manager.name} has {person.name} above, so neither would be told of the other."
                if manager.user_id != person.user_id
                else "Nobody is the own manager."
            )
        seen.add(above)
        one = manager if above == manager.user_id else known.find(above)
        above = (one.manager_id if one else None) or ""


def _named_by(person: Person) -> list[str]:
    """Who stands in for a person, and who manages that one."""
    substitute = person.absence.substitute_id if person.absence else None
    return [user_id for user_id in (substitute, person.manager_id) if user_id]


def _wrong(said: str) -> InvalidInput:
    return InvalidInput(
        said,
        rule="CO-19",
        errors=[{"pointer": "/managerID", "detail": said, "code": "invalid"}],
    )
