"""A real DynamoDB engine for the tests that moto cannot judge: races, lost replies, scale."""

import os
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest

from chalicelib.store.table import Table
from infra.dynamodb_local import DynamoDBLocal, client
from infra.resources.data import table_schema
from tests.app import App, wired
from tests.listening import alone


@pytest.fixture(scope="session")
def engine() -> Iterator[str]:
    """The endpoint of an engine: `DYNAMODB_ENDPOINT` when that is set, else one of our own for the
    session.
    """
    given = os.environ.get("DYNAMODB_ENDPOINT")
    with nullcontext(given) if given else DynamoDBLocal() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def engine_client(engine: str) -> Any:
    """A thread-safe client of the engine."""
    return client(engine)


@pytest.fixture
def engine_table(engine_client: Any) -> Iterator[Table]:
    """A fresh table with the product's own keys and indexes."""
    name = f"redress-{uuid.uuid4().hex[:12]}"
    engine_client.create_table(TableName=name, **table_schema())
    yield Table(engine_client, name)
    engine_client.delete_table(TableName=name)


@pytest.fixture
def engine_app(engine_table: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The product on the engine, with its people, customers and invoices."""
    shared = engine_table.client
    with alone(shared, monkeypatch), wired(shared, engine_table.name) as app:
        app.furnish()
        app.stock()
        yield app
