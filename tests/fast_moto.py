"""The same answers for less: without what botocore and moto do again and again, and what no test
here can see.

Most of what the tests take is work around each call of the table: a request is made of it, taken
apart, answered in a response, and that taken apart. Here the client asks moto's operation itself.
Items are put and deleted here and never changed in place, so that copies of a table may share them.
"""

import json
import threading
from copy import copy
from typing import Any

from botocore import UNSIGNED
from botocore.config import Config
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.exceptions import ServiceException
from moto.core.utils import camelcase_to_underscores
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler
from werkzeug.exceptions import HTTPException

CLIENT = Config(signature_version=UNSIGNED, user_agent="tests", parameter_validation=False)
"""A client that neither signs what nobody checks, nor says for each call what it is made of, nor
looks at whether a call is well formed, which the tests on an engine do."""
MOST_BYTES = 405_000
"""How large moto lets an item be."""
EMPTY_NAME = '"": {'
"""How a map of an item begins a field without a name; quotes within a text are escaped."""

_one_at_a_time = threading.RLock()
_call = BotocoreStubber.__call__
_size = Item.size


def install() -> None:
    """Puts it all in place, for the whole process."""
    patched: Any = BotocoreStubber
    patched.__call__ = _locked_call
    Table.__deepcopy__ = _table_copied  # type: ignore[attr-defined]
    Item.__deepcopy__ = lambda self, _: self  # type: ignore[method-assign]
    Item.__init__ = _item_made  # type: ignore[method-assign]
    Item.size = lambda self: self.bytes  # type: ignore[method-assign]


class Straight:
    """Asks moto's operations on items without a request and a response between."""

    status_code = 200

    def __init__(self, client: Any) -> None:
        self._ask, self._region = client._make_request, client.meta.region_name

    def __call__(self, operation: Any, request: Any, context: Any) -> tuple[Any, dict[str, Any]]:
        """Whatever is refused or not of items goes the usual way, where errors are put in words;
        what is refused has changed nothing.
        """
        if not operation.name.endswith(("Item", "Items", "Query", "Scan")):
            return self._ask(operation, request, context)
        body = request["body"]
        text = body.decode() if isinstance(body, bytes) else body
        assert EMPTY_NAME not in text, "DynamoDB takes no empty attribute name, and moto does."
        handler: Any = DynamoHandler()
        handler.current_account, handler.region = DEFAULT_ACCOUNT_ID, self._region
        handler.body = json.loads(text)
        do = getattr(handler, camelcase_to_underscores(operation.name))
        with _one_at_a_time:
            try:
                answer = json.loads(json.dumps(do().result))
            except (ServiceException, HTTPException):
                return self._ask(operation, request, context)
        return self, answer | {"ResponseMetadata": {"HTTPStatusCode": 200, "HTTPHeaders": {}}}


def _locked_call(self: Any, *arguments: Any, **named: Any) -> Any:
    """Moto is not made for several threads."""
    with _one_at_a_time:
        return _call(self, *arguments, **named)


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
    self.bytes = _size(self)
    if self.bytes > MOST_BYTES:
        raise ItemSizeTooLarge
