"""Customers, invoices and what was billed on them (RV-05), and importing one of them (X-12)."""

from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from chalicelib.actions.disputes import search_index
from chalicelib.actions.invoices import lookups
from chalicelib.views import customer
from tests.app import App
from tests.people import line
from tests.scenarios import Desk

CUSTOMER = {
    "name": "New Networks",
    "accountNumber": "N-1",
    "currency": "USD",
    "deliveryMethod": "Post",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1001, 1002]),
        ("$filter=name eq 'Corner Café'", [1002]),
        ("$filter=customerID eq 1001", [1001]),
        ("$filter=accountNumber eq '0002' and name eq 'Corner Café'", [1002]),
        ("$filter=name eq 'Bright Telecom' and accountNumber eq '0002'", []),
        ("search=bright", [1001]),
        ("search=tele bri", [1001]),
        ("$top=1", [1001]),
    ],
)
def test_customers_by_name_or_account_number(app: App, query: str, found: list[int]) -> None:
    """RV-05."""
    index_everything(app)
    answer = app.as_("agent").get(f"/customer?{quote(query, safe='=&$')}")
    assert [row["customerID"] for row in answer.json["value"]] == found


@pytest.mark.parametrize(
    "text",
    [
        "name gt 'a'",
        "name eq 'a' or name eq 'b'",
        "colour eq 1",
        "name",
        "contains(name,'a')",
        "name eq 'a' and",
        "x" * 600,
    ],
)
def test_a_filter_that_is_not_supported_is_a_400(app: App, text: str) -> None:
    """RV-05: a clear refusal."""
    refused = app.as_("agent").get(f"/customer?$filter={quote(text)}")
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (
        400,
        "unsupportedQuery",
        "RV-05",
    )


def test_invoices_features_and_usage_are_looked_up_on_the_way_to_a_dispute(app: App) -> None:
    """RV-05: the invoice carries its usage alias; usage is found by headers or by the URL."""
    agent = app.as_("agent")
    invoices = agent.get("/customer/1001/invoice").json["value"]
    assert {row["invoiceNumber"]: row["usageAlias"] for row in invoices} == {
        1984950: "U-1984950",
        1003324: None,
        2000: None,
    }
    features = agent.get(
        "/customer/1001/invoice/1984950/feature?$filter=featureID%20eq%2010986"
    ).json["value"]
    assert [(row["featureID"], row["amount"]) for row in features] == [(10986, 4.95)]
    by_header = agent.get("/usage", CustomerID="1001", UsageAlias="U-1984950").json["value"]
    by_url = agent.get("/usage?customerID=1001&usageAlias=U-1984950").json["value"]
    assert (
        by_header == by_url == agent.get("/customer/1001/usage?usageAlias=U-1984950").json["value"]
    )
    assert [row["usageRecordID"] for row in by_url] == [465320]
    assert agent.get("/usage").status == 400
    assert agent.get("/usage?customerID=1001&usageAlias=none").status == 404
    assert [row["name"] for row in agent.get("/resolution").json["value"]] == ["Approved", "Denied"]


def test_disputed_amounts_show_wherever_money_is_shown(app: App) -> None:
    """CU-02: on the customer, the invoice, the statement and the receivables."""
    agent = app.as_("agent")
    agent.post("/customer/1001/dispute", {"invoiceNumber": 2000, "description": "x", "amount": 300})
    amounts = {
        "currency": "USD",
        "outstanding": 266.44,
        "credits": 0,
        "unallocated": 0,
        "balance": 266.44,
        "collectable": 16.44,
        "disputed": 300,
        "disputedOwed": 250,
        "disputedPaid": 50,
        "invoices": 3,
        "creditItems": 0,
        "openDisputes": 1,
    }
    undecided = dict.fromkeys(("credited", "approved", "askedFor", "withdrawn", "declined"), 0) | {
        "undecided": 300
    }
    assert agent.get("/customer/1001").json["amounts"] == [amounts | {"disputes": undecided}]
    statement = agent.get("/customer/1001/statement").json
    [total] = statement["totals"]
    assert {name: total[name] for name in amounts} == amounts
    assert {row["invoiceNumber"]: row["collectable"] for row in statement["value"]} == {
        1984950: 6.45,
        1003324: 9.99,
        2000: 0,
    }
    receivables = agent.get("/report/receivables").json["value"][0]
    assert (receivables["outstanding"], receivables["disputed"], receivables["customers"]) == (
        366.44,
        300,
        2,
    )
    assert app.as_("limited").get("/report/receivables").json["value"][0]["outstanding"] == 100


