"""Letters about what is unread in the conversation about a dispute on an invoice (IG-04)."""

from dataclasses import replace
from datetime import datetime

from chalicelib.actions.letters.deliveries import TEMPLATES, Outgoing
from chalicelib.actions.letters.thread_news import (
    letters_to_assignee,
    letters_to_party,
    rows_in,
    unread_news,
)
from chalicelib.domain.collections.dunning.holds import is_in_litigation
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.mail.facts import ConversationFacts
from chalicelib.mail.speech import Speech
from chalicelib.store import keys
from chalicelib.store.entities import to_customer, to_invoice
from chalicelib.store.table import Table, name_of

NEWS = "messageNews"


def letters_to(
    table: Table, dispute: InvoiceDispute, digest: Digest, _now: datetime
) -> list[Outgoing]:
    """The customer's goes to the address that it gave, or to its people where it gave none; the
    staff's to the assignee. None goes to the customer while the invoice is in litigation (CO-44).
    """
    if digest.audience == STAFF:
        facts = facts_of(table, dispute, STAFF, Speech.of(NEWS))
        return letters_to_assignee(table, dispute, NEWS, facts)
    key = keys.customer(dispute.parties[CUSTOMER])
    head = keys.invoice(dispute.parties[CUSTOMER], dispute.subject_id)
    found = table.get([key, head, TEMPLATES])
    customer = to_customer(found[name_of(key)])
    speech = Speech.to(NEWS, customer.language, rows_in(found))
    facts = facts_of(table, dispute, CUSTOMER, speech)
    letter = Outgoing(CUSTOMER, customer.email or "", customer.name, speech.template_id, facts)
    if is_in_litigation(to_invoice(found[name_of(head)])):
        letter = replace(letter, withheld="the invoice is in litigation")
    return letters_to_party(table, dispute.parties, letter)


def facts_of(
    table: Table, dispute: InvoiceDispute, audience: str, speech: Speech
) -> ConversationFacts:
    """What a letter says of a conversation as it stands, and nobody's name."""
    unread, news = unread_news(
        table, dispute, audience, speech, lambda event: _said(event, dispute, speech)
    )
    return ConversationFacts(
        dispute_id=dispute.dispute_id,
        invoice_number=str(dispute.subject_id),
        customer_name=dispute.party_names[CUSTOMER],
        unread=unread,
        news=news,
    )


def _said(event: Event, dispute: InvoiceDispute, speech: Speech) -> str:
    if event.after.get("side", STAFF) == CUSTOMER:
        return speech.said(dispute.party_names[CUSTOMER], event.text)
    return speech.by_us(event.text)
