"""PUT /dispute/{disputeID}/read, and the poll of a thread: what each side has read, and what it
costs to ask (IG-03, IG-04).
"""

from typing import Any

import pytest

from tests import snapshots
from tests.api.refusals import refused
from tests.app import App
from tests.bookings import asked, crossing, mark, say


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


def counts(app: App, dispute: str, who: str) -> tuple[int, int]:
    """How many messages somebody's side can read, and how many of them it has not."""
    row = app.as_(who).get(dispute).json
    return row["messageCount"], row["unread"]


def test_a_side_has_read_what_it_says_it_has(parties: App, dispute: str) -> None:
    """IG-04: the raising and two messages; the other sides' counts stay, and the queue tells the
    same.
    """
    say(parties, dispute)
    say(parties, dispute)
    assert [counts(parties, dispute, who) for who in ("operator", "aggregator", "support")] == [
        (3, 0),
        (3, 3),
        (3, 3),
    ]
    marked = mark(parties, dispute, "aggregator", 2)
    assert (marked.status, marked.json) == (
        200,
        {"disputeID": dispute.removeprefix("/dispute/"), "messageCount": 3, "unread": 1},
    )
    assert [counts(parties, dispute, who) for who in ("operator", "aggregator", "support")] == [
        (3, 0),
        (3, 1),
        (3, 3),
    ]
    [row] = parties.as_("aggregator").get("/dispute?kind=booking").json["value"]
    assert (row["messageCount"], row["unread"]) == (3, 1)
    assert mark(parties, dispute, "support", 3).json["unread"] == 0
    assert counts(parties, dispute, "agent") == (3, 0)


def test_all_that_both_sides_are_told_is_to_be_read_and_notes_by_the_staff_alone(
    parties: App, dispute: str
) -> None:
    """IG-04: a request, its answer, a call for support, the end and what ends with it are messages
    too; of a note no side's count tells.
    """
    request = asked(parties, dispute)
    assert counts(parties, dispute, "aggregator") == (2, 2)
    parties.as_("aggregator").post(f"{request}/rejection", {})
    assert (counts(parties, dispute, "aggregator"), counts(parties, dispute, "operator")) == (
        (3, 0),
        (3, 1),
    )
    parties.as_("operator").post(f"{dispute}/escalation", {"issue": "Silence"})
    parties.as_("support").post(f"{dispute}/note", {"text": "Honest"})
    assert (counts(parties, dispute, "aggregator"), counts(parties, dispute, "support")) == (
        (4, 1),
        (5, 0),
    )
    parties.as_("support").post(f"{dispute}/handBack", {})
    asked(parties, dispute)
    parties.as_("operator").post(f"{dispute}/resolution")
    assert (counts(parties, dispute, "aggregator"), counts(parties, dispute, "support")) == (
        (8, 5),
        (9, 3),
    )


def test_a_mark_is_no_change_and_sent_again_it_is_none_at_all(parties: App, dispute: str) -> None:
    """X-05, X-07: no event, no version, no record; an edit that was begun before is not refused,
    and it costs what it must.
    """
    say(parties, dispute)
    seen = parties.as_("operator").get(dispute)
    first = mark(parties, dispute, "aggregator", 2)
    assert first.calls == ["BatchGetItem", "TransactWriteItems"]
    state = snapshots.plain(snapshots.taken(parties))
    again = mark(parties, dispute, "aggregator", 2)
    assert (again.status, again.text, again.calls) == (200, first.text, ["BatchGetItem"])
    lower = mark(parties, dispute, "aggregator", 1)
    assert (lower.json["unread"], lower.calls) == (0, ["BatchGetItem"])
    assert snapshots.plain(snapshots.taken(parties)) == state
    assert parties.as_("operator").get(dispute).etag == seen.etag
    assert (
        parties.as_("operator")
        .post(f"{dispute}/message", {"text": "Hello"}, If_Match=seen.etag)
        .status
        == 201
    )


