"""Identifiers (RV-12), filters (RV-05), people (RV-03, CU-14, CU-23), who has a thread open (IG-04)
and life cycles.
"""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.base.identifiers import MAX_INTEGER, id_in_url, read_outside_id, same_id
from chalicelib.domain.base.odata import matches, parse_filter, parse_top
from chalicelib.domain.disputes.dispute import Amounts
from chalicelib.domain.disputes.presence import present
from chalicelib.domain.invoices.customer_words import standing
from chalicelib.domain.invoices.edit import read_description
from chalicelib.domain.letters.digests import there_until
from chalicelib.domain.people.person import (
    IMPORTING,
    PERMISSIONS,
    REACHING_ALL,
    STAFF,
    LimitHolders,
    Person,
    require_all_customers,
)
from chalicelib.domain.wallets.opening_balances import Opening
from chalicelib.errors import (
    DisputeEnded,
    Forbidden,
    IllegalMove,
    InvalidInput,
    NotFound,
    UnsupportedQuery,
)
from chalicelib.kinds import KINDS

FIELDS = ("name", "accountNumber", "customerID")


@pytest.mark.parametrize(
    "value", [0, 1984950, MAX_INTEGER, "0000611365", "1984950", "a b", "é#%", "x" * 64]
)
def test_an_identifier_stays_as_it_was_first_told(value: Any) -> None:
    """RV-12: numbers stay numbers, zeros in front stay."""
    assert read_outside_id(value) == value
    assert type(read_outside_id(value)) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        -1,
        MAX_INTEGER + 1,
        1.0,
        True,
        None,
        "",
        " ",
        "\u200b",
        "a\x00",
        "a\u202e",
        "\ud800",
        "x" * 65,
        [],
        {},
        b"a",
    ],
)
def test_what_is_no_identifier_is_refused(value: Any) -> None:
    with pytest.raises(InvalidInput):
        read_outside_id(value)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "1984950",
        str(MAX_INTEGER),
        str(MAX_INTEGER + 1),
        "9" * 17,
        "007",
        "00",
        "٣",
        "1e3",
        "-1",
    ],
)
def test_a_number_in_a_url_is_one_up_to_the_largest(text: str) -> None:
    """RV-12: and stays a text beyond it, or with zeros in front."""
    is_number = text in ("0", "1984950", str(MAX_INTEGER))
    assert id_in_url(text) == (int(text) if is_number else text)


def test_a_number_and_its_digits_name_the_same_thing() -> None:
    assert same_id(1984950, "1984950")
    assert not same_id("0000611365", 611365)
    assert not same_id(None, None)


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=40), min_size=1))
def test_any_text_can_be_filtered_for(wanted: dict[str, str]) -> None:
    """RV-05: a quote inside is written twice."""
    quoted = {name: value.replace("'", "''") for name, value in wanted.items()}
    text = " and ".join(f"{name} eq '{value}'" for name, value in quoted.items())
    assert parse_filter(text, FIELDS) == wanted
    assert matches(wanted, wanted)


def test_numbers_words_and_null_are_values_too() -> None:
    parsed = parse_filter(" customerID  eq 1984950 and name eq null ", FIELDS)
    assert parsed == {"customerID": "1984950", "name": None}
    assert matches({"customerID": 1984950, "name": None}, parsed)
    assert not matches({"customerID": 1984950, "name": "x"}, parsed)


@given(st.text(alphabet="name eq'and()or1.\"\\ \n", max_size=60))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        parsed = parse_filter(text, FIELDS)
    except UnsupportedQuery:
        return
    assert set(parsed) <= set(FIELDS)


@pytest.mark.parametrize("text", ["0", "101", "-1", "1.0", "", " 1", "٣", "10000", "1e1"])
def test_a_page_has_a_sensible_size(text: str) -> None:
    with pytest.raises(UnsupportedQuery):
        parse_top(text)


def test_a_limited_person_sees_the_named_customers_only() -> None:
    """RV-03; by their number or its digits."""
    limited = Person("l", "l@demo.test", "Lin", "agent", limit_to=("1002",))
    assert (limited.sees(1002), limited.sees("1002"), limited.sees(1001)) == (True, True, False)
    with pytest.raises(NotFound):
        limited.require_sight(1001, "customer")


@pytest.mark.parametrize("role", ["nobody", "unheard-of"])
def test_a_role_that_is_given_nothing_may_do_nothing(role: str) -> None:
    person = Person("x", "x@demo.test", "Xi", role)
    for permission in {one for allowed in PERMISSIONS.values() for one in allowed}:
        with pytest.raises(Forbidden):
            person.require(permission)


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        (Amounts(100, 100, 0, 0, 0), "inReview"),
        (Amounts(100, 60, 40, 0, 0), "inReview"),
        (Amounts(100, 0, 100, 0, 0), "credited"),
        (Amounts(100, 0, 40, 60, 0), "credited"),
        (Amounts(100, 0, 40, 10, 50), "partlyCredited"),
        (Amounts(100, 0, 0, 40, 60), "declined"),
        (Amounts(100, 0, 0, 100, 0), "withdrawn"),
    ],
)
def test_a_customer_is_told_where_its_money_stands(amounts: Amounts, told: str) -> None:
    """CU-23, X-06; what a file does not tell is not made up."""
    assert standing(amounts) == told
    assert standing(amounts, is_estimated=True) == ("settled" if told == "declined" else told)


