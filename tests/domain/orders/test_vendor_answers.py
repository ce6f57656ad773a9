"""Asking the vendor, its answers, evidence, deadlines and what escalates."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.disputes.attachments import Attachment
from chalicelib.domain.orders import contact, evidence
from chalicelib.domain.orders.escalation import answerable, due_now, look_after
from chalicelib.domain.orders.standing import HOLD, set_by_hand
from chalicelib.domain.orders.terms import BUSINESS, Terms
from chalicelib.domain.orders.work import PAID_LESS, Evidence
from chalicelib.domain.people.person import SYSTEM, Absence
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
from tests.domain.order_samples import (
    PEOPLE,
    START,
    answered,
    asked,
    context,
    decided,
    note,
    order,
    raised,
    vendor,
)


def system(hours: float = 0):
    return replace(context("agent", hours), actor=SYSTEM)


STAFF = [PEOPLE["manager"], PEOPLE["finance"], PEOPLE["agent"]]

# --- asking


def test_the_vendor_is_asked_and_has_six_hours() -> None:
    """CK-04, CK-11, PO-08: told as a date and time in its own zone."""
    case = asked(raised())
    assert case.dispute.status == "inProgress"
    assert case.dispute.waiting_for == "vendor"
    assert case.work.contact.due_at == START + timedelta(hours=7)
    assert contact.deadline_words(case.work.contact) == (
        "Monday, 2 November 2026, 21:30 (Asia/Kolkata)"
    )
    with pytest.raises(AlreadyDone):
        asked(case, 2)
    again = asked(case, 7)
    assert again.work.contact.number == 2
    with pytest.raises(Forbidden):
        contact.ask_vendor(raised(), vendor(), context("customer"))


def test_business_hours_are_a_setting_that_moves_no_running_deadline() -> None:
    """PO-20: the case keeps the moment and which kind it is."""
    terms = Terms(counts=BUSINESS)
    case = asked(raised(terms=terms), 5)
    assert case.work.contact.due_at == START + timedelta(hours=27)
    assert case.work.contact.counts == BUSINESS
    changed = replace(case, terms=Terms())
    assert changed.work.contact.due_at == START + timedelta(hours=27)
    assert due_now(changed, START + timedelta(hours=12)) == ()


def test_attempts_are_logged() -> None:
    """CK-04, CK-09: fifty at most, by a channel that there is."""
    case = contact.log_attempt(raised(), "call", "No answer", context("agent", 1))
    assert case.dispute.status == "inProgress"
    assert [one.channel for one in case.work.attempts] == ["call"]
    with pytest.raises(InvalidInput):
        contact.log_attempt(case, "pigeon", None, context("agent", 2))
    full = case.with_work(attempts=case.work.attempts * 50)
    with pytest.raises(TooMany):
        contact.log_attempt(full, "call", None, context("agent", 2))


# --- answering


def test_an_answer_is_a_draft_until_it_is_final() -> None:
    """PO-13: and once it is, it stays."""
    case = answered(raised(), "notPaid", is_final=False)
    assert case.dispute.waiting_for == "vendor"
    with pytest.raises(NotYet):
        decided(case)
    case = answered(case, "paidFull", method="upi", reference="312456789012", hours=3)
    assert case.dispute.waiting_for == "agent"
    assert case.work.answer.amount == 400_000
    with pytest.raises(AlreadyDecided) as refused:
        answered(case, "notPaid", hours=4)
    assert refused.value.rule == "PO-13"


def test_only_the_vendor_answers_or_who_was_told_by_it() -> None:
    """CK-04: a call that the staff logs is one too; before it is asked the vendor has none."""
    for who in ("stranger", "customer", "resolver"):
        with pytest.raises(Forbidden):
            answered(raised(), "denies", who=who)
    case = answered(raised(), "denies", who="agent")
    assert case.work.answer.side == "staff"
    said = contact.Said("denies")
    with pytest.raises(NotYet):
        contact.answer(raised(), said, context("vendor", 1), is_final=True)


@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "perhaps"},
        {"verdict": "paidFull"},
        {"verdict": "paidPart", "amount": 100, "method": "upi"},
        {"verdict": "paidPart", "reason": "Mood", "method": "upi"},
        {"verdict": "paidPart", "amount": 400_000, "reason": "Mood", "method": "upi"},
        {"verdict": "paidPart", "amount": 400_001, "reason": "Mood", "method": "upi"},
        {"verdict": "paidPart", "amount": 0, "reason": "Mood", "method": "upi"},
        {"verdict": "paidFull", "method": "shells"},
        {"verdict": "paidFull", "method": "upi", "reference": "12"},
    ],
)
def test_a_final_answer_is_whole(said: dict) -> None:
    """CK-04: amount and reason of what was less, and a reference that is one (PO-16)."""
    with pytest.raises(InvalidInput) as refused:
        answered(raised(), **said)
    assert refused.value.extras["errors"][0]["pointer"].startswith("/")


def test_a_vendor_on_hold_can_still_answer() -> None:
    """PO-09: how it stands makes no difference."""
    case = asked(raised())
    held = set_by_hand(case.standing, HOLD, "Too many", None, context("manager"))
    done = answered(replace(case, standing=held), "notPaid")
    assert done.work.answer.is_final


def test_a_late_answer_is_taken_and_cancels_nothing() -> None:
    """PO-10: it is marked, and the manager who was told still decides."""
    case = look_after(asked(raised()), STAFF, system(7))
    assert case.dispute.waiting_for == "manager"
    late = answered(case, "notPaid", hours=8)
    assert late.work.answer.is_late
    assert late.work.escalations == case.work.escalations
    assert late.dispute.waiting_for == "manager"
    on_time = answered(asked(raised()), "notPaid", hours=7)
    assert not on_time.work.answer.is_late


def test_what_comes_after_the_decision_is_late_evidence() -> None:
    """PO-11: it changes nothing by itself, and is for who decided to look at."""
    done = decided(answered(raised(), "notPaid"), "finance")
    said = contact.Said("paidFull", None, "upi", "312456789012")
    late = contact.answer(done, said, context("vendor", 9))
    assert late.dispute.status == "resolved"
    assert late.work.answer == done.work.answer
    assert [one.verdict for one in late.work.late_evidence] == ["paidFull"]
    assert late.dispute.waiting_for == "finance"
    assert late.order == done.order
    closed = replace(done, dispute=replace(done.dispute, status="closed"))
    with pytest.raises(DisputeEnded):
        contact.answer(closed, said, context("vendor", 9))


def test_the_customer_says_what_it_has_got() -> None:
    """CK-05: no more than the order's value, and nobody else for it."""
    for amount in (-1, 400_001):
        with pytest.raises(InvalidAmount):
            contact.confirm_received(raised(), amount, context("customer", 1))
    with pytest.raises(Forbidden):
        contact.confirm_received(raised(), 1, context("vendor", 1))