@pytest.mark.parametrize("count", [3, 99_999_999, -1, "1", 1.5, None, True])
def test_what_is_not_there_cannot_be_read(parties: App, dispute: str, count: Any) -> None:
    """IG-04: neither a message that is still to come, nor half of one."""
    say(parties, dispute)
    state = snapshots.plain(snapshots.taken(parties))
    refused(parties.as_("aggregator").put(f"{dispute}/read", {"messageCount": count}), 400)
    assert snapshots.plain(snapshots.taken(parties)) == state


def test_who_only_looks_on_marks_nothing(parties: App, dispute: str) -> None:
    """IG-04: of the staff, support reads for all on a booking, and those who work it on an
    invoice.
    """
    refused(mark(parties, dispute, "agent", 1), 403)
    refused(mark(parties, dispute, "operator2", 1), 404)
    feature = {"invoiceNumber": 1984950, "amount": 4.95, "description": "No", "featureID": 10986}
    other = parties.as_("agent").post("/customer/1001/dispute", feature).json["disputeID"]
    refused(mark(parties, f"/dispute/{other}", "support", 0), 403)
    assert mark(parties, f"/dispute/{other}", "agent", 0).status == 200


def test_a_mark_and_a_message_that_cross_are_both_kept(parties: App, dispute: str) -> None:
    """IG-04: whichever was decided on what was there before the other."""
    say(parties, dispute)
    crossing(parties, lambda: mark(parties, dispute, "aggregator", 2))
    assert say(parties, dispute).json["messageCount"] == 3
    assert counts(parties, dispute, "aggregator") == (3, 1)
    crossing(parties, lambda: say(parties, dispute))
    assert mark(parties, dispute, "aggregator", 3).json == {
        "disputeID": dispute.removeprefix("/dispute/"),
        "messageCount": 4,
        "unread": 1,
    }
    assert len(parties.as_("operator").get(f"{dispute}/message").json["value"]) == 4


def test_a_poll_is_one_read_and_one_query_only_where_something_came(
    parties: App, dispute: str
) -> None:
    """IG-04: and what is the staff's alone costs a side nothing."""
    last = say(parties, dispute).json["version"]
    shown = parties.as_("aggregator").get(f"{dispute}/message")
    assert shown.calls == ["BatchGetItem", "Query"]
    sequence = shown.json["value"][-1]["sequence"]
    parties.as_("support").post(f"{dispute}/note", {"text": "Honest"})
    idle = parties.as_("aggregator").get(f"{dispute}/message?after={sequence}")
    assert (idle.json["value"], idle.json["dispute"]["unread"], idle.calls) == (
        [],
        2,
        ["BatchGetItem"],
    )
    assert parties.as_("support").get(f"{dispute}/message?after={sequence}").calls == [
        "BatchGetItem",
        "Query",
    ]
    say(parties, dispute, text="Still there?")
    news = parties.as_("aggregator").get(f"{dispute}/message?after={sequence}")
    assert ([row["text"] for row in news.json["value"]], news.calls) == (
        ["Still there?"],
        ["BatchGetItem", "Query"],
    )
    assert news.json["dispute"]["version"] == last + 1


@pytest.mark.parametrize(
    ("who", "place"), [("operator", "SHARED#00000002"), ("support", "EVENT#00000002")]
)
def test_an_event_that_is_seen_before_the_one_before_it_waits_for_that(
    parties: App, dispute: str, who: str, place: str
) -> None:
    """IG-03: or whoever asks for what comes after it would never be told the other."""
    say(parties, dispute, text="One")
    say(parties, dispute, text="Two")
    item = parties.items()[f"{dispute.replace('/dispute/', 'DISPUTE#')} {place}"]
    parties.table.delete_batch([{"pk": item["pk"], "sk": item["sk"]}])
    assert parties.as_(who).get(f"{dispute}/message?after=1").json["value"] == []
    parties.table.write_batch([item])
    assert [
        row["text"] for row in parties.as_(who).get(f"{dispute}/message?after=1").json["value"]
    ] == ["One", "Two"]
