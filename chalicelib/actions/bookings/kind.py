"""What disputes on bookings answer for themselves: `actions/kinds.py` says what each is."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.actions.bookings.dispute import (
    Decided,
    case_of,
    conclude,
    conclude_with_booking,
    put_into_hands,
    show_case,
)
from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.filters import Filters
from chalicelib.actions.kinds import AnyRow, ThreadView
from chalicelib.domain.bookings import fund_requests, hands, settlement, thread
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, SIDES
from chalicelib.domain.bookings.case import BookingCase
from chalicelib.domain.bookings.lifecycle import BOOKING
from chalicelib.domain.disputes.attachments import Voice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Event
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.people.person import STAFF, SUPPORT
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.errors import IllegalMove, UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.bookings import to_booking, to_request
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute, to_event
from chalicelib.store.ledger import to_transfer
from chalicelib.store.table import Table, Write, name_of
from chalicelib.views.answers import Sorted
from chalicelib.views.bookingdispute import (
    BookingDisputeView,
    BookingMessageView,
    ReferencePart,
    booking_dispute_row,
)
from chalicelib.views.bookingdispute import message_view as message_of

if TYPE_CHECKING:
    from chalicelib.actions.letters.deliveries import Outgoing

VOICES = (*SIDES, SUPPORT)
COUNTED_MOVERS = (SUPPORT,)
HANDS = hands.HANDS
READERS = frozenset({SUPPORT})

_ENDING = {
    "withdraw": settlement.withdraw,
    "reopen": settlement.reopen,
    "resolve": settlement.resolve,
}
_SAYING = {"message": thread.say, "note": thread.note}


def show(desk: Desk, dispute: Dispute, _found: Mapping[str, Item]) -> BookingDisputeView:
    """The dispute with what its actions rest on (X-02)."""
    return show_case(desk, dispute)


def carry_out(
    verb: str,
    desk: Desk,
    dispute: Dispute,
    _found: Mapping[str, Item],
    text: str | None,
    _to: str | None = None,
) -> Decided:
    """Says something in its thread; or ends it, or opens it again, by whoever raised it (IG-03,
    IG-07).
    """
    if verb in _SAYING:
        case = case_of(desk, dispute, (STATUS,))
        return conclude(desk, case, _SAYING[verb](case, text or "", desk.context), status=201)
    decide = _ENDING[verb]
    return conclude_with_booking(desk, dispute, lambda case, context: decide(case, context, text))


def assign(
    desk: Desk, dispute: Dispute, _found: Mapping[str, Item], people: Mapping[str, str | None]
) -> Decided:
    """Puts it into somebody's hands of support; nobody else clears one up (IG-08)."""
    return put_into_hands(desk, dispute, people)


row = thread_row = booking_dispute_row
is_told = thread.is_told
called_at = thread.called_at


def message_view(event: Event, dispute: Dispute, context: Context) -> BookingMessageView:
    """An event of the thread, with the side that did it."""
    return message_of(event, dispute.work, context)


def reads_as(dispute: Dispute, context: Context) -> str:
    """One's own side, or support for the staff."""
    return thread.reads_as(BookingCase(dispute), context)


def letters_to(table: Table, dispute: Dispute, digest: Digest, now: datetime) -> "list[Outgoing]":
    """A letter to each who stands for a side, or to support."""
    from chalicelib.actions.bookings.letters import letters_to

    return letters_to(table, dispute, digest, now)


def check_filters(filters: Filters) -> None:
    """Nobody clears one up by name, and none is on a customer's invoice."""
    if any((filters.customer_id, filters.resolver_id, filters.reason_id)):
        said = "Disputes on bookings have no customer, resolver or configured reason to find."
        raise UnsupportedQuery(said, rule="CU-02")


