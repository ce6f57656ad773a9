"""The job that reminds: who is looked at, what it costs, and what is left of it when it is broken
off (CO-28, CO-36, CO-37).
"""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib import wiring
from chalicelib.actions.collections.dunning import job as dunning_job
from chalicelib.actions.jobs import sweep
from chalicelib.domain.base.calendars import calendar_of
from chalicelib.domain.collections.dunning import record as dunning_record
from chalicelib.domain.collections.dunning.record import Dunning, Reminded
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.store import keys
from chalicelib.store.dunning import dunning_item, to_dunning
from chalicelib.store.entities import customer_item
from chalicelib.store.table import name_of
from tests.app import App
from tests.breaking_off import break_off_everywhere
from tests.collecting import AUTOMATIC, CALLS_OF_A_REMINDER
from tests.costs import IDLE_SWEEP
from tests.crowds import multiply
from tests.people import line
from tests.scenarios import ALL_DAY, BLOCK, CUSTOMER, PAYMENT, followed_up, owing

CALLS_OF_A_LIST, QUERIES_OF_A_CUSTOMER = 6, 2
"""Of the preview of a run: who asks with the terms, who is due, what is kept of these, their
addresses, what is overdue, whom of these the job knows; what each owes, and what of it is
unallocated.
"""


def swept(app: App) -> int:
    return sweep.sweep(wiring.parts().works(), app.now())


def levels(app: App, customer: int = 1001) -> set[int]:
    answer = app.as_("agent").get(f"/customer/{customer}/dunning")
    return {row["level"] for row in answer.json["value"]}


def automatic(app: App) -> None:
    """Reminders go by themselves, and who owes something was found by the walk."""
    owing(app)
    assert app.as_("admin").put("/setting/dunning", AUTOMATIC).status == 200
    assert swept(app) == 1
    app.later(minutes=1)


def test_a_sweep_costs_by_the_customers_who_are_due(app: App) -> None:
    """CO-28, CO-37: two are due among forty; each is reminded once, however often the job runs, and
    again when its next level comes.
    """
    told = Customer(1003, "Third & Co", "0003", "USD", "Email", "pay@third.test", version=1)
    app.table.write_batch([customer_item(told)])
    app.invoice("T-1", [line(1, "30.00")], customer=1003)
    before = len(app.meter.calls)
    seen = app.as_("agent").get("/dunning/run").json["value"]
    assert len(seen) == 3, "whom the walk would find, before it goes"
    assert len(app.meter.calls) - before == CALLS_OF_A_LIST + 3 * QUERIES_OF_A_CUSTOMER
    automatic(app)
    key = keys.dunning(1003)
    known = to_dunning(app.table.get([key])[name_of(key)])
    later = app.now() + timedelta(days=2)
    others = [replace(known, customer_id=f"L-{n}", look_at=later) for n in range(38)]
    app.table.write_batch([dunning_item(one) for one in others])
    before = len(app.meter.calls)
    seen = app.as_("agent").get("/dunning/run").json["value"]
    assert sorted(row["letters"] for row in seen) == [0, 1, 1]
    assert len(app.meter.calls) - before == CALLS_OF_A_LIST + 3 * QUERIES_OF_A_CUSTOMER
    before = len(app.meter.calls)
    assert swept(app) == 3
    # Of the third one letters go by post: nothing is asked for by mail, and so nothing read again.
    made = len(app.meter.calls) - before
    assert made == IDLE_SWEEP + 3 * CALLS_OF_A_REMINDER - 1
    app.settle()
    assert (levels(app), levels(app, 1003), levels(app, 1002)) == ({1}, {1}, {0})
    assert len(app.mailbox.sent) == 2
    app.table.delete_batch([keys.dunning(one.customer_id) for one in others])
    for _ in range(3):
        app.sweep()
    assert len(app.mailbox.sent) == 2
    app.later(minutes=11 * 24 * 60)
    for _ in range(3):
        app.sweep()
    assert (levels(app), len(app.mailbox.sent)) == ({2}, 4)
    app.as_("admin").put("/setting/dunning", ALL_DAY)
    app.later(minutes=40 * 24 * 60)
    for _ in range(3):
        app.sweep()
    assert len(app.mailbox.sent) == 4
    assert not app.table.count(keys.due("DUNNING"), "due")[0]


def test_a_job_that_is_broken_off_at_any_call_reminds_once(app: App) -> None:
    """CO-37: the next run, however late, finds it done or does it; one letter goes."""
    automatic(app)

    def run() -> None:
        app.later(minutes=60)
        swept(app)

    def check(when: str) -> None:
        assert (levels(app), len(app.mailbox.sent)) == ({1}, 1), when

    break_off_everywhere(app, run, check)


