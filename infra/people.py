"""Lets people in: a user of the pool and the person in the table, for the demo and for a
deployment's first administrator.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chalicelib.actions.admin.newcomers import writes_of
from chalicelib.actions.admin.people import person_writes
from chalicelib.domain.people.person import Person
from chalicelib.store.entities import to_holders, to_person
from chalicelib.store.keys import setting, user
from chalicelib.store.pool import UserPool
from chalicelib.store.table import Conflict, Table, Unacknowledged, name_of

BY = Person("deployment", "", "Deployment", "system")
"""Who let somebody in, in the journal: whoever has the rights of the AWS account."""


class People:
    """The people of one deployment."""

    def __init__(self, cognito: Any, pool_id: str, table: Table) -> None:
        self.cognito = cognito
        self.pool_id = pool_id
        self.table = table

    def invite_again(self, person: Person) -> bool:
        """Mails another first password to someone who has not signed in yet, as the journal then
        tells; False for anybody else. Such a one has no second factor, though the table may know
        one of a pool that was lost.
        """
        pool = UserPool(self.cognito, self.pool_id)
        if not (person.is_active and pool.awaits_password(person.email)):
            return False
        pool.invite_again(person.email)
        self._change(
            person.user_id,
            lambda known, now: replace(known, invited_at=now, second_factor_at=None),
        )
        return True

    def reset_second_factor(self, email: str) -> bool:
        """Takes away the second factor of somebody whose phone is lost, as the journal then tells;
        False for nobody. It is for who has no other administrator to do it on the page (X-15).
        """
        pool = UserPool(self.cognito, self.pool_id)
        user_id = pool.find(email)
        if not user_id or not self.table.get([user(user_id)]):
            return False
        pool.reset_second_factor(email)
        pool.sign_out(email)
        self._change(user_id, lambda known, _: replace(known, second_factor_at=None))
        return True

    def _change(self, user_id: str, change: Callable[[Person, datetime], Person]) -> None:
        while True:
            found = self.table.get([user(user_id), setting("creditLimits")])
            known, now = to_person(found[name_of(user(user_id))]), datetime.now(UTC)
            holders = to_holders(found.get(name_of(setting("creditLimits"))))
            with suppress(Conflict, Unacknowledged):
                self.table.commit(person_writes(known, change(known, now), holders, BY, now)[1])
                return

    def let_in(self, person: Person, password: str | None = None) -> tuple[Person, bool]:
        """The person, and whether it is new: who is there already stays as is. Without a password
        the pool mails an invitation.

        Like every change of a person it goes to the journal, and it holds against others that are
        made at the same time.
        """
        person = replace(
            person,
            user_id=UserPool(self.cognito, self.pool_id, password).let_in(person.email),
            version=1,
        )
        while True:
            found = self.table.get([user(person.user_id), setting("creditLimits")])
            known = found.get(name_of(user(person.user_id)))
            if known:
                return to_person(known), False
            with suppress(Conflict, Unacknowledged):
                holders = to_holders(found.get(name_of(setting("creditLimits"))))
                self.table.commit(writes_of(person, holders, BY, datetime.now(UTC)))
                return person, True
