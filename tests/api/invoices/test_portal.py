"""The customer's own portal: what a customer's people may read of their own matters, and nothing
else (CU-02, CU-23).
"""

from typing import Any

import pytest

from chalicelib.domain.invoices.customer_words import STANDINGS
from tests import scenarios
from tests.api.allow_list import (
    ALLOWED,
    INSIDE,
    keys_in,
)
from tests.app import App
from tests.http_client import Result
from tests.people import line
from tests.scenarios import COMMANDS, Desk, prepared
from tests.scenarios.letters import charged_for

ON_DISPUTES = [command for command in COMMANDS if "/dispute" in command]


def raised(app: App, **also: Any) -> Desk:
    """An open dispute on invoice 2000 of customer 1001, over 150.00 USD on two lines."""
    claim = {
        "invoiceNumber": 2000,
        "description": "Not ours",
        "lines": [{"lineID": 1, "amount": 100}, {"lineID": 2, "amount": 50}],
    }
    made = app.as_("agent").post("/customer/1001/dispute", claim | also)
    assert made.status == 201, made.text
    return Desk(app, made.json["disputeID"])


def worked(app: App, desk: Desk, line_id: int, **edit: Any) -> None:
    done = app.as_("finance").put(f"/dispute/{desk.dispute_id}/line/{line_id}", edit)
    assert done.status == 200, done.text


def story(app: App, desk: Desk) -> list[str]:
    """What the customer is told of a dispute."""
    return [
        event["text"]
        for event in app.as_("customer").get(f"/dispute/{desk.dispute_id}/event").json["value"]
    ]


def test_the_customer_sees_what_is_in_dispute_wherever_its_money_is_shown(app: App) -> None:
    """CU-02, CU-17, CU-23: on its record, its invoices, the invoice, and its statement."""
    desk, customer = raised(app), app.as_("customer")
    record = customer.get("/customer/1001").json
    assert (record["name"], record["accountNumber"], record["deliveryMethod"]) == (
        "Bright Telecom",
        "ACC-1001",
        "Email",
    )
    assert record["amounts"] == [
        {
            "currency": "USD",
            "outstanding": 266.44,
            "credits": 0,
            "unallocated": 0,
            "balance": 266.44,
            "collectable": 116.44,
            "disputed": 150,
            "disputedOwed": 150,
            "disputedPaid": 0,
            "invoices": 3,
            "creditItems": 0,
            "openDisputes": 1,
        }
    ]
    rows = {
        row["invoiceNumber"]: row for row in customer.get("/customer/1001/invoice").json["value"]
    }
    assert {number: row["disputedAmount"] for number, row in rows.items()} == {
        1984950: 0,
        1003324: 0,
        2000: 150,
    }
    invoice = customer.get("/customer/1001/invoice/2000").json
    assert (invoice["disputedAmount"], invoice["openDisputeID"]) == (150, desk.dispute_id)
    assert invoice["notice"] == "This invoice currently has a dispute in progress"
    assert [row["disputed"] for row in invoice["lines"]] == [100, 50, 0, 0]
    statement = customer.get("/customer/1001/statement").json
    assert {row["invoiceNumber"]: row["collectable"] for row in statement["value"]} == {
        1984950: 6.45,
        1003324: 9.99,
        2000: 100,
    }
    [total] = statement["totals"]
    aside = ("ageing", "promised", "toPay")
    assert {name: total[name] for name in total if name not in aside} == record["amounts"][0]


def test_a_dispute_stands_in_a_customers_words_and_its_amounts_add_up(app: App) -> None:
    """CU-23, X-06: what is thought of inside is not told before it is a credit."""
    desk, customer = raised(app), app.as_("customer")
    worked(app, desk, 1, creditAmount=40, status="approved")
    worked(app, desk, 2, creditAmount=50, status="pendingApproval")
    seen = customer.get(f"/dispute/{desk.dispute_id}").json
    assert (seen["status"], seen["statusText"]) == ("inReview", "In review")
    assert [row["status"] for row in seen["lines"]] == ["inReview", "inReview"]
    assert (seen["amount"], seen["creditedAmount"], seen["remainingAmount"]) == (150, 0, 150)
    nothing = dict.fromkeys(("credited", "withdrawn", "declined", "undecided"), 0)
    assert seen["amounts"] == nothing | {"undecided": 150}
    worked(app, desk, 2, creditAmount=0, status="approved")
    desk.did("finalisation")
    seen = customer.get(f"/customer/1001/dispute/{desk.dispute_id}").json
    assert [row["statusText"] for row in seen["lines"]] == [
        "Credited in part",
        "Closed without a credit",
    ]
    parts = ("creditedAmount", "remainingAmount", "withdrawnAmount", "declinedAmount")
    assert [seen[part] for part in parts] == [40, 0, 0, 110]
    assert seen["amounts"] == nothing | {"credited": 40, "declined": 110}
    assert customer.get("/customer/1001/invoice/2000").json["adjustments"][0]["amount"] == -40


