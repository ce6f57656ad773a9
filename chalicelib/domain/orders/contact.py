"""Reaching the vendor, and what it answers (CK-04, CK-11, PO-08…PO-13, PO-20)."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.case import (
    WORKING,
    OrderCase,
    require_customer,
    require_worked,
    require_worker,
    tell,
)
from chalicelib.domain.orders.facts import facts_of, proved_amount
from chalicelib.domain.orders.lifecycle import CLOSED, OPEN, WITHDRAWN, WORKED
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.references import CASH, METHODS, read_reference
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.domain.orders.work import (
    MAX_ATTEMPTS,
    MAX_LATE,
    Answer,
    Attempt,
    Contact,
)
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.errors import (
    AlreadyDecided,
    AlreadyDone,
    DisputeEnded,
    Forbidden,
    InvalidAmount,
    InvalidInput,
    NotYet,
    TooMany,
)
from chalicelib.values import dataclass

MAIL, CALL, MESSAGE = "mail", "call", "message"
ATTEMPT_CHANNELS = (MAIL, CALL, MESSAGE)

PAID_FULL, PAID_PART, NOT_PAID, DENIES = "paidFull", "paidPart", "notPaid", "denies"
VERDICTS = (PAID_FULL, PAID_PART, NOT_PAID, DENIES)


@dataclass(frozen=True)
class Said:
    """What a vendor fills in; the amount in minor units."""

    verdict: str
    amount: int | None = None
    method: str | None = None
    reference: str | None = None
    reason: str | None = None


def ask_vendor(case: OrderCase, vendor: Vendor, context: Context) -> OrderCase:
    """Asks the vendor by mail: from now on it has until its deadline to answer (CK-04, CK-11).

    How that is counted is the setting of now, and stays (PO-20).
    """
    known = case.work.contact
    check_askable(case, context)
    due_at = case.terms.answer_due(context.at, context.hours)
    asked = Contact(
        known.number + 1 if known else 1,
        context.at,
        due_at,
        case.terms.counts,
        vendor.time_zone,
        case.terms.reminder_at(context.at, due_at),
    )
    attempts = _with_attempt(case, Attempt(MAIL, context.actor.name, context.at))
    text = Sentence(
        "{vendor} was asked, and has until {due} to answer.", vendor=vendor.name, due=due_at
    )
    told = tell(
        "vendorAsked",
        text,
        {"status": case.dispute.status},
        {"dueAt": due_at.isoformat(), "counts": asked.counts},
        audience=VENDOR,
    )
    dispute = case.dispute.moved("contact", context.at, context.hours, VENDOR)
    dispute = replace(dispute, due_at=due_at)
    return replace(case, dispute=dispute).with_work(told, contact=asked, attempts=attempts)


def check_askable(case: OrderCase, context: Context) -> None:
    """Whether somebody can ask the vendor now (X-02): once, and again when its time ran out."""
    require_worker(context)
    require_worked(case)
    known = case.work.contact
    if case.work.answer and case.work.answer.is_final:
        raise AlreadyDone("The vendor has answered.", rule="CK-04")
    if known and context.at < known.due_at:
        raise AlreadyDone("The vendor has been asked; its time is running.", rule="CK-04")


def check_attemptable(case: OrderCase, context: Context) -> None:
    """Whether somebody can log that the vendor was called or written to (X-02)."""
    require_worker(context)
    require_worked(case)


def log_attempt(
    case: OrderCase, channel: str, note: str | None, context: Context, *, was_reached: bool = False
) -> OrderCase:
    """Writes down that somebody called or wrote to the vendor (CK-04, CK-09)."""
    check_attemptable(case, context)
    if channel not in ATTEMPT_CHANNELS:
        raise InvalidInput(f"An attempt is a {', '.join(ATTEMPT_CHANNELS)}.", rule="CK-04")
    attempt = Attempt(channel, context.actor.name, context.at, was_reached, note)
    how = "reached the vendor" if was_reached else "did not reach the vendor"
    told = tell(
        "attempted",
        f"{context.actor.name} {how} by {channel}{f': {note}' if note else '.'}",
        after={"channel": channel, "reached": was_reached},
    )
    dispute = case.dispute
    if dispute.status == OPEN:
        dispute = dispute.moved("contact", context.at, context.hours)
    known = replace(case, dispute=dispute)
    return known.with_work(told, attempts=_with_attempt(case, attempt))


def answer(case: OrderCase, said: Said, context: Context, *, is_final: bool = False) -> OrderCase:
    """Keeps what the vendor says, or what the staff was told by it; a draft until it is final
    (PO-13).

    After the deadline it is late, and cancels nothing (PO-10). After the decision it is late
    evidence, which changes nothing by itself (PO-11). How the vendor stands makes no difference
    (PO-09).
    """
    check_answerable(case, context)
    side = case.side_of(context) or STAFF
    told = _read(case, said, side, context, is_final=is_final)
    if case.dispute.status not in WORKED:
        return _late_evidence(case, told, context)
    if not is_final:
        return case.with_work(
            tell(
                "answerSaved", "The vendor saved an answer; it is not final yet.", audience=VENDOR
            ),
            answer=told,
        )
    late = ", late" if told.is_late else ""
    amount = ", {amount}" if told.amount is not None else ""
    change = tell(
        "vendorAnswered",
        Sentence(
            "The vendor answered{late}: {verdict}" + amount + ".",
            late=late,
            verdict=SPOKEN[told.verdict],
            amount=case.amount(told.amount or 0),
        ),
        after=journaled(case, told),
        amount=told.amount,
        audience=VENDOR,
    )
    said_now = case.with_work(change, answer=told)
    answered = _weighed_anew(case, said_now, "The vendor has answered.", context)
    mover = _next_mover(case)
    waiting = answered.dispute.waiting(mover, context.at, context.hours)
    return replace(answered, dispute=replace(waiting, due_at=None))


def check_answerable(case: OrderCase, context: Context) -> None:
    """Whether somebody may answer for the vendor now (X-02): the vendor itself, or who works the
    dispute and was told by it.
    """
    if case.side_of(context) != VENDOR and WORKING not in context.actor.permissions:
        raise Forbidden("Only the vendor answers.", rule="CK-04", unblockedBy=[VENDOR])
    work, status = case.work, case.dispute.status
    if status in (CLOSED, WITHDRAWN):
        raise DisputeEnded(f"The dispute is {status}.", rule="CK-15")
    if status not in WORKED:
        if len(work.late_evidence) >= MAX_LATE:
            raise TooMany(f"{MAX_LATE} answers came after the decision already.", rule="PO-11")
        return
    if work.contact is None and case.side_of(context) == VENDOR:
        raise NotYet("You have not been asked yet.", rule="CK-04")
    if work.answer and work.answer.is_final:
        raise AlreadyDecided(
            "The answer is final.", rule="PO-13", outcome={"verdict": work.answer.verdict}
        )


def confirm_received(case: OrderCase, amount: int, context: Context) -> OrderCase:
    """The customer says what it has got from the vendor: that proves so much (CK-05)."""
    require_customer(case, context)
    require_worked(case)
    if not 0 <= amount <= case.work.order_value:
        raise InvalidAmount("It is nothing, or as much as the order's value at most.", rule="CK-05")
    text = Sentence("The customer confirms to have got {amount}.", amount=case.amount(amount))
    told = tell(
        "receiptConfirmed",
        text,
        after={"amount": case.number(amount)},
        amount=amount,
        audience=CUSTOMER,
    )
    known = case.with_work(told, confirmed=amount)
    return _weighed_anew(case, known, "The customer has said what it has got.", context)


def reminder_due(case: OrderCase, now: datetime) -> bool:
    """Whether the vendor is reminded now: once, while its time runs and it has not answered
    (PO-08).
    """
    contact = case.work.contact
    if not contact or not contact.remind_at or contact.reminded_at or not case.work.is_worked:
        return False
    is_answered = case.work.answer is not None and case.work.answer.is_final
    return contact.remind_at <= now < contact.due_at and not is_answered and not case.work.pending


def remind(case: OrderCase, context: Context) -> OrderCase:
    """Reminds the vendor of its deadline, once (PO-08); the same case where that is not due."""
    contact = case.work.contact
    if contact is None or not reminder_due(case, context.at):
        return case
    text = Sentence("The vendor was reminded: its time ends {due}.", due=contact.due_at)
    told = tell(
        "vendorReminded", text, after={"dueAt": contact.due_at.isoformat()}, audience=VENDOR
    )
    return case.with_work(told, contact=replace(contact, reminded_at=context.at))


def deadline_words(contact: Contact) -> str:
    """The deadline as a date and time in the vendor's zone, with the name of that (PO-08)."""
    from zoneinfo import ZoneInfo  # late: few requests need it

    local = contact.due_at.astimezone(ZoneInfo(contact.time_zone))
    return f"{local:%A}, {local.day} {local:%B %Y, %H:%M} ({contact.time_zone})"


