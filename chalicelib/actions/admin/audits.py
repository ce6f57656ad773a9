"""Who changed what, and whether what is stored is sound: a page at a time, so that it can go on for
as long as there is any.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Annotated, Any

from typing_extensions import TypedDict

from chalicelib.actions.admin.beside import faults_beside
from chalicelib.actions.admin.people import journaled_person
from chalicelib.actions.admin.settings import SETTINGS
from chalicelib.actions.desk import Desk
from chalicelib.actions.found import item_of_customer
from chalicelib.actions.kinds import kind_of
from chalicelib.actions.merging import merged
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.bookings.booking import AGGREGATOR, OPERATOR
from chalicelib.domain.disputes.audit import (
    chain_faults,
    holder_faults,
    journal_faults,
    versioned_faults,
)
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Entry
from chalicelib.domain.disputes.journal import Journaled
from chalicelib.domain.orders.audit import standing_faults
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.people.person import require_all_customers
from chalicelib.domain.people.stand_ins import stand_in_faults
from chalicelib.domain.tickets.ticket import STATES
from chalicelib.errors import UnsupportedQuery
from chalicelib.kinds import KINDS
from chalicelib.store import keys
from chalicelib.store.bookings import LISTED, to_booking, to_party
from chalicelib.store.codec import Item
from chalicelib.store.entities import (
    to_customer,
    to_dispute,
    to_entry,
    to_holders,
    to_invoice,
    to_person,
)
from chalicelib.store.exports import EXPORTS
from chalicelib.store.orders import VENDORS, to_order, to_payee, to_standing, to_vendor
from chalicelib.store.plans import PLANS, to_plan
from chalicelib.store.stand_ins import STAND_INS, to_stand_ins
from chalicelib.store.table import name_of
from chalicelib.store.tickets import listed_in, to_ticket
from chalicelib.store.upkeep import UPKEEP
from chalicelib.views.answers import Moment, Page, Who, meaning
from chalicelib.views.parts import instant


class DisputeFaults(TypedDict):
    """What is wrong with a dispute."""

    disputeID: str
    faults: list[str]


class DisputesReport(TypedDict):
    """How many disputes were looked at, and what is wrong with which."""

    checked: int
    value: list[DisputeFaults]
    nextCursor: str | None


class SubjectFaults(TypedDict):
    """What is wrong with something, by its name in the journal."""

    subject: str
    faults: list[str]


class Report(TypedDict):
    """How many were looked at, and what is wrong with which."""

    checked: int
    value: list[SubjectFaults]
    nextCursor: str | None


class JournalEntryView(TypedDict):
    """A change of something that keeps a journal (X-05)."""

    subject: str
    sequence: int
    at: Moment
    by: Who
    source: Annotated[str | None, meaning("The file and line that it came from.")]
    before: dict[str, Any]
    after: dict[str, Any]
    hash: str
    previousHash: str


LISTED_AS = {
    "operators": LISTED[OPERATOR],
    "aggregators": LISTED[AGGREGATOR],
    "vendors": VENDORS,
    "plans": PLANS,
} | {f"{state}Tickets": listed_in(state) for state in STATES}
FOLLOW_UPS = {"followUps": "open", "endedFollowUps": "ended"}
ADDRESSES = {"suppressedAddresses": keys.SUPPRESSED, "releasedAddresses": keys.RELEASED}
ENTRIES = {"exports": EXPORTS, "upkeep": UPKEEP}
"""What is noted in a journal of one entry → the partition of `directory` with all of it."""
OTHERS = ("people", "settings", "exports", "upkeep", *FOLLOW_UPS, *ADDRESSES, *LISTED_AS)
"""What has journals besides customers with their invoices, bookings of operators and orders of
vendors.
"""


def _to_address(item: Item) -> Journaled:
    # Late, since only mail has to do with addresses.
    from chalicelib.store.post import to_address

    return to_address(item)


def _to_dunning(item: Item) -> Journaled:
    # Late, as above.
    from chalicelib.store.dunning import to_dunning

    return to_dunning(item)


def _to_promise_request(item: Item) -> Journaled:
    # Late, as above.
    from chalicelib.store.promise_requests import to_request

    return to_request(item)


def _to_any_party(item: Item) -> Journaled:
    return to_vendor(item) if item["role"] == VENDOR else to_party(item)


JOURNALED: dict[str, Callable[[Item], Journaled]] = {
    "CUSTOMER": to_customer,
    "HEAD": to_invoice,
    "ADDRESS": _to_address,
    "PARTY": _to_any_party,
    "BOOKING": to_booking,
    "ORDER": to_order,
    "STANDING": to_standing,
    "PAYEE": to_payee,
    "DUNNING": _to_dunning,
    "PROMISEREQUEST": _to_promise_request,
    "TICKET": to_ticket,
    "PLAN": to_plan,
}
"""Sort key → what has a journal there, that is numbered by itself."""

NOT_THERE = "It is not there any more."


def verify(desk: Desk, kind: str, state: str, limit: int, cursor: str | None) -> DisputesReport:
    """What is wrong with the disputes of a page, by dispute (X-05, X-06)."""
    desk.gather(authorise=require_all_customers)
    if kind not in KINDS or state not in ("open", "ended"):
        raise UnsupportedQuery(f"kind is {', '.join(KINDS)}; state is open or ended.")
    page = desk.page(f"{kind}#{state}", index="queue", limit=limit, cursor=cursor)
    seen = [to_dispute(item) for item in page.items]
    found = {dispute.dispute_id: confirmed(partial(_faults, desk, dispute)) for dispute in seen}
    wrong: list[DisputeFaults] = [
        {"disputeID": dispute_id, "faults": said} for dispute_id, said in found.items() if said
    ]
    return {"checked": len(seen), "value": wrong, "nextCursor": page.next_cursor}


def verify_customer(desk: Desk, customer_id: OutsideID, limit: int, cursor: str | None) -> Report:
    """What is wrong with the journals of a customer, of where it is paid, of its reminders and of a
    page of its invoices, by what they are about (X-05).
    """
    key, *beside = (
        keys.customer(customer_id),
        keys.payee(customer_id),
        keys.dunning(customer_id),
        keys.promise_request(customer_id),
    )
    found = desk.gather([key, *beside], require_all_customers)
    item_of_customer(found, customer_id)
    page = desk.page(
        keys.of_customer(customer_id, "INVOICE"), index="byCustomer", limit=limit, cursor=cursor
    )
    own = [found[name_of(one)] for one in (key, *beside) if name_of(one) in found]
    items = [*([] if cursor else own), *page.items]
    return report(dict(_looks(desk, items)), page.next_cursor)


def verify_bookings(desk: Desk, operator_id: OutsideID, limit: int, cursor: str | None) -> Report:
    """The same of the journals of a page of an operator's bookings."""
    desk.gather(authorise=require_all_customers)
    page = desk.page(
        keys.of_customer(operator_id, "BOOKING"), index="byCustomer", limit=limit, cursor=cursor
    )
    return report(dict(_looks(desk, page.items)), page.next_cursor)


