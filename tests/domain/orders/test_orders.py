"""Orders, vendors, phone numbers and references as they come in, and what can be disputed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.base.phones import read_phone
from chalicelib.domain.disputes.journal import Hand, enter, is_told
from chalicelib.domain.orders import claim
from chalicelib.domain.orders.assignment import Candidate, assignee
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.lifecycle import ORDER
from chalicelib.domain.orders.order import check_refund, choices_for, merge_order
from chalicelib.domain.orders.pattern import patterns, place_in
from chalicelib.domain.orders.references import folded, masked, read_account, read_reference
from chalicelib.domain.orders.terms import EarlierClaim, Terms, counted_with
from chalicelib.domain.orders.vendor import merge_vendor
from chalicelib.domain.orders.work import NOT_PAID, PAID_LESS
from chalicelib.domain.people.person import Absence, Person
from chalicelib.errors import (
    AlreadyDone,
    AmountTooLarge,
    DisputeEnded,
    DisputeOpen,
    Forbidden,
    IllegalMove,
    InvalidAmount,
    InvalidInput,
    NotChangeable,
    NotDisputable,
    NotFound,
)
from tests.domain.order_samples import (
    PEOPLE,
    START,
    answered,
    context,
    decided,
    kept,
    note,
    order,
    raised,
    vendor,
)

# --- what comes in


@pytest.mark.parametrize(
    "text",
    ["+91 98765 43210", "098765 43210", "98765-43210", "  +91-9876543210 ", "+91９876543210"],
)
def test_a_phone_number_has_one_form(text: str) -> None:
    """PO-02, X-12: however it is written, it is found."""
    assert read_phone(text, "IN") == "+919876543210"


@pytest.mark.parametrize(
    "text", ["", "12", "call me", "+91 98765 43210 ext 5", None, 98765, "9" * 41]
)
def test_what_is_no_phone_number_is_refused(text: object) -> None:
    """X-12: in words, with an example."""
    with pytest.raises(InvalidInput, match="phone number"):
        read_phone(text, "IN")


def test_a_number_of_another_country_keeps_it() -> None:
    """X-12."""
    assert read_phone("+44 20 7946 0018", "IN") == "+442079460018"


@pytest.mark.parametrize(
    ("method", "text", "read"),
    [
        ("upi", "3124 5678 9012", "312456789012"),
        ("upi", "३१२४५६७८९०१२", "312456789012"),
        ("imps", "3124-5678-9012", "312456789012"),
        ("neft", "hdfcn52026110212", "HDFCN52026110212"),
        ("sepa", "RF18 5390 0754 7034", "RF18539007547034"),
        ("bank", "ab/12.34", "AB1234"),
    ],
)
def test_a_reference_has_one_form_by_its_method(method: str, text: str, read: str) -> None:
    """PO-16: in any spelling it is the same."""
    assert read_reference(method, text) == read
    assert folded(text) == read


@pytest.mark.parametrize(
    ("method", "text"),
    [
        ("upi", "31245678901"),
        ("upi", "3124567890123"),
        ("upi", "31245678901A"),
        ("sepa", "RF19 5390 0754 7034"),
        ("neft", "12"),
        ("cash", "12"),
        ("barter", "12"),
        ("upi", " "),
    ],
)
def test_what_is_no_reference_of_its_method_is_refused(method: str, text: str) -> None:
    """PO-16: 12 digits for UPI, a check for those that have one."""
    with pytest.raises(InvalidInput):
        read_reference(method, text)


def test_an_account_is_checked_and_shown_by_its_end() -> None:
    """PO-26: IBAN by its check digits, an Indian one by IFSC and number."""
    assert read_account("iban", "gb82 west 1234 5698 7654 32") == "GB82WEST12345698765432"
    assert read_account("india", "HDFC0001234 50100123456789") == "HDFC000123450100123456789"
    assert read_account("upi", "Asha.K@okbank") == "ASHA.K@OKBANK"
    wrong = [("iban", "GB83WEST12345698765432"), ("india", "HDFC1"), ("gold", "1")]
    # A spreadsheet would carry it out, and the bank's file tells it with an apostrophe.
    wrong += [("upi", "-23@okbank"), ("upi", ".asha@okbank")]
    for kind, text in wrong:
        with pytest.raises(InvalidInput):
            read_account(kind, text)


def test_an_order_that_comes_again_changes_nothing() -> None:
    """X-12: a repeat is none, what differs is a version, and the journal tells it."""
    first = merge_order(None, order(notes=(note(-48),)), START)
    assert first.version == 1
    assert merge_order(first, order(notes=(note(-48),)), START + timedelta(days=1)) is None
    changed = merge_order(first, order(390_000, notes=(note(-48),)), START)
    assert changed.version == 2
    hand = Hand("ada", "Ada", START)
    known, entry = enter(None, first, hand)
    kept_, later = enter(known, changed, hand)
    assert later.after == {"finalValue": 3900}
    assert is_told(kept_, [entry, later])


def test_a_disputed_order_keeps_its_parties_currency_and_notes() -> None:
    """X-12, PO-18: more notes can come, and are known since they came."""
    known = raised(about=merge_order(None, order(notes=(note(-48),)), START)).order
    for changed in (
        {"vendor_id": "V-2"},
        {"customer_id": "C-2"},
        {"currency": "EUR"},
        {"notes": ()},
    ):
        told = replace(order(notes=(note(-48),)), **changed)
        with pytest.raises(NotChangeable):
            merge_order(known, told, START)
    later = START + timedelta(hours=5)
    more = merge_order(known, order(notes=(note(-48), note(-47))), later)
    assert [one.told_at for one in more.notes] == [START, later]
    assert not more.notes[1].is_before(START + timedelta(hours=1))
    assert more.open_dispute_id == known.open_dispute_id


def test_the_value_of_an_order_does_not_fall_below_what_was_paid_on_it() -> None:
    """PO-04, X-12: no import makes it paid more than its value."""
    paid = decided(answered(raised(), "notPaid"), "finance").order
    with pytest.raises(NotChangeable, match="is left"):
        merge_order(paid, order(100), START)
    assert merge_order(paid, order(500_000), START).rest == 100_000


@pytest.mark.parametrize("told", [{"status": "lost"}, {"value": -1}, {"notes": (note(1), note(1))}])
def test_an_order_that_cannot_be_is_refused(told: dict) -> None:
    """X-12."""
    with pytest.raises(InvalidInput):
        merge_order(None, replace(order(), **told), START)


def test_a_vendor_comes_in_once_and_keeps_its_currency() -> None:
    """X-12: its fines and its wallet are in it."""
    known = merge_vendor(None, vendor())
    assert merge_vendor(known, vendor()) is None
    assert merge_vendor(known, replace(vendor(), max_leads=10)).version == 2
    with pytest.raises(NotChangeable):
        merge_vendor(known, vendor(currency="EUR"))
    for told in ({"time_zone": "Moon/Sea"}, {"max_leads": -1}, {"vendor_id": "Platform"}):
        with pytest.raises(InvalidInput):
            merge_vendor(None, replace(vendor(), **told))


# --- intake


def test_only_completed_orders_with_something_left_can_be_disputed() -> None:
    """CK-03, PO-03: and by its own customer or the staff alone (CK-01)."""
    for told, rule in ((order(status="assigned"), "CK-03"), (order(0), "PO-03")):
        with pytest.raises(NotDisputable) as refused:
            raised(about=told)
        assert refused.value.rule == rule
    for who in ("other customer", "vendor", "resolver"):
        with pytest.raises(Forbidden):
            raised(who=who)
    assert raised(who="agent").dispute.status == "open"


def test_a_raise_while_another_is_open_names_that_one() -> None:
    """PO-01: and offers to add to it."""
    case = raised()
    with pytest.raises(DisputeOpen, match="add to it") as refused:
        raised(about=case.order)
    assert refused.value.extras["disputeID"] == case.dispute.dispute_id


def test_a_phone_number_gives_an_order_a_choice_or_nothing() -> None:
    """PO-02: unknown, not completed and somebody else's give the same answer."""
    mine, older = order(), order(order_id="CK-1", completed_at=START - timedelta(days=9))
    others = order(order_id="CK-2", customer_id="C-2")
    by = PEOPLE["customer"]
    assert choices_for([mine], by) == (mine,)
    assert choices_for([older, mine, others], by) == (mine, older)
    answers = []
    for found in ([], [others], [replace(mine, status="placed")]):
        with pytest.raises(NotFound) as refused:
            choices_for(found, by)
        answers.append((refused.value.detail, refused.value.rule))
    assert len(set(answers)) == 1


