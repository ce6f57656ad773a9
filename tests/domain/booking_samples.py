"""A booking, its two sides and support, for the tests of what they do."""

from datetime import UTC, datetime, timedelta
from itertools import count

from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, WALLET, Booking, Party
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.people.person import Person
from chalicelib.domain.wallets.ledger import Wallet

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
AGGREGATOR_PARTY = Party("AGG", AGGREGATOR, "Rides United", "GBP", settlement=WALLET)
PEOPLE = {
    OPERATOR: Person("olga", "olga@demo.test", "Olga", OPERATOR, party_id="OP-1"),
    AGGREGATOR: Person("alan", "alan@demo.test", "Alan", AGGREGATOR, party_id="AGG"),
    "support": Person("sue", "sue@demo.test", "Sue", "support"),
    "agent": Person("ada", "ada@demo.test", "Ada", "agent"),
    "stranger": Person("otto", "otto@demo.test", "Otto", OPERATOR, party_id="OP-2"),
    "customer": Person("carl", "carl@demo.test", "Carl", "customer", party_id="AGG"),
    "namesake": Person("nora", "nora@demo.test", "Nora", AGGREGATOR, party_id="OP-1"),
}
_ids = count(1)


def context(who: str, after: int = 0) -> Context:
    """One of the people, some seconds after the start."""
    return Context(PEOPLE[who], START + timedelta(seconds=after), lambda: f"id-{next(_ids)}")


def booking(booking_id: int = 77) -> Booking:
    """A completed job of 18.40."""
    sides = {
        "operator_id": "OP-1",
        "operator_name": "City Cabs",
        "aggregator_id": "AGG",
        "aggregator_name": "Rides United",
    }
    return Booking(
        **sides,
        booking_id=booking_id,
        reference="R-77",
        status="completed",
        fare=1840,
        currency="GBP",
        pickup_at=START,
    )


def wallets(operator: int = 1000, aggregator: int = 1000) -> tuple[Wallet, Wallet]:
    """The wallets of both sides."""
    return Wallet("OP-1", "City Cabs", OPERATOR, "GBP", operator), Wallet(
        "AGG", "Rides United", AGGREGATOR, "GBP", aggregator
    )
