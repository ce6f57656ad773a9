"""The settings of collections, and what lies by them."""

from chalicelib.domain.collections.statuses import (
    MODEL_ROWS,
    STATUS_ROWS,
    FollowUpModel,
    ItemStatus,
    read_models,
    read_statuses,
)
from chalicelib.store import keys
from chalicelib.store.codec import Item

ITEM_STATUSES, MODELS = keys.setting("itemStatuses"), keys.setting("followUpModels")
"""Where the settings lie."""


def to_statuses(item: Item | None) -> tuple[ItemStatus, ...]:
    """The statuses of items that administrators have set, or the standard ones."""
    return read_statuses(item["value"] if item and item["value"] else STATUS_ROWS)


def to_models(item: Item | None) -> tuple[FollowUpModel, ...]:
    """The models of follow-ups that administrators have set, or the standard ones."""
    return read_models(item["value"] if item and item["value"] else MODEL_ROWS)
