"""That a customer was told how the dispute on its invoice ended (CO-43)."""

from datetime import date, datetime

from chalicelib.values import dataclass


@dataclass(frozen=True)
class OutcomeTold:
    """Of which dispute the end was told, when, and until when what is open is to be paid; or that
    the letter did not reach the customer.
    """

    dispute_id: str
    at: datetime
    """When the letter went; of one that did not, since when that is known."""
    pay_by: date | None = None
    """None where nothing was open then."""
    number: int = 0
    """Of the letter, among the customer's reminders."""
    undelivered: str | None = None
    """Why the letter did not reach the customer; None where nothing says so."""
