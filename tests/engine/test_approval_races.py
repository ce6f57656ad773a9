"""Many answers to one approval at the same moment, on a real engine: the first counts, and the
workflow ends as the table says (CU-15).
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.approvals.inbox import approval_id
from chalicelib.domain.approvals.rounds import letter_hash
from chalicelib.links import PersonalLink
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute
from chalicelib.store.table import name_of
from chalicelib.workflows import TaskGone
from tests.app import App
from tests.concurrently import at_once, request
from tests.fake_workflow import Machine
from tests.people import line

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40"))
CROWD = 8
CHAIN = {"chainID": "one", "name": "One", "levels": [{"name": "Approver", "role": "approver"}]}


class LossyMachine(Machine):
    """A workflow whose service loses, doubles and delays what it is told."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.dice = random.Random(seed)

    def answer(self, token: str, outcome: str) -> None:
        happens = self.dice.choice(("works", "works", "lost", "unacknowledged", "doubled"))
        if happens == "lost":
            raise ConnectionError("the request was lost")
        super().answer(token, outcome)
        if happens == "unacknowledged":
            raise ConnectionError("the answer was lost")
        if happens == "doubled":
            with pytest.raises(TaskGone):
                super().answer(token, outcome)


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each of the crowd."""
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


def test_of_8_answers_one_counts_and_the_workflow_agrees(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """CU-15: approve, reject and pass on, from the page and by the link; one 200, 7 times 409 with
    the outcome, in every round.
    """
    app = engine_app
    app.machine = LossyMachine(seed=1)
    assert app.as_("admin").put("/setting/approvalChains", {"value": [CHAIN]}).status == 200
    told: Counter[str] = Counter()
    for number in range(70_000, 70_000 + ROUNDS):
        dispute_id = asked(app, number)
        winner, *others = sorted(
            at_once(answers_to(app, dispute_id), pool), key=lambda answer: answer.status
        )
        assert winner.status == 200, winner.text
        assert {(other.status, other.json["code"]) for other in others} == {
            (409, "alreadyDecided")
        }, [other.text for other in others]
        status = round_of(app, dispute_id).status
        passed_on = status == "asking"
        assert {other.json["outcome"]["status"] for other in others} == {
            "delegated" if passed_on else status
        }
        if passed_on:
            assert (
                request(
                    "manager",
                    "POST",
                    f"/approval/{dispute_id}-1-1/decision",
                    {"decision": "approve"},
                ).status
                == 200
            )
            status = "approved"
        told["delegated" if passed_on else status] += 1
        app.settle()
        assert app.machine.ended[f"{dispute_id}-1-1"] == status
        assert not app.as_("approver").get("/approval").json["value"]
    assert len(told) == 3, f"every kind of answer wins now and then: {told}"


def test_a_link_that_is_posted_8_times_at_once_acts_once(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """DM-04: with a key of its own each, or with the same: one effect, and whoever repeats it is
    given the same answer.
    """
    app = engine_app
    app.as_("admin").put("/setting/approvalChains", {"value": [CHAIN]})
    for number in range(80_000, 80_010):
        dispute_id = asked(app, number)
        post = partial(
            request,
            "approver",
            "POST",
            "/response",
            {"decision": "approve"},
            link=app.mailbox.link(),
        )
        told = Counter(answer.status for answer in at_once([post] * CROWD, pool))
        assert told == {200: 1, 409: CROWD - 1}
        events = app.table.query(keys.dispute(dispute_id)["pk"], prefix="EVENT#", limit=100).items
        assert sum(event["type"] == "approvalApproved" for event in events) == 1
        dispute_id = asked(app, number + 500)
        post = partial(
            request,
            "approver",
            "POST",
            "/response",
            {"decision": "approve"},
            dispute_id,
            link=app.mailbox.link(),
        )
        answers = at_once([post] * CROWD, pool)
        assert {(answer.status, answer.text) for answer in answers} == {(200, answers[0].text)}


def asked(app: App, number: int) -> str:
    """A dispute whose approval waits for the approver."""
    assert app.invoice(number, [line(1, "1000.00")]).status == 201
    claim = {
        "invoiceNumber": number,
        "description": "Too much",
        "lines": [{"lineID": 1, "amount": 400}],
    }
    dispute_id: str = request("agent", "POST", "/customer/1001/dispute", claim).json["disputeID"]
    assert (
        request(
            "agent",
            "PUT",
            f"/dispute/{dispute_id}/line/1",
            {"creditAmount": 400, "status": "approved"},
        ).status
        == 200
    )
    app.settle()
    return dispute_id


def answers_to(app: App, dispute_id: str) -> list[Any]:
    """Eight answers of the one person who is asked: by page and by link, each with a key of its
    own.
    """
    path = f"/approval/{dispute_id}-1-1"
    dispute = to_dispute(
        app.table.get([keys.dispute(dispute_id)])[name_of(keys.dispute(dispute_id))]
    )
    current = dispute.work.round
    link = PersonalLink(
        "approver",
        approval_id(dispute_id, 1, 1),
        letter_hash(dispute, current),
        current.steps[0].due_at,
    )
    by_link = partial(
        request, "approver", "POST", "/response", link=wiring.parts().signer.sign(link)
    )
    reject = {"decision": "reject", "comment": "No"}
    return [
        partial(request, "approver", "POST", f"{path}/decision", {"decision": "approve"}),
        partial(
            request,
            "approver",
            "POST",
            f"{path}/decision",
            {"decision": "approve"},
            f"a-{dispute_id}",
        ),
        partial(request, "approver", "POST", f"{path}/decision", reject),
        partial(request, "approver", "POST", f"{path}/delegation", {"userID": "manager"}),
        partial(request, "approver", "POST", f"{path}/delegation", {"userID": "manager"}),
        partial(by_link, {"decision": "approve"}),
        partial(by_link, reject),
        partial(by_link, reject),
    ]


def round_of(app: App, dispute_id: str) -> Any:
    key = keys.dispute(dispute_id)
    return to_dispute(app.table.get([key])[name_of(key)]).work.round
