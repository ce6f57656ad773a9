"""Collectors who do what they like with the open items of a customer, against plain books (DM-06,
DM-11, CO-03, CO-13, CO-14, X-05).
"""

import os
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.collections import assignment, chases, steps
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.ending import end
from chalicelib.domain.collections.item import OUTCOMES
from chalicelib.domain.collections.opening import Opening, join
from chalicelib.domain.disputes.context import Context
from tests.domain.follow_ups import (
    ON_GOING,
    OPENING,
    OTHER,
    RESOLVED,
    RESOLVER,
    TERMS,
    Desk,
    invoice,
)
from tests.domain.machines import attempt

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
NUMBERS = ("A", "B", "C", "D", "E")
numbers = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3, unique=True)
places = st.integers(0, 4)


class FollowUpMachine(RuleBasedStateMachine):
    """Five open items in two currencies, and the follow-ups on them."""

    @initialize()
    def begin(self) -> None:
        self.desk = Desk(
            *(
                invoice(name, 10_000 + place, currency="EUR" if place % 2 else "USD")
                for place, name in enumerate(NUMBERS)
            )
        )
        self.held: dict[str, str] = {}
        """Item → the follow-up that it is in, as plain books have it."""

    @rule(wanted=numbers, disputes=st.booleans())
    def open(self, wanted: list[str], disputes: bool) -> None:
        is_free = all(self.is_open(name) and name not in self.held for name in wanted)
        opening = OPENING if disputes else Opening(ON_GOING)
        opened = attempt(is_free, lambda: self.desk.open(*wanted, opening=opening))
        if opened:
            self.held |= dict.fromkeys(wanted, opened.follow_up_id)

    @rule(place=places, wanted=numbers)
    def join(self, place: int, wanted: list[str]) -> None:
        def verb(case: FollowUpCase, context: Context) -> FollowUpCase:
            return join(case, self.desk.wanted(*wanted), False, context)

        name = self.one(place)
        is_free = all(self.is_open(one) and one not in self.held for one in wanted)
        if name and attempt(is_free and self.runs(name), lambda: self.desk.do(name, verb)):
            self.held |= dict.fromkeys(wanted, name)

    @rule(place=places, number=st.sampled_from(NUMBERS))
    def drop(self, place: int, number: str) -> None:
        name = self.one(place)
        if name is None:
            return
        may = self.held.get(number) == name and len(self.items(name)) > 1
        verb = lambda case, context: steps.drop(case, number, context)  # noqa: E731
        if attempt(may, lambda: self.desk.do(name, verb)):
            del self.held[number]

    @rule(place=places, outcome=st.sampled_from(OUTCOMES), mixed=st.booleans())
    def end(self, place: int, outcome: str, mixed: bool) -> None:
        name = self.one(place)
        if name is None:
            return
        told = dict.fromkeys(self.items(name), outcome)
        if mixed and told:
            told[min(told)] = "withdrawn"
        verb = lambda case, context: end(case, told, RESOLVED, context)  # noqa: E731
        can = any(self.ends_by(name, one, said) for one, said in told.items())
        if attempt(bool(told) and can, lambda: self.desk.do(name, verb)):
            for one, said in told.items():
                if self.ends_by(name, one, said):
                    del self.held[one]

    @rule(place=places, other=st.booleans())
    def assign(self, place: int, other: bool) -> None:
        wanted = assignment.Assignment(OTHER if other else RESOLVER, "Look again")
        verb = lambda case, context: assignment.assign(case, wanted, TERMS, context)  # noqa: E731
        if name := self.one(place):
            attempt(self.runs(name), lambda: self.desk.do(name, verb))

    @rule(place=places)
    def chase(self, place: int) -> None:
        name = self.one(place)
        if name is None or not self.desk.follow_ups[name].resolver_id:
            return
        left = {one for one in self.items(name) if self.is_open(one)}
        before = self.desk.follow_ups[name]

        def verb(case: FollowUpCase, context: Context) -> FollowUpCase:
            return chases.chase(case, RESOLVER, TERMS, context, others=[OTHER])

        after = attempt(before.is_open, lambda: self.desk.do(name, verb))
        if after and self.runs(name):
            assert (after.chases, after.chased_for) == (before.chases + 1, before.due)
        self.held = {one: held for one, held in self.held.items() if held != name or one in left}

    @rule(number=st.sampled_from(NUMBERS), whole=st.booleans())
    def pay(self, number: str, whole: bool) -> None:
        if self.is_open(number):
            self.desk.pay(number, None if whole else 1)

    @rule(place=places, days=st.integers(0, 40))
    def settle(self, place: int, days: int) -> None:
        self.desk.at += timedelta(days=days)
        if name := self.one(place):
            self.desk.do(name, steps.settle)
            for one in self.items(name):
                if not self.is_open(one):
                    del self.held[one]

    @invariant()
    def every_item_is_where_the_books_say(self) -> None:
        if not hasattr(self, "held"):
            return
        assert self.desk.faults() == []
        for number in NUMBERS:
            assert self.desk.invoices[number].follow_up_id == self.held.get(number)
        for name, follow_up in self.desk.follow_ups.items():
            items = self.items(name)
            assert {str(one.invoice_number) for one in follow_up.items_in} == set(items)
            assert follow_up.is_open == bool(items)
            sums: dict[str, int] = {}
            for item in follow_up.items_in:
                sums[item.currency] = sums.get(item.currency, 0) + item.outstanding
            assert follow_up.sums == sums

    def is_open(self, number: str) -> bool:
        return self.desk.invoices[number].balance > 0

    def one(self, place: int) -> str | None:
        names = sorted(self.desk.follow_ups, key=int)
        return names[place % len(names)] if names else None

    def runs(self, name: str) -> bool:
        return self.desk.follow_ups[name].is_open

    def items(self, name: str) -> list[str]:
        return sorted(number for number, held in self.held.items() if held == name)

    def ends_by(self, name: str, number: str, outcome: str) -> bool:
        """Whether an item can end so: by how its dispute stands, which nobody else ends here."""
        item = next(
            one for one in self.desk.follow_ups[name].items if str(one.invoice_number) == number
        )
        if item.dispute_id is None:
            return outcome == "done"
        return outcome in ("refused", "withdrawn")


FollowUpMachine.TestCase.settings = settings(
    max_examples=400 if IS_LONG else 40,
    stateful_step_count=40 if IS_LONG else 20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestFollowUps = FollowUpMachine.TestCase
