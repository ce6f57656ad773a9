"""What disputes on invoices answer of their credits that wait for approval:
`actions/approvals/approvable.py` says what each is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.dispute import case_of, conclude
from chalicelib.domain.approvals.approval_chain import EndedRound, Round
from chalicelib.domain.approvals.inbox import InboxRow
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import spell, to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import owed_after
from chalicelib.domain.invoices.work import Line, asked_parts
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_invoice
from chalicelib.store.keys import Key
from chalicelib.store.table import name_of
from chalicelib.views.answers import Amount, meaning
from chalicelib.views.dispute import LinesPart
from chalicelib.views.preview import DisputePreview, PreviewPart

if TYPE_CHECKING:
    from chalicelib.mail.facts import ApprovalFacts

__all__ = ["conclude"]


class AskedLineView(TypedDict):
    """A line as its credit is asked for."""

    lineID: OutsideID
    description: str
    charge: Amount
    disputedAmount: Amount
    creditAmount: Amount


class OwnView(TypedDict):
    """What only an approval of credits on an invoice shows; null where it is not remembered."""

    invoiceNumber: OutsideID
    lines: list[AskedLineView]
    balanceBefore: Amount | None
    balanceAfter: Amount | None
    approvedBesides: Amount | None
    owed: Annotated[Amount | None, meaning("What the company would then owe (CU-11).")]


class CreditByLinkPreview(PreviewPart):
    """What an answer would do, as it is told by a link: without the dispute."""

    dispute: None


ROUND = LinesPart
"""What a round of approval tells of its parts."""
FORESEEN = DisputePreview | CreditByLinkPreview
"""What a dry run of an answer to an approval tells."""
COLUMNS = ("Line", "Charged", "Disputed", "Credit")


def open_case(
    desk: Desk, dispute: Dispute, found: Mapping[str, Item], more: Iterable[Key]
) -> tuple[InvoiceCase, dict[str, Item]]:
    """The dispute beside its invoice; an answer is about all that whoever decides was shown."""
    return case_of(desk, dispute, found, lambda _: [*more], about=asked_parts)


def look_after(case: InvoiceCase, _context: Context) -> InvoiceCase:
    """Nothing but its round is ever due."""
    return case


def heads(parties: Parties, subject_id: OutsideID) -> list[Key]:
    """The invoice."""
    return [keys.invoice(parties[CUSTOMER], subject_id)]


def case_in(dispute: Dispute, found: Mapping[str, Item]) -> InvoiceCase:
    """The dispute beside its invoice."""
    [head] = heads(dispute.parties, dispute.subject_id)
    return InvoiceCase(dispute, to_invoice(found[name_of(head)]))


def at_present(row: InboxRow, found: Mapping[str, Item]) -> InboxRow:
    """With what is owed now: payments and credits move a balance without a word to the disputes of
    its invoice.
    """
    [head] = heads(row.parties, row.subject_id)
    return replace(row, shown=row.shown | {"balance": to_invoice(found[name_of(head)]).balance})


def own_view(
    subject_id: OutsideID, amount: int, currency: str, shown: Mapping[str, Any]
) -> OwnView:
    """The invoice, its lines, and while it is asked its balance before and after: the credits come
    off when the dispute is finalised.
    """

    def number(minor: int) -> int | float:
        return to_number(minor, currency)

    lines: list[AskedLineView] = [
        {
            "lineID": line["line_id"],
            "description": line["description"],
            "charge": number(line["charge"]),
            "disputedAmount": number(line["disputed"]),
            "creditAmount": number(line["credit"]),
        }
        for line in shown.get("lines", ())
    ]
    if "balance" not in shown:
        return {
            "invoiceNumber": subject_id,
            "lines": lines,
            "balanceBefore": None,
            "balanceAfter": None,
            "approvedBesides": None,
            "owed": None,
        }
    balance, approved = shown["balance"], shown["approved"]
    return {
        "invoiceNumber": subject_id,
        "lines": lines,
        "balanceBefore": number(balance),
        "balanceAfter": number(balance - amount),
        "approvedBesides": number(approved),
        "owed": number(owed_after(balance, amount + approved)),
    }


def with_own(
    facts: "ApprovalFacts", case: InvoiceCase, known: Round | EndedRound
) -> "ApprovalFacts":
    """The invoice, what the company will owe once all that is approved or asked for is credited
    (CU-11), and the lines.
    """
    lines = case.asked_lines(known) if isinstance(known, Round) else ()
    return _said(facts, case, lines, case.owed_as_decided)


def facts_before(case: InvoiceCase) -> "ApprovalFacts":
    """What letters would say of a dispute for which no approval was asked yet."""
    from chalicelib.mail.example_facts import EXAMPLE

    dispute = case.dispute
    lines = tuple(line for line in dispute.work.lines if line.status != "withdrawn")
    amount = sum(line.credit for line in lines)
    to_come = amount if dispute.is_open else 0
    facts = replace(
        EXAMPLE,
        dispute_id=dispute.dispute_id,
        customer_name=dispute.party_names[CUSTOMER],
        currency=dispute.currency,
        amount=spell(amount, dispute.currency),
        total=spell(case.invoice.credited_total + to_come, dispute.currency),
        requester=dispute.raised_by,
        reason=dispute.reason,
        description=dispute.description,
        earlier_amount="",
    )
    return _said(facts, case, lines, case.invoice.owed_after(to_come))


def _said(
    facts: "ApprovalFacts", case: InvoiceCase, lines: tuple[Line, ...], owed: int
) -> "ApprovalFacts":
    currency, number = case.dispute.currency, str(case.dispute.subject_id)
    own = {
        "subject": f"invoice {number}",
        "invoice_number": number,
        "asked": case.wording.asked,
        "all_asked": "all credits of the invoice",
        "put_back": "The lines are open again.",
        "owed": spell(owed, currency) if owed else "",
    }
    amounts = ((line.charge, line.disputed, line.credit) for line in lines)
    rows = tuple(
        (line.description, *(spell(minor, currency) for minor in of_line))
        for line, of_line in zip(lines, amounts, strict=True)
    )
    return replace(facts, own=own, columns=COLUMNS, parts=rows)
