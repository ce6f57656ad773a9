"""What becomes of files that were begun and not attached (X-13): the sweep clears their copies
away, however late it comes, and forgets them then.
"""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.disputes.attachments import ARRIVES_WITHIN
from chalicelib.store import keys
from chalicelib.store.attachments import FORGOTTEN_AFTER
from chalicelib.store.files import Files
from tests.api.refusals import refused
from tests.app import App
from tests.attachments import BUCKET, begun, completed, listed, send
from tests.scenarios import FEATURE, PROOF_PDF, URL


@pytest.fixture
def dispute(app: App, files: Files) -> str:
    """The path of an open dispute on an invoice."""
    return f"/dispute/{app.as_('agent').post(URL, FEATURE).json['disputeID']}"


def due(app: App) -> list[str]:
    """The files that are on their way, or not cleared away yet."""
    return [item["sk"] for item in app.items().values() if item["sk"].startswith(keys.ARRIVING)]


def a_day_later(app: App) -> None:
    """The sweep takes up all whose time is over."""
    app.ahead += FORGOTTEN_AFTER + ARRIVES_WITHIN
    app.sweep()
    assert due(app) == []


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
    app.sweep()
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
    a_day_later(app)
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
    app.sweep()
    assert (len(due(app)), copies()) == (1, [])
    assert FORGOTTEN_AFTER > ARRIVES_WITHIN


def test_what_the_bucket_refuses_is_put_off_and_stays_due_for_weeks(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: what is before and behind it is done; nothing hangs on a stream that holds a day. Once
    clearing has begun nobody completes the file, though the clock be wrong.
    """
    begun_files = [begun(app, dispute) for _ in range(3)]
    for file in begun_files:
        send(file)
        dies_after(monkeypatch, files, "keep")
        assert completed(app, dispute, file).status == 500
    second = begun_files[1]
    remove = files.remove

    def but_the_second(key: str) -> None:
        if second["attachmentID"] in key:
            raise ConnectionError
        remove(key)

    monkeypatch.setattr(files, "remove", but_the_second)
    app.ahead += FORGOTTEN_AFTER + ARRIVES_WITHIN
    app.sweep()
    assert (len(copies()), len(due(app))) == (1, 1)
    app.ahead -= FORGOTTEN_AFTER + ARRIVES_WITHIN
    refused(completed(app, dispute, second), 404)
    assert listed(app, dispute) == []
    monkeypatch.setattr(files, "remove", remove)
    app.ahead += timedelta(weeks=3)
    a_day_later(app)
    assert copies() == []


@pytest.mark.parametrize("call", ["commit", "get", "keys_in", "remove"])
def test_wherever_the_sweep_dies_the_next_one_ends_it(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """X-13: after each of its calls; an attached neighbour stays."""
    kept = begun(app, dispute)
    send(kept)
    assert completed(app, dispute, kept).status == 200
    file = begun(app, dispute)
    send(file)
    dies_after(monkeypatch, files, "keep")
    assert completed(app, dispute, file).status == 500
    app.ahead += FORGOTTEN_AFTER + ARRIVES_WITHIN
    thing: Any = files if call in ("keys_in", "remove") else app.table
    dies_after(monkeypatch, thing, call)
    app.sweep()
    a_day_later(app)
    assert [kept["attachmentID"] in key for key in copies()] == [True]
