"""The conversation of a customer and the staff about a dispute on an invoice (CU-23,
IG-04, X-04).
"""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.letters.digests import tell_absent
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import FEATURE, URL


@pytest.fixture
def dispute(app: App) -> str:
    """The path of an open dispute of the customer that somebody acts for."""
    return f"/dispute/{app.as_('agent').post(URL, FEATURE).json['disputeID']}"


def texts(app: App, dispute: str, who: str) -> list[Any]:
    rows = app.as_(who).get(f"{dispute}/message").json["value"]
    return [
        (row["side"], row["text"]) for row in rows if row["type"] in ("message", "internalNote")
    ]


def test_both_say_something_and_each_knows_what_is_unread(app: App, dispute: str) -> None:
    """CU-23, IG-04: the customer is told nobody's name, and its numbers have no gap where the staff
    did something else.
    """
    asked = app.as_("agent").post(f"{dispute}/message", {"text": "Which month is it about?"})
    assert (asked.status, asked.json["messageCount"], asked.json["unread"]) == (201, 1, 0)
    assert app.as_("customer").get(dispute).json["unread"] == 1
    app.as_("agent").put(f"{dispute}/line/10986", {"creditAmount": 1})
    seen = app.as_("customer").get(f"{dispute}/message").json
    assert [(row["sequence"], row["type"], row["side"]) for row in seen["value"]] == [
        (1, "message", "staff")
    ]
    assert not {"by", "audience"} & set(seen["value"][0])
    assert app.as_("customer").put(f"{dispute}/read", {"messageCount": 1}).json["unread"] == 0
    said = app.as_("customer").post(f"{dispute}/message", {"text": "October."})
    assert (said.status, said.json["sequence"], said.headers.get("ETag")) == (201, 2, None)
    assert "Ada" not in said.text + app.as_("customer").get(f"{dispute}/message").text
    [row] = app.as_("customer").get(said.headers["Location"].removeprefix("/api")).json["value"]
    assert row["text"] == "October."
    assert texts(app, dispute, "agent") == [
        ("staff", "Which month is it about?"),
        ("customer", "October."),
    ]
    assert app.as_("agent").get(dispute).json["unread"] == 1


def test_it_is_the_other_one_s_move_and_the_time_is_charged(app: App, dispute: str) -> None:
    """X-04: while nothing is decided; who works a line takes the move back."""
    agent = app.as_("agent")
    agent.post(f"{dispute}/message", {"text": "Which month is it about?"})
    assert agent.get(dispute).json["waitingFor"] == "customer"
    app.later(minutes=60 * 24 * 7)
    app.as_("customer").post(f"{dispute}/message", {"text": "October."})
    told = agent.get(dispute).json
    assert told["waitingFor"] == "agent"
    assert {one["party"]: one["businessSeconds"] for one in told["elapsed"]}["customer"] >= 0
    agent.post(f"{dispute}/message", {"text": "And which line?"})
    agent.put(f"{dispute}/line/10986", {"creditAmount": 1, "status": "approved"})
    assert agent.get(dispute).json["waitingFor"] != "customer"


def test_a_note_is_the_staff_s_alone(app: App, dispute: str) -> None:
    """CU-23: neither text nor number nor version tells the customer of it."""
    before = app.as_("customer").get(dispute).text
    noted = app.as_("agent").post(f"{dispute}/note", {"text": "She was promised a lower price."})
    assert (noted.status, noted.json["messageCount"], noted.json["unread"]) == (201, 1, 0)
    assert app.as_("customer").get(dispute).text == before
    assert texts(app, dispute, "customer") == []
    assert texts(app, dispute, "agent") == [("staff", "She was promised a lower price.")]
    refused(app.as_("customer").post(f"{dispute}/note", {"text": "Mine."}), 403)


@pytest.mark.parametrize("who", ["support", "operator", "limited"])
def test_nobody_else_says_anything(app: App, dispute: str, who: str) -> None:
    """RV-03, CU-23: who does not work disputes has no voice, and who may not see it
    finds nothing.
    """
    answer = app.as_(who).post(f"{dispute}/message", {"text": "Hello"})
    assert answer.status in (403, 404)
    assert app.as_("agent").get(f"{dispute}/message").json["dispute"]["messageCount"] == 0


def test_nothing_is_said_once_it_has_ended(app: App, dispute: str) -> None:
    """CU-23: what was said is still to be read."""
    app.as_("customer").post(f"{dispute}/message", {"text": "Never mind."})
    assert app.as_("agent").post(f"{dispute}/withdrawal", {}).status == 200
    for who in ("agent", "customer"):
        assert (
            refused(app.as_(who).post(f"{dispute}/message", {"text": "Hello"}), 409).json["code"]
            == "disputeEnded"
        )
    assert texts(app, dispute, "customer") == [("customer", "Never mind.")]


def test_a_message_goes_once_and_can_be_looked_at_first(app: App, dispute: str) -> None:
    """X-01, X-03: under its key, with the invoice left alone: one read and one transaction."""
    agent = app.as_("agent")
    dry = agent.post(f"{dispute}/message?dryRun=true", {"text": "Hello"})
    assert (dry.status, dry.json["dryRun"], dry.json["events"][0]["text"]) == (200, True, "Hello")
    first = agent.post(f"{dispute}/message", {"text": "Hello"}, Idempotency_Key="m1")
    assert first.calls == ["BatchGetItem", "TransactWriteItems"]
    again = agent.post(f"{dispute}/message", {"text": "Hello"}, Idempotency_Key="m1")
    assert (again.status, again.text) == (201, first.text)
    assert texts(app, dispute, "agent") == [("staff", "Hello")]


def test_who_is_absent_is_told_by_mail_once(app: App, dispute: str) -> None:
    """IG-04: the customer at the address that it gave, or its people; the assignee
    for the staff.
    """
    app.as_("agent").post(f"{dispute}/message", {"text": "Which month?"})
    app.as_("agent").post(f"{dispute}/message", {"text": "And which line?"})
    app.settle()
    [letter] = app.mailbox.letters()
    assert "customer" in str(letter["To"])
    assert "Which month?" in letter.get_body(("plain",)).get_content()
    assert "Ada" not in letter.as_string()
    app.as_("customer").post(f"{dispute}/message", {"text": "October."})
    app.settle()
    assert len(app.mailbox.letters()) == 1, "nobody works it by name"
    assert app.as_("agent").post(f"{dispute}/assignment", {"assigneeID": "agent"}).status == 200
    tell_absent(
        wiring.parts().runtime, wiring.parts().post_office, dispute.removeprefix("/dispute/")
    )
    assert "agent@" in str(app.mailbox.letters()[-1]["To"])
    assert app.ahead == timedelta(0)


def test_what_the_staff_does_among_itself_leaves_nothing_unread_and_sends_nothing(
    app: App, dispute: str
) -> None:
    """CU-23, IG-04: a note or an assignment is no message: no mail goes to the customer, and
    whoever has read everything has still read it.
    """
    app.as_("customer").post(f"{dispute}/message", {"text": "October."})
    app.as_("agent").put(f"{dispute}/read", {"messageCount": 1})
    app.as_("agent").post(f"{dispute}/assignment", {"assigneeID": "agent"})
    app.as_("agent").post(f"{dispute}/note", {"text": "She was promised a lower price."})
    app.settle()
    assert app.as_("agent").get(dispute).json["unread"] == 0
    assert app.as_("customer").get(dispute).json["unread"] == 0
    assert app.mailbox.letters() == []
