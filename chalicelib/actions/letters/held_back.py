"""Whether mail to an address is held back, told where the address stands (DM-03)."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.store import keys
from chalicelib.store.table import name_of
from chalicelib.views.customer import MailHeldBack
from chalicelib.views.parts import instant

Row = TypeVar("Row")


class PartyMail(TypedDict):
    """The address that mail to a party goes to, and whether it does."""

    email: str
    mailHeldBack: MailHeldBack | None


def with_mail(desk: Desk, rows: Iterable[Row]) -> list[Row]:
    """The rows, each with why and since when no mail goes to its `email`; null where mail does. One
    batch read for all.
    """
    told = cast(list[dict[str, Any]], list(rows))
    held = _held(desk, {row["email"] for row in told if row["email"]})
    return cast(list[Row], [row | {"mailHeldBack": held.get(row["email"])} for row in told])


def party_mail(desk: Desk, person: Person) -> PartyMail | None:
    """For people of a party: the address that mail to the party goes to, and whether it does; null
    where it gave none.
    """
    if person.party_id is None:
        return None
    key = keys.customer(person.party_id) if person.role == CUSTOMER else keys.party(person.party_id)
    party = desk.gather_more([key]).get(name_of(key))
    if not party or not party.get("email"):
        return None
    [row] = with_mail(desk, [{"email": party["email"]}])
    return cast(PartyMail, row)


def _held(desk: Desk, emails: set[str]) -> dict[str, Any]:
    found = desk.gather_more({name_of(key): key for key in map(keys.address, emails)}.values())
    if not found:
        return {}
    from chalicelib.store.post import to_address  # late: most addresses get their mail

    kept = {email: found.get(name_of(keys.address(email))) for email in emails}
    addresses = {email: to_address(item) for email, item in kept.items() if item}
    return {
        email: {"reason": one.reason, "since": instant(one.since)}
        for email, one in addresses.items()
        if one.is_suppressed
    }
