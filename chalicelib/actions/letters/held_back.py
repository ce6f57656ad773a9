"""Whether mail to an address is held back, told where the address stands (DM-03)."""

from collections.abc import Iterable
from typing import Any

from chalicelib.actions.desk import Desk
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.store import keys
from chalicelib.store.table import name_of
from chalicelib.views.parts import View, instant


def with_mail(desk: Desk, rows: Iterable[View]) -> list[View]:
    """The rows, each with why and since when no mail goes to its `email`; null where mail does. One batch read for all."""
    told = list(rows)
    held = _held(desk, {row["email"] for row in told if row["email"]})
    return [row | {"mailHeldBack": held.get(row["email"])} for row in told]


def party_mail(desk: Desk, person: Person) -> View:
    """For people of a party: the address that mail to the party goes to, and whether it does; null where it gave none."""
    if person.party_id is None:
        return {}
    key = keys.customer(person.party_id) if person.role == CUSTOMER else keys.party(person.party_id)
    party = desk.gather_more([key]).get(name_of(key))
    return {"partyMail": with_mail(desk, [{"email": party["email"]}])[0] if party and party.get("email") else None}


def _held(desk: Desk, emails: set[str]) -> dict[str, Any]:
    found = desk.gather_more({name_of(key): key for key in map(keys.address, emails)}.values())
    if not found:
        return {}
    from chalicelib.store.post import to_address  # late: most addresses get their mail

    kept = {email: found.get(name_of(keys.address(email))) for email in emails}
    addresses = {email: to_address(item) for email, item in kept.items() if item}
    return {email: {"reason": one.reason, "since": instant(one.since)} for email, one in addresses.items() if one.is_suppressed}
