"""A deposit under the reference of one before is told as that, and needs a yes (IG-10)."""

from typing import Any

import pytest

from chalicelib.domain.wallets.references import MOST_WAITING
from chalicelib.store.proposals import reference_key
from tests.api.refusals import refused
from tests.app import App
from tests.http_client import Result
from tests.scenarios import AGGREGATOR, OPERATOR

ALIKE = ("bacs ré 7", "BACS  RE 7", "ＢＡＣＳ RÉ 7", "BACSRÉ7")


@pytest.fixture(autouse=True)
def _first(app: App) -> None:
    """A deposit of 12.50, and wallets beside it."""
    for path, body in {"aggregator/AGG": AGGREGATOR, "operator/OP-1": OPERATOR}.items():
        assert app.as_("finance").put(f"/{path}", body).status == 201
    assert deposit(app, "12.50", "BACS RÉ 7").status == 201


def deposit(
    app: App,
    amount: Any,
    reference: str,
    who: str = "finance",
    wallet: str = "AGG-GBP",
    **values: Any,
) -> Result:
    return app.as_(who).post(
        f"/wallet/{wallet}/deposit", {"amount": amount, "reference": reference} | values
    )


def balance(app: App) -> Any:
    return app.as_("finance").get("/wallet/AGG-GBP").json["balance"]


@pytest.mark.parametrize("reference", ["BACS RÉ 7", *ALIKE])
def test_the_deposit_before_is_named_and_another_one_takes_a_yes(app: App, reference: str) -> None:
    """IG-10: whoever sends it, of whichever amount, and however the reference is written; the
    statement says which it repeats.
    """
    [first] = app.as_("finance").get("/wallet/AGG-GBP/entry").json["value"]
    for target in ("/wallet/AGG-GBP/deposit?dryRun=true", "/wallet/AGG-GBP/deposit"):
        answer = app.as_("finance2").post(target, {"amount": 99, "reference": reference})
        said = (
            answer.json["refused"]
            if "dryRun" in target
            else refused(answer, 409, rule="IG-10").json
        )
        earlier = {
            name: said["earlier"][name]
            for name in ("transferID", "reference", "amount", "currency", "by")
        }
        assert earlier == {
            "transferID": first["transferID"],
            "reference": "BACS RÉ 7",
            "amount": 12.5,
            "currency": "GBP",
            "by": "Fay Finance",
        }
    assert balance(app) == 12.5
    again = deposit(app, 99, reference, "finance2", isRepeat=True)
    assert (again.status, again.json["repeats"], again.calls) == (
        201,
        first["transferID"],
        ["BatchGetItem", "TransactWriteItems"],
    )
    assert (
        refused(deposit(app, 99, reference), 409).json["earlier"]["transferID"]
        == again.json["transferID"]
    )
    assert [
        row["repeats"] for row in app.as_("finance").get("/wallet/AGG-GBP/entry").json["value"]
    ] == [first["transferID"], None]


def test_other_references_and_other_wallets_are_no_repeat(app: App) -> None:
    """IG-10: nor is a yes to what repeats nothing of any harm."""
    assert deposit(app, 1, "BACS RÉ 8").status == 201
    assert deposit(app, 1, "BACS RÉ 7", wallet="OP-1-GBP").status == 201
    told = deposit(app, 1, "BACS RÉ 9", isRepeat=True)
    assert (told.status, told.json["repeats"]) == (201, None)


def test_a_deposit_that_waits_for_a_second_person_counts_until_it_is_refused(app: App) -> None:
    """IG-10, X-16: the second person is told what it repeats; once it is refused, the one before it
    is the last again.
    """
    asked = deposit(app, 20_000, "Large").json
    assert (
        refused(deposit(app, 20_000, "large", "finance2"), 409).json["earlier"]["transferID"]
        == asked["proposalID"]
    )
    repeated = deposit(app, 20_000, "BACS RÉ 7", isRepeat=True).json
    assert repeated["earlier"]["amount"] == 12.5
    for one in (asked, repeated):
        assert (
            app.as_("finance2").post(f"/proposal/{one['proposalID']}/rejection", {}).status == 200
        )
    assert refused(deposit(app, 5, "BACS RÉ 7"), 409).json["earlier"]["amount"] == 12.5
    assert deposit(app, 5, "Large").status == 201
    other = deposit(app, 20_000, "LARGE", isRepeat=True).json["proposalID"]
    made = app.as_("finance2").post(f"/proposal/{other}/approval").json
    assert made["transferID"] == other
    assert made["repeats"]
    assert refused(deposit(app, 5, "Large"), 409).json["earlier"]["transferID"] == other