def test_the_vendor_is_reminded_once_before_its_deadline() -> None:
    """PO-08: not before, not after, not twice, and not when the answer is in."""
    case = asked(raised())
    assert contact.remind(case, system(5.9)) is case
    reminded = contact.remind(case, system(6))
    assert reminded.changes[-1].audience == "vendor"
    assert contact.remind(reminded, system(6.5)) is reminded
    assert contact.remind(case, system(7)) is case
    replied = answered(case, "denies")
    assert contact.remind(replied, system(6)) is replied
    short = asked(raised(terms=Terms(answer_within_hours=1)))
    assert short.work.contact.remind_at is None


# --- evidence


def file(type_: str = "application/pdf", side: str = "customer", tag: str = "t1") -> Attachment:
    return Attachment("A-1", "bill.pdf", type_, 10, side, side, "carl", "Carl", START, tag)


def test_the_checklist_tells_what_is_missing_and_from_whom() -> None:
    """CK-02: by claim and answer; a reference that was told needs no file."""
    case = raised(PAID_LESS, 100_000)
    assert [(one.type, one.side) for one in evidence.missing(case)] == [
        ("finalBill", "customer"),
        ("paymentProof", "customer"),
    ]
    case = evidence.type_file(case, file(), "finalBill", context("customer", 1))
    assert [one.type for one in evidence.missing(case)] == ["paymentProof"]
    part = answered(case, "paidPart", 300_000, reason="Screen", method="upi")
    assert {one.type for one in evidence.missing(part) if one.side == "vendor"} == {
        "paymentReference",
        "pickupNote",
    }
    noted = replace(part, order=order(notes=(note(-48),)))
    assert {one.type for one in evidence.missing(noted) if one.side == "vendor"} == {
        "paymentReference"
    }
    told = answered(raised(), "paidFull", method="upi", reference="312456789012")
    assert [one.side for one in evidence.missing(told)] == ["customer"]


def test_whoever_attached_a_file_says_what_it_is() -> None:
    """CK-02: or the staff; the later word counts."""
    case = evidence.type_file(raised(), file(), "other", context("customer", 1))
    case = evidence.type_file(case, file(), "finalBill", context("agent", 2))
    assert [one.type for one in case.work.evidence] == ["finalBill"]
    with pytest.raises(Forbidden):
        evidence.type_file(case, file(), "other", context("vendor", 3))
    with pytest.raises(InvalidInput):
        evidence.type_file(case, file(), "selfie", context("customer", 3))


def test_the_same_file_on_two_cases_is_found() -> None:
    """PO-17: by what names its content."""
    case = evidence.type_file(raised(), file(), "finalBill", context("customer", 1))
    same = Evidence("A-9", "other", "customer", "other.pdf", "t1", START)
    others = {"D-8": [same], "D-9": [replace(same, tag="t2")], case.dispute.dispute_id: [same]}
    assert evidence.same_files(case, others) == {"A-1": ("D-8",)}


