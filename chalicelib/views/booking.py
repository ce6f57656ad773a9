"""Operators, aggregators and bookings as they are shown."""

from chalicelib.domain.base.money import to_number
from chalicelib.domain.bookings.booking import Booking, Party, check_disputable
from chalicelib.domain.bookings.case import require_side
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import STAFF
from chalicelib.views.parts import View, choice_view, instant


def party_row(party: Party) -> View:
    """An operator or aggregator as it stands in a list; how an aggregator settles decides what can be disputed (IG-02)."""
    row: View = {
        f"{party.role}ID": party.party_id,
        "name": party.name,
        "currency": party.currency,
        "email": party.email,
        "version": party.version,
    }
    return row | ({"settlement": party.settlement} if party.settlement else {})


def public_party_row(party: Party) -> View:
    """The same for people of other parties: who it is and how it settles, and nothing more (IG-02)."""
    return {name: value for name, value in party_row(party).items() if name not in ("email", "version")}


def booking_row(booking: Booking) -> View:
    """A booking as it stands in a list."""
    return {
        "bookingID": booking.booking_id,
        "reference": booking.reference,
        "status": booking.status,
        "operatorID": booking.operator_id,
        "operator": booking.operator_name,
        "aggregatorID": booking.aggregator_id,
        "aggregator": booking.aggregator_name,
        "fare": to_number(booking.fare, booking.currency),
        "currency": booking.currency,
        "pickupAt": instant(booking.pickup_at),
        "description": booking.description,
        "disputeID": booking.open_dispute_id,
        "version": booking.version,
    }


def booking_view(booking: Booking, aggregator: Party, context: Context) -> View:
    """A booking with how it settles, and whether a dispute can be raised on it (IG-02, X-02)."""

    def attempt() -> None:
        require_side(booking.parties, context)
        check_disputable(booking, aggregator)

    party = party_row if context.actor.audience == STAFF else public_party_row
    more = {"settles": party(aggregator), "endedDisputeIDs": booking.ended_dispute_ids}
    return booking_row(booking) | more | {"actions": [choice_view(choice("raise", attempt))]}
