"""Payout disputes as the staff, the customer and the vendor see them: each side what it is told,
and never what is weighed inside (CK-03, PO-19, PO-35).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, NotRequired, cast

from typing_extensions import TypedDict

from chalicelib.domain.approvals.notices import Notice
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import SHARED, Event
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import choices
from chalicelib.domain.orders.closing import can_object
from chalicelib.domain.orders.evidence import checklist
from chalicelib.domain.orders.facts import NOTHING_FOUND, Findings, Use
from chalicelib.domain.orders.listed_payout import since
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.words import WORDS, told_to
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.views.answers import Amount, DryRun, Moment, meaning
from chalicelib.views.approval import RoundView, round_view
from chalicelib.views.attachment import AttachmentPart, attachment_part
from chalicelib.views.orders.contact import (
    AnswerView,
    AttemptView,
    ContactView,
    answer_view,
    contact_view,
    told_answer,
)
from chalicelib.views.orders.decision import (
    DecisionView,
    EffectsView,
    FineView,
    MailPart,
    RowView,
    decision_view,
    fine_view,
    row_part,
)
from chalicelib.views.orders.evidence import (
    EvidenceView,
    NeedView,
    UseView,
    evidence_view,
    need_view,
    use_view,
)
from chalicelib.views.orders.glance import (
    CaseOrder,
    CaseStanding,
    RecordView,
    order_part,
    standing_part,
)
from chalicelib.views.orders.payout import OwnPayout, PayoutView, payout_view
from chalicelib.views.orders.row import (
    AskedRow,
    ClaimantRow,
    OrderDisputeRow,
    Status,
    customer_row,
    order_dispute_row,
    vendor_row,
)
from chalicelib.views.parts import (
    ChangeView,
    ChoiceView,
    ElapsedView,
    EventText,
    change_view,
    choice_view,
    event_text,
    instant,
)


class OrderEscalation(TypedDict):
    """That somebody was told that it does not go on (CK-11, CK-12)."""

    kind: str
    at: Moment
    role: str
    to: str | None


class PayoutsPart(TypedDict):
    """The payouts that a round of approval is about, by their decisions' ids."""

    payouts: list[str]


class RoundOfPayouts(RoundView, PayoutsPart):
    """The last round of approval of a payout (CK-08)."""


class OrderDisputeView(OrderDisputeRow):
    """A payout dispute as the staff sees it, with all that can be done (CK-03, X-02)."""

    record: NotRequired[Annotated[RecordView, meaning("Told where the dispute is shown.")]]

    contact: Annotated[str | None, meaning("How the customer wants to be reached.")]
    received: Annotated[Amount, meaning("What the customer says by its claim to have got.")]
    confirmed: Annotated[Amount | None, meaning("What the customer confirms to have got.")]
    receivedAt: Moment | None
    closeAt: Moment | None
    order: CaseOrder
    standing: CaseStanding
    asked: ContactView | None
    attempts: list[AttemptView]
    answer: AnswerView | None
    lateEvidence: list[AnswerView]
    evidence: list[EvidenceView]
    needs: list[NeedView]
    row: RowView
    uses: Annotated[list[UseView], meaning("Where else the vendor's reference is carried.")]
    decisions: list[DecisionView]
    payouts: list[PayoutView]
    escalations: list[OrderEscalation]
    approval: RoundOfPayouts | None
    actions: list[ChoiceView]
    elapsed: list[ElapsedView]


class CustomerDisputeView(ClaimantRow):
    """A payout dispute as its customer sees it (PO-19)."""

    contact: str | None
    confirmed: Amount | None
    objectUntil: Annotated[Moment | None, meaning("Until when the customer can object.")]
    evidence: list[EvidenceView]
    needs: list[NeedView]
    payouts: list[OwnPayout]
    actions: list[ChoiceView]


class VendorDisputeView(AskedRow):
    """A payout dispute as its vendor sees it: what it is asked, and what it said (CK-04)."""

    asked: ContactView | None
    answer: AnswerView | None
    lateEvidence: list[AnswerView]
    evidence: list[EvidenceView]
    needs: list[NeedView]
    fine: Annotated[FineView | None, meaning("What the vendor is fined, while that holds.")]
    actions: list[ChoiceView]


AnyView = OrderDisputeView | CustomerDisputeView | VendorDisputeView


class OrderDisputeMade(OrderDisputeView):
    """A payout dispute as a command of the staff left it."""

    sequence: NotRequired[Annotated[int, meaning("The number of what was said in the thread.")]]


class CustomerDisputeMade(CustomerDisputeView):
    """A payout dispute as its customer left it."""

    sequence: NotRequired[int]


class VendorDisputeMade(VendorDisputeView):
    """A payout dispute as its vendor left it."""

    sequence: NotRequired[int]


AnyMade = OrderDisputeMade | CustomerDisputeMade | VendorDisputeMade


class OrderStatus(TypedDict):
    """How a dispute stands."""

    status: Status
    waitingFor: str | None


class OrderDisputePreview(DryRun):
    """What a command would do (X-03); of a decision all its effects."""

    dispute: AnyView
    before: OrderStatus | None
    after: OrderStatus
    effects: NotRequired[EffectsView]
    events: list[ChangeView]
    mails: list[MailPart]


class OrderMessageView(EventText):
    """An event of the thread; who it was is told the staff alone."""

    sequence: int
    type: str
    at: Moment
    side: str | None
    amount: Amount | None
    currency: str
    told: Annotated[dict[str, Any], meaning("What else the event tells who reads it.")]
    attachment: AttachmentPart | None
    by: NotRequired[str]
    audience: NotRequired[str]


