"""Invoices: what was billed, what of it has been credited, and what can still be disputed."""

from dataclasses import field, fields, replace
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.amounts import Shares
from chalicelib.domain.invoices.charge import Charge, Forgotten, charged, without_letter
from chalicelib.domain.invoices.instalments import Instalment
from chalicelib.domain.invoices.missed import MissedInstalment
from chalicelib.domain.invoices.outcome import OutcomeTold
from chalicelib.domain.invoices.promise import Promise, judged, open_in
from chalicelib.errors import NotDisputable
from chalicelib.values import dataclass

GENERAL = "general"
"""The line id of a dispute's amount against the invoice as a whole (CU-01)."""

NOTICE = "This invoice currently has a dispute in progress"

MAX_LINES, MAX_PAYMENTS = 5000, 500
"""How many of each an invoice holds (X-12)."""

DELIVERY_METHODS = ("Post", "Email", "Email and Post", "Do Not Send")


@dataclass(frozen=True)
class Customer:
    """Somebody who is billed."""

    customer_id: OutsideID
    name: str
    account_number: OutsideID
    currency: str
    delivery_method: str
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    time_zone: str | None = None
    country: str | None = None
    """Whose public holidays are no business days of it, such as `DE-BY` (CO-22)."""
    postal_address: str | None = None
    """Where its letters on paper go, a line a line, without its name."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("customer", self.customer_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "name": self.name,
            "accountNumber": self.account_number,
            "currency": self.currency,
            "deliveryMethod": self.delivery_method,
            "email": self.email,
            "phone": self.phone,
            "language": self.language,
            "timeZone": self.time_zone,
            "country": self.country,
            "postalAddress": self.postal_address,
        }


@dataclass(frozen=True, kw_only=True)
class ChargeIDs:
    """By what the billing system knows a charge."""

    feature_id: OutsideID | None = None
    usage_record_id: OutsideID | None = None
    service_id: OutsideID | None = None
    service_number: OutsideID | None = None
    invoice_category_id: OutsideID | None = None
    usage_batch_id: OutsideID | None = None
    usage_record_number: OutsideID | None = None

    @property
    def charge_ids(self) -> dict[str, Any]:
        """These alone, for another that is about the same charge."""
        return {one.name: getattr(self, one.name) for one in fields(ChargeIDs)}


@dataclass(frozen=True)
class InvoiceLine(ChargeIDs):
    """One charge or credit that was billed; `amount` in minor units, negative for a credit."""

    line_id: OutsideID
    description: str
    amount: int
    kind: str


@dataclass(frozen=True)
class Payment:
    """Money that came in for an invoice."""

    payment_id: OutsideID
    date: date
    amount: int


@dataclass(frozen=True)
class AllocatedPayment(Payment):
    """What a payment of the customer gives an invoice; 0 once it was taken back or given to others.

    It stands for a payment of the same number that was told with the invoice itself.
    """

    recorded_at: datetime
    first_given_at: datetime | None = None
    """When it gave the invoice something first; None where it gave nothing else since."""

    def was_given_by(self, at: datetime) -> bool:
        """Whether it gave the invoice something by a moment, however much that was."""
        return (self.first_given_at or self.recorded_at) <= at


@dataclass(frozen=True)
class Adjustment:
    """A correction of an invoice after billing; `amount` is added to what is owed, so a credit is
    negative.
    """

    adjustment_id: str
    kind: str
    amount: int
    currency: str
    dispute_id: str
    line_id: OutsideID
    at: datetime
    by: str
    description: str = ""


@dataclass(frozen=True)
class Invoice:
    """The head of an invoice: everything about it but its lines. Amounts in minor units."""

    customer_id: OutsideID
    invoice_number: OutsideID
    status: str
    currency: str
    invoice_date: date
    due_date: date
    total: int
    """The sum of all lines, credits included."""
    charges: int
    """The sum of the lines above zero: what can be disputed at most (CU-09)."""
    revision: str
    """Names the set of lines that belongs to this head."""
    customer_name: str = ""
    bill_period_id: OutsideID | None = None
    usage_alias: OutsideID | None = None
    payments: tuple[Payment, ...] = ()
    """What was told with the invoice itself; `received` is what counts."""
    instalments: tuple[Instalment, ...] = ()
    """Where it is due in parts; the first on its due date (CO-06)."""
    allocated: tuple[AllocatedPayment, ...] = ()
    """What payments of the customer give it, or gave it once."""
    credited: dict[str, int] = field(default_factory=dict)
    """Line id → credits granted on it after billing, reversals taken off."""
    disputed: dict[str, int] = field(default_factory=dict)
    """Line id → what of it is in dispute now."""
    shares: Shares | None = None
    """What is to become of what its open dispute contests; None without one, and where it was kept
    before there were shares.
    """
    fees: int = 0
    reminder_charges: tuple[Charge, ...] = ()
    """What reminders put on it, the waived ones too (CO-39)."""
    promises: tuple[Promise, ...] = ()
    """What the customer has promised to pay on it, in order; the last may be open (CO-21)."""
    open_dispute_id: str | None = None
    dispute_ended_at: datetime | None = None
    """When the last dispute on it ended; None while one is open (CO-43)."""
    outcome_told: OutcomeTold | None = None
    """That the customer was told how that one ended; None while one is open."""
    plan_id: str | None = None
    """The payment plan that it is in (CU-18)."""
    missed: tuple[MissedInstalment, ...] = ()
    """What was missed of its plan, or of the last one, which was broken by that (CO-46)."""
    not_due: int = 0
    """What of it its plan asks for later only, while something is missed."""
    follow_up_id: str | None = None
    """The follow-up in progress that it is in; there is one at most."""
    item_status: OutsideID | None = None
    """The status that it has as an open item (DM-02)."""
    item_category: str | None = None
    """The category of that status, as it was when it got it."""
    fingerprint: str = ""
    """Hash of the import it came from, so that a repeat changes nothing (X-12)."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("invoice", self.customer_id, self.invoice_number)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells: what was billed and paid; the lines, which may be thousands, by
        the name of their set.
        """
        return {
            "status": self.status,
            "currency": self.currency,
            "invoiceDate": self.invoice_date.isoformat(),
            "dueDate": self.due_date.isoformat(),
            "total": to_number(self.total, self.currency),
            "revision": self.revision,
            "billPeriodID": self.bill_period_id,
            "usageAlias": self.usage_alias,
            "payments": [
                {
                    "paymentID": payment.payment_id,
                    "date": payment.date.isoformat(),
                    "amount": to_number(payment.amount, self.currency),
                }
                for payment in self.payments
            ],
            "instalments": [
                {
                    "dueDate": one.due_date.isoformat(),
                    "amount": to_number(one.amount, self.currency),
                }
                for one in self.instalments
            ],
            "allocated": {
                str(payment.payment_id): to_number(payment.amount, self.currency)
                for payment in self.allocated
            },
            "promises": [promise.journaled(self.currency) for promise in self.promises],
        }

    @property
    def received(self) -> tuple[Payment, ...]:
        """Every payment that counts, once: where the customer's own and one that was told with the
        invoice have one number, the customer's.
        """
        own = {str(payment.payment_id) for payment in self.allocated}
        told = (one for one in self.payments if str(one.payment_id) not in own)
        return (*told, *(one for one in self.allocated if one.amount))

    @property
    def paid(self) -> int:
        """What came in."""
        return sum(payment.amount for payment in self.received)

    @property
    def credited_total(self) -> int:
        """All credits granted on the invoice after billing (CU-14 counts them)."""
        return sum(self.credited.values())

    @property
    def disputed_total(self) -> int:
        """What is in dispute now."""
        return sum(self.disputed.values())

    @property
    def balance(self) -> int:
        """What is still owed, charges of reminders included."""
        return self.principal + self.charged

    @property
    def principal(self) -> int:
        """What is still owed on the invoice itself; below zero where more came in than that, which
        pays its charges.
        """
        return self.total + self.fees - self.credited_total - self.paid

    @property
    def charged(self) -> int:
        """What reminders put on it and nobody waived (CO-39)."""
        if not self.reminder_charges:
            return 0
        return charged(self.reminder_charges, self.principal, self._paid_beyond)

    @property
    def _paid_beyond(self) -> int:
        """What came in beyond the invoice itself by the value date on which that was paid; what
        came in later, or was credited, pays no charge that was forgotten by then.
        """
        left = self.total + self.fees
        by_day: dict[date, int] = {}
        for one in self.received:
            by_day[one.date] = by_day.get(one.date, 0) + one.amount
        for day in sorted(by_day):
            left -= by_day[day]
            if left <= 0:
                return -left
        return 0

    @property
    def forgotten(self) -> Forgotten | None:
        """What of its charges is forgotten, and since which value date (CO-39)."""
        asked = sum(one.amount for one in self.reminder_charges if not one.waived)
        amount, left = asked - self.charged, self.total + self.fees - self.credited_total
        if amount <= 0:
            return None
        days = sorted((one.date, one.amount) for one in self.received)
        sums = accumulate(paid for _, paid in days)
        reached = (day for (day, _), paid in zip(days, sums, strict=True) if paid >= left)
        return Forgotten(amount, next(reached, date.max) if left > 0 else date.min)

    def promises_at(self, at: datetime) -> tuple[Promise, ...]:
        """Its promises as what was paid leaves them at a moment (CO-23, CO-24)."""
        return judged(self.promises, self.received, at, self.forgotten)

    def promises_on(self, today: date) -> tuple[Promise, ...]:
        """The same on a day of the customer, whether the job that judges them was there or not: of
        one whose last day was before it, as that day left it (CO-25).
        """
        known = open_in(self.promises)
        if known is None or today <= known.last_day:
            return self.promises
        return self.promises_at(known.ends_at)

    @property
    def charges_owed(self) -> int:
        """What of that is not paid yet: payments pay the invoice itself first."""
        return min(self.charged, max(0, self.balance))

    @property
    def disputable_open(self) -> int:
        """What is open of what was billed, and could be credited; where only charges of reminders
        are open, these (CO-39).
        """
        own = self.principal if self.principal > 0 else self.balance
        return max(0, min(own, self.remaining))

    def owed_after(self, credit: int = 0) -> int:
        """What the company owes the customer on the invoice once that much more is credited; 0
        while the customer owes (CU-11).
        """
        return owed_after(self.balance, credit)

    @property
    def is_unsettled(self) -> bool:
        """Whether it stands among what is open: either side owes the other something, or it is in
        dispute (CU-02).
        """
        return self.status == "approved" and (self.balance != 0 or self.open_dispute_id is not None)

    @property
    def left_follow_up(self) -> str | None:
        """The follow-up that it leaves, where it is paid in full while in one (CO-14)."""
        return self.follow_up_id if self.balance <= 0 else None

    @property
    def standing_status(self) -> OutsideID | None:
        """The status that a collector has given it, while it is open or in a follow-up (DM-02)."""
        return self.item_status if self.is_unsettled or self.follow_up_id is not None else None

    @property
    def disputed_shares(self) -> Shares:
        """What is to become of what is contested by the open dispute (X-06)."""
        return self.shares or Shares(undecided=self.disputed_total)

    @property
    def remaining(self) -> int:
        """What of all charges can be disputed: the charges less all credits granted (CU-09)."""
        return self.charges - self.credited_total

    @property
    def notice(self) -> str | None:
        """What is shown on an invoice with an open dispute (CU-17)."""
        return NOTICE if self.open_dispute_id else None

    @property
    def settled_on(self) -> date | None:
        """The day of the last payment, once nothing is owed."""
        return (
            max((payment.date for payment in self.received), default=None)
            if self.balance <= 0
            else None
        )

    def remaining_of(self, line_id: OutsideID, charge: int) -> int:
        """What of one charge can be disputed: the charge less credits granted, within what the
        invoice has left (CU-12).
        """
        return max(0, min(charge - self.credited.get(str(line_id), 0), self.remaining))

    def with_credit(self, line_id: OutsideID, minor: int) -> "Invoice":
        """The invoice with so much more (or, negative, less) credited on a line."""
        credited = self.credited.get(str(line_id), 0) + minor
        rest = {key: value for key, value in self.credited.items() if key != str(line_id)}
        return replace(self, credited=rest | ({str(line_id): credited} if credited else {}))


def with_charges(invoice: Invoice, charges: tuple[Charge, ...]) -> Invoice:
    """The invoice one version on, with what a reminder puts on it (CO-39)."""
    known = invoice.reminder_charges
    return replace(invoice, reminder_charges=(*known, *charges), version=invoice.version + 1)


def without_charges(invoice: Invoice, letter: int) -> Invoice:
    """The invoice one version on, without what a letter put on it that did not go."""
    left = without_letter(invoice.reminder_charges, letter)
    return replace(invoice, reminder_charges=left, version=invoice.version + 1)


def owed_after(balance: int, credit: int) -> int:
    """What the company owes the customer once a credit is taken off a balance; 0 as long as the
    customer owes (CU-11).
    """
    return max(0, credit - balance)


def check_disputable(invoice: Invoice) -> None:
    """`NotDisputable` for an invoice that is not approved (CU-05) or has nothing but credits
    (CU-07).
    """
    if invoice.status != "approved":
        raise NotDisputable(
            f"Only approved invoices can be disputed; this one is {invoice.status}.", rule="CU-05"
        )
    if invoice.charges <= 0:
        raise NotDisputable(
            "The invoice has no charge: credits and negative amounts cannot be disputed.",
            rule="CU-07",
        )
    if invoice.remaining <= 0:
        raise NotDisputable(
            "All charges of the invoice have been credited; nothing is left to dispute.",
            rule="CU-12",
        )


def line_name(line: Any) -> str:
    """What a line, of an invoice or a dispute, is called: by what it is for, which people know,
    else by its number.
    """
    if str(line.line_id) == GENERAL:
        return "The invoice"
    return f"“{line.description}”" if line.description else f"Line {line.line_id}"


def check_line_disputable(invoice: Invoice, line: InvoiceLine) -> None:
    """`NotDisputable` for a line of nothing (CU-08), a credit (CU-11) or one that is credited in
    full (CU-12).
    """
    if line.amount == 0:
        raise NotDisputable(
            f"{line_name(line)} is of zero; zero-amount lines cannot be disputed.", rule="CU-08"
        )
    if line.amount < 0:
        raise NotDisputable(
            f"{line_name(line)} is a credit; credits are left out of disputes.", rule="CU-11"
        )
    if invoice.remaining_of(line.line_id, line.amount) <= 0:
        raise NotDisputable(
            f"{line_name(line)} has been credited in full; nothing of it is left to dispute.",
            rule="CU-12",
        )
