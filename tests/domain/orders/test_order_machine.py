"""Customer, vendor, the staff, the job and the bank, who do what they like with the disputes on two
orders, against plain books (CK-14, CK-15, PO-12, PO-21, PO-24, PO-27, PO-33, X-05, X-06).
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.approvals.rounds import sync_round
from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.disputes.events import Event, record
from chalicelib.domain.orders import claim, closing, contact, decisions, payouts, reversal
from chalicelib.domain.orders.audit import order_faults, standing_faults
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import choices, payout_choices
from chalicelib.domain.orders.escalation import due_now, look_after
from chalicelib.domain.orders.facts import Findings
from chalicelib.domain.orders.payee import Payee, confirm_account, enter_account
from chalicelib.domain.orders.standing import Standing
from chalicelib.domain.orders.work import NOT_PAID, PAID_LESS
from chalicelib.domain.people.person import SYSTEM
from chalicelib.domain.wallets.ledger import (
    Entry,
    Wallet,
    ledger_faults,
    outside_wallet,
    post,
    wallet_faults,
)
from chalicelib.domain.wallets.transfer import Transfer, between
from chalicelib.errors import InsufficientFunds, RedressError
from tests.domain.machines import attempt
from tests.domain.order_samples import PEOPLE, START, context, order, vendor

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
FLOOR = -30_000
STAFF = [PEOPLE["manager"], PEOPLE["finance"], PEOPLE["agent"]]
VALUES = {"CK-1": 400_000, "CK-2": 600_000}

places = st.integers(0, 5)
workers = st.sampled_from(["finance", "manager", "finance2", "agent"])


def mostly(*who: str) -> st.SearchStrategy[str]:
    """Those who may, and now and then anybody."""
    return st.one_of(*[st.sampled_from(who)] * 4, st.sampled_from([*PEOPLE]))


answers = st.sampled_from(["notPaid", "notPaid", "denies", "paidFull", "paidPart"])
rows = st.sampled_from(["notPaid", "unjustifiedReduction", "deniesOrUnproved", "cashUnproved"])
NEXT = {
    "instructed": "send",
    "sent": "confirm",
    "confirmed": "return",
    "returned": "instructAgain",
    "cancelled": "send",
}
"""Where a payout may go from where it stands."""


class OrderMachine(RuleBasedStateMachine):
    """Two orders of one customer with one vendor."""

    @initialize(
        platform=st.sampled_from([3_000_000, 500_000, 0]),
        held=st.sampled_from([90_000, 20_000, 0]),
        decided=st.sampled_from([2, 1, 0]),
    )
    def begin(self, platform: int, held: int, decided: int) -> None:
        self.hours = 0.0
        self.orders = {name: order(value, order_id=name) for name, value in VALUES.items()}
        self.cases: list[OrderCase] = []
        self.events: list[list[Event]] = []
        self.standing = Standing("V-1", "INR")
        self.payee = Payee("C-1")
        self.transfers: dict[str, Transfer] = {}
        self.wallets: dict[str, Wallet] = {
            "external-INR": outside_wallet("INR"),
            "platform-INR": Wallet("platform", "Platform", "platform", "INR"),
            "V-1-INR": Wallet("V-1", "Vera's Phones", "vendor", "INR", floor=FLOOR),
        }
        self.entries: dict[str, list[Entry]] = {name: [] for name in self.wallets}
        for name, amount in (("platform-INR", platform), ("V-1-INR", held)):
            if amount:
                postings = between("external-INR", name, amount)
                who = {"at": START, "by_id": "fay", "by_name": "Fay", "currency": "INR"}
                transfer = Transfer(f"d-{name}", "deposit", postings, **who)
                self.move(post(transfer, self.wallets["external-INR"], self.wallets[name]))
        self.balances = {name: one.balance for name, one in self.wallets.items()}
        self.begun = True
        for name in VALUES:
            self.claim(name, NOT_PAID, 10)
        for place in range(decided):
            self.answer_and_decide(place, "notPaid", "finance")

    # --- customer

    @rule(
        name=st.sampled_from(["CK-1", "CK-2"]),
        kind=st.sampled_from([NOT_PAID, PAID_LESS]),
        part=st.sampled_from([1, 3, 10]),
    )
    def claim(self, name: str, kind: str, part: int) -> None:
        about, by = self.orders[name], self.by("customer")
        amount = max(1, about.rest * part // 10)
        is_free = about.open_dispute_id is None and about.rest > 0
        if is_free and len(self.cases) >= 6:
            return
        done = attempt(
            is_free,
            lambda: claim.raise_dispute(about, kind, amount, "Nothing.", by, channel="app"),
        )
        if done:
            self.cases.append(done)
            self.events.append([])
            self.keep(len(self.cases) - 1, None, done, by.actor)

    @rule(
        place=places,
        who=mostly("customer", "agent"),
        verb=st.sampled_from(["accept", "reopen"] * 4 + ["withdraw"]),
    )
    def end(self, place: int, who: str, verb: str) -> None:
        verbs: dict[str, Callable[..., OrderCase]] = {
            "withdraw": claim.withdraw,
            "accept": closing.accept,
            "reopen": lambda it, by: closing.reopen(it, by, "Not so."),
        }
        self.change(place, who, verbs[verb], verb)

    # --- vendor

    @rule(
        place=places,
        who=mostly("vendor", "agent"),
        verdict=answers,
        part=st.integers(1, 9),
        method=st.sampled_from(["cash", "upi"]),
        is_referred=st.booleans(),
        is_final=st.sampled_from([True, True, False]),
    )
    def answer(self, place: int, who: str, is_final: bool, **told: Any) -> None:
        if self.cases and not self.read(place).work.contact:
            self.ask(place, "agent")
        self.change(
            place,
            who,
            lambda it, by: contact.answer(it, _said(it, told), by, is_final=is_final),
            "answer",
        )

    # --- staff

    def ask(self, place: int, who: str) -> None:
        self.change(place, who, lambda it, by: contact.ask_vendor(it, vendor(), by), "askVendor")

    @rule(
        place=places,
        who=mostly("agent"),
        what=st.sampled_from(["askVendor", "logAttempt", "changeClaim", "confirmReceived"]),
        part=st.integers(0, 12),
    )
    def work(self, place: int, who: str, what: str, part: int) -> None:
        """What leads up to a decision; the staff does it for the customer too."""
        if what == "askVendor":
            self.ask(place, who)
            return
        verbs: dict[str, Callable[..., OrderCase]] = {
            "logAttempt": lambda it, by: contact.log_attempt(it, "call", None, by),
            "changeClaim": lambda it, by: claim.change_claim(it, PAID_LESS, 50_000 * part, by),
            "confirmReceived": lambda it, by: contact.confirm_received(it, 50_000 * part, by),
        }
        # Whether an amount can be is no choice's to say.
        name = what if what == "logAttempt" else None
        self.change(place, who, verbs[what], name)

    @rule(place=places, who=mostly("finance", "agent"), is_unreachable=st.booleans())
    def decide(self, place: int, who: str, is_unreachable: bool) -> None:
        found = Findings(is_unreachable=is_unreachable)
        self.change(place, who, lambda it, by: decisions.decide(it, found, by, note="So."))

    @rule(place=places, who=mostly("manager"), row=rows)
    def decide_by_hand(self, place: int, who: str, row: str) -> None:
        self.change(
            place,
            who,
            lambda it, by: decisions.decide(it, Findings(), by, row_id=row, note="So."),
        )

    @rule(
        place=places,
        verdict=st.sampled_from(["notPaid", "notPaid", "denies", "paidPart"]),
        who=st.sampled_from(["finance", "finance2", "agent", "manager"]),
    )
    def answer_and_decide(self, place: int, verdict: str, who: str) -> None:
        """What most disputes come to, so that there is more to do behind it."""
        self.answer(place, "vendor", True, verdict=verdict, part=5, method="upi", is_referred=True)
        self.decide(place, who, False)
        if self.cases and self.read(place).work.pending:
            self.approve(place, "finance", True)

    @rule(
        place=places,
        who=st.sampled_from(["finance", "manager"]),
        is_agreed=st.sampled_from([True, True, False]),
    )
    def approve(self, place: int, who: str, is_agreed: bool) -> None:
        """What the approvals call, once somebody whose limit is enough has answered."""
        if not self.cases or not (case := self.read(place)).pending:
            return
        is_enough = PEOPLE[who].limit_in("INR") >= case.total
        if is_agreed and is_enough and case.work.pending.by_id != PEOPLE[who].user_id:
            self.change(place, who, lambda it, by: it.apply(by))
        elif not is_agreed:
            self.change(place, who, lambda it, by: it.put_back("No.", by))

    @rule(place=places, who=workers, is_agreed=st.sampled_from([True, True, False]))
    def sign(self, place: int, who: str, is_agreed: bool) -> None:
        if is_agreed:
            self.change(place, who, decisions.sign, "sign")
        else:
            self.change(place, who, lambda it, by: decisions.decline(it, "No.", by), "sign")

    @rule(place=places, who=mostly("manager"), which=st.integers(0, 3))
    def reverse(self, place: int, who: str, which: int) -> None:
        def verb(it: OrderCase, by: Any) -> OrderCase:
            known = it.work.decisions
            name = known[which % len(known)].decision_id if known else None
            return reversal.reverse(it, name, "Wrong.", by)

        self.change(place, who, verb)

    # --- bank, accounts and the job

    def enter(self) -> None:
        if self.payee.usable is None and len(self.payee.accounts) < 9:
            number = f"carl{len(self.payee.accounts)}@okbank"
            told = enter_account(self.payee, "upi", number, "Carl", self.by("agent"))
            account_id = told.accounts[-1].account_id
            self.payee = confirm_account(told, account_id, self.by("manager"))

    @rule(
        place=places,
        which=st.integers(0, 3),
        verb=st.sampled_from(["next", "next", "next", "confirm", "return", "instructAgain"]),
        who=mostly("finance"),
    )
    def pay(self, place: int, which: int, verb: str, who: str) -> None:
        self.enter()
        if not self.cases or not (known := self.read(place).work.payouts):
            return
        payout = known[which % len(known)]
        verb = NEXT[payout.status] if verb == "next" else verb
        payee = self.payee

        def bounce(it: OrderCase, by: Any) -> OrderCase:
            done, self.payee = payouts.bounce(it, payout.payout_id, "R02", payee, by)
            return done

        verbs: dict[str, Callable[..., OrderCase]] = {
            "send": lambda it, by: payouts.send(it, payout.payout_id, payee, by),
            "confirm": lambda it, by: payouts.confirm(it, payout.payout_id, "UTR", by),
            "return": bounce,
            "instructAgain": lambda it, by: payouts.instruct_again(it, payout.payout_id, payee, by),
        }
        by = self.by(who)
        found = {one.name: one for one in payout_choices(self.read(place), payout, payee, by)}
        told = self.change(place, who, verbs[verb])
        is_short = self.wallets["platform-INR"].balance < payout.amount
        if not (verb == "instructAgain" and is_short):
            assert found[verb].allowed == told

    @rule(hours=st.sampled_from([1, 5, 30, 24 * 8, 24 * 31]))
    def wait(self, hours: int) -> None:
        self.hours += hours

    @rule(place=places)
    def look(self, place: int) -> None:
        """The job, twice: the second time it does nothing, and it never moves anything (PO-24)."""
        if not self.cases:
            return
        before = self.read(place)
        by = replace(self.by("agent"), actor=SYSTEM)
        after = look_after(before, STAFF, by)
        assert look_after(after, STAFF, by) is after
        assert due_now(after, by.at) == ()
        assert (after.posted, after.standing) == (None, before.standing)
        assert after.work.decisions == before.work.decisions
        assert after.work.payouts == before.work.payouts
        if after is not before:
            self.keep(place % len(self.cases), before, after, SYSTEM)
            # Rounds of approval are looked after by a job of their own.
            work = replace(self.cases[place % len(self.cases)].work, round=None)
            seen = work.looked_at
            assert seen is None or seen > by.at

    # --- what must be true after every step

    @invariant()
    def no_order_is_paid_more_than_its_value(self) -> None:
        for name, about in getattr(self, "orders", {}).items():
            cases = [one for one in self.cases if one.work.order_id == name]
            paid = sum(
                payout.amount
                for case in cases
                for payout in case.work.payouts
                if payout.status not in ("returned", "cancelled")
            )
            assert paid == sum(about.paid_out.values())
            assert paid + sum(about.proved.values()) <= VALUES[name]
            open_ones = [one.dispute.dispute_id for one in cases if one.dispute.is_open]
            assert open_ones == ([about.open_dispute_id] if about.open_dispute_id else [])

    @invariant()
    def the_ledger_holds(self) -> None:
        if not hasattr(self, "begun"):
            return
        assert ledger_faults(self.wallets.values()) == []
        assert {name: one.balance for name, one in self.wallets.items()} == self.balances
        for name, wallet in self.wallets.items():
            assert wallet_faults(wallet, self.entries[name]) == []
        assert self.wallets["V-1-INR"].balance >= FLOOR
        assert self.wallets["platform-INR"].balance >= 0

    @invariant()
    def the_vendor_stands_as_its_reasons_say(self) -> None:
        if not hasattr(self, "begun"):
            return
        now = self.now()
        made = [one for case in self.cases for one in case.work.decisions]
        holding = [one for one in made if one.status == "effective"]
        latest = {
            case.dispute.dispute_id: max(times)
            for case in self.cases
            if (
                times := [
                    one.effective_at for one in case.work.effective if one.effects.counts_against
                ]
            )
        }
        counted = [one for one in latest.values() if one > now - timedelta(days=30)]
        level = "active"
        if len(counted) >= 3:
            level = "reduced"
        if any(one.effects.hold for one in holding):
            level = "hold"
        assert self.standing.level_at(now) == level
        flagged = [
            one
            for one in holding
            if one.effects.flag and one.effective_at > now - timedelta(days=90)
        ]
        assert self.standing.is_flagged(now) == bool(flagged or len(counted) >= 3)
        assert self.standing.debt == sum(one.fine.owed for one in holding)
        assert standing_faults(self.standing, made) == []

    @invariant()
    def each_dispute_is_whole(self) -> None:
        for case, events in zip(
            getattr(self, "cases", []), getattr(self, "events", []), strict=True
        ):
            assert first_broken(events) is None
            about = self.orders[str(case.work.order_id)]
            assert order_faults(case.dispute, about, events, self.transfers) == []
            assert (case.dispute.waiting_for is not None) == case.dispute.is_open

    # --- helpers

    def now(self):
        return START + timedelta(hours=self.hours)

    def by(self, who: str):
        return context(who, self.hours)

    def read(self, place: int) -> OrderCase:
        """A dispute with all beside it, as a command reads them."""
        case = self.cases[place % len(self.cases)]
        return OrderCase(
            case.dispute,
            order=self.orders[str(case.work.order_id)],
            standing=self.standing,
            max_leads=40,
            wallets=self.wallets,
        )

    def change(
        self,
        place: int,
        who: str,
        verb: Callable[..., OrderCase],
        name: str | None = None,
    ) -> bool:
        """Carries a verb out; where it is a choice, that said beforehand whether it can be."""
        if not self.cases:
            return False
        before, by = self.read(place), self.by(who)
        told = next((one for one in choices(before, by) if one.name == name), None)
        self.hours += 0.01
        by = self.by(who)
        done: OrderCase | None = None
        refused: RedressError | None = None
        try:
            done = sync_round(verb(before, by), by)
        except RedressError as error:
            refused = error
        is_short = isinstance(refused, InsufficientFunds)
        assert told is None or told.allowed == (refused is None) or is_short
        if done is None:
            return False
        self.keep(place % len(self.cases), before, done, by.actor)
        return True

    def keep(self, place: int, before: OrderCase | None, case: OrderCase, by: Any) -> None:
        """What the store would keep of a case."""
        self.book(before, case)
        old = before.dispute if before else None
        dispute, events = record(old, case.dispute, case.changes, by, self.now())
        self.events[place] += events
        self.cases[place] = OrderCase(dispute)
        self.orders[str(case.work.order_id)] = case.place
        self.standing = case.standing or self.standing
        if case.posted:
            self.move(case.posted)

    def move(self, posted: Any) -> None:
        assert posted.transfer.transfer_id not in self.transfers
        self.transfers[posted.transfer.transfer_id] = posted.transfer
        for wallet in posted.wallets:
            self.wallets[wallet.wallet_id] = wallet
            self.entries[wallet.wallet_id] += posted.entries_of(wallet)

    def book(self, before: OrderCase | None, after: OrderCase) -> None:
        """The balances by plain books: what each decision and payout that changed is worth."""

        def give(giver: str, taker: str, amount: int) -> None:
            self.balances[giver] -= amount
            self.balances[taker] += amount

        old = {one.decision_id: one for one in before.work.decisions} if before else {}
        paid = {one.payout_id: one for one in before.work.payouts} if before else {}
        for decision in after.work.decisions:
            was = old.get(decision.decision_id)
            became = decision.status if not was or was.status != decision.status else None
            others = [one for one in after.work.effective if one is not decision]
            is_first = not any(one.fine.amount for one in others)
            if became == "effective" and decision.effects.fine and is_first:
                value = VALUES[str(after.work.order_id)]
                free = self.balances["V-1-INR"] - FLOOR
                assert decision.fine.amount == value // 10
                assert decision.fine.now == min(value // 10, free)
            if became == "effective":
                give("V-1-INR", "platform-INR", decision.fine.now)
            if became == "reversed":
                give("platform-INR", "V-1-INR", decision.fine.now)
        for payout in after.work.payouts:
            status = paid[payout.payout_id].status if payout.payout_id in paid else None
            if status is None:
                give("platform-INR", "external-INR", payout.amount)
            elif status != payout.status and payout.status in ("returned", "cancelled"):
                give("external-INR", "platform-INR", payout.amount)


def _said(case: OrderCase, told: dict[str, Any]) -> contact.Said:
    """What a vendor may fill in, so that it is whole."""
    is_referred = told["is_referred"] and told["method"] == "upi"
    return contact.Said(
        told["verdict"],
        case.work.order_value * told["part"] // 10,
        told["method"],
        "312456789012" if is_referred else None,
        "Screen broken",
    )


TestOrderMachine = OrderMachine.TestCase
TestOrderMachine.settings = settings(
    max_examples=1500 if IS_LONG else 40,
    stateful_step_count=60 if IS_LONG else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
