"""What disputes on invoices answer for themselves: `actions/kinds.py` says what each is."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.filters import Filters
from chalicelib.actions.disputes.lists import list_kind
from chalicelib.actions.execution import Decision
from chalicelib.actions.invoices.conversation import VERBS, Said, SaidPreview, said
from chalicelib.actions.invoices.dispute import assign as put_into_hands
from chalicelib.actions.invoices.dispute import case_of, conclude
from chalicelib.domain.disputes.attachments import Voice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Event
from chalicelib.domain.invoices import conversation, edit, files, settlement
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.people.person import CUSTOMER, PERMISSIONS, STAFF, WORKING
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.errors import IllegalMove
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_adjustment, to_dispute, to_event, to_invoice
from chalicelib.store.table import Table, Write, name_of
from chalicelib.views import portal
from chalicelib.views.answers import Page
from chalicelib.views.audiences import views_for
from chalicelib.views.conversation import MessageView
from chalicelib.views.conversation import message_view as message_of
from chalicelib.views.dispute import DisputeRow, DisputeView, NumberPart
from chalicelib.views.preview import DisputePreview

if TYPE_CHECKING:
    from chalicelib.actions.letters.deliveries import Outgoing

VOICES = (STAFF, CUSTOMER)
COUNTED_MOVERS: tuple[str, ...] = ()
HANDS = edit.HANDS

_VERBS = {"withdraw": settlement.withdraw, "reopen": settlement.reopen}

READERS = frozenset(role for role, allowed in PERMISSIONS.items() if WORKING in allowed)

list_disputes = list_kind
assign = put_into_hands
reads_as = conversation.reads_as
is_told = conversation.is_told
check_internal = files.check_internal


def show(
    desk: Desk, dispute: Dispute, found: Mapping[str, Item]
) -> "DisputeView | portal.OwnDisputeView":
    """The dispute beside its invoice (X-02, CU-23)."""
    case, _ = case_of(desk, dispute, found)
    return views_for(desk.context.actor).dispute(case, desk.context)


def row(dispute: Dispute, context: Context) -> "DisputeRow | portal.OwnDisputeRow":
    """The dispute in a list, for the staff or its customer (CU-23)."""
    return views_for(context.actor).dispute_row(dispute)


thread_row = row


def carry_out(
    verb: str,
    desk: Desk,
    dispute: Dispute,
    found: Mapping[str, Item],
    text: str | None,
    _to: str | None = None,
) -> "Decision[DisputeView | Said | portal.OwnSaid, DisputePreview | SaidPreview]":
    """Says something in its conversation; or withdraws or reopens it."""
    if verb in VERBS:
        return said(desk, dispute, verb, text or "")
    if verb not in _VERBS:
        raise IllegalMove(f"A dispute on an {dispute.kind} has no such step.", rule="IG-01")
    case, _ = case_of(desk, dispute, found)
    return conclude(desk, case, _VERBS[verb](case, desk.context, text))


def check_filters(_filters: Filters) -> None:
    """They are narrowed by all that there is."""


def message_view(event: Event, _dispute: Dispute, context: Context) -> MessageView:
    """A message, or a note, or for the staff whatever else happened."""
    return message_of(event, context)


def called_at(_dispute: Dispute, _audience: str) -> None:
    """Nobody is asked to step in."""
    return


def letters_to(table: Table, dispute: Dispute, digest: Digest, now: datetime) -> "list[Outgoing]":
    """A letter to the customer, or to the one who works the dispute."""
    from chalicelib.actions.invoices.letters import letters_to

    return letters_to(table, dispute, digest, now)


def calls(_table: Table, _dispute: Dispute, _event: Event, _now: datetime) -> "list[Outgoing]":
    """Nobody; who is to act is told by approvals, or by what is unread."""
    return []


def voice(dispute: Dispute, context: Context, *, internally: bool) -> Voice:  # noqa: ARG001 - it follows from whose it is
    """The staff's or the customer's (CU-23)."""
    return files.voice(dispute, context)


def subject_view(dispute: Dispute) -> NumberPart:
    """The number of the invoice."""
    return {"invoiceNumber": dispute.subject_id}


def search_entry(item: Item) -> Any:
    """By its own id and the number of its invoice; what customers are called finds
    the customers.
    """
    from chalicelib.actions.disputes.search_index import SearchEntry

    subject = item["subject_id"]
    return SearchEntry.of_dispute(item, f"{item['party_names'][CUSTOMER]} · {subject}", subject)


def faults(desk: Desk, listed: Dispute) -> list[str]:
    """Of its events, its amounts, its invoice and the adjustments on that."""
    from chalicelib.domain.invoices.audit import faults
    from chalicelib.domain.invoices.case import InvoiceCase

    head = keys.invoice(listed.parties[CUSTOMER], listed.subject_id)
    key = keys.dispute(listed.dispute_id)
    found = desk.table.get([key, head])
    case = InvoiceCase(to_dispute(found[name_of(key)]), to_invoice(found[name_of(head)]))
    events = [to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#")]
    adjustments = [to_adjustment(item) for item in desk.read_all(head["pk"], prefix="ADJUSTMENT#")]
    return faults(case, events, adjustments)


def take_back(
    _desk: Desk, dispute: Dispute, _found: Mapping[str, Item], _back: Transfer
) -> tuple[tuple[Write, ...], tuple[Change, ...]]:
    """Nothing of one moves between wallets."""
    raise IllegalMove(
        f"A dispute on an {dispute.kind} has paid nothing out of a wallet.", rule="IG-10"
    )


def letter_facts(desk: Desk, dispute: Dispute, template_id: str) -> Any:
    """What a letter about an approval, or about what is unread, says of it."""
    from chalicelib.actions.approvals.facts import facts_for
    from chalicelib.actions.invoices.approvals import case_in, facts_before, heads
    from chalicelib.actions.invoices.letters import NEWS, facts_of
    from chalicelib.mail.letter_kinds import ORDER_LETTERS, THREAD_LETTERS
    from chalicelib.mail.speech import Speech
    from chalicelib.mail.templates import base_of

    base = base_of(template_id)
    if base in THREAD_LETTERS | ORDER_LETTERS:
        raise IllegalMove("This mail is never about a dispute on an invoice.", rule="DM-03")
    if base == NEWS:
        return facts_of(desk.table, dispute, CUSTOMER, Speech.of(template_id))
    case = case_in(dispute, desk.gather_more(heads(dispute.parties, dispute.subject_id)))
    return facts_for(case, template_id, desk.context) or facts_before(case)


def list_told(desk: Desk, dispute: Dispute, after: int, limit: int) -> "Page[portal.OwnEventView]":
    """What the customer is told of the events, numbered by itself, so that no gap tells of what is
    left out (CU-23).
    """
    from chalicelib.domain.invoices.customer_words import customer_event

    key = keys.event(dispute.dispute_id, 0)
    events = (to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#"))
    all_events = [(event, words) for event in events if (words := customer_event(event, dispute))]
    shown = list(enumerate(all_events, 1))[after : after + limit]
    more = len(all_events) > after + limit
    return {
        "value": [portal.own_event_view(number, event, words) for number, (event, words) in shown],
        "nextCursor": str(after + limit) if more else None,
    }
