"""Fees and interest of reminders, to the cent (CO-39)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from chalicelib.domain.collections.dunning.charging import (
    Charged,
    Late,
    charges_of,
    days_between,
    interest,
)
from chalicelib.domain.collections.dunning.holds import PROMISED, Hold
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, ChargeTerms, read_dunning
from chalicelib.domain.collections.dunning.today import Account, Run
from chalicelib.domain.invoices.charge import FEE, INTEREST, Charge, Waived, waived
from chalicelib.domain.invoices.instalments import Instalment
from chalicelib.domain.invoices.invoice import Invoice, Payment, without_charges
from chalicelib.domain.invoices.position import as_at, settled_by
from chalicelib.errors import AlreadyDone, NotFound
from tests.domain.follow_ups import CUSTOMER

TODAY = date(2026, 11, 30)
NINE = ChargeTerms(rate=Decimal(9))
INVOICE = Invoice(
    1001, "A", "approved", "EUR", date(2026, 9, 1), date(2026, 10, 1), 1000_00, 1000_00, "r"
)
PAID = Payment(1, date(2026, 11, 2), 1000_00)


@pytest.mark.parametrize(
    ("amount", "since", "through", "day_count", "cents"),
    [
        (1000_00, date(2026, 10, 1), date(2026, 11, 30), "actual/365", 14_79),
        (1000_00, date(2026, 10, 1), date(2026, 11, 30), "actual/360", 15_00),
        (1000_00, date(2026, 10, 1), date(2026, 11, 30), "30/360", 14_75),
        (1000_00, date(2028, 2, 28), date(2028, 3, 1), "actual/365", 49),
        (1000_00, date(2027, 2, 28), date(2027, 3, 1), "actual/365", 25),
        (1000_00, date(2027, 12, 31), date(2028, 12, 31), "actual/365", 90_25),
        (1000_00, date(2027, 1, 31), date(2027, 2, 28), "30/360", 7_00),
        (1000_00, date(2027, 2, 28), date(2027, 3, 31), "30/360", 8_00),
        (1000_00, date(2027, 1, 30), date(2027, 1, 31), "30/360", 0),
        (20_28, date(2026, 11, 29), date(2026, 11, 30), "actual/365", 1),
        (20_27, date(2026, 11, 29), date(2026, 11, 30), "actual/365", 0),
        (1000_00, TODAY, TODAY, "actual/365", 0),
        (1000_00, date(2026, 12, 1), TODAY, "actual/365", 0),
    ],
)
def test_interest_is_reckoned_to_the_cent(
    amount: int, since: date, through: date, day_count: str, cents: int
) -> None:
    """CO-39: by actual days or months of thirty, over leap days and ends of months and years,
    rounded half up.
    """
    terms = replace(NINE, day_count=day_count)
    assert interest(amount * days_between(since, through, terms), terms) == cents


def charge(kind: str = FEE, amount: int = 5_00, **more: object) -> Charge:
    return Charge(f"1-{kind}", kind, amount, date(2026, 10, 31), 1, **more)  # type: ignore[arg-type]


def test_interest_goes_on_from_the_day_through_which_it_was_charged() -> None:
    """CO-39: on the invoice alone, not on charges; each instalment from its own day."""
    known = replace(INVOICE, reminder_charges=(MONTH,))
    assert asked_on(known, 1000_00) == Charged(0, 7_40, 30_000_00)
    parts = (Instalment(date(2026, 10, 1), 400_00), Instalment(date(2026, 10, 31), 600_00))
    by_parts = replace(INVOICE, instalments=parts)
    assert asked_on(by_parts, 1000_00) == Charged(0, 10_36, 42_000_00)
    untold = charge(INTEREST, 7_40)
    before = replace(INVOICE, reminder_charges=(untold,))
    assert asked_on(before, 1000_00).interest == 7_39, "so that both are the 14.79 of sixty days"


def test_a_letter_charges_its_fee_once_in_a_currency_and_no_trifle_of_interest() -> None:
    """CO-39: on the oldest item; less than the least amount is not charged."""
    items = [
        Late(INVOICE, 1000_00),
        Late(replace(INVOICE, invoice_number="B"), 1000_00),
        Late(replace(INVOICE, invoice_number="C", currency="USD"), 1000_00),
    ]
    terms = replace(NINE, minimum={"USD": 20_00})
    assert charges_of(items, {"EUR": 5_00}, terms, TODAY) == {
        "A": Charged(5_00, 14_79, 60_000_00),
        "B": Charged(0, 14_79, 60_000_00),
    }
    assert charges_of(items, {}, ChargeTerms(), TODAY) == {}, "off unless set"


MAILED = replace(CUSTOMER, email="pay@bright.test")
MONTH = charge(INTEREST, 7_40, amount_days=30_000_00)
"""Interest on all of it until the day of its letter."""


def asked_on(invoice: Invoice, asked: int, terms: ChargeTerms = NINE) -> Charged:
    """What a letter of the day charges that asks for so much of an invoice itself."""
    return charges_of([Late(invoice, asked)], {}, terms, TODAY).get("A", Charged())


def paid_on(day: int, amount: int, *, month: int = 10) -> Payment:
    return Payment(f"{month}-{day}", date(2026, month, day), amount)


OPEN_NOW = [
    ([], {}, 1000_00, 60_000_00, 14_79, "all of it for sixty days"),
    ([paid_on(21, 600_00)], {}, 400_00, 36_000_00, 8_88, "600 for twenty days, 400 for sixty"),
    ([paid_on(1, 600_00)], {}, 400_00, 24_000_00, 5_92, "what was paid in time bears none"),
    ([paid_on(21, 600_00), paid_on(31, 300_00)], {}, 100_00, 27_000_00, 6_66, "three parts"),
    ([paid_on(21, 600_00)], {"1": 100_00}, 300_00, 30_000_00, 7_40, "a credit was never owed"),
    ([paid_on(21, 600_00)], {}, 300_00, 30_000_00, 7_40, "100 of it is in dispute or promised"),
    ([paid_on(5, 600_00, month=12)], {}, 400_00, 60_000_00, 14_79, "dated later than the letter"),
    ([paid_on(21, 1000_00)], {}, 0, 20_000_00, 4_93, "paid late, and charges alone are asked for"),
]


@pytest.mark.parametrize(
    ("paid", "credited", "asked", "amount_days", "cents", "why"), OPEN_NOW, ids=lambda one: ""
)
def test_what_was_paid_late_bears_interest_until_it_was_paid(
    paid: list[Payment],
    credited: dict[str, int],
    asked: int,
    amount_days: int,
    cents: int,
    why: str,
) -> None:
    """CO-39: figures of a pocket calculator, 9 % of amounts times days by 365, rounded once."""
    invoice = replace(INVOICE, payments=tuple(paid), credited=credited)
    assert asked_on(invoice, asked) == Charged(0, cents, amount_days), why


CHARGED_BEFORE = [
    ([], {}, 1000_00, 7_40, "thirty days more"),
    ([paid_on(21, 600_00)], {}, 400_00, 1_48, "recorded late: ten days of 600 were too many"),
    ([paid_on(1, 1000_00)], {}, 0, 0, "recorded late and in time: nothing was owed"),
    (
        [paid_on(10, 600_00, month=11)],
        {},
        400_00,
        4_44,
        "paid since: ten days of 600",
    ),
    ([], {"1": 500_00}, 500_00, 0, "credited since: as much as was charged on it is taken off"),
    ([], {"1": 400_00}, 600_00, 1_48, "credited since: 36,000 instead of 60,000 less 30,000"),
]


@pytest.mark.parametrize(
    ("paid", "credited", "asked", "cents", "why"), CHARGED_BEFORE, ids=lambda one: ""
)
def test_no_letter_charges_what_one_before_it_charged(
    paid: list[Payment], credited: dict[str, int], asked: int, cents: int, why: str
) -> None:
    """CO-39: after a letter of the 31st of October over the whole, whatever was told since."""
    invoice = replace(INVOICE, payments=tuple(paid), credited=credited, reminder_charges=(MONTH,))
    assert asked_on(invoice, asked).interest == cents, why


def test_a_payment_taken_back_bears_interest_for_the_days_it_was_thought_paid() -> None:
    """CO-39, CO-23: and one at another rate is not charged for the days of before."""
    part = charge(INTEREST, 2_96, amount_days=12_000_00)
    known = replace(INVOICE, reminder_charges=(part,))
    bounced = asked_on(known, 1000_00)
    assert (bounced.amount_days, bounced.interest) == (48_000_00, 11_84)
    dearer = replace(NINE, rate=Decimal(12))
    assert asked_on(known, 1000_00, dearer).interest == 15_78


def asked_of(invoice: Invoice, *, forgets: bool = False, fee: str = "5") -> Run:
    rows = [row | {"fee": {"EUR": fee}} for row in LEVEL_ROWS]
    terms = read_dunning([{"interestRate": 9, "forgetsCharges": forgets}], rows)
    return run(Account(MAILED, [invoice], [], Dunning(1001, "B", "R")), terms, TODAY)


def test_charges_are_asked_for_until_they_are_paid_waived_or_forgotten() -> None:
    """CO-39: payments pay the invoice first; what is left are charges, and it is not settled."""
    fresh = asked_of(INVOICE)
    [item] = fresh.items
    assert (item.open, item.asked, item.new.by_kind) == (
        1000_00,
        1000_00,
        {FEE: 5_00, INTEREST: 14_79},
    )
    assert fresh.sums == {"EUR": 1019_79}
    both = (charge(), MONTH)
    known = replace(INVOICE, reminder_charges=both)
    assert (known.balance, known.charges_owed, known.principal) == (1012_40, 12_40, 1000_00)
    paid = replace(known, payments=(PAID,))
    assert (paid.balance, paid.charges_owed) == (12_40, 12_40)
    [left] = asked_of(paid).items
    assert (left.asked, left.charges_owed, left.new.by_kind) == (12_40, 12_40, {INTEREST: 49})
    """The two days until it was paid, and no fee for charges alone."""
    assert asked_of(paid, forgets=True).items[0].new == Charged(), "it would be forgotten at once"
    in_part = replace(paid, payments=(PAID, Payment(2, TODAY, 10_00)))
    assert (in_part.balance, in_part.charges_owed) == (2_40, 2_40)
    whole = replace(known, payments=(replace(PAID, amount=1012_40),))
    assert (whole.balance, whole.charges_owed) == (0, 0)
    over = replace(known, payments=(replace(PAID, amount=1020_00),))
    assert (over.balance, over.charges_owed) == (-7_60, 0)
    forgotten = tuple(replace(one, ends_with_principal=True) for one in both)
    assert replace(paid, reminder_charges=forgotten).balance == 0
    assert replace(known, reminder_charges=forgotten).balance == 1012_40
    assert without_charges(known, 1).balance == 1000_00


@pytest.mark.parametrize(
    ("paid", "credited", "charged", "balance"),
    [
        ([(2, 1000_00)], 0, 0, 0),
        ([(2, 999_99)], 0, 12_40, 12_41),
        ([(2, 1012_40)], 0, 12_40, 0),
        ([(2, 1005_00)], 0, 5_00, 0),
        ([(2, 1020_00)], 0, 12_40, -7_60),
        ([(2, 600_00), (3, 412_40)], 0, 12_40, 0),
        ([(2, 1000_00), (2, 12_40)], 0, 12_40, 0),
        ([(2, 1000_00), (3, 12_40)], 0, 0, -12_40),
        ([(3, 12_40), (2, 1000_00)], 0, 0, -12_40),
        ([(2, 1000_00)], 50_00, 0, -50_00),
        ([(2, 500_00)], 500_00, 0, 0),
    ],
)
def test_what_was_paid_of_charges_is_no_credit_once_they_are_forgotten(
    paid: list[tuple[int, int]], credited: int, charged: int, balance: int
) -> None:
    """CO-39: whoever pays what a letter asks for has paid its charges, in whichever order payments
    are told; what came or was credited once they were forgotten brings none of them back.
    """
    both = (charge(), charge(INTEREST, 7_40))
    forgotten = tuple(replace(one, ends_with_principal=True) for one in both)
    payments = tuple(
        Payment(place, date(2026, 11, day), amount) for place, (day, amount) in enumerate(paid)
    )
    credits = {"1": credited} if credited else {}
    stands = replace(INVOICE, payments=payments, credited=credits, reminder_charges=forgotten)
    assert (stands.charged, stands.balance) == (charged, balance)


def test_a_position_of_a_past_day_has_the_charges_of_that_day() -> None:
    """CO-39, RE-04: none of a later letter, and what was waived later as still owed; an invoice is
    among what was settled since as long as a charge on it was.
    """
    late = replace(charge(INTEREST, 7_40), on=date(2026, 11, 20))
    waiver = Waived("Goodwill", "Ada", datetime(2026, 11, 25, 12, tzinfo=UTC), 3)
    known = replace(INVOICE, payments=(PAID,), reminder_charges=(charge(), late))
    gone = tuple(replace(one, waived=waiver) for one in known.reminder_charges)
    waived_since = replace(known, reminder_charges=gone)
    for day, balance in ((30, 1000_00), (31, 1005_00)):
        stood = as_at(waived_since, (), date(2026, 10, day), datetime.date)
        assert stood is not None
        assert stood.balance == balance
    for day, left in ((19, 5_00), (20, 12_40), (24, 12_40), (25, None)):
        stood = as_at(waived_since, (), date(2026, 11, day), datetime.date)
        assert (stood and stood.balance) == left
    settled = settled_by(waived_since)
    assert settled
    assert settled > date(2026, 11, 24)


def test_a_waived_charge_is_not_asked_for_and_its_interest_does_not_come_back() -> None:
    """CO-39: it stays to be seen, with who waived it and why."""
    by = Waived("Goodwill", "Ada", datetime(2026, 11, 30, tzinfo=UTC), 2)
    both = (charge(), MONTH)
    one = waived(both, "1-interest", by)
    known = replace(INVOICE, reminder_charges=one)
    assert (known.balance, len(known.reminder_charges)) == (1005_00, 2)
    assert charges_of([Late(known, 1000_00)], {}, NINE, TODAY)["A"].interest == 7_40
    with pytest.raises(AlreadyDone):
        waived(one, "1-interest", by)
    with pytest.raises(NotFound):
        waived(one, "2-fee", by)


def test_charges_are_due_since_their_letter_beside_instalments() -> None:
    """CO-39, CO-06: whatever is due later, they are asked for with the instalment that is late;
    what is promised of both is of the invoice first, so that no line is below zero.
    """
    parts = (Instalment(date(2026, 10, 1), 400_00), Instalment(date(2026, 12, 31), 600_00))
    known = replace(INVOICE, instalments=parts, reminder_charges=(charge(),))
    [item] = asked_of(known).items
    assert (item.asked, item.charges_owed, item.charges_asked) == (405_00, 5_00, 5_00)
    assert item.new.interest == 5_92
    [alone] = asked_of(replace(known, payments=(replace(PAID, amount=400_00),))).items
    assert alone.due_date == date(2026, 10, 31), "of the oldest part that is owed"
    assert (alone.asked, alone.charges_asked, alone.new.by_kind) == (5_00, 5_00, {INTEREST: 3_16})
    most = Hold(PROMISED, "promised until 2026-12-05", 402_00, date(2026, 12, 5))
    account = Account(MAILED, [known], [], Dunning(1001, "B", "R"), {"A": [most]})
    [promised] = run(account, read_dunning([], LEVEL_ROWS), TODAY).items
    assert (promised.asked, promised.charges_asked) == (3_00, 3_00)
    [whole] = asked_of(replace(known, instalments=())).items
    assert (whole.asked, whole.charges_asked) == (1005_00, 5_00)


def test_what_is_in_dispute_keeps_its_charges_with_it() -> None:
    """CO-39, CO-31: they are not asked for alone."""
    known = replace(INVOICE, reminder_charges=(charge(),), disputed={"1": 1000_00})
    [item] = asked_of(known).items
    assert (item.code, item.asked, item.disputed, item.held) == ("inDispute", 0, 1000_00, 5_00)
    part = Hold(PROMISED, "promised until 2026-12-05", 2_00, date(2026, 12, 5))
    account = Account(CUSTOMER, [known], [], Dunning(1001, "B", "R"), {"A": [part]})
    [held] = run(account, read_dunning([], LEVEL_ROWS), TODAY).items
    assert (held.promised, held.held, held.rest) == (2_00, 3_00, 0), "each part once"
