"""What disputes on invoices answer for themselves: `actions/kinds.py` says what each is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.lists import Filters, list_kind
from chalicelib.actions.execution import Decision
from chalicelib.actions.invoices.dispute import case_of, decided
from chalicelib.domain.disputes.attachments import Voice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Event
from chalicelib.domain.invoices import files, settlement
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.errors import IllegalMove
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_adjustment, to_dispute, to_event, to_invoice
from chalicelib.store.table import Write, name_of
from chalicelib.views.audiences import views_for
from chalicelib.views.parts import View

if TYPE_CHECKING:
    from chalicelib.actions.letters.deliveries import Outgoing

VOICES = (STAFF,)
COUNTED_MOVERS: tuple[str, ...] = ()

_VERBS = {"withdraw": settlement.withdraw, "reopen": settlement.reopen}

list_disputes = list_kind
check_internal = files.check_internal


def show(desk: Desk, dispute: Dispute, found: Mapping[str, Item]) -> View:
    """The dispute beside its invoice (X-02, CU-23)."""
    case, _ = case_of(desk, dispute, found)
    return views_for(desk.context.actor).dispute(case, desk.context)


def row(dispute: Dispute, context: Context) -> View:
    """The dispute in a list, for the staff or its customer (CU-23)."""
    return views_for(context.actor).dispute_row(dispute)


def carry_out(verb: str, desk: Desk, dispute: Dispute, found: Mapping[str, Item], text: str | None) -> Decision:
    """Withdraws or reopens it."""
    if verb not in _VERBS:
        raise _no_such_step(dispute)
    case, _ = case_of(desk, dispute, found)
    return decided(desk, case, _VERBS[verb](case, desk.context, text))


def check_filters(_filters: Filters) -> None:
    """They are narrowed by all that there is."""


def thread_row(dispute: Dispute, _context: Context) -> View:
    """It has no thread with its customer."""
    raise _no_such_step(dispute)


def message_view(_event: Event, dispute: Dispute, _context: Context) -> View:
    """It has no thread with its customer."""
    raise _no_such_step(dispute)


def reads_as(dispute: Dispute, _context: Context) -> str:
    """It has no thread with its customer."""
    raise _no_such_step(dispute)


def _no_such_step(dispute: Dispute) -> IllegalMove:
    return IllegalMove(f"A dispute on an {dispute.kind} has no such step.", rule="IG-01")


def is_told(_dispute: Dispute, _audience: str) -> bool:
    """Nobody is told by mail of what is unread."""
    return False


def called_at(_dispute: Dispute, _audience: str) -> None:
    """Nobody is asked to step in."""
    return


def letters_to(*_: object) -> "list[Outgoing]":
    """None."""
    return []


def voice(dispute: Dispute, context: Context, *, internally: bool) -> Voice:  # noqa: ARG001 - all are the staff's
    """The staff's (CU-23)."""
    return files.voice(dispute, context)


def subject_view(dispute: Dispute) -> View:
    """The number of the invoice."""
    return {"invoiceNumber": dispute.subject_id}


def search_entry(item: Item) -> Any:
    """By its own id and the number of its invoice; what customers are called finds the customers."""
    from chalicelib.actions.disputes.search_index import SearchEntry

    dispute_id, subject = item["dispute_id"], item["subject_id"]
    detail = f"{item['party_names'][CUSTOMER]} · {subject}"
    named = (dispute_id, subject)
    return SearchEntry("dispute", dispute_id, item["parties"], f"Dispute {dispute_id}", detail, f"#/dispute/{dispute_id}", named)


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


def take_back(_desk: Desk, dispute: Dispute, _found: Mapping[str, Item], _back: Transfer) -> tuple[tuple[Write, ...], tuple[Change, ...]]:
    """Nothing of one moves between wallets."""
    raise IllegalMove(f"A dispute on an {dispute.kind} has paid nothing out of a wallet.", rule="IG-10")


def letter_facts(desk: Desk, dispute: Dispute, template_id: str) -> Any:
    """What a letter about an approval says of it."""
    from chalicelib.actions.approvals.facts import facts_for
    from chalicelib.domain.invoices.case import InvoiceCase
    from chalicelib.mail.templates import THREAD_LETTERS

    if template_id in THREAD_LETTERS:
        raise IllegalMove("This mail is never about a dispute on an invoice.", rule="DM-03")
    head = keys.invoice(dispute.parties[CUSTOMER], dispute.subject_id)
    invoice = to_invoice(desk.gather_more([head])[name_of(head)])
    return facts_for(InvoiceCase(dispute, invoice), template_id, desk.context)


def list_told(desk: Desk, dispute: Dispute, after: int, limit: int) -> View:
    """What the customer is told of the events, numbered by itself, so that no gap tells of what is left out (CU-23)."""
    from chalicelib.domain.invoices.customer_words import told
    from chalicelib.views.portal import own_event_view

    key = keys.event(dispute.dispute_id, 0)
    events = (to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#"))
    all_told = [(event, words) for event in events if (words := told(event, dispute))]
    shown = list(enumerate(all_told, 1))[after : after + limit]
    more = len(all_told) > after + limit
    return {
        "value": [own_event_view(number, event, words) for number, (event, words) in shown],
        "nextCursor": str(after + limit) if more else None,
    }
