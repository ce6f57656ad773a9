"""Raising a dispute against an invoice: on a feature, a usage record, several lines, or in general
(CU-01, RV-01).
"""

from dataclasses import replace
from functools import partial

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.pointers import each_at
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices.case import InvoiceCase, check_amounts, check_line
from chalicelib.domain.invoices.invoice import (
    GENERAL,
    Invoice,
    InvoiceLine,
    check_disputable,
    check_line_disputable,
)
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.domain.invoices.work import MAX_LINES, InvoiceWork, Line
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.domain.tickets.ticket import Ticket, made_of, origin
from chalicelib.errors import DisputeOpen, InvalidInput, TooMany
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Claim:
    """What somebody says is wrong with an invoice; each line with the amount contested of it."""

    description: str
    lines: tuple[tuple[InvoiceLine, int], ...] = ()
    general: int | None = None
    reason_id: OutsideID | None = None
    reason: str = "Default"
    resolution_id: OutsideID | None = None
    resolution: str | None = None
    resolver_id: str | None = None
    resolver: str | None = None
    """Who in the company can clear it up, where that is known already (DM-01)."""
    is_for_staff: bool = False
    """Whether the description is not for the customer (CO-48)."""
    names_lines: bool = True
    """Whether each line was named with its amount, rather than one thing with the claim's only
    amount.
    """

    def field(self, place: int) -> str:
        """Where the amount of a line stands in the request."""
        return f"/lines/{place}/amount" if self.names_lines and self.general is None else "/amount"


def raise_dispute(
    claim: Claim, invoice: Invoice, context: Context, ticket: Ticket | None = None
) -> InvoiceCase:
    """A new open dispute on the invoice (RV-01, CU-01, CU-05…CU-12), made of a ticket where one is
    named (CO-47); refused while another is open (CU-06).
    """
    context.actor.require("dispute.work")
    check_free(invoice)
    check_disputable(invoice)
    lines = _lines_of(claim, invoice)
    parties = {CUSTOMER: invoice.customer_id}
    dispute = Dispute(
        **origin(ticket, parties, context, (CUSTOMER,)),
        kind=INVOICE.kind,
        subject_id=invoice.invoice_number,
        parties=parties,
        party_names={CUSTOMER: invoice.customer_name},
        currency=invoice.currency,
        status=INVOICE.initial,
        description=claim.description,
        reason_id=claim.reason_id,
        reason=claim.reason,
        resolution_id=claim.resolution_id,
        resolution=claim.resolution,
        resolver_id=claim.resolver_id,
        resolver=claim.resolver,
        raised_by=context.actor.name,
        raised_at=context.at,
        changed_by=context.actor.name,
        changed_at=context.at,
        waiting_for=INVOICE.waits_for[INVOICE.initial],
        waiting_since=context.at,
        move_by=INVOICE.move_by("agent", context.at, context.hours),
        work=InvoiceWork(
            lines=lines,
            revision=invoice.revision,
            bill_period_id=invoice.bill_period_id,
            is_for_staff=claim.is_for_staff,
        ),
    )
    case = InvoiceCase(dispute, invoice)
    each_at(
        (claim.field(place), partial(check_line, case, line)) for place, line in enumerate(lines)
    )
    check_amounts(case)
    return case.with_dispute(dispute, _raised(case), *made_of(ticket), at=context.at)


def check_free(invoice: Invoice) -> None:
    """`DisputeOpen`, naming it, while the invoice has an open dispute (CU-06)."""
    if invoice.open_dispute_id:
        raise DisputeOpen(
            f"Dispute {invoice.open_dispute_id} on this invoice is open; add a line to it, or end"
            " it first.",
            disputeID=invoice.open_dispute_id,
            offer={"name": "addLine", "disputeID": invoice.open_dispute_id},
        )


def dispute_line(line: InvoiceLine, disputed: int) -> Line:
    """The dispute's line for a line of the invoice."""
    about = line.charge_ids
    return Line(
        line_id=line.line_id,
        description=line.description,
        charge=line.amount,
        disputed=disputed,
        kind=line.kind,
        **about,
    )


def general_line(invoice: Invoice, disputed: int) -> Line:
    """The line of a dispute against the invoice as a whole (CU-01)."""
    return Line(
        line_id=GENERAL,
        description="The invoice as a whole",
        charge=invoice.charges,
        disputed=disputed,
        kind=GENERAL,
    )


def _lines_of(claim: Claim, invoice: Invoice) -> tuple[Line, ...]:
    if claim.general is not None:
        return (general_line(invoice, claim.general),)
    if len(claim.lines) > MAX_LINES:
        raise TooMany(f"A dispute holds at most {MAX_LINES} lines.", rule="CU-01")
    if len({str(line.line_id) for line, _ in claim.lines}) < len(claim.lines):
        raise InvalidInput("Each line can be named once.", rule="CU-01")
    each_at(
        (claim.field(place), partial(check_line_disputable, invoice, line))
        for place, (line, _) in enumerate(claim.lines)
    )
    return tuple(dispute_line(line, disputed) for line, disputed in claim.lines)


def _raised(case: InvoiceCase) -> Change:
    dispute, disputed = case.dispute, case.dispute.amounts.disputed
    return Change(
        "raised",
        Sentence(
            "Dispute raised on invoice {invoice} over {amount}.",
            invoice=dispute.subject_id,
            amount=case.amount(disputed),
        ),
        after={
            "status": dispute.status,
            "amount": case.number(disputed),
            "description": dispute.description,
            **({"resolver": dispute.resolver} if dispute.resolver else {}),
            "lines": [
                {"lineID": line.line_id, "disputedAmount": case.number(line.disputed)}
                for line in dispute.work.lines
            ],
        },
        amount=disputed,
        audience=CUSTOMER,
    )


def with_new_line(case: InvoiceCase, line: Line, context: Context) -> InvoiceCase:
    """The case with one more line, while it is open and not adjusted; the caller checks the track
    (CU-01).
    """
    if len(case.dispute.work.lines) >= MAX_LINES:
        raise TooMany(f"A dispute holds at most {MAX_LINES} lines.", rule="CU-01")
    changed = replace(case, dispute=replace(case.dispute, work=case.dispute.work.with_line(line)))
    check_amounts(changed)
    change = Change(
        "lineAdded",
        Sentence(
            "{line} added to the dispute with {amount}.",
            line=line.description,
            amount=case.amount(line.disputed),
        ),
        after={
            "lineID": line.line_id,
            "disputedAmount": case.number(line.disputed),
            "status": line.status,
        },
        amount=line.disputed,
        audience=CUSTOMER,
    )
    return case.with_dispute(changed.dispute, change, at=context.at)
