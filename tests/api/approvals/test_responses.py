"""Answers by the personal link of a mail: who holds it sees the case and answers once (DM-04,
CU-15).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.links import PersonalLink
from chalicelib.store.entities import person_item
from tests import snapshots
from tests.app import App
from tests.http_client import Result
from tests.people import CAST
from tests.scenarios import Desk, prepared


@pytest.fixture
def link(app: App) -> str:
    """The link that the approver got by mail."""
    return prepared(app, "POST /response").link


def show(app: App, link: str) -> Result:
    return app.request(None, "GET", "/response", headers={"Response-Token": link})


def respond(app: App, link: str, decision: str = "approve", **more: str) -> Result:
    return app.request(
        None, "POST", "/response", {"decision": decision} | more, {"Response-Token": link}
    )


def test_opening_a_link_a_hundred_times_changes_nothing(app: App, link: str) -> None:
    """DM-04: mail scanners open links; only the submitted form acts."""
    before = snapshots.plain(snapshots.taken(app))
    shown = [show(app, link) for _ in range(100)]
    assert {one.status for one in shown} == {200}
    assert {tuple(one.calls) for one in shown} == {("BatchGetItem", "BatchGetItem")}
    assert snapshots.plain(snapshots.taken(app)) == before
    view = shown[0].json
    assert (view["amount"], view["becomes"], view["outcome"]) == (3, "approved", None)
    assert [
        action["allowed"] for action in view["actions"] if action["name"] in ("approve", "reject")
    ] == [True, True]


def test_a_link_tells_nothing_that_it_cannot_do(app: App, link: str) -> None:
    """DM-04: no colleagues with their limits, no passing on, no taking back."""
    view = show(app, link).json
    assert view["delegates"] == []
    assert [action["name"] for action in view["actions"]] == ["approve", "endorse", "reject"]
    before = show(app, link).json
    preview = app.request(
        None, "POST", "/response?dryRun=true", {"decision": "approve"}, {"Response-Token": link}
    ).json
    assert (preview["dryRun"], preview["dispute"], preview["after"]["status"]) == (
        True,
        None,
        "open",
    )
    assert [event["type"] for event in preview["events"]] == ["approvalApproved"]
    assert show(app, link).json == before
    assert respond(app, link).json["delegates"] == []


def test_an_answer_by_a_link_to_a_stale_version_loses(app: App, link: str) -> None:
    """X-07: by a link as from the page."""
    headers = {"Response-Token": link, "If-Match": '"1"'}
    assert app.request(None, "POST", "/response", {"decision": "approve"}, headers).status == 412


@pytest.mark.parametrize(
    ("raw", "media_type", "status"),
    [(b"{", "", 415), (b"{", "text/plain", 415), (b"{", "application/json", 400)],
)
def test_a_body_that_cannot_be_read_is_refused(
    app: App, link: str, raw: bytes, media_type: str, status: int
) -> None:
    """Strict bodies, by a link as by a sign-in."""
    before = snapshots.plain(snapshots.taken(app))
    headers = {"Response-Token": link, "Content-Type": media_type}
    assert app.request(None, "POST", "/response", headers=headers, raw=raw).status == status
    many = b'{"decision": "' + b"x" * 1_000_001 + b'"}'
    headers = {"Response-Token": link, "Content-Type": "application/json"}
    assert app.request(None, "POST", "/response", headers=headers, raw=many).status == 413
    assert snapshots.plain(snapshots.taken(app)) == before


def test_a_link_answers_once_and_then_says_what_happened(app: App, link: str) -> None:
    """DM-04: single use by the deciding transaction; afterwards GET shows and POST tells the
    outcome.
    """
    assert respond(app, link).json["outcome"]["status"] == "approved"
    again = respond(app, link, "reject", comment="No")
    assert (again.status, again.json["outcome"]["by"]) == (409, "Ann Approver")
    assert show(app, link).json["outcome"]["status"] == "approved"


def test_a_link_to_what_has_changed_says_so(app: App, link: str) -> None:
    """DM-04, CU-15: the link is bound to the content that it was sent for."""
    dispute = show(app, link).json["disputeID"]
    app.as_("agent").put(
        f"/dispute/{dispute}/line/10986", {"creditAmount": 2, "status": "approved"}
    )
    app.settle()
    late = respond(app, link)
    assert (late.status, late.json["code"], late.json["outcome"]["status"]) == (
        409,
        "alreadyDecided",
        "void",
    )
    assert show(app, link).json["outcome"]["status"] == "void"
    assert respond(app, app.mailbox.link()).status == 200


def test_a_link_is_good_for_as_long_as_its_level_may_take(app: App) -> None:
    """DM-04, CU-15: up to the last minute of the slowest level, and for less than the thirty days
    between two new keys.
    """
    slow = {
        "chainID": "slow",
        "name": "Slow",
        "levels": [{"name": "Approver", "role": "approver", "answerWithinHours": 672}],
    }
    assert app.as_("admin").put("/setting/approvalChains", {"value": [slow]}).status == 200
    desk = Desk(app).raised()
    app.as_("agent").put(
        f"/dispute/{desk.dispute_id}/line/10986", {"creditAmount": 3, "status": "approved"}
    )
    app.settle()
    link = app.mailbox.link()
    assert wiring.parts().signer.read(link, app.now()).expires_at < app.now() + timedelta(days=30)
    app.wait_until_due(desk.dispute_id)
    app.later(minutes=-1)
    assert respond(app, link).json["outcome"]["status"] == "approved"


def ended_by(app: App, dispute: str, how: str) -> None:
    """The first round of a dispute ends in some way."""
    if how == "approved":
        assert (
            app.as_("approver")
            .post(f"/approval/{dispute}-1-1/decision", {"decision": "approve", "comment": "Fine"})
            .status
            == 200
        )
    elif how == "rejected":
        assert (
            app.as_("approver")
            .post(f"/approval/{dispute}-1-1/decision", {"decision": "reject", "comment": "No"})
            .status
            == 200
        )
    elif how == "recalled":
        assert app.as_("agent").post(f"/approval/{dispute}-1-1/recall").status == 200
    elif how == "expired":
        for _ in range(3):
            app.wait_until_due(dispute)
            app.sweep()
    app.settle()


@pytest.mark.parametrize(
    ("how", "by", "comment"),
    [
        ("approved", "Ann Approver", "Fine"),
        ("rejected", "Ann Approver", "No"),
        ("recalled", "Ada Agent", None),
        ("void", "Ada Agent", "What was asked for has changed."),
        ("expired", None, "Nobody answered in time."),
    ],
)
def test_a_link_tells_the_true_story_after_another_round_has_begun(
    app: App, link: str, how: str, by: str | None, comment: str | None
) -> None:
    """DM-04, CU-15: how its own round ended, by whom and when, with its own amount and nothing of
    the other round.
    """
    dispute = show(app, link).json["disputeID"]
    ended_by(app, dispute, how)
    before = show(app, link).json
    app.as_("agent").put(
        f"/dispute/{dispute}/line/10986", {"creditAmount": 2, "status": "approved"}
    )
    app.settle()
    old = show(app, link).json
    assert (old["outcome"]["status"], old["outcome"]["by"], old["outcome"]["comment"]) == (
        how,
        by,
        comment,
    )
    assert old["outcome"]["at"]
    assert how == "void" or old["outcome"] == before["outcome"]
    assert (old["approvalID"], old["amount"], old["total"], old["lines"], old["approval"]) == (
        f"{dispute}-1-1",
        3,
        3,
        [],
        None,
    )
    assert not [action for action in old["actions"] if action["allowed"]]
    assert set(old) == set(before)
    assert respond(app, link).json["outcome"] == old["outcome"]
    by_id = app.as_("agent").get(f"/approval/{dispute}-1-1").json
    assert {name: by_id[name] for name in ("outcome", "amount", "lines", "approval")} == {
        name: old[name] for name in ("outcome", "amount", "lines", "approval")
    }
    assert show(app, app.mailbox.link()).json["amount"] == 2


def test_lines_that_are_edited_after_the_round_are_shown_as_they_were_asked_for(
    app: App, two_lines: str
) -> None:
    """CU-15: another split of the same sum, and of what is disputed, was neither asked for nor
    approved.
    """
    agent = app.as_("agent")
    for line in (1, 2):
        assert (
            agent.put(
                f"/dispute/{two_lines}/line/{line}",
                {"creditAmount": 10, "status": "pendingApproval"},
            ).status
            == 200
        )
    app.settle()
    link = app.mailbox.link()
    asked = show(app, link).json["lines"]
    assert [(line["disputedAmount"], line["creditAmount"]) for line in asked] == [
        (50, 10),
        (20, 10),
    ]
    respond(app, link)
    assert (
        agent.put(
            f"/dispute/{two_lines}/line/1",
            {"disputedAmount": 40, "creditAmount": 15, "status": "open"},
        ).status
        == 200
    )
    assert (
        agent.put(f"/dispute/{two_lines}/line/2", {"creditAmount": 5, "status": "open"}).status
        == 200
    )
    later = show(app, link).json
    assert (later["amount"], later["lines"], later["outcome"]["status"]) == (20, asked, "approved")
    shown = agent.post(
        "/mail/preview", {"templateID": "approvalApproved", "disputeID": two_lines}
    ).json
    assert "disputed 50.00 USD, credit 10.00 USD" in shown["text"]


def test_a_balance_before_and_after_is_told_only_while_it_is_asked(app: App, link: str) -> None:
    """CU-15: once it is over the credit may be off the balance already, and is never taken off
    twice.
    """
    balances = ("balanceBefore", "balanceAfter")
    before = show(app, link).json
    assert before["balanceBefore"] - before["balanceAfter"] == before["amount"] == 3
    approved = respond(app, link).json
    assert [approved[name] for name in balances] == [None, None]
    assert app.as_("agent").post(f"/dispute/{before['disputeID']}/finalisation").status == 200
    by_id = app.as_("agent").get(f"/approval/{before['approvalID']}").json
    assert [view[name] for view in (show(app, link).json, by_id) for name in balances] == [None] * 4


@pytest.mark.parametrize("patched", [("/description", "It was our fault"), ("/reasonID", 2)])
def test_a_link_is_void_once_what_its_letter_said_has_changed(
    app: App, link: str, patched: tuple[str, Any]
) -> None:
    """DM-04: description and reason too; who is asked still is, and answers signed in, by what is
    there now.
    """
    app.as_("admin").put("/setting/reasons", {"value": [{"reasonID": 2, "name": "Price"}]})
    shown = show(app, link).json
    dispute = f"/dispute/{shown['disputeID']}"
    path, value = patched
    assert (
        app.as_("agent").patch(dispute, [{"op": "replace", "path": path, "value": value}]).status
        == 200
    )
    before = snapshots.plain(snapshots.taken(app))
    for answer in (show(app, link), respond(app, link)):
        assert (answer.status, answer.json["code"], answer.json["rule"]) == (
            410,
            "linkOutdated",
            "DM-04",
        )
        assert "has changed since" in answer.json["detail"]
    assert snapshots.plain(snapshots.taken(app)) == before
    answered = app.as_("approver").post(
        f"/approval/{shown['approvalID']}/decision", {"decision": "approve"}
    )
    assert answered.status == 200
    assert show(app, link).json["outcome"]["status"] == "approved"


def test_a_link_is_for_one_person_and_one_approval(app: App, link: str) -> None:
    """DM-04: another's link is refused by who is asked, a forged or expired one before anything is
    read.
    """
    genuine = wiring.parts().signer.read(link, app.now())
    other = wiring.parts().signer.sign(replace(genuine, user_id="manager"))
    assert (respond(app, other).status, respond(app, other).json["code"]) == (403, "notAsked")
    wrong = wiring.parts().signer.sign(replace(genuine, letter_hash="0" * 64))
    assert (respond(app, wrong).status, respond(app, wrong).json["code"]) == (
        410,
        "linkOutdated",
    )
    for made_up in ("", "x", link[:-2], f"{link}x", link.replace(".", ""), "a.b.c"):
        refused = respond(app, made_up)
        assert (refused.status, refused.calls) == (401, []), refused.text
    expired = wiring.parts().signer.sign(
        PersonalLink(
            "approver",
            genuine.approval_id,
            genuine.letter_hash,
            app.now() - timedelta(seconds=1),
        )
    )
    assert (respond(app, expired).json["code"], show(app, expired).status) == (
        "linkExpired",
        show(app, expired).status,
    )


def test_a_sign_in_is_no_link_and_a_link_is_no_sign_in(app: App, link: str) -> None:
    """DM-04: a link opens this one answer and nothing else."""
    assert app.as_("approver").get("/response").status == 401
    assert (
        app.request(None, "GET", "/me", headers={"Authorization": f"Bearer {link}"}).status == 401
    )


def test_who_has_lost_the_role_cannot_answer_by_an_old_link(app: App, link: str) -> None:
    """DM-04, CU-14: the person is judged as they are now."""
    approver = next(person for person in CAST if person.user_id == "approver")
    app.table.write_batch([person_item(replace(approver, role="support"))])
    assert (show(app, link).status, respond(app, link).status) == (403, 403)
    app.table.write_batch([person_item(replace(approver, limit_to=("1002",)))])
    assert (show(app, link).status, respond(app, link).status) == (404, 404)


def test_the_same_key_with_another_link_is_another_request(app: App, link: str) -> None:
    """X-01: a key belongs to the person, the route, and what the link asks."""
    body, headers = (
        {"decision": "reject", "comment": "No"},
        {"Response-Token": link, "Idempotency-Key": "k"},
    )
    first = app.request(None, "POST", "/response", body, headers)
    assert first.status == 200
    assert app.request(None, "POST", "/response", body, headers).text == first.text
    dispute = first.json["disputeID"]
    app.as_("agent").put(
        f"/dispute/{dispute}/line/10986", {"creditAmount": 2, "status": "approved"}
    )
    app.settle()
    other = app.request(
        None, "POST", "/response", body, headers | {"Response-Token": app.mailbox.link()}
    )
    assert (other.status, other.json["code"]) == (422, "idempotencyKeyReused")
