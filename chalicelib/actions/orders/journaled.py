"""Writing vendors, standings, payees and orders: each one version on from the one that was read,
with its entry in the journal (X-05, X-07).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.orders.order import Order
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.standing import Standing
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item
from chalicelib.store.orders import order_item, payee_item, standing_item, vendor_item
from chalicelib.store.table import IS_ABSENT, Put, Write, unwritten_or_at

Kept = TypeVar("Kept", Order, Vendor, Standing, Payee)

ITEMS: dict[type, Callable[[Any], Item]] = {
    Order: order_item,
    Vendor: vendor_item,
    Standing: standing_item,
    Payee: payee_item,
}


def journaled(known: Kept | None, told: Kept, hand: Hand) -> tuple[Kept, tuple[Write, ...]]:
    """The thing as it is kept, and what is written for it, itself first; `known` is as it was read,
    of version 0 or None where it never was written.

    However many steps led from one to the other, it is one version on.
    """
    before = known if known and known.version else None
    version = before.version if before else 0
    kept, entry = enter(before, replace(told, version=version + 1), hand)
    return kept, (
        Put(ITEMS[type(kept)](kept), unwritten_or_at(version)),
        Put(entry_item(entry), (IS_ABSENT,)),
    )
