"""Mail about an event: at least once for each reader, twice only after a crash between sending and
marking (CU-15, X-01).
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from chalicelib import wiring
from chalicelib.actions.letters.deliveries import LEASE, Tally, deliver
from chalicelib.domain.letters.dispatch import Address
from chalicelib.mail.letters import PRIVATE_LINK
from chalicelib.mail.sending import Mailer
from chalicelib.store.post import address_item
from tests import snapshots
from tests.app import App
from tests.breaking_off import Death
from tests.letters import ASKED, LINK, TOLD, URL, Post, calls_of
from tests.services import SENDER


@pytest.fixture
def post(app: App) -> Post:
    return Post(app)


def test_a_letter_is_sent_once_and_the_dispute_tells_it(post: Post) -> None:
    """DM-03, X-05: every mail is an event with its rendered text, but for the personal link."""
    assert post.deliver() == Tally(sent=1)
    [letter] = post.sent()
    [event] = post.events()
    assert letter["To"] == "Ann Approver <approver@demo.test>"
    assert event["type"] == "mailSent"
    assert event["by"]["name"] == "Redress"
    assert event["text"] == f"Mail to Ann Approver: {letter['Subject']}"
    assert {name: event["after"][name] for name in ("to", "email", "subject")} == {
        "to": "Ann Approver",
        "email": "approver@demo.test",
        "subject": letter["Subject"],
    }
    text = letter.get_payload(0).get_payload(decode=True).decode().replace("\r\n", "\n")
    token = text.split(f"{URL}/#/response/")[1].split()[0]
    assert wiring.parts().signer.read(token, post.now) == LINK
    assert event["after"]["text"] == text.replace(f"{URL}/#/response/{token}", PRIVATE_LINK)
    assert token not in str(snapshots.plain(snapshots.taken(post.app)))


def test_a_mail_moves_no_version_and_no_edit_is_lost_to_it(post: Post) -> None:
    """X-07: the event chain goes on, the ETag stays, and so does the date of the last change."""
    agent = post.app.as_("agent")
    before = agent.get(f"/dispute/{post.dispute_id}")
    post.deliver()
    after = agent.get(f"/dispute/{post.dispute_id}")
    assert (after.etag, after.json["lastModifiedDate"]) == (
        before.etag,
        before.json["lastModifiedDate"],
    )
    assert (
        agent.post(
            f"/dispute/{post.dispute_id}/assignment", {"assigneeID": "agent2"}, If_Match=before.etag
        ).status
        == 200
    )


def test_an_event_that_is_looked_at_again_sends_nothing_again(post: Post) -> None:
    """CU-15: streams and sweeps deliver more than once."""
    post.deliver(ASKED, TOLD)
    assert post.deliver(ASKED, TOLD, ASKED) == Tally(done_before=3)
    assert len(post.sent()) == 2
    assert len(post.events()) == 2


def test_eight_at_the_same_moment_send_one(post: Post) -> None:
    """CU-15: the lease is taken on condition."""
    with ThreadPoolExecutor(8) as workers:
        tallies = list(workers.map(lambda _: post.deliver(), range(8)))
    assert sum(tally.sent for tally in tallies) == len(post.sent()) == len(post.events()) == 1


def test_what_somebody_else_is_sending_is_left_until_the_lease_ends(post: Post) -> None:
    """CU-15."""
    post.deliver_into(post_call(post, "SendRawEmail"), "before", Death())
    assert post.deliver() == Tally(left=1)
    post.now += LEASE
    assert post.deliver() == Tally(sent=1)
    assert len(post.sent()) == 1


def test_wherever_it_dies_the_letter_arrives_and_is_told_once(post: Post) -> None:
    """CU-15, X-01: before and after each call; only between sending and marking can it arrive
    twice, and then with the same id.
    """
    items = snapshots.taken(post.app)
    calls = calls_of(post)
    sending, marking = calls.index("SendRawEmail"), len(calls) - 1
    window = [
        (place, moment) for place in range(sending, marking + 1) for moment in ("before", "after")
    ][1:-1]
    for place, name in enumerate(calls):
        for moment in ("before", "after"):
            snapshots.put_back(post.app, items)
            post.forget_sent()
            assert post.deliver_into(place, moment, Death()) is None
            post.now += LEASE
            post.deliver()
            where = f"{moment} call {place}, {name}"
            assert len(post.sent()) == (2 if (place, moment) in window else 1), where
            assert len({letter["Message-ID"] for letter in post.sent()}) == 1, where
            assert len(post.events()) == 1, where
            assert post.app.faults() == [], where


def test_a_lost_acknowledgement_of_the_table_sends_nothing_twice(post: Post) -> None:
    """X-01: the mark was written or not; the letter itself says which."""
    items = snapshots.taken(post.app)
    calls = calls_of(post)
    for moment, fault in (
        ("before", EndpointConnectionError(endpoint_url="https://dynamodb")),
        ("after", ReadTimeoutError(endpoint_url="https://dynamodb")),
    ):
        snapshots.put_back(post.app, items)
        post.forget_sent()
        assert post.deliver_into(len(calls) - 1, moment, fault) == Tally(sent=1)
        assert (len(post.sent()), len(post.events())) == (1, 1)


def test_a_lost_acknowledgement_of_the_mail_service_is_not_repeated_at_once(post: Post) -> None:
    """CU-15: the letter may be on its way; it goes again only when nobody can be waiting for the
    answer any more.
    """
    fault = ReadTimeoutError(endpoint_url="https://ses")
    assert post.deliver_into(post_call(post, "SendRawEmail"), "after", fault) == Tally(left=1)
    assert post.calls.count("SendRawEmail") == 1
    assert post.deliver() == Tally(left=1)
    assert len(post.sent()) == 1
    post.now += LEASE
    assert post.deliver() == Tally(sent=1)


def test_the_mail_client_never_repeats_a_call_by_itself() -> None:
    """CU-15: the product's own client, as it is wired."""
    assert wiring.options("ses").retries["total_max_attempts"] == 1
    assert wiring.options("dynamodb").retries["total_max_attempts"] > 1


