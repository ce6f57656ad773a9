"""Disputes on bookings: the thread, fund requests, escalation, and ending them."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from chalicelib.actions.disputes import verbs
from chalicelib.actions.disputes.opening import Address
from chalicelib.actions.execution import Action
from chalicelib.api.fields import AmountField, Body, DescriptionField, NothingBody
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.bookings.work import SUPPORTED
from chalicelib.domain.people.person import PARTY
from chalicelib.errors import UnsupportedQuery
from chalicelib.late import Late

if TYPE_CHECKING:
    from chalicelib.actions.bookings import dispute
    from chalicelib.actions.disputes import threads
    from chalicelib.domain.bookings import fund_requests, settlement, thread
else:
    dispute, threads = Late("chalicelib.actions.bookings.dispute"), Late("chalicelib.actions.disputes.threads")
    settlement, fund_requests, thread = (Late(f"chalicelib.domain.bookings.{name}") for name in ("settlement", "fund_requests", "thread"))

routes = Routes()

_DISPUTE = "/dispute/{disputeID}"
_REQUEST = f"{_DISPUTE}/fundRequest/{{requestID}}"
_SUPPORT = "dispute.support"


class BookingClaimBody(Body):
    """Why a booking is disputed."""

    reason: DescriptionField


class MessageBody(Body):
    """What is said in the thread."""

    text: DescriptionField


class ReadBody(Body):
    """How many messages of the thread one's own side has read by now: the `messageCount` of what it was shown."""

    message_count: Annotated[int, Field(ge=0, le=99_999_999)]


class FundRequestBody(Body):
    """Money that is asked of the other side, and what for."""

    amount: AmountField
    reason: DescriptionField | None = None


class AnswerBody(Body):
    """Why, for who wants to say so."""

    reason: DescriptionField | None = None


class IssueBody(Body):
    """What support shall look into."""

    issue: DescriptionField


@routes.command("POST", "/booking/{bookingID}/dispute", permission=PARTY, body=BookingClaimBody, status=201)
def raise_on_booking(request: Request) -> Action:
    """Raises a dispute on a booking, by either of its sides (IG-01)."""
    return dispute.raise_on_booking(request.path["bookingID"], request.body.reason)


@routes.query(f"{_DISPUTE}/message", permission="booking.read", is_party=True, query=("after", "limit"))
def list_messages(request: Request) -> Reply:
    """Lists the thread, oldest first; `after` a sequence brings only what is new (IG-03)."""
    after = request.query.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= 8):
        raise UnsupportedQuery("after is the sequence of an event.")
    return Reply(threads.list_messages(request.desk(), request.path["disputeID"], int(after), request.page_size))


@routes.call("PUT", f"{_DISPUTE}/read", permission=_SUPPORT, is_party=True, body=ReadBody)
def mark_read(request: Request) -> Reply:
    """Says how far one's own side, or support, has read the thread (IG-04); sent again it says the same, so it takes no key."""
    return Reply(threads.mark_read(request.desk, request.path["disputeID"], request.body.message_count))


@routes.command("POST", f"{_DISPUTE}/message", permission=_SUPPORT, is_party=True, body=MessageBody, status=201, takes_version=True)
def say(request: Request) -> Action:
    """Says something in the thread (IG-03, IG-08)."""
    return verbs.verb(Address(request.path["disputeID"]), "message", request.body.text)


@routes.command("POST", f"{_DISPUTE}/note", permission=_SUPPORT, body=MessageBody, status=201, takes_version=True)
def note(request: Request) -> Action:
    """Notes something that neither side reads."""
    return verbs.verb(Address(request.path["disputeID"]), "note", request.body.text)


@routes.command("POST", f"{_DISPUTE}/fundRequest", permission=PARTY, body=FundRequestBody, status=201, takes_version=True)
def request_funds(request: Request) -> Action:
    """Asks the other side for money (IG-05)."""
    return dispute.ask(request.path["disputeID"], request.body.amount, request.body.reason)


@routes.query(_REQUEST, permission="booking.read", is_party=True)
def show_request(request: Request) -> Reply:
    """Shows a fund request, also one that has come to an end (IG-05)."""
    return Reply(dispute.show_request(request.desk(), request.path["disputeID"], request.path["requestID"]))


@routes.command("POST", f"{_REQUEST}/approval", permission=PARTY, body=NothingBody)
def approve(request: Request) -> Action:
    """Pays what the other side asked for, from one's own wallet into the other's (IG-06)."""
    return dispute.approve(request.path["disputeID"], request.path["requestID"])


@routes.command("POST", f"{_REQUEST}/rejection", permission=PARTY, body=AnswerBody)
def reject(request: Request) -> Action:
    """Does not pay what the other side asked for (IG-09)."""
    request_id, reason = request.path["requestID"], request.body.reason
    return dispute.answer(
        request.path["disputeID"], request_id, lambda case, context: fund_requests.reject(case, request_id, reason, context)
    )


@routes.command("POST", f"{_REQUEST}/cancellation", permission=PARTY, body=NothingBody)
def cancel(request: Request) -> Action:
    """Takes back what one's own side asked for (IG-09)."""
    request_id = request.path["requestID"]
    return dispute.answer(request.path["disputeID"], request_id, lambda case, context: fund_requests.cancel(case, request_id, context))


@routes.command("POST", f"{_DISPUTE}/escalation", permission=PARTY, body=IssueBody)
def escalate(request: Request) -> Action:
    """Asks support to step in (IG-08)."""
    return dispute.talk(
        request.path["disputeID"], lambda case, context: thread.escalate(case, request.body.issue, context), about=SUPPORTED
    )


@routes.command("POST", f"{_DISPUTE}/handBack", permission=_SUPPORT, body=AnswerBody)
def hand_back(request: Request) -> Action:
    """Leaves the dispute to its two sides again (IG-08)."""
    return dispute.talk(
        request.path["disputeID"], lambda case, context: thread.hand_back(case, request.body.reason, context), about=SUPPORTED
    )


@routes.command("POST", f"{_DISPUTE}/resolution", permission=PARTY, body=NothingBody)
def resolve(request: Request) -> Action:
    """Marks the dispute as resolved, by whoever raised it (IG-07)."""
    return verbs.verb(Address(request.path["disputeID"]), "resolve", None)
