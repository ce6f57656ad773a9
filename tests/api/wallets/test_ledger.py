"""Operators, aggregators, bookings and wallets by the API (IG-02, IG-10, IG-11, X-06, X-12)."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.store.entities import person_item
from tests.api.refusals import refused
from tests.app import App
from tests.bookings import deposited
from tests.people import CAST
from tests.scenarios import BOOKING, OPERATOR


def test_a_wallet_is_opened_with_its_party(parties: App) -> None:
    """X-12: one for each currency; a repeat changes nothing."""
    wallet = parties.as_("support").get("/wallet/OP-1-GBP").json
    assert {name: wallet[name] for name in ("partyID", "balance", "floor", "available")} == {
        "partyID": "OP-1",
        "balance": 0,
        "floor": 0,
        "available": 0,
    }
    again = parties.as_("finance").put("/operator/OP-1", OPERATOR)
    assert (again.status, again.json["outcome"]) == (200, "unchanged")
    changed = parties.as_("finance").put("/operator/OP-1", OPERATOR | {"currency": "EUR"})
    assert changed.json["outcome"] == "changed"
    assert [
        parties.as_("support").get(f"/wallet/OP-1-{currency}").status
        for currency in ("GBP", "EUR", "USD")
    ] == [200, 200, 404]
    refused(parties.as_("finance").put("/operator/AGG", OPERATOR), 409, rule="X-12")


def test_money_from_outside_comes_in_once(parties: App) -> None:
    """IG-10, X-01, X-06: against the account of the outside world, under its key once."""
    finance = parties.as_("finance")
    body = {"amount": "100.00", "reference": "BACS 1"}
    first = finance.post("/wallet/AGG-GBP/deposit", body, Idempotency_Key="d1")
    assert finance.post("/wallet/AGG-GBP/deposit", body, Idempotency_Key="d1").text == first.text
    assert first.json["wallet"]["balance"] == 100
    assert finance.get("/wallet/external-GBP").json["balance"] == -100
    deposited(parties, 5, reference="BACS 2")
    statement = finance.get("/wallet/AGG-GBP/entry").json
    assert [(row["amount"], row["balance"], row["kind"]) for row in statement["value"]] == [
        (5, 105, "deposit"),
        (100, 100, "deposit"),
    ]
    preview = finance.post("/wallet/AGG-GBP/deposit?dryRun=true", body | {"isRepeat": True}).json
    assert preview["wallet"]["balance"] == 205
    assert finance.get("/wallet/AGG-GBP").json["balance"] == 105


@pytest.mark.parametrize("amount", [0, -1, "0.001", "1e3", "NaN", True, None, 10**15])
def test_what_is_no_amount_is_refused(parties: App, amount: Any) -> None:
    refused(
        parties.as_("finance").post(
            "/wallet/AGG-GBP/deposit", {"amount": amount, "reference": "x"}
        ),
        400,
    )
    assert parties.as_("finance").get("/wallet/AGG-GBP").json["balance"] == 0


def test_a_correction_takes_two_people_of_finance(parties: App) -> None:
    """IG-10, X-02: one asks, with a reason; another agrees, and the money goes back in the same
    step.
    """
    transfer = deposited(parties)
    path = f"/transfer/{transfer}/correction"
    finance = parties.as_("finance")

    def offered() -> list[tuple[bool, Any]]:
        page = finance.get("/wallet/AGG-GBP/entry")
        assert page.calls == ["BatchGetItem", "Query", "BatchGetItem"]
        return [
            (one["allowed"], one["reason"]) for row in page.json["value"] for one in row["actions"]
        ]

    assert offered() == [(True, None)]
    asked = finance.post(path, {"reason": "Booked twice"})
    assert (asked.status, asked.json["status"], len(asked.calls)) == (201, "asked", 3)
    assert offered() == [
        (False, "Fay Finance has asked for this correction; somebody else has to agree to it.")
    ]
    for who in ("aggregator", "support"):
        assert "actions" not in parties.as_(who).get("/wallet/AGG-GBP/entry").json["value"][0]
    assert (
        "Fay Finance has asked"
        in refused(
            parties.as_("finance2").post(path, {"reason": "Me too"}), 409, rule="IG-10"
        ).json["detail"]
    )
    refused(finance.post(f"{path}/approval"), 403, rule="IG-10")
    refused(parties.as_("admin").post(f"{path}/approval"), 403)
    for who, may in (("finance", [False, True]), ("finance2", [True, True])):
        (row,) = parties.as_(who).get("/correction").json["value"]
        assert (
            row["transfer"]["transferID"],
            [action["allowed"] for action in row["actions"]],
        ) == (transfer, may)
    made = parties.as_("finance2").post(f"{path}/approval")
    assert (made.json["status"], made.json["decidedBy"]) == ("made", "Finn Finance")
    back = finance.get("/wallet/AGG-GBP/entry").json["value"][0]
    assert (back["by"], back["askedBy"]) == ("Finn Finance", "Fay Finance")
    assert (
        finance.get("/wallet/AGG-GBP").json["balance"],
        finance.get("/wallet/external-GBP").json["balance"],
    ) == (0, 0)
    assert finance.get("/correction").json["value"] == []
    assert [may for may, _ in offered()] == [False, False]
    refused(parties.as_("finance2").post(f"{path}/approval"), 409, rule="IG-10")
    refused(finance.post(path, {"reason": "Again"}), 409, rule="IG-10")
    refused(
        finance.post(f"/transfer/{made.json['transferID']}/correction", {"reason": "Back"}),
        400,
        rule="IG-10",
    )


def test_a_correction_names_whose_money_it_is(parties: App) -> None:
    """IG-10, X-05: as both were called when it was asked for, in its journal too, and without a
    read for each row.
    """
    transfer = deposited(parties)
    parties.as_("finance").post(f"/transfer/{transfer}/correction", {"reason": "Booked twice"})
    listed = parties.as_("finance2").get("/correction")
    assert listed.calls == ["BatchGetItem", "Query"]
    [told] = [row["transfer"] for row in listed.json["value"]]
    assert [told[name] for name in ("from", "fromName", "to", "toName")] == [
        "external-GBP",
        "Outside",
        "AGG-GBP",
        "Rides United",
    ]
    [entry] = (
        parties.as_("finance").get(f"/audit/journal?subject=correction%2F{transfer}").json["value"]
    )
    assert (entry["after"]["from"], entry["after"]["to"]) == ("Outside", "Rides United")


def test_a_correction_that_is_refused_and_asked_for_again_stays_told(parties: App) -> None:
    """X-05, IG-10: who asked, who refused and why, in its journal, which finance may read."""
    path = f"/transfer/{deposited(parties)}/correction"
    for verb, who, reason in (
        ("", "finance", "Twice"),
        ("/rejection", "finance2", "It is not"),
        ("", "finance", "It is: see BACS 1"),
    ):
        assert parties.as_(who).post(path + verb, {"reason": reason}).status in (200, 201)
    assert parties.as_("finance2").post(f"{path}/approval").status == 200
    subject = path.replace("/transfer/", "correction%2F").removesuffix("/correction")
    entries = parties.as_("finance").get(f"/audit/journal?subject={subject}").json["value"]
    said = [
        (
            one["by"]["name"],
            one["after"]["status"],
            one["after"].get("reason"),
            one["after"].get("answer"),
        )
        for one in entries
    ]
    asked = ("Fay Finance", "asked")
    assert said[:2] == [(*asked, "Twice", None), ("Finn Finance", "refused", None, "It is not")]
    assert said[2:] == [(*asked, "It is: see BACS 1", None), ("Finn Finance", "made", None, None)]
    assert parties.faults() == []


def test_a_correction_is_not_there_for_who_is_limited_to_some_customers(parties: App) -> None:
    """RV-03, IG-10: neither to be listed nor to be asked for, agreed to or refused, nor an earlier
    answer to be had again.
    """
    transfer = deposited(parties)
    path, reason = f"/transfer/{transfer}/correction", {"reason": "Booked twice"}
    assert parties.as_("finance2").post(path, reason, Idempotency_Key="c1").status == 201
    person = next(one for one in CAST if one.user_id == "finance2")
    parties.table.write_batch([person_item(replace(person, limit_to=("1002",)))])
    limited = parties.as_("finance2")
    assert limited.get("/correction").json["value"] == []
    for target, body in ((path, reason), (f"{path}/approval", None), (f"{path}/rejection", {})):
        refused(limited.post(target, body), 404)
    refused(limited.post(path, reason, Idempotency_Key="c1"), 404)
    refused(limited.put("/wallet/AGG-GBP/floor", {"floor": -5}), 404)
    assert parties.as_("finance").get("/wallet/AGG-GBP").json["balance"] == 100


def test_a_party_sees_its_own_wallet_and_no_other(parties: App) -> None:
    """IG-06: neither balance nor existence of another's."""
    deposited(parties)
    operator, aggregator = parties.as_("operator"), parties.as_("aggregator")
    assert (operator.get("/wallet/OP-1-GBP").status, aggregator.get("/wallet/AGG-GBP").status) == (
        200,
        200,
    )
    for path in (
        "/wallet/AGG-GBP",
        "/wallet/AGG-GBP/entry",
        "/wallet/external-GBP",
        "/wallet/2-GBP",
        "/wallet/none-GBP",
    ):
        assert operator.get(path).status == 404
    assert "by" not in aggregator.get("/wallet/AGG-GBP/entry").json["value"][0]


