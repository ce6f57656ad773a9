"""What a letter that reminds a customer says: as it is decided, on screen and on paper (CO-28,
CO-30, CO-41).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.domain.base.money import Money, to_number
from chalicelib.domain.base.sentences import Sentence, parts_of
from chalicelib.domain.collections.dunning.parts import Part
from chalicelib.domain.collections.dunning.record import paper_name
from chalicelib.domain.collections.dunning.terms import NAME_BOTH, NET, DunningTerms
from chalicelib.domain.collections.dunning.today import ItemToday, Run
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.mail import letters, templates
from chalicelib.mail.facts import ReminderFacts, as_decided
from chalicelib.mail.languages.known import fallback_of, language_of, words_of
from chalicelib.mail.languages.words import Words
from chalicelib.mail.letters import Facts, Letter, Reader
from chalicelib.mail.printing import Sheet, address_of, document
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import Template
from chalicelib.views.dunning import ReminderView

MAX_MISSED = 10
"""How many missed instalments a letter names."""


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


def _written(dunning_id: str, told: Mapping[str, Any], rows: list[dict[str, Any]]) -> Letter:
    template = templates.find(told["template"], rows)
    reader = Reader(told["email"], told["to"], "")
    return letters.write(template, facts_of(dunning_id, told), reader)
