"""How vendors stand, accounts and imports at the same moment, on a real engine (PO-26, PO-34…PO-36,
X-12).
"""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.app import App
from tests.concurrently import at_once, request
from tests.scenarios import ACCOUNT, HOLD, ORDER, VENDOR

ROUNDS = int(os.environ.get("RACE_ROUNDS", "40")) // 5 or 1
CROWD = 8


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    """A thread for each of the crowd."""
    with ThreadPoolExecutor(CROWD) as pool:
        yield pool


def test_no_reason_is_lost_and_the_version_counts_them(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """PO-36: eight reasons at once are eight versions, each told once."""
    finance = engine_app.as_("finance")
    for n in range(ROUNDS):
        finance.put(f"/vendor/V-{n}", VENDOR)
        path = f"/vendor/V-{n}/standing"
        answers = at_once(
            [
                partial(request, "manager", "POST", f"{path}/reason", HOLD | {"text": f"No. {one}"})
                for one in range(CROWD)
            ],
            pool,
        )
        assert sorted(one.json["version"] for one in answers) == [*range(1, CROWD + 1)]
        told = engine_app.as_("agent").get(path).json
        assert (told["version"], len(told["reasons"])) == (CROWD, CROWD)


def test_a_reason_is_lifted_once_and_the_others_are_told(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """PO-32: of a lift, an objection and an answer each is whole, or refused with what stands."""
    finance, manager = engine_app.as_("finance"), engine_app.as_("manager")
    for n in range(ROUNDS):
        finance.put("/vendor/V-1", VENDOR)
        reason = manager.post("/vendor/V-1/standing/reason", HOLD | {"text": f"No. {n}"})
        name = reason.json["reasons"][-1]["reasonID"]
        path = f"/vendor/V-1/standing/reason/{name}"
        lifts = [partial(request, "manager", "POST", f"{path}/lift", {"why": "A mistake"})] * 4
        words = [partial(request, "vendor", "POST", f"{path}/objection", {"text": "No."})] * 4
        answers = at_once([*lifts, *words], pool)
        told = Counter(one.status for one in answers[:4])
        assert told == {200: 1, 409: 3}
        assert Counter(one.status for one in answers[4:])[200] <= 1
        standing = engine_app.as_("agent").get("/vendor/V-1/standing").json
        assert (standing["level"], standing["reasons"]) == ("active", [])


def test_an_account_is_entered_and_confirmed_once(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """PO-26: by two people, whoever of several comes first."""
    for n in range(ROUNDS):
        account = ACCOUNT | {"number": f"cal{n}@okbank"}
        path = "/customer/1001/payee/account"
        answers = at_once(
            [partial(request, who, "POST", path, account) for who in ("agent", "manager") * 4], pool
        )
        [first] = [one for one in answers if one.status == 201]
        assert Counter(one.status for one in answers) == {201: 1, 409: 7}
        name = first.json["accounts"][-1]["accountID"]
        confirmed = at_once(
            [
                partial(request, who, "POST", f"{path}/{name}/confirmation")
                for who in ("agent2", "approver", "finance", "finance2") * 2
            ],
            pool,
        )
        assert Counter(one.status for one in confirmed) == {200: 1, 409: 7}
        used = engine_app.as_("agent").get("/customer/1001/payee").json["usedAccountID"]
        assert used == name


def test_vendors_and_orders_that_come_in_at_once_come_in_once(
    engine_app: App, pool: ThreadPoolExecutor
) -> None:
    """X-12: the platform's wallet is opened once, whichever vendor opens it."""
    for n in range(ROUNDS):
        vendors = at_once(
            [
                partial(request, "finance", "PUT", f"/vendor/V{n}-{one % 4}", VENDOR)
                for one in range(CROWD)
            ],
            pool,
        )
        assert Counter(one.json["outcome"] for one in vendors) == {"created": 4, "unchanged": 4}
        told = ORDER | {"vendorID": f"V{n}-0"}
        orders = at_once(
            [partial(request, "finance", "PUT", f"/order/CK-{n}", told) for _ in range(CROWD)], pool
        )
        assert Counter(one.json["outcome"] for one in orders) == {"created": 1, "unchanged": 7}
    assert engine_app.as_("finance").get("/wallet/platform-INR").json["balance"] == 0
