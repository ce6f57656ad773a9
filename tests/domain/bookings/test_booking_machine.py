"""Two parties, their bookings, disputes and requests, driven at random against plain books
(IG-05…IG-11, X-05, X-06).
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.bookings import fund_requests, settlement, thread
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR, Booking, other_side
from chalicelib.domain.bookings.case import BookingCase
from chalicelib.domain.bookings.work import MAX_PENDING
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.events import Event, record
from chalicelib.domain.wallets.ledger import (
    Entry,
    Wallet,
    ledger_faults,
    outside_wallet,
    post,
    wallet_faults,
)
from chalicelib.domain.wallets.transfer import Transfer, between
from tests.domain.booking_samples import AGGREGATOR_PARTY, START, booking, context
from tests.domain.machines import attempt

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"

sides = st.sampled_from([OPERATOR, AGGREGATOR])
people = st.sampled_from([OPERATOR, AGGREGATOR, OPERATOR, AGGREGATOR, "support", "stranger"])
places = st.integers(0, 3)
amounts = st.sampled_from([1, 5, 30, 70])


@dataclass
class Told:
    """A dispute as plain books know it."""

    raiser: str
    status: str = "open"
    pending: dict[str, tuple[str, int]] = field(default_factory=dict)
    ended: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    is_escalated: bool = False


class BookingMachine(RuleBasedStateMachine):
    """Two bookings between an operator and an aggregator, who do what they like; so do support and
    a stranger.
    """

    @initialize(operator=st.integers(0, 60), aggregator=st.integers(0, 60))
    def begin(self, operator: int, aggregator: int) -> None:
        self.ticks = count(1)
        self.bookings: list[Booking] = [booking(1), booking(2)]
        self.cases: list[BookingCase] = []
        self.books: list[Told] = []
        self.events: list[list[Event]] = []
        self.requests: list[dict[str, str]] = []
        self.wallets = {
            OPERATOR: Wallet("OP-1", "City Cabs", OPERATOR, "GBP"),
            AGGREGATOR: Wallet("AGG", "Rides United", AGGREGATOR, "GBP", floor=-20),
        }
        self.world = outside_wallet("GBP")
        self.entries: dict[str, list[Entry]] = {OPERATOR: [], AGGREGATOR: [], "world": []}
        self.balances = {OPERATOR: operator, AGGREGATOR: aggregator}
        for side, amount in self.balances.items():
            if amount:
                self.deposit(side, amount)

    def deposit(self, side: str, amount: int) -> None:
        named: dict[str, Any] = {
            "postings": between("external-GBP", self.wallets[side].wallet_id, amount),
            "currency": "GBP",
        }
        transfer = Transfer(
            transfer_id=f"d-{side}", kind="deposit", at=START, by_id="fay", by_name="Fay", **named
        )
        posted = post(transfer, self.world, self.wallets[side])
        self.world, self.wallets[side] = posted.wallets
        self.entries["world"].append(posted.entries[0])
        self.entries[side].append(posted.entries[1])

    # --- what people do; each says by plain books whether it may

    @rule(place=st.integers(0, 1), who=people)
    def raise_dispute(self, place: int, who: str) -> None:
        about = self.bookings[place]
        may = (
            who in (OPERATOR, AGGREGATOR) and about.open_dispute_id is None and len(self.cases) < 4
        )
        if len(self.cases) >= 4:
            return
        case = attempt(
            may,
            lambda: settlement.raise_dispute(
                "Why", about, AGGREGATOR_PARTY, context(who, next(self.ticks))
            ),
        )
        if case:
            self.cases.append(case)
            self.books.append(Told(who))
            self.events.append([])
            self.keep(len(self.cases) - 1, case, who)

    @rule(place=places, who=people, amount=amounts)
    def ask(self, place: int, who: str, amount: int) -> None:
        if told := self.told(place):
            may = who in self.wallets and told.status == "open" and len(told.pending) < MAX_PENDING
            case = self.change(
                place,
                who,
                may,
                lambda case, by: fund_requests.request_funds(case, amount, None, by),
            )
            if case:
                told.pending[case.decided[-1].request_id] = (who, amount)

    @rule(
        place=places,
        which=places,
        who=people,
        how=st.sampled_from(["approve", "approve", "reject", "cancel"]),
    )
    def answer(self, place: int, which: int, who: str, how: str) -> None:
        told = self.told(place)
        if not told or not told.pending:
            return
        request_id = list(told.pending)[which % len(told.pending)]
        side, amount = told.pending[request_id]
        is_mine = who == side if how == "cancel" else who in self.wallets and who != side
        floor = -20 if who == AGGREGATOR else 0
        may = (
            is_mine
            and told.status == "open"
            and (how != "approve" or self.balances[who] - amount >= floor)
        )
        if how == "approve":
            held = {who: self.wallets[who]} if who in self.wallets else {}
            known = replace(self.cases[place % len(self.cases)], held=held)
            assert (
                choice(
                    how, lambda: fund_requests.check_approvable(known, request_id, context(who))
                ).allowed
                == may
            )
        payer, payee = (self.wallets[other_side(side)], self.wallets[side])
        verbs: dict[str, Callable[..., BookingCase]] = {
            "approve": lambda case, by: fund_requests.approve(case, request_id, payer, payee, by),
            "reject": lambda case, by: fund_requests.reject(case, request_id, None, by),
            "cancel": lambda case, by: fund_requests.cancel(case, request_id, by),
        }
        if self.change(place, who, may, verbs[how]):
            del told.pending[request_id]
            told.ended[request_id] = (
                side,
                amount,
                {"approve": "approved", "reject": "rejected", "cancel": "cancelled"}[how],
            )
            if how == "approve":
                self.balances[who] -= amount
                self.balances[side] += amount

    @rule(place=places, who=people, how=st.sampled_from(["resolve", "withdraw", "reopen"]))
    def settle(self, place: int, who: str, how: str) -> None:
        if told := self.told(place):
            case = self.cases[place % len(self.cases)]
            about = self.booking_of(case)
            is_free = about.open_dispute_id is None
            may = who == told.raiser and (
                told.status == "open" if how != "reopen" else told.status == "resolved" and is_free
            )
            verbs: dict[str, Callable[..., BookingCase]] = {
                "resolve": settlement.resolve,
                "withdraw": lambda case, by: settlement.withdraw(case, by, None),
                "reopen": lambda case, by: settlement.reopen(case, by, "Again"),
            }
            if self.change(place, who, may, verbs[how]):
                told.status = {"resolve": "resolved", "withdraw": "withdrawn", "reopen": "open"}[
                    how
                ]
                if how != "reopen":
                    told.is_escalated = False
                    for request_id, (side, amount) in told.pending.items():
                        told.ended[request_id] = (side, amount, "cancelled")
                    told.pending = {}

    @rule(place=places, who=people, how=st.sampled_from(["say", "escalate", "handBack"]))
    def talk(self, place: int, who: str, how: str) -> None:
        if told := self.told(place):
            is_side, is_support = who in self.wallets, who == "support"
            may = told.status == "open" and (
                is_side and not told.is_escalated
                if how == "escalate"
                else is_support and told.is_escalated
            )
            if how == "say":
                may = told.status == "open" and (is_side or (is_support and told.is_escalated))
            verbs: dict[str, Callable[..., BookingCase]] = {
                "say": lambda case, by: thread.say(case, "Hello", by),
                "escalate": lambda case, by: thread.escalate(case, "Help", by),
                "handBack": lambda case, by: thread.hand_back(case, None, by),
            }
            if self.change(place, who, may, verbs[how]) and how != "say":
                told.is_escalated = how == "escalate"

    # --- what must be true after every step

    @invariant()
    def the_ledger_holds(self) -> None:
        if not hasattr(self, "wallets"):
            return
        assert ledger_faults([*self.wallets.values(), self.world]) == []
        assert {side: wallet.balance for side, wallet in self.wallets.items()} == self.balances
        for side, wallet in [*self.wallets.items(), ("world", self.world)]:
            assert wallet_faults(wallet, self.entries[side]) == []

    @invariant()
    def the_disputes_are_what_the_books_say(self) -> None:
        for case, told, events in zip(
            getattr(self, "cases", []),
            getattr(self, "books", []),
            getattr(self, "events", []),
            strict=True,
        ):
            dispute, work = case.dispute, case.work
            assert dispute.status == told.status
            assert {one.request_id: (one.side, one.amount) for one in work.pending} == told.pending
            amounts = dispute.amounts
            ended = list(told.ended.values())
            assert amounts.open == sum(amount for _, amount in told.pending.values())
            for status, sum_of in (
                ("approved", amounts.credited),
                ("cancelled", amounts.withdrawn),
                ("rejected", amounts.declined),
            ):
                assert sum_of == sum(amount for _, amount, how in ended if how == status)
            assert (
                amounts.disputed
                == amounts.open + amounts.credited + amounts.withdrawn + amounts.declined
            )
            assert (work.escalation is not None) == told.is_escalated
            assert (dispute.waiting_for is not None) == dispute.is_open
            assert {side: dispute.messages[side] for side in self.wallets} == dict.fromkeys(
                self.wallets, dispute.shared_sequence
            )
            assert first_broken(events) is None
            assert dispute.last_hash == events[-1].hash
        for about in getattr(self, "bookings", []):
            open_ones = [
                case.dispute.dispute_id
                for case in self.cases
                if case.dispute.is_open and self.booking_of(case) is about
            ]
            assert open_ones == ([about.open_dispute_id] if about.open_dispute_id else [])

    # --- helpers

    def told(self, place: int) -> Told | None:
        return self.books[place % len(self.books)] if self.books else None

    def booking_of(self, case: BookingCase) -> Booking:
        return next(one for one in self.bookings if one.booking_id == case.dispute.subject_id)

    def change(
        self, place: int, who: str, may: bool, verb: Callable[..., BookingCase]
    ) -> BookingCase | None:
        place %= len(self.cases)
        before = BookingCase(
            self.cases[place].dispute,
            self.booking_of(self.cases[place]),
            aggregator=AGGREGATOR_PARTY,
        )
        case = attempt(may, lambda: verb(before, context(who, next(self.ticks))))
        if case:
            self.keep(place, case, who)
        return case

    def keep(self, place: int, case: BookingCase, who: str) -> None:
        """What the store would keep of a case."""
        by = context(who, next(self.ticks))
        dispute, events = record(None, case.dispute, case.changes, by.actor, by.at)
        self.events[place] += events
        self.cases[place] = replace(case, dispute=dispute)
        self.bookings = [
            case.booking if one.booking_id == case.booking.booking_id else one
            for one in self.bookings
        ]
        if case.posted:
            names = {wallet.wallet_id: side for side, wallet in self.wallets.items()}
            for wallet, entry in zip(case.posted.wallets, case.posted.entries, strict=True):
                self.wallets[names[wallet.wallet_id]] = wallet
                self.entries[names[wallet.wallet_id]].append(entry)


TestBookingMachine = BookingMachine.TestCase
TestBookingMachine.settings = settings(
    max_examples=1500 if IS_LONG else 100,
    stateful_step_count=60 if IS_LONG else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
