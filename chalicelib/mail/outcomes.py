"""The letter that tells a customer how disputes ended: its words and its facts (CO-43)."""

from typing import ClassVar

from chalicelib.domain.letters.dispatch import REMINDER
from chalicelib.mail.facts import AccountFacts
from chalicelib.values import dataclass

OUTCOME = "outcomeTold"
"""The mail that tells it."""
NAME = "How a dispute ended"
SENT = (
    "To a customer, once its disputes have ended and somebody says so: what was credited, what was"
    " not, why, and until when what is open is to be paid."
)
HASHTAGS_OF_IT = (
    "person_name",
    "customer_name",
    "account_number",
    "as_of",
    "items_list_selected",
    "outcome_reasons",
    "items_total",
    "pay_by",
)
SUBJECT = "How your dispute ended: account #account_number"
BODY = """Dear #customer_name,

What you disputed is decided as of #as_of:

#items_list_selected

#outcome_reasons

Please pay what is open, #items_total, by #pay_by.

If something is not right, please tell us."""


@dataclass(frozen=True)
class OutcomeFacts(AccountFacts):
    """What the letter says, as plain words; what is empty is not said."""

    of: ClassVar[str] = REMINDER
    as_of: str
    outcome_reasons: str
    pay_by: str = ""


EXAMPLE_OUTCOME = OutcomeFacts(
    dispute_id="2MZEQJ7EV2QD",
    customer_name="Bright Telecom",
    account_number="ACC-1001",
    as_of="2026-11-30",
    outcome_reasons="1984950: The usage was billed twice on one day only.",
    items_total="31.95 USD",
    pay_by="2026-12-07",
    columns=("Invoice", "Disputed", "Credited", "Not credited", "Open"),
    parts=(("1984950", "4.95 USD", "3.00 USD", "1.95 USD", "31.95 USD"),),
)