def in_parts(app: App, monkeypatch: pytest.MonkeyPatch) -> int:
    """A customer whose items need three letters, and how many items that are."""
    monkeypatch.setitem(run.__kwdefaults__, "most", 2)
    levels = [{**row, "fee": {"USD": 2}} for row in LEVEL_ROWS]
    owing(app)
    assert app.as_("admin").put("/setting/dunningLevels", {"value": levels}).status == 200
    for at in range(2):
        assert app.invoice(f"P-{at}", [line(1, "30.00")]).status == 201
    shown = app.as_("agent").get("/customer/1001/dunning").json
    assert shown["part"] == {"number": 1, "of": 3}
    return len(shown["value"])


def letters(app: App) -> list[str]:
    """What the letters say."""
    sent = app.mailbox.letters()
    return [one.get_body(("plain",)).get_content() for one in sent]  # type: ignore[union-attr]


def told_of(app: App, count: int, when: str = "") -> None:
    """Each item is named by one letter, each letter says its place, and one fee is charged."""
    said = letters(app)
    places = sorted(re.findall(r"letter (\d of \d)", " ".join(said)))
    assert places == ["1 of 3", "2 of 3", "3 of 3"], when
    numbers = re.findall(r"- (\S+): due", "\n".join(said))
    assert (len(numbers), len(set(numbers))) == (count, count), when
    assert " ".join(said).count("fee") == 1, when
    assert app.faults() == [], when
    rows = app.as_("agent").get("/customer/1001/dunning").json["value"]
    assert {(row["level"], row["code"]) for row in rows} <= {
        (1, "alreadyReminded"),
        (1, "tooSoon"),
    }, when
    sums = [Decimal(one) for text in said for one in re.findall(r"Please pay ([\d.]+) USD", text)]
    assert sum(sums) == sum(Decimal(str(row["open"])) for row in rows), when


