"""What every test may use."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

os.environ.update(
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_ACCOUNT_ID_ENDPOINT_MODE="disabled",
)

import boto3
import pytest
from botocore.config import Config
from hypothesis import HealthCheck, settings
from moto import mock_aws

from chalicelib import wiring
from chalicelib.store.files import Files
from tests import fast_moto, snapshots
from tests.app import App, create_table, wired
from tests.attachments import BUCKET
from tests.bookings import deposited
from tests.listening import alone
from tests.scenarios import AGGREGATOR, BOOKING, OPERATOR

# How long an example takes says how busy the machine is, and nothing of the product.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# The long proofs ask moto as it is, too, so that nothing rests on what is left out here.
IS_PLAIN = "PLAIN_MOTO" in os.environ
if not IS_PLAIN:
    fast_moto.install()

# What is imported by now stays for good; looking through it again and again for garbage takes a
# tenth of all the time.
gc.freeze()
gc.set_threshold(100_000, 50, 100)

# For all tests: what it has read of the services' descriptions is not read again for each.
_session = boto3.Session()


@pytest.fixture(scope="session")
def dynamodb() -> Iterator[Any]:
    """A client of moto, which takes longer to begin than most tests take: it is begun once, and
    `moto` makes it as new.
    """
    with mock_aws():
        boto3.DEFAULT_SESSION = _session
        client: Any = boto3.client("dynamodb", config=None if IS_PLAIN else fast_moto.CLIENT)
        if not IS_PLAIN:
            client._make_request = fast_moto.Straight(client)
        yield client


@pytest.fixture
def moto(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """AWS without anything of the tests before, but for tables, which each test puts in place;
    nobody listens to the client's calls.
    """
    snapshots.forget_others()
    with alone(dynamodb, monkeypatch):
        yield dynamodb


@pytest.fixture
def empty_app(moto: Any) -> Iterator[App]:
    """The product with its people and customers, and no invoice.

    Whatever a test does, its books are sound in the end (X-05, X-06), and no function did what its
    policy does not allow.
    """
    with wired(moto, "redress-test") as app:
        app.contents = partial(snapshots.contents, app)
        app.once = partial(snapshots.once, app)
        _prepare(app, "furnished", lambda: furnish(app))
        yield app
        assert app.is_tampered or app.faults() == []
        assert app.rights.lacking() == []


@pytest.fixture
def app(empty_app: App) -> App:
    """With its invoices too."""
    _prepare(empty_app, "stocked", empty_app.stock)
    return empty_app


@pytest.fixture
def parties(app: App) -> App:
    """Two operators, an aggregator that pays by wallet and one that does not, and a booking."""
    finance = app.as_("finance")
    told = {
        "operator/OP-1": OPERATOR,
        "operator/2": OPERATOR | {"name": "Other Cabs"},
        "aggregator/AGG": AGGREGATOR,
    }
    told |= {
        "aggregator/INV": AGGREGATOR | {"name": "Billed Rides", "settlement": "invoice"},
        "booking/77": BOOKING,
    }
    assert [finance.put(f"/{path}", body).status for path, body in told.items()] == [201] * 5
    return app


@pytest.fixture
def booking_dispute(parties: App) -> str:
    """The path of an open dispute of the operator on booking 77; both sides have 100."""
    deposited(parties, 100, "OP-1-GBP")
    deposited(parties, 100, "AGG-GBP")
    raised = parties.as_("operator").post(
        "/booking/77/dispute", {"reason": "The passenger never came."}
    )
    assert raised.status == 201
    return f"/dispute/{raised.json['disputeID']}"


@pytest.fixture
def files(app: App, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The files of the app in a bucket."""
    client = boto3.client("s3", config=Config(signature_version="s3v4"))
    client.create_bucket(Bucket=BUCKET)
    app.rights.watch(client)
    files = Files(client, BUCKET)
    monkeypatch.setattr(wiring.parts(), "files", files)
    return files


_kept: dict[str, Any] = {}


def furnish(app: App) -> None:
    """The table, and who is always there."""
    create_table(app.client, app.table.name)
    app.furnish()


def _prepare(app: App, state: str, do: Callable[[], None]) -> None:
    """Does it the first time, and from then on puts back what came of it."""
    if state in _kept:
        snapshots.put_back(app, _kept[state])
    else:
        do()
        _kept[state] = snapshots.taken(app)
    app.meter.calls.clear()
