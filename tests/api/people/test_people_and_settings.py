"""What administrators change: people's limits; and who sees whose."""

from typing import Any

import pytest

from chalicelib.actions.letters.recipients import active_people_of
from chalicelib.domain.people.person import Person
from chalicelib.store.entities import person_item
from tests.api.refusals import refused
from tests.app import App
from tests.http_client import Somebody
from tests.people import CAST, line
from tests.scenarios import FEATURE, URL, prepared


def test_nobody_changes_the_own_limit(app: App) -> None:
    """CU-14: not even an administrator."""
    said = refused(
        app.as_("admin").put("/user/admin", {"creditLimit": {"USD": 1000000}}), 403, rule="CU-14"
    )
    assert said.json["unblockedBy"] == ["admin"]


def test_colleagues_see_names_and_administrators_limits(app: App) -> None:
    """RV-03: whom others are limited to is not for everybody."""
    seen = app.as_("limited").get("/user").json["value"]
    assert {tuple(sorted(person)) for person in seen} == {("name", "role", "userID")}
    assert "Olga Operator" not in [person["name"] for person in seen]
    assert {"creditLimit", "limitTo", "email"} <= set(
        app.as_("admin").get("/user").json["value"][0]
    )


def test_an_administrator_limited_to_customers_administers_those_confined_to_these(
    app: App,
) -> None:
    """RV-03: in the list and by name; oneself is listed too, and colleagues are chosen from as
    everybody at work chooses.
    """
    admin = limited_administrator(app)
    assert [row["userID"] for row in admin.get("/user").json["value"]] == ["admin2", "limited"]
    working = admin.get("/user?permission=dispute.work").json["value"]
    assert {"manager", "limited"} <= {row["userID"] for row in working}
    assert {tuple(sorted(row)) for row in working} == {("name", "role", "userID")}
    for user_id in ("manager", "customer", "operator", "nobody"):
        for path in (f"/user/{user_id}", f"/user/{user_id}/absence"):
            assert refused(admin.put(path, {}), 404).json["detail"] == "There is no such person."
    assert admin.put("/user/limited", {"creditLimit": {"USD": 5}}).status == 200
    assert (
        admin.put("/user/limited/absence", {"from": "2026-12-24", "until": "2026-12-31"}).status
        == 200
    )


@pytest.mark.parametrize(
    "freed",
    [
        {"limitTo": []},
        {"limitTo": ["1001"]},
        {"limitTo": ["1002", "1001"]},
        {"limitTo": ["nobody's"]},
    ],
)
def test_an_administrator_limited_to_customers_frees_nobody(
    app: App, freed: dict[str, Any]
) -> None:
    """RV-03: nor lets anybody see another customer; what is there is not told."""
    admin = limited_administrator(app)
    said = refused(admin.put("/user/limited", freed), 400, rule="RV-03").json
    assert said["errors"][0]["pointer"] == "/limitTo"
    assert said["detail"].startswith("You are limited to some customers")
    assert app.as_("admin").get("/user").json["value"] != []
    assert app.as_("limited").get("/customer/1001").status == 404


@pytest.mark.parametrize(
    ("role", "there", "absent"),
    [("customer", 1001, 4711), ("operator", "OP-1", "OP-4711"), ("aggregator", "AGG", "A-4711")],
)
def test_an_administrator_limited_to_customers_does_not_learn_which_parties_there_are(
    app: App, role: str, there: Any, absent: Any
) -> None:
    """RV-03: one that is not theirs is answered as one that never was."""
    prepared(app, "POST /wallet/{walletID}/deposit")
    admin = limited_administrator(app)
    answers = [
        refused(admin.put("/user/limited", {"role": role, "partyID": one}), 400)
        for one in (there, absent)
    ]
    assert answers[0].text == answers[1].text
    assert f"There is no such {role}." in answers[0].text
    assert (
        admin.put("/user/limited", {"role": "customer", "partyID": 1002, "limitTo": []}).status
        == 200
    )


def test_an_administrator_limited_to_customers_is_told_of_no_held_back_addresses(
    app: App,
) -> None:
    """RV-03: they are of whichever customer, and neither listed nor released."""
    release = prepared(app, "POST /mail/release")
    admin = limited_administrator(app)
    assert admin.get("/mail/suppressed?limit=1").json == {"value": [], "nextCursor": None}
    said = refused(admin.post(release.target, release.body), 404).text
    assert said == refused(admin.post(release.target, {"email": "nobody@demo.test"}), 404).text


def limited_administrator(app: App) -> Somebody:
    """An administrator limited to the customer that another person is limited to as well."""
    app.table.write_batch(
        [
            person_item(
                Person("admin2", "admin2@demo.test", "Abe Admin", "admin", {}, ("1002",), version=1)
            )
        ]
    )
    return app.as_("admin2")


