"""Every entity comes back from the table as it went in, and no two things ever have the same key."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.base.money import MAX_MINOR_UNITS
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Event
from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine, Payment
from chalicelib.domain.invoices.work import InvoiceWork, Line
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

texts = st.text(st.characters(codec="utf-8"), max_size=30)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
outside_ids = st.integers(0, 2**53 - 1) | names | st.sampled_from(["0000611365", "1984950", "a#b", "a%23b", "general"])
minors = st.integers(-MAX_MINOR_UNITS, MAX_MINOR_UNITS)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
days = st.dates(date(1970, 1, 1), date(2100, 1, 1))
amounts = st.dictionaries(names, minors, max_size=3)
leaves = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | texts | st.sampled_from([4.95, -0.01, 9999999999999.99])
trees: Any = st.dictionaries(
    names, st.recursive(leaves, lambda part: st.lists(part, max_size=3) | st.dictionaries(names, part, max_size=3), max_leaves=6)
)


def built(kind: type, **known: Any) -> Any:
    """Any value of a frozen class, each field by its type or as told."""
    by_name = {
        "kind": st.just("invoice"),
        "status": st.sampled_from(["open", "closed", "approved", "withdrawn"]),
        "version": st.integers(0, 10**6),
    }
    by_name |= {"sequence": st.integers(0, 10**7), "currency": st.sampled_from(["USD", "JPY", "KWD"])}
    by_type = {int: minors, str: texts, bool: st.booleans(), datetime: moments, date: days, int | str: outside_ids, dict[str, int]: amounts}
    by_type |= {kind | None: st.none() | strategy for kind, strategy in list(by_type.items()) if kind is not dict[str, int]}
    by_type |= {dict[str, Any]: trees, tuple[str, ...]: st.lists(texts, max_size=3).map(tuple), int | str | None: st.none() | outside_ids}
    named = by_name | known
    parts = {
        name: named[name] if name in named else by_type[hint]
        for name, hint in get_type_hints(kind).items()
        if name in known or hint in by_type
    }
    return st.builds(kind, **parts)


lines = built(Line)
works = st.builds(
    InvoiceWork, lines=st.lists(lines, min_size=1, max_size=3).map(tuple), revision=texts, bill_period_id=st.none() | outside_ids
)
people = built(Person)

ENTITIES = {
    "person": (people, person_item, to_person),
    "holders": (st.builds(LimitHolders, st.lists(people, max_size=3).map(tuple), st.integers(0, 9)), holders_item, to_holders),
    "customer": (built(Customer), customer_item, to_customer),
    "invoice": (built(Invoice, payments=st.lists(built(Payment), max_size=3).map(tuple)), invoice_item, to_invoice),
    "adjustment": (
        built(Adjustment),
        lambda one: adjustment_item(Invoice(1, 2, "", "USD", date.min, date.min, 0, 0, ""), one),
        to_adjustment,
    ),
    "dispute": (built(Dispute, work=works), dispute_item, to_dispute),
    "event": (built(Event), event_item, to_event),
    "presence": (built(Presence, user_id=st.text(min_size=1, max_size=30)), lambda one: presence_item("D1", one), to_presence),
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
    assert all(isinstance(item[attribute], str) and item[attribute] for attribute in item if attribute.endswith(("_pk", "_sk", "pk", "sk")))


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
        keys.invoice(one, other),
        keys.dispute(one),
        keys.presence(one, other),
        keys.command(one, other),
        keys.import_job(one),
    ]
    assert len({key["pk"] for key in made}) == len(made)


@given(st.lists(moments, min_size=2, max_size=5))
def test_moments_sort_as_they_follow(moments: list[datetime]) -> None:
    assert sorted(map(keys.instant, moments)) == [keys.instant(moment) for moment in sorted(moments)]
    assert keys.instant(moments[0]) < keys.instant(moments[0] + timedelta(microseconds=1))


@given(st.lists(st.integers(0, MAX_MINOR_UNITS), min_size=2, max_size=5))
def test_amounts_of_a_currency_sort_by_size_apart_from_others(amounts: list[int]) -> None:
    assert sorted(by_amount("USD", amount, "x") for amount in amounts) == [by_amount("USD", amount, "x") for amount in sorted(amounts)]
    assert max(by_amount("EUR", amount, "x") for amount in amounts) < min(by_amount("USD", amount, "x") for amount in amounts)
