"""`make redrive` and `make reindex` with the rights of the account."""

import boto3
import pytest

from chalicelib import wiring
from infra import upkeep
from infra.upkeep import ByAccount, make_anew, send_all
from tests.app import App
from tests.upkeep import run


def test_whoever_has_the_account_brings_back_what_was_set_aside(
    app: App, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until nothing is left that can be sent; the journal says that it was the deployment."""
    by = _by_account(app, monkeypatch)
    app.aside.put("run-import", {"requestPayload": {"importID": "I"}})
    app.aside.put("sweep", {"requestPayload": {}}, stack="other-")
    send_all(by)
    assert [name for name, _ in app.aside.called] == ["sweep", "run-import"]
    assert "2 sent again, 0 done with, 1 left" in capsys.readouterr().out
    [done] = app.as_("admin").get("/setAside").json["done"]
    assert (done["by"]["name"], done["count"]) == ("Deployment", 2)


def test_whoever_has_the_account_makes_the_search_anew(
    app: App, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says how far that is until it is through."""
    by = _by_account(app, monkeypatch)
    monkeypatch.setattr(upkeep.time, "sleep", lambda _: run(app))
    make_anew(by)
    assert app.reindexes_called == ["reindex"]
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("running: 0 looked at")
    assert said[-1].startswith("done: ")


def test_a_stage_that_is_not_there_is_said(app: App) -> None:
    """Before anything is asked of it."""
    with pytest.raises(SystemExit, match="no stage nowhere"):
        ByAccount("nowhere", boto3.Session(region_name="us-east-1"))


def _by_account(app: App, monkeypatch: pytest.MonkeyPatch) -> ByAccount:
    """The stage that is deployed, which is this app."""
    monkeypatch.setattr(wiring, "renew", lambda: None)
    monkeypatch.setattr(upkeep.os, "environ", {})
    variables = {"FUNCTION_PREFIX": "t-"}

    class Functions:
        class exceptions:
            ResourceNotFoundException = KeyError

        def get_function_configuration(self, FunctionName: str) -> object:
            assert FunctionName == "redress-prod-api"
            return {"Environment": {"Variables": variables}}

    class Session:
        def client(self, service: str) -> Functions:
            assert service == "lambda"
            return Functions()

    by = ByAccount("prod", Session())
    assert upkeep.os.environ == variables
    return by