def test_a_limited_list_by_amount_holds_only_its_own(app: App) -> None:
    """RV-03: neither in its rows nor in its cursor."""
    agent, limited = app.as_("agent"), app.as_("limited")
    agent.post("/customer/1001/dispute", {"invoiceNumber": 2000, "description": "x", "amount": 77})
    own = []
    for number in (9001, 9002):
        app.invoice(number, [line("a", "100")], customer=1002)
    for number, amount in (("0000611365", 7), (9001, 3), (9002, 5)):
        own.append(
            agent.post(
                "/customer/1002/dispute",
                {"invoiceNumber": number, "description": "x", "amount": amount},
            ).json["disputeID"]
        )
    first = limited.get("/dispute?sort=-amount&limit=2").json
    assert [row["disputeID"] for row in first["value"]] == [own[0], own[2]]
    rest = limited.get(f"/dispute?sort=-amount&limit=2&cursor={first['nextCursor']}").json
    assert ([row["disputeID"] for row in rest["value"]], rest["nextCursor"]) == ([own[1]], None)
    assert [
        row["disputeID"] for row in limited.get("/dispute?sort=lastModifiedDate").json["value"]
    ] == own


def test_a_hidden_dispute_is_as_absent_as_one_that_never_was(app: App) -> None:
    """RV-03."""
    hidden = (
        app.as_("agent")
        .post("/customer/1001/dispute", {"invoiceNumber": 2000, "description": "x", "amount": 77})
        .json["disputeID"]
    )
    limited = app.as_("limited")
    assert limited.get(f"/dispute/{hidden}").text == limited.get("/dispute/2MZEQJ7EV2QD").text


HOURS = {"timeZone": "Europe/Berlin", "days": [1, 2], "from": "08:00", "to": "16:30"}
NO_ZONES = ("localtime", "posixrules", "Factory", "posix/Europe/Berlin", "../UTC", "x")
NO_ZONE = "There is no such time zone; one is Europe/Berlin."
NO_TIME = "A time is from 00:00 to 23:59, written as 17:30; midnight is 00:00."


@pytest.mark.parametrize(
    ("part", "pointer", "said"),
    [
        *(({"timeZone": zone}, "timeZone", NO_ZONE) for zone in NO_ZONES),
        ({"from": "24:00"}, "from", NO_TIME),
        ({"to": "7:30"}, "to", NO_TIME),
        ({"to": 8}, "to", NO_TIME),
        ({"days": [1, 1]}, "days", "Each day is named once."),
        ({"holidays": ["2026-12-25", "2026-12-25"]}, "holidays", "Each day is named once."),
        (
            {"holidays": ["2026-02-30"]},
            "holidays/0",
            "A day of the years 1900 to 2999 is needed here, written as 2026-10-31.",
        ),
    ],
    ids=str,
)
def test_hours_that_cannot_be_are_refused_at_their_field(
    app: App, part: dict[str, Any], pointer: str, said: str
) -> None:
    """X-04: a time zone is one that the product brings, whatever the machine calls its own."""
    refused = app.as_("admin").put("/setting/businessHours", {"value": [HOURS | part]})
    assert (refused.status, refused.json["detail"]) == (400, said)
    assert [(error["pointer"], error["detail"]) for error in refused.json["errors"]] == [
        (f"/value/0/{pointer}", said)
    ]


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Calcutta", "CET"]
)
def test_every_time_zone_that_the_product_brings_is_taken(app: App, zone: str) -> None:
    """X-04."""
    assert (
        app.as_("admin")
        .put("/setting/businessHours", {"value": [HOURS | {"timeZone": zone}]})
        .status
        == 200
    )
    assert app.as_("agent").get("/dispute").status == 200


@pytest.mark.parametrize(
    ("limit", "at", "said"),
    [
        ({"XXX": 5}, "XXX", "A currency is an ISO 4217 code such as USD."),
        ({"a/b": 5}, "a~1b", "A currency is an ISO 4217 code such as USD."),
        (
            {"USD": "many"},
            "USD",
            "An amount is a plain decimal number such as 12.30, as a number or a string.",
        ),
        ({"JPY": 0.5}, "JPY", "JPY has 0 decimals; 0.5 has more."),
        ({"USD": -1}, "USD", None),
    ],
    ids=str,
)
def test_a_limit_that_cannot_be_is_refused_at_its_field(
    app: App, limit: dict[str, Any], at: str, said: str | None
) -> None:
    """CU-14, CU-15: of a person and of a level alike."""
    level = {"name": "First", "role": "manager", "limit": limit}
    chain = {"chainID": "c", "name": "Chain", "levels": [level]}
    for target, body, where in (
        ("/user/agent", {"creditLimit": limit}, "/creditLimit"),
        ("/setting/approvalChains", {"value": [chain]}, "/value/0/levels/0/limit"),
    ):
        refused = app.as_("admin").put(target, body)
        assert refused.status == 400
        [error] = refused.json["errors"]
        assert error["pointer"] == f"{where}/{at}"
        assert said in (None, error["detail"])


