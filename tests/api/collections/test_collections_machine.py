"""Collectors, a customer and its bank, who do what they like with six open items, through the API
and the jobs as they are, against plain books (CO-01, CO-28, CO-29, CO-31, CO-35, CO-39, CO-43,
DM-06, X-05, X-06).
"""

import os
from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS
from tests.api.collection_books import (
    FEE,
    ITEMS,
    PATH,
    RATE,
    CollectionBooks,
    Item,
    decimal,
)
from tests.app import App
from tests.breaking_off import begin
from tests.people import line
from tests.scenarios import ALL_DAY, CUSTOMER

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
FREE, CHARGED, RESTING = [*ITEMS][:4], "N-5", "N-6"

numbers = st.sampled_from([*ITEMS])
some = st.lists(numbers, min_size=1, max_size=3, unique=True)
parts = st.integers(1, 12)
"""Of ten: more than the whole too."""


class CollectionsMachine(CollectionBooks):
    """One customer; whatever is done, nobody is answered by a fault of the product's own."""

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

    @precondition(lambda self: self.payments)
    @rule(place=st.integers(0, 9), number=numbers)
    def move(self, place: int, number: str) -> None:
        """What a payment gave goes to one other invoice, known as of today."""
        name = [*self.payments][place % len(self.payments)]
        given = sum(self.payments[name].values())
        told = self.send("finance", "GET", f"{PATH}/payment/{name}").json
        body = {part: told[part] for part in ("valueDate", "currency")}
        body |= {"amount": decimal(given + 1)}
        body["allocations"] = [{"invoiceNumber": number, "amount": decimal(given)}]
        if self.done("finance", "PUT", f"{PATH}/payment/{name}", body):
            for one in self.payments[name].keys() - {number}:
                del self.items[one].paid[name]
                self.items[one].paid_on.clear() if not self.items[one].paid else None
            if self.items[number].paid.get(name) != given:
                self.items[number].paid_on.add(self.today)
            self.items[number].paid[name] = given
            self.payments[name] = {number: given}

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
