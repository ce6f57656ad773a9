"""The search: customers, invoices and disputes by words and numbers (RV-03, RV-05, X-09)."""

from urllib.parse import quote

import pytest

from chalicelib.actions.disputes import search_index
from tests.app import App
from tests.people import line

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


def index_everything(app: App) -> None:
    """What the table's stream does on AWS."""
    items = app.items().values()
    with app.rights.of("index-changes"):
        for item in items:
            search_index.index_change(app.table, None, item)


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
