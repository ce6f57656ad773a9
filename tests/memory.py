"""The contents of a table on moto, taken and put back without a call: hundreds of times faster than a scan."""

from copy import deepcopy
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from tests.house import House


def taken(house: House) -> Any:
    """The table with all items, to be put back later or to be compared with others."""
    return deepcopy(_tables()[house.table.name])


def put_back(house: House, table: Any) -> None:
    """The table as it was when it was taken, even where there was none."""
    _tables()[house.table.name] = deepcopy(table)


def contents(house: House) -> list[dict[str, Any]]:
    """What a scan would answer."""
    return list(plain(_tables()[house.table.name]).values())


def plain(table: Any) -> dict[str, Any]:
    """Its items as values that can be compared, each by its keys."""
    return dict(_named(row) for rows in table.items.values() for row in rows.values())


def _named(row: Any) -> tuple[str, Any]:
    """An item never changes, so that what it reads as is made once."""
    if not hasattr(row, "named"):
        wire = row.to_json()["Attributes"]
        row.named = f"{wire['pk']['S']} {wire['sk']['S']}", wire
    return row.named


def _tables() -> dict[str, Any]:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].tables