def test_a_run_in_parts_that_is_broken_off_at_any_call_names_each_item_once(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-36, CO-37, CO-39: begun by hand, where nobody is reminded by itself; the job goes
    on with what the last letter left, however often it runs, and is at its end then.
    """
    count = in_parts(app, monkeypatch)
    sent = app.as_("agent").post("/customer/1001/dunning", {})
    assert (len(sent.json["reminded"]), sent.json["part"]) == (2, {"number": 1, "of": 3})
    app.settle()

    def run_job() -> None:
        app.later(minutes=5)
        swept(app)

    def check(when: str) -> None:
        told_of(app, count, when)
        assert not app.table.count(keys.due("DUNNING"), "due")[0], when

    break_off_everywhere(app, run_job, check)


def test_a_run_in_parts_goes_on_behind_what_comes_between(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-33, CO-35, CO-37: a letter over chosen items passes the run on; a block stops it,
    and whoever reminds again goes on with it, without what was paid by then.
    """
    in_parts(app, monkeypatch)
    app.invoice("P-2", [line(1, "30.00")])
    agent, path = app.as_("agent"), "/customer/1001/dunning"
    rows = agent.post(path, {}).json["value"]
    left = [row["invoiceNumber"] for row in rows if row["code"] == "nextLetter"]
    chosen = agent.post(path, {"invoiceNumbers": left[:1]}).json
    assert (chosen["reminded"], chosen["part"]) == (left[:1], None)
    assert app.table.count(keys.due("DUNNING"), "due")[0] == 1
    app.settle()
    assert agent.put("/customer/1001/dunningBlock", BLOCK).status == 200
    app.sweep()
    assert agent.post("/customer/1001/dunningBlock/end").status == 200
    app.sweep()
    assert len(letters(app)) == 2
    agent.post(path, {"invoiceNumbers": left[3:]})
    assert app.table.count(keys.due("DUNNING"), "due")[0] == 0, "nobody asked for the others"
    paid = PAYMENT | {"amount": 5, "allocations": [{"invoiceNumber": left[1], "amount": 5}]}
    assert app.as_("finance").put("/customer/1001/payment/P-1", paid).status == 201
    last = agent.post(path, {}).json
    assert (last["reminded"], last["part"]) == (left[2:3], {"number": 2, "of": 2})
    app.sweep()
    said = letters(app)
    places = [re.findall(r"letter (\d of \d)", one) for one in said]
    assert places == [["1 of 3"], [], [], ["2 of 2"]]
    assert " ".join(said).count("fee") == 1


def test_credit_that_is_allocated_between_two_letters_is_asked_for_by_neither(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-32, CO-37: it covered an item that no letter named, and pays one that the first
    asked for; all letters come to what was owed less the credit. One that waits goes nevertheless.
    """
    in_parts(app, monkeypatch)
    for number, amount, month in (("OLD", "400.00", "01"), ("BIG", "500.00", "02")):
        days = {"invoiceDate": f"2026-{month}-01", "dueDate": f"2026-{month}-28"}
        app.invoice(number, [line(1, amount)], **days)
    agent, finance, path = app.as_("agent"), app.as_("finance"), "/customer/1001/dunning"
    credit = PAYMENT | {"amount": 400, "allocations": []}
    assert finance.put("/customer/1001/payment/P-1", credit).status == 201
    first = agent.post(path, {}).json
    app.settle()
    others = [row for row in first["value"] if row["code"] != "coveredByCredit"]
    assert len(others) == len(first["value"]) - 1
    assert "BIG" in first["reminded"]
    given = [{"invoiceNumber": "BIG", "amount": 400}]
    moved = finance.put("/customer/1001/payment/P-1", credit | {"allocations": given})
    assert moved.status == 200
    [ahead] = agent.get("/dunning/run?customerID=1001").json["value"]
    assert {row["code"] for row in ahead["items"] if row["invoiceNumber"] == "OLD"} == {
        "coveredByCredit"
    }
    app.mailbox.refusals = ["Throttling"]
    monkeypatch.setattr(dunning_job, "LETTERS_AT_ONCE", 1)
    swept(app)
    app.work_off()
    app.later(minutes=200)
    app.work_off()
    assert len(letters(app)) == 2
    app.sweep()
    said = letters(app)
    sums = [Decimal(one) for text in said for one in re.findall(r"Please pay ([\d.]+) USD", text)]
    fee = 2
    assert sum(sums) == sum(Decimal(str(one["open"])) for one in others) + fee
    places = sorted(re.findall(r"letter (\d of \d)", " ".join(said)))
    assert places == ["1 of 3", "2 of 3", "3 of 3"]
    assert app.faults() == []


def test_a_letter_of_a_run_that_did_not_go_is_made_up_for(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-37, CO-39, CO-40: the first was withheld, since the address had changed; the job
    begins anew with its place, its fee and the items that it named.
    """
    count = in_parts(app, monkeypatch)
    monkeypatch.setattr(dunning_job, "LETTERS_AT_ONCE", 1)
    app.mailbox.refusals = ["Throttling"]
    assert app.as_("agent").post("/customer/1001/dunning", {}).json["part"]["number"] == 1
    app.work_off()
    moved = CUSTOMER | {"name": "Bright Telecom", "email": "new@bright.test"}
    assert app.as_("finance").put("/customer/1001", moved).status == 200
    app.later(minutes=200)
    app.work_off()
    assert (letters(app), levels(app)) == ([], {0, 1}), "withheld; the level is what comes next"
    for _ in range(4):
        app.sweep()
    told_of(app, count)


def test_a_run_of_the_job_that_somebody_goes_on_with_is_brought_to_its_end(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-37: as the answer says, also where nobody is reminded by itself any more."""
    count = in_parts(app, monkeypatch)
    monkeypatch.setattr(dunning_job, "LETTERS_AT_ONCE", 1)
    admin, agent, path = app.as_("admin"), app.as_("agent"), "/customer/1001/dunning"
    assert admin.put("/setting/dunning", AUTOMATIC).status == 200
    for _ in range(2):
        app.later(minutes=1)
        swept(app)
    assert admin.put("/setting/dunning", ALL_DAY).status == 200
    app.sweep()
    assert len(letters(app)) == 1
    assert agent.post(path, {}).json["part"] == {"number": 2, "of": 3}
    app.sweep()
    told_of(app, count)


def test_a_run_in_parts_on_paper_goes_on_on_paper(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CO-28, CO-36, CO-37: its letters wait to be posted side by side, and no more of them than may
    wait; the others follow once there is room.
    """
    in_parts(app, monkeypatch)
    monkeypatch.setattr(dunning_record, "MAX_TO_POST", 2)
    agent = app.as_("agent")
    first = agent.post("/customer/1001/dunning", {"byPost": True}).json
    assert first["part"] == {"number": 1, "of": 3}
    app.sweep()
    [row] = agent.get("/letter/toPost").json["value"]
    assert [one["label"] for one in row["letters"]] == ["Reminder, 1 of 3", "Reminder, 2 of 3"]
    assert {one["isLeftOut"] for one in row["letters"]} == {False}
    [kept] = app.table.get([keys.dunning(1001)]).values()
    look_at = to_dunning(kept).look_at
    assert look_at
    assert look_at > app.now() + timedelta(minutes=50)
    number = row["letters"][0]["number"]
    done = agent.post(f"/customer/1001/letter/{number}/confirmation", {"wasPosted": True})
    assert done.status == 200
    app.later(minutes=61)
    app.sweep()
    [row] = agent.get("/letter/toPost").json["value"]
    assert [one["label"] for one in row["letters"]] == ["Reminder, 2 of 3", "Reminder, 3 of 3"]
    assert {one["isLeftOut"] for one in row["letters"]} == {False}
    assert letters(app) == []


def test_a_look_of_the_job_makes_nobody_s_edit_stale(app: App) -> None:
    """X-07: of reminders at which it looked, and of a follow-up that waits for the morning."""
    automatic(app)
    app.settle()
    swept(app)
    app.settle()
    agent, path = app.as_("agent"), "/customer/1001/dunning"
    seen = agent.get(path)
    app.later(minutes=8 * 24 * 60)
    looked = app.table.get([keys.dunning(1001)])
    assert swept(app)
    assert app.table.get([keys.dunning(1001)]) != looked
    block = agent.put("/customer/1001/dunningBlock", BLOCK, If_Match=seen.headers["ETag"])
    assert block.status == 200, block.text
    opened = f"/followUp/{followed_up(app)['followUpID']}"
    etag = agent.get(opened).headers["ETag"]
    night = app.now().replace(hour=2) + timedelta(days=60 - app.now().weekday())
    app.ahead += night - app.now()
    swept(app)
    told = [row["type"] for row in agent.get(f"{opened}/event").json["value"]]
    assert "chaseWaits" in told
    moved = agent.put(f"{opened}/date", {"dueDate": f"{night.date()}"}, If_Match=etag)
    assert moved.status == 200, moved.text


def test_a_promise_that_the_sweep_did_not_come_to_yet_is_judged_by_the_run(app: App) -> None:
    """CO-23, CO-25, CO-28, CO-39: who is reminded in that moment is so at the next level; the
    invoice with its fee keeps the promise for the job, which judges and tells of it once.
    """
    owing(app)
    agent, admin = app.as_("agent"), app.as_("admin")
    fees = [{**row, "fee": {"USD": 2}} for row in LEVEL_ROWS]
    assert admin.put("/setting/dunningLevels", {"value": fees}).status == 200
    app.invoice("P-1", [line(1, "30.00")])
    until = {"date": app.now().date().isoformat(), "items": [{"invoiceNumber": "P-1"}]}
    assert agent.post("/customer/1001/promise", until).status == 201
    app.later(minutes=6 * 24 * 60)
    asked = {"invoiceNumbers": ["P-1"]}
    sent = agent.post("/customer/1001/dunning", asked).json
    [row] = [one for one in sent["value"] if one["invoiceNumber"] == "P-1"]
    assert (sent["reminded"], row["level"], row["newCharges"]) == (["P-1"], 2, 2)
    told = "/customer/1001/promise"
    assert [one["status"] for one in agent.get(told).json["value"]] == ["open"]
    app.sweep()
    assert [one["status"] for one in agent.get(told).json["value"]] == ["broken"]
    [row] = [
        one
        for one in agent.get("/customer/1001/dunning").json["value"]
        if one["invoiceNumber"] == "P-1"
    ]
    assert (row["level"], row["code"], row["open"]) == (2, "alreadyReminded", 32)
    assert app.faults() == []


@pytest.mark.long
def test_who_owes_thousands_of_items_is_reminded_of_those_that_are_left(app: App) -> None:
    """CO-28, CO-34, CO-36: 2,300 were reminded yesterday, and 173 never: three letters name these;
    what is kept of all, told of each and answered stays within what an item holds.
    """
    owing(app)
    app.invoice("PATTERN", [line(1, "30.00")])
    [head] = app.table.get([keys.invoice(1001, "PATTERN")]).values()
    head |= {"sequence": 0, "last_hash": ""}
    numbers = [f"BIG-{at:06}" for at in range(2_469)]
    multiply(app.client, app.table.name, [head], ({"PATTERN": one} for one in numbers))
    yesterday = app.now().date() - timedelta(days=1)
    known = dict.fromkeys(numbers[:2_300], Reminded(1, yesterday))
    record = Dunning(1001, "Bright Telecom", "R", reminded=known, version=1)
    app.table.write_batch([dunning_item(record)])
    sent = app.as_("agent").post("/customer/1001/dunning", {}).json
    assert (len(sent["reminded"]), sent["part"]) == (80, {"number": 1, "of": 3})
    assert (len(sent["value"]), sent["more"]) == (200, 2_473 - 200)
    app.sweep()
    app.sweep()
    said = letters(app)
    named = re.findall(r"- (\S+): due", "\n".join(said))
    assert (len(said), len(named), len(set(named))) == (3, 173, 173)
    [kept] = app.table.get([keys.dunning(1001)]).values()
    left = to_dunning(kept).reminded
    assert {left[one].day for one in numbers[:2_300]} == {yesterday}
    assert {left[one].level for one in numbers} == {1}


def test_a_letter_of_the_run_that_could_not_leave_leaves_on_a_business_day(app: App) -> None:
    """CO-20: one that was claimed in the last minutes of a Friday waits for Monday."""
    owing(app)
    hours = {"sendFrom": "08:00", "sendUntil": "18:00"}
    run = {"value": [{**hours, "automatic": True, "businessDays": True}]}
    assert app.as_("admin").put("/setting/dunning", run).status == 200
    friday = app.now() + timedelta(days=40)
    friday += timedelta(days=4 - friday.weekday())
    app.ahead += friday.replace(hour=17, minute=57) - app.now()
    swept(app)
    assert swept(app)
    assert levels(app) == {1}
    for hour, sent in ((24 + 9, 0), (48 + 9, 0), (72 + 9, 1)):
        app.ahead += friday.replace(hour=0) + timedelta(hours=hour) - app.now()
        app.work_off()
        assert len(app.mailbox.sent) == sent


def test_what_is_late_in_the_evening_says_tomorrow_and_leaves_then(app: App) -> None:
    """CO-01, CO-20: also to who looks at it; the sweep of the evening leaves it alone."""
    owing(app)
    hours = {"sendFrom": "08:00", "sendUntil": "18:00", "automatic": True}
    assert app.as_("admin").put("/setting/dunning", {"value": [hours]}).status == 200
    evening = (app.now() + timedelta(days=2)).replace(hour=19, minute=0)
    app.ahead += evening - app.now()
    tomorrow = f"{evening.date() + timedelta(days=1)}"
    shown = app.as_("agent").get("/customer/1001/dunning").json["value"]
    assert {(row["code"], row["againOn"]) for row in shown} == {("nextDay", tomorrow)}
    assert {row["words"].partition(",")[0] for row in shown} == {f"will be reminded on {tomorrow}"}
    for hour, sent in ((20, 0), (24 + 7, 0), (24 + 8, 1)):
        app.ahead += evening.replace(hour=0) + timedelta(hours=hour, minutes=1) - app.now()
        app.sweep()
        assert len(letters(app)) == sent


def test_the_run_passes_over_days_that_are_not_worked_where_the_customer_is(app: App) -> None:
    """CO-01, CO-20, CO-22: where that is set, and each item says so; by hand one reminds on any
    day.
    """
    owing(app)
    german = CUSTOMER | {"name": "Bright Telecom", "email": "a@bright.test", "country": "DE"}
    assert app.as_("finance").put("/customer/1001", german).status == 200
    kept = {"value": [AUTOMATIC["value"][0] | {"businessDays": True}]}
    assert app.as_("admin").put("/setting/dunning", kept).status == 200
    christmas = datetime(app.now().year + 1, 12, 25, 10, tzinfo=UTC)
    after = calendar_of("DE").on_or_after(christmas.date())
    app.later(minutes=(christmas - app.now()).total_seconds() / 60)
    agent, path = app.as_("agent"), "/customer/1001/dunning"
    shown = agent.get(path).json["value"]
    assert {(row["code"], row["againOn"]) for row in shown} == {("nextBusinessDay", f"{after}")}
    by_hand = agent.post(f"{path}?dryRun=true", {}).json
    assert {row["code"] for row in by_hand["value"]} == {"willBeReminded"}
    assert len(by_hand["reminded"]) == len(shown)
    for _ in range(3):
        app.sweep()
    known = to_dunning(app.items()[name_of(keys.dunning(1001))])
    assert (known.reminded, known.look_at and known.look_at.date()) == ({}, after)
    app.later(minutes=(after - christmas.date()).days * 24 * 60)
    app.sweep()
    assert levels(app) == {1}
