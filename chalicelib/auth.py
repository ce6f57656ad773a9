"""Whether a sign-in is genuine: the same check in every mode, behind the gateway's own."""

from typing import Any

from chalicelib.actions.callers import Caller
from chalicelib.config import Config
from chalicelib.domain.people.sign_in import user_id_of
from chalicelib.errors import Busy, NotSignedIn

SCOPE = "aws.cognito.signin.user.admin"
WHAT_IS_LOOKED_AT: Any = {
    "require": ["exp", "iss", "sub"],
    "verify_aud": False,
    "verify_iat": False,
}
"""Not when a token was made: where the pool's clock is a moment ahead of ours, whoever has just
signed in would be refused.
"""


class Verifier:
    """Verifies access tokens of the user pool by its published keys, fetched when first needed; so
    is what reads them.
    """

    def __init__(self, config: Config, keys: Any = None) -> None:
        import jwt

        self.config = config
        self.keys = keys or jwt.PyJWKClient(config.jwks_url, cache_keys=True, timeout=5)

    def verify(self, authorization: str | None) -> Caller:
        """Who is signed in; `NotSignedIn` for a token that is missing, forged, expired or of
        another kind.
        """
        import jwt

        token = (authorization or "").removeprefix("Bearer ").strip()
        if not token:
            raise NotSignedIn("Sign in first.")
        try:
            claims = jwt.decode(
                token,
                self.keys.get_signing_key_from_jwt(token).key,
                algorithms=["RS256"],
                issuer=self.config.token_issuer,
                options=WHAT_IS_LOOKED_AT,
            )
        except jwt.PyJWKClientConnectionError:
            raise Busy("The keys of the sign-in service cannot be read now. Try again.") from None
        except jwt.PyJWTError:
            raise NotSignedIn("The sign-in has expired or is not genuine.") from None
        is_ours = claims.get("client_id") == self.config.user_pool_client_id
        if (
            not is_ours
            or claims.get("token_use") != "access"
            or SCOPE not in str(claims.get("scope", "")).split()
        ):
            raise NotSignedIn("The sign-in is not for this product.")
        return Caller(
            user_id_of(claims["sub"], str(claims.get("username", ""))),
            session=claims.get("origin_jti"),
            asks_second_factor=self.config.asks_second_factor,
        )
