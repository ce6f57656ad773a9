"""The second factor of a sign-in: asked for by role, set up, given and reset (X-15)."""

from dataclasses import replace
from datetime import timedelta

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib import wiring
from chalicelib.actions.admin.signed_in import give_factor
from chalicelib.auth import Verifier
from chalicelib.domain.people.person import PERMISSIONS, Person
from chalicelib.errors import InvalidInput
from chalicelib.store.pool import UserPool
from chalicelib.store.sessions import Sessions
from tests.api.refusals import refused
from tests.app import App
from tests.http_client import CLIENT_ID, Keys, Result, token
from tests.phone import code_of
from tests.services import CODE


@pytest.fixture
def asking(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """The product where it asks for second factors."""
    parts = wiring.parts()
    settings = replace(parts.verifier.config, asks_second_factor=True)
    monkeypatch.setattr(parts, "verifier", Verifier(settings, Keys()))
    return app


def sent(app: App, who: str, session: str, method: str, target: str, body: object = None) -> Result:
    """A request by a sign-in of its own."""
    ticket = {"Authorization": f"Bearer {token(who, origin_jti=session)}"}
    return app.request(None, method, target, body, ticket)


def test_roles_that_move_money_or_say_who_may_need_a_second_factor() -> None:
    """X-15: managers, finance and admins; nobody else, and no program."""
    needing = {
        role for role in PERMISSIONS if Person("u", "e@demo.test", "N", role).needs_second_factor
    }
    assert needing == {"manager", "finance", "admin"}


def test_who_needs_a_second_factor_can_do_nothing_before_it_is_set_up(asking: App) -> None:
    """X-15: by the API itself, whatever the page shows; each sign-in has to give it, and others
    need none. What is set up stands in the journal.
    """
    for target in ("/me", "/dispute", "/desk?want="):
        told = refused(sent(asking, "finance", "one", "GET", target), 403, rule="X-15").json
        assert (told["code"], told["setUp"]) == ("secondFactorRequired", True)
    written = sent(asking, "admin", "one", "PUT", "/setting/reasons", {"value": []})
    assert (written.status, written.json["code"]) == (403, "secondFactorRequired")
    assert sent(asking, "agent", "one", "GET", "/me").status == 200
    secret = sent(asking, "finance", "one", "POST", "/me/secondFactor", {}).json
    assert secret["address"].startswith("otpauth://totp/Redress%3Afinance%40demo.test?secret=")
    assert {len(row) for row in secret["picture"]} == {len(secret["picture"])}
    wrong = sent(asking, "finance", "one", "PUT", "/me/secondFactor", {"code": "000000"})
    assert (wrong.status, wrong.json["errors"][0]["pointer"]) == (400, "/code")
    assert sent(asking, "finance", "one", "GET", "/me").status == 403
    done = sent(asking, "finance", "one", "PUT", "/me/secondFactor", {"code": CODE})
    assert (done.status, done.json["secondFactorAt"] is None) == (200, False)
    assert sent(asking, "finance", "one", "GET", "/me").status == 200
    other = refused(sent(asking, "finance", "two", "GET", "/me"), 403).json
    assert other["setUp"] is False
    refused(sent(asking, "finance", "two", "POST", "/me/secondFactor", {}), 409, rule="X-15")
    refused(sent(asking, "finance", "two", "PUT", "/me/secondFactor", {"code": CODE}), 409)
    assert sent(asking, "finance", "two", "POST", "/session/end", {}).status == 200
    told = sent(asking, "finance", "one", "GET", "/audit/journal?subject=user/finance").json
    assert told["value"][-1]["after"]["secondFactorAt"]


def test_each_sign_in_that_gives_its_code_is_known_by_it_until_the_factor_is_reset(
    asking: App,
) -> None:
    """X-15: a lost phone's sign-ins are good for nothing once an administrator has reset it, also
    after another factor was set up; nobody resets the own.
    """
    assert sent(asking, "admin", "a", "PUT", "/me/secondFactor", {"code": CODE}).status == 200
    assert sent(asking, "manager", "m", "PUT", "/me/secondFactor", {"code": CODE}).status == 200
    give_factor(
        wiring.parts().runtime,
        wiring.parts().verifier.verify(token("manager", origin_jti="later")),
    )
    assert sent(asking, "manager", "later", "GET", "/me").status == 200
    own = sent(asking, "admin", "a", "POST", "/user/admin/secondFactor/reset", {})
    assert refused(own, 403, rule="X-15").json["unblockedBy"] == ["admin"]
    looked = sent(asking, "admin", "a", "POST", "/user/manager/secondFactor/reset?dryRun=true", {})
    assert (looked.status, asking.door.told) == (200, [])
    reset = sent(asking, "admin", "a", "POST", "/user/manager/secondFactor/reset", {})
    assert (reset.status, reset.json["secondFactorAt"]) == (200, None)
    assert asking.door.told == ["reset manager@demo.test", "sign out manager@demo.test"]
    assert [sent(asking, "manager", one, "GET", "/me").status for one in ("m", "later")] == [
        403,
        403,
    ]
    asking.ahead += timedelta(minutes=1)
    assert sent(asking, "manager", "new", "PUT", "/me/secondFactor", {"code": CODE}).status == 200
    statuses = {
        one: sent(asking, "manager", one, "GET", "/me").status for one in ("m", "later", "new")
    }
    assert statuses == {"m": 403, "later": 403, "new": 200}


def test_what_got_lost_on_the_way_is_noted_by_the_next_sign_in(asking: App) -> None:
    """X-15: the pool had the factor, and the table not yet; a code that was given makes it so."""
    caller = wiring.parts().verifier.verify(token("finance", origin_jti="one"))
    give_factor(wiring.parts().runtime, caller)
    me = sent(asking, "finance", "one", "GET", "/me")
    assert (me.status, me.json["secondFactorAt"] is None) == (200, False)


def test_the_pool_asks_for_codes_and_forgets_them_by_an_administrator(
    monkeypatch: pytest.MonkeyPatch, app: App
) -> None:
    """X-15: the calls as moto's pool takes them, from the first password to a code at each sign-in,
    another password, and the reset.
    """
    monkeypatch.setenv("MOTO_COGNITO_IDP_USER_POOL_ENABLE_TOTP", "true")
    client = boto3.client("cognito-idp")
    pool_id = client.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"][
        "Id"
    ]
    client_id = client.create_user_pool_client(
        UserPoolId=pool_id, ClientName="page", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )["UserPoolClient"]["ClientId"]
    sessions, pool = Sessions(client, client_id), UserPool(client, pool_id, "First-password-1")
    pool.let_in("ann@demo.test")
    signed_in = sessions.sign_in("Ann@demo.test", "First-password-1")
    secret = sessions.begin_second_factor(signed_in["token"])
    code = code_of(secret)
    sessions.confirm_second_factor(signed_in["token"], code)
    sessions.change_password(signed_in["token"], "First-password-1", "Second-password-2")
    assert sessions.sign_in("ann@demo.test", "Second-password-2")["challenge"]["name"] == (
        "SOFTWARE_TOKEN_MFA"
    )
    challenge = sessions.sign_in("ann@demo.test", "Second-password-2")["challenge"]
    with pytest.raises(InvalidInput):
        sessions.answer_code("ann@demo.test", challenge["session"], "000000")
    assert "token" in sessions.answer_code("ann@demo.test", challenge["session"], code)
    pool.reset_second_factor("ann@demo.test")
    assert "token" in sessions.sign_in("ann@demo.test", "Second-password-2")
    pool.shut("ann@demo.test")
    pool.sign_out("ann@demo.test")
    assert client.admin_get_user(UserPoolId=pool_id, Username="ann@demo.test")["Enabled"] is False
    pool.open("ann@demo.test")
    assert client.admin_get_user(UserPoolId=pool_id, Username="ann@demo.test")["Enabled"] is True
    pool.shut("nobody@demo.test")


