"""Every entity comes back from the table as it went in, and no two things ever have
the same key.
"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine, Payment
from chalicelib.domain.invoices.work import InvoiceWork, Line
from chalicelib.domain.orders.order import Note, Order
from chalicelib.domain.orders.payee import Account, Payee, Return
from chalicelib.domain.orders.standing import Against, Objection, Reason, Standing
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.domain.people.person import LimitHolders, Person
from chalicelib.store import keys
from chalicelib.store.codec import dump, from_wire, load, to_wire
from chalicelib.store.entities import (
    adjustment_item,
    customer_item,
    dispute_item,
    event_item,
    holders_item,
    invoice_item,
    person_item,
    presence_item,
    to_adjustment,
    to_customer,
    to_dispute,
    to_event,
    to_holders,
    to_invoice,
    to_person,
    to_presence,
)
from chalicelib.store.indexes import by_amount
from chalicelib.store.orders import (
    order_item,
    payee_item,
    standing_item,
    to_order,
    to_payee,
    to_standing,
    to_vendor,
    vendor_item,
)
from tests.store.values import built, moments, outside_ids, texts

lines = built(Line)
works = st.builds(
    InvoiceWork,
    lines=st.lists(lines, min_size=1, max_size=3).map(tuple),
    revision=texts,
    bill_period_id=st.none() | outside_ids,
)
people = built(Person)

ENTITIES = {
    "person": (people, person_item, to_person),
    "holders": (
        st.builds(LimitHolders, st.lists(people, max_size=3).map(tuple), st.integers(0, 9)),
        holders_item,
        to_holders,
    ),
    "customer": (built(Customer), customer_item, to_customer),
    "invoice": (
        built(Invoice, payments=st.lists(built(Payment), max_size=3).map(tuple)),
        invoice_item,
        to_invoice,
    ),
    "adjustment": (
        built(Adjustment),
        lambda one: adjustment_item(Invoice(1, 2, "", "USD", date.min, date.min, 0, 0, ""), one),
        to_adjustment,
    ),
    "dispute": (built(Dispute, work=works), dispute_item, to_dispute),
    "event": (built(Event), event_item, to_event),
    "order": (
        built(Order, notes=st.lists(built(Note), max_size=3).map(tuple)),
        order_item,
        to_order,
    ),
    "vendor": (built(Vendor), vendor_item, to_vendor),
    "standing": (
        built(
            Standing,
            reasons=st.lists(built(Reason, objection=st.none() | built(Objection)), max_size=3).map(
                tuple
            ),
            against=st.lists(built(Against), max_size=3).map(tuple),
        ),
        standing_item,
        to_standing,
    ),
    "payee": (
        built(
            Payee,
            accounts=st.lists(built(Account), max_size=3).map(tuple),
            returns=st.lists(built(Return), max_size=3).map(tuple),
        ),
        payee_item,
        to_payee,
    ),
    "presence": (
        built(Presence, user_id=st.text(min_size=1, max_size=30)),
        lambda one: presence_item("D1", one),
        to_presence,
    ),
}


@pytest.mark.parametrize("name", ENTITIES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_entity_comes_back_as_it_went(name: str, data: Any) -> None:
    strategy, to_item, to_value = ENTITIES[name]
    value = data.draw(strategy)
    item = from_wire(to_wire(to_item(value)))
    assert to_value(item) == value
    assert {"pk", "sk"} <= item.keys()
    assert all(
        isinstance(item[attribute], str) and item[attribute]
        for attribute in item
        if attribute.endswith(("_pk", "_sk", "pk", "sk"))
    )


@given(built(InvoiceLine))
def test_a_line_comes_back_as_it_went(line: InvoiceLine) -> None:
    assert load(InvoiceLine, from_wire(to_wire(dump(line)))) == line


tricky = st.text(alphabet="#%23aéINVOICE", min_size=1, max_size=6)


@given(st.lists(st.tuples(tricky, tricky, tricky), min_size=2, max_size=6, unique=True))
def test_no_two_identifiers_ever_make_one_key(named: list[tuple[str, str, str]]) -> None:
    """Whatever `#` and `%` they hold."""
    makers = [
        lambda a, b, c: keys.line(a, b, "r", c),
        lambda a, b, c: keys.billed(a, b, "r", "feature", c),
        lambda a, b, c: {"pk": keys.command(a, b)["pk"], "sk": keys.alias_partition(b, c)},
        lambda a, b, c: {"pk": keys.of_customer(a, "DISPUTE"), "sk": keys.alias_partition(b, c)},
    ]
    for make in makers:
        made = {tuple(sorted(make(*one).items())) for one in named}
        assert len(made) == len(named)


@given(tricky, tricky)
def test_kinds_of_things_never_share_a_partition(one: str, other: str) -> None:
    made = [
        keys.user(one),
        keys.customer(one),
        keys.party(one),
        keys.order(one),
        keys.invoice(one, other),
        keys.dispute(one),
        keys.presence(one, other),
        keys.command(one, other),
        keys.import_job(one),
    ]
    assert len({key["pk"] for key in made}) == len(made)


@given(st.lists(moments, min_size=2, max_size=5))
def test_moments_sort_as_they_follow(moments: list[datetime]) -> None:
    assert sorted(map(keys.instant, moments)) == [
        keys.instant(moment) for moment in sorted(moments)
    ]
    assert keys.instant(moments[0]) < keys.instant(moments[0] + timedelta(microseconds=1))


@given(st.lists(st.integers(0, MAX_MINOR_UNITS), min_size=2, max_size=5))
def test_amounts_of_a_currency_sort_by_size_apart_from_others(amounts: list[int]) -> None:
    assert sorted(by_amount("USD", amount, "x") for amount in amounts) == [
        by_amount("USD", amount, "x") for amount in sorted(amounts)
    ]
    assert max(by_amount("EUR", amount, "x") for amount in amounts) < min(
        by_amount("USD", amount, "x") for amount in amounts
    )