def list_disputes(desk: Desk, filters: Filters, limit: int, cursor: str | None) -> Sorted[AnyRow]:
    """Disputes on bookings: of one's own party, or all for staff that is limited to no customers;
    one query (IG-03).
    """
    person = desk.context.actor
    if person.role in SIDES:
        if filters != Filters(
            BOOKING.kind, filters.state, filters.status, waiting_for=filters.waiting_for
        ):
            raise UnsupportedQuery(
                "Your disputes are on bookings, narrowed by state, status and whose move it is.",
                rule="IG-03",
            )
        filters.check_words()
        index = "byCustomer" if person.role == OPERATOR else "byCounterparty"
        partition = keys.disputes_of(
            person.role, person.party_id if person.party_id is not None else ""
        )
    else:
        filters.check(person)
        index, partition = filters.leading
        if person.confined_to is not None:
            return {**desk.whole([], cursor)}
    page = desk.page(
        partition,
        index=index,
        descending=filters.sort.startswith("-"),
        limit=limit,
        cursor=cursor,
        keep=filters.keep,
        before=filters.behind,
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
    """It can be said of any file."""


def calls(_table: Table, _dispute: Dispute, _event: Event, _now: datetime) -> "list[Outgoing]":
    """Nobody; support is called by what is unread for it (IG-08)."""
    return []


def voice(dispute: Dispute, context: Context, *, internally: bool) -> Voice:
    """A side's, support's once it is asked to step in, or support's for itself (IG-08)."""
    return thread.voice(BookingCase(dispute), context, internally=internally)


def subject_view(dispute: Dispute) -> ReferencePart:
    """What both sides call the booking."""
    return {"reference": dispute.work.reference}


def search_entry(item: Item) -> Any:
    """By its own id, its booking's and what both sides call that; the names of the sides find
    nothing.
    """
    from chalicelib.actions.disputes.search_index import SearchEntry

    reference, names = item["work"]["reference"], item["party_names"]
    detail = f"{reference} · {names[OPERATOR]} · {names[AGGREGATOR]}"
    return SearchEntry.of_dispute(item, detail, reference, item["subject_id"])


def faults(desk: Desk, listed: Dispute) -> list[str]:
    """Of its events, its requests, what these moved, and its booking."""
    from chalicelib.domain.bookings.audit import booking_faults

    key, booking = keys.dispute(listed.dispute_id), keys.booking(listed.subject_id)
    found = desk.table.get([key, booking])
    requests = [to_request(item) for item in desk.read_all(key["pk"], prefix="REQUEST#")]
    events = [to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#")]
    told = [to_event(item) for item in desk.read_all(key["pk"], prefix=keys.SHARED)]
    moved = desk.table.get(
        keys.transfer(request.transfer_id) for request in requests if request.transfer_id
    ).values()
    transfers = {one.transfer_id: one for one in map(to_transfer, moved)}
    return booking_faults(
        to_dispute(found[name_of(key)]),
        to_booking(found[name_of(booking)]),
        requests,
        events,
        told,
        transfers,
    )


def take_back(
    desk: Desk, dispute: Dispute, found: Mapping[str, Item], back: Transfer
) -> tuple[tuple[Write, ...], tuple[Change, ...]]:
    """Both sides are told, and the request says so (IG-10)."""
    request = to_request(
        found[name_of(keys.fund_request(dispute.dispute_id, back.request_id or ""))]
    )
    case = BookingCase(dispute)
    told = fund_requests.correct(case, request, back)
    return conclude(desk, case, told).writes, told.changes


def letter_facts(desk: Desk, dispute: Dispute, template_id: str) -> Any:
    """What a letter about what is unread in its thread says of it."""
    from chalicelib.actions.bookings.letters import facts_of
    from chalicelib.mail.letter_kinds import THREAD_LETTERS
    from chalicelib.mail.speech import Speech
    from chalicelib.mail.templates import base_of

    if base_of(template_id) not in THREAD_LETTERS:
        raise IllegalMove("This mail is never about a dispute on a booking.", rule="DM-03")
    return facts_of(desk.table, dispute, STAFF, Speech.of(template_id))
