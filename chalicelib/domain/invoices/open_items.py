"""What is open between the company and a customer: what is owed either way, and what of it is in
dispute (CU-02).
"""

from collections.abc import Iterable

from chalicelib.domain.disputes.amounts import NO_SHARES, Shares, Sums
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.values import dataclass


@dataclass(frozen=True)
class OpenSum(Sums):
    """Sums of one currency, in minor units; credits stand beside what is outstanding and are never
    taken off it.

    Outstanding = collectable + disputed, but for the part of the disputed that was paid already.
    """

    outstanding: int = 0
    """What customers owe."""
    credits: int = 0
    """What the company owes customers: credit notes, and what was paid and then credited."""
    disputed: int = 0
    """All that is in dispute, on paid invoices too."""
    disputed_paid: int = 0
    """The part of it that nobody owes, since it was paid or credited already."""
    collectable: int = 0
    """What can be asked for while the rest is in dispute."""
    owing: int = 0
    """How many invoices owe something."""
    crediting: int = 0
    """On how many the company owes something."""
    disputes: int = 0
    """How many are in dispute."""

    @property
    def disputed_owed(self) -> int:
        """The part of the disputed that is outstanding."""
        return self.disputed - self.disputed_paid

    @property
    def balance(self) -> int:
        """What is outstanding less the credits."""
        return self.outstanding - self.credits


def sum_of(invoice: Invoice) -> OpenSum:
    """What one invoice adds to the sums of its currency."""
    outstanding, credits = max(0, invoice.balance), invoice.owed_after()
    disputed_owed = min(invoice.disputed_total, outstanding)
    return OpenSum(
        outstanding=outstanding,
        credits=credits,
        disputed=invoice.disputed_total,
        disputed_paid=invoice.disputed_total - disputed_owed,
        collectable=outstanding - disputed_owed,
        owing=int(outstanding > 0),
        crediting=int(credits > 0),
        disputes=int(invoice.open_dispute_id is not None),
    )


def sums_of(invoices: Iterable[Invoice]) -> dict[str, OpenSum]:
    """Currency → its sums; currencies are never added up."""
    sums: dict[str, OpenSum] = {}
    for invoice in invoices:
        sums[invoice.currency] = sums.get(invoice.currency, OpenSum()) + sum_of(invoice)
    return dict(sorted(sums.items()))


def shares_in(invoices: Iterable[Invoice]) -> Shares:
    """What is to become of all that the open disputes of these invoices contest (X-06)."""
    return sum(
        (invoice.disputed_shares for invoice in invoices if invoice.open_dispute_id), NO_SHARES
    )
