"""Somebody of any role, let in for a test."""

from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.store.entities import person_item
from tests.app import App
from tests.people import IMPORTER


def hire(
    app: App,
    role: str,
    limit_to: tuple[str, ...] = (),
    party_id: str | None = None,
    rights: tuple[str, ...] = IMPORTER,
) -> None:
    """Lets somebody in with this role; a customer's own person acts for the customer that others
    are limited to.
    """
    parties = {CUSTOMER: (*limit_to, "1001")[0], "operator": "OP-1", "aggregator": "AGG"}
    parties |= {"vendor": "V-2" if limit_to else "V-1"}
    party = party_id or parties.get(role)
    person = Person(
        "hired",
        "hired@demo.test",
        "Hal Hired",
        role,
        {"USD": 1_000_000_00},
        limit_to,
        party,
        rights=rights,
        version=1,
    )
    app.table.write_batch([person_item(person)])
