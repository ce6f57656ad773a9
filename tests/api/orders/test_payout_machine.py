"""Customer, vendor, the staff, Finance, the job and the bank's files, who do what they like with
the disputes on two orders, through the API and the jobs as they are (CK-14, PO-04, PO-12, PO-21,
PO-24, PO-27, X-05, X-06).

`tests/domain/orders/test_order_machine.py` does the same with the verbs alone, and far more often.
"""

import os
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from chalicelib.store.entities import to_dispute
from chalicelib.store.ledger import to_transfer
from tests import snapshots
from tests.app import App
from tests.breaking_off import begin, begin_again
from tests.payouts import LIMITS, ORDER, balances, banks_file, furnish, note

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
VALUES = {"CK-1": 400_000, "CK-2": 600_000}
OUTSIDE = "external-INR"

names = st.sampled_from([*VALUES])
staff = st.sampled_from(["agent", "manager", "finance"])
verdicts = st.sampled_from(["notPaid", "notPaid", "denies", "paidFull", "paidPart"])
STEPS = {
    "instructed": ("sending", {}),
    "sent": ("confirmation", {"reference": "UTR1"}),
    "confirmed": ("return", {"code": "AC04"}),
    "returned": ("renewal", {}),
    "cancelled": ("sending", {}),
}
"""Where a payout may go from where it stands, and with which words."""


