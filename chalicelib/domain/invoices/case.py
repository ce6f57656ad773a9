"""A case: an invoice dispute beside the head of its invoice, and what has been done to both."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Self

from chalicelib.domain.approvals.approvable import Approvable, Wording
from chalicelib.domain.approvals.approval_chain import AskedPart, Round
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.delivery import Paper
from chalicelib.domain.invoices.invoice import GENERAL, Adjustment, Invoice, line_name
from chalicelib.domain.invoices.promise import open_in
from chalicelib.domain.invoices.promise_verbs import lowered_at, lowering, told_of_promise
from chalicelib.domain.invoices.work import Line
from chalicelib.errors import AmountTooLarge, InvalidAmount
from chalicelib.values import dataclass


@dataclass(frozen=True)
class InvoiceCase(Approvable):
    """What every verb of an invoice dispute takes and gives back: credits above somebody's limit
    wait for approval (CU-14).
    """

    wording = Wording(asked="credit", total="the invoice's credits", parts="lines")

    invoice: Invoice
    adjustments: tuple[Adjustment, ...] = ()
    """Those that are new."""
    paper: Paper | None = None
    """How the customer gets its invoices, with the fee for paper, where that was read."""
    relied_on_delivery: bool = False
    """Whether the decision rests on how invoices are sent, which then must still be so when it is
    written (CU-19).
    """
    before_kept: Invoice | None = None
    """The invoice before a promise on it came to be kept, of which its journal tells (CO-26)."""

    def with_dispute(self, dispute: Dispute, *changes: Change, at: datetime | None = None) -> Self:
        """The case with the dispute changed; the invoice keeps what of it is in dispute and by
        which dispute. `at` is named where another amount may be in dispute by it.
        """
        open_amounts = {
            str(line.line_id): dispute.work.amounts_of(line, dispute.status).open
            for line in dispute.work.lines
        }
        invoice = replace(
            self.invoice,
            open_dispute_id=dispute.dispute_id if dispute.is_open else None,
            dispute_ended_at=dispute.closed_at,
            outcome_told=None if dispute.is_open else self.invoice.outcome_told,
            disputed={
                line_id: amount
                for line_id, amount in open_amounts.items()
                if amount and dispute.is_open
            },
            shares=dispute.shares if dispute.is_open else None,
        )
        after = lowered_at(invoice, at) if at else invoice
        told = told_of_promise(changes, lowering(invoice, after), invoice.currency)
        is_kept = open_in(invoice.promises) is not None and open_in(after.promises) is None
        before = self.before_kept or (self.invoice if is_kept else None)
        return replace(super().with_dispute(dispute, *told), invoice=after, before_kept=before)

    def with_adjustment(self, adjustment: Adjustment, *, credits: bool) -> Self:
        """The case with an adjustment on the invoice: a credit (or its reversal) of a line, or a
        fee.
        """
        if credits:
            invoice = self.invoice.with_credit(adjustment.line_id, -adjustment.amount)
        else:
            invoice = replace(self.invoice, fees=self.invoice.fees + adjustment.amount)
        return replace(self, invoice=invoice, adjustments=(*self.adjustments, adjustment))

    @property
    def owed_as_decided(self) -> int:
        """What the company will owe the customer once all that is approved or asked for is
        credited.
        """
        return self.invoice.owed_after(self.dispute.shares.pending)

    @property
    def owed_at_most(self) -> int:
        """What the company would owe the customer if all that is claimed and not declined were
        credited (CU-11).
        """
        shares = self.dispute.shares
        return self.invoice.owed_after(shares.pending + shares.undecided)

    def all_credits(self, besides: Line | None = None) -> int:
        """What a credit limit must reach: all credits of the invoice, granted, approved and pending
        (CU-14).
        """
        counted = (
            line.credit
            for line in self.dispute.work.lines
            if line.status in ("approved", "pendingApproval")
            and not (besides and same_id(line.line_id, besides.line_id))
        )
        return self.invoice.credited_total + sum(counted)

    def credits_with(self, line: Line) -> int:
        """The same if this line's credit were approved, whatever the line's status is."""
        return self.all_credits(besides=line) + line.credit

    @property
    def total(self) -> int:
        """All credits of the invoice (CU-14)."""
        return self.all_credits()

    @property
    def pending(self) -> tuple[AskedPart, ...]:
        """The lines whose credit somebody else has to approve."""
        lines = self.dispute.work.lines if self.dispute.is_open else ()
        return tuple(
            AskedPart(
                line.line_id,
                line.disputed,
                line.credit,
                line.requested_by,
                line.requested_by_name or "",
            )
            for line in lines
            if line.status == "pendingApproval"
        )

    def apply(self, context: Context) -> Self:
        """The pending lines approved."""
        return self._with_pending(context, status="approved", decided_by=context.actor.name)

    def put_back(self, refusal: str | None, context: Context) -> Self:
        """The pending lines open again, with the reason where they were refused."""
        return self._with_pending(
            context,
            status="open",
            requested_by=None,
            requested_by_name=None,
            refusal=refusal,
            refused_by=context.actor.name if refusal else None,
        )

    def _with_pending(self, context: Context, **values: object) -> Self:
        """These values in all pending lines, and the dispute's status following (CU-04)."""
        lines = tuple(
            replace(line, **values) if line.status == "pendingApproval" else line
            for line in self.dispute.work.lines
        )
        dispute = self.dispute.with_work(lines=lines)
        moved = dispute.moved(dispute.work.verb, context.at, context.hours)
        return self.with_dispute(moved, at=context.at)

    def asked_lines(self, current: Round) -> tuple[Line, ...]:
        """The lines that a round is about, with the amounts that it asks or asked for, whatever
        became of them since.
        """
        asked = {part.part_id: part for part in current.parts}
        return tuple(
            replace(line, disputed=part.disputed, credit=part.amount)
            for line in self.dispute.work.lines
            if (part := asked.get(line.line_id))
        )

    def shown(self, current: Round) -> dict[str, Any]:
        """The lines, and while it is asked what is owed on the invoice and approved besides; once
        it is over, the balance may hold the credits already.
        """
        lines = [
            {
                "line_id": line.line_id,
                "description": line.description,
                "charge": line.charge,
                "disputed": line.disputed,
                "credit": line.credit,
            }
            for line in self.asked_lines(current)
        ]
        now = {"balance": self.invoice.balance, "approved": self.dispute.shares.approved}
        return {"lines": lines, **(now if current.is_active else {})}


