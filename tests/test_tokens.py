"""Which access tokens are believed: those that the pool signed, for this product, and no others
(X-15).
"""

import time
from dataclasses import replace
from typing import Any

import jwt
import pytest

from chalicelib.auth import Verifier
from chalicelib.config import config
from chalicelib.errors import Busy, NotSignedIn
from tests.http_client import CLIENT_ID, ISSUER, Keys, token

SETTINGS = replace(
    config(), token_issuer=ISSUER, user_pool_client_id=CLIENT_ID, asks_second_factor=True
)


def test_a_sign_in_is_known_by_what_all_its_tokens_share() -> None:
    """X-15: so that its end, and the factor that it gave, hold for each of them."""
    signed = token("agent", origin_jti="sign-in", jti="token")
    caller = Verifier(SETTINGS, Keys()).verify(f"Bearer {signed}")
    assert (caller.user_id, caller.session, caller.asks_second_factor) == ("agent", "sign-in", True)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": f"{ISSUER}2"},
        {"client_id": "another"},
        {"token_use": "id"},
        {"scope": "openid"},
        {"exp": int(time.time()) - 60},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_that_was_not_made_for_this_is_refused(claims: dict[str, Any]) -> None:
    """X-15: of another pool, for another program, of another use, without the right, or ended."""
    with pytest.raises(NotSignedIn):
        Verifier(SETTINGS, Keys()).verify(token("agent", **claims))


def test_a_token_of_a_pool_whose_clock_is_ahead_is_believed_at_once() -> None:
    """X-15: what was made a moment ago there is made in a moment here."""
    signed = token("agent", iat=int(time.time()) + 5)
    assert Verifier(SETTINGS, Keys()).verify(f"Bearer {signed}").user_id == "agent"


def test_a_token_that_is_signed_by_what_everybody_knows_is_refused() -> None:
    """X-15: neither by the pool's public key, taken for a secret, nor not at all."""
    claims = jwt.decode(token("agent"), options={"verify_signature": False})
    for secret, algorithm in (("a secret of thirty-two bytes or more", "HS256"), ("", "none")):
        with pytest.raises(NotSignedIn):
            Verifier(SETTINGS, Keys()).verify(jwt.encode(claims, secret, algorithm=algorithm))


def test_keys_that_cannot_be_read_now_are_no_fault_of_who_signs_in() -> None:
    """X-15: whoever is signed in stays so, and tries again."""

    class Away:
        def get_signing_key_from_jwt(self, _token: str) -> Any:
            raise jwt.PyJWKClientConnectionError("away")

    with pytest.raises(Busy):
        Verifier(SETTINGS, Away()).verify(token("agent"))
