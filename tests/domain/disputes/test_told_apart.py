"""Sides that are told apart: each has a thread of its own, without a gap (IG-03, PO-35)."""

from chalicelib.domain.disputes.events import SHARED, Change, Event, record
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.store import keys
from chalicelib.store.entities import event_items
from tests.domain.order_samples import PEOPLE, START, raised

SAID = (CUSTOMER, STAFF, VENDOR, SHARED, CUSTOMER)


def told() -> tuple[dict[str, int], tuple[Event, ...], int]:
    """A dispute on which something is said to each, as it was written."""
    dispute = raised().dispute
    changes = tuple(Change("message", audience, audience=audience) for audience in SAID)
    known, events = record(None, dispute, changes, PEOPLE["agent"], START)
    return known.told_to, events, known.shared_until


def test_each_side_counts_what_it_is_told() -> None:
    """IG-03: neither a number nor a gap tells of what the other is told, or the staff alone."""
    counts, events, last = told()
    assert counts == {CUSTOMER: 3, VENDOR: 2}
    assert [event.told_to for event in events] == [
        {CUSTOMER: 1},
        None,
        {VENDOR: 1},
        {CUSTOMER: 2, VENDOR: 2},
        {CUSTOMER: 3},
    ]
    assert [event.number_for(STAFF) for event in events] == [1, 2, 3, 4, 5]
    assert [event.is_told for event in events] == [True, False, True, True, True]
    assert last == 5
    assert all(event.shared_sequence is None for event in events)


def test_what_a_side_is_told_lies_apart() -> None:
    """IG-03: each side's thread is one partition's part, in which nothing else lies."""
    _, events, _ = told()
    items = event_items(events)
    for side, texts in ((CUSTOMER, [CUSTOMER, SHARED, CUSTOMER]), (VENDOR, [VENDOR, SHARED])):
        prefix = keys.told_prefix(side)
        assert [one["text"] for one in items if one["sk"].startswith(prefix)] == texts
    assert [one for one in items if one["sk"].startswith(keys.SHARED)] == []
