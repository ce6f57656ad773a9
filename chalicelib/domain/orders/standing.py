"""How a vendor stands: active, reduced, on hold or deactivated, for reasons that begin, end and can
be objected to (CK-13, PO-32…PO-36). A standing is its reasons, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, same_id, subject_of
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.terms import RepeatRule
from chalicelib.domain.people.person import OVERRULING, Person
from chalicelib.errors import AlreadyDone, Forbidden, InvalidInput, NotYet, no_such
from chalicelib.values import dataclass

ACTIVE, REDUCED, HOLD, DEACTIVATED = "active", "reduced", "hold", "deactivated"
LEVELS = (ACTIVE, REDUCED, HOLD, DEACTIVATED)
"""From the best to the worst; a reason of level *active* is a flag, and takes nothing away."""

FLAG = ACTIVE
REPEAT = "repeat"
"""The reason that the repeat rule gives: one at a time (PO-34)."""

MAX_ENDED, MAX_AGAINST = 50, 500
UPHELD, GRANTED = "upheld", "granted"


@dataclass(frozen=True)
class Objection:
    """What a vendor says against a reason, and what became of that (PO-35)."""

    text: str
    by_name: str
    at: datetime
    outcome: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    answer: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a vendor does not stand as it did."""

    reason_id: str
    level: str
    text: str
    """In words for the vendor (PO-35)."""
    by_name: str
    since: datetime
    until: datetime | None = None
    """When it ends by itself; None until somebody lifts it."""
    dispute_id: str | None = None
    decision_id: str | None = None
    max_leads: int | None = None
    """To how many leads a *reduced* one takes the vendor."""
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None
    objection: Objection | None = None

    def holds_at(self, moment: datetime) -> bool:
        """Whether it counts at a moment: begun, not ended by time and not lifted."""
        return self.since <= moment and not self.has_ended_at(moment)

    def has_ended_at(self, moment: datetime) -> bool:
        """Whether it ended by time, or was lifted."""
        return self.lifted_at is not None or (self.until is not None and self.until <= moment)


