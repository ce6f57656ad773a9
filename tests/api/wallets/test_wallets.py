"""Wallets of a party, their statements by days and as a file, and their floors (IG-06, IG-10,
IG-11, X-05, X-09).
"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.actions.wallets import ledger
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import OPERATOR, prepared


@pytest.fixture
def paid(app: App) -> App:
    """A deposit of a hundred, a request of five for a booking that was paid, and a day later
    another deposit.
    """
    app.ahead = timedelta(0)
    sent = prepared(app, "POST /dispute/{disputeID}/fundRequest/{requestID}/approval")
    assert sent.send(app).status == 200
    app.ahead += timedelta(days=1)
    body = {"amount": "2.50", "reference": "=1+1"}
    assert app.as_("finance").post("/wallet/AGG-GBP/deposit", body).status == 201
    return app


def day(app: App, back: int = 0) -> str:
    return (app.now() - timedelta(days=back)).date().isoformat()


def test_a_party_has_its_own_wallets_and_the_staff_those_it_names(paid: App) -> None:
    """IG-06: one for each currency; of others not even that there is one."""
    assert paid.as_("finance").put("/operator/OP-1", OPERATOR | {"currency": "EUR"}).status == 200
    own = paid.as_("operator").get("/wallet")
    assert [(row["walletID"], row["balance"]) for row in own.json["value"]] == [
        ("OP-1-EUR", 0),
        ("OP-1-GBP", 5),
    ]
    assert own.calls == ["BatchGetItem", "Query", "BatchGetItem"]
    assert paid.as_("support").get("/wallet?partyID=OP-1").json == own.json
    assert [
        row["balance"] for row in paid.as_("support").get("/wallet?partyID=external").json["value"]
    ] == [-102.5]
    for who, other in (
        ("operator", "AGG"),
        ("aggregator", "OP-1"),
        ("operator", "external"),
        ("support", "nobody"),
    ):
        assert paid.as_(who).get(f"/wallet?partyID={other}").json == {"value": []}
    refused(paid.as_("support").get("/wallet"), 400)


@pytest.mark.parametrize(
    ("query", "amounts"),
    [
        ("", [2.5, -5, 100]),
        ("from={today}", [2.5]),
        ("to={yesterday}", [-5, 100]),
        ("from={yesterday}&to={today}", [2.5, -5, 100]),
        ("to=2020-01-01", []),
        ("kind=deposit", [2.5, 100]),
        ("kind=fundRequest&to={yesterday}", [-5]),
        ("bookingID=77", [-5]),
        ("bookingID=78", []),
        ("disputeID={dispute}", [-5]),
        ("disputeID={dispute}&kind=deposit", []),
    ],
)
def test_a_statement_is_read_by_days_kind_and_matter(
    paid: App, query: str, amounts: list[Any]
) -> None:
    """IG-10: one query a page, whatever is asked for."""
    [dispute] = paid.as_("operator").get("/dispute?state=all").json["value"]
    asked = query.format(today=day(paid), yesterday=day(paid, 1), dispute=dispute["disputeID"])
    page = paid.as_("aggregator").get(f"/wallet/AGG-GBP/entry?{asked}")
    assert [row["amount"] for row in page.json["value"]] == amounts
    assert page.calls == ["BatchGetItem", "Query"]


def test_the_pages_of_some_days_lead_on_within_these_days(paid: App) -> None:
    """IG-10: and a cursor is of no use for other ones."""
    aggregator = paid.as_("aggregator")
    target = f"/wallet/AGG-GBP/entry?limit=1&to={day(paid, 1)}"
    first = aggregator.get(target).json
    second = aggregator.get(f"{target}&cursor={first['nextCursor']}").json
    assert [row["amount"] for row in first["value"] + second["value"]] == [-5, 100]
    refused(
        aggregator.get(
            f"/wallet/AGG-GBP/entry?limit=1&from={day(paid)}&cursor={first['nextCursor']}"
        ),
        400,
    )


@pytest.mark.parametrize(
    "query",
    [
        "from=yesterday",
        "to=2026-02-30",
        "from=2026-02-02&to=2026-02-01",
        "kind=gift",
        "since=2026-01-01",
    ],
)
def test_days_and_kinds_that_cannot_be_are_refused(paid: App, query: str) -> None:
    refused(paid.as_("aggregator").get(f"/wallet/AGG-GBP/entry?{query}"), 400)
    if "kind" not in query:
        refused(paid.as_("aggregator").get(f"/wallet/AGG-GBP/statement?{query}"), 400)


def test_a_statement_is_given_as_a_file(paid: App) -> None:
    """IG-10, X-09: oldest first, with running balance and what each movement was for; nothing in it
    is carried out.
    """
    answer = paid.as_("aggregator").get("/wallet/AGG-GBP/statement")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        answer.headers["Content-Disposition"]
        == "attachment; filename*=UTF-8''statement-AGG-GBP.csv"
    )
    rows = list(read(answer.text))
    told = [
        (row["Kind"], row["Amount"], row["Balance"], row["Booking"], row["Counterparty"])
        for row in rows
    ]
    assert told == [
        ("Deposit", "100.00", "100.00", "", "Outside"),
        ("Fund request", "-5.00", "95.00", "77", "City Cabs"),
        ("Deposit", "2.50", "97.50", "", "Outside"),
    ]
    assert rows[2]["Reference"] == "'=1+1"
    assert rows[1]["Dispute"]
    assert rows[1]["Request"]
    assert "Fay Finance" not in answer.text
    assert "Fay Finance" in paid.as_("support").get("/wallet/AGG-GBP/statement").text
    today = paid.as_("aggregator").get(f"/wallet/AGG-GBP/statement?from={day(paid)}")
    assert [row["Amount"] for row in read(today.text)] == ["2.50"]
    assert f"-{day(paid)}-2999-12-31.csv" in today.headers["Content-Disposition"]


def test_a_statements_days_are_the_companys(app: App) -> None:
    """IG-10, CU-02: in Auckland an evening by UTC is of the next day, in the list and in the file,
    which names the clock.
    """
    prepared(app, "POST /dispute/{disputeID}/fundRequest/{requestID}/approval")
    hours = {
        "timeZone": "Pacific/Auckland",
        "days": [1, 2, 3, 4, 5],
        "from": "09:00",
        "to": "17:00",
    }
    assert app.as_("admin").put("/setting/businessHours", {"value": [hours]}).status == 200
    app.ahead += datetime(2027, 1, 14, 20, tzinfo=UTC) - app.now()
    finance = app.as_("finance")
    assert (
        finance.post("/wallet/AGG-GBP/deposit", {"amount": "2.50", "reference": "evening"}).status
        == 201
    )
    for told, found in (("2027-01-14", []), ("2027-01-15", ["evening"])):
        rows = finance.get(f"/wallet/AGG-GBP/entry?from={told}&to={told}").json["value"]
        assert [row["reference"] for row in rows] == found
    file = finance.get("/wallet/AGG-GBP/statement?from=2027-01-15").text
    assert "Time (Pacific/Auckland)" in file.splitlines()[0]
    assert "2027-01-15 09:00" in file


def test_a_statement_is_whole_or_refused(paid: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """IG-10: nobody takes a part of it for all; the refusal says what to do."""
    monkeypatch.setattr(ledger, "MOST_LINES", 2)
    said = refused(paid.as_("aggregator").get("/wallet/AGG-GBP/statement"), 409, rule="IG-10").json
    assert "fewer days, by from and to" in said["detail"]
    assert paid.as_("aggregator").get(f"/wallet/AGG-GBP/statement?to={day(paid, 1)}").status == 200
    monkeypatch.setattr(ledger, "MOST_BYTES", 100)
    refused(
        paid.as_("aggregator").get(f"/wallet/AGG-GBP/statement?to={day(paid, 1)}"),
        409,
        rule="IG-10",
    )


def test_finance_sets_how_far_a_wallet_may_be_emptied(paid: App) -> None:
    """IG-11, X-05, X-07: each change once, with who, when and what it was; the same once more is
    none.
    """
    finance = paid.as_("finance")
    path, wallet = "/wallet/OP-1-GBP/floor", finance.get("/wallet/OP-1-GBP")
    assert finance.put(f"{path}?dryRun=true", {"floor": "4.99"}).json["available"] == 0.01
    made = finance.put(path, {"floor": "-20.00"}, If_Match=wallet.etag)
    assert (made.status, made.json["floor"], made.json["available"], made.json["outcome"]) == (
        200,
        -20,
        25,
        "changed",
    )
    refused(finance.put(path, {"floor": 0}, If_Match=wallet.etag), 412, rule="X-07")
    again = finance.put(path, {"floor": -20}, If_Match=made.etag)
    assert (again.json["outcome"], again.etag) == ("unchanged", made.etag)
    [entry] = finance.get("/audit/journal?subject=wallet/OP-1-GBP").json["value"]
    assert (entry["before"], entry["after"], entry["by"]["name"]) == (
        {"floor": 0},
        {"floor": -20},
        "Fay Finance",
    )
    assert finance.put(path, {"floor": 5}).json["available"] == 0
    assert [
        row["sequence"]
        for row in finance.get("/audit/journal?subject=wallet/OP-1-GBP").json["value"]
    ] == [1, 2]


@pytest.mark.parametrize("floor", ["0.001", "NaN", None, True, 10**15, "1e3"])
def test_a_floor_that_cannot_be_is_refused(paid: App, floor: Any) -> None:
    refused(paid.as_("finance").put("/wallet/OP-1-GBP/floor", {"floor": floor}), 400)
    refused(paid.as_("finance").put("/wallet/external-GBP/floor", {"floor": 0}), 400, rule="IG-11")
    refused(paid.as_("finance").put("/wallet/none-GBP/floor", {"floor": 0}), 404)


def read(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
