"""Many of what the product has written once: its items again and again, under other ids."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

from chalicelib.store.codec import Item, to_wire

A_CALL, AT_ONCE = 25, 4
"""What DynamoDB takes in one batch, and how many of these are on their way."""


def multiply(
    client: Any, table: str, items: Sequence[Item], copies: Iterable[Mapping[str, str]]
) -> None:
    """Writes the items once for each of the copies, which tells what stands in place of what: every
    id that the items have of their own, wherever they name it.
    """
    pattern = json.dumps([to_wire(item) for item in items])

    def made() -> Iterator[dict[str, Any]]:
        for ids in copies:
            text = pattern
            for known, other in ids.items():
                text = text.replace(known, other)
            yield from json.loads(text)

    def write(batch: list[dict[str, Any]]) -> None:
        puts = [{"PutRequest": {"Item": item}} for item in batch]
        answer = client.batch_write_item(RequestItems={table: puts})
        assert not answer["UnprocessedItems"]

    wires = made()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while batches := [batch for _ in range(AT_ONCE) if (batch := list(islice(wires, A_CALL)))]:
            list(pool.map(write, batches))
