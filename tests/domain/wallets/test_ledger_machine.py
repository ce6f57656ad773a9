"""Transfers of up to twelve postings among five wallets, at once or pending first, at random beside
plain books (IG-10, IG-11, X-06).
"""

import os
from itertools import count
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.wallets import reservations
from chalicelib.domain.wallets.audit import (
    Around,
    kept_faults,
    reservation_faults,
    statement_faults,
)
from chalicelib.domain.wallets.ledger import (
    Entry,
    Posted,
    Wallet,
    ledger_faults,
    outside_wallet,
    post,
    set_floor,
    wallet_faults,
)
from chalicelib.domain.wallets.reservations import PENDING, POSTED, VOIDED, Reservation
from chalicelib.domain.wallets.transfer import MOST_POSTINGS, Posting, Transfer, reversal
from tests.domain.booking_samples import START, context
from tests.domain.machines import attempt

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"

FLOORS = {"A-GBP": 0, "B-GBP": -40, "C-GBP": 5, "D-GBP": 0}
NAMES = [*FLOORS, "external-GBP"]

Moves = list[tuple[str, int]]
Done = TypeVar("Done")

names = st.sampled_from(NAMES)
places = st.integers(0, 30)
moves = st.lists(st.tuples(names, st.integers(-30, 30)), min_size=1, max_size=MOST_POSTINGS)


@st.composite
def balanced(draw: st.DrawFn) -> Moves:
    """Postings that come to nothing, by one more; now and then to nothing at all, to one wallet, or
    one too many.
    """
    drawn = draw(moves)
    return [*drawn, (draw(names), -sum(amount for _, amount in drawn))]


def changes(postings: Moves) -> dict[str, int]:
    """What they do to each wallet."""
    found: dict[str, int] = {}
    for name, amount in postings:
        found[name] = found.get(name, 0) + amount
    return found


