"""Letters that remind a customer, once they are claimed: as they leave, or are withheld, and what
is told on its reminders of what became of them (CO-20, CO-28, CO-40).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.actions.collections.dunning import outcome_arrival
from chalicelib.actions.collections.dunning.reminder_wording import MAX_MISSED, facts_of
from chalicelib.actions.desk import HOURS
from chalicelib.actions.letters.deliveries import MAX_REASON, Outgoing, deliver
from chalicelib.actions.letters.outcomes import is_held_as, mark
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.identifiers import subject_of
from chalicelib.domain.collections.dunning.ahead import account_of, leaves_by_itself
from chalicelib.domain.collections.dunning.holds import newly_in_litigation
from chalicelib.domain.collections.dunning.record import WITHHELD, Dunning
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import Account
from chalicelib.domain.disputes.events import Change, Entry
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.invoices.invoice import Customer, Invoice, without_charges
from chalicelib.domain.invoices.promise_verbs import lowered
from chalicelib.domain.letters.dispatch import REMINDER, Dispatch, next_try
from chalicelib.domain.people.person import SYSTEM
from chalicelib.mail import plain, templates
from chalicelib.mail.letters import Facts
from chalicelib.mail.outcomes import OUTCOME
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import (
    LEVELS,
    TERMS,
    as_read,
    dunning_item,
    to_dunning,
    to_dunning_terms,
)
from chalicelib.store.entities import (
    entry_item,
    invoice_item,
    to_customer,
    to_entry,
    to_hours,
    to_invoice,
)
from chalicelib.store.keys import Key
from chalicelib.store.post import to_dispatch
from chalicelib.store.table import IS_ABSENT, Put, Table, is_at_version, name_of

READER = "customer"
"""In place of the person to whom other letters go."""


def send(post: PostOffice, entry: Entry) -> datetime | None:
    """Sends the letter that an entry claims, within the hours of its customer and unless something
    has come in its way since; when to try again, or None where nothing is left (CO-20, CO-28).
    """
    now, told = post.now(), entry.after["letter"]
    customer_id = told["customerID"]
    heads = [keys.invoice(customer_id, number) for number in told["items"]]
    customer_key, record_key = keys.customer(customer_id), keys.dunning(customer_id)
    found = post.table.get([customer_key, record_key, TERMS, LEVELS, HOURS, *heads])
    customer, record = (
        to_customer(found[name_of(customer_key)]),
        to_dunning(found[name_of(record_key)]),
    )
    letter_key = keys.letter(record.dunning_id, entry.sequence, READER)
    item = post.table.get([letter_key]).get(name_of(letter_key))
    known = to_dispatch(item) if item else None
    if known is None or not (known.is_done or known.is_unconfirmed(now)):
        hours = to_hours(found.get(name_of(HOURS)))
        terms = to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS)))
        kept = [to_invoice(found[name_of(key)]) for key in heads if name_of(key) in found]
        invoices = [without_charges(one, told["number"]) for one in kept]
        if why := _hindrance(customer, record, invoices, told, terms, hours, now):
            return put_aside(post, entry, record, told, known, why)
        if _is_by_itself(entry, told):
            opens = leaves_by_itself(customer, terms, now, hours)
        else:
            opens = terms.next_opening(now, customer.time_zone, hours)
        if opens > now:
            return opens
    return deliver_claimed(post, record, entry, told, facts_of(record.dunning_id, told))


def _is_by_itself(entry: Entry, told: Mapping[str, Any]) -> bool:
    """Whether nobody asked for a letter, nor for the run of which it is a part."""
    return entry.by_id == SYSTEM.user_id and not (told.get("run") or {}).get("byHand")


def deliver_claimed(
    post: PostOffice, record: Dunning, entry: Entry, told: Mapping[str, Any], facts: Facts
) -> datetime | None:
    """Sends the letter that an entry claims; when to try again, or None where nothing is left."""
    outgoing = Outgoing(
        READER, told["email"], told["to"], told["template"], facts, customer_id=record.customer_id
    )
    is_done = deliver(post, record.dunning_id, entry.sequence, [outgoing], REMINDER).is_done
    return None if is_done else next_try(entry.at, post.now())


def _hindrance(
    customer: Customer,
    record: Dunning,
    invoices: list[Invoice],
    told: Mapping[str, Any],
    terms: DunningTerms,
    hours: WorkHours,
    now: datetime,
) -> str:
    """Why a letter that was claimed is not to leave any more; empty where some item of it is still
    to be asked for, and none has come into litigation (CO-28, CO-44).

    What befell its items and its customer is looked at. Credits were set off as it was claimed,
    against items that it does not name, and are not set off against these once more; nor is what
    became of those that other letters of its run counted.
    """
    today = hours.day_in(customer.time_zone, now)
    before = Account(customer, [], [], replace(record.before_letter(told), letter=None))
    account = account_of(before, invoices, terms, now, hours)
    if customer.email != told["email"]:
        return "its address has changed"
    if sued := newly_in_litigation(invoices, ()):
        return f"{', '.join(sued[:MAX_MISSED])} came into litigation"
    chosen = frozenset(told["items"])
    items = run(account, terms.reaching(told["level"]), today, chosen=chosen)
    if items.asked:
        return ""
    words = "; ".join(dict.fromkeys(one.words for one in items.items)) or "not open"
    return f"nothing of it is asked for any more ({plain.one_line(words, MAX_REASON)})"


def put_aside(
    post: PostOffice,
    entry: Entry,
    record: Dunning,
    told: Mapping[str, Any],
    known: Dispatch | None,
    why: str,
) -> datetime | None:
    """Tells that no letter went, once; while somebody is sending it, that one is waited for."""
    now = post.now()
    if known and not known.is_free(now):
        return next_try(entry.at, now)
    kept = {"about": entry.sequence, "to": told["to"], "email": told["email"], "reason": why}
    change = Change(WITHHELD, f"No mail went to {told['to']}: {why}.", after=kept, note=False)
    letter = (record.dunning_id, entry.sequence, READER, told["email"], told["template"])
    left_out = Dispatch(*letter, "suppressed", of=REMINDER, customer_id=record.customer_id)
    mark(post.table, left_out, is_held_as(known.lease) if known else IS_ABSENT, change, now)
    return None


def told_on(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The reminders as they are now, with what became of a letter: where it reached nobody, its
    items stand as before (CO-40).
    """
    key = keys.dunning(dispatch.customer_id or "")
    claim = keys.entry(subject_of("dunning", dispatch.customer_id or ""), dispatch.sequence)
    found = table.get([key, claim])
    known, claimed = to_dunning(found[name_of(key)]), found.get(name_of(claim))
    mail = {**change.after, "type": change.type, "about": dispatch.sequence, "said": change.text}
    outcome = outcome_arrival.told_in(claimed)
    is_outcome = templates.base_of(dispatch.template_id) == OUTCOME
    letter = None if is_outcome else claimed_in(claimed)
    told = known.with_outcome_mail(mail, at) if is_outcome else known.with_mail(mail, letter, at)
    kept, entry = enter(known, told, Hand(SYSTEM.user_id, SYSTEM.name, at))
    writes = [Put(dunning_item(kept), as_read(known)), Put(entry_item(entry), (IS_ABSENT,))]
    if is_outcome and outcome and claimed:
        beside = table.get(outcome_arrival.beside(outcome))
        since = to_entry(claimed).at
        return [*writes, *outcome_arrival.after_mail(outcome, beside, mail, since, SYSTEM, at)]
    if told.version == known.version or not letter:
        return writes
    charged = charged_keys(known, letter)
    heads = table.get(charged) if charged else {}
    return [*writes, *uncharged(letter, heads, charged)]


def claimed_in(item: Item | None) -> Mapping[str, Any] | None:
    """The reminder that an entry claims; None for one that claims none."""
    return to_entry(item).after.get("letter") if item else None


def charged_keys(record: Dunning, letter: Mapping[str, Any]) -> list[Key]:
    """Where the invoices lie on which a letter charges something."""
    return [keys.invoice(record.customer_id, number) for number in letter.get("charged", ())]


def uncharged(
    letter: Mapping[str, Any], found: Mapping[str, Item], charged: list[Key]
) -> list[Put]:
    """The invoices without what a letter charges that did not go, which nobody has promised then
    either (CO-39, CO-40).
    """
    heads = [to_invoice(found[name_of(key)]) for key in charged if name_of(key) in found]
    return [
        Put(
            invoice_item(lowered(without_charges(one, letter["number"]))),
            (is_at_version(one.version),),
        )
        for one in heads
    ]
