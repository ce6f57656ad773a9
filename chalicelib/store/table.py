"""The table: batch reads, index queries, and the one transaction that a command writes."""

import random
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.errors import Overloaded, TooMany
from chalicelib.store.codec import Item, from_wire, to_wire
from chalicelib.store.indexes import INDEXES
from chalicelib.store.keys import Key
from chalicelib.store.refusals import LOST, is_passing, told_as_overloaded
from chalicelib.values import dataclass

MAX_TRANSACTION_ITEMS = 100
KEYS_A_READ = 100
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 2.0
A_PAGE = 1000
"""How many items are read at once of what is read to its end."""
READ_AHEAD = 200
"""How many items a page looks through at most for those that it keeps; a query costs by what it
reads.
"""
MAX_PARTITION_BYTES = 2048
MAX_SORT_BYTES = 1024


@dataclass(frozen=True)
class Condition:
    """One named part of the condition of a write; attributes stand as `#name`, since many names are
    reserved.
    """

    sentence: str
    expression: str
    values: dict[str, Any] = field(default_factory=dict)


IS_ABSENT = Condition("nobody wrote it before", "attribute_not_exists(#pk)")
IS_THERE = Condition("nobody removed it", "attribute_exists(#pk)")
HOLDS_NO_OPEN_DISPUTE = Condition(
    "the invoice has no open dispute (CU-06)", "attribute_not_exists(#open_dispute_id)"
)


def is_at_version(version: int) -> Condition:
    """Nobody changed its state since it was read."""
    return Condition("its state is as it was read", "#version = :version", {":version": version})


def is_at_sequence(sequence: int) -> Condition:
    """Nobody added an event since it was read."""
    return Condition("it has no newer event", "#sequence = :sequence", {":sequence": sequence})


def is_due_at(place: str) -> Condition:
    """Nobody changed when it is due."""
    return Condition("it is due as it was", "#due_sk = :due_sk", {":due_sk": place})


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


@dataclass(frozen=True)
class Update:
    """Some attributes of an item to set, whatever its others are."""

    key: Key
    values: Item
    conditions: tuple[Condition, ...]


Write = Put | Check | Delete | Update

_NAMES = re.compile(r"#(\w+)")


class Conflict(Exception):
    """Somebody else was faster: nothing was written. `found` holds what stood in the way, by the
    place of the write.
    """

    def __init__(self, found: dict[int, Item]) -> None:
        super().__init__("the transaction was cancelled")
        self.found = found


class Unacknowledged(Exception):
    """The answer of the table was lost; whether the transaction was written is not known."""


@dataclass(frozen=True)
class Page:
    """A part of a list, and the key behind which the next one begins."""

    items: list[Item]
    last: Item | None = None


