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
from tests.house import House, create_table, line, wired

_one_at_a_time = threading.RLock()
_call = BotocoreStubber.__call__


def _locked_call(self: Any, *arguments: Any, **named: Any) -> Any:
    with _one_at_a_time:
        return _call(self, *arguments, **named)


BotocoreStubber.__call__ = _locked_call  # type: ignore[method-assign]


@pytest.fixture
def empty_house() -> Iterator[House]:
    """The product with its people and customers, and no invoice."""
    with mock_aws():
        client = boto3.client("dynamodb")
        create_table(client, "redress-test")
        with wired(client, "redress-test") as house:
            house.furnish()
            yield house


_furnished: list[Any] = []


@pytest.fixture
def house(empty_house: House) -> House:
    """With the invoices of the two requests that the billing API documents, and one for each rule about invoices."""
    if _furnished:
        memory.put_back(empty_house, _furnished[0])
        return empty_house
    invoices: list[tuple[int, list[dict[str, Any]], dict[str, Any]]] = [
        (1984950, [line(10986, "4.95"), line(465320, "1.50", "usage", usageBatchID=7, usageRecordNumber=3)], {"usageAlias": "U-1984950"}),
        (
            1003324,
            [line(103254, "9.99", description="MONTHLY FEE", serviceID=10430092, serviceNumber=1234567890)],
            {"billPeriodID": 21180214},
        ),
        (2000, [line(1, "100"), line(2, "200"), line(3, "0"), line("c", "-50", "credit")], {}),
    ]
    for number, lines, values in invoices:
        assert empty_house.invoice(number, lines, **values).status == 201
    assert empty_house.invoice("0000611365", [line("a", "60.00"), line("b", "40.00")], customer=1002).status == 201
    _furnished.append(memory.taken(empty_house))
    return empty_house
