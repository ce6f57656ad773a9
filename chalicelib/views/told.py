"""That a customer was told how a dispute ended, or was not reached by that, as the staff is shown
it (CO-43).
"""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.outcome_telling import letter_about
from chalicelib.views.answers import Day, Moment, meaning
from chalicelib.views.parts import instant


class ToldView(TypedDict):
    """The last letter about the end of a dispute."""

    at: Annotated[
        Moment,
        meaning("When it was claimed, or is known to have gone; or not to have arrived."),
    ]
    payBy: Annotated[Day | None, meaning("Until when what is open is to be paid.")]
    undelivered: Annotated[str | None, meaning("Why it did not arrive; else null.")]


def told_view(invoice: Invoice, dispute_id: str) -> ToldView | None:
    """What is known of the letter; None where there is none."""
    told = letter_about(invoice, dispute_id)
    if told is None:
        return None
    return {
        "at": instant(told.at),
        "payBy": told.pay_by.isoformat() if told.pay_by else None,
        "undelivered": told.undelivered,
    }
