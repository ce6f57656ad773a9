"""POST /customer/{customerID}/dispute."""

from typing import Any

import pytest

from tests.app import App
from tests.people import line
from tests.scenarios import URL

FEATURE = {
    "invoiceNumber": 1984950,
    "amount": 4.95,
    "description": "The customer says they shouldn't have been charged",
    "resolutionID": 1,
    "featureID": 10986,
    "usageRecordID": None,
}
USAGE = FEATURE | {"amount": 1.50, "featureID": None, "usageRecordID": 465320}


def test_the_two_requests_of_the_billing_api_work_word_for_word(app: App) -> None:
    """RV-01: the second after the first is closed; RV-12: the invoice's number stays a number."""
    agent = app.as_("agent")
    first = agent.post(URL, FEATURE)
    assert first.status == 201
    assert first.json["amount"] == 4.95
    assert first.json["invoiceNumber"] == 1984950
    assert first.json["featureID"] == 10986
    assert first.json["resolution"] == "Approved"
    assert first.headers["Location"] == f"/api/dispute/{first.json['disputeID']}"
    assert agent.post(f"{URL}/{first.json['disputeID']}/close").status == 200
    second = agent.post(URL, USAGE)
    assert second.status == 201
    assert (
        second.json["amount"],
        second.json["usageRecordNumber"],
        second.json["usageBatchID"],
    ) == (1.5, 3, 7)


def test_a_second_dispute_on_an_invoice_gets_the_id_of_the_first(app: App) -> None:
    """CU-06, RV-01: 409 names the open dispute and offers to add a line to it."""
    agent = app.as_("agent")
    first = agent.post(URL, FEATURE).json
    second = agent.post(URL, USAGE)
    assert second.status == 409
    assert second.json["code"] == "disputeOpen"
    assert second.json["disputeID"] == first["disputeID"]
    assert second.json["offer"] == {"name": "addLine", "disputeID": first["disputeID"]}


def test_raising_takes_two_reads_and_one_transaction(app: App) -> None:
    """A command reads at most twice and writes one transaction."""
    assert app.as_("agent").post(URL, FEATURE).calls == [
        "BatchGetItem",
        "BatchGetItem",
        "TransactWriteItems",
    ]


def test_lines_are_disputed_with_an_amount_each(app: App) -> None:
    """CU-01."""
    body = {
        "invoiceNumber": 2000,
        "description": "Too much",
        "lines": [{"lineID": 1, "amount": "50"}, {"lineID": "2", "amount": 20.5}],
    }
    raised = app.as_("agent").post(URL, body)
    assert raised.status == 201
    assert raised.json["amount"] == 70.5
    assert [(one["lineID"], one["disputedAmount"]) for one in raised.json["lines"]] == [
        (1, 50),
        (2, 20.5),
    ]
    assert raised.json["feature"] is None


def test_a_general_dispute_has_one_line_called_general(app: App) -> None:
    """CU-01: worked like any other line."""
    raised = app.as_("agent").post(
        URL, {"invoiceNumber": 2000, "description": "All wrong", "amount": 300}
    )
    assert raised.status == 201
    assert [one["lineID"] for one in raised.json["lines"]] == ["general"]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (
            {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 3, "amount": 1}]},
            "CU-08",
        ),
        (
            {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": "c", "amount": 1}]},
            "CU-11",
        ),
        (
            {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 100.01}]},
            "CU-09",
        ),
        ({"invoiceNumber": 2000, "description": "x", "amount": 300.01}, "CU-09"),
    ],
)
def test_what_cannot_be_disputed_is_refused_with_its_rule(
    app: App, body: dict[str, Any], rule: str
) -> None:
    """CU-08, CU-09, CU-11."""
    before = app.items()
    refused = app.as_("agent").post(URL, body)
    assert (refused.status, refused.json["rule"]) == (409, rule)
    assert app.items() == before


def test_only_approved_invoices_with_a_charge_can_be_disputed(app: App) -> None:
    """CU-05, CU-07."""
    assert app.invoice(3001, [line(1, "10")], status="draft").status == 201
    assert app.invoice(3002, [line(1, "-10", "credit")]).status == 201
    agent = app.as_("agent")
    rules = [
        agent.post(URL, {"invoiceNumber": number, "description": "x", "amount": 1}).json["rule"]
        for number in (3001, 3002)
    ]
    assert rules == ["CU-05", "CU-07"]


def test_only_what_was_billed_to_that_customer_can_be_disputed(app: App) -> None:
    """RV-02."""
    agent = app.as_("agent")
    foreign = {"invoiceNumber": "0000611365", "description": "x", "amount": 1}
    assert agent.post(URL, foreign).status == 404
    assert agent.post(URL, FEATURE | {"featureID": 999}).json["rule"] == "RV-02"
    assert agent.post("/customer/1002/dispute", foreign).json["invoiceNumber"] == "0000611365"


