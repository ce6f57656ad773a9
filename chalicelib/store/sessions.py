"""Signing in, staying signed in and signing out, by the user pool; that a sign-in has ended stands
in the table too.

An access token is verified without asking the pool, so `SESSION#{origin}` says of its sign-in that
it is over.
"""

from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError, ParamValidationError

from chalicelib.domain.people.sign_in import carried, carrying
from chalicelib.errors import InvalidInput, SignInFailed
from chalicelib.store.codec import Item
from chalicelib.store.keys import TIME_TO_LIVE, Key, safe
from chalicelib.store.refusals import told_as_overloaded

TOKENS_END_AFTER = timedelta(days=1)
"""Longer than any access token lives: so long it has to be known that a sign-in is over."""

Tokens = dict[str, Any]
"""What the pool answers: tokens, or a challenge."""

_REFUSALS = (
    "NotAuthorizedException",
    "UserNotFoundException",
    "PasswordResetRequiredException",
    "UserNotConfirmedException",
    "RefreshTokenReuseException",
)
_NO_TOKEN = ("UnauthorizedException", "UnsupportedTokenTypeException", "InvalidTokenException")
_INVALID = ("InvalidParameterException", "CodeMismatchException", "ExpiredCodeException")


class Sessions:
    """The user pool, as far as signing in needs it."""

    def __init__(self, client: Any, client_id: str) -> None:
        self.client = client
        self.client_id = client_id

    def sign_in(self, email: str, password: str) -> Tokens:
        """Tokens, or the challenge that the pool asks first; `SignInFailed` says no
        more than that.
        """
        return self._start("USER_PASSWORD_AUTH", {"USERNAME": email.lower(), "PASSWORD": password})

    def refresh(self, refresh_token: str) -> Tokens:
        """A new access token and, where the pool rotates it, a new refresh token."""
        return self._asked(
            self.client.get_tokens_from_refresh_token,
            RefreshToken=refresh_token,
            ClientId=self.client_id,
        )

    def revoke(self, refresh_token: str) -> None:
        """Ends a sign-in for good; one that has ended, or never was, stays so."""
        try:
            with told_as_overloaded():
                self.client.revoke_token(Token=refresh_token, ClientId=self.client_id)
        except ParamValidationError:
            raise InvalidInput("The sign-in service does not take this.") from None
        except ClientError as error:
            if error.response["Error"]["Code"] not in (*_REFUSALS, *_INVALID, *_NO_TOKEN):
                raise

    def answer_challenge(self, email: str, session: str, new_password: str) -> Tokens:
        """Sets the first own password, and signs in."""
        username, session = carrying(email, session)
        responses = {"USERNAME": username, "NEW_PASSWORD": new_password}
        return self._asked(
            self.client.respond_to_auth_challenge,
            ClientId=self.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=session,
            ChallengeResponses=responses,
        )

    def _start(self, flow: str, parameters: dict[str, str]) -> Tokens:
        return self._asked(
            self.client.initiate_auth,
            ClientId=self.client_id,
            AuthFlow=flow,
            AuthParameters=parameters,
        )

    def _asked(self, call: Any, **arguments: Any) -> Tokens:
        try:
            with told_as_overloaded():
                answer = call(**arguments)
        except ParamValidationError:
            raise InvalidInput("The sign-in service does not take this.") from None
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _REFUSALS:
                raise SignInFailed(
                    "E-mail and password do not belong together, or the sign-in has ended."
                ) from None
            if code == "InvalidPasswordException":
                detail = "This password is too easy to guess. Choose a longer one."
                raise InvalidInput(
                    detail, errors=[{"pointer": "/newPassword", "detail": detail, "code": "weak"}]
                ) from None
            if code in _INVALID:
                raise InvalidInput("The sign-in service does not take this.") from None
            raise
        if "ChallengeName" in answer:
            username = answer.get("ChallengeParameters", {}).get("USER_ID_FOR_SRP", "")
            session = carried(answer.get("Session", ""), username)
            return {"challenge": {"name": answer["ChallengeName"], "session": session}}
        tokens = answer["AuthenticationResult"]
        return {
            "token": tokens["AccessToken"],
            "refreshToken": tokens.get("RefreshToken"),
            "expiresIn": tokens["ExpiresIn"],
        }


def ended_key(session: str) -> Key:
    """Where it stands that a sign-in has ended."""
    return {"pk": f"SESSION#{safe(session)}", "sk": "ENDED"}


def ended_item(session: str, at: datetime) -> Item:
    """That a sign-in has ended, for as long as a token of it could be good."""
    return ended_key(session) | {TIME_TO_LIVE: int((at + TOKENS_END_AFTER).timestamp())}
