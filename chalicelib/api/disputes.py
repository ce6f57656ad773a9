"""Disputes: raising, listing and working them; the billing paths and the general ones share each
handler.
"""

from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.actions import kinds
from chalicelib.actions.disputes import counts, lists, presence, timeline, verbs
from chalicelib.actions.disputes.filters import Filters
from chalicelib.actions.execution import Action
from chalicelib.actions.invoices import dispute
from chalicelib.actions.invoices.dispute import Address
from chalicelib.actions.invoices.new_dispute import NewDispute, raise_on_invoice
from chalicelib.api.fields import (
    AmountField,
    Body,
    DescriptionField,
    NothingBody,
    OutsideIDField,
    TicketIDField,
)
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.invoices import paper_fee, settlement
from chalicelib.domain.invoices.work import MAX_LINES
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.errors import UnsupportedQuery
from chalicelib.kinds import KINDS
from chalicelib.views.answers import Page, Sorted

routes = Routes()

_BOTH = ("/customer/{customerID}/dispute/{disputeID}", "/dispute/{disputeID}")
_OF_PARTIES = {
    f"{role}ID": role for kind in KINDS.values() for role in kind.parties if role != CUSTOMER
}
"""Filter → the role of the party that it names; customers have filters of their own."""
_FILTERS = (
    "kind",
    "state",
    "status",
    "customerID",
    *_OF_PARTIES,
    "resolverID",
    "assigneeID",
    "waitingFor",
    "currency",
    "reasonID",
    "isAssigned",
    "isLate",
    "sort",
)
_PAGE = ("limit", "cursor", "$top")


class ClaimLine(Body):
    """One line of the invoice with the amount contested of it."""

    line_id: OutsideIDField
    amount: AmountField


class RaiseBody(Body):
    """A claim: on a feature or usage record (exactly one), on lines, or with an amount in general
    (RV-01, CU-01).
    """

    invoice_number: OutsideIDField
    description: DescriptionField
    amount: AmountField | None = None
    feature_id: OutsideIDField | None = None
    usage_record_id: OutsideIDField | None = None
    lines: list[ClaimLine] | None = Field(None, min_length=1, max_length=MAX_LINES)
    resolution_id: OutsideIDField | None = None
    reason_id: OutsideIDField | None = None
    ticket_id: TicketIDField | None = None
    """The ticket that the dispute is made of, whose number and files it gets (CO-47)."""

    @model_validator(mode="after")
    def _names_one_thing(self) -> "RaiseBody":
        billed = [self.feature_id, self.usage_record_id]
        names_billed = bool({"feature_id", "usage_record_id"} & self.model_fields_set)
        if self.lines is not None:
            if self.amount is not None or any(one is not None for one in billed):
                raise _refusal(
                    "CU-01",
                    "A claim on lines names its amounts there, and no feature, usage record or"
                    " amount beside them.",
                )
        elif self.amount is None:
            raise _refusal("RV-01", "Say the amount in dispute, or the lines with an amount each.")
        elif names_billed and sum(one is not None for one in billed) != 1:
            raise _refusal("RV-01", "Exactly one of featureID and usageRecordID is not null.")
        return self


class LineBody(Body):
    """What a line shall be; a part that is not named stays as it is."""

    disputed_amount: AmountField | None = None
    credit_amount: AmountField | None = None
    status: Literal["open", "pendingApproval", "approved", "withdrawn"] | None = None


class CommentBody(Body):
    """Words to go with it."""

    comment: DescriptionField | None = None


class ReasonBody(Body):
    """Why."""

    reason: DescriptionField | None = None


class FeeBody(Body):
    """A fee and what it is for."""

    amount: AmountField
    description: DescriptionField | None = None


class AssignmentBody(Body):
    """Who works the dispute, and who can clear it up; null for nobody, a role that is not named
    keeps its person.
    """

    assignee_id: str | None = Field(None, min_length=1, max_length=128)
    resolver_id: str | None = Field(None, min_length=1, max_length=128)


@routes.command(
    "POST", "/customer/{customerID}/dispute", permission="dispute.work", body=RaiseBody, status=201
)
def raise_dispute(request: Request) -> "dispute.Deciding":
    """Raises a dispute on an invoice of the customer."""
    body: RaiseBody = request.body
    return raise_on_invoice(
        NewDispute(
            customer_id=request.path["customerID"],
            invoice_number=body.invoice_number,
            description=body.description,
            amount=body.amount,
            feature_id=body.feature_id,
            usage_record_id=body.usage_record_id,
            lines=tuple((line.line_id, line.amount) for line in body.lines or ()),
            reason_id=body.reason_id,
            resolution_id=body.resolution_id,
            ticket_id=body.ticket_id,
        )
    )


