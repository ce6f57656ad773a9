"""Operators, aggregators and their bookings: bringing in one, and looking them up (IG-02, X-12)."""

from dataclasses import replace

from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.importing import hand_of, imported
from chalicelib.domain.booking import OPERATOR, SIDES, Booking, Party, merge_booking, merge_party
from chalicelib.domain.identifiers import OutsideID
from chalicelib.domain.journal import enter
from chalicelib.domain.ledger import Wallet
from chalicelib.domain.people import STAFF, require_all_customers
from chalicelib.errors import NotFound, UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.bookings import LISTED, booking_item, party_item, to_booking, to_party
from chalicelib.store.entities import entry_item
from chalicelib.store.ledger import place_item, wallet_item
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of, unwritten_or_at
from chalicelib.views.booking import booking_row, booking_view, party_row, public_party_row
from chalicelib.views.parts import View

NO_BOOKING = "There is no such booking."


def put_party(told: Party) -> Action:
    """Creates an operator or aggregator with its wallet, or brings it up to date; another currency gets a wallet of its own."""

    def action(desk: Desk) -> Decision:
        wallet = Wallet(told.party_id, told.name, told.role, told.currency, version=1)
        party_key, wallet_key = keys.party(told.party_id), keys.wallet(wallet.wallet_id)
        found = desk.gather([party_key, wallet_key], require_all_customers)
        known = to_party(found[name_of(party_key)]) if name_of(party_key) in found else None
        desk.require_version(known.version if known else 0)
        merged = merge_party(known, told)
        if merged is None:
            return imported([], known, known, party_row)
        kept, entry = enter(known, merged, hand_of(desk))
        writes: list[Write] = [Put(party_item(kept), unwritten_or_at(kept.version - 1)), Put(entry_item(entry), (IS_ABSENT,))]
        if name_of(wallet_key) not in found:
            opened = replace(wallet, party_id=kept.party_id)
            writes += [Put(wallet_item(opened), (IS_ABSENT,)), Put(place_item(opened), (IS_ABSENT,))]
        return imported(writes, known, kept, party_row)

    return action


def put_booking(told: Booking) -> Action:
    """Creates a booking or brings it up to date; both its sides must be known."""

    def action(desk: Desk) -> Decision:
        key = keys.booking(told.booking_id)
        parties = {side: keys.party(told.party_on(side)) for side in SIDES}
        found = desk.gather([key, *parties.values()], require_all_customers)
        known = to_booking(found[name_of(key)]) if name_of(key) in found else None
        desk.require_version(known.version if known else 0)
        sides = {side: found.get(name_of(place)) for side, place in parties.items()}
        missing = [side for side, item in sides.items() if not item or item["role"] != side]
        if missing:
            raise NotFound(f"There is no such {' and no such '.join(missing)}; import it first.", rule="X-12")
        operator, aggregator = (to_party(sides[side] or {}) for side in SIDES)
        named = replace(
            told,
            operator_id=operator.party_id,
            operator_name=operator.name,
            aggregator_id=aggregator.party_id,
            aggregator_name=aggregator.name,
        )
        merged = merge_booking(known, named)
        if merged is None:
            return imported([], known, known, booking_row)
        kept, entry = enter(known, merged, hand_of(desk))
        writes: list[Write] = [Put(booking_item(kept), unwritten_or_at(kept.version - 1)), Put(entry_item(entry), (IS_ABSENT,))]
        return imported(writes, known, kept, booking_row)

    return action


def list_parties(desk: Desk, role: str, name: str | None, limit: int, cursor: str | None) -> View:
    """Operators or aggregators by name, each aggregator with how it settles (IG-02)."""
    desk.gather()
    prefix = keys.named(name, "").removesuffix("#") if name else ""
    page = desk.table.query(LISTED[role], index="directory", prefix=prefix, limit=limit, cursor=cursor)
    row = party_row if desk.act.by.audience == STAFF else public_party_row
    return {"value": [row(to_party(item)) for item in page.items], "nextCursor": page.next_cursor}


def show_booking(desk: Desk, booking_id: OutsideID) -> View:
    """A booking for who has a part in it or for the staff, and whether it can be disputed (IG-02, X-02)."""
    key = keys.booking(booking_id)
    found = desk.gather([key])
    item = found.get(name_of(key))
    booking = to_booking(item) if item else None
    if booking is None or not any(desk.act.by.sees_party(side, booking.party_on(side)) for side in SIDES):
        raise NotFound(NO_BOOKING)
    aggregator = keys.party(booking.aggregator_id)
    return booking_view(booking, to_party(desk.gather_more([aggregator])[name_of(aggregator)]), desk.act)


def list_bookings(desk: Desk, side: str | None, party_id: OutsideID | None, status: str | None, limit: int, cursor: str | None) -> View:
    """The bookings of an operator or aggregator, the latest pick-up first: of one's own, or for the staff of the one that is named."""
    desk.gather()
    person = desk.act.by
    if person.role in SIDES:
        side, party_id = side or person.role, party_id if party_id is not None else person.party_id
    if side not in SIDES or party_id is None:
        raise UnsupportedQuery("Say whose bookings: operatorID or aggregatorID.")
    if not person.sees_party(side, party_id):
        return {"value": [], "nextCursor": None}
    index = "byCustomer" if side == OPERATOR else "byCounterparty"
    page = desk.table.query(
        keys.of_customer(party_id, "BOOKING"),
        index=index,
        descending=True,
        limit=limit,
        cursor=cursor,
        keep=(lambda item: item["status"] == status) if status else None,
    )
    return {"value": [booking_row(to_booking(item)) for item in page.items], "nextCursor": page.next_cursor}


