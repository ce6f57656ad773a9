"""What is read beside a payout dispute, and the case that it makes: all in the second read."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parties import Parties, may_see
from chalicelib.domain.disputes.parts import whole
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.facts import Findings, Use, own_uses
from chalicelib.domain.orders.lifecycle import ORDER
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.standing import Standing
from chalicelib.domain.orders.telling import ToldPayout
from chalicelib.domain.orders.terms import EarlierClaims
from chalicelib.domain.orders.uses import FILE, Carried, decisive_name
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.domain.orders.work import INSTRUCTED, SENT, OrderWork
from chalicelib.domain.orders.workload import Workload
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.domain.wallets.ledger import Wallet, platform_wallet
from chalicelib.errors import IllegalMove, NotYet
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute
from chalicelib.store.keys import Key
from chalicelib.store.ledger import to_wallet
from chalicelib.store.orders import (
    TABLE,
    TERMS,
    to_order,
    to_payee,
    to_standing,
    to_table,
    to_terms,
    to_vendor,
)
from chalicelib.store.payouts import to_carried, to_claims, to_told, to_workload
from chalicelib.store.table import name_of
from chalicelib.values import dataclass
from chalicelib.views.orders.dispute import view_for

Name = tuple[str, str]
"""What several cases may carry: its kind and name (`domain/orders/uses.py`)."""
Found = Mapping[str, Item]
WORKLOAD, TOLD = keys.workload("")["sk"], keys.told_payout("")["sk"]
MOST_OF_A_VENDOR = 200
"""So many disputes make a vendor's record."""


@dataclass(frozen=True)
class Opened:
    """A case with what lies beside it and is no part of it."""

    case: OrderCase
    payee: Payee
    vendor: Vendor | None = None
    carried: Mapping[Name, Carried] = field(default_factory=dict)
    """What was looked up, whether or not anything carries it."""

    @property
    def findings(self) -> Findings:
        """Where else the reference of the vendor's answer is carried (PO-16)."""
        return Findings(uses=self.uses_of(decisive_name(self.case)) + own_uses(self.case))

    @property
    def same_files(self) -> dict[str, tuple[Use, ...]]:
        """Tag of a file → the other cases with the very same (PO-17)."""
        return {name: self.uses_of((FILE, name)) for kind, name in self.carried if kind == FILE}

    def uses_of(self, name: Name | None) -> tuple[Use, ...]:
        """Which other cases carry this."""
        known = self.carried.get(name) if name else None
        return known.besides(self.case.dispute.dispute_id) if known else ()


def require_order_dispute(dispute: Dispute) -> None:
    """`IllegalMove` for another kind of dispute."""
    if dispute.kind != ORDER.kind:
        raise IllegalMove(f"A dispute on an {dispute.kind} has no such step.", rule="CK-10")


def open_beside(
    desk: Desk,
    dispute: Dispute,
    names: Iterable[Name] = (),
    about: Iterable[str] | None = None,
) -> Opened:
    """The dispute with all that lies beside it, and what else is looked up; what the command is
    `about` is still as it was seen (X-07).
    """
    return open_with(desk, dispute, names=names, about=about)[0]


def open_with(
    desk: Desk,
    dispute: Dispute,
    *,
    names: Iterable[Name] = (),
    more: Iterable[Key] = (),
    about: Iterable[str] | None = None,
) -> tuple[Opened, dict[str, Item]]:
    """The same, with more that the second read brings."""
    require_order_dispute(dispute)
    case = OrderCase(dispute)
    looked_up = {*names, *filter(None, [decisive_name(case)])}
    found = desk.gather_more([*beside(case, looked_up), *more])
    opened = opened_of(case, found, looked_up)
    desk.require_unchanged(
        dispute,
        whole(dispute) if about is None else about,
        lambda: view_for(opened.case, desk.context, opened.payee, opened.findings),
    )
    return opened, found


def opened_of(case: OrderCase, found: Found, looked_up: Iterable[Name] = ()) -> Opened:
    """The same of what was read."""
    dispute = case.dispute
    vendor_id, customer_id = dispute.parties[VENDOR], dispute.parties[CUSTOMER]
    vendor = vendor_in(found, vendor_id)
    filled = replace(
        case,
        order=to_order(found[name_of(keys.order(dispute.subject_id))]),
        standing=standing_in(found, vendor_id, vendor.currency),
        max_leads=vendor.max_leads,
        wallets=_wallets_in(case, found),
        terms=to_terms(found.get(name_of(TERMS))),
        table=to_table(found.get(name_of(TABLE))),
        claims=claims_in(found, customer_id, vendor_id),
        loads=loads_in(found),
        payee=payee_in(found, customer_id),
        told=told_in(found),
    )
    carried = {one: _carried(found, one) for one in looked_up}
    return Opened(filled, payee_in(found, customer_id), vendor, carried)


