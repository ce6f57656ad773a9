"""What waits for somebody is looked at once that person has changed, as after-work of that change
(CU-15).

1. A change of a person writes a look with itself, in one transaction. The stream brings it at once,
   the sweep where that was missed.
2. A look goes through a part of the person's inbox: each round there goes on where nobody who can
   answer is left.
3. In one transaction it is removed, the next look is written, which begins behind that part, and
   one for each dispute that failed.

So a death at any point leaves a look that begins again, and what was done is not done twice.
"""

import logging

from chalicelib.actions.approvals import workflow
from chalicelib.actions.execution import Runtime, carry_out
from chalicelib.domain.approvals.passing import Look
from chalicelib.domain.letters.dispatch import next_try
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.looks import look_item, look_key, to_look
from chalicelib.store.table import Delete, Put, Write

log = logging.getLogger(__name__)

AT_ONCE = 25
"""How many rounds one look goes through: a few seconds' work."""


def look_through(runtime: Runtime, item: Item) -> None:
    """Goes through what a look is about."""
    this = to_look(item)
    rows = (
        []
        if this.dispute_id
        else runtime.table.query(
            keys.inbox(this.user_id), index="byWaiting", after=this.after, limit=AT_ONCE
        ).items
    )
    disputes = [this.dispute_id] if this.dispute_id else [row["dispute_id"] for row in rows]
    failed = [
        dispute_id for dispute_id in dict.fromkeys(disputes) if not _is_done(runtime, dispute_id)
    ]
    later = next_try(this.at, runtime.now())
    writes: list[Write] = [] if this.dispute_id in failed else [Delete(look_key(this))]
    writes += [
        Put(look_item(Look(this.user_id, this.version, this.at, dispute_id=one), later))
        for one in failed
    ]
    if len(rows) == AT_ONCE:
        writes.append(Put(look_item(this.next(rows[-1]["opened_sk"]), runtime.now())))
    runtime.table.commit(writes)


def _is_done(runtime: Runtime, dispute_id: str) -> bool:
    try:
        carry_out(runtime, "passOn", workflow.pass_on(dispute_id))
    except Exception:
        log.exception("the round of dispute %s is left for later", dispute_id)
        return False
    return True
