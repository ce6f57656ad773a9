"""Lets people in: a user of the pool and the person in the table, for the demo and for a deployment's first administrator."""

from dataclasses import replace
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain.people import Person
from chalicelib.store.entities import holders_item, person_item, to_holders, to_person
from chalicelib.store.keys import setting, user
from chalicelib.store.table import Table, name_of


class People:
    """The people of one deployment."""

    def __init__(self, cognito: Any, pool_id: str, table: Table) -> None:
        self.cognito = cognito
        self.pool_id = pool_id
        self.table = table

    def let_in(self, person: Person, password: str | None = None) -> Person:
        """Add the person unless the e-mail is known; without a password the pool mails an invitation."""
        person = replace(person, user_id=self._known_id(person.email) or self._invite(person.email, password))
        found = self.table.get([user(person.user_id), setting("creditLimits")])
        known = found.get(name_of(user(person.user_id)))
        if known:
            return to_person(known)
        holders = to_holders(found.get(name_of(setting("creditLimits"))))
        new, limits = replace(person, version=1), holders.with_person(person)
        self.table.write_batch([person_item(new), holders_item(replace(limits, version=limits.version + 1))])
        return new

    def _known_id(self, email: str) -> str | None:
        try:
            return _subject(self.cognito.admin_get_user(UserPoolId=self.pool_id, Username=email)["UserAttributes"])
        except ClientError as error:
            if error.response["Error"]["Code"] == "UserNotFoundException":
                return None
            raise

    def _invite(self, email: str, password: str | None) -> str:
        attributes = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        quietly = {"MessageAction": "SUPPRESS"} if password else {"DesiredDeliveryMediums": ["EMAIL"]}
        created = self.cognito.admin_create_user(UserPoolId=self.pool_id, Username=email, UserAttributes=attributes, **quietly)["User"]
        if password:
            self.cognito.admin_set_user_password(UserPoolId=self.pool_id, Username=email, Password=password, Permanent=True)
        return _subject(created["Attributes"])


def _subject(attributes: list[dict[str, str]]) -> str:
    return next(attribute["Value"] for attribute in attributes if attribute["Name"] == "sub")
