"""The chain of events: nothing in it can be changed, left out, added or moved unseen (X-05)."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Event, record
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.invoices.settlement import close, reopen
from chalicelib.domain.people.person import Person
from chalicelib.store.codec import from_wire, to_wire
from chalicelib.store.entities import event_item, to_event

ADA = Person("ada", "ada@demo.test", "Ada", "agent")
AT = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def chain() -> list[Event]:
    """Raised, closed, reopened, closed."""
    invoice = Invoice(
        1001, 7, "approved", "USD", date(2026, 10, 1), date(2026, 10, 31), 1000, 1000, "r"
    )
    case = raise_dispute(Claim("Too much", general=495), invoice, Context(ADA, AT, lambda: "D1"))
    events: list[Event] = []
    for minutes, verb in enumerate((None, close, reopen, close)):
        context = Context(ADA, AT + timedelta(minutes=minutes), lambda: "D1")
        case = verb(replace(case, changes=()), context) if verb else case
        dispute, new = record(None, case.dispute, case.changes, ADA, context.at)
        case = replace(case, dispute=dispute)
        events += new
    return events


def test_a_chain_as_it_was_written_holds(chain: list[Event]) -> None:
    assert [event.sequence for event in chain] == [1, 2, 3, 4]
    assert first_broken(chain) is None
    assert (
        first_broken([to_event(from_wire(to_wire(event_item(event)))) for event in chain]) is None
    ), "also once it was stored"


CHANGED: dict[str, Any] = {
    "sequence": 9,
    "at": AT + timedelta(microseconds=1),
    "before": {"a": 1},
    "after": {"a": 1},
    "amount": 496,
    "note": False,
}


@pytest.mark.parametrize("name", [field.name for field in fields(Event)])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_whatever_is_changed_in_an_event_shows(chain: list[Event], name: str, place: int) -> None:
    chain[place] = replace(chain[place], **{name: CHANGED.get(name, "else")})
    assert first_broken(chain) == place + 1


def test_sealing_a_changed_event_anew_shows_in_the_next(chain: list[Event]) -> None:
    chain[1] = replace(chain[1], text="Nothing happened.").sealed()
    assert first_broken(chain) == 3


def test_leaving_out_adding_and_swapping_show(chain: list[Event]) -> None:
    assert first_broken(chain[1:]) == 1
    assert first_broken([chain[0], *chain[2:]]) == 2
    assert first_broken([chain[0], chain[0], *chain[1:]]) == 2
    assert first_broken([chain[0], chain[2], chain[1], chain[3]]) == 2
