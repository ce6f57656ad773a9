"""Payout disputes at the same moment, on a real engine: one dispute an order, one decision, money
once (PO-01, PO-16, PO-27, PO-34, PO-37).
"""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from tests.app import App
from tests.concurrently import Answer, at_once, request
from tests.payouts import (
    CLAIM,
    ORDER,
    answered,
    asked,
    balances,
    banks_file,
    decided,
    furnish,
    raised,
)

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40")) // 5 or 1
CROWD = 8


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each of the crowd."""
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


@pytest.fixture
def orders(engine_app: App) -> App:
    """An order for each round, each with a phone number of its own."""
    told = [
        replace(ORDER, order_id=f"CK-{n}", value=10_000, phone=f"+9198765{n:05d}")
        for n in range(ROUNDS)
    ]
    furnish(engine_app, *told)
    return engine_app


def disputed(app: App, n: int, verdict: str = "notPaid") -> str:
    """The path of a dispute whose vendor has answered."""
    place = raised(app, "agent", orderID=f"CK-{n}")
    asked(app, place)
    answered(app, place, verdict)
    return place


def test_eight_raises_on_one_order_give_one_dispute(orders: App, pool: ThreadPoolExecutor) -> None:
    """PO-01: by its id and by phone; the others are told which one it is."""
    for n in range(ROUNDS):
        by_id = CLAIM | {"orderID": f"CK-{n}"}
        by_phone = {
            "phone": f"+9198765{n:05d}",
            "claim": "notPaid",
            "description": "Nothing came.",
        }
        people = ("customer", "agent", "agent2", "manager") * 2
        claims = [by_id] * 4 + [by_phone] * 4
        answers = at_once(
            [
                partial(request, who, "POST", "/dispute", claim)
                for who, claim in zip(people, claims, strict=True)
            ],
            pool,
        )
        [winner] = [one for one in answers if one.status == 201]
        others = [one for one in answers if one is not winner]
        assert {(one.status, one.json["code"], one.json["disputeID"]) for one in others} == {
            (409, "disputeOpen", winner.json["disputeID"])
        }
    assert orders.faults() == []


@pytest.mark.parametrize("rule", ["roundRobin", "leastLoaded"])
def test_disputes_that_are_raised_at_once_are_spread_over_who_is_there(
    orders: App, pool: ThreadPoolExecutor, rule: str
) -> None:
    """CK-10: none without somebody, none counted twice or not at all, nobody with two more than
    another; and what is withdrawn at once goes again.
    """
    set_rule = orders.as_("admin").put("/setting/payoutTerms", {"value": [{"assignment": rule}]})
    assert set_rule.status == 200
    raised_now: list[Answer] = []
    for n in range(0, ROUNDS - CROWD + 1, CROWD):
        claims = [CLAIM | {"orderID": f"CK-{m}"} for m in range(n, n + CROWD)]
        raised_now += at_once(
            [partial(_insisting, "/dispute", one, uuid4().hex) for one in claims], pool
        )
    assert {one.status for one in raised_now} == {201}
    held = Counter(one.json["assigneeID"] for one in raised_now)
    able = {item["user_id"] for item in orders.items().values() if item["sk"] == "WORKLOAD"}
    assert held.keys() == able
    assert None not in held
    assert _loads(orders) == held
    assert max(held.values()) - min(held.values()) <= 1
    places = [f"/dispute/{one.json['disputeID']}" for one in raised_now]
    for n in range(0, len(places), CROWD):
        gone = at_once(
            [
                partial(_insisting, f"{place}/withdrawal", {"comment": "It came."}, uuid4().hex)
                for place in places[n : n + CROWD]
            ],
            pool,
        )
        assert {one.status for one in gone} == {200}
    assert set(_loads(orders).values()) == {0}
    assert orders.faults() == []


def test_of_many_who_decide_one_does(orders: App, pool: ThreadPoolExecutor) -> None:
    """PO-34, CK-14: payout and fine once, and a dispute counts once against the vendor."""
    for n in range(ROUNDS):
        place = disputed(orders, n)
        before = balances(orders)
        people = ("agent", "agent2", "manager", "finance") * 2
        answers = at_once(
            [partial(request, who, "POST", f"{place}/decision") for who in people], pool
        )
        assert Counter(one.status for one in answers)[200] >= 1
        told = orders.as_("manager").get(place).json
        if told["missing"]:
            orders.settle()
            [row] = orders.as_("agent").get("/approval").json["value"]
            yes = {"decision": "approve"}
            done = orders.as_("agent").post(f"/approval/{row['approvalID']}/decision", yes)
            assert done.status == 200, done.text
            told = orders.as_("manager").get(place).json
        assert [one["status"] for one in told["decisions"]] == ["effective"]
        after = balances(orders)
        assert {name: after[name] - before[name] for name in after} == {
            "platform": -9_000,
            "vendor": -1_000,
            "outside": 10_000,
        }
    assert orders.faults() == []


def test_confirmed_and_returned_at_once_move_money_once(
    orders: App, pool: ThreadPoolExecutor
) -> None:
    """PO-27: however often the bank says it; who loses is told what happened."""
    came_back = 0
    for n in range(ROUNDS):
        place = disputed(orders, n)
        [payout] = decided(orders, place, "manager").json["payouts"]
        way = f"{place}/payout/{payout['payoutID']}"
        sent = orders.as_("finance").post(f"{way}/sending", {})
        if sent.status != 200:
            # Three returns stop payouts, until Finance has looked.
            assert sent.json["rule"] == "PO-26"
            cleared = orders.as_("finance").post("/customer/1001/payee/clearance", {})
            assert cleared.status == 200, cleared.text
            break
        before = balances(orders)
        steps: list[tuple[str, Any]] = [
            ("confirmation", {"reference": f"UTR{n}"}),
            ("return", {"code": "AC04"}),
        ] * 4
        answers: list[Answer] = at_once(
            [partial(request, "finance", "POST", f"{way}/{step}", body) for step, body in steps],
            pool,
        )
        assert {one.status for one in answers} <= {200, 409}
        [now] = orders.as_("finance").get(place).json["payouts"]
        moved = balances(orders)["outside"] - before["outside"]
        assert (now["status"], moved) == ("returned", -10_000), "a return counts after confirming"
        came_back += 1
        _another_account(orders, n)
    assert came_back
    assert orders.faults() == []


def test_the_banks_file_taken_by_eight_at_once_moves_money_once(
    orders: App, pool: ThreadPoolExecutor
) -> None:
    """PO-27: it arrived and came back, in one file; whoever is slower finds it done."""
    for n in range(ROUNDS):
        place = disputed(orders, n)
        [payout] = decided(orders, place, "manager").json["payouts"]
        way = f"{place}/payout/{payout['payoutID']}/sending"
        if orders.as_("finance").post(way, {}).status != 200:
            orders.as_("finance").post("/customer/1001/payee/clearance", {})
            assert orders.as_("finance").post(way, {}).status == 200
        before = balances(orders)
        told = partial(banks_file, orders, payout["payoutID"], "confirmed", "returned")
        taken = at_once([told] * CROWD, pool)
        for outcomes in zip(*taken, strict=True):
            assert Counter(outcomes) == {"changed": 1, "unchanged": CROWD - 1}
        [now] = orders.as_("finance").get(place).json["payouts"]
        assert (now["status"], now["reference"]) == ("returned", "UTR1")
        assert balances(orders)["outside"] - before["outside"] == -10_000
        _another_account(orders, n)
    assert orders.faults() == []


def test_no_payout_goes_elsewhere_than_its_file_says_whoever_is_faster(
    orders: App, pool: ThreadPoolExecutor
) -> None:
    """PO-25, PO-26: files are taken and a new account is confirmed while four send it: one does, or
    all are told that the account has changed, until the file is taken anew.
    """
    for n in range(ROUNDS):
        place = disputed(orders, n)
        [payout] = decided(orders, place, "manager").json["payouts"]
        told = {"kind": "upi", "number": f"new{n}@okbank", "holder": "Cal Customer"}
        entered = orders.as_("agent").post("/customer/1001/payee/account", told).json
        account = entered["accounts"][-1]["accountID"]
        confirmation = f"/customer/1001/payee/account/{account}/confirmation"
        before = balances(orders)
        answers = at_once(
            [
                partial(request, "manager", "POST", confirmation, {}),
                *[partial(request, "finance", "GET", "/payout/instruction")] * 3,
                *[_sending(place, payout)] * 4,
            ],
            pool,
        )
        statuses = Counter(one.status for one in answers[4:])
        assert statuses.keys() <= {200, 409}
        if statuses[200] == 0:
            assert {one.json["code"] for one in answers[4:]} == {"accountChanged"}
            assert request("finance", "GET", "/payout/instruction").status == 200
            assert _sending(place, payout)().status == 200
        else:
            assert statuses[200] == 1
        [now] = orders.as_("finance").get(place).json["payouts"]
        assert (now["status"], now["accountID"] in (payout["accountID"], account)) == ("sent", True)
        assert balances(orders) == before
    assert orders.faults() == []


def test_one_reference_on_two_cases_proves_one(orders: App, pool: ThreadPoolExecutor) -> None:
    """PO-16: of two that are answered and decided at once, never both by the same payment."""
    for n in range(0, ROUNDS - 1, 2):
        places = [raised(orders, "agent", orderID=f"CK-{m}") for m in (n, n + 1)]
        for place in places:
            asked(orders, place)
        paid = {
            "verdict": "paidFull",
            "method": "upi",
            "reference": f"{n:012d}",
            "isFinal": True,
        }
        at_once([partial(request, "vendor", "PUT", f"{one}/answer", paid) for one in places], pool)
        decisions = at_once(
            [partial(request, "agent", "POST", f"{one}/decision") for one in places], pool
        )
        assert [one.status for one in decisions].count(200) == 0
        assert {one.json["rule"] for one in decisions} == {"PO-16"}
    assert orders.faults() == []


def _insisting(path: str, body: Any, key: str) -> Answer:
    """What an agent is told, who sends the same again as long as the table is too busy to say."""
    told = request("agent", "POST", path, body, key=key)
    return _insisting(path, body, key) if told.status == 503 else told


def _loads(app: App) -> dict[str, int]:
    """Person → how many disputes that one has in hands, as it was counted."""
    found = (item for item in app.items().values() if item["sk"] == "WORKLOAD")
    return {item["user_id"]: int(item["open"]) for item in found}


def _sending(place: str, payout: Any) -> Any:
    """Finance says that a payout is on its way."""
    return partial(request, "finance", "POST", f"{place}/payout/{payout['payoutID']}/sending", {})


def _another_account(app: App, n: int) -> None:
    """The customer tells another account, which two people see to."""
    told = {"kind": "upi", "number": f"cal{n}@okbank", "holder": "Cal Customer"}
    entered = app.as_("agent").post("/customer/1001/payee/account", told)
    account = entered.json["accounts"][-1]["accountID"]
    place = f"/customer/1001/payee/account/{account}/confirmation"
    assert app.as_("manager").post(place, {}).status == 200


def test_what_never_left_is_freed_once_whoever_comes_at_once(
    orders: App, pool: ThreadPoolExecutor
) -> None:
    """PO-12, CK-14: two second persons, a further file, one who says that it was sent and a manager
    who reverses: the payout is taken back or may still be paid, never both.
    """
    for n in range(ROUNDS):
        place = disputed(orders, n)
        made = decided(orders, place, "finance").json
        [decision], [payout] = made["decisions"], made["payouts"]
        way = f"{place}/payout/{payout['payoutID']}"
        assert orders.as_("finance").get("/payout/instruction").status == 200
        lost = {"reason": "Never uploaded."}
        assert orders.as_("finance").post(f"{way}/unsent", lost).status == 200
        back = f"{place}/decision/{decision['decisionID']}/reversal"
        answers = at_once(
            [
                partial(request, "finance2", "POST", f"{way}/unsent/confirmation", {}),
                partial(request, "finance3", "POST", f"{way}/unsent/confirmation", {}),
                partial(request, "manager", "POST", back, {"reason": "Wrong."}),
                partial(request, "manager", "POST", back, {"reason": "Wrong."}),
                partial(request, "finance", "POST", f"{way}/sending", {}),
                partial(request, "finance", "GET", "/payout/instruction", None),
            ],
            pool,
        )
        assert {one.status for one in answers} <= {200, 409}, [one.text for one in answers]
        freed, freed_too, reversed_, reversed_too, sent, file = answers
        assert [freed.status, freed_too.status].count(200) <= 1
        case = orders.as_("finance").get(place).json
        [payout] = case["payouts"]
        is_back = payout["status"] == "cancelled"
        assert not (is_back and sent.status == 200)
        assert not (is_back and payout["payoutID"] in file.text)
        assert is_back <= (200 in (reversed_.status, reversed_too.status))
    assert orders.faults() == []
