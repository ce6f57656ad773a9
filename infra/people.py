"""Lets people in: a user of the pool and the person in the table, for the demo and for a deployment's first administrator."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.actions.settings import told_of
from chalicelib.domain.events import Entry
from chalicelib.domain.people import LimitHolders, Person
from chalicelib.store.entities import entry_item, holders_item, person_item, to_holders, to_person
from chalicelib.store.keys import setting, user
from chalicelib.store.table import IS_ABSENT, Conflict, Put, Table, Unacknowledged, name_of, unwritten_or_at

BY = "deployment"
"""Who let somebody in, in the journal: whoever has the rights of the AWS account."""


class People:
    """The people of one deployment."""

    def __init__(self, cognito: Any, pool_id: str, table: Table) -> None:
        self.cognito = cognito
        self.pool_id = pool_id
        self.table = table

    def let_in(self, person: Person, password: str | None = None) -> tuple[Person, bool]:
        """The person, and whether it is new: who is there already stays as is. Without a password the pool mails an invitation.

        Like every change of a person it goes to the journal, and it holds against others that are made at the same time.
        """
        person = replace(person, user_id=self._known_id(person.email) or self._invite(person.email, password), version=1)
        while True:
            found = self.table.get([user(person.user_id), setting("creditLimits")])
            known = found.get(name_of(user(person.user_id)))
            if known:
                return to_person(known), False
            with suppress(Conflict, Unacknowledged):
                self._write(person, to_holders(found.get(name_of(setting("creditLimits")))))
                return person, True

    def _write(self, person: Person, holders: LimitHolders) -> None:
        entry = Entry(f"user/{person.user_id}", 1, BY, BY.capitalize(), datetime.now(UTC), {}, told_of(person), "").sealed()
        limits = replace(holders.with_person(person), version=holders.version + 1)
        writes = (
            Put(person_item(replace(person, last_hash=entry.hash)), (IS_ABSENT,)),
            Put(holders_item(limits), unwritten_or_at(holders.version)),
            Put(entry_item(entry), (IS_ABSENT,)),
        )
        self.table.commit(writes)

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
