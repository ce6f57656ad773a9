"""Customers, their invoices and what was billed on them: look-ups and imports of one."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.actions.admin.exports import FileView
from chalicelib.actions.disputes import search as dispute_search
from chalicelib.actions.execution import PlainAction
from chalicelib.actions.imports import billed
from chalicelib.actions.invoices import lookups, positions, statement_file
from chalicelib.api.fields import (
    AddressField,
    AmountField,
    Body,
    CountryField,
    CurrencyField,
    DayField,
    LabelField,
    NameField,
    OutsideIDField,
    PostalAddressField,
)
from chalicelib.api.routing import CSV, Reply, Request, Routes, require_same, shown
from chalicelib.api.tables import as_file
from chalicelib.domain.base.identifiers import id_in_url, written_id
from chalicelib.domain.base.money import nonzero_minor, positive_minor, read_decimal, to_minor
from chalicelib.domain.base.odata import parse_filter, parse_top
from chalicelib.domain.base.texts import MAX_NAME, cut_words, read_label, tidy
from chalicelib.domain.imports.billed import Billed
from chalicelib.domain.invoices.instalments import MAX_INSTALMENTS, Instalment
from chalicelib.domain.invoices.invoice import (
    MAX_LINES,
    MAX_PAYMENTS,
    Customer,
    InvoiceLine,
    Payment,
)
from chalicelib.errors import UnsupportedQuery
from chalicelib.views.answers import Page

routes = Routes()

_PAGE = ("limit", "cursor", "$filter", "$top")
_INVOICE = "/customer/{customerID}/invoice/{invoiceNumber}"


class CustomerBody(Body):
    """Somebody who is billed."""

    name: NameField
    account_number: OutsideIDField
    currency: CurrencyField
    delivery_method: Literal["Post", "Email", "Email and Post", "Do Not Send"]
    email: AddressField | None = None
    phone: NameField | None = None
    language: NameField | None = None
    time_zone: NameField | None = None
    country: CountryField | None = None
    postal_address: PostalAddressField | None = None


class InvoiceLineBody(Body):
    """One charge or credit of an invoice."""

    line_id: OutsideIDField
    description: LabelField
    amount: AmountField
    kind: Literal["feature", "usage", "fee", "paperFee", "credit"]
    feature_id: OutsideIDField | None = None
    usage_record_id: OutsideIDField | None = None
    service_id: OutsideIDField | None = None
    service_number: OutsideIDField | None = None
    invoice_category_id: OutsideIDField | None = Field(None, alias="invoiceCategoryid")
    usage_batch_id: OutsideIDField | None = None
    usage_record_number: OutsideIDField | None = None


class PaymentBody(Body):
    """Money that came in; below zero what was given back for a credit note."""

    payment_id: OutsideIDField
    date: DayField
    amount: AmountField


class InvoiceInstalmentBody(Body):
    """A part of an invoice that is due on a day of its own."""

    due_date: DayField
    amount: AmountField


class InvoiceBody(Body):
    """An invoice with its lines and payments."""

    status: Literal["draft", "approved"]
    currency: CurrencyField
    invoice_date: DayField
    due_date: DayField
    lines: Annotated[list[InvoiceLineBody], Field(max_length=MAX_LINES)]
    payments: Annotated[list[PaymentBody], Field(max_length=MAX_PAYMENTS)] = Field(
        default_factory=list
    )
    instalments: Annotated[list[InvoiceInstalmentBody], Field(max_length=MAX_INSTALMENTS)] = Field(
        default_factory=list
    )
    bill_period_id: OutsideIDField | None = None
    usage_alias: OutsideIDField | None = None


@routes.query("/customer", permission="customer.read", query=("search", *_PAGE))
def list_customers(request: Request) -> "Reply[Page[lookups.CustomerRow]]":
    """Lists customers, by `search` or by `$filter` on customerID, name or accountNumber."""
    wanted = _filter(request, lookups.CUSTOMER_FIELDS)
    search, cursor = request.query.get("search"), request.query.get("cursor")
    return Reply(lookups.list_customers(request.desk(), wanted, search, request.page_size, cursor))


@routes.query("/customer/{customerID}", permission="customer.read", is_portal=True)
def show_customer(
    request: Request,
) -> "Reply[lookups.CustomerView | lookups.portal.OwnCustomerView]":
    """Shows a customer with what it owes and disputes."""
    return shown(lookups.show_customer(request.desk(), request.path["customerID"]))


@routes.command(
    "PUT", "/customer/{customerID}", permission="import.run", body=CustomerBody, may_create=True
)
def import_customer(
    request: Request,
) -> "PlainAction[billed.CustomerImported]":
    """Imports a customer; the same once more changes nothing."""
    body = {name: value for name, value in vars(request.body).items() if name != "model_fields_set"}
    return billed.put_customer(Customer(customer_id=id_in_url(request.path["customerID"]), **body))


@routes.query("/customer/{customerID}/statement", permission="customer.read", is_portal=True)
def show_statement(
    request: Request,
) -> "Reply[lookups.StatementView | lookups.portal.OwnStatementView]":
    """Shows the open items of a customer, with what of each is in dispute."""
    return Reply(lookups.show_statement(request.desk(), request.path["customerID"]))


@routes.query(
    "/customer/{customerID}/statement/file",
    permission="customer.read",
    is_portal=True,
    query=("format",),
    media_type=CSV,
)
def write_statement(request: Request) -> "Reply[FileView | str]":
    """Gives the open items of a customer, and what came in and is for no invoice, as CSV, with
    `format=semicolons` for spreadsheets that write decimals behind a comma, or with `format=xlsx` a
    link to an Excel workbook. Who took it along is written down.
    """
    customer_id = id_in_url(request.path["customerID"])
    return as_file(
        request,
        f"statement-{customer_id}",
        lambda desk, ending: statement_file.write(desk, customer_id, ending),
    )


@routes.query(
    "/customer/{customerID}/invoice",
    permission="invoice.read",
    is_portal=True,
    query=("sort", *_PAGE),
)
def list_invoices(request: Request) -> "Reply[Page[lookups.InvoiceRow | lookups.OwnInvoiceRow]]":
    """Lists the invoices of a customer, newest first."""
    wanted = _filter(request, lookups.INVOICE_FIELDS)
    sort = request.query.get("sort", "-invoiceDate")
    page = (request.page_size, request.query.get("cursor"))
    return Reply(
        lookups.list_invoices(request.desk(), request.path["customerID"], wanted, sort, *page)
    )


@routes.query(_INVOICE, permission="invoice.read", is_portal=True)
def show_invoice(request: Request) -> "Reply[lookups.InvoiceView | lookups.portal.OwnInvoiceView]":
    """Shows an invoice with its lines, what was credited, and whether it can be disputed."""
    return shown(
        lookups.show_invoice(
            request.desk(), request.path["customerID"], request.path["invoiceNumber"]
        )
    )


@routes.command("PUT", _INVOICE, permission="import.run", body=InvoiceBody, may_create=True)
def import_invoice(
    request: Request,
) -> "PlainAction[billed.InvoiceImported]":
    """Imports an invoice with its lines and payments; the same once more changes nothing."""
    return billed.put_invoice(_billed(request), _cut(request.body))


@routes.query(f"{_INVOICE}/line", permission="invoice.read", query=("revision", "limit", "cursor"))
def list_lines(request: Request) -> "Reply[lookups.LinesView]":
    """Lists the lines of an invoice as they were billed: now, or at the `revision` that an entry of
    its journal names.
    """
    place = (
        request.path["customerID"],
        request.path["invoiceNumber"],
        request.query.get("revision"),
    )
    return Reply(
        lookups.list_lines(request.desk(), *place, request.page_size, request.query.get("cursor"))
    )


@routes.query(f"{_INVOICE}/feature", permission="invoice.read", query=_PAGE)
def list_features(request: Request) -> "Reply[Page[lookups.InvoiceLineView]]":
    """Lists the features billed on an invoice."""
    place = (request.path["customerID"], request.path["invoiceNumber"])
    wanted = _filter(request, lookups.LINE_FIELDS)
    return Reply(
        lookups.list_features(
            request.desk(), *place, wanted, request.page_size, request.query.get("cursor")
        )
    )


@routes.query(
    "/customer/{customerID}/usage", permission="invoice.read", query=("usageAlias", *_PAGE)
)
def list_usage_of_customer(request: Request) -> "Reply[Page[lookups.InvoiceLineView]]":
    """Lists the usage billed to a customer under a usage alias, given in the URL or as the header
    UsageAlias.
    """
    return _usage(request, request.path["customerID"])


@routes.query("/usage", permission="invoice.read", query=("customerID", "usageAlias", *_PAGE))
def list_usage(request: Request) -> "Reply[Page[lookups.InvoiceLineView]]":
    """Lists usage by customer and usage alias, given as headers (CustomerID, UsageAlias) or in the
    URL.
    """
    return _usage(request, request.query.get("customerID") or _header(request, "CustomerID"))


@routes.query("/report/receivables", permission="report.read", query=("asOf",))
def show_receivables(request: Request) -> "Reply[lookups.ReceivablesView]":
    """Sums up what is owed by age and currency, with the part in dispute; with `asOf` as it was
    when that day was over.
    """
    if "asOf" not in request.query:
        return Reply(lookups.show_receivables(request.desk()))
    return Reply(positions.show_position(request.desk(), _day(request.query["asOf"])))


def _day(text: str) -> date:
    """A day in a query."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnsupportedQuery("A day is written as 2026-09-30.") from None


