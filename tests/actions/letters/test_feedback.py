"""What the mail service says afterwards: letters that came back, and people who
complained (DM-03).
"""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import wiring
from chalicelib.actions.letters.deliveries import Outgoing, Tally, deliver
from chalicelib.actions.letters.feedback import note_feedback
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.domain.letters.dispatch import Dispatch
from chalicelib.errors import NotYet
from chalicelib.mail.example_facts import EXAMPLE
from chalicelib.store.post import dispatch_item
from tests import snapshots
from tests.app import App
from tests.letters import bounce
from tests.scenarios import Desk

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOLD = Outgoing("agent", "agent@demo.test", "Ada Agent", "approvalApproved", EXAMPLE)


@pytest.fixture
def dispute_id(app: App) -> str:
    """A dispute about which Ada got a mail."""
    dispute_id = Desk(app).raised().dispute_id
    assert send(app, dispute_id, 1) == Tally(sent=1)
    return dispute_id


def test_mail_that_came_back_for_good_marks_the_address_and_its_letter(
    app: App, dispute_id: str
) -> None:
    """DM-03, X-05: the dispute tells it, once however often the message comes, and the next mail is
    not sent.
    """
    for _ in range(3):
        assert note_feedback(app.table, NOW, bounce(dispute_id)) == 1
    assert send(app, dispute_id, 2) == Tally(suppressed=1)
    assert [(event["type"], event["text"]) for event in mail_events(app, dispute_id)][1:] == [
        (
            "mailReturned",
            "Mail to agent@demo.test came back; no more mail goes there until it is released.",
        ),
        (
            "mailSuppressed",
            "No mail went to Ada Agent: mail to this address came back or was complained about.",
        ),
    ]
    [row] = suppressed(app)
    assert (row["email"], row["reason"], row["detail"], row["since"]) == (
        "Agent@Demo.test",
        "bounce",
        "General",
        "2020-11-22T09:00:00Z",
    )


def test_a_complaint_marks_the_address_too(app: App, dispute_id: str) -> None:
    """DM-03: under either spelling of the message's type."""
    told = json.loads(bounce(dispute_id)) | {
        "notificationType": "Complaint",
        "complaint": complaint(),
    }
    del told["eventType"]
    assert note_feedback(app.table, NOW, json.dumps(told)) == 1
    assert [row["reason"] for row in suppressed(app)] == ["complaint"]
    assert "was reported as unwanted" in mail_events(app, dispute_id)[-1]["text"]


def test_a_message_about_no_known_letter_marks_the_address_alone(app: App) -> None:
    """DM-03: mail of another time or another product under the same sender."""
    for about in ("", "no-such-dispute"):
        assert note_feedback(app.table, NOW, bounce(about)) == 1
    assert len(suppressed(app)) == 1


@pytest.mark.parametrize("kind", ["Transient", "Undetermined"])
def test_what_may_pass_changes_nothing(app: App, dispute_id: str, kind: str) -> None:
    """DM-03: a full mailbox is no reason to write to nobody any more; nor is a delivery."""
    before = snapshots.plain(snapshots.taken(app))
    told = json.loads(bounce(dispute_id))
    told["bounce"]["bounceType"] = kind
    assert note_feedback(app.table, NOW, json.dumps(told)) == 0
    assert note_feedback(app.table, NOW, json.dumps(told | {"eventType": "Delivery"})) == 0
    assert snapshots.plain(snapshots.taken(app)) == before


def test_a_released_address_stays_released_until_there_is_news(app: App, dispute_id: str) -> None:
    """DM-03: an old message that comes again is none."""
    note_feedback(app.table, NOW, bounce(dispute_id))
    admin = app.as_("admin")
    released = admin.post("/mail/release", {"email": "agent@demo.test"})
    assert (released.status, released.json["releasedBy"]) == (200, "Adi Admin")
    assert suppressed(app) == []
    note_feedback(app.table, NOW, bounce(dispute_id))
    assert suppressed(app) == []
    assert send(app, dispute_id, 2) == Tally(sent=1)
    note_feedback(app.table, NOW, bounce(dispute_id, at=app.now() + timedelta(hours=1), sequence=2))
    assert len(suppressed(app)) == 1
    assert [event["type"] for event in mail_events(app, dispute_id)] == [
        "mailSent",
        "mailReturned",
        "mailSent",
        "mailReturned",
    ]


