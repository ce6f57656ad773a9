"""The terms of payout disputes: limits, clocks and fines as administrators have set them (CK-06,
CK-11…CK-13, PO-05, PO-20, PO-29, PO-30). Each works without being set.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from chalicelib.domain.base.business_hours import SECONDS_AN_HOUR, WorkHours
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.money import exponent_of
from chalicelib.values import dataclass

CLOCK, BUSINESS = "clock", "business"
COUNTS = (CLOCK, BUSINESS)
"""By which hours a deadline is counted."""

SPLIT, REFUSE = "split", "refuse"
PAST_FLOOR = (SPLIT, REFUSE)
"""What happens to a fine that the vendor's wallet cannot bear whole (PO-29)."""

ROUND_ROBIN, LEAST_LOADED, BY_HAND = "roundRobin", "leastLoaded", "byHand"
MOST_CLAIMS = 50
"""So many claims of a customer against a vendor are remembered."""
ASSIGNMENTS = (ROUND_ROBIN, LEAST_LOADED, BY_HAND)


@dataclass(frozen=True)
class FineTerms:
    """What a vendor is fined in a currency: an amount in minor units, or per cent of the order's
    value.
    """

    amount: int = 0
    percent: Decimal | None = None

    def fine_on(self, value: int) -> int:
        """The fine on an order of a value, rounded half up to the minor unit; above zero per cent
        it is one of these at least (PO-30).
        """
        if self.percent is None:
            return self.amount
        exact = Decimal(value) * self.percent / 100
        rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
        return max(rounded, 1) if exact > 0 else 0


@dataclass(frozen=True)
class RepeatRule:
    """How many disputes decided against a vendor within how many days reduce its leads, and to how
    many per cent of them (CK-13, PO-33).
    """

    count: int = 3
    window_days: int = 30
    leads_percent: int = 50

    def reduced(self, max_leads: int) -> int:
        """To how many leads a vendor's maximum falls."""
        return max_leads * self.leads_percent // 100


@dataclass(frozen=True)
class Terms:
    """All of them."""

    attempts: int = 3
    """So many logged attempts, before somebody may find a vendor unreachable (CK-09)."""
    answer_within_hours: float = 6
    counts: str = CLOCK
    remind_before_hours: float = 1
    """How long before its deadline a vendor is reminded, once (PO-08)."""
    high_value: Mapping[str, int] = field(default_factory=lambda: {"INR": 500_000})
    """Currency → minor units from which Finance is asked; always where none is set (PO-06)."""
    high_value_window_days: int = 30
    """Within how many days a customer's claims on one vendor count together (PO-05)."""
    fines: Mapping[str, FineTerms] = field(
        default_factory=lambda: {"INR": FineTerms(percent=Decimal(10))}
    )
    past_floor: str = SPLIT
    repeat: RepeatRule = field(default_factory=RepeatRule)
    hold_days: int | None = None
    """How long a hold lasts; None until somebody lifts it."""
    flag_days: int = 90
    payout_confirmed_within_days: int = 3
    """Business days after which a payout that the bank has not confirmed is a task (PO-28)."""
    close_after_days: int = 7
    """How long a customer can object before the dispute is closed by time (CK-15, PO-19)."""
    acknowledge_within_hours: float = 48
    settle_within_days: int = 30
    """What customers are promised (PO-07)."""
    assignment: str = LEAST_LOADED

    def is_high(self, amount: int, currency: str) -> bool:
        """Whether Finance is asked about an amount (CK-12, PO-06)."""
        limit = self.high_value.get(currency)
        return limit is None or amount >= limit

    def fine_on(self, value: int, currency: str) -> int:
        """The fine on an order of a value; nothing where none is set for the currency (CK-06)."""
        known = self.fines.get(currency)
        return known.fine_on(value) if known else 0

    def answer_due(self, at: datetime, hours: WorkHours) -> datetime:
        """Until when a vendor that is asked now has to answer (CK-11, PO-20)."""
        if self.counts == BUSINESS:
            return hours.after(at, int(self.answer_within_hours * SECONDS_AN_HOUR))
        return at + timedelta(hours=self.answer_within_hours)

    def reminder_at(self, at: datetime, due_at: datetime) -> datetime | None:
        """When a vendor is reminded; None where that would be at once (PO-08)."""
        moment = due_at - timedelta(hours=self.remind_before_hours)
        return moment if at < moment < due_at else None

    def payout_task_at(self, at: datetime, hours: WorkHours) -> datetime:
        """When a payout that was sent now, and not confirmed by then, is a task (PO-28)."""
        day = hours.calendar.after(hours.day_of(at), self.payout_confirmed_within_days)
        return hours.moment(day, hours.clock_in(None, at))


@dataclass(frozen=True)
class EarlierClaim:
    """A claim of a customer against a vendor, as counted for the limit of high value (PO-05)."""

    dispute_id: str
    customer_id: str
    vendor_id: str
    amount: int
    currency: str
    at: datetime
    is_counted: bool = True
    """Whether it is open, or was paid."""


@dataclass(frozen=True)
class EarlierClaims:
    """The latest claims of one customer against one vendor, kept so that they are counted without
    being looked for (PO-05).
    """

    customer_id: OutsideID
    vendor_id: OutsideID
    claims: tuple[EarlierClaim, ...] = ()
    version: int = 0

    def with_claim(self, claim: EarlierClaim) -> "EarlierClaims":
        """The same with a claim as it stands now; the oldest are forgotten."""
        others = tuple(one for one in self.claims if one.dispute_id != claim.dispute_id)
        kept = (*others, claim)[-MOST_CLAIMS:]
        return replace(self, claims=kept, version=self.version + 1)


def counted_with(
    claims: "tuple[EarlierClaim, ...]", told: EarlierClaim, terms: Terms, at: datetime
) -> int:
    """What the other claims of the same customer against the same vendor come to within the window,
    in minor units (PO-05).
    """
    since = at - timedelta(days=terms.high_value_window_days)
    return sum(
        one.amount
        for one in claims
        if one.is_counted
        and one.dispute_id != told.dispute_id
        and same_id(one.customer_id, told.customer_id)
        and same_id(one.vendor_id, told.vendor_id)
        and one.currency == told.currency
        and one.at >= since
    )


def units(whole: int, currency: str) -> int:
    """Whole units of a currency in minor ones."""
    return whole * 10 ** exponent_of(currency)
