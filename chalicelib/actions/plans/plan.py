"""Payment plans: agreed over invoices that nobody disputes, listed, ended, looked after
(CU-18, CO-45, CO-46).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Action, Decision, PlainAction, PlainDecision
from chalicelib.actions.found import customer_in
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.money import positive_minor, read_decimal
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.domain.plans import plan as domain
from chalicelib.domain.plans.plan import Instalment, PaymentPlan, evenly, in_none, in_plan
from chalicelib.domain.plans.schedule import as_missed, looked_at_on, missed_in, on_day, schedule
from chalicelib.errors import NotFound, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item, invoice_item, to_invoice
from chalicelib.store.plans import PLANS, plan_item, to_plan
from chalicelib.store.table import IS_ABSENT, Put, Write, is_at_version, name_of, unwritten_or_at
from chalicelib.values import dataclass
from chalicelib.views.answers import Page
from chalicelib.views.parts import to_json
from chalicelib.views.plan import PlanView, plan_view

Heads = Mapping[str, Invoice]


@dataclass(frozen=True)
class NewPlan:
    """What a request agrees: instalments one by one, or so many equal ones from a day on."""

    customer_id: OutsideID
    invoice_numbers: tuple[OutsideID, ...]
    instalments: tuple[tuple[Any, Any], ...] = ()
    """Day and amount of each."""
    count: int = 0
    first_due: Any = None
    grace_days: int = domain.STANDARD_GRACE_DAYS
    breaks: bool = True


def agree(wanted: NewPlan) -> PlainAction[PlanView]:
    """Agrees a plan: its invoices are written at the versions at which they were read, so that a
    dispute that is raised meanwhile is seen (CO-45).
    """

    def action(desk: Desk) -> PlainDecision[PlanView]:
        numbers = wanted.invoice_numbers
        wanted_keys = [keys.invoice(wanted.customer_id, number) for number in numbers]
        found = desk.gather(wanted_keys, with_hours=True)
        desk.context.actor.require_sight(wanted.customer_id, "customer")
        if any(name_of(key) not in found for key in wanted_keys):
            raise NotFound("The customer has no such invoice.", rule=domain.RULE)
        invoices = [to_invoice(found[name_of(key)]) for key in wanted_keys]
        plan = domain.agree(
            invoices[0].customer_id,
            invoices,
            _instalments(wanted, invoices),
            wanted.grace_days,
            breaks=wanted.breaks,
            today=desk.today,
            context=desk.context,
        )
        return _concluded(desk, None, plan, _by_number(invoices), 201)

    return action


def end(customer_id: OutsideID, plan_id: str) -> PlainAction[PlanView]:
    """Takes a plan back."""

    def action(desk: Desk) -> PlainDecision[PlanView]:
        plan, heads = _opened(desk, plan_id, customer_id)
        desk.require_version(plan.version, lambda: _view(desk, plan, heads))
        return _concluded(desk, plan, domain.end(plan, desk.today, desk.context), heads)

    return action


def look(plan_id: str) -> Action[Any, Any]:
    """What is due with a plan: broken by a missed instalment, paid, or looked at again later."""

    def action(desk: Desk) -> Decision[Any, Any]:
        plan, heads = _opened(desk, plan_id)
        after = on_day(plan, heads, desk.today)
        return _concluded(desk, plan, after, heads)

    return action


def show(desk: Desk, customer_id: OutsideID, plan_id: str) -> PlanView:
    """A plan as it stands today."""
    plan, heads = _opened(desk, plan_id, customer_id)
    return _view(desk, plan, heads)


def list_plans(
    desk: Desk, customer_id: OutsideID, limit: int, cursor: str | None
) -> Page[PlanView]:
    """The plans of a customer, the latest first, each as it stands today."""
    found = desk.gather([keys.customer(customer_id)], with_hours=True)
    customer_in(found, desk, customer_id)
    page = desk.page(
        keys.of_customer(customer_id, PLANS),
        index="byCustomer",
        descending=True,
        limit=limit,
        cursor=cursor,
    )
    plans = [to_plan(item) for item in page.items]
    named = desk.gather_more(key for plan in plans for key in _head_keys(plan))
    views = [_view(desk, plan, _heads_in(named, plan)) for plan in plans]
    return {"value": views, "nextCursor": page.next_cursor}


def _opened(
    desk: Desk, plan_id: str, customer_id: OutsideID | None = None
) -> tuple[PaymentPlan, Heads]:
    """The plan and its invoices in two reads, for someone who may know of it."""
    item = desk.gather([keys.plan(plan_id)], with_hours=True).get(name_of(keys.plan(plan_id)))
    plan = to_plan(item) if item else None
    if plan is None or (customer_id is not None and not same_id(plan.customer_id, customer_id)):
        raise no_such("payment plan")
    desk.context.actor.require_sight(plan.customer_id, "payment plan")
    return plan, _heads_in(desk.gather_more(_head_keys(plan)), plan)


def _concluded(
    desk: Desk, before: PaymentPlan | None, after: PaymentPlan, heads: Heads, status: int = 200
) -> PlainDecision[PlanView]:
    """The plan one version on with its entry, and its invoices in it or out of it."""
    if before is None:
        after = on_day(after, heads, desk.today)
    is_told = before is None or before.journaled() != after.journaled()
    changed = replace(after, version=before.version + 1 if before else 1)
    new, entry = enter(before, changed, desk.hand)
    if not is_told:
        new = after  # When it is looked at next makes nobody's edit stale.
    look_on = looked_at_on(new, desk.today)
    look_at = desk.hours.begin_of(look_on) if look_on else None
    writes: list[Write] = [
        Put(plan_item(new, look_at), unwritten_or_at(before.version if before else 0))
    ]
    if is_told:
        writes.append(Put(entry_item(entry), (IS_ABSENT,)))
        writes += _places(desk, before, new, heads)
    elif new.is_active:
        writes += _missed(new, heads, desk)
    view = _view(desk, new, heads)
    version = new.version if desk.context.actor.audience == STAFF else None
    place = f"/api/customer/{new.customer_id}/paymentPlan/{new.plan_id}"
    answer = Answer[PlanView](status, to_json(view), version, place if status == 201 else None)
    is_changed = before != after or len(writes) > 1 or after.state == domain.BROKEN
    told = tuple(writes) if is_changed else ()
    return Decision(told, answer, would_be(view), {CUSTOMER: new.customer_id})


def _places(
    desk: Desk, before: PaymentPlan | None, after: PaymentPlan, heads: Heads
) -> list[Write]:
    """The invoices at the versions at which they were read: in the plan, with an entry of a promise
    that gives way to it, or in none once it is over.
    """
    if before and before.is_active == after.is_active:
        return []
    writes: list[Write] = []
    missed = () if before is None else missed_in(before, schedule(before, heads, desk.today))
    for known in heads.values():
        if after.is_active:
            told = in_plan(known, after.plan_id, desk.now)
        elif known.plan_id == after.plan_id:
            told = in_none(known, missed if after.state == domain.BROKEN else ())
        else:
            continue
        if told.promises != known.promises:
            told, entry = enter(known, told, desk.hand)
            writes.append(Put(entry_item(entry), (IS_ABSENT,)))
        writes.append(Put(invoice_item(told), (is_at_version(known.version),)))
    return writes


def _missed(plan: PaymentPlan, heads: Heads, desk: Desk) -> list[Write]:
    """The invoices of a plan that goes on, those of which something else is missed by now."""
    told = as_missed(plan, heads, desk.today)
    return [
        Put(
            invoice_item(replace(told[number], version=known.version + 1)),
            (is_at_version(known.version),),
        )
        for number, known in heads.items()
        if told[number] != known
    ]


def _instalments(wanted: NewPlan, invoices: Sequence[Invoice]) -> tuple[Instalment, ...]:
    if not wanted.instalments:
        owed = sum(invoice.balance for invoice in invoices)
        return evenly(owed, wanted.count, wanted.first_due)
    currency = invoices[0].currency
    return tuple(
        Instalment(day, positive_minor(read_decimal(amount), currency))
        for day, amount in wanted.instalments
    )


def _view(desk: Desk, plan: PaymentPlan, heads: Heads) -> PlanView:
    return plan_view(plan, heads, desk.today, desk.context)


def _head_keys(plan: PaymentPlan) -> list[keys.Key]:
    return [keys.invoice(plan.customer_id, one.invoice_number) for one in plan.invoices]


def _heads_in(found: Mapping[str, Item], plan: PaymentPlan) -> Heads:
    return _by_number([to_invoice(found[name_of(key)]) for key in _head_keys(plan)])


def _by_number(invoices: Sequence[Invoice]) -> Heads:
    return {str(one.invoice_number): one for one in invoices}
