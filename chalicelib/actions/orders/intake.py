"""Raising a payout dispute: by the order, or by the customer's phone number (CK-01, CK-10,
PO-01…PO-07).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from chalicelib.actions.desk import Desk
from chalicelib.actions.orders.concluding import Decided, Deciding, conclude, conclude_new
from chalicelib.actions.orders.reading import Opened, claims_in, heads, loads_in, opened_of
from chalicelib.actions.tickets.turning import named_ticket, ticket_keys, turned
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import positive_minor, read_decimal
from chalicelib.domain.base.phones import read_phone
from chalicelib.domain.disputes.parties import require_sight
from chalicelib.domain.orders.assignment import Candidate, assignee, require_able
from chalicelib.domain.orders.case import OrderCase, require_worker
from chalicelib.domain.orders.claim import NewClaim, claim_on, related_to, require_raiser
from chalicelib.domain.orders.order import VENDOR, Order, choices_for
from chalicelib.domain.orders.terms import Terms
from chalicelib.domain.orders.workload import last_given
from chalicelib.domain.people.person import Person
from chalicelib.domain.tickets.ticket import Ticket
from chalicelib.domain.wallets.ledger import wallet_id
from chalicelib.errors import InvalidInput, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_dispute, to_person
from chalicelib.store.orders import STANDARD, TERMS, to_order, to_standard, to_terms
from chalicelib.store.table import Conflict, name_of
from chalicelib.values import dataclass
from chalicelib.views.parts import instant

MOST_ORDERS = 50
"""So many orders of a phone number are looked through, the latest first."""


@dataclass(frozen=True)
class NewOrderDispute:
    """What a request claims, as it names it: an order, or a phone number."""

    order_id: OutsideID | None
    phone: str | None
    claim: str
    description: str
    amount: Any = None
    channel: str = "app"
    contact: str | None = None
    assignee_id: str | None = None
    ticket_id: str | None = None
    """The ticket that it is made of (CO-47)."""


def raise_on_order(wanted: NewOrderDispute) -> Deciding:
    """Raises a dispute on an order, or changes the claim of the one that is open (PO-03)."""

    def action(desk: Desk) -> Decided:
        listed, ticket = _listed(desk, wanted)
        found = desk.gather_more(_beside(wanted, listed, desk.context.holders.people))
        order = to_order(found[name_of(keys.order(listed.order_id))])
        if order.open_dispute_id != listed.open_dispute_id:
            raise Conflict({})
        opened = _opened(found, order.open_dispute_id)
        case = _claimed(desk, wanted, order, opened, found, ticket)
        if opened and case.dispute.dispute_id == opened.case.dispute.dispute_id:
            return conclude(desk, opened, case)
        raised = conclude_new(desk, _with_what_lies_beside(case, found), order)
        told = turned(desk, ticket, order.parties)
        return replace(raised, writes=raised.writes + told)

    return action


def _listed(desk: Desk, wanted: NewOrderDispute) -> tuple[Order, Ticket | None]:
    """The order as the first read has it, for someone who may dispute it, and the ticket that is
    named.
    """
    order_id = wanted.order_id
    named = [keys.order(order_id)] if order_id is not None else [STANDARD]
    found = desk.gather([*named, *ticket_keys(wanted.ticket_id)], with_rules=True)
    ticket = named_ticket(found, desk, wanted.ticket_id)
    if order_id is None:
        listed = _by_phone(desk, wanted, to_standard(found.get(name_of(STANDARD))).region)
    else:
        listed = _by_id(desk, found, order_id)
    require_raiser(listed, desk.context)
    return listed, ticket


def _claimed(
    desk: Desk,
    wanted: NewOrderDispute,
    order: Order,
    opened: Opened | None,
    found: dict[str, Item],
    ticket: Ticket | None,
) -> OrderCase:
    """The case with the claim: a new one, or the open one with another claim."""
    amount, terms = wanted.amount, to_terms(found.get(name_of(TERMS)))
    earlier = claims_in(found, order.customer_id, order.vendor_id)
    new = NewClaim(
        wanted.claim,
        None if amount is None else positive_minor(read_decimal(amount), order.currency),
        wanted.channel,
        wanted.contact,
        related_to(order, earlier, terms, desk.now),
        wanted.description,
    )
    return claim_on(
        order,
        opened.case if opened else None,
        new,
        desk.context,
        assignee=_in_hands(desk, wanted, found, order, terms),
        terms=terms,
        ticket=ticket,
    )


def _with_what_lies_beside(case: OrderCase, found: dict[str, Item]) -> Opened:
    """A new case with how the vendor stands, wallets and workloads, as they were read."""
    beside = opened_of(case, found)
    filled = replace(
        case,
        standing=beside.case.standing,
        max_leads=beside.case.max_leads,
        wallets=beside.case.wallets,
        table=beside.case.table,
        claims=beside.case.claims,
        loads=beside.case.loads,
    )
    return replace(beside, case=filled)


def _beside(wanted: NewOrderDispute, order: Order, able: Iterable[Person]) -> list[keys.Key]:
    """What the second read brings: the order as it is, what lies beside it, its open dispute, and
    who shall work the new one, or what those have in hands who could.
    """
    open_id, assignee_id = order.open_dispute_id, wanted.assignee_id
    vendor_id = order.parties[VENDOR]
    return [
        *heads(order.order_id, order.parties),
        keys.wallet(wallet_id(vendor_id, order.currency)),
        *([keys.dispute(open_id)] if open_id else []),
        *(
            [keys.user(assignee_id), keys.workload(assignee_id)]
            if assignee_id
            else [keys.workload(one.user_id) for one in able]
        ),
    ]


def _by_id(desk: Desk, found: dict[str, Item], order_id: OutsideID) -> Order:
    item = found.get(name_of(keys.order(order_id)))
    if item is None:
        raise no_such("order")
    order = to_order(item)
    require_sight(desk.context.actor, order.parties, "order")
    return order


def _by_phone(desk: Desk, wanted: NewOrderDispute, region: str) -> Order:
    """The one order of a phone number that can be disputed; `InvalidInput`, which names them, where
    there are several (PO-02).
    """
    if wanted.phone is None:
        said = "Say which order, or the customer's phone number."
        raise _wrong(said, "CK-01")
    page = desk.table.query(
        keys.orders_of_phone(read_phone(wanted.phone, region)),
        index="directory",
        descending=True,
        limit=MOST_ORDERS,
    )
    able = choices_for(map(to_order, page.items), desk.context.actor)
    if len(able) > 1:
        raise _wrong(
            f"{len(able)} orders have this phone number; say which one.",
            "PO-02",
            orders=[
                {
                    "orderID": one.order_id,
                    "device": one.device,
                    "completedAt": instant(one.completed_at),
                    "disputeID": one.open_dispute_id,
                }
                for one in able
            ],
        )
    return able[0]


def _opened(found: dict[str, Item], open_id: str | None) -> Opened | None:
    """The case that is open on the order."""
    item = found.get(name_of(keys.dispute(open_id))) if open_id else None
    return opened_of(OrderCase(to_dispute(item)), found) if item else None


def _in_hands(
    desk: Desk, wanted: NewOrderDispute, found: dict[str, Item], order: Order, terms: Terms
) -> Person | None:
    """Who shall work it: whoever is named, one who may and may see it; or by the rule of the
    settings, of those with a credit limit, without which nobody pays out (CK-10).
    """
    if wanted.assignee_id is None:
        loads = loads_in(found)
        candidates = [
            Candidate(one, loads[one.user_id].open if one.user_id in loads else 0)
            for one in desk.context.holders.people
        ]
        last_id = last_given(loads.values())
        return assignee(candidates, terms.assignment, last_id, order.parties, desk.today)
    require_worker(desk.context)
    item = found.get(name_of(keys.user(wanted.assignee_id)))
    return require_able(to_person(item) if item else None, order.parties)


def _wrong(said: str, rule: str, **named: Any) -> InvalidInput:
    error = {"pointer": "/orderID", "detail": said, "code": "missing"}
    return InvalidInput(said, rule=rule, errors=[error], **named)