def verify_orders(desk: Desk, vendor_id: OutsideID, limit: int, cursor: str | None) -> Report:
    """The same of the journals of how a vendor stands and of a page of its orders; and whether it
    stands so by decisions that hold (PO-12, PO-33).
    """
    beside = keys.standing(vendor_id)
    found = desk.gather([beside], require_all_customers)
    page = desk.page(
        keys.of_customer(vendor_id, "ORDER"), index="byCounterparty", limit=limit, cursor=cursor
    )
    own = [found[name_of(beside)]] if name_of(beside) in found and not cursor else []
    looks = dict(_looks(desk, [*own, *page.items]))
    if own:
        looks[to_standing(own[0]).subject] = partial(_standing_faults, desk, vendor_id)
    return report(looks, page.next_cursor)


def verify_journals(desk: Desk, of: str, limit: int, cursor: str | None) -> Report:
    """What is wrong with the journals of people, settings, exports, operators, aggregators,
    vendors, plans, tickets or addresses; or with follow-ups (X-05).
    """
    desk.gather(authorise=require_all_customers)
    if of == "settings":
        desk.whole([], cursor)
        looks = {f"setting/{name}": partial(_setting_faults, desk, name) for name in SETTINGS}
        return report(looks | {"setting/creditLimits": partial(_holders_faults, desk)}, None)
    if of == "people":
        lists = [("directory", keys.PEOPLE), ("directory", keys.OUTSIDERS)]
        page = merged(desk, lists, "directory_sk", name=of, limit=limit, cursor=cursor)
        found = [to_person(item).user_id for item in page.items]
        return report(
            {f"user/{user_id}": partial(_person_faults, desk, user_id) for user_id in found},
            page.next_cursor,
        )
    if of in ENTRIES:
        page = desk.page(ENTRIES[of], index="directory", limit=limit, cursor=cursor)
        return report(
            {
                item["subject"]: partial(_export_faults, desk, item["subject"])
                for item in page.items
            },
            page.next_cursor,
        )
    if of in FOLLOW_UPS:
        place = keys.follow_ups_in(FOLLOW_UPS[of])
        page = desk.page(place, index="queue", limit=limit, cursor=cursor)
        told = [item["follow_up_id"] for item in page.items]
        return report(
            {f"followUp/{one}": partial(follow_up_faults, desk, one) for one in told},
            page.next_cursor,
        )
    if of not in OTHERS:
        raise UnsupportedQuery(f"of is {', '.join(OTHERS)}.")
    place = ADDRESSES[of] if of in ADDRESSES else LISTED_AS[of]
    page = desk.page(place, index="directory", limit=limit, cursor=cursor)
    return report(dict(_looks(desk, page.items)), page.next_cursor)


