"""The queue of what was set aside, and the stream where changes of the table are read again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.upkeep.set_aside import Batch, SetAside, read
from chalicelib.store.refusals import told_as_overloaded
from chalicelib.values import dataclass

AT_ONCE = 10
"""How many messages the service hands out in one call."""
HIDDEN_SECONDS = 60
"""So long nobody else is given a message that somebody looks at."""
CHANGES_AT_ONCE = 1000
MOST_PAGES = 200
"""After so many pages of the stream what was looked for is taken not to be there."""


@dataclass(frozen=True)
class Held:
    """A message that is in somebody's hands for a while."""

    told: SetAside
    receipt: str
    """By which it is let go, or removed."""


class Queue:
    """What was set aside."""

    def __init__(self, client: Any, url: str, prefix: str) -> None:
        self.client = client
        self.url = url
        self.prefix = prefix
        """What the names of this deployment's functions begin with."""

    def count(self) -> int:
        """About how many messages there are, those in somebody's hands too."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        with told_as_overloaded():
            answer = self.client.get_queue_attributes(QueueUrl=self.url, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    def take(self, most: int) -> list[Held]:
        """Up to so many messages, which nobody else is given for a while."""
        held: dict[str, Held] = {}
        while len(held) < most:
            with told_as_overloaded():
                answer = self.client.receive_message(
                    QueueUrl=self.url,
                    MaxNumberOfMessages=min(AT_ONCE, most - len(held)),
                    VisibilityTimeout=HIDDEN_SECONDS,
                    # With some patience all of the queue is asked, and not a part of it.
                    WaitTimeSeconds=1,
                    AttributeNames=["SentTimestamp"],
                )
            fresh = [self._held(one) for one in answer.get("Messages", ())]
            if all(one.told.message_id in held for one in fresh):
                break
            held |= {one.told.message_id: one for one in fresh}
        return list(held.values())

    def let_go(self, held: list[Held]) -> None:
        """Gives messages back to whoever asks next."""
        for entries in _entries(held):
            with told_as_overloaded():
                self.client.change_message_visibility_batch(
                    QueueUrl=self.url,
                    Entries=[entry | {"VisibilityTimeout": 0} for entry in entries],
                )

    def remove(self, held: list[Held]) -> None:
        """Removes messages for good."""
        for entries in _entries(held):
            with told_as_overloaded():
                self.client.delete_message_batch(QueueUrl=self.url, Entries=entries)

    def _held(self, message: dict[str, Any]) -> Held:
        sent_at = datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC)
        told = read(message["MessageId"], message["Body"], sent_at, self.prefix)
        return Held(told, message["ReceiptHandle"])


class Changes:
    """The stream of the table's changes, as it is read again."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def of(self, batch: Batch) -> Iterator[dict[str, Any]]:
        """The changes of a batch, the first one first; refused where the stream has let them go."""
        answer = self.client.get_shard_iterator(
            StreamArn=batch.stream,
            ShardId=batch.shard,
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            SequenceNumber=batch.first,
        )
        place, last = answer["ShardIterator"], int(batch.last)
        for _ in range(MOST_PAGES):
            if not place:
                return
            answer = self.client.get_records(ShardIterator=place, Limit=CHANGES_AT_ONCE)
            place = answer.get("NextShardIterator")
            for record in answer["Records"]:
                number = int(record["dynamodb"]["SequenceNumber"])
                if number <= last:
                    yield record
                if number >= last:
                    return


def _entries(held: list[Held]) -> Iterator[list[dict[str, Any]]]:
    """Messages as the service takes several at once."""
    for start in range(0, len(held), AT_ONCE):
        yield [
            {"Id": str(place), "ReceiptHandle": one.receipt}
            for place, one in enumerate(held[start : start + AT_ONCE])
        ]
