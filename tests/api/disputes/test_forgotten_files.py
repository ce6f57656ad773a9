"""What becomes of files that were begun and not attached (X-13): the table forgets them, and its
stream clears their copies away.
"""

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.disputes.attachments import ARRIVES_WITHIN
from chalicelib.store import keys
from chalicelib.store.attachments import FORGOTTEN_AFTER
from chalicelib.store.codec import to_wire
from chalicelib.store.files import Files
from tests.api.refusals import refused
from tests.app import App
from tests.attachments import BUCKET, begun, completed, listed, send
from tests.scenarios import FEATURE, PROOF_PDF, URL


@pytest.fixture
def dispute(app: App, files: Files) -> str:
    """The path of an open dispute on an invoice."""
    return f"/dispute/{app.as_('agent').post(URL, FEATURE).json['disputeID']}"


def forget(app: App) -> list[dict[str, Any]]:
    """What DynamoDB does about what is over: it removes it, some time later, and the
    stream tells.
    """
    now = int(app.now().timestamp())
    gone = [
        item
        for item in app.items().values()
        if item["sk"].startswith(keys.ARRIVING) and item[keys.TIME_TO_LIVE] < now
    ]
    app.table.delete_batch([{"pk": item["pk"], "sk": item["sk"]} for item in gone])
    return [
        {"eventName": "REMOVE", "dynamodb": {"SequenceNumber": str(n), "OldImage": to_wire(item)}}
        for n, item in enumerate(gone)
    ]


def follow(app: App, records: list[dict[str, Any]]) -> list[str]:
    """What the stream's reader makes of the records, as Lambda calls it; which of them failed."""
    from app import index_changes

    with app.rights.of("index-changes"):
        answer = index_changes({"Records": records}, None)
    return [one["itemIdentifier"] for one in answer["batchItemFailures"]]


def a_day_later(app: App) -> None:
    """All that is over is forgotten, and what follows is done."""
    app.ahead += FORGOTTEN_AFTER + ARRIVES_WITHIN
    assert follow(app, forget(app)) == []


def copies() -> list[str]:
    return wiring.parts().files.keys_in("attachments/")


class Died(Exception):
    """The process."""


def dies_after(monkeypatch: pytest.MonkeyPatch, thing: Any, method: str) -> None:
    """The process dies when this is done, once."""
    do = getattr(thing, method)

    def done(*arguments: Any, **named: Any) -> None:
        do(*arguments, **named)
        setattr(thing, method, do)
        raise Died

    monkeypatch.setattr(thing, method, done)


