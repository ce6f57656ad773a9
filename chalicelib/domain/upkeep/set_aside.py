"""What functions could not do and Lambda set aside: what each is, and in which way it comes back.

A call that failed is kept whole. Of changes that a reader of the table's stream could not work off
only their place in the stream is kept, which holds each change for a day.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.values import dataclass

CALLED = ("run-import", "note-mail", "mail-in", "rotate-link-key", "sweep", "reindex")
"""Functions whose calls are set aside whole."""
READERS = ("index-changes", "after-commit")
"""Those that read the table's stream."""

READ_WITHIN = timedelta(hours=23)
"""So old a change may be to be read again: the stream holds it for a day, and some time passes
until it is read."""

AGAIN = "again"
"""The part of a call that says which changes are to be read again."""


@dataclass(frozen=True)
class Batch:
    """Changes of the table by their place in its stream."""

    stream: str
    shard: str
    first: str
    last: str
    size: int
    since: datetime
    """When the first of them was made."""

    def told(self) -> dict[str, Any]:
        """As it is said to the function that reads them again."""
        return {
            "streamArn": self.stream,
            "shardId": self.shard,
            "startSequenceNumber": self.first,
            "endSequenceNumber": self.last,
            "batchSize": self.size,
            "approximateArrivalOfFirstRecord": self.since.isoformat(),
        }


@dataclass(frozen=True)
class SetAside:
    """One message of the queue. What it is about is not told: it may be personal."""

    message_id: str
    at: datetime
    function: str = ""
    """Empty where it cannot be read, or is none of this deployment's."""
    why: str = ""
    """The condition by which it was given up, such as `RetriesExhausted`."""
    error: str = ""
    """The kind of error, where the function told one."""
    payload: str | None = None
    """What the function was called with."""
    batch: Batch | None = None

    def way(self, now: datetime, reindexed_since: datetime | None) -> str:
        """How it comes back: `send` what it was called with; `read` its changes again; nothing
        (`swept`, `reindexed`) where another job has done so; `reindex` where one has to; `unknown`.

        `reindexed_since` is when the latest making anew of the search began that came to its end.
        """
        if self.payload is not None:
            return "send"
        if self.batch is None:
            return "unknown"
        if now - self.batch.since < READ_WITHIN:
            return "read"
        if self.function == "after-commit":
            return "swept"
        return "reindexed" if reindexed_since and reindexed_since > self.at else "reindex"


COMES_BACK = ("send", "read")
"""The ways in which something is sent to its function."""
IS_DONE = ("swept", "reindexed")
"""The ways in which nothing is left to be done."""


def is_moved(way: str) -> bool:
    """Whether sending again does anything about what comes back in this way."""
    return way in COMES_BACK or way in IS_DONE


def read(message_id: str, body: str, sent_at: datetime, prefix: str) -> SetAside:
    """A message of the queue; functions are called `prefix` and their name."""
    unknown = SetAside(message_id, sent_at)
    try:
        told = json.loads(body)
        asked = told["requestContext"]
        named = str(asked["functionArn"]).split(":function:")[1].split(":")[0]
        why = str(asked["condition"])[:60]
        batch = told.get("DDBStreamBatchInfo")
        payload = None if batch else told["requestPayload"]
        batch = batch or (payload.get(AGAIN) if isinstance(payload, dict) else None)
        error = (told.get("responsePayload") or {}).get("errorType") or ""
        function = named.removeprefix(prefix)
        if not prefix or not named.startswith(prefix) or function not in (*CALLED, *READERS):
            return unknown
        if function in READERS:
            kept = batch_of(batch) if batch else None
            return SetAside(message_id, sent_at, function, why, _word(error), None, kept)
        return SetAside(message_id, sent_at, function, why, _word(error), json.dumps(payload))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return unknown


def batch_of(told: dict[str, Any]) -> Batch:
    """The changes that a message or a call names by their place in the stream."""
    since = datetime.fromisoformat(told["approximateArrivalOfFirstRecord"])
    return Batch(
        stream=str(told["streamArn"]),
        shard=str(told["shardId"]),
        first=str(told["startSequenceNumber"]),
        last=str(told["endSequenceNumber"]),
        size=int(told["batchSize"]),
        since=since if since.tzinfo else since.replace(tzinfo=UTC),
    )


def _word(error: object) -> str:
    """The name of a kind of error; whatever is none is not told."""
    text = str(error)
    return text if text.isidentifier() and len(text) <= 60 else ""
