"""What was set aside comes back: shown, sent again, and worked off by who gets it."""

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.actions.upkeep.again import index_again, work_again
from chalicelib.domain.upkeep.set_aside import Batch
from chalicelib.store.set_aside import Changes, Queue
from tests.app import App
from tests.breaking_off import Death, Saboteur
from tests.scenarios import CREDIT, CUSTOMER, Desk
from tests.upkeep import Stream, changes_of, found_by, in_stream, index, indexed, run, should_be

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_set_aside(app: App) -> None:
    app.aside.messages.clear()


def test_what_was_set_aside_is_shown_sent_and_gone(app: App) -> None:
    """Nothing of what it is about is shown; a dry run leaves all; who had it sent is written down;
    once more sends nothing.
    """
    app.aside.put("mail-in", {"requestPayload": {"Records": [{"from": "ann@demo.test"}]}})
    app.aside.put("index-changes", {"DDBStreamBatchInfo": app.aside.batch(app.now())})
    app.aside.put("sweep", {"requestPayload": {}}, stack="other-")
    admin = app.as_("admin")
    shown = admin.get("/setAside")
    assert (shown.json["count"], len(shown.json["value"])) == (3, 3)
    assert "ann@demo.test" not in shown.text
    dry = admin.post("/setAside/redrive?dryRun=true").json
    assert (dry["sent"], dry["kept"], app.aside.called, app.aside.count()) == (2, 1, [], 3)
    assert admin.post("/setAside/redrive?dryRun=true", {"most": 1}).json["sent"] == 1
    done = admin.post("/setAside/redrive", Idempotency_Key="one")
    assert (done.json["sent"], done.json["finished"], done.json["kept"]) == (2, 0, 1)
    [(mail, payload), (reader, place)] = app.aside.called
    assert (mail, payload) == ("mail-in", {"Records": [{"from": "ann@demo.test"}]})
    assert (reader, place["Records"], place["again"]["shardId"]) == ("index-changes", [], "shard-1")
    assert admin.post("/setAside/redrive", Idempotency_Key="one").text == done.text
    assert admin.post("/setAside/redrive").json["sent"] == 0
    assert len(app.aside.called) == 2
    left = admin.get("/setAside").json
    [stays] = left["value"]
    assert (stays["function"], stays["way"], stays["isMoved"]) == (None, "unknown", False)
    assert all(one["isMoved"] for one in shown.json["value"] if one["way"] in ("send", "read"))
    assert [(one["did"], one["count"]) for one in left["done"]] == [("redrive", 2)]
    report = admin.get("/audit/journal/verify?of=upkeep").json
    assert (report["checked"], report["value"]) == (1, [])


def test_what_cannot_be_sent_stays_and_does_not_hold_up_the_rest(app: App) -> None:
    """With the same key it is tried again."""
    app.aside.put("run-import", {"requestPayload": {"importID": "I"}})
    app.aside.put("sweep", {"requestPayload": {}})
    app.aside.refused.add("run-import")
    admin = app.as_("admin")
    assert admin.post("/setAside/redrive", Idempotency_Key="again").status == 503
    assert ([name for name, _ in app.aside.called], app.aside.count()) == (["sweep"], 1)
    app.aside.refused.clear()
    assert admin.post("/setAside/redrive", Idempotency_Key="again").json["sent"] == 1
    assert app.aside.called[-1] == ("run-import", {"importID": "I"})


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_is_broken_off_on_the_way_is_sent_in_the_end(app: App, moment: str) -> None:
    """By a death at each call of the table, and at each of Lambda and of the queue: a message is
    gone only once its function has it, and comes back a second time at worst.
    """
    saboteur, admin = Saboteur(app.client), app.as_("admin")
    for place in range(4):
        app.aside.called.clear()
        app.aside.put("run-import", {"requestPayload": {"importID": "I"}})
        app.aside.put("sweep", {"requestPayload": {}})
        saboteur.plan(place, moment, Death())
        with suppress(Death):
            admin.post("/setAside/redrive", Idempotency_Key=f"{moment}-{place}")
        saboteur.place = None
        names = {name for name, _ in app.aside.called}
        left = {one.told.function for one in app.aside.messages.values()}
        assert names | left == {"run-import", "sweep"}, place
        assert admin.post("/setAside/redrive").status == 200
        assert {name for name, _ in app.aside.called} == {"run-import", "sweep"}, place
        assert app.aside.count() == 0
    app.aside.put("sweep", {"requestPayload": {}})
    app.aside.called.clear()
    app.aside.fault = (moment, Death())
    with pytest.raises(Death):
        admin.post("/setAside/redrive", Idempotency_Key=f"{moment}-call")
    assert (len(app.aside.called), app.aside.count()) == (int(moment == "after"), 1)
    admin.post("/setAside/redrive")
    assert (app.aside.called[-1][0], app.aside.count()) == ("sweep", 0)


def test_changes_beyond_their_day_wait_for_the_search_to_be_made_anew(app: App) -> None:
    """Those of after-work are the sweep's, which has no such bound."""
    long_ago = app.now() - 2 * DAY
    for function in ("index-changes", "after-commit"):
        batch = {"DDBStreamBatchInfo": app.aside.batch(long_ago)}
        app.aside.put(function, batch, at=long_ago)
    admin = app.as_("admin")
    ways = [one["way"] for one in admin.get("/setAside").json["value"]]
    assert ways == ["reindex", "swept"]
    done = admin.post("/setAside/redrive").json
    assert (done["sent"], done["finished"], done["kept"]) == (0, 1, 1)
    admin.post("/reindex")
    assert run(app) == "done"
    assert admin.post("/setAside/redrive").json["finished"] == 1
    assert (app.aside.called, app.aside.count()) == ([], 0)


