"""Deposits and floors that are too much for one person of finance wait for a second one (X-16)."""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.http_client import Result
from tests.scenarios import AGGREGATOR

WALLET = "/wallet/AGG-GBP"


@pytest.fixture(autouse=True)
def _wallet(app: App) -> None:
    assert app.as_("finance").put("/aggregator/AGG", AGGREGATOR).status == 201


def deposit(app: App, amount: Any, who: str = "finance", **values: Any) -> Result:
    return app.as_(who).post(
        f"{WALLET}/deposit", {"amount": amount, "reference": f"BACS {amount} {who}"} | values
    )


def wallet(app: App) -> dict[str, Any]:
    shown: dict[str, Any] = app.as_("finance").get(WALLET).json
    return shown


def test_a_deposit_above_the_bound_comes_in_by_two_people(app: App) -> None:
    """X-16, IG-10: nothing moves before the second yes; the statement names both, and it happens
    once.
    """
    assert deposit(app, 10_000).status == 201
    foretold = (
        app.as_("finance")
        .post(f"{WALLET}/deposit?dryRun=true", {"amount": "10000.01", "reference": "B"})
        .json
    )
    assert (foretold["status"], foretold["dryRun"]) == ("asked", True)
    asked = deposit(app, "10000.01")
    assert (asked.status, asked.json["status"], asked.json["kind"]) == (202, "asked", "deposit")
    assert wallet(app)["balance"] == 10_000
    approval = f"/proposal/{asked.json['proposalID']}/approval"
    refused(app.as_("finance").post(approval), 403, rule="X-16")
    for who in ("agent", "manager", "admin", "support", "operator", "customer"):
        refused(app.as_(who).post(approval), 403)
    [row] = app.as_("finance2").get("/proposal").json["value"]
    assert [(one["name"], one["allowed"]) for one in row["actions"]] == [
        ("agree", True),
        ("refuse", True),
    ]
    [own] = app.as_("finance").get("/proposal").json["value"]
    assert [(one["name"], one["allowed"], one["rule"]) for one in own["actions"]] == [
        ("agree", False, "X-16"),
        ("refuse", True, None),
    ]
    seen = app.as_("finance2").post(f"{approval}?dryRun=true").json
    assert (seen["wallet"]["balance"], wallet(app)["balance"]) == (20_000.01, 10_000)
    made = app.as_("finance2").post(approval)
    assert (made.json["status"], made.json["transferID"], made.json["decidedBy"]) == (
        "made",
        asked.json["proposalID"],
        "Finn Finance",
    )
    assert made.calls == ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]
    entry = app.as_("finance").get(f"{WALLET}/entry").json["value"][0]
    assert (entry["amount"], entry["by"], entry["askedBy"]) == (
        10_000.01,
        "Finn Finance",
        "Fay Finance",
    )
    for answer in ("approval", "rejection"):
        refused(
            app.as_("finance3").post(f"/proposal/{asked.json['proposalID']}/{answer}", {}),
            409,
            rule="X-16",
        )
    assert app.as_("finance").get("/proposal").json["value"] == []
    told = (
        app.as_("admin")
        .get(f"/audit/journal?subject=proposal/{asked.json['proposalID']}")
        .json["value"]
    )
    assert [one["after"]["status"] for one in told] == ["asked", "made"]
    assert app.faults() == []


def test_a_deposit_that_is_refused_or_taken_back_does_not_come_in(app: App) -> None:
    """X-16: by a second person with a reason, or by who asked."""
    for who in ("finance2", "finance"):
        asked = deposit(app, 20_000, reference=who).json["proposalID"]
        said = app.as_(who).post(f"/proposal/{asked}/rejection", {"reason": "No such payment"})
        assert (said.json["status"], said.json["answer"]) == ("refused", "No such payment")
        refused(app.as_("finance3").post(f"/proposal/{asked}/approval"), 409)
    assert (wallet(app)["balance"], app.as_("finance").get("/proposal").json["value"]) == (
        0,
        [],
    )


def test_a_deposit_in_parts_is_none_of_the_less(app: App) -> None:
    """X-16: what came into a wallet the same day by one person's yes counts, whoever it was; the
    next day begins anew.
    """
    assert [deposit(app, amount).status for amount in (6_000, 4_000)] == [201, 201]
    assert deposit(app, "0.01").status == 202
    assert deposit(app, "0.01", "finance2").status == 202
    app.later(minutes=24 * 60)
    assert deposit(app, 10_000, reference="next day").status == 201
    assert app.faults() == []


