"""Vendors and how they stand: by hand, objected to, ending by time, and told to the vendor in
words (PO-29, PO-32…PO-36, X-12).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions.orders.journaled import journaled
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.orders.standing import Against, Reason, Standing
from chalicelib.store import keys
from chalicelib.store.orders import to_standing
from chalicelib.store.table import name_of
from tests.api.refusals import refused
from tests.app import App
from tests.bookings import crossing
from tests.scenarios import HOLD, OPERATOR, VENDOR, ordered

STANDING = "/vendor/V-1/standing"


@pytest.fixture
def shop(app: App) -> App:
    """A vendor with an order."""
    ordered(app)
    return app


def held(app: App, **told: Any) -> str:
    """The path of a reason that a manager has just given."""
    answer = app.as_("manager").post(f"{STANDING}/reason", HOLD | told)
    assert answer.status == 201, answer.text
    return f"{STANDING}/reason/{answer.json['reasons'][-1]['reasonID']}"


def decided(app: App, **told: Any) -> None:
    """Leaves on the vendor what decisions do."""
    key = keys.standing("V-1")
    item = app.table.get([key]).get(name_of(key))
    known = to_standing(item) if item else Standing("V-1", "INR")
    _, writes = journaled(known, replace(known, **told), Hand("agent", "Ada Agent", app.now()))
    app.table.commit(writes)


def test_a_vendor_comes_in_once_with_a_wallet_and_one_for_the_platform(app: App) -> None:
    """X-12, CK-14: a repeat changes nothing; the platform pays out of what Finance puts in."""
    finance = app.as_("finance")
    first = finance.put("/vendor/V-1", VENDOR | {"phone": "098765 43210", "language": "fr"})
    assert (first.status, first.json["outcome"], first.json["version"]) == (201, "created", 1)
    named = ("phone", "timeZone", "currency", "maxLeads", "language")
    told = {name: first.json[name] for name in named}
    assert told == {
        "language": "fr",
        "phone": "+919876543210",
        "timeZone": "Asia/Kolkata",
        "currency": "INR",
        "maxLeads": 40,
    }
    again = finance.put("/vendor/V-1", VENDOR | {"phone": "+91 9876543210", "language": "fr"})
    assert (again.status, again.json["outcome"]) == (200, "unchanged")
    assert finance.put("/vendor/V-2", VENDOR | {"name": "Vic"}).status == 201
    for wallet in ("V-1-INR", "V-2-INR", "platform-INR"):
        assert finance.get(f"/wallet/{wallet}").json["balance"] == 0
    paid = finance.post("/wallet/platform-INR/deposit", {"amount": 900, "reference": "UTR 1"})
    assert paid.status == 201
    assert finance.get("/wallet/platform-INR").json["balance"] == 900
    assert app.as_("vendor").get("/wallet/V-1-INR").json["balance"] == 0
    for foreign in ("V-2-INR", "platform-INR", "external-INR"):
        refused(app.as_("vendor").get(f"/wallet/{foreign}"), 404)
    [own] = app.as_("vendor").get("/wallet").json["value"]
    assert own["walletID"] == "V-1-INR"


@pytest.mark.parametrize(
    "told",
    [
        {"maxLeads": -1},
        {"maxLeads": 100_001},
        {"maxLeads": "40"},
        {"timeZone": "Mars/Base"},
        {"phone": "12"},
        {"currency": "XXX"},
        {"email": "nobody"},
        {"role": "operator"},
    ],
)
def test_what_no_vendor_can_be_is_refused(shop: App, state: Any, told: dict[str, Any]) -> None:
    """X-12."""
    refused(shop.as_("finance").put("/vendor/V-9", VENDOR | told), 400)


def test_no_two_parties_have_one_id(shop: App) -> None:
    """X-12: wallets are called by it, so vendors share it with operators, aggregators and the
    house.
    """
    finance = shop.as_("finance")
    assert finance.put("/operator/OP-1", OPERATOR).status == 201
    taken = refused(finance.put("/vendor/OP-1", VENDOR), 409, rule="X-12")
    assert taken.json["detail"].startswith("City Cabs has this id, as operator;")
    refused(finance.put("/operator/V-1", OPERATOR), 409, rule="X-12")
    for name in ("platform", "PLATFORM", "external"):
        refused(finance.put(f"/vendor/{name}", VENDOR), 400, rule="X-12")
    kept = refused(finance.put("/vendor/V-1", VENDOR | {"currency": "KWD"}), 409)
    assert "keeps it" in kept.json["detail"]


def test_vendors_are_listed_by_name_with_how_they_stand(shop: App) -> None:
    """PO-32: for the staff; who is limited to customers has none, and a vendor itself alone."""
    shop.as_("finance").put("/vendor/V-2", VENDOR | {"name": "Ace Mobiles"})
    held(shop)
    rows = shop.as_("agent").get("/vendor").json["value"]
    assert [(row["vendorID"], row["level"], row["leads"]) for row in rows] == [
        ("V-2", "active", 40),
        ("V-1", "hold", 0),
    ]
    assert [row["vendorID"] for row in shop.as_("agent").get("/vendor?name=ver").json["value"]] == [
        "V-1"
    ]
    assert shop.as_("limited").get("/vendor").json == {"value": [], "nextCursor": None}
    refused(shop.as_("limited").get("/vendor/V-1"), 404)
    refused(shop.as_("vendor").get("/vendor"), 403)
    assert shop.as_("vendor").get("/vendor/V-1").json["level"] == "hold"
    refused(shop.as_("vendor2").get("/vendor/V-1"), 404)
    refused(shop.as_("agent").get("/vendor/OP-1"), 404)


@pytest.mark.parametrize(
    ("told", "leads"),
    [
        ({"level": "reduced", "maxLeads": 10}, 10),
        ({"level": "hold"}, 0),
        ({"level": "deactivated"}, 0),
    ],
)
def test_a_manager_says_how_a_vendor_stands(shop: App, told: dict[str, Any], leads: int) -> None:
    """PO-32: with a reason, who, since when; and ends it again, which stays in the history."""
    before = shop.as_("agent").get(STANDING)
    assert (before.json["level"], before.json["leads"], before.json["version"]) == ("active", 40, 0)
    beforehand = shop.as_("manager").post(f"{STANDING}/reason?dryRun=true", HOLD | told)
    assert (beforehand.json["level"], beforehand.json["dryRun"]) == (told["level"], True)
    assert shop.as_("agent").get(STANDING).json["version"] == 0
    path = held(shop, **told)
    now = shop.as_("agent").get(STANDING)
    assert (now.json["level"], now.json["leads"]) == (told["level"], leads)
    assert (now.json["version"], now.headers["ETag"]) == (1, '"1"')
    [reason] = now.json["reasons"]
    assert (reason["by"], reason["text"], reason["until"]) == ("Max Manager", HOLD["text"], None)
    lifted = shop.as_("manager").post(f"{path}/lift", {"why": "It answered."})
    assert (lifted.json["level"], lifted.json["reasons"], lifted.json["version"]) == (
        "active",
        [],
        2,
    )
    [past] = lifted.json["history"]
    assert (past["liftedBy"], past["liftedWhy"]) == ("Max Manager", "It answered.")
    refused(shop.as_("manager").post(f"{path}/lift", {"why": "Again"}), 409, rule="PO-32")
    refused(shop.as_("manager").post(f"{STANDING}/reason/none/lift", {"why": "No"}), 404)


@pytest.mark.parametrize(
    "told",
    [
        {"level": "active"},
        {"level": "reduced"},
        {"level": "hold", "maxLeads": 5},
        {"until": "2020-01-01T00:00:00Z"},
        {"level": "deactivated", "until": "2099-01-01T00:00:00Z"},
        {"text": ""},
    ],
)
def test_a_reason_that_cannot_be_is_refused(shop: App, state: Any, told: dict[str, Any]) -> None:
    """PO-32."""
    refused(shop.as_("manager").post(f"{STANDING}/reason", HOLD | told), 400)


def test_a_reason_ends_by_time_without_anybodys_doing(shop: App) -> None:
    """PO-32: at its moment, with nothing written."""
    held(shop, until=(shop.now() + timedelta(hours=2)).isoformat())
    assert shop.as_("agent").get(STANDING).json["nextEndAt"]
    shop.later(minutes=121)
    told = shop.as_("agent").get(STANDING).json
    assert (told["level"], told["version"], told["nextEndAt"]) == ("active", 1, None)
    assert len(told["history"]) == 1


def test_a_vendor_is_told_why_and_objects(shop: App) -> None:
    """PO-35: in words, of its own cases; nothing of who said so inside. A manager answers once."""
    decided(
        shop,
        reasons=(
            Reason(
                reason_id="hold-D1",
                level="hold",
                text="Dispute D1 on order CK-7001: you could not be reached.",
                by_name="Ada Agent",
                since=shop.now(),
                dispute_id="D1",
                decision_id="E1",
            ),
        ),
        against=(Against("D1", "E1", shop.now()),),
        owed={"E1": 12_345},
    )
    path = f"{STANDING}/reason/hold-D1"
    staff, own = (shop.as_(who).get(STANDING).json for who in ("agent", "vendor"))
    assert (staff["against"][0]["disputeID"], own["owedAmount"]) == ("D1", 123.45)
    assert "Ada" not in shop.as_("vendor").get(STANDING).text
    assert set(staff) - set(own) == {"against", "actions"}
    [reason] = own["reasons"]
    assert (reason["disputeID"], [one["name"] for one in reason["actions"]]) == ("D1", ["object"])
    refused(
        shop.as_("manager").post(
            f"{path}/objection/answer", {"outcome": "granted", "answer": "Yes"}
        ),
        409,
    )
    objected = shop.as_("vendor").post(f"{path}/objection", {"text": "We did answer."})
    assert objected.json["level"] == "hold"
    [choice] = objected.json["reasons"][0]["actions"]
    assert (choice["allowed"], choice["rule"]) == (False, "PO-35")
    refused(shop.as_("vendor").post(f"{path}/objection", {"text": "Again"}), 409, rule="PO-35")
    refused(shop.as_("vendor2").post(f"{path}/objection", {"text": "Me too"}), 404)
    granted = shop.as_("manager").post(
        f"{path}/objection/answer", {"outcome": "granted", "answer": "So it is."}
    )
    assert (granted.json["level"], granted.json["reasons"]) == ("active", [])
    [past] = shop.as_("vendor").get(STANDING).json["history"]
    assert past["objection"]["answer"] == "So it is."
    assert "liftedBy" not in past


def test_a_reason_that_is_upheld_can_be_objected_to_anew(shop: App) -> None:
    """PO-35."""
    path = held(shop)
    for text in ("We did answer.", "Here is the call."):
        assert shop.as_("vendor").post(f"{path}/objection", {"text": text}).status == 200
        upheld = shop.as_("manager").post(
            f"{path}/objection/answer", {"outcome": "upheld", "answer": "Nothing came."}
        )
        assert (upheld.status, upheld.json["level"]) == (200, "hold")


def test_of_two_changes_at_once_each_has_its_effect_on_what_the_other_left(shop: App) -> None:
    """PO-34, PO-36: the version rises by one with each, and no reason is lost."""
    path = held(shop)
    crossing(
        shop,
        lambda: shop.as_("manager").post(f"{STANDING}/reason", HOLD | {"level": "deactivated"}),
    )
    objected = shop.as_("vendor").post(f"{path}/objection", {"text": "We did answer."})
    assert (objected.status, objected.json["version"]) == (200, 3)
    assert [one["level"] for one in objected.json["reasons"]] == ["hold", "deactivated"]
    entries = shop.as_("finance").get("/audit/journal?subject=standing/V-1").json["value"]
    assert [entry["sequence"] for entry in entries] == [1, 2, 3]


def test_a_change_meant_for_another_version_is_stale(shop: App) -> None:
    """X-07."""
    path = held(shop)
    body, old = {"why": "A mistake"}, {"If-Match": '"0"'}
    stale = shop.request("manager", "POST", f"{path}/lift", body, old)
    assert (stale.status, stale.json["current"]["version"]) == (412, 1)
    assert shop.request("manager", "POST", f"{path}/lift", body, {"If-Match": '"1"'}).status == 200


def test_what_a_standing_says_is_what_its_journal_says(shop: App) -> None:
    """X-05: an edited one is found by the audit."""
    held(shop)
    finance = shop.as_("finance")
    assert finance.get("/audit/journal/verify?vendorID=V-1").json["value"] == []
    assert finance.get("/audit/journal/verify?of=vendors").json == {
        "checked": 1,
        "value": [],
        "nextCursor": None,
    }
    key = keys.standing("V-1")
    edited = shop.table.get([key])[name_of(key)] | {"reasons": []}
    shop.table.write_batch([edited])
    shop.is_tampered = True
    [fault] = finance.get("/audit/journal/verify?vendorID=V-1").json["value"]
    assert fault["subject"] == "standing/V-1"


def test_people_are_let_in_for_vendors_that_are_there(shop: App) -> None:
    """CU-23: whoever acts for a vendor acts for one that is known."""
    admin = shop.as_("admin")
    newcomer = {"email": "vi@demo.test", "name": "Vi", "role": "vendor", "partyID": "V-1"}
    assert admin.post("/user", newcomer).status == 201
    refused(admin.post("/user", newcomer | {"email": "b@demo.test", "partyID": "V-9"}), 400)
    refused(admin.put("/user/agent", {"role": "vendor", "partyID": 1001}), 400)