def test_a_message_that_overtakes_the_mark_comes_again(app: App, dispute_id: str) -> None:
    """DM-03: the service calls again after a refusal; by then the letter is marked as sent."""
    leased = Dispatch(
        dispute_id, 7, "agent", "agent@demo.test", "approvalApproved", "leased", "X", NOW
    )
    app.table.write_batch([dispatch_item(leased)])
    with pytest.raises(NotYet):
        note_feedback(app.table, NOW, bounce(dispute_id, sequence=7))
    app.table.write_batch([dispatch_item(leased.ended("sent", "m"))])
    assert note_feedback(app.table, NOW, bounce(dispute_id, sequence=7)) == 1
    assert mail_events(app, dispute_id)[-1]["type"] == "mailReturned"


def test_at_the_same_moment_both_marks_stand(app: App, dispute_id: str) -> None:
    """X-01: two messages about one address, the second slipping in before the first writes."""
    slipped = iter([True])

    def slip(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and next(slipped, False):
            note_feedback(app.table, NOW, bounce(dispute_id))

    app.client.meta.events.register("before-call.dynamodb", slip)
    assert note_feedback(app.table, NOW, bounce(dispute_id)) == 1
    assert len(suppressed(app)) == 1
    assert len(mail_events(app, dispute_id)) == 2


PERMANENT = (
    '{"eventType": "Bounce", "bounce": {"bounceType": "Permanent", "bouncedRecipients": %s}}'
)
MALFORMED = (
    "",
    "hello ann@secret.test",
    "[]",
    "null",
    "1",
    "{}",
    '{"eventType": "Bounce"}',
    PERMANENT % '[{"emailAddress": "ann@secret.test"}]',
    PERMANENT % '"ann@secret.test", "timestamp": "2020-11-22T09:00:00Z"',
    PERMANENT.replace("}}", '}, "mail": {}}')
    % '[{"emailAddress": "ann@secret.test"}], "timestamp": "now"',
    PERMANENT.replace("}}", '}, "mail": {}}')
    % '[{"emailAddress": "ann@secret.test"}], "timestamp": "2020-11-22T09:00:00"',
    PERMANENT.replace("}}", '}, "mail": {}}') % '[], "timestamp": "2020-11-22T09:00:00Z"',
    "[" * 100_000,
)


@pytest.mark.parametrize("message", MALFORMED, ids=range(len(MALFORMED)))
def test_a_message_that_cannot_be_read_is_logged_without_what_it_says(
    app: App, caplog: pytest.LogCaptureFixture, message: str
) -> None:
    """DM-03: it is not tried for ever, and nobody's address lies in a log."""
    before = snapshots.plain(snapshots.taken(app))
    with caplog.at_level(logging.DEBUG, logger="chalicelib"):
        assert note_feedback(app.table, NOW, message) == 0
    assert snapshots.plain(snapshots.taken(app)) == before
    assert len(caplog.records) == 1
    assert "secret" not in caplog.text


NAMES = st.sampled_from(["emailAddress", "timestamp", "dispute", "event"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["2020-11-22T09:00:00Z", "Permanent"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=JSON, recipients=JSON, tags=JSON, mail=JSON)
def test_no_message_makes_it_fail(app: App, at: Any, recipients: Any, tags: Any, mail: Any) -> None:
    """DM-03: whatever its parts are."""
    part = {
        "bounceType": "Permanent",
        "bouncedRecipients": recipients,
        "timestamp": at,
        "bounceSubType": mail,
    }
    for about in ({"tags": tags}, mail):
        assert (
            note_feedback(
                app.table, NOW, json.dumps({"eventType": "Bounce", "bounce": part, "mail": about})
            )
            >= 0
        )


def complaint() -> dict[str, Any]:
    return {
        "complainedRecipients": [{"emailAddress": "agent@demo.test"}],
        "complaintFeedbackType": "abuse",
        "timestamp": "2026-11-22T09:00:00.123Z",
    }


def send(app: App, dispute_id: str, sequence: int) -> Tally:
    runtime: PostOffice = wiring.parts().post_office()
    return deliver(runtime, dispute_id, sequence, [TOLD])


def suppressed(app: App) -> list[dict[str, Any]]:
    return list(app.as_("admin").get("/mail/suppressed").json["value"])


def mail_events(app: App, dispute_id: str) -> list[dict[str, Any]]:
    told = app.as_("finance").get(f"/dispute/{dispute_id}/event").json["value"]
    return [event for event in told if event["type"].startswith("mail")]
