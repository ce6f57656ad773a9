"""Reports as they are shown, and as tables that are taken along (DM-07, X-09)."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.reports import DISPUTE_AGES, ITEM_AGES, Group, Line
from chalicelib.views.answers import Amount, Day, OutsideID, meaning, one_of
from chalicelib.views.spreadsheet import Amount as AmountCell
from chalicelib.views.spreadsheet import Sheet


class AgeView(TypedDict):
    """What of a group is so old."""

    age: Annotated[str, one_of(*ITEM_AGES, *DISPUTE_AGES), meaning("In days.")]
    count: int
    amount: Amount


class GroupView(TypedDict):
    """What a report says of a status or a resolver, in one currency."""

    groupID: Annotated[str | None, meaning("The status, or the resolver; null for nobody.")]
    label: str
    currency: str
    count: int
    amount: Annotated[Amount, meaning("What is outstanding, or still open of disputes.")]
    disputed: Amount
    oldestDays: int
    ages: list[AgeView]


class ReportLineView(TypedDict):
    """An open item, or an open dispute, that a report counts."""

    label: Annotated[str, meaning("Of its group.")]
    customerID: OutsideID
    customerName: str
    invoiceNumber: OutsideID
    disputeID: str | None
    currency: str
    amount: Annotated[Amount, meaning("What is outstanding, or still open of the dispute.")]
    disputed: Amount
    since: Annotated[Day, meaning("Due since then, or raised then.")]
    days: Annotated[int, meaning("How late, or how old.")]


class ReportView(TypedDict):
    """A report, by group and currency."""

    value: list[GroupView]
    lines: Annotated[
        list[ReportLineView],
        meaning("Where it is narrowed, what it counts, the oldest first; as many as fit a page."),
    ]
    nextCursor: None
    counted: Annotated[int, meaning("How many it counts.")]
    complete: Annotated[bool, meaning("Whether it counts all that there are.")]
    leftOut: Annotated[list[str], meaning("What it does not count, and why.")]


def group_view(group: Group) -> GroupView:
    """A group of a report."""

    return {
        "groupID": group.group_id or None,
        "label": group.group,
        "currency": group.currency,
        "count": group.count,
        "amount": to_number(group.amount, group.currency),
        "disputed": to_number(group.disputed, group.currency),
        "oldestDays": group.oldest_days,
        "ages": [
            {"age": age, "count": count, "amount": to_number(amount, group.currency)}
            for age, (count, amount) in group.ages.items()
        ],
    }


def line_view(line: Line) -> ReportLineView:
    """A line of a report."""
    return {
        "label": line.group,
        "customerID": line.customer_id,
        "customerName": line.customer_name,
        "invoiceNumber": line.number,
        "disputeID": line.dispute_id,
        "currency": line.currency,
        "amount": to_number(line.amount, line.currency),
        "disputed": to_number(line.disputed, line.currency),
        "since": line.since.isoformat(),
        "days": line.days,
    }


def report_sheet(
    name: str, lines: Iterable[Line], head: tuple[str, str, str], left_out: Sequence[str]
) -> Sheet:
    """The lines of a report as a table, what it leaves out told at its end; `head` names the group,
    the day and the age of a line.
    """
    columns = (
        head[0],
        "Customer",
        "Customer name",
        "Invoice",
        "Dispute",
        head[1],
        head[2],
        "Currency",
        "Open",
        "Disputed",
    )
    rows = tuple(
        (
            line.group,
            str(line.customer_id),
            line.customer_name,
            str(line.number),
            line.dispute_id,
            line.since,
            line.days,
            line.currency,
            AmountCell(line.amount, line.currency),
            AmountCell(line.disputed, line.currency),
        )
        for line in lines
    )
    blank = (None,) * (len(columns) - 1)
    return Sheet(name, columns, (*rows, *((said, *blank) for said in left_out)))
