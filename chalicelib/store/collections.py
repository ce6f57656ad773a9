"""Follow-ups on open items, their events, and the settings of collections, as items of the
table.
"""

from chalicelib.domain.collections.chasing import ChaseTerms, read_terms
from chalicelib.domain.collections.follow_up import FollowUp, FollowUpEvent
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

ITEM_STATUSES, MODELS, CHASING = map(keys.setting, ("itemStatuses", "followUpModels", "chasing"))
"""Where the settings lie."""


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
    listed |= _where_it_waits(follow_up)
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
    listed = {
        "waiting_pk": keys.follow_ups_waiting(party),
        "changed_sk": keys.longest_waiting(party) + place,
        "amount_sk": keys.longest_waiting(party, follow_up.item_status) + place,
        "hands_pk": keys.follow_ups_waiting(party, follow_up.collector_id),
        "directory_sk": place,
    }
    if follow_up.resolver_id:
        listed["directory_pk"] = keys.follow_ups_waiting(party, follow_up.resolver_id)
    return listed


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
