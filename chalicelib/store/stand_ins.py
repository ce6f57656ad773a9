"""Who stands in for whom, in one item that every chase can read (CO-17, CO-19)."""

from chalicelib.domain.people.stand_ins import StandIns
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

STAND_INS = keys.setting("standIns")
"""Where it lies."""


def stand_ins_item(known: StandIns) -> Item:
    """Who stands in for whom."""
    return dump(known) | STAND_INS


def to_stand_ins(item: Item | None) -> StandIns:
    """Who stands in for whom; nobody before the first absence or manager."""
    return load(StandIns, item) if item else StandIns()
