"""An invoice with promises, payments that come late or are taken back, and disputes, driven at
random against plain books (CO-21…CO-26).
"""

import os
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.invoices.open_items import sum_of
from chalicelib.domain.invoices.promise import Promise, judged, levels_raised
from chalicelib.domain.invoices.promise_verbs import held_by_promise, judge_promises, withdraw
from chalicelib.domain.people.person import Person
from chalicelib.errors import RedressError
from tests.domain.promises import NOW, billed, giving, paid, promised

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
TOTAL = 20
ADA = Person("ada", "ada@demo.test", "Ada", "agent")
amounts = st.integers(1, 12)
days = st.integers(-3, 12)
names = st.sampled_from(["P", "Q", "R"])
FINAL = ("withdrawn", "replaced")


class PromiseMachine(RuleBasedStateMachine):
    """Books of single coins: a coin of a payment goes to the oldest promise that still wants it."""

    @initialize()
    def begin(self) -> None:
        self.invoice = billed(TOTAL)
        self.now = NOW
        self.payments: dict[str, tuple[date, int]] = {}
        self.seen: list[dict[str, int]] = []

    @property
    def today(self) -> date:
        return self.now.date()

    @rule(amount=amounts, ahead=st.integers(0, 6), replaces=st.booleans())
    def promise(self, amount: int, ahead: int, replaces: bool) -> None:
        how = giving(self.today + timedelta(days=ahead), self.now, replaces=replaces)
        before = self.invoice
        open_amount = sum_of(before).collectable
        try:
            self.invoice = promised(amount, before, how)
        except RedressError:
            assert amount > open_amount or (self.open and not replaces)
            return
        if self.invoice is not before:
            assert amount <= open_amount
            self.seen.append({name: given for name, (_, given) in self.payments.items()})

    @rule(name=names, amount=st.integers(0, 12), day=days)
    def pay(self, name: str, amount: int, day: int) -> None:
        on, _ = self.payments.get(name, (self.today + timedelta(days=day - 6), 0))
        self.payments[name] = (on, amount)
        self.invoice = paid(self.invoice, amount, on, self.now, name)

    @rule(amount=amounts)
    @precondition(lambda self: self.invoice.open_dispute_id is None)
    def dispute(self, amount: int) -> None:
        context = Context(ADA, self.now, lambda: "d")
        before = self.open
        claim = Claim("Not ours", general=amount)
        case = raise_dispute(claim, self.invoice, context)
        self.invoice = case.invoice
        after = self.invoice.promises[-len(before) :] if before else ()
        assert all(one.is_open or one.amount == one.given for one in after)
        assert {one.status for one in after} <= {"open", "kept"}
        fell = [(old.amount, new.amount) for old, new in zip(before, after, strict=True)]
        told = [change.after["promise"] for change in case.changes if "promise" in change.after]
        assert len(told) == sum(new < old for old, new in fell)

    @rule()
    @precondition(lambda self: self.invoice.open_dispute_id is not None)
    def end_dispute(self) -> None:
        self.invoice = replace(self.invoice, open_dispute_id=None, disputed={}, shares=None)

    @rule()
    def withdraw(self) -> None:
        """One that a dispute has lowered to what came in is kept, whether that was said or not."""
        if any(one.is_open for one in self.invoice.promises_at(self.now)):
            self.invoice = withdraw(self.invoice, "Called", self.now)

    @rule(count=st.integers(1, 6))
    def wait(self, count: int) -> None:
        self.now += timedelta(days=count)
        self.invoice = judge_promises(self.invoice, self.now)

    @property
    def open(self) -> list[Promise]:
        return [promise for promise in self.invoice.promises if promise.is_open]

    @invariant()
    def one_is_open_at_most(self) -> None:
        assert len(self.open) <= 1
        assert not self.open or self.open[0] is self.invoice.promises[-1]

    @invariant()
    def coins_say_the_same(self) -> None:
        invoice = judge_promises(self.invoice, self.now)
        for promise, given in zip(invoice.promises, self._coins(invoice), strict=True):
            if promise.status in FINAL:
                continue
            assert promise.given == given
            is_over = self.now >= promise.ends_at
            if promise.amount and given == promise.amount:
                assert promise.status == "kept"
            elif not is_over:
                assert promise.status == "open"
            else:
                assert promise.status == ("partlyKept" if given else "broken")

    @invariant()
    def the_order_of_records_is_nothing(self) -> None:
        received = self.invoice.received
        told = [judged(self.invoice.promises, way, self.now) for way in (received, received[::-1])]
        assert told[0] == told[1]

    @invariant()
    def open_is_disputed_held_and_rest(self) -> None:
        own = sum_of(self.invoice)
        held = held_by_promise(self.invoice, self.invoice.promises, self.today)
        assert 0 <= held <= own.collectable
        assert own.outstanding == own.disputed_owed + held + (own.collectable - held)
        assert held <= sum(promise.amount - promise.given for promise in self.open)

    @invariant()
    def levels_are_what_was_broken_or_given_anew(self) -> None:
        promises = self.invoice.promises
        broken = [one for one in promises if one.status == "broken"]
        anew = [one for one in promises[:-1] if one.status == "withdrawn"]
        assert levels_raised(promises) == len(broken) + len(anew)

    def _coins(self, invoice: Invoice) -> list[int]:
        in_order = sorted(self.payments, key=lambda name: (self.payments[name][0], name))
        taken: set[tuple[str, int]] = set()
        given = []
        for promise, seen in zip(invoice.promises, self.seen, strict=True):
            coins = [
                (name, coin)
                for name in in_order
                if self.payments[name][0] <= promise.last_day
                for coin in range(seen.get(name, 0), self.payments[name][1])
                if (name, coin) not in taken
            ]
            own = coins[: promise.amount] if promise.status not in FINAL else []
            taken |= set(own)
            given.append(len(own))
        return given


TestPromiseMachine = PromiseMachine.TestCase
TestPromiseMachine.settings = settings(
    max_examples=2000 if IS_LONG else 60, stateful_step_count=40 if IS_LONG else 20, deadline=None
)
