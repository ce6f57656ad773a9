"""The table: batch reads, index queries, and the one transaction that a command writes."""

import base64
import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from chalicelib.errors import BadCursor
from chalicelib.store.codec import Item, from_wire, to_wire
from chalicelib.store.keys import INDEXES, Key

MAX_TRANSACTION_ITEMS = 100
KEYS_A_READ = 100
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 2.0
FOREIGN_CURSOR = "The cursor does not belong to this list; start again without it."
READ_AHEAD = 200
"""How many items a page looks through at most for those that it keeps; a query costs by what it reads."""
MAX_PARTITION_BYTES = 2048
MAX_SORT_BYTES = 1024


@dataclass(frozen=True)
class Condition:
    """One named part of the condition of a write; attributes stand as `#name`, since many names are reserved."""

    sentence: str
    expression: str
    values: dict[str, Any] = field(default_factory=dict)


IS_ABSENT = Condition("nobody wrote it before", "attribute_not_exists(#pk)")
HOLDS_NO_OPEN_DISPUTE = Condition("the invoice has no open dispute (CU-06)", "attribute_not_exists(#open_dispute_id)")


def is_at_version(version: int) -> Condition:
    """Nobody changed its state since it was read."""
    return Condition("its state is as it was read", "#version = :version", {":version": version})


def is_at_sequence(sequence: int) -> Condition:
    """Nobody added an event since it was read."""
    return Condition("it has no newer event", "#sequence = :sequence", {":sequence": sequence})


def unwritten_or_at(version: int) -> tuple[Condition, ...]:
    """For things that imports create (version 0) or change."""
    return (is_at_version(version),) if version else (IS_ABSENT,)


@dataclass(frozen=True)
class Put:
    """An item to write, on conditions that all must hold."""

    item: Item
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Check:
    """Something that must hold for the transaction, though it is not written."""

    key: Key
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Delete:
    """An item to remove."""

    key: Key
    conditions: tuple[Condition, ...] = ()


Write = Put | Check | Delete

_NAMES = re.compile(r"#(\w+)")


class Conflict(Exception):
    """Somebody else was faster: nothing was written. `found` holds what stood in the way, by the place of the write."""

    def __init__(self, found: dict[int, Item]) -> None:
        super().__init__("the transaction was cancelled")
        self.found = found


class Unacknowledged(Exception):
    """The answer of the table was lost; whether the transaction was written is not known."""


@dataclass(frozen=True)
class Page:
    """A part of a list, and where the next one begins."""

    items: list[Item]
    next_cursor: str | None = None


