"""Payments of a customer: each counts once on each invoice, and is taken back, never edited."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.invoices.invoice import MAX_PAYMENTS, Invoice, Payment
from chalicelib.domain.invoices.payments import (
    Allocation,
    CustomerPayment,
    merge_payment,
    reverse,
    spread,
)
from chalicelib.errors import (
    AlreadyDone,
    InvalidAmount,
    InvalidInput,
    NotChangeable,
    RedressError,
    TooMany,
)

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
DAY = date(2026, 11, 3)


def invoice(number: object, total: int = 100_00, **told: object) -> Invoice:
    return Invoice(1001, number, "approved", "USD", DAY, DAY, total, total, "r", version=1, **told)  # type: ignore[arg-type]


def payment(amount: int = 50_00, payment_id: object = "P", **allocated: int) -> CustomerPayment:
    allocations = tuple(Allocation(number, given) for number, given in allocated.items())
    return CustomerPayment(1001, payment_id, DAY, "USD", amount, NOW, allocations)  # type: ignore[arg-type]


def kept(told: CustomerPayment, known: CustomerPayment | None = None) -> CustomerPayment:
    merged = merge_payment(known, told)
    assert merged
    return merged


def test_a_payment_of_one_number_counts_once_on_an_invoice_whoever_tells_it() -> None:
    """X-12: the customer's payment stands for the one told with the invoice, also after it went
    elsewhere; another number is another payment.
    """
    billed = invoice("A", payments=(Payment("P", DAY, 40_00), Payment("Q", DAY, 1_00)))
    assert billed.paid == 41_00
    [paid] = spread(kept(payment(A=50_00)), [billed], NOW)
    assert (paid.paid, len(paid.received), paid.version) == (51_00, 2, 2)
    assert spread(kept(payment(A=50_00)), [paid], NOW) == []
    [left] = spread(kept(payment(B=50_00), kept(payment(A=50_00))), [paid], NOW)
    assert (left.paid, [one.payment_id for one in left.received]) == (1_00, ["Q"])


def test_a_year_that_was_mistyped_is_refused() -> None:
    """X-12: a bank's value date may lie ahead, and no more than a year; so may that of its end."""
    assert kept(replace(payment(), value_date=date(2027, 11, 4))).version == 1
    with pytest.raises(InvalidInput):
        kept(replace(payment(), value_date=date(2062, 11, 3)))
    with pytest.raises(InvalidInput):
        reverse(kept(payment()), date(2062, 11, 3), "Bounced", NOW)


def test_what_is_no_number_is_refused() -> None:
    """X-12: a bank's `NOTPROVIDED` stands on many payments, which would be one."""
    with pytest.raises(InvalidInput, match="no number"):
        kept(payment(payment_id="NotProvided"))


def test_a_repeat_changes_nothing_and_what_came_in_stays() -> None:
    """X-12: allocations may change, amount, currency and value date may not."""
    known = kept(payment(A=20_00, B=10_00))
    assert merge_payment(known, payment(B=10_00, A=20_00)) is None
    assert kept(payment(A=30_00), known).version == 2
    for told in (
        payment(60_00, A=20_00),
        replace(payment(), currency="EUR"),
        replace(payment(), value_date=date(2026, 11, 2)),
    ):
        with pytest.raises(NotChangeable):
            merge_payment(known, told)


def test_a_payment_is_taken_back_once_and_gives_nothing_any_more() -> None:
    """X-12: a repeat of the payment does not bring it back."""
    known = kept(payment(A=20_00))
    [paid] = spread(known, [invoice("A")], NOW)
    gone = reverse(known, DAY, "Bounced", NOW)
    assert (gone.allocated, gone.unallocated, gone.taken_back) == (0, 0, 50_00)
    [owed] = spread(gone, [paid], NOW)
    assert (owed.balance, owed.received) == (100_00, ())
    assert merge_payment(gone, payment(A=20_00)) is None
    with pytest.raises(NotChangeable):
        merge_payment(gone, payment(A=30_00))
    with pytest.raises(AlreadyDone):
        reverse(gone, DAY, "Again", NOW)
    with pytest.raises(InvalidInput):
        reverse(known, date(2026, 11, 2), "Before it came", NOW)


@pytest.mark.parametrize(
    ("told", "of", "refusal"),
    [
        (payment(A=50_01), invoice("A"), InvalidAmount),
        (
            replace(payment(), allocations=(Allocation(1, 5), Allocation("1", 5))),
            None,
            InvalidInput,
        ),
        (
            replace(payment(), allocations=tuple(Allocation(n, 1) for n in range(25))),
            None,
            TooMany,
        ),
        (payment(A=1), replace(invoice("A"), currency="EUR"), InvalidInput),
        (payment(A=1), replace(invoice("A"), status="draft"), InvalidInput),
        (payment(A=1), invoice("A", total=-5_00), InvalidInput),
        (
            payment(A=50_00),
            invoice("A", payments=(Payment(1, DAY, MAX_MINOR_UNITS),)),
            InvalidAmount,
        ),
    ],
)
def test_what_cannot_be_paid_is_refused(
    told: CustomerPayment, of: Invoice | None, refusal: type[RedressError]
) -> None:
    """X-12."""
    with pytest.raises(refusal):
        spread(kept(told), [of] if of else [], NOW)


def test_a_payment_is_taken_back_however_many_an_invoice_was_told_of_since() -> None:
    """X-12: what makes room is never refused for want of room."""
    known = kept(payment(A=20_00))
    [paid] = spread(known, [invoice("A")], NOW)
    told = tuple(Payment(number, DAY, 1) for number in range(MAX_PAYMENTS))
    [owed] = spread(reverse(known, DAY, "Bounced", NOW), [replace(paid, payments=told)], NOW)
    assert owed.paid == MAX_PAYMENTS


NUMBERS = ("A", "B", "C")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("P", "Q")),
        st.dictionaries(st.sampled_from(NUMBERS), st.integers(1, 20)),
        st.booleans(),
    ),
    max_size=8,
)


@given(STEPS)
def test_what_invoices_got_is_what_payments_gave(
    steps: list[tuple[str, dict[str, int], bool]],
) -> None:
    """X-06: amount = allocated + unallocated + taken back, and the allocated lies on invoices."""
    payments: dict[str, CustomerPayment] = {}
    invoices = {number: invoice(number) for number in NUMBERS}
    for payment_id, allocated, takes_back in steps:
        known = payments.get(payment_id)
        try:
            told = (
                reverse(known, DAY, "Bounced", NOW)
                if known and takes_back
                else merge_payment(known, payment(60, payment_id, **allocated)) or known
            )
        except (NotChangeable, AlreadyDone):
            continue
        assert told
        payments[payment_id] = told
        for one in spread(told, invoices.values(), NOW):
            invoices[str(one.invoice_number)] = one
        for one in payments.values():
            assert one.amount == one.allocated + one.unallocated + one.taken_back
        given_away = sum(one.allocated for one in payments.values())
        assert given_away == sum(one.paid for one in invoices.values())
