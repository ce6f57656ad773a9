"""Vendors and how they stand, as the staff and the vendor itself are shown them (PO-32, PO-35)."""

from collections.abc import Callable
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.standing import (
    GRANTED,
    LEVELS,
    UPHELD,
    Objection,
    Reason,
    Standing,
    check_answerable,
    check_liftable,
    check_objectionable,
    check_settable,
)
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.views.answers import Amount, Moment, OutsideID, meaning, one_of
from chalicelib.views.customer import MailHeldBack
from chalicelib.views.parts import ChoiceView, choice_view, instant


class VendorView(TypedDict):
    """A vendor, as the platform tells of it."""

    vendorID: OutsideID
    name: str
    maxLeads: Annotated[int, meaning("How many leads at a time, while nothing reduces that.")]
    email: str | None
    phone: str | None
    contact: Annotated[str | None, meaning("Whom to ask for.")]
    timeZone: str
    language: Annotated[str | None, meaning("In which letters to it are worded.")]
    currency: str
    version: int
    mailHeldBack: NotRequired[
        Annotated[MailHeldBack | None, meaning("Where it was looked up; null where mail goes.")]
    ]


class StandingPart(TypedDict):
    """How a vendor stands now."""

    level: Annotated[str, one_of(*LEVELS), meaning("The worst of the reasons that hold.")]
    leads: Annotated[int, meaning("How many leads it may have now.")]
    isFlagged: bool
    owedAmount: Annotated[Amount, meaning("Of fines that its wallet could not bear (PO-29).")]


class VendorRow(VendorView, StandingPart):
    """A vendor as it stands in a list."""


class ObjectionView(TypedDict):
    """What a vendor says against a reason, and what became of that (PO-35)."""

    text: str
    at: Moment
    outcome: Annotated[str, one_of(UPHELD, GRANTED)] | None
    decidedAt: Moment | None
    answer: str | None


class OwnStandingReasonView(TypedDict):
    """Why a vendor stands as it does, in words for it (PO-35)."""

    reasonID: str
    level: Annotated[str, one_of(*LEVELS), meaning("`active` is a flag, and takes nothing away.")]
    text: str
    since: Moment
    until: Annotated[Moment | None, meaning("When it ends by itself.")]
    disputeID: str | None
    maxLeads: int | None
    liftedAt: Moment | None
    objection: ObjectionView | None
    actions: list[ChoiceView]


class StandingReasonView(OwnStandingReasonView):
    """The same for the staff, with who gave it and who ended it."""

    by: str
    liftedBy: str | None
    liftedWhy: str | None


class AgainstView(TypedDict):
    """A dispute that was decided against the vendor (PO-33)."""

    disputeID: str
    decidedAt: Moment


class AnyStandingView(StandingPart):
    """How a vendor stands, as all are told who may know of it."""

    vendorID: OutsideID
    vendor: str
    currency: str
    nextEndAt: Annotated[Moment | None, meaning("When the next reason ends by itself.")]
    version: Annotated[int, meaning("Rises with each change; a message about one tells it.")]


class OwnStandingView(AnyStandingView):
    """How a vendor stands and why, for itself (PO-35)."""

    reasons: list[OwnStandingReasonView]
    history: list[OwnStandingReasonView]


class StandingView(AnyStandingView):
    """How a vendor stands and why, for the staff (PO-32, PO-36)."""

    reasons: Annotated[list[StandingReasonView], meaning("Those that hold.")]
    history: Annotated[list[StandingReasonView], meaning("Those that ended, the latest first.")]
    against: list[AgainstView]
    actions: list[ChoiceView]


class ReasonGiven(StandingView):
    """How a vendor stands, once a manager has given a reason (PO-32)."""

    reasonID: NotRequired[Annotated[str, meaning("The reason; a dry run gives none.")]]


def vendor_view(vendor: Vendor) -> VendorView:
    """A vendor, as the platform tells of it."""
    return {
        "vendorID": vendor.vendor_id,
        "name": vendor.name,
        "maxLeads": vendor.max_leads,
        "email": vendor.email,
        "phone": vendor.phone,
        "contact": vendor.contact,
        "timeZone": vendor.time_zone,
        "language": vendor.language,
        "currency": vendor.currency,
        "version": vendor.version,
    }


def vendor_row(vendor: Vendor, standing: Standing, context: Context) -> VendorRow:
    """A vendor as it stands in a list."""
    return {**vendor_view(vendor), **_stands(vendor, standing, context)}


def standing_view(
    vendor: Vendor, standing: Standing, context: Context
) -> StandingView | OwnStandingView:
    """How a vendor stands and why: for itself without who said so inside."""
    holding = standing.holding(context.at)
    ended = sorted(
        (one for one in standing.reasons if one not in holding),
        key=lambda one: one.lifted_at or one.until or one.since,
        reverse=True,
    )
    told: AnyStandingView = {
        **_stands(vendor, standing, context),
        "vendorID": vendor.vendor_id,
        "vendor": vendor.name,
        "currency": standing.currency,
        "nextEndAt": instant(standing.next_end(context.at)),
        "version": standing.version,
    }
    if context.actor.role == VENDOR:
        return {
            **told,
            "reasons": [_own_reason(standing, one, context) for one in holding],
            "history": [_own_reason(standing, one, context) for one in ended],
        }
    return {
        **told,
        "reasons": [_reason(standing, one, context) for one in holding],
        "history": [_reason(standing, one, context) for one in ended],
        "against": [
            {"disputeID": one.dispute_id, "decidedAt": instant(one.at)} for one in standing.against
        ],
        "actions": [choice_view(choice("set", lambda: check_settable(context)))],
    }


def _stands(vendor: Vendor, standing: Standing, context: Context) -> StandingPart:
    return {
        "level": standing.level_at(context.at),
        "leads": standing.max_leads_at(context.at, vendor.max_leads),
        "isFlagged": standing.is_flagged(context.at),
        "owedAmount": to_number(standing.debt, standing.currency),
    }


def _own_reason(standing: Standing, reason: Reason, context: Context) -> OwnStandingReasonView:
    name = reason.reason_id
    attempts: dict[str, Callable[[], object]]
    if context.actor.role == VENDOR:
        attempts = {"object": lambda: check_objectionable(standing, name, context)}
    else:
        attempts = {
            "lift": lambda: check_liftable(standing, name, context),
            "answer": lambda: check_answerable(standing, name, context),
        }
    return {
        "reasonID": name,
        "level": reason.level,
        "text": reason.text,
        "since": instant(reason.since),
        "until": instant(reason.until),
        "disputeID": reason.dispute_id,
        "maxLeads": reason.max_leads,
        "liftedAt": instant(reason.lifted_at),
        "objection": _objection(reason.objection) if reason.objection else None,
        "actions": [choice_view(choice(one, attempt)) for one, attempt in attempts.items()],
    }


def _reason(standing: Standing, reason: Reason, context: Context) -> StandingReasonView:
    return {
        **_own_reason(standing, reason, context),
        "by": reason.by_name,
        "liftedBy": reason.lifted_by,
        "liftedWhy": reason.lifted_why,
    }


def _objection(objection: Objection) -> ObjectionView:
    return {
        "text": objection.text,
        "at": instant(objection.at),
        "outcome": objection.outcome,
        "decidedAt": instant(objection.decided_at),
        "answer": objection.answer,
    }
