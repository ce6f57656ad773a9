"""Telling by mail who is absent from the thread of a dispute: once for all that is unread, and then
not for a while.

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
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, Runtime, wait
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.letters.deliveries import PostOffice, deliver
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.letters.digests import Digest, Look, there_until
from chalicelib.domain.people.person import STAFF
from chalicelib.kinds import KINDS
from chalicelib.store import keys
from chalicelib.store.entities import to_dispute, to_presence
from chalicelib.store.post import digest_item, to_digest, to_quiet
from chalicelib.store.table import Conflict, Put, Table, Unacknowledged, name_of, unwritten_or_at
from chalicelib.values import dataclass

QUIET = keys.setting("threadMail")
MOST_PRESENT = 100


@dataclass(frozen=True)
class Seen:
    """What a look found."""

    dispute: Dispute
    digests: dict[str, Digest]
    present: tuple[Presence, ...]
    quiet: timedelta
    now: datetime


AUDIENCES = (*dict.fromkeys(role for kind in KINDS.values() for role in kind.parties), STAFF)
"""Who may be told of what is unread, whatever the kind."""


def tell_absent(runtime: Runtime, post: Callable[[], PostOffice], dispute_id: str) -> None:
    """Sends each side and the staff the letter that is due, if one is, and sees to it that what is
    not due yet is looked at again.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    left: list[str] | None = None
    while True:
        seen = _look(runtime, dispute_id)
        left = list(seen.dispute.audiences) if left is None else left
        for audience in tuple(left):
            try:
                _tell(runtime.table, post, seen, audience)
                left.remove(audience)
            except (Conflict, Unacknowledged) as lost:
                interrupted = lost
        if not left:
            return
        pause = wait(pause, deadline, interrupted)


def _look(runtime: Runtime, dispute_id: str) -> Seen:
    """What was told is read before the dispute: so a digest that somebody wrote after a message is
    never seen without that.
    """
    digest_keys = {audience: keys.digest(dispute_id, audience) for audience in AUDIENCES}
    found = runtime.table.get([QUIET, *digest_keys.values()])
    known = {audience: found.get(name_of(place)) for audience, place in digest_keys.items()}
    present = runtime.table.query(keys.presences(dispute_id), limit=MOST_PRESENT).items
    key = keys.dispute(dispute_id)
    return Seen(
        dispute=to_dispute(runtime.table.get([key])[name_of(key)]),
        digests={
            audience: to_digest(item) if item else Digest(dispute_id, audience)
            for audience, item in known.items()
        },
        present=tuple(map(to_presence, present)),
        quiet=to_quiet(found.get(name_of(QUIET))),
        now=runtime.now(),
    )


def _tell(table: Table, post: Callable[[], PostOffice], seen: Seen, audience: str) -> None:
    before = seen.digests[audience]
    room, dispute = kind_of(seen.dispute), seen.dispute
    there = there_until(audience, seen.present, room.READERS)
    look = Look(
        dispute,
        room.is_told(dispute, audience),
        room.called_at(dispute, audience),
        there,
        seen.quiet,
    )
    digest = before.looked(look, seen.now)
    if digest == before and digest.look_at is None:
        return
    claimed = _write(table, digest)
    if not claimed.is_sent:
        letters = kind_of(seen.dispute).letters_to(table, seen.dispute, claimed, seen.now)
        if deliver(post(), claimed.dispute_id, claimed.about, letters).is_done:
            # Who looked meanwhile has seen to it that it is looked at again.
            with suppress(Conflict, Unacknowledged):
                _write(table, claimed.through(seen.dispute, seen.now))


def _write(table: Table, digest: Digest) -> Digest:
    changed = replace(digest, version=digest.version + 1)
    table.commit([Put(digest_item(changed), unwritten_or_at(digest.version))])
    return changed
