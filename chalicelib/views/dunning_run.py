"""The reminders that the run of a day would send, before it sends them (CO-28, CO-36)."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.collections.dunning.ahead import Foreseen
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import UNREACHED, ItemToday
from chalicelib.views.answers import Day, Moment, OutsideID, meaning
from chalicelib.views.dunning import ItemTodayView, ReminderSumView, item_view, label_of, sums_view
from chalicelib.views.dunning_sheet import CANDIDATE_COLUMNS, candidate_row
from chalicelib.views.parts import instant
from chalicelib.views.spreadsheet import Sheet

MAX_SHOWN = 100
"""How many items of a customer the list tells; the file has all of them."""

NOT_YET = "not yet: customers are not reminded by themselves"


class CodeCountView(TypedDict):
    """How many items stand as a code says."""

    code: str
    count: int


class RunRowView(TypedDict):
    """A customer at whom the run of a day looks, with every candidate and what happens to it."""

    customerID: OutsideID
    name: str
    timeZone: Annotated[str, meaning("By which its day counts.")]
    leavesAt: Annotated[
        Moment | None, meaning("When its letters leave; null where none goes on that day.")
    ]
    begun: Annotated[
        bool,
        meaning("Whether that is the rest of what somebody asked for: it goes in any case."),
    ]
    letters: Annotated[int, meaning("How many go: one names 80 items at most.")]
    levelLabel: str | None
    sums: Annotated[list[ReminderSumView], meaning("What is asked for, by whatever letter.")]
    unreached: Annotated[str | None, meaning("Why no letter reaches the customer (CO-40).")]
    looksAt: Annotated[
        Moment, meaning("When the run looks at it: on the day, or where it does not then, next.")
    ]
    earlier: Annotated[list[Day], meaning("The days before on which letters go to it.")]
    reasons: Annotated[list[CodeCountView], meaning("Its items by what happens to them.")]
    items: Annotated[
        list[ItemTodayView], meaning("What is asked for first; of one in a list 100 at most.")
    ]
    more: Annotated[int, meaning("How many of its items are not told here.")]
    complete: Annotated[bool, meaning("Whether all its open items were looked at.")]


class RunView(TypedDict):
    """A page of the run of a day: it is a preview, which sends and changes nothing."""

    date: Day
    today: Annotated[Day, meaning("In the company's time zone; no run of before is foreseen.")]
    automatic: Annotated[
        bool,
        meaning(
            "Whether customers are reminded without anybody asking for it. Where not, it is told"
            " what the run would do if they were, and nothing goes but what somebody began."
        ),
    ]
    value: list[RunRowView]
    nextCursor: str | None


def run_row(
    seen: Foreseen, terms: DunningTerms, zone: str, code: str | None, most: int | None
) -> RunRowView:
    """A customer, with the items that stand as a code says, or all of them; so many at most."""
    found, customer = seen.found, seen.account.customer
    items = sorted(of_code(found.items, code), key=lambda one: not one.is_asked)
    counts = Counter(one.code for one in found.items)
    return {
        "customerID": customer.customer_id,
        "name": customer.name,
        "timeZone": zone,
        "leavesAt": instant(seen.leaves_at) if seen.leaves_at else None,
        "begun": seen.is_begun,
        "letters": seen.letters,
        "levelLabel": label_of(found.level, terms),
        "sums": sums_view(found.sums),
        "unreached": UNREACHED[found.obstacle] if found.obstacle else None,
        "looksAt": instant(seen.looked_at),
        "earlier": [day.isoformat() for day in seen.earlier],
        "reasons": [{"code": name, "count": count} for name, count in counts.most_common()],
        "items": [item_view(one, terms) for one in items[:most]],
        "more": max(0, len(items) - (most or len(items))),
        "complete": seen.account.is_complete,
    }


def run_sheet(
    day: date, seen: Iterable[Foreseen], terms: DunningTerms, code: str | None, cut: str
) -> Sheet:
    """Every candidate of a run as a table; `cut` says what is not in it."""
    head = (*CANDIDATE_COLUMNS, "Letter leaves", "How it goes", "Not reached")
    rows = [
        (
            *candidate_row(one.account.customer, item, terms),
            instant(one.leaves_at) if one.leaves_at and item.is_asked else "",
            _how(one, terms) if one.leaves_at and item.is_asked else "",
            UNREACHED[one.found.obstacle] if one.found.obstacle else "",
        )
        for one in seen
        for item in of_code(one.found.items, code)
    ]
    blank = ("",) * (len(head) - 1)
    return Sheet(f"Run of {day.isoformat()}", head, (*rows, *([(cut, *blank)] if cut else [])))


def _how(seen: Foreseen, terms: DunningTerms) -> str:
    """Whether letters really leave then."""
    if seen.is_begun:
        return "as somebody began it"
    return "by itself" if terms.is_automatic else NOT_YET


def of_code(items: Collection[ItemToday], code: str | None) -> list[ItemToday]:
    """Those of the items that stand as a code says; all of them for None."""
    return [one for one in items if code is None or one.code == code]
