"""A case: an invoice dispute beside the head of its invoice, and what has been done to both."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.invoice import GENERAL, Adjustment, Invoice, line_name
from chalicelib.domain.invoices.work import Line
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import AboveCreditLimit, AmountTooLarge, InvalidAmount, OwnApproval


@dataclass(frozen=True)
class InvoiceCase:
    """What every verb of an invoice dispute takes and gives back; nothing changes without its `Change`."""

    dispute: Dispute
    invoice: Invoice
    adjustments: tuple[Adjustment, ...] = ()
    """Those that are new."""
    changes: tuple[Change, ...] = ()
    relied_on_limit: bool = False
    """Whether the decision rests on the actor's credit limit, which then must still hold when it is written."""

    def with_dispute(self, dispute: Dispute, *changes: Change) -> Self:
        """The case with the dispute changed; the invoice keeps what of it is in dispute and by which dispute."""
        open_amounts = {str(line.line_id): dispute.work.amounts_of(line, dispute.status).open for line in dispute.work.lines}
        invoice = replace(
            self.invoice,
            open_dispute_id=dispute.dispute_id if dispute.is_open else None,
            disputed={line_id: amount for line_id, amount in open_amounts.items() if amount and dispute.is_open},
            shares=dispute.shares if dispute.is_open else None,
        )
        return replace(self, dispute=dispute, invoice=invoice, changes=self.changes + changes)

    def with_adjustment(self, adjustment: Adjustment, *, credits: bool) -> Self:
        """The case with an adjustment on the invoice: a credit (or its reversal) of a line, or a fee."""
        if credits:
            invoice = self.invoice.with_credit(adjustment.line_id, -adjustment.amount)
        else:
            invoice = replace(self.invoice, fees=self.invoice.fees + adjustment.amount)
        return replace(self, invoice=invoice, adjustments=(*self.adjustments, adjustment))

    def amount(self, minor: int) -> Money:
        """An amount in the case's currency, as a sentence takes it."""
        return Money(minor, self.dispute.currency)

    def number(self, minor: int) -> int | float:
        """An amount in the case's currency, as events show it."""
        return to_number(minor, self.dispute.currency)

    @property
    def owed_as_decided(self) -> int:
        """What the company will owe the customer once all that is approved or asked for is credited."""
        return self.invoice.owed_after(self.dispute.shares.pending)

    @property
    def owed_at_most(self) -> int:
        """What the company would owe the customer if all that is claimed and not declined were credited (CU-11)."""
        shares = self.dispute.shares
        return self.invoice.owed_after(shares.pending + shares.undecided)

    def all_credits(self, besides: Line | None = None) -> int:
        """What a credit limit must reach: all credits of the invoice, granted, approved and pending (CU-14)."""
        counted = (
            line.credit
            for line in self.dispute.work.lines
            if line.status in ("approved", "pendingApproval") and not (besides and same_id(line.line_id, besides.line_id))
        )
        return self.invoice.credited_total + sum(counted)

    def credits_with(self, line: Line) -> int:
        """The same if this line's credit were approved, whatever the line's status is."""
        return self.all_credits(besides=line) + line.credit

    def require_other(self, total: int, context: Context) -> None:
        """`OwnApproval` where the actor asked others for a credit of this dispute, and that much was above the own limit then (CU-14)."""
        if self.dispute.work.is_barred(context.actor.user_id, total):
            detail = (
                "You asked others for a credit of this dispute, and your limit was too low for this then; somebody else has to give it."
            )
            raise OwnApproval(detail, unblockedBy=self.able_besides(total, context))

    def require_limit(self, total: int, context: Context) -> None:
        """`AboveCreditLimit` naming who can, where the actor's limit is too low (CU-14)."""
        limit = context.actor.limit_in(self.dispute.currency)
        if total > limit:
            names = self.able_besides(total, context)
            who = f" {' or '.join(names[:3])} can." if names else " Nobody has a limit that high."
            detail = Sentence(
                "The invoice's credits would come to {total}; your credit limit is {limit}.{who}",
                total=self.amount(total),
                limit=self.amount(limit),
                who=who,
            )
            raise AboveCreditLimit(detail, unblockedBy=names)

    def able_besides(self, total: int, context: Context) -> list[str]:
        """Who besides the actor may approve credits that come to this."""
        able = context.holders.able(total, self.dispute.currency, self.dispute.parties[CUSTOMER], besides=context.actor.user_id)
        return [person.name for person in able if not self.dispute.work.is_barred(person.user_id, total)]


def check_amounts(case: InvoiceCase) -> None:
    """`AmountTooLarge` where a line or the whole disputes more than the invoice has left (CU-09, CU-10)."""
    for line in case.dispute.work.lines:
        if line.status != "withdrawn":
            check_line(case, line)
    _check_total(case, _claimed(case.dispute.work.lines))


def check_line_in(case: InvoiceCase, line: Line) -> None:
    """The same for one line as it is to be, whose claim stands: by itself, and by what it comes to with the others."""
    check_line(case, line)
    others = (one for one in case.dispute.work.lines if not same_id(one.line_id, line.line_id))
    _check_total(case, _claimed(others) + line.disputed)


def _claimed(lines: Iterable[Line]) -> int:
    return sum(line.disputed for line in lines if line.status != "withdrawn")


def _check_total(case: InvoiceCase, disputed: int) -> None:
    if disputed > case.invoice.remaining:
        said = "The dispute comes to {disputed}; the invoice has {left} left to dispute."
        raise AmountTooLarge(Sentence(said, disputed=case.amount(disputed), left=case.amount(case.invoice.remaining)), rule="CU-09")


def remaining_of(invoice: Invoice, line_id: OutsideID, charge: int) -> int:
    """What can be disputed of a line, or of the invoice as a whole for `general` (CU-09, CU-12)."""
    return invoice.remaining if str(line_id) == GENERAL else invoice.remaining_of(line_id, charge)


def check_line(case: InvoiceCase, line: Line) -> None:
    """`AmountTooLarge` where more of a line is disputed than is left of it, or credited than disputed (CU-09, CU-10), by its name."""
    if line.disputed <= 0 or line.credit < 0:
        raise InvalidAmount("What is disputed must be above zero, and what is credited not below it.", rule="CU-10")
    left = remaining_of(case.invoice, line.line_id, line.charge)
    if line.disputed > left:
        said = "{what} has {left} left to dispute; {disputed} is more."
        told = Sentence(said, what=line_name(line), left=case.amount(left), disputed=case.amount(line.disputed))
        raise AmountTooLarge(told, rule="CU-09", errors=[_at("/disputedAmount", told)])
    if line.credit > line.disputed:
        said = "{line}: a credit of {credit} is more than the {disputed} in dispute."
        told = Sentence(said, credit=case.amount(line.credit), disputed=case.amount(line.disputed), line=line_name(line))
        raise AmountTooLarge(told, rule="CU-10", errors=[_at("/creditAmount", told)])


def _at(pointer: str, detail: str) -> dict[str, str]:
    return {"pointer": pointer, "detail": detail, "code": AmountTooLarge.code}