def test_another_claim_changes_the_open_dispute() -> None:
    """PO-03: as an event; the same claim again is none (PO-01)."""
    case = raised()
    other = claim.NewClaim(PAID_LESS, 150_000)
    changed = claim.change_claim(case, other, context("customer", 1))
    assert changed.dispute.amounts.disputed == 150_000
    assert changed.changes[-1].type == "claimChanged"
    assert changed.changes[-1].before["amount"] == 4000
    assert changed.work.claim.number == 2
    with pytest.raises(AlreadyDone):
        claim.change_claim(changed, other, context("customer", 2))


def test_a_claim_that_comes_in_is_a_dispute_another_claim_or_neither() -> None:
    """PO-01, PO-03: by staff, customer and program alike."""

    def come(case: OrderCase | None, kind: str, amount: int | None) -> OrderCase:
        about = case.order if case else order()
        new = claim.NewClaim(kind, amount, "support", description="Why")
        return claim.claim_on(about, case, new, context("agent", 1))

    first = come(None, NOT_PAID, None)
    assert first.dispute.status == "open"
    second = come(first, PAID_LESS, 100_000)
    assert second.dispute.dispute_id == first.dispute.dispute_id
    assert second.work.claim.channel == "support"
    for amount in (100_000, 50_000):
        with pytest.raises(DisputeOpen) as refused:
            come(second, PAID_LESS, amount)
        assert refused.value.extras["disputeID"] == first.dispute.dispute_id
    done = decided(answered(raised(), "paidFull", method="upi", reference="312456789012"))
    with pytest.raises(DisputeOpen):
        come(done, PAID_LESS, 100_000)