def check_amounts(case: InvoiceCase) -> None:
    """`AmountTooLarge` where a line or the whole disputes more than the invoice has left (CU-09,
    CU-10).
    """
    for line in case.dispute.work.lines:
        if line.status != "withdrawn":
            check_line(case, line)
    _check_total(case, _claimed(case.dispute.work.lines))


def check_line_in(case: InvoiceCase, line: Line) -> None:
    """The same for one line as it is to be, whose claim stands: by itself, and by what it comes to
    with the others.
    """
    check_line(case, line)
    others = (one for one in case.dispute.work.lines if not same_id(one.line_id, line.line_id))
    _check_total(case, _claimed(others) + line.disputed)


def _claimed(lines: Iterable[Line]) -> int:
    return sum(line.disputed for line in lines if line.status != "withdrawn")


def _check_total(case: InvoiceCase, disputed: int) -> None:
    if disputed > case.invoice.remaining:
        said = "The dispute comes to {disputed}; the invoice has {left} left to dispute."
        raise AmountTooLarge(
            Sentence(
                said, disputed=case.amount(disputed), left=case.amount(case.invoice.remaining)
            ),
            rule="CU-09",
        )


def remaining_of(invoice: Invoice, line_id: OutsideID, charge: int) -> int:
    """What can be disputed of a line, or of the invoice as a whole for `general` (CU-09, CU-12)."""
    return invoice.remaining if str(line_id) == GENERAL else invoice.remaining_of(line_id, charge)


def check_line(case: InvoiceCase, line: Line) -> None:
    """`AmountTooLarge` where more of a line is disputed than is left of it, or credited than
    disputed (CU-09, CU-10), by its name.
    """
    if line.disputed <= 0 or line.credit < 0:
        raise InvalidAmount(
            "What is disputed must be above zero, and what is credited not below it.", rule="CU-10"
        )
    left = remaining_of(case.invoice, line.line_id, line.charge)
    if line.disputed > left:
        said = "{what} has {left} left to dispute; {disputed} is more."
        told = Sentence(
            said, what=line_name(line), left=case.amount(left), disputed=case.amount(line.disputed)
        )
        raise AmountTooLarge(told, rule="CU-09", errors=[_at("/disputedAmount", told)])
    if line.credit > line.disputed:
        said = "{line}: a credit of {credit} is more than the {disputed} in dispute."
        told = Sentence(
            said,
            credit=case.amount(line.credit),
            disputed=case.amount(line.disputed),
            line=line_name(line),
        )
        raise AmountTooLarge(told, rule="CU-10", errors=[_at("/creditAmount", told)])


def _at(pointer: str, detail: str) -> dict[str, str]:
    return {"pointer": pointer, "detail": detail, "code": AmountTooLarge.code}
