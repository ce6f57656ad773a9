"""What each kind of dispute answers for itself: a room has every name that `Room` lists, and a test
sees to it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Protocol, cast

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.execution import Decision
from chalicelib.domain.disputes.attachments import Voice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change, Event
from chalicelib.domain.letters.digests import Digest
from chalicelib.domain.wallets.transfer import Transfer
from chalicelib.kinds import require_kind
from chalicelib.store.codec import Item
from chalicelib.store.table import Table, Write
from chalicelib.views.answers import DryRun, OfKind, Sorted
from chalicelib.views.parts import EventText

if TYPE_CHECKING:
    from chalicelib.actions.letters.deliveries import Outgoing


class KindView(TypedDict):
    """What a dispute of every kind tells, among more."""

    disputeID: str
    messageCount: int
    unread: int


AnyDispute = Annotated[KindView, OfKind("show")]
AnyRow = Annotated[KindView, OfKind("row")]
AnyThreadRow = Annotated[KindView, OfKind("thread_row")]
AnyMessage = Annotated[EventText, OfKind("message_view")]
AnyEvents = Annotated[Any, OfKind("list_told")]
AnyAnswer = Annotated[KindView, OfKind("carry_out", 0)]
AnyPreview = Annotated[DryRun, OfKind("carry_out", 1)]
"""What the kinds answer, each by the annotation of its room's function, which the document of the
API is made from.
"""


class ThreadView(TypedDict):
    """A page of the thread of a dispute, with the dispute above it (IG-03)."""

    dispute: AnyThreadRow
    value: list[AnyMessage]
    nextCursor: str | None


class Room(Protocol):
    """The module that answers for a kind."""

    VOICES: tuple[str, ...]
    """For whom files are attached, so many for each (X-13)."""
    COUNTED_MOVERS: tuple[str, ...]
    """By whose move its queue is counted, beside each open status."""

    HANDS: Mapping[str, str]
    """Into whose hands its disputes are put by name: role (`assigneeID`, `resolverID`) → what that
    person must be allowed to do. `assign` refuses every other.
    """
    READERS: frozenset[str]
    """The roles of the staff that read the thread: one of these who has it open needs no mail
    (IG-04).
    """

    def show(self, desk: Desk, dispute: Dispute, found: Mapping[str, Item]) -> KindView:
        """The dispute as somebody sees it, with all that this person can do with it (X-02)."""

    def row(self, dispute: Dispute, context: Context) -> KindView:
        """The dispute as it stands in a list."""

    def carry_out(
        self,
        verb: str,
        desk: Desk,
        dispute: Dispute,
        found: Mapping[str, Item],
        text: str | None,
        to: str | None,
    ) -> Decision[KindView, DryRun]:
        """A verb that several kinds have under one route, such as `withdraw`; `text` says why, or
        what is said, and `to` to which side where they are told apart.
        """

    def assign(
        self,
        desk: Desk,
        dispute: Dispute,
        found: Mapping[str, Item],
        people: Mapping[str, str | None],
    ) -> Decision[KindView, DryRun]:
        """Puts it into people's hands, by role: who works it, who can clear it up; None for
        nobody.
        """

    def check_filters(self, filters: Any) -> None:
        """`UnsupportedQuery` where its disputes are not narrowed so."""

    def list_disputes(
        self, desk: Desk, filters: Any, limit: int, cursor: str | None
    ) -> Sorted[KindView]:
        """A page of its disputes, as far as the person may know of them (RV-03, IG-03)."""

    def list_told(self, desk: Desk, dispute: Dispute, after: int, limit: int) -> Any:
        """What a party from outside is told of the events, numbered by itself (CU-23)."""

    def check_internal(self, told: bool | None) -> None:
        """`InvalidInput` for saying whether a file is internal, where that has no
        meaning (X-13).
        """

    def thread_row(self, dispute: Dispute, context: Context) -> KindView:
        """The dispute above its thread, with `messageCount` and `unread` (IG-04)."""

    def message_view(self, event: Event, dispute: Dispute, context: Context) -> EventText:
        """An event as the thread shows it to whoever looks (IG-03)."""

    def reads_as(self, dispute: Dispute, context: Context) -> str:
        """As which audience somebody reads the thread; an error where one does not (IG-04)."""

    def is_told(self, dispute: Dispute, audience: str) -> bool:
        """Whether an audience is told by mail of what is unread (IG-04)."""

    def called_at(self, dispute: Dispute, audience: str) -> datetime | None:
        """When an audience was asked to step in, so that it is told at once (IG-08)."""

    def letters_to(
        self, table: Table, dispute: Dispute, digest: Digest, now: datetime
    ) -> "list[Outgoing]":
        """The letters to an audience about what is unread."""

    def calls(
        self, table: Table, dispute: Dispute, event: Event, now: datetime
    ) -> "list[Outgoing]":
        """The letters to whom of the staff an event calls (CK-11)."""

    def voice(self, dispute: Dispute, context: Context, *, internally: bool) -> Voice:
        """For whom somebody attaches a file; the error where that one may not (X-13)."""

    def search_entry(self, item: Item) -> Any:
        """The stored dispute as search finds it."""

    def faults(self, desk: Desk, listed: Dispute) -> list[str]:
        """All that is not as it must be, read anew, since a list may lag behind (X-05, X-06)."""

    def subject_view(self, dispute: Dispute) -> Any:
        """What the dispute is on, by the name that the subject has in views."""

    def take_back(
        self, desk: Desk, dispute: Dispute, found: Mapping[str, Item], back: Transfer
    ) -> tuple[tuple[Write, ...], tuple[Change, ...]]:
        """What is written, and told to its parties, where finance takes back what it paid; its
        request is among what was found (IG-10).
        """

    def letter_facts(self, desk: Desk, dispute: Dispute, template_id: str) -> Any:
        """What a letter says of the dispute; `IllegalMove` for a letter that is never about one of
        this kind (DM-03).
        """


def answers_of(kind: str) -> Room:
    """The room of a kind; `UnsupportedQuery` where there is no such kind."""
    return cast(Room, require_kind(kind).answers)


def kind_of(dispute: Dispute) -> Room:
    """The room of the kind that a dispute is of."""
    return answers_of(dispute.kind)
