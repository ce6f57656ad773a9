"""Ending an invoice dispute and moving its money: finalise, withdraw, adjust, reverse, fee, close,
reopen.
"""

from dataclasses import replace

from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.case import InvoiceCase, check_amounts
from chalicelib.domain.invoices.invoice import Adjustment, check_disputable
from chalicelib.domain.invoices.new_dispute import check_free
from chalicelib.domain.invoices.paper_fee import resting_on_delivery
from chalicelib.domain.invoices.work import Line, Posting
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import (
    AlreadyDone,
    DisputeEnded,
    InvalidAmount,
    NotDisputable,
    NotYet,
    WrongTrack,
)


def finalise(case: InvoiceCase, context: Context) -> InvoiceCase:
    """Applies the approved credits to the invoice, once, and ends the dispute (CU-13)."""
    context.actor.require("dispute.work")
    _require_open(case)
    if case.dispute.work.adjustment:
        raise WrongTrack(
            "The dispute was settled by adjustment; close it instead of finalising it."
        )
    _check_all_decided(case)
    credited = resting_on_delivery(case)
    for line in case.dispute.work.lines:
        if line.status == "approved" and line.credit:
            credited = credited.with_adjustment(
                _adjustment(case, context, "credit", line, -line.credit), credits=True
            )
    moved = case.dispute.moved("finalise", context.at, context.hours)
    amounts = moved.amounts
    credit = case.amount(amounts.credited) if amounts.credited else "nothing"
    rest = (
        Sentence("; {declined} declined", declined=case.amount(amounts.declined))
        if amounts.declined
        else ""
    )
    said = "Dispute finalised: {credit} credited to invoice {invoice}{rest}."
    text = Sentence(said, credit=credit, invoice=moved.subject_id, rest=rest)
    return credited.with_dispute(
        moved,
        _moved(case, "finalised", text, moved.status, amounts.credited, credited.adjustments),
        at=context.at,
    )


def withdraw(case: InvoiceCase, context: Context, comment: str | None = None) -> InvoiceCase:
    """Gives up the whole claim; the invoice is payable in full again (CU-16)."""
    context.actor.require("dispute.work")
    moved = case.dispute.moved("withdraw", context.at, context.hours)
    if case.dispute.work.adjustment and not case.dispute.work.reversal:
        raise WrongTrack(
            "The dispute has been adjusted; reverse the adjustment before withdrawing."
        )
    text = f"Dispute withdrawn{f': {comment}' if comment else '.'}"
    return case.with_dispute(
        moved, _moved(case, "withdrawn", text, moved.status, moved.amounts.withdrawn), at=context.at
    )


def adjust(case: InvoiceCase, context: Context) -> InvoiceCase:
    """Takes the disputed amount off the invoice, once, within the actor's credit limit (RV-07,
    CU-14).
    """
    context.actor.require("dispute.work")
    _require_open(case)
    if case.dispute.work.adjustment:
        raise AlreadyDone("The dispute has been adjusted; that can be done once.", rule="RV-07")
    line = _single_line(case, "adjusted")
    check_amounts(case)
    total = case.invoice.credited_total + line.disputed
    case.require_other(total, context)
    case.require_limit(total, context)
    rested = replace(case, relied_on_limit=True)
    adjustment = _adjustment(case, context, "adjustment", line, -line.disputed)
    dispute = case.dispute.with_work(
        adjustment=Posting(adjustment.adjustment_id, adjustment.amount)
    )
    text = Sentence(
        "Invoice {invoice} adjusted by {amount}.",
        invoice=dispute.subject_id,
        amount=case.amount(adjustment.amount),
    )
    return rested.with_adjustment(adjustment, credits=True).with_dispute(
        dispute, _posted(case, "adjusted", text, adjustment), at=context.at
    )


def reverse(case: InvoiceCase, context: Context) -> InvoiceCase:
    """Takes the adjustment back, once (RV-08)."""
    context.actor.require("dispute.work")
    _require_open(case)
    work = case.dispute.work
    if not work.adjustment:
        raise NotYet("Only a dispute that has been adjusted can be reversed.", rule="RV-08")
    if work.reversal:
        raise AlreadyDone("The adjustment has been reversed; that can be done once.", rule="RV-08")
    reversal = _adjustment(case, context, "reversal", work.lines[0], -work.adjustment.amount)
    dispute = case.dispute.with_work(reversal=Posting(reversal.adjustment_id, reversal.amount))
    said = "Adjustment taken back: {amount} is owed on invoice {invoice} again."
    text = Sentence(said, amount=case.amount(reversal.amount), invoice=dispute.subject_id)
    return case.with_adjustment(reversal, credits=True).with_dispute(
        dispute, _posted(case, "reversed", text, reversal), at=context.at
    )


