"""Signing in, staying signed in and signing out, by the user pool; that a sign-in has ended stands
in the table too.

An access token is verified without asking the pool, so `SESSION#{origin}` says of its sign-in that
it is over.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError, ParamValidationError

from chalicelib.domain.people.sign_in import carried, carrying
from chalicelib.errors import InvalidInput, SignInFailed
from chalicelib.store.codec import Item
from chalicelib.store.keys import TIME_TO_LIVE, Key, safe
from chalicelib.store.refusals import told_as_overloaded

SIGN_INS_END_AFTER = timedelta(days=8)
"""Longer than any refresh token lives: so long it has to be known how a sign-in was made."""
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
_WRONG_CODE = (
    "CodeMismatchException",
    "ExpiredCodeException",
    "EnableSoftwareTokenMFAException",
    "TooManyFailedAttemptsException",
)
_INVALID = ("InvalidParameterException", *_WRONG_CODE)
_UNTOLD = (*_REFUSALS, *_INVALID, "CodeDeliveryFailureException", "LimitExceededException")
"""Why no code is mailed or none holds, which whoever resets a password is not told: it would say
who is known.
"""

SECOND_FACTOR = "SOFTWARE_TOKEN_MFA"
"""What the pool calls the codes that an app on somebody's phone makes."""
WRONG_CODE = "This code is wrong, has been used, or has ended. Enter the newest one."
MIN_PASSWORD, MAX_PASSWORD = 12, 256
"""How many characters a password has; the first is what the pool is told to ask for."""


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
        return self._answer(
            "NEW_PASSWORD_REQUIRED", session, USERNAME=username, NEW_PASSWORD=new_password
        )

    def answer_code(self, email: str, session: str, code: str) -> Tokens:
        """Gives the code of the second factor, and signs in."""
        username, session = carrying(email, session)
        return self._answer(SECOND_FACTOR, session, USERNAME=username, SOFTWARE_TOKEN_MFA_CODE=code)

    def begin_second_factor(self, token: str) -> str:
        """The secret from which an app makes codes, for whoever the token is of; it is asked for
        when the first code was confirmed.
        """
        answer = self._told(self.client.associate_software_token, AccessToken=token)
        return str(answer["SecretCode"])

    def confirm_second_factor(self, token: str, code: str) -> None:
        """From now on the pool asks for a code at each sign-in; `InvalidInput` for a wrong first
        one.
        """
        answer = self._told(self.client.verify_software_token, AccessToken=token, UserCode=code)
        if answer["Status"] != "SUCCESS":
            raise _wrong_code()
        self._told(
            self.client.set_user_mfa_preference,
            AccessToken=token,
            SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True},
        )

    def change_password(self, token: str, password: str, new_password: str) -> None:
        """Another password for whoever knows the one that is; `InvalidInput` for who does not."""
        try:
            self._told(
                self.client.change_password,
                AccessToken=token,
                PreviousPassword=password,
                ProposedPassword=new_password,
            )
        except SignInFailed:
            detail = "This is not your password."
            raise InvalidInput(
                detail, errors=[{"pointer": "/password", "detail": detail, "code": "wrong"}]
            ) from None

    def send_reset_code(self, email: str) -> None:
        """Mails a code by which another password is chosen, to somebody who is known; for whoever
        is not, and for an address that gets no mail, it does the same: nothing that shows.
        """
        with suppress(ParamValidationError), told_as_overloaded():
            try:
                self.client.forgot_password(ClientId=self.client_id, Username=email.lower())
            except ClientError as error:
                if error.response["Error"]["Code"] not in _UNTOLD:
                    raise

    def reset_password(self, email: str, code: str, new_password: str) -> None:
        """Another password for whoever has the code; `InvalidInput` for a wrong one, and in the
        same words for nobody's address, and for one that has tried too often.

        The password is looked at first: of a weak one the pool may tell only where it knows the
        address.
        """
        _check_password(new_password)
        self._told(
            self._confirm,
            ClientId=self.client_id,
            Username=email.lower(),
            ConfirmationCode=code,
            Password=new_password,
        )

    def _confirm(self, **asked: str) -> None:
        try:
            self.client.confirm_forgot_password(**asked)
        except ClientError as error:
            if error.response["Error"]["Code"] in _UNTOLD:
                raise _wrong_code() from None
            raise

    def _answer(self, challenge: str, session: str, **responses: str) -> Tokens:
        return self._asked(
            self.client.respond_to_auth_challenge,
            ClientId=self.client_id,
            ChallengeName=challenge,
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
        answer = self._told(call, **arguments)
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

    def _told(self, call: Any, **arguments: Any) -> Any:
        """What the pool answers; its refusals in the product's words."""
        try:
            with told_as_overloaded():
                return call(**arguments)
        except ParamValidationError:
            raise InvalidInput("The sign-in service does not take this.") from None
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code in _REFUSALS:
                raise SignInFailed(
                    "E-mail and password do not belong together, or the sign-in has ended."
                ) from None
            if code == "InvalidPasswordException":
                raise _weak() from None
            if code in _WRONG_CODE:
                raise _wrong_code() from None
            if code in _INVALID:
                raise InvalidInput("The sign-in service does not take this.") from None
            raise


def _check_password(password: str) -> None:
    """Refuses what no pool takes, whoever it is for."""
    if len(password) < MIN_PASSWORD:
        raise _weak()
    if len(password) > MAX_PASSWORD or password != password.strip():
        detail = f"A password has {MAX_PASSWORD} characters at most, and no space at its ends."
        raise InvalidInput(
            detail, errors=[{"pointer": "/newPassword", "detail": detail, "code": "invalid"}]
        )


def _weak() -> InvalidInput:
    detail = "This password is too easy to guess. Choose a longer one."
    return InvalidInput(
        detail, errors=[{"pointer": "/newPassword", "detail": detail, "code": "weak"}]
    )


def _wrong_code() -> InvalidInput:
    return InvalidInput(
        WRONG_CODE, errors=[{"pointer": "/code", "detail": WRONG_CODE, "code": "wrong"}]
    )


def ended_key(session: str) -> Key:
    """Where it stands that a sign-in has ended."""
    return {"pk": f"SESSION#{safe(session)}", "sk": "ENDED"}


def ended_item(session: str, at: datetime) -> Item:
    """That a sign-in has ended, for as long as a token of it could be good."""
    return ended_key(session) | {TIME_TO_LIVE: int((at + TOKENS_END_AFTER).timestamp())}


def factor_key(session: str) -> Key:
    """Where it stands that a sign-in was made with a second factor."""
    return {"pk": f"SESSION#{safe(session)}", "sk": "FACTOR"}


def factor_item(session: str, at: datetime) -> Item:
    """That a sign-in was made with a second factor, for as long as it can last."""
    ends_at = int((at + SIGN_INS_END_AFTER).timestamp())
    return factor_key(session) | {"given_at": at.isoformat(), TIME_TO_LIVE: ends_at}


def to_factor_at(item: Item | None) -> datetime | None:
    """When a sign-in gave its second factor; None for one without."""
    return datetime.fromisoformat(item["given_at"]) if item else None
