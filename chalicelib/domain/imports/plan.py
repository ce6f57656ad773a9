"""What a row would change of what is known: the one decision behind both preview and application
(X-12, X-03).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from chalicelib.domain.base.identifiers import OutsideID, id_out_of
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Entry, Event, record
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.imports.billed import Billed, merge_customer, merge_invoice
from chalicelib.domain.imports.rows import BilledRow
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Customer, Invoice, InvoiceLine
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.invoices.promise_verbs import billed_anew
from chalicelib.domain.invoices.settlement import close
from chalicelib.domain.invoices.work import MAX_LINES
from chalicelib.domain.people.person import Person
from chalicelib.values import dataclass

IMPORT = Person("import", "", "Import", "admin")
"""Who disputed what a file tells: the file names nobody."""

UNKNOWN = "Unknown"
"""The resolution of a dispute of which only the end is known."""


@dataclass(frozen=True)
class Known:
    """What is already there of what a row tells."""

    customer: Customer | None = None
    invoice: Invoice | None = None
    dispute: Dispute | None = None
    """The dispute that an earlier import estimated."""
    credited_lines: Sequence[InvoiceLine] = ()


@dataclass(frozen=True)
class Plan:
    """What a row would change; None for what stays."""

    outcome: str
    """`created`, `changed` or `unchanged`."""
    customer: Customer | None = None
    customer_entry: Entry | None = None
    invoice: Invoice | None = None
    invoice_entry: Entry | None = None
    """None too where only its dispute changes, which has events of its own."""
    lines: tuple[InvoiceLine, ...] = ()
    """Those of the invoice, where they are others than before."""
    dispute: Dispute | None = None
    events: tuple[Event, ...] = ()


def plan_row(told: BilledRow, known: Known, hand: Hand, *, settles: bool) -> Plan:
    """What the row changes, by the same rules as everybody's changes, with the entries and events
    that tell of it.

    `settles`: whether whoever has it done may bring in credits and payments (X-16).

    The file has no dates of disputes: a dispute runs from the invoice date to the settlement, is
    marked *estimated*, and its outcome is unknown. A dispute that people have worked stays theirs.
    """
    customer = (
        merge_customer(known.customer, told.customer_over(known.customer))
        if told.introduces
        else None
    )
    customer, customer_entry = enter(known.customer, customer, hand) if customer else (None, None)
    if told.billed is None:
        return Plan(_outcome(known.customer, customer), customer, customer_entry)
    name = (customer or known.customer or told.customer).name
    plan = _plan_invoice(told, told.billed, known, name, hand, settles)
    is_customers_alone = plan.outcome == "unchanged" and customer is not None
    return replace(
        plan,
        outcome="changed" if is_customers_alone else plan.outcome,
        customer=customer,
        customer_entry=customer_entry,
    )


def _plan_invoice(
    told: BilledRow, billed: Billed, known: Known, name: str, hand: Hand, settles: bool
) -> Plan:
    """What the row changes of its invoice and the dispute on it; `name` is the customer's."""
    merged = merge_invoice(known.invoice, billed, name, known.credited_lines, settles=settles)
    merged = merged and billed_anew(known.invoice, merged, hand.at)
    merged, entry = enter(known.invoice, merged, hand) if merged else (None, None)
    invoice = merged or known.invoice
    assert invoice, "an invoice that is not known is created"
    has_new_lines = merged is not None and not (
        known.invoice and known.invoice.revision == merged.revision
    )
    case, events = (
        _disputed(told, billed, invoice, known.dispute, hand.source or "")
        if told.is_disputed
        else (None, ())
    )
    if case:
        version = merged.version if merged else invoice.version + 1
        merged = replace(case.invoice, version=version)
    return Plan(
        _outcome(known.invoice, merged),
        invoice=merged,
        invoice_entry=entry,
        lines=billed.lines if has_new_lines else (),
        dispute=case.dispute if case else None,
        events=events,
    )


def estimated_dispute_id(customer_id: OutsideID, invoice_number: OutsideID) -> str:
    """The id of the dispute that an import estimates on an invoice: always the same, so that a
    repeat finds it.
    """
    return id_out_of(f"{len(str(customer_id))}:{customer_id}:{invoice_number}")


def _outcome(known: object, merged: object) -> str:
    if merged is None:
        return "unchanged"
    return "changed" if known else "created"


def _disputed(
    told: BilledRow, billed: Billed, invoice: Invoice, dispute: Dispute | None, source: str
) -> tuple[InvoiceCase | None, tuple[Event, ...]]:
    """The estimated dispute as the row has it, with the events that led there; None where there is
    nothing to do.
    """
    if dispute is None:
        return _raised(told, billed, invoice, source)
    is_untouched = dispute.is_open and dispute.estimated and dispute.version == 1
    if is_untouched and told.settled_on:
        return _closed(InvoiceCase(dispute, invoice), told.settled_on, source)
    return None, ()


def _raised(
    told: BilledRow, billed: Billed, invoice: Invoice, source: str
) -> tuple[InvoiceCase | None, tuple[Event, ...]]:
    if invoice.open_dispute_id:
        return None, ()  # the claim that the file speaks of is on the books already
    lines = [
        (line, left)
        for line in billed.lines
        if (left := invoice.remaining_of(line.line_id, line.amount)) > 0
    ]
    if invoice.credited and not lines:
        return None, ()  # all that could be claimed was granted before
    dispute_id = estimated_dispute_id(invoice.customer_id, invoice.invoice_number)
    at = _midnight(billed.invoice_date)
    is_general = len(lines) != 1 and (
        len(lines) > MAX_LINES or sum(left for _, left in lines) > invoice.remaining
    )
    what = (
        {"general": invoice.remaining}
        if is_general
        else {"lines": tuple(lines or [(billed.lines[0], 0)])}
    )
    claim = Claim("Disputed, according to the imported file.", **what)
    case = raise_dispute(claim, invoice, Context(IMPORT, at, lambda: dispute_id))
    note = Change(
        "estimated",
        f"Imported from {source}: it has no dates of disputes, so this one is taken to begin with"
        " the invoice.",
    )
    dispute, events = record(
        None, replace(case.dispute, estimated=True, move_by=None), (*case.changes, note), IMPORT, at
    )
    raised = InvoiceCase(dispute, case.invoice)
    if told.settled_on is None:
        return raised, events
    closed, more = _closed(raised, told.settled_on, source)
    return closed, events + more


def _closed(case: InvoiceCase, settled: date, source: str) -> tuple[InvoiceCase, tuple[Event, ...]]:
    at = max(_midnight(settled), case.dispute.raised_at)
    closed = close(case, Context(IMPORT, at, lambda: ""))
    note = Change(
        "estimated",
        f"Imported from {source}: it is taken to end with the settlement; its outcome is unknown.",
    )
    changes = closed.changes[len(case.changes) :]
    dispute, events = record(
        None, replace(closed.dispute, resolution=UNKNOWN), (*changes, note), IMPORT, at
    )
    return replace(closed, dispute=dispute), events


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
