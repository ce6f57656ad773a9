"""How staff see a round of approval, and what waits for them in their inbox."""

from chalicelib.domain.approvals.answers import Outcome
from chalicelib.domain.approvals.approval_chain import Asked, Chain, EndedRound, Level, Step
from chalicelib.domain.approvals.inbox import InboxRow, approval_id
from chalicelib.domain.approvals.rounds import forecast
from chalicelib.domain.base import money
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.views.parts import View, instant


def round_view(case: InvoiceCase, context: Context) -> View | None:
    """The last round of the dispute with its steps, those ahead as they are expected; None before there was any."""
    current = case.dispute.work.round
    if current is None:
        return None
    place = current.current
    return {
        "approvalID": approval_id(case.dispute.dispute_id, current.number, place) if place else None,
        "round": current.number,
        "attempt": current.attempt,
        "status": current.status,
        "total": case.number(current.total),
        "amount": case.number(current.amount),
        "currency": case.dispute.currency,
        "lines": list(current.line_ids),
        "requestedBy": [_person_view(one) for one in current.requested_by],
        "startedAt": instant(current.started_at),
        "endedAt": instant(current.ended_at),
        "reason": current.reason,
        "steps": [_step_view(case, step, asked) for step, asked in forecast(case, context)],
    }


def inbox_view(row: InboxRow, by: Person, *, is_over: bool = False) -> View:
    """An approval as it waits for the person who is asked, with what that one's yes comes to now.

    Once it is over there is no balance before and after: the credits are given or not, and the balance may hold them already.
    """

    def number(minor: int) -> int | float:
        return money.to_number(minor, row.currency)

    return {
        "approvalID": row.approval_id,
        "disputeID": row.dispute_id,
        "kind": row.kind,
        "invoiceNumber": row.subject_id,
        "customerID": row.customer_id,
        "customerName": row.customer_name,
        "currency": row.currency,
        "amount": number(row.amount),
        "total": number(row.total),
        "requestedBy": [_person_view(one) for one in row.requested_by],
        "level": row.level,
        "insteadOf": row.instead_of,
        "becomes": row.becomes_by(by),
        "askedAt": instant(row.asked_at),
        "dueAt": instant(row.due_at),
        "description": row.description,
        "reason": row.reason,
        "balanceBefore": None if is_over else number(row.balance),
        "balanceAfter": None if is_over else number(row.balance - row.amount),
        "approvedBesides": None if is_over else number(row.approved),
        "owed": None if is_over else number(row.owed),
        "lines": [
            {
                "lineID": line.line_id,
                "description": line.description,
                "charge": number(line.charge),
                "disputedAmount": number(line.disputed),
                "creditAmount": number(line.credit),
            }
            for line in row.lines
        ],
    }


def earlier_view(case: InvoiceCase, over: EndedRound | None) -> View:
    """An approval of a round that others have followed, in the same words; what of it is not remembered is null."""
    dispute = case.dispute
    unknown = ("level", "insteadOf", "becomes", "dueAt", "balanceBefore", "balanceAfter", "approvedBesides", "owed")
    return dict.fromkeys(unknown) | {
        "disputeID": dispute.dispute_id,
        "kind": dispute.kind,
        "invoiceNumber": dispute.subject_id,
        "customerID": dispute.parties[CUSTOMER],
        "customerName": dispute.party_names[CUSTOMER],
        "currency": dispute.currency,
        "amount": case.number(over.amount) if over else None,
        "total": case.number(over.total) if over else None,
        "requestedBy": [_person_view(one) for one in over.requested_by] if over else [],
        "askedAt": instant(over.started_at) if over else None,
        "description": dispute.description,
        "reason": dispute.reason,
        "lines": [],
    }


def outcome_view(outcome: Outcome | None) -> View | None:
    """How an approval came out; None while it goes on."""
    if outcome is None:
        return None
    return {"status": outcome.status, "by": outcome.by, "at": instant(outcome.at), "comment": outcome.comment}


def asked_view(step: Step, one: Asked) -> View:
    """Somebody who is or would be asked, and whether that one's yes is enough."""
    return _person_view(one) | {"isEnough": one.user_id in step.able}


def chain_row(chain: Chain) -> View:
    """A chain of approval as the setting keeps and shows it."""
    return {
        "chainID": chain.chain_id,
        "name": chain.name,
        "currencies": list(chain.currencies),
        "levels": [_level_row(level) for level in chain.levels],
        "whenSilent": chain.when_silent,
    }


def _level_row(level: Level) -> View:
    who: View = {"people": list(level.people)} if level.role is None else {"role": level.role}
    limit = {currency: money.to_number(minor, currency) for currency, minor in level.limit.items()}
    return {"name": level.name} | who | {"limit": limit, "answerWithinHours": level.answer_within_hours}


def _step_view(case: InvoiceCase, step: Step, asked: tuple[Asked, ...]) -> View:
    cap = step.level.limit.get(case.dispute.currency)
    return {
        "level": step.level.name,
        "status": step.status,
        "people": [asked_view(step, one) for one in asked],
        "limit": None if cap is None else case.number(cap),
        "hours": step.level.answer_within_hours,
        "askedAt": instant(step.asked_at),
        "dueAt": instant(step.due_at),
        "decidedBy": step.decided_by,
        "decidedAt": instant(step.decided_at),
        "comment": step.comment,
    }


def _person_view(one: Asked) -> View:
    return {"userID": one.user_id, "name": one.name, "insteadOf": one.instead_of}
