"""Who would get letters: those who work here or act for a party, and for previews alone who of
those that are meant would get one now (X-03).
"""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.actions.desk import Desk
from chalicelib.domain.approvals.notices import Notice, can_be_told
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.people.person import Person
from chalicelib.store import keys
from chalicelib.store.entities import to_person
from chalicelib.store.post import to_address
from chalicelib.store.table import Table, name_of


def preview(desk: Desk, notices: Iterable[Notice], parties: Parties) -> tuple[Notice, ...]:
    """The notices to those who may know of the matter, marked where the address is held back
    (DM-03, RV-03).
    """
    meant = tuple(notices)
    users = desk.gather_more({one.user_id: keys.user(one.user_id) for one in meant}.values())
    people = {
        person.user_id: person
        for person in map(to_person, users.values())
        if can_be_told(person, parties)
    }
    addresses = desk.gather_more(
        {person.email: keys.address(person.email) for person in people.values()}.values()
    )
    held = {name for name, item in addresses.items() if to_address(item).is_suppressed}
    return tuple(
        replace(one, is_held_back=name_of(keys.address(people[one.user_id].email)) in held)
        for one in meant
        if one.user_id in people
    )


def active_staff(table: Table) -> Iterable[Person]:
    """Everybody who works here and can sign in: they are few beside what they work on, and this is
    read once for a letter.
    """
    return _active(table, keys.PEOPLE, "directory")


def active_people_of(table: Table, role: str, party_id: OutsideID) -> Iterable[Person]:
    """Everybody of a party who can sign in."""
    return _active(table, keys.people_of(role, party_id), "byCustomer")


def _active(table: Table, partition: str, index: str) -> Iterable[Person]:
    for page in table.pages(partition, index=index):
        yield from (person for person in map(to_person, page.items) if person.is_active)
