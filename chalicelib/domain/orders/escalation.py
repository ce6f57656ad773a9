"""Escalation: what is told to whom when it does not go on, each once; nothing of it pays, fines or
blocks (CK-11, CK-12, PO-07, PO-10, PO-20…PO-24, PO-28).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.case import OrderCase, tell
from chalicelib.domain.orders.closing import expire
from chalicelib.domain.orders.contact import remind
from chalicelib.domain.orders.work import EscalationStep
from chalicelib.domain.people.person import Person
from chalicelib.values import dataclass

MANAGER, FINANCE = "manager", "finance"

VENDOR_SILENT, HIGH_VALUE, UNACKNOWLEDGED, UNRESOLVED, PAYOUT_UNCONFIRMED = (
    "vendorSilent",
    "highValue",
    "unacknowledged",
    "unresolved",
    "payoutUnconfirmed",
)


@dataclass(frozen=True)
class Due:
    """Something that somebody is to be told of now."""

    key: str
    kind: str
    role: str
    text: Sentence
    since: datetime


def due_now(case: OrderCase, now: datetime) -> tuple[Due, ...]:
    """All that is to escalate now, and has not yet (PO-21); a case that was answered or decided
    meanwhile has less.
    """
    work = case.work
    found: list[Due] = []
    contact = work.contact
    is_answered = work.answer is not None and work.answer.is_final
    if work.is_worked and contact and contact.due_at <= now and not is_answered:
        found.append(
            Due(
                f"{VENDOR_SILENT} {contact.number}",
                VENDOR_SILENT,
                MANAGER,
                Sentence("The vendor has not answered until {due}.", due=contact.due_at),
                contact.due_at,
            )
        )
    if work.is_worked and work.claim.is_high:
        text = Sentence(
            "The claim is of high value: {amount}.", amount=case.amount(work.counted_amount)
        )
        key = f"{HIGH_VALUE} {work.claim.number}"
        found.append(Due(key, HIGH_VALUE, FINANCE, text, work.claim.at))
    if work.is_untouched and work.acknowledge_by <= now:
        text = Sentence("Nobody has begun with it until {by}.", by=work.acknowledge_by)
        found.append(Due(UNACKNOWLEDGED, UNACKNOWLEDGED, MANAGER, text, work.acknowledge_by))
    if work.is_worked and work.settle_by <= now:
        text = Sentence("It is not settled until {by}, as was promised.", by=work.settle_by)
        found.append(Due(UNRESOLVED, UNRESOLVED, MANAGER, text, work.settle_by))
    for payout in work.unconfirmed:
        if payout.task_at and payout.task_at <= now:
            text = Sentence(
                "The bank has not confirmed {amount}, payout {payout}.",
                amount=case.amount(payout.amount),
                payout=payout.payout_id,
            )
            key = f"{PAYOUT_UNCONFIRMED} {payout.payout_id}"
            found.append(Due(key, PAYOUT_UNCONFIRMED, FINANCE, text, payout.task_at))
    return tuple(one for one in found if not work.has_escalated(one.key))


def escalate(case: OrderCase, due: Due, people: Iterable[Person], context: Context) -> OrderCase:
    """Tells somebody of the role, once, whose move it then is (PO-22); the same case where that was
    done.
    """
    if case.work.has_escalated(due.key):
        return case
    person = answerable(due.role, people, context.hours.day_of(context.at))
    step = EscalationStep(
        due.key,
        due.kind,
        context.at,
        due.role,
        person.user_id if person else None,
        person.name if person else None,
    )
    to = person.name if person else f"whoever is {due.role}"
    told = tell(
        "escalated",
        Sentence("{what} It went to {to}.", what=due.text, to=to),
        after={"kind": due.kind, "key": due.key, "role": due.role, "to": step.to_name},
    )
    known = case.with_work(told, escalations=(*case.work.escalations, step))
    if due.kind not in (VENDOR_SILENT, UNACKNOWLEDGED, UNRESOLVED) or case.work.pending:
        return known
    waiting = known.dispute.waiting(due.role, context.at, context.hours)
    return replace(known, dispute=waiting)


def look_after(case: OrderCase, people: Iterable[Person], context: Context) -> OrderCase:
    """All that the job does for a case: escalates what is due, reminds the vendor, closes by time.

    The same case where nothing is due, so that doing it twice does it once (PO-21, PO-24).
    """
    known = tuple(people)
    for due in due_now(case, context.at):
        case = escalate(case, due, known, context)
    return expire(remind(case, context), context)


def answerable(
    role: str, people: Iterable[Person], day: date, named: str | None = None
) -> Person | None:
    """Who of a role is told: the one that is named, or the first by name; for one who is away the
    substitute, as long as that one is there. None: the role as a whole, since nobody of it is
    (PO-22).
    """
    known = {one.user_id: one for one in people if one.is_active and not one.is_outside}
    of_role = sorted(
        (one for one in known.values() if one.role == role),
        key=lambda one: (one.user_id != named, one.name.casefold(), one.user_id),
    )
    present = next((one for one in of_role if not one.is_away(day)), None)
    if present and (named is None or present.user_id == named):
        return present
    for one in of_role:
        stand_in = known.get(one.absence.substitute_id or "") if one.absence else None
        if stand_in and not stand_in.is_away(day):
            return stand_in
    return present
