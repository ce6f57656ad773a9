"""Reports of collections: each reads the list that holds what is asked for, page by page up to a
bound, and says what it leaves out (DM-07, RE-24).
"""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from chalicelib.actions.admin.exports import (
    Written,
    form_named,
    note_export,
)
from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.collections.reports import (
    DISPUTE_AGES,
    ITEM_AGES,
    Line,
    dispute_line,
    disputed_with,
    groups_of,
    is_of,
    item_line,
    resolved_by,
)
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import ITEM_STATUSES, to_follow_up, to_statuses
from chalicelib.store.entities import to_dispute, to_invoice
from chalicelib.store.indexes import INDEXES
from chalicelib.store.table import name_of
from chalicelib.values import dataclass
from chalicelib.views.report import ReportView, group_view, line_view, report_sheet

MOST_READ = 5_000
"""How much of the lists one report reads at most, and of a resolver's own besides."""
MOST_LISTED = 100
"""How many of its lines a report shows."""
ITEMS, DISPUTES = "items", "disputes"
_OPEN = f"{INVOICE.kind}#open"
"""Where open disputes on invoices are listed."""


@dataclass(frozen=True)
class ReportFilter:
    """What narrows a report; None for whichever."""

    status_id: OutsideID | None = None
    resolver_id: str | None = None
    customer_id: OutsideID | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for in particular."""
        return any(one is not None for one in (self.status_id, self.resolver_id, self.customer_id))


@dataclass(frozen=True)
class Report:
    """A report, with what it leaves out in words."""

    lines: list[Line]
    left_out: list[str]
    ages: tuple[str, ...]
    head: tuple[str, str, str]
    """What a group, the day and the age of a line are called in a table."""


def show(desk: Desk, of: str, wanted: ReportFilter) -> ReportView:
    """Counts, amounts and ages, by group and currency; where it is narrowed, its oldest lines."""
    report = _REPORTS[of](desk, wanted)
    oldest = sorted(report.lines, key=lambda line: line.since) if wanted.narrows else []
    return {
        "value": [group_view(group) for group in groups_of(report.lines, report.ages)],
        "lines": [line_view(line) for line in oldest[:MOST_LISTED]],
        "nextCursor": None,
        "counted": len(report.lines),
        "complete": not report.left_out,
        "leftOut": report.left_out,
    }


def write(desk: Desk, of: str, wanted: ReportFilter, ending: str) -> Written:
    """The lines of a report as a file, which is written down (X-09, RE-24)."""
    form = form_named(ending, is_local=True)
    report = _REPORTS[of](desk, wanted)
    sheet = report_sheet(of.capitalize(), report.lines, report.head, report.left_out)
    written = Written(form.write(sheet), len(report.lines), not report.left_out)
    note_export(desk, f"report/{of}", written)
    return written


def report_items(desk: Desk, wanted: ReportFilter) -> Report:
    """Open items by the status that they carry: each status a list, by due date, in the order of
    the setting. Those of a resolver are those of that one's follow-ups and disputes in progress.
    """
    found = desk.gather([ITEM_STATUSES], with_hours=True)
    left_out: list[str] = []
    reader, lines = _Reader(desk), []
    own = _held_by(desk, wanted.resolver_id, left_out) if wanted.resolver_id else None
    for status in to_statuses(found.get(name_of(ITEM_STATUSES))):
        if wanted.status_id is not None and not same_id(wanted.status_id, status.status_id):
            continue
        for item in reader.read(keys.items_with(status.status_id), "byStatus", _invoices_of):
            line = item_line(to_invoice(item), status, desk.today)
            if line and _is_wanted(desk, line, wanted, own):
                lines.append(line)
        if reader.is_cut and not reader.is_confined:
            left_out.append(
                f"Of status {status.label} and those behind it not all is counted: ask for one"
                " status."
            )
            break
    if reader.is_cut and reader.is_confined:
        left_out.append(f"Only {MOST_READ:,} invoices of your customers were looked at.")
    return Report(lines, left_out, ITEM_AGES, ("Status", "Due since", "Days late"))


def report_disputes(desk: Desk, wanted: ReportFilter) -> Report:
    """Open disputes on invoices by who clears them up, the oldest first."""
    desk.gather(with_hours=True)
    reader, lines = _Reader(desk), []
    place, index = (wanted.resolver_id, "byResolver") if wanted.resolver_id else (_OPEN, "queue")
    for item in reader.read(place, index, _disputes_of):
        if item.get("queue_pk") != _OPEN:
            continue
        dispute = to_dispute(item)
        raised = desk.hours.day_of(dispute.raised_at)
        line = dispute_line(dispute, CUSTOMER, raised, desk.today)
        if _is_wanted(desk, line, wanted, None):
            lines.append(line)
    left_out = []
    if reader.is_cut:
        left_out.append(
            f"Only {MOST_READ:,} disputes of your customers were looked at."
            if reader.is_confined
            else f"Only the {MOST_READ:,} oldest disputes of the list were looked at: ask for one"
            " resolver."
        )
    return Report(lines, left_out, DISPUTE_AGES, ("Resolver", "Raised", "Days open"))


def _held_by(desk: Desk, user_id: str, left_out: list[str]) -> set[tuple[str, str]]:
    """The invoices, by customer and number, that somebody clears up: in follow-ups, and in disputes
    that were put into these hands alone (DM-10).
    """
    follow_ups, disputes = _Reader(desk), _Reader(desk)
    place = keys.follow_ups_of(user_id)
    held = map(to_follow_up, follow_ups.read(place, "byResolver", _follow_ups_of, whole=True))
    own = resolved_by(user_id, held)
    raised = disputes.read(user_id, "byResolver", _disputes_of)
    open_ones = (to_dispute(item) for item in raised if item.get("queue_pk") == _OPEN)
    own |= disputed_with(open_ones, CUSTOMER)
    for reader, noun in ((follow_ups, "follow-ups"), (disputes, "disputes")):
        if reader.is_cut:
            left_out.append(f"Only {MOST_READ:,} {noun} of the resolver were looked at.")
    return own


def _invoices_of(customer_id: OutsideID) -> str:
    return keys.of_customer(customer_id, "INVOICE")


def _disputes_of(customer_id: OutsideID) -> str:
    return keys.disputes_of(CUSTOMER, customer_id)


def _follow_ups_of(customer_id: OutsideID) -> str:
    return keys.follow_ups_of_customer(customer_id, "open")


class _Reader:
    """Reads lists page by page, and stops where as much was read as one report may."""

    def __init__(self, desk: Desk) -> None:
        self._table = desk.table
        self._confined = desk.context.actor.confined_to
        self._left = MOST_READ
        self._own: list[Item] | None = None
        self.is_cut = False

    @property
    def is_confined(self) -> bool:
        """Whether it is for somebody who is limited to some customers."""
        return self._confined is not None

    def read(
        self,
        place: str,
        index: str,
        of_customer: Callable[[OutsideID], str],
        *,
        whole: bool = False,
    ) -> Iterable[Item]:
        """The items of a list, as far as it goes.

        For who is limited to some customers what of the lists of each of these stands in that one
        too, or the `whole` of them, where whoever asks looks for it in there: so neither a sum nor
        what is left out hangs on others (RV-03).
        """
        if self._confined is None:
            return self._pages(place, index)
        if self._own is None:
            lists = (self._pages(of_customer(one), "byCustomer") for one in self._confined)
            self._own = [item for one in lists for item in one]
        named, sorted_by, _ = INDEXES[index]
        listed = (item for item in self._own if whole or item.get(named) == place)
        return sorted(listed, key=itemgetter(sorted_by))

    def _pages(self, place: str, index: str) -> Iterable[Item]:
        """The latest first of what lies by customer, so that what is open is among it."""
        if self.is_cut:
            return
        for page in self._table.pages(place, index=index, descending=index == "byCustomer"):
            if len(page.items) > self._left:
                self.is_cut = True
            yield from page.items[: self._left]
            self._left -= min(self._left, len(page.items))
            if self._left == 0 and page.last:
                self.is_cut = True
            if self.is_cut:
                return


def _is_wanted(
    desk: Desk, line: Line, wanted: ReportFilter, own: set[tuple[str, str]] | None
) -> bool:
    """Whether a line is of what was asked for, and of a customer that the person may know of
    (RV-03).
    """
    if not desk.context.actor.sees(line.customer_id) or not is_of(line, wanted.customer_id):
        return False
    return own is None or (str(line.customer_id), str(line.number)) in own


_REPORTS: dict[str, Callable[[Desk, ReportFilter], Any]] = {
    ITEMS: report_items,
    DISPUTES: report_disputes,
}