def test_bookings_are_listed_for_their_own_sides(parties: App) -> None:
    """IG-03, IG-11: one's own without saying whose; nothing of others."""
    for who in ("operator", "aggregator"):
        assert [row["bookingID"] for row in parties.as_(who).get("/booking").json["value"]] == [77]
    operator = parties.as_("operator")
    assert operator.get("/booking?operatorID=2").json["value"] == []
    assert operator.get("/booking?aggregatorID=AGG").json["value"] == []
    assert operator.get("/booking?status=cancelled").json["value"] == []
    assert [
        row["bookingID"]
        for row in parties.as_("support").get("/booking?aggregatorID=AGG").json["value"]
    ] == [77]
    refused(parties.as_("support").get("/booking"), 400)


def test_a_booking_says_whether_it_can_be_disputed(parties: App) -> None:
    """IG-02, X-02: only where the aggregator pays by wallet, and by its two sides."""
    finance, operator = parties.as_("finance"), parties.as_("operator")
    assert operator.get("/booking/77").json["actions"][0]["allowed"] is True
    finance.put("/booking/78", BOOKING | {"aggregatorID": "INV"})
    choice = operator.get("/booking/78").json["actions"][0]
    assert (choice["allowed"], choice["rule"]) == (False, "IG-02")
    assert "Billed Rides settles by invoice" in choice["reason"]
    finance.put("/booking/79", BOOKING | {"operatorID": 2})
    assert (operator.get("/booking/79").status, operator.get("/booking/80").status) == (404, 404)
    rows = operator.get("/aggregator").json["value"]
    assert {row["name"]: row["settlement"] for row in rows} == {
        "Rides United": "wallet",
        "Billed Rides": "invoice",
    }
    assert all("email" not in row for row in rows)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"operatorID": "AGG"}, 404),
        ({"aggregatorID": "nobody"}, 404),
        ({"status": "lost"}, 400),
        ({"fare": -1}, 400),
        ({"fare": "1.234"}, 400),
        ({"pickupAt": "2026-11-02T09:00:00"}, 400),
        ({"pickupAt": "9999-12-31T23:59:59-12:00"}, 400),
        ({"currency": "XXX"}, 400),
        ({"unknown": 1}, 400),
    ],
)
def test_a_booking_that_cannot_be_is_refused(
    parties: App, change: dict[str, Any], status: int
) -> None:
    """X-12."""
    refused(parties.as_("finance").put("/booking/90", BOOKING | change), status)
    assert parties.as_("finance").get("/booking/90").status == 404
