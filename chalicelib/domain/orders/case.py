"""A case of an order: the payout dispute beside its order, how its vendor stands, and the wallets
that its decision moves money between.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any, Self

from chalicelib.domain.approvals.approvable import Approvable, Wording
from chalicelib.domain.approvals.approval_chain import AskedPart, Round
from chalicelib.domain.base.identifiers import OUTSIDE, PLATFORM
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change
from chalicelib.domain.disputes.parties import role_in
from chalicelib.domain.orders.decision_table import STANDARD_TABLE, DecisionTable
from chalicelib.domain.orders.lifecycle import WORKED
from chalicelib.domain.orders.order import VENDOR, Order, check_free
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.standing import Standing
from chalicelib.domain.orders.telling import ToldPayout
from chalicelib.domain.orders.terms import EarlierClaims, Terms
from chalicelib.domain.orders.work import OrderWork
from chalicelib.domain.orders.workload import Workload
from chalicelib.domain.people.person import CUSTOMER, STAFF, WORKING
from chalicelib.domain.wallets.ledger import Posted, Wallet, outside_wallet, wallet_id
from chalicelib.errors import DisputeEnded, Forbidden, NotFound
from chalicelib.values import dataclass


@dataclass(frozen=True)
class OrderCase(Approvable):
    """What every verb of a payout dispute takes and gives back: payouts above somebody's limit wait
    for approval (CK-08, CU-14).
    """

    wording = Wording(asked="payout", total="the order's payouts", parts="payouts")

    order: Order | None = None
    """Its order, for the verbs that take or leave its place or settle something of it."""
    standing: Standing | None = None
    """The vendor's, for the verbs that decide."""
    max_leads: int = 0
    """How many leads the vendor may have as the platform told."""
    wallets: Mapping[str, Wallet] = field(default_factory=dict)
    """Wallet id → the wallet, as far as they were read."""
    terms: Terms = field(default_factory=Terms)
    table: DecisionTable = STANDARD_TABLE
    claims: EarlierClaims | None = None
    """The customer's latest claims against the vendor, which count together (PO-05)."""
    loads: Mapping[str, Workload] = field(default_factory=dict)
    """What people have in hands, as far as it was read: its assignee's above all (CK-10)."""
    payee: Payee | None = None
    """Where the customer is paid, as it was read: for what is shown of payouts."""
    told: Mapping[str, ToldPayout] = field(default_factory=dict)
    """Payout → what the bank's files told of it, where any did (PO-25)."""
    posted: Posted | None = None
    """The money that moves."""

    @property
    def work(self) -> OrderWork:
        """The part that orders alone have."""
        work: OrderWork = self.dispute.work
        return work

    @property
    def place(self) -> Order:
        """The order, where the verb cannot do without."""
        assert self.order, "a verb that settles something of the order needs the order"
        return self.order

    @property
    def vendor_standing(self) -> Standing:
        """How the vendor stands, where the verb cannot do without."""
        assert self.standing, "a verb that decides needs how the vendor stands"
        return self.standing

    @property
    def wallet_ids(self) -> tuple[str, str, str]:
        """The wallets that a decision moves money between: the platform's, the one of the outside
        world, the vendor's.
        """
        currency = self.dispute.currency
        parties = (PLATFORM, OUTSIDE, self.dispute.parties[VENDOR])
        platform, outside, vendor = (wallet_id(party, currency) for party in parties)
        return platform, outside, vendor

    def wallet(self, which: str) -> Wallet:
        """One of them; the outside's is as it was before anything moved where nothing has."""
        found = self.wallets.get(which)
        if found is None and which == self.wallet_ids[1]:
            return outside_wallet(self.dispute.currency)
        if found is None:
            raise NotFound(f"There is no wallet {which}.", rule="CK-14")
        return found

    def side_of(self, context: Context) -> str | None:
        """In which role somebody stands; None for the staff and for strangers."""
        return role_in(self.dispute.parties, context.actor)

    def with_work(self, *changes: Change, **values: Any) -> Self:
        """The case with parts of the work replaced, and what tells of it."""
        return self.with_dispute(self.dispute.with_work(**values), *changes)

    def having(self, work: OrderWork, *changes: Change) -> Self:
        """The case with another work, and what tells of it."""
        return self.with_dispute(replace(self.dispute, work=work), *changes)

    def with_dispute(self, dispute: Dispute[Any], *changes: Change) -> Self:
        """The case with the dispute changed, and what changed: each audience has that to read
        (IG-04). The work keeps whether it is worked, the order whether the dispute holds its place.
        """
        for change in changes:
            if change.audience != STAFF:
                readers = None if change.audience == SHARED else (change.audience,)
                dispute = dispute.with_message(None, readers)
        dispute = dispute.with_work(is_worked=dispute.status in WORKED)
        order = self.order
        if order and order.open_dispute_id in (None, dispute.dispute_id):
            holder = dispute.dispute_id if dispute.is_open else None
            order = replace(order, open_dispute_id=holder)
        changed = super().with_dispute(dispute, *changes)
        return replace(changed, order=order)

    def payable_beside(self, proved: int) -> int:
        """What can be paid of the claim, where so much is proved to be paid by the vendor: no more
        than it asks for, nor than is left of the order (PO-03).
        """
        paid = self.work.paid
        left = self.place.left_for(self.dispute.dispute_id)
        return max(0, min(self.work.claim.amount - paid, left - paid - proved))

    # --- what approvals ask (CU-14)

    @property
    def total(self) -> int:
        """All payouts on the order with the one that waits."""
        work = self.work
        others = self.place.paid_out if self.order else {}
        elsewhere = sum(
            amount for name, amount in others.items() if name != self.dispute.dispute_id
        )
        return elsewhere + work.paid + (work.pending.payout if work.pending else 0)

    @property
    def pending(self) -> tuple[AskedPart, ...]:
        """The payout that somebody with a higher limit has to approve."""
        decision = self.work.pending
        if not decision or not decision.is_asked or self.dispute.status not in WORKED:
            return ()
        return (
            AskedPart(
                decision.decision_id,
                self.work.claim.amount,
                decision.payout,
                decision.by_id,
                decision.by_name,
            ),
        )

    def apply(self, context: Context) -> "OrderCase":
        """The payout approved by somebody whose limit is enough; it takes effect unless a role's
        yes is missing (PO-23).
        """
        from chalicelib.domain.orders.decisions import approve  # late: they stand on the case

        return approve(self, context)

    def put_back(self, refusal: str | None, context: Context) -> "OrderCase":
        """The decision refused, or taken back."""
        from chalicelib.domain.orders.decisions import refuse  # late: they stand on the case

        return refuse(self, refusal, context)

    def shown(self, _current: Round) -> dict[str, Any]:
        """The claim and the decision that waits."""
        decision = self.work.pending or (self.work.decisions[-1] if self.work.decisions else None)
        claim = self.work.claim
        told = {
            "order_id": self.work.order_id,
            "order_value": self.work.order_value,
            "claim": claim.kind,
            "claimed": claim.amount,
        }
        if decision is None:
            return told
        return told | {
            "row_id": decision.row_id,
            "row_label": decision.row_label,
            "payout": decision.payout,
            "fine": decision.fine.amount,
            "missing": list(decision.missing),
        }


def tell(
    type_: str,
    text: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    amount: int | None = None,
    audience: str = STAFF,
) -> Change:
    """What the staff, and beside it one party (`customer`, `vendor`) or both, are told."""
    is_noted = audience in (CUSTOMER, SHARED)
    return Change(type_, text, before or {}, after or {}, amount, note=is_noted, audience=audience)


def require_worked(case: OrderCase) -> None:
    """`DisputeEnded` unless it is open or in progress (CK-15)."""
    if case.dispute.status not in WORKED:
        raise DisputeEnded(f"The dispute is {case.dispute.status}; reopen it first.", rule="CK-15")


def require_worker(context: Context) -> None:
    """`Forbidden` for whoever does not work disputes."""
    context.actor.require(WORKING)


def require_customer(case: OrderCase, context: Context) -> None:
    """`Forbidden` for whoever is neither the customer nor works disputes on its behalf."""
    if case.side_of(context) != CUSTOMER and WORKING not in context.actor.permissions:
        raise Forbidden("Only the customer says so.", rule="CK-15", unblockedBy=[CUSTOMER])


def require_place(case: OrderCase) -> None:
    """`DisputeOpen` where another dispute has taken the order's one place (PO-01)."""
    check_free(case.place, case.dispute.dispute_id)
