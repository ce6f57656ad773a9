"""What every test may use."""

import gc
import os
import threading
from collections.abc import Iterator
from typing import Any

os.environ.update(
    AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_ACCOUNT_ID_ENDPOINT_MODE="disabled"
)

import boto3
import pytest
from hypothesis import HealthCheck, settings
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.serialize import ResponseSerializer
from moto.dynamodb.models.dynamo_type import Item

from tests import memory
from tests.house import House, create_table, wired

# How long an example takes says how busy the machine is, and nothing of the product.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# What is imported by now stays for good; looking through it again and again for garbage takes a tenth of all the time.
gc.freeze()
gc.set_threshold(100_000, 50, 100)

_one_at_a_time = threading.RLock()
_call = BotocoreStubber.__call__


def _locked_call(self: Any, *arguments: Any, **named: Any) -> Any:
    with _one_at_a_time:
        return _call(self, *arguments, **named)


BotocoreStubber.__call__ = _locked_call  # type: ignore[method-assign]

# A transaction on moto copies the whole table once for each of its parts. Items are put and deleted here and never changed
# in place, so that a copy of the table may share them; and the parts of a value have no other names to be looked for under.
TYPES = frozenset(("S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"))
_value_of = ResponseSerializer.get_value


def _plain_value(self: Any, value: Any, key: str, shape: Any) -> Any:
    return value.get(key) if key in TYPES and isinstance(value, dict) else _value_of(self, value, key, shape)


Item.__deepcopy__ = lambda self, _: self  # type: ignore[method-assign]
ResponseSerializer.get_value = _plain_value  # type: ignore[method-assign]

# For all tests: what it has read of the services' descriptions is not read again for each.
_session = boto3.Session()


@pytest.fixture
def empty_house(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The product with its people and customers, and no invoice.

    Whatever a test does, its books are sound in the end (X-05, X-06), and no function did what its policy does not allow.
    """
    with mock_aws():
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", _session)
        client = boto3.client("dynamodb")
        create_table(client, "redress-test")
        with wired(client, "redress-test") as house:
            house.contents = lambda: memory.contents(house)
            house.furnish()
            yield house
            assert house.is_tampered or house.faults() == []
            assert house.rights.lacking() == []


_furnished: list[Any] = []


@pytest.fixture
def house(empty_house: House) -> House:
    """With its invoices too."""
    if _furnished:
        memory.put_back(empty_house, _furnished[0])
        return empty_house
    empty_house.stock()
    _furnished.append(memory.taken(empty_house))
    return empty_house
