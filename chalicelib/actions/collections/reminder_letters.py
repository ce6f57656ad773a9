"""Letters that remind a customer: as they are decided, sent, and told on its reminders (CO-28,
CO-30, CO-41).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.actions.collections import outcome_arrival
from chalicelib.actions.desk import HOURS
from chalicelib.actions.letters.deliveries import MAX_REASON, Outgoing, deliver
from chalicelib.actions.letters.outcomes import is_held_as, mark
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.identifiers import subject_of
from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.sentences import Sentence, parts_of
from chalicelib.domain.collections.dunning import Account, ItemToday, Run, run
from chalicelib.domain.collections.dunning_ahead import account_of, leaves_by_itself
from chalicelib.domain.collections.dunning_parts import Part
from chalicelib.domain.collections.dunning_record import WITHHELD, Dunning, paper_name
from chalicelib.domain.collections.dunning_terms import NAME_BOTH, NET, DunningTerms
from chalicelib.domain.collections.holds import newly_in_litigation
from chalicelib.domain.disputes.events import Change, Entry
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.invoices.invoice import Customer, Invoice, without_charges
from chalicelib.domain.invoices.promise_verbs import lowered
from chalicelib.domain.letters.dispatch import REMINDER, Dispatch, next_try
from chalicelib.domain.people.person import SYSTEM
from chalicelib.mail import letters, plain, templates
from chalicelib.mail.facts import ReminderFacts, as_decided
from chalicelib.mail.languages.known import fallback_of, language_of, words_of
from chalicelib.mail.languages.words import Words
from chalicelib.mail.letters import Facts, Letter, Reader
from chalicelib.mail.outcomes import OUTCOME
from chalicelib.mail.printing import Sheet, address_of, document
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import Template
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
from chalicelib.views.dunning import ReminderView

MAX_MISSED = 10
"""How many missed instalments a letter names."""
READER = "customer"
"""In place of the person to whom other letters go."""


def letter_of(
    customer: Customer,
    found: Run,
    terms: DunningTerms,
    today: date,
    number: int,
    rows: list[dict[str, Any]],
    before: Part | None = None,
) -> dict[str, Any]:
    """What the letter says, kept with the entry that claims it: whatever changes before it leaves
    is not in it (CO-28); `before` is the part of its run behind which it comes.
    """
    part = None if found.is_passing else found.part
    level = terms.levels[found.level - 1]
    template_id = templates.in_language(level.template_id, customer.language, rows)
    words, spelling = words_of(template_id), Spelling.of(template_id, customer.language)
    total, credits = spelling.amounts(found.sums), spelling.amounts(found.credits)
    parts = [row for one in found.asked for row in _rows(one, today, words, spelling)]
    said = _in_a_sentence(f"{level.label}{found.place}", found)
    return {
        "number": number,
        "customerID": customer.customer_id,
        "on": today.isoformat(),
        "label": level.label,
        "level": found.level,
        "run": found.part.told() if found.part else None,
        "runBefore": before.told() if before else None,
        "template": template_id,
        "to": customer.name,
        "email": customer.email,
        **_charges(found),
        "said": str(said),
        "words": parts_of(said),
        "facts": {
            "customer_name": customer.name,
            "account_number": str(customer.account_number),
            "dunning_level": level.label_in(language_of(template_id)),
            "as_of": spelling.day(today),
            "items_total": total,
            "credits_named": credits if terms.credits == NAME_BOTH else "",
            "credits_set_off": spelling.amounts(_set_off(found)) if terms.credits == NET else "",
            "letter_number": str(part.number) if part else "",
            "letter_count": str(part.of) if part else "",
            "instalments_missed": _missed(found, words, spelling),
            "columns": [*words.items],
            "parts": parts,
        },
    }


def _in_a_sentence(label: str, found: Run) -> Sentence:
    """What the letter asks for, as notes and journal tell it."""
    count = len(found.asked)
    items = "item" if count == 1 else "items"
    return Sentence(
        f"{{level}}: {{sums}} asked for, {{count}} {items}.",
        level=label,
        sums=_summed(found.sums),
        count=str(count),
    )


def _charges(found: Run) -> dict[str, Any]:
    """What the letter puts on its invoices, and for how many amount-days (CO-39)."""
    return {
        "charged": {
            str(one.invoice_number): {
                kind: to_number(amount, one.currency) for kind, amount in one.new.by_kind.items()
            }
            for one in found.asked
            if one.new.total
        },
        "amountDays": {
            str(one.invoice_number): one.new.amount_days for one in found.asked if one.new.interest
        },
    }


def _set_off(found: Run) -> dict[str, int]:
    """What the customer has with the company in the currencies of what is asked for; of a run that
    needs several letters the first tells it (CO-32).
    """
    if found.part and found.part.number > 1 and not found.is_passing:
        return {}
    return {currency: minor for currency, minor in found.credits.items() if currency in found.sums}


def _rows(item: ItemToday, today: date, words: Words, spelling: Spelling) -> list[list[str]]:
    """The lines of a letter about an item: the invoice itself while it is owed, and its charges,
    before and by this letter (CO-39).
    """

    def amount(minor: int) -> str:
        return spelling.amount(minor, item.currency)

    number, before = str(item.invoice_number), item.charges_asked
    disputed = amount(item.disputed) if item.disputed else "–"
    own = item.open - item.charges_owed
    until = words.interest.format(day=spelling.day(today))
    charges = [
        (words.charges_before, item.charges_owed, before),
        (words.fee, item.new.fee, item.new.fee),
        (until, item.new.interest, item.new.interest),
    ]
    due = spelling.day(item.due_date)
    first = [number, due, amount(own), disputed, amount(item.asked - before)]
    return [
        *([first] if own else []),
        *(
            [f"{number}, {label}", "–", amount(open_), "–", amount(asked)]
            for label, open_, asked in charges
            if open_
        ),
    ]


def _missed(found: Run, words: Words, spelling: Spelling) -> str:
    """The instalments that were missed of what is asked for, each once (CO-46)."""
    named = {
        (missed.plan_id, missed.number): words.instalment.format(
            number=missed.number,
            day=spelling.day(missed.due),
            amount=spelling.amount(missed.amount, one.currency),
        )
        for one in found.asked
        for missed in one.missed
    }
    more = [words.more.format(count=len(named) - MAX_MISSED)] if len(named) > MAX_MISSED else []
    return "; ".join([*list(named.values())[:MAX_MISSED], *more])


def on_paper(
    letter: dict[str, Any], customer: Customer, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    """A letter as one on paper: where it goes, and its words as they stand now, so that it reads
    the same whenever it is printed.
    """
    words = templates.find(letter["template"], rows)
    return letter | {
        "address": list(address_of(customer.name, customer.postal_address)),
        "subject": words.subject,
        "body": words.body,
    }


def sheet_of(dunning_id: str, told: Mapping[str, Any], facts: Facts) -> Sheet:
    """A letter on paper as it is printed."""
    words = Template(told["template"], told["subject"], told["body"])
    name = paper_name(dunning_id, told["number"])
    return Sheet(tuple(told["address"]), told["facts"]["as_of"], name, words, facts)


def _summed(sums: Mapping[str, int]) -> Sentence:
    """Amounts side by side, a currency each."""
    values = {f"in{currency}": Money(minor, currency) for currency, minor in sums.items()}
    return Sentence(", ".join(f"{{{name}}}" for name in values), **values)


def facts_of(dunning_id: str, told: Mapping[str, Any]) -> ReminderFacts:
    """The facts of a letter as it was decided."""
    return as_decided(ReminderFacts, dunning_id, told["facts"])


def preview(
    customer: Customer, dunning_id: str, told: Mapping[str, Any], rows: list[dict[str, Any]]
) -> ReminderView:
    """The letter exactly as it would be sent, with what stands in for a language that it is not
    worded in (CO-41).
    """
    letter = _written(dunning_id, told, rows)
    return letter_view(letter, told, customer.language, facts_of(dunning_id, told))


def letter_view(
    letter: Letter, told: Mapping[str, Any], wanted: str | None, facts: Facts
) -> ReminderView:
    """A letter as it would be sent, or printed, with what stands in for the language that is
    wanted.
    """
    paper = sheet_of(letter.thread, told, facts) if "address" in told else None
    return {
        "to": letter.to or "",
        "name": letter.to_name,
        "subject": letter.subject,
        "text": letter.text,
        "html": document(letter.subject, [paper]) if paper else letter.html,
        "address": list(paper.address) if paper else None,
        "templateID": told["template"],
        "language": wanted,
        "fallback": fallback_of(wanted, told["template"]),
    }


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
    against items that it does not name, and are not set off against these once more.
    """
    today = hours.day_in(customer.time_zone, now)
    before = Account(customer, [], [], record.before_letter(told))
    account = account_of(before, invoices, terms, now, hours)
    if customer.email != told["email"]:
        return "its address has changed"
    if sued := newly_in_litigation(invoices, ()):
        return f"{', '.join(sued[:MAX_MISSED])} came into litigation"
    items = run(account, terms, today, chosen=frozenset(told["items"]))
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


def _written(dunning_id: str, told: Mapping[str, Any], rows: list[dict[str, Any]]) -> Letter:
    template = templates.find(told["template"], rows)
    reader = Reader(told["email"], told["to"], "")
    return letters.write(template, facts_of(dunning_id, told), reader)
