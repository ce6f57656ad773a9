"""The run of a day before it runs: every customer at whom the job would look, from the lists that
it reads and by the functions that it uses, also where nobody is reminded by itself yet. It changes
nothing and sends nothing (CO-28, CO-36).

What each customer owes is found by an index, which may be a moment behind; the job reads again,
consistently, what it claims.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from chalicelib.actions.admin.exports import (
    Written,
    form_named,
    note_export,
)
from chalicelib.actions.collections.dunning.candidates import Candidate, candidates
from chalicelib.actions.collections.dunning.reading import (
    is_held_back,
    payments_followed,
    record_in,
)
from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.lookups import open_items
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning.ahead import MAX_AHEAD, Foreseen, foresee, is_met
from chalicelib.domain.collections.dunning.parts import is_on_paper
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import Account
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.errors import UnsupportedQuery, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import LEVELS, TERMS, to_dunning_terms
from chalicelib.store.entities import to_customer
from chalicelib.store.payments import to_payment
from chalicelib.store.table import name_of
from chalicelib.values import dataclass
from chalicelib.views.dunning_run import MAX_SHOWN, RunView, of_code, run_row, run_sheet

CUSTOMERS_A_PAGE = 20
"""Of how many customers a page tells: what each owes is looked up for it."""
MAX_FILED = 200
"""Of how many customers a file tells."""
LOOKED_AT_A_PAGE = 60
"""At how many customers a page looks for those that it tells of."""


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
    """A page of the run of a day: by when the job looks at each customer, then whom its walk would
    find; it is short before the end only where many in a row have nothing of what is asked for.
    """
    terms, day = _begun(desk, wanted)
    days = {"date": day.isoformat(), "today": desk.today.isoformat()}
    told = {**days, "automatic": terms.is_automatic}
    if wanted.customer_id is not None:
        one = _one(desk, wanted.customer_id, terms, day)
        page = desk.whole([run_row(one, terms, _zone_of(desk, one), wanted.code, None)], cursor)
        return {**told, **page}  # type: ignore[typeddict-item]
    of = "dunning/run" + ("" if desk.context.actor.confined_to is None else "#own")
    run = Along(desk, terms, day, lambda one: bool(of_code(one.found.items, wanted.code)))
    most = min(limit, CUSTOMERS_A_PAGE)
    seen, place = run.next_ones(desk.opened(cursor, of), most, LOOKED_AT_A_PAGE)
    rows = [run_row(one, terms, _zone_of(desk, one), wanted.code, MAX_SHOWN) for one in seen]
    return {**told, "value": rows, "nextCursor": desk.sealed(place, of)}  # type: ignore[typeddict-item]


def write_file(desk: Desk, wanted: RunFilter, ending: str) -> Written:
    """Every candidate of the run as a file, of 200 customers at most, which is written down."""
    form = form_named(ending, is_local=True)
    terms, day = _begun(desk, wanted)
    if wanted.customer_id is None:
        run = Along(desk, terms, day, lambda one: bool(of_code(one.found.items, wanted.code)))
        seen, place = run.next_ones(None, MAX_FILED, 2 * MAX_FILED)
    else:
        seen, place = [_one(desk, wanted.customer_id, terms, day)], None
    cut = f"More customers may follow: {len(seen)} are told here." if place else ""
    sheet = run_sheet(day, seen, terms, wanted.code, cut)
    written = Written(form.write(sheet), len(sheet.rows) - bool(cut), not cut)
    note_export(desk, "dunning/run", written)
    return written


def _begun(desk: Desk, wanted: RunFilter) -> tuple[DunningTerms, date]:
    """The terms, and the day: `UnsupportedQuery` for one that is over or too far ahead."""
    found = desk.gather([TERMS, LEVELS], with_hours=True)
    day = wanted.day or desk.today
    if not desk.today <= day <= desk.today + MAX_AHEAD:
        raise UnsupportedQuery(f"A run is foreseen from today on, {MAX_AHEAD.days} days at most.")
    return to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS))), day


def _one(desk: Desk, customer_id: OutsideID, terms: DunningTerms, day: date) -> Foreseen:
    """What the run of a day comes to for one customer, whenever the job looks at it."""
    desk.context.actor.require_sight(customer_id, "customer")
    read = Read(desk, [str(customer_id)])
    if str(customer_id) not in read.customers:
        raise no_such("customer")
    customer, record = read.customers[str(customer_id)]
    at = max(desk.now, record.look_at or desk.now)
    return foresee(read.account(customer, record), terms, day, at, desk.hours)


def _zone_of(desk: Desk, seen: Foreseen) -> str:
    return seen.account.customer.time_zone or desk.hours.time_zone


class Along:
    """Goes along whom the run of a day looks at, and foresees each of those who are wanted."""

    def __init__(
        self, desk: Desk, terms: DunningTerms, day: date, shows: Callable[[Foreseen], bool]
    ) -> None:
        self.desk = desk
        self.terms = terms
        self.day = day
        self.shows = shows

    def next_ones(
        self, place: Item | None, most: int, looks: int
    ) -> tuple[list[Foreseen], Item | None]:
        """So many at most behind a place, of so many at whom it looks; and behind which place the
        next ones come, where there are or may be any.
        """
        shown = list[Foreseen]()
        for looked, (seen, behind) in enumerate(self._from(place, most + 1), 1):
            if seen and self.shows(seen):
                if len(shown) == most:
                    break
                shown.append(seen)
            place = behind
            if looked == looks:
                break
        return shown, place

    def _from(self, place: Item | None, size: int) -> Iterator[tuple[Foreseen | None, Item | None]]:
        """What the run comes to for each customer that may be looked at, or None, and the place
        behind it; None behind the last one.
        """
        for chunk, behind in candidates(self.desk, self.day, place, size):
            for start in range(0, len(chunk), size):
                part = chunk[start : start + size]
                read = Read(self.desk, [one.customer_id for one in part])
                for one in part:
                    yield self._foreseen(one, read), one.place
            yield None, behind

    def _foreseen(self, one: Candidate, read: "Read") -> Foreseen | None:
        """None for who is told of elsewhere, or not looked at by that day."""
        hours, now = self.desk.hours, self.desk.now
        customer, record = read.customers.get(one.customer_id, (None, None))
        if customer is None or record is None:
            return None
        at = max(now, record.look_at or now)
        if hours.day_in(customer.time_zone, at) > self.day:
            return None
        account = read.account(customer, record)
        if not one.is_due and not is_met(account.invoices, self.day, one.met_at):
            return None
        return foresee(account, self.terms, self.day, at, hours)


class Read:
    """What is kept of some customers, in two reads; what each owes is looked up when asked for."""

    def __init__(self, desk: Desk, named: Sequence[str]) -> None:
        self.desk = desk
        found = desk.gather_more(
            key for one in named for key in (keys.customer(one), keys.dunning(one))
        )
        heads = {one: found.get(name_of(keys.customer(one))) for one in named}
        customers = {one: to_customer(item) for one, item in heads.items() if item}
        self.customers: dict[str, tuple[Customer, Dunning]] = {
            one: (customer, record_in(desk, found, customer.customer_id))
            for one, customer in customers.items()
        }
        mailed = [keys.address(one.email) for one in customers.values() if one.email]
        self.addresses = desk.gather_more({name_of(key): key for key in mailed}.values())

    def account(self, customer: Customer, record: Dunning) -> Account:
        """What a customer owes, by two queries."""
        listed = open_items(self.desk, customer.customer_id)
        today = self.desk.hours.day_in(customer.time_zone, self.desk.now)
        payments = {
            name_of(keys.payment(one.customer_id, one.payment_id)): one for one in listed.payments
        }
        if followed := payments_followed(record, today):
            found = self.desk.gather_more(followed)
            payments |= {name: to_payment(item) for name, item in found.items()}
        account = Account(customer, listed.invoices, list(payments.values()), record)
        return replace(
            account,
            is_held_back=is_held_back(customer, self.addresses),
            by_post=is_on_paper(record.last_letter, today),
            is_complete=listed.complete,
        )
