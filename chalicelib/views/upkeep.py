"""Upkeep as administrators see it: what was set aside, the making anew of the search, and who had
which of it done.
"""

from datetime import datetime
from typing import Annotated, Literal, cast

from typing_extensions import TypedDict

from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.upkeep.reindex import Reindex
from chalicelib.domain.upkeep.set_aside import SetAside, is_moved
from chalicelib.views.answers import Moment, Who, meaning
from chalicelib.views.parts import instant

Way = Literal["send", "read", "swept", "reindexed", "reindex", "unknown"]


class SetAsideRow(TypedDict):
    """One thing that was set aside, without what it is about."""

    messageID: str
    function: Annotated[str | None, meaning("None where it cannot be told.")]
    at: Moment
    why: str | None
    error: Annotated[str | None, meaning("The kind of error, where the function told one.")]
    changes: Annotated[int | None, meaning("How many changes of the table it is about.")]
    way: Annotated[
        Way,
        meaning(
            "How it comes back: `send` what it was called with, or `read` the changes again;"
            " nothing is left to do where the sweep (`swept`) or the search made anew"
            " (`reindexed`) has seen to it; `reindex` first; `unknown` stays."
        ),
    ]
    isMoved: Annotated[bool, meaning("Whether sending again does anything about it.")]


class UpkeepEntry(TypedDict):
    """That somebody had something done."""

    at: Moment
    by: Who
    did: Literal["reindex", "redrive"]
    count: Annotated[int | None, meaning("How many things were sent again.")]


class SetAsideView(TypedDict):
    """What was set aside, as far as was looked."""

    count: Annotated[int, meaning("About how many there are, which the queue does not know better")]
    value: list[SetAsideRow]
    done: Annotated[list[UpkeepEntry], meaning("What was had done lately, the latest first.")]


class RedriveView(TypedDict):
    """What is sent again, what is done with, and what stays."""

    sent: int
    finished: Annotated[int, meaning("Removed, since nothing is left to do about them.")]
    kept: Annotated[int, meaning("What stays where it is, of what was looked at.")]
    value: list[SetAsideRow]


class ReindexView(TypedDict):
    """The latest making anew of what things are found by."""

    reindexID: str
    status: Literal["running", "done", "failed"]
    startedAt: Moment
    startedBy: Who
    finishedAt: Moment | None
    looked: Annotated[int, meaning("How many things, and words of such, it has looked at.")]
    restored: int
    removed: int
    runs: int
    detail: str | None


class LatestReindexView(TypedDict):
    """The latest making anew, where there ever was one."""

    latest: ReindexView | None


def set_aside_row(told: SetAside, now: datetime, reindexed_since: datetime | None) -> SetAsideRow:
    """It, and in which way it comes back."""
    way = told.way(now, reindexed_since)
    return {
        "messageID": told.message_id,
        "function": told.function or None,
        "at": instant(told.at),
        "why": told.why or None,
        "error": told.error or None,
        "changes": told.batch.size if told.batch else None,
        "way": cast(Way, way),
        "isMoved": is_moved(way),
    }


def upkeep_entry(entry: Entry) -> UpkeepEntry:
    """What was had done, and by whom."""
    return {
        "at": instant(entry.at),
        "by": {"userID": entry.by_id, "name": entry.by_name},
        "did": entry.after["did"],
        "count": len(entry.after["messages"]) if "messages" in entry.after else None,
    }


def reindex_view(job: Reindex) -> ReindexView:
    """How far it is, and what it came to."""
    return {
        "reindexID": job.reindex_id,
        "status": cast(Literal["running", "done", "failed"], job.status),
        "startedAt": instant(job.started_at),
        "startedBy": {"userID": job.started_by_id, "name": job.started_by},
        "finishedAt": instant(job.finished_at) if job.finished_at else None,
        "looked": job.looked,
        "restored": job.restored,
        "removed": job.removed,
        "runs": job.runs,
        "detail": job.detail,
    }
