"""What was set aside: looking at it, and sending it again to its functions."""

import json
import logging
from collections.abc import Callable
from datetime import datetime

from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.domain.disputes.journal import entry_of
from chalicelib.domain.people.person import require_all_customers
from chalicelib.domain.upkeep.set_aside import AGAIN, COMES_BACK, IS_DONE, SetAside
from chalicelib.errors import Overloaded
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_entry
from chalicelib.store.set_aside import Held, Queue
from chalicelib.store.table import Put, name_of
from chalicelib.store.upkeep import REINDEX, UPKEEP, to_reindex, upkeep_item
from chalicelib.views.parts import to_json
from chalicelib.views.upkeep import (
    RedriveView,
    SetAsideRow,
    SetAsideView,
    set_aside_row,
    upkeep_entry,
)

LOOKED_AT = 100
"""How many messages are shown."""
SENT_AT_ONCE = 50
"""How many come back by one command, so that it ends in time."""
DONE_SHOWN = 10

log = logging.getLogger(__name__)

Call = Callable[[str, str], None]
"""Has a function, by its name, work on what it is called with."""


def list_set_aside(desk: Desk, queue: Queue) -> SetAsideView:
    """What was set aside, the oldest first; none of it is gone or changed by that."""
    since = _reindexed_since(desk.gather([REINDEX], require_all_customers))
    held = queue.take(LOOKED_AT)
    queue.let_go(held)
    rows = _rows(held, desk.now, since)
    done = desk.table.query(UPKEEP, index="directory", descending=True, limit=DONE_SHOWN).items
    return {
        "count": max(queue.count(), len(rows)),
        "value": rows,
        "done": [upkeep_entry(to_entry(item)) for item in done],
    }


def redrive(queue: Queue, call: Call, most: int) -> PlainAction[RedriveView]:
    """Sends again what can be sent, and removes it once Lambda has it.

    1. Take some messages into hands, for a minute.
    2. Write down who has them sent (X-05), before anything is.
    3. Have each function called; where it fails once more, Lambda sets it aside once more.
    4. Remove what was sent, and what nothing is left to do about; let go of the rest.

    Broken off between, a message comes back to the queue and is sent a second time, which each of
    these functions bears.
    """

    def action(desk: Desk) -> PlainDecision[RedriveView]:
        since = _reindexed_since(desk.gather([REINDEX], require_all_customers))
        held = queue.take(most)
        ways = {one.told.message_id: one.told.way(desk.now, since) for one in held}
        sent = [one for one in held if ways[one.told.message_id] in COMES_BACK]
        finished = [one for one in held if ways[one.told.message_id] in IS_DONE]
        kept = [one for one in held if one not in sent and one not in finished]
        view: RedriveView = {
            "sent": len(sent),
            "finished": len(finished),
            "kept": len(kept),
            "value": _rows(held, desk.now, since),
        }
        if not (sent or finished) or (desk.command and desk.command.dry_run):
            queue.let_go(held)
            return Decision((), Answer(200, to_json(view)), would_be(view))
        messages = [
            {"messageID": one.told.message_id, "function": one.told.function}
            for one in (*sent, *finished)
        ]
        told = {"did": "redrive", "messages": messages}
        entry = entry_of(f"upkeep/{desk.new_id()}", 1, desk.hand, {}, told)
        return Decision(
            (Put(upkeep_item(entry)),),
            Answer(200, to_json(view)),
            would_be(view),
            then=lambda: _bring_back(queue, call, sent, finished, kept),
        )

    return action


def _bring_back(
    queue: Queue, call: Call, sent: list[Held], finished: list[Held], kept: list[Held]
) -> None:
    """Calls the functions; what cannot be sent stays, and is told."""
    queue.let_go(kept)
    queue.remove(finished)
    failed = []
    for one in sent:
        try:
            call(one.told.function, _payload(one.told))
        except Exception:
            log.exception("%s could not be called again", one.told.function)
            failed.append(one)
            continue
        queue.remove([one])
    if failed:
        queue.let_go(failed)
        raise Overloaded(f"{len(failed)} could not be sent again and stay where they are.")


def _payload(told: SetAside) -> str:
    """What its function is called with."""
    if told.batch:
        return json.dumps({"Records": [], AGAIN: told.batch.told()})
    return told.payload or "{}"


def _rows(held: list[Held], now: datetime, since: datetime | None) -> list[SetAsideRow]:
    ordered = sorted((one.told for one in held), key=lambda told: (told.at, told.message_id))
    return [set_aside_row(told, now, since) for told in ordered]


def _reindexed_since(found: dict[str, Item]) -> datetime | None:
    """When the latest making anew of the search began, if it came to its end."""
    item = found.get(name_of(REINDEX))
    job = to_reindex(item) if item else None
    return job.started_at if job and job.status == "done" else None