# --- escalation


def test_a_silent_vendor_escalates_once() -> None:
    """CK-11, PO-21: twice, late by a day, or after it was answered: one event or none."""
    case = asked(raised())
    assert due_now(case, START + timedelta(hours=6.99)) == ()
    told = look_after(case, STAFF, system(31))
    assert [one.kind for one in told.work.escalations] == ["vendorSilent"]
    assert told.work.escalations[0].to_name == "Max"
    assert told.dispute.waiting_for == "manager"
    assert due_now(told, START + timedelta(hours=31)) == ()
    assert look_after(told, STAFF, system(31)) is told
    replied = answered(case, "denies")
    assert [one.kind for one in look_after(replied, STAFF, system(31)).work.escalations] == []
    again = asked(told, 32)
    assert len(look_after(again, STAFF, system(39)).work.escalations) == 2


def test_the_job_neither_fines_nor_blocks_nor_pays() -> None:
    """PO-24, CK-11: whatever it finds, order, standing, wallets and decisions stay."""
    case = asked(raised(about=order(900_000)))
    told = look_after(case, STAFF, system(24 * 40))
    assert len(told.work.escalations) == 3
    assert (told.order, told.standing, told.posted) == (case.order, case.standing, None)
    assert told.work.decisions == ()
    assert told.work.payouts == ()
    assert told.dispute.status == "inProgress"


def test_high_value_goes_to_finance_beside_all_else() -> None:
    """CK-12, PO-23: both escalations stand, and the one whose yes is missing is named."""
    case = raised(about=order(500_000))
    assert case.work.looked_at == START
    told = look_after(asked(case), STAFF, system(8))
    assert {(one.kind, one.to_role) for one in told.work.escalations} == {
        ("highValue", "finance"),
        ("vendorSilent", "manager"),
    }
    late = answered(told, "notPaid", hours=9)
    waiting = decided(late, "manager", 10)
    assert waiting.work.pending
    assert waiting.work.pending.missing == ("approver", "finance")


def test_what_was_promised_to_the_customer_is_watched() -> None:
    """PO-07: 48 hours to begin, a month to settle."""
    case = raised()
    assert [one.kind for one in due_now(case, START + timedelta(hours=48))] == ["unacknowledged"]
    assert {one.kind for one in due_now(case, START + timedelta(days=30))} == {
        "unacknowledged",
        "unresolved",
    }
    assert due_now(asked(case), START + timedelta(hours=2)) == ()


def test_a_manager_who_is_away_is_stood_in_for() -> None:
    """PO-22: by the substitute, else by another of the role, else by the role as a whole."""
    day = START.date()
    away = replace(PEOPLE["manager"], absence=Absence(day, day, "fay"))
    assert answerable("manager", [away, PEOPLE["finance"]], day).name == "Fay"
    other = replace(PEOPLE["manager"], user_id="mia", name="Mia")
    assert answerable("manager", [away, other], day).name == "Mia"
    assert answerable("manager", [away, other, PEOPLE["finance"]], day, named="max").name == "Fay"
    gone = replace(PEOPLE["finance"], absence=Absence(day, day))
    assert answerable("manager", [away, gone], day) is None
    inactive = replace(PEOPLE["manager"], is_active=False)
    assert answerable("manager", [inactive], day) is None


def test_the_sweep_is_told_the_next_moment() -> None:
    """PO-21: and none for what was done or is over."""
    case = raised()
    assert case.work.looked_at == START + timedelta(hours=48)
    case = asked(case)
    assert case.work.looked_at == START + timedelta(hours=6)
    case = look_after(case, STAFF, system(6))
    assert case.work.looked_at == START + timedelta(hours=7)
    case = look_after(case, STAFF, system(7))
    assert case.work.looked_at == START + timedelta(days=30)
    done = decided(answered(case, "paidFull", method="upi", reference="312456789012", hours=8))
    assert done.work.looked_at == done.work.close_at


def test_business_days_of_a_payout_pass_over_weekends_and_holidays() -> None:
    """PO-28: those of the company's country too; at the same time of its day, also where the clocks
    were changed meanwhile.
    """
    friday = START + timedelta(days=4)
    hours = WorkHours(holidays=((START + timedelta(days=7)).date(),))
    assert Terms().payout_task_at(friday, hours) == START + timedelta(days=10)
    german = WorkHours(time_zone="Europe/Berlin", country="DE")
    christmas_eve = datetime(2026, 12, 24, 9, tzinfo=UTC)
    assert Terms().payout_task_at(christmas_eve, german) == datetime(2026, 12, 30, 9, tzinfo=UTC)
    before_summer = datetime(2027, 3, 25, 9, tzinfo=UTC)
    assert Terms().payout_task_at(before_summer, german) == datetime(2027, 4, 1, 8, tzinfo=UTC)
