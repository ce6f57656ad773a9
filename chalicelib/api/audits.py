"""For auditors: who changed what, and whether what is stored is sound."""

from chalicelib import wiring
from chalicelib.actions.admin import audits, exports, heads
from chalicelib.actions.invoices import audits as payment_audits
from chalicelib.actions.wallets import audits as wallet_audits
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.base.identifiers import read_outside_id
from chalicelib.errors import UnsupportedQuery
from chalicelib.views.answers import Page

routes = Routes()

_PAGE = ("limit", "cursor")


@routes.query(
    "/audit/verify", permission="audit.run", query=("kind", "state", "of", "walletID", *_PAGE)
)
def verify(
    request: Request,
) -> "Reply[audits.DisputesReport | wallet_audits.AnyReport]":
    """Verifies a page of disputes of a `kind`, of the entries of a wallet, or `of` wallets, or what
    waits in a `state`.

    What waits are corrections, proposals and reservations. Or, `of` the ledger, that it comes to
    nothing.
    """
    query = request.query
    of = query.get("of")
    if of in wallet_audits.ASKED_FOR and not {"kind", "walletID"} & set(query):
        return Reply(
            wallet_audits.verify_asked(
                request.desk(), of, query.get("state", "open"), *_page(request)
            )
        )
    if len({"of", "walletID"} & set(query)) + bool({"kind", "state"} & set(query)) > 1:
        raise UnsupportedQuery("Either disputes by kind and state, or of, or walletID.")
    if "walletID" in query:
        return Reply(
            wallet_audits.verify_statement(request.desk(), query["walletID"], *_page(request))
        )
    if of == "wallets":
        return Reply(wallet_audits.verify_wallets(request.desk(), *_page(request)))
    if of not in (None, "ledger"):
        raise UnsupportedQuery(f"of is wallets, ledger, {' or '.join(wallet_audits.ASKED_FOR)}.")
    if of:
        return Reply(wallet_audits.verify_sums(request.desk()))
    place = (request.query.get("kind", "invoice"), request.query.get("state", "open"))
    return Reply(audits.verify(request.desk(), *place, *_page(request)))


@routes.query("/audit/journal", permission="audit.run", query=("subject", *_PAGE))
def list_entries(request: Request) -> "Reply[Page[audits.JournalEntryView]]":
    """Lists who changed a `subject`: customer/, invoice/, party/, booking/, vendor/, standing/,
    order/, payee/, wallet/, correction/, … + id.
    """
    return Reply(
        audits.list_entries(request.desk(), request.query.get("subject", ""), *_page(request))
    )


@routes.query("/audit/export", permission="audit.run", query=_PAGE)
def list_exports(request: Request) -> "Reply[Page[exports.ExportView]]":
    """Lists the files that people took along, the latest first: who, when, of what, how narrowed,
    and how many rows (X-09).
    """
    return Reply(exports.list_exports(request.desk(), *_page(request)))


@routes.query(
    "/audit/journal/verify",
    permission="audit.run",
    query=("customerID", "paymentsOf", "operatorID", "vendorID", "of", *_PAGE),
)
def verify_journals(request: Request) -> "Reply[audits.Report]":
    """Verifies a page of journals, of a customer and its invoices, its payments (`paymentsOf`), an
    operator's bookings, a vendor's orders or `of` others: no entry was edited.
    """
    query = request.query
    if len({"customerID", "paymentsOf", "operatorID", "vendorID", "of"} & set(query)) != 1:
        raise UnsupportedQuery(
            "Say which customer, operator or vendor, as customerID, paymentsOf, operatorID or"
            f" vendorID, or of what else: {', '.join(audits.OTHERS)}."
        )
    if "of" in query:
        return Reply(audits.verify_journals(request.desk(), query["of"], *_page(request)))
    if "paymentsOf" in query:
        customer_id = read_outside_id(query["paymentsOf"])
        return Reply(payment_audits.verify_payments(request.desk(), customer_id, *_page(request)))
    if "operatorID" in query:
        return Reply(
            audits.verify_bookings(
                request.desk(), read_outside_id(query["operatorID"]), *_page(request)
            )
        )
    if "vendorID" in query:
        return Reply(
            audits.verify_orders(
                request.desk(), read_outside_id(query["vendorID"]), *_page(request)
            )
        )
    return Reply(
        audits.verify_customer(
            request.desk(), read_outside_id(query["customerID"]), *_page(request)
        )
    )


@routes.query("/audit/head", permission="audit.run", query=_PAGE)
def verify_heads(request: Request) -> "Reply[audits.Report]":
    """Verifies chains against what was kept of them by day, where nothing can be changed: a part of
    a day at a time, the oldest first (X-05).
    """
    return Reply(heads.verify(request.desk(), wiring.parts().heads, request.query.get("cursor")))


def _page(request: Request) -> tuple[int, str | None]:
    return request.page_size, request.query.get("cursor")
