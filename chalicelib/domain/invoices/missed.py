"""An instalment of a payment plan that was missed, as the invoices of the plan know it (CO-46)."""

from datetime import date

from chalicelib.values import dataclass


@dataclass(frozen=True)
class MissedInstalment:
    """Which one, when it was due, and what of it was not paid when it was missed; in minor units.

    It says so whatever was paid since, as the letter that names it does.
    """

    plan_id: str
    number: int
    """From 1, in the order of the plan."""
    due: date
    amount: int
