"""Operators, aggregators and bookings as they are shown."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.bookings.booking import (
    BOOKING_STATUSES,
    OPERATOR,
    SETTLEMENTS,
    Booking,
    Party,
    check_disputable,
)
from chalicelib.domain.bookings.case import require_side
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import STAFF
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.customer import MailHeldBack
from chalicelib.views.parts import ChoiceView, choice_view, instant


class PublicPartyRow(TypedDict):
    """An operator or aggregator as everybody sees it: who it is, and how an aggregator settles
    (IG-02).
    """

    operatorID: NotRequired[Annotated[OutsideID, meaning("Of an operator.")]]
    aggregatorID: NotRequired[Annotated[OutsideID, meaning("Of an aggregator.")]]
    name: str
    currency: str
    settlement: NotRequired[
        Annotated[str, one_of(*SETTLEMENTS), meaning("How an aggregator pays.")]
    ]


class PartyRow(PublicPartyRow):
    """An operator or aggregator as the staff sees it."""

    email: str | None
    language: Annotated[str | None, meaning("In which letters to it are worded.")]
    version: int
    mailHeldBack: NotRequired[
        Annotated[MailHeldBack | None, meaning("Where it was looked up; null where mail goes.")]
    ]


class BookingRow(TypedDict):
    """A booking as it stands in a list."""

    bookingID: OutsideID
    reference: OutsideID
    status: Annotated[str, one_of(*BOOKING_STATUSES)]
    operatorID: OutsideID
    operator: str
    aggregatorID: OutsideID
    aggregator: str
    fare: Amount
    currency: str
    pickupAt: Moment
    description: str
    disputeID: Annotated[str | None, meaning("The open dispute on it.")]
    version: int


class BookingView(BookingRow):
    """A booking with how it settles, and whether it can be disputed (IG-02, X-02)."""

    settles: PartyRow | PublicPartyRow
    endedDisputeIDs: list[str]
    actions: list[ChoiceView]


def party_row(party: Party) -> PartyRow:
    """An operator or aggregator as it stands in a list; how an aggregator settles decides what can
    be disputed (IG-02).
    """
    return {
        **public_party_row(party),
        "email": party.email,
        "language": party.language,
        "version": party.version,
    }


def public_party_row(party: Party) -> PublicPartyRow:
    """The same for people of other parties: who it is and how it settles, and nothing
    more (IG-02).
    """
    row: PublicPartyRow = {"name": party.name, "currency": party.currency}
    row["operatorID" if party.role == OPERATOR else "aggregatorID"] = party.party_id
    if party.settlement:
        row["settlement"] = party.settlement
    return row


def booking_row(booking: Booking) -> BookingRow:
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


def booking_view(booking: Booking, aggregator: Party, context: Context) -> BookingView:
    """A booking with how it settles, and whether a dispute can be raised on it (IG-02, X-02)."""

    def attempt() -> None:
        require_side(booking.parties, context)
        check_disputable(booking, aggregator)

    party = party_row if context.actor.audience == STAFF else public_party_row
    return {
        **booking_row(booking),
        "settles": party(aggregator),
        "endedDisputeIDs": list(booking.ended_dispute_ids),
        "actions": [choice_view(choice("raise", attempt))],
    }
