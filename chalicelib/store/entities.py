"""One function an entity: its item with all keys, and the value that an item holds."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.approvals.approval_chain import Chain
from chalicelib.domain.approvals.chain_setting import read_chain
from chalicelib.domain.approvals.inbox import InboxRow, read_approval_id
from chalicelib.domain.base.business_hours import STANDARD, WorkHours, read_hours
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Entry, Event
from chalicelib.domain.disputes.presence import Presence
from chalicelib.domain.invoices.delivery import PAPER_FEE
from chalicelib.domain.invoices.edit import Named
from chalicelib.domain.invoices.invoice import Adjustment, Customer, Invoice, InvoiceLine
from chalicelib.domain.invoices.position import settled_by
from chalicelib.domain.people.bounds import Bounds, read_bounds
from chalicelib.domain.people.person import LimitHolders, Person
from chalicelib.kinds import KINDS
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.indexes import by_amount
from chalicelib.store.table import Condition, is_at_sequence, is_at_version

PARTY_KEYS = ("customer_pk", "counterparty_pk")
"""What the parties of a dispute are listed by, in their order."""
OF_KIND = "kind"
"""What a line is kept by beside its id, where no id says what it bills."""
NEVER = datetime.max.replace(tzinfo=UTC)
"""Where a dispute of which nothing is due stands among those that have deadlines."""
LONG_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
"""When something is due that is due at once, whatever day it tells."""
UNSETTLED = "UNPAID"
"""The partition of `directory` with the invoices on which something is open."""
SETTLED = "SETTLED"
"""That with those on which nothing is any more, by since when."""


def person_item(person: Person) -> Item:
    """A person, listed by name: among who works here, or among who acts for a party, and those of
    this one.
    """
    place = keys.named(person.name, person.user_id)
    among = keys.OUTSIDERS if person.is_outside else keys.PEOPLE
    listed = {"directory_pk": among, "directory_sk": place}
    if person.is_outside and person.party_id is not None:
        own = keys.people_of(person.role, person.party_id)
        listed |= {"customer_pk": own, "customer_sk": place}
    return dump(person) | keys.user(person.user_id) | listed


def holders_item(holders: LimitHolders) -> Item:
    """Everybody with a credit limit, in one item that every decision can read."""
    return dump(holders) | keys.setting("creditLimits")


def setting_item(name: str, value: list[dict[str, Any]], version: int, last_hash: str = "") -> Item:
    """A setting that administrators edit."""
    return keys.setting(name) | {"value": value, "version": version, "last_hash": last_hash}


def named_of(item: Item | None, id_name: str) -> tuple[Named, ...]:
    """The configured reasons or resolutions of a setting."""
    return tuple(Named(row[id_name], row["name"]) for row in item["value"]) if item else ()


def customer_item(customer: Customer) -> Item:
    """A customer, listed by name."""
    return (
        dump(customer)
        | keys.customer(customer.customer_id)
        | {
            "directory_pk": "CUSTOMER",
            "directory_sk": keys.named(customer.name, customer.customer_id),
        }
    )


def invoice_item(invoice: Invoice) -> Item:
    """An invoice's head, with its places in the lists.

    It is listed under its customer; among the unsettled while either side owes something on it or
    it is in dispute, then by since when it is settled; under its status while that counts; among
    its customer's promises; and among what is due while a promise is open on it, or while it is
    paid and in a follow-up, which comes first.
    """
    number = str(invoice.invoice_number)
    item = (
        dump(invoice)
        | keys.invoice(invoice.customer_id, invoice.invoice_number)
        | {
            "customer_pk": keys.of_customer(invoice.customer_id, "INVOICE"),
            "customer_sk": f"{invoice.invoice_date.isoformat()}#{number}",
        }
        | promise_places(invoice)
    )
    place = unsettled_place(invoice)
    if invoice.is_unsettled:
        item |= {"directory_pk": UNSETTLED, "directory_sk": place}
    elif settled := settled_by(invoice):
        since = f"{settled.isoformat()}#{invoice.customer_id}#{number}"
        item |= {"directory_pk": SETTLED, "directory_sk": since}
    if left := invoice.left_follow_up:
        item |= {
            "due_pk": keys.due("PAID"),
            "due_sk": keys.due_at(LONG_SINCE, left),
        }
    if (status := invoice.standing_status) is not None:
        item |= {"status_pk": keys.items_with(status), "opened_sk": place}
    return item


def unsettled_place(invoice: Invoice) -> str:
    """Where an invoice stands among those on which something is open: by its due date."""
    return f"{invoice.due_date.isoformat()}#{invoice.customer_id}#{invoice.invoice_number}"


def promise_places(invoice: Invoice) -> Item:
    """Where an invoice is listed for what was promised on it: with its customer's promises, and
    while one is open among what is due when its time is over (CO-21).
    """
    if not invoice.promises:
        return {}
    latest = invoice.promises[-1]
    listed = {
        "queue_pk": keys.of_customer(invoice.customer_id, "PROMISE"),
        "changed_sk": f"{keys.instant(latest.made_at)}#{invoice.invoice_number}",
    }
    if latest.is_open:
        named = keys.invoice_name(invoice.customer_id, invoice.invoice_number)
        listed |= {"due_pk": keys.due("PROMISE"), "due_sk": keys.due_at(latest.ends_at, named)}
    return listed


def line_items(invoice: Invoice, lines: tuple[InvoiceLine, ...]) -> list[Item]:
    """The lines of an invoice, each once by its id and once by what it bills; that for paper by its
    kind, too (CU-19).
    """
    items: list[Item] = []
    for line in lines:
        named = (invoice.customer_id, invoice.invoice_number, invoice.revision)
        values = dump(line)
        items.append(values | keys.line(*named, line.line_id))
        if line.feature_id is not None:
            items.append(values | keys.billed(*named, "feature", line.feature_id))
        if line.usage_record_id is not None:
            items.append(values | keys.billed(*named, "usage", line.usage_record_id))
        if line.kind == PAPER_FEE:
            items.append(values | keys.billed(*named, OF_KIND, PAPER_FEE))
    return items


def alias_item(invoice: Invoice) -> Item | None:
    """The pointer from an invoice's usage alias to it, for invoices that have one."""
    if invoice.usage_alias is None:
        return None
    return keys.alias(invoice.customer_id, invoice.usage_alias, invoice.invoice_number) | {
        "invoice_number": invoice.invoice_number
    }


