"""Which letters an event of an approval asks for: to those who are asked, and to those who asked (CU-15)."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.actions.deliveries import Outgoing
from chalicelib.actions.execution import Office
from chalicelib.domain.chain import LONGEST_WAIT, Round
from chalicelib.domain.dispute import Dispute, Line
from chalicelib.domain.events import Event
from chalicelib.domain.inbox import approval_id
from chalicelib.domain.money import spell
from chalicelib.domain.notices import ASKING, TOLD, notices_of
from chalicelib.domain.people import SYSTEM
from chalicelib.domain.workhours import WorkHours
from chalicelib.links import Link
from chalicelib.mail.letters import ApprovalFacts, LineFacts
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_hours, to_person
from chalicelib.store.table import name_of

LINK_LIVES = LONGEST_WAIT + timedelta(days=1)
"""Longer than a level may take, and less than the thirty days between two changes of the key that signs it."""


def letters_for(office: Office, event: Event) -> list[Outgoing]:
    """The letters of an event, as they are to be sent now."""
    if event.type not in TOLD:
        return []
    key, hours_key = keys.dispute(event.dispute_id), keys.setting("businessHours")
    found = office.table.get([key, hours_key])
    dispute = to_dispute(found[name_of(key)])
    current = dispute.work.round
    told = {one.user_id: one for one in notices_of(event.type, event.after, event.by_id, current)}
    if current is None or not told:
        return []
    hours = to_hours(found.get(name_of(hours_key)))
    people = office.table.get([keys.user(user_id) for user_id in told])
    facts = facts_of(dispute, current, event.after["step"], hours)
    facts = replace(
        facts,
        comment=str(event.after.get("comment") or current.reason or ""),
        instead_of=_instead_of(event),
        decided_by="" if event.by_id == SYSTEM.user_id else event.by_name,
    )
    named = (to_person(item) for item in people.values())
    return [
        Outgoing(
            person.user_id,
            person.email,
            person.name,
            told[person.user_id].letter,
            facts,
            _link(event, current, person.user_id),
        )
        for person in sorted(named, key=lambda one: one.user_id)
    ]


def facts_of(dispute: Dispute, current: Round, place: int, hours: WorkHours) -> ApprovalFacts:
    """What letters say of a step of a round as it stands."""
    step = current.step(place)
    due = step.due_at.astimezone(hours.zone) if step and step.due_at else None

    return ApprovalFacts(
        dispute_id=dispute.dispute_id,
        invoice_number=str(dispute.subject_id),
        customer_name=dispute.customer_name,
        currency=dispute.currency,
        amount=spell(current.amount, dispute.currency),
        total=spell(current.total, dispute.currency),
        requester=" and ".join(one.name for one in current.requested_by),
        lines=tuple(line_facts(line, dispute.currency) for line in dispute.work.lines if line.line_id in current.line_ids),
        reason=dispute.reason,
        description=dispute.description,
        level=step.level.name if step else "",
        due=due.strftime("%d %B %Y, %H:%M %Z") if due else "",
        outcome=current.status,
    )


def line_facts(line: Line, currency: str) -> LineFacts:
    """What letters say of a line."""
    return LineFacts(line.description, *(spell(amount, currency) for amount in (line.charge, line.disputed, line.credit)))


def _instead_of(event: Event) -> str:
    """Who is away; not who passed it on, which the comment tells."""
    asked = event.after["asked"] if event.type == "approvalAsked" else []
    return str(asked[0]["insteadOf"] or "") if len(asked) == 1 else ""


def _link(event: Event, current: Round, user_id: str) -> Link | None:
    if event.type not in ASKING:
        return None
    approval = approval_id(event.dispute_id, current.number, event.after["step"])
    return Link(user_id, approval, current.content_hash, event.at + LINK_LIVES)
