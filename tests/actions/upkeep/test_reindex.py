"""The making anew of what things are found by."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.disputes.search_index import FOUND, search_items, source_of
from chalicelib.actions.jobs import sweep
from chalicelib.actions.upkeep import mending, reindex_run
from chalicelib.domain.upkeep.reindex import LEASE_SECONDS, MAX_TRIES
from chalicelib.store import upkeep as kept
from chalicelib.store.search_keys import word
from chalicelib.store.table import Table, name_of
from tests.app import App
from tests.scenarios import CUSTOMER, Desk, followed_up, ordered, ticketed
from tests.upkeep import STRAY, changes_of, found_by, index, indexed, run, should_be

LOST = 100
NAMES = ("Ann Other", "Ann Łęcki-Smith", "Zoë d'Amico")


def furnished(app: App) -> str:
    """Things of every kind that search finds; a dispute among them."""
    desk = Desk(app).raised()
    followed_up(app)
    ordered(app)
    ticketed(app)
    for number in range(12):
        body = CUSTOMER | {"name": f"Customer Number {number} Ltd", "accountNumber": number}
        assert app.as_("finance").put(f"/customer/N{number}", body).status in (200, 201)
    indexed(app)
    assert found_by(app) == should_be(app)
    return desk.dispute_id


def renamed(app: App, name: str) -> list[dict[str, Any]]:
    """What the stream has to tell of a customer that is called otherwise."""
    body = CUSTOMER | {"name": name}

    def rename() -> None:
        assert app.as_("finance").put("/customer/N1", body).status == 200

    return changes_of(app, rename)


def test_a_hundred_lost_words_are_back_though_the_job_is_killed_and_things_change(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Item for item as in a table that never lost any, and what leads to nothing is gone."""
    monkeypatch.setattr(kept, "A_LOOK", 40)
    dispute_id = furnished(app)
    whole = found_by(app)
    lost = sorted(whole)[:: max(1, len(whole) // LOST)][:LOST]
    assert len(lost) == LOST
    app.table.delete_batch([_key(whole[name]) for name in lost])
    nobody = word("gone", "booking", "B-0") | {"kind": "booking", "id": "B-0", "parties": {}}
    stranger = word("odd", "other", "O-0") | {"kind": "other", "id": "O-0", "parties": {}}
    app.table.write_batch([STRAY, nobody, stranger])
    begun = app.as_("admin").post("/reindex")
    assert (begun.status, begun.json["status"]) == (202, "running")
    assert app.reindexes_called == ["reindex"]
    again = app.as_("admin").post("/reindex").json
    assert again["reindexID"] == begun.json["reindexID"]
    anew = app.as_("admin").post("/reindex", {"anew": True}).json
    assert (anew["reindexID"] != again["reindexID"], anew["status"]) == (True, "running")
    late: list[dict[str, Any]] = []
    mend, number = reindex_run.mend, 0

    def dies(*arguments: Any) -> Any:
        mend(*arguments)
        raise ConnectionError("killed")

    while (ended := _run(app, monkeypatch, dies if number in (2, 5) else mend)) == "running":
        number += 1
        if number <= len(NAMES):
            index(app, late)
            late = renamed(app, NAMES[number - 1])
            edit = [{"op": "replace", "path": "/description", "value": f"Text {number}"}]
            assert app.as_("agent").patch(f"/dispute/{dispute_id}", edit).status == 200
    index(app, late)
    assert (ended, number > 6) == ("done", True)
    app.table.delete_batch([_key(stranger)])  # It is left, since nobody knows what it leads to.
    assert found_by(app) == should_be(app)
    shown = app.as_("admin").get("/reindex").json["latest"]
    assert shown["status"] == "done"
    # What a run restored that was killed before it saved is not counted.
    assert LOST // 2 < shown["restored"] <= LOST + len(NAMES)
    assert shown["removed"] >= 1
    before = app.items()
    app.as_("admin").post("/reindex")
    assert run(app) == "done"
    twice = app.as_("admin").get("/reindex").json["latest"]
    assert (twice["restored"], twice["removed"]) == (0, 0)
    assert found_by(app) == {name: before[name] for name in found_by(app)}
    assert app.as_("agent").get("/search?q=Amico").json["value"]


def _run(app: App, monkeypatch: pytest.MonkeyPatch, mend: Any) -> str:
    """A run that has time for one part of the table; a killed one is taken up by the sweep."""
    monkeypatch.setattr(reindex_run, "mend", mend)
    try:
        return run(app, seconds_left=0)
    except ConnectionError:
        assert run(app) == "nothing to do"
        app.ahead += _lease()
        app.reindexes_called.clear()
        assert sweep.take_up(wiring.parts().works(), sweep.REINDEXES, app.now()).count == 1
        assert app.reindexes_called == ["reindex"]
        return "running"


def _lease() -> timedelta:
    return timedelta(seconds=LEASE_SECONDS + 1)


def test_what_changes_while_it_is_mended_keeps_no_word_of_before(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is made, and the stream through with it, after the thing was read and before its
    words are written.
    """
    furnished(app)
    customer = app.items()["CUSTOMER#N1 CUSTOMER"]
    app.table.delete_batch([_key(item) for item in search_items(customer)])
    commit, done = Table.commit, []

    def overtaken(table: Table, writes: Any) -> None:
        if not done:
            done.append(True)
            index(app, renamed(app, "Wholly Else"))
        commit(table, writes)

    with monkeypatch.context() as patched:
        patched.setattr(Table, "commit", overtaken)
        mending.mend(app.table, [customer])
    assert done
    assert found_by(app) == should_be(app)


def test_it_is_given_up_when_it_gets_no_further(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """What bounds the calls that it makes of itself: runs that died where they had begun."""
    app.as_("admin").post("/reindex")
    monkeypatch.setattr(reindex_run, "walk", lambda *_: 1 / 0)
    for _ in range(MAX_TRIES):
        with pytest.raises(ZeroDivisionError):
            run(app)
        app.ahead += _lease()
    app.reindexes_called.clear()
    assert run(app) == "failed"
    assert app.reindexes_called == []
    shown = app.as_("admin").get("/reindex").json["latest"]
    assert (shown["status"], "given up" in shown["detail"]) == ("failed", True)
    assert app.as_("admin").post("/reindex").json["status"] == "running"


def test_what_finds_a_thing_leads_to_it_whatever_it_is(app: App) -> None:
    """Every kind that search finds; its sort key is among those that the job reads."""
    furnished(app)
    app.invoice("a#1%23", [], customer="N2", status="approved")
    assert {sort for _, sort in FOUND} == set(kept.FOUND)
    kinds = set()
    for item in app.items().values():
        for found in search_items(item):
            source = source_of(found)
            assert source is not None
            assert name_of(source) == name_of(item)
            kinds.add(found.get("kind"))
    assert kinds >= {"customer", "invoice", "dispute", "followUp", "order", "ticket"}


def _key(item: dict[str, Any]) -> dict[str, str]:
    return {"pk": item["pk"], "sk": item["sk"]}