def test_a_vendors_disputes_are_a_pattern_with_what_they_cost() -> None:
    """X-08, CK-03: each currency by itself, what was fined taken off what was paid."""
    paid = decided(answered(raised(), "notPaid"), "finance").dispute
    proved = answered(raised(hours=1), "paidFull", method="upi", reference="312456789012", hours=2)
    yen = raised(about=order(500, currency="JPY"), hours=2).dispute
    found = patterns([paid, decided(proved).dispute, yen])
    rupees = found["INR"]
    assert (rupees.disputes, rupees.against) == (2, 1)
    assert (rupees.paid_out, rupees.fined, rupees.leaked) == (400_000, 40_000, 360_000)
    assert found["JPY"].leaked == 0
    assert place_in(yen, [paid, proved.dispute, yen]) == 3
    assert place_in(paid, [paid, yen]) == 1


def test_after_a_dispute_has_ended_only_the_rest_can_be_claimed() -> None:
    """PO-03, PO-04: never the whole again, and the sum is spelled out."""
    case = answered(raised(PAID_LESS, 150_000), "paidPart", 250_000, reason="Mood", method="upi")
    ended = kept(decided(case)).order
    gone = replace(ended, open_dispute_id=None)
    assert gone.rest == 0
    with pytest.raises(NotDisputable):
        raised(about=gone)
    more = replace(gone, value=450_000)
    with pytest.raises(
        AmountTooLarge, match=r"4,500.00 INR.*2,500.00.*1,500.00.*500.00"
    ) as refused:
        raised(about=more, amount=50_001)
    assert refused.value.rule == "PO-04"
    assert raised(about=more).work.claim.amount == 50_000


@pytest.mark.parametrize(("kind", "amount"), [(NOT_PAID, 0), (NOT_PAID, -5), (PAID_LESS, None)])
def test_a_claim_is_of_something(kind: str, amount: int | None) -> None:
    """CK-01: and who was paid less says how much."""
    with pytest.raises(InvalidAmount):
        raised(kind, amount)


def test_a_claim_has_a_kind_and_a_channel() -> None:
    """CK-01."""
    with pytest.raises(InvalidInput):
        raised("stolen")
    with pytest.raises(InvalidInput):
        claim.raise_dispute(order(), claim.NewClaim(NOT_PAID, None, "pigeon"), context("agent"))


def test_a_withdrawn_claim_frees_the_order() -> None:
    """CK-15: the customer gives it up; the vendor does not."""
    case = raised()
    with pytest.raises(Forbidden):
        claim.withdraw(case, context("vendor", 1))
    gone = claim.withdraw(case, context("customer", 1))
    assert gone.dispute.status == "withdrawn"
    assert gone.order.open_dispute_id is None
    assert gone.dispute.amounts.withdrawn == 400_000
    assert gone.work.looked_at is None
    with pytest.raises(DisputeEnded):
        claim.withdraw(gone, context("customer", 2))


