"""The claim: raised, found instead of raised, changed, withdrawn (CK-01, CK-10, PO-01…PO-07)."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.base.money import MAX_MINOR_UNITS, to_number
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change
from chalicelib.domain.orders.case import OrderCase, require_customer, require_worked, tell
from chalicelib.domain.orders.lifecycle import ORDER, WORKED
from chalicelib.domain.orders.order import VENDOR, Order, check_disputable, sum_of
from chalicelib.domain.orders.terms import EarlierClaim, EarlierClaims, Terms, counted_with
from chalicelib.domain.orders.work import CHANNELS, CLAIMS, NOT_PAID, Claim, OrderWork
from chalicelib.domain.people.person import CUSTOMER, STAFF, Person
from chalicelib.domain.tickets.ticket import Ticket, made_of, origin
from chalicelib.errors import AlreadyDone, AmountTooLarge, Forbidden, InvalidAmount, InvalidInput
from chalicelib.values import dataclass


@dataclass(frozen=True)
class NewClaim:
    """What somebody claims on an order, as it comes in (CK-01); None is as the claim before it."""

    kind: str
    amount: int | None
    """In minor units; None is all that is left."""
    channel: str | None = None
    contact: str | None = None
    related: int | None = None
    """What the customer's other claims on the vendor come to, in minor units (PO-05)."""
    description: str = ""


def raise_dispute(
    order: Order,
    new: NewClaim,
    context: Context,
    *,
    assignee: Person | None = None,
    terms: Terms | None = None,
    ticket: Ticket | None = None,
) -> OrderCase:
    """A new open dispute on a completed order, by its customer or the staff (CK-01, CK-03, CK-10),
    made of a ticket where one is named (CO-47). Refused while another is open (PO-01), and for more
    than is left (PO-04).
    """
    terms = terms or Terms()
    require_raiser(order, context)
    check_disputable(order)
    claim = _claim(order, order.rest, new, terms, context.at)
    dispute = Dispute(
        **origin(ticket, order.parties, context, (CUSTOMER,)),
        kind=ORDER.kind,
        subject_id=order.order_id,
        parties=order.parties,
        party_names=order.party_names,
        currency=order.currency,
        status=ORDER.initial,
        description=new.description,
        reason_id=None,
        reason=CLAIMS[new.kind],
        raised_by=context.actor.name,
        raised_at=context.at,
        changed_by=context.actor.name,
        changed_at=context.at,
        assignee_id=assignee.user_id if assignee else None,
        assignee=assignee.name if assignee else None,
        waiting_for="agent",
        waiting_since=context.at,
        work=OrderWork(
            order_id=order.order_id,
            order_value=order.value,
            claim=claim,
            settle_by=context.at + timedelta(days=terms.settle_within_days),
            acknowledge_by=context.at + timedelta(hours=terms.acknowledge_within_hours),
        ),
    )
    case = OrderCase(dispute, order=order.disputed_by(dispute.dispute_id), terms=terms)
    return case.with_dispute(dispute, _raised(order, claim, new.description), *made_of(ticket))


def _raised(order: Order, claim: Claim, description: str) -> Change:
    """What tells the customer and the staff that it is raised."""
    text = Sentence(
        "{customer} disputes the payment of order {order}: {claim}, {amount}.",
        customer=order.customer_name,
        order=order.order_id,
        claim=CLAIMS[claim.kind],
        amount=order.amount(claim.amount),
    )
    return tell(
        "raised",
        text,
        after=journaled_claim(claim, order) | {"description": description},
        amount=claim.amount,
        audience=CUSTOMER,
    )


def claim_on(
    order: Order,
    known: OrderCase | None,
    new: NewClaim,
    context: Context,
    *,
    assignee: Person | None = None,
    terms: Terms | None = None,
    ticket: Ticket | None = None,
) -> OrderCase:
    """What becomes of a claim that comes in: a new dispute; or, where the order has one open, that
    one with the other claim (PO-03). The same claim again is refused with its id (PO-01), and so is
    a ticket, which becomes no dispute that is there (CO-47).
    """
    if known and ticket:
        check_disputable(order)
    is_other = known is not None and known.work.claim.kind != new.kind
    if known is not None and is_other and known.dispute.status in WORKED:
        return change_claim(known, new, context)
    return raise_dispute(order, new, context, assignee=assignee, terms=terms, ticket=ticket)


def change_claim(case: OrderCase, new: NewClaim, context: Context) -> OrderCase:
    """Another claim on the same order changes the open dispute's (PO-03); a decision that waits for
    somebody's yes was about the one before, and is set aside.
    """
    check_changeable(case, context)
    known = case.work.claim
    left = case.place.left_for(case.dispute.dispute_id)
    told = replace(
        new,
        channel=new.channel or known.channel,
        contact=new.contact or known.contact,
        related=known.related if new.related is None else new.related,
    )
    made = _claim(case.place, left, told, case.terms, context.at)
    claim = replace(made, number=known.number + 1)
    if (claim.kind, claim.amount) == (known.kind, known.amount):
        raise AlreadyDone("The dispute claims this already; add to it what you have.", rule="PO-01")
    if claim.amount < case.work.paid:
        raise InvalidAmount("More than this was paid out in the dispute.", rule="PO-03")
    if case.work.pending:
        case = case.put_back("The claim has changed.", context)
    dispute = replace(case.dispute, reason=CLAIMS[claim.kind])
    changed = _changed(case.place, known, claim)
    return replace(case, dispute=dispute).with_work(changed, claim=claim)


