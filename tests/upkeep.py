"""The search as the table's stream keeps it, and as it should be."""

from collections.abc import Callable
from typing import Any

from chalicelib import wiring
from chalicelib.actions.disputes.search_index import search_items
from chalicelib.actions.jobs import stream
from chalicelib.actions.upkeep.reindex_run import Workshop, run_reindex
from chalicelib.store.codec import to_wire
from chalicelib.store.search_keys import SEARCHED, word
from chalicelib.store.set_aside import Changes
from chalicelib.store.table import name_of
from tests.app import App
from tests.iam import STREAM, StandIn

Items = dict[str, dict[str, Any]]
STRAY = word("ghost", "customer", "1001") | {"kind": "customer", "id": "1001", "parties": {}}
"""A word that leads to what it does not find."""


def found_by(app: App) -> Items:
    """All by which things are found."""
    return {name: item for name, item in app.items().items() if name.startswith(SEARCHED)}


def should_be(app: App) -> Items:
    """All by which they should be."""
    return {name_of(word): word for item in app.items().values() for word in search_items(item)}


def changes_of(app: App, do: Callable[[], Any]) -> list[dict[str, Any]]:
    """What is done, and the changes of the table by it as its stream tells them."""
    before = dict(app.items())
    do()
    after = app.items()
    changes = []
    for number, name in enumerate(sorted(before.keys() | after.keys())):
        old, new = before.get(name), after.get(name)
        if old != new:
            images = {"OldImage": old, "NewImage": new, "Keys": _key(old or new or {})}
            told = {kind: to_wire(image) for kind, image in images.items() if image}
            changes.append(
                {
                    "eventName": "MODIFY" if old and new else "INSERT" if new else "REMOVE",
                    "dynamodb": told | {"SequenceNumber": str(number + 1)},
                }
            )
    return changes


def index(app: App, changes: list[dict[str, Any]]) -> None:
    """Has the search brought up to date with changes."""
    with app.rights.of("index-changes"):
        told = stream.handle(app.table, changes, app.now())
    assert told == {"batchItemFailures": []}


def indexed(app: App) -> None:
    """Has the search made by the stream, from all that there is."""
    index(
        app,
        [
            {"dynamodb": {"NewImage": to_wire(item), "SequenceNumber": "1"}}
            for name, item in app.items().items()
            if not name.startswith(SEARCHED)
        ],
    )


def run(app: App, seconds_left: float = 300.0) -> str:
    """One run of the job that makes it anew."""
    shop = Workshop(app.table, app.now, lambda: seconds_left, lambda: wiring.parts().call_reindex())
    with app.rights.of("reindex"):
        return run_reindex(shop)


def in_stream(app: App, changes: list[dict[str, Any]]) -> dict[str, Any]:
    """A stream that has these changes, and more behind them; and where to read."""
    told = app.aside.batch(app.now(), "1", str(len(changes)))
    numbered = [
        change | {"dynamodb": change["dynamodb"] | {"SequenceNumber": str(number)}}
        for number, change in enumerate(changes, 1)
    ]
    stream = StandIn(app.rights, Stream(numbered), STREAM)
    vars(wiring.parts())["changes"] = Changes(stream)
    return told


class Stream:
    """A shard of the table's stream, which goes on behind what is asked for."""

    def __init__(self, records: list[dict[str, Any]]) -> None:
        behind = {"dynamodb": {"SequenceNumber": str(len(records) + 1), "Keys": {}}}
        self.pages = [records, [behind]]

    def get_shard_iterator(self, **asked: Any) -> dict[str, Any]:
        assert asked["ShardIteratorType"] == "AT_SEQUENCE_NUMBER"
        return {"ShardIterator": "0"}

    def get_records(self, ShardIterator: str, Limit: int) -> dict[str, Any]:
        page = int(ShardIterator)
        return {"Records": self.pages[page][:Limit], "NextShardIterator": str(page + 1)}


def _key(item: dict[str, Any]) -> dict[str, str]:
    return {"pk": item["pk"], "sk": item["sk"]}
