"""What became of a letter, written together with the event that says so."""

import time
from datetime import datetime

from chalicelib.actions.execution import FIRST_PAUSE_SECONDS, PATIENCE_SECONDS, wait
from chalicelib.actions.letters.things import SORTS
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.letters.dispatch import Dispatch
from chalicelib.store.post import dispatch_item
from chalicelib.store.table import Condition, Conflict, Put, Table, Unacknowledged


def mark(
    table: Table, dispatch: Dispatch, unchanged: Condition, change: Change, at: datetime
) -> bool:
    """Writes what became of a letter together with the event that says so; whether it was still to
    be written.

    The dispute's version stays, so nobody's edit is in the way and none is lost; when the dispute
    moves on meanwhile, or the acknowledgement is lost, it is read again. A letter that is no longer
    as it was says that this was done.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, FIRST_PAUSE_SECONDS
    while True:
        told = SORTS[dispatch.of].letters.told_on(table, dispatch, change, at)
        letter = Put(dispatch_item(dispatch), (unchanged,))
        try:
            table.commit([letter, *told])
            return True
        except (Conflict, Unacknowledged) as lost:
            if isinstance(lost, Conflict) and 0 in lost.found:
                return False
            pause = wait(pause, deadline, lost)


def is_held_as(lease: str) -> Condition:
    """The condition that nobody else has begun with a letter since it was read."""
    return Condition("the lease is as it was read", "#lease = :lease", {":lease": lease})
