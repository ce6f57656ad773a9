"""Payouts, and what several cases carry, as items of the table."""

from chalicelib.domain.orders.listed_payout import ListedPayout
from chalicelib.domain.orders.telling import ToldPayout
from chalicelib.domain.orders.terms import EarlierClaims
from chalicelib.domain.orders.uses import Carried
from chalicelib.domain.orders.workload import Workload
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.table import IS_ABSENT, Check, Condition, Delete


def payout_item(payout: ListedPayout) -> Item:
    """A payout, listed by how it stands, among all and those of its customer."""
    place = f"{keys.instant(payout.at)}#{payout.payout_id}"
    listed = {
        "directory_pk": keys.payouts_in(payout.status),
        "directory_sk": place,
        "status_pk": keys.payouts_of(payout.parties[CUSTOMER], payout.status),
        "opened_sk": place,
    }
    return dump(payout) | keys.payout(payout.payout_id) | listed


def told_item(told: ToldPayout) -> Item:
    """That the bank was told of a payout, beside it."""
    return dump(told) | keys.told_payout(told.payout_id)


def told_as_read(payout_id: str, told: ToldPayout | None) -> Check:
    """The bank was told nothing else of a payout since that was read; None: nothing at all."""
    return Check(keys.told_payout(payout_id), (_same_file(told) if told else IS_ABSENT,))


def told_nothing(told: ToldPayout) -> Delete:
    """No file holds the payout any more, if none was taken since that was read."""
    return Delete(keys.told_payout(told.payout_id), (_same_file(told),))


def _same_file(told: ToldPayout) -> Condition:
    return Condition(
        "no other file was taken since", "#file_id = :file_id", {":file_id": told.file_id}
    )


def carried_item(carried: Carried) -> Item:
    """What several cases carry."""
    return dump(carried) | keys.carried(carried.kind, carried.name)


def claims_item(claims: EarlierClaims) -> Item:
    """The latest claims of a customer against a vendor."""
    return dump(claims) | keys.claims(claims.customer_id, claims.vendor_id)


def workload_item(held: Workload) -> Item:
    """What a person has in hands."""
    return dump(held) | keys.workload(held.user_id)


def to_workload(item: Item) -> Workload:
    """What a person has in hands, as an item tells it."""
    return load(Workload, item)


def to_claims(item: Item) -> EarlierClaims:
    """The claims of a customer against a vendor that an item holds."""
    return load(EarlierClaims, item)


def to_payout(item: Item) -> ListedPayout:
    """The payout that an item holds."""
    return load(ListedPayout, item)


def to_told(item: Item) -> ToldPayout:
    """What the bank was told of a payout, as an item holds it."""
    return load(ToldPayout, item)


def to_carried(item: Item) -> Carried:
    """What several cases carry, as an item holds it."""
    return load(Carried, item)
