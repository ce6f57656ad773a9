"""What the run of a day comes to for a customer, today or on a day ahead: the looks of the job
until then, one after the other, by the functions that the job uses (CO-28, CO-36). They are
foreseen as where customers are reminded by themselves, so that it is seen before that is set.

Nothing else happens meanwhile: what the letters before that day name and charge is taken into
account, promises break as their time is over, and nobody pays, disputes, promises, blocks, bills or
misses an instalment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.calendars import Calendar, calendar_for
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning.holds import holds_of_invoice
from chalicelib.domain.collections.dunning.parts import MAX_NAMED, unfinished
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import (
    NEXT_BUSINESS_DAY,
    NEXT_DAY,
    Account,
    ItemToday,
    Later,
    Run,
)
from chalicelib.domain.invoices.charge import INTEREST, Charge, charge_id
from chalicelib.domain.invoices.invoice import Customer, Invoice, with_charges
from chalicelib.values import dataclass

LOOK_AGAIN = timedelta(days=7)
"""After how long the job looks again at who owes something, whatever it found."""
MAX_AHEAD = timedelta(days=31)
"""How far ahead a run is foreseen."""


@dataclass(frozen=True)
class Foreseen:
    """What the run of a day comes to for a customer, and when it was reminded before that."""

    account: Account
    found: Run
    day: date
    leaves_at: datetime | None
    """When the job sends its letters; None where none goes on that day."""
    earlier: tuple[date, ...]
    """The days from now on, before this one, on which letters go."""
    looked_at: datetime
    """When the job looks at the customer: on the day, or, where it does not then, next."""
    is_begun: bool = False
    """Whether what goes is the rest of what somebody asked for, which goes in any case."""

    @property
    def letters(self) -> int:
        """How many letters go."""
        return -(-len(self.found.asked) // MAX_NAMED) if self.leaves_at else 0


def foresee(
    account: Account, terms: DunningTerms, day: date, at: datetime, hours: WorkHours
) -> Foreseen:
    """What the run of a day comes to for a customer at whom the job looks next at a moment; no
    earlier day than that moment's, in the customer's zone.
    """
    terms, asked_at = replace(terms, is_automatic=True), at
    zone, earlier = account.customer.time_zone, list[date]()
    while (today := hours.day_in(zone, at)) <= day:
        account = account_of(account, account.invoices, terms, at, hours)
        found = run(account, terms, today, most=None)
        is_open = account.by_post or terms.is_sending(at, zone, hours)
        is_open = is_open and account.later is None
        goes = bool(found.asked) and goes_by_itself(account, terms, today)
        if today == day and (is_open or not goes):
            is_begun = goes and _is_by_hand(account, today)
            leaves_at = at if goes else None
            return Foreseen(account, found, day, leaves_at, tuple(earlier), at, is_begun)
        if goes and not is_open:
            at = next_opening(account, terms, at, hours)
            continue
        if goes:
            account = _reminded(account, found, terms, today)
            earlier.append(today)
        at = next_look(account, found, terms, at, hours)
    then = max(asked_at, hours.moment_in(zone, day, time.min))
    account = account_of(account, account.invoices, terms, then, hours)
    found = run(account, terms, day, most=None)
    return Foreseen(account, found, day, None, tuple(earlier), at)


def is_met(invoices: Iterable[Invoice], day: date, at: OutsideID | None = None) -> bool:
    """Whether the walk along what is overdue by a day meets who owes these: it does once, at the
    item that was due first; `at` names one, at which it meets them or not (CO-28).
    """
    owing = (one for one in invoices if one.balance > 0 and one.due_date < day)
    first = min(owing, key=lambda one: (one.due_date, str(one.invoice_number)), default=None)
    return first is not None and (at is None or str(first.invoice_number) == str(at))


def goes_by_itself(account: Account, terms: DunningTerms, today: date) -> bool:
    """Whether the job claims a letter: where nobody need ask for it, or as a further part of what
    somebody asked for; on paper while there is room among what waits to be posted.
    """
    is_asked = terms.is_automatic or _is_by_hand(account, today)
    return is_asked and not (account.by_post and account.record.is_post_full)


def put_off_to(
    account: Account, terms: DunningTerms, at: datetime, hours: WorkHours
) -> Later | None:
    """The day to which what is asked for is put off at a moment, since the hours of the day are
    over, or it is not worked where the customer is; None where it leaves on that day. What somebody
    asked for goes on on any day, and paper at any hour (CO-20).
    """
    zone = account.customer.time_zone
    today = hours.day_in(zone, at)
    opens = today if account.by_post else hours.day_in(zone, terms.next_opening(at, zone, hours))
    is_by_itself = terms.is_automatic and not _is_by_hand(account, today)
    runs_on = terms.runs_on(opens, _calendar(account, hours)) if is_by_itself else opens
    if runs_on > opens:
        return Later(runs_on, NEXT_BUSINESS_DAY)
    return Later(opens, NEXT_DAY) if opens > today else None


def next_opening(account: Account, terms: DunningTerms, at: datetime, hours: WorkHours) -> datetime:
    """The first moment from now on at which the job sends the letters that it found (CO-20)."""
    if not terms.is_automatic or _is_by_hand(account, hours.day_in(account.customer.time_zone, at)):
        return terms.next_opening(at, account.customer.time_zone, hours)
    return leaves_by_itself(account.customer, terms, at, hours)


def leaves_by_itself(
    customer: Customer, terms: DunningTerms, at: datetime, hours: WorkHours
) -> datetime:
    """The first moment from then on at which a letter leaves that nobody asked for (CO-20)."""
    opens = terms.next_opening(at, customer.time_zone, hours)
    day = hours.day_in(customer.time_zone, opens)
    runs_on = terms.runs_on(day, calendar_for(customer.country, hours.calendar))
    return terms.opens_on(runs_on, customer.time_zone, hours) if runs_on > day else opens


def next_look(
    account: Account, found: Run, terms: DunningTerms, now: datetime, hours: WorkHours
) -> datetime:
    """When something can change by itself, and after a week in any case."""
    zone, calendar = account.customer.time_zone, _calendar(account, hours)
    today = hours.day_in(zone, now)
    days = [one.again_on for one in found.items if one.again_on]
    following = (terms.levels[one.level :][:1] for one in found.asked)
    days += [today + timedelta(days=one.spacing_days) for level in following for one in level]
    openings = (terms.opens_on(terms.runs_on(day, calendar), zone, hours) for day in days)
    return min([now + LOOK_AGAIN, *(opens for opens in openings if opens > now)])


def account_of(
    account: Account,
    invoices: Sequence[Invoice],
    terms: DunningTerms,
    at: datetime,
    hours: WorkHours,
) -> Account:
    """The same with these invoices, what they say at a moment that holds them, and the day to which
    the run puts off what it passes over on that one.
    """
    zone = account.customer.time_zone
    today = hours.day_in(zone, at)
    where = (today, zone, hours, terms.rest_days)
    holds = {str(one.invoice_number): holds_of_invoice(one, *where) for one in invoices}
    later = put_off_to(account, terms, at, hours)
    return replace(account, invoices=invoices, holds=holds, later=later)


def charged(invoice: Invoice, item: ItemToday, letter: int, day: date, *, ends: bool) -> Invoice:
    """An invoice with what a letter charges on it (CO-39)."""
    charges = tuple(
        Charge(
            charge_id(letter, kind),
            kind,
            amount,
            day,
            letter,
            ends,
            amount_days=item.new.amount_days if kind == INTEREST else None,
        )
        for kind, amount in item.new.by_kind.items()
    )
    return with_charges(invoice, charges)


def _is_by_hand(account: Account, today: date) -> bool:
    """Whether a run goes on that somebody asked for."""
    before = unfinished(account.record.last_letter, today)
    return before is not None and before.is_by_hand


def _calendar(account: Account, hours: WorkHours) -> Calendar:
    """The business days of the customer."""
    return calendar_for(account.customer.country, hours.calendar)


def _reminded(account: Account, found: Run, terms: DunningTerms, today: date) -> Account:
    """The same once all letters of a run have gone, with what they charge."""
    asked: dict[OutsideID | str, ItemToday] = {str(one.invoice_number): one for one in found.asked}
    number, ends = account.record.sequence + 1, terms.charges.forgets
    invoices = [
        charged(one, item, number, today, ends=ends)
        if (item := asked.get(str(one.invoice_number))) and item.new.total
        else one
        for one in account.invoices
    ]
    letter = {"number": number, "level": found.level}
    record = account.record.with_letter(letter, found.levels, today)
    return replace(account, invoices=invoices, record=replace(record, sequence=number))
