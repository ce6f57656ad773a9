"""What can be done with a dispute on a booking; each action gathers, lets the domain decide, and
says what to write.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import positive_minor, read_decimal
from chalicelib.domain.bookings import fund_requests, hands, settlement
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, other_side
from chalicelib.domain.bookings.case import BookingCase
from chalicelib.domain.bookings.lifecycle import BOOKING
from chalicelib.domain.bookings.work import FundRequest, requests_part
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, append, record
from chalicelib.domain.disputes.hands import ASSIGNEE
from chalicelib.domain.disputes.parties import role_in
from chalicelib.domain.disputes.parts import STATUS, whole
from chalicelib.domain.wallets.ledger import Wallet
from chalicelib.errors import IllegalMove, InvalidInput, no_such
from chalicelib.store import keys
from chalicelib.store.bookings import booking_item, request_item, to_booking, to_party, to_request
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_items, to_person
from chalicelib.store.keys import Key
from chalicelib.store.ledger import posting_writes, to_wallet
from chalicelib.store.table import (
    HOLDS_NO_OPEN_DISPUTE,
    IS_ABSENT,
    Conflict,
    Put,
    Write,
    is_at_version,
    name_of,
)
from chalicelib.views.bookingdispute import (
    BookingDisputeMade,
    BookingDisputePreview,
    BookingDisputeView,
    FundRequestView,
    booking_dispute_view,
    booking_preview_view,
    request_view,
)
from chalicelib.views.parts import to_json

Decided = Decision[BookingDisputeMade, BookingDisputePreview]
Deciding = Action[BookingDisputeMade, BookingDisputePreview]


def raise_on_booking(booking_id: OutsideID, reason: str) -> Deciding:
    """Raises a dispute on a booking, by either side (IG-01, IG-02)."""

    def action(desk: Desk) -> Decided:
        key = keys.booking(booking_id)
        found = desk.gather([key])
        if name_of(key) not in found:
            raise no_such("booking")
        booking = to_booking(found[name_of(key)])
        if role_in(booking.parties, desk.context.actor) is None:
            raise no_such("booking")
        aggregator = keys.party(booking.aggregator_id)
        party = to_party(desk.gather_more([aggregator])[name_of(aggregator)])
        return conclude(
            desk, None, settlement.raise_dispute(reason, booking, party, desk.context), status=201
        )

    return action


def talk(
    dispute_id: str,
    verb: Callable[[BookingCase, Context], BookingCase],
    status: int = 200,
    about: tuple[str, ...] = (STATUS,),
) -> Deciding:
    """A verb of the thread or of requests that needs nothing but the dispute; a message is about no
    more than where that stands.
    """

    def action(desk: Desk) -> Decided:
        case, _ = open_booking_case(desk, dispute_id, about=about)
        return conclude(desk, case, verb(case, desk.context), status)

    return action


def conclude_with_booking(
    desk: Desk, dispute: Dispute, verb: Callable[[BookingCase, Context], BookingCase]
) -> Decided:
    """The decision of a verb that takes or leaves the booking's place, which the second read
    brings.
    """
    placed = _placed(desk, case_of(desk, dispute, whole(dispute)).dispute)
    return conclude(desk, placed, verb(placed, desk.context))


def put_into_hands(desk: Desk, dispute: Dispute, people: Mapping[str, str | None]) -> Decided:
    """The dispute in the hands of the one of support who works it, or of nobody (IG-08)."""
    if people.keys() != {ASSIGNEE}:
        said = "Disputes on bookings are put into the hands of support alone: say assigneeID."
        error = {"pointer": "/resolverID", "detail": said, "code": "noMeaning"}
        raise InvalidInput(said, rule="IG-08", errors=[error])
    case, user_id = case_of(desk, dispute, (STATUS, ASSIGNEE)), people[ASSIGNEE]
    found = desk.gather_more([keys.user(user_id)]) if user_id else {}
    person = next((to_person(item) for item in found.values()), None)
    return conclude(desk, case, hands.assign(case, user_id, person, desk.context))


def show_case(desk: Desk, dispute: Dispute) -> BookingDisputeView:
    """A dispute on a booking for someone who looks at it, with what its actions rest on beside it
    (X-02).

    Of one that has ended the booking tells whether it can be reopened. Where money is asked of
    one's own side, its wallet, and never the other's (IG-06), tells whether it can be paid.
    """
    case = BookingCase(dispute)
    side = fund_requests.has_to_pay(case, desk.context)
    if not dispute.is_open:
        case = _placed(desk, dispute)
    elif side:
        case = replace(case, held=_held(desk, case, side))
    return booking_dispute_view(case, desk.context)


def _placed(desk: Desk, dispute: Dispute) -> BookingCase:
    """The dispute beside its booking and that one's aggregator."""
    booking, aggregator = keys.booking(dispute.subject_id), keys.party(dispute.parties[AGGREGATOR])
    found = desk.gather_more([booking, aggregator])
    return BookingCase(
        dispute,
        to_booking(found[name_of(booking)]),
        aggregator=to_party(found[name_of(aggregator)]),
    )


def ask(dispute_id: str, amount: Any, reason: str | None) -> Deciding:
    """Asks the other side for money (IG-05)."""

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        case = case_of(desk, dispute, (STATUS, requests_part(desk.context.actor.role)))
        minor = positive_minor(read_decimal(amount), dispute.currency)
        asked = fund_requests.request_funds(case, minor, reason, desk.context)
        return conclude(desk, case, asked, status=201, made=asked.decided[-1])

    return action


