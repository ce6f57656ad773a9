"""An open item by itself, before anything else of its customer is looked at: what of it is in
dispute, promised or held, and whether it is its turn to be asked for (CO-30, CO-31, CO-38).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from chalicelib.domain.base.calendars import ONE_DAY
from chalicelib.domain.base.money import Money
from chalicelib.domain.collections.dunning.holds import ENDED_LATELY, IN_PLAN, PAID, PROMISED, Hold
from chalicelib.domain.collections.dunning.record import Dunning, Reminded
from chalicelib.domain.collections.dunning.terms import DunningTerms, Level
from chalicelib.domain.collections.dunning.today import (
    IN_DISPUTE,
    LAST_LEVEL,
    NOT_DUE,
    PUT_OFF,
    REMINDED,
    REMINDED_TODAY,
    TOO_SOON,
    Account,
    ItemToday,
    Later,
)
from chalicelib.domain.invoices.instalments import Due
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.open_items import billed_dues, charge_dues, due_since, sum_of
from chalicelib.domain.invoices.promise import levels_raised


def alone(
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
    broken = levels_raised(invoice.promises_on(today))
    raised = min(broken, max(0, len(terms.levels) - 1 - sent))
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
    if known:
        ripe_on = max(ripe_on, known.day + timedelta(days=level.spacing_days))
    if known and known.day >= today:
        return replace(item, code=REMINDED_TODAY, words="reminded today", again_on=ripe_on)
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
    return asked_for(replace(item, level=item.level + 1), asked, level)


def _free(parts: Iterable[Due]) -> list[tuple[date, int]]:
    """What of each part is not in dispute, with its day, where there is anything."""
    owed = ((one.due_date, one.outstanding - one.disputed) for one in parts)
    return [(day, amount) for day, amount in owed if amount]


def _due(parts: Iterable[tuple[date, int]], before: date | None) -> int:
    """What of these was due before a day; all of it for None."""
    return sum(amount for day, amount in parts if before is None or day < before)


def asked_for(item: ItemToday, amount: int, level: Level, later: Later | None = None) -> ItemToday:
    """The item as one that is reminded of, today or later, with the words that say so (CO-01)."""
    when = f" on {later.on.isoformat()}, {PUT_OFF[later.code]}" if later else ""
    words = f"will be reminded{when} ({level.label}, {Money(amount, item.currency)})"
    if item.disputed:
        words += f"; {Money(item.disputed, item.currency)} is in dispute"
    if item.promised:
        words += f"; {Money(item.promised, item.currency)} is promised"
    if item.set_off:
        words += f"; credit covers {Money(item.set_off, item.currency)}"
    if charges := replace(item, asked=amount).charges_asked:
        words += f"; {Money(charges, item.currency)} of it is fees and interest"
    if item.missed:
        words += f"; instalment {item.missed[0].number} was missed"
    return replace(item, asked=amount, code=REMINDED, words=words)


def _disputed_words(invoice: Invoice, disputed: int, outstanding: int) -> str:
    of = f"{Money(disputed, invoice.currency)} of {Money(outstanding, invoice.currency)}"
    return f"held: in dispute {of}"
