"""Look-ups of customers, invoices and what was billed (RV-05)."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.search import hits
from chalicelib.actions.found import customer_in
from chalicelib.actions.letters.held_back import with_mail
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.odata import matches
from chalicelib.domain.base.search_words import is_found
from chalicelib.domain.invoices.customer_words import knows_of
from chalicelib.domain.invoices.invoice import Customer, Invoice
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import NotFound, UnsupportedQuery, no_such
from chalicelib.store import keys, search_keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import UNSETTLED, to_adjustment, to_customer, to_invoice, to_line
from chalicelib.store.payments import UNALLOCATED, to_payment, unallocated_prefix
from chalicelib.store.table import name_of
from chalicelib.views import portal
from chalicelib.views.answers import Page
from chalicelib.views.audiences import views_for
from chalicelib.views.customer import CustomerRow, CustomerView, customer_row
from chalicelib.views.invoice import (
    BilledLineView,
    InvoiceLineView,
    InvoiceRow,
    InvoiceView,
    OwnInvoiceRow,
    billed_line_view,
    invoice_line_view,
)
from chalicelib.views.openitems import OpenItems, ReceivablesView, receivables_view
from chalicelib.views.statement import StatementView

CUSTOMER_FIELDS = ("customerID", "name", "accountNumber")
INVOICE_FIELDS = ("invoiceNumber", "status", "billPeriodID", "usageAlias", "customerID")
LINE_FIELDS = (
    "featureID",
    "usageRecordID",
    "lineID",
    "serviceID",
    "serviceNumber",
    "customerID",
    "invoiceNumber",
)
T = TypeVar("T")

INVOICES_A_PAGE = 1000
MAX_PAGES = 30
"""How far invoices are looked through for what is owed; what lies further is said to
be left out.
"""


class LinesView(TypedDict):
    """A page of an invoice's lines as they were billed, in one revision of it (X-05)."""

    value: list[BilledLineView]
    revision: str
    nextCursor: str | None


def list_customers(
    desk: Desk, wanted: dict[str, str | None], search: str | None, limit: int, cursor: str | None
) -> Page[CustomerRow]:
    """Customers by name; by `$filter` on id, name or account number; or by words of a search."""
    desk.gather()
    person = desk.context.actor
    page = None
    if search and person.confined_to is not None:
        own = _get_customers(desk, list(person.confined_to))
        found = [item for item in own if is_found(_words_of(item), search)][:limit]
    elif search:
        found = _customers_by_word(desk, search, limit)
    elif "customerID" in wanted:
        found = _get_customers(desk, [wanted["customerID"] or ""])
    elif person.confined_to is not None:
        found = _get_customers(desk, list(person.confined_to))
    elif number := wanted.get("accountNumber"):
        page = desk.page(search_keys.account_partition(number), limit=limit, cursor=cursor)
        found = _get_customers(desk, [str(item["customer_id"]) for item in page.items])
    else:
        name = wanted.get("name")
        page = desk.page(
            "CUSTOMER",
            index="directory",
            prefix=keys.named(name, "") if name else "",
            limit=limit,
            cursor=cursor,
        )
        found = page.items
    rows = [customer_row(to_customer(item)) for item in found if person.sees(item["customer_id"])]
    shown = with_mail(desk, (row for row in rows if matches(row, wanted)))
    if page is None:
        return desk.whole(shown, cursor)
    return {"value": shown, "nextCursor": page.next_cursor}


def show_customer(desk: Desk, customer_id: OutsideID) -> "CustomerView | portal.OwnCustomerView":
    """A customer with what it owes and has in dispute (CU-02)."""
    customer = _customer(desk, customer_id)
    view = views_for(desk.context.actor).customer(customer, open_items(desk, customer_id))
    return with_mail(desk, [view])[0] if "email" in view else view


def show_statement(desk: Desk, customer_id: OutsideID) -> "StatementView | portal.OwnStatementView":
    """The open items of a customer, each with what is in dispute and how late it is by the
    customer's own day (CU-02, CO-05).
    """
    opened = open_statement(desk, customer_id)
    return views_for(desk.context.actor).statement(*opened)


def open_statement(desk: Desk, customer_id: OutsideID) -> tuple[Customer, OpenItems, date]:
    """A customer with its open items, and the day of its own that it is."""
    customer = _customer(desk, customer_id, with_hours=True)
    today = desk.hours.day_in(customer.time_zone, desk.now)
    return customer, open_items(desk, customer_id), today