def test_who_is_limited_is_offered_nothing_that_reaches_all_customers(app: App) -> None:
    """RV-03: nothing a person may not open is shown."""
    reaching = {"import.run", "audit.run", "booking.read", "wallet.read", "ledger.correct"}
    assert reaching <= set(app.as_("finance").get("/me").json["permissions"])
    app.as_("admin").put("/user/finance", {"limitTo": ["1002"]})
    offered = set(app.as_("finance").get("/me").json["permissions"])
    assert not offered & reaching
    assert {"dispute.work", "report.read", "aggregator.read"} <= offered
    assert "import.run" not in app.as_("limited").get("/me").json["permissions"]
    assert app.as_("finance").get("/import").status == 403
    assert app.as_("finance").get("/audit/verify").status == 403


def test_who_acts_for_an_operator_or_aggregator_acts_for_one_that_is_there(app: App) -> None:
    """IG-03: as what the role says; another role does not take a party along that it cannot be."""
    runtime, admin = app.as_("finance"), app.as_("admin")
    app.table.write_batch(
        [person_item(Person("new", "new@cabs.test", "Nia New", "support", version=1))]
    )
    assert runtime.put("/operator/OP-9", {"name": "Night Cabs", "currency": "GBP"}).status == 201
    for role, party in (
        ("operator", "OP-8"),
        ("aggregator", "OP-9"),
        ("customer", "OP-9"),
        ("operator", 1001),
    ):
        refused = admin.put("/user/new", {"role": role, "partyID": party})
        assert (refused.status, refused.json["detail"]) == (400, f"There is no such {role}.")
    assert admin.put("/user/new", {"role": "operator", "partyID": "OP-9"}).status == 200
    assert [row["name"] for row in app.as_("new").get("/wallet").json["value"]] == ["Night Cabs"]
    assert admin.put("/user/new", {"role": "customer"}).status == 400
    assert admin.put("/user/new", {"role": "agent"}).status == 200


@pytest.mark.parametrize(
    "wide",
    [
        {},
        {"limitTo": ["1001"]},
        {"limitTo": ["1002", "1001"]},
        {"role": "customer", "partyID": "1001"},
    ],
)
def test_an_administrator_limited_to_customers_invites_only_for_these(
    app: App, wide: dict[str, Any]
) -> None:
    """RV-03: and is not told who is here already, where that is somebody else's."""
    admin = limited_administrator(app)
    newcomer = {"email": "new@demo.test", "name": "Nia New", "role": "agent"}
    assert (
        refused(admin.post("/user", newcomer | wide), 400, rule="RV-03").json["errors"][0][
            "pointer"
        ]
        == "/limitTo"
    )
    assert app.door.ids == {}
    known = app.as_("admin").post("/user", newcomer).json
    said = refused(admin.post("/user", newcomer | {"limitTo": ["1002"]}), 403, rule="RV-03").json[
        "detail"
    ]
    assert said.startswith("You cannot let in new@demo.test;")
    other = admin.post("/user", newcomer | {"email": "other@demo.test", "limitTo": ["1002"]})
    assert (other.status, known["userID"] != other.json["userID"]) == (201, True)


def test_an_administrator_limited_to_customers_changes_no_setting(app: App) -> None:
    """RV-03, X-16: bounds, chains and hours count for all customers, also for those that are not to
    be seen.
    """
    admin = limited_administrator(app)
    for setting in ("moneyBounds", "approvalChains", "businessHours", "reasons"):
        refused(admin.put(f"/setting/{setting}", {"value": []}), 403, rule="RV-03")


def test_people_of_parties_stand_in_nobodys_way_however_many_there_are(app: App) -> None:
    """X-16: an administrator has all in one list by name; colleagues, hands and a party's letters
    read none of the others.
    """
    many = [
        Person(f"p{number}", "p@x.test", f"Aa {number:04}", "vendor", party_id=f"P-{number}")
        for number in range(1100)
    ]
    agent, before = app.as_("agent"), app.as_("agent").get("/user?limit=5")
    app.table.write_batch([person_item(one) for one in many])
    after = agent.get("/user?limit=5")
    assert (after.json["value"], after.calls) == (before.json["value"], before.calls)
    everybody, cursor = [], ""
    while cursor is not None:
        page = app.as_("admin").get(f"/user?limit=100{cursor and f'&cursor={cursor}'}").json
        everybody += [one["name"] for one in page["value"]]
        cursor = page["nextCursor"]
    assert everybody == sorted(everybody, key=str.casefold)
    assert len(everybody) == len(many) + len(CAST)
    assert [one.user_id for one in active_people_of(app.table, "vendor", "P-7")] == ["p7"]
    dispute = agent.post(URL, FEATURE).json["disputeID"]
    hands = agent.get(f"/dispute/{dispute}/hand").json
    assert "Max Manager" in [one["name"] for one in hands["assigneeID"]]