@routes.query("/search", permission="customer.read", is_party=True, query=("q", "limit"))
def search(request: Request) -> "Reply[dispute_search.HitsView]":
    """Finds disputes, invoices, customers and bookings by number, reference or name; people of a
    party find the party's own.
    """
    text = request.query.get("q", "")
    if not 0 < len(text) <= 200:
        raise UnsupportedQuery("q is what to search for, at most 200 characters.")
    return Reply(
        dispute_search.search(
            request.desk(), text, parse_top(request.query.get("limit"), default=10)
        )
    )


def _header(request: Request, name: str) -> str | None:
    """An id that came as a header."""
    told = request.headers.get(name.lower())
    return written_id(told) if told else None


def _usage(request: Request, customer_id: str | None) -> "Reply[Page[lookups.InvoiceLineView]]":
    headers = {
        name: told for name in ("customerID", "usageAlias") if (told := _header(request, name))
    }
    require_same({**request.path, **request.query}, headers, "a header")
    alias = request.query.get("usageAlias") or headers.get("usageAlias")
    if not customer_id or not alias:
        raise UnsupportedQuery(
            "Say the customer and the usage alias, as CustomerID and UsageAlias in headers or in"
            " the URL.",
            rule="RV-05",
        )
    wanted = _filter(request, lookups.LINE_FIELDS)
    return Reply(
        lookups.list_usage(
            request.desk(),
            customer_id,
            alias,
            wanted,
            request.page_size,
            request.query.get("cursor"),
        )
    )


