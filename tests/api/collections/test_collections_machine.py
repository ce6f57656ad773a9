"""Collectors, a customer and its bank, who do what they like with six open items, through the API
and the jobs as they are, against plain books (CO-01, CO-28, CO-29, CO-31, CO-35, CO-39, CO-43,
DM-06, X-05, X-06).
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.domain.collections.dunning_terms import LEVEL_ROWS
from tests.app import App
from tests.breaking_off import begin, begin_again
from tests.people import line
from tests.scenarios import ALL_DAY, CUSTOMER

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
PATH = "/customer/C-1"
ITEMS = {"N-1": 10_000, "N-2": 6_000, "N-3": 4_000, "N-4": 3_000, "N-5": 2_000, "N-6": 5_000}
"""What was billed; the fourth comes due while the machine runs."""
FREE, CHARGED, RESTING = [*ITEMS][:4], "N-5", "N-6"
REST_DAYS = 5
FEE, RATE = 5_00, 9
"""What a letter charges, and percent a year on what is late."""

numbers = st.sampled_from([*ITEMS])
some = st.lists(numbers, min_size=1, max_size=3, unique=True)
parts = st.integers(1, 12)
"""Of ten: more than the whole too."""


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
    def free(self) -> int:
        return self.open - min(self.disputed, self.open)

    @property
    def has_only_charges_free(self) -> bool:
        """Whether nothing but charges is asked for beside a dispute, which is not done (CO-39)."""
        return bool(self.disputed) and self.free <= sum(self.charges.values())


class CollectionsMachine(RuleBasedStateMachine):
    """One customer; whatever is done, nobody is answered by a fault of the product's own."""

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

    # --- the customer and its bank

    @initialize(order=st.permutations(FREE), part=st.integers(1, 9))
    def begin(self, order: list[str], part: int) -> None:
        """An item in a follow-up, one in a plan, one in dispute, and one that is paid in part; one
        of which nothing but interest is undisputed, its fee being waived; and one that rests after
        its dispute, which kept a letter back, so that nothing is charged for it.
        """
        self.remind([CHARGED])
        self.app.settle()
        self.open_is_the_sum_of_its_parts()
        self.waive(place=0)
        self.raise_dispute(CHARGED, 10)
        self.remind([RESTING])
        self.raise_dispute(RESTING, 10)
        self.app.settle()
        self.end_dispute(place=1, part=0)
        followed, planned, disputed, paid = order
        self.follow_up([followed], disputes=False)
        self.plan([planned], ahead=5)
        self.raise_dispute(disputed, part)
        self.pay([paid], part)

    @rule(wanted=some, part=parts)
    def pay(self, wanted: list[str], part: int) -> None:
        """Some invoices in one payment, of which some is left over."""
        self.paid += 1
        name = f"P-{self.paid}"
        given = {number: max(1, self.items[number].open * part // 10) for number in wanted}
        told = {
            "valueDate": self.day(0),
            "currency": "USD",
            "amount": decimal(sum(given.values()) + 1),
            "allocations": [
                {"invoiceNumber": number, "amount": decimal(minor)}
                for number, minor in given.items()
            ],
        }
        if self.done("finance", "PUT", f"{PATH}/payment/{name}", told):
            self.payments[name] = given
            for number, minor in given.items():
                self.items[number].paid[name] = minor
                self.items[number].paid_on.add(self.today)

    @precondition(lambda self: self.payments)
    @rule(place=st.integers(0, 9))
    def take_back(self, place: int) -> None:
        """The bank takes a payment back."""
        name = [*self.payments][place % len(self.payments)]
        told = {"date": self.day(0), "reason": "No cover."}
        if self.done("finance", "POST", f"{PATH}/payment/{name}/reversal", told):
            for number in self.payments.pop(name):
                item = self.items[number]
                del item.paid[name]
                item.paid_on.clear() if not item.paid else None

    @rule(wanted=some, ahead=st.integers(0, 12), part=st.sampled_from([None, 3, 10]))
    def promise(self, wanted: list[str], ahead: int, part: int | None) -> None:
        asked = [
            {"invoiceNumber": number}
            | ({"amount": decimal(self.items[number].free * part // 10)} if part else {})
            for number in wanted
        ]
        told = {"date": self.day(ahead), "items": asked, "replace": True}
        self.done("agent", "POST", f"{PATH}/promise", told)

    @rule(number=numbers)
    def withdraw_promise(self, number: str) -> None:
        told = {"reason": "Not so."}
        self.done("agent", "POST", f"{PATH}/promise/{number}/withdrawal", told)

    # --- disputes and follow-ups

    @rule(number=numbers, part=parts)
    def raise_dispute(self, number: str, part: int) -> None:
        item = self.items[number]
        amount = item.billed * part // 10
        told = {"invoiceNumber": number, "description": "Dear", "amount": decimal(amount)}
        raised = self.done("agent", "POST", f"{PATH}/dispute", told)
        may = item.dispute is None and amount <= item.billed - item.credited
        assert bool(raised) == may, "CU-06, CU-09"
        if raised:
            item.dispute, item.disputed = raised["disputeID"], amount

    @precondition(lambda self: any(item.dispute for item in self.items.values()))
    @rule(place=st.integers(0, 3), part=st.integers(0, 10))
    def end_dispute(self, place: int, part: int) -> None:
        """With a credit, or withdrawn."""
        item = self.one_of(place, lambda item: item.dispute)
        credit = item.disputed * part // 10
        place = f"/dispute/{item.dispute}"
        if credit:
            told = {"creditAmount": decimal(credit), "status": "approved"}
            assert self.done("finance", "PUT", f"{place}/line/general", told)
            assert self.done("finance", "POST", f"{place}/finalisation")
            item.credited += credit
        else:
            assert self.done("agent", "POST", f"{place}/withdrawal")
        self.dispute_over(item)

    def dispute_over(self, item: Item) -> None:
        item.dispute, item.disputed, item.ended_on = None, 0, self.today

    @rule(wanted=some, disputes=st.booleans())
    def follow_up(self, wanted: list[str], disputes: bool) -> None:
        told = {
            "items": [{"invoiceNumber": number} for number in wanted],
            "statusID": "dispute" if disputes else "onGoing",
            "comment": "Look at the price",
            "resolverID": "agent2",
        }
        opened = self.done("agent", "POST", f"{PATH}/followUp", told)
        if opened is None:
            return
        for number in wanted:
            item = self.items[number]
            assert item.follow_up is None
            item.follow_up = opened["followUpID"]
            if disputes and item.dispute is None:
                self.find_dispute(number)

    def find_dispute(self, number: str) -> None:
        """Whatever was raised on an item by a follow-up: by default what is open of the bill."""
        item = self.items[number]
        told = self.send("agent", "GET", f"{PATH}/invoice/{number}").json
        item.dispute = told["openDisputeID"]
        left = item.billed - item.credited
        item.disputed = min(max(0, left - sum(item.paid.values())) or item.open, left)

    def one_of(self, place: int, has: Callable[[Item], object]) -> Item:
        """One of the items that have something."""
        found = [item for item in self.items.values() if has(item)]
        return found[place % len(found)]

    @rule(number=numbers)
    def drop(self, number: str) -> None:
        item = self.items[number]
        if item.follow_up and self.done(
            "agent", "POST", f"/followUp/{item.follow_up}/item/{number}/drop"
        ):
            item.follow_up = None

    @precondition(lambda self: any(item.follow_up for item in self.items.values()))
    @rule(place=st.integers(0, 3), outcome=st.sampled_from(["withdrawn", "refused"]))
    def end_follow_up(self, place: int, outcome: str) -> None:
        name = self.one_of(place, lambda item: item.follow_up).follow_up
        inside = {one: item for one, item in self.items.items() if item.follow_up == name}
        kept = self.send("agent", "GET", f"/followUp/{name}").json["itemRows"]
        with_dispute = {str(one["invoiceNumber"]) for one in kept if one["disputeID"]}
        told = [
            {"invoiceNumber": one, "outcome": outcome if one in with_dispute else "done"}
            for one in inside
        ]
        if self.done("agent", "POST", f"/followUp/{name}/end", {"outcomes": told}) is None:
            return
        left = self.send("agent", "GET", f"/followUp/{name}").json["itemRows"]
        stays = {str(one["invoiceNumber"]) for one in left if one["left"] is None}
        for one, item in inside.items():
            if one not in stays:
                item.follow_up = None
                if one in with_dispute and item.dispute:
                    self.dispute_over(item)

    # --- what keeps reminders away, and plans

    @rule(number=st.sampled_from([None, *ITEMS]), ends=st.booleans())
    def block(self, number: str | None, ends: bool) -> None:
        place = f"{PATH}/invoice/{number}" if number else PATH
        if ends:
            told = self.done("agent", "POST", f"{place}/dunningBlock/end")
        else:
            told = self.done("agent", "PUT", f"{place}/dunningBlock", {"reason": "Talks"})
            assert told
        if told and number:
            self.items[number].is_blocked = not ends
        elif told:
            self.is_blocked = not ends

    @rule(wanted=some, ahead=st.integers(1, 20))
    def plan(self, wanted: list[str], ahead: int) -> None:
        told = {"invoiceNumbers": wanted, "count": 2, "firstDue": self.day(ahead)}
        agreed = self.done("agent", "POST", f"{PATH}/paymentPlan", told)
        if agreed:
            assert not any(self.items[number].dispute for number in wanted), "CU-18, CO-45"

    @rule(place=st.integers(0, 3))
    def end_plan(self, place: int) -> None:
        plans = [one for one in self.plans() if one["state"] == "active"]
        if plans:
            self.done(
                "agent", "POST", f"{PATH}/paymentPlan/{plans[place % len(plans)]['planID']}/end"
            )

    # --- reminders and time

    @rule(chosen=st.none() | some)
    def remind(self, chosen: list[str] | None) -> None:
        held = {number for number in ITEMS if self.is_held(number, chosen or ())}
        told = {"invoiceNumbers": chosen} if chosen else {}
        answer = self.done("agent", "POST", f"{PATH}/dunning", told)
        assert answer
        self.check_letter(answer, held)

    @precondition(lambda self: any(item.charges for item in self.items.values()))
    @rule(place=st.integers(0, 9))
    def waive(self, place: int) -> None:
        """One charge that is not paid; what is paid of charges is that of no one of them."""
        every = [(number, name) for number, one in self.items.items() for name in one.charges]
        number, name = every[place % len(every)]
        item, told = self.items[number], {"reason": "Goodwill"}
        may = item.charges[name] <= min(item.open, sum(item.charges.values()))
        where = f"{PATH}/invoice/{number}/charge/{name}/waiver"
        assert bool(self.done("approver", "POST", where, told)) == may
        if may:
            del item.charges[name]

    @rule(days=st.sampled_from([0, 1, 1, 3, 8, 20]))
    def wait(self, days: int) -> None:
        """Time passes, and the jobs run: twice, which is once."""
        self.app.settle()
        self.check_mails(set())
        self.app.later(minutes=days * 24 * 60)
        self.settle_paid()
        held = {number for number in ITEMS if self.is_held(number, ())}
        self.reminded |= ITEMS.keys()
        for _ in range(2):
            self.app.sweep()
        self.settle_paid()
        # A plan that breaks by the first run lets go of what the second reminds of.
        self.check_mails({number for number in held if self.is_held(number, ())})

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


def minor(amount: float) -> int:
    return round(amount * 100)


def decimal(minor_units: int) -> str:
    return f"{minor_units // 100}.{minor_units % 100:02d}"


def test_whatever_anybody_does_nothing_held_is_reminded_and_open_is_its_parts(app: App) -> None:
    """CO-01, DM-06, X-06: after every step."""
    admin = app.as_("admin")
    terms = {**ALL_DAY["value"][0], "automatic": True, "interestRate": RATE}
    assert admin.put("/setting/dunning", {"value": [terms]}).status == 200
    levels = [row | {"fee": {"USD": FEE // 100}} for row in LEVEL_ROWS]
    assert admin.put("/setting/dunningLevels", {"value": levels}).status == 200
    told = CUSTOMER | {"email": "pay@payer.test"}
    assert app.as_("finance").put(PATH, told).status == 201
    for number, billed in ITEMS.items():
        due = (app.now() + timedelta(days=4)).date().isoformat() if number == "N-4" else None
        values = {"dueDate": due} if due else {}
        amount = decimal(billed)
        assert app.invoice(number, [line(1, amount)], customer="C-1", **values).status == 201
    begun = begin(app)
    run_state_machine_as_test(
        lambda: CollectionsMachine(app, begun),
        settings=settings(
            max_examples=60 if IS_LONG else 5,
            stateful_step_count=30 if IS_LONG else 20,
            phases=[*Phase] if IS_LONG else [Phase.explicit, Phase.reuse, Phase.generate],
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
