"""The sorts of thing that a letter may be about, and that an answer by mail so reaches: a row each,
with the rooms that answer for it. Nothing else that sends or reads mail names one.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import Action
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.letters.dispatch import (
    DISPUTE,
    FOLLOW_UP,
    PROMISE,
    REMINDER,
    TICKET,
    Dispatch,
)
from chalicelib.domain.mail_in.kept import KeptMail
from chalicelib.domain.mail_in.message import Enclosed, Message
from chalicelib.domain.mail_in.reply_address import ReplyAddress
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.files import Files
from chalicelib.store.table import Table, Write
from chalicelib.values import dataclass

if TYPE_CHECKING:
    from chalicelib.actions.letters.post_office import PostOffice


@dataclass(frozen=True)
class About:
    """What a letter was about: whose it is, and what names it."""

    parties: Parties
    name: str
    invoice_number: OutsideID | None = None
    reference: OutsideID | None = None


class LetterRoom(Protocol):
    """The module that answers for letters about a sort of thing."""

    def told_on(
        self, table: Table, dispatch: Dispatch, change: Change, at: datetime
    ) -> Sequence[Write]:
        """The thing as it is now, with what became of a letter, which leaves its state alone."""

    def about(self, item: Item) -> About:
        """What a letter was about that could not be sent; no list has those of reminders."""


class MailRoom(Protocol):
    """The module that answers for a sort of thing: what it does with a mail (X-14)."""

    def caller(self, reply: ReplyAddress) -> Caller:
        """Who acts, where the mail is that reader's of the letter."""

    def require_sight(self, desk: Desk, thing_id: str) -> object:
        """`NotFound` for someone who may not see the thing, and so not its mails; one read."""

    def say(self, reply: ReplyAddress, mail: Message, kept: KeptMail) -> Action[Any, Any]:
        """What the reader says, as if it were written in the page; whatever refuses it there does
        here.
        """

    def tell(self, thing_id: str, mail: Message, kept: KeptMail, why: str) -> Action[Any, Any]:
        """Tells the staff of a mail that is nobody's words there, and why it is not; the product
        does so.
        """

    def attach(
        self, reply: ReplyAddress, file: Enclosed, file_id: str, files: Files
    ) -> Action[Any, Any]:
        """Attaches a file of the mail, as the reader could in the page (X-13)."""

    def tell_left_out(self, reply: ReplyAddress, left_out: tuple[str, ...]) -> Action[Any, Any]:
        """Tells which files of the mail were not attached, and why."""

    def answer(self, post: "PostOffice", reply: ReplyAddress, mail: Message, why: str) -> None:
        """Writes to the reader that the mail was not taken; once, however many there are."""


@dataclass(frozen=True)
class Thing:
    """A sort of thing."""

    name: str
    """What the root id begins with, to which all letters about one refer (`mail/mime.py`)."""
    letter_room: str
    key: Callable[[str], keys.Key] | None = None
    """Where one lies, where a letter's `dispute_id` alone says so."""
    number: int = -1
    """Of four bits; it stands in addresses that were given away, so that it never changes. Below 0
    where nothing is answered by mail.
    """
    mail_room: str = ""

    @cached_property
    def letters(self) -> LetterRoom:
        """The room of its letters, imported when something becomes of one."""
        return cast(LetterRoom, import_module(self.letter_room))

    @cached_property
    def answers(self) -> MailRoom:
        """The room, imported when a mail is for it."""
        return cast(MailRoom, import_module(self.mail_room))


_ACTIONS = "chalicelib.actions"
SORTS: Mapping[str, Thing] = {
    thing.name: thing
    for thing in (
        Thing(
            DISPUTE,
            f"{_ACTIONS}.disputes.letters",
            keys.dispute,
            0,
            f"{_ACTIONS}.disputes.mailed",
        ),
        Thing(
            FOLLOW_UP,
            f"{_ACTIONS}.collections.letters",
            keys.follow_up,
            1,
            f"{_ACTIONS}.collections.mailed",
        ),
        Thing(
            TICKET,
            f"{_ACTIONS}.tickets.letters",
            keys.ticket,
            2,
            f"{_ACTIONS}.tickets.mailed",
        ),
        Thing(REMINDER, f"{_ACTIONS}.collections.dunning.reminder_letters"),
        Thing(PROMISE, f"{_ACTIONS}.collections.promise_letters"),
    )
}
THINGS: Mapping[int, Thing] = {one.number: one for one in SORTS.values() if one.number >= 0}
"""Those that are answered by mail."""
NAMED: Mapping[str, Thing] = {thing.name: thing for thing in THINGS.values()}


def named_by(references: tuple[str, ...], domains: tuple[str, ...]) -> tuple[Thing, str] | None:
    """The thing whose letters a mail refers to, where its address does not say; nothing proves that
    whoever wrote it ever got one.
    """
    for reference in references:
        local, _, domain = reference.rpartition("@")
        name, _, thing_id = local.partition(".")
        thing = NAMED.get(name)
        if thing and thing_id and domain.lower() in domains:
            return thing, thing_id
    return None