def test_a_forgotten_password_is_answered_alike_for_everybody(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-15: whether an address is known, has been deactivated or has asked too often is not told,
    by the code that is wanted nor by one that is given; only that the pool is in trouble. What no
    pool takes for a password is refused before it is asked.
    """
    client = boto3.client("cognito-idp")
    monkeypatch.setattr(wiring.parts(), "sessions", Sessions(client, CLIENT_ID))
    asked = {"email": "Ann@demo.test"}
    with Stubber(client) as stub:
        stub.add_response(
            "forgot_password", {}, {"ClientId": CLIENT_ID, "Username": "ann@demo.test"}
        )
        answers = [app.request(None, "POST", "/session/reset", asked)]
        for code in (
            "UserNotFoundException",
            "NotAuthorizedException",
            "InvalidParameterException",
            "LimitExceededException",
            "CodeDeliveryFailureException",
        ):
            stub.add_client_error("forgot_password", code)
            answers.append(app.request(None, "POST", "/session/reset", asked))
        assert {(one.status, one.text) for one in answers} == {(200, '{"status":"sent"}')}
        stub.add_client_error("forgot_password", "TooManyRequestsException")
        assert app.request(None, "POST", "/session/reset", asked).status == 503
        chosen = asked | {"code": "123456", "newPassword": "a-password-of-my-own"}
        told = []
        for code in (
            "CodeMismatchException",
            "UserNotFoundException",
            "ExpiredCodeException",
            "NotAuthorizedException",
            "InvalidParameterException",
            "LimitExceededException",
        ):
            stub.add_client_error("confirm_forgot_password", code)
            told.append(app.request(None, "POST", "/session/reset/confirmation", chosen))
        assert {one.text for one in told} == {told[0].text}
        assert told[0].json["errors"][0]["pointer"] == "/code"
        for unfit in ("too short", " with a space before it"):
            weak = app.request(
                None, "POST", "/session/reset/confirmation", chosen | {"newPassword": unfit}
            )
            assert (weak.status, weak.json["errors"][0]["pointer"]) == (400, "/newPassword")
        stub.add_response("confirm_forgot_password", {})
        done = app.request(None, "POST", "/session/reset/confirmation", chosen)
    assert (done.json, app.door.told) == ({"status": "changed"}, ["sign out Ann@demo.test"])


def test_another_password_takes_the_one_that_is(app: App) -> None:
    """X-15: a token alone changes none."""
    wrong = {"password": "not mine", "newPassword": "a-password-of-my-own"}
    told = app.as_("agent").post("/session/password", wrong)
    assert (told.status, told.json["errors"][0]["pointer"]) == (400, "/password")
    right = wrong | {"password": "a-first-password"}
    assert app.as_("agent").post("/session/password", right).json == {"status": "changed"}


def test_who_is_deactivated_is_shut_out_of_the_pool_too_and_let_in_again(app: App) -> None:
    """X-15: after the table, which decides at once; the last word is what holds, and a pool in
    trouble is told again.
    """
    closed = app.door.shut

    def troubled(email: str) -> None:
        app.door.shut = closed  # type: ignore[method-assign]
        raise RuntimeError("the pool is in trouble")

    app.door.shut = troubled  # type: ignore[method-assign]
    assert app.as_("admin").put("/user/agent", {"isActive": False}).status == 200
    app.settle()
    assert app.as_("agent").get("/me").status == 401
    app.ahead += timedelta(minutes=10)
    app.settle()
    assert app.door.shut_out == {"agent@demo.test"}
    assert app.door.told[-1] == "sign out agent@demo.test"
    assert app.as_("admin").put("/user/agent", {"isActive": True}).status == 200
    app.settle()
    assert (app.door.shut_out, app.as_("agent").get("/me").status) == (set(), 200)
    assert app.as_("admin").put("/user/agent", {"creditLimit": {"USD": 1}}).status == 200
    told = list(app.door.told)
    app.settle()
    assert app.door.told == told
    for is_active in (False, True):
        assert app.as_("admin").put("/user/agent", {"isActive": is_active}).status == 200
    app.settle()
    assert "sign out agent@demo.test" in app.door.told[len(told) :]
    assert app.door.shut_out == set()