def journaled(case: OrderCase, said: Answer) -> dict[str, object]:
    """An answer as its event tells it."""
    told: dict[str, object] = {"verdict": said.verdict, "side": said.side, "late": said.is_late}
    optional = {
        "amount": case.number(said.amount) if said.amount is not None else None,
        "method": said.method,
        "reference": said.reference,
        "reason": said.reason,
    }
    return told | {name: value for name, value in optional.items() if value is not None}


def _read(case: OrderCase, said: Said, side: str, context: Context, *, is_final: bool) -> Answer:
    """The answer as it is kept; a final one must be whole."""
    if said.verdict not in VERDICTS:
        raise _wrong("/verdict", f"The vendor says {', '.join(VERDICTS)}.")
    has_paid = said.verdict in (PAID_FULL, PAID_PART)
    amount = case.work.order_value if said.verdict == PAID_FULL else said.amount
    if not has_paid:
        amount = None
    if amount is not None and not 0 < amount <= case.work.order_value:
        raise _wrong("/amount", "What was paid is above zero, and at most the order's value.")
    if said.verdict == PAID_PART and amount == case.work.order_value:
        raise _wrong("/amount", "That is all of it; say that it was paid in full.")
    if said.method is not None and said.method not in METHODS:
        raise _wrong("/method", f"A payment is made by {', '.join(METHODS)}.")
    reference = (
        read_reference(said.method or "bank", said.reference)
        if said.reference and has_paid and said.method != CASH
        else None
    )
    if is_final and said.verdict == PAID_PART and (amount is None or not said.reason):
        raise _wrong("/reason", "Say how much was paid, and why it was less.")
    if is_final and has_paid and said.method is None:
        raise _wrong("/method", "Say how it was paid.")
    contact = case.work.contact
    return Answer(
        verdict=said.verdict,
        at=context.at,
        by_name=context.actor.name,
        side=side,
        amount=amount,
        method=said.method if has_paid else None,
        reference=reference,
        reason=said.reason,
        is_final=is_final,
        is_late=contact is not None and context.at > contact.due_at,
    )


