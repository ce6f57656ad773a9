"""What a customer was asked by mail to promise, and what became of that mail (CO-27)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.collections.dunning.holds import newly_in_litigation
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.promise import open_in
from chalicelib.domain.invoices.promise_verbs import promisable
from chalicelib.errors import NotYet
from chalicelib.values import dataclass

WITHHELD = "mailWithheld"
"""What says that a mail was not to leave any more."""
DO_NOT_SEND = "Do Not Send"
BY_MAIL = "Email"


@dataclass(frozen=True)
class PromiseRequest:
    """The last mail by which a customer was asked to promise."""

    customer_id: OutsideID
    request_id: str
    """Names its mails."""
    letter: Mapping[str, Any] | None = None
    """What the last one says, as it was decided."""
    mail: Mapping[str, Any] | None = None
    """What became of it, by the number of its entry in the journal."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("promiseRequest", self.customer_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "letter": dict(self.letter) if self.letter else None,
            "mail": dict(self.mail) if self.mail else None,
        }

    def asked(self, letter: Mapping[str, Any]) -> Self:
        """The same once another mail is to leave."""
        return replace(self, letter=letter, mail=None, version=self.version + 1)

    def with_mail(self, mail: Mapping[str, Any]) -> Self:
        """The same once it is known what became of a mail; that of an earlier one is in the journal
        alone.
        """
        return replace(self, mail=mail)


def check_reached(customer: Customer, *, is_held_back: bool) -> str:
    """The address of a customer; `NotYet` where no mail may go there (CO-40, CO-42)."""
    method = customer.delivery_method
    if method == DO_NOT_SEND:
        raise _not_reached("Nothing is to be sent to this customer.", "CO-42")
    if BY_MAIL not in method:
        raise _not_reached("Letters to this customer go by post; give the link otherwise.", "CO-42")
    if not customer.email:
        raise _not_reached("The customer has no address; nothing was sent.", "CO-40")
    if is_held_back:
        said = f"Mail to {customer.email} came back or was complained about; nothing was sent."
        raise _not_reached(said, "CO-40")
    return customer.email


def askable(invoices: Sequence[Invoice], at: datetime) -> list[Invoice]:
    """Those of which something can be promised, and is not already, by the promises of which the
    time is not over.
    """
    promises = ((one, open_in(one.promises_at(at))) for one in invoices if promisable(one))
    return [one for one, known in promises if known is None or not known.to_come]


def why_withheld(
    customer: Customer,
    invoices: Sequence[Invoice],
    email: str,
    in_litigation: Collection[str],
    at: datetime,
) -> str:
    """Why a mail that was asked for is not to leave any more; empty where it is (CO-27, CO-28).

    What was in litigation when it was asked for is no news (CO-44).
    """
    if customer.delivery_method == DO_NOT_SEND:
        return "since nothing is to be sent to it any more"
    if customer.email != email:
        return "since its address has changed"
    if newly_in_litigation(invoices, in_litigation):
        return "since an item of it has come into litigation"
    return "" if askable(invoices, at) else "since nothing of it is left to promise"


def _not_reached(said: str, rule: str) -> NotYet:
    return NotYet(said, rule=rule)
