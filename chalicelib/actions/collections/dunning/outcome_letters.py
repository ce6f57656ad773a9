"""Telling a customer how its disputes ended: looked at beforehand, claimed, sent (CO-43, DM-09).

The letter lies with the customer's reminders: their journal claims it, and each dispute that it
tells of has an event of it, in one transaction. From then on its items rest anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chalicelib.actions.collections.dunning.reading import customer_in, is_held_back, record_in
from chalicelib.actions.collections.dunning.reminder_letters import (
    READER,
    deliver_claimed,
    put_aside,
)
from chalicelib.actions.collections.dunning.reminder_wording import letter_view, on_paper
from chalicelib.actions.collections.dunning.writing import to_post
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.letters.deliveries import TEMPLATES
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.money import to_decimal
from chalicelib.domain.base.sentences import parts_of
from chalicelib.domain.collections.dunning.holds import newly_in_litigation
from chalicelib.domain.collections.dunning.outcomes import Ended, OutcomeLetter
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.collections.dunning.today import UNREACHED, Account
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Entry, record
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.domain.invoices.outcome_telling import RULE
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import NotFound, NotYet
from chalicelib.mail import letters, templates
from chalicelib.mail.facts import as_decided
from chalicelib.mail.languages.known import words_of
from chalicelib.mail.letters import Letter, Reader
from chalicelib.mail.outcomes import NAME, OUTCOME, OutcomeFacts
from chalicelib.mail.spelling import Spelling
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import (
    TERMS,
    as_read,
    dunning_item,
    reminder_item,
    to_dunning,
    to_dunning_terms,
)
from chalicelib.store.entities import (
    as_read as dispute_as_read,
)
from chalicelib.store.entities import (
    dispute_item,
    event_item,
    invoice_item,
    to_customer,
    to_dispute,
    to_invoice,
)
from chalicelib.store.post import to_dispatch
from chalicelib.store.table import IS_ABSENT, Put, Write, is_at_version, name_of
from chalicelib.values import dataclass
from chalicelib.views.outcome import OutcomeLetterView, outcome_letter_view
from chalicelib.views.parts import to_json


@dataclass(frozen=True)
class Wanted:
    """What a request tells: which disputes, why each ended so, and until when to pay."""

    customer_id: OutsideID
    reasons: Mapping[str, str]
    """Dispute → what the customer is told of why."""
    pay_by: date | None = None
    again: bool = False
    by_post: bool = False


def tell(wanted: Wanted) -> PlainAction[OutcomeLetterView]:
    """Claims the letter that tells how these disputes ended."""

    def action(desk: Desk) -> PlainDecision[OutcomeLetterView]:
        found, ended = _read(desk, wanted)
        customer = customer_in(found, wanted.customer_id)
        known = record_in(desk, found, wanted.customer_id)
        today = desk.hours.day_in(customer.time_zone, desk.now)
        terms = to_dunning_terms(found.get(name_of(TERMS)), None)
        number = known.sequence + 1
        letter = OutcomeLetter.of(
            ended, wanted.pay_by, today, terms, desk.context, number, again=wanted.again
        )
        rows = found.get(name_of(TEMPLATES), {}).get("value", [])
        said = _said(customer, letter, today, number, rows)
        after = known.with_outcome(said)
        if wanted.by_post:
            said = on_paper(said, customer, rows)
            after = known.with_outcome(said).put_to_print(to_post(desk, known, NAME))
        told, entry = enter(known if known.version else None, after, desk.hand)
        written, facts = write(known.dunning_id, said, rows), facts_of(known.dunning_id, said)
        shown = letter_view(written, said, customer.language, facts)
        view = outcome_letter_view(told, letter, shown)
        return Decision(
            (
                Put(dunning_item(told), as_read(known)),
                Put(_claim(entry, known, is_left=not wanted.by_post), (IS_ABSENT,)),
                *(
                    write_
                    for one in zip(ended, letter.told, strict=True)
                    for write_ in _writes(desk, *one)
                ),
            ),
            Answer(200, to_json(view), told.version),
            would_be(view),
            {CUSTOMER: customer.customer_id},
        )

    return action


def _read(desk: Desk, wanted: Wanted) -> tuple[Mapping[str, Item], list[Ended]]:
    """What the letter rests on, in two reads, and how each dispute ended; refused where the letter
    would not reach the customer.
    """
    first = [keys.customer(wanted.customer_id), keys.dunning(wanted.customer_id)]
    named = [keys.dispute(one) for one in wanted.reasons]
    found = desk.gather([*first, TEMPLATES, TERMS, *named], with_rules=True)
    desk.context.actor.require_sight(wanted.customer_id, "customer")
    customer = customer_in(found, wanted.customer_id)
    known = record_in(desk, found, wanted.customer_id)
    desk.require_version(known.version)
    disputes = _disputes(found, wanted)
    invoices = [keys.invoice(wanted.customer_id, one.subject_id) for one in disputes]
    address = [keys.address(customer.email)] if customer.email else []
    beside = desk.gather_more([*invoices, *address])
    _check_reachable(customer, known, beside, by_post=wanted.by_post)
    return found, [Ended(_case(one, beside), wanted.reasons[one.dispute_id]) for one in disputes]


def _claim(entry: Entry, known: Dunning, *, is_left: bool) -> Item:
    return reminder_item(entry, known.customer_id, is_left=is_left)


def _disputes(found: Mapping[str, Item], wanted: Wanted) -> list[Dispute]:
    """The disputes that are named, on invoices of the customer; `NotFound` for any other."""
    items = [found.get(name_of(keys.dispute(one))) for one in wanted.reasons]
    disputes = [to_dispute(item) for item in items if item and item["kind"] == INVOICE.kind]
    own = [one for one in disputes if same_id(one.parties[CUSTOMER], wanted.customer_id)]
    if len(own) < len(items):
        raise NotFound("The customer has no such dispute on an invoice.")
    return own


def _case(dispute: Dispute, found: Mapping[str, Item]) -> InvoiceCase:
    key = keys.invoice(dispute.parties[CUSTOMER], dispute.subject_id)
    return InvoiceCase(dispute, to_invoice(found[name_of(key)]))


def _check_reachable(
    customer: Customer, known: Dunning, found: Mapping[str, Item], *, by_post: bool
) -> None:
    """`NotYet` where no mail reaches the customer: whoever tells it looks for another way."""
    is_held = is_held_back(customer, found)
    account = Account(customer, [], [], known, is_held_back=is_held, by_post=by_post)
    if account.obstacle:
        why = UNREACHED[account.obstacle].partition(": ")[2]
        raise NotYet(f"No letter can go: {why}.", rule=RULE, unreached=account.obstacle)


def _said(
    customer: Customer, letter: OutcomeLetter, today: date, number: int, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the letter says, kept with the entry that claims it."""
    template_id = templates.in_language(OUTCOME, customer.language, rows)
    spelling = Spelling.of(template_id, customer.language)
    return {
        "number": number,
        "customerID": customer.customer_id,
        "on": today.isoformat(),
        "template": template_id,
        "to": customer.name,
        "email": customer.email,
        "said": str(letter.said),
        "words": parts_of(letter.said),
        "items": [str(one.number) for one in letter.told],
        "disputes": [one.case.dispute.dispute_id for one in letter.told],
        "reasons": [one.reason for one in letter.told],
        "asked": {
            str(one.number): f"{to_decimal(one.open, one.currency):f}" for one in letter.told
        },
        "litigation": newly_in_litigation([one.case.invoice for one in letter.told], ()),
        "facts": {
            "customer_name": customer.name,
            "account_number": str(customer.account_number),
            "as_of": spelling.day(today),
            "outcome_reasons": letter.reasons,
            "items_total": spelling.amounts(letter.sums),
            "pay_by": spelling.day(letter.pay_by) if letter.pay_by else "",
            **_table(letter, template_id, spelling),
        },
    }


