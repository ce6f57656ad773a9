"""The run of a day as it is foreseen, against what the job then does: on random accounts, day after
day, while nothing else happens (CO-28, CO-36).
"""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.store import keys
from tests.app import App
from tests.people import line
from tests.scenarios import CUSTOMER

ACCOUNTS, DAYS = 12, 31
ZONES = ("UTC", "Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata")
COUNTRIES = ("DE", "US", "NZ", "IN", None)
LEVELS: list[dict[str, Any]] = [
    {
        "label": f"Level {number}",
        "graceDays": grace,
        "apartDays": apart,
        "templateID": template,
        "fee": {"USD": number},
        "minimum": {"USD": 3 * number},
    }
    for number, grace, apart, template in (
        (1, 0, 5, "reminderFirst"),
        (2, 7, 6, "reminderSecond"),
        (3, 15, 9, "reminderFinal"),
    )
]
Letters = dict[tuple[int, str], tuple[int, dict[str, float]]]
"""Customer and day → the level of its letter, and by invoice what that asks for."""


def owe(app: App, chance: random.Random, customer: int) -> None:
    """A customer somewhere, with items of any age, of which some are promised or paid in part."""
    finance, today = app.as_("finance"), app.now().date()
    told = CUSTOMER | {
        "name": f"Payer {customer}",
        "accountNumber": f"A{customer}",
        "email": f"pay{customer}@payer.test" if chance.random() < 0.9 else None,
        "timeZone": chance.choice(ZONES),
        "country": chance.choice(COUNTRIES),
    }
    told = {name: value for name, value in told.items() if value is not None}
    assert finance.put(f"/customer/{customer}", told).status == 201
    for number in range(chance.randint(1, 4)):
        due = today + timedelta(days=chance.randint(-25, 20))
        name = f"{customer}-{number}"
        days = {"invoiceDate": f"{due - timedelta(days=30)}", "dueDate": f"{due}"}
        amount = f"{chance.randint(1, 60)}.00"
        assert app.invoice(name, [line(1, amount)], customer=customer, **days).status == 201
        if chance.random() < 0.3:
            until = today + timedelta(days=chance.randint(0, 20))
            item: dict[str, Any] = {"invoiceNumber": name}
            if chance.random() < 0.5:
                item["amount"] = "1.00"
            promise = {"date": f"{until}", "items": [item]}
            assert app.as_("agent").post(f"/customer/{customer}/promise", promise).status == 201
        if chance.random() < 0.15:
            block = {"reason": "Talks", "until": f"{today + timedelta(days=chance.randint(1, 9))}"}
            path = f"/customer/{customer}/invoice/{name}/dunningBlock"
            assert app.as_("agent").put(path, block).status == 200


def wait_for_work(app: App) -> None:
    """Lets time pass until something is due, or an hour where something stays undone."""
    due = [
        item["due_sk"][:19]
        for name in ("DUNNING", "PROMISE")
        for item in app.table.query(keys.due(name), index="due", limit=1).items
    ]
    at = datetime.fromisoformat(min(due, default="9999-01-01T00:00:00")).replace(tzinfo=UTC)
    app.ahead += max(timedelta(minutes=1), min(at - app.now(), timedelta(days=1)))


def foreseen(app: App) -> Letters:
    """What the preview of each day says that goes on it."""
    found: Letters = {}
    for ahead in range(DAYS + 1):
        day = (app.now().date() + timedelta(days=ahead)).isoformat()
        path, cursor = f"/dunning/run?date={day}&limit=20", ""
        while cursor is not None:
            page = app.as_("agent").get(path + (f"&cursor={cursor}" if cursor else "")).json
            for row in page["value"]:
                if row["leavesAt"]:
                    named = [item for item in row["items"] if item["asked"]]
                    asked = {item["invoiceNumber"]: float(item["asked"]) for item in named}
                    level = max(item["level"] for item in named)
                    found[row["customerID"], day] = level, asked
            cursor = page["nextCursor"]
    return found


def sent(app: App, until: str) -> Letters:
    """What the letters say that the job claimed through a day."""
    found: Letters = {}
    for item in app.items().values():
        letter = item.get("after", {}).get("letter") if "after" in item else None
        if letter and letter["on"] <= until and letter["number"] == item["sequence"]:
            asked: dict[str, float] = {}
            for number, _, _, _, amount in letter["facts"]["parts"]:
                name = number.partition(",")[0]
                is_new = number.endswith(", fee")
                value = 0.0 if is_new else float(str(amount).split()[0].replace(",", ""))
                asked[name] = asked.get(name, 0) + value
            found[letter["customerID"], letter["on"]] = letter["level"], asked
    return found


@pytest.mark.long
@pytest.mark.parametrize("seed", [7])
def test_the_job_does_what_was_foreseen(app: App, seed: int) -> None:
    """CO-20, CO-22, CO-25, CO-28, CO-36, CO-39: on every day, to each customer, at the same level,
    about the same items and over the same amounts.
    """
    chance = random.Random(seed)
    app.ahead = datetime(app.now().year + 1, 12, 14, 9, tzinfo=UTC) - app.now()
    for customer in range(5001, 5001 + ACCOUNTS):
        owe(app, chance, customer)
    setting = {"automatic": True, "businessDays": True, "sendFrom": "08:00", "sendUntil": "18:00"}
    admin = app.as_("admin")
    assert admin.put("/setting/dunning", {"value": [setting]}).status == 200
    assert admin.put("/setting/dunningLevels", {"value": LEVELS}).status == 200
    begun = app.now()
    app.sweep()
    due = app.table.query(keys.due("DUNNING"), index="due", limit=ACCOUNTS + 1).items
    known = {int(one) for item in due if (one := keys.id_of_due(item["due_sk"]))}
    ahead = {key: one for key, one in foreseen(app).items() if key[0] in known}
    until = (begun.date() + timedelta(days=DAYS)).isoformat()
    while app.now() < begun + timedelta(days=DAYS + 1):
        wait_for_work(app)
        app.sweep()
    done = {key: one for key, one in sent(app, until).items() if key[0] in known}
    differing = {key for key in ahead.keys() | done.keys() if ahead.get(key) != done.get(key)}
    assert not {key: (ahead.get(key), done.get(key)) for key in sorted(differing)}