def adjustment_item(invoice: Invoice, adjustment: Adjustment) -> Item:
    """A credit, adjustment, reversal or fee, beside its invoice."""
    return dump(adjustment) | keys.adjustment(
        invoice.customer_id, invoice.invoice_number, adjustment.adjustment_id
    )


def dispute_item(dispute: Dispute) -> Item:
    """A dispute with the keys of every list it stands in."""
    state = "open" if dispute.is_open else "ended"
    opened = f"{keys.instant(dispute.raised_at)}#{dispute.dispute_id}"
    listed = {
        "queue_pk": f"{dispute.kind}#{state}",
        "opened_sk": opened,
        "amount_sk": by_amount(
            dispute.currency, dispute.amounts.open or dispute.amounts.disputed, dispute.dispute_id
        ),
        "changed_sk": f"{keys.instant(dispute.changed_at)}#{dispute.dispute_id}",
        "status_pk": f"{dispute.kind}#{dispute.status}",
        "customer_sk": opened,
    }
    parties = (keys.disputes_of(role, party_id) for role, party_id in dispute.parties.items())
    listed |= dict(zip(PARTY_KEYS, parties, strict=False))
    if due_at := dispute.work.looked_at:
        listed |= {"due_pk": keys.due("ROUND"), "due_sk": keys.due_at(due_at, dispute.dispute_id)}
    if dispute.is_open and dispute.lifecycle.has_deadlines:
        listed |= {
            "directory_pk": keys.by_deadline(dispute.kind),
            "directory_sk": keys.due_at(dispute.urgent_at or NEVER, dispute.dispute_id),
        }
        if dispute.assignee_id:
            listed["hands_pk"] = keys.in_hands(dispute.kind, dispute.assignee_id)
    if dispute.resolver_id:
        listed["resolver_pk"] = dispute.resolver_id
    if dispute.assignee_id:
        listed["assignee_pk"] = dispute.assignee_id
    if dispute.waiting_for:
        listed["waiting_pk"] = f"{dispute.kind}#{dispute.waiting_for}"
    return dump(dispute, KINDS[dispute.kind].stored_as) | keys.dispute(dispute.dispute_id) | listed


