"""What a letter of now would ask for: what the customer owes is looked up, and what of that would
be asked for is read again, consistently (CO-28).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from chalicelib.actions.collections.dunning.reading import (
    customer_in,
    is_held_back,
    payments_followed,
    record_in,
)
from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.lookups import OpenItems, open_items
from chalicelib.actions.letters.deliveries import TEMPLATES
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.pointers import each_at
from chalicelib.domain.collections.dunning import ahead
from chalicelib.domain.collections.dunning.parts import Part, is_on_paper, unfinished
from chalicelib.domain.collections.dunning.record import Dunning
from chalicelib.domain.collections.dunning.run import run
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import Account, Run
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.dunning import LEVELS, TERMS, to_dunning_terms
from chalicelib.store.entities import to_invoice
from chalicelib.store.keys import Key
from chalicelib.store.payments import to_payment
from chalicelib.store.table import name_of
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Looked:
    """What was found about a customer's reminders."""

    account: Account
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
        return unfinished(self.record.last_letter, self.today)


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
    by_post = by_post or (is_job and is_on_paper(record.last_letter, today))
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
    _require_each_billed(chosen or (), known.invoices)
    return Looked(account, terms, today, came, rows, listed.complete, wanted)


def _require_each_billed(chosen: Collection[OutsideID], invoices: Iterable[Invoice]) -> None:
    """`NotFound` at the place of each chosen item that the customer never came to owe."""
    heads = {str(one.invoice_number): one for one in invoices}
    each_at(
        (f"/invoiceNumbers/{place}", partial(_require_billed, heads.get(str(number))))
        for place, number in enumerate(chosen)
    )


def _require_billed(invoice: Invoice | None) -> None:
    """`NotFound` for a chosen item that the customer never came to owe."""
    if invoice is None or invoice.status != "approved":
        raise no_such("invoice", rule="CO-36")


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
    return ahead.account_of(empty, invoices, terms, desk.now, desk.hours)
