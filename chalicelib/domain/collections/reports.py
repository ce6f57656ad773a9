"""Reports of collections: open items by their status, open disputes by resolver, with counts,
amounts and ages (DM-07). Currencies are never added up.
"""

from collections.abc import Iterable
from datetime import date

from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.statuses import ItemStatus
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.open_items import BUCKETS, bucket_of, due_since, dues, sum_of
from chalicelib.values import dataclass

WEEK, MONTH, QUARTER, OLDER = DISPUTE_AGES = ("0-7", "8-30", "31-90", "90+")
"""By how many days ago a dispute was raised."""
ITEM_AGES = BUCKETS
"""By how many days after its date an item is still open (CO-05)."""
NOBODY = "Nobody"


@dataclass(frozen=True)
class Line:
    """Something that is counted: an open item, or an open dispute."""

    group_id: str
    """By which it is counted: a status, or a resolver; empty for nobody."""
    group: str
    customer_id: OutsideID
    customer_name: str
    number: OutsideID
    """Of its invoice."""
    dispute_id: str | None
    currency: str
    amount: int
    """What is outstanding on an item, or still open of a dispute; in minor units."""
    disputed: int
    since: date
    days: int
    """How late an item is, or how old a dispute."""
    age: str
    """In which it is counted: that of its oldest part."""
    parts: tuple[tuple[str, int], ...]
    """The amount by age: an item that is owed by instalments has several (CO-06)."""


@dataclass(frozen=True)
class Group:
    """All lines of a group in one currency."""

    group_id: str
    group: str
    currency: str
    count: int
    amount: int
    disputed: int
    oldest_days: int
    ages: dict[str, tuple[int, int]]
    """Age → how many, and how much."""


def item_line(invoice: Invoice, status: ItemStatus, today: date) -> Line | None:
    """An open item; None for one of which nothing is outstanding or in dispute any more."""
    sums, since = sum_of(invoice), due_since(invoice)
    if not sums.outstanding and not sums.disputed:
        return None
    return Line(
        group_id=str(status.status_id),
        group=status.label,
        customer_id=invoice.customer_id,
        customer_name=invoice.customer_name,
        number=invoice.invoice_number,
        dispute_id=invoice.open_dispute_id,
        currency=invoice.currency,
        amount=sums.outstanding,
        disputed=sums.disputed,
        since=since,
        days=max(0, (today - since).days),
        age=bucket_of(since, today),
        parts=tuple((bucket_of(one.due_date, today), one.outstanding) for one in dues(invoice)),
    )


def dispute_line(dispute: Dispute, customer_role: str, raised: date, today: date) -> Line:
    """An open dispute, by the company's day on which it was raised."""
    days = max(0, (today - raised).days)
    return Line(
        group_id=dispute.resolver_id or "",
        group=dispute.resolver or NOBODY,
        customer_id=dispute.parties[customer_role],
        customer_name=dispute.party_names[customer_role],
        number=dispute.subject_id,
        dispute_id=dispute.dispute_id,
        currency=dispute.currency,
        amount=dispute.amounts.open,
        disputed=dispute.amounts.disputed,
        since=raised,
        days=days,
        age=_dispute_age(days),
        parts=((_dispute_age(days), dispute.amounts.open),),
    )


def resolved_by(user_id: str, follow_ups: Iterable[FollowUp]) -> set[tuple[str, str]]:
    """The invoices, by customer and number, that somebody clears up in those of these follow-ups
    that are in that one's hands (DM-07).
    """
    return {
        (str(one.customer_id), str(item.invoice_number))
        for one in follow_ups
        if one.is_with(user_id)
        for item in one.items_in
        if one.resolver_of(item)[0] == user_id
    }


def disputed_with(disputes: Iterable[Dispute], customer_role: str) -> set[tuple[str, str]]:
    """The invoices, by customer and number, that these disputes are about."""
    return {(str(one.parties[customer_role]), str(one.subject_id)) for one in disputes}


def is_of(line: Line, customer_id: OutsideID | None) -> bool:
    """Whether a line is of a customer, where one is asked for."""
    return customer_id is None or same_id(line.customer_id, customer_id)


def groups_of(lines: Iterable[Line], ages: tuple[str, ...]) -> list[Group]:
    """The lines by group and currency, in the order in which their groups first come."""
    groups: dict[tuple[str, str], Group] = {}
    order: dict[str, int] = {}
    for line in lines:
        order.setdefault(line.group_id, len(order))
        known = groups.get((line.group_id, line.currency))
        before = known or Group(
            line.group_id, line.group, line.currency, 0, 0, 0, 0, dict.fromkeys(ages, (0, 0))
        )
        by_age = dict(before.ages)
        by_age[line.age] = (by_age[line.age][0] + 1, by_age[line.age][1])
        for age, amount in line.parts:
            by_age[age] = (by_age[age][0], by_age[age][1] + amount)
        groups[line.group_id, line.currency] = Group(
            line.group_id,
            line.group,
            line.currency,
            before.count + 1,
            before.amount + line.amount,
            before.disputed + line.disputed,
            max(before.oldest_days, line.days),
            by_age,
        )
    return sorted(groups.values(), key=lambda one: (order[one.group_id], one.currency))


def _dispute_age(days: int) -> str:
    if days <= 7:
        return WEEK
    return MONTH if days <= 30 else QUARTER if days <= 90 else OLDER
