"""Operators, aggregators and their bookings: bringing in one, and looking them up (IG-02, X-12)."""

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.search import hits
from chalicelib.actions.execution import PlainAction, PlainDecision
from chalicelib.actions.imports.party_upsert import (
    booking_keys,
    known_booking,
    known_party,
    party_keys,
    upsert_booking,
    upsert_party,
)
from chalicelib.actions.letters.held_back import with_mail
from chalicelib.actions.upserts import UpsertOutcome, conclude_upsert
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.search_words import is_found
from chalicelib.domain.bookings.booking import OPERATOR, SIDES, Booking, Party
from chalicelib.domain.people.person import Person, require_all_customers
from chalicelib.errors import UnsupportedQuery, no_such
from chalicelib.store import keys
from chalicelib.store.bookings import LISTED, to_booking, to_party
from chalicelib.store.codec import Item
from chalicelib.store.table import name_of
from chalicelib.views.answers import Page
from chalicelib.views.booking import (
    BookingRow,
    BookingView,
    PartyRow,
    PublicPartyRow,
    booking_row,
    booking_view,
    party_row,
    public_party_row,
)


class PartyImported(PartyRow, UpsertOutcome):
    """An operator or aggregator as it was brought in."""


class BookingImported(BookingRow, UpsertOutcome):
    """A booking as it was brought in."""


def put_party(told: Party) -> PlainAction[PartyImported]:
    """Creates an operator or aggregator with its wallet, or brings it up to date; another currency
    gets a wallet of its own.
    """

    def action(desk: Desk) -> PlainDecision[PartyImported]:
        found = desk.gather(party_keys(told), require_all_customers)
        known = known_party(told, found)
        desk.require_version(known.version if known else 0)
        brought = upsert_party(told, found, desk.hand)
        return conclude_upsert(brought, party_row)

    return action


def put_booking(told: Booking) -> PlainAction[BookingImported]:
    """Creates a booking or brings it up to date; both its sides must be known."""

    def action(desk: Desk) -> PlainDecision[BookingImported]:
        found = desk.gather(booking_keys(told), require_all_customers)
        known = known_booking(told, found)
        desk.require_version(known.version if known else 0)
        brought = upsert_booking(told, found, desk.hand)
        return conclude_upsert(brought, booking_row)

    return action


def list_parties(
    desk: Desk, role: str, name: str | None, limit: int, cursor: str | None
) -> Page[PartyRow | PublicPartyRow]:
    """Operators or aggregators by name, each aggregator with how it settles; who is limited to
    customers sees that alone (IG-02, RV-03).

    Those with a name are found as the search finds (RV-05), by looking through all: they are few.
    """
    desk.gather()
    sees_all = desk.context.actor.sees_all_parties
    if role == OPERATOR and not sees_all:
        return desk.whole([], cursor)

    def shows(items: list[Item]) -> list[Item]:
        return [item for item in items if is_found(item["name"], name or "")]

    page = desk.page(
        LISTED[role], index="directory", limit=limit, cursor=cursor, shows=shows if name else None
    )
    parties = [to_party(item) for item in page.items]
    rows: list[PartyRow | PublicPartyRow] = (
        [*with_mail(desk, map(party_row, parties))]
        if sees_all
        else [*map(public_party_row, parties)]
    )
    return {"value": rows, "nextCursor": page.next_cursor}


def show_booking(desk: Desk, booking_id: OutsideID) -> BookingView:
    """A booking for someone who has a part in it or for the staff, and whether it can be disputed
    (IG-02, X-02).
    """
    key = keys.booking(booking_id)
    found = desk.gather([key])
    item = found.get(name_of(key))
    booking = to_booking(item) if item else None
    if booking is None or not any(
        desk.context.actor.sees_party(side, booking.party_on(side)) for side in SIDES
    ):
        raise no_such("booking")
    aggregator = keys.party(booking.aggregator_id)
    return booking_view(
        booking, to_party(desk.gather_more([aggregator])[name_of(aggregator)]), desk.context
    )


def list_bookings(
    desk: Desk,
    side: str | None,
    party_id: OutsideID | None,
    status: str | None,
    limit: int,
    cursor: str | None,
) -> Page[BookingRow]:
    """The bookings of an operator or aggregator, the latest pick-up first: of one's own, or for the
    staff of the one that is named.
    """
    desk.gather()
    person = desk.context.actor
    side, party_id = _whose(person, side, party_id)
    if side not in SIDES or party_id is None:
        raise UnsupportedQuery("Say whose bookings: operatorID or aggregatorID.")
    if not person.sees_party(side, party_id):
        return desk.whole([], cursor)
    index = "byCustomer" if side == OPERATOR else "byCounterparty"
    page = desk.page(
        keys.of_customer(party_id, "BOOKING"),
        index=index,
        descending=True,
        limit=limit,
        cursor=cursor,
        keep=(lambda item: item["status"] == status) if status else None,
    )
    return {
        "value": [booking_row(to_booking(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def find_bookings(
    desk: Desk,
    side: str | None,
    party_id: OutsideID | None,
    status: str | None,
    text: str,
    limit: int,
) -> Page[BookingRow]:
    """The bookings whose id or reference is this or begins so: one's own, or for the staff all, or
    those of the one that is named.
    """
    desk.gather()
    side, party_id = _whose(desk.context.actor, side, party_id)
    if (side is None) != (party_id is None) or (
        side and party_id is not None and not desk.context.actor.sees_party(side, party_id)
    ):
        return {"value": [], "nextCursor": None}
    found = hits(
        desk, text, limit, "booking", (side, party_id) if side and party_id is not None else None
    )
    kept = desk.gather_more(keys.booking(hit["id"]) for hit in found).values()
    rows = sorted(map(to_booking, kept), key=lambda booking: booking.pickup_at, reverse=True)
    return {
        "value": [booking_row(booking) for booking in rows if status in (None, booking.status)],
        "nextCursor": None,
    }


def _whose(
    person: Person, side: str | None, party_id: OutsideID | None
) -> tuple[str | None, OutsideID | None]:
    """The side and party that bookings are asked of: for people of a party their own, unless they
    name another.
    """
    if person.role not in SIDES:
        return side, party_id
    return side or person.role, party_id if party_id is not None else person.party_id