@routes.query(
    "/customer/{customerID}/dispute",
    permission="dispute.read",
    is_portal=True,
    query=(*_FILTERS, *_PAGE),
)
def list_of_customer(request: Request) -> "Reply[Sorted[kinds.AnyRow]]":
    """Lists the disputes of a customer, open and ended, newest first."""
    return _list(
        request,
        {"state": "all"} | dict(request.query) | {"customerID": request.path["customerID"]},
        below=True,
    )


@routes.query(
    "/dispute", permission="dispute.read", is_portal=True, is_party=True, query=(*_FILTERS, *_PAGE)
)
def list_all(request: Request) -> "Reply[Sorted[kinds.AnyRow]]":
    """Lists disputes: the open ones on invoices, newest first, unless asked otherwise; of a party
    that is named, those of the kind that it stands in. Kinds with deadlines can be sorted by
    `urgentAt`, which brings first what is due first; `isLate=true` keeps what of that is late.
    """
    return _list(request, dict(request.query))


@routes.query(
    "/customer/{customerID}/dispute/{disputeID}", permission="dispute.read", is_portal=True
)
@routes.query("/dispute/{disputeID}", permission="dispute.read", is_portal=True, is_party=True)
def show(request: Request) -> "Reply[kinds.AnyDispute]":
    """Shows a dispute with its lines and everything that can be done with it."""
    return shown(verbs.show(request.desk(), _address(request)))


@routes.query(
    "/dispute/{disputeID}/event",
    permission="dispute.read",
    is_portal=True,
    query=("after", "cursor", "limit", "$top"),
)
def list_events(request: Request) -> "Reply[Page[timeline.EventView] | kinds.AnyEvents]":
    """Lists what happened to a dispute, oldest first; `after` a sequence brings only
    what is new.
    """
    after = request.query.get("after", request.query.get("cursor", "0"))
    if not (after.isascii() and after.isdigit() and len(after) <= 8):
        raise UnsupportedQuery("after is the sequence of an event.")
    return Reply(
        timeline.list_events(
            request.desk(), request.path["disputeID"], int(after), request.page_size
        )
    )


@routes.query("/dispute/{disputeID}/hand", permission="dispute.work", also=("dispute.support",))
def list_hands(request: Request) -> "Reply[dispute.HandsView]":
    """Lists into whose hands a dispute can be put: `assigneeID` who may work it, `resolverID` who
    may see it. Nobody, for a role in which disputes of its kind are not put into hands.
    """
    return Reply(dispute.list_hands(request.desk(), request.path["disputeID"]))


@routes.call("PUT", "/dispute/{disputeID}/presence", permission="dispute.presence", is_party=True)
def be_present(request: Request) -> "Reply[presence.PresentView]":
    """Says that one has the dispute open, and lists who else has; sent again it says the same, so
    it takes no key.
    """
    return Reply(presence.be_present(request.desk(), request.path["disputeID"]))


@routes.query("/customer/{customerID}/note", permission="customer.read", query=_PAGE)
def list_notes(request: Request) -> "Reply[Page[timeline.CustomerNoteView]]":
    """Lists the notes of a customer, newest first."""
    return Reply(
        timeline.list_notes(
            request.desk(),
            request.path["customerID"],
            request.page_size,
            request.query.get("cursor"),
        )
    )


@routes.query("/report/queue", permission="dispute.read", query=("kind",))
def count_queue(request: Request) -> "Reply[counts.QueueView]":
    """Counts the disputes of a kind in each open status, and those on bookings that wait for
    support, as far as one query each counts.
    """
    return Reply(
        counts.count_statuses(request.desk(), request.query.get("kind", next(iter(KINDS))))
    )


@routes.command("PATCH", *_BOTH, permission="dispute.work", is_patch=True)
def patch(request: Request) -> "dispute.Deciding":
    """Changes amount, description, reason or resolution of an open dispute by JSON Patch."""
    return dispute.patch(_address(request), request.body)


@routes.command(
    "PUT", "/dispute/{disputeID}/line/{lineID}", permission="dispute.work", body=LineBody
)
def put_line(request: Request) -> "dispute.Deciding":
    """Changes a line's amounts or status, or adds a line of the invoice."""
    body: LineBody = request.body
    return dispute.edit_line(
        _address(request),
        request.path["lineID"],
        body.disputed_amount,
        body.credit_amount,
        body.status,
    )


@routes.command(
    "POST",
    "/dispute/{disputeID}/assignment",
    permission="dispute.work",
    also=("dispute.support",),
    body=AssignmentBody,
)
def assign(request: Request) -> "Action[kinds.AnyAnswer, kinds.AnyPreview]":
    """Puts the dispute into people's hands."""
    named = {"assignee_id": "assigneeID", "resolver_id": "resolverID"}
    return verbs.assign(
        _address(request),
        {named[name]: getattr(request.body, name) for name in request.body.model_fields_set},
    )


