"""That a customer was told how the dispute on its invoice ended (CO-43)."""

from datetime import date, datetime

from chalicelib.values import dataclass


@dataclass(frozen=True)
class OutcomeTold:
    """Of which dispute the end was told, when, and until when what is open is to be paid."""

    dispute_id: str
    at: datetime
    pay_by: date | None = None
    """None where nothing was open then."""