@pytest.mark.parametrize("right", sorted(REACHING_ALL - {IMPORTING}))
def test_what_reaches_all_customers_is_refused_by_any_route_to_who_is_limited(right: str) -> None:
    """RV-03: what `GET /me` tells no right of then, no action has to think of; a program goes on
    bringing in what concerns its own customers.
    """
    by_roles = [Person("u", "", "U", role) for role, own in PERMISSIONS.items() if right in own]
    for person in by_roles:
        person.require(right)
        limited = replace(person, limit_to=("1001",))
        with pytest.raises(Forbidden, match="limited to some"):
            limited.require(right)
        limited.require(right, "dispute.read")
    assert by_roles
    Person("u", "", "U", "integration", limit_to=("1001",)).require(IMPORTING)


def test_who_acts_for_a_customer_sees_that_one_and_others_from_outside_none() -> None:
    """CU-23: whatever they are limited to, and none before it is said for whom they act."""
    own = Person("c", "c@demo.test", "Cal", "customer", limit_to=("1002",), party_id=1001)
    assert (own.sees("1001"), own.sees(1002)) == (True, False)
    nobodys = Person("c", "c@demo.test", "Cal", "customer", limit_to=("1002",))
    assert not any(map(nobodys.sees, ("1002", "None", "")))
    assert not Person("v", "v@demo.test", "Vera", "vendor", party_id=1001).sees(1001)
    with pytest.raises(Forbidden):
        require_all_customers(own)


def test_who_can_help_is_named_lowest_limit_first() -> None:
    """CU-14: without oneself, those who do not see the customer, those who may not work disputes,
    and those of another currency.
    """
    people = (
        Person("high", "", "High", "finance", {"USD": 900}),
        Person("low", "", "Low", "approver", {"USD": 500}),
        Person("self", "", "Self", "manager", {"USD": 700}),
        Person("far", "", "Far", "manager", {"USD": 700}, ("1002",)),
        Person("idle", "", "Idle", "support", {"USD": 700}),
        Person("euro", "", "Euro", "manager", {"EUR": 700}),
    )

    def sees(person: Person) -> bool:
        return person.sees(1001)

    holders = LimitHolders(people)
    able = holders.able(500, "USD", sees, besides="self")
    assert [person.user_id for person in able] == ["low", "high"]
    assert holders.able(901, "USD", sees, besides="self") == ()


CELLS = [
    (kind, verb, status)
    for kind, cycle in ((name, kind.lifecycle) for name, kind in KINDS.items())
    for verb, status in product(
        {move.verb for move in cycle.moves}, {cycle.initial, *(move.target for move in cycle.moves)}
    )
]


@pytest.mark.parametrize(("kind", "verb", "status"), sorted(CELLS))
def test_every_cell_of_a_life_cycle_is_a_move_or_a_refusal_that_says_why(
    kind: str, verb: str, status: str
) -> None:
    cycle = KINDS[kind].lifecycle
    targets = {move.target for move in cycle.moves if move.verb == verb and status in move.sources}
    if targets:
        assert {cycle.after(verb, status)} == targets
        return
    with pytest.raises((IllegalMove, DisputeEnded)) as refusal:
        cycle.after(verb, status)
    assert refusal.value.rule
    assert "cannot" in refusal.value.detail


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("12\u00a0€", "12 €"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a\u00adb", "ab"),
        ("a\tb\r\nc\u2028d", "a b\nc\nd"),
        ("x" * 2000, "x" * 2000),
    ],
)
def test_words_are_taken_as_people_write_and_copy_them(text: str, read: str) -> None:
    """IG-03: with their breaks and joiners; spaces that do not break are spaces, and hyphens that
    do not show are dropped.
    """
    assert read_description(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "a\u202eb",
        "\u2066a",
        "a\x00",
        "\u200b\ufeff",
        "\ud83d",
        "\u200d",
        "\u00a0 ",
        "",
        "x" * 2001,
        1,
        None,
    ],
)
def test_words_that_nobody_could_read_are_refused(text: Any) -> None:
    """IG-03: nothing but what is not seen, what turns the direction of writing, halves of
    characters.
    """
    with pytest.raises(InvalidInput):
        read_description(text)


def test_of_the_staff_only_support_keeps_a_letter_from_going_by_having_a_thread_open() -> None:
    """IG-04, IG-08: it is support that was asked to step in, whoever else looks on."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    seen = {
        role: present(Person(role, "", role, role), now)
        for role in ("agent", "finance", "support", "operator")
    }
    assert (
        there_until(STAFF, [seen["agent"], seen["finance"], seen["operator"]], {"support"}) is None
    )
    assert there_until(STAFF, seen.values(), {"support"}) == seen["support"].ends_at
    assert there_until("operator", seen.values(), {"support"}) == seen["operator"].ends_at
    assert there_until("aggregator", seen.values(), {"support"}) is None


def test_opening_balances_of_two_wallets_are_never_taken_for_each_other() -> None:
    """X-12: whatever stands in the names of parties and in references."""
    told = [
        ("A", "GBP", "EUR:May"),
        ("A:GBP", "EUR", "May"),
        ("A", "EUR", "May"),
        ("A", "EUR", "May 2"),
        (1, "EUR", "May"),
        (11, "EUR", "May"),
    ]
    assert len({Opening(*one, amount=1).transfer_id for one in told}) == len(told)
    assert Opening(1, "EUR", "May", 1).transfer_id == Opening("1", "EUR", "May", 2).transfer_id
