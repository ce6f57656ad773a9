"""Reminders of a customer, as the staff is shown them: each open item with its word for today, the
letter that would go, and what keeps it away.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.dunning.record import NOT_POSTED, Dunning, did_not_go
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import UNREACHED, ItemToday, Run
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, meaning
from chalicelib.views.charges import ChargeView, charge_views
from chalicelib.views.dunning_blocks import BlockView, ItemBlockView, block_view, item_blocks
from chalicelib.views.parts import instant

MAX_ANSWERED = 200
"""How many items a command answers."""


class ItemTodayView(TypedDict):
    """An open item today: open = disputed + promised + held + asked + rest (CO-01)."""

    invoiceNumber: OutsideID
    currency: str
    dueDate: Day
    open: Amount
    disputed: Amount
    promised: Amount
    held: Amount
    asked: Annotated[Amount, meaning("What the letter asks for.")]
    rest: Amount
    charges: Annotated[list[ChargeView], meaning("What reminders put on it before (CO-39).")]
    newCharges: Annotated[
        Amount, meaning("What the letter charges, on top of what is open (CO-39).")
    ]
    code: Annotated[str, meaning("Why it is asked for or left out, for programs (CO-36).")]
    words: Annotated[str, meaning("The same for people.")]
    level: Annotated[int, meaning("Up to which it was reminded, or comes to by this letter.")]
    levelLabel: Annotated[str | None, meaning("None before the first letter that names it.")]
    againOn: Annotated[Day | None, meaning("The first day on which that can change by itself.")]


class ReminderSumView(TypedDict):
    """An amount of one currency."""

    currency: str
    amount: Amount


class ReminderView(TypedDict):
    """A letter exactly as it would be sent."""

    to: str
    name: str
    subject: str
    text: str
    html: Annotated[str, meaning("The mail, or the page that is printed.")]
    address: Annotated[
        list[str] | None, meaning("What stands in the window of a letter on paper; null for mail.")
    ]
    templateID: str
    language: Annotated[str | None, meaning("That of the customer.")]
    fallback: Annotated[
        str | None, meaning("Said where the letter is not worded in that language (CO-41).")
    ]


class LastReminderView(TypedDict):
    """The letter that was sent last, or is on its way."""

    on: Day
    label: str
    items: list[str]
    said: str
    mail: Annotated[str | None, meaning("What became of it; null while it is on its way.")]


class ToldDisputeView(TypedDict):
    """A dispute of which a letter tells, and the reason that it gives."""

    disputeID: str
    invoiceNumber: Annotated[str, meaning("As it stands in the letter.")]
    reason: str


class LastOutcomeView(TypedDict):
    """The letter that last told how disputes ended, or is on its way."""

    on: Day
    said: str
    mail: Annotated[str | None, meaning("What became of it; null while it is on its way.")]
    isLost: Annotated[bool, meaning("Whether it did not arrive, so that it can be told again.")]
    disputes: Annotated[list[ToldDisputeView], meaning("Of which it tells.")]


class PartView(TypedDict):
    """Which letter of several this is, which ask together for all that is asked for."""

    number: int
    of: Annotated[int, meaning("As many as there are by what is known.")]


class DunningView(TypedDict):
    """What happens to a customer's open items today, and the letter that would go."""

    customerID: OutsideID
    name: str
    asOf: Annotated[Day, meaning("The day in the customer's time zone.")]
    timeZone: Annotated[str, meaning("The one that counts: the customer's, or the company's.")]
    level: Annotated[int, meaning("The highest of its items.")]
    value: list[ItemTodayView]
    sums: Annotated[
        list[ReminderSumView], meaning("What the letter asks for: the sum of its lines.")
    ]
    credits: list[ReminderSumView]
    letter: ReminderView | None
    part: Annotated[
        PartView | None, meaning("Where one letter has no room for all; null where it has.")
    ]
    unreached: Annotated[str | None, meaning("Why no letter reaches the customer (CO-40).")]
    last: LastReminderView | None
    lastOutcome: LastOutcomeView | None
    block: BlockView | None
    blocks: list[ItemBlockView]
    complete: bool
    version: int


class RemindedView(DunningView):
    """What came of reminding a customer: every candidate, named in the letter or left out."""

    reminded: list[OutsideID]
    more: Annotated[
        int,
        meaning("How many candidates are not listed here, since the answer is kept: see the list."),
    ]


class UnreachedView(TypedDict):
    """A customer whom no reminder reaches, or no letter that tells how a dispute ended (CO-40,
    CO-43).
    """

    customerID: OutsideID
    name: str
    code: str
    words: str
    since: Moment