def test_changes_of_long_before_bring_no_old_word_back(app: App) -> None:
    """A name that was missed, and another one that was not: the search is as the table is now."""

    def called(name: str) -> None:
        body = CUSTOMER | {"name": name}
        assert app.as_("finance").put("/customer/N1", body).status in (200, 201)

    called("First Name")
    indexed(app)
    missed = changes_of(app, lambda: called("Second Name"))
    index(app, changes_of(app, lambda: called("Third One")))
    assert found_by(app) != should_be(app)
    told = in_stream(app, missed)
    for _ in range(2):
        with app.rights.of("index-changes"):
            index_again(app.table, wiring.parts().changes, told, app.now())
        assert found_by(app) == should_be(app)


def test_the_functions_take_what_is_sent_again(app: App) -> None:
    """As Lambda calls them: with no record, and where to read."""
    import app as functions

    missed = changes_of(app, lambda: app.as_("finance").put("/customer/N1", CUSTOMER))
    payload = {"Records": [], "again": in_stream(app, missed)}
    with app.rights.of("index-changes"):
        assert functions.index_changes(payload, None) == {"batchItemFailures": []}
    assert (
        found_by(app).items()
        >= {name: word for name, word in should_be(app).items() if "#N1" in name}.items()
    )
    with app.rights.of("after-commit"):
        assert functions.after_commit(payload, None) == {"batchItemFailures": []}


def test_a_head_that_was_missed_is_noted_and_a_later_one_stays(app: App) -> None:
    """X-05: of each chain the last link, whichever came by here first."""
    dispute_id = Desk(app).raised().dispute_id
    wanted = f"DISPUTE#{dispute_id}"

    def said(text: str) -> list[dict[str, Any]]:
        edit = [{"op": "replace", "path": "/description", "value": text}]
        changes = changes_of(app, lambda: app.as_("agent").patch(f"/dispute/{dispute_id}", edit))
        assert any(one["eventName"] == "INSERT" for one in changes)
        return changes

    first, second = said("One"), said("Two")
    for changes in (second, first):
        told = in_stream(app, changes)
        with app.rights.of("index-changes"):
            index_again(app.table, wiring.parts().changes, told, app.now())
    notes = [item for item in app.items().values() if item["pk"].startswith("HEADS#")]
    [note] = [item for item in notes if item["chain"] == wanted]
    links = [one for one in app.items().values() if one["pk"] == wanted and "previous_hash" in one]
    assert note["hash"] == max(links, key=lambda one: one["sk"])["hash"]


def test_after_work_is_done_again_as_far_as_it_waits(app: App) -> None:
    """A letter that has left by now is not sent a second time."""
    dispute_id = Desk(app).raised().dispute_id
    app.settle()
    credit = changes_of(
        app, lambda: app.as_("agent").put(f"/dispute/{dispute_id}/line/10986", CREDIT)
    )
    told = in_stream(app, credit)
    with app.rights.of("after-commit"):
        assert work_again(wiring.parts().works(), wiring.parts().changes, told) > 0
    app.settle()
    sent = len(app.mailbox.sent)
    with app.rights.of("after-commit"):
        assert work_again(wiring.parts().works(), wiring.parts().changes, told) == 0
    assert len(app.mailbox.sent) == sent > 0


@pytest.fixture
def queue(app: App) -> Queue:
    """The queue as the service has it."""
    client = boto3.client("sqs", region_name="us-east-1")
    return Queue(client, client.create_queue(QueueName="undelivered")["QueueUrl"], "redress-")


def test_the_queue_hands_out_each_message_once_and_takes_back_what_is_let_go(queue: Queue) -> None:
    """More than the service gives in one call; a look at them hides none from the next one."""
    arn = "arn:aws:lambda:us-east-1:123456789012:function:redress-sweep"
    context = {"functionArn": arn, "condition": "RetriesExhausted"}
    body = json.dumps({"requestContext": context, "requestPayload": {}})
    for _ in range(23):
        queue.client.send_message(QueueUrl=queue.url, MessageBody=body)
    for _ in range(2):
        held = queue.take(100)
        assert len({one.told.message_id for one in held}) == 23
        assert {one.told.function for one in held} == {"sweep"}
        queue.let_go(held)
    assert len(queue.take(15)) == 15
    assert queue.count() == 23
    queue.remove(held)
    assert queue.count() == 0


def test_the_stream_is_read_from_the_first_change_to_the_last() -> None:
    """Page by page, and not beyond; the end of a shard is an end too."""
    records = [{"dynamodb": {"SequenceNumber": str(number)}} for number in range(1, 6)]
    shard = Stream(records[:2])
    shard.pages = [[], records[:2], [], records[2:]]
    batch = Batch("arn", "shard", "1", "4", 4, wiring.parts().now())
    found = [one["dynamodb"]["SequenceNumber"] for one in Changes(shard).of(batch)]
    assert found == ["1", "2", "3", "4"]
