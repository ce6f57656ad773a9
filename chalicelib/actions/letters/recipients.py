"""Who of those that letters are meant for would get them now, for previews alone (X-03)."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.actions.desk import Desk
from chalicelib.domain.approvals.notices import Notice, can_be_told
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.store import keys
from chalicelib.store.entities import to_person
from chalicelib.store.post import to_address
from chalicelib.store.table import name_of


def as_things_stand(desk: Desk, notices: Iterable[Notice], customer_id: OutsideID) -> tuple[Notice, ...]:
    """The notices to who may know of the customer, marked where the address is held back (DM-03, RV-03)."""
    meant = tuple(notices)
    users = desk.gather_more({one.user_id: keys.user(one.user_id) for one in meant}.values())
    people = {person.user_id: person for person in map(to_person, users.values()) if can_be_told(person, customer_id)}
    addresses = desk.gather_more({person.email: keys.address(person.email) for person in people.values()}.values())
    held = {name for name, item in addresses.items() if to_address(item).is_suppressed}
    return tuple(
        replace(one, is_held_back=name_of(keys.address(people[one.user_id].email)) in held) for one in meant if one.user_id in people
    )