def list_entries(
    desk: Desk, subject: str, limit: int, cursor: str | None
) -> Page[JournalEntryView]:
    """Who changed what keeps a journal, when and how, oldest first (X-05)."""
    desk.gather(authorise=require_all_customers)
    page = desk.page(keys.entry(subject, 0)["pk"], limit=limit, cursor=cursor)
    return {
        "value": [_entry_view(to_entry(item)) for item in page.items],
        "nextCursor": page.next_cursor,
    }


def report(looks: Mapping[str, Callable[[], list[str]]], next_cursor: str | None) -> Report:
    """How many were looked at, and what is wrong with which."""
    said = {subject: confirmed(look) for subject, look in looks.items()}
    wrong: list[SubjectFaults] = [
        {"subject": subject, "faults": faults} for subject, faults in said.items() if faults
    ]
    return {"checked": len(looks), "value": wrong, "nextCursor": next_cursor}


def confirmed(look: Callable[[], list[str]]) -> list[str]:
    """What is wrong, looked at once more: a change between two reads, or a read that lags behind,
    is no fault.
    """
    return look() and look()


def _entry_view(entry: Entry) -> JournalEntryView:
    return {
        "subject": entry.subject,
        "sequence": entry.sequence,
        "at": instant(entry.at),
        "by": {"userID": entry.by_id, "name": entry.by_name},
        "source": entry.source,
        "before": entry.before,
        "after": entry.after,
        "hash": entry.hash,
        "previousHash": entry.previous_hash,
    }


def _faults(desk: Desk, listed: Dispute) -> list[str]:
    """The list may lag behind, so everything is read again, together."""
    return kind_of(listed).faults(desk, listed)


def _looks(desk: Desk, items: Iterable[Item]) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """What each of these is called in the journal, and the look at it; a list may lag behind, so it
    is read again.
    """
    for item in items:
        yield (
            JOURNALED[item["sk"]](item).subject,
            partial(_journal_faults, desk, {"pk": item["pk"], "sk": item["sk"]}),
        )