def test_a_letter_that_was_certainly_not_taken_may_go_at_once(app: App) -> None:
    """CU-15: throttled now, sent by the next look at the event."""
    post = Post(app)
    runtime = replace(post.runtime, mailer=Mailer(app.mailbox, SENDER))
    app.mailbox.refusals = ["Throttling", "MessageRejected"]
    tallies = [deliver(runtime, post.dispute_id, 1, [ASKED]) for _ in range(4)]
    assert tallies == [Tally(left=1), Tally(left=1), Tally(sent=1), Tally(done_before=1)]
    assert [letter["To"] for letter in app.mailbox.letters()] == [
        "Ann Approver <approver@demo.test>"
    ]
    assert app.mailbox.sent[0]["Tags"] == [
        {"Name": "dispute", "Value": post.dispute_id},
        {"Name": "event", "Value": "1"},
        {"Name": "person", "Value": "approver"},
    ]


def test_one_that_cannot_go_never_stops_the_others(app: App) -> None:
    """CU-15, DM-03: an address that is none, and one that the mail service does not take, are told
    on the dispute.
    """
    post = Post(app)
    runtime = replace(post.runtime, mailer=Mailer(app.mailbox, SENDER))
    app.mailbox.refusals = ["InvalidParameterValue"]
    wrong = replace(TOLD, user_id="wrong", name="Wrong", email="nowhere\r\nBcc: all@demo.test")
    broken = replace(TOLD, user_id="broken", template_id="gone")
    assert deliver(runtime, post.dispute_id, 1, [broken, wrong, ASKED, TOLD]) == Tally(
        sent=1, suppressed=2, left=1
    )
    assert [event["text"] for event in post.events("mailSuppressed")] == [
        "No mail went to Wrong: this is no address that mail can be sent to.",
        "No mail went to Ann Approver: the mail service does not send to this address.",
    ]
    assert [letter["To"] for letter in app.mailbox.letters()] == ["Ada Agent <agent@demo.test>"]


def test_an_address_that_mail_came_back_from_gets_none_and_the_dispute_tells_it(post: Post) -> None:
    """DM-03: whoever waits for an answer sees that nobody was asked by mail; once."""
    post.app.table.write_batch(
        [address_item(Address("Approver@Demo.Test", "bounce", "", post.now))]
    )
    assert post.deliver() == Tally(suppressed=1)
    assert post.deliver() == Tally(done_before=1)
    [event] = post.events()
    assert event["type"] == "mailSuppressed"
    assert (
        event["text"]
        == "No mail went to Ann Approver: mail to this address came back or was complained about."
    )
    assert PRIVATE_LINK in event["after"]["text"]
    assert post.sent() == []


def test_a_dispute_that_moves_on_meanwhile_keeps_its_change_and_gets_the_event(post: Post) -> None:
    """X-01, X-07: read again as often as it takes."""
    moves = iter([{"assigneeID": "agent2"}, None, {"assigneeID": "agent"}, None])

    def move(model: Any, **_: Any) -> None:
        """Before every other transaction, since the move itself is one."""
        if (
            model.name == "TransactWriteItems"
            and post.calls.count("SendRawEmail")
            and (body := next(moves, None))
        ):
            assert (
                post.app.as_("finance").post(f"/dispute/{post.dispute_id}/assignment", body).status
                == 200
            )

    post.app.client.meta.events.register("before-call.dynamodb", move)
    assert post.deliver() == Tally(sent=1)
    assert [event["type"] for event in post.events("")] == [
        "raised",
        "assigned",
        "assigned",
        "mailSent",
    ]
    assert post.app.as_("finance").get(f"/dispute/{post.dispute_id}").json["assigneeID"] == "agent"


def test_a_template_that_was_edited_is_the_one_that_is_sent(post: Post) -> None:
    """DM-03."""
    row = {"templateID": "approvalAsked", "subject": "Well, #person_name?", "body": "Look:\n#link"}
    assert post.app.as_("admin").put("/setting/mailTemplates", {"value": [row]}).status == 200
    post.deliver()
    assert post.sent()[0]["Subject"] == "Well, Ann Approver?"


def post_call(post: Post, name: str) -> int:
    return calls_of(post).index(name)
