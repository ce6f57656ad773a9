"""What customers are asked by mail to promise, as the staff is shown it."""

from datetime import datetime
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.identifiers import OutsideID as ID
from chalicelib.domain.collections.promise_request import PromiseRequest
from chalicelib.views.answers import Moment, OutsideID, meaning
from chalicelib.views.parts import instant


class PromiseMailView(TypedDict):
    """The mail exactly as it is sent, but for the link in it (CO-07)."""

    to: str
    subject: str
    text: str
    language: Annotated[str | None, meaning("That of the customer.")]
    fallback: Annotated[
        str | None, meaning("Said where the mail is not worded in that language (CO-41).")
    ]


class PromiseRequestedView(TypedDict):
    """What a customer is asked by mail to promise."""

    customerID: OutsideID
    invoiceNumbers: Annotated[list[OutsideID], meaning("Those that something can be promised of.")]
    inLitigation: Annotated[
        list[OutsideID], meaning("Those of them of which nothing is sent by itself (CO-44).")
    ]
    mail: PromiseMailView
    leavesAt: Annotated[Moment, meaning("Within the sending hours of reminders (CO-20).")]
    isLater: Annotated[bool, meaning("Whether it waits for these.")]
    version: int


class PromiseRequestView(TypedDict):
    """What a customer was last asked by mail to promise; all null where it never was."""

    customerID: OutsideID
    invoiceNumbers: list[OutsideID]
    askedAt: Moment | None
    askedBy: str | None
    to: str | None
    outcome: Annotated[str | None, meaning("What became of the mail; null while it is on its way.")]
    version: int


def request_view(customer_id: ID, request: PromiseRequest | None) -> PromiseRequestView:
    """What was last asked, and what became of it."""
    letter = request.letter if request else None
    mail = request.mail if request else None
    is_of_it = bool(letter and mail and mail["about"] == letter["number"])
    return {
        "customerID": customer_id,
        "invoiceNumbers": list(letter["items"]) if letter else [],
        "askedAt": instant(datetime.fromisoformat(letter["at"])) if letter else None,
        "askedBy": letter["by"] if letter else None,
        "to": letter["email"] if letter else None,
        "outcome": mail["said"] if mail and is_of_it else None,
        "version": request.version if request else 0,
    }
