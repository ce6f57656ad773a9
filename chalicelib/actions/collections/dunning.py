"""Reminding customers: looking at what a letter would ask for, claiming it, and keeping it away
(CO-28, CO-35…CO-37).

1. What the customer owes is looked up; what a letter would ask for is read again, consistently.
2. In one transaction its items come to their levels and the letter is claimed, on condition that
   none of its invoices, and nothing of the customer's reminders, changed meanwhile. So of two runs
   one has the letter, and the other finds the items reminded today.
3. The letter leaves by the entry that claims it, as all letters do by an event.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.actions.collections.dunning_reading import (
    customer_in,
    customers_in,
    is_held_back,
    payments_followed,
    record_in,
)
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.invoices.lookups import OpenItems, open_items
from chalicelib.actions.letters.deliveries import TEMPLATES
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import to_decimal
from chalicelib.domain.collections import dunning_ahead
from chalicelib.domain.collections.dunning import Account, ItemToday, Run, run
from chalicelib.domain.collections.dunning_ahead import (
    charged,
    goes_by_itself,
    next_look,
    next_opening,
)
from chalicelib.domain.collections.dunning_parts import Part, is_on_paper, unfinished
from chalicelib.domain.collections.dunning_record import BOUNCES_WITHIN, Dunning, ToPost
from chalicelib.domain.collections.dunning_terms import DunningTerms
from chalicelib.domain.collections.holds import Block
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import InvalidInput, NotYet, no_such
from chalicelib.store import keys
from chalicelib.store.dunning import (
    LEVELS,
    TERMS,
    as_read,
    dunning_item,
    reminder_item,
    to_dunning,
    to_dunning_terms,
)
from chalicelib.store.entities import entry_item, invoice_item, to_invoice
from chalicelib.store.keys import Key
from chalicelib.store.payments import to_payment
from chalicelib.store.table import (
    IS_ABSENT,
    Check,
    Put,
    Write,
    is_at_version,
    name_of,
)
from chalicelib.values import dataclass
from chalicelib.views.answers import Page
from chalicelib.views.dunning import (
    BlocksView,
    DunningView,
    RemindedView,
    ReminderView,
    UnreachedView,
    answered,
    blocks_view,
    dunning_view,
    unreached_view,
)
from chalicelib.views.parts import to_json

LOOK_FOR_ROOM = timedelta(hours=1)
"""After how long a run on paper goes on, where too many of its letters wait to be posted."""


@dataclass(frozen=True)
class Looked:
    """What was found about a customer's reminders."""

    account: Account
    heads: Mapping[str, Invoice]
    """By number its invoices as they were read: what a letter charges is written on these."""
    terms: DunningTerms
    today: date
    found: Run
    rows: list[dict[str, object]]
    """The words of mails as administrators left them."""
    is_complete: bool
    chosen: frozenset[str] | None
    """The items that it is to be about, where not all that are asked for."""

    @property
    def customer(self) -> Customer:
        """Whose they are."""
        return self.account.customer

    @property
    def record(self) -> Dunning:
        """What is kept of them."""
        return self.account.record

    @property
    def run_before(self) -> Part | None:
        """The part of a run behind which a letter of now would come."""
        return unfinished(self.record.letter, self.today)


def look(
    desk: Desk,
    customer_id: OutsideID,
    chosen: Collection[OutsideID] | None = None,
    *,
    by_post: bool = False,
    is_job: bool = False,
    is_by_hand: bool = False,
) -> Looked:
    """What a letter of now would ask for, and why it leaves out what it does (CO-01, CO-36); the
    job goes on as the run began, by mail or on paper, and whoever reminds by hand does so on any
    day.
    """
    wanted = None if chosen is None else frozenset(map(str, chosen))
    keys_read = [keys.customer(customer_id), keys.dunning(customer_id), TERMS, LEVELS, TEMPLATES]
    found = desk.gather(keys_read, with_hours=True)
    desk.context.actor.require_sight(customer_id, "customer")
    customer, record = customer_in(found, customer_id), record_in(desk, found, customer_id)
    terms = to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS)))
    today = desk.hours.day_in(customer.time_zone, desk.now)
    by_post = by_post or (is_job and is_on_paper(record.letter, today))
    listed = open_items(desk, customer_id)
    first = account_of(desk, customer, record, listed.invoices, terms, by_post=by_post)
    first = replace(first, payments=listed.payments, is_complete=listed.complete)
    asked = run(first, terms, today, chosen=wanted).levels
    numbers = asked.keys() | (wanted or frozenset())
    known, is_held = _read_again(desk, customer, listed, numbers, payments_followed(record, today))
    account = replace(
        account_of(desk, customer, record, known.invoices, terms, by_post=by_post),
        payments=known.payments,
        is_held_back=is_held,
        is_complete=listed.complete,
    )
    account = replace(account, later=None) if is_by_hand else account
    rows = found.get(name_of(TEMPLATES), {}).get("value", [])
    came = run(account, terms, today, chosen=wanted)
    heads = {str(one.invoice_number): one for one in known.invoices}
    return Looked(account, heads, terms, today, came, rows, listed.complete, wanted)


