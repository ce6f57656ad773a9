"""Reminding customers: showing what a letter would ask for, and claiming it (CO-28, CO-36, CO-37).

1. What the customer owes is looked up; what a letter would ask for is read again, consistently
   (`look.py`).
2. In one transaction its items come to their levels and the letter is claimed, on condition that
   none of its invoices, and nothing of the customer's reminders, changed meanwhile. So of two runs
   one has the letter, and the other finds the items reminded today.
3. The letter leaves by the entry that claims it, as all letters do by an event.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.actions.collections.dunning.look import Looked, look
from chalicelib.actions.collections.dunning.reading import customers_in
from chalicelib.actions.collections.dunning.writing import once_changed, to_post, written
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import to_decimal
from chalicelib.domain.collections.dunning.ahead import (
    charged,
    goes_by_itself,
    next_look,
    next_opening,
)
from chalicelib.domain.collections.dunning.record import BOUNCES_WITHIN, Dunning
from chalicelib.domain.collections.dunning.today import ItemToday
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import NotYet
from chalicelib.store import keys
from chalicelib.store.dunning import to_dunning
from chalicelib.store.entities import invoice_item
from chalicelib.store.table import Check, Put, Write, is_at_version
from chalicelib.views.answers import Page
from chalicelib.views.dunning import (
    DunningView,
    RemindedView,
    ReminderView,
    UnreachedView,
    answered,
    dunning_view,
    unreached_view,
)
from chalicelib.views.parts import to_json

LOOK_FOR_ROOM = timedelta(hours=1)
"""After how long a run on paper goes on, where too many of its letters wait to be posted."""


def show_dunning(desk: Desk, customer_id: OutsideID) -> DunningView:
    """What happens to each open item today, and the letter that would go."""
    return _view(desk, look(desk, customer_id))


def remind(
    customer_id: OutsideID,
    chosen: Collection[OutsideID] | None = None,
    *,
    is_job: bool = False,
    by_post: bool = False,
) -> PlainAction[RemindedView]:
    """Claims the letter that reminds a customer of what is asked for now, if there is any; on paper
    it is printed at any hour.
    """

    def action(desk: Desk) -> PlainDecision[RemindedView]:
        how = {"by_post": by_post, "is_job": is_job, "is_by_hand": not is_job}
        looked = look(desk, customer_id, chosen, **how)
        looked = looked if is_job else _begun_by_hand(looked)
        customer, record = looked.customer, looked.record
        desk.require_version(record.version)
        told, writes = _reminded(desk, looked, is_job=is_job)
        numbers = [one.invoice_number for one in looked.found.asked if writes]
        view: RemindedView = {
            **answered(_view(desk, looked)),
            "reminded": numbers,
            "version": told.version,
        }
        answer = Answer(200, to_json(view), told.version)
        return Decision(
            tuple(written(desk, record, told, writes)),
            answer,
            would_be(view),
            {CUSTOMER: customer.customer_id},
        )

    return action


def _reminded(desk: Desk, looked: Looked, *, is_job: bool) -> tuple[Dunning, list[Write]]:
    """The reminders once the letter is claimed, where one goes now, and the conditions on which it
    is; `NotYet` for who reminds by hand outside of the sending hours (CO-20, CO-28).
    """
    record, terms, found = looked.record, looked.terms, looked.found
    zone = looked.customer.time_zone
    is_open = looked.account.by_post or terms.is_sending(desk.now, zone, desk.hours)
    if not is_job and not is_open:
        raise _closed(desk, looked)
    is_open = is_open and looked.account.later is None
    goes = not is_job or goes_by_itself(looked.account, terms, looked.today)
    told, writes = record, list[Write]()
    if found.asked and is_open and goes:
        told, writes = _claimed(desk, looked)
    if found.obstacle:
        told = told.not_reached(found.obstacle, desk.now)
    elif found.items and not writes:
        told = told.reached()
    if is_job or record.look_at or _goes_on(looked, is_claimed=bool(writes)):
        again = _next_look(desk, looked, is_open=is_open, is_claimed=bool(writes))
        told = told.looked_at(again)
    return once_changed(record, told), writes


def _begun_by_hand(looked: Looked) -> Looked:
    """The same, with a run that begins here, or goes on, as one that somebody asked for: its other
    letters follow, whether customers are reminded without being asked for or not.
    """
    part = looked.found.part
    if part is None or looked.found.is_passing:
        return looked
    return replace(looked, found=replace(looked.found, part=replace(part, is_by_hand=True)))


def _goes_on(looked: Looked, *, is_claimed: bool) -> bool:
    """Whether the job is to send another part of this run, after the letter that was claimed, or
    once it can be; a letter over chosen items begins nothing.
    """
    part = looked.found.part if is_claimed else looked.run_before
    if part is None or not part.goes_on or not looked.found.asked:
        return False
    is_wanted = looked.chosen is None or looked.record.look_at is not None
    return is_wanted and (looked.terms.is_automatic or part.is_by_hand)


def list_unreached(desk: Desk, limit: int, cursor: str | None) -> Page[UnreachedView]:
    """The customers who were to be reminded, or told how a dispute ended, and could not be, since
    longest first (CO-40, CO-43).
    """
    page = customers_in(desk, keys.UNREACHED, limit, cursor)
    rows = [unreached_view(to_dunning(item)) for item in page.items]
    return {"value": rows, "nextCursor": page.next_cursor}


def _claimed(desk: Desk, looked: Looked) -> tuple[Dunning, list[Write]]:
    """The reminders with the letter claimed, and that its invoices are as they were read
    (CO-28).
    """
    record, found = looked.record, looked.found
    heads = {str(one.invoice_number): one for one in looked.account.invoices}
    letter = letter_in(looked)
    since = looked.today - BOUNCES_WITHIN
    kept = record.kept_for(heads, since) if looked.is_complete else record
    by_number = {str(one.invoice_number): one for one in found.asked}
    ends = looked.terms.charges.forgets
    checks: list[Write] = [
        _as_charged(heads[number], item, record.sequence + 1, looked.today, ends=ends)
        for number, item in by_number.items()
    ]
    told = kept.with_letter(letter, found.levels, looked.today)
    if looked.account.by_post:
        label = looked.terms.levels[found.level - 1].label
        told = told.put_to_print(to_post(desk, record, f"{label}{found.place}"))
    return told, checks


def _as_charged(invoice: Invoice, item: ItemToday, letter: int, day: date, *, ends: bool) -> Write:
    """That an invoice is as it was read, with what the letter charges on it (CO-39)."""
    unchanged = (is_at_version(invoice.version),)
    if not item.new.total:
        return Check(keys.invoice(invoice.customer_id, invoice.invoice_number), unchanged)
    return Put(invoice_item(charged(invoice, item, letter, day, ends=ends)), unchanged)


def letter_in(looked: Looked) -> dict[str, object]:
    """What the letter says, as it is claimed."""
    # Late, since hardly any request needs what writes mail.
    from chalicelib.actions.collections.dunning.reminder_wording import letter_of, on_paper

    number = looked.record.sequence + 1
    customer, rows = looked.customer, looked.rows
    before = looked.run_before
    letter = letter_of(customer, looked.found, looked.terms, looked.today, number, rows, before)
    if not looked.account.by_post:
        return letter
    asked = {
        str(one.invoice_number): f"{to_decimal(one.asked, one.currency):f}"
        for one in looked.found.asked
    }
    chosen = None if looked.chosen is None else sorted(looked.chosen)
    return on_paper(letter, customer, rows) | {"asked": asked, "chosen": chosen}


def _next_look(desk: Desk, looked: Looked, *, is_open: bool, is_claimed: bool) -> datetime | None:
    """When the job looks at the customer again: at once where another part of a run comes, when
    something can change by itself, and after a week in any case; never, once nothing is owed, or
    nobody is reminded without being asked for.
    """
    zone, terms = looked.customer.time_zone, looked.terms
    goes_on = _goes_on(looked, is_claimed=is_claimed)
    if not looked.found.items or not (terms.is_automatic or goes_on):
        return None
    if goes_on and looked.account.by_post:
        return desk.now if is_claimed else desk.now + LOOK_FOR_ROOM
    if goes_on or (looked.found.asked and not is_open):
        if looked.found.part and looked.found.part.is_by_hand:
            return terms.next_opening(desk.now, zone, desk.hours)
        return next_opening(looked.account, terms, desk.now, desk.hours)
    return next_look(looked.account, looked.found, terms, desk.now, desk.hours)


def _view(desk: Desk, looked: Looked) -> DunningView:
    letter: ReminderView | None = None
    if looked.found.asked:
        from chalicelib.actions.collections.dunning.reminder_wording import (
            preview,  # late, as above
        )

        letter = preview(looked.customer, looked.record.dunning_id, letter_in(looked), looked.rows)
    return dunning_view(
        looked.customer,
        looked.record,
        looked.found,
        looked.terms,
        looked.today,
        zone=looked.customer.time_zone or desk.hours.time_zone,
        letter=letter,
        is_complete=looked.is_complete,
    )


def _closed(desk: Desk, looked: Looked) -> NotYet:
    """The refusal to send outside the hours of the customer (CO-20)."""
    terms, zone = looked.terms, looked.customer.time_zone
    opens = terms.next_opening(desk.now, zone, desk.hours)
    return NotYet(
        f"Reminders leave from {terms.send_from:%H:%M} to {terms.send_until:%H:%M} in"
        f" {zone or desk.hours.time_zone}; nothing was sent.",
        rule="CO-20",
        sendsFrom=keys.instant(opens),
    )
