"""Signing in and staying signed in, by the user pool."""

from typing import Any

from botocore.exceptions import ClientError, ParamValidationError

from chalicelib.errors import InvalidInput, SignInFailed
from chalicelib.store.refusals import told_as_overloaded

Tokens = dict[str, Any]
"""What the pool answers: tokens, or a challenge."""

_REFUSALS = ("NotAuthorizedException", "UserNotFoundException", "PasswordResetRequiredException", "UserNotConfirmedException")
_INVALID = ("InvalidParameterException", "CodeMismatchException", "ExpiredCodeException")


class Sessions:
    """The user pool, as far as signing in needs it."""

    def __init__(self, client: Any, client_id: str) -> None:
        self.client = client
        self.client_id = client_id

    def sign_in(self, email: str, password: str) -> Tokens:
        """Tokens, or the challenge that the pool asks first; `SignInFailed` says no more than that."""
        return self._start("USER_PASSWORD_AUTH", {"USERNAME": email, "PASSWORD": password})

    def refresh(self, refresh_token: str) -> Tokens:
        """A new access token."""
        return self._start("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": refresh_token})

    def answer_challenge(self, email: str, session: str, new_password: str) -> Tokens:
        """Sets the first own password, and signs in."""
        responses = {"USERNAME": email, "NEW_PASSWORD": new_password}
        return self._asked(
            self.client.respond_to_auth_challenge,
            ClientId=self.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=session,
            ChallengeResponses=responses,
        )

    def awaits_password(self, pool_id: str, email: str) -> bool:
        """Whether somebody still has to set a first own password."""
        try:
            return self.client.admin_get_user(UserPoolId=pool_id, Username=email)["UserStatus"] == "FORCE_CHANGE_PASSWORD"
        except (ClientError, ParamValidationError):
            return False

    def _start(self, flow: str, parameters: dict[str, str]) -> Tokens:
        return self._asked(self.client.initiate_auth, ClientId=self.client_id, AuthFlow=flow, AuthParameters=parameters)

    def _asked(self, call: Any, **arguments: Any) -> Tokens:
        try:
            with told_as_overloaded():
                answer = call(**arguments)
        except ParamValidationError:
            raise InvalidInput("The sign-in service does not take this.") from None
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _REFUSALS:
                raise SignInFailed("E-mail and password do not belong together, or the sign-in has ended.") from None
            if code == "InvalidPasswordException":
                detail = "This password is too easy to guess. Choose a longer one."
                raise InvalidInput(detail, errors=[{"pointer": "/newPassword", "detail": detail, "code": "weak"}]) from None
            if code in _INVALID:
                raise InvalidInput("The sign-in service does not take this.") from None
            raise
        if "ChallengeName" in answer:
            return {"challenge": {"name": answer["ChallengeName"], "session": answer.get("Session")}}
        tokens = answer["AuthenticationResult"]
        return {"token": tokens["AccessToken"], "refreshToken": tokens.get("RefreshToken"), "expiresIn": tokens["ExpiresIn"]}