def as_read(dispute: Dispute) -> tuple[Condition, ...]:
    """Nobody changed the dispute since it was read, added an event or read more of its thread
    (IG-04).
    """
    return (
        is_at_version(dispute.version),
        is_at_sequence(dispute.sequence),
        Condition("nobody has read more", "#read = :read", {":read": dispute.read}),
    )


def event_item(event: Event, *, is_new: bool = True) -> Item:
    """An event; notes are listed under the customer (CU-21), new ones with after-work among those
    to be worked off.
    """
    item = dump(event) | keys.event(event.dispute_id, event.sequence)
    if is_new and event.has_after_work:
        item |= keys.after_work(event.at, event.dispute_id, event.sequence)
    if event.note and event.customer_id is not None:
        place = f"{keys.instant(event.at)}#{event.dispute_id}#{event.sequence:08d}"
        item |= {"customer_pk": keys.of_customer(event.customer_id, "NOTE"), "customer_sk": place}
    return item


def event_items(events: Iterable[Event]) -> list[Item]:
    """New events; what parties are told lies there once more, apart from what they are not told
    (IG-03).
    """
    shared = [
        dump(event) | keys.shared(event.dispute_id, event.shared_sequence)
        for event in events
        if event.shared_sequence
    ]
    apart = [
        dump(event) | keys.told(event.dispute_id, side, number)
        for event in events
        for side, number in (event.told_to or {}).items()
    ]
    return [*map(event_item, events), *shared, *apart]


def asked_item(row: InboxRow) -> Item:
    """An approval that waits for one person, listed in that person's inbox."""
    listed = {
        "waiting_pk": keys.inbox(row.user_id),
        "opened_sk": f"{keys.instant(row.asked_at)}#{row.approval_id}",
    }
    return dump(row) | asked_key(row) | listed


def asked_key(row: InboxRow) -> keys.Key:
    """Where an approval that waits for one person lies."""
    named = read_approval_id(row.approval_id)
    assert named
    return keys.asked(*named, row.user_id)


def entry_item(entry: Entry) -> Item:
    """An entry in a journal."""
    return dump(entry) | keys.entry(entry.subject, entry.sequence)


def presence_item(dispute_id: str, presence: Presence) -> Item:
    """That a person has a dispute open; it goes by itself some time after it is over."""
    return (
        dump(presence)
        | keys.presence(dispute_id, presence.user_id)
        | {keys.TIME_TO_LIVE: int(presence.ends_at.timestamp()) + 1}
    )


def to_inbox_row(item: Item) -> InboxRow:
    """The waiting approval that an item holds."""
    return load(InboxRow, item)


def to_entry(item: Item) -> Entry:
    """The entry in a journal that an item holds."""
    return load(Entry, item)


def to_person(item: Item) -> Person:
    """The person that an item holds."""
    return load(Person, item)


def to_holders(item: Item | None) -> LimitHolders:
    """The people with credit limits; nobody before the first limit is set."""
    return load(LimitHolders, item) if item else LimitHolders()


def to_chains(item: Item | None) -> tuple[Chain, ...]:
    """The configured chains of approval."""
    return tuple(read_chain(row) for row in item["value"]) if item else ()


def to_bounds(item: Item | None) -> Bounds:
    """The bounds that administrators have set."""
    return read_bounds(item["value"]) if item else Bounds()


def to_hours(item: Item | None) -> WorkHours:
    """The configured business hours, or the standard ones."""
    return read_hours(item["value"][0]) if item and item["value"] else STANDARD


def to_customer(item: Item) -> Customer:
    """The customer that an item holds."""
    return load(Customer, item)


def to_invoice(item: Item) -> Invoice:
    """The invoice head that an item holds."""
    return load(Invoice, item)


def to_line(item: Item) -> InvoiceLine:
    """The invoice line that an item holds."""
    return load(InvoiceLine, item)


def to_adjustment(item: Item) -> Adjustment:
    """The adjustment that an item holds."""
    return load(Adjustment, item)


def to_dispute(item: Item) -> Dispute:
    """The dispute that an item holds, with the work of its kind; an error where it holds that of
    another.
    """
    return load(KINDS[item["kind"]].stored_as, item)


def to_presence(item: Item) -> Presence:
    """The presence that an item holds."""
    return load(Presence, item)


def to_event(item: Item) -> Event:
    """The event that an item holds."""
    return load(Event, item)