def _changed(order: Order, before: Claim, after: Claim) -> Change:
    """What tells the customer and the staff that it is another one."""
    text = Sentence(
        "The claim is now {claim}, {amount}.",
        claim=CLAIMS[after.kind],
        amount=order.amount(after.amount),
    )
    return tell(
        "claimChanged",
        text,
        journaled_claim(before, order),
        journaled_claim(after, order),
        after.amount,
        CUSTOMER,
    )


def check_withdrawable(case: OrderCase, context: Context) -> None:
    """Whether somebody can give the claim up (X-02)."""
    require_customer(case, context)
    case.dispute.lifecycle.after("withdraw", case.dispute.status)


def check_changeable(case: OrderCase, context: Context) -> None:
    """Whether somebody can claim something else instead (X-02)."""
    require_customer(case, context)
    require_worked(case)


def withdraw(case: OrderCase, context: Context, comment: str | None = None) -> OrderCase:
    """Gives the claim up: the customer, or the staff in its name; what was paid out stays paid.
    The comment is said between these, and the vendor reads nothing of it (IG-03).
    """
    check_withdrawable(case, context)
    moved = case.dispute.moved("withdraw", context.at, context.hours)
    if case.work.pending:
        case = case.put_back("The claim was withdrawn.", context)
        moved = case.dispute.moved("withdraw", context.at, context.hours)
    name = case.dispute.party_names[CUSTOMER]
    why = [
        tell("message", one, after={"side": case.side_of(context) or STAFF}, audience=CUSTOMER)
        for one in (comment,)
        if one
    ]
    told = tell(
        "withdrawn",
        f"{name} withdrew the dispute.",
        {"status": case.dispute.status},
        {"status": moved.status},
        audience=SHARED,
    )
    return case.with_dispute(moved, *why, told)


def counted(case: OrderCase) -> EarlierClaim:
    """The case's claim as it counts for others of its customer against its vendor (PO-05)."""
    dispute, claim = case.dispute, case.work.claim
    return EarlierClaim(
        dispute.dispute_id,
        str(dispute.parties[CUSTOMER]),
        str(dispute.parties[VENDOR]),
        claim.amount,
        dispute.currency,
        claim.at,
        dispute.is_open or case.work.paid > 0,
    )


def related_to(order: Order, known: EarlierClaims, terms: Terms, at: datetime) -> int:
    """What the other claims of an order's customer against its vendor come to (PO-05)."""
    told = EarlierClaim(
        order.open_dispute_id or "",
        str(order.customer_id),
        str(order.vendor_id),
        0,
        order.currency,
        at,
    )
    return counted_with(known.claims, told, terms, at)


def require_raiser(order: Order, context: Context) -> None:
    """`Forbidden` unless it is the order's customer or somebody who works disputes."""
    actor = context.actor
    if actor.is_outside:
        if actor.role != CUSTOMER or str(actor.party_id) != str(order.customer_id):
            raise Forbidden("The customer who sold raises the dispute.", rule="CK-01")
        return
    actor.require("dispute.work")


def journaled_claim(claim: Claim, order: Order) -> dict[str, object]:
    """A claim as its event tells it."""
    return {
        "claim": claim.kind,
        "amount": to_number(claim.amount, order.currency),
        "channel": claim.channel,
        "contact": claim.contact,
    }


def _claim(order: Order, left: int, new: NewClaim, terms: Terms, at: datetime) -> Claim:
    """The claim on what is `left` of an order, in minor units (PO-04, PO-06)."""
    if new.kind not in CLAIMS or new.channel not in CHANNELS:
        raise InvalidInput(
            f"A claim is {' or '.join(CLAIMS)}, and comes by {', '.join(CHANNELS)}.", rule="CK-01"
        )
    claimed = left if new.amount is None else new.amount
    if new.amount is None and new.kind != NOT_PAID:
        raise InvalidAmount("Say how much less than billed was paid.", rule="CK-01")
    if claimed <= 0 or claimed > MAX_MINOR_UNITS:
        raise InvalidAmount("What is claimed must be above zero.", rule="CK-01")
    if claimed > left:
        raise AmountTooLarge(
            Sentence("{sum} {claimed} is more.", sum=sum_of(order), claimed=order.amount(claimed)),
            rule="PO-04",
        )
    received, related = 0 if new.kind == NOT_PAID else left - claimed, new.related or 0
    is_high = terms.is_high(claimed + related, order.currency)
    return Claim(new.kind, claimed, at, new.channel, new.contact, related, received, is_high)
