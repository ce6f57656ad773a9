"""What a change of a dispute on an invoice would do, without doing it (X-03)."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.approvals.notices import Notice
from chalicelib.domain.approvals.rounds import active_round, forecast
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.views.answers import Amount, DryRun, OutsideID, meaning
from chalicelib.views.approval import AskedView, asked_view
from chalicelib.views.dispute import DisputeView, OwedView, Status, dispute_view, owed_of, owed_view
from chalicelib.views.parts import ChangeView, SharesView, change_view, shares_view


class DisputeSummary(TypedDict):
    """Where the money of a dispute stands."""

    status: Status
    amount: Amount
    creditedAmount: Amount
    remainingAmount: Amount
    amounts: SharesView


class InvoiceChange(TypedDict):
    """What would become of the invoice."""

    invoiceNumber: OutsideID
    currency: str
    balanceBefore: Amount
    balanceAfter: Amount
    disputedBefore: Amount
    disputedAfter: Amount


class ApproverView(AskedView):
    """Somebody who would have to agree, and on which level."""

    level: str


class NoticeView(TypedDict):
    """Somebody who would get a letter."""

    to: str
    userID: str
    about: str
    isHeldBack: Annotated[bool, meaning("Whether no mail goes to the address that one has.")]


class PreviewPart(DryRun):
    """What a change would do to the money, and who would have to agree or be told."""

    before: DisputeSummary | None
    after: DisputeSummary
    invoice: InvoiceChange
    owedBefore: OwedView
    owed: OwedView
    approvers: list[ApproverView]
    mails: list[NoticeView]
    events: list[ChangeView]


class DisputePreview(PreviewPart):
    """What a change of a dispute on an invoice would do (X-03)."""

    dispute: DisputeView


def preview_view(
    before: InvoiceCase | None, after: InvoiceCase, context: Context, notices: tuple[Notice, ...]
) -> DisputePreview:
    """What a change would do, without doing it (X-03)."""
    invoice = before.invoice if before else after.invoice
    number = after.number
    return {
        "dryRun": True,
        "dispute": dispute_view(after, context),
        "before": _summary(before) if before else None,
        "after": _summary(after),
        "invoice": {
            "invoiceNumber": after.invoice.invoice_number,
            "currency": after.invoice.currency,
            "balanceBefore": number(invoice.balance),
            "balanceAfter": number(after.invoice.balance),
            "disputedBefore": number(invoice.disputed_total if before else 0),
            "disputedAfter": number(after.invoice.disputed_total),
        },
        "owedBefore": owed_view(before) if before else owed_of(*[number(invoice.owed_after())] * 3),
        "owed": owed_view(after),
        "approvers": _approvers(after, context),
        "mails": [
            {
                "to": one.name,
                "userID": one.user_id,
                "about": one.letter,
                "isHeldBack": one.is_held_back,
            }
            for one in notices
        ],
        "events": [change_view(change) for change in after.changes],
    }


def _approvers(case: InvoiceCase, context: Context) -> list[ApproverView]:
    """Who has to agree to what is pending, level by level until a yes is enough (CU-15); nobody
    when nothing is.
    """
    if not active_round(case):
        return []
    ahead = [
        (step, asked)
        for step, asked in forecast(case, context)
        if step.status in ("planned", "asked")
    ]
    return [
        {**asked_view(step, one), "level": step.level.name}
        for step, asked in ahead
        for one in asked
    ]


def _summary(case: InvoiceCase) -> DisputeSummary:
    amounts = case.dispute.amounts
    return {
        "status": case.dispute.status,
        "amount": case.number(amounts.disputed),
        "creditedAmount": case.number(amounts.credited),
        "remainingAmount": case.number(amounts.open),
        "amounts": shares_view(case.dispute.shares, case.dispute.currency),
    }