class Table:
    """The one table of a deployment."""

    def __init__(self, client: Any, name: str) -> None:
        self.client = client
        self.name = name

    def get(self, keys: Iterable[Key]) -> dict[str, Item]:
        """The items that exist among the keys, 100 a call, read consistently; by `name_of(key)`."""
        wanted = list(
            {
                name_of(key): to_wire(key) for key in keys if _can_exist(key["pk"], key["sk"])
            }.values()
        )
        found: dict[str, Item] = {}
        pause = FIRST_PAUSE_SECONDS
        while wanted:
            asked, wanted = wanted[:KEYS_A_READ], wanted[KEYS_A_READ:]
            answer = self._ask(
                self.client.batch_get_item,
                RequestItems={self.name: {"Keys": asked, "ConsistentRead": True}},
            )
            for wire in answer["Responses"].get(self.name, ()):
                item = from_wire(wire)
                found[name_of(item)] = item
            left = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
            wanted, pause = left + wanted, _paced(pause, len(left), len(asked))
        return found

    def query(
        self,
        partition: str,
        *,
        index: str | None = None,
        prefix: str = "",
        after: str | None = None,
        before: str | None = None,
        between: tuple[str, str] | None = None,
        descending: bool = False,
        limit: int = 25,
        start: Item | None = None,
        keep: Callable[[Item], bool] | None = None,
        is_consistent: bool = False,
    ) -> Page:
        """One page of a partition of the table or of an index, in one call.

        `after` and `before` start behind a sort key, `start` behind the last key of a page;
        `between` names the first and the last one. With `keep` the call reads further than the page
        is long and leaves out what is not to be kept; the page may be short while there is a next
        one. `is_consistent`, which no index can be, brings what was written before the call.
        """
        if not _can_exist(partition, prefix or after or before or ""):
            return Page([])
        partition_name, sort_name = INDEXES[index][:2] if index else ("pk", "sk")
        request = _key_condition(
            partition, partition_name, sort_name, _sorted_where(prefix, after, before, between)
        )
        request |= {"IndexName": index} if index else {}
        request |= {"ConsistentRead": True} if is_consistent else {}
        request |= {
            "ScanIndexForward": not descending,
            "Limit": max(limit, READ_AHEAD) if keep else limit,
        }
        request |= {"ExclusiveStartKey": to_wire(start)} if start else {}
        answer = self._ask(self.client.query, TableName=self.name, **request)
        last = from_wire(answer["LastEvaluatedKey"]) if "LastEvaluatedKey" in answer else None
        items = [from_wire(wire) for wire in answer["Items"]]
        kept = [item for item in items if keep(item)] if keep else items
        if len(kept) > limit:
            kept = kept[:limit]
            last = key_in(kept[-1], index)
        return Page(kept, last)

    def pages(self, partition: str, **how: Any) -> Iterator[Page]:
        """The pages of a partition, as `query` is told to read it, one after the other to its end;
        who has enough stops asking.
        """
        start = None
        while True:
            page = self.query(partition, limit=A_PAGE, start=start, **how)
            yield page
            start = page.last
            if not start:
                return

    def count(self, partition: str, index: str) -> tuple[int, bool]:
        """How many items a partition of an index has, as far as one call counts, and whether there
        are more.
        """
        condition = _key_condition(partition, *INDEXES[index][:2])
        answer = self._ask(
            self.client.query, TableName=self.name, IndexName=index, Select="COUNT", **condition
        )
        return answer["Count"], "LastEvaluatedKey" in answer

    def commit(self, writes: Sequence[Write]) -> None:
        """Writes all or nothing; `Conflict` when a condition does not hold, `Unacknowledged` when
        no answer came.

        `TooMany`, and nothing is written, for more than fit one transaction.
        """
        if len(writes) > MAX_TRANSACTION_ITEMS:
            raise TooMany(
                f"This would change {len(writes)} things at once, and at most"
                f" {MAX_TRANSACTION_ITEMS} can be."
            )
        try:
            self.client.transact_write_items(TransactItems=[self._wire(write) for write in writes])
        except self.client.exceptions.TransactionCanceledException as cancelled:
            raise _conflict(cancelled) from cancelled
        except ClientError as error:
            if error.response["Error"]["Code"] in (
                "TransactionConflictException",
                "TransactionInProgressException",
            ):
                raise Conflict({}) from error
            if is_passing(error):
                raise Unacknowledged from error
            raise
        except LOST as error:
            raise Unacknowledged from error

    def write_batch(self, items: Sequence[Item]) -> None:
        """Writes items without conditions, 25 a call, for what nobody reads before something else
        points to it.
        """
        for start in range(0, len(items), 25):
            requests = [
                {"PutRequest": {"Item": to_wire(item)}} for item in items[start : start + 25]
            ]
            self._write_requests(requests)

    def delete_batch(self, keys: Sequence[Key]) -> None:
        """Removes items that nothing points to any more, 25 a call."""
        for start in range(0, len(keys), 25):
            self._write_requests(
                [{"DeleteRequest": {"Key": to_wire(key)}} for key in keys[start : start + 25]]
            )

    def _ask(self, call: Callable[..., Any], **request: Any) -> Any:
        """The answer to a request that may be sent again; `Overloaded` when none is to be had."""
        with told_as_overloaded():
            return call(**request)

    def _write_requests(self, requests: list[dict[str, Any]]) -> None:
        pause = FIRST_PAUSE_SECONDS
        while requests:
            answer = self._ask(self.client.batch_write_item, RequestItems={self.name: requests})
            left = answer.get("UnprocessedItems", {}).get(self.name, [])
            pause = _paced(pause, len(left), len(requests))
            requests = left

    def _wire(self, write: Write) -> dict[str, Any]:
        body: dict[str, Any] = {"TableName": self.name}
        if write.conditions:
            body["ConditionExpression"] = " AND ".join(
                condition.expression for condition in write.conditions
            )
            body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
            body["ExpressionAttributeNames"] = {
                f"#{name}": name for name in _NAMES.findall(body["ConditionExpression"])
            }
            values = {
                name: value
                for condition in write.conditions
                for name, value in condition.values.items()
            }
            if values:
                body["ExpressionAttributeValues"] = to_wire(values)
        match write:
            case Put(item):
                return {"Put": body | {"Item": to_wire(item)}}
            case Check(key):
                return {"ConditionCheck": body | {"Key": to_wire(key)}}
            case Delete(key):
                return {"Delete": body | {"Key": to_wire(key)}}
            case Update(key, values):
                set_to = ", ".join(f"#{name} = :new_{name}" for name in values)
                names = body.get("ExpressionAttributeNames", {}) | {
                    f"#{name}": name for name in values
                }
                new = body.get("ExpressionAttributeValues", {}) | to_wire(
                    {f":new_{name}": value for name, value in values.items()}
                )
                said = {
                    "UpdateExpression": f"SET {set_to}",
                    "ExpressionAttributeNames": names,
                    "ExpressionAttributeValues": new,
                }
                return {"Update": body | {"Key": to_wire(key)} | said}