def list_invoices(
    desk: Desk,
    customer_id: OutsideID,
    wanted: dict[str, str | None],
    sort: str,
    limit: int,
    cursor: str | None,
) -> Page[InvoiceRow | OwnInvoiceRow]:
    """The invoices of a customer by date, newest first unless asked otherwise."""
    if sort not in ("invoiceDate", "-invoiceDate"):
        raise UnsupportedQuery("Invoices are sorted by invoiceDate or -invoiceDate.")
    _customer(desk, customer_id)
    person = desk.context.actor

    def known(items: list[Item]) -> list[Item]:
        return [item for item in items if knows_of(person, to_invoice(item))]

    def told(items: list[Item]) -> list[InvoiceRow | OwnInvoiceRow]:
        rows = (views_for(person).invoice_row(to_invoice(item)) for item in known(items))
        return [row for row in rows if matches(row, wanted)]

    if number := wanted.get("invoiceNumber"):
        return desk.whole(
            told(list(desk.gather_more([keys.invoice(customer_id, number)]).values())), cursor
        )
    shows = known if person.audience == CUSTOMER else None
    partition, descending = keys.of_customer(customer_id, "INVOICE"), sort.startswith("-")
    page = desk.page(
        partition,
        index="byCustomer",
        descending=descending,
        limit=limit,
        cursor=cursor,
        shows=shows,
    )
    return {"value": told(page.items), "nextCursor": page.next_cursor}


def show_invoice(
    desk: Desk, customer_id: OutsideID, invoice_number: OutsideID
) -> "InvoiceView | portal.OwnInvoiceView":
    """An invoice with its first 1,000 lines, its adjustments, and whether and how it can be
    disputed.
    """
    invoice = _invoice(desk, customer_id, invoice_number)
    partition = keys.invoice_partition(customer_id, invoice_number)
    lines = desk.table.query(partition, prefix=keys.lines_prefix(invoice.revision), limit=1000)
    adjustments = desk.table.query(partition, prefix="ADJUSTMENT#", limit=1000)
    parts = (
        [to_line(item) for item in lines.items],
        [to_adjustment(item) for item in adjustments.items],
    )
    more = lines.last is not None
    return views_for(desk.context.actor).invoice(invoice, *parts, desk.context, more)


def list_lines(
    desk: Desk,
    customer_id: OutsideID,
    invoice_number: OutsideID,
    revision: str | None,
    limit: int,
    cursor: str | None,
) -> LinesView:
    """The lines of an invoice as they were billed: those of now, or those of the revision that an
    entry of its journal names (X-05).
    """
    invoice = _invoice(desk, customer_id, invoice_number)
    partition = keys.invoice_partition(customer_id, invoice_number)
    page = desk.page(
        partition,
        prefix=keys.lines_prefix(revision or invoice.revision),
        limit=limit,
        cursor=cursor,
    )
    rows = [billed_line_view(invoice, to_line(item)) for item in page.items]
    return {"value": rows, "revision": revision or invoice.revision, "nextCursor": page.next_cursor}


def list_features(
    desk: Desk,
    customer_id: OutsideID,
    invoice_number: OutsideID,
    wanted: dict[str, str | None],
    limit: int,
    cursor: str | None,
) -> Page[InvoiceLineView]:
    """The features billed on an invoice."""
    return _billed(
        desk, _invoice(desk, customer_id, invoice_number), "feature", wanted, limit, cursor
    )


def list_usage(
    desk: Desk,
    customer_id: OutsideID,
    usage_alias: OutsideID,
    wanted: dict[str, str | None],
    limit: int,
    cursor: str | None,
) -> Page[InvoiceLineView]:
    """The usage billed to a customer under a usage alias; of several invoices with it the latest,
    or the one that is named.
    """
    _customer(desk, customer_id)
    pointers = desk.table.query(keys.alias_partition(customer_id, usage_alias), limit=100).items
    heads = desk.gather_more(
        keys.invoice(customer_id, pointer["invoice_number"]) for pointer in pointers
    )
    invoices = [
        to_invoice(item) for item in heads.values() if same_id(item.get("usage_alias"), usage_alias)
    ]
    if number := wanted.get("invoiceNumber"):
        invoices = [invoice for invoice in invoices if same_id(invoice.invoice_number, number)]
    if not invoices:
        raise NotFound("The customer has no usage under this alias.", rule="RV-05")
    latest = max(invoices, key=lambda invoice: (invoice.invoice_date, str(invoice.invoice_number)))
    return _billed(desk, latest, "usage", wanted, limit, cursor)