def _journal_faults(desk: Desk, key: keys.Key) -> list[str]:
    item = desk.table.get([key]).get(name_of(key))
    if item is None:
        return [NOT_THERE]
    kept = JOURNALED[key["sk"]](item)
    return [
        *journal_faults(kept, entries_about(desk, kept.subject)),
        *faults_beside(desk, item),
    ]


def _standing_faults(desk: Desk, vendor_id: OutsideID) -> list[str]:
    """Of the journal, and of the decisions on all disputes with the vendor."""
    key = keys.standing(vendor_id)
    faults = _journal_faults(desk, key)
    listed = desk.read_all(keys.disputes_of(VENDOR, vendor_id), index="byCounterparty")
    found = desk.table.get([key, *({"pk": one["pk"], "sk": one["sk"]} for one in listed)])
    standing = found.pop(name_of(key), None)
    if standing is None:
        return faults
    disputes = [to_dispute(item) for item in found.values()]
    decisions = [decision for one in disputes for decision in one.work.decisions]
    return [*faults, *standing_faults(to_standing(standing), decisions)]


def follow_up_faults(desk: Desk, follow_up_id: str) -> list[str]:
    """Of a follow-up, its events and its invoices, read anew (X-05, DM-11)."""
    # Late, since nothing else here has to do with collections.
    from chalicelib.domain.collections.audit import faults
    from chalicelib.store.collections import hands_items, to_follow_up, to_follow_up_event

    key = keys.follow_up(follow_up_id)
    item = desk.table.get([key]).get(name_of(key))
    if item is None:
        return [NOT_THERE]
    known = to_follow_up(item)
    heads = [keys.invoice(known.customer_id, one.invoice_number) for one in known.items]
    invoices = map(to_invoice, desk.table.get(heads).values())
    events = [to_follow_up_event(one) for one in desk.read_all(key["pk"], prefix=keys.EVENTS)]
    found = faults(known, {str(one.invoice_number): one for one in invoices}, events)
    listed = {one["sk"]: one for one in desk.read_all(key["pk"], prefix=keys.HANDS)}
    if listed != {one["sk"]: one for one in hands_items(known).values()}:
        found.append("It stands otherwise in the lists of who is asked about single items.")
    return found


def _export_faults(desk: Desk, subject: str) -> list[str]:
    entries = entries_about(desk, subject)
    return chain_faults((1, entries[0].hash), entries) if entries else [NOT_THERE]


def _setting_faults(desk: Desk, name: str) -> list[str]:
    key = keys.setting(name)
    item = desk.table.get([key]).get(name_of(key), {})
    told = {"value": item.get("value", [])}
    return versioned_faults(
        item.get("version", 0),
        item.get("last_hash", ""),
        told,
        entries_about(desk, f"setting/{name}"),
    )


def _person_faults(desk: Desk, user_id: str) -> list[str]:
    key, limits = keys.user(user_id), keys.setting("creditLimits")
    found = desk.table.get([key, limits, STAND_INS])
    person = to_person(found[name_of(key)])
    faults = versioned_faults(
        person.version,
        person.last_hash,
        journaled_person(person),
        entries_about(desk, f"user/{user_id}"),
    )
    faults += holder_faults(person, to_holders(found.get(name_of(limits))).find(user_id))
    known = to_stand_ins(found.get(name_of(STAND_INS))).find(user_id)
    return faults + stand_in_faults(person, known)


def _holders_faults(desk: Desk) -> list[str]:
    """Who stands in the list of credit limits and is nobody; who is somebody is looked at with the
    people.
    """
    key = keys.setting("creditLimits")
    holders = to_holders(desk.table.get([key]).get(name_of(key))).people
    known = desk.gather_more([keys.user(holder.user_id) for holder in holders])
    strangers = [holder for holder in holders if name_of(keys.user(holder.user_id)) not in known]
    return [fault for holder in strangers for fault in holder_faults(None, holder)]


def entries_about(desk: Desk, subject: str) -> list[Entry]:
    """The journal of a subject, oldest first."""
    return [to_entry(item) for item in desk.read_all(keys.entry(subject, 0)["pk"])]
