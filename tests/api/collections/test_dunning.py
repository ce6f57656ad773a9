"""Reminders by API: foreseen, claimed, sent, kept away, and told where nobody can be reached."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from chalicelib.actions.collections.dunning import candidates, preview
from chalicelib.store import keys
from chalicelib.store.entities import person_item
from tests.api.refusals import refused
from tests.app import App
from tests.http_client import Result
from tests.people import CAST, line
from tests.scenarios import ALL_DAY, BLOCK, CUSTOMER, FEATURE, PAYMENT, owing

PATH = "/customer/1001/dunning"
MANY = 50
"""More pages than any list here has."""


def of(answer: Result, number: object) -> dict[str, Any]:
    [row] = [one for one in answer.json["value"] if one["invoiceNumber"] == number]
    return row


def in_part(app: App) -> None:
    """An invoice over 100 of which 30 are in dispute and 20 are paid."""
    owing(app)
    paid = [{"paymentID": 1, "date": "2026-11-02", "amount": 20}]
    app.invoice("N-100", [line(1, "100.00")], payments=paid)
    claim = FEATURE | {"invoiceNumber": "N-100", "featureID": 1, "amount": 30}
    assert app.as_("agent").post("/customer/1001/dispute", claim).status == 201


def test_a_letter_asks_for_what_is_not_in_dispute_and_names_the_rest(app: App) -> None:
    """CO-30, CO-01, CO-36, CO-42, DM-06, X-07: foreseen and sent word for word, once, noted on the
    customer, with its level on the items that it names.
    """
    in_part(app)
    agent = app.as_("agent")
    seen = agent.get(PATH)
    row = of(seen, "N-100")
    assert (row["open"], row["disputed"], row["asked"], row["code"]) == (
        80,
        30,
        50,
        "willBeReminded",
    )
    chosen = {"invoiceNumbers": ["N-100"]}
    dry = agent.post(f"{PATH}?dryRun=true", chosen).json
    assert dry["sums"] == [{"currency": "USD", "amount": 50}]
    assert app.mailbox.sent == []

    sent = agent.post(PATH, chosen)
    assert (sent.status, sent.json["reminded"]) == (200, ["N-100"])
    assert of(sent, 1984950)["code"] == "notChosen"
    app.settle()

    assert agent.get(PATH).json["version"] == sent.json["version"], "X-07: a mail changes nothing"
    [letter] = app.mailbox.letters()
    body = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
    assert body.strip() == dry["letter"]["text"].strip() == sent.json["letter"]["text"].strip()
    assert (
        "N-100: due 31 Oct 2026, open 80.00 USD, in clarification 30.00 USD, to pay 50.00 USD"
        in (body)
    )
    assert "Please pay 50.00 USD." in body
    assert "List-Unsubscribe" not in letter
    assert letter["To"] == "Bright Telecom <accounts@bright.test>"
    again = agent.post(PATH, chosen)
    assert (again.json["reminded"], of(again, "N-100")["code"]) == ([], "alreadyReminded")
    assert (of(again, "N-100")["level"], of(again, 1984950)["level"]) == (1, 0)
    assert again.json["last"]["mail"] == "mailSent"
    note = agent.get("/customer/1001/note").json["value"][0]
    assert (note["type"], note["text"]) == (
        "reminded",
        "Reminder: 50.00 USD asked for, 1 item.",
    )
    app.work_off(again=True)
    assert len(app.mailbox.sent) == 1
    entries = app.as_("finance").get("/audit/journal?subject=dunning/1001").json["value"]
    assert len(entries) == 2
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []


def test_what_changes_between_preview_and_letter_is_not_in_it(app: App) -> None:
    """CO-28, CO-29, CO-32, CO-35: a payment takes its invoice out, and so does a block, whichever
    comes last.
    """
    in_part(app)
    agent = app.as_("agent")
    asked = [row["invoiceNumber"] for row in agent.get(PATH).json["value"] if row["asked"]]
    assert asked == [1003324, 1984950, 2000, "N-100"]
    whole = {"amount": 11.45, "allocations": [{"invoiceNumber": 1984950, "amount": 6.45}]}
    whole["allocations"].append({"invoiceNumber": 2000, "amount": 5})
    assert app.as_("finance").put("/customer/1001/payment/P-1", PAYMENT | whole).status == 201
    agent.put("/customer/1001/invoice/1003324/dunningBlock", BLOCK)
    sent = agent.post(PATH, {"invoiceNumbers": asked})
    assert sent.json["reminded"] == ["N-100"]
    codes = {number: of(sent, number)["code"] for number in (1984950, 2000, 1003324)}
    assert codes == {1984950: "paidMeanwhile", 2000: "paidMeanwhile", 1003324: "blocked"}
    twice = agent.put("/customer/1001/invoice/1003324/dunningBlock", BLOCK)
    ended = agent.post("/customer/1001/invoice/1003324/dunningBlock/end")
    assert ended.json["version"] == twice.json["version"] + 1
    assert of(agent.get(PATH), 1003324)["code"] == "willBeReminded"
    kept = PAYMENT | {"amount": 500, "allocations": []}
    assert app.as_("finance").put("/customer/1001/payment/P-2", kept).status == 201
    assert of(agent.get(PATH), 1003324)["code"] == "coveredByCredit"
    past = {"reason": "Too late", "until": "2026-11-01"}
    refused(agent.put("/customer/1001/dunningBlock", past), 400, rule="CO-35")


def test_what_was_never_billed_cannot_be_chosen(app: App) -> None:
    """CO-33, CO-36: a number that was mistyped is told, at its place, and nothing is sent."""
    owing(app)
    asked = {"invoiceNumbers": [2000, "2OOO", 1984950]}
    refusal = refused(app.as_("agent").post(PATH, asked), 404, rule="CO-36")
    assert [one["pointer"] for one in refusal.json["errors"]] == ["/invoiceNumbers/1"]
    assert app.mailbox.sent == []


def test_who_cannot_be_reached_is_listed_and_stays_at_its_level(app: App) -> None:
    """CO-40, CO-20, CO-41, CO-42: without an address, by one that mail comes back from, or in the
    night, no level rises.
    """
    owing(app)
    agent, finance = app.as_("agent"), app.as_("finance")
    known = finance.get("/customer").json["value"]
    told = next(one for one in known if one["customerID"] == 1001)
    customer = {name: told[name] for name in ("name", "accountNumber", "currency")}
    customer |= {"deliveryMethod": "Email", "language": "fi", "timeZone": "Pacific/Tongatapu"}
    finance.put("/customer/1001", customer)
    missed = agent.post(PATH, {})
    assert (missed.json["reminded"], missed.json["letter"]) == ([], None)
    assert {row["code"] for row in missed.json["value"]} == {"noAddress"}
    assert {row["level"] for row in missed.json["value"]} == {0}
    [row] = agent.get("/dunning/unreached").json["value"]
    assert (row["customerID"], row["code"]) == (1001, "noAddress")
    assert app.as_("limited").get("/dunning/unreached").json["value"] == []

    finance.put("/customer/1001", customer | {"email": "gone@bright.test"})
    app.mailbox.refusals = ["InvalidParameterValue"]
    sent = agent.post(PATH, {})
    assert sent.json["letter"]["fallback"]
    app.settle()
    assert {row["level"] for row in agent.get(PATH).json["value"]} == {1}
    assert agent.get(PATH).json["last"]["mail"] == "mailSuppressed"
    [row] = agent.get("/dunning/unreached").json["value"]
    assert row["code"] == "heldAddress"
    finnish = {
        "templateID": "reminderFirst.fi",
        "subject": "Muistutus",
        "body": "#items_list_selected",
    }
    assert app.as_("admin").put("/setting/mailTemplates", {"value": [finnish]}).status == 200
    names = [one["name"] for one in agent.get("/mail/template").json["value"]]
    assert {"First reminder (de)", "First reminder (fi)"} <= set(names)

    app.as_("admin").put("/setting/dunning", {"value": [{"sendFrom": "08:00"}]})
    night = datetime.combine(app.now().date() + timedelta(days=1), time(12), app.now().tzinfo)
    app.ahead += night - app.now()
    refusal = refused(agent.post(PATH, {}), 409, rule="CO-20")
    assert refusal.json["sendsFrom"].endswith("T19:00:00.000000Z")


def test_a_letter_goes_to_no_address_that_the_customer_has_left(app: App) -> None:
    """CO-28, CO-41: one that waits is withheld, so that the next goes to the new address; what is
    set off is told in it.
    """
    owing(app)
    agent, finance = app.as_("agent"), app.as_("finance")
    app.mailbox.refusals = ["Throttling"]
    assert agent.post(PATH, {}).json["reminded"]
    app.work_off()
    moved = CUSTOMER | {"name": "Bright Telecom", "email": "new@bright.test"}
    assert finance.put("/customer/1001", moved).status == 200
    app.later(minutes=200)
    app.settle()
    seen = agent.get(PATH).json
    assert (app.mailbox.sent, seen["last"]["mail"]) == ([], "mailWithheld")
    kept = PAYMENT | {"amount": 4, "allocations": []}
    assert finance.put("/customer/1001/payment/P-1", kept).status == 201
    sent = agent.post(PATH, {}).json
    app.settle()
    assert app.mailbox.letters()[0]["To"] == "Bright Telecom <new@bright.test>"
    assert "You have 4.00 USD with us, which is set off here" in sent["letter"]["text"]


def test_a_letter_that_waits_is_looked_at_again_and_leaves_by_day(app: App) -> None:
    """CO-20, CO-28: one that was refused by the mail service is kept until the customer's morning;
    blocked meanwhile it does not go, its items stand as before, and the customer can be reached.
    """
    owing(app)
    agent, admin = app.as_("agent"), app.as_("admin")
    app.mailbox.refusals = ["Throttling"]
    assert agent.post(PATH, {}).json["reminded"]
    app.work_off()
    day = {"sendFrom": "08:00", "sendUntil": "20:00"}
    assert admin.put("/setting/dunning", {"value": [day]}).status == 200
    night = datetime.combine(app.now().date() + timedelta(days=1), time(3), UTC)
    app.ahead += night - app.now()
    app.work_off()
    assert app.mailbox.sent == []
    [left] = app.table.query(keys.AFTER_WORK, index="afterWork", limit=9).items
    assert left["after_sk"].startswith(keys.instant(night + timedelta(hours=5)))
    assert {row["level"] for row in agent.get(PATH).json["value"]} == {1}

    assert agent.put("/customer/1001/dunningBlock", BLOCK).status == 200
    app.ahead += timedelta(hours=6)
    app.settle()
    seen = agent.get(PATH).json
    assert (app.mailbox.sent, seen["last"]["mail"]) == ([], "mailWithheld")
    assert {row["level"] for row in seen["value"]} == {0}
    assert agent.get("/dunning/unreached").json["value"] == []
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []
    agent.post("/customer/1001/dunningBlock/end")
    assert agent.post(PATH, {}).json["reminded"]
    app.settle()
    assert len(app.mailbox.sent) == 1


def test_an_item_is_late_by_the_customers_day(app: App) -> None:
    """CO-05, CO-41: what is due today here is late where it is tomorrow, to the statement, the
    preview and the letter.
    """
    owing(app)
    app.later(minutes=(20 - app.now().hour) % 24 * 60.0)
    today = app.now().date().isoformat()
    app.invoice("N-7", [line(1, "10.00")], dueDate=today)
    told = CUSTOMER | {"name": "Bright Telecom", "email": "accounts@bright.test"}
    agent = app.as_("agent")
    for zone, code, late in (("UTC", "notDue", 0), ("Pacific/Auckland", "willBeReminded", 1)):
        assert app.as_("finance").put("/customer/1001", told | {"timeZone": zone}).status == 200
        assert of(agent.get(PATH), "N-7")["code"] == code
        assert of(agent.get("/customer/1001/statement"), "N-7")["daysLate"] == late
        reminded = agent.post(f"{PATH}?dryRun=true", {"invoiceNumbers": ["N-7"]}).json["reminded"]
        assert reminded == ["N-7"] * late


def remind_once_somebody(app: App, was_faster: Callable[[], Result]) -> Result:
    """A reminder of N-100 whose invoices were read before somebody else did something."""
    commit = app.table.client.transact_write_items
    done: list[Result] = []

    def after_another(**request: Any) -> Any:
        if not done:
            app.table.client.transact_write_items = commit
            done.append(was_faster())
        return commit(**request)

    app.table.client.transact_write_items = after_another
    try:
        sent = app.as_("agent").post(PATH, {"invoiceNumbers": ["N-100"]})
    finally:
        app.table.client.transact_write_items = commit
    assert done[0].status < 300
    return sent


def test_a_letter_is_claimed_on_what_was_read_or_read_anew(app: App) -> None:
    """CO-28, CO-30, CO-37: what was disputed meanwhile is not asked for; where another has
    reminded, nobody does so twice.
    """
    owing(app)
    app.invoice("N-100", [line(1, "100.00")])
    claim = FEATURE | {"invoiceNumber": "N-100", "featureID": 1, "amount": 30}
    finance = app.as_("finance")
    sent = remind_once_somebody(app, lambda: finance.post("/customer/1001/dispute", claim))
    assert sent.json["reminded"] == ["N-100"]
    assert (of(sent, "N-100")["asked"], of(sent, "N-100")["disputed"]) == (70, 30)
    assert "to pay 70.00 USD" in sent.json["letter"]["text"]
    app.later(minutes=40 * 24 * 60)
    body = {"invoiceNumbers": ["N-100"]}
    late = remind_once_somebody(app, lambda: app.as_("agent2").post(PATH, body))
    assert (late.json["reminded"], of(late, "N-100")["code"]) == ([], "alreadyReminded")
    app.settle()
    assert of(app.as_("agent").get(PATH), "N-100")["level"] == 2


def test_the_run_of_a_day_is_seen_before_it_runs_and_is_what_it_does(app: App) -> None:
    """CO-28, CO-36, DM-06, RV-03: every customer at whom the job looks, with each candidate and
    its reason, as a list and a file; it sends nothing, and the run does what it showed.
    """
    in_part(app)
    agent, admin = app.as_("agent"), app.as_("admin")
    rows = [{**ALL_DAY["value"][0], "automatic": True}]
    assert admin.put("/setting/dunning", {"value": rows}).status == 200
    finance = app.as_("finance")
    told = CUSTOMER | {"name": "Third", "accountNumber": "0003", "email": "pay@third.test"}
    assert finance.put("/customer/1003", told).status == 201
    assert app.invoice("T-1", [line(1, "30.00")], customer=1003).status == 201
    assert agent.put("/customer/1001/invoice/2000/dunningBlock", BLOCK).status == 200
    app.sweep()
    app.later(minutes=1)
    before = app.items()
    seen = agent.get("/dunning/run").json
    assert (seen["automatic"], seen["date"]) == (True, app.now().date().isoformat())
    assert seen["today"] == seen["date"]
    by_id = {row["customerID"]: row for row in seen["value"]}
    [third, bright] = by_id[1003], by_id[1001]
    assert third["sums"] == [{"currency": "USD", "amount": 30}]
    codes = {row["invoiceNumber"]: row["code"] for row in bright["items"]}
    assert (codes["N-100"], codes[2000], bright["letters"]) == ("willBeReminded", "blocked", 1)
    blocked = agent.get("/dunning/run?code=blocked").json["value"]
    assert [[one["invoiceNumber"] for one in row["items"]] for row in blocked] == [[2000]]
    later = (app.now() + timedelta(days=3)).date().isoformat()
    ahead = {
        row["customerID"]: row for row in agent.get(f"/dunning/run?date={later}").json["value"]
    }
    assert (ahead[1003]["earlier"], ahead[1003]["leavesAt"]) == ([seen["date"]], None)
    assert [one["code"] for one in ahead[1003]["items"]] == ["tooSoon"]
    assert agent.get(f"/dunning/run?date={later}").json["today"] == seen["today"]
    for day in ("2026-01-01", "2999-01-01", "soon"):
        refused(agent.get(f"/dunning/run?date={day}"), 400)
    file = agent.get("/dunning/run/file").text
    assert file.count("\n") == 1 + sum(len(row["items"]) for row in seen["value"])
    limited = app.as_("limited").get("/dunning/run").json
    assert [row["customerID"] for row in limited["value"]] == [1002]
    assert "T-1" not in app.as_("limited").get("/dunning/run/file").text
    taken = app.as_("finance").get("/audit/export").json["value"]
    assert {one["of"] for one in taken} == {"dunning/run"}
    after = {name: one for name, one in app.items().items() if name in before}
    assert after == before, "nothing is changed"
    assert app.mailbox.sent == []
    assert app.as_("limited").get("/dunning/run?customerID=1001").status == 404
    [one] = agent.get("/dunning/run?customerID=1001").json["value"]
    assert one["items"] == bright["items"]
    app.sweep()
    for row in seen["value"]:
        shown = agent.get(f"/customer/{row['customerID']}/dunning").json
        asked = [one["invoiceNumber"] for one in row["items"] if one["asked"]]
        assert sorted(map(str, asked)) == (shown["last"] or {"items": []})["items"]


def pages_of(app: App, who: str, target: str) -> list[list[Any]]:
    """The customers on each page of a list, one a page."""
    pages, cursor = list[list[Any]](), ""
    while len(pages) < MANY:
        told = app.as_(who).get(f"{target}limit=1{cursor}").json
        pages.append([row["customerID"] for row in told["value"]])
        if not told["nextCursor"]:
            return pages
        cursor = f"&cursor={told['nextCursor']}"
    raise AssertionError(f"the list goes on for ever: {pages}")


def test_whom_the_run_would_remind_is_seen_before_it_is_switched_on(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-36, RV-03: whoever owes something overdue, each once however many items and pages
    there are, and as the run then does; so is, once it is on, whom the walk has not found yet.
    """
    owing(app)
    for customer in (1003, 1004):
        told = CUSTOMER | {"name": f"C-{customer}", "accountNumber": f"{customer}"}
        told |= {"email": f"pay@{customer}.test"}
        assert app.as_("finance").put(f"/customer/{customer}", told).status == 201
    soon = {"dueDate": (app.now() + timedelta(days=2)).date().isoformat()}
    for n in range(3):
        day = {"dueDate": f"2026-10-{n + 21}"}
        app.invoice(f"A-{n}", [line(1, "10.00")], **day)
        app.invoice(f"T-{n}", [line(1, "30.00")], customer=1003, **day)
    paid = [{"paymentID": 9, "date": "2026-10-05", "amount": 12}]
    app.invoice("P-1", [line(1, "10.00")], customer=1003, dueDate="2026-10-20", payments=paid)
    app.invoice("S-1", [line(1, "40.00")], customer=1004, **soon)
    monkeypatch.setattr(candidates, "READ_AHEAD", 2)
    monkeypatch.setattr(candidates, "A_PAGE", 2)
    [limited] = [one for one in CAST if one.user_id == "limited"]
    app.table.write_batch([person_item(replace(limited, limit_to=("1001", "1003", "1004")))])
    agent, before = app.as_("agent"), app.items()
    seen = agent.get("/dunning/run").json
    rows = {row["customerID"]: row for row in seen["value"]}
    assert (seen["automatic"], seen["nextCursor"]) == (False, None)
    assert (rows[1003]["letters"], rows[1003]["begun"]) == (1, False)
    assert rows[1003]["sums"] == [{"currency": "USD", "amount": 88}]
    everybody = sorted(rows)
    assert everybody == [1001, 1002, 1003], "who owes nothing overdue is not looked at"
    assert sorted(pages_of(app, "agent", "/dunning/run?")) == [[one] for one in everybody]
    late = f"/dunning/run?date={(app.now() + timedelta(days=4)).date().isoformat()}&"
    assert sorted(pages_of(app, "agent", late)) == [[one] for one in (*everybody, 1004)]
    assert sorted(pages_of(app, "limited", "/dunning/run?")) == [[1001], [1003]]
    file = agent.get("/dunning/run/file").text
    assert file.count("not yet: customers are not reminded by") == file.count("willBe") == 9
    monkeypatch.setattr(preview, "LOOKED_AT_A_PAGE", 1)
    looks = pages_of(app, "agent", "/dunning/run?")
    assert sorted(filter(None, looks)) == [[one] for one in everybody], "however little is read"
    monkeypatch.undo()
    after = {name: one for name, one in app.items().items() if name in before}
    assert after == before, "nothing is changed"
    on = {"value": [{**ALL_DAY["value"][0], "automatic": True}]}
    assert app.as_("admin").put("/setting/dunning", on).status == 200
    assert app.as_("agent").put("/customer/1003/dunningBlock", BLOCK).status == 200
    app.sweep()
    app.later(minutes=3 * 24 * 60)
    known = pages_of(app, "agent", "/dunning/run?")
    assert sorted(known) == [[one] for one in (*everybody, 1004)], "known or not to the walk"
    assert sorted(pages_of(app, "limited", "/dunning/run?")) == [[1001], [1003], [1004]]
    assert ",by itself," in agent.get("/dunning/run/file").text
    told = {row["customerID"]: row for row in agent.get("/dunning/run").json["value"]}
    for _ in range(2):
        app.sweep()
        app.later(minutes=1)
    for customer, row in told.items():
        shown = agent.get(f"/customer/{customer}/dunning").json
        asked = {str(one["invoiceNumber"]) for one in row["items"] if one["asked"]}
        assert asked == set((shown["last"] or {"items": []})["items"] if asked else [])
    assert [pages_of(app, who, "/dunning/run?") for who in ("agent", "limited")] == [[[]], [[]]]
    later = f"/dunning/run?date={(app.now() + timedelta(days=20)).date().isoformat()}&limit=1"
    cursor = agent.get(later).json["nextCursor"]
    app.table.write_batch([person_item(replace(CAST[0], limit_to=("1001",)))])
    refused(agent.get(f"{later}&cursor={cursor}"), 400)
