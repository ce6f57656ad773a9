"""Operators, aggregators and bookings: look-ups, and imports of one."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.actions.bookings import lookups
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import (
    AddressField,
    AmountField,
    Body,
    CurrencyField,
    DescriptionField,
    NameField,
    OutsideIDField,
    becoming,
)
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.base.identifiers import id_in_url
from chalicelib.domain.base.money import read_decimal, to_minor
from chalicelib.domain.base.texts import MAX_NAME, read_moment
from chalicelib.domain.bookings.booking import (
    AGGREGATOR,
    BOOKING_STATUSES,
    OPERATOR,
    SETTLEMENTS,
    Booking,
    Party,
)
from chalicelib.domain.people.person import BOOKINGS
from chalicelib.errors import UnsupportedQuery
from chalicelib.views.answers import Page

routes = Routes()

MomentField = Annotated[datetime, becoming(read_moment)]
_PAGE = ("limit", "cursor")


class OperatorBody(Body):
    """Somebody who does bookings."""

    name: NameField
    currency: CurrencyField
    email: AddressField | None = None
    language: NameField | None = None


class AggregatorBody(OperatorBody):
    """Somebody who sends bookings, and how it pays for them."""

    settlement: Literal[SETTLEMENTS]  # type: ignore[valid-type]


class BookingBody(Body):
    """A job that an aggregator sent to an operator."""

    operator_id: OutsideIDField = Field(alias="operatorID")
    aggregator_id: OutsideIDField = Field(alias="aggregatorID")
    reference: OutsideIDField
    status: Literal[BOOKING_STATUSES]  # type: ignore[valid-type]
    fare: AmountField
    currency: CurrencyField
    pickup_at: MomentField
    description: DescriptionField | None = None


@routes.query("/operator", permission="booking.read", query=("name", *_PAGE))
def list_operators(request: Request) -> "Reply[Page[lookups.PartyRow | lookups.PublicPartyRow]]":
    """Lists operators by name."""
    return _parties(request, OPERATOR)


@routes.command(
    "PUT", "/operator/{operatorID}", permission="import.run", body=OperatorBody, may_create=True
)
def import_operator(
    request: Request,
) -> "PlainAction[lookups.PartyImported]":
    """Imports an operator and opens its wallet; the same once more changes nothing."""
    body: OperatorBody = request.body
    return lookups.put_party(
        Party(
            id_in_url(request.path["operatorID"]),
            OPERATOR,
            body.name,
            body.currency,
            body.email,
            language=body.language,
        )
    )


@routes.query("/aggregator", permission="aggregator.read", also=(BOOKINGS,), query=("name", *_PAGE))
def list_aggregators(request: Request) -> "Reply[Page[lookups.PartyRow | lookups.PublicPartyRow]]":
    """Lists aggregators by name, each with how it settles (IG-02)."""
    return _parties(request, AGGREGATOR)


@routes.command(
    "PUT",
    "/aggregator/{aggregatorID}",
    permission="import.run",
    body=AggregatorBody,
    may_create=True,
)
def import_aggregator(
    request: Request,
) -> "PlainAction[lookups.PartyImported]":
    """Imports an aggregator and opens its wallet; the same once more changes nothing."""
    body: AggregatorBody = request.body
    named = (
        id_in_url(request.path["aggregatorID"]),
        AGGREGATOR,
        body.name,
        body.currency,
        body.email,
        body.settlement,
        body.language,
    )
    return lookups.put_party(Party(*named))


@routes.query(
    "/booking",
    permission="booking.read",
    also=(BOOKINGS,),
    query=("operatorID", "aggregatorID", "status", "search", *_PAGE),
)
def list_bookings(request: Request) -> "Reply[Page[lookups.BookingRow]]":
    """Lists the bookings of an operator or aggregator, the latest pick-up first; `search` finds
    some by bookingID or reference.
    """
    operator, aggregator = request.query.get("operatorID"), request.query.get("aggregatorID")
    if operator and aggregator:
        raise UnsupportedQuery("Bookings are listed by operatorID or by aggregatorID.")
    status = request.query.get("status")
    if status and status not in BOOKING_STATUSES:
        raise UnsupportedQuery(f"A booking is {', '.join(BOOKING_STATUSES)}.")
    side = OPERATOR if operator else AGGREGATOR if aggregator else None
    of, search = (side, operator or aggregator, status), request.query.get("search")
    if search is None:
        return Reply(
            lookups.list_bookings(
                request.desk(), *of, request.page_size, request.query.get("cursor")
            )
        )
    if not 0 < len(search) <= MAX_NAME or "cursor" in request.query:
        raise UnsupportedQuery(f"search is at most {MAX_NAME} characters, and finds a page.")
    return Reply(lookups.find_bookings(request.desk(), *of, search, request.page_size))


@routes.query("/booking/{bookingID}", permission="booking.read", also=(BOOKINGS,))
def show_booking(request: Request) -> "Reply[lookups.BookingView]":
    """Shows a booking, and whether it can be disputed (IG-02)."""
    return shown(lookups.show_booking(request.desk(), request.path["bookingID"]))


@routes.command(
    "PUT", "/booking/{bookingID}", permission="import.run", body=BookingBody, may_create=True
)
def import_booking(
    request: Request,
) -> "PlainAction[lookups.BookingImported]":
    """Imports a booking; the same once more changes nothing."""
    body: BookingBody = request.body
    booking = Booking(
        booking_id=id_in_url(request.path["bookingID"]),
        operator_id=body.operator_id,
        operator_name="",
        aggregator_id=body.aggregator_id,
        aggregator_name="",
        reference=body.reference,
        status=body.status,
        fare=to_minor(read_decimal(body.fare), body.currency),
        currency=body.currency,
        pickup_at=body.pickup_at,
        description=body.description or "",
    )
    return lookups.put_booking(booking)


def _parties(
    request: Request, role: str
) -> "Reply[Page[lookups.PartyRow | lookups.PublicPartyRow]]":
    page = request.page_size, request.query.get("cursor")
    return Reply(lookups.list_parties(request.desk(), role, request.query.get("name"), *page))