def _read_again(
    desk: Desk,
    customer: Customer,
    listed: OpenItems,
    numbers: Collection[str],
    followed: Sequence[Key],
) -> tuple[OpenItems, bool]:
    """What is listed, with the invoices of these numbers, all payments and those that are followed
    as they are now, since a list may be a moment behind; and whether no mail goes to the customer's
    address (CO-28).
    """
    invoices = {number: keys.invoice(customer.customer_id, number) for number in sorted(numbers)}
    known = [keys.payment(customer.customer_id, one.payment_id) for one in listed.payments]
    payments = list({name_of(key): key for key in (*known, *followed)}.values())
    address = [keys.address(customer.email)] if customer.email else []
    again = desk.gather_more([*invoices.values(), *payments, *address])
    heads = {
        number: to_invoice(again[name_of(key)])
        for number, key in invoices.items()
        if name_of(key) in again
    }
    others = [one for one in listed.invoices if str(one.invoice_number) not in heads]
    now = replace(
        listed,
        invoices=[*others, *heads.values()],
        payments=[to_payment(again[name_of(key)]) for key in payments if name_of(key) in again],
    )
    return now, is_held_back(customer, again)


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
        customer, record, terms = looked.customer, looked.record, looked.terms
        desk.require_version(record.version)
        on_paper = looked.account.by_post
        is_open = on_paper or terms.is_sending(desk.now, customer.time_zone, desk.hours)
        if not is_job and not is_open:
            raise _closed(desk, looked)
        is_open = is_open and looked.account.later is None
        told, writes = record, list[Write]()
        goes = not is_job or goes_by_itself(looked.account, terms, looked.today)
        if looked.found.asked and is_open and goes:
            told, writes = _claimed(desk, looked)
        if looked.found.obstacle:
            told = told.not_reached(looked.found.obstacle, desk.now)
        elif looked.found.items and not writes:
            told = told.reached()
        goes_on = _goes_on(looked, is_claimed=bool(writes))
        if is_job or record.look_at or goes_on:
            again = _next_look(desk, looked, is_open=is_open, is_claimed=bool(writes))
            told = told.looked_at(again)
        told = _once_changed(record, told)
        numbers = [one.invoice_number for one in looked.found.asked]
        view: RemindedView = {
            **answered(_view(desk, looked)),
            "reminded": numbers,
            "version": told.version,
        }
        answer = Answer(200, to_json(view), told.version)
        return Decision(
            tuple(_written(desk, record, told, writes)),
            answer,
            would_be(view),
            {CUSTOMER: customer.customer_id},
        )

    return action


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


def put_block(
    customer_id: OutsideID,
    invoice_number: OutsideID | None,
    reason: str,
    until: date | None,
) -> PlainAction[BlocksView]:
    """Keeps reminders from a customer or from one invoice; the same once more changes nothing
    (CO-35).
    """

    def action(desk: Desk) -> PlainDecision[BlocksView]:
        customer, record = _block_read(desk, customer_id, invoice_number)
        if until is not None and until < desk.hours.day_in(customer.time_zone, desk.now):
            said = "A block ends today or later."
            raise InvalidInput(
                said,
                rule="CO-35",
                errors=[{"pointer": "/until", "detail": said, "code": "invalid"}],
            )
        block = Block(reason, until, desk.context.actor.name, desk.now)
        return _blocked(desk, record, record.blocked(block, invoice_number))

    return action


