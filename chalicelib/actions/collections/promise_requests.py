"""Asking a customer by mail when it will pay (CO-27)."""

from collections.abc import Callable, Sequence
from typing import Any

from chalicelib.actions.collections.promise_letters import letter_of, preview
from chalicelib.actions.collections.promises import IN_LINK, LINK_LIVES, require_each_once
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.letters.deliveries import TEMPLATES
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.promise_request import PromiseRequest, askable, check_reached
from chalicelib.domain.disputes.journal import enter
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import IllegalMove, NotFound, TooMany, no_such
from chalicelib.links import MAX_TOKEN, PromiseLink, address_mark
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import LEVELS, TERMS, reminder_item, to_dunning_terms
from chalicelib.store.entities import to_customer, to_invoice
from chalicelib.store.post import to_address
from chalicelib.store.promise_requests import as_read, request_item, to_request
from chalicelib.store.table import IS_ABSENT, Put, name_of
from chalicelib.views.parts import instant, to_json
from chalicelib.views.promiserequest import PromiseRequestedView, PromiseRequestView, request_view


def ask(
    customer_id: OutsideID,
    numbers: Sequence[OutsideID],
    comment: str | None,
    sign: Callable[[PromiseLink], str],
) -> PlainAction[PromiseRequestedView]:
    """Asks a customer by mail when it will pay these invoices; those that nothing can be promised
    of, or are promised already, are passed over. The mail leaves within the sending hours (CO-20).
    """

    def action(desk: Desk) -> PlainDecision[PromiseRequestedView]:
        heads = [keys.invoice(customer_id, number) for number in numbers]
        request_key = keys.promise_request(customer_id)
        settings = [TEMPLATES, TERMS, LEVELS]
        wanted = [keys.customer(customer_id), request_key, *settings, *heads]
        found = desk.gather(wanted, with_hours=True)
        customer = _customer(desk, customer_id, found)
        known = _request(desk, customer, found.get(name_of(request_key)))
        desk.require_version(known.version)
        require_each_once(numbers, IN_LINK, "CO-27")
        if any(name_of(head) not in found for head in heads):
            raise NotFound("The customer has no such invoice.", rule="CO-27")
        email = check_reached(customer, is_held_back=_is_held_back(desk, customer))
        invoices = askable([to_invoice(found[name_of(head)]) for head in heads], desk.now)
        if not invoices:
            raise IllegalMove("Nothing of these invoices is left to promise.", rule="CO-27")
        named = tuple(one.invoice_number for one in invoices)
        sent_to, until = address_mark(email), desk.now + LINK_LIVES
        link = PromiseLink(customer.customer_id, customer.name, named, sent_to, until)
        _check_size(sign(link))
        by = desk.context.actor
        number = known.sequence + 1
        rows = found.get(name_of(TEMPLATES), {}).get("value", [])
        letter = letter_of(
            customer, email, invoices, comment, by, desk.now, desk.hours, number, rows
        )
        kept, entry = enter(known if known.version else None, known.asked(letter), desk.hand)
        terms = to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS)))
        leaves_at = terms.next_opening(desk.now, customer.time_zone, desk.hours)
        view: PromiseRequestedView = {
            "customerID": customer.customer_id,
            "invoiceNumbers": list(named),
            "inLitigation": letter["litigation"],
            "mail": preview(letter, customer.language, rows),
            "leavesAt": instant(leaves_at),
            "isLater": leaves_at > desk.now,
            "version": kept.version,
        }
        writes = (
            Put(request_item(kept), as_read(known)),
            Put(reminder_item(entry, customer.customer_id), (IS_ABSENT,)),
        )
        answer = Answer[PromiseRequestedView](200, to_json(view), kept.version)
        return Decision(writes, answer, would_be(view), {CUSTOMER: customer.customer_id})

    return action


def _check_size(token: str) -> None:
    if len(token) > MAX_TOKEN:
        raise TooMany("A link holds no more invoices; ask twice.", rule="CO-27")


def show(desk: Desk, customer_id: OutsideID) -> PromiseRequestView:
    """What a customer was last asked by mail to promise, and what became of that mail."""
    key = keys.promise_request(customer_id)
    found = desk.gather([keys.customer(customer_id), key])
    customer = _customer(desk, customer_id, found)
    item = found.get(name_of(key))
    return request_view(customer.customer_id, to_request(item) if item else None)


def _customer(desk: Desk, customer_id: OutsideID, found: dict[str, Item]) -> Customer:
    desk.context.actor.require_sight(customer_id, "customer")
    item = found.get(name_of(keys.customer(customer_id)))
    if not item:
        raise no_such("customer")
    return to_customer(item)


def _request(desk: Desk, customer: Customer, item: Any) -> PromiseRequest:
    """What the customer was asked before; nothing yet, of one that never was."""
    return to_request(item) if item else PromiseRequest(customer.customer_id, desk.new_id())


def _is_held_back(desk: Desk, customer: Customer) -> bool:
    if not customer.email:
        return False
    key = keys.address(customer.email)
    item = desk.gather_more([key]).get(name_of(key))
    return item is not None and to_address(item).is_suppressed
