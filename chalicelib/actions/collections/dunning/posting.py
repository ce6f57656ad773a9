"""Letters on paper as they stand now: each that waits to be posted is held against what the
customer owes, and whoever prints, lists or lets one go looks by this (CO-28, CO-36).

What its items owe is read consistently; credits of others are found by an index, as the run does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.actions.collections.dunning.look import account_of
from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.lookups import open_items
from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.collections.dunning.overtaken import (
    GOES_ON,
    OTHER_ADDRESS,
    Overtaking,
    is_left_out,
    overtakings,
    overtakings_of_outcome,
)
from chalicelib.domain.collections.dunning.record import Dunning, ToPost, paper_name
from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import UNREACHED, Account
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.mail.printing import address_of
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.dunning import LEVELS, TERMS, to_dunning_terms
from chalicelib.store.entities import to_customer, to_dispute, to_entry, to_invoice
from chalicelib.store.keys import Key
from chalicelib.store.payments import to_payment
from chalicelib.store.table import name_of
from chalicelib.values import dataclass
from chalicelib.views.openitems import OpenItems

_GOES_ON = Overtaking(GOES_ON, "a dispute of which it tells how it ended goes on")


@dataclass(frozen=True)
class Waiting:
    """A letter that waits to be posted, as it was claimed, with what has overtaken it since."""

    record: Dunning
    one: ToPost
    told: Mapping[str, Any]
    is_reminder: bool
    overtaken: tuple[Overtaking, ...]

    @property
    def name(self) -> str:
        """What it is called on paper."""
        return paper_name(self.record.dunning_id, self.one.number)

    @property
    def is_left_out(self) -> bool:
        """Whether it is not to be printed."""
        return is_left_out(self.overtaken, self.one.despite)


def beside(customer_id: OutsideID, numbers: Iterable[int]) -> list[Key]:
    """What is read first of a customer's letters of these numbers."""
    subject = subject_of("dunning", customer_id)
    entries = [keys.entry(subject, number) for number in numbers]
    return [TERMS, LEVELS, keys.customer(customer_id), *entries]


def look_at(
    desk: Desk, letters: Sequence[tuple[Dunning, ToPost]], found: Mapping[str, Item]
) -> list[Waiting]:
    """Each of these letters as it stands now, with what was found `beside` them; the desk knows the
    company's hours.
    """
    own = {str(record.customer_id): record for record, _ in letters}
    told = [to_entry(found[_place(record, one)]).after for record, one in letters]
    reminded = {
        str(record.customer_id)
        for (record, _), after in zip(letters, told, strict=True)
        if after.get("letter")
    }
    listed = {
        customer_id: open_items(desk, own[customer_id].customer_id)
        for customer_id in sorted(reminded)
    }
    named = (
        key
        for (record, _), after in zip(letters, told, strict=True)
        for key in _named(record.customer_id, after)
    )
    payments = (
        key
        for (record, _), after in zip(letters, told, strict=True)
        if (letter := after.get("letter"))
        for key in _payments_of(record.customer_id, listed[str(record.customer_id)], letter)
    )
    again = desk.gather_more([*named, *payments])
    terms = to_dunning_terms(found.get(name_of(TERMS)), found.get(name_of(LEVELS)))
    waiting = []
    for (record, one), after in zip(letters, told, strict=True):
        customer = to_customer(found[name_of(keys.customer(record.customer_id))])
        letter = after.get("letter")
        said = letter or after["outcome"]
        overtaken = tuple(_of_the_whole(customer, record, said))
        if not overtaken and letter:
            items = listed[str(record.customer_id)]
            overtaken = _of_its_items(desk, customer, record, letter, items, again, terms)
        elif not overtaken:
            overtaken = _of_its_disputes(record.customer_id, said, again)
        waiting.append(Waiting(record, one, said, bool(letter), overtaken))
    return waiting


def _place(record: Dunning, one: ToPost) -> str:
    return name_of(keys.entry(record.subject, one.number))


def _named(customer_id: OutsideID, after: Mapping[str, Any]) -> list[Key]:
    """Where that lies of which a letter tells."""
    if letter := after.get("letter"):
        return [keys.invoice(customer_id, number) for number in letter["items"]]
    told = after["outcome"]
    invoices = [keys.invoice(customer_id, number) for number in told["items"]]
    return [*map(keys.dispute, told["disputes"]), *invoices]


def _payments_of(customer_id: OutsideID, listed: OpenItems, letter: Mapping[str, Any]) -> list[Key]:
    """Where the customer's payments lie that are credit, or were when the run of a letter came to
    it: where these went since says whether a later part asks for less (CO-32).
    """
    before = (letter.get("runBefore") or {}).get("unallocated", ())
    known = dict.fromkeys([*before, *(str(one.payment_id) for one in listed.payments)])
    return [keys.payment(customer_id, one) for one in known]


def _of_the_whole(
    customer: Customer, record: Dunning, letter: Mapping[str, Any]
) -> Iterator[Overtaking]:
    """What is in the way of any letter: nothing is to be sent, or it would go elsewhere by now."""
    if obstacle := Account(customer, [], [], record, by_post=True).obstacle:
        yield Overtaking(obstacle, UNREACHED[obstacle])
        return
    address = address_of(customer.name, customer.postal_address)
    if address != tuple(letter["address"]):
        yield Overtaking(OTHER_ADDRESS, f"its address is {', '.join(address)} by now")


def _of_its_disputes(
    customer_id: OutsideID, letter: Mapping[str, Any], found: Mapping[str, Item]
) -> tuple[Overtaking, ...]:
    disputes = (to_dispute(found[name_of(keys.dispute(one))]) for one in letter["disputes"])
    if any(one.is_open for one in disputes):
        return (_GOES_ON,)
    heads = (name_of(keys.invoice(customer_id, number)) for number in letter["items"])
    return overtakings_of_outcome(letter, [to_invoice(found[one]) for one in heads if one in found])


def _of_its_items(
    desk: Desk,
    customer: Customer,
    record: Dunning,
    letter: Mapping[str, Any],
    listed: OpenItems,
    found: Mapping[str, Item],
    terms: DunningTerms,
) -> tuple[Overtaking, ...]:
    today = desk.hours.day_in(customer.time_zone, desk.now)
    heads = [keys.invoice(customer.customer_id, number) for number in letter["items"]]
    own = [to_invoice(found[name_of(key)]) for key in heads if name_of(key) in found]
    others = [one for one in listed.invoices if str(one.invoice_number) not in set(letter["items"])]
    paid = _payments_of(customer.customer_id, listed, letter)
    payments = [to_payment(found[name_of(key)]) for key in paid if name_of(key) in found]
    account = account_of(desk, customer, record, [*others, *own], terms)
    return overtakings(letter, replace(account, payments=payments), terms, today)