def heads(subject_id: OutsideID, parties: Parties) -> list[Key]:
    """What tells of the subject and its parties: the order, the vendor and how it stands, where the
    customer is paid.
    """
    vendor_id = parties[VENDOR]
    return [
        keys.order(subject_id),
        keys.party(vendor_id),
        keys.standing(vendor_id),
        keys.payee(parties[CUSTOMER]),
        keys.claims(parties[CUSTOMER], vendor_id),
        TERMS,
        TABLE,
    ]


def beside(case: OrderCase, names: Iterable[Name] = ()) -> list[Key]:
    """All that lies beside a case, and what is looked up of what several cases may carry."""
    dispute = case.dispute
    return [
        *heads(dispute.subject_id, dispute.parties),
        *map(keys.wallet, case.wallet_ids),
        *(keys.carried(*name) for name in sorted(names)),
        *([keys.workload(dispute.assignee_id)] if dispute.assignee_id else []),
        *told_keys(case.work),
    ]


def told_keys(work: OrderWork) -> list[Key]:
    """What says what the bank's files told of payouts of which it has said nothing yet."""
    awaited = (INSTRUCTED, SENT)
    return [keys.told_payout(one.payout_id) for one in work.payouts if one.status in awaited]


def vendor_in(found: Found, vendor_id: OutsideID) -> Vendor:
    """The vendor, which is there wherever an order names it."""
    item = found.get(name_of(keys.party(vendor_id)))
    if item is None:
        raise NotYet("The vendor is not known yet; import it first.", rule="X-12")
    return to_vendor(item)


def standing_in(found: Found, vendor_id: OutsideID, currency: str) -> Standing:
    """How a vendor stands; one of which nothing was ever said is active."""
    item = found.get(name_of(keys.standing(vendor_id)))
    return to_standing(item) if item else Standing(vendor_id, currency)


def payee_in(found: Found, customer_id: OutsideID) -> Payee:
    """Where a customer is paid; nowhere, as long as nobody entered an account."""
    item = found.get(name_of(keys.payee(customer_id)))
    return to_payee(item) if item else Payee(customer_id)


def claims_in(found: Found, customer_id: OutsideID, vendor_id: OutsideID) -> EarlierClaims:
    """The latest claims of a customer against a vendor."""
    item = found.get(name_of(keys.claims(customer_id, vendor_id)))
    return to_claims(item) if item else EarlierClaims(customer_id, vendor_id)


def loads_in(found: Found) -> dict[str, Workload]:
    """What people have in hands, as far as it was read."""
    told = (to_workload(item) for item in found.values() if item["sk"] == WORKLOAD)
    return {one.user_id: one for one in told}


def disputes_with(desk: Desk, vendor_id: OutsideID) -> list[Dispute[OrderWork]]:
    """The latest disputes with a vendor that the person may know of: one query (X-08)."""
    page = desk.table.query(
        keys.disputes_of(VENDOR, vendor_id),
        index="byCounterparty",
        descending=True,
        limit=MOST_OF_A_VENDOR,
    )
    person = desk.context.actor
    return [to_dispute(item) for item in page.items if may_see(person, item["parties"])]


def told_in(found: Found) -> dict[str, ToldPayout]:
    """Payout → what the bank was told of it, as far as it was read."""
    told = (to_told(item) for item in found.values() if item["sk"] == TOLD)
    return {one.payout_id: one for one in told}


def file_names(work: OrderWork) -> list[Name]:
    """The contents of the case's files."""
    return [(FILE, one.tag) for one in work.evidence if one.tag]


def _wallets_in(case: OrderCase, found: Found) -> dict[str, Wallet]:
    """The wallets that were read; the platform's is empty before anything has moved."""
    platform = platform_wallet(case.dispute.currency)
    known = {
        name: to_wallet(item)
        for name in case.wallet_ids
        if (item := found.get(name_of(keys.wallet(name))))
    }
    return {platform.wallet_id: platform} | known


def _carried(found: Found, name: Name) -> Carried:
    item = found.get(name_of(keys.carried(*name)))
    return to_carried(item) if item else Carried(*name)
