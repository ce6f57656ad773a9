"""Letters about a payout dispute: to the vendor that is asked, and about what is unread (CK-04,
PO-07, PO-08).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.actions.desk import Desk
from chalicelib.actions.letters.deliveries import Outgoing
from chalicelib.actions.letters.recipients import active_staff
from chalicelib.actions.letters.thread_news import letters_to_party, unread_news
from chalicelib.actions.orders.reading import vendor_in
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.contact import deadline_words
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.work import CLAIMS, OrderWork
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.errors import IllegalMove
from chalicelib.links import PartyLink, address_mark
from chalicelib.mail.facts import OrderFacts
from chalicelib.mail.letter_kinds import CONVERSATION_LETTERS, ORDER_LETTERS, THREAD_LETTERS
from chalicelib.store import keys
from chalicelib.store.entities import to_customer, to_hours, to_person
from chalicelib.store.orders import to_order
from chalicelib.store.table import Table, name_of

LINK_LIVES = timedelta(days=28)
"""Less than the thirty days between two changes of the key that signs it."""
HOURS = keys.setting("businessHours")
NEWS, ASKED, ESCALATED = "orderNews", "vendorAsked", "orderEscalated"
"""The letters: about what is unread, to the vendor that is asked, and to whom it escalated."""


def letters_to(
    table: Table, dispute: Dispute[OrderWork], digest: Digest, now: datetime
) -> list[Outgoing]:
    """A side's goes to the address that it gave, or to its people where it gave none; the staff's
    to the assignee.
    """
    audience = digest.audience
    facts = facts_of(table, dispute, audience)
    if audience == STAFF:
        key = keys.user(dispute.assignee_id or "")
        people = [to_person(item) for item in table.get([key]).values()]
        return [
            Outgoing(person.user_id, person.email, person.name, NEWS, facts)
            for person in people
            if person.is_active and may_see(person, dispute.parties)
        ]
    address = _address(table, dispute, audience)
    letter = Outgoing(
        audience,
        address,
        dispute.party_names[audience],
        ASKED if digest.is_call else NEWS,
        facts,
        _link(dispute, address, now) if digest.is_call else None,
    )
    return letters_to_party(table, dispute.parties, letter)


def calls(table: Table, dispute: Dispute[OrderWork], event: Event, now: datetime) -> list[Outgoing]:
    """A letter to the one to whom it went, or to everybody of the role who is at work (PO-22)."""
    key = event.after.get("key")
    step = next((one for one in dispute.work.escalations if one.key == key), None)
    if step is None:
        return []
    able = [
        one
        for one in active_staff(table)
        if one.user_id == step.to_id or (step.to_id is None and one.role == step.to_role)
        if may_see(one, dispute.parties)
    ]
    hours = to_hours(table.get([HOURS]).get(name_of(HOURS)))
    at_work = [one for one in able if not one.is_away(hours.day_of(now))]
    facts = replace(facts_of(table, dispute, STAFF), news=event.text)
    return [Outgoing(one.user_id, one.email, one.name, ESCALATED, facts) for one in at_work or able]


def facts_of(table: Table, dispute: Dispute[OrderWork], audience: str) -> OrderFacts:
    """What a letter says of a dispute as it stands: what its reader is told, and nothing of the
    other side's.
    """
    work = dispute.work
    unread, news = unread_news(table, dispute, audience, _said)
    contact = work.contact
    return OrderFacts(
        dispute_id=dispute.dispute_id,
        order_number=str(work.order_id),
        claim=CLAIMS[work.claim.kind],
        unread=unread,
        news=news,
        deadline=deadline_words(contact) if contact and audience == VENDOR else "",
    )


def letter_facts(desk: Desk, dispute: Dispute[OrderWork], template_id: str) -> Any:
    """What a letter would say of a dispute, for whoever looks at it beforehand (DM-03)."""
    from chalicelib.actions.approvals.facts import facts_for

    if template_id in THREAD_LETTERS | CONVERSATION_LETTERS:
        raise IllegalMove("This mail is never about a dispute on an order.", rule="DM-03")
    if template_id in ORDER_LETTERS:
        side = VENDOR if template_id == ASKED else CUSTOMER
        return facts_of(desk.table, dispute, side)
    head = keys.order(dispute.subject_id)
    found = desk.gather_more([head])
    case = OrderCase(dispute, order=to_order(found[name_of(head)]))
    known = facts_for(case, template_id, desk.context)
    if known is None:
        raise IllegalMove("No approval was asked for in this dispute yet.", rule="DM-03")
    return known


def _address(table: Table, dispute: Dispute[OrderWork], side: str) -> str:
    party_id = dispute.parties[side]
    if side == VENDOR:
        return vendor_in(table.get([keys.party(party_id)]), party_id).email or ""
    item = table.get([keys.customer(party_id)]).get(name_of(keys.customer(party_id)))
    return (to_customer(item).email or "") if item else ""


def _link(dispute: Dispute[OrderWork], address: str, now: datetime) -> PartyLink:
    """By which the vendor answers without an account, for as long as a key is kept (CK-04)."""
    return PartyLink(
        VENDOR,
        dispute.parties[VENDOR],
        dispute.party_names[VENDOR],
        dispute.dispute_id,
        address_mark(address),
        now + LINK_LIVES,
    )


def _said(event: Event) -> str:
    """An event as a thread tells it; a message with who speaks."""
    if event.type != "message":
        return event.text
    speakers = {CUSTOMER: "The customer", VENDOR: "The vendor"}
    return f"{speakers.get(str(event.after.get('side')), 'We')}: {event.text}"
