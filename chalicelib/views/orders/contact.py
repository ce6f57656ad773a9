"""That a vendor is asked, and what it answers (CK-04, PO-08…PO-13)."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.contact import SPOKEN, VERDICTS, deadline_words
from chalicelib.domain.orders.work import Answer, Contact
from chalicelib.views.answers import Amount, Moment, meaning, one_of
from chalicelib.views.parts import instant


class ContactView(TypedDict):
    """That the vendor was asked, and until when it has to answer (CK-11, PO-08, PO-20)."""

    askedAt: Moment
    dueAt: Moment
    dueText: Annotated[str, meaning("The deadline in the vendor's zone.")]
    counts: Annotated[str, meaning("By hours of the clock, or business hours.")]
    timeZone: str
    remindedAt: Moment | None


class AnswerView(TypedDict):
    """What the vendor says (CK-04)."""

    verdict: Annotated[str, one_of(*VERDICTS)]
    verdictText: str
    amount: Amount | None
    method: str | None
    reference: str | None
    reason: str | None
    at: Moment
    isFinal: bool
    isLate: bool
    by: NotRequired[str]
    side: NotRequired[str]


class AttemptView(TypedDict):
    """That somebody tried to reach the vendor (CK-04)."""

    channel: str
    by: str
    at: Moment
    wasReached: bool
    note: str | None


def contact_view(contact: Contact | None) -> ContactView | None:
    """What the vendor was asked; None where it was not yet (CK-04)."""
    if contact is None:
        return None
    return {
        "askedAt": instant(contact.asked_at),
        "dueAt": instant(contact.due_at),
        "dueText": deadline_words(contact),
        "counts": contact.counts,
        "timeZone": contact.time_zone,
        "remindedAt": instant(contact.reminded_at),
    }


def answer_view(
    case: OrderCase, answer: Answer | None, *, is_own: bool = False
) -> AnswerView | None:
    """What the vendor says; None where it has not answered (CK-04)."""
    return told_answer(case, answer, is_own=is_own) if answer else None


def told_answer(case: OrderCase, answer: Answer, *, is_own: bool = False) -> AnswerView:
    """What the vendor says; `is_own` where the vendor itself reads it."""
    view: AnswerView = {
        "verdict": answer.verdict,
        "verdictText": SPOKEN[answer.verdict],
        "amount": None if answer.amount is None else case.number(answer.amount),
        "method": answer.method,
        "reference": answer.reference,
        "reason": answer.reason,
        "at": instant(answer.at),
        "isFinal": answer.is_final,
        "isLate": answer.is_late,
    }
    if not is_own:
        view["by"], view["side"] = answer.by_name, answer.side
    return view
