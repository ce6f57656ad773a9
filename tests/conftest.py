"""What every test may use."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

os.environ.update(
    AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_ACCOUNT_ID_ENDPOINT_MODE="disabled"
)

import boto3
import pytest
from _pytest import runner
from hypothesis import HealthCheck, settings
from moto import mock_aws

from tests import lean, memory
from tests.house import House, create_table, wired

# How long an example takes says how busy the machine is, and nothing of the product.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

lean.install()

# What is imported by now stays for good; looking through it again and again for garbage takes a tenth of all the time.
gc.freeze()
gc.set_threshold(100_000, 50, 100)

# Set-up, call and end of each test alike.
runner.runtestprotocol = lean.roomy(runner.runtestprotocol)

# For all tests: what it has read of the services' descriptions is not read again for each.
_session = boto3.Session()


@pytest.fixture(scope="session")
def dynamodb() -> Iterator[Any]:
    """A client of moto, which takes longer to begin than most tests take: it is begun once, and `moto` makes it as new."""
    with mock_aws():
        boto3.DEFAULT_SESSION = _session
        yield boto3.client("dynamodb", config=lean.CLIENT)


@pytest.fixture
def moto(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """AWS without anything of the tests before, but for tables, which each test puts in place; nobody listens to the client's calls."""
    memory.forget_others()
    events, listening = dynamodb.meta.events, []
    listen = events.register

    def register(event: str, handler: Callable[..., Any], *how: Any) -> None:
        listening.append((event, handler))
        listen(event, handler, *how)

    monkeypatch.setattr(events, "register", register)
    yield dynamodb
    for event, handler in listening:
        events.unregister(event, handler)


@pytest.fixture
def empty_house(moto: Any) -> Iterator[House]:
    """The product with its people and customers, and no invoice.

    Whatever a test does, its books are sound in the end (X-05, X-06), and no function did what its policy does not allow.
    """
    with wired(moto, "redress-test") as house:
        house.contents = partial(memory.contents, house)
        house.once = partial(memory.once, house)
        _prepare(house, "furnished", lambda: furnish(house))
        yield house
        assert house.is_tampered or house.faults() == []
        assert house.rights.lacking() == []


@pytest.fixture
def house(empty_house: House) -> House:
    """With its invoices too."""
    _prepare(empty_house, "stocked", empty_house.stock)
    return empty_house


_kept: dict[str, Any] = {}


def furnish(house: House) -> None:
    """The table, and who is always there."""
    create_table(house.client, house.table.name)
    house.furnish()


def _prepare(house: House, state: str, do: Callable[[], None]) -> None:
    """Does it the first time, and from then on puts back what came of it."""
    if state in _kept:
        memory.put_back(house, _kept[state])
    else:
        do()
        _kept[state] = memory.taken(house)
    house.meter.calls.clear()
