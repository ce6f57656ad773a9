"""The sweep: every five minutes all that is due is taken up, from one table of jobs and by one
loop.

What fails is put off, ever longer, so that it never holds up what is behind it, and no failure ends
the rest.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from chalicelib import logs
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
from chalicelib.store.table import Conflict, Put, Unacknowledged, Update, is_due_at
from chalicelib.values import dataclass

log = logging.getLogger(__name__)

AT_ONCE = 50
"""How much of each job one sweep takes up, where the job says nothing else."""

EVERY_MINUTES = 5
"""How often a sweep comes."""

COUNTED = 1000
"""So many things that wait are counted; as more, they are a full page."""


@dataclass(frozen=True)
class Taken:
    """What was due of a job."""

    count: int
    late_seconds: float
    """Since when the oldest of it was due."""


@dataclass(frozen=True)
class Job:
    """Work that is due at a time: its part of the index `due`, and what is done about one thing, by
    that thing's id.
    """

    name: str
    act: Callable[[Works, str], object]
    """It may be done twice; what it raises puts the thing off."""
    at_once: int = AT_ONCE
    """How much of it one sweep takes up."""


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

ARRIVALS = Job("ARRIVING", lambda works, name: forget_file(works, name), at_once=200)
"""Files that were begun to be attached, and are not any more (X-13): each that ever was."""

GAUGES = {"RoundsWaiting": ROUNDS, "ImportsRunning": IMPORTS}
"""Measure → the job for which all wait that it counts."""

JOBS = (
    *(IMPORTS, REINDEXES, ROUNDS, DIGESTS, TICKETS),
    *(PROMISES, PLANS, PAID, CHASES, REMINDERS),
    ARRIVALS,
)
"""What others rest on comes first: promises and plans are judged, and what was paid leaves, before
anybody is chased or reminded (CO-23).
"""


def remind(works: Works, customer_id: str) -> None:
    """Reminds a customer of what is asked for now."""
    from chalicelib.actions.collections.dunning import job as dunning_job  # late, as below

    dunning_job.take_up(works.runtime, customer_id)


def forget_file(works: Works, name: str) -> None:
    """Clears away what is left of a file that nobody can complete any more."""
    from chalicelib.actions.disputes import arrivals  # late, as below

    arrivals.take_up(works.runtime.table, works.files(), name, works.runtime.now())


def look_at_plan(works: Works, plan_id: str) -> None:
    """Breaks a plan, or finds it paid, or puts the next look at it where that is due."""
    from chalicelib.actions.plans import plan  # late, since few sweeps find one due

    carry_out(works.runtime, "lookAtPlan", plan.look(plan_id))


def sweep(works: Works, now: datetime) -> int:
    """Takes up all that is due, and after-work that was missed; how much in all.

    How late it was, and what waits and runs, is measured each time, so that a sweep that never
    comes is seen too. Reminders are measured for themselves: thousands may be due in one moment.
    """
    taken = {job.name: take_up(works, job, now) for job in JOBS}
    missed = after_work.take_up_missed(works, now, AT_ONCE)
    swept = {name: one.count for name, one in taken.items()} | {
        "EVENT": missed.count,
        "HEADS": keep_heads(works, now),
    }
    waiting = {name: _how_many(works, job) for name, job in GAUGES.items()}
    late = {name: one.late_seconds for name, one in taken.items()}
    reminders_late = late.pop(REMINDERS.name)
    log.info(
        "swept %s",
        ", ".join(f"{count} {name}" for name, count in swept.items() if count) or "nothing",
        extra=logs.measured(
            DueWork=sum(swept.values()),
            DueAge=max(missed.late_seconds, *late.values()),
            RemindersAge=reminders_late,
            AfterWorkUnread=missed.unread,
            **waiting,
            **key_age(works, now),
        ),
    )
    return sum(swept.values())


def beat(works: Works, now: datetime) -> None:
    """Writes something for the stream's readers to read, however quiet the night: one that is not
    called then is switched off.
    """
    with suppress(Conflict, Unacknowledged, RedressError):
        works.runtime.table.commit([Put(keys.sweep_beat() | {"at": keys.instant(now)})])


def keep_heads(works: Works, now: datetime) -> int:
    """Keeps the heads of chains of the days that are over; what fails is tried by the next
    sweep.
    """
    store = works.heads()
    if store is None:
        return 0
    from chalicelib.actions.jobs import heads  # late, as above

    try:
        return heads.keep(works.runtime.table, store, now)
    except Exception:
        log.exception("the heads of chains are kept later", extra=logs.measured(PutOff=1))
        return 0


def key_age(works: Works, now: datetime) -> dict[str, float]:
    """How old the key is that signs links, by the first sweep of an hour: who should renew it comes
    once a month, so that nobody would miss it.
    """
    if now.minute >= EVERY_MINUTES:
        return {}
    try:
        return {"LinkKeyAge": (now - works.key_made_at()).total_seconds()}
    except Exception:
        log.exception("how old the key of links is is looked at later")
        return {}


def _how_many(works: Works, job: Job) -> int:
    """How many things wait for a job, whenever they are due; of many, that it is at least so
    many.
    """
    return len(works.runtime.table.query(keys.due(job.name), index="due", limit=COUNTED).items)


def take_up(works: Works, job: Job, now: datetime) -> Taken:
    """Acts on what is due of a job, each thing once; how much there was, and how late."""
    due: dict[str, list[Item]] = {}
    late_seconds = 0.0
    for item in works.runtime.table.query(
        keys.due(job.name), index="due", before=keys.instant(now), limit=job.at_once
    ).items:
        due.setdefault(keys.id_of_due(item["due_sk"]), []).append(item)
        late = now - keys.time_of_due(item["due_sk"])
        late_seconds = max(late_seconds, late.total_seconds())
    for identifier, items in due.items():
        try:
            with logs.within(job=job.name):
                job.act(works, identifier)
        except Exception:
            log.exception("%s %s is put off", job.name, identifier, extra=logs.measured(PutOff=1))
            for item in items:
                _put_off(works, item, now)
    return Taken(len(due), late_seconds)


def _put_off(works: Works, item: Item, now: datetime) -> None:
    """Makes a thing due later, by its age, unless somebody has changed when it is due."""
    later = keys.due_at(
        next_try(keys.time_of_due(item["due_sk"]), now), keys.id_of_due(item["due_sk"])
    )
    key = {"pk": item["pk"], "sk": item["sk"]}
    with suppress(Conflict, Unacknowledged, RedressError):
        works.runtime.table.commit([Update(key, {"due_sk": later}, (is_due_at(item["due_sk"]),))])
