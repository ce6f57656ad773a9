"""Bookings: what an operator did for an aggregator, and whether it can be disputed
(IG-01, IG-02).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import (
    PARTIES_OF_THE_HOUSE,
    OutsideID,
    same_id,
    subject_of,
)
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.disputable import Disputable
from chalicelib.domain.disputes.parties import taken
from chalicelib.errors import DisputeOpen, InvalidInput, NotChangeable, NotDisputable
from chalicelib.values import dataclass

OPERATOR = "operator"
AGGREGATOR = "aggregator"
SIDES = (OPERATOR, AGGREGATOR)
"""Who stands on either side of a booking: the one who did it, and the one who sent it."""

WALLET = "wallet"
SETTLEMENTS = (WALLET, "invoice")
"""How an aggregator pays operators."""

BOOKING_STATUSES = ("completed", "cancelled", "noFare")


@dataclass(frozen=True)
class Party:
    """An operator or an aggregator."""

    party_id: OutsideID
    role: str
    name: str
    currency: str
    email: str | None = None
    settlement: str | None = None
    """How an aggregator pays; None for operators."""
    language: str | None = None
    """In which letters to it are worded."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("party", self.party_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "role": self.role,
            "name": self.name,
            "currency": self.currency,
            "email": self.email,
            "settlement": self.settlement,
            "language": self.language,
        }

    def check(self) -> None:
        """`InvalidInput` for what contradicts itself."""
        if self.role not in SIDES or (self.settlement in SETTLEMENTS) != (self.role == AGGREGATOR):
            raise InvalidInput(
                f"An aggregator settles by {' or '.join(SETTLEMENTS)}; an operator has no"
                " settlement.",
                rule="X-12",
            )
        if str(self.party_id).casefold() in PARTIES_OF_THE_HOUSE:
            raise InvalidInput(
                f"No party can be called {self.party_id}: an account of the ledger is called so.",
                rule="X-12",
            )


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Who stands on either side of a booking."""

    operator_id: OutsideID
    operator_name: str
    aggregator_id: OutsideID
    aggregator_name: str

    def party_on(self, side: str) -> OutsideID:
        """The party on a side."""
        return self.operator_id if side == OPERATOR else self.aggregator_id

    def name_on(self, side: str) -> str:
        """The name of the party on a side."""
        return self.operator_name if side == OPERATOR else self.aggregator_name

    @property
    def parties(self) -> dict[str, OutsideID]:
        """Side → who stands on it."""
        return {side: self.party_on(side) for side in SIDES}

    @property
    def party_names(self) -> dict[str, str]:
        """Side → what that party is called."""
        return {side: self.name_on(side) for side in SIDES}


@dataclass(frozen=True, kw_only=True)
class Booking(Sides, Disputable):
    """A job that an aggregator sent to an operator; the fare in minor units."""

    booking_id: OutsideID
    reference: OutsideID
    status: str
    fare: int
    currency: str
    pickup_at: datetime
    description: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("booking", self.booking_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "reference": self.reference,
            "status": self.status,
            "operatorID": self.operator_id,
            "aggregatorID": self.aggregator_id,
            "fare": to_number(self.fare, self.currency),
            "currency": self.currency,
            "pickupAt": self.pickup_at.isoformat(),
            "description": self.description,
        }


def other_side(side: str) -> str:
    """The side across."""
    return AGGREGATOR if side == OPERATOR else OPERATOR


def check_disputable(booking: Booking, aggregator: Party) -> None:
    """`NotDisputable` where the aggregator does not pay by wallet (IG-02), `DisputeOpen` while
    another is open (IG-11).
    """
    if aggregator.settlement != WALLET:
        raise NotDisputable(
            f"{aggregator.name} settles by {aggregator.settlement}, so no money could move between"
            " wallets; only bookings whose aggregator settles by wallet can be disputed here.",
            rule="IG-02",
            aggregatorID=aggregator.party_id,
        )
    check_free(booking)


def check_free(booking: Booking) -> None:
    """`DisputeOpen`, naming it, while the booking has an open dispute (IG-11)."""
    if booking.open_dispute_id:
        raise DisputeOpen(
            f"Dispute {booking.open_dispute_id} on this booking is open; a booking has one at a"
            " time.",
            rule="IG-11",
            disputeID=booking.open_dispute_id,
        )


def merge_party(known: Party | None, told: Party) -> Party | None:
    """The party as it shall be kept; None when nothing changes (X-12). `NotChangeable` where the
    other kind has the id.
    """
    told.check()
    if known is None:
        return replace(told, version=1)
    if known.role != told.role:
        raise taken(known.name, known.role)
    merged = replace(
        told,
        party_id=known.party_id,
        version=known.version,
        sequence=known.sequence,
        last_hash=known.last_hash,
    )
    return None if merged == known else replace(merged, version=known.version + 1)


def merge_booking(known: Booking | None, told: Booking) -> Booking | None:
    """The booking as it shall be kept; None when nothing changes (X-12).

    `NotChangeable` where it was disputed and would go to other parties or another currency: the
    thread is between these.
    """
    if told.status not in BOOKING_STATUSES or told.fare < 0:
        raise InvalidInput(
            f"A booking is {', '.join(BOOKING_STATUSES)}, and its fare is not below zero.",
            rule="X-12",
        )
    if known is None:
        return replace(told, version=1)
    merged = replace(
        known.kept_in(told),
        booking_id=known.booking_id,
        reference=known.reference if same_id(known.reference, told.reference) else told.reference,
    )
    if merged == known:
        return None
    if known.disputes and _terms(merged) != _terms(known):
        raise NotChangeable(
            "The booking was disputed; its operator, aggregator and currency stay as they are."
        )
    return replace(merged, version=known.version + 1)


def _terms(booking: Booking) -> tuple[str, str, str]:
    return str(booking.operator_id), str(booking.aggregator_id), booking.currency