def test_a_copy_that_nothing_came_of_is_cleared_away(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: a completion that died after its copy; until it is forgotten, it can be completed
    again.
    """
    before = app.as_("agent").get(f"{dispute}/event").json
    file, again = begun(app, dispute), begun(app, dispute, name="again.pdf")
    for one in (file, again):
        send(one)
        dies_after(monkeypatch, files, "keep")
        assert completed(app, dispute, one).status == 500
    assert len(copies()) == 2
    assert (listed(app, dispute), app.as_("agent").get(f"{dispute}/event").json) == ([], before)
    assert follow(app, forget(app)) == []
    assert completed(app, dispute, again).status == 200
    kept = [key for key in copies() if again["attachmentID"] in key]
    a_day_later(app)
    assert copies() == kept
    assert listed(app, dispute) == ["again.pdf"]


def test_a_copy_whose_transaction_was_refused_is_cleared_away(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: the dispute ended while the file was looked at."""
    file = begun(app, dispute)
    send(file)
    keep = files.keep

    def and_it_ends(*arguments: Any) -> None:
        keep(*arguments)
        monkeypatch.setattr(files, "keep", keep)
        assert app.as_("agent").post(f"{dispute}/withdrawal", {}).status == 200

    monkeypatch.setattr(files, "keep", and_it_ends)
    refused(completed(app, dispute, file), 409, rule="X-13")
    assert len(copies()) == 1
    a_day_later(app)
    assert copies() == []


def test_a_copy_of_other_content_is_cleared_away_beside_what_is_attached(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: of one completion that died, and of one that another overtook, to which something else
    was sent. Neighbours stay.
    """
    file = begun(app, dispute)
    send(file, b"%PDF-1.5" + PROOF_PDF[8:])
    dies_after(monkeypatch, files, "keep")
    assert completed(app, dispute, file).status == 500
    send(file, b"%PDF-1.6" + PROOF_PDF[8:])
    keep = files.keep

    def and_another_is_faster(*arguments: Any) -> None:
        keep(*arguments)
        monkeypatch.setattr(files, "keep", keep)
        send(file)
        assert completed(app, dispute, file).status == 200

    monkeypatch.setattr(files, "keep", and_another_is_faster)
    assert refused(completed(app, dispute, file), 409, rule="X-13").json["code"] == "alreadyDone"
    neighbours = [
        f"attachments{dispute.removeprefix('/dispute')}/{file['attachmentID']}{more}"
        for more in ("", "X/tag")
    ]
    for key in neighbours:
        files.write(key, b"")
    assert len(copies()) == 5
    app.ahead += FORGOTTEN_AFTER + ARRIVES_WITHIN
    records = forget(app)
    for _ in range(2):
        assert follow(app, records) == []
        [key] = set(copies()) - set(neighbours)
        assert files.client.get_object(Bucket=BUCKET, Key=key)["Body"].read() == PROOF_PDF
        assert len(copies()) == 3
    assert app.as_("agent").get(f"{dispute}/attachment/{file['attachmentID']}").json["downloadURL"]


def test_what_was_forgotten_meanwhile_is_attached_by_nobody(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: a race that only a clock gone mad can bring about: forgotten and cleared away between
    the copy and the transaction.
    """
    file = begun(app, dispute)
    send(file)
    before = app.as_("agent").get(dispute).json
    keep = files.keep

    def and_it_is_forgotten(*arguments: Any) -> None:
        keep(*arguments)
        a_day_later(app)

    monkeypatch.setattr(files, "keep", and_it_is_forgotten)
    assert "anew" in refused(completed(app, dispute, file), 404).json["detail"]
    monkeypatch.setattr(files, "keep", keep)
    assert (copies(), listed(app, dispute)) == ([], [])
    assert app.as_("agent").get(dispute).json["version"] == before["version"]
    anew = begun(app, dispute)
    send(anew)
    assert completed(app, dispute, anew).status == 200
    a_day_later(app)
    assert len(copies()) == 1


def test_a_transaction_of_which_no_answer_came_keeps_its_copy(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: the process died after it; what is attached stays, however often its end is told."""
    file = begun(app, dispute)
    send(file)
    dies_after(monkeypatch, app.table, "commit")
    assert completed(app, dispute, file).status == 500
    kept = copies()
    assert (len(kept), listed(app, dispute)) == (1, ["proof.pdf"])
    a_day_later(app)
    assert copies() == kept


def test_nothing_is_completed_after_its_day_though_the_table_forgets_it_later(
    app: App, dispute: str, files: Files
) -> None:
    """X-13: so that no copy is made any more when the others are cleared away."""
    file = begun(app, dispute)
    send(file)
    app.ahead += ARRIVES_WITHIN
    refused(completed(app, dispute, file), 404)
    assert (forget(app), copies()) == ([], [])
    assert FORGOTTEN_AFTER > ARRIVES_WITHIN


def test_what_the_bucket_refuses_is_told_and_done_again(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: the stream goes on from there; what was done before is not undone, nor what comes after
    lost.
    """
    for _ in range(3):
        file = begun(app, dispute)
        send(file)
        dies_after(monkeypatch, files, "keep")
        assert completed(app, dispute, file).status == 500
    app.ahead += FORGOTTEN_AFTER + ARRIVES_WITHIN
    records = forget(app)
    second = records[1]["dynamodb"]["OldImage"]["sk"]["S"].removeprefix(keys.ARRIVING)
    remove = files.remove

    def but_the_second(key: str) -> None:
        if second in key:
            raise ConnectionError
        remove(key)

    monkeypatch.setattr(files, "remove", but_the_second)
    assert follow(app, records) == ["1"]
    assert len(copies()) == 2
    monkeypatch.setattr(files, "remove", remove)
    assert follow(app, records[1:]) == []
    assert copies() == []


def test_no_other_change_costs_the_bucket_a_call(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: neither what is written nor what else is removed, a file that is attached included,
    were it ever.
    """
    file = begun(app, dispute)
    send(file)
    assert completed(app, dispute, file).status == 200
    wires = [to_wire(item) for item in app.items().values()]
    removed = [wire for wire in wires if not wire["sk"]["S"].startswith(keys.ARRIVING)]
    images = [
        *({"OldImage": wire, "NewImage": wire} for wire in wires),
        *({"NewImage": wire} for wire in wires),
    ]
    images += [{"OldImage": wire} for wire in removed]
    monkeypatch.setattr(wiring.parts(), "files", None)  # The bucket is not asked.
    assert follow(app, [{"dynamodb": one | {"SequenceNumber": "1"}} for one in images]) == []
