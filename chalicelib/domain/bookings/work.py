"""What only a booking dispute has: what each side asked of the other, and what support was told."""

from dataclasses import field, replace
from datetime import datetime
from typing import ClassVar

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.lifecycle import BOOKING
from chalicelib.domain.disputes.amounts import NOTHING, Amounts, Shares
from chalicelib.domain.disputes.deadlines import Deadline
from chalicelib.domain.disputes.lifecycle import Lifecycle
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.values import dataclass

PENDING, APPROVED, REJECTED, CANCELLED = "pending", "approved", "rejected", "cancelled"

MAX_PENDING = 20
"""How many fund requests may be pending: so many that ending the dispute still cancels all in one
transaction (IG-07).
"""

ESCALATION = "escalation"
SUPPORTED = (STATUS, ESCALATION)
"""What asking support to step in is about, and handing back."""


def requests_part(side: str) -> str:
    """The part that all is that one side asks for and waits for."""
    return f"requests {side}"


@dataclass(frozen=True)
class FundRequest:
    """Money that one side asks of the other (IG-05); the amount in minor units of the booking's
    currency.
    """

    request_id: str
    side: str
    """Who asks."""
    amount: int
    asked_by: str
    asked_by_name: str
    asked_at: datetime
    reason: str | None = None
    """What for."""
    status: str = PENDING
    decided_by_name: str | None = None
    decided_at: datetime | None = None
    answer: str | None = None
    """Why it was rejected, where the other side said so (IG-09)."""
    transfer_id: str | None = None
    """What moved when it was approved (IG-10)."""
    corrected_by: str | None = None
    """The transfer by which finance took that back (IG-10)."""


@dataclass(frozen=True)
class Escalation:
    """That support was asked to step in, and about what (IG-08)."""

    side: str
    by_name: str
    at: datetime
    issue: str


@dataclass(frozen=True, kw_only=True)
class BookingWork:
    """The part of a dispute that bookings alone have."""

    lifecycle: ClassVar[Lifecycle] = BOOKING

    reference: OutsideID
    """What both sides call the booking."""
    raised_by_side: str
    pending: tuple[FundRequest, ...] = ()
    """What waits for an answer; what was decided is kept beside the dispute, so that it stays small
    however long they talk.
    """
    asked: dict[str, Amounts] = field(default_factory=dict)
    """Side → what it asked for, and where that stands (X-06)."""
    corrected: int = 0
    """How much of it was paid and taken back by finance since (IG-10)."""
    escalation: Escalation | None = None

    def find(self, request_id: str) -> FundRequest | None:
        """The pending request with this id."""
        return next((one for one in self.pending if one.request_id == request_id), None)

    def with_correction(self, request: FundRequest) -> "BookingWork":
        """The work with an approved request whose payment was taken back (IG-10, X-06)."""
        total = (
            self.asked[request.side]
            - amounts_of(replace(request, corrected_by=None))
            + amounts_of(request)
        )
        return replace(
            self,
            asked=self.asked | {request.side: total},
            corrected=self.corrected + request.amount,
        )

    def amounts_in(self, _status: str) -> Amounts:
        """Where all that both sides asked for stands, whatever the dispute's status (X-06)."""
        return self.asked.get(OPERATOR, NOTHING) + self.asked.get(AGGREGATOR, NOTHING)

    def shares_in(self, status: str) -> Shares:
        """The same in the words of every dispute: what was paid is credited, and nothing is
        approved that has not moved.
        """
        amounts = self.amounts_in(status)
        return Shares(
            amounts.credited,
            asked_for=amounts.open,
            withdrawn=amounts.withdrawn,
            declined=amounts.declined,
        )

    @property
    def looked_at(self) -> None:
        """Nothing of it waits for a time."""
        return None

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """None but whose move it is."""
        return ()

    def parts_in(self, status: str) -> dict[str, object]:
        """Where it stands, whether support was asked, and what each side asks for and waits for
        (X-07).
        """
        asked = {
            requests_part(side): [one for one in self.pending if one.side == side] for side in SIDES
        }
        return {STATUS: status, ESCALATION: self.escalation, **asked}

    @property
    def whole(self) -> tuple[str, ...]:
        """Where it stands, and what both sides ask for."""
        return (STATUS, *map(requests_part, SIDES))

    def with_request(self, request: FundRequest) -> "BookingWork":
        """The work with a request in the state that it is in: a new one, or a pending one as it was
        decided.
        """
        before = self.find(request.request_id)
        others = tuple(one for one in self.pending if one.request_id != request.request_id)
        pending = (*others, request) if request.status == PENDING else others
        total = self.asked.get(request.side, NOTHING) + amounts_of(request)
        if before:
            total = total - amounts_of(before)
        return replace(self, pending=pending, asked=self.asked | {request.side: total})


def amounts_of(request: FundRequest) -> Amounts:
    """Where a request's money stands: asked for = pending + moved + cancelled + rejected or taken
    back by a correction (X-06).
    """
    is_paid = request.status == APPROVED and not request.corrected_by
    is_declined = request.status == REJECTED or bool(request.corrected_by)
    return Amounts(
        request.amount,
        open=request.amount if request.status == PENDING else 0,
        credited=request.amount if is_paid else 0,
        withdrawn=request.amount if request.status == CANCELLED else 0,
        declined=request.amount if is_declined else 0,
    )
