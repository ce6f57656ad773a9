"""Into whose hands a dispute is put: each in turn, or whoever has least to do (CK-10)."""

from collections.abc import Sequence
from datetime import date

from chalicelib.domain.disputes import hands
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.parties import Parties, may_see
from chalicelib.domain.orders.case import OrderCase, require_worker, tell
from chalicelib.domain.orders.terms import BY_HAND, LEAST_LOADED
from chalicelib.domain.people.person import WORKING, Person
from chalicelib.errors import DisputeEnded
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be given a dispute, and how many open ones that one has."""

    person: Person
    open: int = 0


def assignee(
    candidates: Sequence[Candidate], rule: str, last_id: str | None, parties: Parties, day: date
) -> Person | None:
    """Who gets the next dispute; None by hand, or where nobody is there. `last_id` got the one
    before.

    One after the other goes by name; who has least to do is the next of them in that order.
    """
    if rule == BY_HAND:
        return None
    able = sorted(
        (one for one in candidates if _can_take(one.person, parties, day)),
        key=lambda one: _order(one.person),
    )
    if not able:
        return None
    if rule == LEAST_LOADED:
        least = min(one.open for one in able)
        able = [one for one in able if one.open == least]
    last = next((one.person for one in candidates if one.person.user_id == last_id), None)
    behind = [one for one in able if last and _order(one.person) > _order(last)]
    return (behind or able)[0].person


def put_into_hands(
    case: OrderCase, user_id: str | None, person: Person | None, context: Context
) -> OrderCase:
    """The case in the hands of somebody who may work it and see it, or of nobody; the same case
    where it is already (CK-10).
    """
    check_assignable(case, context)
    dispute = case.dispute
    if user_id == dispute.assignee_id:
        return case
    able = require_able(person, dispute.parties) if user_id else None
    handed = hands.in_hands_of(dispute, able)
    told = tell(
        "assigned",
        f"Assignee is now {handed.assignee or 'nobody'}.",
        {"assignee": dispute.assignee},
        {"assignee": handed.assignee},
    )
    return case.with_dispute(handed, told)


def check_assignable(case: OrderCase, context: Context) -> None:
    """Whether somebody can put it into other hands (X-02)."""
    require_worker(context)
    if not case.dispute.is_open:
        raise DisputeEnded("Only an open dispute can be changed.", rule="CK-15")


def require_able(person: Person | None, parties: Parties) -> Person:
    """The person, if that one may work the dispute and see it; `InvalidInput` for any other."""
    return hands.require_able(person, parties, WORKING, "CK-10")


def _can_take(person: Person, parties: Parties, day: date) -> bool:
    return (
        person.is_active
        and WORKING in person.permissions
        and may_see(person, parties)
        and not person.is_away(day)
    )


def _order(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.user_id
