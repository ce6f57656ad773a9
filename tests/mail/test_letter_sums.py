"""What letters to customers say of an item comes to what is open (CO-27, CO-48)."""

from datetime import date

from chalicelib.actions.collections.promise_letters import letter_of
from chalicelib.domain.invoices.invoice import Payment
from tests.domain.follow_ups import COLLECTOR, HOURS
from tests.domain.owing import NOW, PART, PAYER, late


def test_a_mail_that_asks_for_a_promise_names_of_a_dispute_what_is_owed() -> None:
    """CO-48: of 100 with 30 in dispute 80 are paid; 20 are open, in dispute and not asked for."""
    paid = late(10, **PART, payments=(Payment(1, date(2026, 11, 2), 8_000),))
    told = letter_of(PAYER, "a@b.test", [paid], None, COLLECTOR, NOW, HOURS, 1, [])
    assert told["facts"]["parts"][0][2:] == ["20.00 USD", "20.00 USD", "0.00 USD"]
