"""A customer and its open items, as tests of reminders have them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.domain.collections.dunning.holds import Block, holds_of_invoice
from chalicelib.domain.collections.dunning.parts import MAX_NAMED
from chalicelib.domain.collections.dunning.record import Dunning, Reminded
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS, DunningTerms, read_dunning
from chalicelib.domain.collections.dunning.today import Account, ItemToday, Run
from chalicelib.domain.invoices.invoice import AllocatedPayment, Invoice
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.domain.invoices.promise import Promise
from tests.domain.follow_ups import CUSTOMER, HOURS, invoice

TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
PAYER = replace(CUSTOMER, email="accounts@bright.test", time_zone="Europe/Berlin")
TERMS = read_dunning([], LEVEL_ROWS)
NOBODY = Dunning(1001, "Bright Telecom", "R")
FOR_EVER = Block("Talks with the board", None, "Ann", NOW)
PART = {"disputed": {"1": 3_000}, "open_dispute_id": "D"}
LAST_DAY = date(2026, 12, 5)


def late(days: int, number: str = "A", amount: int = 10_000, **values: object) -> Invoice:
    """An item that is so many days late."""
    due = TODAY - timedelta(days=days)
    billed = min(due, TODAY - timedelta(days=30))
    return invoice(number, amount, **{"due_date": due, "invoice_date": billed} | values)


def paid(number: str, amount: int, recorded: datetime) -> AllocatedPayment:
    return AllocatedPayment(number, date(2026, 11, 20), amount, recorded)


def unallocated(amount: int, currency: str = "USD") -> CustomerPayment:
    return CustomerPayment(1001, "P", date(2026, 11, 20), currency, amount, NOW)


def promised(amount: int, status: str = "open", number: int = 1) -> Promise:
    """A promise of the customer that can still be kept, or how it ended."""
    ends_at = datetime(2026, 12, 6, tzinfo=UTC)
    days = (TODAY, TODAY, LAST_DAY, ends_at, NOW)
    return Promise(number, amount, amount, *days, "Ann", status=status)


def looked_at(
    *invoices: Invoice, terms: DunningTerms = TERMS, today: date = TODAY, **values: Any
) -> Run:
    """What comes of these items of a customer that can be reached."""
    how = {"chosen": values.pop("chosen", None), "most": values.pop("most", MAX_NAMED)}
    told = {"customer": PAYER, "payments": [], "record": NOBODY} | values
    holds = {
        str(one.invoice_number): holds_of_invoice(
            one, today, PAYER.time_zone, HOURS, terms.rest_days
        )
        for one in invoices
    }
    return run(Account(invoices=invoices, **{"holds": holds, **told}), terms, today, **how)


def the_item(*invoices: Invoice, **values: Any) -> ItemToday:
    """What comes of the first of them."""
    return looked_at(*invoices, **values).items[0]


def reminded(level: int, days_ago: int, number: str = "A") -> Dunning:
    """A record in which an item was reminded so many days ago."""
    return replace(NOBODY, reminded={number: Reminded(level, TODAY - timedelta(days=days_ago))})
