"""The words and account numbers by which things are found, kept by the table's stream whenever a
thing changes.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from chalicelib.actions.kinds import answers_of
from chalicelib.domain.base.phones import spellings
from chalicelib.domain.base.search_words import MAX_LENGTH, index_words, whole_word
from chalicelib.domain.bookings.booking import SIDES
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store import keys, search_keys
from chalicelib.store.codec import Item
from chalicelib.store.keys import Key
from chalicelib.store.table import Table, name_of
from chalicelib.values import dataclass

_KEPT_WORD = re.compile(r"[^\W_]+(?:[-.'][^\W_]+)*")


@dataclass(frozen=True)
class SearchEntry:
    """A thing as search shows it, with its identifiers and the text whose words find it."""

    kind: str
    id: str
    parties: Parties
    """Who stands in it; who may know of these may know of it, and finds it among the party's own
    too.
    """
    label: str
    detail: str
    url: str
    identifiers: tuple[object, ...]
    text: str = ""
    inside: tuple[str, ...] = ()
    """What finds it among all things and those of its customer alone, whom it is of; no other party
    is told.
    """

    @classmethod
    def of_dispute(cls, item: Item, detail: str, *named: object) -> "SearchEntry":
        """A dispute, found by its own id and by whatever else its kind names."""
        dispute_id = item["dispute_id"]
        return cls(
            "dispute",
            dispute_id,
            item["parties"],
            f"Dispute {dispute_id}",
            detail,
            f"#/dispute/{dispute_id}",
            (dispute_id, *named),
        )

    def items(
        self,
        words: Callable[[str], frozenset[str]] = index_words,
        whole: Callable[[str], str] = whole_word,
    ) -> list[Item]:
        """An item for each word that finds it: each identifier as a whole, whatever signs it is
        made of, and all words.
        """
        shown = {
            "kind": self.kind,
            "id": self.id,
            "parties": dict(self.parties),
            "label": self.label,
            "detail": self.detail,
            "url": self.url,
        }
        items = []
        for whose in (None, *self.parties.items()):
            is_inside = whose is None or whose[0] == CUSTOMER
            named = (*self.identifiers, *(self.inside if is_inside else ()))
            text = " ".join(str(part) for part in (*named, self.text))
            found = words(text) | {whole(str(identifier)) for identifier in named}
            items += [
                shown | {"words": text} | search_keys.word(word, self.kind, self.id, whose)
                for word in sorted(found)
            ]
        return items


def kept_words_of(text: str) -> frozenset[str]:
    """The words under which an earlier version kept things, which are found by them until they
    change next.
    """
    return frozenset(word[:MAX_LENGTH] for word in _KEPT_WORD.findall(text.casefold()))


def kept_whole_word(text: str) -> str:
    """A text as one word of an earlier version."""
    return text.strip().casefold()[:MAX_LENGTH]


def kept_best_word(text: str) -> str:
    """The longest word of an earlier version."""
    return max(
        kept_words_of(text), key=lambda word: (len(word), word), default=kept_whole_word(text)
    )


def index_change(table: Table, old: Item | None, new: Item | None) -> None:
    """Brings the words of a changed item up to date; doing it twice changes nothing."""
    before = {name_of(item): item for item in items_before(old)}
    after = {name_of(item): item for item in search_items(new)}
    table.delete_batch(
        [{"pk": item["pk"], "sk": item["sk"]} for name, item in before.items() if name not in after]
    )
    table.write_batch([item for name, item in after.items() if before.get(name) != item])


def items_before(old: Item | None) -> list[Item]:
    """What a thing may have been found by when it was so, by an earlier version too."""
    kept = _found_of(old)
    return [*(kept.items(kept_words_of, kept_whole_word) if kept else ()), *search_items(old)]


def search_items(item: Item | None) -> list[Item]:
    """What a thing is found by: its words, and a customer's account number."""
    found = _found_of(item)
    accounts = [_account(item)] if item and found and found.kind == "customer" else []
    return accounts + (found.items() if found else [])


def _found_of(item: Item | None) -> SearchEntry | None:
    if not item:
        return None
    place = (item["pk"].split("#")[0], item["sk"])
    make = FOUND.get(place)
    return make(item) if make else None


