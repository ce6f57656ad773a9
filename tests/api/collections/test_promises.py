"""Promises to pay: given by staff and customers, judged by payments and by the sweep, told to all
who may know.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import CUSTOMER, PAYMENT, TAKEN_BACK
from tests.scenarios.collections import FOLLOW_UP, with_items

URL = "/customer/1001/promise"
NUMBER, OTHER = 1984950, 1003324
ONE = f"{URL}/{NUMBER}"
DAYS = 24 * 60.0


def day(app: App, ahead: int) -> str:
    return (app.now().date() + timedelta(days=ahead)).isoformat()


def promised(app: App, who: str = "agent", *numbers: int, ahead: int = 5, **told: Any) -> Any:
    items = [{"invoiceNumber": number} for number in numbers or (NUMBER,)]
    return app.as_(who).post(URL, {"date": day(app, ahead), "items": items} | told)


def standing(app: App, who: str = "agent") -> tuple[Any, Any]:
    row = app.as_(who).get(ONE).json
    return row["status"], row["paid"]


def paid(app: App, amount: str, on: str, payment_id: str = "P-1") -> Any:
    told = {
        "valueDate": on,
        "amount": amount,
        "allocations": [{"invoiceNumber": NUMBER, "amount": amount}],
    }
    answer = app.as_("finance").put(f"/customer/1001/payment/{payment_id}", PAYMENT | told)
    assert answer.status == 201, answer.text
    return answer


def test_a_promise_is_broken_by_the_sweep_and_kept_by_a_late_record(app: App) -> None:
    """CO-21…CO-24: one transaction each, with an entry; the sweep costs by what is due."""
    dry = app.as_("agent").post(
        f"{URL}?dryRun=true", {"date": day(app, 5), "items": [{"invoiceNumber": NUMBER}]}
    )
    assert (dry.json["dryRun"], dry.json["value"][0]["amount"]) == (True, 6.45)
    assert "keeps the promise" in dry.json["text"]
    made = promised(app, "agent", NUMBER, OTHER)
    assert (made.status, [row["status"] for row in made.json["value"]]) == (201, ["open"] * 2)
    assert made.json["value"][0]["until"] > made.json["value"][0]["dueDate"]
    until, kept_on = made.json["value"][0]["until"], made.json["value"][0]["dueDate"]
    app.sweep()
    assert standing(app) == ("open", 0)
    app.later(minutes=12 * DAYS)
    app.sweep()
    assert standing(app) == ("broken", 0)
    settled = app.items()
    app.sweep()
    assert app.items() == settled
    paid(app, "6.45", until)
    assert standing(app, "customer") == ("kept", 6.45)
    own, seen = (app.as_(who).get(f"{URL}/{NUMBER}").json for who in ("customer", "agent"))
    assert ("brokenFrom" in own, seen["brokenFrom"] < seen["judgedAt"]) == (False, True)
    back = TAKEN_BACK | {"date": day(app, 0)}
    app.as_("finance").post("/customer/1001/payment/P-1/reversal", back)
    assert standing(app) == ("broken", 0)
    paid(app, "3.00", kept_on, "P-2")
    assert standing(app) == ("partlyKept", 3)
    entries = app.as_("finance").get(f"/audit/journal?subject=invoice/1001/{NUMBER}").json["value"]
    told = [
        one["after"]["promises"][0]["status"] for one in entries if one["after"].get("promises")
    ]
    assert sorted(told) == sorted(["open", "broken", "kept", "broken", "partlyKept"])
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []
    assert app.faults() == []


def test_a_customer_promises_several_invoices_at_once_and_twice_is_once(
    app: App,
) -> None:
    """CO-27, CO-21: all or none; a customer puts nothing off, the staff does."""
    made = promised(app, "customer", NUMBER, OTHER)
    assert made.status == 201, made.text
    assert "madeBy" not in str(made.json)
    settled = app.items()
    again = promised(app, "customer", NUMBER, OTHER)
    assert (again.status, again.json["value"]) == (200, made.json["value"])
    assert len(app.items()) == len(settled) + 1
    refused(promised(app, "customer", ahead=9, replace=True), 403, rule="CO-21")
    wrong = promised(app, "agent", NUMBER, OTHER, 99)
    refused(wrong, 404, rule="CO-21")
    assert wrong.json["errors"][0]["pointer"] == "/items/2/invoiceNumber"
    refused(promised(app, ahead=9), 409, rule="CO-21")
    refused(promised(app, "agent", NUMBER, NUMBER), 400, rule="CO-21")
    for ahead in (-1, 31):
        refused(promised(app, "agent", ahead=ahead), 400, rule="CO-21")
    moved = promised(app, ahead=9, replace=True)
    assert moved.json["value"][0]["earlier"][0]["status"] == "replaced"
    assert app.as_("agent").post(f"{ONE}/withdrawal", {"reason": "Called"}).status == 200
    refused(app.as_("agent").post(f"{ONE}/withdrawal", {"reason": "Called"}), 409, rule="CO-21")
    shown = app.as_("customer").get(f"/customer/1001/invoice/{NUMBER}").json["promise"]
    assert (shown["status"], shown["number"]) == ("withdrawn", 2)
    listed = app.as_("customer").get(URL).json["value"]
    assert {row["invoiceNumber"] for row in listed} == {NUMBER, OTHER}


def test_a_dispute_lowers_what_was_promised_and_tells_both_sides(app: App) -> None:
    """CO-26."""
    promised(app)
    claim = {"invoiceNumber": NUMBER, "amount": "2.00", "description": "Not ours"}
    made = app.as_("agent").post("/customer/1001/dispute", claim)
    row = app.as_("agent").get(ONE).json
    assert (row["status"], row["promised"], row["amount"]) == ("open", 6.45, 4.45)
    [raised] = app.as_("customer").get(f"/dispute/{made.json['disputeID']}/event").json["value"]
    assert "What you promised to pay on the invoice is 4.45 USD now." in raised["text"]
    assert app.faults() == []


def test_what_came_in_keeps_a_promise_that_a_dispute_lowers_to_it(app: App) -> None:
    """CO-26, CO-01, CO-23: promise, portal, run and what is due follow at once, and the dispute's
    end changes nothing of it.
    """
    promised(app)
    paid(app, "4.45", day(app, 0))
    claim = {"invoiceNumber": NUMBER, "amount": "2.00", "description": "Not ours"}
    made = app.as_("agent").post("/customer/1001/dispute", claim).json["disputeID"]
    assert standing(app) == ("kept", 4.45)
    [*_, raised] = app.as_("customer").get(f"/dispute/{made}/event").json["value"]
    assert "4.45 USD now. All of it came in: you have kept your promise." in raised["text"]
    assert (
        app.as_("customer").get(f"/customer/1001/invoice/{NUMBER}").json["promise"]["status"]
        == "kept"
    )
    assert code_of(app) == "inDispute"
    assert app.as_("agent").post(f"/dispute/{made}/withdrawal", {"comment": "Paid"}).status == 200
    assert (standing(app), code_of(app) == "promised") == (("kept", 4.45), False)
    app.later(minutes=12 * DAYS)
    app.sweep()
    assert standing(app) == ("kept", 4.45)
    assert app.faults() == []


def test_the_disputes_of_a_follow_up_keep_promises_too(app: App) -> None:
    """CO-26, DM-01: each with an entry, in the transaction that raises them."""
    with_items(app)
    promised(app)
    paid(app, "1.50", day(app, 0))
    assert app.as_("agent").post("/customer/1001/followUp", FOLLOW_UP).status == 201
    assert standing(app) == ("kept", 1.5)
    assert app.faults() == []


def code_of(app: App) -> str:
    """What happens to the invoice today."""
    items = app.as_("agent").get("/customer/1001/dunning").json["value"]
    return next(one["code"] for one in items if one["invoiceNumber"] == NUMBER)


@pytest.mark.parametrize(
    ("country", "due"), [("DE-BY", "2027-01-07"), ("DE", "2027-01-06"), (None, "2027-01-06")]
)
def test_the_day_is_put_off_by_the_customer_s_holidays_and_the_terms(
    app: App, country: str | None, due: str
) -> None:
    """CO-22: Epiphany is free in a part of the country; the tolerance is a setting."""
    app.ahead += timedelta(days=(date(2027, 1, 3) - app.now().date()).days)
    terms = app.as_("admin").put("/setting/promises", {"value": [{"toleranceDays": 0}]})
    assert terms.status == 200, terms.text
    told = CUSTOMER | ({"country": country} if country else {})
    assert app.as_("finance").put("/customer/1001", told).status == 200
    refused(app.as_("finance").put("/customer/1001", CUSTOMER | {"country": "XX"}), 400)
    body = {"date": "2027-01-06", "items": [{"invoiceNumber": NUMBER}]}
    [row] = app.as_("agent").post(URL, body).json["value"]

    assert (row["dueDate"], row["until"]) == (due, due)


def test_a_link_passes_over_what_was_promised_meanwhile(app: App) -> None:
    """CO-27: for whatever day, so that the rest can be promised."""
    asked = {"invoiceNumbers": [NUMBER, OTHER]}
    url = app.as_("agent").post("/customer/1001/promiseLink", asked).json["url"]
    promised(app, "agent", OTHER)
    link = {"Response-Token": url.rsplit("/", 1)[1]}
    made = app.request(None, "POST", "/promiseAsked", {"date": day(app, 9)}, link)
    assert (made.status, [row["invoiceNumber"] for row in made.json["value"]]) == (201, [NUMBER])


def test_a_promise_whose_time_is_over_is_asked_for_anew_before_the_job_has_judged_it(
    app: App,
) -> None:
    """CO-27, CO-23: by a link beside what was never promised, and by mail."""
    promised(app, "agent", OTHER, date=day(app, 1))
    asked = {"invoiceNumbers": [NUMBER, OTHER]}
    app.later(minutes=9 * DAYS)
    url = app.as_("agent").post("/customer/1001/promiseLink", asked).json["url"]
    only = {"invoiceNumbers": [OTHER]}
    mail = app.as_("agent").post("/customer/1001/promiseRequest?dryRun=true", only)
    assert mail.status == 200, mail.text
    link = {"Response-Token": url.rsplit("/", 1)[1]}
    made = app.request(None, "POST", "/promiseAsked", {"date": day(app, 9)}, link)
    assert [row["invoiceNumber"] for row in made.json["value"]] == [NUMBER, OTHER]


def test_a_key_of_one_link_is_good_for_no_other(app: App) -> None:
    """CO-27, X-01: whoever sends it again by another link is not told that this one was heard."""
    links = [
        app.as_("agent").post("/customer/1001/promiseLink", {"invoiceNumbers": [number]}).json
        for number in (NUMBER, OTHER)
    ]
    answers = [
        app.request(
            None,
            "POST",
            "/promiseAsked",
            {"date": day(app, 3)},
            {"Response-Token": link["url"].rsplit("/", 1)[1], "Idempotency-Key": "key"},
        )
        for link in links
    ]
    assert answers[0].status == 201
    refused(answers[1], 422, rule="X-01")


def test_a_customer_promises_by_a_link_without_an_account(app: App) -> None:
    """CO-27: two clicks are one promise; what was paid since is passed over; a link is of one
    customer, and for nothing else.
    """
    asked = {"invoiceNumbers": [NUMBER, OTHER]}
    refused(app.as_("agent").post("/customer/1002/promiseLink", asked), 404, rule="CO-27")
    url = app.as_("agent").post("/customer/1001/promiseLink", asked).json["url"]
    link = {"Response-Token": url.rsplit("/", 1)[1]}
    seen = app.request(None, "GET", "/promiseAsked", None, link).json
    assert [row["promisable"] for row in seen["value"]] == [6.45, 9.99]
    paid(app, "6.45", day(app, 0))
    body = {"date": day(app, 5)}
    first = app.request(None, "POST", "/promiseAsked", body, link)
    assert (first.status, [row["amount"] for row in first.json["value"]]) == (201, [9.99])
    again = app.request(None, "POST", "/promiseAsked", body, link)
    assert (again.status, again.json["value"]) == (200, first.json["value"])
    later = app.request(None, "POST", "/promiseAsked", {"date": day(app, 9)}, link)
    refused(later, 403, rule="CO-21")
    refused(app.request(None, "GET", "/answer", None, link), 401)
    app.later(minutes=29 * DAYS)
    refused(app.request(None, "GET", "/promiseAsked", None, link), 410)
