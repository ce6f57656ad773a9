"""The keys of disputes and tickets: of their events, files, threads and rounds, and of the lists
that they stand in.
"""

from collections.abc import Callable
from datetime import datetime

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.store.keys.base import MAX_SEQUENCE, Key, instant, safe

AFTER_WORK = "events"
"""The partition of `afterWork`."""
ATTACHED, ARRIVING = "ATTACHMENT#", "ARRIVING#"
"""What the sort keys of a dispute's files begin with, and of those that are on their way."""
SHARED = "SHARED#"
"""What the sort keys of what all sides of a dispute are told begin with."""
EVENTS = "EVENT#"
"""What the sort keys of all events of a dispute begin with."""


def dispute(dispute_id: str) -> Key:
    """A dispute."""
    return {"pk": f"DISPUTE#{safe(dispute_id)}", "sk": "DISPUTE"}


def dispute_of(key: Key) -> str:
    """The id of the dispute in whose partition something lies; it is the product's own, so nothing
    in it is escaped.
    """
    return key["pk"].removeprefix("DISPUTE#")


def disputes_of(role: str, party_id: OutsideID) -> str:
    """The disputes in which a party stands in a role: of `byCustomer` for the first party of a
    kind, of `byCounterparty` for the second.
    """
    return f"{safe(party_id)}#DISPUTE#{role}"


def by_deadline(kind: str) -> str:
    """The partition of `directory` with a kind's open disputes by what of them is due first."""
    return f"DEADLINE#{kind}"


def in_hands(kind: str, user_id: str) -> str:
    """The partition of `inHands` with the open disputes of a kind that somebody works."""
    return f"{kind}#{user_id}"


def fund_request(dispute_id: str, request_id: str) -> Key:
    """A fund request, in the state that it is in."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"REQUEST#{safe(request_id)}"}


def attachment(dispute_id: str, attachment_id: str, prefix: str = ATTACHED) -> Key:
    """A file of a dispute."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"{prefix}{safe(attachment_id)}"}


def event(dispute_id: str, sequence: int) -> Key:
    """An event of a dispute."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"EVENT#{sequence:08d}"}


def shared(dispute_id: str, number: int) -> Key:
    """An event as all sides of a dispute are told of it, numbered among these."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"{SHARED}{number:08d}"}


def told_prefix(side: str) -> str:
    """What the sort keys of what one side is told begin with, where sides are told apart."""
    return f"TOLD#{side}#"


def told(dispute_id: str, side: str, number: int) -> Key:
    """An event as one side is told of it, by that one's own number."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"{told_prefix(side)}{number:08d}"}


def events_after(
    dispute_id: str, number: int, place: Callable[[str, int], Key] = event
) -> tuple[str, str]:
    """The first and the last sort key that an event after this one can have, or what sides are told
    (`shared`, `told`).
    """
    return place(dispute_id, number + 1)["sk"], place(dispute_id, MAX_SEQUENCE)["sk"]


def after_work(at: datetime, dispute_id: str, sequence: int) -> Key:
    """The place in `afterWork` of an event whose after-work is to be done from this time on."""
    return {"after_pk": AFTER_WORK, "after_sk": f"{instant(at)}#{dispute_id}#{sequence:08d}"}


def presences(dispute_id: str) -> str:
    """The partition that says who has a dispute open."""
    return f"PRESENCE#{safe(dispute_id)}"


def presence(dispute_id: str, user_id: str) -> Key:
    """That a person has a dispute open."""
    return {"pk": presences(dispute_id), "sk": user_id}


def asked(dispute_id: str, number: int, place: int, user_id: str) -> Key:
    """A step of a round that waits for one person's answer."""
    return {
        "pk": dispute(dispute_id)["pk"],
        "sk": f"ASKED#{number:04d}#{place:04d}#{safe(user_id)}",
    }


def task(dispute_id: str, number: int, place: int) -> Key:
    """The task of the workflow that waits for the answer to a step of a round."""
    return {"pk": dispute(dispute_id)["pk"], "sk": f"TASK#{number:04d}#{place:04d}"}


def ticket(ticket_id: str) -> Key:
    """A ticket."""
    return {"pk": f"TICKET#{safe(ticket_id)}", "sk": "TICKET"}


def tickets_of(role: str, party_id: OutsideID, state: str | None = None) -> str:
    """The partition of `byCustomer` with the tickets of a party; of `byStatus` with those of them
    in a state, so that no page of the open ones reads through the others.
    """
    return f"{safe(party_id)}#TICKET#{role}" + (f"/{state}" if state else "")