def view_for(
    case: OrderCase,
    context: Context,
    payee: Payee | None = None,
    findings: Findings = NOTHING_FOUND,
    files: Mapping[str, tuple[Use, ...]] | None = None,
) -> AnyView:
    """A payout dispute by itself, for whoever looks."""
    audience = context.actor.audience
    if audience == CUSTOMER:
        return customer_view(case, context)
    if audience == VENDOR:
        return vendor_view(case, context)
    return order_dispute_view(case, context, payee, findings, files or {})


def order_dispute_view(
    case: OrderCase,
    context: Context,
    payee: Payee | None,
    findings: Findings,
    files: Mapping[str, tuple[Use, ...]],
) -> OrderDisputeView:
    """A payout dispute as the staff sees it (CK-03, X-02)."""
    work = case.work
    confirmed = work.confirmed
    return {
        **order_dispute_row(case.dispute),
        "contact": work.claim.contact,
        "received": case.number(work.claim.received),
        "confirmed": None if confirmed is None else case.number(confirmed),
        "receivedAt": instant(work.received_at),
        "closeAt": instant(work.close_at),
        "order": order_part(case),
        "standing": standing_part(case, context.at),
        "asked": contact_view(work.contact),
        "attempts": [
            {
                "channel": one.channel,
                "by": one.by_name,
                "at": instant(one.at),
                "wasReached": one.was_reached,
                "note": one.note,
            }
            for one in work.attempts
        ],
        "answer": answer_view(case, work.answer),
        "lateEvidence": [told_answer(case, one) for one in work.late_evidence],
        "evidence": [evidence_view(one, files, context.actor) for one in work.evidence],
        "needs": [need_view(one) for one in checklist(case)],
        "row": row_part(case, findings),
        "uses": [use_view(one, context.actor) for one in findings.uses],
        "decisions": [decision_view(case, one) for one in work.decisions],
        "payouts": [payout_view(case, one, payee, context) for one in work.payouts],
        "escalations": [
            {"kind": one.kind, "at": instant(one.at), "role": one.to_role, "to": one.to_name}
            for one in work.escalations
        ],
        "approval": cast("RoundOfPayouts | None", round_view(case, context)),
        "actions": [choice_view(one) for one in choices(case, context, findings)],
        "elapsed": [
            {"party": party, "businessSeconds": seconds}
            for party, seconds in case.dispute.spent_until(context.at, context.hours).items()
        ],
    }


def customer_view(case: OrderCase, context: Context) -> CustomerDisputeView:
    """A payout dispute as its customer sees it: nothing of the vendor's answer or the inside."""
    work = case.work
    decided = work.effective[-1].effective_at if work.effective else None
    ends = decided + timedelta(days=case.terms.close_after_days) if decided else None
    return {
        **customer_row(case.dispute),
        "contact": work.claim.contact,
        "confirmed": None if work.confirmed is None else case.number(work.confirmed),
        "objectUntil": instant(ends) if can_object(case, context.at) else None,
        "evidence": [evidence_view(one) for one in work.evidence if one.side == CUSTOMER],
        "needs": [need_view(one) for one in checklist(case) if one.side == CUSTOMER],
        "payouts": [
            {
                "amount": case.number(one.amount),
                "status": one.status,
                "at": instant(since(one)),
            }
            for one in work.payouts
        ],
        "actions": [choice_view(one) for one in choices(case, context)],
    }


def vendor_view(case: OrderCase, context: Context) -> VendorDisputeView:
    """A payout dispute as its vendor sees it: never how the customer is reached, nor the inside."""
    work = case.work
    fines = [one.fine for one in work.effective if one.fine.amount and not one.fine.is_refused]
    return {
        **vendor_row(case.dispute),
        "asked": contact_view(work.contact),
        "answer": answer_view(case, work.answer, is_own=True),
        "lateEvidence": [told_answer(case, one, is_own=True) for one in work.late_evidence],
        "evidence": [evidence_view(one) for one in work.evidence if one.side == VENDOR],
        "needs": [need_view(one) for one in checklist(case) if one.side == VENDOR],
        "fine": fine_view(case, fines[-1]) if fines else None,
        "actions": [choice_view(one) for one in choices(case, context)],
    }


def preview_view(
    before: OrderCase | None,
    after: OrderCase,
    context: Context,
    notices: tuple[Notice, ...] = (),
    findings: Findings = NOTHING_FOUND,
) -> OrderDisputePreview:
    """What a command would do (X-03): each side is told what it would read."""
    return {
        "dryRun": True,
        "dispute": view_for(after, context, findings=findings),
        "before": _status_part(before) if before else None,
        "after": _status_part(after),
        "events": [change_view(one) for one in after.changes if _may_read(one.audience, context)],
        "mails": [{"to": one.name, "about": one.letter} for one in notices],
    }


def message_view(event: Event, context: Context) -> OrderMessageView:
    """An event of the thread, to a side in the words for it (PO-19, PO-35)."""
    audience = context.actor.audience
    view: OrderMessageView = {
        "sequence": event.number_for(audience),
        "type": event.type,
        **event_text(event),
        "at": instant(event.at),
        "side": event.after.get("side"),
        "amount": None if event.amount is None else to_number(event.amount, event.currency),
        "currency": event.currency,
        "told": dict(event.after) if audience == STAFF else {},
        "attachment": attachment_part(event),
    }
    if audience == STAFF:
        view["by"], view["audience"] = event.by_name, event.audience
    elif audience in WORDS:
        told = told_to(audience, event) or {}
        view["told"] = {
            name: value for name, value in told.items() if name not in ("type", "text", "at")
        }
    return view


def _status_part(case: OrderCase) -> OrderStatus:
    return {"status": case.dispute.status, "waitingFor": case.dispute.waiting_for}


def _may_read(audience: str, context: Context) -> bool:
    return context.actor.audience in (STAFF, audience) or audience == SHARED
