"""The same answers for a third of the cost: without what Python and moto do again and again, and what no test here can see.

Most of what the tests take is moto's work for each call. Items are put and deleted here and never changed in place, so that
copies of a table may share them.
"""

import threading
from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any

from botocore import UNSIGNED
from botocore.config import Config
from moto.core import responses
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.parse import BaseJSONParser
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table

CLIENT = Config(signature_version=UNSIGNED, user_agent="tests", parameter_validation=False)
"""A client that neither signs what nobody checks, nor says for each call what it is made of, nor looks at whether a call is well
formed, which the tests on an engine do."""
VALUE = "AttributeValue"
"""What the services' descriptions call a value of the table: it is passed on as it is, not taken apart and put together again."""
MOST_BYTES = 405_000
"""How large moto lets an item be."""

_one_at_a_time = threading.RLock()
_call = BotocoreStubber.__call__
_serialize = BaseJSONSerializer._serialize_type_structure
_parse = BaseJSONParser._parse_structure
_hash, _eq, _lt = DynamoType.__hash__, DynamoType.__eq__, DynamoType.__lt__


def install() -> None:
    """Puts it all in place, for the whole process."""
    patched: Any = BotocoreStubber
    patched.__call__ = _locked_call
    BaseJSONSerializer._serialize_type_structure = _serialized  # type: ignore[method-assign]
    BaseJSONParser._parse_structure = _parsed  # type: ignore[method-assign]
    Table.__deepcopy__ = _table_copied  # type: ignore[attr-defined]
    Item.__deepcopy__ = lambda self, _: self  # type: ignore[method-assign]
    Item.__init__ = _item_made  # type: ignore[method-assign]
    DynamoType.__hash__ = _value_hash  # type: ignore[method-assign]
    DynamoType.__eq__ = _is_equal  # type: ignore[method-assign]
    DynamoType.__lt__ = _is_before  # type: ignore[method-assign]
    responses.method_names_from_class = cache(responses.method_names_from_class)


def roomy(call: Callable[..., Any]) -> Callable[..., Any]:
    """Calls it with room for many frames.

    CPython keeps the frames of a thread in chunks of 16 kB and unmaps each as soon as it is empty, so that a loop whose calls
    lie at the edge of one maps and unmaps memory at every turn: that was a fifth of all the time. A frame that asks for much
    gets a chunk with as much again, and whatever it calls lies in there.
    """

    def run(*arguments: Any, **named: Any) -> Any:
        return call(*arguments, **named)

    run.__code__ = run.__code__.replace(co_stacksize=2**17)
    return run


def _locked_call(self: Any, *arguments: Any, **named: Any) -> Any:
    """Moto is not made for several threads."""
    with _one_at_a_time:
        return _call(self, *arguments, **named)


def _serialized(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    if shape.name == VALUE and isinstance(value, dict):
        serialized[key] = value
    else:
        _serialize(self, serialized, value, shape, key)


def _parsed(self: Any, shape: Any, value: Any) -> Any:
    return value if shape.name == VALUE else _parse(self, shape, value)


def _table_copied(table: Any, _: Any) -> Any:
    """A transaction copies the whole table once for each of its parts."""
    copied = copy(table)
    copied.items = copy(table.items)
    for partition, rows in table.items.items():
        copied.items[partition] = copy(rows)
    return copied


def _item_made(self: Any, hash_key: Any, range_key: Any, attrs: dict[str, Any]) -> None:
    """The size is looked at once and not with every attribute."""
    self.hash_key, self.range_key, self.attrs = hash_key, range_key, LimitedSizeDict()
    for name, value in attrs.items():
        dict.__setitem__(self.attrs, name, DynamoType(value))
    if self.size() > MOST_BYTES:
        raise ItemSizeTooLarge


def _value_hash(self: Any) -> int:
    return hash(self.value) if self.type == "S" else _hash(self)


def _is_equal(self: Any, other: Any) -> bool:
    return self.value == other.value if self.type == other.type == "S" else _eq(self, other)


def _is_before(self: Any, other: Any) -> bool:
    return self.value < other.value if self.type == other.type == "S" else _lt(self, other)
