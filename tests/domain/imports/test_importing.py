"""Bringing in customers and invoices: repeatable without harm, never under a dispute or a credit
(X-12).
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.imports.billed import Billed, merge_customer, merge_invoice
from chalicelib.domain.invoices.invoice import Customer, Invoice, InvoiceLine, Payment
from chalicelib.errors import Forbidden, NotChangeable, RedressError

LINES = (
    InvoiceLine(1, "Fee", 1000, "fee"),
    InvoiceLine("2", "Calls", 500, "usage", usage_record_id=7),
    InvoiceLine("c", "Bonus", -200, "credit"),
)
TOLD = Billed(
    1001,
    7,
    "approved",
    "USD",
    date(2026, 10, 1),
    date(2026, 10, 31),
    LINES,
    (Payment(1, date(2026, 10, 5), 300),),
)
CUSTOMER = Customer(1001, "Bright", "0077", "USD", "Email")


@pytest.fixture
def known() -> Invoice:
    kept = merge_invoice(None, TOLD, "Bright", settles=True)
    assert kept
    return kept


def test_an_invoice_is_summed_up_from_its_lines(known: Invoice) -> None:
    assert (known.total, known.charges, known.paid, known.balance, known.version) == (
        1300,
        1500,
        300,
        1000,
        1,
    )


def test_the_same_once_more_changes_nothing(known: Invoice) -> None:
    assert merge_invoice(known, TOLD, "Bright", settles=True) is None
    customer = merge_customer(None, CUSTOMER)
    assert customer
    assert merge_customer(customer, CUSTOMER) is None


def test_an_id_stays_as_it_was_first_imported(known: Invoice) -> None:
    """RV-12."""
    customer = merge_customer(
        merge_customer(None, CUSTOMER),
        replace(CUSTOMER, customer_id="1001", account_number=77, name="Brighter"),
    )
    assert customer
    assert (customer.customer_id, customer.account_number, customer.version) == (1001, 77, 2)
    paid = merge_invoice(
        known,
        replace(TOLD, customer_id="1001", invoice_number="7", payments=()),
        "Bright",
        settles=True,
    )
    assert paid
    assert (paid.customer_id, paid.invoice_number, paid.version) == (1001, 7, 2)


CHANGES: dict[str, dict[str, Any]] = {
    "lines": {"lines": (*LINES, InvoiceLine(3, "More", 1, "fee"))},
    "an amount": {"lines": (replace(LINES[0], amount=999), *LINES[1:])},
    "status": {"status": "draft"},
    "currency": {"currency": "EUR"},
}
HARMLESS: dict[str, dict[str, Any]] = {
    "payments": {"payments": ()},
    "due date": {"due_date": date(2026, 11, 30)},
    "alias": {"usage_alias": "U-1"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_disputed_invoice_keeps_its_lines_status_and_currency(
    known: Invoice, change: str
) -> None:
    disputed = replace(known, open_dispute_id="D1", disputed={"1": 500})
    with pytest.raises(NotChangeable):
        merge_invoice(disputed, replace(TOLD, **CHANGES[change]), "Bright", settles=True)


@pytest.mark.parametrize("change", HARMLESS)
def test_what_is_not_disputed_changes_under_a_dispute_and_keeps_it(
    known: Invoice, change: str
) -> None:
    disputed = replace(
        known, open_dispute_id="D1", disputed={"1": 500}, credited={"2": 100}, fees=50
    )
    merged = merge_invoice(
        disputed, replace(TOLD, **HARMLESS[change]), "Bright", [LINES[1]], settles=True
    )
    assert merged
    assert (merged.open_dispute_id, merged.disputed, merged.credited, merged.fees) == (
        "D1",
        {"1": 500},
        {"2": 100},
        50,
    )
    assert merged.version == disputed.version + 1


@pytest.mark.parametrize(
    ("change", "is_refused"),
    [
        ({"lines": (replace(LINES[0], amount=900), *LINES[1:])}, False),
        ({"lines": (LINES[0], replace(LINES[1], amount=900), LINES[2])}, True),
        ({"lines": (LINES[0], replace(LINES[1], description="Texts"), LINES[2])}, True),
        ({"lines": (LINES[0], LINES[2])}, True),
        ({"status": "draft"}, True),
        ({"currency": "EUR"}, True),
    ],
    ids=str,
)
def test_a_line_on_which_credits_were_granted_stays_as_it_was_billed(
    known: Invoice, change: dict[str, Any], is_refused: bool
) -> None:
    credited = replace(known, credited={"2": 100})
    if not is_refused:
        assert merge_invoice(credited, replace(TOLD, **change), "Bright", [LINES[1]], settles=True)
        return
    with pytest.raises(NotChangeable):
        merge_invoice(credited, replace(TOLD, **change), "Bright", [LINES[1]], settles=True)


def test_charges_never_fall_below_what_was_credited(known: Invoice) -> None:
    """CU-09: a general credit has no line of its own to protect it."""
    credited = replace(known, credited={"general": 1400})
    with pytest.raises(NotChangeable):
        merge_invoice(credited, replace(TOLD, lines=(LINES[0],)), "Bright", settles=True)


@pytest.mark.parametrize(
    "change",
    [
        {"lines": ()},
        {"lines": (LINES[0], replace(LINES[0], line_id="1"))},
        {"lines": (LINES[0], replace(LINES[1], line_id="general"))},
        {"lines": (replace(LINES[0], amount=-1),)},
        {"lines": (replace(LINES[2], amount=1),)},
        {"lines": (replace(LINES[0], amount=10**15 - 1), replace(LINES[1], amount=1))},
        {"lines": tuple(replace(LINES[0], line_id=n) for n in range(5001))},
        {"due_date": date(2026, 9, 30)},
        {"payments": (Payment(1, date(2026, 10, 5), 1), Payment("1", date(2026, 10, 6), 1))},
    ],
    ids=lambda change: str(change)[:50],
)
def test_an_invoice_that_contradicts_itself_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RedressError):
        merge_invoice(None, replace(TOLD, **change), "Bright", settles=True)


TAKEN_OFF: dict[str, dict[str, Any]] = {
    "a credit": {"lines": (*LINES, InvoiceLine("d", "More bonus", -1, "credit"))},
    "another credit": {"lines": (*LINES[:2], replace(LINES[2], amount=-201))},
    "no credit": {"lines": LINES[:2]},
    "a payment": {"payments": (*TOLD.payments, Payment(2, date(2026, 10, 6), 1))},
    "another payment": {"payments": (replace(TOLD.payments[0], amount=301),)},
    "no payment": {"payments": ()},
    "a lower charge": {"lines": (replace(LINES[0], amount=999), *LINES[1:])},
    "a charge less": {"lines": (LINES[0], LINES[2])},
}
CHARGED: dict[str, dict[str, Any]] = {
    "a higher charge": {"lines": (replace(LINES[0], amount=1001), *LINES[1:])},
    "a charge more": {"lines": (*LINES, InvoiceLine(9, "More", 1, "fee"))},
    "dates": {"due_date": date(2026, 11, 30)},
    "the other order": {"lines": LINES[::-1]},
}


@pytest.mark.parametrize("change", TAKEN_OFF)
def test_credits_payments_and_lower_charges_are_for_who_may_settle(
    known: Invoice, change: str
) -> None:
    """X-16: on an invoice that is there and on a new one, a draft too."""
    told = replace(TOLD, **TAKEN_OFF[change])
    with pytest.raises(Forbidden) as refused:
        merge_invoice(known, told, "Bright", settles=False)
    assert (refused.value.rule, refused.value.extras["unblockedBy"]) == (
        "X-16",
        ["finance", "integration"],
    )
    assert merge_invoice(known, told, "Bright", settles=True)
    with pytest.raises(Forbidden):
        merge_invoice(None, replace(TOLD, status="draft"), "Bright", settles=False)


@pytest.mark.parametrize("change", CHARGED)
def test_what_is_charged_is_for_whoever_may_import(known: Invoice, change: str) -> None:
    """X-16: beside credits and payments that stay as they are."""
    assert merge_invoice(known, replace(TOLD, **CHARGED[change]), "Bright", settles=False)
    assert merge_invoice(None, replace(TOLD, lines=LINES[:2], payments=()), "Bright", settles=False)
