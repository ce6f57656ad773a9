"""The keys of follow-ups on open items, of reminders, and of whom these do not reach."""

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.store.keys.base import Key, of_customer, safe
from chalicelib.store.keys.disputes import EVENTS
from chalicelib.store.keys.invoices import customer

HANDS = "HANDS#"
"""How the sort keys begin of a follow-up in the lists of who clears up single items."""
UNREACHED = "UNREACHED"
"""The partition of `directory` with the customers whom no reminder reaches."""
TO_POST = "TOPOST"
"""The same with those whose letters on paper are on their way to the post."""


def follow_up(follow_up_id: str) -> Key:
    """A follow-up on open items."""
    return {"pk": f"FOLLOWUP#{safe(follow_up_id)}", "sk": "FOLLOWUP"}


def follow_up_event(follow_up_id: str, sequence: int) -> Key:
    """An event of a follow-up."""
    return {"pk": follow_up(follow_up_id)["pk"], "sk": f"{EVENTS}{sequence:08d}"}


def follow_up_hands(follow_up_id: str, user_id: str) -> Key:
    """A follow-up as it lies in the lists of who clears up items of it alone, and is asked."""
    return {"pk": follow_up(follow_up_id)["pk"], "sk": f"{HANDS}{safe(user_id)}"}


def follow_ups_in(state: str) -> str:
    """The partition of `queue` with the follow-ups in progress (`open`), or `ended`; those in
    progress lie there by whom they wait for too, in `queueByChange` and `queueByAmount`.
    """
    return f"FOLLOWUP#{state}"


def follow_ups_under(status_id: OutsideID, state: str) -> str:
    """The partition of `byStatus` with the follow-ups of a status, in progress or `ended`."""
    return f"FOLLOWUP#{state}/status/{safe(status_id)}"


def follow_ups_waiting(party: str, user_id: str | None = None) -> str:
    """The partition of `byWaiting` with the follow-ups that wait for a party; with a person, of
    `inHands` with those that this one collects, of `directory` with those that it clears up.
    """
    return f"FOLLOWUP#waits/{party}" + (f"/{safe(user_id)}" if user_id is not None else "")


def longest_waiting(party: str, status_id: OutsideID | None = None) -> str:
    """How the places in `queueByChange` begin of what waits for a party, by since when; with a
    status of items, those in `queueByAmount`.
    """
    return f"{party}#" + (f"{safe(status_id)}#" if status_id is not None else "")


def follow_ups_of_customer(customer_id: OutsideID, state: str) -> str:
    """The partition of `byCustomer` with a customer's follow-ups in progress (`open`), or `ended`,
    so that no page of the ones reads through the others.
    """
    return of_customer(customer_id, f"FOLLOWUP/{state}")


def follow_ups_of(user_id: str, state: str = "open") -> str:
    """The partition of `byAssignee` or `byResolver` with a person's follow-ups in progress, or
    `ended`.
    """
    return f"FOLLOWUP#{state}/person/{safe(user_id)}"


def items_with(status_id: OutsideID) -> str:
    """The partition of `byStatus` with the invoices that carry a status of open items."""
    return f"ITEM#{safe(status_id)}"


def dunning(customer_id: OutsideID) -> Key:
    """The reminders of a customer."""
    return {"pk": customer(customer_id)["pk"], "sk": "DUNNING"}


def dunning_walk() -> Key:
    """Where the walk along what is overdue stands."""
    return {"pk": "DUNNING", "sk": "WALK"}


def promise_request(customer_id: OutsideID) -> Key:
    """What a customer was asked by mail to promise."""
    return {"pk": customer(customer_id)["pk"], "sk": "PROMISEREQUEST"}
