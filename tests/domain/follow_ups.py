"""Follow-ups and what lies beside them, as the tests of the domain have them: a collector, a
resolver, and open items of one customer.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.collections.audit import faults
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.events import FollowUpEvent
from chalicelib.domain.collections.events import record as recorded
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.opening import Opening, WantedItem, open_follow_up
from chalicelib.domain.collections.statuses import STATUS_ROWS, find_status, read_statuses
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import record
from chalicelib.domain.invoices.invoice import Customer, Invoice, Payment
from chalicelib.domain.people.person import Person

START = datetime(2026, 11, 30, 10, tzinfo=UTC)
HOURS = WorkHours("Europe/Berlin", country="DE")
STATUSES = read_statuses(STATUS_ROWS)
DISPUTE, ON_GOING, RESOLVED = (
    find_status(STATUSES, name) for name in ("dispute", "onGoing", "resolved")
)
CUSTOMER = Customer(1001, "Bright Telecom", "ACC-1001", "USD", "Email")
COLLECTOR = Person("cora", "cora@demo.test", "Cora Collector", "agent")
RESOLVER = Person("rita", "rita@demo.test", "Rita Resolver", "resolver")
OTHER = Person("rolf", "rolf@demo.test", "Rolf Resolver", "resolver")
MANAGER = Person("max", "max@demo.test", "Max Manager", "manager")
TERMS = ChaseTerms(manager_id="max")
OPENING = Opening(DISPUTE, "The price is wrong", RESOLVER)


def invoice(number: str, amount: int = 10_000, **values: object) -> Invoice:
    """An approved invoice on which all is open."""
    head = Invoice(
        customer_id=1001,
        invoice_number=number,
        status="approved",
        currency="USD",
        invoice_date=date(2026, 10, 1),
        due_date=date(2026, 10, 31),
        total=amount,
        charges=amount,
        revision="r",
        customer_name="Bright Telecom",
    )
    return replace(head, **values)  # type: ignore[arg-type]


class Desk:
    """All that is kept, in plain books: each verb's case is written as an action writes it."""

    def __init__(self, *invoices: Invoice) -> None:
        self.at = START
        self.invoices = {str(one.invoice_number): one for one in invoices}
        self.disputes: dict[str, Dispute] = {}
        self.follow_ups: dict[str, FollowUp] = {}
        self.events: dict[str, list[FollowUpEvent]] = {}
        self._ids = map(str, count(1))

    def context(self, person: Person = COLLECTOR) -> Context:
        return Context(person, self.at, lambda: next(self._ids), hours=HOURS)

    def wanted(self, *numbers: str) -> tuple[WantedItem, ...]:
        return tuple(WantedItem(self.invoices[number]) for number in numbers)

    def open(self, *numbers: str, opening: Opening = OPENING) -> FollowUp:
        """A follow-up on these items."""
        case = open_follow_up(opening, CUSTOMER, self.wanted(*numbers), TERMS, self.context())
        return self.keep(case)

    def case(self, follow_up_id: str) -> FollowUpCase:
        """A follow-up as it stands."""
        follow_up = self.follow_ups[follow_up_id]
        items = follow_up.items_in
        return FollowUpCase(
            follow_up,
            {str(one.invoice_number): self.invoices[str(one.invoice_number)] for one in items},
            {one.dispute_id: self.disputes[one.dispute_id] for one in items if one.dispute_id},
        )

    def do(
        self, follow_up_id: str, verb: Callable[[FollowUpCase, Context], FollowUpCase]
    ) -> FollowUp:
        """A verb on a follow-up as it stands."""
        return self.keep(verb(self.case(follow_up_id), self.context()))

    def keep(self, case: FollowUpCase) -> FollowUp:
        """What a verb came to, kept; nothing where nothing changed."""
        if not case.changes:
            return case.follow_up
        follow_up, events = recorded(case.follow_up, case.changes, COLLECTOR, self.at)
        self.follow_ups[follow_up.follow_up_id] = follow_up
        self.events.setdefault(follow_up.follow_up_id, []).extend(events)
        self.invoices |= case.invoices
        for one in case.cases:
            old = self.disputes.get(one.dispute.dispute_id)
            dispute, _ = record(old, one.dispute, one.changes, COLLECTOR, self.at)
            self.disputes[dispute.dispute_id] = dispute
        return follow_up

    def pay(self, number: str, amount: int | None = None) -> None:
        """So much paid on an invoice, or all that is open."""
        head = self.invoices[number]
        paid = Payment(len(head.payments) + 1, self.at.date(), amount or head.balance)
        self.invoices[number] = replace(head, payments=(*head.payments, paid))

    def later(self, days: float) -> None:
        self.at += timedelta(days=days)

    def faults(self) -> list[str]:
        """What an audit finds."""
        return [
            fault
            for name, follow_up in self.follow_ups.items()
            for fault in faults(follow_up, self.invoices, self.events[name])
        ]
