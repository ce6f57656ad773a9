"""Letters that remind a customer: as they are decided, sent, and told on its reminders (CO-28,
CO-30, CO-41).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.actions.letters.deliveries import Outgoing, PostOffice, deliver
from chalicelib.domain.base.money import Money, spell
from chalicelib.domain.base.sentences import Sentence, parts_of
from chalicelib.domain.collections.dunning import Run
from chalicelib.domain.collections.dunning_record import Dunning
from chalicelib.domain.collections.dunning_terms import NAME_BOTH, DunningTerms
from chalicelib.domain.disputes.events import Change, Entry
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.domain.letters.dispatch import REMINDER, Dispatch
from chalicelib.domain.people.person import SYSTEM
from chalicelib.mail import letters, templates
from chalicelib.mail.letters import Letter, Reader, ReminderFacts
from chalicelib.store import keys
from chalicelib.store.dunning import as_read, dunning_item, to_dunning
from chalicelib.store.entities import entry_item
from chalicelib.store.table import IS_ABSENT, Put, Table, name_of
from chalicelib.views.dunning import ReminderView

COLUMNS = ("Invoice", "Due", "Open", "In clarification", "To pay")
OWN_LANGUAGE = "en"
"""Of the words that the product brings."""
READER = "customer"
"""In place of the person to whom other letters go."""


def letter_of(
    customer: Customer,
    found: Run,
    terms: DunningTerms,
    today: date,
    number: int,
    rows: list[dict[str, Any]],
) -> dict[str, Any]:
    """What the letter says, kept with the entry that claims it: whatever changes before it leaves
    is not in it (CO-28).
    """
    level = terms.levels[found.level - 1]
    template_id = templates.in_language(level.template_id, customer.language, rows)
    total = ", ".join(spell(minor, currency) for currency, minor in found.sums.items())
    credits = ", ".join(spell(minor, currency) for currency, minor in found.credits.items())
    parts = [
        [
            str(one.invoice_number),
            one.due_date.isoformat(),
            spell(one.open, one.currency),
            spell(one.disputed, one.currency) if one.disputed else "–",
            spell(one.asked, one.currency),
        ]
        for one in found.asked
    ]
    said = Sentence(
        "{level}: {sums} asked for, {count} item."
        if len(parts) == 1
        else "{level}: {sums} asked for, {count} items.",
        level=level.label,
        sums=_summed(found.sums),
        count=str(len(parts)),
    )
    return {
        "number": number,
        "customerID": customer.customer_id,
        "on": today.isoformat(),
        "label": level.label,
        "template": template_id,
        "to": customer.name,
        "email": customer.email,
        "said": str(said),
        "words": parts_of(said),
        "facts": {
            "customer_name": customer.name,
            "account_number": str(customer.account_number),
            "dunning_level": level.label,
            "as_of": today.isoformat(),
            "items_total": total,
            "credits_named": credits if terms.credits == NAME_BOTH else "",
            "columns": [*COLUMNS],
            "parts": parts,
        },
    }


def _summed(sums: Mapping[str, int]) -> Sentence:
    """Amounts side by side, a currency each."""
    values = {f"in{currency}": Money(minor, currency) for currency, minor in sums.items()}
    return Sentence(", ".join(f"{{{name}}}" for name in values), **values)


def facts_of(dunning_id: str, told: Mapping[str, Any]) -> ReminderFacts:
    """The facts of a letter as it was decided."""
    said = dict(told["facts"])
    parts = tuple(tuple(row) for row in said.pop("parts"))
    columns = tuple(said.pop("columns"))
    return ReminderFacts(dispute_id=dunning_id, columns=columns, parts=parts, **said)


def preview(
    customer: Customer, dunning_id: str, told: Mapping[str, Any], rows: list[dict[str, Any]]
) -> ReminderView:
    """The letter exactly as it would be sent, with what stands in for a language that it is not
    worded in (CO-41).
    """
    letter = _written(dunning_id, told, rows)
    language = (customer.language or OWN_LANGUAGE).partition("-")[0].lower()
    is_fallback = language != OWN_LANGUAGE and templates.BETWEEN not in told["template"]
    return {
        "to": letter.to,
        "name": letter.to_name,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "templateID": told["template"],
        "language": customer.language,
        "fallback": f"“{customer.language}” has no words of its own; these are the standard ones."
        if is_fallback
        else None,
    }


def send(post: PostOffice, record: Dunning, entry: Entry) -> bool:
    """Sends the letter that an entry claims; whether none is left."""
    told = entry.after["letter"]
    facts = facts_of(record.dunning_id, told)
    outgoing = Outgoing(
        READER,
        told["email"],
        told["to"],
        told["template"],
        facts,
        customer_id=record.customer_id,
    )
    return deliver(post, record.dunning_id, entry.sequence, [outgoing], REMINDER).is_done


def told_on(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """The reminders as they are now, with what became of a letter: where it reached nobody, its
    items stand as before (CO-40).
    """
    key = keys.dunning(dispatch.customer_id or "")
    known = to_dunning(table.get([key])[name_of(key)])
    mail = {**change.after, "type": change.type, "about": dispatch.sequence, "said": change.text}
    told = known.with_mail(mail, at)
    kept, entry = enter(known, told, Hand(SYSTEM.user_id, SYSTEM.name, at))
    return [Put(dunning_item(kept), as_read(known)), Put(entry_item(entry), (IS_ABSENT,))]


def _written(dunning_id: str, told: Mapping[str, Any], rows: list[dict[str, Any]]) -> Letter:
    template = templates.find(told["template"], rows)
    reader = Reader(told["email"], told["to"], "")
    return letters.write(template, facts_of(dunning_id, told), reader)
