"""In whose hands a dispute is: who works it, by name."""

from dataclasses import replace

from chalicelib.domain.disputes.dispute import Dispute, KindWork
from chalicelib.domain.disputes.parties import Parties, may_see
from chalicelib.domain.people.person import Person
from chalicelib.errors import InvalidInput

ASSIGNEE = "assigneeID"
"""The role of the one who works a dispute."""


def may_take(parties: Parties, permission: str, person: Person) -> bool:
    """Whether a dispute, of whatever kind, can be put into the person's hands: who may do what it
    takes, and see it (RV-03).
    """
    return permission in person.permissions and may_see(person, parties)


def require_able(person: Person | None, parties: Parties, permission: str, rule: str) -> Person:
    """The person, if that one may work the dispute and see it; `InvalidInput` for any other."""
    if person is None or not may_take(parties, permission, person):
        said = "There is no such person who may work this dispute."
        error = {"pointer": f"/{ASSIGNEE}", "detail": said, "code": "unknown"}
        raise InvalidInput(said, rule=rule, errors=[error])
    return person


def in_hands_of(dispute: Dispute[KindWork], person: Person | None) -> Dispute[KindWork]:
    """The dispute in the hands of a person, or of nobody."""
    user_id, name = (person.user_id, person.name) if person else (None, None)
    return replace(dispute, assignee_id=user_id, assignee=name)
