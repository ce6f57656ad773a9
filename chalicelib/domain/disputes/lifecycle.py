"""The life cycles of the three kinds of dispute, as data.

A kind differs from the others by its row here, by what it checks on raising and by the work it
carries; everything else is one spine. README prints this table, and a test keeps the two alike.
"""

from dataclasses import dataclass

from chalicelib.errors import DisputeEnded, IllegalMove


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
    """Whose move it is in each status that waits for somebody; the sides of a booking take turns, so there a verb says which."""

    def after(self, verb: str, status: str) -> str:
        """The status that the verb leads to; `DisputeEnded` or `IllegalMove` where it leads nowhere."""
        for move in self.moves:
            if move.verb == verb and status in move.sources:
                return move.target
        sources = [source for move in self.moves if move.verb == verb for source in move.sources]
        wanted = next(move for move in self.moves if move.verb == verb)
        detail = f"A dispute that is {spoken(status)} cannot {wanted.said}; only one that is {' or '.join(map(spoken, sources))} can."
        if status in self.ended and not any(source in self.ended for source in sources):
            raise DisputeEnded(detail, rule=wanted.rule)
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


INVOICE = Lifecycle(
    kind="invoice",
    initial="open",
    moves=(
        Move("request", ("open", "pendingApproval"), "pendingApproval", "CU-14", "wait for approval"),
        Move("decide", ("open", "pendingApproval"), "open", "CU-16", "be worked"),
        Move("withdraw", ("open", "pendingApproval"), "withdrawn", "CU-16", "be withdrawn"),
        Move("finalise", ("open",), "finalised", "CU-13", "be finalised"),
        Move("close", ("open",), "closed", "RV-10", "be closed"),
        Move("reopen", ("closed",), "open", "RV-10", "be reopened"),
    ),
    ended=frozenset({"withdrawn", "finalised", "closed"}),
    waits_for={"open": "agent", "pendingApproval": "approver"},
)

BOOKING = Lifecycle(
    kind="booking",
    initial="open",
    moves=(
        Move("resolve", ("open",), "resolved", "IG-07", "be resolved"),
        Move("withdraw", ("open",), "withdrawn", "IG-07", "be withdrawn"),
        Move("reopen", ("resolved",), "open", "IG-07", "be reopened"),
    ),
    ended=frozenset({"resolved", "withdrawn"}),
    waits_for={"open": "counterparty"},
)

ORDER = Lifecycle(
    kind="order",
    initial="open",
    moves=(
        Move("contact", ("open",), "inProgress", "CK-04", "be taken to the vendor"),
        Move("decide", ("open", "inProgress"), "resolved", "CK-15", "be decided"),
        Move("confirm", ("resolved",), "closed", "CK-15", "be confirmed"),
        Move("expire", ("resolved",), "closed", "CK-15", "run out"),
        Move("reopen", ("resolved", "closed"), "inProgress", "CK-15", "be reopened"),
    ),
    ended=frozenset({"closed"}),
    waits_for={"open": "agent", "inProgress": "vendor", "resolved": "customer"},
)

LIFECYCLES = {lifecycle.kind: lifecycle for lifecycle in (INVOICE, BOOKING, ORDER)}