class Table:
    """The one table of a deployment."""

    def __init__(self, client: Any, name: str) -> None:
        self.client = client
        self.name = name

    def get(self, keys: Iterable[Key]) -> dict[str, Item]:
        """The items that exist among the keys, 100 a call, read consistently; by `name_of(key)`."""
        wanted = list({name_of(key): to_wire(key) for key in keys if _can_exist(key["pk"], key["sk"])}.values())
        found: dict[str, Item] = {}
        pause = FIRST_PAUSE_SECONDS
        while wanted:
            asked, wanted = wanted[:KEYS_A_READ], wanted[KEYS_A_READ:]
            answer = self.client.batch_get_item(RequestItems={self.name: {"Keys": asked, "ConsistentRead": True}})
            for wire in answer["Responses"].get(self.name, ()):
                item = from_wire(wire)
                found[name_of(item)] = item
            left = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
            wanted, pause = left + wanted, _paced(pause, bool(left))
        return found

    def query(
        self,
        partition: str,
        *,
        index: str | None = None,
        prefix: str = "",
        after: str | None = None,
        before: str | None = None,
        descending: bool = False,
        limit: int = 25,
        cursor: str | None = None,
        keep: Callable[[Item], bool] | None = None,
    ) -> Page:
        """One page of a partition of the table or of an index, in one call.

        `after` and `before` start behind a sort key. With `keep` the call reads further than the page
        is long and leaves out what is not to be kept; the page may be short while there is a next one.
        """
        if not _can_exist(partition, prefix or after or before or ""):
            return Page([])
        partition_name, sort_name = INDEXES[index][:2] if index else ("pk", "sk")
        condition, values = "#p = :p", {":p": partition}
        names = {"#p": partition_name}
        if prefix:
            condition, values, names = f"{condition} AND begins_with(#s, :s)", values | {":s": prefix}, names | {"#s": sort_name}
        elif after is not None or before is not None:
            comparison = f"#s {'>' if before is None else '<'} :s"
            condition, values, names = f"{condition} AND {comparison}", values | {":s": after or before or ""}, names | {"#s": sort_name}
        request: dict[str, Any] = {
            "TableName": self.name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": to_wire(values),
            "ScanIndexForward": not descending,
            "Limit": max(limit, READ_AHEAD) if keep else limit,
        }
        if index:
            request["IndexName"] = index
        place = f"{index}#{partition}#{prefix}"
        if cursor:
            start = read_cursor(cursor, place)
            if not _leads_on(start, partition_name, partition, sort_name):
                raise BadCursor(FOREIGN_CURSOR)
            request["ExclusiveStartKey"] = to_wire(start)
        answer = self.client.query(**request)
        last = from_wire(answer["LastEvaluatedKey"]) if "LastEvaluatedKey" in answer else None
        items = [from_wire(wire) for wire in answer["Items"]]
        kept = [item for item in items if keep(item)] if keep else items
        if len(kept) > limit:
            kept = kept[:limit]
            last = {name: kept[-1][name] for name in ("pk", "sk", partition_name, sort_name)}
        return Page(kept, write_cursor(last, place) if last else None)

    def count(self, partition: str, index: str) -> tuple[int, bool]:
        """How many items a partition of an index has, as far as one call counts, and whether there are more."""
        answer = self.client.query(
            TableName=self.name,
            IndexName=index,
            Select="COUNT",
            KeyConditionExpression="#p = :p",
            ExpressionAttributeNames={"#p": INDEXES[index][0]},
            ExpressionAttributeValues=to_wire({":p": partition}),
        )
        return answer["Count"], "LastEvaluatedKey" in answer

    def commit(self, writes: Sequence[Write]) -> None:
        """Writes all or nothing; `Conflict` when a condition does not hold, `Unacknowledged` when no answer came."""
        assert len(writes) <= MAX_TRANSACTION_ITEMS, "a transaction holds at most 100 items"
        try:
            self.client.transact_write_items(TransactItems=[self._wire(write) for write in writes])
        except self.client.exceptions.TransactionCanceledException as cancelled:
            raise _conflict(cancelled) from cancelled
        except ClientError as error:
            if error.response["Error"]["Code"] in ("TransactionConflictException", "TransactionInProgressException"):
                raise Conflict({}) from error
            if error.response["ResponseMetadata"].get("HTTPStatusCode", 0) >= 500:
                raise Unacknowledged from error
            raise
        except (ConnectionError, HTTPClientError) as error:
            raise Unacknowledged from error

    def write_batch(self, items: Sequence[Item]) -> None:
        """Writes items without conditions, 25 a call, for what nobody reads before something else points to it."""
        for start in range(0, len(items), 25):
            requests = [{"PutRequest": {"Item": to_wire(item)}} for item in items[start : start + 25]]
            self._write_requests(requests)

    def delete_batch(self, keys: Sequence[Key]) -> None:
        """Removes items that nothing points to any more, 25 a call."""
        for start in range(0, len(keys), 25):
            self._write_requests([{"DeleteRequest": {"Key": to_wire(key)}} for key in keys[start : start + 25]])

    def _write_requests(self, requests: list[dict[str, Any]]) -> None:
        pause = FIRST_PAUSE_SECONDS
        while requests:
            answer = self.client.batch_write_item(RequestItems={self.name: requests})
            requests = answer.get("UnprocessedItems", {}).get(self.name, [])
            pause = _paced(pause, bool(requests))

    def _wire(self, write: Write) -> dict[str, Any]:
        body: dict[str, Any] = {"TableName": self.name}
        if write.conditions:
            body["ConditionExpression"] = " AND ".join(condition.expression for condition in write.conditions)
            body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
            body["ExpressionAttributeNames"] = {f"#{name}": name for name in _NAMES.findall(body["ConditionExpression"])}
            values = {name: value for condition in write.conditions for name, value in condition.values.items()}
            if values:
                body["ExpressionAttributeValues"] = to_wire(values)
        match write:
            case Put(item):
                return {"Put": body | {"Item": to_wire(item)}}
            case Check(key):
                return {"ConditionCheck": body | {"Key": to_wire(key)}}
            case Delete(key):
                return {"Delete": body | {"Key": to_wire(key)}}


def name_of(key: Key | Item) -> str:
    """How a key is named in what `get` answers."""
    return f"{key['pk']} {key['sk']}"


def _paced(pause: float, is_throttled: bool) -> float:
    """Waits a random while, longer each time, before what the engine left undone is sent again."""
    if not is_throttled:
        return FIRST_PAUSE_SECONDS
    time.sleep(random.uniform(0, pause))  # noqa: S311 - jitter, not a secret
    return min(pause * 2, LONGEST_PAUSE_SECONDS)


def _can_exist(partition: str, sort: str) -> bool:
    """Whether a key is short enough for an item to have it; the engine refuses to look for longer ones."""
    return len(partition.encode()) <= MAX_PARTITION_BYTES and len(sort.encode()) <= MAX_SORT_BYTES


def _conflict(cancelled: Any) -> Conflict:
    reasons = cancelled.response.get("CancellationReasons", [])
    others = {reason.get("Code") for reason in reasons} - {"None", "ConditionalCheckFailed", "TransactionConflict", "ThrottlingError"}
    others -= {"ProvisionedThroughputExceeded"}
    if others:
        raise cancelled
    return Conflict(
        {place: from_wire(reason.get("Item", {})) for place, reason in enumerate(reasons) if reason.get("Code") == "ConditionalCheckFailed"}
    )


def write_cursor(last: Item, place: str) -> str:
    """What leads on behind a key of the list that `place` names."""
    text = json.dumps([last, _checksum(last, place)], sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, place: str) -> Item:
    """The key behind a cursor. It only ever leads on within the list that it was given for."""
    try:
        last, checksum = json.loads(base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if checksum == _checksum(last, place):
            return last
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    raise BadCursor(FOREIGN_CURSOR)


def _leads_on(last: Any, partition_name: str, partition: str, sort_name: str) -> bool:
    """Whether a key is one of this very partition, whoever made it up: a cursor never leads into another list."""
    if not isinstance(last, dict) or set(last) != {"pk", "sk", partition_name, sort_name} or last[partition_name] != partition:
        return False
    return all(isinstance(part, str) and 0 < len(part.encode()) <= MAX_SORT_BYTES for part in last.values())


def _checksum(last: Item, place: str) -> str:
    return hashlib.sha256(json.dumps([last, place], sort_keys=True).encode()).hexdigest()[:16]