def approve(dispute_id: str, request_id: str) -> Deciding:
    """Moves what the other side asked for, with the request's new state (IG-06)."""

    def action(desk: Desk) -> Decided:
        case, found = open_booking_case(
            desk, dispute_id, [keys.fund_request(dispute_id, request_id)]
        )
        _refuse_decided(case, found, request_id)
        request = case.work.find(request_id)
        payer = other_side(request.side) if request else OPERATOR
        held = _held(desk, case, payer, other_side(payer))
        return conclude(
            desk,
            case,
            fund_requests.approve(
                case, request_id, held[payer], held[other_side(payer)], desk.context
            ),
        )

    return action


def answer(
    dispute_id: str, request_id: str, verb: Callable[[BookingCase, Context], BookingCase]
) -> Deciding:
    """Ends a request without any money (IG-09)."""

    def action(desk: Desk) -> Decided:
        case, found = open_booking_case(
            desk, dispute_id, [keys.fund_request(dispute_id, request_id)]
        )
        _refuse_decided(case, found, request_id)
        return conclude(desk, case, verb(case, desk.context))

    return action


def open_booking_case(
    desk: Desk,
    dispute_id: str,
    also: list[Key] | None = None,
    *,
    with_rules: bool = True,
    about: tuple[str, ...] = (STATUS,),
) -> tuple[BookingCase, dict[str, Item]]:
    """The dispute in one read, for someone who may see it, with what the command is `about` as that
    one saw it (IG-03, X-07).
    """
    dispute, found = open_dispute(desk, Address(dispute_id), also, with_rules=with_rules)
    return case_of(desk, dispute, about), found


def show_request(desk: Desk, dispute_id: str, request_id: str) -> FundRequestView:
    """A fund request, also one that has come to an end, with what can be done about it (IG-05,
    X-02).
    """
    key = keys.fund_request(dispute_id, request_id)
    case, found = open_booking_case(desk, dispute_id, [key])
    if name_of(key) not in found:
        raise no_such("request")
    return request_view(
        case, case.work.find(request_id) or to_request(found[name_of(key)]), desk.context
    )


def conclude(
    desk: Desk,
    before: BookingCase | None,
    after: BookingCase,
    status: int = 200,
    made: FundRequest | None = None,
) -> Decided:
    """What to write and answer for a case as a verb left it; what the staff alone are told leaves
    it at its version, but for whose hands it is in (IG-08, X-07).

    The answer names what was made: the dispute, a request, or else what was said by its number in
    the thread, so that of two at once each knows its own.
    """
    context = desk.context
    old = before.dispute if before else None
    is_told = any(change.audience == SHARED for change in after.changes)
    is_handed = old is not None and old.assignee_id != after.dispute.assignee_id
    did = (after.dispute, after.changes, context.actor, context.at)
    dispute, events = record(old, *did) if is_told or is_handed else append(*did)
    known = replace(after, dispute=dispute)
    view: BookingDisputeMade = {**booking_dispute_view(known, context)}
    place = f"/api/dispute/{dispute.dispute_id}"
    location = place if before is None else None
    if made:
        view["requestID"], location = made.request_id, f"{place}/fundRequest/{made.request_id}"
    elif before and status == 201:
        number = events[-1].number_for(context.actor.audience)
        view["sequence"], location = number, f"{place}/message?after={number - 1}&limit=1"
    return Decision(
        writes=(*_writes(before, known), *map(Put, event_items(events))),
        answer=Answer(status, to_json(view), dispute.version, location),
        preview=lambda: Answer(200, to_json(booking_preview_view(before, known, context))),
        parties=dispute.parties,
    )


def _writes(before: BookingCase | None, after: BookingCase) -> list[Write]:
    """The dispute as it was read, the booking where its place changes hands, requests, and the
    money that moves.
    """
    old = before.dispute if before else None
    writes: list[Write] = [Put(dispute_item(after.dispute), as_read(old) if old else (IS_ABSENT,))]
    if after.booking:
        free = (HOLDS_NO_OPEN_DISPUTE,) if after.dispute.is_open else ()
        writes.append(
            Put(booking_item(after.booking), (is_at_version(after.booking.version), *free))
        )
    writes += [Put(request_item(after.dispute.dispute_id, request)) for request in after.decided]
    return [*writes, *(posting_writes(after.posted) if after.posted else ())]


def _held(desk: Desk, case: BookingCase, *sides: str) -> dict[str, Wallet | None]:
    """The wallets of some sides, by the second read."""
    named = {side: keys.wallet(case.wallet_on(side)) for side in sides}
    found = desk.gather_more(named.values())
    return {
        side: to_wallet(found[name_of(key)]) if name_of(key) in found else None
        for side, key in named.items()
    }


def _refuse_decided(case: BookingCase, found: dict[str, Item], request_id: str) -> None:
    """`AlreadyDecided`, with the outcome, where the request has come to an end (IG-11).

    One read brings the request and the dispute, but not of one moment: where it was decided in
    between, they are read again.
    """
    item = found.get(name_of(keys.fund_request(case.dispute.dispute_id, request_id)))
    if not item:
        return
    fund_requests.refuse_decided(case, to_request(item))
    if not case.work.find(request_id):
        raise Conflict({})


def case_of(desk: Desk, dispute: Dispute, about: tuple[str, ...]) -> BookingCase:
    """The dispute as a case, what the command is `about` still as it was seen (X-07); `IllegalMove`
    for another kind.
    """
    if dispute.kind != BOOKING.kind:
        raise IllegalMove(f"A dispute on an {dispute.kind} has no such step.", rule="IG-01")
    case = BookingCase(dispute)
    desk.require_unchanged(dispute, about, lambda: booking_dispute_view(case, desk.context))
    return case