class PayoutMachine(RuleBasedStateMachine):
    """Two orders of one customer with one vendor; whatever is done, nobody is answered by a fault
    of the product's own.
    """

    def __init__(self, app: App, begun: Any) -> None:
        super().__init__()
        self.app = app
        begin_again(app, begun)
        self.accounts = 0

    def send(self, who: str, method: str, target: str, body: Any = None) -> Any:
        """What is answered: done, or refused by a rule."""
        told = self.app.request(who, method, target, body if body is not None else {})
        assert told.status in (200, 201, 400, 403, 404, 409), (target, told.text)
        return told

    def post(self, who: str, target: str, **body: Any) -> Any:
        return self.send(who, "POST", target, body)

    def latest(self, name: str) -> Any:
        """The latest dispute on an order, as it is kept; None where there was none yet."""
        found = [one for one in disputes(self.app) if one.work.order_id == name]
        return max(found, key=lambda one: one.raised_at, default=None)

    def place(self, name: str) -> str:
        """The path of that dispute, or of none."""
        found = self.latest(name)
        return f"/dispute/{found.dispute_id if found else '000000000000'}"

    # --- customer and vendor

    @initialize(step=st.sampled_from(["instructed", "sent", "confirmed"]))
    def begin(self, step: str) -> None:
        """Both orders have a payout, of which one may have gone on already."""
        for name in VALUES:
            self.claim(name, "customer", "notPaid", 10)
            self.decided_against(name, "finance")
        for _ in range([*STEPS].index(step)):
            self.pay("CK-1", "finance")

    @rule(
        name=names,
        who=st.sampled_from(["customer", "agent"]),
        claim=st.sampled_from(["notPaid", "paidLess"]),
        part=st.integers(1, 12),
    )
    def claim(self, name: str, who: str, claim: str, part: int) -> None:
        amount = VALUES[name] * part // 1000
        told = {"orderID": name, "claim": claim, "description": "Nothing came.", "amount": amount}
        self.post(who, "/dispute", **told)

    @rule(
        name=names,
        who=st.sampled_from(["vendor", "vendor", "agent", "vendor2"]),
        verdict=verdicts,
        part=st.integers(1, 9),
        is_final=st.sampled_from([True, True, False]),
        reference=st.sampled_from(["412345678901", "512345678901", None]),
    )
    def answer(
        self, name: str, who: str, verdict: str, part: int, is_final: bool, reference: str | None
    ) -> None:
        place = self.place(name)
        self.post("agent", f"{place}/contact")
        said: dict[str, Any] = {"verdict": verdict, "isFinal": is_final}
        if verdict.startswith("paid"):
            said |= {"method": "upi"} | ({"reference": reference} if reference else {})
        if verdict == "paidPart":
            said |= {"amount": VALUES[name] * part // 1000, "reason": "Scratched"}
        self.send(who, "PUT", f"{place}/answer", said)

    @rule(
        name=names,
        who=st.sampled_from(["customer", "customer", "agent", "vendor"]),
        verb=st.sampled_from(["acceptance", "acceptance", "reopen", "reopen", "withdrawal"]),
    )
    def end(self, name: str, who: str, verb: str) -> None:
        body = {"reason": "Not so."} if verb == "reopen" else {}
        self.post(who, f"{self.place(name)}/{verb}", **body)

    # --- the staff and Finance

    @rule(
        name=names,
        who=staff,
        row=st.sampled_from([None, None, "notPaid", "unjustifiedReduction", "deniesOrUnproved"]),
        is_unreachable=st.booleans(),
    )
    def decide(self, name: str, who: str, row: str | None, is_unreachable: bool) -> None:
        told: dict[str, Any] = {"note": "So.", "isUnreachable": is_unreachable}
        self.post(who, f"{self.place(name)}/decision", **told, **({"rowID": row} if row else {}))

    @rule(name=names, who=staff)
    def decided_against(self, name: str, who: str) -> None:
        """What most disputes come to, so that there is more to do behind it."""
        self.answer(name, "vendor", "notPaid", 1, is_final=True, reference=None)
        self.decide(name, who, None, is_unreachable=False)

    @rule(name=names, who=st.sampled_from([*LIMITS]), agrees=st.sampled_from([True, True, False]))
    def agree(self, name: str, who: str, agrees: bool) -> None:
        """What waits in somebody's inbox is answered, and what waits for Finance."""
        self.app.settle()
        for row in self.app.as_(who).get("/approval").json["value"]:
            told = {"decision": "approve" if agrees else "reject", "comment": "So."}
            self.post(who, f"/approval/{row['approvalID']}/decision", **told)
        place = self.place(name)
        if agrees:
            self.post(who, f"{place}/signature")
        else:
            self.post(who, f"{place}/refusal", reason="No.")

    @rule(name=names, who=st.sampled_from(["manager", "manager", "agent"]))
    def reverse(self, name: str, who: str) -> None:
        found = self.latest(name)
        for decision in found.work.effective[-1:] if found else ():
            way = f"{self.place(name)}/decision/{decision.decision_id}/reversal"
            self.post(who, way, reason="A mistake.")

    # --- money, the bank and the job

    @rule(name=names, who=st.sampled_from(["finance", "finance", "finance2", "agent"]))
    def pay(self, name: str, who: str) -> None:
        """A payout goes on by hand, to an account that there is."""
        self.enter_account()
        found = self.latest(name)
        for payout in found.work.payouts[-1:] if found else ():
            step, body = STEPS[payout.status]
            self.post(who, f"{self.place(name)}/payout/{payout.payout_id}/{step}", **body)

    @rule(name=names, told=st.lists(st.sampled_from(["confirmed", "returned"]), max_size=3))
    def take_banks_file(self, name: str, told: list[str]) -> None:
        """What the bank's file says, which comes twice."""
        found = self.latest(name)
        for payout in found.work.payouts[-1:] if found and told else ():
            first = banks_file(self.app, payout.payout_id, *told)
            before = snapshots.plain(snapshots.taken(self.app))
            again = banks_file(self.app, payout.payout_id, *told)
            assert len(first) == len(again) == len(told)
            if first.count("failed") == 0:
                assert set(again) == {"unchanged"}
                assert snapshots.plain(snapshots.taken(self.app)) == before

    def enter_account(self) -> None:
        """Another account by two people, where the latest one is barred or payouts have stopped."""
        known = self.app.as_("finance").get("/customer/1001/payee").json
        if known["usedAccountID"] is None:
            self.accounts += 1
            told = {"kind": "upi", "number": f"cal{self.accounts}@okbank", "holder": "Cal"}
            entered = self.post("agent", "/customer/1001/payee/account", **told).json
            name = entered["accounts"][-1]["accountID"]
            self.post("manager", f"/customer/1001/payee/account/{name}/confirmation")
        if known["isStopped"]:
            self.post("finance", "/customer/1001/payee/clearance")

    @rule(hours=st.sampled_from([1, 7, 30, 24 * 8, 24 * 31]))
    def wait_for_the_job(self, hours: int) -> None:
        """The job, twice: it tells, reminds and closes, and moves nothing (PO-24)."""
        self.app.later(minutes=60 * hours)
        before = money(self.app)
        for _ in range(2):
            self.app.sweep()
        assert money(self.app) == before

    # --- what must be true after every step

    @invariant()
    def nothing_is_wrong_with_what_is_kept(self) -> None:
        """Chains, sums, the ledger, and how the vendor stands, as the audit has it."""
        assert self.app.faults() == []
        assert sum(balances(self.app).values()) == 0

    @invariant()
    def no_order_is_paid_more_than_its_value(self) -> None:
        """By the transfers themselves, whatever payouts say of themselves."""
        order_of = {one.dispute_id: one.work.order_id for one in disputes(self.app)}
        paid: Counter[str] = Counter()
        for item in self.app.items().values():
            if item["sk"] == "TRANSFER" and item.get("dispute_id") in order_of:
                moved = to_transfer(item)
                paid[str(order_of[str(moved.dispute_id)])] += sum(
                    one.amount for one in moved.postings if one.wallet_id == OUTSIDE
                )
        assert all(0 <= paid[name] <= value for name, value in VALUES.items()), paid

    @invariant()
    def the_vendor_stands_as_its_reasons_say(self) -> None:
        now = self.app.now()
        told = self.app.as_("manager").get("/vendor/V-1/standing").json
        held, latest = [], {}
        for one in disputes(self.app):
            for decision in one.work.effective:
                held.append(decision.effects.hold)
                if decision.effects.counts_against:
                    latest[one.dispute_id] = decision.effective_at
        recent = [at for at in latest.values() if at > now - timedelta(days=30)]
        level = "hold" if any(held) else "reduced" if len(recent) >= 3 else "active"
        assert told["level"] == level


def disputes(app: App) -> list[Any]:
    """All that are kept."""
    return [to_dispute(item) for item in app.items().values() if item["sk"] == "DISPUTE"]


def money(app: App) -> Any:
    """All wallets, payouts and decisions with an effect, and how vendors stand; of one that waits
    the time to answer may run out.
    """
    kept = [
        (
            one.dispute_id,
            one.work.payouts,
            [past for past in one.work.decisions if past.effective_at],
        )
        for one in disputes(app)
    ]
    standings = [item["reasons"] for item in app.items().values() if item["sk"] == "STANDING"]
    return balances(app), sorted(kept), standings


def test_whatever_anybody_does_in_whichever_order_the_books_hold(app: App) -> None:
    """PO-04, PO-24, PO-27, X-05, X-06: after every step."""
    known = (
        replace(ORDER, order_id=name, value=value, phone=None, notes=(note(1),))
        for name, value in VALUES.items()
    )
    furnish(app, *known, vendor_has=50_000)
    begun = begin(app)
    run_state_machine_as_test(
        lambda: PayoutMachine(app, begun),
        settings=settings(
            max_examples=150 if IS_LONG else 6,
            stateful_step_count=40 if IS_LONG else 25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
