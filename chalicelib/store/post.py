"""Letters and addresses as items, and back."""

from datetime import timedelta

from chalicelib.domain.letters.digests import STANDARD_QUIET, Digest
from chalicelib.domain.letters.dispatch import DISPUTE, PROMISE, REMINDER, TICKET, Address, Dispatch
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

DIGESTS = {DISPUTE: "DIGEST", TICKET: "TICKETDIGEST"}
"""What a thread is of → among which work it is due."""


def dispatch_item(dispatch: Dispatch) -> Item:
    """What became of a letter, listed when it was given up; reminders tell that themselves, and so
    does what asks for a promise.
    """
    item = dump(dispatch) | keys.letter(dispatch.dispute_id, dispatch.sequence, dispatch.user_id)
    if not dispatch.given_up_at or dispatch.of in (REMINDER, PROMISE):
        return item
    letter = f"{dispatch.dispute_id}#{dispatch.sequence:08d}#{dispatch.user_id}"
    place = f"{keys.instant(dispatch.given_up_at)}#{letter}"
    return item | {"directory_pk": keys.GIVEN_UP, "directory_sk": place}


def address_item(address: Address) -> Item:
    """An address, listed among those that no mail goes to or among those that were released."""
    listed = {"directory_pk": keys.SUPPRESSED if address.is_suppressed else keys.RELEASED}
    return (
        dump(address)
        | keys.address(address.email)
        | listed
        | {"directory_sk": f"{keys.instant(address.since)}#{address.email}"}
    )


def digest_item(digest: Digest) -> Item:
    """What an audience was told by mail about a thread, listed by when to look again."""
    item = dump(digest) | keys.digest(digest.dispute_id, digest.audience, digest.of)
    return item | (
        {
            "due_pk": keys.due(DIGESTS[digest.of]),
            "due_sk": keys.due_at(digest.look_at, digest.dispute_id),
        }
        if digest.look_at
        else {}
    )


def to_digest(item: Item) -> Digest:
    """What an audience was told, as an item holds it."""
    return load(Digest, item)


def to_quiet(item: Item | None) -> timedelta:
    """For how long nobody gets a second letter about a thread, as configured."""
    return (
        timedelta(minutes=item["value"][0]["quietMinutes"])
        if item and item["value"]
        else STANDARD_QUIET
    )


def to_dispatch(item: Item) -> Dispatch:
    """The state of a letter that an item holds."""
    return load(Dispatch, item)


def to_address(item: Item) -> Address:
    """The address that an item holds."""
    return load(Address, item)