def _late_evidence(case: OrderCase, told: Answer, context: Context) -> OrderCase:
    """What came after the decision: who decided has that to look at (PO-11)."""
    late = replace(told, is_final=True, is_late=True)
    decider = case.work.effective[-1].by_role if case.work.effective else "agent"
    change = tell(
        "lateEvidence",
        f"The vendor answered after the decision: {SPOKEN[late.verdict]}.",
        after=journaled(case, late),
        amount=late.amount,
        audience=VENDOR,
    )
    known = case.with_work(change, late_evidence=(*case.work.late_evidence, late))
    waiting = known.dispute.waiting(decider, context.at, context.hours)
    return replace(known, dispute=waiting)


def _weighed_anew(before: OrderCase, after: OrderCase, why: str, context: Context) -> OrderCase:
    """The case after something was said: a decision that waits for somebody's yes is set aside,
    where it would be made on other facts by now (PO-39).
    """
    if before.work.pending and _grounds(before) != _grounds(after):
        return after.put_back(why, context)
    return after


def _grounds(case: OrderCase) -> tuple[dict[str, str], int]:
    """What a decision rests on, and how much is proved to be paid."""
    facts = facts_of(case)
    return facts, proved_amount(case, facts)


def _next_mover(case: OrderCase) -> str:
    """Whose move it is once the vendor has answered: the manager's where it had escalated, whom a
    late answer does not take that from (PO-10).
    """
    steps = [one for one in case.work.escalations if one.kind == "vendorSilent"]
    return steps[-1].to_role if steps else "agent"


def _with_attempt(case: OrderCase, attempt: Attempt) -> tuple[Attempt, ...]:
    if len(case.work.attempts) >= MAX_ATTEMPTS:
        raise TooMany(f"{MAX_ATTEMPTS} attempts are logged at most.", rule="CK-04")
    return (*case.work.attempts, attempt)


def _wrong(pointer: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule="CK-04", errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )


SPOKEN = {
    PAID_FULL: "paid in full",
    PAID_PART: "paid less, for a reason",
    NOT_PAID: "not paid",
    DENIES: "denies everything",
}
"""What a vendor says, in words."""