class LedgerMachine(RuleBasedStateMachine):
    """Four parties and the outside world; a plain book of balances, of what is pending and of
    floors stands beside them.
    """

    @initialize(opening=st.lists(st.integers(0, 90), min_size=4, max_size=4))
    def begin(self, opening: list[int]) -> None:
        self.ids = count(1)
        self.wallets = {
            name: Wallet(name[0], f"Party {name[0]}", "operator", "GBP", floor=floor)
            for name, floor in FLOORS.items()
        }
        self.wallets["external-GBP"] = outside_wallet("GBP")
        self.entries: dict[str, list[Entry]] = {name: [] for name in NAMES}
        self.transfers: dict[str, Transfer] = {}
        self.reservations: dict[str, Reservation] = {}
        self.balances: dict[str, int] = dict.fromkeys(NAMES, 0)
        self.floors: dict[str, int] = dict(FLOORS)
        self.lowest: dict[str, int] = dict.fromkeys(FLOORS, 0)
        self.pending: dict[str, Moves] = {}
        self.reversible: dict[str, Moves] = {}
        for name, amount in zip(FLOORS, opening, strict=True):
            if amount:
                self.move([("external-GBP", -amount), (name, amount)])

    # --- what happens; each says by plain books whether it may

    @rule(postings=balanced())
    def move(self, postings: Moves) -> None:
        transfer = self.transfer(postings)
        if posted := attempt(self.may(postings), lambda: post(transfer, *self.of(transfer))):
            self.keep(posted, postings)
            self.reversible[transfer.transfer_id] = postings

    @rule(postings=balanced())
    def reserve(self, postings: Moves) -> None:
        transfer = self.transfer(postings)
        if done := attempt(
            self.may(postings), lambda: reservations.reserve(transfer, *self.of(transfer))
        ):
            reservation, wallets = done
            self.reservations[transfer.transfer_id] = reservation
            self.pending[transfer.transfer_id] = postings
            self.hold(wallets)

    @rule(place=places)
    def post_pending(self, place: int) -> None:
        if named := self.named(place):
            known, postings = self.reservations[named], self.pending.get(named)
            rest = {other: moves for other, moves in self.pending.items() if other != named}
            may = postings is not None and self.may(postings, rest)
            by = context("support", next(self.ids))
            if done := attempt(
                may, lambda: reservations.post_reserved(known, self.of(known.transfer), by)
            ):
                self.reservations[named], posted = done
                self.reversible[named] = self.pending.pop(named)
                self.keep(posted, self.reversible[named])

    @rule(place=places)
    def void(self, place: int) -> None:
        if named := self.named(place):
            known = self.reservations[named]
            by = context("support", next(self.ids))
            may = named in self.pending
            if done := attempt(
                may, lambda: reservations.void(known, self.of(known.transfer), "No", by)
            ):
                self.reservations[named], wallets = done
                del self.pending[named]
                self.hold(wallets)

    @rule(place=places)
    def reverse(self, place: int) -> None:
        if not self.reversible:
            return
        named = list(self.reversible)[place % len(self.reversible)]
        postings = [(name, -amount) for name, amount in self.reversible[named]]
        first = self.transfers[named]

        def back() -> Posted:
            taken_back = reversal(first, START, "Not so", "Fay", ("finn", "Finn"))
            return post(taken_back, *self.of(taken_back))

        if posted := attempt(self.may(postings), back):
            del self.reversible[named]
            assert posted.transfer.transfer_id not in self.transfers, (
                "a transfer goes back once, since this one is written once"
            )
            self.keep(posted, postings)

    @rule(name=st.sampled_from([*FLOORS]), floor=st.integers(-50, 50))
    def change_floor(self, name: str, floor: int) -> None:
        self.wallets[name] = set_floor(self.wallets[name], floor)
        self.floors[name] = floor
        self.lowest[name] = min(floor, self.free(name))

    # --- what must be true after every step

    @invariant()
    def all_comes_to_nothing_and_each_wallet_is_its_entries(self) -> None:
        if not hasattr(self, "wallets"):
            return
        assert ledger_faults(self.wallets.values()) == []
        for name, wallet in self.wallets.items():
            kept = [
                one
                for known in self.reservations.values()
                if known.status == PENDING
                for one in known.reserved
                if one.wallet_id == name
            ]
            assert wallet_faults(wallet, self.entries[name], [one.amount for one in kept]) == []
            assert kept_faults(wallet, kept, self.reservations) == []
            assert (wallet.balance, wallet.reserved) == (self.balances[name], self.reserved(name))

    @invariant()
    def no_floor_is_passed_by_what_has_moved_and_what_will(self) -> None:
        for name in FLOORS if hasattr(self, "wallets") else ():
            assert self.free(name) >= min(self.floors[name], self.lowest[name])

    @invariant()
    def what_was_pending_moved_once_or_not_at_all(self) -> None:
        for named, known in getattr(self, "reservations", {}).items():
            kept = known.reserved if known.status == PENDING else ()
            assert reservation_faults(known, self.transfers.get(named), kept) == []
            assert known.status == (
                PENDING if named in self.pending else POSTED if named in self.transfers else VOIDED
            )

    def teardown(self) -> None:
        """The audit of every statement, each entry beside its transfer and the entries of the other
        wallets.
        """
        everything = [
            entry for entries in getattr(self, "entries", {}).values() for entry in entries
        ]
        for name, wallet in getattr(self, "wallets", {}).items():
            around = {
                entry.sequence: self.around(entry, everything) for entry in self.entries[name]
            }
            found = statement_faults(wallet, None, self.entries[name], around)
            assert [fault for fault in found if "nobody agreed" not in fault] == [], (
                "corrections have no second person here"
            )

    # --- helpers

    def around(self, entry: Entry, everything: list[Entry]) -> Around:
        named = entry.transfer.transfer_id
        across = [
            one
            for one in everything
            if one.transfer.transfer_id == named and one.wallet_id != entry.wallet_id
        ]
        return Around(self.transfers.get(named), across, reservation=self.reservations.get(named))

    def transfer(self, postings: Moves) -> Transfer:
        told: dict[str, Any] = {
            "kind": "deposit",
            "currency": "GBP",
            "at": START,
            "by_id": "fay",
            "by_name": "Fay",
        }
        return Transfer(
            f"T{next(self.ids)}", postings=tuple(Posting(*one) for one in postings), **told
        )

    def of(self, transfer: Transfer) -> list[Wallet]:
        return [self.wallets[name] for name in transfer.wallet_ids]

    def named(self, place: int) -> str | None:
        """One that is or was pending."""
        return (
            list(self.reservations)[place % len(self.reservations)] if self.reservations else None
        )

    def reserved(self, name: str, pending: dict[str, Moves] | None = None) -> int:
        """What pending transfers take out of a wallet."""
        taken = (
            changes(postings).get(name, 0)
            for postings in (self.pending if pending is None else pending).values()
        )
        return -sum(change for change in taken if change < 0)

    def free(self, name: str, pending: dict[str, Moves] | None = None) -> int:
        return self.balances[name] - self.reserved(name, pending)

    def may(self, postings: Moves, pending: dict[str, Moves] | None = None) -> bool:
        """Whether they may move, by plain books."""
        after = changes(postings)
        is_sound = (
            len(postings) <= MOST_POSTINGS
            and len(after) > 1
            and all(amount for _, amount in postings)
        )
        lacking = [
            name
            for name, change in after.items()
            if change < 0
            and name in FLOORS
            and self.free(name, pending) + change < self.floors[name]
        ]
        return is_sound and not lacking

    def hold(self, wallets: list[Wallet]) -> None:
        for wallet in wallets:
            assert wallet.version == self.wallets[wallet.wallet_id].version + 1
            self.wallets[wallet.wallet_id] = wallet

    def keep(self, posted: Posted, postings: Moves) -> None:
        """What the store would keep of a transfer: each wallet once, with all its entries."""
        assert [wallet.wallet_id for wallet in posted.wallets] == [
            *changes(postings)
        ] or posted.transfer.reverses
        assert len(posted.entries) == len(postings)
        self.transfers[posted.transfer.transfer_id] = posted.transfer
        for wallet in posted.wallets:
            before = self.wallets[wallet.wallet_id]
            entries = posted.entries_of(wallet)
            assert min(entry.balance for entry in entries) >= min(before.balance, wallet.balance), (
                "no balance in between is lower"
            )
            self.entries[wallet.wallet_id] += entries
        self.hold(list(posted.wallets))
        for name, change in changes(postings).items():
            self.balances[name] += change


LedgerMachine.TestCase.settings = settings(
    max_examples=400 if IS_LONG else 40,
    stateful_step_count=60 if IS_LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestLedger = LedgerMachine.TestCase