def dunning_view(
    customer: Customer,
    record: Dunning,
    found: Run,
    terms: DunningTerms,
    today: date,
    *,
    zone: str,
    letter: ReminderView | None,
    is_complete: bool,
) -> DunningView:
    """What happens today, item by item, and the letter."""
    part = found.part
    return {
        "customerID": customer.customer_id,
        "name": customer.name,
        "asOf": today.isoformat(),
        "timeZone": zone,
        "level": max((one.level for one in found.items), default=0),
        "value": [item_view(one, terms) for one in found.items],
        "sums": sums_view(found.sums),
        "credits": sums_view(found.credits),
        "letter": letter,
        "part": {"number": part.number, "of": part.of} if part and not found.is_passing else None,
        "unreached": UNREACHED[found.obstacle] if found.obstacle else None,
        "last": last_view(record),
        "lastOutcome": _last_outcome(record),
        "block": block_view(record.block),
        "blocks": item_blocks(record),
        "complete": is_complete,
        "version": record.version,
    }


class _Answered(DunningView):
    more: int


def answered(view: DunningView) -> _Answered:
    """The same as a command answers it: that is kept, so of thousands of items it lists what the
    letter asks for, and some of the others.
    """
    ordered = sorted(view["value"], key=lambda one: one["asked"] == 0)
    named = {str(one["invoiceNumber"]) for one in ordered[:MAX_ANSWERED]}
    value = [one for one in view["value"] if str(one["invoiceNumber"]) in named]
    blocks = [one for one in view["blocks"] if str(one["invoiceNumber"]) in named]
    return {**view, "value": value, "blocks": blocks, "more": len(ordered) - len(value)}


def item_view(item: ItemToday, terms: DunningTerms) -> ItemTodayView:
    """An item today."""

    def amount(minor: int) -> int | float:
        return to_number(minor, item.currency)

    return {
        "invoiceNumber": item.invoice_number,
        "currency": item.currency,
        "dueDate": item.due_date.isoformat(),
        "open": amount(item.open),
        "disputed": amount(item.disputed),
        "promised": amount(item.promised),
        "held": amount(item.held),
        "asked": amount(item.asked),
        "rest": amount(item.rest),
        "charges": charge_views(item.charges, item.currency),
        "newCharges": amount(item.new.total),
        "code": item.code,
        "words": item.words,
        "level": item.level,
        "levelLabel": label_named(item, terms),
        "againOn": item.again_on.isoformat() if item.again_on else None,
    }


def label_named(item: ItemToday, terms: DunningTerms) -> str | None:
    """What the level of an item is called; None before the first letter that names it."""
    return label_of(item.level, terms) if item.was_named else None


def label_of(level: int, terms: DunningTerms) -> str | None:
    """What a level is called; None for none, and for one that is not there any more."""
    return terms.levels[level - 1].label if 0 < level <= len(terms.levels) else None


def sums_view(sums: Mapping[str, int]) -> list[ReminderSumView]:
    """Amounts by currency, never added up."""
    return [
        {"currency": currency, "amount": to_number(minor, currency)}
        for currency, minor in sums.items()
    ]


def last_view(record: Dunning) -> LastReminderView | None:
    """The last letter, and what became of it."""
    if record.letter is None:
        return None
    mail, paper = record.mail, record.way_of(record.letter["number"])
    return {
        "on": record.letter["on"],
        "label": record.letter["label"],
        "items": record.letter["items"],
        "said": record.letter["said"],
        "mail": paper
        or (mail["type"] if mail and mail["about"] == record.letter["number"] else None),
    }


def _last_outcome(record: Dunning) -> LastOutcomeView | None:
    told, mail = record.outcome, record.outcome_mail
    if told is None:
        return None
    paper = record.way_of(told["number"])
    own = mail if mail and mail["about"] == told["number"] else None
    named = zip(told["disputes"], told["items"], told.get("reasons", ()), strict=False)
    return {
        "on": told["on"],
        "said": told["said"],
        "mail": paper or (own["type"] if own else None),
        "isLost": paper == NOT_POSTED or (own is not None and did_not_go(own)),
        "disputes": [
            {"disputeID": dispute_id, "invoiceNumber": number, "reason": reason}
            for dispute_id, number, reason in named
        ],
    }


def unreached_view(record: Dunning) -> UnreachedView:
    """A customer whom no reminder reaches."""
    assert record.unreached is not None
    code = record.unreached.code
    return {
        "customerID": record.customer_id,
        "name": record.customer_name,
        "code": code,
        "words": UNREACHED[code],
        "since": instant(record.unreached.since),
    }