def show_receivables(desk: Desk) -> ReceivablesView:
    """What is open in all, by age and currency, with the part in dispute (CU-02); reads the open
    items only, those due first first.
    """
    desk.gather(with_hours=True)
    confined = desk.context.actor.confined_to
    found = _all_open_items(desk) if confined is None else _open_items_of(desk, confined)
    return receivables_view(found, desk.today)


def _customer(desk: Desk, customer_id: OutsideID, *, with_hours: bool = False) -> Customer:
    found = desk.gather([keys.customer(customer_id)], with_hours=with_hours)
    return customer_in(found, desk, customer_id)


def _invoice(desk: Desk, customer_id: OutsideID, invoice_number: OutsideID) -> Invoice:
    key = keys.invoice(customer_id, invoice_number)
    found = desk.gather([key])
    desk.context.actor.require_sight(customer_id, "invoice")
    invoice = to_invoice(found[name_of(key)]) if name_of(key) in found else None
    if invoice is None or not knows_of(desk.context.actor, invoice):
        raise no_such("invoice")
    return invoice


def _billed(
    desk: Desk,
    invoice: Invoice,
    what: str,
    wanted: dict[str, str | None],
    limit: int,
    cursor: str | None,
) -> Page[InvoiceLineView]:
    partition = keys.invoice_partition(invoice.customer_id, invoice.invoice_number)
    page = desk.page(
        partition, prefix=keys.billed_prefix(invoice.revision, what), limit=limit, cursor=cursor
    )
    rows = [invoice_line_view(invoice, to_line(item)) for item in page.items]
    return {"value": [row for row in rows if matches(row, wanted)], "nextCursor": page.next_cursor}


def open_items(desk: Desk, customer_id: OutsideID) -> OpenItems:
    """The open items of a customer, the latest first, and its payments that are not all for
    invoices.
    """
    partition, prefix = keys.of_customer(customer_id, "INVOICE"), unallocated_prefix(customer_id)
    return _open_among(
        _in_pages(desk, partition, _unsettled, index="byCustomer", descending=True),
        _in_pages(desk, UNALLOCATED, _payments, prefix=prefix),
    )


def _all_open_items(desk: Desk) -> OpenItems:
    """Those of everybody, what is due first first."""
    return _open_among(
        _in_pages(desk, UNSETTLED, _unsettled), _in_pages(desk, UNALLOCATED, _payments)
    )


def _open_items_of(desk: Desk, customers: tuple[str, ...]) -> OpenItems:
    """The open items of some customers."""
    each = [open_items(desk, customer_id) for customer_id in customers]
    return OpenItems(
        [invoice for one in each for invoice in one.invoices],
        [payment for one in each for payment in one.payments],
        all(one.complete for one in each),
    )


def _open_among(
    invoices: tuple[list[Invoice], bool], payments: tuple[list[CustomerPayment], bool]
) -> OpenItems:
    return OpenItems(invoices[0], payments[0], invoices[1] and payments[1])


def _unsettled(items: list[Item]) -> list[Invoice]:
    return [invoice for invoice in map(to_invoice, items) if invoice.is_unsettled]


def _payments(items: list[Item]) -> list[CustomerPayment]:
    return [to_payment(item) for item in items]


def _in_pages(
    desk: Desk,
    partition: str,
    keep: Callable[[list[Item]], list[T]],
    *,
    index: str = "directory",
    prefix: str = "",
    descending: bool = False,
) -> tuple[list[T], bool]:
    """What is kept of a partition, and whether that is of all of it; a page ends at a megabyte, so
    it is gone on with, as far as is bearable.
    """
    found: list[T] = []
    start = None
    for _ in range(MAX_PAGES):
        page = desk.table.query(
            partition,
            index=index,
            prefix=prefix,
            descending=descending,
            limit=INVOICES_A_PAGE,
            start=start,
        )
        found += keep(page.items)
        start = page.last
        if not start:
            break
    return found, start is None


def _get_customers(desk: Desk, customer_ids: list[str]) -> list[Item]:
    found = desk.gather_more([keys.customer(customer_id) for customer_id in customer_ids[:100]])
    return sorted(found.values(), key=lambda item: str(item["name"]).casefold())


def _words_of(item: Item) -> str:
    """What a customer is found by."""
    return f"{item['customer_id']} {item['account_number']} {item['name']}"


def _customers_by_word(desk: Desk, text: str, limit: int) -> list[Item]:
    return _get_customers(
        desk, [str(hit["parties"][CUSTOMER]) for hit in hits(desk, text, limit, kind="customer")]
    )
