"""What follows from every change of the table, as its stream brings it: words to find things by,
and chains that grew.
"""

import logging
from datetime import datetime
from typing import Any

from chalicelib.actions.disputes import search_index
from chalicelib.actions.jobs import heads
from chalicelib.store.codec import Item, from_wire
from chalicelib.store.table import Table

log = logging.getLogger(__name__)


def handle(table: Table, records: list[dict[str, Any]], now: datetime) -> dict[str, Any]:
    """Works through a batch of the table's stream; one bad record is told, and the batch goes on
    from there again.
    """
    written: list[Item] = []
    for record in records:
        images = record["dynamodb"]
        try:
            old, new = _image(images.get("OldImage")), _image(images.get("NewImage"))
            search_index.index_change(table, old, new)
            if new and not old:
                written.append(new)
        except Exception:
            log.exception("what follows from record %s was not done", images["SequenceNumber"])
            heads.note(table, written, now)
            return {"batchItemFailures": [{"itemIdentifier": images["SequenceNumber"]}]}
    heads.note(table, written, now)
    return {"batchItemFailures": []}


def _image(wire: dict[str, Any] | None) -> Item | None:
    return from_wire(wire) if wire else None
