"""The ticket: a question of a party, answered, closed, or turned into a dispute (CU-20, CO-47)."""

from dataclasses import field, replace
from datetime import datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, same_id, subject_of
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.attachments import Attachment, Content, Voice, check_content
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.parties import Parties, role_in
from chalicelib.domain.disputes.ticket_link import TicketLink
from chalicelib.domain.people.person import STAFF, TALKING, TICKETS
from chalicelib.errors import AlreadyDone, IllegalMove, TooMany, no_such
from chalicelib.values import dataclass

OPEN, ANSWERED, CLOSED, DISPUTED = "open", "answered", "closed", "disputed"
STATES = (OPEN, ANSWERED, CLOSED, DISPUTED)
RULE = "CU-20"
TURNED = "CO-47"
LETTERS_FROM = 50_000_000
"""Where the numbers of its letters begin: the dispute that it may become has its id (CO-47)."""
MOST_FILES = 10
"""So many files a ticket takes: they go with it into a dispute, which takes more."""


@dataclass(frozen=True)
class Said:
    """The last message of a ticket; the first is the question."""

    number: int
    side: str
    text: str


@dataclass(frozen=True)
class Closed:
    """That somebody closed a ticket, for which side."""

    by: str
    side: str
    at: datetime


@dataclass(frozen=True)
class Ticket:
    """A question of one party, by whoever raised it."""

    ticket_id: str
    parties: dict[str, OutsideID]
    """The role and id of whose question it is."""
    party_name: str
    subject_line: str
    state: str
    said: Said
    raised_by: str
    raised_side: str
    raised_at: datetime
    changed_at: datetime
    dispute_id: str | None = None
    """The dispute that it became or is linked to."""
    files: dict[str, int] = field(default_factory=dict)
    """Side → how many it attached."""
    spoke: dict[str, int] = field(default_factory=dict)
    """Side → the number of its last message; what is asked in a party's name is nobody's."""
    agent_id: str | None = None
    """Who of the staff spoke last, and is told of what is said then."""
    news: dict[str, Any] = field(default_factory=dict)
    """What was last told of a mail about it: one that went out, or one that came in."""
    closed: Closed | None = None
    """By whom it was closed last."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("ticket", self.ticket_id)

    @property
    def party(self) -> tuple[str, OutsideID]:
        """The role and id of whose question it is."""
        [(role, party_id)] = self.parties.items()
        return role, party_id

    @property
    def audiences(self) -> tuple[str, ...]:
        """Who is told of what is said in it."""
        return (self.party[0], STAFF)

    @property
    def messages(self) -> dict[str, int]:
        """Audience → the number of the last message that is for it."""
        role = self.party[0]
        return {role: self.spoke.get(STAFF, 0), STAFF: self.spoke.get(role, 0)}

    @property
    def shared_until(self) -> int:
        """The number by which a letter about what is unread is named."""
        return LETTERS_FROM + self.said.number

    def unread(self, audience: str) -> int:
        """How many messages have come since an audience spoke."""
        return max(0, self.messages[audience] - self.spoke.get(audience, 0))

    def journaled(self) -> dict[str, Any]:
        """What its journal tells: the conversation is in it, message by message."""
        said = self.said
        return {
            "party": "/".join(map(str, self.party)),
            "subject": self.subject_line,
            "state": self.state,
            "said": {"number": said.number, "side": said.side, "text": said.text},
            "disputeID": self.dispute_id,
            "files": dict(self.files),
            "news": dict(self.news),
        }


def raise_ticket(
    parties: Parties, party_name: str, subject: str, text: str, context: Context
) -> Ticket:
    """A new ticket: by the party itself, or by the staff or a program in its name."""
    side = role_in(parties, context.actor)
    if side is None:
        context.actor.require(TICKETS)
    return Ticket(
        ticket_id=context.new_id(),
        parties=dict(parties),
        party_name=party_name,
        subject_line=subject,
        state=OPEN,
        said=Said(1, side or STAFF, text),
        raised_by=context.actor.name,
        raised_side=side or STAFF,
        raised_at=context.at,
        changed_at=context.at,
        spoke={side: 1} if side else {},
    )


def say(ticket: Ticket, text: str, context: Context) -> Ticket:
    """The ticket with one more message: answered by the staff, open again by its party."""
    side = speaks_as(ticket, context)
    require_undisputed(ticket)
    said = Said(ticket.said.number + 1, side, text)
    state = ANSWERED if side == STAFF else OPEN
    agent_id = context.actor.user_id if side == STAFF else ticket.agent_id
    spoke = ticket.spoke | {side: said.number}
    changed = replace(ticket, state=state, said=said, spoke=spoke, changed_at=context.at)
    return replace(changed, agent_id=agent_id)


def hear(ticket: Ticket, change: Change, context: Context) -> Ticket:
    """The ticket with what is told of a mail about it, which changes nothing else (X-14)."""
    told = change.after | {"type": change.type, "text": change.text}
    return replace(ticket, news=told | {"at": context.at.isoformat()})


def close(ticket: Ticket, context: Context) -> Ticket:
    """The ticket filed away, by either; a message of its party opens it again."""
    side = speaks_as(ticket, context)
    require_undisputed(ticket)
    if ticket.state == CLOSED:
        raise AlreadyDone(_how_it_was_closed(ticket, side), rule=RULE)
    closed = Closed(context.actor.name, side, context.at)
    return replace(ticket, state=CLOSED, closed=closed, changed_at=context.at)


def _how_it_was_closed(ticket: Ticket, reader: str) -> Sentence:
    """By whom and when; its party reads no name of the staff."""
    known = ticket.closed
    if known is None:
        return Sentence("The ticket is closed already.")
    if known.side == STAFF and reader != STAFF:
        return Sentence("The ticket was closed on {at}.", at=known.at)
    return Sentence("{by} closed the ticket on {at}.", by=known.by, at=known.at)


def voice(ticket: Ticket, context: Context) -> Voice:
    """For whom somebody attaches a file: its party and the staff know of it (X-13)."""
    side = speaks_as(ticket, context)
    require_undisputed(ticket)
    if sum(ticket.files.values()) >= MOST_FILES:
        raise TooMany(
            f"A ticket takes at most {MOST_FILES} files, and none is taken away again.", rule="X-13"
        )
    return Voice(side, ticket.party[0])


def attach(
    ticket: Ticket, arriving: Attachment, content: Content, context: Context
) -> tuple[Ticket, Attachment]:
    """The ticket with a file that arrived as it was told (X-13); one of its party opens it again,
    so that the staff comes to see it.
    """
    speaking = voice(ticket, context)
    check_content(arriving, content)
    files = ticket.files | {speaking.side: ticket.files.get(speaking.side, 0) + 1}
    attached = replace(arriving, tag=content.tag, at=context.at)
    state = ticket.state if speaking.side == STAFF else OPEN
    return replace(ticket, state=state, files=files, changed_at=context.at), attached


def link_to(ticket: Ticket, dispute_id: str, parties: Parties, context: Context) -> Ticket:
    """The ticket linked to a dispute that its party stands in; it is linked to one at most."""
    require_of(ticket, parties)
    if ticket.dispute_id:
        raise AlreadyDone(
            f"The ticket is linked to dispute {ticket.dispute_id} already.",
            rule=RULE,
            disputeID=ticket.dispute_id,
        )
    return replace(ticket, dispute_id=dispute_id, changed_at=context.at)


def unlink(ticket: Ticket, context: Context) -> Ticket:
    """The ticket by itself again."""
    return replace(ticket, dispute_id=None, changed_at=context.at)


def turn(ticket: Ticket, parties: Parties, context: Context) -> Ticket:
    """The ticket turned into a dispute, which has its number (CO-47); once, whoever else tries."""
    context.actor.require("dispute.work")
    require_of(ticket, parties)
    if ticket.dispute_id:
        done = "was turned into" if ticket.state == DISPUTED else "is linked to"
        raise AlreadyDone(
            f"The ticket {done} dispute {ticket.dispute_id}.",
            rule=TURNED,
            disputeID=ticket.dispute_id,
        )
    dispute_id = ticket.ticket_id
    return replace(ticket, state=DISPUTED, dispute_id=dispute_id, changed_at=context.at)


def origin(
    ticket: Ticket | None, parties: Parties, context: Context, voices: tuple[str, ...] = ()
) -> dict[str, Any]:
    """By what a new dispute is called, and what it has of the ticket that it is made of: its number
    and files (CO-47).

    `voices`: the sides that attach to a dispute of its kind beside the staff; what others attached
    counts as the staff's.
    """
    if ticket is None:
        return {"dispute_id": context.new_id()}
    turn(ticket, parties, context)
    attached_by: dict[str, int] = {}
    for side, files in ticket.files.items():
        counted = side if side in voices else STAFF
        attached_by[counted] = attached_by.get(counted, 0) + files
    made_of = TicketLink(
        ticket.ticket_id, ticket.subject_line, context.actor.name, context.at, is_origin=True
    )
    return {"dispute_id": ticket.ticket_id, "attached_by": attached_by, "tickets": (made_of,)}


def made_of(ticket: Ticket | None) -> tuple[Change, ...]:
    """What tells the staff that a dispute is made of a ticket."""
    if ticket is None:
        return ()
    said = f"Made of ticket {ticket.ticket_id}: {ticket.subject_line}."
    after = {"ticketID": ticket.ticket_id, "files": sum(ticket.files.values())}
    return (Change("ticketTurned", said, after=after, note=False),)


def speaks_as(ticket: Ticket, context: Context) -> str:
    """As which side somebody speaks: the party, or the staff that talks with parties."""
    side = role_in(ticket.parties, context.actor)
    if side is None:
        context.actor.require(TALKING)
    return side or STAFF


def require_of(ticket: Ticket, parties: Parties) -> None:
    """`NotFound` unless the ticket is of somebody who stands in a dispute."""
    role, party_id = ticket.party
    if not same_id(parties.get(role), party_id):
        raise no_such("ticket of who stands in the dispute", rule=RULE)


def require_undisputed(ticket: Ticket) -> None:
    """`IllegalMove`, naming the dispute, once the ticket has become one."""
    if ticket.state == DISPUTED:
        raise IllegalMove(
            f"The ticket has become dispute {ticket.dispute_id}; go on there.",
            rule=TURNED,
            disputeID=ticket.dispute_id,
        )
