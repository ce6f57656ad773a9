"""What a letter about an approval says of a dispute as it stands, for whoever looks at a letter beforehand (DM-03)."""

from dataclasses import replace

from chalicelib.actions.approvals.letters import OVER, earlier_amount, facts_of, line_facts, over_facts, owed_in
from chalicelib.domain.approvals.notices import END_TOLD_BY
from chalicelib.domain.approvals.rounds import next_place, said_before
from chalicelib.domain.base.money import spell
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.mail.letters import EXAMPLE, ApprovalFacts


def facts_for(case: InvoiceCase, template_id: str, context: Context) -> ApprovalFacts:
    """What a letter says of a dispute as it stands: of an approval as it is or ended; what did not happen is as in the example."""
    current = case.dispute.work.round
    if current is None:
        return _facts_before(case)
    place = next_place(current)
    known = replace(facts_of(case.dispute, current, place, context.hours), owed=owed_in(case))
    if template_id == "approvalAsked":
        earlier = earlier_amount(case.dispute, current, place, context.actor.user_id)
        return replace(known, comment=said_before(current) or "", due=known.due or EXAMPLE.due, earlier_amount=earlier)
    is_over = template_id == "approvalOver" and current.status in OVER
    if not current.is_active and (is_over or template_id == END_TOLD_BY.get(current.status)):
        said = replace(known, comment=current.reason or "", decided_by=current.ended_by or "")
        return over_facts(said, current.status) if is_over or template_id == "approvalSetAside" else said
    return replace(known, comment=EXAMPLE.comment, decided_by=EXAMPLE.decided_by, outcome=EXAMPLE.outcome)


def _facts_before(case: InvoiceCase) -> ApprovalFacts:
    """What letters would say of a dispute for which no approval was asked yet."""
    dispute = case.dispute
    lines = [line for line in dispute.work.lines if line.status != "withdrawn"]
    amount = sum(line.credit for line in lines)

    owed = case.invoice.owed_after(amount if dispute.is_open else 0)

    def spelled(minor: int) -> str:
        return spell(minor, dispute.currency)

    return replace(
        EXAMPLE,
        dispute_id=dispute.dispute_id,
        invoice_number=str(dispute.subject_id),
        customer_name=dispute.party_names[CUSTOMER],
        currency=dispute.currency,
        amount=spelled(amount),
        total=spelled(case.invoice.credited_total + (amount if dispute.is_open else 0)),
        requester=dispute.raised_by,
        lines=tuple(line_facts(line, dispute.currency) for line in lines),
        reason=dispute.reason,
        description=dispute.description,
        earlier_amount="",
        owed=spelled(owed) if owed else "",
    )
