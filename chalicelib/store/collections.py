"""Follow-ups on open items, their events, and the settings of collections, as items of the
table.
"""

from chalicelib.domain.collections.chasing import ChaseTerms, read_terms
from chalicelib.domain.collections.events import FollowUpEvent
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.statuses import (
    MODEL_ROWS,
    STATUS_ROWS,
    FollowUpModel,
    ItemStatus,
    read_models,
    read_statuses,
)
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.table import Condition, Delete, Put, Write

ITEM_STATUSES, MODELS, CHASING = map(keys.setting, ("itemStatuses", "followUpModels", "chasing"))
"""Where the settings lie."""
_OF_CHAIN = ("sequence", "last_hash")


def follow_up_item(follow_up: FollowUp) -> Item:
    """A follow-up, listed by when it is due: all, of its customer, its people and its status, in
    progress or ended; those in progress by since when they wait too, for whom and in whose hands,
    and among what is to be chased.
    """
    state = "open" if follow_up.is_open else "ended"
    place = f"{follow_up.due.isoformat()}#{follow_up.follow_up_id}"
    listed = {
        "queue_pk": keys.follow_ups_in(state),
        "opened_sk": place,
        "customer_pk": keys.follow_ups_of_customer(follow_up.customer_id, state),
        "customer_sk": place,
        "assignee_pk": keys.follow_ups_of(follow_up.collector_id, state),
        "status_pk": keys.follow_ups_under(follow_up.item_status, state),
    }
    if follow_up.resolver_id:
        listed["resolver_pk"] = keys.follow_ups_of(follow_up.resolver_id, state)
    listed |= _where_it_waits(follow_up) | _where_it_waits_of(follow_up, follow_up.resolver_id)
    if follow_up.chase_at:
        listed |= {
            "due_pk": keys.due("CHASE"),
            "due_sk": keys.due_at(follow_up.chase_at, follow_up.follow_up_id),
        }
    return dump(follow_up) | keys.follow_up(follow_up.follow_up_id) | listed


def _where_it_waits(follow_up: FollowUp) -> dict[str, str]:
    """The lists of what waits for a party, in which a follow-up is (X-04)."""
    party, since = follow_up.waiting_for, follow_up.waiting_since
    if not party or not since:
        return {}
    place = f"{since.isoformat()}#{follow_up.follow_up_id}"
    return {
        "waiting_pk": keys.follow_ups_waiting(party),
        "changed_sk": keys.longest_waiting(party) + place,
        "amount_sk": keys.longest_waiting(party, follow_up.item_status) + place,
        "hands_pk": keys.follow_ups_waiting(party, follow_up.collector_id),
        "directory_sk": place,
    }


def _where_it_waits_of(follow_up: FollowUp, user_id: str | None) -> dict[str, str]:
    """The list of what waits for a party in somebody's hands, if it is in it (X-04)."""
    party, since = follow_up.waiting_for, follow_up.waiting_since
    if user_id is None or not party or not since or not follow_up.is_with(user_id, party):
        return {}
    return {
        "directory_pk": keys.follow_ups_waiting(party, user_id),
        "directory_sk": f"{since.isoformat()}#{follow_up.follow_up_id}",
    }


def hands_items(follow_up: FollowUp) -> dict[str, Item]:
    """Person → the follow-up as it lies in the lists of that one, who is asked about single items;
    the one who has all of it finds it by itself (DM-07, DM-10).

    It says nothing of the chain, so that an event alone changes none of them.
    """
    told = {name: value for name, value in dump(follow_up).items() if name not in _OF_CHAIN}
    return {
        user_id: told
        | keys.follow_up_hands(follow_up.follow_up_id, user_id)
        | {
            "resolver_pk": keys.follow_ups_of(user_id),
            "opened_sk": f"{follow_up.due.isoformat()}#{follow_up.follow_up_id}",
        }
        | _where_it_waits_of(follow_up, user_id)
        for user_id in follow_up.awaited
        if user_id != follow_up.resolver_id
    }


def follow_up_writes(
    before: FollowUp | None, after: FollowUp, unchanged: tuple[Condition, ...]
) -> tuple[Write, ...]:
    """The follow-up, and where it lies besides: in the lists of whoever else is asked, and of who
    is not any more no longer (DM-07).
    """
    known = hands_items(before) if before else {}
    now = hands_items(after)
    return (
        Put(follow_up_item(after), unchanged),
        *(Put(item) for user_id, item in now.items() if item != known.get(user_id)),
        *(
            Delete(keys.follow_up_hands(after.follow_up_id, user_id))
            for user_id in known
            if user_id not in now
        ),
    )


def follow_up_event_item(event: FollowUpEvent, *, is_new: bool = True) -> Item:
    """An event of a follow-up; a new one from which a letter follows among those to be worked
    off.
    """
    item = dump(event) | keys.follow_up_event(event.follow_up_id, event.sequence)
    if is_new and event.has_after_work:
        item |= keys.after_work(event.at, event.follow_up_id, event.sequence)
    return item


def to_follow_up(item: Item) -> FollowUp:
    """The follow-up that an item holds."""
    return load(FollowUp, item)


def to_follow_up_event(item: Item) -> FollowUpEvent:
    """The event of a follow-up that an item holds."""
    return load(FollowUpEvent, item)


def to_statuses(item: Item | None) -> tuple[ItemStatus, ...]:
    """The statuses of items that administrators have set, or the standard ones."""
    return read_statuses(item["value"] if item and item["value"] else STATUS_ROWS)


def to_models(item: Item | None) -> tuple[FollowUpModel, ...]:
    """The models of follow-ups that administrators have set, or the standard ones."""
    return read_models(item["value"] if item and item["value"] else MODEL_ROWS)


def to_chase_terms(item: Item | None) -> ChaseTerms:
    """How resolvers are chased, as administrators have set it."""
    return read_terms(item["value"][0]) if item and item["value"] else ChaseTerms()
