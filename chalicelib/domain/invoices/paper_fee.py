"""The paper-invoice fee: voided within a dispute while the customer gets its invoices by post
(CU-19).
"""

from dataclasses import replace

from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.delivery import RULE, Paper
from chalicelib.domain.invoices.invoice import InvoiceLine, check_line_disputable
from chalicelib.domain.invoices.lines import (
    LineEdit,
    add_line,
    change_line,
    require_lines_workable,
)
from chalicelib.domain.invoices.new_dispute import dispute_line
from chalicelib.errors import AlreadyDone, NotDisputable


def void_paper_fee(case: InvoiceCase, context: Context) -> InvoiceCase:
    """The case with the fee's line credited in full, within the actor's limit; above it, others are
    asked as for every credit (CU-14, CU-19).
    """
    require_lines_workable(case, context)
    paper, fee = _voidable(case)
    line = case.dispute.work.find_line(fee.line_id)
    check_line_disputable(case.invoice, fee)
    full = case.invoice.remaining_of(fee.line_id, fee.amount)
    if line and line.status in ("approved", "pendingApproval") and line.credit == full:
        raise AlreadyDone(
            "The paper-invoice fee is credited in full in this dispute already.", rule=RULE
        )
    edit = LineEdit(full, full, "approved")
    worked = (
        change_line(case, fee.line_id, edit, context)
        if line
        else add_line(case, dispute_line(fee, full), edit, context)
    )
    work = worked.dispute.work
    voided = replace(work.line(fee.line_id), voids_paper_fee=True)
    told = Change(
        "paperFeeVoided",
        Sentence(
            "The paper-invoice fee of {amount} is to be voided: invoices go by {method}.",
            amount=case.amount(full),
            method=paper.delivery_method,
        ),
        after={"lineID": fee.line_id, "deliveryMethod": paper.delivery_method},
        amount=full,
        note=False,
    )
    marked = replace(worked.dispute, work=work.with_line(voided))
    return replace(worked, relied_on_delivery=True).with_dispute(marked, told, at=context.at)


def resting_on_delivery(case: InvoiceCase) -> InvoiceCase:
    """The case, resting on the way of delivery where it voids the fee; `NotDisputable` where
    invoices go otherwise by now (CU-19).
    """
    lines = case.dispute.work.lines
    if not any(line.voids_paper_fee and line.status == "approved" for line in lines):
        return case
    if case.paper:
        case.paper.check_by_post()
    return replace(case, relied_on_delivery=True)


def _voidable(case: InvoiceCase) -> tuple[Paper, InvoiceLine]:
    """What is known of the customer's paper, and the invoice's line for it."""
    if case.paper:
        case.paper.check_by_post()
    if case.paper is None or case.paper.fee is None:
        raise NotDisputable("The invoice bills no paper-invoice fee.", rule=RULE)
    return case.paper, case.paper.fee
