"""What the run of a day comes to for a customer, today or on a day ahead: the looks of the job
until then, one after the other, by the functions that the job uses (CO-28, CO-36). They are
foreseen as where customers are reminded by themselves, so that it is seen before that is set.

Nothing else happens meanwhile: what the letters before that day name and charge is taken into
account, promises break as their time is over, and nobody pays, disputes, promises, blocks, bills or
misses an instalment.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.calendars import Calendar, calendar_for
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.dunning import Account, ItemToday, Run, run
from chalicelib.domain.collections.dunning_parts import MAX_NAMED, unfinished
from chalicelib.domain.collections.dunning_terms import DunningTerms
from chalicelib.domain.collections.holds import holds_of_invoice
from chalicelib.domain.invoices.charge import INTEREST, Charge, charge_id
from chalicelib.domain.invoices.invoice import Customer, Invoice, with_charges
from chalicelib.domain.invoices.promise_verbs import judge_promises
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
    terms = replace(terms, is_automatic=True)
    zone, earlier = account.customer.time_zone, list[date]()
    while (today := hours.day_in(zone, at)) <= day:
        account = _on(account, terms, today, hours)
        found = run(account, terms, today, most=None)
        is_open = account.by_post or terms.is_sending(at, zone, hours)
        is_open = is_open and account.runs_on is None
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
    account = _on(account, terms, day, hours)
    found = run(account, terms, day, most=None)
    return Foreseen(account, found, day, None, tuple(earlier), at)


def goes_by_itself(account: Account, terms: DunningTerms, today: date) -> bool:
    """Whether the job claims a letter: where nobody need ask for it, or as a further part of what
    somebody asked for; on paper while there is room among what waits to be posted.
    """
    is_asked = terms.is_automatic or _is_by_hand(account, today)
    return is_asked and not (account.by_post and account.record.is_post_full)


def put_off_to(account: Account, terms: DunningTerms, today: date, hours: WorkHours) -> date | None:
    """The day to which the run puts off what it passes over on one that is not worked where the
    customer is; None on a day on which it runs. What somebody asked for goes on on any (CO-20).
    """
    if not terms.is_automatic or _is_by_hand(account, today):
        return None
    runs_on = terms.runs_on(today, _calendar(account, hours))
    return runs_on if runs_on > today else None


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
    days += [today + timedelta(days=one.apart_days) for level in following for one in level]
    openings = (terms.opens_on(terms.runs_on(day, calendar), zone, hours) for day in days)
    return min([now + LOOK_AGAIN, *(opens for opens in openings if opens > now)])


def account_of(
    account: Account,
    invoices: Sequence[Invoice],
    terms: DunningTerms,
    today: date,
    hours: WorkHours,
) -> Account:
    """The same with these invoices, what they say on a day that holds them, and the day to which
    the run puts off what it passes over on that one.
    """
    where = (today, account.customer.time_zone, hours, terms.rest_days)
    holds = {str(one.invoice_number): holds_of_invoice(one, *where) for one in invoices}
    runs_on = put_off_to(account, terms, today, hours)
    return replace(account, invoices=invoices, holds=holds, runs_on=runs_on)


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
    before = unfinished(account.record.letter, today)
    return before is not None and before.is_by_hand


def _calendar(account: Account, hours: WorkHours) -> Calendar:
    """The business days of the customer."""
    return calendar_for(account.customer.country, hours.calendar)


def _on(account: Account, terms: DunningTerms, today: date, hours: WorkHours) -> Account:
    """The same on a day, on which promises are over whose last day was before it (CO-25)."""
    begin = hours.moment_in(account.customer.time_zone, today, time.min)
    invoices = [judge_promises(one, begin) for one in account.invoices]
    return account_of(account, invoices, terms, today, hours)


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
