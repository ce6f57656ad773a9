"""Payment plans of customers (CU-18, CO-45, CO-46)."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.actions.execution import PlainAction
from chalicelib.actions.plans import plan
from chalicelib.api.fields import AmountField, Body, DayField, NothingBody, OutsideIDField
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.base.identifiers import id_in_url
from chalicelib.domain.plans.plan import (
    MOST_GRACE_DAYS,
    MOST_INSTALMENTS,
    MOST_INVOICES,
    STANDARD_GRACE_DAYS,
    WORKING,
)
from chalicelib.views.answers import Page

routes = Routes()

_PLANS = "/customer/{customerID}/paymentPlan"
_PLAN = f"{_PLANS}/{{planID}}"


class InstalmentBody(Body):
    """What is to be paid by a day."""

    due: DayField
    amount: AmountField


class PlanBody(Body):
    """A plan over all that is owed on some invoices: instalments one by one, or `count` equal ones
    a month from `firstDue` on.
    """

    invoice_numbers: Annotated[list[OutsideIDField], Field(min_length=1, max_length=MOST_INVOICES)]
    instalments: (
        Annotated[list[InstalmentBody], Field(min_length=1, max_length=MOST_INSTALMENTS)] | None
    ) = None
    count: Annotated[int, Field(ge=1, le=MOST_INSTALMENTS)] | None = None
    first_due: DayField | None = None
    grace_days: Annotated[int, Field(ge=0, le=MOST_GRACE_DAYS)] = STANDARD_GRACE_DAYS
    breaks: bool = True

    @model_validator(mode="after")
    def _says_one_thing(self) -> "PlanBody":
        if len({str(one) for one in self.invoice_numbers}) < len(self.invoice_numbers):
            raise _refusal("Each invoice can be named once.")
        evenly = (self.count is not None, self.first_due is not None)
        if all(evenly) == (self.instalments is not None) or any(evenly) != all(evenly):
            raise _refusal("Say the instalments, or count and firstDue of equal ones.")
        return self


@routes.query(_PLANS, permission="customer.read", is_portal=True, query=("limit", "$top", "cursor"))
def list_plans(request: Request) -> "Reply[Page[plan.PlanView]]":
    """Lists the payment plans of a customer, the latest first."""
    page = request.page_size, request.query.get("cursor")
    return Reply(plan.list_plans(request.desk(), id_in_url(request.path["customerID"]), *page))


@routes.command("POST", _PLANS, permission=WORKING, body=PlanBody, status=201)
def agree(request: Request) -> "PlainAction[plan.PlanView]":
    """Agrees a payment plan."""
    body: PlanBody = request.body
    return plan.agree(
        plan.NewPlan(
            customer_id=id_in_url(request.path["customerID"]),
            invoice_numbers=tuple(body.invoice_numbers),
            instalments=tuple((one.due, one.amount) for one in body.instalments or ()),
            count=body.count or 0,
            first_due=body.first_due,
            grace_days=body.grace_days,
            breaks=body.breaks,
        )
    )


@routes.query(_PLAN, permission="customer.read", is_portal=True)
def show_plan(request: Request) -> "Reply[plan.PlanView]":
    """Shows a payment plan as it stands today."""
    named = id_in_url(request.path["customerID"]), request.path["planID"]
    return shown(plan.show(request.desk(), *named))


@routes.command("POST", f"{_PLAN}/end", permission=WORKING, body=NothingBody)
def end(request: Request) -> "PlainAction[plan.PlanView]":
    """Takes a payment plan back: all of the rest is due."""
    return plan.end(id_in_url(request.path["customerID"]), request.path["planID"])


def _refusal(detail: str) -> PydanticCustomError:
    return PydanticCustomError("invalidInput", "{detail}", {"detail": detail, "rule": "CU-18"})
