"""Follow-ups on open items: the collector's next steps."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field

from chalicelib.actions.collections import agenda, answers, follow_ups, reading
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import (
    AmountField,
    Body,
    DayField,
    DescriptionField,
    NothingBody,
    OutsideIDField,
)
from chalicelib.api.routing import Reply, Request, Routes, shown
from chalicelib.domain.base.identifiers import MAX_INTEGER, id_in_url
from chalicelib.domain.collections import answering
from chalicelib.domain.collections.agenda import AgendaFilter
from chalicelib.domain.collections.follow_up import MAX_ITEMS
from chalicelib.domain.collections.item import ANSWERS, OUTCOMES
from chalicelib.errors import InvalidInput
from chalicelib.links import ResolverLink
from chalicelib.views import agenda as agenda_view
from chalicelib.views import followup, resolverasked
from chalicelib.views.answers import Page, Sorted

routes = Routes()

_ONE = "/followUp/{followUpID}"
_FILTERS = ("customerID", "resolverID", "collectorID", "statusID", "when", "state", "waitingFor")
UserField = Annotated[str, Field(min_length=1, max_length=128)]
NumbersField = Annotated[list[OutsideIDField], Field(min_length=1, max_length=MAX_ITEMS)]


class TickedBody(Body):
    """An invoice, and what of it is disputed; where no amount is named the open part of the bill,
    without what reminders charge.
    """

    invoice_number: OutsideIDField
    amount: AmountField | None = None


ItemsField = Annotated[list[TickedBody], Field(min_length=1, max_length=MAX_ITEMS)]


class LetterBody(Body):
    """What the resolver's mail says, with hashtags, in place of what the settings say (DM-03)."""

    subject: Annotated[str, Field(max_length=1000)]
    body: Annotated[str, Field(max_length=20_000)]


class OpenBody(Body):
    """What is said of ticked items; model and date are those of the status where none is named."""

    items: ItemsField
    status_id: OutsideIDField
    comment: DescriptionField | None = None
    resolver_id: UserField | None = None
    model_id: OutsideIDField | None = None
    due_date: DayField | None = None
    reason_id: OutsideIDField | None = None
    mail: bool = True
    """Whether the resolver gets a mail (DM-03)."""
    letter: LetterBody | None = None
    leave_out: bool = False
    """Whether what cannot be taken in is left out (CO-02)."""


class JoinBody(Body):
    """More items."""

    items: ItemsField
    leave_out: bool = False


class ChaseBody(Body):
    """Until when the resolver has then; `again` chases once more on a day."""

    due_date: DayField | None = None
    again: bool = False


class DateBody(Body):
    """When somebody looks again."""

    due_date: DayField


class ResolverBody(Body):
    """Who clears it up, and what is said of it; of these invoices alone where they are named."""

    resolver_id: UserField | None = None
    comment: DescriptionField | None = None
    invoice_numbers: NumbersField | None = None


class CollectorBody(Body):
    """Who shall collect it from now on."""

    collector_id: UserField


class ConfirmationBody(Body):
    """Whether a mail was sent: of the event that is named, or the oldest in question."""

    was_sent: bool
    sequence: Annotated[int, Field(ge=1, le=MAX_INTEGER)] | None = None


class OutcomeBody(Body):
    """What became of an item."""

    invoice_number: OutsideIDField
    outcome: Literal[OUTCOMES]  # type: ignore[valid-type]


class FollowUpEndBody(Body):
    """What became of each item, or with `outcome` of all that are in dispute; then what is in none
    is done.
    """

    outcomes: Annotated[list[OutcomeBody], Field(min_length=1, max_length=MAX_ITEMS)] | None = None
    outcome: Literal[OUTCOMES] | None = None  # type: ignore[valid-type]
    comment: DescriptionField | None = None


class ItemAnswerBody(Body):
    """What a resolver says of an item."""

    invoice_number: OutsideIDField
    answer: Literal[ANSWERS]  # type: ignore[valid-type]
    comment: DescriptionField | None = None


