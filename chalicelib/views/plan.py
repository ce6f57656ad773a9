"""Payment plans, as the staff and their customer see them (CU-18, CO-46)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.people.person import STAFF
from chalicelib.domain.plans.plan import STATES, PaymentPlan
from chalicelib.domain.plans.schedule import STANDINGS, Part, asked_by, schedule
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import instant


class PlanInstalmentView(TypedDict):
    """An instalment as it stands: agreed = credited + paid + held + asked."""

    due: Day
    agreed: Amount
    credited: Annotated[Amount, meaning("Credits shrink the last ones first (CO-45).")]
    paid: Amount
    held: Annotated[Amount, meaning("In dispute, and not asked for meanwhile.")]
    asked: Amount
    standing: Annotated[str, one_of(*STANDINGS)]


class PlanView(TypedDict):
    """A payment plan with its instalments; by whom and which version is told to the staff."""

    planID: str
    customerID: OutsideID
    currency: str
    state: Annotated[str, one_of(*STATES)]
    endedOn: Day | None
    agreedAt: Moment
    invoiceNumbers: list[OutsideID]
    total: Amount
    askedNow: Annotated[Amount, meaning("Due by today; of a plan that is over, all of the rest.")]
    instalments: list[PlanInstalmentView]
    graceDays: int
    breaks: Annotated[
        bool,
        meaning(
            "Whether a missed instalment makes all of the rest due; if not, reminders ask for what"
            " is missed alone."
        ),
    ]
    agreedBy: NotRequired[str]
    version: NotRequired[int]


def plan_view(
    plan: PaymentPlan, invoices: Mapping[str, Invoice], today: date, context: Context
) -> PlanView:
    """A plan as it stands on a day."""
    parts = schedule(plan, invoices, today)
    view: PlanView = {
        "planID": plan.plan_id,
        "customerID": plan.customer_id,
        "currency": plan.currency,
        "state": plan.state,
        "endedOn": plan.ended_on.isoformat() if plan.ended_on else None,
        "agreedAt": instant(plan.agreed_at),
        "invoiceNumbers": [one.invoice_number for one in plan.invoices],
        "total": to_number(plan.total, plan.currency),
        "askedNow": to_number(asked_by(plan, parts, today), plan.currency),
        "instalments": [_instalment_view(part, plan.currency) for part in parts],
        "graceDays": plan.grace_days,
        "breaks": plan.breaks,
    }
    if context.actor.audience == STAFF:
        view["agreedBy"], view["version"] = plan.agreed_by, plan.version
    return view


def _instalment_view(part: Part, currency: str) -> PlanInstalmentView:
    return {
        "due": part.due.isoformat(),
        "agreed": to_number(part.agreed, currency),
        "credited": to_number(part.credited, currency),
        "paid": to_number(part.paid, currency),
        "held": to_number(part.held, currency),
        "asked": to_number(part.asked, currency),
        "standing": part.standing,
    }
