"""What only a payout dispute has: the claim, what the vendor was asked and said, what was decided,
and the payouts. Amounts are in minor units of the order's currency.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from chalicelib.domain.approvals.approvable import ApprovableWork
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.amounts import Amounts, Shares
from chalicelib.domain.disputes.deadlines import Deadline
from chalicelib.domain.disputes.lifecycle import Lifecycle
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.orders.decision_table import RowEffects
from chalicelib.domain.orders.lifecycle import CLOSED, ORDER, RESOLVED, WITHDRAWN, WORKED
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.values import dataclass

NOT_PAID, PAID_LESS = "notPaid", "paidLess"
CLAIMS = {NOT_PAID: "no payment received", PAID_LESS: "the vendor paid less than billed"}
"""What a customer claims (CK-01), and how it is said."""

CHANNELS = ("app", "whatsApp", "support")

PENDING, EFFECTIVE, REFUSED, REVERSED = "pending", "effective", "refused", "reversed"
"""How a decision stands."""

INSTRUCTED, SENT, CONFIRMED, RETURNED, CANCELLED = (
    "instructed",
    "sent",
    "confirmed",
    "returned",
    "cancelled",
)
"""How a payout stands (PO-25); *cancelled* before it was sent."""
UNCONFIRMED = (INSTRUCTED, SENT)
RESULTS = (CONFIRMED, RETURNED)
"""What a bank says of a payout."""

MAX_DECISIONS, MAX_PAYOUTS, MAX_ATTEMPTS, MAX_LATE = 20, 20, 50, 20
MAX_EVIDENCE = 50

CLAIM, ANSWER, DECISION, PAYOUTS, EVIDENCE = (
    "claim",
    "answer",
    "decision",
    "payouts",
    "evidence",
)
"""The parts of the work that can be changed by themselves (X-07)."""


@dataclass(frozen=True)
class Claim:
    """What the customer claims, and when."""

    kind: str
    amount: int
    at: datetime
    channel: str
    contact: str | None = None
    """How the customer wants to be reached."""
    related: int = 0
    """What other claims of the customer against the vendor count for high value (PO-05)."""
    received: int = 0
    """What the customer says, by claiming less than was left, to have got."""
    is_high: bool = False
    """Whether it was of high value, by the setting of then: Finance is told of it (CK-12)."""
    number: int = 1
    """Rises with each change of the claim."""


@dataclass(frozen=True)
class Evidence:
    """What an attached file is."""

    attachment_id: str
    type: str
    side: str
    name: str
    tag: str
    """What names its content: equal files have equal tags (PO-17)."""
    at: datetime


@dataclass(frozen=True)
class Attempt:
    """That somebody tried to reach the vendor (CK-04)."""

    channel: str
    by_name: str
    at: datetime
    was_reached: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Contact:
    """That the vendor was asked, and until when it has to answer (CK-11)."""

    number: int
    asked_at: datetime
    due_at: datetime
    counts: str
    """By which hours that was counted: what is set later does not move it (PO-20)."""
    time_zone: str
    remind_at: datetime | None = None
    reminded_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What the vendor says (CK-04); a draft until it is final (PO-13)."""

    verdict: str
    """One of the fact `answer` but none."""
    at: datetime
    by_name: str
    side: str
    """The vendor, or the staff who logged it."""
    amount: int | None = None
    """What the vendor says that it paid."""
    method: str | None = None
    reference: str | None = None
    reason: str | None = None
    """Of a price reduction."""
    is_final: bool = False
    is_late: bool = False
    """Whether it came after the deadline (PO-10)."""


@dataclass(frozen=True)
class Signature:
    """The yes of a role that a decision needs whatever its amount (PO-23)."""

    role: str
    by_id: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class Fine:
    """A fine as it meets the vendor's wallet (PO-29)."""

    amount: int
    now: int
    """What is taken from the wallet."""
    owed: int = 0
    """What the vendor owes beside that, because its wallet cannot bear it."""

    @property
    def is_refused(self) -> bool:
        """Whether nothing is taken because the wallet cannot bear it whole."""
        return self.amount > 0 and not self.now and not self.owed


