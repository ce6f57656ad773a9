"""Signing out, and being deactivated: no token, link or question is good from then on (X-15)."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib import wiring
from chalicelib.store.sessions import Sessions
from tests.api.approvals import ask_for, inbox, shown
from tests.api.refusals import refused
from tests.api.test_losing_approvers import by_link, link_to
from tests.house import House
from tests.visitors import CLIENT_ID, Result, token


def sent(house: House, session: str, method: str, target: str, body: Any = None, who: str = "agent") -> Result:
    """A request by a sign-in of its own."""
    return house.request(None, method, target, body, {"Authorization": f"Bearer {token(who, origin_jti=session)}"})


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The user pool, which is told what to answer."""
    client = boto3.client("cognito-idp")
    monkeypatch.setattr(wiring, "sessions", lambda: Sessions(client, CLIENT_ID))
    with Stubber(client) as stub:
        yield stub


def test_no_token_of_a_sign_in_is_good_after_it_ended(house: House, pool: Stubber) -> None:
    """X-15: the refresh token is revoked, and access tokens are refused at once; another sign-in of the same person goes on."""
    pool.add_response("revoke_token", {}, {"Token": "refresh", "ClientId": CLIENT_ID})
    assert sent(house, "one", "GET", "/me").status == 200
    assert sent(house, "one", "POST", "/session/end", {"refreshToken": "refresh"}).json == {"status": "ended"}
    pool.assert_no_pending_responses()
    for method, target, body in (("GET", "/me", None), ("GET", "/dispute", None), ("POST", "/session/end", {})):
        assert refused(sent(house, "one", method, target, body), 401).json["detail"] == "You have signed out."
    assert sent(house, "two", "GET", "/me").status == 200


def test_a_command_is_refused_too_and_writes_nothing(house: House, two_lines: str) -> None:
    """Also one that was carried out before, under its key."""
    headers = {"Authorization": f"Bearer {token('agent', origin_jti='one')}", "Idempotency-Key": "k"}
    first = house.request(None, "PUT", f"/dispute/{two_lines}/line/1", {"creditAmount": 1}, headers)
    assert first.status == 200
    assert sent(house, "one", "POST", "/session/end", {}).status == 200
    again = house.request(None, "PUT", f"/dispute/{two_lines}/line/1", {"creditAmount": 1}, headers)
    assert (again.status, "dispute" in again.text.lower() and two_lines in again.text) == (401, False)


def test_a_refresh_token_that_is_none_any_more_hinders_nobody(house: House, pool: Stubber) -> None:
    pool.add_client_error("revoke_token", "UnauthorizedException")
    assert sent(house, "one", "POST", "/session/end", {"refreshToken": "old"}).status == 200
    assert sent(house, "one", "GET", "/me").status == 401


def test_the_pool_that_is_in_trouble_leaves_the_sign_in_to_be_ended_again(house: House, pool: Stubber) -> None:
    """Nothing is half ended: the same call does it once the pool answers."""
    pool.add_client_error("revoke_token", "TooManyRequestsException", http_status_code=400)
    pool.add_response("revoke_token", {})
    assert sent(house, "one", "POST", "/session/end", {"refreshToken": "refresh"}).status == 503
    assert sent(house, "one", "POST", "/session/end", {"refreshToken": "refresh"}).status == 200


def deactivate(house: House, who: str, *, is_active: bool = False) -> Result:
    changed = house.as_("admin").put(f"/user/{who}", {"isActive": is_active})
    assert (changed.status, changed.json["isActive"]) == (200, is_active)
    house.settle()
    return changed


def test_who_is_deactivated_is_out_and_what_waits_passes_on(house: House, big: str) -> None:
    """X-15, CU-15, X-05: tokens, links and questions end at once; the list of limits, the journal and the audit say so; and back again."""
    ask_for(house, big)
    link = link_to(house, "approver")
    deactivate(house, "approver")
    assert house.as_("approver").get("/me").status == 401
    assert by_link(house, link).status == 401
    assert [row["disputeID"] for row in inbox(house, "manager")] == [big]
    assert shown(house, big)["approval"]["steps"][0]["status"] == "left"
    assert "approver" not in [row["userID"] for row in house.as_("agent").get("/user").json["value"]]
    assert "approver" in [row["userID"] for row in house.as_("admin").get("/user").json["value"]]
    assert house.as_("agent").post(f"/dispute/{big}/assignment", {"assigneeID": "approver"}).status == 400
    last = house.as_("finance").get("/audit/journal?subject=user/approver").json["value"][-1]
    assert (last["before"]["isActive"], last["after"]["isActive"]) == (True, False)
    assert house.as_("finance").get("/audit/journal/verify?of=people&limit=100").json["value"] == []
    deactivate(house, "approver", is_active=True)
    assert house.as_("approver").get("/me").json["creditLimit"] == {"USD": 500}
    assert house.as_("finance").get("/audit/journal/verify?of=people&limit=100").json["value"] == []


def test_nobody_deactivates_themselves(house: House) -> None:
    """CU-14: so an administrator is always left."""
    assert house.as_("admin").put("/user/admin", {"isActive": False}).status == 403


def test_people_of_a_party_are_deactivated_too(house: House) -> None:
    """IG-03, IG-04."""
    deactivate(house, "aggregator")
    assert house.as_("aggregator").get("/dispute?kind=booking").status == 401
