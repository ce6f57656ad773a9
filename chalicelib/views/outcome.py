"""A letter that tells a customer how its disputes ended, as the staff is shown it (CO-43)."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.dunning.holds import is_in_litigation
from chalicelib.domain.collections.dunning.outcomes import Ended, OutcomeLetter
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.views.answers import Amount, Day, OutsideID, meaning
from chalicelib.views.dunning import ReminderView


class EndedView(TypedDict):
    """A dispute of which the letter tells: disputed = credited + declined + withdrawn."""

    disputeID: str
    invoiceNumber: OutsideID
    currency: str
    disputed: Amount
    credited: Amount
    declined: Amount
    withdrawn: Amount
    open: Annotated[Amount, meaning("What is to be paid on the invoice.")]


class OutcomeLetterView(TypedDict):
    """What is told, and the letter as it would be sent, or is."""

    customerID: OutsideID
    name: str
    payBy: Annotated[Day | None, meaning("Null where nothing is open.")]
    value: list[EndedView]
    inLitigation: Annotated[
        list[OutsideID], meaning("Those invoices of which nothing is sent by itself (CO-44).")
    ]
    letter: ReminderView
    version: int


def outcome_letter_view(
    record: Dunning, letter: OutcomeLetter, shown: ReminderView
) -> OutcomeLetterView:
    """A letter with what it tells."""
    return {
        "customerID": record.customer_id,
        "name": record.customer_name,
        "payBy": letter.pay_by.isoformat() if letter.pay_by else None,
        "value": [_ended_view(one) for one in letter.told],
        "inLitigation": [one.number for one in letter.told if is_in_litigation(one.case.invoice)],
        "letter": shown,
        "version": record.version,
    }


def _ended_view(one: Ended) -> EndedView:
    dispute, currency = one.case.dispute, one.currency
    amounts = dispute.amounts
    return {
        "disputeID": dispute.dispute_id,
        "invoiceNumber": one.number,
        "currency": currency,
        "disputed": to_number(amounts.disputed, currency),
        "credited": to_number(amounts.credited, currency),
        "declined": to_number(amounts.declined, currency),
        "withdrawn": to_number(amounts.withdrawn, currency),
        "open": to_number(one.open, currency),
    }
