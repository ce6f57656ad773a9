"""A vendor's record: how many disputes there were, how many were decided against it, and what it
cost (CK-03, X-08). Amounts in minor units; currencies are never added up.
"""

from collections.abc import Iterable

from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.orders.work import OrderWork
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Pattern:
    """What the disputes with one vendor come to, in one currency."""

    currency: str
    disputes: int = 0
    against: int = 0
    """Of these, so many were decided against it."""
    paid_out: int = 0
    """What the platform paid in its place."""
    fined: int = 0
    """What of that came back in fines."""

    @property
    def leaked(self) -> int:
        """What the platform has less for it."""
        return max(0, self.paid_out - self.fined)


def patterns(disputes: Iterable[Dispute[OrderWork]]) -> dict[str, Pattern]:
    """Currency → the record, of all disputes with one vendor."""
    found: dict[str, Pattern] = {}
    for dispute in disputes:
        work, known = dispute.work, found.get(dispute.currency, Pattern(dispute.currency))
        is_against = any(one.effects.counts_against for one in work.effective)
        found[dispute.currency] = Pattern(
            dispute.currency,
            known.disputes + 1,
            known.against + is_against,
            known.paid_out + work.paid,
            known.fined + sum(one.fine.now for one in work.effective),
        )
    return found


def place_in(dispute: Dispute[OrderWork], others: Iterable[Dispute[OrderWork]]) -> int:
    """The how manieth dispute with its vendor it is, by when they were raised (X-08)."""
    own = (dispute.raised_at, dispute.dispute_id)
    earlier = [one for one in others if (one.raised_at, one.dispute_id) < own]
    return len(earlier) + 1