def end_block(customer_id: OutsideID, invoice_number: OutsideID | None) -> PlainAction[BlocksView]:
    """Lets reminders go to a customer, or name an invoice, again (CO-35)."""

    def action(desk: Desk) -> PlainDecision[BlocksView]:
        _, record = _block_read(desk, customer_id, invoice_number)
        return _blocked(
            desk, record, record.without_block(invoice_number, desk.context.actor.name, desk.now)
        )

    return action


def list_unreached(desk: Desk, limit: int, cursor: str | None) -> Page[UnreachedView]:
    """The customers who were to be reminded, or told how a dispute ended, and could not be, since
    longest first (CO-40, CO-43).
    """
    page = customers_in(desk, keys.UNREACHED, limit, cursor)
    rows = [unreached_view(to_dunning(item)) for item in page.items]
    return {"value": rows, "nextCursor": page.next_cursor}


def account_of(
    desk: Desk,
    customer: Customer,
    record: Dunning,
    invoices: list[Invoice],
    terms: DunningTerms,
    *,
    by_post: bool = False,
) -> Account:
    """What of a customer is looked at, with what its invoices say now that holds them."""
    empty = Account(customer, [], [], record, by_post=by_post)
    return dunning_ahead.account_of(empty, invoices, terms, desk.now, desk.hours)


def _claimed(desk: Desk, looked: Looked) -> tuple[Dunning, list[Write]]:
    """The reminders with the letter claimed, and that its invoices are as they were read
    (CO-28).
    """
    record, found = looked.record, looked.found
    heads, letter = looked.heads, letter_in(looked)
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


def to_post(desk: Desk, record: Dunning, label: str) -> ToPost:
    """The letter that the next entry claims, on its way to the post."""
    return ToPost(record.sequence + 1, label, desk.now, desk.context.actor.name)


def letter_in(looked: Looked) -> dict[str, object]:
    """What the letter says, as it is claimed."""
    # Late, since hardly any request needs what writes mail.
    from chalicelib.actions.collections.reminder_letters import letter_of, on_paper

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


def _once_changed(record: Dunning, told: Dunning) -> Dunning:
    """The reminders as they are to be, one version on, however many changes that took; when to look
    again is none, so that the job makes nobody's edit stale (X-07).
    """
    if record.version and told.looked_at(record.look_at) == record:
        return told
    return told if told == record else replace(told, version=record.version + 1)


def _written(desk: Desk, record: Dunning, told: Dunning, checks: list[Write]) -> list[Write]:
    """The reminders as they are to be, with an entry of what changed of them."""
    if told == record:
        return []
    unchanged = as_read(record)
    if told.journaled() == record.journaled():
        return [Put(dunning_item(told), unchanged)]
    kept, entry = enter(record if record.version else None, told, desk.hand)
    claims = bool(checks)
    is_mailed = told.to_post == record.to_post
    item = (
        reminder_item(entry, record.customer_id, is_left=is_mailed) if claims else entry_item(entry)
    )
    return [Put(dunning_item(kept), unchanged), Put(item, (IS_ABSENT,)), *checks]


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
        from chalicelib.actions.collections.reminder_letters import preview  # late, as above

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


def _block_read(
    desk: Desk, customer_id: OutsideID, invoice_number: OutsideID | None
) -> tuple[Customer, Dunning]:
    wanted = [keys.customer(customer_id), keys.dunning(customer_id)]
    head = None if invoice_number is None else keys.invoice(customer_id, invoice_number)
    found = desk.gather([*wanted, *([head] if head else [])], with_hours=True)
    desk.context.actor.require_sight(customer_id, "customer")
    customer, record = customer_in(found, customer_id), record_in(desk, found, customer_id)
    if head and name_of(head) not in found:
        raise no_such("invoice")
    desk.require_version(record.version)
    return customer, record


def _blocked(desk: Desk, record: Dunning, told: Dunning) -> PlainDecision[BlocksView]:
    if told != record and record.look_at:
        told = replace(told, look_at=desk.now)
    told = _once_changed(record, told)
    view = blocks_view(told)
    answer = Answer(200, to_json(view), told.version)
    writes = tuple(_written(desk, record, told, []))
    return Decision(writes, answer, would_be(view), {CUSTOMER: record.customer_id})