@pytest.mark.parametrize(
    "change",
    [
        {"featureID": None},
        {"usageRecordID": 465320},
        {"amount": None},
        {"amount": "NaN"},
        {"amount": 0},
        {"amount": -1},
        {"amount": 1.005},
        {"amount": "1e2"},
        {"amount": " 1"},
        {"amount": True},
        {"amount": "9" * 40},
        {"amount": [1]},
        {"amount": "4.00000000000000000001"},
        {"amount": "1.123456789"},
        {"description": ""},
        {"description": 3},
        {"invoiceNumber": -1},
        {"invoiceNumber": 2**53},
        {"invoiceNumber": True},
        {"resolutionID": 99},
        {"colour": "red"},
    ],
)
def test_a_body_that_cannot_be_right_is_a_400_and_changes_nothing(
    app: App, change: dict[str, Any]
) -> None:
    """RV-01, RV-12 and every hostile spelling of a number."""
    before = app.items()
    refused = app.as_("agent").post(URL, FEATURE | change)
    assert refused.status == 400, refused.text
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert app.items() == before


def test_a_limited_person_gets_404_for_other_customers(app: App) -> None:
    """RV-03."""
    limited = app.as_("limited")
    assert limited.post(URL, FEATURE).status == 404
    assert (
        limited.post(
            "/customer/1002/dispute",
            {"invoiceNumber": "0000611365", "description": "x", "amount": 1},
        ).status
        == 201
    )


def test_a_replay_gets_the_first_answer_and_another_body_422(app: App) -> None:
    """X-01."""
    agent = app.as_("agent")
    first = agent.post(URL, FEATURE, Idempotency_Key="k1")
    state = app.items()
    again = agent.post(URL, FEATURE, Idempotency_Key="k1")
    assert (again.status, again.text, again.headers) == (first.status, first.text, first.headers)
    assert agent.post(URL, USAGE, Idempotency_Key="k1").status == 422
    assert app.items() == state


def test_a_dry_run_tells_what_would_be_and_changes_nothing(app: App) -> None:
    """X-03; X-01: a dry run consumes no key."""
    before = app.items()
    agent = app.as_("agent")
    preview = agent.post(f"{URL}?dryRun=true", FEATURE, Idempotency_Key="k2")
    assert (preview.status, preview.json["dryRun"]) == (200, True)
    assert preview.json["invoice"]["disputedAfter"] == 4.95
    assert app.items() == before
    assert agent.post(URL, FEATURE, Idempotency_Key="k2").status == 201


def test_reasons_are_those_configured_or_default(app: App) -> None:
    """CU-22."""
    agent, admin = app.as_("agent"), app.as_("admin")
    assert agent.get("/reason").json["value"] == [{"reasonID": None, "name": "Default"}]
    assert (
        admin.put(
            "/setting/reasons", {"value": [{"reasonID": "price", "name": "Wrong price"}]}
        ).status
        == 200
    )
    assert agent.post(URL, FEATURE | {"reasonID": "other"}).status == 400
    assert agent.post(URL, FEATURE | {"reasonID": "price"}).json["reason"] == "Wrong price"


def test_each_line_that_is_refused_is_told_at_its_field_by_its_name(app: App) -> None:
    """CU-08, CU-09, CU-11: all of them at once, with the amounts as data; a claim with one amount
    is refused there.
    """
    wrong = [
        {"lineID": 1, "amount": "100.01"},
        {"lineID": 2, "amount": 5},
        {"lineID": 3, "amount": 1},
        {"lineID": "c", "amount": 1},
    ]
    claim = {"invoiceNumber": 2000, "description": "All of it"}

    def errors(body: dict[str, Any]) -> list[tuple[str, str, str]]:
        answer = app.as_("agent").post("/customer/1001/dispute?dryRun=true", claim | body).json
        return [(one["pointer"], one["code"], one["detail"]) for one in answer["refused"]["errors"]]

    assert errors({"lines": wrong[1:]}) == [
        (
            "/lines/1/amount",
            "notDisputable",
            "“Charge 3” is of zero; zero-amount lines cannot be disputed.",
        ),
        (
            "/lines/2/amount",
            "notDisputable",
            "“Charge c” is a credit; credits are left out of disputes.",
        ),
    ]
    told = app.as_("agent").post("/customer/1001/dispute", claim | {"lines": wrong[:2]}).json
    assert [(one["pointer"], one["detail"]) for one in told["errors"]] == [
        ("/lines/0/amount", "“Charge 1” has 100.00 USD left to dispute; 100.01 USD is more.")
    ]
    assert told["errors"][0]["words"]["values"]["left"] == {"amount": 100, "currency": "USD"}
    assert [
        one[0]
        for one in errors({"lines": [wrong[1] | {"amount": "4.955"}, wrong[0] | {"amount": 0}]})
    ] == [
        "/lines/0/amount",
        "/lines/1/amount",
    ]
    assert errors({"amount": 1000})[0][:2] == ("/amount", "amountTooLarge")
    assert errors({"amount": 0})[0][:2] == ("/amount", "invalidAmount")
    feature = {"invoiceNumber": 1984950, "featureID": 10986, "amount": "4.96", "resolutionID": 1}
    assert errors(feature)[0][0] == "/amount"


def test_a_line_s_amounts_are_refused_at_their_fields(app: App, two_lines: str) -> None:
    """CU-09, CU-10."""
    for body, pointer in (
        ({"disputedAmount": 5000}, "/disputedAmount"),
        ({"creditAmount": 5000}, "/creditAmount"),
    ):
        told = app.as_("agent").put(f"/dispute/{two_lines}/line/1", body).json
        assert [(one["pointer"], one["detail"]) for one in told["errors"]] == [
            (pointer, told["detail"])
        ]
        assert "“Charge 1”" in told["detail"]