NO_FINE = Fine(0, 0)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, by which row of which table, on which facts (PO-39)."""

    decision_id: str
    row_id: str
    row_label: str
    """What the row said, whatever the table says by now."""
    table_version: int
    applied_row_id: str
    """The row that the facts hit; another one than `row_id` where a manager chose that."""
    facts: dict[str, str]
    effects: RowEffects
    payout: int
    proved: int
    """What the vendor was proved to have paid."""
    by_id: str
    by_name: str
    by_role: str
    at: datetime
    note: str | None = None
    """Why, as the staff alone reads it (CK-07)."""
    reuse_reason: str | None = None
    """Why a reference that another case carries proves something all the same (PO-16)."""
    status: str = PENDING
    is_asked: bool = False
    """Whether somebody with a higher limit has to say yes."""
    needs: tuple[str, ...] = ()
    """The roles whose yes it needs besides (PO-23)."""
    signed: tuple[Signature, ...] = ()
    refusal: str | None = None
    effective_at: datetime | None = None
    fine: Fine = NO_FINE
    transfer_id: str | None = None
    """What moved when it took effect."""
    payout_id: str | None = None
    reversed_at: datetime | None = None
    reversed_by: str | None = None
    reversal: str | None = None
    """Why it was reversed."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Whose yes it still waits for: roles, and `approver` for a higher limit (PO-23)."""
        given = {one.role for one in self.signed}
        roles = tuple(role for role in self.needs if role not in given)
        return (("approver",) if self.is_asked else ()) + roles


@dataclass(frozen=True)
class Unsent:
    """That one person of Finance says that a payout never left, of the files that there were."""

    by_id: str
    by_name: str
    at: datetime
    reason: str
    file_id: str | None = None
    """The latest file that told of it by then."""


@dataclass(frozen=True)
class Payout:
    """Money that the platform pays to the customer (PO-25)."""

    payout_id: str
    decision_id: str
    amount: int
    instructed_at: datetime
    status: str = INSTRUCTED
    account_id: str | None = None
    """The account that it was sent to."""
    sent_at: datetime | None = None
    task_at: datetime | None = None
    """When it is a task that the bank has not confirmed it (PO-28)."""
    reference: str | None = None
    """The bank's, such as the UTR."""
    confirmed_at: datetime | None = None
    returned_at: datetime | None = None
    return_code: str | None = None
    unsent: Unsent | None = None
    """Who says that it never left, until a second person says so, or it is sent (PO-12)."""
    is_claimed_back: bool = False
    """Whether its decision was reversed when it was gone: the customer owes it (PO-12)."""

    @property
    def counts(self) -> bool:
        """Whether the customer has it, or is about to."""
        return self.status not in (RETURNED, CANCELLED)


@dataclass(frozen=True)
class EscalationStep:
    """That somebody was told that it does not go on (CK-11, CK-12, PO-21)."""

    key: str
    """Names what it is about, so that it happens once."""
    kind: str
    at: datetime
    to_role: str
    to_id: str | None = None
    to_name: str | None = None
    """None: everybody of the role (PO-22)."""


