"""A letter that tells a customer how disputes ended: which, why, and until when what is open is to
be paid (CO-43, DM-09).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Self

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import Money
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.open_items import sum_of
from chalicelib.domain.invoices.outcome_telling import RULE, tell
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

MAX_TOLD = 25
"""As many as a follow-up holds: three items each in one transaction."""
MAX_DAYS_TO_PAY = 90
MAX_REASONS = 1000
"""How long all reasons are together: as much as a mail says in one place."""


@dataclass(frozen=True)
class Ended:
    """A dispute that ended, with the reason that the customer is told."""

    case: InvoiceCase
    reason: str

    @property
    def number(self) -> OutsideID:
        """Its invoice."""
        return self.case.invoice.invoice_number

    @property
    def currency(self) -> str:
        """In what it is reckoned."""
        return self.case.invoice.currency

    @property
    def open(self) -> int:
        """What is to be paid on its invoice, in minor units."""
        return sum_of(self.case.invoice).collectable


@dataclass(frozen=True)
class OutcomeLetter:
    """What is told in one letter."""

    told: tuple[Ended, ...]
    pay_by: date | None
    """None where nothing is open."""

    @classmethod
    def of(
        cls,
        ended: Sequence[Ended],
        pay_by: date | None,
        today: date,
        terms: DunningTerms,
        context: Context,
        number: int,
        *,
        again: bool,
    ) -> Self:
        """The letter, with each dispute marked as told; without a day, what is open is to be paid
        when the rest after a dispute is over (CO-43).
        """
        _check_each_invoice_once(ended)
        if not any(one.open for one in ended):
            pay_by = None
        elif pay_by is None:
            pay_by = context.hours.calendar.after(today, terms.rest_days)
        elif not today <= pay_by <= today + timedelta(days=MAX_DAYS_TO_PAY):
            raise _wrong("/payBy", f"It is to be paid within {MAX_DAYS_TO_PAY} days from today on.")
        letter = cls(
            tuple(
                Ended(
                    tell(
                        one.case,
                        one.reason,
                        pay_by if one.open else None,
                        context,
                        number,
                        again=again,
                    ),
                    one.reason,
                )
                for one in ended
            ),
            pay_by,
        )
        if len(letter.reasons) > MAX_REASONS:
            raise _wrong("/disputes", f"The reasons come to {MAX_REASONS:,} characters at most.")
        return letter

    @property
    def sums(self) -> dict[str, int]:
        """Currency → what is open on the invoices."""
        sums: dict[str, int] = {}
        for one in self.told:
            sums[one.currency] = sums.get(one.currency, 0) + one.open
        return {currency: minor for currency, minor in sorted(sums.items()) if minor}

    @property
    def reasons(self) -> str:
        """Why each ended as it did; in one, where all ended for one reason."""
        said = [" ".join(one.reason.split()) for one in self.told]
        if len(set(said)) == 1:
            return said[0]
        return "\n".join(f"{one.number}: {why}" for one, why in zip(self.told, said, strict=True))

    @property
    def said(self) -> Sentence:
        """What a note of the customer says of it."""
        count = len(self.told)
        values = {f"in{currency}": Money(minor, currency) for currency, minor in self.sums.items()}
        words = "How {count} " + ("dispute" if count == 1 else "disputes") + " ended was told"
        if self.pay_by:
            words += "; " + ", ".join(f"{{{name}}}" for name in values) + " to be paid by {by}"
        by = self.pay_by.isoformat() if self.pay_by else ""
        return Sentence(f"{words}.", count=str(count), by=by, **values)


def _check_each_invoice_once(ended: Sequence[Ended]) -> None:
    """`InvalidInput` at a second dispute on an invoice: what is open of it is asked for once."""
    named: set[str] = set()
    for place, one in enumerate(ended):
        if str(one.number) in named:
            said = (
                f"Another dispute on invoice {one.number} is named before it; each has a letter of"
                " its own."
            )
            raise _wrong(f"/disputes/{place}/disputeID", said)
        named.add(str(one.number))


def _wrong(pointer: str, said: str) -> InvalidInput:
    return InvalidInput(
        said, rule=RULE, errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
    )
