"""Heads of chains, kept day by day where no function of the product can change them (X-05).

A chain shows that none of its links was edited alone. Who can write the table could make a whole
chain anew; but not so that it still ends, at the end of each day, as what was kept says.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from chalicelib.values import dataclass

GRACE = timedelta(hours=1)
KEPT_WITHIN = timedelta(days=1)
"""How long the heads of a day may be left before somebody is told."""
CHANGED = "What was kept of it at the end of {day} says otherwise: it was made anew since."
GONE = "What was kept of it at the end of {day} names {place}, which is not there any more."
LATE = "Nothing was kept since: the job stands still, or somebody keeps it from going on."
BROKEN = "It does not follow the one before it: one in between is missing, or not as it was kept."


@dataclass(frozen=True)
class Head:
    """The last link of a chain as it was on a day: the chain, the link's place in it, its hash."""

    chain: str
    place: str
    hash: str


@dataclass(frozen=True)
class KeptHeads:
    """A part of the heads of the chains that grew on a day; `previous` is the digest of the part
    before, of the same day or an earlier one.
    """

    day: date
    part: int
    is_last: bool
    previous: str
    heads: tuple[Head, ...]

    @property
    def name(self) -> str:
        """What it is called: later parts sort after earlier ones."""
        return f"{self.day}/{self.part:06d}"

    def content(self) -> bytes:
        """What is kept of it; the same for the same heads."""
        told = {
            "day": self.day.isoformat(),
            "part": self.part,
            "isLast": self.is_last,
            "previous": self.previous,
            "heads": [[head.chain, head.place, head.hash] for head in self.heads],
        }
        return json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(content: bytes) -> str:
    """What the next part says of one, so that none can be left out or changed."""
    return hashlib.sha256(content).hexdigest()


def read_kept(content: bytes) -> KeptHeads:
    """The heads that a content holds."""
    told: dict[str, Any] = json.loads(content)
    return KeptHeads(
        date.fromisoformat(told["day"]),
        told["part"],
        told["isLast"],
        told["previous"],
        tuple(Head(*head) for head in told["heads"]),
    )


def faults_of(kept: KeptHeads, hashes: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """What is wrong with chains, by chain, where `hashes` has what links now say by chain and
    place.
    """
    wrong: dict[str, str] = {}
    for head in kept.heads:
        now = hashes.get((head.chain, head.place))
        if now is None:
            wrong[head.chain] = GONE.format(day=kept.day, place=head.place)
        elif now != head.hash:
            wrong[head.chain] = CHANGED.format(day=kept.day)
    return wrong


def follows(kept: KeptHeads, before: bytes | None) -> bool:
    """Whether a part follows the one before it, whose content is `before`; the first that there is
    follows none, and says so: of one that names another, that one is gone.
    """
    if before is None:
        return kept.part == 1 and not kept.previous
    earlier = read_kept(before)
    return (kept.day, kept.part) == place_after(earlier) and kept.previous == digest_of(before)


def place_after(kept: KeptHeads) -> tuple[date, int]:
    """The day and the part that come after one: a day without any has a part without heads."""
    return (kept.day + timedelta(days=1), 1) if kept.is_last else (kept.day, kept.part + 1)


def is_due(day: date, now: datetime) -> bool:
    """Whether a day's heads can be kept: it is over, and whoever noted something on it has long
    written that.
    """
    return now >= datetime.combine(day + timedelta(days=1), time(), UTC) + GRACE


def is_late(day: date, now: datetime) -> bool:
    """Whether the heads of a day should have been kept by now."""
    return is_due(day, now - KEPT_WITHIN)
