"""Raising a dispute: finds what the request names on the invoice, in two reads (RV-01, CU-01)."""

from dataclasses import replace
from functools import partial
from typing import Any

from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.dispute import Decided, Deciding, conclude
from chalicelib.actions.invoices.paper import paper_in, paper_keys
from chalicelib.actions.tickets.turning import named_ticket, ticket_keys, turned
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import positive_minor, read_decimal
from chalicelib.domain.base.pointers import each_at
from chalicelib.domain.invoices.delivery import Paper
from chalicelib.domain.invoices.edit import find_named, find_reason
from chalicelib.domain.invoices.invoice import Invoice, InvoiceLine, check_disputable
from chalicelib.domain.invoices.new_dispute import Claim, check_free, raise_dispute
from chalicelib.errors import NotFound
from chalicelib.store import keys
from chalicelib.store.entities import named_of, to_invoice, to_line
from chalicelib.store.keys import Key
from chalicelib.store.table import name_of
from chalicelib.values import dataclass


@dataclass(frozen=True)
class NewDispute:
    """What a request contests, as it names it: one feature or usage record, lines, or the invoice
    in general.
    """

    customer_id: OutsideID
    invoice_number: OutsideID
    description: str
    amount: Any = None
    feature_id: OutsideID | None = None
    usage_record_id: OutsideID | None = None
    lines: tuple[tuple[OutsideID, Any], ...] = ()
    reason_id: OutsideID | None = None
    resolution_id: OutsideID | None = None
    ticket_id: str | None = None
    """The ticket that it is made of (CO-47)."""


def raise_on_invoice(wanted: NewDispute) -> Deciding:
    """Raises a dispute on an invoice of the customer."""

    def action(desk: Desk) -> Decided:
        settings = [keys.setting("resolutions"), keys.setting("reasons")]
        head = keys.invoice(wanted.customer_id, wanted.invoice_number)
        found = desk.gather([head, *settings, *ticket_keys(wanted.ticket_id)], with_rules=True)
        desk.context.actor.require_sight(wanted.customer_id, "customer")
        if name_of(head) not in found:
            raise NotFound("The customer has no such invoice.", rule="RV-02")
        invoice = to_invoice(found[name_of(head)])
        ticket = named_ticket(found, desk, wanted.ticket_id)
        check_free(invoice)
        check_disputable(invoice)
        resolution_id, resolution = find_named(
            named_of(found.get(name_of(settings[0])), "resolutionID"),
            wanted.resolution_id,
            "resolution",
        )
        reason_id, reason = find_reason(
            named_of(found.get(name_of(settings[1])), "reasonID"), wanted.reason_id
        )
        lines, paper = _lines(desk, invoice, wanted)
        claim = Claim(
            description=wanted.description,
            lines=lines,
            general=_general(invoice, wanted),
            names_lines=bool(wanted.lines),
            reason_id=reason_id,
            reason=reason,
            resolution_id=resolution_id,
            resolution=resolution,
        )
        case = replace(raise_dispute(claim, invoice, desk.context, ticket), paper=paper)
        raised = conclude(desk, None, case, status=201)
        beside = turned(desk, ticket, case.dispute.parties)
        return replace(raised, writes=raised.writes + beside)

    return action


def _lines(
    desk: Desk, invoice: Invoice, wanted: NewDispute
) -> tuple[tuple[tuple[InvoiceLine, int], ...], Paper | None]:
    """The billed lines that the request names, each with the amount contested; and what is known of
    the customer's paper.
    """
    asked = _asked(invoice, wanted)
    paper = paper_keys(invoice.customer_id, invoice.invoice_number, invoice.revision)
    found = desk.gather_more([*(key for key, _ in asked), *paper])
    missing = [key for key, _ in asked if name_of(key) not in found]
    if missing:
        raise NotFound(
            "Only what was billed on the invoice can be disputed; it has no such line, feature or"
            " usage record.",
            rule="RV-02",
        )
    fields = (
        f"/lines/{place}/amount" if wanted.lines else "/amount" for place in range(len(asked))
    )
    amounts = each_at(
        (field, partial(_minor, amount, invoice.currency))
        for field, (_, amount) in zip(fields, asked, strict=True)
    )
    lines = tuple(
        (to_line(found[name_of(key)]), amount)
        for (key, _), amount in zip(asked, amounts, strict=True)
    )
    return lines, paper_in(found, paper)


def _minor(amount: Any, currency: str) -> int:
    return positive_minor(read_decimal(amount), currency)


def _asked(invoice: Invoice, wanted: NewDispute) -> list[tuple[Key, Any]]:
    named = (invoice.customer_id, invoice.invoice_number, invoice.revision)
    if wanted.feature_id is not None:
        return [(keys.billed(*named, "feature", wanted.feature_id), wanted.amount)]
    if wanted.usage_record_id is not None:
        return [(keys.billed(*named, "usage", wanted.usage_record_id), wanted.amount)]
    return [(keys.line(*named, line_id), amount) for line_id, amount in wanted.lines]


def _general(invoice: Invoice, wanted: NewDispute) -> int | None:
    if wanted.lines or wanted.feature_id is not None or wanted.usage_record_id is not None:
        return None
    return each_at([("/amount", partial(_minor, wanted.amount, invoice.currency))])[0]
