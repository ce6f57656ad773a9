"""What the tests of imports share."""

import boto3
import pytest

from chalicelib import wiring
from chalicelib.actions.imports import run
from chalicelib.store.files import Files
from tests.actions.import_bucket import BUCKET, Port
from tests.app import App
from tests.scenarios import CREDIT, Desk


@pytest.fixture
def port(empty_app: App, monkeypatch: pytest.MonkeyPatch) -> Port:
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    empty_app.rights.watch(client)
    port = Port(empty_app, Files(client, BUCKET))
    monkeypatch.setattr(wiring.parts(), "files", port.files)
    monkeypatch.setattr(wiring.parts(), "call_import", port.call)
    monkeypatch.setattr(run, "SAVE_EVERY_SECONDS", 0)
    monkeypatch.setattr(run, "ROWS_AT_ONCE", 10)
    return port


@pytest.fixture
def asked_dispute(app: App) -> str:
    """A credit that has just been asked for; nothing has followed yet."""
    dispute_id = Desk(app).raised().dispute_id
    assert app.as_("agent").put(f"/dispute/{dispute_id}/line/10986", CREDIT).status == 200
    return dispute_id
