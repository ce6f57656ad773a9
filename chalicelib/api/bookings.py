"""Operators, aggregators, bookings and wallets: look-ups, imports of one, and money from outside."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from chalicelib.actions.execution import Action
from chalicelib.api.fields import AmountField, Body, CurrencyField, DescriptionField, NameField, NothingBody, OutsideIDField, becoming
from chalicelib.api.routing import CSV, Reply, Request, Routes, shown
from chalicelib.domain.booking import AGGREGATOR, BOOKING_STATUSES, OPERATOR, SETTLEMENTS, Booking, Party
from chalicelib.domain.identifiers import id_in_url
from chalicelib.domain.money import read_decimal, to_minor
from chalicelib.domain.people import CORRECTING
from chalicelib.domain.texts import MAX_NAME, read_day, read_moment
from chalicelib.errors import UnsupportedQuery
from chalicelib.late import Late

if TYPE_CHECKING:
    from chalicelib.actions import bookings, ledger
    from chalicelib.domain import ledger as ledger_kinds
    from chalicelib.domain import statement
else:
    bookings, ledger = Late("chalicelib.actions.bookings"), Late("chalicelib.actions.ledger")
    ledger_kinds, statement = Late("chalicelib.domain.ledger"), Late("chalicelib.domain.statement")

routes = Routes()

MomentField = Annotated[datetime, becoming(read_moment)]
_PAGE = ("limit", "cursor")
_PERIOD = ("from", "to")
_ABOUT = ("kind", "disputeID", "bookingID")


class OperatorBody(Body):
    """Somebody who does bookings."""

    name: NameField
    currency: CurrencyField
    email: NameField | None = None


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


class DepositBody(Body):
    """Money that came in from outside."""

    amount: AmountField
    reference: NameField


class FloorBody(Body):
    """How far a wallet may be emptied."""

    floor: AmountField


class CorrectionBody(Body):
    """Why a transfer shall be taken back."""

    reason: DescriptionField


class RefusalBody(Body):
    """Why it shall stay."""

    reason: DescriptionField | None = None


@routes.query("/operator", permission="booking.read", query=("name", *_PAGE))
def list_operators(request: Request) -> Reply:
    """Lists operators by name."""
    return _parties(request, OPERATOR)


@routes.command("PUT", "/operator/{operatorID}", permission="import.run", body=OperatorBody, may_create=True)
def import_operator(request: Request) -> Action:
    """Imports an operator and opens its wallet; the same once more changes nothing."""
    body: OperatorBody = request.body
    return bookings.put_party(Party(id_in_url(request.path["operatorID"]), OPERATOR, body.name, body.currency, body.email))


@routes.query("/aggregator", permission="aggregator.read", is_party=True, query=("name", *_PAGE))
def list_aggregators(request: Request) -> Reply:
    """Lists aggregators by name, each with how it settles (IG-02)."""
    return _parties(request, AGGREGATOR)


@routes.command("PUT", "/aggregator/{aggregatorID}", permission="import.run", body=AggregatorBody, may_create=True)
def import_aggregator(request: Request) -> Action:
    """Imports an aggregator and opens its wallet; the same once more changes nothing."""
    body: AggregatorBody = request.body
    named = id_in_url(request.path["aggregatorID"]), AGGREGATOR, body.name, body.currency, body.email, body.settlement
    return bookings.put_party(Party(*named))


@routes.query("/booking", permission="booking.read", is_party=True, query=("operatorID", "aggregatorID", "status", "search", *_PAGE))
def list_bookings(request: Request) -> Reply:
    """Lists the bookings of an operator or aggregator, the latest pick-up first; `search` finds some by bookingID or reference."""
    operator, aggregator = request.query.get("operatorID"), request.query.get("aggregatorID")
    if operator and aggregator:
        raise UnsupportedQuery("Bookings are listed by operatorID or by aggregatorID.")
    status = request.query.get("status")
    if status and status not in BOOKING_STATUSES:
        raise UnsupportedQuery(f"A booking is {', '.join(BOOKING_STATUSES)}.")
    side = OPERATOR if operator else AGGREGATOR if aggregator else None
    of, search = (side, operator or aggregator, status), request.query.get("search")
    if search is None:
        return Reply(bookings.list_bookings(request.desk(), *of, request.page_size, request.query.get("cursor")))
    if not 0 < len(search) <= MAX_NAME or "cursor" in request.query:
        raise UnsupportedQuery(f"search is at most {MAX_NAME} characters, and finds a page.")
    return Reply(bookings.find_bookings(request.desk(), *of, search, request.page_size))


@routes.query("/booking/{bookingID}", permission="booking.read", is_party=True)
def show_booking(request: Request) -> Reply:
    """Shows a booking, and whether it can be disputed (IG-02)."""
    return shown(bookings.show_booking(request.desk(), request.path["bookingID"]))


@routes.command("PUT", "/booking/{bookingID}", permission="import.run", body=BookingBody, may_create=True)
def import_booking(request: Request) -> Action:
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
    return bookings.put_booking(booking)


@routes.query("/wallet", permission="wallet.read", is_party=True, query=("partyID",))
def list_wallets(request: Request) -> Reply:
    """Lists the wallets of one's own party, or for the staff of `partyID`; `external` is the outside world."""
    return Reply(ledger.list_wallets(request.desk(), request.query.get("partyID")))


