"""Who sends a request: somebody who signed in, a party by its link, or the product itself."""

from collections.abc import Callable, Mapping

from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import LinkOutdated, NotSignedIn, SecondFactorRequired
from chalicelib.links import address_mark
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_person
from chalicelib.store.keys import Key
from chalicelib.store.sessions import ended_key, factor_key, to_factor_at
from chalicelib.store.table import name_of
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Caller:
    """Who sends a request, as the sign-in says, and the permissions of which the route asks for
    one.
    """

    user_id: str
    needs: tuple[str, ...] = ()
    session: str | None = None
    """What all tokens of one sign-in share, where they came by one that can be ended."""
    asks_second_factor: bool = False
    """Whether a person whose role needs a second factor must have signed in with one (X-15)."""
    is_system: bool = False
    """Whether the product itself acts: in a workflow, a schedule, or after a commit."""
    acting: Person | Callable[[Mapping[str, Item]], Person] | None = None
    """Who acts for a party by its link or by mail, and has no account; a function where what is
    read tells who it is.
    """
    sent_to: str = ""
    """The mark of the address to which the link was sent by which somebody acts for a party; empty
    where it does not hang on one.
    """


def keys_of(caller: Caller) -> list[Key]:
    """What is read of who signed in: the person, the end of the session, and when its second factor
    was given.
    """
    session = caller.session
    own = [
        keys.user(caller.user_id) if caller.acting is None and not caller.is_system else None,
        ended_key(session) if session else None,
        factor_key(session) if session and caller.asks_second_factor else None,
    ]
    return [key for key in own if key]


def signed_in(caller: Caller, found: Mapping[str, Item]) -> Person:
    """The person who signed in; `NotSignedIn` for who may not work here, or not any more."""
    item = found.get(name_of(keys.user(caller.user_id)))
    if not item:
        raise NotSignedIn("The sign-in belongs to nobody who may work here.")
    if caller.session and name_of(ended_key(caller.session)) in found:
        raise NotSignedIn("You have signed out.")
    person = to_person(item)
    if not person.is_active:
        raise NotSignedIn("You have been deactivated; an administrator can let you in again.")
    if caller.asks_second_factor and person.needs_second_factor:
        _require_second_factor(caller, person, found)
    return person


def place_of(caller: Caller, party: object) -> Key | None:
    """Where the party lies in whose name somebody acts, with its address; None where the link does
    not hang on one.
    """
    if not isinstance(party, Person) or not caller.sent_to or party.party_id is None:
        return None
    place = keys.customer if party.role == CUSTOMER else keys.party
    return place(party.party_id)


def require_address(caller: Caller, person: Person, party: Item | None) -> None:
    """`LinkOutdated` where the party has another address than its link was sent to (CK-04,
    CO-27).
    """
    if address_mark((party or {}).get("email")) != caller.sent_to:
        raise LinkOutdated(
            "This link was sent to an address that is not the party's any more. Open the one in"
            " the latest mail, or sign in.",
            rule="CO-27" if person.role == CUSTOMER else "CK-04",
        )


def _require_second_factor(caller: Caller, person: Person, found: Mapping[str, Item]) -> None:
    """`SecondFactorRequired` for a sign-in of which the product has not seen the second factor
    itself: what the pool has of the person, a token could have changed (X-15).
    """
    session = caller.session
    given = to_factor_at(found.get(name_of(factor_key(session)))) if session else None
    if not person.has_given(given):
        can_set_up = person.second_factor_at is None
        raise SecondFactorRequired(
            "Your role needs a second factor to sign in: set one up."
            if can_set_up
            else "Sign in again with your second factor. Where it is not asked for, an"
            " administrator has to reset it.",
            setUp=can_set_up,
        )
