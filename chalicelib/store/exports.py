"""That somebody took a table along as a file, as an item of the table.

| what | partition `pk` | sort `sk` |
|---|---|---|
| that a file was given out | `JOURNAL#export/{exportID}` | as all |
"""

from chalicelib.domain.disputes.events import Entry
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import entry_item

EXPORTS = "EXPORT"
"""The partition of `directory` with all of them."""


def export_item(entry: Entry) -> Item:
    """It, listed by when that was."""
    return entry_item(entry) | {
        "directory_pk": EXPORTS,
        "directory_sk": f"{keys.instant(entry.at)}#{entry.subject}",
    }
