"""The job that makes anew what things are found by: it claims, walks along the table for as long as
it may, saves where it stands, and calls itself again.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.actions.upkeep.mending import Mended, mend
from chalicelib.domain.upkeep.reindex import LEASE_SECONDS, Reindex
from chalicelib.store.table import Conflict, Put, Table, is_at_version, name_of
from chalicelib.store.upkeep import REINDEX, reindex_item, to_reindex, walk
from chalicelib.values import dataclass

STOP_BEFORE_SECONDS = 30.0
"""So much time is left to a run when it stops and calls itself again."""

log = logging.getLogger(__name__)


class LostLease(Exception):
    """Another run has taken the work over."""


@dataclass(frozen=True)
class Workshop:
    """What a run works with."""

    table: Table
    now: Callable[[], datetime]
    seconds_left: Callable[[], float]
    """Of the time that this run has."""
    call_again: Callable[[], None]
    """Has it go on in a run of its own."""


def run_reindex(shop: Workshop) -> str:
    """Goes on along the table, and tells how that ended. Run twice, or by two at once, it does no
    harm:

    1. Claim it by a conditional write that holds for a while; whoever comes second has nothing to
       do, since the sweep finds what the first one leaves.
    2. Mend a part of the table, then save the place behind it, on condition that nobody else has
       taken over: a part that is mended twice is what it was.
    3. With little time left let go and call oneself again.
    """
    item = shop.table.get([REINDEX]).get(name_of(REINDEX))
    claimed = to_reindex(item).claimed(shop.now()) if item else None
    if claimed is None:
        return "nothing to do"
    try:
        job = _save(shop, claimed)
        if job.is_running:
            job = _work(shop, job)
    except LostLease:
        return "taken over"
    log.info(
        "reindex is %s: %s looked at, %s restored, %s removed",
        *(job.status, job.looked, job.restored, job.removed),
    )
    if job.is_running:
        shop.call_again()
    return job.status


def _work(shop: Workshop, job: Reindex) -> Reindex:
    while True:
        page = walk(shop.table, job.place)
        done: Mended = mend(shop.table, page.items)
        if page.last is None:
            return _save(shop, job.finished(done.looked, done.restored, done.removed, shop.now()))
        is_over = shop.seconds_left() < STOP_BEFORE_SECONDS
        until = shop.now() + timedelta(seconds=0 if is_over else LEASE_SECONDS)
        job = _save(shop, job.advanced(page.last, done.looked, done.restored, done.removed, until))
        if is_over:
            return job


def _save(shop: Workshop, job: Reindex) -> Reindex:
    """Writes it, unless somebody else has; `LostLease` then."""
    try:
        shop.table.commit([Put(reindex_item(job), (is_at_version(job.version - 1),))])
    except Conflict as conflict:
        raise LostLease from conflict
    return job
