"""What keeps reminders from a customer, as the staff is shown it (CO-35)."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.collections.dunning.holds import Block
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.views.answers import Day, Moment, OutsideID, meaning
from chalicelib.views.parts import instant


class BlockView(TypedDict):
    """That reminders are kept away by a person (CO-35)."""

    reason: str
    until: Annotated[Day | None, meaning("The last day; null for ever.")]
    by: str
    at: Moment


class ItemBlockView(BlockView):
    """A block on one invoice."""

    invoiceNumber: OutsideID


class BlocksView(TypedDict):
    """What keeps reminders from a customer, and from its invoices."""

    customerID: OutsideID
    block: BlockView | None
    blocks: list[ItemBlockView]
    version: int


def blocks_view(record: Dunning) -> BlocksView:
    """What keeps reminders away."""
    return {
        "customerID": record.customer_id,
        "block": block_view(record.block),
        "blocks": item_blocks(record),
        "version": record.version,
    }


def block_view(block: Block | None) -> BlockView | None:
    """A block, or none."""
    return _view(block) if block else None


def item_blocks(record: Dunning) -> list[ItemBlockView]:
    """The blocks on invoices."""
    return [
        {"invoiceNumber": number, **_view(block)} for number, block in sorted(record.blocks.items())
    ]


def _view(block: Block) -> BlockView:
    return {
        "reason": block.reason,
        "until": block.until.isoformat() if block.until else None,
        "by": block.by,
        "at": instant(block.at),
    }