def test_a_later_one_outlives_the_refusal_of_the_one_that_it_repeats(app: App) -> None:
    """IG-10."""
    asked = deposit(app, 20_000, "Large").json["proposalID"]
    later = deposit(app, 5, "Large", isRepeat=True).json["transferID"]
    app.as_("finance").post(f"/proposal/{asked}/rejection", {})
    assert refused(deposit(app, 5, "Large"), 409).json["earlier"]["transferID"] == later


def test_no_statement_names_a_deposit_that_never_came_in(app: App) -> None:
    """IG-10: what waits may be refused, so what comes in repeats only what came in before it,
    whichever was asked for first.
    """
    waiting = deposit(app, 20_000, "Large").json["proposalID"]
    alone = deposit(app, 5, "LARGE", isRepeat=True).json
    second = deposit(app, 30_000, "large", "finance2", isRepeat=True).json
    assert (alone["repeats"], second["earlier"]["transferID"]) == (None, alone["transferID"])
    app.as_("finance").post(f"/proposal/{waiting}/rejection", {})
    app.later(minutes=1)
    made = app.as_("finance").post(f"/proposal/{second['proposalID']}/approval").json
    assert (made["repeats"], made["earlier"]["transferID"]) == (
        alone["transferID"],
        alone["transferID"],
    )
    repeats = {
        row["transferID"]: row["repeats"]
        for row in app.as_("finance").get("/wallet/AGG-GBP/entry").json["value"]
    }
    assert {one for one in repeats.values() if one} <= repeats.keys()
    assert app.faults() == []


def test_what_was_refused_or_taken_back_is_told_as_nothing_that_came_before(app: App) -> None:
    """IG-10: neither to the next deposit, nor to who agrees to one that was asked for after it, in
    whichever order they are refused.
    """
    first, second, third = (
        deposit(app, 20_000 + nth, "Large", isRepeat=True).json["proposalID"] for nth in range(3)
    )
    for who, refusal in (("finance", first), ("finance2", third)):
        assert app.as_(who).post(f"/proposal/{refusal}/rejection", {}).json["earlier"] is None
    [row] = app.as_("finance2").get("/proposal").json["value"]
    assert (row["proposalID"], row["earlier"]) == (second, None)
    assert refused(deposit(app, 1, "Large"), 409).json["earlier"]["transferID"] == second
    later = deposit(app, 7, "Large", isRepeat=True).json["transferID"]
    [row] = app.as_("finance2").get("/proposal").json["value"]
    assert row["earlier"]["transferID"] == later
    assert app.as_("finance2").post(f"/proposal/{second}/rejection", {}).status == 200
    assert app.as_("finance").post(f"/transfer/{later}/correction", {"reason": "x"}).status == 201
    assert refused(deposit(app, 1, "Large"), 409).json["earlier"]["transferID"] == later


def test_so_many_deposits_wait_under_one_reference_and_no_more(app: App) -> None:
    """X-16: what is remembered of a reference stays small."""
    for _ in range(MOST_WAITING):
        assert deposit(app, 20_000, "Large", isRepeat=True).status == 202
    refused(deposit(app, 20_000, "Large", isRepeat=True), 409, rule="X-16")
    assert deposit(app, 1, "Large", isRepeat=True).status == 201


def test_what_an_earlier_version_remembers_of_a_reference_is_read(app: App) -> None:
    """IG-10: the last deposit alone was kept, in the place where all of them are now."""
    place = {
        **reference_key("AGG-GBP", "Old"),
        "version": 3,
        "by_name": "Fay Finance",
        "at": "2026-11-01T10:00:00Z",
    }
    app.table.write_batch(
        [place | {"transfer_id": "T1", "reference": "Old", "amount": 500, "currency": "GBP"}]
    )
    assert refused(deposit(app, 1, "old"), 409).json["earlier"]["transferID"] == "T1"
    again = deposit(app, 1, "old", isRepeat=True)
    assert (again.status, again.json["repeats"]) == (201, "T1")


def test_a_repeat_of_the_same_request_is_answered_as_before(app: App) -> None:
    """X-01: it is the same deposit, and no second one."""
    body = {"amount": 3, "reference": "BACS 8"}
    first, again = (
        app.as_("finance").post("/wallet/AGG-GBP/deposit", body, Idempotency_Key="k")
        for _ in range(2)
    )
    assert (first.status, again.text) == (201, first.text)
    assert balance(app) == 15.5
