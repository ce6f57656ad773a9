"""The sweep: every five minutes all that is due is taken up, from one table of jobs and by one
loop.

What fails is put off, ever longer, so that it never holds up what is behind it, and no failure ends
the rest.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from chalicelib.actions.approvals import workflow
from chalicelib.actions.collections import follow_ups, promises
from chalicelib.actions.execution import carry_out
from chalicelib.actions.jobs import after_work
from chalicelib.actions.jobs.after_work import Works
from chalicelib.actions.letters.digests import tell_absent
from chalicelib.domain.letters.dispatch import TICKET, next_try
from chalicelib.errors import RedressError
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.table import Conflict, Unacknowledged, Update, is_due_at
from chalicelib.values import dataclass

log = logging.getLogger(__name__)

AT_ONCE = 50
"""How much of each job one sweep takes up."""


@dataclass(frozen=True)
class Job:
    """Work that is due at a time: its part of the index `due`, and what is done about one thing, by
    that thing's id.
    """

    name: str
    act: Callable[[Works, str], object]
    """It may be done twice; what it raises puts the thing off."""


IMPORTS = Job("IMPORT", lambda works, import_id: works.call_import(import_id))
"""Imports that nobody has worked on for the time of a lease."""
ROUNDS = Job(
    "ROUND",
    lambda works, dispute_id: after_work.carry_out_for(
        works, "lookAfter", workflow.look_after(dispute_id)
    ),
)
"""Rounds of approval that nobody answered in time, or whose workflow has gone."""
DIGESTS = Job(
    "DIGEST", lambda works, dispute_id: tell_absent(works.runtime, works.post, dispute_id)
)
"""Threads of which somebody may have to be told by mail."""

TICKETS = Job(
    "TICKETDIGEST",
    lambda works, ticket_id: tell_absent(works.runtime, works.post, ticket_id, TICKET),
)
"""The same of tickets."""

PLANS = Job("PLAN", lambda works, plan_id: look_at_plan(works, plan_id))
"""Payment plans of which an instalment would be missed by now (CO-46)."""

PAID = Job(
    "PAID",
    lambda works, follow_up_id: carry_out(
        works.runtime, "settleFollowUp", follow_ups.settle(follow_up_id)
    ),
)
"""Items that were paid in full while in a follow-up, which they leave (CO-14)."""

CHASES = Job(
    "CHASE",
    lambda works, follow_up_id: carry_out(
        works.runtime, "chaseFollowUp", follow_ups.chase_due(follow_up_id)
    ),
)
"""Follow-ups whose resolver has not answered when they are due (DM-08)."""

PROMISES = Job(
    "PROMISE",
    lambda works, name: carry_out(works.runtime, "judgePromise", promises.judge_due(name)),
)
"""Invoices on which an open promise to pay has run out (CO-23)."""

REMINDERS = Job("DUNNING", lambda works, customer_id: remind(works, customer_id))
"""Customers at whom to look for what they are to be reminded of (CO-28), and the daily walk along
what is overdue.
"""

REINDEXES = Job("REINDEX", lambda works, _: works.call_reindex())
"""The making anew of the search, where nobody has worked on it for the time of a lease."""

JOBS = (IMPORTS, REINDEXES, ROUNDS, DIGESTS, TICKETS, PLANS, PAID, CHASES, PROMISES, REMINDERS)


def remind(works: Works, customer_id: str) -> None:
    """Reminds a customer of what is asked for now."""
    from chalicelib.actions.collections import dunning_job  # late, as below

    dunning_job.take_up(works.runtime, customer_id)


def look_at_plan(works: Works, plan_id: str) -> None:
    """Breaks a plan, or finds it paid, or puts the next look at it where that is due."""
    from chalicelib.actions.plans import plan  # late, since few sweeps find one due

    carry_out(works.runtime, "lookAtPlan", plan.look(plan_id))


def sweep(works: Works, now: datetime) -> int:
    """Takes up all that is due, and after-work that was missed; how much in all."""
    swept = {job.name: take_up(works, job, now) for job in JOBS} | {
        "EVENT": after_work.take_up_missed(works, now, AT_ONCE)
    }
    if any(swept.values()):
        log.info("swept %s", ", ".join(f"{count} {name}" for name, count in swept.items() if count))
    return sum(swept.values())


def take_up(works: Works, job: Job, now: datetime) -> int:
    """Acts on what is due of a job, each thing once; how many there were."""
    due: dict[str, list[Item]] = {}
    for item in works.runtime.table.query(
        keys.due(job.name), index="due", before=keys.instant(now), limit=AT_ONCE
    ).items:
        due.setdefault(keys.id_of_due(item["due_sk"]), []).append(item)
    for identifier, items in due.items():
        try:
            job.act(works, identifier)
        except Exception:
            log.exception("%s %s is put off", job.name, identifier)
            for item in items:
                _put_off(works, item, now)
    return len(due)


def _put_off(works: Works, item: Item, now: datetime) -> None:
    """Makes a thing due later, by its age, unless somebody has changed when it is due."""
    later = keys.due_at(
        next_try(keys.time_of_due(item["due_sk"]), now), keys.id_of_due(item["due_sk"])
    )
    key = {"pk": item["pk"], "sk": item["sk"]}
    with suppress(Conflict, Unacknowledged, RedressError):
        works.runtime.table.commit([Update(key, {"due_sk": later}, (is_due_at(item["due_sk"]),))])