@dataclass(frozen=True, kw_only=True)
class OrderWork(ApprovableWork):
    """The part of a dispute that orders alone have; what of it needs approval is the payout."""

    lifecycle: ClassVar[Lifecycle] = ORDER

    order_id: OutsideID
    order_value: int
    claim: Claim
    settle_by: datetime
    """What the customer was promised (PO-07)."""
    acknowledge_by: datetime
    confirmed: int | None = None
    """What the customer says to have got, where it said so."""
    contact: Contact | None = None
    attempts: tuple[Attempt, ...] = ()
    answer: Answer | None = None
    late_evidence: tuple[Answer, ...] = ()
    """What the vendor said after the decision; it changes nothing by itself (PO-11)."""
    evidence: tuple[Evidence, ...] = ()
    decisions: tuple[Decision, ...] = ()
    payouts: tuple[Payout, ...] = ()
    escalations: tuple[EscalationStep, ...] = ()
    close_at: datetime | None = None
    """When it is closed by time (CK-15)."""
    received_at: datetime | None = None
    """When the customer said that all is well, before the bank did."""
    is_worked: bool = True
    """Whether it is open or in progress, so that its deadlines hold."""

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has done anything about it yet (PO-07)."""
        return self.is_worked and not (self.contact or self.attempts or self.decisions)

    @property
    def pending(self) -> Decision | None:
        """The decision that waits for somebody's yes."""
        last = self.decisions[-1] if self.decisions else None
        return last if last and last.status == PENDING else None

    @property
    def effective(self) -> tuple[Decision, ...]:
        """The decisions that hold."""
        return tuple(one for one in self.decisions if one.status == EFFECTIVE)

    @property
    def fined(self) -> int:
        """What the vendor is fined by the decisions that hold, taken or owed."""
        return sum(one.fine.now + one.fine.owed for one in self.effective)

    @property
    def paid(self) -> int:
        """What the customer has, or is about to have, by its payouts."""
        return sum(one.amount for one in self.payouts if one.counts)

    @property
    def proved(self) -> int:
        """What the vendor was proved to have paid, by the last decision that holds."""
        return self.effective[-1].proved if self.effective else 0

    @property
    def unconfirmed(self) -> tuple[Payout, ...]:
        """The payouts that the bank has not confirmed."""
        return tuple(one for one in self.payouts if one.status in UNCONFIRMED)

    @property
    def counted_amount(self) -> int:
        """What its claim counts for, with the customer's others, in the limit of high value
        (PO-05).
        """
        return self.claim.amount + self.claim.related

    def decision(self, decision_id: str) -> Decision | None:
        """The decision of that id."""
        return next((one for one in self.decisions if one.decision_id == decision_id), None)

    def payout(self, payout_id: str) -> Payout | None:
        """The payout of that id."""
        return next((one for one in self.payouts if one.payout_id == payout_id), None)

    def has_escalated(self, key: str) -> bool:
        """Whether somebody was told of this (PO-21)."""
        return any(one.key == key for one in self.escalations)

    def with_decision(self, decision: Decision) -> "OrderWork":
        """The work with a decision as it is now, or a new one."""
        return replace(self, decisions=_with(self.decisions, decision, "decision_id"))

    def with_payout(self, payout: Payout) -> "OrderWork":
        """The work with a payout as it is now, or a new one."""
        return replace(self, payouts=_with(self.payouts, payout, "payout_id"))

    @property
    def looked_at(self) -> datetime | None:
        """When the sweep looks at it next: a round of approval, a deadline, a promise, a payout, or
        the time to close. What happened once is not waited for again.
        """
        moments: list[datetime | None] = [super().looked_at]
        if not self.unconfirmed:
            moments.append(self.close_at)
        contact = self.contact if self.is_worked else None
        is_answered = self.answer is not None and self.answer.is_final
        if contact and not (is_answered or self.has_escalated(f"vendorSilent {contact.number}")):
            moments.append(contact.due_at)
            is_quiet = contact.reminded_at is not None or self.pending is not None
            moments.append(None if is_quiet else contact.remind_at)
        moments += [
            one.task_at
            for one in self.unconfirmed
            if not self.has_escalated(f"payoutUnconfirmed {one.payout_id}")
        ]
        if self.is_worked and self.claim.is_high:
            key = f"highValue {self.claim.number}"
            moments.append(None if self.has_escalated(key) else self.claim.at)
        if self.is_worked and not self.has_escalated("unresolved"):
            moments.append(self.settle_by)
        if self.is_untouched and not self.has_escalated("unacknowledged"):
            moments.append(self.acknowledge_by)
        return min((one for one in moments if one), default=None)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """What somebody was promised or has to do by when, the most urgent first; what is past
        stays until it is done, also once it has escalated (CK-11, PO-07, PO-28).
        """
        found: list[tuple[str, str, datetime | None]] = []
        if self.is_worked:
            is_asked = self.contact and not (self.answer and self.answer.is_final)
            found = [
                ("agent", "firstStep", self.acknowledge_by if self.is_untouched else None),
                (VENDOR, "answer", self.contact.due_at if self.contact and is_asked else None),
                ("approver", "approval", super().looked_at if self.pending else None),
                (CUSTOMER, "outcome", self.settle_by),
            ]
        else:
            found += [("bank", "confirmation", one.task_at) for one in self.unconfirmed]
            if not self.unconfirmed:
                found.append((CUSTOMER, "objection", self.close_at))
        known = [Deadline(party, what, at) for party, what, at in found if at]
        return tuple(sorted(known, key=lambda one: one.at))

    def amounts_in(self, status: str) -> Amounts:
        """Where the claim stands (X-06): what was paid out is credited, the rest is open until it
        is decided.
        """
        left = self.claim.amount - self.paid
        is_worked = status in WORKED
        return Amounts(
            self.claim.amount,
            open=left if is_worked else 0,
            credited=self.paid,
            withdrawn=left if status == WITHDRAWN else 0,
            declined=left if status in (RESOLVED, CLOSED) else 0,
        )

    def shares_in(self, status: str) -> Shares:
        """The same in the words of every dispute: what waits for somebody's yes is asked for."""
        amounts = self.amounts_in(status)
        asked = self.pending.payout if self.pending and status in WORKED else 0
        return Shares(
            credited=amounts.credited,
            asked_for=asked,
            withdrawn=amounts.withdrawn,
            declined=amounts.declined,
            undecided=amounts.open - asked,
        )

    def parts_in(self, status: str) -> dict[str, object]:
        """What of it can be changed by itself (X-07)."""
        return {
            STATUS: status,
            CLAIM: self.claim,
            ANSWER: (self.answer, self.contact, self.confirmed),
            DECISION: self.decisions,
            PAYOUTS: self.payouts,
            EVIDENCE: self.evidence,
        }

    @property
    def whole(self) -> tuple[str, ...]:
        """Where it stands, and all that a decision rests on."""
        return (STATUS, CLAIM, ANSWER, DECISION, PAYOUTS)


def _with(known: tuple[Any, ...], changed: Any, name: str) -> tuple[Any, ...]:
    """The same with one of them as it is now, or a further one."""
    found = [getattr(one, name) for one in known]
    if getattr(changed, name) not in found:
        return (*known, changed)
    return tuple(changed if getattr(one, name) == getattr(changed, name) else one for one in known)