def source_of(item: Item) -> Key | None:
    """The key of what an item of the search leads to; None for a kind that nobody knows."""
    if item["pk"].startswith(search_keys.ACCOUNTS):
        return keys.customer(item["customer_id"])
    identifier, name = item["id"], item["kind"].upper()
    if (name, name) in FOUND:
        return {"pk": f"{name}#{keys.safe(identifier)}", "sk": name}
    # What has a head and lines is known by its number at its customer.
    customer = item["parties"].get(CUSTOMER)
    has_head = (name, "HEAD") in FOUND
    return keys.invoice(customer, identifier.removeprefix(f"{customer}#")) if has_head else None


def _account(item: Item) -> Item:
    return search_keys.account(item["account_number"], item["customer_id"]) | {
        "customer_id": item["customer_id"]
    }


def _customer(item: Item) -> SearchEntry:
    customer_id, number = item["customer_id"], item["account_number"]
    place = f"#/customer/{_quoted(customer_id)}"
    return SearchEntry(
        "customer",
        str(customer_id),
        {CUSTOMER: customer_id},
        item["name"],
        str(number),
        place,
        (customer_id, number),
        item["name"],
    )


def _invoice(item: Item) -> SearchEntry:
    number, customer = item["invoice_number"], item["customer_id"]
    place = f"#/customer/{_quoted(customer)}/invoice/{_quoted(number)}"
    return SearchEntry(
        "invoice",
        f"{customer}#{number}",
        {CUSTOMER: customer},
        f"Invoice {number}",
        item.get("customer_name", ""),
        place,
        (number,),
    )


def _dispute(item: Item) -> SearchEntry:
    return answers_of(item["kind"]).search_entry(item)


def _follow_up(item: Item) -> SearchEntry:
    """By its id, its customer, and the numbers of what is in it."""
    name, customer_id = item["follow_up_id"], item["customer_id"]
    numbers = [one["invoice_number"] for one in item["items"] if one.get("left") is None]
    return SearchEntry(
        "followUp",
        name,
        {CUSTOMER: customer_id},
        f"Dispute follow-up {name}",
        f"{item['customer_name']} · {item['item_status_label']}",
        f"#/followUp/{_quoted(name)}",
        (name, customer_id, *numbers),
        item["customer_name"],
    )


def _booking(item: Item) -> SearchEntry:
    booking_id, reference = item["booking_id"], item["reference"]
    # These names find nothing.
    detail = f"{booking_id} · {item['operator_name']} · {item['aggregator_name']}"
    parties = {side: item[f"{side}_id"] for side in SIDES}
    named = (booking_id, reference)
    return SearchEntry(
        "booking",
        str(booking_id),
        parties,
        f"Booking {reference}",
        detail,
        f"#/booking/{_quoted(booking_id)}",
        named,
    )


def _order(item: Item) -> SearchEntry:
    order_id, phone = item["order_id"], item.get("phone")
    detail = " · ".join(
        part for part in (item["device"], item["customer_name"], item["vendor_name"]) if part
    )
    return SearchEntry(
        "order",
        str(order_id),
        {CUSTOMER: item["customer_id"], VENDOR: item["vendor_id"]},
        f"Order {order_id}",
        detail,
        f"#/order/{_quoted(order_id)}",
        (order_id,),
        inside=spellings(phone) if phone else (),
    )


def _ticket(item: Item) -> SearchEntry:
    ticket_id, subject = item["ticket_id"], item["subject_line"]
    return SearchEntry(
        "ticket",
        ticket_id,
        item["parties"],
        f"Ticket {ticket_id}",
        f"{item['party_name']} · {subject}",
        f"#/ticket/{_quoted(ticket_id)}",
        (ticket_id,),
        subject,
    )


def _quoted(identifier: object) -> str:
    return quote(str(identifier), safe="")


FOUND: Mapping[tuple[str, str], Callable[[Item], SearchEntry]] = {
    ("CUSTOMER", "CUSTOMER"): _customer,
    ("INVOICE", "HEAD"): _invoice,
    ("DISPUTE", "DISPUTE"): _dispute,
    ("FOLLOWUP", "FOLLOWUP"): _follow_up,
    ("BOOKING", "BOOKING"): _booking,
    ("ORDER", "ORDER"): _order,
    ("TICKET", "TICKET"): _ticket,
}
"""What begins the partition of a thing, and its sort key → how search shows it."""
