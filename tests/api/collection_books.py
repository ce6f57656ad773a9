"""Plain books beside what collections do with six open items of a customer, and what must be true
of both after every step.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
)

from tests.app import App
from tests.breaking_off import begin_again

PATH = "/customer/C-1"
ITEMS = {"N-1": 10_000, "N-2": 6_000, "N-3": 4_000, "N-4": 3_000, "N-5": 2_000, "N-6": 5_000}
"""What was billed; the fourth comes due while the machine runs."""
REST_DAYS = 5
FEE, RATE = 5_00, 9
"""What a letter charges, and percent a year on what is late."""


def minor(amount: float) -> int:
    return round(amount * 100)


def decimal(minor_units: int) -> str:
    return f"{minor_units // 100}.{minor_units % 100:02d}"


@dataclass
class Item:
    """An open item as plain books have it; in minor units."""

    billed: int
    paid: dict[str, int] = field(default_factory=dict)
    """By payment, what still counts of it."""
    paid_on: set[date] = field(default_factory=set)
    credited: int = 0
    dispute: str | None = None
    disputed: int = 0
    ended_on: date | None = None
    follow_up: str | None = None
    is_blocked: bool = False
    charges: dict[str, int] = field(default_factory=dict)
    """By name, what letters put on it and nobody waived."""

    @property
    def open(self) -> int:
        charged = sum(self.charges.values())
        return max(0, self.billed + charged - self.credited - sum(self.paid.values()))

    @property
    def credit(self) -> int:
        """What the company owes on it."""
        charged = sum(self.charges.values())
        return max(0, self.credited + sum(self.paid.values()) - self.billed - charged)

    @property
    def free(self) -> int:
        return self.open - min(self.disputed, self.open)

    @property
    def has_only_charges_free(self) -> bool:
        """Whether nothing but charges is asked for beside a dispute, which is not done (CO-39)."""
        return bool(self.disputed) and self.free <= sum(self.charges.values())


class CollectionBooks(RuleBasedStateMachine):
    """What is billed, paid, disputed and held of each item, and what letters may say of it."""

    def __init__(self, app: App, begun: Any) -> None:
        super().__init__()
        self.app = app
        begin_again(app, begun)
        self.items = {number: Item(billed) for number, billed in ITEMS.items()}
        self.is_blocked = False
        self.payments: dict[str, dict[str, int]] = {}
        self.paid = 0
        self.letters = 0
        self.reminded: set[str] = set()
        """The items that letters may have named since the books were compared last."""

    def send(self, who: str, method: str, target: str, body: Any = None) -> Any:
        """What is answered: done, or refused by a rule."""
        told = self.app.request(who, method, target, body if body is not None else {})
        assert told.status in (200, 201, 400, 404, 409), (target, told.text)
        return told

    def done(self, who: str, method: str, target: str, body: Any = None) -> Any:
        """The answer where it was done; None where a rule refused."""
        told = self.send(who, method, target, body)
        return told.json if told.status < 300 else None

    @property
    def today(self) -> date:
        return self.app.now().date()

    def day(self, ahead: int) -> str:
        return (self.today + timedelta(days=ahead)).isoformat()

    def is_held(self, number: str, chosen: Any) -> bool:
        """Whether nothing may be asked for on an item now, by the plain books."""
        item = self.items[number]
        in_plan = any(
            one["state"] == "active" and number in map(str, one["invoiceNumbers"])
            for one in self.plans()
        )
        return bool(
            item.free == 0
            or item.has_only_charges_free
            or item.follow_up
            or in_plan
            or item.is_blocked
            or self.is_blocked
            or (item.paid and self.today in item.paid_on)
            or self.promised(number) >= item.free
            or (number not in chosen and item.dispute is None and self.rests(item))
        )

    def rests(self, item: Item) -> bool:
        """Whether its dispute ended less than some business days ago (CO-43)."""
        if item.ended_on is None:
            return False
        day, left = item.ended_on, REST_DAYS
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return self.today <= day

    def promised(self, number: str) -> int:
        """What is still to come of an open promise, as its own page has it."""
        told = self.app.request("agent", "GET", f"{PATH}/promise/{number}", None)
        if told.status == 404 or told.json["status"] != "open":
            return 0
        if self.today > date.fromisoformat(told.json["until"]):
            return 0
        return minor(told.json["amount"]) - minor(told.json["paid"])

    def plans(self) -> list[Any]:
        listed: list[Any] = self.send("agent", "GET", f"{PATH}/paymentPlan").json["value"]
        return listed

    def settle_paid(self) -> None:
        """What was paid in full leaves its follow-up (CO-14)."""
        for item in self.items.values():
            if item.open == 0:
                item.follow_up = None

    def check_letter(self, answer: Any, held: set[str]) -> None:
        """It names nothing that is held, asks for no more than is free, and for its charges."""
        named = set(map(str, answer["reminded"]))
        assert not held & named
        self.reminded |= named
        rows = {str(row["invoiceNumber"]): row for row in answer["value"]}
        assert all(row["newCharges"] == 0 for number, row in rows.items() if number not in named)
        new = sum(minor(rows[number]["newCharges"]) for number in named)
        asked = sum(minor(one["amount"]) for one in answer["sums"])
        assert asked <= new + sum(self.items[number].free for number in named)

    def check_mails(self, held: set[str]) -> None:
        """The letters that went since: none names what is held, nor asks for more than is free."""
        new, self.letters = (
            self.app.mailbox.letters()[self.letters :],
            len(self.app.mailbox.sent),
        )
        for letter in new:
            if str(letter["To"]).endswith("<pay@payer.test>"):
                body = letter.get_body(("plain",))
                assert body
                named = set(re.findall(r"^\W*(N-\d): due", body.get_content(), re.MULTILINE))
                assert named
                assert not named & held, "DM-06"

    # --- what must be true after every step

    @invariant()
    def open_is_the_sum_of_its_parts(self) -> None:
        """CO-01: of each item, as its statement of today has it, and as plain books do."""
        seen = self.send("agent", "GET", f"{PATH}/dunning").json
        rows = {str(row["invoiceNumber"]): row for row in seen["value"]}
        for number, item in self.items.items():
            self.find_charges(number, item, rows.get(number))
        self.reminded = set()
        assert set(rows) == {number for number, item in self.items.items() if item.open}
        for number, row in rows.items():
            item = self.items[number]
            amounts = {
                name: minor(row[name])
                for name in ("open", "disputed", "promised", "held", "asked", "rest")
            }
            assert min(amounts.values()) >= 0
            whole = amounts.pop("open")
            assert whole == sum(amounts.values()) == item.open, (number, row)
            assert amounts["disputed"] == min(item.disputed, item.open), (number, row)
            assert amounts["promised"] <= item.free
            if self.is_held(number, ()):
                assert amounts["asked"] == 0, (number, row)
        asked = sum(minor(row["asked"]) + minor(row["newCharges"]) for row in rows.values())
        assert asked == sum(minor(one["amount"]) for one in seen["sums"])
        self.every_page_says_the_same()

    def every_page_says_the_same(self) -> None:
        """CO-32, CO-48: items, totals and ages of the statement, and what its customer's own
        page sums up, as plain books have them.
        """
        told = self.send("agent", "GET", f"{PATH}/statement").json
        for row in told["value"]:
            item = self.items[str(row["invoiceNumber"])]
            parts = [minor(row[name]) for name in ("disputedOwed", "promised", "toPay")]
            assert sum(parts) == minor(max(0, row["balance"])) == item.open
            assert (minor(row["credit"]), parts[0]) == (item.credit, item.open - item.free)
        [total], items = told["totals"] or [{}], [*self.items.values()]
        sums = {
            "outstanding": sum(item.open for item in items),
            "credits": sum(item.credit for item in items),
            "disputed": sum(item.disputed for item in items),
            "collectable": sum(item.free for item in items),
            "unallocated": len(self.payments),
        }
        assert {name: minor(total.get(name, 0)) for name in sums} == sums
        by_parts = minor(total.get("promised", 0)) + minor(total.get("toPay", 0))
        assert by_parts == sums["collectable"]
        ages = sum(minor(age["amount"]) for age in total.get("ageing", ()))
        assert ages == sums["outstanding"]
        [own] = self.send("agent", "GET", PATH).json["amounts"] or [{}]
        assert {name: minor(own.get(name, 0)) for name in sums} == sums

    def find_charges(self, number: str, item: Item, row: Any) -> None:
        """Puts into the books what letters charge, which only those do that may have named it; a
        letter that did not leave takes back what it charged.
        """
        if row is None:
            left = self.send("agent", "GET", f"{PATH}/invoice/{number}").json["reminderCharges"]
            item.charges = item.charges if left else {}
            return
        told = {
            one["chargeID"]: minor(one["amount"]) for one in row["charges"] if not one["waived"]
        }
        assert told == item.charges or number in self.reminded, "CO-33, CO-39"
        for name in told.keys() - item.charges.keys():
            late = (self.today - date(2026, 10, 31)).days
            most = FEE if name.endswith("fee") else item.billed * RATE * late // 36500 + 1
            assert 0 < told[name] <= most, (number, name)
        item.charges = told

    def teardown(self) -> None:
        """Chains, sums and what names what, as the audit has them."""
        assert self.app.faults() == []
