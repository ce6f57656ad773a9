"""The life cycle of a kind of dispute, as data: README prints that of each kind, and a test keeps
the two alike.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from chalicelib.domain.base.business_hours import SECONDS_AN_HOUR, WorkHours
from chalicelib.errors import DisputeEnded, IllegalMove, RedressError
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Move:
    """One step: a verb that leads from any of some statuses to another."""

    verb: str
    sources: tuple[str, ...]
    target: str
    rule: str
    said: str
    """What it is for the dispute, as people say it."""


@dataclass(frozen=True)
class Lifecycle:
    """The statuses of one kind of dispute and the steps between them."""

    kind: str
    initial: str
    moves: tuple[Move, ...]
    ended: frozenset[str]
    waits_for: dict[str, str]
    """Whose move it is in each status that waits for somebody; the sides of a booking take turns,
    so there a verb says which.
    """
    tells_apart: bool = False
    """Whether a side is told what another is not, so that each has a thread of its own."""
    has_deadlines: bool = False
    """Whether it is known what of them is due and when, so that open ones can be listed by it."""
    noun: str = "dispute"
    """What goes through it, as people call it."""
    when_ended: type[RedressError] = DisputeEnded
    """What is said to someone who changes one that has ended."""
    moves_within: Mapping[str, int] = field(default_factory=dict)
    """Whose move it is → business hours in which that one is to move, where nothing in the work
    sets a time, unless the company has set others.
    """

    def move_by(self, party: str | None, at: datetime, hours: WorkHours) -> datetime | None:
        """Until when somebody whose move it is from a moment on is to move, as the company has set
        or the kind has it; None where that has no time (X-04).
        """
        own = self.moves_within.get(party or "")
        given = own and hours.moves_within.get(self.kind, {}).get(party or "", own)
        return hours.after(at, given * SECONDS_AN_HOUR) if given else None

    def after(self, verb: str, status: str) -> str:
        """The status that the verb leads to; `DisputeEnded` or `IllegalMove` where it leads
        nowhere.
        """
        for move in self.moves:
            if move.verb == verb and status in move.sources:
                return move.target
        sources = [source for move in self.moves if move.verb == verb for source in move.sources]
        wanted = next(move for move in self.moves if move.verb == verb)
        detail = (
            f"A {self.noun} that is {spoken(status)} cannot {wanted.said}; only one that is"
            f" {' or '.join(map(spoken, sources))} can."
        )
        if status in self.ended and not any(source in self.ended for source in sources):
            raise self.when_ended(detail, rule=wanted.rule)
        raise IllegalMove(detail, rule=wanted.rule)

    @property
    def statuses(self) -> frozenset[str]:
        """Every status that a dispute of the kind can have."""
        return self.ended | {self.initial} | {move.target for move in self.moves}

    def is_open(self, status: str) -> bool:
        """Whether the dispute still holds its subject's one open place."""
        return status not in self.ended


def spoken(name: str) -> str:
    """A name as people say it: `pendingApproval → pending approval`."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
