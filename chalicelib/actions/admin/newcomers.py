"""Letting people in: a sign-in in the user pool, the person in the table, and the journal's first
entry about them.
"""

from dataclasses import replace
from datetime import datetime
from typing import cast

from chalicelib.actions.admin.people import (
    PersonPart,
    PersonView,
    administered,
    changed_person,
    check_party,
    journaled_person,
    person_view,
    require_administered,
)
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.execution import Action, Decision, PlainAction, PlainDecision
from chalicelib.domain.disputes.journal import Hand, entry_of
from chalicelib.domain.people.checks import check_invited_again, check_newcomer
from chalicelib.domain.people.person import LimitHolders, Person
from chalicelib.errors import AlreadyDone, Forbidden
from chalicelib.store import keys
from chalicelib.store.entities import entry_item, holders_item, person_item, to_person
from chalicelib.store.pool import UserPool
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of, unwritten_or_at
from chalicelib.views.answers import DryRun
from chalicelib.views.parts import to_json


class NewcomerPreview(PersonPart, DryRun):
    """Somebody who would be let in, and has no id yet."""

    userID: None


def invite(pool: UserPool, person: Person) -> Action[PersonView, NewcomerPreview]:
    """Lets somebody in, who gets a mail with a first password; refused for an address by which
    somebody is here already.

    An address of somebody whom the administrator may not see looks free beforehand; only an
    invitation in earnest, which makes an account and an entry in the journal where it is free, is
    refused (RV-03). The sign-in is made before the person is written: it gives the id, and alone it
    lets nobody do anything. Where the try ends between the two, the next one finds it and goes on
    without a second mail.
    """

    def action(desk: Desk) -> Decision[PersonView, NewcomerPreview]:
        desk.gather(with_rules=True)
        check_newcomer(person)
        require_administered(desk.context.actor, person)
        known_id = pool.find(person.email)
        found = desk.gather_more([keys.user(known_id)] if known_id else [])
        known = (
            to_person(found[name_of(keys.user(known_id))])
            if known_id and name_of(keys.user(known_id)) in found
            else None
        )
        if known and desk.context.actor.administers(known):
            said = f"{person.email} is here already: {known.name}, {known.role}."
            raise AlreadyDone(said, errors=[{"pointer": "/email", "detail": said, "code": "taken"}])
        check_party(desk, person)
        view = {**person_view(person), "userID": None, "dryRun": True}
        preview = Answer(200, to_json(cast(NewcomerPreview, view)))
        if desk.command and desk.command.dry_run:
            return Decision((), Answer(200, to_json(person_view(person))), preview)
        if known:
            said = (
                f"You cannot let in {person.email}; an administrator who is limited to no customers"
                " can say more."
            )
            errors = [{"pointer": "/email", "detail": said, "code": "refused"}]
            raise Forbidden(said, rule="RV-03", unblockedBy=["admin"], errors=errors)
        newcomer = replace(person, user_id=known_id or pool.let_in(person.email), version=1)
        writes = writes_of(newcomer, desk.context.holders, desk.context.actor, desk.now)
        return Decision(writes, Answer(201, to_json(person_view(newcomer)), 1), preview)

    return action


def invite_again(pool: UserPool, user_id: str) -> PlainAction[PersonView]:
    """Mails another first password to somebody who has not signed in yet, since each is good for
    some days only (X-15).

    The mail goes before that is written, once for a request however often that is tried.
    """
    mailed: list[str] = []

    def action(desk: Desk) -> PlainDecision[PersonView]:
        found = desk.gather([keys.user(user_id)], with_rules=True)
        known = administered(found, user_id, desk.context.actor)
        desk.require_version(known.version)
        check_invited_again(known, awaits_password=pool.awaits_password(known.email))
        if desk.command and not desk.command.dry_run and not mailed:
            pool.invite_again(known.email)
            mailed.append(known.email)
        # Of a pool that was lost the table may know a factor that the new one does not.
        invited = replace(known, invited_at=desk.now, second_factor_at=None)
        return changed_person(desk, known, invited)

    return action


def writes_of(person: Person, holders: LimitHolders, by: Person, at: datetime) -> tuple[Write, ...]:
    """The person, the list of limit holders that must agree with it, and who let the person in
    (X-05, CU-14).
    """
    hand = Hand(by.user_id, by.name, at)
    entry = entry_of(f"user/{person.user_id}", 1, hand, {}, journaled_person(person))
    limits = replace(holders.with_person(person), version=holders.version + 1)
    return (
        Put(person_item(replace(person, last_hash=entry.hash)), (IS_ABSENT,)),
        Put(holders_item(limits), unwritten_or_at(holders.version)),
        Put(entry_item(entry), (IS_ABSENT,)),
    )
