"""Heads of chains, kept by day where nothing can be changed (X-05)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.actions.jobs import heads, stream
from chalicelib.domain.base.heads import BROKEN, LATE, KeptHeads, digest_of, follows, read_kept
from chalicelib.store.codec import to_wire
from chalicelib.store.entities import event_item, to_event
from chalicelib.store.heads import PROGRESS, HeadStore, is_link
from tests.app import App
from tests.scenarios import OPERATOR, Desk

BUCKET = "heads-test"


class Died(Exception):
    """The process ends here."""


@pytest.fixture
def store(app: App, monkeypatch: pytest.MonkeyPatch) -> HeadStore:
    """Where heads are kept, two to a part."""
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    app.rights.watch(client)
    store = HeadStore(client, BUCKET)
    monkeypatch.setitem(vars(wiring.parts()), "heads", store)
    monkeypatch.setattr(heads, "PART", 2)
    return store


def worked(app: App) -> str:
    """A day's work, as the table's stream brings it; the dispute that it is about."""
    keep(app)
    before = app.items()
    dispute_id = Desk(app).raised().dispute_id
    for operator in ("OP-1", "OP-2"):
        assert app.as_("finance").put(f"/operator/{operator}", OPERATOR).status == 201
    bring(app, [item for name, item in app.items().items() if name not in before])
    return dispute_id


def bring(app: App, items: list[dict[str, Any]]) -> None:
    records = [
        {"dynamodb": {"SequenceNumber": str(n), "NewImage": to_wire(item)}}
        for n, item in enumerate(items)
    ]
    with app.rights.of("index-changes"):
        answer = stream.handle(app.table, records, app.now())
    assert answer == {"batchItemFailures": []}


def keep(app: App) -> int:
    store = wiring.parts().heads
    assert store
    with app.rights.of("sweep"):
        return heads.keep(app.table, store, app.now())


def contents(store: HeadStore) -> dict[str, bytes]:
    """All that is kept, by name."""
    found, name = {}, store.name_after("")
    while name:
        found[name] = store.read(name)
        name = store.name_after(name)
    return found


def audited(app: App) -> tuple[int, dict[str, str]]:
    """How many heads were looked at, and what is wrong, as `make audit` asks for it."""
    checked, wrong, cursor = 0, {}, ""
    while True:
        page = app.as_("admin").get(f"/audit/head{cursor}").json
        checked += page["checked"]
        wrong |= {one["subject"]: one["faults"][0] for one in page["value"]}
        if not page["nextCursor"]:
            return checked, wrong
        cursor = f"?cursor={page['nextCursor']}"


def test_a_chain_that_is_made_anew_is_found_by_what_was_kept(app: App, store: HeadStore) -> None:
    """X-05: each chain that grew on a day is kept once the day is over, part by part; a last event
    that says something else, and carries the hash of that, is told by it, and so is one that is
    gone.
    """
    dispute_id = worked(app)
    grown = {item["pk"] for item in app.items().values() if is_link(item)}
    assert keep(app) == 0
    app.ahead += timedelta(days=1, hours=1)
    assert keep(app) > 1
    assert keep(app) == 0
    kept = [read_kept(content) for content in contents(store).values()]
    named = [head.chain for part in kept for head in part.heads]
    assert set(named) <= grown
    assert f"DISPUTE#{dispute_id}" in named
    assert (len(named), audited(app)) == (len(set(named)), (len(named), {}))
    app.is_tampered = True
    [last] = [
        item
        for item in app.items().values()
        if item["pk"] == f"DISPUTE#{dispute_id}" and item["sk"] == "EVENT#00000001"
    ]
    forged = replace(to_event(last), text="Nothing happened.").sealed()
    app.table.write_batch([event_item(forged, is_new=False)])
    bring(app, [])
    assert "made anew" in audited(app)[1][f"DISPUTE#{dispute_id}"]
    app.table.delete_batch([{"pk": last["pk"], "sk": last["sk"]}])
    assert "not there any more" in audited(app)[1][f"DISPUTE#{dispute_id}"]


def test_a_run_that_dies_or_a_second_one_keeps_the_same(app: App, store: HeadStore) -> None:
    """X-05, X-12: after each part, and before it is written down how far it is; nothing is kept
    twice or otherwise, also where the table has forgotten how far it was.
    """
    worked(app)
    app.ahead += timedelta(days=1, hours=1)
    before = app.items()["HEADS PROGRESS"]
    commit: Callable[..., None] = app.table.commit

    def die(_: Any) -> None:
        raise Died

    for _ in range(2):
        app.table.commit = die  # type: ignore[method-assign]
        with pytest.raises(Died):
            keep(app)
        app.table.commit = commit  # type: ignore[method-assign]
    assert len(contents(store)) == 1
    keep(app)
    whole, after = contents(store), app.items()["HEADS PROGRESS"]
    for progress in (before, None):
        app.table.delete_batch([PROGRESS])
        app.table.write_batch([progress] if progress else [])
        keep(app)
        assert (contents(store), app.items()["HEADS PROGRESS"]) == (whole, after)
    assert audited(app)[1] == {}


def test_a_day_without_changes_is_kept_too(app: App, store: HeadStore) -> None:
    """X-05: so that one that is missing is seen, and that nothing is kept any more."""
    assert audited(app) == (0, {})
    keep(app)
    begun = app.now().date()
    app.ahead += timedelta(days=3, hours=1)
    assert audited(app) == (0, {f"heads/{begun}": LATE})
    assert keep(app) == 3
    assert audited(app) == (0, {})
    last = list(contents(store))[-1]
    app.ahead += timedelta(days=2)
    assert audited(app)[1] == {f"heads/{last}": LATE}
    store.client.delete_object(Bucket=BUCKET, Key=f"heads/{list(contents(store))[1]}")
    assert audited(app)[1][f"heads/{last}"] in (BROKEN, LATE)
    assert BROKEN in [one["faults"][0] for one in first_faults(app)]


def first_faults(app: App) -> list[Any]:
    """What is wrong with the second part that there is."""
    agent = app.as_("admin")
    cursor = agent.get("/audit/head").json["nextCursor"]
    faults: list[Any] = agent.get(f"/audit/head?cursor={cursor}").json["value"]
    return faults


def test_a_part_follows_the_one_before_it_alone() -> None:
    """X-05: by its day, its number and what was kept before."""
    first = KeptHeads(date(2026, 11, 29), 1, False, "", ())
    digest = digest_of(first.content())
    second = KeptHeads(date(2026, 11, 29), 2, True, digest, ())
    assert follows(first, None)
    assert not follows(replace(first, previous=digest_of(b"what is gone")), None)
    assert follows(second, first.content())
    for wrong in (
        replace(second, part=3),
        replace(second, day=date(2026, 11, 30)),
        replace(second, previous=""),
    ):
        assert not follows(wrong, first.content())
    assert not follows(replace(second, part=1), second.content())