def _key_condition(
    partition: str,
    partition_name: str,
    sort_name: str,
    bounds: tuple[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Which partition is asked for, and between which bounds, as a request says it."""
    comparison, values = bounds or ("", {})
    return {
        "KeyConditionExpression": f"#p = :p AND {comparison}" if comparison else "#p = :p",
        "ExpressionAttributeNames": (
            {"#p": partition_name} | ({"#s": sort_name} if comparison else {})
        ),
        "ExpressionAttributeValues": to_wire({":p": partition} | values),
    }


def _sorted_where(
    prefix: str, after: str | None, before: str | None, between: tuple[str, str] | None
) -> tuple[str, dict[str, str]] | None:
    """Which sort keys a query is about; None for all of the partition."""
    if prefix:
        return "begins_with(#s, :s)", {":s": prefix}
    if between:
        return "#s BETWEEN :s AND :t", {":s": between[0], ":t": between[1]}
    if after is None and before is None:
        return None
    return f"#s {'>' if before is None else '<'} :s", {":s": after or before or ""}


def key_in(item: Item, index: str | None) -> Item:
    """The whole key of an item in an index, or in the table itself: behind it a page can begin."""
    return {name: item[name] for name in ("pk", "sk", *(INDEXES[index][:2] if index else ()))}


def name_of(key: Key | Item) -> str:
    """How a key is named in what `get` answers."""
    return f"{key['pk']} {key['sk']}"


def _paced(pause: float, left: int, asked: int) -> float:
    """Waits a random while before what the engine left undone is sent again, longer while it does
    none of it, and not for ever.
    """
    if not left:
        return FIRST_PAUSE_SECONDS
    is_stuck = left == asked
    if is_stuck and pause >= LONGEST_PAUSE_SECONDS:
        raise Overloaded("Too much is going on at the moment. Try again.")
    time.sleep(random.uniform(0, pause))  # noqa: S311 - jitter, not a secret
    return min(pause * 2, LONGEST_PAUSE_SECONDS) if is_stuck else pause


def _can_exist(partition: str, sort: str) -> bool:
    """Whether a key is short enough for an item to have it; the engine refuses to look for longer
    ones.
    """
    return len(partition.encode()) <= MAX_PARTITION_BYTES and len(sort.encode()) <= MAX_SORT_BYTES


def _conflict(cancelled: Any) -> Conflict:
    reasons = cancelled.response.get("CancellationReasons", [])
    others = {reason.get("Code") for reason in reasons} - {
        "None",
        "ConditionalCheckFailed",
        "TransactionConflict",
        "ThrottlingError",
    }
    others -= {"ProvisionedThroughputExceeded"}
    if others:
        raise cancelled
    return Conflict(
        {
            place: from_wire(reason.get("Item", {}))
            for place, reason in enumerate(reasons)
            if reason.get("Code") == "ConditionalCheckFailed"
        }
    )
