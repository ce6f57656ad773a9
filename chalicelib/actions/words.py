"""The words by which search finds things, kept by the table's stream whenever a thing changes."""

import logging
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from chalicelib.store import keys
from chalicelib.store.codec import Item, from_wire
from chalicelib.store.table import Table, name_of

log = logging.getLogger(__name__)

_WORD = re.compile(r"[^\W_]+(?:[-.'][^\W_]+)*")
MAX_LENGTH = 64
MAX_WORDS = 12


@dataclass(frozen=True)
class Found:
    """A thing as search shows it, with the text whose words find it."""

    kind: str
    id: str
    customer_id: object
    label: str
    detail: str
    url: str
    text: str

    def items(self) -> list[Item]:
        """An item for each of its words."""
        shown = {
            "kind": self.kind,
            "id": self.id,
            "customer_id": self.customer_id,
            "label": self.label,
            "detail": self.detail,
            "url": self.url,
            "words": self.text,
        }
        return [shown | keys.word(word, self.kind, self.id) for word in sorted(words_of(self.text))[:MAX_WORDS]]


def words_of(text: str) -> frozenset[str]:
    """The words of a text, without case and no longer than a key may be; numbers keep their zeros."""
    return frozenset(word[:MAX_LENGTH] for word in _WORD.findall(text.casefold()))


def best_word(text: str) -> str | None:
    """The longest word: the one that leaves the fewest others to look through."""
    return max(words_of(text), key=lambda word: (len(word), word), default=None)


def index_change(table: Table, old: Item | None, new: Item | None) -> None:
    """Brings the words of a changed item up to date; doing it twice changes nothing."""
    before = {name_of(item): item for item in _words_of_item(old)}
    after = {name_of(item): item for item in _words_of_item(new)}
    table.delete_batch([{"pk": item["pk"], "sk": item["sk"]} for name, item in before.items() if name not in after])
    table.write_batch([item for name, item in after.items() if before.get(name) != item])


def index_records(table: Table, records: list[dict[str, Any]]) -> dict[str, Any]:
    """Works through a batch of the table's stream; one bad record is told, and the batch goes on from there again."""
    for record in records:
        images = record["dynamodb"]
        try:
            index_change(table, _image(images.get("OldImage")), _image(images.get("NewImage")))
        except Exception:
            log.exception("words of record %s were not kept", images["SequenceNumber"])
            return {"batchItemFailures": [{"itemIdentifier": images["SequenceNumber"]}]}
    return {"batchItemFailures": []}


def _image(wire: dict[str, Any] | None) -> Item | None:
    return from_wire(wire) if wire else None


def _words_of_item(item: Item | None) -> list[Item]:
    if not item:
        return []
    place = (item["pk"].split("#")[0], item["sk"])
    found = {("CUSTOMER", "CUSTOMER"): _customer, ("INVOICE", "HEAD"): _invoice, ("DISPUTE", "DISPUTE"): _dispute}.get(place)
    return found(item).items() if found else []


def _customer(item: Item) -> Found:
    text = f"{item['name']} {item['account_number']} {item['customer_id']}"
    place = f"#/customer/{_quoted(item['customer_id'])}"
    return Found("customer", str(item["customer_id"]), item["customer_id"], item["name"], str(item["account_number"]), place, text)


def _invoice(item: Item) -> Found:
    number, customer = item["invoice_number"], item["customer_id"]
    place = f"#/customer/{_quoted(customer)}/invoice/{_quoted(number)}"
    return Found("invoice", f"{customer}#{number}", customer, f"Invoice {number}", item.get("customer_name", ""), place, str(number))


def _dispute(item: Item) -> Found:
    dispute_id, subject = item["dispute_id"], item["subject_id"]
    detail = f"{item['customer_name']} · {subject}"
    place = f"#/dispute/{dispute_id}"
    return Found("dispute", dispute_id, item["customer_id"], f"Dispute {dispute_id}", detail, place, f"{dispute_id} {subject}")


def _quoted(identifier: object) -> str:
    return quote(str(identifier), safe="")