class ResolverAnswerBody(Body):
    """What a resolver says: of items, of all of it, or until when it needs (DM-04)."""

    answers: Annotated[list[ItemAnswerBody], Field(max_length=MAX_ITEMS)] = Field(
        default_factory=list
    )
    comment: DescriptionField | None = None
    due_date: DayField | None = None


class HandOnBody(Body):
    """Who shall clear it up instead (CO-10)."""

    resolver_id: UserField


Row = TypeVar("Row", OutcomeBody, ItemAnswerBody)


@routes.command(
    "POST",
    "/customer/{customerID}/followUp",
    permission="dispute.work",
    body=OpenBody,
    status=201,
)
def open_follow_up(request: Request) -> "reading.Deciding":
    """Gives open items a status and a follow-up, and raises a dispute on each where the status says
    so: all or none (DM-01, DM-11).
    """
    body: OpenBody = request.body
    return follow_ups.open_on(
        follow_ups.NewFollowUp(
            customer_id=id_in_url(request.path["customerID"]),
            items=_ticked(body.items),
            status_id=body.status_id,
            comment=body.comment,
            resolver_id=body.resolver_id,
            model_id=body.model_id,
            due=body.due_date,
            reason_id=body.reason_id,
            mails=body.mail,
            leaves_out=body.leave_out,
            letter=(body.letter.subject, body.letter.body) if body.letter else None,
        )
    )


@routes.query("/followUp", permission="dispute.read", query=(*_FILTERS, "limit", "cursor"))
def list_follow_ups(request: Request) -> "Reply[Sorted[agenda_view.FollowUpRow]]":
    """Lists follow-ups by due date: those in progress, or with `state=ended` the others; `when` is
    late, today or coming (DM-07). With `waitingFor`, resolver or collector, those that wait for
    that one, the longest first (X-04); together with `when` by due date.
    """
    query = request.query
    customer_id, status_id = (
        id_in_url(query[name]) if name in query else None for name in ("customerID", "statusID")
    )
    wanted = AgendaFilter(
        customer_id,
        query.get("resolverID"),
        query.get("collectorID"),
        status_id,
        query.get("when"),
        query.get("state", "open"),
        query.get("waitingFor"),
    )
    page = request.page_size, query.get("cursor")
    return Reply(agenda.list_follow_ups(request.desk(), wanted, *page))


@routes.query(_ONE, permission="dispute.read")
def show_follow_up(request: Request) -> "Reply[followup.FollowUpView]":
    """Shows a follow-up with its items as they are now."""
    return shown(agenda.show(request.desk(), request.path["followUpID"]))


@routes.query(f"{_ONE}/event", permission="dispute.read", query=("limit", "cursor"))
def list_events(request: Request) -> "Reply[Page[followup.FollowUpEventView]]":
    """Lists what happened to a follow-up, oldest first (X-05)."""
    page = request.page_size, request.query.get("cursor")
    return Reply(agenda.list_events(request.desk(), request.path["followUpID"], *page))


@routes.command("POST", f"{_ONE}/chase", permission="dispute.work", body=ChaseBody)
def chase(request: Request) -> "reading.Deciding":
    """Chases the resolver without ending the follow-up, and moves its date on (DM-08)."""
    return follow_ups.chase(
        request.path["followUpID"], request.body.due_date, again=request.body.again
    )


@routes.command("PUT", f"{_ONE}/date", permission="dispute.work", body=DateBody)
def move(request: Request) -> "reading.Deciding":
    """Puts a follow-up to another day (DM-08)."""
    return follow_ups.move(request.path["followUpID"], request.body.due_date)


@routes.command("PUT", f"{_ONE}/resolver", permission="dispute.work", body=ResolverBody)
def assign(request: Request) -> "reading.Deciding":
    """Names another resolver or comment, for all items or for some alone (DM-10)."""
    body: ResolverBody = request.body
    numbers = None if body.invoice_numbers is None else tuple(body.invoice_numbers)
    return follow_ups.assign(
        request.path["followUpID"],
        follow_ups.NewHands(body.resolver_id, body.comment, numbers),
    )


