"""The contents of a table on moto, taken and put back without a call: hundreds of times faster than a scan."""

from copy import deepcopy
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from tests.house import House


def _table(house: House) -> Any:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].get_table(house.table.name)


def taken(house: House) -> Any:
    """All items, to be put back later or to be compared with others."""
    return deepcopy(_table(house).items)


def put_back(house: House, items: Any) -> None:
    """The table as it was when the items were taken."""
    _table(house).items = deepcopy(items)


def contents(house: House) -> list[dict[str, Any]]:
    """What a scan would answer."""
    return list(plain(_table(house).items).values())


def plain(items: Any) -> dict[str, Any]:
    """Items as values that can be compared, each by its keys."""
    rows = (row for partition in items.values() for row in (partition.values() if isinstance(partition, dict) else [partition]))
    wires = (row.to_json()["Attributes"] for row in rows)
    return {f"{wire['pk']['S']} {wire['sk']['S']}": wire for wire in wires}
