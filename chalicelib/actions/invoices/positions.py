"""Receivables as at a past day (RE-04): what is open now, and what was settled since, each as it
stood when that day was over.

Both are lists by date, so that the report costs by what is open and what happened since, not by all
that there ever was.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.lookups import MAX_PAGES, show_receivables
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.domain.invoices.position import as_at, paid_ahead
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import SETTLED, UNSETTLED, to_dispute, to_invoice
from chalicelib.store.payments import UNALLOCATED, to_payment, unallocated_prefix
from chalicelib.views.openitems import OpenItems, ReceivablesView, receivables_view


def show_position(desk: Desk, day: date) -> ReceivablesView:
    """What was open in all when a day was over, by age and currency, with the part in dispute."""
    desk.gather(with_hours=True)
    if day > desk.today:
        raise UnsupportedQuery("Nobody knows yet what is open on a day to come.")
    if day == desk.today:
        return show_receivables(desk)
    confined = desk.context.actor.confined_to
    reader = _Reader(desk, day)
    if confined is None:
        reader.read_all()
    else:
        for customer_id in confined:
            reader.read_customer(customer_id)
    return receivables_view(reader.stood(), day)


class _Reader:
    """Reads what may have been open on a day; more than bearable is said to be left out."""

    def __init__(self, desk: Desk, day: date) -> None:
        self._desk, self._day = desk, day
        self._over = desk.hours.begin_of(day + timedelta(days=1))
        self._invoices: list[Item] = []
        self._disputes: list[Item] = []
        self._payments: list[Item] = []
        self._is_whole = True

    def read_all(self) -> None:
        """What is open now, and what was settled or ended since."""
        over = keys.instant(self._over)
        following = (self._day + timedelta(days=1)).isoformat()
        self._invoices += self._read(UNSETTLED, index="directory")
        self._invoices += self._read(SETTLED, index="directory", after=following)
        self._disputes += self._read(f"{INVOICE.kind}#open", index="queue")
        self._disputes += self._read(f"{INVOICE.kind}#ended", index="queueByChange", after=over)
        self._payments += self._read(UNALLOCATED, index="directory")

    def read_customer(self, customer_id: OutsideID) -> None:
        """Everything of one customer, billed later too, since it may have been paid ahead."""
        billed = keys.of_customer(customer_id, "INVOICE")
        disputes = keys.disputes_of(CUSTOMER, customer_id)
        prefix = unallocated_prefix(customer_id)
        self._invoices += self._read(billed, index="byCustomer")
        self._disputes += self._read(disputes, index="byCustomer")
        self._payments += self._read(UNALLOCATED, index="directory", prefix=prefix)

    def stood(self) -> OpenItems:
        """The open items as they stood when the day was over."""
        disputes: dict[tuple[str, str], list[Dispute[Any]]] = {}
        for item in self._disputes:
            if item["kind"] == INVOICE.kind:
                one = to_dispute(item)
                place = _named(one.parties[CUSTOMER], one.subject_id)
                disputes.setdefault(place, []).append(one)
        day, day_of = self._day, self._desk.hours.day_of
        billed = [one for one in map(to_invoice, self._each_once()) if one.status == "approved"]
        stood = (
            as_at(one, disputes.get(_named(one.customer_id, one.invoice_number), ()), day, day_of)
            for one in billed
        )
        payments = [one for one in map(to_payment, self._payments) if one.value_date <= day]
        payments += [payment for one in billed for payment in paid_ahead(one, day)]
        invoices = sorted(
            (one for one in stood if one), key=lambda one: (one.due_date, str(one.invoice_number))
        )
        return OpenItems(invoices, payments, self._is_whole)

    def _each_once(self) -> Iterable[Item]:
        """The invoices; one that was settled between two reads stands in both lists."""
        return {(item["pk"], item["sk"]): item for item in self._invoices}.values()

    def _read(self, partition: str, **how: Any) -> Iterable[Item]:
        """A list, as far as is bearable."""
        found: list[Item] = []
        for number, page in enumerate(self._desk.table.pages(partition, **how), 1):
            found += page.items
            if number == MAX_PAGES and page.last:
                self._is_whole = False
                break
        return found


def _named(customer_id: OutsideID, invoice_number: OutsideID) -> tuple[str, str]:
    """What names an invoice among those of all customers."""
    return str(customer_id), str(invoice_number)