@routes.command("PUT", f"{_ONE}/collector", permission="dispute.work", body=CollectorBody)
def collect(request: Request) -> "reading.Deciding":
    """Has somebody else collect it, such as for who has left or is away (DM-07)."""
    return follow_ups.collect(request.path["followUpID"], request.body.collector_id)


@routes.command("POST", f"{_ONE}/confirmation", permission="dispute.work", body=ConfirmationBody)
def confirm_mail(request: Request) -> "reading.Deciding":
    """Says whether a mail was sent of which that is not known; one that was not is sent (CO-15)."""
    body: ConfirmationBody = request.body
    return follow_ups.confirm_mail(request.path["followUpID"], body.was_sent, body.sequence)


@routes.command("POST", f"{_ONE}/item", permission="dispute.work", body=JoinBody)
def take_in(request: Request) -> "reading.Deciding":
    """Takes more items of the same customer in (DM-01)."""
    body: JoinBody = request.body
    return follow_ups.take_in(request.path["followUpID"], _ticked(body.items), body.leave_out)


@routes.command(
    "POST", f"{_ONE}/item/{{invoiceNumber}}/drop", permission="dispute.work", body=NothingBody
)
def drop(request: Request) -> "reading.Deciding":
    """Drops an item from a follow-up; its dispute goes on (DM-10, CO-13)."""
    return follow_ups.drop(request.path["followUpID"], id_in_url(request.path["invoiceNumber"]))


@routes.command("POST", f"{_ONE}/end", permission="dispute.work", body=FollowUpEndBody)
def end(request: Request) -> "reading.Deciding":
    """Ends a follow-up with an outcome for each item; what cannot end stays in it (DM-11)."""
    body: FollowUpEndBody = request.body
    if (body.outcomes is None) == (body.outcome is None):
        said = "Say what became of each item, or of all with one word."
        errors = [{"pointer": "/outcomes", "detail": said, "code": "missing"}]
        raise InvalidInput(said, rule="DM-11", errors=errors)
    named = _by_number(body.outcomes or [], "/outcomes")
    outcomes = {number: one.outcome for number, one in named.items()}
    return follow_ups.end(request.path["followUpID"], outcomes, body.outcome, body.comment)


@routes.query("/resolverAnswer", permission="dispute.read", by_link=ResolverLink)
def show_asked(request: Request) -> "Reply[resolverasked.ResolverAskedView]":
    """Shows what a resolver is asked by its link; nothing changes however often it is opened
    (DM-04, CO-08).
    """
    return shown(answers.show(request.desk(), request.link))


@routes.command(
    "PUT",
    "/resolverAnswer",
    permission="dispute.read",
    body=ResolverAnswerBody,
    by_link=ResolverLink,
)
def answer(request: Request) -> "PlainAction[resolverasked.ResolverAskedView]":
    """Answers by a resolver's link: accept or refuse, item by item, or another date (DM-04,
    CO-09, CO-11).
    """
    body: ResolverAnswerBody = request.body
    items = {
        number: answering.ItemAnswer(one.answer, one.comment)
        for number, one in _by_number(body.answers, "/answers").items()
    }
    given = answering.Given(items, body.comment, body.due_date)
    return answers.answer(request.link, given)


@routes.command(
    "POST",
    "/resolverAnswer/handOn",
    permission="dispute.read",
    body=HandOnBody,
    by_link=ResolverLink,
)
def hand_on(request: Request) -> "PlainAction[resolverasked.ResolverAskedView]":
    """Hands a follow-up on to another resolver by the link, which is worthless then (CO-10)."""
    return answers.hand_on(request.link, request.body.resolver_id)


def _by_number(rows: "list[Row]", pointer: str) -> "dict[str, Row]":
    """What is said of each invoice; `InvalidInput` where two things are said of one."""
    named = {str(row.invoice_number): row for row in rows}
    if len(named) < len(rows):
        said = "Each invoice can be named once."
        raise InvalidInput(
            said, rule="DM-11", errors=[{"pointer": pointer, "detail": said, "code": "invalid"}]
        )
    return named


def _ticked(items: list[TickedBody]) -> tuple[tuple[Any, Any], ...]:
    return tuple((one.invoice_number, one.amount) for one in items)
