"""Access tokens that the user pool has not signed."""

import base64
import hashlib
import hmac
import json
import logging
import re
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.api.refusals import refused
from tests.app import App
from tests.http_client import CLIENT_ID, ISSUER, KEY, token
from tests.scenarios import FEATURE, URL


def test_the_log_tells_the_route_and_never_who_or_what(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="chalicelib"):
        disputed = app.as_("agent").post(URL, FEATURE, Idempotency_Key="a-secret").json["disputeID"]
        app.as_("agent").get(f"/dispute/{disputed}")
        app.as_("nobody-known").get(f"/dispute/{disputed}")
    told = [re.sub(r" in \d+ ms$", "", record.getMessage()) for record in caplog.records]
    assert told == [
        "POST /customer/{customerID}/dispute 201",
        "GET /dispute/{disputeID} 200",
        "GET /dispute/{disputeID} 401",
    ]


def test_a_forged_token_opens_nothing(app: App, state: Any) -> None:
    """Another key, no key, the public key as a secret, parts swapped or cut off."""
    claims = jwt.decode(token("agent"), options={"verify_signature": False})
    other_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = KEY.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    genuine, stranger = token("agent"), token("admin")
    forged = [
        jwt.encode(claims, other_key, algorithm="RS256", headers={"kid": "test"}),
        jwt.encode(claims, other_key, algorithm="RS256", headers={"kid": "other"}),
        jwt.encode(claims, KEY, algorithm="RS512", headers={"kid": "test"}),
        jwt.encode(claims, "", algorithm="none"),
        signed_with_secret(claims, public),
        ".".join([*stranger.split(".")[:2], genuine.split(".")[2]]),
        ".".join(genuine.split(".")[:2]) + ".",
        genuine[:-4],
        genuine + "x",
        genuine.replace(".", ""),
        "Basic YTpi",
        "é",
        ".",
        "..",
        "a.b.c",
        "e30.e30.e30",
        "x" * 9000,
        "",
        "Bearer",
        f"Bearer Bearer {genuine}",
    ]
    for authorization in forged:
        for sent in (
            {"Authorization": authorization},
            {"Authorization": f"Bearer {authorization}"},
        ):
            if sent["Authorization"] in (f"Bearer {genuine}",):
                continue
            answer = refused(app.request(None, "GET", "/me", headers=sent), 401)
            assert answer.json["code"] == "notSignedIn"
            refused(app.request(None, "POST", URL, FEATURE, sent), 401)


def signed_with_secret(claims: dict[str, Any], secret: bytes) -> str:
    """The old trick: HS256 with the public key as the secret."""
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT","kid":"test"}').rstrip(b"=")
    said = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=")
    seal = base64.urlsafe_b64encode(
        hmac.new(secret, head + b"." + said, hashlib.sha256).digest()
    ).rstrip(b"=")
    return b".".join((head, said, seal)).decode()


def test_the_genuine_token_is_what_the_forged_ones_imitate(app: App) -> None:
    """So that the test above does not pass for the wrong reason."""
    claims = jwt.decode(token("agent"), options={"verify_signature": False})
    assert (claims["iss"], claims["client_id"]) == (ISSUER, CLIENT_ID)
    assert (
        app.request(
            None, "GET", "/me", headers={"Authorization": f"Bearer {token('agent')}"}
        ).status
        == 200
    )
