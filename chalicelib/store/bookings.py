"""Operators, aggregators, bookings and fund requests as items of the table."""

from chalicelib.domain.bookings.booking import AGGREGATOR, Booking, Party
from chalicelib.domain.bookings.work import FundRequest
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

LISTED = {"operator": "OPERATOR", AGGREGATOR: "AGGREGATOR"}
"""Role → the partition of `directory` with its parties."""


def party_item(party: Party) -> Item:
    """An operator or aggregator, listed by name."""
    listed = {
        "directory_pk": LISTED[party.role],
        "directory_sk": keys.named(party.name, party.party_id),
    }
    return dump(party) | keys.party(party.party_id) | listed


def booking_item(booking: Booking) -> Item:
    """A booking, listed for both its sides by pick-up."""
    place = f"{keys.instant(booking.pickup_at)}#{booking.booking_id}"
    listed = {
        "customer_pk": keys.of_customer(booking.operator_id, "BOOKING"),
        "customer_sk": place,
        "counterparty_pk": keys.of_customer(booking.aggregator_id, "BOOKING"),
        "opened_sk": place,
    }
    return dump(booking) | keys.booking(booking.booking_id) | listed


def request_item(dispute_id: str, request: FundRequest) -> Item:
    """A fund request in the state that it is in, beside its dispute."""
    return dump(request) | keys.fund_request(dispute_id, request.request_id)


def to_party(item: Item) -> Party:
    """The party that an item holds."""
    return load(Party, item)


def to_booking(item: Item) -> Booking:
    """The booking that an item holds."""
    return load(Booking, item)


def to_request(item: Item) -> FundRequest:
    """The fund request that an item holds."""
    return load(FundRequest, item)
