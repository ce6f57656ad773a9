"""Who may know of a dispute, whatever its kind (RV-03, IG-03, CU-23)."""

from chalicelib.domain.bookings.booking import SIDES
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.people.person import Person
from chalicelib.errors import NotFound


def may_see(person: Person, dispute: Dispute) -> bool:
    """Its customer's people and the staff; of a booking its two sides, and staff that is not limited to customers."""
    if isinstance(dispute.work, BookingWork):
        return any(person.sees_party(side, dispute.work.party_on(side)) for side in SIDES)
    return person.sees(dispute.customer_id)


def require_sight(person: Person, dispute: Dispute) -> None:
    """`NotFound` for who may not know of it."""
    if not may_see(person, dispute):
        raise NotFound("There is no such dispute.")
