"""Plain books beside the disputes on two orders, and what must be true of both after every step."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from chalicelib.domain.approvals.rounds import sync_round
from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.disputes.events import Event, record
from chalicelib.domain.orders.audit import order_faults, standing_faults
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import choices
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.standing import Standing
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
from tests.domain.order_samples import START, context, order

FLOOR = -30_000
VALUES = {"CK-1": 400_000, "CK-2": 600_000}


class OrderBooks(RuleBasedStateMachine):
    """Two orders of one customer with one vendor, their disputes, and who has what."""

    def open_books(self, platform: int, held: int) -> None:
        """Nothing is disputed; so much lies in the platform's wallet and in the vendor's."""
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