def test_the_story_of_a_dispute_leaves_out_what_is_the_staffs_alone(app: App) -> None:
    """CU-23: neither assignments nor approvals nor proposals; what is claimed, and
    what came of it.
    """
    desk = raised(app)
    app.as_("agent").post(f"/dispute/{desk.dispute_id}/assignment", {"assigneeID": "agent2"})
    worked(app, desk, 1, creditAmount=40)
    worked(app, desk, 1, disputedAmount=80, creditAmount=80, status="pendingApproval")
    worked(app, desk, 2, status="withdrawn")
    worked(app, desk, 2, status="open")
    worked(app, desk, 2, status="withdrawn")
    worked(app, desk, 1, status="approved")
    desk.did("finalisation")
    assert story(app, desk) == [
        "Your dispute of 150.00 USD on invoice 2000 was received.",
        "Charge 1: 80.00 USD is in dispute now.",
        "Charge 2 was taken out of your dispute.",
        "Charge 2 is part of your dispute again, with 50.00 USD.",
        "Charge 2 was taken out of your dispute.",
        "Your dispute was settled: 80.00 USD was credited to invoice 2000.",
    ]


def test_the_adjustment_track_is_told_with_its_money(app: App) -> None:
    """CU-23, RV-07…RV-10: adjusted, reversed, charged a fee, closed, reopened, withdrawn; without
    what the staff wrote beside it.
    """
    desk = Desk(app).raised().did("adjustment").did("reversal")
    desk.did("reversalFee", {"amount": 2, "description": "Because it was nonsense"}).did(
        "close"
    ).did("reopen", {"reason": "New facts"})
    desk.did("withdrawal", {"comment": "A mistake"})
    assert story(app, desk) == [
        "Your dispute of 4.95 USD on invoice 1984950 was received.",
        "4.95 USD was credited to invoice 1984950.",
        "The credit of 4.95 USD was taken back; the amount is in review again.",
        "A fee of 2.00 USD was charged on invoice 1984950.",
        "Your dispute was closed.",
        "Your dispute was opened again.",
        "Your dispute was withdrawn; invoice 1984950 is payable again.",
    ]
    assert "nonsense" not in app.as_("customer").get("/customer/1001/invoice/1984950").text


def test_a_line_that_is_added_and_a_dispute_without_a_credit_are_told(app: App) -> None:
    """CU-01, CU-13, CU-23."""
    desk = raised(app, lines=[{"lineID": 1, "amount": 100}])
    worked(app, desk, 2, disputedAmount="12.50")
    for line_id in (1, 2):
        worked(app, desk, line_id, creditAmount=0, status="approved")
    desk.did("finalisation")
    assert story(app, desk)[1:] == [
        "Charge 2 was added to your dispute, with 12.50 USD.",
        "Your dispute was closed without a credit.",
    ]
    assert (
        app.as_("customer").get(f"/dispute/{desk.dispute_id}/event").json["value"][-1]["type"]
        == "declined"
    )


def test_the_story_is_numbered_by_itself_and_comes_in_pages(app: App) -> None:
    """CU-23: no gap tells that something else happened in between."""
    desk = Desk(app).raised()
    app.as_("agent").post(f"/dispute/{desk.dispute_id}/assignment", {"assigneeID": "agent2"})
    desk.did("adjustment").did("reversal")
    path = f"/dispute/{desk.dispute_id}/event"
    first = app.as_("customer").get(f"{path}?limit=2").json
    rest = app.as_("customer").get(f"{path}?limit=2&after={first['nextCursor']}").json
    assert [row["sequence"] for row in first["value"] + rest["value"]] == [1, 2, 3]
    assert (first["nextCursor"], rest["nextCursor"]) == ("2", None)
    assert app.as_("customer").get(f"{path}?after=99999999").json["value"] == []