@dataclass(frozen=True)
class Against:
    """A dispute that was decided against the vendor, and when (PO-33)."""

    dispute_id: str
    decision_id: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How one vendor stands."""

    vendor_id: OutsideID
    currency: str
    reasons: tuple[Reason, ...] = ()
    """Those that hold, and the latest of those that ended."""
    against: tuple[Against, ...] = ()
    """By the time of their decision."""
    owed: dict[str, int] = field(default_factory=dict)
    """Decision → what of its fine the wallet could not bear, in minor units (PO-29)."""
    version: int = 0
    """What a webhook tells, and a later look has or exceeds (PO-36)."""
    sequence: int = 0
    last_hash: str = ""

    def holding(self, moment: datetime) -> tuple[Reason, ...]:
        """The reasons that count at a moment."""
        return tuple(one for one in self.reasons if one.holds_at(moment))

    def level_at(self, moment: datetime) -> str:
        """The worst of the reasons that hold; active without any (PO-32)."""
        return max((one.level for one in self.holding(moment)), key=LEVELS.index, default=ACTIVE)

    def max_leads_at(self, moment: datetime, base: int) -> int:
        """How many leads the vendor may have: none on hold, the fewest of what reduces them, or as
        the platform told.
        """
        if self.level_at(moment) in (HOLD, DEACTIVATED):
            return 0
        limits = [one.max_leads for one in self.holding(moment) if one.max_leads is not None]
        return min([base, *limits])

    def is_flagged(self, moment: datetime) -> bool:
        """Whether a decision flagged it, or the repeat rule did (CK-13)."""
        return any(
            one.level == FLAG or one.reason_id.startswith(REPEAT) for one in self.holding(moment)
        )

    def next_end(self, moment: datetime) -> datetime | None:
        """When the next reason ends by itself, of which nobody has to do anything."""
        ends = (one.until for one in self.holding(moment) if one.until)
        return min(ends, default=None)

    @property
    def debt(self) -> int:
        """All that it owes in fines (PO-29)."""
        return sum(self.owed.values())

    def find(self, reason_id: str) -> Reason | None:
        """The reason of that id."""
        return next((one for one in self.reasons if one.reason_id == reason_id), None)

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("standing", self.vendor_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "reasons": [_reason_told(one) for one in self.reasons],
            "against": [[one.dispute_id, one.decision_id] for one in self.against],
            "owed": {name: to_number(one, self.currency) for name, one in self.owed.items()},
        }

    def with_reason(self, reason: Reason) -> "Standing":
        """The standing with a reason as it is now, or a further one; one that holds already stays
        as it began.
        """
        if self.find(reason.reason_id) is None:
            return self._kept((*self.reasons, reason))
        return self._kept(
            reason if one.reason_id == reason.reason_id else one for one in self.reasons
        )

    def without_decision(self, decision_id: str, why: str, context: Context) -> "Standing":
        """The standing with all lifted, and nothing owed or counted, that one decision brought
        (PO-12).
        """
        reasons = tuple(
            _lifted(one, why, context) if one.decision_id == decision_id else one
            for one in self.reasons
        )
        against = tuple(one for one in self.against if one.decision_id != decision_id)
        owed = {name: amount for name, amount in self.owed.items() if name != decision_id}
        return replace(self, against=against, owed=owed)._kept(reasons)

    def _kept(self, reasons: Iterable[Reason]) -> "Standing":
        """All reasons that are not lifted, and the latest of those that are."""
        told = tuple(reasons)
        ended = [one.reason_id for one in told if one.lifted_at][:-MAX_ENDED]
        return replace(self, reasons=tuple(one for one in told if one.reason_id not in ended))


def repeated(standing: Standing, rule: RepeatRule, base: int, context: Context) -> Standing:
    """The standing as the repeat rule has it now (CK-13, PO-33, PO-34).

    So many disputes decided against the vendor within the window reduce its leads once, until so
    few are left in the window; fewer lift that. A dispute counts once, by its latest decision.
    """
    window = timedelta(days=rule.window_days)
    latest: dict[str, datetime] = {}
    for one in standing.against:
        latest[one.dispute_id] = max(one.at, latest.get(one.dispute_id, one.at))
    counted = sorted(at for at in latest.values() if at > context.at - window)
    current = next(
        (
            one
            for one in standing.reasons
            if one.reason_id.startswith(REPEAT) and one.holds_at(context.at)
        ),
        None,
    )
    if len(counted) < rule.count:
        why = "Fewer disputes than that stand decided against the vendor by now."
        return standing.with_reason(_lifted(current, why, context)) if current else standing
    until = counted[-rule.count] + window
    if current:
        return standing.with_reason(replace(current, until=until))
    text = (
        f"{len(counted)} disputes within {rule.window_days} days were lost; until fewer are,"
        " there are fewer leads."
    )
    reason = Reason(
        reason_id=f"{REPEAT}-{context.new_id()}",
        level=REDUCED,
        text=text,
        by_name="the repeat rule",
        since=context.at,
        until=until,
        max_leads=rule.reduced(base),
    )
    return standing.with_reason(reason)


def counted(standing: Standing, against: Against) -> Standing:
    """The standing with one more decision against the vendor; the same one counts once (PO-33)."""
    if any(one.decision_id == against.decision_id for one in standing.against):
        return standing
    return replace(standing, against=(*standing.against, against)[-MAX_AGAINST:])


def set_by_hand(
    standing: Standing,
    level: str,
    text: str,
    until: datetime | None,
    context: Context,
    max_leads: int | None = None,
) -> Standing:
    """A manager reduces a vendor, puts it on hold, or deactivates it, for a reason (PO-32)."""
    check_settable(context)
    if level not in LEVELS[1:] or (level == REDUCED) != (max_leads is not None):
        raise _wrong(f"It is {', '.join(LEVELS[1:])}; reduced alone says to how many leads.")
    if until is not None and (until <= context.at or level == DEACTIVATED):
        raise _wrong("It ends later than it begins, and deactivated is for good.")
    reason = Reason(
        reason_id=context.new_id(),
        level=level,
        text=text,
        by_name=context.actor.name,
        since=context.at,
        until=until,
        max_leads=max_leads,
    )
    return _written(standing.with_reason(reason))


def check_settable(context: Context) -> None:
    """`Forbidden` unless the person may say how a vendor stands (X-02)."""
    context.actor.require(OVERRULING)


def lift(standing: Standing, reason_id: str, why: str, context: Context) -> Standing:
    """A manager ends a reason before its time (PO-32)."""
    reason = check_liftable(standing, reason_id, context)
    return _written(standing.with_reason(_lifted(reason, why, context)))


def check_liftable(standing: Standing, reason_id: str, context: Context) -> Reason:
    """The reason, if this person may end it now (X-02)."""
    context.actor.require(OVERRULING)
    return _holding(standing, reason_id, context)


def object_to(standing: Standing, reason_id: str, text: str, context: Context) -> Standing:
    """The vendor says why a reason is wrong; it goes on until a manager answers (PO-32, PO-35)."""
    reason = check_objectionable(standing, reason_id, context)
    objection = Objection(text, context.actor.name, context.at)
    return _written(standing.with_reason(replace(reason, objection=objection)))


def check_objectionable(standing: Standing, reason_id: str, context: Context) -> Reason:
    """The reason, if this person may object to it now (X-02)."""
    require_vendor(standing, context.actor)
    reason = _holding(standing, reason_id, context)
    if reason.objection and reason.objection.outcome is None:
        raise AlreadyDone("You have objected to this; it is being looked at.", rule="PO-35")
    return reason


def answer_objection(
    standing: Standing, reason_id: str, outcome: str, answer: str, context: Context
) -> Standing:
    """A manager grants an objection, which lifts the reason, or upholds the reason (PO-35)."""
    reason, said = check_answerable(standing, reason_id, context)
    if outcome not in (UPHELD, GRANTED):
        raise _wrong(f"An objection is {GRANTED}, or the reason {UPHELD}.")
    objection = replace(
        said,
        outcome=outcome,
        decided_by=context.actor.name,
        decided_at=context.at,
        answer=answer,
    )
    told = replace(reason, objection=objection)
    return _written(
        standing.with_reason(_lifted(told, answer, context) if outcome == GRANTED else told)
    )


def check_answerable(
    standing: Standing, reason_id: str, context: Context
) -> tuple[Reason, Objection]:
    """The reason with its objection, if this person may answer that now (X-02)."""
    context.actor.require(OVERRULING)
    reason = _holding(standing, reason_id, context)
    if not reason.objection or reason.objection.outcome:
        raise NotYet("Nobody has objected to this.", rule="PO-35")
    return reason, reason.objection


def require_vendor(standing: Standing, actor: Person) -> None:
    """`Forbidden` for whoever does not act for the vendor."""
    if actor.role != VENDOR or not same_id(actor.party_id, standing.vendor_id):
        raise Forbidden("Only the vendor objects.", rule="PO-35")


def written(before: Standing, after: Standing) -> Standing:
    """The standing one version on where anything of it changed (PO-36)."""
    is_same = replace(after, version=before.version) == before
    return before if is_same else replace(after, version=before.version + 1)


def _written(standing: Standing) -> Standing:
    return replace(standing, version=standing.version + 1)


def _lifted(reason: Reason, why: str, context: Context) -> Reason:
    if reason.lifted_at:
        return reason
    return replace(reason, lifted_at=context.at, lifted_by=context.actor.name, lifted_why=why)


def _holding(standing: Standing, reason_id: str, context: Context) -> Reason:
    reason = standing.find(reason_id)
    if reason is None:
        raise no_such("reason", rule="PO-32")
    if reason.has_ended_at(context.at):
        raise AlreadyDone("This reason has ended.", rule="PO-32")
    return reason


def _reason_told(reason: Reason) -> dict[str, Any]:
    return {
        "reasonID": reason.reason_id,
        "level": reason.level,
        "text": reason.text,
        "since": reason.since.isoformat(),
        "until": reason.until.isoformat() if reason.until else None,
        "disputeID": reason.dispute_id,
        "maxLeads": reason.max_leads,
        "liftedAt": reason.lifted_at.isoformat() if reason.lifted_at else None,
        "liftedWhy": reason.lifted_why,
        "objection": reason.objection.text if reason.objection else None,
        "outcome": reason.objection.outcome if reason.objection else None,
    }


def _wrong(said: str) -> InvalidInput:
    return InvalidInput(said, rule="PO-32")
