"""Signing in, and what the gateway itself answers before a function runs."""

import base64
import json
from urllib.parse import urlsplit

import pytest

from infra.demo.people import PASSWORD
from tests.stack import Reply, Stack


def _problem(reply: Reply) -> tuple[int, str]:
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json["status"] == reply.status
    assert {"type", "title", "detail"} <= reply.json.keys()
    return reply.status, reply.json["code"]


def _told(reply: Reply) -> dict[str, object]:
    """A problem's words, without the id of the request, which the answer's header names too."""
    words = dict(reply.json)
    assert words.pop("requestID") == reply.headers["Redress-Request"]
    return words


def test_a_demo_person_signs_in_and_is_known(stack: Stack) -> None:
    me = stack.call("GET", "/me", token=stack.sign_in("approver"))
    assert me.status == 200
    assert (me.json["role"], me.json["creditLimit"], me.json["localMode"]) == (
        "approver",
        {"USD": 500},
        True,
    )


def test_a_wrong_password_is_refused_in_the_same_words_as_an_unknown_person(stack: Stack) -> None:
    wrong = stack.call(
        "POST", "/session", {"email": "agent@demo.test", "password": "not-the-password"}
    )
    unknown = stack.call(
        "POST", "/session", {"email": "nobody@demo.test", "password": "not-the-password"}
    )
    assert _problem(wrong) == _problem(unknown) == (401, "signInFailed")
    assert _told(wrong) == _told(unknown)


def test_a_challenge_that_nobody_was_given_sets_no_password(stack: Stack) -> None:
    """The emulator would take any session for anybody's; nobody is locked out, and who is unknown
    is refused in the same words.
    """
    bodies = [
        {"email": f"{who}@demo.test", "session": "s" * 40, "newPassword": "x" * 12}
        for who in ("support", "nobody")
    ]
    told = [stack.call("POST", "/session/challenge", body) for body in bodies]
    assert [_problem(one) for one in told] == [(401, "signInFailed")] * 2
    assert _told(told[0]) == _told(told[1])
    assert (
        stack.call("POST", "/session", {"email": "support@demo.test", "password": PASSWORD}).status
        == 200
    )


def test_without_a_sign_in_the_gateway_answers_with_a_problem(stack: Stack) -> None:
    refused = stack.call("GET", "/me")
    assert _problem(refused) == (401, "notSignedIn")
    assert (refused.json["type"], refused.headers["WWW-Authenticate"]) == (
        "urn:redress:problem:notSignedIn",
        "Bearer",
    )
    _told(refused)


def _forged(token: str, **claims: object) -> str:
    head, body, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "==")) | claims
    return ".".join(
        (head, base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("="), signature)
    )


@pytest.mark.parametrize(
    "claims", [{"sub": "somebody-else"}, {"exp": 4_000_000_000}, {"iss": "https://elsewhere.test"}]
)
def test_a_token_with_other_claims_is_not_believed(stack: Stack, claims: dict[str, object]) -> None:
    assert _problem(stack.call("GET", "/me", token=_forged(stack.sign_in("agent"), **claims))) == (
        401,
        "notSignedIn",
    )


def test_an_unsigned_token_is_not_believed(stack: Stack) -> None:
    _, body, _ = stack.sign_in("agent").split(".")
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    assert _problem(stack.call("GET", "/me", token=f"{head}.{body}.")) == (401, "notSignedIn")


def test_a_route_that_does_not_exist_is_a_problem_too(stack: Stack) -> None:
    assert _problem(stack.call("GET", "/nowhere", token=stack.sign_in("agent"))) == (
        404,
        "notFound",
    )


def test_the_demo_people_are_told_on_the_sign_in_page(stack: Stack) -> None:
    shown = stack.call("GET", "/session").json
    assert "agent@demo.test" in {person["email"] for person in shown["people"]}


def test_what_is_written_is_found_by_the_search_after_the_stream_was_read(stack: Stack) -> None:
    assert urlsplit(stack.url).hostname == "127.0.0.1"
    found = stack.call("GET", "/search?q=harbour", token=stack.sign_in("agent"))
    assert found.status == 200
    assert "Harbour Logistics" in found.body.decode()
