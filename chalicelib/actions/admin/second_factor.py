"""The second factor of a sign-in: setting one up, and an administrator's reset of one that was lost
(X-15).

The pool asks who has one for its codes. Whether a role needs one the product judges itself, at each
request, by what it has seen: the mark of a sign-in that gave a code here (`store/sessions.py`). A
token alone can take the factor off at the pool, and what it takes off leaves no mark.
"""

from dataclasses import replace
from urllib.parse import quote

import segno
from typing_extensions import TypedDict

from chalicelib.actions.admin.people import PersonView, administered, changed_person
from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import PlainAction, PlainDecision
from chalicelib.domain.people.person import Person
from chalicelib.errors import AlreadyDone, Forbidden
from chalicelib.store import keys
from chalicelib.store.pool import UserPool
from chalicelib.store.sessions import Sessions, factor_item
from chalicelib.store.table import Put

ISSUER = "Redress"
"""What the code is for, as the app on the phone says it."""


class SecretView(TypedDict):
    """The secret from which an app on a phone makes codes."""

    secret: str
    address: str
    picture: list[str]


def begin(desk: Desk, sessions: Sessions, token: str) -> SecretView:
    """A secret for whoever has no second factor yet; nothing is asked for before its first code is
    confirmed.
    """
    desk.gather()
    _require_none(desk.context.actor)
    secret = sessions.begin_second_factor(token)
    label = quote(f"{ISSUER}:{desk.context.actor.email}")
    address = f"otpauth://totp/{label}?secret={secret}&issuer={ISSUER}"
    rows = segno.make(address, error="m", micro=False).matrix
    picture = ["".join(str(dark) for dark in row) for row in rows]
    return {"secret": secret, "address": address, "picture": picture}


def confirm(sessions: Sessions, token: str, code: str) -> PlainAction[PersonView]:
    """Has a code asked for at each sign-in from now on; this one has given it.

    The pool is told before that is written, once for a request however often it is tried.
    """
    told: list[str] = []

    def action(desk: Desk) -> PlainDecision[PersonView]:
        desk.gather(with_rules=True)
        person = desk.context.actor
        desk.require_version(person.version)
        _require_none(person)
        if desk.command and not desk.command.dry_run and not told:
            sessions.confirm_second_factor(token, code)
            told.append(person.user_id)
        return _marked(desk, person)

    return action


def given(desk: Desk) -> PlainDecision[PersonView]:
    """A sign-in has given its code: that is what its requests are judged by. Where the person was
    not known to have a factor, since what was to say so got lost, it is now.
    """
    desk.gather(with_rules=True)
    return _marked(desk, desk.context.actor)


def reset(pool: UserPool, user_id: str) -> PlainAction[PersonView]:
    """Takes somebody's second factor away, whose phone is lost; who needs one sets up another at
    the next sign-in, by the password alone.

    No sign-in that was made with it is good for anything from then on.
    """
    told: list[str] = []

    def action(desk: Desk) -> PlainDecision[PersonView]:
        found = desk.gather([keys.user(user_id)], with_rules=True)
        known = administered(found, user_id, desk.context.actor)
        if known.user_id == desk.context.actor.user_id:
            own = "Nobody resets the own second factor; another administrator has to."
            raise Forbidden(own, rule="X-15", unblockedBy=["admin"])
        desk.require_version(known.version)
        if desk.command and not desk.command.dry_run and not told:
            pool.reset_second_factor(known.email)
            pool.sign_out(known.email)
            told.append(known.user_id)
        return changed_person(desk, known, replace(known, second_factor_at=None))

    return action


def _marked(desk: Desk, person: Person) -> PlainDecision[PersonView]:
    """The sign-in that somebody came with has given its code, and the person has a factor."""
    since = person.second_factor_at or desk.now
    decision = changed_person(desk, person, replace(person, second_factor_at=since))
    session = desk.caller.session
    mark = (Put(factor_item(session, desk.now)),) if session else ()
    return replace(decision, writes=(*decision.writes, *mark))


def _require_none(person: Person) -> None:
    if person.second_factor_at:
        raise AlreadyDone(
            "You have a second factor already. Where its phone is lost, an administrator resets"
            " it.",
            rule="X-15",
        )
