"""The run of a day before it runs: every customer at whom the job would look, from the index that
it reads and by the functions that it uses. It changes nothing and sends nothing (CO-28, CO-36).

What each customer owes is found by an index, which may be a moment behind; the job reads again,
consistently, what it claims. Whoever nobody looks at yet is not told: the daily walk finds it once
something is overdue.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from chalicelib.actions.admin.exports import (
    FileView,
    Written,
    form_named,
    give_out_anew,
    note_export,
)
from chalicelib.actions.collections.dunning_reading import (
    is_held_back,
    own_in,
    own_page,
    record_in,
)
from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.lookups import open_items
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning import Account
from chalicelib.domain.collections.dunning_ahead import MAX_AHEAD, Foreseen, foresee
from chalicelib.domain.collections.dunning_parts import is_on_paper
from chalicelib.domain.collections.dunning_record import Dunning
from chalicelib.domain.collections.dunning_terms import DunningTerms
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.errors import UnsupportedQuery, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import LEVELS, TERMS, to_dunning_terms
from chalicelib.store.entities import to_customer
from chalicelib.store.files import Files
from chalicelib.store.table import name_of
from chalicelib.values import dataclass
from chalicelib.views.answers import Page
from chalicelib.views.dunning_run import (
    MAX_SHOWN,
    RunRowView,
    RunView,
    of_code,
    run_row,
    run_sheet,
)

CUSTOMERS_A_PAGE = 20
"""Of how many customers a page tells: what each owes is looked up for it."""
MAX_FILED = 200
"""Of how many customers a file tells."""
LAST_ZONE = timedelta(hours=12)
"""How long after its end in UTC a day goes on somewhere."""


@dataclass(frozen=True)
class RunFilter:
    """Which run is asked for, and which of its items."""

    day: date | None = None
    """None for today."""
    code: str | None = None
    """How they stand."""
    customer_id: OutsideID | None = None
    """Of whom alone, with all its items."""


def show_run(desk: Desk, wanted: RunFilter, limit: int, cursor: str | None) -> RunView:
    """A page of the run of a day, by when the job looks at each customer; a page is short where
    customers have nothing of what is asked for.
    """
    terms, day = _begun(desk, wanted)
    person = desk.context.actor
    if wanted.customer_id is not None:
        person.require_sight(wanted.customer_id, "customer")
        return _told(desk, wanted, [str(wanted.customer_id)], terms, day, desk.whole([], cursor))
    size, before = min(limit, CUSTOMERS_A_PAGE), _end_of(day)
    if person.confined_to is None:
        page = desk.page(keys.due("DUNNING"), index="due", limit=size, cursor=cursor, before=before)
    else:
        page = own_page(desk, keys.due("DUNNING"), size, cursor, "due", before)
    named = list(filter(None, map(id_of, page.items)))
    rest: Page[RunRowView] = {"value": [], "nextCursor": page.next_cursor}
    return _told(desk, wanted, named, terms, day, rest)


def write_file(desk: Desk, wanted: RunFilter, ending: str) -> Written:
    """Every candidate of the run as a file, of 200 customers at most, which is written down."""
    form = form_named(ending, is_local=True)
    terms, day = _begun(desk, wanted)
    if wanted.customer_id is None:
        due, is_whole = _first_due(desk, day)
    else:
        desk.context.actor.require_sight(wanted.customer_id, "customer")
        due, is_whole = [str(wanted.customer_id)], True
    seen = list(_foreseen(desk, due, terms, day, is_one=wanted.customer_id is not None))
    cut = "" if is_whole else f"Only the first {MAX_FILED} customers are told here."
    sheet = run_sheet(day, seen, terms, wanted.code, cut)
    written = Written(form.write(sheet), len(sheet.rows) - bool(cut), is_whole)
    note_export(desk, "dunning/run", written)
    return written


def give_out(desk: Desk, wanted: RunFilter, ending: str, files: Files, file_name: str) -> FileView:
    """The same as a file of its own, and the link to it."""
    return give_out_anew(desk, files, write_file(desk, wanted, ending), file_name, ending)


def id_of(item: Item) -> str:
    """The customer at whom the job looks; empty for the walk along what is overdue."""
    return keys.id_of_due(item["due_sk"])


def _begun(desk: Desk, wanted: RunFilter) -> tuple[DunningTerms, date]:
    """The terms, and the day: `UnsupportedQuery` for one that is over or too far ahead."""
    found = desk.gather([TERMS, LEVELS], with_hours=True)
    day = wanted.day or desk.today
    if not desk.today <= day <= desk.today + MAX_AHEAD:
        raise UnsupportedQuery(f"A run is foreseen from today on, {MAX_AHEAD.days} days at most.")
    return to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS))), day


def _end_of(day: date) -> str:
    """When a day is over everywhere, as keys tell it."""
    return f"{(day + timedelta(days=1)).isoformat()}T{LAST_ZONE.seconds // 3600:02}"


def _first_due(desk: Desk, day: date) -> tuple[list[str], bool]:
    """The first customers whom the person may see and at whom the job looks, and whether these are
    all.
    """
    if desk.context.actor.confined_to is not None:
        own = own_in(desk, keys.due("DUNNING"), "due", _end_of(day))
        return [id_of(item) for item in own][:MAX_FILED], len(own) <= MAX_FILED
    found: list[str] = []
    for page in desk.table.pages(keys.due("DUNNING"), index="due", before=_end_of(day)):
        found += filter(None, map(id_of, page.items))
        if len(found) > MAX_FILED:
            break
    return found[:MAX_FILED], len(found) <= MAX_FILED


def _told(
    desk: Desk,
    wanted: RunFilter,
    named: Sequence[str],
    terms: DunningTerms,
    day: date,
    page: Page[RunRowView],
) -> RunView:
    """A page of the run over these customers."""
    is_one = wanted.customer_id is not None
    rows = [
        run_row(one, terms, _zone_of(desk, one), wanted.code, None if is_one else MAX_SHOWN)
        for one in _foreseen(desk, named, terms, day, is_one=is_one)
        if is_one or of_code(one.found.items, wanted.code)
    ]
    if is_one and not rows:
        raise no_such("customer")
    told = {"date": day.isoformat(), "automatic": terms.is_automatic}
    return {**told, **page, "value": rows}  # type: ignore[typeddict-item]


def _zone_of(desk: Desk, seen: Foreseen) -> str:
    return seen.account.customer.time_zone or desk.hours.time_zone


def _foreseen(
    desk: Desk, named: Sequence[str], terms: DunningTerms, day: date, *, is_one: bool = False
) -> Iterable[Foreseen]:
    """What the run comes to for each of these customers at whom the job looks by that day; for one
    that is asked for whenever it does.
    """
    wanted = [key for one in named for key in (keys.customer(one), keys.dunning(one))]
    found = desk.gather_more(wanted)
    customers = [
        to_customer(found[name_of(key)])
        for one in named
        if name_of(key := keys.customer(one)) in found
    ]
    mailed = [keys.address(one.email) for one in customers if one.email]
    addresses = desk.gather_more(list({name_of(key): key for key in mailed}.values()))
    for customer in customers:
        record = record_in(desk, found, customer.customer_id)
        at = max(desk.now, record.look_at or desk.now)
        if is_one or desk.hours.day_in(customer.time_zone, at) <= day:
            account = _account(desk, customer, record, addresses)
            yield foresee(account, terms, day, at, desk.hours)


def _account(
    desk: Desk, customer: Customer, record: Dunning, addresses: Mapping[str, Item]
) -> Account:
    listed = open_items(desk, customer.customer_id)
    account = Account(customer, listed.invoices, listed.payments, record)
    today = desk.hours.day_in(customer.time_zone, desk.now)
    return replace(
        account,
        is_held_back=is_held_back(customer, addresses),
        by_post=is_on_paper(record.letter, today),
        is_complete=listed.complete,
    )
