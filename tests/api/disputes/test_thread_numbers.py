"""GET /dispute/{disputeID}/message: a side counts what it is told, and nothing tells it of what
support keeps to itself (IG-03, IG-08).
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.bookings.case import tell
from chalicelib.domain.disputes.events import Change, append
from chalicelib.domain.people.person import SYSTEM
from chalicelib.store.entities import dispute_item, event_items, to_dispute
from tests import snapshots
from tests.app import App
from tests.bookings import asked
from tests.http_client import Result
from tests.scenarios import PROOF, PROOF_PDF

NOTE = Change("internalNote", "Between us.", note=False)
SIDES = ("operator", "aggregator")

written = st.lists(st.lists(st.booleans(), min_size=1, max_size=4), max_size=8)
"""What is written, a transaction at a time: whether both sides are told of each event."""


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


def write(app: App, dispute: str, changes: Iterable[Change]) -> None:
    """Events as any command writes them."""
    known = to_dispute(app.items()[f"{dispute.replace('/dispute/', 'DISPUTE#')} DISPUTE"])
    moved, events = append(known, tuple(changes), SYSTEM, app.now())
    app.table.write_batch([dispute_item(moved), *event_items(events)])


def pages(app: App, dispute: str, who: str, size: int) -> list[Any]:
    """The thread as somebody pages through it, each page by one query."""
    found, after = [], "0"
    while after:
        page = app.as_(who).get(f"{dispute}/message?after={after}&limit={size}")
        assert page.calls in (["BatchGetItem", "Query"], ["BatchGetItem"])
        found.append(page.json["value"])
        after = page.json["nextCursor"]
    return found


def test_a_side_is_told_everything_once_and_numbered_without_a_gap(
    parties: App, dispute: str
) -> None:
    """IG-03, IG-08: whatever lies in between, in pages of any size and from any number on; the
    staff reads all there is.
    """
    before = snapshots.taken(parties)

    @settings(max_examples=15)
    @given(written=written, size=st.integers(1, 9), after=st.integers(0, 20))
    def check(written: list[list[bool]], size: int, after: int) -> None:
        snapshots.put_back(parties, before)
        texts = iter(range(100))
        for places in written:
            write(
                parties,
                dispute,
                [
                    tell("message", f"Told {next(texts)}", after={"side": "operator"})
                    if one
                    else NOTE
                    for one in places
                ],
            )
        flat = [one for places in written for one in places]
        told = [1, *(place for place, one in enumerate(flat, 2) if one)]
        for who in SIDES:
            found = pages(parties, dispute, who, size)
            rows = [row for page in found for row in page]
            assert [row["sequence"] for row in rows] == list(range(1, len(told) + 1))
            assert [row["text"] for row in rows[1:]] == [
                f"Told {place}" for place in range(len(told) - 1)
            ]
            assert {len(page) for page in found[:-1]} <= {size}
        news = parties.as_("operator").get(f"{dispute}/message?after={after}&limit={size}")
        assert news.json["value"] == rows[after : after + size]
        assert news.calls == ["BatchGetItem", *(["Query"] if after < len(told) else [])]
        for_staff = [row for page in pages(parties, dispute, "support", size) for row in page]
        assert [row["sequence"] for row in for_staff] == list(range(1, len(flat) + 2))
        assert parties.faults() == []

    check()


def test_with_notes_in_between_a_side_is_answered_the_same(parties: App, dispute: str) -> None:
    """IG-03, IG-08, X-13: by no answer to a read or a command, and in no mail; of notes, files of
    support's own, and mails.
    """
    before = snapshots.taken(parties)
    told = lived(parties, dispute, hidden=0)
    snapshots.put_back(parties, before)
    parties.mailbox.sent.clear()
    parties.ahead = timedelta(0)
    assert lived(parties, dispute, hidden=45) == told
    assert (
        sum(
            item["sk"].startswith("EVENT#")
            for item in parties.items().values()
            if item.get("type") == "internalNote"
        )
        == 4 * 45
    )


def lived(app: App, dispute: str, hidden: int) -> list[str]:
    """All that both sides are answered and written while they dispute, as it reads but for ids and
    times.
    """
    answers: list[str] = []

    def look() -> None:
        write(app, dispute, [NOTE] * hidden)
        for who in SIDES:
            somebody = app.as_(who)
            answers.extend(plain(str(page)) for page in pages(app, dispute, who, 3))
            paths = (
                dispute,
                f"{dispute}/message?after=2",
                "/dispute?kind=booking",
                f"{dispute}/attachment",
                "/booking/77",
            )
            answers.extend(spelled(somebody.get(path)) for path in paths)

    def do(who: str, step: str, **body: Any) -> None:
        answers.extend(
            spelled(app.as_(who).post(f"{dispute}/{step}{how}", body or None))
            for how in ("?dryRun=true", "")
        )

    look()
    do("operator", "message", text="Where was he?")
    request = asked(app, dispute)
    if hidden:
        keep_file(app, dispute)
    look()
    do("aggregator", request.removeprefix(f"{dispute}/") + "/rejection", reason="He was there.")
    do("operator", "escalation", issue="They do not answer.")
    look()
    app.later(minutes=31)
    app.sweep()
    do("operator", "resolution")
    do("operator", "message", text="Too late")
    look()
    app.later(minutes=31)
    app.sweep()
    letters = [letter for letter in app.mailbox.letters() if "support@" not in letter["To"]]
    assert len(letters) > 1
    return answers + [
        plain(f"{letter['Message-ID']} {letter['Subject']} {letter.get_body(('plain',))}")
        for letter in letters
    ]


def keep_file(app: App, dispute: str) -> None:
    """A file that support keeps to itself."""
    support = app.as_("support")
    begun = support.post(f"{dispute}/attachment", PROOF | {"isInternal": True}).json
    app.shelf.write(begun["upload"]["fields"]["key"], PROOF_PDF)
    assert support.post(f"{dispute}/attachment/{begun['attachmentID']}/completion").status == 200


def spelled(answer: Result) -> str:
    return plain(f"{answer.status} {answer.headers.get('ETag')} {answer.text}")


def plain(text: str) -> str:
    """A text without what differs from one time to the next."""
    named = re.sub(r"\b[0-9A-Z]{12}\b", "ID", text)
    return re.sub(r'\d{4}-\d\d-\d\dT[0-9:.]+Z?|\b\d{20}\b|"businessSeconds": ?\d+', "TIME", named)
