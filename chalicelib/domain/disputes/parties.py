"""The parties of a thing, such as a dispute or a booking: who stands in it, and who may know of it
(RV-03, IG-03, CU-23).
"""

from collections.abc import Mapping

from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import NotChangeable, no_such

Parties = Mapping[str, OutsideID]
"""Role → who stands in it; the first one is the side that is asked first."""


def may_see(person: Person, parties: Parties) -> bool:
    """People from outside see what their own party is in; limited staff what their customers are in
    (RV-03, IG-03, CU-23).
    """
    if person.is_outside:
        return role_in(parties, person) is not None
    return not person.limit_to or (
        CUSTOMER in parties and str(parties[CUSTOMER]) in person.limit_to
    )


def require_sight(person: Person, parties: Parties, what: str = "dispute") -> None:
    """`NotFound` for someone who may not know of it."""
    if not may_see(person, parties):
        raise no_such(what)


def role_in(parties: Parties, person: Person) -> str | None:
    """In which role somebody stands among them; None for the staff and for strangers."""
    if not person.is_outside or person.party_id is None or person.role not in parties:
        return None
    return person.role if same_id(parties[person.role], person.party_id) else None


def taken(name: str, role: str) -> NotChangeable:
    """The refusal of an id that a party of another role has; one wallet a currency is called by
    it.
    """
    return NotChangeable(
        f"{name} has this id, as {role}; operators, aggregators and vendors share one set of ids.",
        rule="X-12",
    )
