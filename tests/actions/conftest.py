"""What the tests of imports share."""

import boto3
import pytest

from chalicelib import wiring
from chalicelib.actions.imports import run
from chalicelib.store.files import Files
from tests.actions.port import BUCKET, Port
from tests.house import House


@pytest.fixture
def port(empty_house: House, monkeypatch: pytest.MonkeyPatch) -> Port:
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    empty_house.rights.watch(client)
    port = Port(empty_house, Files(client, BUCKET))
    monkeypatch.setattr(wiring, "files", lambda: port.files)
    monkeypatch.setattr(wiring, "call_import", port.call)
    monkeypatch.setattr(run, "SAVE_EVERY_SECONDS", 0)
    monkeypatch.setattr(run, "ROWS_AT_ONCE", 10)
    return port