def charge_fee(
    case: InvoiceCase, amount: int, context: Context, description: str | None = None
) -> InvoiceCase:
    """Puts a fee for the reversed dispute on the invoice, once (RV-09); `amount` in minor units,
    within the role's bound (X-16).
    """
    context.actor.require("dispute.work")
    _require_open(case)
    if not case.dispute.work.reversal:
        raise NotYet("A fee follows a reversal; the dispute has none.", rule="RV-09")
    if case.dispute.work.fee:
        raise AlreadyDone("The fee has been charged; that can be done once.", rule="RV-09")
    if amount <= 0:
        raise InvalidAmount("The fee must be above zero.", rule="RV-09")
    context.bounds.require_fee(
        case.invoice.fees + amount, context.actor.role, case.dispute.currency
    )
    if case.invoice.charges + case.invoice.fees + amount > MAX_MINOR_UNITS:
        raise InvalidAmount(
            "With the fee the invoice comes to more than the product keeps.", rule="RV-09"
        )
    fee = _adjustment(
        case,
        context,
        "reversalFee",
        case.dispute.work.lines[0],
        amount,
        description or "Fee for the reversed dispute",
    )
    dispute = case.dispute.with_work(fee=Posting(fee.adjustment_id, fee.amount))
    text = Sentence(
        "Fee of {amount} charged on invoice {invoice}.",
        amount=case.amount(amount),
        invoice=dispute.subject_id,
    )
    return case.with_adjustment(fee, credits=False).with_dispute(
        dispute, _posted(case, "feeCharged", text, fee), at=context.at
    )


def close(case: InvoiceCase, context: Context) -> InvoiceCase:
    """Files the dispute away; what was not credited is declined (RV-10, RV-13)."""
    context.actor.require("dispute.work")
    _require_open(case)
    _single_line(case, "closed")
    moved = case.dispute.moved("close", context.at, context.hours)
    return case.with_dispute(
        moved,
        _moved(case, "closed", "Dispute closed.", moved.status, moved.amounts.declined),
        at=context.at,
    )


def reopen(case: InvoiceCase, context: Context, reason: str | None = None) -> InvoiceCase:
    """Takes a closed dispute back to work, without its resolution, if the invoice has no other
    (RV-10, CU-06).
    """
    context.actor.require("dispute.work")
    moved = case.dispute.moved("reopen", context.at, context.hours)
    check_free(case.invoice)
    if case.invoice.revision != case.dispute.work.revision:
        raise NotDisputable(
            "What the invoice bills has changed since the dispute was closed; raise a new one.",
            rule="RV-10",
        )
    reopened = replace(moved, resolution_id=None, resolution=None)
    if reopened.amounts.open:
        check_disputable(case.invoice)
        check_amounts(InvoiceCase(reopened, case.invoice))
    text = f"Dispute reopened{f': {reason}' if reason else '.'}"
    return case.with_dispute(
        reopened,
        _moved(case, "reopened", text, reopened.status, reopened.amounts.open),
        at=context.at,
    )


def _require_open(case: InvoiceCase) -> None:
    if not case.dispute.is_open:
        raise DisputeEnded(case.dispute.how_it_ended, rule="RV-11")


def _single_line(case: InvoiceCase, done: str) -> Line:
    """The one line of a dispute on the adjustment track; `WrongTrack` for all others (RV-13)."""
    lines = case.dispute.work.lines
    if len(lines) > 1:
        raise WrongTrack(
            f"Only a dispute of a single line can be {done}; this one has {len(lines)}: work its"
            " lines and finalise."
        )
    if lines[0].status != "open":
        raise WrongTrack(
            "The line has a credit that is approved or asked for; finalise it, or set it back to"
            f" open before it is {done}."
        )
    return lines[0]


def _check_all_decided(case: InvoiceCase) -> None:
    undecided = [
        line for line in case.dispute.work.lines if line.status not in ("approved", "withdrawn")
    ]
    if undecided:
        some = ", ".join(line.description for line in undecided[:5])
        named = [line.line_id for line in undecided]
        raise NotYet(
            f"Every line must be approved or withdrawn first; not yet: {some}.",
            rule="CU-13",
            lines=named,
        )


def _adjustment(
    case: InvoiceCase, context: Context, kind: str, line: Line, amount: int, description: str = ""
) -> Adjustment:
    return Adjustment(
        adjustment_id=context.new_id(),
        kind=kind,
        amount=amount,
        currency=case.dispute.currency,
        dispute_id=case.dispute.dispute_id,
        line_id=line.line_id,
        at=context.at,
        by=context.actor.name,
        description=description or line.description,
    )


def _posted(case: InvoiceCase, event_type: str, text: str, adjustment: Adjustment) -> Change:
    after = {"adjustmentID": adjustment.adjustment_id, "amount": case.number(adjustment.amount)}
    return Change(event_type, text, after=after, amount=abs(adjustment.amount), audience=CUSTOMER)


def _moved(
    case: InvoiceCase,
    event_type: str,
    text: str,
    status: str,
    amount: int,
    adjustments: tuple[Adjustment, ...] = (),
) -> Change:
    after: dict[str, object] = {"status": status}
    if adjustments:
        after["credits"] = [
            {
                "adjustmentID": one.adjustment_id,
                "lineID": one.line_id,
                "amount": case.number(one.amount),
            }
            for one in adjustments
        ]
    return Change(
        event_type,
        text,
        before={"status": case.dispute.status},
        after=after,
        amount=amount,
        audience=CUSTOMER,
    )
