"""Bringing in one customer or one invoice (X-12)."""

from collections.abc import Sequence
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import PlainAction, PlainDecision
from chalicelib.actions.found import item_of_customer
from chalicelib.actions.upserts import Upserted, UpsertOutcome, conclude_upsert
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.imports.billed import Billed, merge_customer, merge_invoice
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.promise_verbs import billed_anew
from chalicelib.domain.people.person import SETTLING
from chalicelib.store import keys
from chalicelib.store.entities import (
    alias_item,
    customer_item,
    entry_item,
    invoice_item,
    line_items,
    to_customer,
    to_invoice,
    to_line,
)
from chalicelib.store.table import IS_ABSENT, Delete, Put, Write, name_of, unwritten_or_at
from chalicelib.views.answers import meaning
from chalicelib.views.customer import CustomerRow, customer_row
from chalicelib.views.invoice import InvoiceRow, invoice_row


class CustomerImported(CustomerRow, UpsertOutcome):
    """A customer as it was brought in."""


class CutView(TypedDict):
    """What of a request was too long to be kept whole."""

    pointer: Annotated[str, meaning("Where it stands in the request (RFC 6901).")]
    detail: str
    code: str


class InvoiceWarned(InvoiceRow):
    """An invoice with what of it was cut."""

    warnings: NotRequired[list[CutView]]


class InvoiceImported(InvoiceWarned, UpsertOutcome):
    """An invoice as it was brought in."""


def put_customer(told: Customer) -> PlainAction[CustomerImported]:
    """Creates a customer or brings it up to date."""

    def action(desk: Desk) -> PlainDecision[CustomerImported]:
        key = keys.customer(told.customer_id)
        found = desk.gather([key])
        desk.context.actor.require_sight(told.customer_id, "customer")
        known = to_customer(found[name_of(key)]) if name_of(key) in found else None
        desk.require_version(known.version if known else 0)
        merged = merge_customer(known, told)
        if merged is None:
            return conclude_upsert(Upserted(known, known), customer_row)
        kept, entry = enter(known, merged, desk.hand)
        writes = (
            Put(customer_item(kept), unwritten_or_at(kept.version - 1)),
            Put(entry_item(entry), (IS_ABSENT,)),
        )
        return conclude_upsert(Upserted(known, kept, writes), customer_row)

    return action


def put_invoice(told: Billed, warnings: Sequence[CutView] = ()) -> PlainAction[InvoiceImported]:
    """Creates an invoice or brings it up to date: its lines first, its head last, so that no half
    of it is ever seen.

    `warnings` are told with the answer.
    """

    def view(invoice: Invoice) -> InvoiceWarned:
        if not warnings:
            return {**invoice_row(invoice)}
        return {**invoice_row(invoice), "warnings": list(warnings)}

    def action(desk: Desk) -> PlainDecision[InvoiceImported]:
        customer_key, head = (
            keys.customer(told.customer_id),
            keys.invoice(told.customer_id, told.invoice_number),
        )
        found = desk.gather([customer_key, head])
        desk.context.actor.require_sight(told.customer_id, "customer")
        customer = item_of_customer(found, told.customer_id, "import it first")
        known = to_invoice(found[name_of(head)]) if name_of(head) in found else None
        desk.require_version(known.version if known else 0)
        credited = desk.gather_more(credited_line_keys(known)).values() if known else ()
        settles = SETTLING in desk.context.actor.permissions
        merged = merge_invoice(
            known,
            told,
            customer["name"],
            [to_line(item) for item in credited],
            settles=settles,
        )
        if merged is None:
            return conclude_upsert(Upserted(known, known), view)
        if (
            desk.command
            and not desk.command.dry_run
            and not (known and known.revision == merged.revision)
        ):
            desk.table.write_batch(line_items(merged, told.lines))
        judged = billed_anew(known, merged, desk.now)
        kept, entry = enter(known, judged, desk.hand)
        writes = (*head_writes(kept, known), Put(entry_item(entry), (IS_ABSENT,)))
        return conclude_upsert(Upserted(known, kept, writes), view)

    return action


def credited_line_keys(invoice: Invoice) -> list[keys.Key]:
    """The lines of an invoice on which credits were granted."""
    named = (invoice.customer_id, invoice.invoice_number, invoice.revision)
    return [keys.line(*named, line_id) for line_id in invoice.credited]


def head_writes(invoice: Invoice, known: Invoice | None = None) -> list[Write]:
    """The head and the pointer from its usage alias; the pointer from an alias that it had before
    goes.
    """
    writes: list[Write] = [Put(invoice_item(invoice), unwritten_or_at(invoice.version - 1))]
    pointer, old = alias_item(invoice), alias_item(known) if known else None
    if pointer:
        writes.append(Put(pointer))
    if old and (not pointer or old["pk"] != pointer["pk"]):
        writes.append(Delete({"pk": old["pk"], "sk": old["sk"]}))
    return writes
