"""What a letter about an approval says of a dispute as it stands, for whoever looks at a letter
beforehand (DM-03).
"""

from dataclasses import replace

from chalicelib.actions.approvals.letters import OVER, earlier_amount, facts_of, over_facts
from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.domain.approvals.notices import END_TOLD_BY
from chalicelib.domain.approvals.rounds import next_place, said_before
from chalicelib.domain.disputes.context import Context
from chalicelib.mail.example_facts import EXAMPLE
from chalicelib.mail.facts import ApprovalFacts


def facts_for(case: Approvable, template_id: str, context: Context) -> ApprovalFacts | None:
    """What a letter says of a dispute as it stands: of an approval as it is or ended, what did not
    happen as in the example; None before any was asked for.
    """
    current = case.dispute.work.round
    if current is None:
        return None
    place = next_place(current)
    known = facts_of(case, current, place, context.hours)
    if template_id == "approvalAsked":
        earlier = earlier_amount(case.dispute, current, place, context.actor.user_id)
        return replace(
            known,
            comment=said_before(current) or "",
            due=known.due or EXAMPLE.due,
            earlier_amount=earlier,
        )
    is_over = template_id == "approvalOver" and current.status in OVER
    if not current.is_active and (is_over or template_id == END_TOLD_BY.get(current.status)):
        said = replace(known, comment=current.reason or "", decided_by=current.ended_by or "")
        return (
            over_facts(said, current.status)
            if is_over or template_id == "approvalSetAside"
            else said
        )
    return replace(
        known, comment=EXAMPLE.comment, decided_by=EXAMPLE.decided_by, outcome=EXAMPLE.outcome
    )