@pytest.mark.parametrize("floor", ["-10000.01", "10000.01", -1_000_000])
def test_a_floor_far_from_nothing_is_set_by_two_people(app: App, floor: Any) -> None:
    """X-16, IG-11: below nothing it lets somebody owe, above it keeps from somebody
    what is theirs.
    """
    for near in (-10_000, 10_000, 0):
        assert app.as_("finance").put(f"{WALLET}/floor", {"floor": near}).json["floor"] == near
    asked = app.as_("finance").put(f"{WALLET}/floor", {"floor": floor})
    assert (asked.status, asked.json["kind"], wallet(app)["floor"]) == (202, "floor", 0)
    approval = f"/proposal/{asked.json['proposalID']}/approval"
    refused(app.as_("finance").post(approval), 403, rule="X-16")
    assert app.as_("finance2").post(approval).json["wallet"]["floor"] == float(floor)
    assert wallet(app)["floor"] == float(floor)
    told = app.as_("admin").get("/audit/journal?subject=wallet/AGG-GBP").json["value"]
    sources = [(one["by"]["name"], one["source"]) for one in told]
    alone = ("Fay Finance", None)
    assert sources == [
        alone,
        alone,
        alone,
        ("Finn Finance", f"proposal {asked.json['proposalID']} of Fay Finance"),
    ]
    proposed = (
        app.as_("admin")
        .get(f"/audit/journal?subject=proposal/{asked.json['proposalID']}")
        .json["value"]
    )
    assert [
        (one["by"]["name"], one["after"].get("askedBy"), one["after"]["status"]) for one in proposed
    ] == [
        ("Fay Finance", "Fay Finance", "asked"),
        ("Finn Finance", None, "made"),
    ]
    assert (
        app.as_("finance").put(f"{WALLET}/floor", {"floor": floor}).json["outcome"] == "unchanged"
    )
    assert app.faults() == []


def test_the_bound_is_the_one_that_is_set_for_the_currency(app: App) -> None:
    """X-16: 0 asks for a second person always."""
    admin = app.as_("admin")
    admin.put(
        "/setting/moneyBounds",
        {"value": [{"currency": "GBP", "alone": "50.50"}, {"currency": "USD", "alone": 0}]},
    )
    assert [deposit(app, amount).status for amount in ("50.50", "0.01")] == [201, 202]
    admin.put("/setting/moneyBounds", {"value": [{"currency": "GBP", "alone": 0}]})
    assert deposit(app, "0.02").status == 202
    assert app.as_("finance").put(f"{WALLET}/floor", {"floor": "-0.01"}).status == 202


def test_the_outside_world_has_no_floor_by_two_either(app: App) -> None:
    """IG-11."""
    deposit(app, 1)
    refused(
        app.as_("finance").put("/wallet/external-GBP/floor", {"floor": -1_000_000}),
        400,
        rule="IG-11",
    )


def test_what_was_decided_is_listed_with_who_asked_who_decided_when_and_what_came_of_it(
    app: App,
) -> None:
    """X-16: the latest first, a query a page; what waits is not among it, and nobody is offered an
    answer.
    """
    asked = [deposit(app, 20_000 + nth).json["proposalID"] for nth in range(4)]
    for one, who, answer in zip(
        asked,
        ("finance2", "finance3", "finance"),
        ("approval", "rejection", "rejection"),
        strict=False,
    ):
        app.later(minutes=1)
        assert app.as_(who).post(f"/proposal/{one}/{answer}", {}).status == 200
    first = app.as_("finance2").get("/proposal?state=ended&limit=2")
    assert first.calls == ["BatchGetItem", "Query"]
    second = (
        app.as_("finance2")
        .get(f"/proposal?state=ended&limit=2&cursor={first.json['nextCursor']}")
        .json
    )
    rows = first.json["value"] + second["value"]
    assert [row["proposalID"] for row in rows] == [asked[2], asked[1], asked[0]]
    assert [
        (row["outcome"], row["askedBy"]["name"], row["decidedBy"], row["actions"]) for row in rows
    ] == [
        ("takenBack", "Fay Finance", "Fay Finance", []),
        ("refused", "Fay Finance", "Flo Finance", []),
        ("made", "Fay Finance", "Finn Finance", []),
    ]
    assert [row["decidedAt"] for row in rows] == sorted(
        (row["decidedAt"] for row in rows), reverse=True
    )
    [waits] = app.as_("finance2").get("/proposal?state=open").json["value"]
    assert (waits["proposalID"], waits["outcome"]) == (asked[3], None)
    refused(app.as_("finance2").get("/proposal?state=all"), 400)


def test_decided_corrections_are_listed_as_decided_deposits_are(app: App) -> None:
    """IG-10: and one that is asked for again waits again."""
    paid = deposit(app, 5).json["transferID"]
    for answer, outcome in (("rejection", "takenBack"), ("approval", "made")):
        assert app.as_("finance").post(
            f"/transfer/{paid}/correction", {"reason": answer}
        ).status in (200, 201)
        assert app.as_("finance2").get("/correction?state=ended").json["value"] == []
        who = "finance" if outcome == "takenBack" else "finance2"
        assert app.as_(who).post(f"/transfer/{paid}/correction/{answer}", {}).status == 200
        [row] = app.as_("finance2").get("/correction?state=ended").json["value"]
        assert (row["reason"], row["outcome"], row["actions"]) == (answer, outcome, [])
        assert app.as_("finance2").get("/correction").json["value"] == []
    refused(app.as_("finance2").get("/correction?state=made"), 400)


def test_who_is_limited_to_customers_is_told_of_no_proposal(app: App) -> None:
    """RV-03."""
    asked = deposit(app, 20_000).json["proposalID"]
    app.as_("admin").put("/user/finance2", {"limitTo": ["1001"]})
    app.as_("finance").post(f"/proposal/{deposit(app, 30_000).json['proposalID']}/rejection", {})
    for state in ("open", "ended"):
        assert app.as_("finance2").get(f"/proposal?state={state}").json["value"] == []
    refused(app.as_("finance2").post(f"/proposal/{asked}/approval"), 404)
    refused(app.as_("finance3").post("/proposal/000000000000/approval"), 404)