def test_what_the_company_owes_stands_beside_what_is_outstanding(app: App) -> None:
    """CU-02: a credit on a paid invoice is an item of its own and in the sums, and is never taken
    off what others owe.
    """
    app.invoice(
        3000, [line(1, "40")], payments=[{"paymentID": 1, "date": "2026-10-05", "amount": 40}]
    )
    agent = app.as_("agent")
    claim = {"invoiceNumber": 3000, "description": "x", "lines": [{"lineID": 1, "amount": 30}]}
    desk = Desk(app, agent.post("/customer/1001/dispute", claim).json["disputeID"])
    while_open = agent.get("/customer/1001/statement").json
    assert [
        (row["balance"], row["credit"], row["collectable"])
        for row in while_open["value"]
        if row["invoiceNumber"] == 3000
    ] == [(0, 0, 0)]
    assert [
        while_open["totals"][0][name] for name in ("disputed", "disputedPaid", "openDisputes")
    ] == [30, 30, 1]
    assert agent.get(f"/dispute/{desk.dispute_id}").json["invoice"]["owed"] == {
        "now": 0,
        "asDecided": 0,
        "atMost": 30,
    }
    desk.did("adjustment")
    assert agent.get(f"/dispute/{desk.dispute_id}").json["invoice"]["owed"]["now"] == 30
    for view, name in (
        ("/customer/1001", "amounts"),
        ("/customer/1001/statement", "totals"),
        ("/report/receivables", "value"),
    ):
        total = agent.get(view).json[name][0]
        others = 366.44 if name == "value" else 266.44
        assert (total["outstanding"], total["credits"], total["creditItems"]) == (
            others,
            30,
            1,
        ), view
        assert total["balance"] == pytest.approx(others - 30), view
    portal = app.as_("customer").get("/customer/1001/statement").json
    assert [row["credit"] for row in portal["value"] if row["invoiceNumber"] == 3000] == [30]


def test_today_is_the_companys_day(app: App) -> None:
    """CU-02: as its time zone has it, where people read it and where statements count from it."""
    days = []
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        hours = {
            "timeZone": zone,
            "days": [1, 2, 3, 4, 5],
            "from": "08:00",
            "to": "16:30",
            "holidays": [],
        }
        assert app.as_("admin").put("/setting/businessHours", {"value": [hours]}).status == 200
        day = app.now().astimezone(ZoneInfo(zone)).date().isoformat()
        assert app.as_("agent").get("/me").json["company"] == {"timeZone": zone, "today": day}
        assert app.as_("agent").get("/customer/1001/statement").json["asOf"] == day
        assert app.as_("agent").get("/report/receivables").json["asOf"] == day
        days.append(day)
    assert days[0] > days[1], "25 hours lie between the two"