def test_a_refund_outside_the_dispute_counts_what_was_paid_in_it() -> None:
    """PO-31: the refusal names the dispute."""
    done = decided(answered(raised(amount=150_000), "notPaid"))
    check_refund(done.order, 250_000)
    with pytest.raises(AmountTooLarge) as refused:
        check_refund(done.order, 250_001)
    assert refused.value.extras["disputeID"] == done.dispute.dispute_id
    check_refund(order(), 9_999_999)


def test_claims_count_together_within_the_window() -> None:
    """PO-05: those of the same customer on the same vendor, open or paid, in the same currency."""
    told = EarlierClaim("D-1", "C-1", "V-1", 100, "INR", START)
    others = (
        replace(told, dispute_id="D-2", amount=10),
        replace(told, dispute_id="D-3", amount=1, is_counted=False),
        replace(told, dispute_id="D-4", amount=1, vendor_id="V-2"),
        replace(told, dispute_id="D-5", amount=1, customer_id="C-2"),
        replace(told, dispute_id="D-6", amount=1, currency="EUR"),
        replace(told, dispute_id="D-7", amount=1, at=START - timedelta(days=31)),
        told,
    )
    assert counted_with(others, told, Terms(), START) == 10


# --- whose hands


def people(*names: str) -> list[Candidate]:
    return [
        Candidate(Person(name, "", name.title(), "agent"), open_)
        for open_, name in enumerate(names)
    ]


def test_one_after_the_other_gets_the_next_dispute() -> None:
    """CK-10: by name, beginning anew after the last, whoever is there."""
    three = people("cid", "ann", "bob")
    given, last = [], None
    for _ in range(4):
        last = assignee(three, "roundRobin", last, {}, START.date()).user_id
        given.append(last)
    assert given == ["ann", "bob", "cid", "ann"]
    away = replace(three[1].person, absence=Absence(START.date(), START.date()))
    there = [three[0], Candidate(away), three[2]]
    assert assignee(there, "roundRobin", "cid", {}, START.date()).user_id == "bob"
    assert assignee(there, "roundRobin", "ann", {}, START.date()).user_id == "bob"


def test_who_has_least_to_do_gets_the_next_dispute() -> None:
    """CK-10: of several, the next by name; nobody by hand, or where nobody may."""
    three = people("ann", "bob", "cid")
    assert assignee(three, "leastLoaded", "ann", {}, START.date()).user_id == "ann"
    even = [replace(one, open=2) for one in three]
    assert assignee(even, "leastLoaded", "ann", {}, START.date()).user_id == "bob"
    assert assignee(three, "byHand", None, {}, START.date()) is None
    outside = [Candidate(PEOPLE["vendor"]), Candidate(PEOPLE["resolver"])]
    assert assignee(outside, "leastLoaded", None, {}, START.date()) is None
    limited = [replace(one, person=replace(one.person, limit_to=("C-9",))) for one in three]
    assert assignee(limited, "leastLoaded", None, {"customer": "C-1"}, START.date()) is None


# --- the life cycle


def test_the_life_cycle_is_whole() -> None:
    """CK-15: every status is reached, left or an end, and each open one waits for somebody."""
    reached = {ORDER.initial} | {move.target for move in ORDER.moves}
    left = {source for move in ORDER.moves for source in move.sources}
    assert left | ORDER.ended >= reached >= left
    assert {one for one in reached if ORDER.is_open(one)} == set(ORDER.waits_for)
    with pytest.raises(IllegalMove):
        ORDER.after("close", "open")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("GB82WEST12345698765432", "GB82…5432"),
        ("HDFC000123450100123456789", "HDFC…6789"),
        ("12345678", "…5678"),
        ("CAL@OKBANK", "C…@OKBANK"),
        ("OLD@OKBANK", "O…@OKBANK"),
        ("ME@YBL", "M…@YBL"),
        ("CALVIN@OKBANK", "CA…N@OKBANK"),
        ("CALVIN.CUSTOMER@OKBANK", "CA…ER@OKBANK"),
        ("9876543210@YBL", "98…10@YBL"),
    ],
)
def test_an_account_is_told_from_another_one_and_not_known(number: str, shown: str) -> None:
    """PO-26: two UPI ids of one provider end alike, and are told apart; no more than half of what
    is one's own is shown.
    """
    assert masked(number) == shown
