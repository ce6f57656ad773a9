"""Payment plans as items of the table: listed for their customer, and due while the sweep is to
look at them (CO-46).
"""

from datetime import datetime

from chalicelib.domain.plans.plan import PaymentPlan
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

PLANS = "PLAN"
"""The partition of `directory` with all plans."""


def plan_item(plan: PaymentPlan, look_at: datetime | None) -> Item:
    """A plan; `look_at`: when the sweep looks at it next."""
    place = f"{keys.instant(plan.agreed_at)}#{plan.plan_id}"
    listed = {
        "customer_pk": keys.of_customer(plan.customer_id, PLANS),
        "customer_sk": place,
        "directory_pk": PLANS,
        "directory_sk": place,
    }
    if look_at:
        listed |= {"due_pk": keys.due(PLANS), "due_sk": keys.due_at(look_at, plan.plan_id)}
    return dump(plan) | keys.plan(plan.plan_id) | listed


def to_plan(item: Item) -> PaymentPlan:
    """The plan that an item holds."""
    return load(PaymentPlan, item)
