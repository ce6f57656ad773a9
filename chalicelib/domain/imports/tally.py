"""What the rows of a file come to (X-12)."""

from decimal import Decimal

from chalicelib.domain.imports.party_rows import PartyRow
from chalicelib.domain.imports.rows import BilledRow, Reading
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Summary:
    """What the rows come to that could be read and are not left out; amounts in minor units of
    `currency`.
    """

    currency: str
    customers: int = 0
    invoices: int = 0
    amount: int = 0
    unpaid: int = 0
    unpaid_amount: int = 0
    unpaid_customers: int = 0
    disputes: int = 0
    open_disputes: int = 0
    things: int = 0
    """How many operators, bookings, orders or such; `amount` is their money."""
    other_currencies: int = 0
    """How many of these are in another currency: no sum holds their amounts."""
    rounded: int = 0
    """How many amounts had more decimals than their currency has."""
    rounded_off: str = "0"
    """What rounding added to all of them in sum, as a decimal of `currency`."""


class Tally:
    """Adds up what rows tell."""

    def __init__(self, currency: str) -> None:
        names = (
            "customers",
            "invoices",
            "amount",
            "unpaid",
            "unpaid_amount",
            "disputes",
            "open_disputes",
            "things",
        )
        self._sum = dict.fromkeys((*names, "other_currencies", "rounded"), 0)
        self._currency = currency
        self._rounded_off = Decimal(0)
        self._unpaid_customers: set[str] = set()
        self._payments: set[tuple[str, str]] = set()
        """Those that were counted: a payment may have several rows."""

    def add(self, reading: Reading) -> None:
        """Counts a row; amounts of other currencies than the import's are left out of sums, as they
        cannot be added.
        """
        if reading.billed_row:
            self._add_billed_row(reading.billed_row)
        if reading.party_row:
            self._add_party_row(reading.party_row)
        if reading.billed_row or reading.party_row:
            self._sum["rounded"] += len(reading.rounded_off)
            self._rounded_off += sum(reading.rounded_off)

    def summary(self) -> Summary:
        """The sums so far."""
        return Summary(
            currency=self._currency,
            unpaid_customers=len(self._unpaid_customers),
            rounded_off=f"{self._rounded_off:f}",
            **self._sum,
        )

    def _add_billed_row(self, row: BilledRow) -> None:
        self._sum["customers"] += row.introduces
        billed = row.billed
        if billed is None:
            return
        total = sum(line.amount for line in billed.lines)
        is_other = billed.currency != self._currency
        amount = 0 if is_other else total
        is_unpaid = not billed.payments and total > 0
        self._sum["other_currencies"] += is_other
        self._sum["invoices"] += 1
        self._sum["amount"] += amount
        self._sum["disputes"] += row.is_disputed
        if is_unpaid:
            self._sum["unpaid"] += 1
            self._sum["unpaid_amount"] += amount
            self._sum["open_disputes"] += row.is_disputed
            self._unpaid_customers.add(str(billed.customer_id))

    def _add_party_row(self, row: PartyRow) -> None:
        if isinstance(row.subject, CustomerPayment):
            named = (str(row.subject.customer_id), str(row.subject.payment_id))
            if named in self._payments:
                return
            self._payments.add(named)
        amount, currency = row.amount
        is_other = currency is not None and currency != self._currency
        self._sum["other_currencies"] += is_other
        self._sum["things"] += 1
        self._sum["amount"] += 0 if is_other else amount
