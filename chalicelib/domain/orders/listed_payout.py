"""Payouts as Finance lists them, each found by its id."""

from datetime import datetime

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.work import Payout
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.values import dataclass


@dataclass(frozen=True)
class ListedPayout:
    """A payout as Finance has it in its lists; it is found by its id, as banks name it."""

    payout_id: str
    dispute_id: str
    order_id: OutsideID
    parties: dict[str, OutsideID]
    customer_name: str
    amount: int
    currency: str
    status: str
    at: datetime
    """Since when it stands so."""
    task_at: datetime | None = None
    reference: str | None = None
    return_code: str | None = None


def since(payout: Payout) -> datetime:
    """Since when a payout stands as it does."""
    told = payout.returned_at or payout.confirmed_at or payout.sent_at
    return told or payout.instructed_at


def listed(case: OrderCase, payout: Payout) -> ListedPayout:
    """A payout as it is listed."""
    dispute = case.dispute
    return ListedPayout(
        payout_id=payout.payout_id,
        dispute_id=dispute.dispute_id,
        order_id=case.work.order_id,
        parties=dict(dispute.parties),
        customer_name=dispute.party_names[CUSTOMER],
        amount=payout.amount,
        currency=dispute.currency,
        status=payout.status,
        at=since(payout),
        task_at=payout.task_at,
        reference=payout.reference,
        return_code=payout.return_code,
    )
