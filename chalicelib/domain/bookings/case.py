"""A case of a booking: the dispute beside its booking, who stands on which side of it, and whose
move it is.
"""

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Any, Self

from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.bookings.booking import SIDES, Booking, Party, check_disputable, other_side
from chalicelib.domain.bookings.work import BookingWork, FundRequest
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change
from chalicelib.domain.disputes.parties import Parties, role_in
from chalicelib.domain.people.person import SUPPORT
from chalicelib.domain.wallets.ledger import Posted, Wallet, wallet_id
from chalicelib.errors import DisputeEnded, Forbidden
from chalicelib.values import dataclass

Said = dict[str, Any]
"""What an event tells of before or after."""


@dataclass(frozen=True)
class BookingCase:
    """A booking dispute beside its booking, and what has been done to both; nothing changes without
    its `Change`.
    """

    dispute: Dispute[BookingWork]
    booking: Booking | None = None
    """Its booking, for the verbs that take or leave its one place."""
    decided: tuple[FundRequest, ...] = ()
    """The requests that are new or have come to an end."""
    posted: Posted | None = None
    """The money that moves."""
    held: dict[str, Wallet | None] = field(default_factory=dict)
    """Side → its wallet, where it was looked up; None where it has none."""
    changes: tuple[Change, ...] = ()
    aggregator: Party | None = None
    """How it settles decides whether the booking can be disputed (IG-02); beside the booking."""

    @property
    def work(self) -> BookingWork:
        """The part that bookings alone have."""
        return self.dispute.work

    @property
    def place(self) -> Booking:
        """The booking, where the verb cannot do without."""
        assert self.booking, "a verb that takes or leaves the booking's place needs the booking"
        return self.booking

    def check_disputable(self) -> None:
        """`NotDisputable` (IG-02) or `DisputeOpen` (IG-11) where the booking cannot be disputed
        anew.
        """
        assert self.aggregator, "who opens a dispute again needs the aggregator"
        check_disputable(self.place, self.aggregator)

    def side_of(self, context: Context) -> str | None:
        """On which side somebody stands; None for the staff and for strangers."""
        return role_in(self.dispute.parties, context.actor)

    def name_on(self, side: str) -> str:
        """The name of the party on a side."""
        return self.dispute.party_names[side]

    def wallet_on(self, side: str) -> str:
        """What names the wallet of a side."""
        return wallet_id(self.dispute.parties[side], self.dispute.currency)

    def with_work(self, work: BookingWork, *changes: Change) -> Self:
        """The case with another work, and what tells of it."""
        return replace(
            self, dispute=replace(self.dispute, work=work), changes=self.changes + changes
        )

    def heard(self, side: str | None, readers: Sequence[str] | None = None) -> Self:
        """The case with one more thing to be read (IG-04)."""
        return replace(self, dispute=self.dispute.with_message(side, readers))

    def with_request(self, request: FundRequest, *changes: Change) -> Self:
        """The case with a request as it is now."""
        changed = self.with_work(self.work.with_request(request), *changes)
        return replace(changed, decided=(*self.decided, request))

    def amount(self, minor: int) -> Money:
        """An amount in the booking's currency, as a sentence takes it."""
        return Money(minor, self.dispute.currency)

    def number(self, minor: int) -> int | float:
        """An amount in the booking's currency, as events show it."""
        return to_number(minor, self.dispute.currency)


def tell(
    type_: str,
    text: str,
    before: Said | None = None,
    after: Said | None = None,
    amount: int | None = None,
) -> Change:
    """What both sides and the staff are told; a booking has no customer on whom it
    would be noted.
    """
    return Change(type_, text, before or {}, after or {}, amount, note=False, audience=SHARED)


def require_side(parties: Parties, context: Context) -> str:
    """The side that somebody stands on; `Forbidden` for someone who stands on neither (IG-01)."""
    side = role_in(parties, context.actor)
    if side is None:
        raise Forbidden(
            "Only the two sides of the booking can do this.", rule="IG-01", unblockedBy=list(SIDES)
        )
    return side


def require_raiser(case: BookingCase, context: Context) -> str:
    """One's own side, which must have raised the dispute (IG-07)."""
    side = require_side(case.dispute.parties, context)
    if side != case.work.raised_by_side:
        raiser = case.name_on(case.work.raised_by_side)
        raise Forbidden(
            f"{raiser} raised the dispute and says when it is settled.",
            rule="IG-07",
            unblockedBy=[raiser],
        )
    return side


def require_open(case: BookingCase) -> None:
    """`DisputeEnded` once the dispute has come to an end (IG-07)."""
    if not case.dispute.is_open:
        way_on = (
            "reopen it or raise another" if case.dispute.status == "resolved" else "raise another"
        )
        raise DisputeEnded(f"The dispute is {case.dispute.status}; {way_on}.", rule="IG-07")


def moved_on(case: BookingCase, side: str, context: Context) -> BookingCase:
    """The case after a side, or support, spoke or decided: the others have that to read (IG-04),
    and it is somebody's move (X-04).

    It is support's while that is asked, else of the side that has a request to answer, else of the
    side that did not speak.
    """
    heard = case.heard(side)
    return replace(
        heard,
        dispute=heard.dispute.waiting(_whose_move(heard.work, side), context.at, context.hours),
    )


def _whose_move(work: BookingWork, side: str) -> str:
    if work.escalation:
        return SUPPORT
    if work.pending:
        return other_side(work.pending[0].side)
    return other_side(side if side in SIDES else work.raised_by_side)
