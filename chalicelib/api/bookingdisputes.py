"""Disputes on bookings: the thread, fund requests, escalation, and ending them."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.actions import kinds
from chalicelib.actions.bookings import dispute
from chalicelib.actions.disputes import threads, verbs
from chalicelib.actions.disputes.opening import Address
from chalicelib.actions.execution import Action
from chalicelib.api.fields import AmountField, Body, DescriptionField, NothingBody
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.domain.bookings import fund_requests, thread
from chalicelib.domain.bookings.work import SUPPORTED
from chalicelib.domain.people.person import BOOKINGS, OUTSIDE_ROLES, TALKING
from chalicelib.errors import UnsupportedQuery

routes = Routes()

_DISPUTE = "/dispute/{disputeID}"
_REQUEST = f"{_DISPUTE}/fundRequest/{{requestID}}"
_SUPPORT = "dispute.support"


class BookingClaimBody(Body):
    """Why a booking is disputed."""

    reason: DescriptionField


class MessageBody(Body):
    """What is said in the thread; by the staff `to` one side, where sides are told apart."""

    text: DescriptionField
    to: Literal[tuple(sorted(OUTSIDE_ROLES))] | None = None  # type: ignore[valid-type]


class NoteBody(Body):
    """What is noted for the staff alone."""

    text: DescriptionField


class ReadBody(Body):
    """How many messages of the thread one's own side has read by now: the `messageCount` of what it
    was shown.
    """

    message_count: Annotated[int, Field(ge=0, le=99_999_999)]


class FundRequestBody(Body):
    """Money that is asked of the other side, and what for."""

    amount: AmountField
    reason: DescriptionField | None = None


class AnswerBody(Body):
    """Why, for someone who wants to say so."""

    reason: DescriptionField | None = None


class IssueBody(Body):
    """What support shall look into."""

    issue: DescriptionField


@routes.command(
    "POST", "/booking/{bookingID}/dispute", permission=BOOKINGS, body=BookingClaimBody, status=201
)
def raise_on_booking(
    request: Request,
) -> "dispute.Deciding":
    """Raises a dispute on a booking, by either of its sides (IG-01)."""
    return dispute.raise_on_booking(request.path["bookingID"], request.body.reason)


@routes.query(
    f"{_DISPUTE}/message",
    permission="dispute.read",
    is_portal=True,
    is_party=True,
    query=("after", "limit"),
)
def list_messages(request: Request) -> "Reply[threads.ThreadView]":
    """Lists the thread, oldest first; `after` a sequence brings only what is new (IG-03)."""
    after = request.query.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= 8):
        raise UnsupportedQuery("after is the sequence of an event.")
    return Reply(
        threads.list_messages(
            request.desk(), request.path["disputeID"], int(after), request.page_size
        )
    )


@routes.call(
    "PUT", f"{_DISPUTE}/read", permission=TALKING, is_portal=True, is_party=True, body=ReadBody
)
def mark_read(request: Request) -> "Reply[threads.ReadView]":
    """Says how far one's own side, or support, has read the thread (IG-04); sent again it says the
    same, so it takes no key.
    """
    return Reply(
        threads.mark_read(request.desk, request.path["disputeID"], request.body.message_count)
    )


@routes.command(
    "POST",
    f"{_DISPUTE}/message",
    permission=TALKING,
    is_portal=True,
    is_party=True,
    body=MessageBody,
    status=201,
    takes_version=True,
)
def say(request: Request) -> "Action[kinds.AnyAnswer, kinds.AnyPreview]":
    """Says something to the other side of a booking, or between a customer and the staff (IG-03,
    IG-08, CU-23).
    """
    body: MessageBody = request.body
    return verbs.verb(Address(request.path["disputeID"]), "message", body.text, body.to)


@routes.command(
    "POST", f"{_DISPUTE}/note", permission=TALKING, body=NoteBody, status=201, takes_version=True
)
def note(request: Request) -> "Action[kinds.AnyAnswer, kinds.AnyPreview]":
    """Notes something that no party reads."""
    return verbs.verb(Address(request.path["disputeID"]), "note", request.body.text)


@routes.command(
    "POST",
    f"{_DISPUTE}/fundRequest",
    permission=BOOKINGS,
    body=FundRequestBody,
    status=201,
    takes_version=True,
)
def request_funds(
    request: Request,
) -> "dispute.Deciding":
    """Asks the other side for money (IG-05)."""
    return dispute.ask(request.path["disputeID"], request.body.amount, request.body.reason)


@routes.query(_REQUEST, permission="booking.read", also=(BOOKINGS,))
def show_request(request: Request) -> "Reply[dispute.FundRequestView]":
    """Shows a fund request, also one that has come to an end (IG-05)."""
    return Reply(
        dispute.show_request(request.desk(), request.path["disputeID"], request.path["requestID"])
    )


@routes.command("POST", f"{_REQUEST}/approval", permission=BOOKINGS, body=NothingBody)
def approve(
    request: Request,
) -> "dispute.Deciding":
    """Pays what the other side asked for, from one's own wallet into the other's (IG-06)."""
    return dispute.approve(request.path["disputeID"], request.path["requestID"])


@routes.command("POST", f"{_REQUEST}/rejection", permission=BOOKINGS, body=AnswerBody)
def reject(request: Request) -> "dispute.Deciding":
    """Does not pay what the other side asked for (IG-09)."""
    request_id, reason = request.path["requestID"], request.body.reason
    return dispute.answer(
        request.path["disputeID"],
        request_id,
        lambda case, context: fund_requests.reject(case, request_id, reason, context),
    )


@routes.command("POST", f"{_REQUEST}/cancellation", permission=BOOKINGS, body=NothingBody)
def cancel(request: Request) -> "dispute.Deciding":
    """Takes back what one's own side asked for (IG-09)."""
    request_id = request.path["requestID"]
    return dispute.answer(
        request.path["disputeID"],
        request_id,
        lambda case, context: fund_requests.cancel(case, request_id, context),
    )


@routes.command("POST", f"{_DISPUTE}/escalation", permission=BOOKINGS, body=IssueBody)
def escalate(
    request: Request,
) -> "dispute.Deciding":
    """Asks support to step in (IG-08)."""
    return dispute.talk(
        request.path["disputeID"],
        lambda case, context: thread.escalate(case, request.body.issue, context),
        about=SUPPORTED,
    )


@routes.command("POST", f"{_DISPUTE}/handBack", permission=_SUPPORT, body=AnswerBody)
def hand_back(
    request: Request,
) -> "dispute.Deciding":
    """Leaves the dispute to its two sides again (IG-08)."""
    return dispute.talk(
        request.path["disputeID"],
        lambda case, context: thread.hand_back(case, request.body.reason, context),
        about=SUPPORTED,
    )


@routes.command("POST", f"{_DISPUTE}/resolution", permission=BOOKINGS, body=NothingBody)
def resolve(request: Request) -> "Action[kinds.AnyAnswer, kinds.AnyPreview]":
    """Marks the dispute as resolved, by whoever raised it (IG-07)."""
    return verbs.verb(Address(request.path["disputeID"]), "resolve", None)
