"""The settings of collections as far as other things rest on them: a linked model is there, and a
status that items carry keeps its category (CO-04).
"""

from collections.abc import Sequence
from typing import Any

from chalicelib.actions.desk import Desk
from chalicelib.domain.collections.statuses import (
    carried,
    check_links,
    moved_statuses,
    read_models,
    read_statuses,
)
from chalicelib.store import keys
from chalicelib.store.collections import ITEM_STATUSES, MODELS, to_models, to_statuses
from chalicelib.store.table import name_of

Rows = Sequence[dict[str, Any]]


def check_kept(desk: Desk, name: str, before: Rows, after: Rows) -> None:
    """`InvalidInput` for a link to a model that is not there, `IllegalMove` for a status that items
    carry and would lose its category (DM-02, CO-04).
    """
    if name == MODELS["sk"]:
        statuses = to_statuses(desk.gather_more([ITEM_STATUSES]).get(name_of(ITEM_STATUSES)))
        check_links(statuses, read_models(after))
        return
    models = to_models(desk.gather_more([MODELS]).get(name_of(MODELS)))
    check_links(read_statuses(after), models)
    for status in moved_statuses(read_statuses(before), read_statuses(after)):
        if desk.table.query(keys.items_with(status.status_id), index="byStatus", limit=1).items:
            raise carried(status)
