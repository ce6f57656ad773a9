"""Promises to pay: giving them on one or several invoices, withdrawing one, judging what has run
out, and looking at them (CO-21…CO-27).
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.found import customer_in
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.money import positive_minor, read_decimal
from chalicelib.domain.base.pointers import each_at
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.invoices.customer_words import knows_of
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.promise import open_in
from chalicelib.domain.invoices.promise_verbs import (
    Giving,
    PromiseTerms,
    check_day,
    give,
    judge_promises,
    promisable,
    read_terms,
    why,
    withdraw,
)
from chalicelib.domain.people.person import CUSTOMER, STAFF, Person
from chalicelib.errors import InvalidInput, NotFound, TooMany
from chalicelib.links import LINK_KINDS, MAX_TOKEN, PromiseLink
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item, invoice_item, to_invoice
from chalicelib.store.table import IS_ABSENT, Put, Write, is_at_version, name_of
from chalicelib.values import dataclass
from chalicelib.views.answers import Page
from chalicelib.views.parts import instant, to_json, words_of
from chalicelib.views.promise import (
    OwnPromised,
    OwnPromiseRow,
    PromiseAskedView,
    Promised,
    PromiseLinkView,
    PromiseRow,
    own_promise_row,
    promise_asked_item,
    promise_row,
)

TERMS = keys.setting("promises")
LINK_LIVES = timedelta(days=28)
"""Below the time between two rotations of the key that signs links."""
IN_LINK = "/invoiceNumbers/{}".format
"""Where what is wrong with an invoice of a link is pointed at."""
NO_PROMISE = "There is no promise to pay on such an invoice."
Promising = PlainAction[Promised | OwnPromised]


@dataclass(frozen=True)
class NewPromises:
    """Promises as a request asks for them: all until one day."""

    customer_id: OutsideID
    items: tuple[tuple[OutsideID, Any], ...]
    """The number of each invoice, and the amount as it was written; None for all that can be
    promised.
    """
    day: date
    comment: str | None = None
    replaces: bool = False
    leaves_out: bool = False
    """Whether what nothing can be promised of, or is promised already, is passed over, as long as
    there is another.
    """


def promise(wanted: NewPromises) -> Promising:
    """Promises to pay on all of these invoices, or on none (CO-21)."""

    def action(desk: Desk) -> PlainDecision[Promised | OwnPromised]:
        customer_key = keys.customer(wanted.customer_id)
        heads = [keys.invoice(wanted.customer_id, number) for number, _ in wanted.items]
        found = desk.gather([customer_key, TERMS, *heads], with_hours=True)
        person = desk.context.actor
        customer = customer_in(found, desk, wanted.customer_id)
        numbers = [number for number, _ in wanted.items]
        require_each_once(numbers, "/items/{}/invoiceNumber".format, "CO-21")
        giving = Giving(
            wanted.day,
            customer,
            _terms(found.get(name_of(TERMS))),
            desk.hours,
            desk.now,
            person.name,
            CUSTOMER if person.audience == CUSTOMER else STAFF,
            wanted.comment,
            wanted.replaces,
        )
        check_day(giving)
        known = each_at(
            (f"/items/{place}/invoiceNumber", partial(_invoice, found, head, person))
            for place, head in enumerate(heads)
        )
        asked = list(zip(known, (amount for _, amount in wanted.items), strict=True))
        if wanted.leaves_out:
            owed = [one for one in asked if promisable(one[0])]
            free = [one for one in owed if not open_in(one[0].promises_at(desk.now))]
            asked = free or owed or asked
        given = each_at(
            (f"/items/{place}/amount", partial(_given, invoice, amount, giving))
            for place, (invoice, amount) in enumerate(asked)
        )
        return _decided(desk, [invoice for invoice, _ in asked], given, giving)

    return action


def link_to_promise(
    desk: Desk,
    customer_id: OutsideID,
    numbers: Sequence[OutsideID],
    sign: Callable[[PromiseLink], str],
    public_url: str,
) -> PromiseLinkView:
    """A link by which a customer promises to pay these invoices without an account (CO-27)."""
    customer, invoices = _asked_of(desk, customer_id, numbers)
    require_each_once(numbers, IN_LINK, "CO-27")
    if len(invoices) < len(numbers):
        raise NotFound("The customer has no such invoice.", rule="CO-27")
    named = tuple(invoice.invoice_number for invoice in invoices)
    until = desk.now + LINK_LIVES
    token = sign(PromiseLink(customer.customer_id, customer.name, named, "", until))
    if len(token) > MAX_TOKEN:
        raise TooMany("A link holds no more invoices; make two.", rule="CO-27")
    return {"url": LINK_KINDS[PromiseLink].page(public_url, token), "expiresAt": instant(until)}


def show_asked(desk: Desk, link: PromiseLink) -> PromiseAskedView:
    """What a link asks its customer to promise, as it stands now."""
    customer, invoices = _asked_of(desk, link.customer_id, link.invoice_numbers)
    found = desk.gather_more([TERMS])
    today = desk.hours.day_in(customer.time_zone, desk.now)
    latest = today + timedelta(days=_terms(found.get(name_of(TERMS))).max_days)
    return {
        "customerName": customer.name,
        "today": today.isoformat(),
        "latest": latest.isoformat(),
        "value": [promise_asked_item(invoice) for invoice in invoices],
    }


def promise_by_link(link: PromiseLink, day: date) -> Promising:
    """Promises what a link is about; what was paid since is passed over (CO-27)."""
    items = tuple((number, None) for number in link.invoice_numbers)
    return promise(NewPromises(link.customer_id, items, day, leaves_out=True))


def _asked_of(
    desk: Desk, customer_id: OutsideID, numbers: Sequence[OutsideID]
) -> tuple[Customer, list[Invoice]]:
    """A customer with those of its invoices that it knows of, in their order."""
    heads = [keys.invoice(customer_id, number) for number in numbers]
    found = desk.gather([keys.customer(customer_id), *heads], with_hours=True)
    customer = customer_in(found, desk, customer_id)
    invoices = [to_invoice(found[name_of(head)]) for head in heads if name_of(head) in found]
    known = [invoice for invoice in invoices if invoice.status == "approved"]
    return customer, known


def withdraw_promise(
    customer_id: OutsideID, invoice_number: OutsideID, reason: str
) -> PlainAction[PromiseRow]:
    """Withdraws the open promise on an invoice (CO-21, CO-25)."""

    def action(desk: Desk) -> PlainDecision[PromiseRow]:
        known = _promised_on(desk, customer_id, invoice_number)
        desk.require_version(known.version)
        kept, writes = _changed(
            desk, known, withdraw(known, reason, desk.now, desk.context.actor.name)
        )
        return _answered(writes, promise_row(kept), known, kept.version)

    return action


def judge_due(name: str) -> PlainAction[PromiseRow]:
    """Judges the promises of an invoice of which the time is over; done again it changes nothing
    (CO-23).
    """

    def action(desk: Desk) -> PlainDecision[PromiseRow]:
        key = keys.invoice_named(name)
        found = desk.gather([key])
        known = to_invoice(found[name_of(key)])
        told = judge_promises(known, desk.now)
        kept, writes = (known, ()) if told is known else _changed(desk, known, told)
        return _answered(writes, promise_row(kept), known)

    return action


def list_promises(
    desk: Desk, customer_id: OutsideID, limit: int, cursor: str | None
) -> Page[PromiseRow | OwnPromiseRow]:
    """The invoices on which a customer has promised to pay, by their latest promise, newest
    first.
    """
    customer_in(desk.gather([keys.customer(customer_id)]), desk, customer_id)
    person = desk.context.actor
    page = desk.page(
        keys.of_customer(customer_id, "PROMISE"),
        index="queueByChange",
        descending=True,
        limit=limit,
        cursor=cursor,
    )
    rows = [_row_for(person, to_invoice(item)) for item in page.items]
    return {"value": rows, "nextCursor": page.next_cursor}


def show_promise(
    desk: Desk, customer_id: OutsideID, invoice_number: OutsideID
) -> PromiseRow | OwnPromiseRow:
    """The promises on an invoice: the latest, with those before it."""
    invoice = _promised_on(desk, customer_id, invoice_number)
    return _row_for(desk.context.actor, invoice)


def _promised_on(desk: Desk, customer_id: OutsideID, invoice_number: OutsideID) -> Invoice:
    key = keys.invoice(customer_id, invoice_number)
    found = desk.gather([key])
    desk.context.actor.require_sight(customer_id, "customer")
    item = found.get(name_of(key))
    invoice = to_invoice(item) if item else None
    if invoice is None or not invoice.promises:
        raise NotFound(NO_PROMISE)
    return invoice


def require_each_once(
    numbers: Sequence[OutsideID], pointer: Callable[[int], str], rule: str
) -> None:
    """`InvalidInput` where an invoice is named twice (RV-12)."""
    for place, number in enumerate(numbers):
        if any(same_id(number, other) for other in numbers[:place]):
            said = f"Invoice {number} is named twice."
            raise InvalidInput(
                said,
                rule=rule,
                errors=[{"pointer": pointer(place), "detail": said, "code": "twice"}],
            )


def _invoice(found: dict[str, Item], head: keys.Key, person: Person) -> Invoice:
    item = found.get(name_of(head))
    invoice = to_invoice(item) if item else None
    if invoice is None or not knows_of(person, invoice):
        raise NotFound("The customer has no such invoice.", rule="CO-21")
    return invoice


def _given(invoice: Invoice, amount: Any, giving: Giving) -> Invoice:
    told = None if amount is None else positive_minor(read_decimal(amount), invoice.currency)
    return give(invoice, told, giving)


def _decided(
    desk: Desk, known: Sequence[Invoice], given: Sequence[Invoice], giving: Giving
) -> PlainDecision[Promised | OwnPromised]:
    """All that changes in one transaction; what is promised already is told as it is (CO-27)."""
    writes: list[Write] = []
    kept = []
    for before, after in zip(known, given, strict=True):
        changed, own = (before, ()) if after is before else _changed(desk, before, after)
        kept.append(changed)
        writes += own
    rows = [_row_for(desk.context.actor, invoice) for invoice in kept]
    said = why(giving)
    view = {"value": rows, "text": said, **words_of(said)}
    return _answered(writes, view, known[0], status=201 if writes else 200)


def _changed(desk: Desk, known: Invoice, told: Invoice) -> tuple[Invoice, tuple[Write, ...]]:
    """The invoice with its entry in the journal, at the version at which it was read."""
    kept, entry = enter(known, told, desk.hand)
    return kept, (
        Put(invoice_item(kept), (is_at_version(known.version),)),
        Put(entry_item(entry), (IS_ABSENT,)),
    )


def _answered(
    writes: Sequence[Write],
    view: Any,
    known: Invoice,
    version: int | None = None,
    status: int = 200,
) -> Decision[Any, Any]:
    """What is written and answered; who may not know of the customer is not told the answer
    again.
    """
    answer = Answer(status, to_json(view), version)
    return Decision(tuple(writes), answer, would_be(view), {CUSTOMER: known.customer_id})


def _terms(item: Item | None) -> PromiseTerms:
    return read_terms(item["value"][0]) if item and item["value"] else PromiseTerms()


def _row_for(person: Person, invoice: Invoice) -> PromiseRow | OwnPromiseRow:
    return own_promise_row(invoice) if person.audience == CUSTOMER else promise_row(invoice)
