"""How vendors stand: looking at it, and saying it by hand (PO-32…PO-36)."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.orders.journaled import journaled
from chalicelib.actions.orders.lookups import standing_of, vendor_among, vendor_in
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders import standing
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.standing import Standing
from chalicelib.store import keys
from chalicelib.views.orders.vendor import OwnStandingView, ReasonGiven, StandingView, standing_view
from chalicelib.views.parts import to_json

AnyStanding = StandingView | OwnStandingView
Step = Callable[[Standing, Context], Standing]


def show(desk: Desk, vendor_id: OutsideID) -> AnyStanding:
    """How a vendor stands and why, for itself or for the staff (PO-35, PO-36)."""
    vendor, now = vendor_among(desk, vendor_id)
    return standing_view(vendor, now, desk.context)


def set_by_hand(
    vendor_id: OutsideID, level: str, text: str, until: datetime | None, max_leads: int | None
) -> PlainAction[ReasonGiven]:
    """Reduces a vendor, puts it on hold or deactivates it (PO-32)."""
    giving = _changing(
        vendor_id,
        lambda known, context: standing.set_by_hand(known, level, text, until, context, max_leads),
        is_given=True,
    )
    return cast(PlainAction[ReasonGiven], giving)


def lift(vendor_id: OutsideID, reason_id: str, why: str) -> PlainAction[AnyStanding]:
    """Ends a reason before its time (PO-32)."""
    return _changing(
        vendor_id, lambda known, context: standing.lift(known, reason_id, why, context)
    )


def object_to(vendor_id: OutsideID, reason_id: str, text: str) -> PlainAction[AnyStanding]:
    """The vendor objects to a reason (PO-35)."""
    return _changing(
        vendor_id, lambda known, context: standing.object_to(known, reason_id, text, context)
    )


def answer(
    vendor_id: OutsideID, reason_id: str, outcome: str, text: str
) -> PlainAction[AnyStanding]:
    """Grants an objection, or upholds the reason (PO-35)."""
    return _changing(
        vendor_id,
        lambda known, context: standing.answer_objection(known, reason_id, outcome, text, context),
    )


def _changing(
    vendor_id: OutsideID, step: Step, *, is_given: bool = False
) -> PlainAction[AnyStanding]:
    """A change of how a vendor stands, which nobody else may have changed meanwhile (PO-34)."""

    def action(desk: Desk) -> PlainDecision[AnyStanding]:
        found = desk.gather([keys.party(vendor_id), keys.standing(vendor_id)])
        vendor = vendor_in(found, desk, vendor_id)
        known = standing_of(vendor, found)
        desk.require_version(known.version, lambda: standing_view(vendor, known, desk.context))
        kept, writes = journaled(known, step(known, desk.context), desk.hand)
        view = standing_view(vendor, kept, desk.context)
        told = Answer[AnyStanding](200, to_json(view), kept.version)
        if is_given:
            [given] = [one for one in kept.reasons if known.find(one.reason_id) is None]
            made = cast(ReasonGiven, {**view, "reasonID": given.reason_id})
            place = f"/api/vendor/{vendor.vendor_id}/standing"
            told = Answer(201, to_json(made), kept.version, place)
        return Decision(writes, told, would_be(view), {VENDOR: vendor.vendor_id})

    return action
