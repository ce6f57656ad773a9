"""What every test may use."""

import os
import threading
from collections.abc import Iterator
from typing import Any

os.environ.update(
    AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_ACCOUNT_ID_ENDPOINT_MODE="disabled"
)

import boto3
import pytest
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

from tests import memory
from tests.house import House, create_table, wired

_one_at_a_time = threading.RLock()
_call = BotocoreStubber.__call__


def _locked_call(self: Any, *arguments: Any, **named: Any) -> Any:
    with _one_at_a_time:
        return _call(self, *arguments, **named)


BotocoreStubber.__call__ = _locked_call  # type: ignore[method-assign]

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
