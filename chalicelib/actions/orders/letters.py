"""Letters about a payout dispute: to the vendor that is asked, and about what is unread (CK-04,
PO-07, PO-08).
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.actions.desk import HOURS, Desk
from chalicelib.actions.letters.deliveries import TEMPLATES, Outgoing
from chalicelib.actions.letters.recipients import active_staff
from chalicelib.actions.letters.thread_news import (
    letters_to_assignee,
    letters_to_party,
    rows_in,
    unread_news,
)
from chalicelib.actions.orders.reading import vendor_in
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.parties import may_see
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.lifecycle import WORKED
from chalicelib.domain.orders.news import news_of
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.work import OrderWork
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.errors import IllegalMove
from chalicelib.links import PartyLink, address_mark
from chalicelib.mail.facts import OrderFacts
from chalicelib.mail.letter_kinds import CONVERSATION_LETTERS, ORDER_LETTERS, THREAD_LETTERS
from chalicelib.mail.speech import Speech
from chalicelib.mail.templates import base_of
from chalicelib.store import keys
from chalicelib.store.entities import to_customer, to_hours
from chalicelib.store.orders import to_order
from chalicelib.store.table import Table, name_of

LINK_LIVES = timedelta(days=28)
"""Less than the thirty days between two changes of the key that signs it."""
UTC = "UTC"
NEWS, ASKED, ESCALATED = "orderNews", "vendorAsked", "orderEscalated"
"""The letters: about what is unread, to the vendor that is asked, and to whom it escalated."""


def letters_to(
    table: Table, dispute: Dispute[OrderWork], digest: Digest, now: datetime
) -> list[Outgoing]:
    """A side's goes to the address that it gave, or to its people where it gave none; the staff's
    to the assignee.
    """
    audience = digest.audience
    if audience == STAFF:
        facts = facts_of(table, dispute, STAFF, Speech.of(NEWS))
        return letters_to_assignee(table, dispute, NEWS, facts)
    address, language, rows = _reached(table, dispute, audience)
    is_call = digest.is_call and _is_awaited(dispute)
    speech = Speech.to(ASKED if is_call else NEWS, language, rows)
    facts, contact = facts_of(table, dispute, audience, speech), dispute.work.contact
    if contact and contact.due_at <= now and not is_call:
        facts = replace(facts, deadline="")
    letter = Outgoing(
        audience,
        address,
        dispute.party_names[audience],
        speech.template_id,
        facts,
        _link(dispute, address, now) if is_call else None,
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
    facts = replace(facts_of(table, dispute, STAFF, Speech.of(ESCALATED)), news=event.text)
    return [Outgoing(one.user_id, one.email, one.name, ESCALATED, facts) for one in at_work or able]


def facts_of(
    table: Table, dispute: Dispute[OrderWork], audience: str, speech: Speech
) -> OrderFacts:
    """What a letter says of a dispute as it stands: what its reader is told, and nothing of the
    other side's.
    """
    work, contact = dispute.work, dispute.work.contact
    zone = contact.time_zone if contact and audience == VENDOR else UTC
    unread, news = unread_news(
        table, dispute, audience, speech, lambda event: _said(event, audience, speech, zone)
    )
    deadline = ""
    if contact and audience == VENDOR and _is_awaited(dispute):
        deadline = speech.spelling.moment(contact.due_at, contact.time_zone)
    return OrderFacts(
        dispute_id=dispute.dispute_id,
        order_number=str(work.order_id),
        claim=speech.term("claims", work.claim.kind),
        unread=unread,
        news=news,
        deadline=deadline,
    )


def letter_facts(desk: Desk, dispute: Dispute[OrderWork], template_id: str) -> Any:
    """What a letter would say of a dispute, for whoever looks at it beforehand (DM-03)."""
    from chalicelib.actions.approvals.facts import facts_for

    base = base_of(template_id)
    if base in THREAD_LETTERS | CONVERSATION_LETTERS:
        raise IllegalMove("This mail is never about a dispute on an order.", rule="DM-03")
    if base in ORDER_LETTERS:
        side = VENDOR if base == ASKED else CUSTOMER
        return facts_of(desk.table, dispute, side, Speech.of(template_id))
    head = keys.order(dispute.subject_id)
    found = desk.gather_more([head])
    case = OrderCase(dispute, order=to_order(found[name_of(head)]))
    known = facts_for(case, template_id, desk.context)
    if known is None:
        raise IllegalMove("No approval was asked for in this dispute yet.", rule="DM-03")
    return known


def _reached(
    table: Table, dispute: Dispute[OrderWork], side: str
) -> tuple[str, str | None, list[dict[str, Any]]]:
    """Where a side's letters go, in which language it wants them, and how letters are worded."""
    party_id = dispute.parties[side]
    key = (keys.party if side == VENDOR else keys.customer)(party_id)
    found = table.get([key, TEMPLATES])
    if side == CUSTOMER and name_of(key) not in found:
        return "", None, []
    party = vendor_in(found, party_id) if side == VENDOR else to_customer(found[name_of(key)])
    return party.email or "", party.language, rows_in(found)


def _is_awaited(dispute: Dispute[OrderWork]) -> bool:
    """Whether the vendor's answer still makes a difference: neither is it in, nor is the case
    decided (PO-08).
    """
    answer = dispute.work.answer
    return dispute.status in WORKED and not (answer and answer.is_final)


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


def _said(event: Event, audience: str, speech: Speech, zone: str) -> str:
    """An event as its thread tells it: to a side in the words of its language, to the staff as it
    is kept; a message with who speaks.
    """
    if event.type != "message":
        told = speech.told(news_of(event), zone) if audience != STAFF else None
        return told or event.text
    speaker = {CUSTOMER: "The customer", VENDOR: "The vendor"}.get(str(event.after.get("side")))
    return speech.said(speaker, event.text) if speaker else speech.by_us(event.text)
