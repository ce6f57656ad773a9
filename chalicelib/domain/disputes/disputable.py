"""What a booking and an order have in common: disputes are raised on them, one at a time."""

from dataclasses import fields, replace
from typing import Self

from chalicelib.values import dataclass

DISPUTES_NAMED = 20
"""So many disputes are named on what they are about."""


@dataclass(frozen=True, kw_only=True)
class Disputable:
    """Something that disputes are about, with its place in the journal."""

    open_dispute_id: str | None = None
    disputes: int = 0
    """How many there were; its parties and currency stay as they are from the first one on."""
    dispute_ids: tuple[str, ...] = ()
    """The latest of them, oldest first, the open one included."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    def disputed_by(self, dispute_id: str) -> Self:
        """The same with a dispute raised on it."""
        latest = (*self.dispute_ids, dispute_id)[-DISPUTES_NAMED:]
        return replace(
            self, open_dispute_id=dispute_id, disputes=self.disputes + 1, dispute_ids=latest
        )

    def kept_in(self, told: Self) -> Self:
        """What another system tells of it, with its disputes and place in the journal (X-12)."""
        return replace(told, **{own.name: getattr(self, own.name) for own in fields(Disputable)})

    @property
    def ended_dispute_ids(self) -> list[str]:
        """The disputes on it that are over, the latest first (IG-07)."""
        return [one for one in reversed(self.dispute_ids) if one != self.open_dispute_id]
