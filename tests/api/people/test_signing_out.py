"""Signing out, and being deactivated: no token, link or question is good from then on (X-15)."""

from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib import wiring
from chalicelib.store.entities import person_item
from chalicelib.store.sessions import Sessions
from tests.api.approval_steps import ask_for, by_link, inbox, link_to, shown
from tests.api.refusals import refused
from tests.app import App
from tests.http_client import CLIENT_ID, Result, token
from tests.people import CAST


def sent(
    app: App, session: str, method: str, target: str, body: Any = None, who: str = "agent"
) -> Result:
    """A request by a sign-in of its own."""
    return app.request(
        None, method, target, body, {"Authorization": f"Bearer {token(who, origin_jti=session)}"}
    )


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The user pool, which is told what to answer."""
    client = boto3.client("cognito-idp")
    monkeypatch.setattr(wiring.parts(), "sessions", Sessions(client, CLIENT_ID))
    with Stubber(client) as stub:
        yield stub


def test_no_token_of_a_sign_in_is_good_after_it_ended(app: App, pool: Stubber) -> None:
    """X-15: the refresh token is revoked, and access tokens are refused at once; another sign-in of
    the same person goes on.
    """
    pool.add_response("revoke_token", {}, {"Token": "refresh", "ClientId": CLIENT_ID})
    assert sent(app, "one", "GET", "/me").status == 200
    assert sent(app, "one", "POST", "/session/end", {"refreshToken": "refresh"}).json == {
        "status": "ended"
    }
    pool.assert_no_pending_responses()
    for method, target, body in (
        ("GET", "/me", None),
        ("GET", "/dispute", None),
        ("POST", "/session/end", {}),
    ):
        assert (
            refused(sent(app, "one", method, target, body), 401).json["detail"]
            == "You have signed out."
        )
    assert sent(app, "two", "GET", "/me").status == 200


def test_a_command_is_refused_too_and_writes_nothing(app: App, two_lines: str) -> None:
    """Also one that was carried out before, under its key."""
    headers = {
        "Authorization": f"Bearer {token('agent', origin_jti='one')}",
        "Idempotency-Key": "k",
    }
    first = app.request(None, "PUT", f"/dispute/{two_lines}/line/1", {"creditAmount": 1}, headers)
    assert first.status == 200
    assert sent(app, "one", "POST", "/session/end", {}).status == 200
    again = app.request(None, "PUT", f"/dispute/{two_lines}/line/1", {"creditAmount": 1}, headers)
    assert (again.status, "dispute" in again.text.lower() and two_lines in again.text) == (
        401,
        False,
    )


def test_a_refresh_token_that_is_none_any_more_hinders_nobody(app: App, pool: Stubber) -> None:
    pool.add_client_error("revoke_token", "UnauthorizedException")
    assert sent(app, "one", "POST", "/session/end", {"refreshToken": "old"}).status == 200
    assert sent(app, "one", "GET", "/me").status == 401


def test_the_pool_that_is_in_trouble_leaves_the_sign_in_to_be_ended_again(
    app: App, pool: Stubber
) -> None:
    """Nothing is half ended: the same call does it once the pool answers."""
    pool.add_client_error("revoke_token", "TooManyRequestsException", http_status_code=400)
    pool.add_response("revoke_token", {})
    assert sent(app, "one", "POST", "/session/end", {"refreshToken": "refresh"}).status == 503
    assert sent(app, "one", "POST", "/session/end", {"refreshToken": "refresh"}).status == 200


def deactivate(app: App, who: str, *, is_active: bool = False) -> Result:
    changed = app.as_("admin").put(f"/user/{who}", {"isActive": is_active})
    assert (changed.status, changed.json["isActive"]) == (200, is_active)
    app.settle()
    return changed


def test_who_is_deactivated_is_out_and_what_waits_passes_on(app: App, big: str) -> None:
    """X-15, CU-15, X-05: tokens, links and questions end at once; the list of limits, the journal
    and the audit say so; and back again.
    """
    ask_for(app, big)
    link = link_to(app, "approver")
    deactivate(app, "approver")
    assert app.as_("approver").get("/me").status == 401
    assert by_link(app, link).status == 401
    assert [row["disputeID"] for row in inbox(app, "manager")] == [big]
    assert shown(app, big)["approval"]["steps"][0]["status"] == "left"
    assert "approver" not in [row["userID"] for row in app.as_("agent").get("/user").json["value"]]
    assert "approver" in [row["userID"] for row in app.as_("admin").get("/user").json["value"]]
    assert (
        app.as_("agent").post(f"/dispute/{big}/assignment", {"assigneeID": "approver"}).status
        == 400
    )
    last = app.as_("finance").get("/audit/journal?subject=user/approver").json["value"][-1]
    assert (last["before"]["isActive"], last["after"]["isActive"]) == (True, False)
    assert app.as_("finance").get("/audit/journal/verify?of=people&limit=100").json["value"] == []
    deactivate(app, "approver", is_active=True)
    assert app.as_("approver").get("/me").json["creditLimit"] == {"USD": 500}
    assert app.as_("finance").get("/audit/journal/verify?of=people&limit=100").json["value"] == []


def test_nobody_deactivates_themselves(app: App) -> None:
    """CU-14: so an administrator is always left."""
    assert app.as_("admin").put("/user/admin", {"isActive": False}).status == 403


def test_of_two_who_deactivate_each_other_at_once_one_is_left(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-14: the slower one is judged anew, and is out by then."""
    other = replace(next(one for one in CAST if one.user_id == "admin"), user_id="admin2")
    app.table.write_batch([person_item(other)])
    get = app.table.get

    def overtaken(wanted: Any) -> Any:
        found = get(wanted)
        monkeypatch.setattr(app.table, "get", get)
        assert app.as_("admin2").put("/user/admin", {"isActive": False}).status == 200
        return found

    monkeypatch.setattr(app.table, "get", overtaken)
    assert app.as_("admin").put("/user/admin2", {"isActive": False}).status == 401
    assert app.as_("admin2").get("/me").status == 200


def test_people_of_a_party_are_deactivated_too(app: App) -> None:
    """IG-03, IG-04."""
    deactivate(app, "aggregator")
    assert app.as_("aggregator").get("/dispute?kind=booking").status == 401
