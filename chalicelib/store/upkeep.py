"""The upkeep of the table, as items of it: the making anew of the search, and who had what done.

| what | partition `pk` | sort `sk` |
|---|---|---|
| the latest making anew of the search | `UPKEEP` | `REINDEX` |
| that somebody began one, or sent again what was set aside | `JOURNAL#upkeep/{id}` | as all |
"""

from typing import Any

from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.upkeep.reindex import Reindex
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, from_wire, load, to_wire
from chalicelib.store.entities import entry_item
from chalicelib.store.refusals import told_as_overloaded
from chalicelib.store.search_keys import SEARCHED
from chalicelib.store.table import Page, Table

UPKEEP = "UPKEEP"
"""The partition of `directory` with all that was done, and that of the latest making anew."""
REINDEX: keys.Key = {"pk": UPKEEP, "sk": "REINDEX"}
A_LOOK = 1000
"""How many items one look along the table passes."""


def reindex_item(job: Reindex) -> Item:
    """It, and while it runs by when another run may take it over."""
    item = dump(job) | REINDEX
    if job.is_running and job.lease_until:
        item |= {
            "due_pk": keys.due("REINDEX"),
            "due_sk": keys.due_at(job.lease_until, job.reindex_id),
        }
    return item


def to_reindex(item: Item) -> Reindex:
    """The making anew that an item holds."""
    return load(Reindex, item)


def upkeep_item(entry: Entry) -> Item:
    """That somebody had something done, listed by when that was."""
    return entry_item(entry) | {
        "directory_pk": UPKEEP,
        "directory_sk": f"{keys.instant(entry.at)}#{entry.subject}",
    }


def walk(table: Table, start: keys.Key | None) -> Page:
    """A part of the whole table, and the key behind which the next one begins: of its items those
    that something is found by, and by which it is found.

    It is the one read that goes along the whole table, for what cannot be asked for: which words
    there are that should not be. No list or command does so.
    """
    request: dict[str, Any] = {"ExclusiveStartKey": to_wire(start)} if start else {}
    found = [f":f{number}" for number in range(len(FOUND))]
    values = dict(zip(found, FOUND, strict=True)) | {
        f":s{number}": prefix for number, prefix in enumerate(SEARCHED)
    }
    searched = [f"begins_with(#pk, :s{number})" for number in range(len(SEARCHED))]
    with told_as_overloaded():
        answer = table.client.scan(
            TableName=table.name,
            Limit=A_LOOK,
            FilterExpression=f"#sk IN ({', '.join(found)}) OR {' OR '.join(searched)}",
            ExpressionAttributeNames={"#pk": "pk", "#sk": "sk"},
            ExpressionAttributeValues=to_wire(values),
            **request,
        )
    last = from_wire(answer["LastEvaluatedKey"]) if "LastEvaluatedKey" in answer else None
    return Page([from_wire(wire) for wire in answer["Items"]], last)


FOUND = ("CUSTOMER", "HEAD", "DISPUTE", "FOLLOWUP", "BOOKING", "ORDER", "TICKET")
"""The sort keys of what the search finds."""
