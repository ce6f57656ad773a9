"""Which sign-ins are renewed: ministack goes by the second in which somebody was signed out, so it
would renew what began in that second, and whoever may not sign in any more.
"""

from typing import Any

from ministack.services import cognito

REFUSED = "Refresh Token has been revoked"

_refresh_auth_user = cognito._refresh_auth_user


def install() -> None:
    """Has the emulator renew as Cognito does."""
    cognito._refresh_auth_user = refresh_auth_user


def refresh_auth_user(pool: Any, pool_id: str, client_id: str, token: str) -> tuple[Any, Any]:
    """Whose sign-in a token renews; None, and an error, for one that it does not."""
    user, error = _refresh_auth_user(pool, pool_id, client_id, token)
    if error is None and not _is_renewed(user, token):
        return None, cognito.error_response_json("NotAuthorizedException", REFUSED, 400)
    return user, error


def _is_renewed(user: dict[str, Any], token: str) -> bool:
    """Whether the pool has signed the token, and its person may sign in and was not signed out."""
    return (
        cognito._signature_valid(token)
        and user.get("Enabled", True)
        and cognito._token_claims(token).get("origin_jti") not in cognito._revoked_tokens
    )