def _table(letter: OutcomeLetter, template_id: str, spelling: Spelling) -> dict[str, Any]:
    """A row a dispute: what became of what was disputed, with a column for what was withdrawn where
    anything was.
    """
    amounts = [one.case.dispute.amounts for one in letter.told]
    withdrawn = any(one.withdrawn for one in amounts)
    words = words_of(template_id)
    parts = []
    for one, sums in zip(letter.told, amounts, strict=True):
        own = [
            sums.disputed,
            sums.credited,
            sums.declined,
            *([sums.withdrawn] if withdrawn else []),
        ]
        spelled = (spelling.amount(minor, one.currency) for minor in (*own, one.open))
        parts.append([str(one.number), *spelled])
    columns = words.outcomes if withdrawn else words.outcomes_without_withdrawn
    return {"columns": [*columns], "parts": parts}


def _writes(desk: Desk, before: Ended, after: Ended) -> Sequence[Write]:
    """The invoice and the dispute with what was told."""
    context, invoice = desk.context, after.case.invoice
    old = before.case.dispute
    dispute, events = record(old, after.case.dispute, after.case.changes, context.actor, context.at)
    return (
        Put(
            invoice_item(replace(invoice, version=invoice.version + 1)),
            (is_at_version(invoice.version),),
        ),
        Put(dispute_item(dispute), dispute_as_read(old)),
        *(Put(event_item(event), (IS_ABSENT,)) for event in events),
    )


def facts_of(dunning_id: str, told: Mapping[str, Any]) -> OutcomeFacts:
    """The facts of a letter as it was decided."""
    return as_decided(OutcomeFacts, dunning_id, told["facts"])


def write(dunning_id: str, told: Mapping[str, Any], rows: list[dict[str, Any]]) -> Letter:
    """The letter as it is sent."""
    reader = Reader(told["email"] or "", told["to"], "")
    return letters.write(templates.find(told["template"], rows), facts_of(dunning_id, told), reader)


def send(post: PostOffice, entry: Entry) -> datetime | None:
    """Sends the letter that an entry claims, unless a dispute that it tells of goes on again, or an
    item came into litigation (CO-44); when to try again, or None where nothing is left.
    """
    now, told = post.now(), entry.after["outcome"]
    customer_id = told["customerID"]
    key, named = keys.dunning(customer_id), [keys.dispute(one) for one in told["disputes"]]
    heads = [keys.invoice(customer_id, number) for number in told["items"]]
    customer_key = keys.customer(customer_id)
    found = post.table.get([customer_key, key, *named, *heads])
    known = to_dunning(found[name_of(key)])
    letter_key = keys.letter(known.dunning_id, entry.sequence, READER)
    item = post.table.get([letter_key]).get(name_of(letter_key))
    dispatch = to_dispatch(item) if item else None
    if dispatch is None or not (dispatch.is_done or dispatch.is_unconfirmed(now)):
        open_again = [one for one in named if to_dispute(found[name_of(one)]).is_open]
        if open_again:
            why = "a dispute that it tells of goes on"
            return put_aside(post, entry, known, told, dispatch, why)
        invoices = [to_invoice(found[name_of(head)]) for head in heads if name_of(head) in found]
        if to_customer(found[name_of(customer_key)]).email != told["email"]:
            return put_aside(post, entry, known, told, dispatch, "its address has changed")
        if newly_in_litigation(invoices, told.get("litigation", ())):
            why = "an item of it came into litigation"
            return put_aside(post, entry, known, told, dispatch, why)
    return deliver_claimed(post, known, entry, told, facts_of(known.dunning_id, told))
