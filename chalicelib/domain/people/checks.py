"""What may be said of a person: a party or customers, rights, an absence, another invitation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.domain.base.business_hours import is_zone
from chalicelib.domain.people.person import GIVEN, OUTSIDE_ROLES, STAFF, Absence, Person
from chalicelib.errors import AlreadyDone, InvalidInput, NotYet


def check_standing(person: Person, values: Mapping[str, Any]) -> None:
    """`InvalidInput` for a party where the role acts for none, or customers where it acts for a
    party.
    """
    is_outside = person.role in OUTSIDE_ROLES
    name, pointer = ("limit_to", "/limitTo") if is_outside else ("party_id", "/partyID")
    if values.get(name):
        acts = (
            "acts for a party, and is limited to no customers beside"
            if is_outside
            else "acts for no party"
        )
        said = f"Who is {person.role} {acts}; leave {pointer[1:]} out."
        raise InvalidInput(
            said, rule="RV-03", errors=[{"pointer": pointer, "detail": said, "code": "noMeaning"}]
        )


def check_absence(person: Person, absence: Absence, *substitutes: Person) -> None:
    """`InvalidInput` for an absence that ends before it starts, or a substitute who is not there,
    the same, or may not approve what the person may, or see disputes (CU-15, CO-17).
    """
    if absence.until < absence.start:
        raise _wrong("/until", "The absence ends before it starts.")
    if absence.substitute_id is None:
        return
    if absence.substitute_id == person.user_id:
        raise _wrong("/substituteID", "Somebody else has to stand in.")
    if not person.holds_limit:
        if not any("dispute.read" in one.permissions for one in substitutes):
            raise _wrong("/substituteID", "There is no such person who may see disputes.", "CO-17")
        return
    if not any(
        "dispute.work" in one.permissions and any(one.credit_limit.values()) for one in substitutes
    ):
        raise _wrong("/substituteID", "There is no such person with a credit limit.")


def check_zone(time_zone: str | None) -> str | None:
    """The time zone; `InvalidInput` where there is no such one (CO-20)."""
    if time_zone is not None and not is_zone(time_zone):
        raise _wrong("/timeZone", "There is no such time zone; one is Europe/Berlin.", "CO-20")
    return time_zone


def with_rights(person: Person, *, is_told: bool) -> Person:
    """The person with the rights that such a one can have; `InvalidInput` where others were told to
    be given (X-16).
    """
    if not is_told:
        return person if person.audience == STAFF else replace(person, rights=())
    unknown = [right for right in person.rights if right not in GIVEN]
    if unknown:
        raise _wrong("/rights", f"A right that is given is one of {', '.join(GIVEN)}.", "X-16")
    if person.rights and person.audience != STAFF:
        raise _wrong("/rights", "Only people who work here are given rights.", "X-16")
    return person


def check_newcomer(person: Person) -> None:
    """`InvalidInput` for somebody from outside who acts for nobody or has what only the staff has,
    and for staff who act for a party.
    """
    acts_for = person.role in OUTSIDE_ROLES
    if acts_for != (person.party_id is not None):
        said = (
            f"Say for which {person.role} the person acts."
            if acts_for
            else "People of the company act for no party."
        )
        raise _wrong("/partyID", said, "CU-23")
    if acts_for and person.limit_to:
        raise _wrong("/limitTo", "Only people of the company are limited to customers.", "RV-03")
    if acts_for and person.credit_limit:
        raise _wrong("/creditLimit", "Only people of the company have a credit limit.", "CU-14")
    with_rights(person, is_told=True)


def check_invited_again(person: Person, *, awaits_password: bool) -> None:
    """`AlreadyDone` for someone who has a password of their own, `NotYet` for someone who is
    deactivated (X-15).
    """
    if not person.is_active:
        raise NotYet(f"{person.name} is deactivated; activate the person first.", rule="X-15")
    if not awaits_password:
        raise AlreadyDone(
            f"{person.name} has a password already; only who has not signed in yet is invited"
            " again.",
            rule="X-15",
        )


def _wrong(pointer: str, said: str, rule: str = "CU-15") -> InvalidInput:
    return InvalidInput(
        said, rule=rule, errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )
