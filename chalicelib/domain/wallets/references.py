"""References: which deposits came into a wallet, or wait to, under what was written about a payment
(IG-10).
"""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.search_words import fold
from chalicelib.domain.base.sentences import Sentence
from chalicelib.errors import AlreadyDone, TooMany
from chalicelib.values import dataclass

MOST_WAITING = 20
"""How many deposits wait for a second person under one reference at most."""


@dataclass(frozen=True)
class Earlier:
    """A deposit under a reference; the amount in minor units."""

    transfer_id: str
    reference: str
    amount: int
    currency: str
    at: datetime
    by_name: str


@dataclass(frozen=True)
class Reference:
    """What came in under one reference last, and what waits; what was refused is forgotten, since
    nothing repeats it.
    """

    made: Earlier | None = None
    waiting: tuple[Earlier, ...] = ()
    """The oldest first."""
    version: int = 0
    """Rises with whatever happens under the reference."""

    @property
    def last(self) -> Earlier | None:
        """The latest that came in or waits."""
        known = [one for one in (self.made, *self.waiting) if one]
        return max(known, key=lambda one: one.at, default=None)

    def require_yes(self, is_repeat: bool) -> None:
        """`AlreadyDone`, telling of the last one, where there is one and nobody said that this is
        another (IG-10).
        """
        if self.last and not is_repeat:
            said = (
                "A deposit of {amount} under the reference {reference} was recorded before, by"
                " {name}. Say so if this is another one."
            )
            amount = Money(self.last.amount, self.last.currency)
            sentence = Sentence(
                said, amount=amount, reference=self.last.reference, name=self.last.by_name
            )
            raise AlreadyDone(sentence, rule="IG-10", earlier=earlier_part(self.last))

    def besides(self, transfer_id: str) -> Earlier | None:
        """The latest beside this one."""
        return self._without(transfer_id).last

    def with_waiting(self, deposit: Earlier) -> "Reference":
        """One more waits; `TooMany` where twenty do."""
        if len(self.waiting) >= MOST_WAITING:
            raise TooMany(
                f"At most {MOST_WAITING} deposits under one reference wait for a second person.",
                rule="X-16",
            )
        return replace(self, waiting=(*self.waiting, deposit), version=self.version + 1)

    def with_made(self, deposit: Earlier) -> "Reference":
        """It came in, and waits no more if it did."""
        return replace(self._without(deposit.transfer_id), made=deposit, version=self.version + 1)

    def with_refused(self, transfer_id: str) -> "Reference":
        """It does not come in."""
        return replace(self._without(transfer_id), version=self.version + 1)

    def _without(self, transfer_id: str) -> "Reference":
        made = self.made if self.made and self.made.transfer_id != transfer_id else None
        return replace(
            self,
            made=made,
            waiting=tuple(one for one in self.waiting if one.transfer_id != transfer_id),
        )


def folded(reference: str) -> str:
    """Names all references that are written alike: whatever their case, accents,
    width and spaces.
    """
    return hashlib.sha256("".join(fold(reference).split()).encode()).hexdigest()[:32]


def earlier_part(earlier: Earlier) -> dict[str, Any]:
    """What is told of an earlier deposit."""
    return {
        "transferID": earlier.transfer_id,
        "reference": earlier.reference,
        "amount": to_number(earlier.amount, earlier.currency),
        "currency": earlier.currency,
        "at": earlier.at.isoformat(),
        "by": earlier.by_name,
    }
