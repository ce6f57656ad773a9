"""Words as people type, copy and import them, by API and by file (X-12, RV-12, DM-03)."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.actions.disputes.search_index import (
    _customer,
    index_change,
    kept_whole_word,
    kept_words_of,
)
from chalicelib.domain.letters.dispatch import Address
from chalicelib.store import keys
from chalicelib.store.post import address_item
from chalicelib.store.table import name_of
from tests.app import App
from tests.scenarios import CUSTOMER

LINE = {"lineID": 1, "description": "Fee", "amount": 5, "kind": "fee"}
INVOICE = {
    "status": "approved",
    "currency": "USD",
    "invoiceDate": "2026-10-01",
    "dueDate": "2026-10-31",
    "lines": [LINE],
}


def test_an_identifier_with_something_unseen_behind_it_is_the_same_by_url_and_by_json(
    app: App,
) -> None:
    """RV-12: pasted from a web page or a spreadsheet."""
    finance, agent = app.as_("finance"), app.as_("agent")
    assert finance.put("/customer/1001/invoice/77001%E2%80%8B", INVOICE).status == 201
    assert finance.put("/customer/1001/invoice/77001", INVOICE).json["outcome"] == "unchanged"
    assert agent.get("/customer/1001/invoice/77001%C2%A0").json["invoiceNumber"] == 77001
    assert agent.get("/customer/1001%E2%80%8B/invoice/77001").status == 200
    body = {
        "invoiceNumber": "77001\u200b",
        "lines": [{"lineID": "1\u00a0", "amount": 1}],
        "description": "No\u00a0way\u200b",
    }
    raised = agent.post("/customer/1001/dispute", body)
    assert (raised.status, raised.json["description"]) == (201, "No way")
    assert finance.put("/customer/Re%CC%81my", CUSTOMER).status == 201
    assert finance.put("/customer/R%C3%A9my", CUSTOMER).json["outcome"] == "unchanged"


def test_a_description_that_is_too_long_is_cut_and_told(app: App) -> None:
    """X-12: the invoice comes in, and the answer says which line was cut, also when tried, and when
    nothing changes.
    """
    body = INVOICE | {"lines": [LINE, LINE | {"lineID": 2, "description": "Service\n" + "n" * 500}]}
    for query, status in (("?dryRun=true", 200), ("", 201), ("", 200)):
        answer = app.as_("finance").put(f"/customer/1001/invoice/9{query}", body)
        assert answer.status == status
        assert answer.json["warnings"] == [
            {
                "pointer": "/lines/1/description",
                "detail": "The description was cut: of it, the first 200 characters are kept.",
                "code": "cut",
            }
        ]
    lines = app.as_("agent").get("/customer/1001/invoice/9").json["lines"]
    assert [line["description"] for line in lines] == ["Fee", "Service " + "n" * 192]
    assert "warnings" not in app.as_("finance").put("/customer/1001/invoice/10", INVOICE).json


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Ann <ann@x.com>", "without a name"),
        ("a@x.com;b@x.com", "One address"),
        ("nobody", "has an @"),
    ],
)
def test_an_address_that_no_mail_can_go_to_is_refused_where_it_is_saved(
    app: App, told: str, said: str
) -> None:
    """DM-03: at its field, in words."""
    party = {"name": "P", "currency": "GBP", "email": told}
    for target, body in (
        ("/customer/9", CUSTOMER | {"email": told}),
        ("/operator/O9", party),
        ("/aggregator/A9", party | {"settlement": "wallet"}),
    ):
        refused = app.as_("finance").put(target, body)
        assert refused.status == 400
        assert said in refused.json["detail"]
        assert refused.json["errors"][0]["pointer"] == "/email"
    kept = app.as_("finance").put("/customer/9", CUSTOMER | {"email": " AP@EXAMPLE.com\u00a0"})
    assert kept.json["email"] == "AP@example.com"


def test_no_field_of_text_takes_what_turns_the_direction_and_each_names_it(app: App) -> None:
    """X-12: one rule for every name, reference, label and description."""
    bad = "a\u202eb"
    said = "U+202E RIGHT-TO-LEFT OVERRIDE as character 2"
    dispute = app.as_("agent").post("/customer/1001/dispute", _claim()).json["disputeID"]
    requests: list[tuple[str, str, str, Any]] = [
        ("finance", "PUT", "/customer/9", CUSTOMER | {"name": bad}),
        ("finance", "PUT", "/customer/9", CUSTOMER | {"phone": bad}),
        ("finance", "PUT", "/customer/9", CUSTOMER | {"accountNumber": bad}),
        ("finance", "PUT", "/customer/1001/invoice/a%E2%80%AEb", INVOICE),
        (
            "finance",
            "PUT",
            "/customer/1001/invoice/9",
            INVOICE | {"lines": [LINE | {"description": bad}]},
        ),
        ("finance", "PUT", "/operator/O9", {"name": bad, "currency": "GBP"}),
        ("finance", "POST", "/wallet/OP-1-GBP/deposit", {"amount": 1, "reference": bad}),
        ("finance", "POST", "/import", {"kind": "invoices", "fileName": bad, "size": 5}),
        ("agent", "POST", "/customer/1001/dispute", _claim() | {"description": bad}),
        ("agent", "POST", f"/dispute/{dispute}/withdrawal", {"comment": bad}),
        ("admin", "PUT", "/setting/reasons", {"value": [{"reasonID": 1, "name": bad}]}),
        ("admin", "PUT", "/setting/resolutions", {"value": [{"resolutionID": bad, "name": "x"}]}),
        (
            "admin",
            "PUT",
            "/setting/approvalChains",
            {"value": [{"chainID": 1, "name": "x", "levels": [{"name": bad, "role": "manager"}]}]},
        ),
        (
            "admin",
            "PUT",
            "/setting/importPresets",
            {"value": [{"presetID": 1, "name": bad, "kind": "invoices", "mapping": {}}]},
        ),
        (
            "admin",
            "PUT",
            "/setting/mailTemplates",
            {"value": [{"templateID": "approvalAsked", "subject": bad, "body": "#link"}]},
        ),
    ]
    for who, method, target, body in requests:
        refused = app.request(who, method, target, body)
        assert refused.status == 400, target
        assert said in refused.text, (target, refused.text)


def _claim() -> dict[str, Any]:
    return {
        "invoiceNumber": 1984950,
        "amount": 1,
        "description": "x",
        "featureID": 10986,
        "usageRecordID": None,
    }


def test_people_are_found_however_their_names_are_written(app: App) -> None:
    """RV-05: without accents, case, width or apostrophes, and by parts of names without spaces."""
    names = {
        "Müller & Søn": "muller",
        "ŁÓDŹ O’Brien": "lodz obrien",
        "東京電力株式会社": "電力",
        "ＡＢＣ İnşaat": "abc insaat",
    }
    for number, (name, asked) in enumerate(names.items(), 7001):
        app.as_("finance").put(
            f"/customer/{number}", CUSTOMER | {"name": name, "accountNumber": number}
        )
        index_change(app.table, None, kept(app, number))
        found = app.as_("agent").get(f"/search?q={quote(asked)}").json["value"]
        assert [hit["label"] for hit in found] == [name]
        rows = app.as_("agent").get(f"/customer?search={quote(asked)}").json["value"]
        assert [row["name"] for row in rows] == [name]


def test_what_an_earlier_version_kept_is_found_as_before_and_nothing_of_it_stays_behind(
    app: App,
) -> None:
    """Its words were folded less; once the thing changes they go."""
    app.as_("finance").put("/customer/7001", CUSTOMER | {"name": "Müller"})
    item = kept(app, 7001)
    old = _customer(item).items(kept_words_of, kept_whole_word)
    app.table.write_batch(old)
    assert [
        hit["label"] for hit in app.as_("agent").get(f"/search?q={quote('MÜLLER')}").json["value"]
    ] == ["Müller"]
    app.as_("finance").put("/customer/7001", CUSTOMER | {"name": "Meier"})
    index_change(app.table, item, kept(app, 7001))
    assert app.as_("agent").get(f"/search?q={quote('Müller')}").json["value"] == []
    assert [hit["label"] for hit in app.as_("agent").get("/search?q=meier").json["value"]] == [
        "Meier"
    ]


def kept(app: App, customer: int) -> dict[str, Any]:
    return app.table.get([keys.customer(customer)])[name_of(keys.customer(customer))]


PARTIES = ("Müller Taxi", "Łódź Cabs", "O’Brien & Sons", "東京タクシー", "Straßen-Ruf")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("muller", ["Müller Taxi"]),
        ("MU\u0308LLER t", ["Müller Taxi"]),
        ("taxi", ["Müller Taxi"]),
        ("lodz", ["Łódź Cabs"]),
        ("obrien", ["O’Brien & Sons"]),
        ("o'brien sons", ["O’Brien & Sons"]),
        ("タクシー", ["東京タクシー"]),
        ("strassen", ["Straßen-Ruf"]),
        ("&", ["O’Brien & Sons"]),
        ("uller", []),
        ("taxi cabs", []),
    ],
)
@pytest.mark.parametrize("role", ["operator", "aggregator"])
def test_operators_and_aggregators_are_found_by_name_as_the_search_finds(
    app: App, role: str, asked: str, found: list[str]
) -> None:
    """RV-05, IG-02: without accents, case, width and apostrophes, by any word's beginning; page by
    page.
    """
    told = {"email": None, "currency": "GBP"} | (
        {"settlement": "wallet"} if role == "aggregator" else {}
    )
    for number, name in enumerate(PARTIES):
        assert app.as_("finance").put(f"/{role}/P-{number}", told | {"name": name}).status == 201
    page = app.as_("agent").get(f"/{role}?limit=1&name={quote(asked)}")
    assert page.status == 200, page.text
    assert ([row["name"] for row in page.json["value"]], page.json["nextCursor"]) == (found, None)
    assert page.calls == ["BatchGetItem", "Query"]


def test_where_an_address_stands_it_says_that_mail_came_back(app: App) -> None:
    """DM-03: to the staff on the customer and in lists, by one read more; in either spelling of a
    domain; until it is released.
    """
    app.as_("finance").put("/customer/1001", CUSTOMER | {"email": "AP@münchen.de"})
    since = datetime(2026, 11, 1, tzinfo=UTC)
    held = Address("ap@xn--mnchen-3ya.de", "bounce", "General", since)
    app.table.write_batch([address_item(held)])
    told = {"reason": "bounce", "since": "2026-11-01T00:00:00Z"}
    assert app.as_("agent").get("/customer/1001").json["mailHeldBack"] == told
    rows = {row["customerID"]: row for row in app.as_("agent").get("/customer").json["value"]}
    assert rows[1001]["mailHeldBack"] == told
    assert all(row["mailHeldBack"] is None for number, row in rows.items() if number != 1001)
    me = app.as_("customer").get("/me").json
    assert me["partyMail"] == {"email": "AP@münchen.de", "mailHeldBack": told}
    assert "partyMail" not in app.as_("agent").get("/me").json
    own = Address("agent@demo.test", "complaint", "", since)
    app.table.write_batch([address_item(own)])
    people = {
        row["userID"]: row["mailHeldBack"] for row in app.as_("admin").get("/user").json["value"]
    }
    assert (
        people["agent"]
        == app.as_("agent").get("/me").json["mailHeldBack"]
        == {"reason": "complaint", "since": "2026-11-01T00:00:00Z"}
    )
    assert {held for user_id, held in people.items() if user_id != "agent"} == {None}
    assert "mailHeldBack" not in app.as_("manager").get("/user").json["value"][0]
    app.table.write_batch([address_item(held.released("Adi Admin", since))])
    assert app.as_("agent").get("/customer/1001").json["mailHeldBack"] is None
    assert app.as_("customer").get("/me").json["partyMail"]["mailHeldBack"] is None
