"""What bringing in a vendor or an order changes, by a request or by a file (X-12)."""

from dataclasses import replace

from chalicelib.actions.orders.journaled import journaled
from chalicelib.actions.upserts import Found, Upserted
from chalicelib.domain.base.identifiers import PLATFORM, OutsideID
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.disputes.parties import taken
from chalicelib.domain.orders.order import VENDOR, Note, Order, merge_order, with_note
from chalicelib.domain.orders.vendor import Vendor, merge_vendor
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.domain.wallets.ledger import Wallet, wallet_id
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.keys import Key
from chalicelib.store.ledger import place_item, wallet_item
from chalicelib.store.orders import to_order, to_vendor
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of


def vendor_keys(told: Vendor) -> list[Key]:
    """The vendor, its wallet, and the one of the platform, which pays and fines in it."""
    wallets = (keys.wallet(wallet_id(one, told.currency)) for one in (told.vendor_id, PLATFORM))
    return [keys.party(told.vendor_id), *wallets]


def known_vendor(told: Vendor, found: Found) -> Vendor | None:
    """The vendor as it is known; `NotChangeable` where an operator or aggregator has its id."""
    item = found.get(name_of(keys.party(told.vendor_id)))
    if item and item["role"] != VENDOR:
        raise taken(item["name"], item["role"])
    return to_vendor(item) if item else None


def upsert_vendor(told: Vendor, found: Found, hand: Hand) -> Upserted:
    """A vendor with its wallet, and the platform's where it has none in that currency yet."""
    known = known_vendor(told, found)
    merged = merge_vendor(known, told)
    if merged is None:
        return Upserted(known, known)
    kept, writes = journaled(known, merged, hand)
    opened = (
        Wallet(kept.vendor_id, kept.name, VENDOR, kept.currency, version=1),
        Wallet(PLATFORM, "Platform", PLATFORM, kept.currency, version=1),
    )
    for wallet in () if known else opened:
        if name_of(keys.wallet(wallet.wallet_id)) not in found:
            writes += _opening(wallet)
    return Upserted(known, kept, writes)


def order_keys(told: Order) -> list[Key]:
    """The order, its customer and its vendor."""
    return [
        keys.order(told.order_id),
        keys.customer(told.customer_id),
        keys.party(told.vendor_id),
    ]


def known_order(told: Order, found: Found) -> Order | None:
    """The order as it is known."""
    item = found.get(name_of(keys.order(told.order_id)))
    return to_order(item) if item else None


def upsert_order(told: Order, found: Found, hand: Hand) -> Upserted:
    """An order; its customer and its vendor must be known."""
    known = known_order(told, found)
    customer, vendor = (found.get(name_of(key)) for key in order_keys(told)[1:])
    missing = [
        role
        for role, item in ((CUSTOMER, customer), (VENDOR, vendor))
        if not item or item.get("role", CUSTOMER) != role
    ]
    if missing or not customer or not vendor:
        raise no_such(" and no such ".join(missing), "import it first", rule="X-12")
    named = replace(
        told,
        customer_id=customer["customer_id"],
        customer_name=customer["name"],
        vendor_id=vendor["party_id"],
        vendor_name=vendor["name"],
    )
    merged = merge_order(known, named, hand.at)
    if merged is None:
        return Upserted(known, known)
    kept, writes = journaled(known, merged, hand)
    return Upserted(known, kept, writes)


def upsert_note(order_id: OutsideID, told: Note, found: Found, hand: Hand) -> Upserted:
    """A note on an order that is known: one more, or one told otherwise."""
    item = found.get(name_of(keys.order(order_id)))
    if item is None:
        raise no_such("order", "import it first", rule="X-12")
    known = to_order(item)
    merged = with_note(known, told, hand.at)
    if merged is None:
        return Upserted(known, known)
    kept, writes = journaled(known, merged, hand)
    is_new = all(str(one.note_id) != str(told.note_id) for one in known.notes)
    return Upserted(None if is_new else known, kept, writes)


def _opening(wallet: Wallet) -> tuple[Write, ...]:
    return Put(wallet_item(wallet), (IS_ABSENT,)), Put(place_item(wallet), (IS_ABSENT,))
