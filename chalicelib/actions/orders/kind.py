"""What payout disputes answer for themselves: `actions/kinds.py` says what each is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.filters import Filters
from chalicelib.actions.disputes.lists import list_kind
from chalicelib.actions.kinds import KindView, ThreadView
from chalicelib.actions.orders.concluding import Decided
from chalicelib.actions.orders.dispute import carry_out_here, put_into_hands, show_case
from chalicelib.domain.disputes.attachments import Voice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Event
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.orders import claim, closing, thread
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.lifecycle import ORDER
from chalicelib.domain.orders.order import ROLES, VENDOR
from chalicelib.domain.people.person import CUSTOMER, PERMISSIONS, STAFF, WORKING
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.errors import IllegalMove, UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute, to_event
from chalicelib.store.ledger import to_transfer
from chalicelib.store.orders import to_order
from chalicelib.store.table import Table, Write, name_of
from chalicelib.views.answers import OutsideID, Sorted
from chalicelib.views.orders.dispute import AnyView, OrderMessageView
from chalicelib.views.orders.dispute import message_view as message_of
from chalicelib.views.orders.row import row_for

if TYPE_CHECKING:
    from chalicelib.actions.letters.deliveries import Outgoing


class OrderPart(TypedDict):
    """The order that a dispute is on."""

    orderID: OutsideID


VOICES = (*ROLES, STAFF)
HANDS = {"assigneeID": WORKING}
COUNTED_MOVERS = ("agent", "manager", "finance", VENDOR, CUSTOMER, "bank")
READERS = frozenset(role for role, allowed in PERMISSIONS.items() if WORKING in allowed)

row = thread_row = row_for
is_told = thread.is_told
called_at = thread.called_at


def show(desk: Desk, dispute: Dispute, _found: Mapping[str, Item]) -> AnyView:
    """The dispute with all that its actions rest on (CK-03, X-02)."""
    return show_case(desk, dispute)


def carry_out(
    verb: str,
    desk: Desk,
    dispute: Dispute,
    _found: Mapping[str, Item],
    text: str | None,
    to: str | None = None,
) -> Decided:
    """Says something to one side, or notes it; gives the claim up, or goes on with it (CK-15)."""
    context = desk.context
    if verb == "message":
        return carry_out_here(
            desk, dispute, lambda opened, _: thread.say(opened.case, text or "", context, to), 201
        )
    if verb == "note":
        return carry_out_here(
            desk, dispute, lambda opened, _: thread.note(opened.case, text or "", context), 201
        )
    ending = {"withdraw": claim.withdraw, "reopen": closing.reopen}
    if verb not in ending:
        raise IllegalMove("A dispute on an order has no such step.", rule="CK-15")
    return carry_out_here(desk, dispute, lambda opened, _: ending[verb](opened.case, context, text))


def assign(
    desk: Desk, dispute: Dispute, _found: Mapping[str, Item], people: Mapping[str, str | None]
) -> Decided:
    """Puts it into somebody's hands who works it; nobody else clears one up (CK-10)."""
    return put_into_hands(desk, dispute, people)


def message_view(event: Event, _dispute: Dispute, context: Context) -> OrderMessageView:
    """An event of the thread, with the side that did it."""
    return message_of(event, context)


def reads_as(dispute: Dispute, context: Context) -> str:
    """One's own side, or the staff for someone who works disputes."""
    return thread.reads_as(OrderCase(dispute), context)


def letters_to(table: Table, dispute: Dispute, digest: Digest, now: datetime) -> "list[Outgoing]":
    """A letter to a side, or to the one who works the dispute."""
    from chalicelib.actions.orders.letters import letters_to

    return letters_to(table, dispute, digest, now)


def calls(table: Table, dispute: Dispute, event: Event, now: datetime) -> "list[Outgoing]":
    """A letter to the one who was named, or to everybody of the role (CK-11, PO-22)."""
    from chalicelib.actions.orders.letters import calls

    return calls(table, dispute, event, now)