@pytest.mark.parametrize("command", ON_DISPUTES)
def test_no_answer_to_a_customer_tells_more_than_its_allow_list(app: App, command: str) -> None:
    """CU-23: after every command there is, no key beyond the list, nobody of the staff, no hash and
    no version.
    """
    sent = prepared(app, command)
    assert sent.send(app).status < 300
    app.as_("agent").post(
        "/customer/1001/dispute", {"invoiceNumber": 2000, "description": "Not ours", "amount": 7}
    )
    pay(app)
    promise(app, 1003324)
    hashes = [item["hash"] for item in app.items().values() if "hash" in item]
    dispute_id = app.as_("agent").get("/customer/1001/dispute").json["value"][-1]["disputeID"]
    for route, allowed in ALLOWED.items():
        answer = read(app, route, invoiceNumber=1984950, disputeID=dispute_id, paymentID="P-1")
        assert answer.status == 200, answer.text
        assert set(keys_in(answer.json)) <= allowed, route
        assert not [word for word in (*INSIDE, *hashes) if word in answer.text], (
            route,
            answer.text,
        )
        assert "ETag" not in answer.headers


def test_every_key_of_the_allow_list_is_used(app: App) -> None:
    """So that the list above says no more than the product does."""
    charged_for(app)
    app.invoice(
        3000, [line(1, "10")], payments=[{"paymentID": 1, "date": "2026-10-05", "amount": 4}]
    )
    pay(app)
    promise(app, 3000)
    desk = Desk(app).raised()
    assert (
        app.as_("agent")
        .post(f"/dispute/{desk.dispute_id}/message", {"text": "Which month?"})
        .status
        == 201
    )
    desk = desk.did("adjustment")
    for route, allowed in ALLOWED.items():
        answers = [
            read(app, route, invoiceNumber=number, disputeID=desk.dispute_id, paymentID="P-1").json
            for number in (3000, 1984950)
        ]
        assert set(keys_in(answers)) == allowed, route


def test_a_draft_is_not_the_customers_yet(app: App) -> None:
    """CU-23: neither in the list nor by its number, as if it were not there."""
    app.invoice(3001, [line(1, "10")], status="draft")
    customer = app.as_("customer")
    assert 3001 not in [
        row["invoiceNumber"] for row in customer.get("/customer/1001/invoice").json["value"]
    ]
    assert (
        customer.get("/customer/1001/invoice?$filter=invoiceNumber%20eq%203001").json["value"] == []
    )
    assert (
        customer.get("/customer/1001/invoice/3001").text
        == customer.get("/customer/1001/invoice/3002").text
    )
    assert app.as_("agent").get("/customer/1001/invoice/3001").status == 200


def test_a_list_of_invoices_goes_on_over_drafts(app: App) -> None:
    """CU-23: a page is as long as asked for, and the next one follows it."""
    for number in range(4):
        app.invoice(4000 + number, [line(1, "10")], status="draft" if number % 2 else "approved")
    customer = app.as_("customer")
    seen, cursor = [], ""
    while True:
        page = customer.get(f"/customer/1001/invoice?limit=2{cursor}").json
        seen += [row["invoiceNumber"] for row in page["value"]]
        if not page["nextCursor"]:
            break
        cursor = f"&cursor={page['nextCursor']}"
    assert sorted(seen) == [2000, 4000, 4002, 1003324, 1984950]


@pytest.mark.parametrize(
    "asked",
    [
        "assigneeID=agent2",
        "resolverID=agent2",
        "status=pendingApproval",
        "waitingFor=approver",
        "reasonID=1",
    ],
)
def test_nobody_finds_out_by_filters_what_is_not_shown(app: App, asked: str) -> None:
    """CU-23: nor by what a list sorted so would tell."""
    refused = app.as_("customer").get(f"/customer/1001/dispute?{asked}")
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (
        400,
        "unsupportedQuery",
        "CU-23",
    )
    for listed in ("/customer/1001/dispute", "/dispute"):
        for sort in ("-lastModifiedDate", "urgentAt"):
            assert app.as_("customer").get(f"{listed}?sort={sort}").status == 400
    assert app.as_("customer").get("/customer/1001/dispute?state=open&currency=USD").status == 200


def test_every_standing_has_words() -> None:
    """CU-23: as a customer would say it, without terms of the house."""
    assert len(set(STANDINGS.values())) == len(STANDINGS)
    assert not any(
        "approv" in words.casefold() or "pending" in words.casefold()
        for words in STANDINGS.values()
    )


def pay(app: App) -> None:
    """A payment of the customer, of which something is left."""
    assert app.as_("finance").put("/customer/1001/payment/P-1", scenarios.PAYMENT).status == 201


def promise(app: App, number: int) -> None:
    """A promise to pay an invoice, where that is not all in dispute."""
    asked = scenarios.PROMISE | {"items": [{"invoiceNumber": number}]}
    app.as_("agent").post("/customer/1001/promise", asked)


def read(app: App, route: str, **ids: Any) -> Result:
    """What the customer is answered."""
    return app.as_("customer").get(route.format(**ids))