@routes.command(
    "POST",
    "/dispute/{disputeID}/withdrawal",
    permission="dispute.work",
    is_portal=True,
    is_party=True,
    body=CommentBody,
)
def withdraw(request: Request) -> "Action[kinds.AnyAnswer, kinds.AnyPreview]":
    """Gives up the whole claim."""
    return verbs.verb(_address(request), "withdraw", request.body.comment)


@routes.command(
    "POST", "/dispute/{disputeID}/finalisation", permission="dispute.work", body=NothingBody
)
def finalise(request: Request) -> "dispute.Deciding":
    """Applies the approved credits to the invoice and ends the dispute."""
    return dispute.verb(_address(request), settlement.finalise)


@routes.command(
    "POST", "/dispute/{disputeID}/paperFee", permission="dispute.work", body=NothingBody
)
def void_paper_fee(request: Request) -> "dispute.Deciding":
    """Credits the paper-invoice fee in full, while the customer gets invoices by post."""
    return dispute.verb(_address(request), paper_fee.void_paper_fee)


@routes.command(
    "POST", *(f"{path}/adjustment" for path in _BOTH), permission="dispute.work", body=NothingBody
)
def adjust(request: Request) -> "dispute.Deciding":
    """Takes the disputed amount off the invoice."""
    return dispute.verb(_address(request), settlement.adjust)


@routes.command(
    "POST", *(f"{path}/reversal" for path in _BOTH), permission="dispute.work", body=NothingBody
)
def reverse(request: Request) -> "dispute.Deciding":
    """Takes the adjustment back."""
    return dispute.verb(_address(request), settlement.reverse)


@routes.command(
    "POST", *(f"{path}/reversalFee" for path in _BOTH), permission="dispute.work", body=FeeBody
)
def charge_fee(request: Request) -> "dispute.Deciding":
    """Charges a fee for a reversed dispute."""
    return dispute.charge_fee(_address(request), request.body.amount, request.body.description)


@routes.command(
    "POST", *(f"{path}/close" for path in _BOTH), permission="dispute.work", body=NothingBody
)
def close(request: Request) -> "dispute.Deciding":
    """Files the dispute away."""
    return dispute.verb(_address(request), settlement.close)


@routes.command(
    "POST",
    *(f"{path}/reopen" for path in _BOTH),
    permission="dispute.work",
    is_portal=True,
    is_party=True,
    body=ReasonBody,
)
def reopen(request: Request) -> "Action[kinds.AnyAnswer, kinds.AnyPreview]":
    """Takes a closed or resolved dispute back to work."""
    return verbs.verb(_address(request), "reopen", request.body.reason)


def _address(request: Request) -> Address:
    return Address(request.path["disputeID"], request.path.get("customerID"))


def _list(
    request: Request, query: dict[str, str], *, below: bool = False
) -> "Reply[Sorted[kinds.AnyRow]]":
    names = {
        "customerID": "customer_id",
        "resolverID": "resolver_id",
        "assigneeID": "assignee_id",
        "waitingFor": "waiting_for",
    }
    names |= {"reasonID": "reason_id"}
    given: dict[str, Any] = {
        names.get(name, name): value
        for name, value in query.items()
        if name in _FILTERS and name not in _OF_PARTIES
    }
    empty = sorted(name for name in _FILTERS if query.get(name) == "")
    if empty:
        raise UnsupportedQuery(f"{', '.join(empty)}: a filter that is not wanted is left out.")
    named = [(role, query[name]) for name, role in _OF_PARTIES.items() if name in query]
    if len(named) > 1:
        raise UnsupportedQuery(f"Say one of {', '.join(_OF_PARTIES)}.")
    given["party"] = named[0] if named else None
    desk = request.desk()
    for name in ("isAssigned", "isLate"):
        if query.get(name) not in (None, "true", "false"):
            raise UnsupportedQuery(f"{name} is true or false.")
    if is_assigned := given.pop("isAssigned", None):
        given["is_assigned"] = is_assigned == "true"
    if given.pop("isLate", None) == "true":
        given["late_at"] = desk.now
    if given.get("state") == "closed":
        given["state"] = "ended"
    page = request.page_size, request.query.get("cursor")
    return Reply(lists.list_disputes(desk, Filters(**given), *page, below=below))


def _refusal(rule: str, detail: str) -> PydanticCustomError:
    return PydanticCustomError("invalidInput", "{detail}", {"detail": detail, "rule": rule})