def test_what_is_owed_is_added_up_over_all_pages_or_said_to_be_less(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-02: the oldest open items count like the newest, and no sum is short without a word."""
    agent = app.as_("agent")
    views = ["/customer/1001", "/customer/1001/statement", "/report/receivables"]
    whole = [agent.get(view).json for view in views]
    assert [view["complete"] for view in whole] == [True] * 3
    monkeypatch.setattr(lookups, "INVOICES_A_PAGE", 1)
    assert [agent.get(view).json for view in views] == whole
    monkeypatch.setattr(customer, "MAX_ROWS", 2)
    statement = agent.get("/customer/1001/statement").json
    assert (len(statement["value"]), statement["more"], statement["complete"]) == (2, True, True)
    assert statement["totals"] == whole[1]["totals"]
    monkeypatch.setattr(lookups, "MAX_PAGES", 2)
    cut = [agent.get(view).json for view in views]
    assert [view["complete"] for view in cut] == [False] * 3
    assert cut[0]["amounts"][0]["outstanding"] < whole[0]["amounts"][0]["outstanding"]
    assert cut[1]["more"]
    own = app.as_("limited").get("/report/receivables").json
    assert (own["value"][0]["outstanding"], own["complete"]) == (100, True)


def test_credits_are_shown_but_not_as_disputable(app: App) -> None:
    """CU-11, CU-08, CU-07."""
    lines = app.as_("agent").get("/customer/1001/invoice/2000").json["lines"]
    assert {row["lineID"]: (row["whyNot"] or {}).get("rule") for row in lines} == {
        1: None,
        2: None,
        3: "CU-08",
        "c": "CU-11",
    }


def test_search_says_what_each_hit_is(app: App) -> None:
    """RV-03: a limited person finds only what it may see."""
    raised = (
        app.as_("agent")
        .post(
            "/customer/1002/dispute",
            {"invoiceNumber": "0000611365", "description": "x", "amount": 1},
        )
        .json
    )
    index_everything(app)
    for who in ("agent", "limited"):
        hits = app.as_(who).get("/search?q=0000611365").json["value"]
        assert sorted(hit["kind"] for hit in hits) == ["dispute", "invoice"]
        assert (
            app.as_(who).get(f"/search?q={raised['disputeID'].lower()}").json["value"][0]["url"]
            == f"#/dispute/{raised['disputeID']}"
        )
    assert app.as_("agent").get("/search?q=1984950").json["value"][0]["label"] == "Invoice 1984950"
    assert app.as_("limited").get("/search?q=1984950").json["value"] == []


def test_importing_the_same_again_changes_nothing(app: App) -> None:
    """X-12: customer and invoice by API, repeatable without harm."""
    finance = app.as_("finance")
    made = finance.put("/customer/77", CUSTOMER)
    assert (made.status, made.json["outcome"]) == (201, "created")
    assert finance.put("/customer/77", CUSTOMER).json["outcome"] == "unchanged"
    assert (
        finance.put("/customer/77", CUSTOMER | {"name": "Newer Networks"}).json["outcome"]
        == "changed"
    )
    assert app.invoice(1, [line(1, "5.00")], customer=77).json["outcome"] == "created"
    assert app.invoice(1, [line(1, "5.00")], customer=77).json["outcome"] == "unchanged"
    paid = app.invoice(
        1,
        [line(1, "5.00")],
        customer=77,
        payments=[{"paymentID": "p", "date": "2026-10-05", "amount": 5}],
    )
    assert (paid.json["outcome"], paid.json["balance"], paid.json["settledDate"]) == (
        "changed",
        0,
        "2026-10-05",
    )


def test_identifiers_are_shown_as_first_imported(app: App) -> None:
    """RV-12: 1984950 and "1984950" name the same; zeros in front stay."""
    assert (
        app.as_("agent").get("/customer/1002/invoice/0000611365").json["invoiceNumber"]
        == "0000611365"
    )
    assert app.as_("agent").get("/customer/1001/invoice/1984950").json["invoiceNumber"] == 1984950
    body = {
        "invoiceNumber": "1984950",
        "amount": 1,
        "description": "x",
        "featureID": "10986",
        "usageRecordID": None,
    }
    raised = app.as_("agent").post("/customer/1001/dispute", body).json
    assert (raised["invoiceNumber"], raised["featureID"]) == (1984950, 10986)


def test_an_import_never_changes_what_is_disputed_or_credited(app: App) -> None:
    """X-12."""
    agent = app.as_("agent")
    dispute = agent.post(
        "/customer/1001/dispute",
        {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 50}]},
    ).json
    lines = [line(1, "101"), line(2, "200"), line(3, "0"), line("c", "-50", "credit")]
    refused = app.invoice(2000, lines)
    assert (refused.status, refused.json["code"], refused.json["disputeID"]) == (
        409,
        "notChangeable",
        dispute["disputeID"],
    )
    boss = app.as_("approver")
    boss.put(f"/dispute/{dispute['disputeID']}/line/1", {"creditAmount": 50, "status": "approved"})
    boss.post(f"/dispute/{dispute['disputeID']}/finalisation")
    assert app.invoice(2000, lines).status == 409
    other = app.invoice(
        2000, [line(1, "100"), line(2, "210"), line(3, "0"), line("c", "-50", "credit")]
    )
    assert (other.status, other.json["balance"], other.json["credited"]) == (200, 210, 50)


@pytest.mark.parametrize(
    "change",
    [
        {"currency": "XXX"},
        {"invoiceDate": "2026-13-01"},
        {"dueDate": "2026-01-01"},
        {"lines": []},
        {"lines": [line(1, "1"), line(1, "2")]},
        {"lines": [line(1, "1"), line(2, "1", featureID=1)]},
        {"lines": [line("general", "1")]},
        {"lines": [line(1, "-1")]},
        {"lines": [line(1, "1.001")]},
        {"status": "paid"},
        {"payments": [{"paymentID": 1, "date": "2026-10-01", "amount": -1}]},
        {"extra": 1},
    ],
)
def test_an_invoice_that_cannot_be_right_is_refused(app: App, change: dict[str, Any]) -> None:
    """X-12: nothing is lost, nothing is half written."""
    before = app.items()
    lines = change.pop("lines", [line(1, "10")])
    assert app.invoice(9, lines, **change).status == 400
    assert app.items() == before


def index_everything(app: App) -> None:
    """What the table's stream does on AWS."""
    items = app.items().values()
    with app.rights.of("index-changes"):
        for item in items:
            search_index.index_change(app.table, None, item)


def test_an_import_after_many_credits_is_still_an_import(app: App) -> None:
    """X-12: also when credits lie on more lines than one read brings."""
    lines = [line(n, "1") for n in range(120)]
    assert app.invoice(3000, lines).status == 201
    head = app.items()["INVOICE#1001#3000 HEAD"]
    app.table.write_batch([head | {"credited": {str(n): 1 for n in range(120)}}])
    assert app.invoice(3000, lines).json["outcome"] == "unchanged"
    assert (
        app.invoice(
            3000, lines, payments=[{"paymentID": 1, "date": "2026-10-02", "amount": 1}]
        ).json["outcome"]
        == "changed"
    )


def test_usage_follows_its_alias(app: App) -> None:
    """RV-05: an alias that an invoice no longer has leads nowhere; of two invoices the latest, or
    the one that is named.
    """
    agent = app.as_("agent")
    for number, day in ((4001, "2026-10-01"), (4002, "2026-10-02"), ("HEAD", "2026-09-01")):
        assert (
            app.invoice(
                number, [line(f"u{number}", "1", "usage")], usageAlias="A1", invoiceDate=day
            ).status
            == 201
        )
    found = [
        row["lineID"] for row in agent.get("/usage?customerID=1001&usageAlias=A1").json["value"]
    ]
    named = agent.get(
        "/usage?customerID=1001&usageAlias=A1&$filter=invoiceNumber%20eq%204001"
    ).json["value"]
    assert (found, [row["lineID"] for row in named]) == (["u4002"], ["u4001"])
    for number, day in ((4001, "2026-10-01"), (4002, "2026-10-02"), ("HEAD", "2026-09-01")):
        app.invoice(number, [line(f"u{number}", "1", "usage")], usageAlias="A2", invoiceDate=day)
    assert agent.get("/usage?customerID=1001&usageAlias=A1").status == 404
    index_everything(app)


def test_a_limited_person_finds_its_own_among_many(app: App) -> None:
    """RV-03, RV-05."""
    for number in range(45):
        app.as_("finance").put(
            f"/customer/c{number}", CUSTOMER | {"name": f"Corner {number}", "accountNumber": number}
        )
    index_everything(app)
    assert [
        hit["label"] for hit in app.as_("limited").get("/search?q=corner&limit=1").json["value"]
    ] == ["Corner Café"]
    assert [
        row["customerID"] for row in app.as_("limited").get("/customer?search=corner").json["value"]
    ] == [1002]
    assert [
        row["name"]
        for row in (
            app.as_("agent").get("/customer?$filter=accountNumber%20eq%20'7'").json["value"]
        )
    ] == ["Corner 7"]


def test_a_customer_is_found_by_every_word_and_by_its_number_whatever_its_name(
    app: App,
) -> None:
    """RV-05: account number and id whole, of signs too, and all words of a long name."""
    phonetic = (
        "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November"
        " Oscar Papa"
    )
    known = {
        "c/1": ("zulu328103", phonetic),
        "c/2": ("#-/-", "Signs Only"),
        "c/3": ("2024/001", "Slash"),
        "c/4": ("2024", "Year"),
    }
    for customer_id, (number, name) in known.items():
        target = f"/customer/{quote(customer_id, safe='')}"
        assert (
            app.as_("finance")
            .put(target, CUSTOMER | {"name": name, "accountNumber": number})
            .status
            == 201
        )
    index_everything(app)
    agent = app.as_("agent")

    def found(query: str) -> list[str]:
        return [
            row["customerID"]
            for row in agent.get(f"/customer?{quote(query, safe='=&$')}").json["value"]
        ]

    for customer_id, (number, _) in known.items():
        assert found(f"$filter=accountNumber eq '{number}'") == [customer_id]
        assert customer_id in found(f"search={number}")
        assert customer_id in found(f"search={customer_id}")
    for word in phonetic.split():
        assert found(f"search={word.lower()}") == ["c/1"]
    assert found("$filter=accountNumber eq 'ZULU328103'") == []
    assert found("$filter=accountNumber eq 'zulu328103' and name eq 'Other'") == []
    assert found("search=-") == []


def test_an_account_number_that_changed_or_is_shared_leads_to_whom_it_belongs(app: App) -> None:
    """RV-05, RV-03: several customers may have one; who is limited learns of none of the others."""
    finance = app.as_("finance")
    for n in range(3):
        finance.put(f"/customer/s{n}", CUSTOMER | {"accountNumber": "shared"})
    index_everything(app)
    before = app.items()["CUSTOMER#s2 CUSTOMER"]
    finance.put("/customer/s2", CUSTOMER | {"accountNumber": "own"})
    search_index.index_change(app.table, before, app.items()["CUSTOMER#s2 CUSTOMER"])
    agent = app.as_("agent")
    target = "/customer?$filter=accountNumber%20eq%20'shared'&limit=1"
    first = agent.get(target).json
    rest = agent.get(f"{target}&cursor={first['nextCursor']}").json
    assert [row["customerID"] for row in first["value"] + rest["value"]] == ["s0", "s1"]
    assert [
        row["customerID"]
        for row in agent.get("/customer?$filter=accountNumber%20eq%20'own'").json["value"]
    ] == ["s2"]
    assert app.as_("limited").get(target).json == {"value": [], "nextCursor": None}


def test_a_long_name_is_no_trouble(app: App) -> None:
    """Names are cut where they become keys, and nowhere else."""
    name = "\u0390" * 200
    assert app.as_("finance").put("/customer/5005", CUSTOMER | {"name": name}).json["name"] == name
    index_everything(app)
