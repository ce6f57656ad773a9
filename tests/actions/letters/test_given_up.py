"""Mail that cannot be sent for days: given up, told on its dispute and listed for administrators,
and nothing lost on the way (DM-03).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.actions.letters.deliveries import LEASE, Tally, deliver
from chalicelib.domain.letters.dispatch import GIVEN_UP_AFTER
from chalicelib.mail.letters import PRIVATE_LINK
from chalicelib.mail.sending import Mailer
from chalicelib.store.entities import person_item
from tests import snapshots
from tests.app import App
from tests.breaking_off import Death
from tests.letters import ASKED, TOLD, Post, calls_of
from tests.people import CAST
from tests.services import SENDER, Mailbox

UNVERIFIED = "Did not have authority to send from email disputes@redress.test"
"""What the mail service says of a sender that it does not know."""


@pytest.fixture
def post(app: App) -> Post:
    return Post(app)


def test_a_letter_that_nobody_takes_for_days_is_given_up_and_the_dispute_says_so(
    post: Post,
) -> None:
    """DM-03: to whom what could not be sent, and why; it is not tried again, though the mail
    service would take it by then.
    """
    refuse(post)
    assert post.deliver() == Tally(left=1)
    post.now += GIVEN_UP_AFTER - timedelta(seconds=1)
    assert post.deliver() == Tally(left=1)
    assert post.events() == []
    post.now += timedelta(seconds=1)
    assert post.deliver() == Tally(given_up=1)
    post.ses.verify_domain_identity(Domain="redress.test")
    assert post.deliver() == Tally(done_before=1)
    assert post.sent() == []
    [event] = post.events()
    assert event["type"] == "mailGivenUp"
    assert (
        event["text"]
        == f"Mail to Ann Approver could not be sent for 3 days and is given up: {UNVERIFIED}."
    )
    told = event["after"]
    assert (told["to"], told["email"], told["reason"]) == (
        "Ann Approver",
        "approver@demo.test",
        UNVERIFIED,
    )
    assert told["subject"] == "Please approve 3.00 USD for Bright Telecom, invoice 1984950"
    assert PRIVATE_LINK in told["text"]


def test_administrators_see_what_was_given_up_of_the_disputes_that_they_see(post: Post) -> None:
    """DM-03, RV-03: the latest first, with the dispute to look at."""
    given_up(post)
    admin = post.app.as_("admin")
    [row] = admin.get("/mail/givenUp").json["value"]
    assert {
        name: row[name]
        for name in ("disputeID", "customerName", "invoiceNumber", "name", "email", "reason")
    } == {
        "disputeID": post.dispute_id,
        "customerName": "Bright Telecom",
        "invoiceNumber": 1984950,
        "name": "Approval is asked for",
        "email": "approver@demo.test",
        "reason": UNVERIFIED,
    }
    assert (row["triedSince"], row["givenUpAt"]) == ("2026-11-22T09:30:00Z", "2026-11-25T09:30:00Z")
    assert post.app.as_("finance").get("/mail/givenUp").status == 403
    person = next(person for person in CAST if person.user_id == "admin")
    post.app.table.write_batch([person_item(replace(person, limit_to=("1002",)))])
    assert admin.get("/mail/givenUp?limit=1").json == {"value": [], "nextCursor": None}


def test_a_letter_whose_answer_is_lost_for_days_is_given_up_too(app: App) -> None:
    """DM-03: nobody can say whether it arrived; that is said, and it is not tried for ever."""
    post = Post(app)

    class Silent(Mailbox):
        def send_raw_email(self, **request: Any) -> dict[str, str]:
            raise ReadTimeoutError(endpoint_url="https://ses")

    runtime = replace(post.runtime, mailer=Mailer(Silent(), SENDER))
    assert deliver(runtime, post.dispute_id, 1, [ASKED]) == Tally(left=1)
    post.now += GIVEN_UP_AFTER
    assert deliver(runtime, post.dispute_id, 1, [ASKED]) == Tally(given_up=1)
    assert post.events()[0]["after"]["reason"] == "the mail service gave no answer"


@pytest.mark.long
def test_wherever_giving_up_dies_it_is_told_once_and_nothing_is_sent(post: Post) -> None:
    """DM-03, X-01: before and after each call; whoever takes it up tries once more, and gives it
    up.
    """
    refuse(post)
    assert post.deliver() == Tally(left=1)
    post.now += GIVEN_UP_AFTER
    items = snapshots.taken(post.app)
    calls = calls_of(post)
    assert calls[-1] == "TransactWriteItems"
    assert "SendRawEmail" in calls
    for place, name in enumerate(calls):
        for moment in ("before", "after"):
            snapshots.put_back(post.app, items)
            assert post.deliver_into(place, moment, Death()) is None
            post.now += LEASE
            post.deliver()
            where = f"{moment} call {place}, {name}"
            assert [event["type"] for event in post.events()] == ["mailGivenUp"], where
            assert post.sent() == [], where
            assert len(post.app.as_("admin").get("/mail/givenUp").json["value"]) == 1, where


def test_a_letter_that_cannot_be_written_for_days_is_given_up_too(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """DM-03: its dispute says to whom, administrators have it in their list, and the log says what
    was wrong.
    """
    nameless = replace(ASKED, template_id="gone")
    assert post.deliver(nameless) == Tally(left=1)
    post.now += GIVEN_UP_AFTER
    assert post.deliver(nameless, TOLD) == Tally(given_up=1, sent=1)
    assert post.deliver(nameless) == Tally(done_before=1)
    [event] = post.events("mailGivenUp")
    assert (
        event["text"]
        == "Mail to Ann Approver could not be sent for 3 days and is given up: it could not be"
        " written."
    )
    assert {name: event["after"].get(name) for name in ("to", "email", "template", "text")} == {
        "to": "Ann Approver",
        "email": "approver@demo.test",
        "template": "gone",
        "text": None,
    }
    [row] = post.app.as_("admin").get("/mail/givenUp").json["value"]
    assert (row["name"], row["email"], row["reason"]) == (
        "gone",
        "approver@demo.test",
        "it could not be written",
    )
    assert "KeyError: 'gone'" in caplog.text


def test_a_letter_that_is_taken_in_the_end_is_sent_and_not_given_up(post: Post) -> None:
    """DM-03: even when its time is over, it is tried once more."""
    refuse(post)
    post.deliver()
    post.now += GIVEN_UP_AFTER
    post.ses.verify_domain_identity(Domain="redress.test")
    assert post.deliver() == Tally(sent=1)
    assert [event["type"] for event in post.events()] == ["mailSent"]


def refuse(post: Post) -> None:
    """Has the mail service take nothing, as it does before the sender is verified."""
    post.ses.delete_identity(Identity="redress.test")


def given_up(post: Post) -> None:
    refuse(post)
    post.deliver()
    post.now += GIVEN_UP_AFTER
    assert post.deliver() == Tally(given_up=1)
