"""Which lines of a wallet's statement are asked for (IG-10)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.domain.base.identifiers import same_id
from chalicelib.domain.base.texts import FIRST_YEAR, LAST_YEAR
from chalicelib.values import dataclass

MOST_LINES = 5_000
MOST_BYTES = 4_000_000
"""What a statement as a file may hold: an answer stays below what a function can give."""


@dataclass(frozen=True)
class Excerpt:
    """Of which days, both included and from the company's midnight to midnight, of which kind, and
    about what.
    """

    first: date = date(FIRST_YEAR, 1, 1)
    last: date = date(LAST_YEAR, 12, 31)
    kind: str | None = None
    dispute_id: str | None = None
    booking_id: str | None = None

    @property
    def is_of_some(self) -> bool:
        """Whether lines of its days may be left out."""
        return bool(self.kind or self.dispute_id or self.booking_id)

    def has(self, transfer: Mapping[str, Any]) -> bool:
        """Whether a line about this transfer belongs to it."""
        return (
            self.kind in (None, transfer["kind"])
            and self.dispute_id in (None, transfer.get("dispute_id"))
            and (self.booking_id is None or same_id(self.booking_id, transfer.get("booking_id")))
        )
