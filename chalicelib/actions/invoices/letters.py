"""Letters about what is unread in the conversation about a dispute on an invoice (IG-04)."""

from dataclasses import replace
from datetime import datetime

from chalicelib.actions.letters.deliveries import Outgoing
from chalicelib.actions.letters.thread_news import letters_to_party, unread_news
from chalicelib.domain.collections.holds import is_in_litigation
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.mail.facts import ConversationFacts
from chalicelib.store import keys
from chalicelib.store.entities import to_customer, to_invoice, to_person
from chalicelib.store.table import Table, name_of

NEWS = "messageNews"


def letters_to(
    table: Table, dispute: InvoiceDispute, digest: Digest, _now: datetime
) -> list[Outgoing]:
    """The customer's goes to the address that it gave, or to its people where it gave none; the
    staff's to the assignee. None goes to the customer while the invoice is in litigation (CO-44).
    """
    facts = facts_of(table, dispute, digest.audience)
    if digest.audience == STAFF:
        key = keys.user(dispute.assignee_id or "")
        people = [to_person(item) for item in table.get([key]).values()]
        return [
            Outgoing(person.user_id, person.email, person.name, NEWS, facts)
            for person in people
            if person.is_active and may_see(person, dispute.parties)
        ]
    key = keys.customer(dispute.parties[CUSTOMER])
    head = keys.invoice(dispute.parties[CUSTOMER], dispute.subject_id)
    found = table.get([key, head])
    customer = to_customer(found[name_of(key)])
    letter = Outgoing(CUSTOMER, customer.email or "", customer.name, NEWS, facts)
    if is_in_litigation(to_invoice(found[name_of(head)])):
        letter = replace(letter, withheld="the invoice is in litigation")
    return letters_to_party(table, dispute.parties, letter)


def facts_of(table: Table, dispute: InvoiceDispute, audience: str) -> ConversationFacts:
    """What a letter says of a conversation as it stands, and nobody's name."""
    unread, news = unread_news(table, dispute, audience, lambda event: _said(event, dispute))
    return ConversationFacts(
        dispute_id=dispute.dispute_id,
        invoice_number=str(dispute.subject_id),
        customer_name=dispute.party_names[CUSTOMER],
        unread=unread,
        news=news,
    )


def _said(event: Event, dispute: InvoiceDispute) -> str:
    side = event.after.get("side", STAFF)
    return f"{dispute.party_names[CUSTOMER] if side == CUSTOMER else 'We'}: {event.text}"
