"""What bringing in an operator, an aggregator, a booking or an opening balance changes, by a
request or by a file (X-12).
"""

from dataclasses import replace

from chalicelib.actions.upserts import Found, Upserted
from chalicelib.domain.base.identifiers import OUTSIDE
from chalicelib.domain.bookings.booking import SIDES, Booking, Party, merge_booking, merge_party
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.wallets.ledger import Wallet, wallet_id
from chalicelib.domain.wallets.opening_balances import Alone, Opening, open_balance
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.bookings import booking_item, party_item, to_booking, to_party
from chalicelib.store.entities import entry_item
from chalicelib.store.keys import Key
from chalicelib.store.ledger import place_item, posting_writes, to_transfer, to_wallet, wallet_item
from chalicelib.store.table import IS_ABSENT, Put, Write, name_of, unwritten_or_at


def party_keys(told: Party) -> list[Key]:
    """The operator or aggregator, and its wallet."""
    return [keys.party(told.party_id), keys.wallet(wallet_id(told.party_id, told.currency))]


def known_party(told: Party, found: Found) -> Party | None:
    """The party as it is known."""
    item = found.get(name_of(keys.party(told.party_id)))
    return to_party(item) if item else None


def upsert_party(told: Party, found: Found, hand: Hand) -> Upserted:
    """An operator or aggregator with its wallet; another currency gets a wallet of its own."""
    known = known_party(told, found)
    merged = merge_party(known, told)
    if merged is None:
        return Upserted(known, known)
    kept, entry = enter(known, merged, hand)
    writes: list[Write] = [
        Put(party_item(kept), unwritten_or_at(kept.version - 1)),
        Put(entry_item(entry), (IS_ABSENT,)),
    ]
    wallet = Wallet(kept.party_id, kept.name, kept.role, kept.currency, version=1)
    has_new_currency = known is None or known.currency != kept.currency
    if has_new_currency and name_of(keys.wallet(wallet.wallet_id)) not in found:
        writes += [Put(wallet_item(wallet), (IS_ABSENT,)), Put(place_item(wallet), (IS_ABSENT,))]
    return Upserted(known, kept, tuple(writes))


def booking_keys(told: Booking) -> list[Key]:
    """The booking and both its sides."""
    return [keys.booking(told.booking_id), *(keys.party(told.party_on(side)) for side in SIDES)]


def known_booking(told: Booking, found: Found) -> Booking | None:
    """The booking as it is known."""
    item = found.get(name_of(keys.booking(told.booking_id)))
    return to_booking(item) if item else None


def upsert_booking(told: Booking, found: Found, hand: Hand) -> Upserted:
    """A booking; both its sides must be known."""
    known = known_booking(told, found)
    sides = {side: found.get(name_of(keys.party(told.party_on(side)))) for side in SIDES}
    missing = [side for side, item in sides.items() if not item or item["role"] != side]
    if missing:
        raise no_such(" and no such ".join(missing), "import it first", rule="X-12")
    operator, aggregator = (to_party(sides[side] or {}) for side in SIDES)
    named = replace(
        told,
        operator_id=operator.party_id,
        operator_name=operator.name,
        aggregator_id=aggregator.party_id,
        aggregator_name=aggregator.name,
    )
    merged = merge_booking(known, named)
    if merged is None:
        return Upserted(known, known)
    kept, entry = enter(known, merged, hand)
    return Upserted(
        known,
        kept,
        (
            Put(booking_item(kept), unwritten_or_at(kept.version - 1)),
            Put(entry_item(entry), (IS_ABSENT,)),
        ),
    )


def opening_keys(told: Opening) -> list[Key]:
    """The transfer that it makes, its wallet, and the account of the outside world."""
    return [keys.transfer(told.transfer_id), keys.wallet(told.wallet_id), _world_key(told)]


def upsert_opening(
    told: Opening, found: Found, hand: Hand, alone: Alone | None, asked_by: str | None = None
) -> Upserted:
    """An opening balance, once; `alone` where one person brings it in (X-16)."""
    transfer, wallet, outside = (found.get(name_of(key)) for key in opening_keys(told))
    known = to_transfer(transfer) if transfer else None
    outside_of, wallet_of = (to_wallet(item) if item else None for item in (outside, wallet))
    posted = open_balance(told, known, outside_of, wallet_of, hand, alone, asked_by)
    if posted is None:
        return Upserted(known, known)
    *others, itself = posting_writes(posted)
    return Upserted(None, posted.transfer, (itself, *others))


def _world_key(told: Opening) -> Key:
    return keys.wallet(wallet_id(OUTSIDE, told.currency))
