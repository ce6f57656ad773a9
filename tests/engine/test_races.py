"""Many at once, on a real engine: one of them wins, whoever it is, and nobody is told anything
untrue (CU-06, X-01).
"""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.store import keys
from chalicelib.store.entities import to_adjustment, to_dispute, to_event, to_invoice
from chalicelib.store.table import name_of
from tests.app import App
from tests.concurrently import at_once, request
from tests.people import line
from tests.scenarios import URL

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40"))
CROWD = 32
PEOPLE = ("agent", "agent2", "approver", "manager", "finance", "admin")
LINES = [line(1, "100.00"), line(2, "50.00")]


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each of the crowd."""
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


def claim(number: int, **values: Any) -> dict[str, Any]:
    lines = [{"lineID": 1, "amount": 40}, {"lineID": 2, "amount": 50}]
    return {"invoiceNumber": number, "description": "Too much", "lines": lines} | values


def test_of_32_attempts_to_dispute_one_invoice_one_wins(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """CU-06: exactly one 201; all others get 409 with the winner's id; and the table holds that one
    dispute only.
    """
    told: Counter[int] = Counter()
    for number in range(10_000, 10_000 + ROUNDS):
        assert engine_app.invoice(number, LINES).status == 201
        people = [PEOPLE[n % len(PEOPLE)] for n in range(CROWD)]
        answers = at_once(
            [partial(request, who, "POST", URL, claim(number)) for who in people], pool
        )
        winner, *others = sorted(answers, key=lambda answer: answer.status)
        assert winner.status == 201, winner.text
        assert {
            (other.status, other.json["code"], other.json["disputeID"]) for other in others
        } == {(409, "disputeOpen", winner.json["disputeID"])}
        told.update(answer.status for answer in answers)
        check(engine_app, number, winner.json["disputeID"], effects=1)
    assert told == {201: ROUNDS, 409: ROUNDS * (CROWD - 1)}
    raised = engine_app.table.query(
        keys.disputes_of("customer", 1001), index="byCustomer", limit=1000
    )
    assert len(raised.items) == ROUNDS


@pytest.mark.parametrize("step", ["finalisation", "withdrawal", "adjustment", "close"])
def test_what_can_be_done_once_is_done_once_though_many_try(
    engine_app: App, pool: ThreadPoolExecutor, step: str
) -> None:
    """CU-13, CU-16, RV-07, RV-10: one effect, and every other attempt is told why not."""
    for number in range(20_000, 20_015):
        dispute_id = disputed(engine_app, number, decided=step == "finalisation")
        answers = at_once(
            [partial(request, "finance", "POST", f"/dispute/{dispute_id}/{step}")] * 16, pool
        )
        assert Counter(answer.status for answer in answers) == {200: 1, 409: 15}, [
            answer.text for answer in answers
        ]
        check(engine_app, number, dispute_id)


def test_different_steps_at_once_leave_what_one_order_of_them_would(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """RV-13, CU-13, X-06: approve, change, withdraw, adjust, close and finalise meet; the money
    adds up in the end.
    """
    for number in range(30_000, 30_020):
        dispute_id = disputed(engine_app, number)
        steps = [
            partial(
                request,
                "finance",
                "PUT",
                f"/dispute/{dispute_id}/line/1",
                {"creditAmount": 30, "status": "approved"},
            ),
            partial(request, "agent", "PUT", f"/dispute/{dispute_id}/line/1", {"creditAmount": 20}),
            partial(
                request, "agent", "PUT", f"/dispute/{dispute_id}/line/1", {"status": "withdrawn"}
            ),
            partial(
                request, "agent", "PUT", f"/dispute/{dispute_id}/line/2", {"disputedAmount": 5}
            ),
            *(
                partial(request, who, "POST", f"/dispute/{dispute_id}/{step}")
                for step in (
                    "finalisation",
                    "adjustment",
                    "close",
                    "withdrawal",
                    "reversal",
                    "reopen",
                )
                for who in ("agent", "finance")
            ),
        ]
        answers = at_once(steps, pool)
        assert {answer.status for answer in answers} <= {200, 403, 404, 409}, [
            answer.text for answer in answers
        ]
        check(engine_app, number, dispute_id)


def test_the_same_key_many_times_at_once_has_one_effect_and_equal_answers(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """X-01: raised, adjusted and closed by 16 at once under one key each."""
    for number in range(40_000, 40_015):
        assert engine_app.invoice(number, LINES).status == 201
        body = claim(number, lines=[{"lineID": 1, "amount": 40}])
        raised = at_once(
            [partial(request, "finance", "POST", URL, body, f"raise-{number}")] * 16, pool
        )
        assert {(answer.status, answer.text) for answer in raised} == {(201, raised[0].text)}
        dispute_id = raised[0].json["disputeID"]
        for effects, step in enumerate(("adjustment", "close"), 2):
            path = f"/dispute/{dispute_id}/{step}"
            done = at_once(
                [partial(request, "finance", "POST", path, None, f"{step}-{number}")] * 16, pool
            )
            assert {(answer.status, answer.text) for answer in done} == {(200, done[0].text)}
            check(engine_app, number, dispute_id, effects=effects)


def test_the_same_key_with_two_bodies_at_once_carries_out_one_of_them(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """X-01: the other body is refused, whichever came first."""
    for number in range(50_000, 50_010):
        assert engine_app.invoice(number, LINES).status == 201
        bodies = [claim(number, description=words) for words in ("One", "Other")] * 6
        answers = at_once(
            [partial(request, "agent", "POST", URL, body, f"key-{number}") for body in bodies], pool
        )
        assert Counter(answer.status for answer in answers) == {201: 6, 422: 6}, [
            answer.text for answer in answers
        ]
        assert len({answer.text for answer in answers if answer.status == 201}) == 1


def test_a_limit_that_is_taken_away_meanwhile_is_not_relied_on(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """CU-14: who approves at the moment of losing the limit approves before that or not at all."""
    for number in range(60_000, 60_010):
        dispute_id = disputed(engine_app, number)
        path, approval = f"/dispute/{dispute_id}/line/1", {"creditAmount": 40, "status": "approved"}
        engine_app.as_("admin").put("/user/approver", {"creditLimit": {"USD": 500}})
        before = person_version(engine_app)
        tasks = [
            partial(request, "admin", "PUT", "/user/approver", {"creditLimit": {"USD": 0}}),
            *[partial(request, "approver", "PUT", path, approval)] * 3,
        ]
        answers = at_once(tasks, pool)
        assert {answer.status for answer in answers} <= {200, 403}, [
            answer.text for answer in answers
        ]
        assert person_version(engine_app) == before + 1
        assert (
            request("approver", "PUT", path, {"creditAmount": 39, "status": "approved"}).json[
                "lines"
            ][0]["status"]
            == "pendingApproval"
        )
        check(engine_app, number, dispute_id)


def disputed(app: App, number: int, *, decided: bool = False) -> str:
    """An open dispute of one line, or one whose two lines are decided."""
    assert app.invoice(number, LINES).status == 201
    body = claim(number) if decided else claim(number, lines=[{"lineID": 1, "amount": 40}])
    dispute_id: str = request("agent", "POST", URL, body).json["disputeID"]
    if decided:
        for line_id, values in (
            (1, {"creditAmount": 30, "status": "approved"}),
            (2, {"status": "withdrawn"}),
        ):
            assert (
                request("finance", "PUT", f"/dispute/{dispute_id}/line/{line_id}", values).status
                == 200
            )
    return dispute_id


def check(app: App, number: int, dispute_id: str, effects: int | None = None) -> None:
    """What is kept of a dispute and its invoice agrees: events chained, credits posted once,
    amounts adding up (X-05, X-06).
    """
    found = app.table.get([keys.dispute(dispute_id), keys.invoice(1001, number)])
    dispute = to_dispute(found[name_of(keys.dispute(dispute_id))])
    invoice = to_invoice(found[name_of(keys.invoice(1001, number))])
    events = [
        to_event(item)
        for item in app.table.query(
            keys.dispute(dispute_id)["pk"], prefix="EVENT#", limit=1000
        ).items
    ]
    assert first_broken(events) is None
    assert (len(events), events[-1].hash) == (dispute.sequence, dispute.last_hash)
    assert effects is None or len({event.at for event in events}) == dispute.version == effects
    amounts = dispute.amounts
    assert (
        amounts.disputed == amounts.open + amounts.credited + amounts.withdrawn + amounts.declined
    )
    assert invoice.open_dispute_id == (dispute_id if dispute.is_open else None)
    assert invoice.disputed_total == (amounts.open if dispute.is_open else 0)
    partition = keys.invoice_partition(1001, number)
    posted = [
        to_adjustment(item)
        for item in app.table.query(partition, prefix="ADJUSTMENT#", limit=1000).items
    ]
    assert (
        sum(-one.amount for one in posted if one.kind != "reversalFee")
        == invoice.credited_total
        == amounts.credited
    )


def person_version(app: App) -> int:
    return app.table.get([keys.user("approver")])[name_of(keys.user("approver"))]["version"]
