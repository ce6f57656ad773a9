"""What keys are made of: identifiers, names and moments, as they sort; and what many kinds of
things are listed by.
"""

from datetime import datetime

from chalicelib.domain.base.identifiers import OutsideID

TIME_TO_LIVE = "expires_at"
"""The field by which the table forgets an item."""
MAX_NAME, MAX_SEQUENCE = 100, 99_999_999
"""How much of a name is in a key, in characters; the highest number of an event."""
Key = dict[str, str]


def safe(identifier: OutsideID) -> str:
    """The identifier with the separator escaped, so that two identifiers never make one key."""
    return str(identifier).replace("%", "%25").replace("#", "%23")


def instant(at: datetime) -> str:
    """A moment as it sorts: UTC, to the microsecond, always the same length."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def named(name: str, identifier: OutsideID) -> str:
    """The sort key of things listed by name: the name's beginning is enough to sort by, and fits a
    key.
    """
    return f"{name.casefold()[:MAX_NAME]}#{identifier}"


def of_customer(customer_id: OutsideID, what: str) -> str:
    """A partition of `byCustomer`: `INVOICE`, `PAYMENT`, `NOTE`, `ORDER`; `BOOKING` of an operator;
    `WALLET` of a party.

    And of `byCounterparty`: `BOOKING` of an aggregator, `ORDER` of a vendor; of `queueByChange`:
    `PROMISE`.
    """
    return f"{safe(customer_id)}#{what}"


def due(what: str) -> str:
    """The partition of `due` with one kind of work."""
    return f"{what}#0"


def sweep_beat() -> Key:
    """That a sweep came."""
    return {"pk": "SWEEP", "sk": "BEAT"}


def due_at(at: datetime, identifier: str) -> str:
    """The place in `due` of work that is due at a time."""
    return f"{instant(at)}#{identifier}"


def time_of_due(place: str) -> datetime:
    """When the work at a place in `due` is due."""
    return datetime.fromisoformat(place.partition("#")[0])


def id_of_due(place: str) -> str:
    """The id in a place in `due`."""
    return place.partition("#")[2]