def check_filters(filters: Filters) -> None:
    """They have no configured reason."""
    if filters.reason_id:
        raise UnsupportedQuery(
            "Payout disputes have no configured reason to be found by.", rule="CU-02"
        )


def list_disputes(desk: Desk, filters: Filters, limit: int, cursor: str | None) -> Sorted[KindView]:
    """Payout disputes: of one's own party, or those that the staff may know of; one query (IG-03,
    RV-03).
    """
    person = desk.context.actor
    if not person.is_outside:
        return list_kind(desk, filters, limit, cursor)
    own = Filters(ORDER.kind, filters.state, filters.status, party=filters.party)
    if person.role == CUSTOMER and filters.customer_id:
        person.require_sight(filters.customer_id, "customer")
        own = replace(own, customer_id=filters.customer_id)
    if filters != own:
        raise UnsupportedQuery(
            "Your disputes can be narrowed by state, status and the other party.", rule="IG-03"
        )
    filters.check_words()
    party_id = person.party_id if person.party_id is not None else ""
    page = desk.page(
        keys.disputes_of(person.role, party_id),
        index="byCustomer" if person.role == CUSTOMER else "byCounterparty",
        descending=True,
        limit=limit,
        cursor=cursor,
        keep=filters.keep,
    )
    return {
        "value": [row(to_dispute(item), desk.context) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def list_told(desk: Desk, dispute: Dispute, after: int, limit: int) -> ThreadView:
    """What a side is told, as its thread has it (IG-03)."""
    from chalicelib.actions.disputes.threads import list_messages

    return list_messages(desk, dispute.dispute_id, after, limit)


def check_internal(_told: bool | None) -> None:
    """What the staff attaches is for the staff, whether it says so or not."""


def voice(dispute: Dispute, context: Context, *, internally: bool) -> Voice:
    """A side's for itself and the staff, or the staff's (X-13)."""
    return thread.voice(OrderCase(dispute), context, internally=internally)


def subject_view(dispute: Dispute) -> OrderPart:
    """The order."""
    return {"orderID": dispute.subject_id}


def search_entry(item: Item) -> Any:
    """By its own id and its order's; what its parties are called finds nothing."""
    from chalicelib.actions.disputes.search_index import SearchEntry

    subject, names = item["subject_id"], item["party_names"]
    detail = f"{subject} · {names[CUSTOMER]} · {names[VENDOR]}"
    return SearchEntry.of_dispute(item, detail, subject)


def faults(desk: Desk, listed: Dispute) -> list[str]:
    """Of its events, its sums, its order, what moved, and what each side is told."""
    from chalicelib.domain.orders.audit import order_faults, told_faults

    key, head = keys.dispute(listed.dispute_id), keys.order(listed.subject_id)
    found = desk.table.get([key, head])
    dispute = to_dispute(found[name_of(key)])
    events = [to_event(item) for item in desk.read_all(key["pk"], prefix=keys.EVENTS)]
    told = {
        side: [to_event(item) for item in desk.read_all(key["pk"], prefix=keys.told_prefix(side))]
        for side in dispute.parties
    }
    moved = desk.table.get(map(keys.transfer, _transfers(dispute))).values()
    transfers = {one.transfer_id: one for one in map(to_transfer, moved)}
    order = to_order(found[name_of(head)])
    return [
        *order_faults(dispute, order, events, transfers),
        *told_faults(dispute, events, told),
    ]


def take_back(
    _desk: Desk, _dispute: Dispute, _found: Mapping[str, Item], _back: Transfer
) -> tuple[tuple[Write, ...], tuple[Change, ...]]:
    """What one moved is taken back by reversing its decision."""
    raise IllegalMove(
        "What a decision moved is taken back by reversing the decision.", rule="PO-12"
    )


def letter_facts(desk: Desk, dispute: Dispute, template_id: str) -> Any:
    """What a letter about an approval, or about what is unread, says of it."""
    from chalicelib.actions.orders.letters import letter_facts

    return letter_facts(desk, dispute, template_id)


def _transfers(dispute: Dispute) -> list[str]:
    from chalicelib.domain.orders.audit import transfers_of

    return transfers_of(dispute)
