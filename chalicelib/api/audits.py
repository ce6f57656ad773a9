"""For auditors: who changed what, and whether what is stored is sound. What it needs is imported late, since few ask."""

from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.identifiers import read_outside_id
from chalicelib.errors import UnsupportedQuery

routes = Routes()

_PAGE = ("limit", "cursor")


@routes.query("/audit/verify", permission="audit.run", query=("kind", "state", *_PAGE))
def verify(request: Request) -> Reply:
    """Verifies a page of disputes: that no event was edited, and that all amounts add up."""
    from chalicelib.actions import audits

    place = (request.query.get("kind", "invoice"), request.query.get("state", "open"))
    return Reply(audits.verify(request.desk(), *place, *_page(request)))


@routes.query("/audit/journal", permission="audit.run", query=("subject", *_PAGE))
def list_entries(request: Request) -> Reply:
    """Lists who changed a `subject`: user/…, setting/…, address/…, customer/{customerID} or invoice/{customerID}/{invoiceNumber}."""
    from chalicelib.actions import audits

    return Reply(audits.list_entries(request.desk(), request.query.get("subject", ""), *_page(request)))


@routes.query("/audit/journal/verify", permission="audit.run", query=("customerID", "of", *_PAGE))
def verify_journals(request: Request) -> Reply:
    """Verifies a page of journals, of a customer with its invoices or `of` other things: no entry was edited, and all is as they say."""
    from chalicelib.actions import audits

    query = request.query
    if ("customerID" in query) == ("of" in query):
        raise UnsupportedQuery(f"Say which customer, as customerID, or of what else: {', '.join(audits.OTHERS)}.")
    if "of" in query:
        return Reply(audits.verify_journals(request.desk(), query["of"], *_page(request)))
    return Reply(audits.verify_customer(request.desk(), read_outside_id(query["customerID"]), *_page(request)))


def _page(request: Request) -> tuple[int, str | None]:
    return request.page_size, request.query.get("cursor")
