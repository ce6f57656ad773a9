"""What happens to each open item today, and what a reminder asks for: one function, by which the
statement, the preview and the run speak (CO-01).

1. Of what is open, what is in dispute is not asked for, nor what is promised (CO-30, CO-31).
2. What is left is held as a whole while something holds the item (`holds.py`), or rests: not due,
   within the grace of its level, reminded too lately (CO-38).
3. What could be asked for is set against what the company owes the customer (CO-32).
4. A remainder below the minimum of its level asks nothing (CO-38).
5. Where no letter can go, nothing is asked for either, and the item says so (CO-40, CO-42).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from typing import Self

from chalicelib.domain.base.calendars import ONE_DAY
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import Money
from chalicelib.domain.collections.charging import NO_CHARGE, Charged, Late, charges_of
from chalicelib.domain.collections.dunning_parts import MAX_NAMED, Part, next_part, unfinished
from chalicelib.domain.collections.dunning_record import (
    HELD_ADDRESS,
    NOT_SENT,
    OUTCOME_LOST,
    Dunning,
    Reminded,
    size_of,
)
from chalicelib.domain.collections.dunning_terms import NET, DunningTerms, Level
from chalicelib.domain.collections.holds import ENDED_LATELY, IN_PLAN, PAID, PROMISED, Hold, active
from chalicelib.domain.invoices.charge import Charge
from chalicelib.domain.invoices.instalments import Due
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.missed import MissedInstalment
from chalicelib.domain.invoices.open_items import billed_dues, charge_dues, due_since, sum_of
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.domain.invoices.promise import levels_raised
from chalicelib.values import dataclass

REMINDED, IN_DISPUTE, NOT_DUE, TOO_SOON, REMINDED_TODAY, LAST_LEVEL, COVERED, BELOW, NOT_CHOSEN = (
    "willBeReminded",
    "inDispute",
    "notDue",
    "tooSoon",
    "alreadyReminded",
    "lastLevel",
    "coveredByCredit",
    "belowMinimum",
    "notChosen",
)
NEXT_LETTER, NO_ROOM = "nextLetter", "noRoom"
COVERS = "held: credit covers it"
WAS_ASKED = "held: a letter of this run asked for as much that credit has paid since"
NEXT_DAY, NEXT_BUSINESS_DAY = "nextDay", "nextBusinessDay"
PUT_OFF: Mapping[str, str] = {
    NEXT_DAY: "as the hours of today are over",
    NEXT_BUSINESS_DAY: "the next business day",
}
"""Why what is asked for is reminded of on a later day (CO-20)."""
NO_ADDRESS, BY_POST, DO_NOT_SEND = ("noAddress", "byPost", "doNotSend")
UNREACHED: Mapping[str, str] = {
    NO_ADDRESS: "not reminded: no address",
    HELD_ADDRESS: "not reminded: mail to its address is held back",
    NOT_SENT: "not reminded: its mail could not be sent for days",
    BY_POST: "not reminded by mail: its letters go by post",
    DO_NOT_SEND: "not reminded: it is to be sent nothing",
    OUTCOME_LOST: "not told how its dispute ended: the letter did not arrive",
}
"""Why no letter reaches a customer (CO-40, CO-42)."""


@dataclass(frozen=True)
class ItemToday:
    """An open item today; in minor units, and open = disputed + promised + held + asked + rest."""

    invoice_number: OutsideID
    currency: str
    due_date: date
    """Of its oldest part that is owed (CO-06)."""
    open: int
    disputed: int
    promised: int
    held: int
    asked: int
    code: str
    words: str
    level: int = 0
    """Up to which it was reminded; of one that is asked for, the level that comes."""
    again_on: date | None = None
    """The first day on which it can stand otherwise by itself."""
    missed: tuple[MissedInstalment, ...] = ()
    """What was missed of its payment plan (CO-46)."""
    charges: tuple[Charge, ...] = ()
    """What reminders put on it before."""
    charges_owed: int = 0
    """What of that is part of what is open."""
    billed_due: int = 0
    """What of the invoice itself can be asked for."""
    new: Charged = NO_CHARGE
    """What the letter charges, on top of what is open (CO-39)."""
    raised: int = 0
    """How many of its levels come from promises, and from no letter (CO-25)."""
    set_off: int = 0
    """How much less is asked for, since credits cover that (CO-32)."""

    @property
    def rest(self) -> int:
        """What is neither of these: not due yet, covered, or too little."""
        return self.open - self.disputed - self.promised - self.held - self.asked

    @property
    def charges_asked(self) -> int:
        """What of that is asked for: whatever is asked for beyond the invoice itself (CO-39)."""
        return max(0, self.asked - self.billed_due)

    @property
    def is_asked(self) -> bool:
        """Whether the letter asks for it."""
        return self.asked > 0

    def left_out(self, code: str, words: str, again_on: date | None = None) -> Self:
        """The item as one that is not asked for after all; its level stays."""
        level = self.level - 1 if self.is_asked else self.level
        return replace(self, asked=0, code=code, words=words, level=level, again_on=again_on)


@dataclass(frozen=True)
class Later:
    """The day to which the run puts off what it passes over today, and why (CO-20)."""

    on: date
    code: str


@dataclass(frozen=True)
class Account:
    """What of a customer is looked at for its reminders."""

    customer: Customer
    invoices: Sequence[Invoice]
    """Those on which either side owes something."""
    payments: Sequence[CustomerPayment]
    """Those that are not all for invoices, or were not as the last letter of a run was decided."""
    record: Dunning
    holds: Mapping[str, Sequence[Hold]] = field(default_factory=dict)
    """By invoice number what holds it, but for blocks, which the record has."""
    is_held_back: bool = False
    """Whether no mail goes to its address."""
    by_post: bool = False
    """Whether the letter goes on paper, which needs no address of e-mail."""
    is_complete: bool = True
    """Whether all its open items are looked at."""
    later: Later | None = None
    """Where the run passes over today what is asked for; None where it passes over nothing."""

    @property
    def obstacle(self) -> str | None:
        """Why no letter can reach the customer (CO-40, CO-42)."""
        method = self.customer.delivery_method
        if method == "Do Not Send":
            return DO_NOT_SEND
        if self.by_post:
            return None
        if "Email" not in method:
            return BY_POST
        if not self.customer.email:
            return NO_ADDRESS
        return HELD_ADDRESS if self.is_held_back else None

    def holds_on(self, invoice: Invoice, today: date) -> list[Hold]:
        """What holds an item today, blocks last."""
        number = str(invoice.invoice_number)
        blocks = (self.record.block, self.record.blocks.get(number))
        own = [*self.holds.get(number, ()), *(block.as_hold() for block in blocks if block)]
        return active(own, today)


@dataclass(frozen=True)
class Run:
    """Every candidate, and with it what a letter of today would ask for (CO-36)."""

    items: tuple[ItemToday, ...]
    credits: Mapping[str, int]
    """Currency → what the company owes the customer, and what is unallocated (CO-32)."""
    obstacle: str | None = None
    part: Part | None = None
    """The letter's place among those that ask together for all of this; None for a letter by
    itself.
    """
    is_passing: bool = False
    """Whether it is over chosen items, and passes the part of a run on as it is."""

    @property
    def asked(self) -> tuple[ItemToday, ...]:
        """Those that the letter asks for."""
        return tuple(one for one in self.items if one.is_asked)

    @property
    def sums(self) -> dict[str, int]:
        """Currency → what the letter asks for: the sum of its lines."""
        return dict(sorted(_summed(self.asked, lambda one: one.asked + one.new.total).items()))

    @property
    def goes_on(self) -> bool:
        """Whether there is more to ask for than the letter names."""
        return any(one.code == NEXT_LETTER for one in self.items)

    @property
    def place(self) -> str:
        """Behind the name of the letter which of several it is; empty for a single one."""
        if self.part is None or self.is_passing:
            return ""
        return f", {self.part.number} of {self.part.of}"

    @property
    def level(self) -> int:
        """The level of the letter: the highest of its items."""
        return max((one.level for one in self.asked), default=0)

    @property
    def levels(self) -> dict[str, int]:
        """By invoice number the level that letters have brought each item of this one to; what
        promises add is added anew each time (CO-25, CO-34).
        """
        return {str(one.invoice_number): one.level - one.raised for one in self.asked}


def run(
    account: Account,
    terms: DunningTerms,
    today: date,
    *,
    chosen: Collection[str] | None = None,
    most: int | None = MAX_NAMED,
) -> Run:
    """What happens to each item that the customer owes, the oldest first; of the chosen ones alone
    where some were chosen (CO-33). A letter names so many at `most`; without a bound all letters
    of the run are told together.
    """
    owed = sorted(
        (one for one in account.invoices if _is_candidate(one, chosen)),
        key=lambda one: (one.due_date, str(one.invoice_number)),
    )
    items = [_alone(invoice, account, terms, today, chosen) for invoice in owed]
    items = [_if_chosen(one, chosen) for one in items]
    credits = _credits(account)
    before = _brought_on(unfinished(account.record.letter, today), credits, account)
    items = _set_off([_if_enough(one, terms) for one in items], credits, terms, before)
    items = [_if_enough(one, terms) for one in items]
    if account.obstacle:
        words = UNREACHED[account.obstacle]
        reached = [one.left_out(account.obstacle, words) if one.is_asked else one for one in items]
        was_due = any(one.is_asked for one in items)
        return Run(tuple(reached), credits, account.obstacle if was_due else None)
    items = [_put_off(one, account, terms, chosen) for one in _with_room(items, account)]
    part = before
    if chosen is None:
        asked = [one for one in items if one.is_asked]
        level = max((one.level for one in asked), default=0)
        part = next_part(before, len(asked), level, today, most or MAX_NAMED) if asked else None
        part = part and part.with_credits(credits, account.payments)
    named = tuple(_first(items, account.record, today, most))
    found = Run(named, credits, part=part, is_passing=chosen is not None)
    return _with_charges(found, account, terms, today)


def _with_charges(found: Run, account: Account, terms: DunningTerms, today: date) -> Run:
    """The run with what its letter charges; the fee of a run that needs several letters is charged
    once in each currency (CO-39).
    """
    part = found.part
    if not found.asked:
        return found
    level = max(found.level, part.level if part else 0)
    fee = terms.levels[level - 1].fee
    if part:
        fee = {currency: one for currency, one in fee.items() if part.charges(currency)}
    heads = {str(one.invoice_number): one for one in account.invoices}
    asked = [
        Late(heads[str(one.invoice_number)], one.asked - one.charges_asked) for one in found.asked
    ]
    new = charges_of(asked, fee, terms.charges, today)
    items = [replace(one, new=new.get(str(one.invoice_number), NO_CHARGE)) for one in found.items]
    charged = replace(found, items=tuple(items))
    fees = {one.currency for one in items if one.new.fee}
    sums = [_summed(items, amount_of) for amount_of in (_asked_of, _set_off_of)]
    return replace(charged, part=part and part.named(fees, *sums))


def _asked_of(item: ItemToday) -> int:
    return item.asked


def _set_off_of(item: ItemToday) -> int:
    return item.set_off if item.is_asked else 0


def _summed(items: Iterable[ItemToday], amount_of: Callable[[ItemToday], int]) -> dict[str, int]:
    """By currency an amount of all these items."""
    sums: dict[str, int] = {}
    for one in items:
        sums[one.currency] = sums.get(one.currency, 0) + amount_of(one)
    return sums


def _is_candidate(invoice: Invoice, chosen: Collection[str] | None) -> bool:
    """Whether the customer owes it, or it was chosen and is paid by now."""
    is_chosen = chosen is not None and str(invoice.invoice_number) in chosen
    return invoice.status == "approved" and (invoice.balance > 0 or is_chosen)


def _alone(
    invoice: Invoice,
    account: Account,
    terms: DunningTerms,
    today: date,
    chosen: Collection[str] | None,
) -> ItemToday:
    """An item by itself: what of it is in dispute, promised, held or could be asked for. Whoever
    chooses it does not wait for the days after its dispute (DM-09, CO-43).
    """
    own = sum_of(invoice)
    is_chosen = chosen is not None and str(invoice.invoice_number) in chosen
    holds = [
        one
        for one in account.holds_on(invoice, today)
        if not (is_chosen and one.code == ENDED_LATELY)
    ]
    free = own.outstanding - own.disputed_owed
    known = _last_reminder(invoice, account.record)
    sent = known.level if known else 0
    raised = min(levels_raised(invoice.promises), max(0, len(terms.levels) - 1 - sent))
    planned, promised = _parts_held(holds, free)
    item = ItemToday(
        invoice.invoice_number,
        invoice.currency,
        due_since(invoice),
        own.outstanding,
        own.disputed_owed,
        promised,
        held=planned,
        asked=0,
        code=IN_DISPUTE,
        words=_disputed_words(invoice, own.disputed_owed, own.outstanding),
        level=sent + raised,
        missed=invoice.missed,
        charges=invoice.reminder_charges,
        charges_owed=invoice.charges_owed,
        raised=raised,
    )
    return _held(item, free, holds) or _in_turn(item, invoice, account, terms, today)


def _held(item: ItemToday, free: int, holds: Sequence[Hold]) -> ItemToday | None:
    """The item where nothing of it can be asked for: paid, in dispute, or held as a whole or by
    what is promised of it; None where something may be (CO-01).
    """
    if item.open == 0:
        return replace(item, code=PAID, words="paid meanwhile")
    if free == 0:
        return item
    if item.disputed and free <= item.charges_owed:
        return replace(item, held=free - item.promised)
    whole = next((one for one in holds if one.amount is None), None)
    if whole:
        words = f"held: {whole.words}"
        held = replace(item, held=free - item.promised, code=whole.code, words=words)
        return replace(held, again_on=whole.until and whole.until + ONE_DAY)
    if item.held + item.promised == free:
        part = next(one for one in holds if one.amount is not None)
        again_on = part.until and part.until + ONE_DAY
        return replace(item, code=part.code, words=f"held: {part.words}", again_on=again_on)
    return None


def _last_reminder(invoice: Invoice, record: Dunning) -> Reminded | None:
    """How the item was reminded of last; None where it is owed by instalments, and those that were
    late then are paid: one that came to be late since begins at the first level (CO-06, CO-34,
    CO-46).
    """
    known = record.reminded.get(str(invoice.invoice_number))
    late_since: date | None = None
    if invoice.plan_id and invoice.missed:
        late_since = invoice.missed[0].due
    elif invoice.instalments:
        owed = (one.due_date for one in billed_dues(invoice) if one.outstanding)
        late_since = next(owed, None)
    return None if known and late_since and late_since >= known.day else known


def _parts_held(holds: Iterable[Hold], free: int) -> tuple[int, int]:
    """What a plan holds of an item, and what is promised of the rest."""
    parts = [(one.code, one.amount or 0) for one in holds if one.amount is not None]
    planned = min(free, sum(amount for code, amount in parts if code == IN_PLAN))
    promised = sum(amount for code, amount in parts if code != IN_PLAN)
    return planned, min(free - planned, promised)


def _in_turn(
    item: ItemToday, invoice: Invoice, account: Account, terms: DunningTerms, today: date
) -> ItemToday:
    """An item that nothing holds: asked for where it is late by more than the grace of its next
    level, and was not reminded too lately (CO-38).
    """
    billed = _free(billed_dues(invoice))
    charges = _free(due for _, due in charge_dues(invoice))
    first = item.missed[0].due if item.missed else min(day for day, _ in [*billed, *charges])
    if item.level >= len(terms.levels):
        return replace(item, code=LAST_LEVEL, words="every reminder was sent")
    level = terms.levels[item.level]
    ripe_on = max(
        first + timedelta(days=level.grace_days + 1), invoice.invoice_date + timedelta(days=2)
    )
    """Whoever was billed yesterday is not late this morning, whatever the due date (CO-38)."""
    if today <= first:
        return replace(item, code=NOT_DUE, words=f"due on {first.isoformat()}", again_on=ripe_on)
    known = _last_reminder(invoice, account.record)
    if known and known.day >= today:
        again_on = max(ripe_on, known.day + timedelta(days=level.apart_days))
        return replace(item, code=REMINDED_TODAY, words="reminded today", again_on=again_on)
    if known:
        ripe_on = max(ripe_on, known.day + timedelta(days=level.apart_days))
    if today < ripe_on:
        words = f"not before {ripe_on.isoformat()} ({level.label})"
        return replace(item, code=TOO_SOON, words=words, again_on=ripe_on)
    before = None if item.missed else today
    late, charged = _due(billed, before), _due(charges, before)
    later = item.promised + max(0, item.held - charged)
    """What a plan asks for later is of charges first: payments pay the invoice before them."""
    item = replace(item, billed_due=max(0, late - later))
    asked = max(0, late + charged - item.promised - item.held)
    if asked == 0:
        until = min(
            (one.until for one in account.holds_on(invoice, today) if one.until), default=None
        )
        words = "what is due of it is promised"
        return replace(item, code=PROMISED, words=words, again_on=until and until + ONE_DAY)
    return _asked(replace(item, level=item.level + 1), asked, level)


def _free(parts: Iterable[Due]) -> list[tuple[date, int]]:
    """What of each part is not in dispute, with its day, where there is anything."""
    owed = ((one.due_date, one.outstanding - one.disputed) for one in parts)
    return [(day, amount) for day, amount in owed if amount]


def _due(parts: Iterable[tuple[date, int]], before: date | None) -> int:
    """What of these was due before a day; all of it for None."""
    return sum(amount for day, amount in parts if before is None or day < before)


def _put_off(
    item: ItemToday, account: Account, terms: DunningTerms, chosen: Collection[str] | None
) -> ItemToday:
    """The item, which the run reminds of on a later day where it passes over this one; whoever
    chooses it reminds at once (CO-01, CO-20).
    """
    later = account.later
    if not item.is_asked or later is None or chosen is not None:
        return item
    put_off = _asked(item, item.asked, terms.levels[item.level - 1], later)
    return replace(put_off, code=later.code, again_on=later.on)


def _asked(item: ItemToday, amount: int, level: Level, later: Later | None = None) -> ItemToday:
    when = f" on {later.on.isoformat()}, {PUT_OFF[later.code]}" if later else ""
    words = f"will be reminded{when} ({level.label}, {Money(amount, item.currency)})"
    if item.disputed:
        words += f"; {Money(item.disputed, item.currency)} is in dispute"
    if charges := replace(item, asked=amount).charges_asked:
        words += f"; {Money(charges, item.currency)} of it is fees and interest"
    if item.missed:
        words += f"; instalment {item.missed[0].number} was missed"
    return replace(item, asked=amount, code=REMINDED, words=words)


def _disputed_words(invoice: Invoice, disputed: int, outstanding: int) -> str:
    of = f"{Money(disputed, invoice.currency)} of {Money(outstanding, invoice.currency)}"
    return f"held: in dispute {of}"


def _if_chosen(item: ItemToday, chosen: Collection[str] | None) -> ItemToday:
    if not item.is_asked or chosen is None or str(item.invoice_number) in chosen:
        return item
    return item.left_out(NOT_CHOSEN, "not chosen for this letter")


def _credits(account: Account) -> dict[str, int]:
    """Currency → what the company owes the customer and what came in for no invoice; cancelled
    documents and drafts count nowhere (CO-32).
    """
    sums: dict[str, int] = {}
    for invoice in account.invoices:
        if invoice.status == "approved" and (credit := sum_of(invoice).credits):
            sums[invoice.currency] = sums.get(invoice.currency, 0) + credit
    for payment in account.payments:
        if payment.unallocated:
            sums[payment.currency] = sums.get(payment.currency, 0) + payment.unallocated
    return dict(sorted(sums.items()))


def _brought_on(before: Part | None, credits: Mapping[str, int], account: Account) -> Part | None:
    """The part behind which a run goes on, with what became of its credits since (CO-32)."""
    if before is None or before.since is None:
        return before
    named = {key for key, one in account.record.reminded.items() if one.day >= before.since}
    return before.brought_on(credits, account.payments, named)


def _set_off(
    items: list[ItemToday],
    credits: Mapping[str, int],
    terms: DunningTerms,
    before: Part | None,
) -> list[ItemToday]:
    """The items once credits are set against them: what these cover in full is not asked for; what
    they cover in part is asked for less, the oldest first, or in full with the credits named beside
    (CO-32). What letters of the same run asked for and set off before counts too, and what credits
    have paid of that since.
    """
    asked = _summed(items, _asked_of)
    earlier = before.asked if before else {}
    taken = before.set_off if before else {}
    moved = before.moved if before else {}
    left = {
        currency: max(0, credit + moved.get(currency, 0) - taken.get(currency, 0))
        for currency, credit in (dict.fromkeys(moved, 0) | dict(credits)).items()
        if terms.credits == NET or credit >= asked.get(currency, 0) + earlier.get(currency, 0)
    }
    there = dict(credits)
    netted: list[ItemToday] = []
    for one in items:
        off = min(one.asked, left.get(one.currency, 0))
        left[one.currency] = left.get(one.currency, 0) - off
        is_there = there.get(one.currency, 0) >= off
        there[one.currency] = there.get(one.currency, 0) - off
        if off and off == one.asked:
            netted.append(one.left_out(COVERED, COVERS if is_there else WAS_ASKED))
        elif off:
            level = terms.levels[one.level - 1]
            netted.append(replace(_asked(one, one.asked - off, level), set_off=off))
        else:
            netted.append(one)
    return netted


def _if_enough(item: ItemToday, terms: DunningTerms) -> ItemToday:
    """The item, but not asked for where that is less than the minimum of its level (CO-38)."""
    if not item.is_asked:
        return item
    least = terms.levels[item.level - 1].minimum.get(item.currency, 0)
    if item.asked >= least:
        return item
    return item.left_out(BELOW, f"less than {Money(least, item.currency)} is open")


def _with_room(items: Iterable[ItemToday], account: Account) -> Iterable[ItemToday]:
    """The items, but not asked for where no more can be kept of a customer (CO-34)."""
    numbers = {str(one.invoice_number) for one in account.invoices}
    left = account.record.room_beside(numbers if account.is_complete else None)
    for one in items:
        number = str(one.invoice_number)
        size = 0 if number in account.record.reminded or not one.is_asked else size_of(number)
        if size > left:
            yield one.left_out(NO_ROOM, "reminded by hand: its customer owes too many items")
        else:
            left -= size
            yield one


def _first(
    items: Sequence[ItemToday], record: Dunning, today: date, most: int | None
) -> Iterable[ItemToday]:
    """The items, of which no more than a letter names are asked for: first those of the highest
    level, of these the ones that were reminded of the longest ago; the others come with the next.
    """
    asked = sorted(
        (one for one in items if one.is_asked),
        key=lambda one: (-one.level, record.last_day(one.invoice_number)),
    )
    left = {str(one.invoice_number) for one in asked[most:]} if most else set()
    words = f"a letter names {most} items; comes with the next"
    for one in items:
        is_left = str(one.invoice_number) in left
        yield one.left_out(NEXT_LETTER, words, today) if is_left else one
