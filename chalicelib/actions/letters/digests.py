"""Telling by mail who is absent from the thread of a dispute or ticket: once for what is unread,
and then not for a while.

1. What was told by mail, who has the dispute open and what is unread are looked at together, for
   each side and the staff.
2. What comes of it is written on condition that nobody else looked meanwhile: a letter that is to
   go is claimed by that, and who only waits changes it too, so that somebody who saw less cannot
   take the next look out of the index.
3. The letter is delivered as all are, under the name of the last event that it tells of.
4. Where it is through, that is noted. Else the sweep looks again, as it does when the while of
   quiet is over.
"""

import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, Runtime, wait
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.letters.deliveries import Outgoing, deliver
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.letters.digests import Digest, Look, there_until
from chalicelib.domain.letters.dispatch import DISPUTE, TICKET
from chalicelib.domain.people.person import STAFF
from chalicelib.kinds import KINDS
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_presence
from chalicelib.store.post import digest_item, to_digest, to_quiet
from chalicelib.store.table import Conflict, Put, Table, Unacknowledged, name_of, unwritten_or_at
from chalicelib.values import dataclass

QUIET = keys.setting("threadMail")
MOST_PRESENT = 100


class ThreadRoom(Protocol):
    """What a thread is looked at with: the room of a kind of dispute, or of tickets."""

    READERS: Collection[str]

    def is_told(self, thread: Any, audience: str) -> bool:
        """Whether an audience is told by mail at all."""

    def called_at(self, thread: Any, audience: str) -> datetime | None:
        """When an audience was asked to step in, where it was."""

    def letters_to(
        self, table: Table, thread: Any, digest: Digest, now: datetime
    ) -> list[Outgoing]:
        """The letters that a digest asks for."""


@dataclass(frozen=True)
class Seen:
    """What a look found."""

    thread: Any
    """A dispute, or a ticket."""
    room: ThreadRoom
    digests: dict[str, Digest]
    present: tuple[Presence, ...]
    quiet: timedelta
    now: datetime


AUDIENCES = (*dict.fromkeys(role for kind in KINDS.values() for role in kind.parties), STAFF)
"""Who may be told of what is unread, whatever the kind."""


def tell_absent(
    runtime: Runtime, post: Callable[[], PostOffice], thing_id: str, of: str = DISPUTE
) -> None:
    """Sends each side and the staff the letter that is due, if one is, and sees to it that what is
    not due yet is looked at again.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    left: list[str] | None = None
    while True:
        seen = _look(runtime, thing_id, of)
        left = list(seen.thread.audiences) if left is None else left
        for audience in tuple(left):
            try:
                _tell(runtime.table, post, seen, audience)
                left.remove(audience)
            except (Conflict, Unacknowledged) as lost:
                interrupted = lost
        if not left:
            return
        pause = wait(pause, deadline, interrupted)


def _look(runtime: Runtime, thing_id: str, of: str) -> Seen:
    """What was told is read before the thread: so a digest that somebody wrote after a message is
    never seen without that.
    """
    table = runtime.table
    places = {audience: keys.digest(thing_id, audience, of) for audience in AUDIENCES}
    found = table.get([QUIET, *places.values()])
    known = {audience: found.get(name_of(place)) for audience, place in places.items()}
    present: tuple[Presence, ...] = ()
    if of == DISPUTE:
        there = table.query(keys.presences(thing_id), limit=MOST_PRESENT).items
        present = tuple(map(to_presence, there))
    thread, room = _thread_of(table, thing_id, of)
    return Seen(
        thread,
        room,
        digests={
            audience: to_digest(item) if item else Digest(thing_id, audience, of=of)
            for audience, item in known.items()
        },
        present=present,
        quiet=to_quiet(found.get(name_of(QUIET))),
        now=runtime.now(),
    )


def _thread_of(table: Table, thing_id: str, of: str) -> tuple[Any, ThreadRoom]:
    """What is said in something, with its room."""
    if of == TICKET:
        # Late, since most threads are of disputes.
        from chalicelib.actions.tickets import letters

        return letters.ticket_now(table, thing_id), cast(ThreadRoom, letters)
    key = keys.dispute(thing_id)
    dispute = to_dispute(table.get([key])[name_of(key)])
    return dispute, cast(ThreadRoom, kind_of(dispute))


def _tell(table: Table, post: Callable[[], PostOffice], seen: Seen, audience: str) -> None:
    before, room, thread = seen.digests[audience], seen.room, seen.thread
    there = there_until(audience, seen.present, room.READERS)
    look = Look(
        thread,
        room.is_told(thread, audience),
        room.called_at(thread, audience),
        there,
        seen.quiet,
    )
    digest = before.looked(look, seen.now)
    if digest == before and digest.look_at is None:
        return
    claimed = _write(table, digest)
    if not claimed.is_sent:
        letters = room.letters_to(table, thread, claimed, seen.now)
        if deliver(post(), claimed.dispute_id, claimed.about, letters, claimed.of).is_done:
            # Who looked meanwhile has seen to it that it is looked at again.
            with suppress(Conflict, Unacknowledged):
                _write(table, claimed.through(thread, seen.now))


def _write(table: Table, digest: Digest) -> Digest:
    changed = replace(digest, version=digest.version + 1)
    table.commit([Put(digest_item(changed), unwritten_or_at(digest.version))])
    return changed
