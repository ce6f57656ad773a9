"""Bookings and their sides: what stays once one was disputed, and which ids are whose (X-12)."""

from dataclasses import replace
from functools import partial

import pytest

from chalicelib.domain.bookings.booking import (
    AGGREGATOR,
    OPERATOR,
    Booking,
    Party,
    merge_booking,
    merge_party,
)
from chalicelib.domain.disputes.parties import role_in
from chalicelib.domain.people.person import Person
from chalicelib.errors import InvalidInput, NotChangeable
from tests.domain.booking_samples import AGGREGATOR_PARTY, booking


def test_a_booking_that_was_disputed_keeps_its_parties() -> None:
    """X-12: or the thread would be between others than it was."""
    known = replace(booking(), version=1)
    assert merge_booking(known, booking()) is None
    moved = merge_booking(known, replace(booking(), operator_id="OP-2"))
    assert moved
    assert (moved.operator_id, moved.version) == ("OP-2", 2)
    disputed = replace(known, disputes=2, open_dispute_id="open", dispute_ids=("over", "open"))
    fresh = merge_booking(disputed, replace(booking(), fare=2000))
    assert fresh
    assert (fresh.fare, fresh.disputes, fresh.open_dispute_id, fresh.ended_dispute_ids) == (
        2000,
        2,
        "open",
        ["over"],
    )
    for wrong in ({"operator_id": "OP-2"}, {"aggregator_id": "X"}, {"currency": "EUR"}):
        with pytest.raises(NotChangeable):
            merge_booking(disputed, replace(booking(), **wrong))  # type: ignore[arg-type]
    for bad in (replace(booking(), status="lost"), replace(booking(), fare=-1)):
        with pytest.raises(InvalidInput):
            merge_booking(None, bad)


def test_operators_and_aggregators_share_one_set_of_ids() -> None:
    """X-12, IG-10: or two parties would share a wallet; and none is called like the
    outside world.
    """
    known = replace(AGGREGATOR_PARTY, version=1)
    assert merge_party(known, AGGREGATOR_PARTY) is None
    changed = merge_party(known, replace(AGGREGATOR_PARTY, settlement="invoice"))
    assert changed
    assert (changed.settlement, changed.version) == ("invoice", 2)
    with pytest.raises(NotChangeable):
        merge_party(known, Party("AGG", OPERATOR, "Other", "GBP"))
    outside, settling = (
        Party("External", OPERATOR, "X", "GBP"),
        Party("O", OPERATOR, "X", "GBP", settlement="wallet"),
    )
    for wrong in (
        outside,
        settling,
        Party("V", "vendor", "X", "GBP"),
        replace(AGGREGATOR_PARTY, settlement=None),
    ):
        with pytest.raises(InvalidInput):
            merge_party(None, wrong)


def test_a_booking_knows_its_sides_by_number_or_text() -> None:
    """RV-12: 5 and "5" are one party."""
    one = replace(booking(), operator_id=5)
    assert isinstance(one, Booking)
    acts = partial(Person, "u", "u@b.test", "U")
    five, other, nobody = acts(OPERATOR, party_id="5"), acts(AGGREGATOR, party_id=5), acts(OPERATOR)
    assert [role_in(one.parties, person) for person in (five, other, nobody)] == [
        OPERATOR,
        None,
        None,
    ]