@routes.query("/wallet/{walletID}", permission="wallet.read", is_party=True)
def show_wallet(request: Request) -> Reply:
    """Shows what a wallet holds."""
    return shown(ledger.show_wallet(request.desk(), request.path["walletID"]))


@routes.query("/wallet/{walletID}/entry", permission="wallet.read", is_party=True, query=(*_PERIOD, *_ABOUT, *_PAGE))
def list_entries(request: Request) -> Reply:
    """Lists a wallet's statement, the latest first, with the balance after each entry; `from` and `to` are days by UTC (IG-10)."""
    kind = request.query.get("kind")
    if kind not in (None, *ledger_kinds.KINDS):
        raise UnsupportedQuery(f"kind is {', '.join(ledger_kinds.KINDS)}.")
    excerpt = statement.Excerpt(*_period(request), kind, request.query.get("disputeID"), request.query.get("bookingID"))
    return Reply(ledger.list_entries(request.desk(), request.path["walletID"], excerpt, request.page_size, request.query.get("cursor")))


@routes.query("/wallet/{walletID}/statement", permission="wallet.read", is_party=True, query=_PERIOD, media_type=CSV)
def write_statement(request: Request) -> Reply:
    """Gives a wallet's statement for some days as a file, whole, the oldest entry first; UTF-8, safe in a spreadsheet (IG-10, X-09)."""
    wallet_id, (first, last) = request.path["walletID"], _period(request)
    days = "" if not request.query else f"-{first}-{last}"
    return Reply(
        ledger.write_statement(request.desk(), wallet_id, statement.Excerpt(first, last)), file_name=f"statement-{wallet_id}{days}.csv"
    )


@routes.command("PUT", "/wallet/{walletID}/floor", permission=CORRECTING, body=FloorBody)
def set_floor(request: Request) -> Action:
    """Sets how far a wallet may be emptied: 0 by default, below it for one that may owe (IG-11)."""
    return ledger.set_floor(request.path["walletID"], request.body.floor)


@routes.command("POST", "/wallet/{walletID}/deposit", permission=CORRECTING, body=DepositBody, status=201, takes_version=True)
def deposit(request: Request) -> Action:
    """Puts money that came in from outside into a wallet."""
    return ledger.deposit(request.path["walletID"], request.body.amount, request.body.reference)


@routes.query("/correction", permission=CORRECTING, query=_PAGE)
def list_corrections(request: Request) -> Reply:
    """Lists the corrections that wait for a second person."""
    return Reply(ledger.list_corrections(request.desk(), request.page_size, request.query.get("cursor")))


@routes.command("POST", "/transfer/{transferID}/correction", permission=CORRECTING, body=CorrectionBody, may_create=True)
def ask_correction(request: Request) -> Action:
    """Asks for a transfer to be taken back (IG-10)."""
    return ledger.ask_correction(request.path["transferID"], request.body.reason)


@routes.command("POST", "/transfer/{transferID}/correction/approval", permission=CORRECTING, body=NothingBody)
def agree_to_correction(request: Request) -> Action:
    """Agrees, as a second person, to take a transfer back; the money moves with it (IG-10)."""
    return ledger.agree_to_correction(request.path["transferID"])


@routes.command("POST", "/transfer/{transferID}/correction/rejection", permission=CORRECTING, body=RefusalBody)
def refuse_correction(request: Request) -> Action:
    """Leaves the transfer as it is."""
    return ledger.refuse_correction(request.path["transferID"], request.body.reason)


def _period(request: Request) -> tuple[date, date]:
    """The days that are asked for, both included; without end where none is named."""
    every = statement.Excerpt()
    named = {name: read_day(request.query[name]) for name in _PERIOD if name in request.query}
    first, last = named.get("from", every.first), named.get("to", every.last)
    if last < first:
        raise UnsupportedQuery("The period ends before it begins.")
    return first, last


def _parties(request: Request, role: str) -> Reply:
    page = request.page_size, request.query.get("cursor")
    return Reply(bookings.list_parties(request.desk(), role, request.query.get("name"), *page))
