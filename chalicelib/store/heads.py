"""Heads of chains: noted in the table as they change, and kept by day in a bucket of their own, in
which nothing is ever written over or removed.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain.base.heads import Head
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.refusals import told_as_overloaded

NOTED_FOR = timedelta(days=35)
"""How long a note lies in the table: so long the job may stand still, and nothing is missed."""
FOLDER = "heads/"
PROGRESS = {"pk": "HEADS", "sk": "PROGRESS"}
"""How far the heads are kept."""

_THERE_ALREADY = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")


def notes_of(day: date) -> str:
    """The partition with the heads of the chains that grew on a day."""
    return f"HEADS#{day.isoformat()}"


def place_of(chain: str) -> str:
    """Where the note of a chain lies in its day; a chain's name may be longer than a sort key."""
    return hashlib.sha256(chain.encode()).hexdigest()


def is_link(item: Item) -> bool:
    """Whether an item is a link of a chain to keep; copies of events that parties are told are
    none, and a chain with a person's address for its name is not kept where nobody can remove it.
    """
    return (
        item["sk"].startswith((keys.EVENTS, keys.ENTRIES_PREFIX))
        and "previous_hash" in item
        and not item["pk"].startswith(keys.entry("address/", 0)["pk"])
    )


def note_items(links: Iterable[Item], now: datetime) -> list[Item]:
    """What is noted of links in the order in which they were written: of each chain the last."""
    last = {link["pk"]: link for link in links}
    expires = int((now + NOTED_FOR).timestamp())
    return [
        {"pk": notes_of(now.date()), "sk": place_of(chain)}
        | {"chain": chain, "place": link["sk"], "hash": link["hash"], keys.TIME_TO_LIVE: expires}
        for chain, link in last.items()
    ]


def to_head(item: Item) -> Head:
    """The head that a note holds."""
    return Head(item["chain"], item["place"], item["hash"])


class HeadStore:
    """The bucket of one deployment in which heads are kept."""

    def __init__(self, client: Any, bucket: str) -> None:
        self.client = client
        self.bucket = bucket

    def keep(self, name: str, content: bytes) -> bytes:
        """Keeps a content under a name that is new; where the name is there already, what is kept
        under it.
        """
        try:
            with told_as_overloaded():
                self.client.put_object(
                    Bucket=self.bucket, Key=FOLDER + name, Body=content, IfNoneMatch="*"
                )
        except ClientError as error:
            if error.response["Error"]["Code"] not in _THERE_ALREADY:
                raise
            return self.read(name)
        return content

    def read(self, name: str) -> bytes:
        """What is kept under a name."""
        with told_as_overloaded():
            content: bytes = self.client.get_object(Bucket=self.bucket, Key=FOLDER + name)[
                "Body"
            ].read()
        return content

    def name_after(self, name: str) -> str | None:
        """The name that comes after another, or the first one after ""."""
        with told_as_overloaded():
            found = self.client.list_objects_v2(
                Bucket=self.bucket, Prefix=FOLDER, StartAfter=FOLDER + name, MaxKeys=1
            )
        return next((one["Key"].removeprefix(FOLDER) for one in found.get("Contents", ())), None)

    def last_name(self) -> str | None:
        """The name that comes after all others."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=FOLDER
        )
        names = [
            one["Key"].removeprefix(FOLDER) for page in pages for one in page.get("Contents", ())
        ]
        return max(names, default=None)
