"""Tickets, as the staff and whose question they are see them (CU-20): a party is told nobody's name
of the company, and no version.
"""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.disputes.choice import Choice, choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.disputes.ticket_link import TicketLink
from chalicelib.domain.people.person import STAFF
from chalicelib.domain.tickets import ticket as domain
from chalicelib.domain.tickets.ticket import STATES, Ticket
from chalicelib.views.answers import DryRun, Moment, OutsideID, meaning, one_of
from chalicelib.views.parts import ChangeView, ChoiceView, choice_view, instant

State = Annotated[str, one_of(*STATES)]


class OwnTicketRow(TypedDict):
    """A ticket in a list, as whose question it is sees it."""

    ticketID: str
    subject: str
    state: State
    raisedAt: Moment
    changedAt: Moment
    raisedSide: Annotated[str, meaning("Who raised it: a party's role, or `staff`.")]
    saidSide: Annotated[str, meaning("Who spoke last.")]
    disputeID: Annotated[str | None, meaning("The dispute that it became, or is linked to.")]
    fileCount: int


class TicketRow(OwnTicketRow):
    """A ticket in a list, as the staff sees it."""

    partyRole: str
    partyID: OutsideID
    partyName: str
    raisedBy: str
    version: Annotated[int, meaning("Rises with each change; the ETag (X-07).")]


class OwnTicketView(OwnTicketRow):
    """A ticket by itself, with what can be done, as whose question it is sees it (X-02)."""

    actions: list[ChoiceView]


class TicketView(TicketRow):
    """A ticket by itself, with what can be done, as the staff sees it (X-02)."""

    actions: list[ChoiceView]


AnyTicketRow = TicketRow | OwnTicketRow
AnyTicket = TicketView | OwnTicketView


class TicketEntryView(TypedDict):
    """What happened to a ticket: somebody said something, or it changed."""

    at: Moment
    side: NotRequired[Annotated[str, meaning("Who said it.")]]
    text: NotRequired[str]
    state: NotRequired[Annotated[State, meaning("What it became by it.")]]
    fileCount: NotRequired[int]
    mail: NotRequired[
        Annotated[
            str,
            meaning(
                "What became of a mail about it; its party is told which files were not attached."
            ),
        ]
    ]
    by: NotRequired[Annotated[str, meaning("Told to the staff.")]]


class TicketLinkView(TypedDict):
    """A ticket of a dispute: the product's own with its state, or another system's by address."""

    ticketID: str
    subject: str
    url: Annotated[str | None, meaning("Where another system has it; null for the product's own.")]
    state: Annotated[str | None, meaning("Null where another system has it.")]
    isOrigin: Annotated[bool, meaning("Whether the dispute was made of it (CO-47).")]
    linkedBy: str
    linkedAt: Moment


class TicketLinksView(TypedDict):
    """The tickets that a dispute is linked to, in the order of linking."""

    disputeID: str
    value: list[TicketLinkView]
    nextCursor: None


class TicketLinkPreview(DryRun):
    """What linking or unlinking would do (X-03)."""

    tickets: TicketLinksView
    events: list[ChangeView]


def ticket_row(ticket: Ticket, context: Context) -> AnyTicketRow:
    """A ticket in a list."""
    own: OwnTicketRow = {
        "ticketID": ticket.ticket_id,
        "subject": ticket.subject_line,
        "state": ticket.state,
        "raisedAt": instant(ticket.raised_at),
        "changedAt": instant(ticket.changed_at),
        "raisedSide": ticket.raised_side,
        "saidSide": ticket.said.side,
        "disputeID": ticket.dispute_id,
        "fileCount": sum(ticket.files.values()),
    }
    if context.actor.audience != STAFF:
        return own
    role, party_id = ticket.party
    return {
        **own,
        "partyRole": role,
        "partyID": party_id,
        "partyName": ticket.party_name,
        "raisedBy": ticket.raised_by,
        "version": ticket.version,
    }


def ticket_view(ticket: Ticket, context: Context) -> AnyTicket:
    """A ticket by itself, with all that whoever looks can do (X-02)."""
    actions = [choice_view(one) for one in _choices(ticket, context)]
    return {**ticket_row(ticket, context), "actions": actions}


def entry_view(entry: Entry, context: Context) -> TicketEntryView | None:
    """What happened to a ticket; None for what its party is not told, such as a link."""
    view: TicketEntryView = {"at": instant(entry.at)}
    after = entry.after
    if "said" in after:
        view["side"], view["text"] = after["said"]["side"], after["said"]["text"]
    if "state" in after:
        view["state"] = after["state"]
    if after.get("files"):
        view["fileCount"] = sum(after["files"].values())
    news = after.get("news")
    if news and (context.actor.audience == STAFF or news["type"] == "filesRefused"):
        view["mail"] = news["text"]
    if context.actor.audience == STAFF:
        view["by"] = entry.by_name
    elif len(view) == 1:
        return None
    return view


def links_view(
    dispute_id: str, links: tuple[TicketLink, ...], states: dict[str, str]
) -> TicketLinksView:
    """The tickets that a dispute is linked to; `states` of the product's own, by id."""
    value: list[TicketLinkView] = [
        {
            "ticketID": link.ticket_id,
            "subject": link.subject,
            "url": link.url,
            "state": None if link.url else states.get(link.ticket_id),
            "isOrigin": link.is_origin,
            "linkedBy": link.by_name,
            "linkedAt": instant(link.at),
        }
        for link in links
    ]
    return {"disputeID": dispute_id, "value": value, "nextCursor": None}


def _choices(ticket: Ticket, context: Context) -> list[Choice]:
    attempts = [
        choice("message", lambda: domain.say(ticket, "…", context)),
        choice("attach", lambda: domain.voice(ticket, context)),
        choice("close", lambda: domain.close(ticket, context)),
    ]
    if context.actor.audience == STAFF:
        attempts.append(choice("turn", lambda: domain.turn(ticket, ticket.parties, context)))
    return attempts
