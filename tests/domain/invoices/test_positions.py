"""Open items as they stood on any day, against plain arithmetic (RE-04)."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.invoices.invoice import AllocatedPayment, Invoice, Payment
from chalicelib.domain.invoices.open_items import sums_of
from chalicelib.domain.invoices.position import as_at, paid_ahead, settled_by

FIRST = date(2024, 2, 27)
days = st.integers(0, 9).map(lambda number: FIRST + timedelta(days=number))
paid = st.lists(st.tuples(days, st.integers(1, 150)), max_size=3)


@st.composite
def invoices(draw: st.DrawFn) -> Invoice:
    """An invoice, or a credit note, with what was told with it and what payments gave it."""
    total, billed = draw(st.integers(-50, 100)), draw(days)
    told = tuple(Payment(f"T{place}", *one) for place, one in enumerate(draw(paid)))
    known = datetime(2024, 3, 9, tzinfo=UTC)
    own = (AllocatedPayment(f"A{place}", *one, known) for place, one in enumerate(draw(paid)))
    parts = (billed, billed, total, max(0, total), "r")
    return Invoice(1, 7, "approved", "USD", *parts, payments=told, allocated=tuple(own))


@given(st.lists(invoices(), max_size=4), days)
def test_what_is_open_on_a_day_is_what_was_billed_less_what_came_in(
    known: list[Invoice], day: date
) -> None:
    """RE-04, CO-32: paid ahead, late, in part, too much or twice; nothing is lost between the lists
    of what is open and of what was settled since.
    """
    settled = {id(one): settled_by(one) for one in known}
    assert not [one for one in known if one.is_unsettled == (settled[id(one)] is not None)]
    read = [one for one in known if (since := settled[id(one)]) is None or since > day]
    stood = [head for one in read if (head := as_at(one, (), day, datetime.date))]
    ahead = [payment for one in read for payment in paid_ahead(one, day)]
    balance = sum(one.balance for one in sums_of(stood, ahead).values())
    billed = sum(one.total for one in known if one.invoice_date <= day)
    came_in = sum(one.amount for head in known for one in head.received if one.date <= day)
    assert balance == billed - came_in
