"""The user pool, as far as letting people in and out needs it: who signs in by which address. What
people may do stands in the table.
"""

from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError, ParamValidationError

from chalicelib.domain.people.sign_in import RESTORED, named_by, user_id_of
from chalicelib.errors import AlreadyDone, MailUnavailable
from chalicelib.store.refusals import told_as_overloaded

_UNNAMED = ("InvalidParameterException", "UserNotFoundException")
"""How a pool says that nobody is, or may be, named so."""
_TAKEN = ("UsernameExistsException", "AliasExistsException")


class UserPool:
    """The sign-ins of one deployment."""

    def __init__(self, client: Any, pool_id: str, password: str | None = None) -> None:
        self.client = client
        self.pool_id = pool_id
        self.password = password
        """What everybody who is let in signs in with, as in a demo; None: the pool mails each a
        first password of their own.
        """

    def find(self, email: str) -> str | None:
        """The id of whoever signs in by an address; None for nobody."""
        known = self._known(email)
        return _user_id(known["Username"], known["UserAttributes"]) if known else None

    def awaits_password(self, email: str) -> bool:
        """Whether whoever signs in by an address still has to choose a first own password."""
        known = self._known(email)
        return bool(known) and known["UserStatus"] == "FORCE_CHANGE_PASSWORD"

    def let_in(self, email: str) -> str:
        """The id of whoever signs in by an address from now on; who does already keeps the sign-in
        and gets no mail.
        """
        return self.find(email) or self._invite(email)

    def invite_again(self, email: str) -> None:
        """Mails another first password, for the same days; `AlreadyDone` for someone who has chosen
        one of their own meanwhile.
        """
        try:
            self._resend(email)
        except ClientError as error:
            if error.response["Error"]["Code"] == "UnsupportedUserStateException":
                raise AlreadyDone(
                    "The person has chosen a password meanwhile.", rule="X-15"
                ) from error
            raise

    def reset_second_factor(self, email: str) -> None:
        """From now on no code is asked for, until another factor is set up."""
        self._change(
            "admin_set_user_mfa_preference",
            email,
            SoftwareTokenMfaSettings={"Enabled": False, "PreferredMfa": False},
        )

    def sign_out(self, email: str) -> None:
        """Ends every sign-in of somebody: none is renewed from now on."""
        self._change("admin_user_global_sign_out", email)

    def shut(self, email: str) -> None:
        """Whoever signs in by an address does so no more."""
        self._change("admin_disable_user", email)

    def open(self, email: str) -> None:
        """Whoever signed in by an address may do so again."""
        self._change("admin_enable_user", email)

    def _change(self, call: str, email: str, **how: Any) -> None:
        """Changes somebody's sign-in; for nobody's it is done. It may be done twice."""
        try:
            with told_as_overloaded():
                getattr(self.client, call)(UserPoolId=self.pool_id, Username=_name(email), **how)
        except ClientError as error:
            if error.response["Error"]["Code"] != "UserNotFoundException":
                raise

    def _resend(self, email: str) -> None:
        """By the address, or by the name that a restored pool has instead."""
        how: dict[str, Any] = {"MessageAction": "RESEND", "DesiredDeliveryMediums": ["EMAIL"]}
        try:
            self._create(_name(email), **how)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _UNNAMED:
                raise
            known = self._known(email)
            if known is None or not known["Username"].startswith(RESTORED):
                raise
            self._create(known["Username"], **how)

    def _known(self, email: str) -> Any:
        """What the pool has of whoever signs in by an address; None for nobody, and for what is no
        address.
        """
        try:
            with told_as_overloaded():
                return self.client.admin_get_user(UserPoolId=self.pool_id, Username=_name(email))
        except ParamValidationError:
            return None
        except ClientError as error:
            if error.response["Error"]["Code"] in (
                "UserNotFoundException",
                "InvalidParameterException",
            ):
                return None
            raise

    def _create(self, username: str, **how: Any) -> Any:
        try:
            with told_as_overloaded():
                return self.client.admin_create_user(
                    UserPoolId=self.pool_id, Username=username, **how
                )
        except ClientError as error:
            if error.response["Error"]["Code"] in (
                "CodeDeliveryFailureException",
                "LimitExceededException",
            ):
                raise MailUnavailable(
                    "The sign-in service could not send the invitation. Try again later."
                ) from error
            raise

    def _invite(self, email: str) -> str:
        attributes = [
            {"Name": "email", "Value": email},
            {"Name": "email_verified", "Value": "true"},
        ]
        told = (
            {"MessageAction": "SUPPRESS"}
            if self.password
            else {"DesiredDeliveryMediums": ["EMAIL"]}
        )
        try:
            made = self._named(email, UserAttributes=attributes, **told)
        except ClientError as error:
            if error.response["Error"]["Code"] in _TAKEN and (known := self.find(email)):
                return known  # Somebody else let them in meanwhile.
            raise
        if self.password:
            self.client.admin_set_user_password(
                UserPoolId=self.pool_id,
                Username=_name(email),
                Password=self.password,
                Permanent=True,
            )
        return _user_id(made["User"]["Username"], made["User"]["Attributes"])

    def _named(self, email: str, **how: Any) -> Any:
        """A new sign-in, by its address; in a pool that was restored addresses only stand for
        names, so it gets one of their kind.
        """
        try:
            return self._create(_name(email), **how)
        except ClientError as error:
            if error.response["Error"]["Code"] != "InvalidParameterException":
                raise
        return self._create(named_by(str(uuid4())), **how)


def _name(email: str) -> str:
    """By what the pool knows an address: however it is typed, it is one mailbox."""
    return email.lower()


def _user_id(username: str, attributes: list[dict[str, str]]) -> str:
    subject = next(one["Value"] for one in attributes if one["Name"] == "sub")
    return user_id_of(subject, username)
