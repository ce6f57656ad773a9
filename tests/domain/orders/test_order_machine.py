"""Customer, vendor, the staff, the job and the bank, who do what they like with the disputes on two
orders, against plain books (CK-14, CK-15, PO-12, PO-21, PO-24, PO-27, PO-33, X-05, X-06).
"""

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from chalicelib.domain.orders import claim, closing, contact, decisions, payouts, reversal
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.choices import payout_choices
from chalicelib.domain.orders.escalation import due_now, look_after
from chalicelib.domain.orders.facts import Findings
from chalicelib.domain.orders.payee import confirm_account, enter_account
from chalicelib.domain.orders.work import NOT_PAID, PAID_LESS
from chalicelib.domain.people.person import SYSTEM
from tests.domain.machines import attempt
from tests.domain.order_books import VALUES, OrderBooks
from tests.domain.order_samples import PEOPLE, vendor

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
STAFF = [PEOPLE["manager"], PEOPLE["finance"], PEOPLE["agent"]]

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


class OrderMachine(OrderBooks):
    """Two orders of one customer with one vendor."""

    @initialize(
        platform=st.sampled_from([3_000_000, 500_000, 0]),
        held=st.sampled_from([90_000, 20_000, 0]),
        decided=st.sampled_from([2, 1, 0]),
    )
    def begin(self, platform: int, held: int, decided: int) -> None:
        self.open_books(platform, held)
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
            lambda: claim.raise_dispute(about, claim.NewClaim(kind, amount, "app"), by),
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
            "changeClaim": lambda it, by: claim.change_claim(
                it, claim.NewClaim(PAID_LESS, 50_000 * part), by
            ),
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