def _billed(request: Request) -> Billed:
    body: InvoiceBody = request.body
    return billed.Billed(
        customer_id=id_in_url(request.path["customerID"]),
        invoice_number=id_in_url(request.path["invoiceNumber"]),
        status=body.status,
        currency=body.currency,
        invoice_date=body.invoice_date,
        due_date=body.due_date,
        bill_period_id=body.bill_period_id,
        usage_alias=body.usage_alias,
        lines=tuple(InvoiceLine(**_line(line, body.currency)) for line in body.lines),
        payments=tuple(
            Payment(**_with_minor(payment, nonzero_minor, body.currency))
            for payment in body.payments
        ),
        instalments=tuple(
            Instalment(one.due_date, positive_minor(read_decimal(one.amount), body.currency))
            for one in body.instalments
        ),
    )


def _line(line: InvoiceLineBody, currency: str) -> dict[str, Any]:
    return _with_minor(line, to_minor, currency) | {"description": read_label(line.description)[0]}


def _cut(body: InvoiceBody) -> "list[billed.CutView]":
    """A warning for each description that is too long to be kept whole."""
    cut = (
        f"/lines/{place}/description"
        for place, line in enumerate(body.lines)
        if len(line.description) > MAX_NAME
    )
    return [
        {"pointer": pointer, "detail": cut_words("The description"), "code": "cut"}
        for pointer in cut
    ]


def _with_minor(body: Body, read: Any, currency: str) -> dict[str, Any]:
    values: Mapping[str, Any] = vars(body)
    return {**values, "amount": read(read_decimal(values["amount"]), currency)}


def _filter(request: Request, fields: tuple[str, ...]) -> dict[str, str | None]:
    wanted = parse_filter(request.query.get("$filter"), fields)
    read = {
        name: value and (tidy(value) if name == "name" else written_id(value))
        for name, value in wanted.items()
    }
    require_same(request.path, read, "$filter")
    return read
