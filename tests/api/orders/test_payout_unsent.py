"""A payout that stands in a bank's file which never left, and files that are taken anew (PO-12,
PO-25, PO-26).
"""

from typing import Any

from tests.api.refusals import refused
from tests.app import App
from tests.overtaking import overtaken_by
from tests.payouts import (
    another_account,
    balances,
    choice,
    ready_decided,
    ready_in_file,
    ready_unsent,
    rows,
    sending,
)

LOST = {"reason": "The file was never uploaded."}


def way(ids: dict[str, Any], step: str = "unsent") -> str:
    return f"/dispute/{ids['disputeID']}/payout/{ids['payoutID']}/{step}"


def payout_of(app: App, ids: dict[str, Any]) -> Any:
    [payout] = app.as_("finance").get(f"/dispute/{ids['disputeID']}").json["payouts"]
    return payout


def reversed_by_manager(app: App, ids: dict[str, Any]) -> Any:
    place = f"/dispute/{ids['disputeID']}/decision/{ids['decisionID']}/reversal"
    return app.as_("manager").post(place, {"reason": "Wrong."})


def test_two_of_finance_free_what_never_left(app: App) -> None:
    """PO-12, PO-26: one says so and another confirms, each once; then the decision is reversed, and
    the money is where it was. Nothing moves by the words.
    """
    ids = ready_decided(app)
    finance, finance2 = app.as_("finance"), app.as_("finance2")
    refused(finance.post(way(ids), LOST), 409, rule="PO-12")
    assert len(rows(app)) == 1
    before = balances(app)
    refused(finance2.post(way(ids, "unsent/confirmation"), {}), 409, rule="PO-12")
    said = finance.post(way(ids), LOST)
    assert said.json["payouts"][0]["unsent"]["by"] == "Fay Finance"
    refused(finance.post(way(ids, "unsent/confirmation"), {}), 403, rule="PO-12")
    refused(finance2.post(way(ids), LOST), 409, rule="PO-12")
    refused(reversed_by_manager(app, ids), 409, rule="PO-12")
    done = finance2.post(way(ids, "unsent/confirmation"), {})
    assert (done.status, done.json["payouts"][0]["files"]) == (200, [])
    assert balances(app) == before
    event = app.as_("finance").get(f"/dispute/{ids['disputeID']}/event").json["value"][-1]
    assert (event["type"], len(event["before"]["files"])) == ("payoutUnsent", 1)
    assert reversed_by_manager(app, ids).status == 200
    assert balances(app)["platform"] > before["platform"]
    refused(finance2.post(way(ids, "unsent/confirmation"), {}), 409, rule="PO-12")
    assert app.faults() == []


def test_what_was_said_to_be_sent_and_was_not_waits_again(app: App) -> None:
    """PO-25, PO-27: it stands in the next file and is confirmed once; until then the bank's word
    about it is refused, and after the word it cannot be said any more.
    """
    ids = ready_in_file(app)
    assert app.as_("finance").post(sending(ids), {}).status == 200
    before = balances(app)
    assert app.as_("finance").post(way(ids), LOST).status == 200
    done = app.as_("finance2").post(way(ids, "unsent/confirmation"), {})
    payout = done.json["payouts"][0]
    assert (payout["status"], payout["sentAt"], payout["files"]) == ("instructed", None, [])
    refused(app.as_("finance").post(way(ids, "confirmation"), {}), 409, rule="PO-25")
    assert [one["endToEndID"] for one in rows(app)] == [ids["payoutID"]]
    assert app.as_("finance").post(sending(ids), {}).status == 200
    assert app.as_("finance").post(way(ids, "confirmation"), {}).status == 200
    refused(app.as_("finance").post(way(ids), LOST), 409, rule="PO-12")
    assert balances(app) == before
    assert app.faults() == []


def test_a_file_that_was_taken_anew_is_not_freed_by_the_word_on_the_first(app: App) -> None:
    """PO-12: the second person is told who took one since; sending it takes the word back."""
    ids = ready_unsent(app)
    assert len(rows(app)) == 1
    told = refused(app.as_("finance2").post(way(ids, "unsent/confirmation"), {}), 409)
    assert "Fay Finance has taken the bank's file anew" in told.json["detail"]
    assert app.as_("finance").post(sending(ids), {}).status == 200
    assert payout_of(app, ids)["unsent"] is None


def test_a_file_between_the_reads_and_the_word_holds_the_payout(app: App) -> None:
    """PO-12, CK-14: the file that overtakes the second person's yes is not forgotten by it."""
    ids = ready_unsent(app)
    with overtaken_by(app, lambda: rows(app)) as files:
        refused(app.as_("finance2").post(way(ids, "unsent/confirmation"), {}), 409, rule="PO-12")
    assert [len(file) for file in files] == [1]
    refused(reversed_by_manager(app, ids), 409, rule="PO-12")


def test_of_two_files_both_are_remembered_with_whose_they_are(app: App) -> None:
    """PO-25, PO-26: each with its time and account; the payout goes where the one that is named
    told, and by default where the latest did.
    """
    ids = ready_decided(app)
    assert len(rows(app)) == 1
    new = another_account(app)
    assert app.as_("finance2").get("/payout/instruction").status == 200
    [row] = app.as_("finance").get("/payout").json["value"]
    first, second = row["files"]
    assert [(one["by"], one["accountID"]) for one in row["files"]] == [
        ("Fay Finance", "A-2"),
        ("Finn Finance", new),
    ]
    assert first["at"] < second["at"]
    assert choice(app, ids, "send")["allowed"] is True
    finance = app.as_("finance")
    refused(finance.post(sending(ids), {"fileID": "none", "accountID": "A-2"}), 404)
    refused(finance.post(sending(ids), {"accountID": "A-2"}), 409, rule="PO-26")
    by_first = {"fileID": first["fileID"], "accountID": "A-2"}
    sent = finance.post(sending(ids), by_first).json["payouts"][0]
    assert (sent["status"], sent["accountID"]) == ("sent", "A-2")


def test_of_two_files_at_once_neither_forgets_the_other(app: App) -> None:
    """PO-25: each looks once more whether its word stands."""
    ready_decided(app)
    with overtaken_by(app, lambda: app.as_("finance2").get("/payout/instruction")):
        assert len(rows(app)) == 1
    names = {one["by"] for one in app.as_("finance").get("/payout").json["value"][0]["files"]}
    assert names == {"Finn Finance", "Fay Finance"}
