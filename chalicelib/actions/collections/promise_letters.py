"""Mails that ask a customer when it will pay, with the link by which it promises: as they are
decided, previewed, sent, and told of (CO-27).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from chalicelib.actions.collections.promises import LINK_LIVES
from chalicelib.actions.desk import HOURS
from chalicelib.actions.letters.deliveries import Outgoing, deliver
from chalicelib.actions.letters.outcomes import is_held_as, mark
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.money import Money
from chalicelib.domain.base.sentences import Sentence, parts_of
from chalicelib.domain.collections.dunning.holds import newly_in_litigation
from chalicelib.domain.collections.promise_request import (
    WITHHELD,
    PromiseRequest,
    why_withheld,
)
from chalicelib.domain.disputes.events import Change, Entry
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.open_items import sum_of
from chalicelib.domain.letters.dispatch import PROMISE, Dispatch, next_try
from chalicelib.domain.people.person import SYSTEM, Person
from chalicelib.links import PromiseLink, address_mark
from chalicelib.mail import letters, templates
from chalicelib.mail.facts import PromiseFacts, as_decided
from chalicelib.mail.languages.known import fallback_of, words_of
from chalicelib.mail.languages.words import PROMISE as TEMPLATE
from chalicelib.mail.letters import PRIVATE_LINK, Reader
from chalicelib.mail.spelling import Spelling
from chalicelib.store import keys
from chalicelib.store.dunning import LEVELS, TERMS, to_dunning_terms
from chalicelib.store.entities import entry_item, to_customer, to_hours, to_invoice
from chalicelib.store.post import to_dispatch
from chalicelib.store.promise_requests import as_read, request_item, to_request
from chalicelib.store.table import IS_ABSENT, Put, Table, name_of
from chalicelib.views.promiserequest import PromiseMailView

READER = "customer"
"""In place of the person to whom other letters go."""


def letter_of(
    customer: Customer,
    email: str,
    invoices: Sequence[Invoice],
    comment: str | None,
    by: Person,
    at: datetime,
    hours: WorkHours,
    number: int,
    rows: list[dict[str, Any]],
) -> dict[str, Any]:
    """What the mail says, kept with the entry that asks for it (CO-07)."""
    sums: dict[str, int] = {}
    for one in invoices:
        sums[one.currency] = sums.get(one.currency, 0) + sum_of(one).collectable
    template_id = templates.in_language(TEMPLATE, customer.language, rows)
    spelling = Spelling.of(template_id, customer.language)
    # The last day on which the link is good until midnight.
    until = hours.day_in(customer.time_zone, at + LINK_LIVES) - timedelta(days=1)
    sums = dict(sorted(sums.items()))
    said = _in_a_sentence(sums)
    return {
        "type": TEMPLATE,
        "template": template_id,
        "number": number,
        "customerID": customer.customer_id,
        "items": [one.invoice_number for one in invoices],
        "litigation": newly_in_litigation(invoices, ()),
        "to": customer.name,
        "email": email,
        "at": at.isoformat(),
        "by": by.name,
        "said": str(said),
        "words": parts_of(said),
        "facts": {
            "customer_name": customer.name,
            "account_number": str(customer.account_number),
            "collector": by.name,
            "comment": comment or "",
            "items_total": spelling.amounts(sums),
            "due": spelling.whole_day(until),
            "columns": [*words_of(template_id).items],
            "parts": [_row(one, spelling) for one in invoices],
        },
    }


def _in_a_sentence(sums: dict[str, int]) -> Sentence:
    """What was asked, as notes and journal tell it."""
    return Sentence(
        "Asked when {sums} will be paid.",
        sums=Sentence(
            ", ".join(f"{{in{currency}}}" for currency in sums),
            **{f"in{currency}": Money(minor, currency) for currency, minor in sums.items()},
        ),
    )


def _row(invoice: Invoice, spelling: Spelling) -> list[str]:
    told = sum_of(invoice)
    return [
        str(invoice.invoice_number),
        spelling.day(invoice.due_date),
        spelling.amount(invoice.balance, invoice.currency),
        spelling.amount(told.disputed_owed, invoice.currency) if told.disputed_owed else "–",
        spelling.amount(told.collectable, invoice.currency),
    ]


def preview(
    told: Mapping[str, Any], wanted: str | None, rows: list[dict[str, Any]]
) -> PromiseMailView:
    """The mail exactly as it would be sent, but for the link, with what stands in for a language
    that it is not worded in (CO-07, CO-41).
    """
    reader = Reader(told["email"], told["to"], "", PRIVATE_LINK)
    mail = letters.write(templates.find(told["template"], rows), _facts("", told), reader)
    return {
        "to": mail.to,
        "subject": mail.subject,
        "text": mail.text,
        "language": wanted,
        "fallback": fallback_of(wanted, told["template"]),
    }


def send(post: PostOffice, entry: Entry) -> datetime | None:
    """Sends the mail that an entry asks for, within the hours of its customer and unless something
    has come in its way since; when to try again, or None where nothing is left (CO-20).
    """
    now, told = post.now(), entry.after["letter"]
    customer_id = told["customerID"]
    heads = [keys.invoice(customer_id, number) for number in told["items"]]
    own = [keys.customer(customer_id), keys.promise_request(customer_id)]
    found = post.table.get([*own, TERMS, LEVELS, HOURS, *heads])
    customer, request = to_customer(found[name_of(own[0])]), to_request(found[name_of(own[1])])
    letter_key = keys.letter(request.request_id, entry.sequence, READER)
    item = post.table.get([letter_key]).get(name_of(letter_key))
    known = to_dispatch(item) if item else None
    if known is None or not known.is_done:
        invoices = [to_invoice(found[name_of(key)]) for key in heads if name_of(key) in found]
        in_litigation = told.get("litigation", ())
        if why := why_withheld(customer, invoices, told["email"], in_litigation, now):
            return _leave_out(post, entry, request, known, why)
        terms = to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS)))
        hours = to_hours(found.get(name_of(HOURS)))
        opens = terms.next_opening(now, customer.time_zone, hours)
        if opens > now:
            return opens
    link = PromiseLink(
        customer.customer_id,
        customer.name,
        tuple(told["items"]),
        address_mark(told["email"]),
        entry.at + LINK_LIVES,
    )
    outgoing = Outgoing(
        READER,
        told["email"],
        told["to"],
        _template_in(told),
        _facts(request.request_id, told),
        link,
        customer_id=customer.customer_id,
    )
    is_done = deliver(post, request.request_id, entry.sequence, [outgoing], PROMISE).is_done
    return None if is_done else next_try(entry.at, now)


def told_on(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Put]:
    """What the customer was asked, with what became of the mail."""
    key = keys.promise_request(dispatch.customer_id or "")
    known = to_request(table.get([key])[name_of(key)])
    mail = {**change.after, "type": change.type, "about": dispatch.sequence, "said": change.text}
    kept, entry = enter(known, known.with_mail(mail), Hand(SYSTEM.user_id, SYSTEM.name, at))
    return [Put(request_item(kept), as_read(known)), Put(entry_item(entry), (IS_ABSENT,))]


def _leave_out(
    post: PostOffice, entry: Entry, request: PromiseRequest, known: Dispatch | None, why: str
) -> datetime | None:
    """Tells that no mail went, once; while somebody is sending it, that one is waited for."""
    now, told = post.now(), entry.after["letter"]
    if known and not known.is_free(now):
        return next_try(entry.at, now)
    kept = {"about": entry.sequence, "to": told["to"], "email": told["email"], "reason": why}
    change = Change(WITHHELD, f"No mail went to {told['to']}, {why}.", after=kept, note=False)
    letter = (request.request_id, entry.sequence, READER, told["email"], _template_in(told))
    left_out = Dispatch(*letter, "suppressed", of=PROMISE, customer_id=request.customer_id)
    mark(post.table, left_out, is_held_as(known.lease) if known else IS_ABSENT, change, now)
    return None


def _template_in(told: Mapping[str, Any]) -> str:
    """The template of a mail; the only one there was, of what was asked for before others came."""
    template_id: str = told.get("template", TEMPLATE)
    return template_id


def _facts(request_id: str, told: Mapping[str, Any]) -> PromiseFacts:
    return as_decided(PromiseFacts, request_id, told["facts"])
