"""Bringing in customers and invoices: repeatable without harm, and never under a running dispute
(X-12).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.invoices.instalments import Instalment, check_instalments
from chalicelib.domain.invoices.invoice import (
    GENERAL,
    MAX_LINES,
    MAX_PAYMENTS,
    Customer,
    Invoice,
    InvoiceLine,
    Payment,
)
from chalicelib.domain.people.person import SETTLING, able_to
from chalicelib.errors import Forbidden, InvalidAmount, InvalidInput, NotChangeable, TooMany
from chalicelib.values import dataclass

TAKES_OFF = (
    "Credits, payments and lower charges are brought in by finance, or by a program (the role"
    " integration)."
)

LINE_KINDS = ("feature", "usage", "fee", "paperFee", "credit")
INVOICE_STATUSES = ("draft", "approved")


@dataclass(frozen=True)
class Billed:
    """An invoice as another system tells it; amounts in minor units."""

    customer_id: OutsideID
    invoice_number: OutsideID
    status: str
    currency: str
    invoice_date: date
    due_date: date
    lines: tuple[InvoiceLine, ...]
    payments: tuple[Payment, ...] = ()
    bill_period_id: OutsideID | None = None
    usage_alias: OutsideID | None = None
    instalments: tuple[Instalment, ...] = ()

    def check(self) -> None:
        """`InvalidInput` for what contradicts itself, or is more than an invoice holds."""
        self._check_size()
        if self.due_date < self.invoice_date:
            raise InvalidInput("The due date lies before the invoice date.", rule="X-12")
        self._check_lines()
        self._check_payments()
        total = sum(line.amount for line in self.lines)
        check_instalments(self.instalments, self.due_date, total, self.currency)

    def _check_size(self) -> None:
        if len(self.lines) > MAX_LINES or len(self.payments) > MAX_PAYMENTS:
            raise TooMany(
                f"An invoice holds at most {MAX_LINES} lines and {MAX_PAYMENTS} payments.",
                rule="X-12",
            )
        if not self.lines:
            raise InvalidInput("An invoice has at least one line.", rule="X-12")
        sums = (
            sum(line.amount for line in self.lines if line.amount > 0),
            -sum(line.amount for line in self.lines if line.amount < 0),
            sum(payment.amount for payment in self.payments),
        )
        if max(sums) > MAX_MINOR_UNITS:
            raise InvalidAmount("The invoice comes to more than the product keeps.", rule="X-12")

    def _check_lines(self) -> None:
        """Lines of known kinds, each once, credits below zero and nothing else."""
        if self.status not in INVOICE_STATUSES or any(
            line.kind not in LINE_KINDS for line in self.lines
        ):
            raise InvalidInput(
                f"An invoice is {' or '.join(INVOICE_STATUSES)}; a line is one of"
                f" {', '.join(LINE_KINDS)}.",
                rule="X-12",
            )
        _check_unique("lineID", [line.line_id for line in self.lines])
        _check_unique("featureID", [line.feature_id for line in self.lines])
        _check_unique("usageRecordID", [line.usage_record_id for line in self.lines])
        if any(str(line.line_id) == GENERAL for line in self.lines):
            raise InvalidInput(
                f"A line cannot be called {GENERAL}: that names the invoice as a whole.",
                rule="CU-01",
            )
        if any((line.kind == "credit") != (line.amount < 0) and line.amount for line in self.lines):
            raise InvalidInput(
                "Lines of the kind credit are below zero, and only they.", rule="X-12"
            )

    def _check_payments(self) -> None:
        """Payments, each once; money goes back for a credit note alone, no more than it is of."""
        _check_unique("paymentID", [payment.payment_id for payment in self.payments])
        given_back = -sum(one.amount for one in self.payments if one.amount < 0)
        if given_back > max(0, -sum(line.amount for line in self.lines)):
            raise InvalidInput(
                "A payment is below zero only where a credit note is given back, and all of them"
                " come to no more than it is of.",
                rule="X-12",
            )

    @property
    def revision(self) -> str:
        """Names this set of lines: the same lines always have the same name."""
        return _digest([vars(line) for line in self.lines])[:16]

    @property
    def fingerprint(self) -> str:
        """Names everything that was told."""
        payments = [vars(payment) for payment in self.payments]
        dates = [self.invoice_date.isoformat(), self.due_date.isoformat()]
        dates += [f"{one.due_date} {one.amount}" for one in self.instalments]
        return _digest(
            [
                self.status,
                self.currency,
                dates,
                self.revision,
                payments,
                self.bill_period_id,
                self.usage_alias,
            ]
        )


def merge_customer(known: Customer | None, told: Customer) -> Customer | None:
    """The customer as it shall be kept; None when nothing changes. Its id and number stay as first
    imported (RV-12).
    """
    if known is None:
        return replace(told, version=1)
    account = (
        known.account_number
        if str(known.account_number) == str(told.account_number)
        else told.account_number
    )
    merged = replace(
        told,
        customer_id=known.customer_id,
        account_number=account,
        version=known.version,
        sequence=known.sequence,
        last_hash=known.last_hash,
    )
    return None if merged == known else replace(merged, version=known.version + 1)


def merge_invoice(
    known: Invoice | None,
    told: Billed,
    customer_name: str,
    credited_lines: Sequence[InvoiceLine] = (),
    *,
    settles: bool,
) -> Invoice | None:
    """The head as it shall be kept; None when nothing changes (X-12).

    `NotChangeable` when it would change what is disputed or credited; `credited_lines` are those of
    the known invoice on which credits were granted. `Forbidden` where something is taken off by
    somebody who may not: `settles` says who may (X-16).
    """
    told.check()
    if known and known.fingerprint == told.fingerprint:
        return None
    if known:
        _check_changeable(known, told, credited_lines)
    if not settles and takes_off(known, told):
        raise Forbidden(TAKES_OFF, rule="X-16", unblockedBy=able_to(SETTLING))
    billed: dict[str, Any] = {
        "status": told.status,
        "currency": told.currency,
        "invoice_date": told.invoice_date,
        "due_date": told.due_date,
        "total": sum(line.amount for line in told.lines),
        "charges": sum(line.amount for line in told.lines if line.amount > 0),
        "revision": told.revision,
        "customer_name": customer_name,
        "bill_period_id": told.bill_period_id,
        "usage_alias": told.usage_alias,
        "payments": told.payments,
        "instalments": told.instalments,
        "fingerprint": told.fingerprint,
    }
    if known:
        return replace(known, **billed, version=known.version + 1)
    return Invoice(told.customer_id, told.invoice_number, **billed, version=1)


def takes_off(known: Invoice | None, told: Billed) -> bool:
    """Whether somebody owes another amount by it than by charges alone: other credits or payments
    than before, or lower charges.
    """
    total, charges, payments = (known.total, known.charges, known.payments) if known else (0, 0, ())
    now_total, now_charges = (
        sum(line.amount for line in told.lines),
        sum(line.amount for line in told.lines if line.amount > 0),
    )
    return (
        now_charges < charges
        or now_charges - now_total != charges - total
        or told.payments != payments
    )


def _check_changeable(known: Invoice, told: Billed, credited_lines: Sequence[InvoiceLine]) -> None:
    if told.currency != known.currency:
        raise NotChangeable(f"The invoice is in {known.currency}; an invoice keeps its currency.")
    if known.status == "approved" and told.status != "approved":
        raise NotChangeable("An invoice that was approved stays approved.")
    if told.revision == known.revision:
        return
    charges = sum(line.amount for line in told.lines if line.amount > 0)
    if charges + known.fees > MAX_MINOR_UNITS:
        raise InvalidAmount(
            "With the fees on it the invoice comes to more than the product keeps.", rule="X-12"
        )
    if known.open_dispute_id:
        raise NotChangeable(
            f"Dispute {known.open_dispute_id} on the invoice is open; its lines stay as they are.",
            disputeID=known.open_dispute_id,
        )
    lines = {str(line.line_id): line for line in told.lines}
    changed = [str(line.line_id) for line in credited_lines if lines.get(str(line.line_id)) != line]
    if changed:
        raise NotChangeable(
            f"Credits were granted on line {', '.join(changed[:5])}; what was billed there stays as"
            " it is."
        )
    if charges < known.credited_total:
        raise NotChangeable("More was credited on the invoice than its charges would come to.")


def _check_unique(name: str, ids: list[OutsideID | None]) -> None:
    counted = Counter(str(one) for one in ids if one is not None)
    twice = next((one for one, times in counted.items() if times > 1), None)
    if twice is not None:
        raise InvalidInput(f"The invoice names {name} {twice} twice.", rule="X-12")


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
