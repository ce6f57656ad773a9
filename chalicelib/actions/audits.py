"""Who changed what, and whether what is stored is sound: a page at a time, so that it can go on for as long as there is any."""

from collections.abc import Callable
from functools import partial

from chalicelib.actions.desk import Desk
from chalicelib.domain.audit import faults, journal_faults
from chalicelib.domain.case import Case
from chalicelib.domain.dispute import Dispute
from chalicelib.domain.events import Entry
from chalicelib.domain.identifiers import OutsideID
from chalicelib.domain.invoice import Customer, Invoice
from chalicelib.domain.journal import subject_of
from chalicelib.domain.lifecycle import LIFECYCLES
from chalicelib.domain.people import require_all_customers
from chalicelib.errors import NotFound, UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.entities import to_adjustment, to_customer, to_dispute, to_entry, to_event, to_invoice
from chalicelib.store.table import name_of
from chalicelib.views.parts import View, instant


def verify(desk: Desk, kind: str, state: str, limit: int, cursor: str | None) -> View:
    """What is wrong with the disputes of a page, by dispute (X-05, X-06)."""
    desk.gather(authorise=require_all_customers)
    if kind not in LIFECYCLES or state not in ("open", "ended"):
        raise UnsupportedQuery(f"kind is {', '.join(LIFECYCLES)}; state is open or ended.")
    page = desk.table.query(f"{kind}#{state}", index="queue", limit=limit, cursor=cursor)
    seen = [to_dispute(item) for item in page.items]
    found = {dispute.dispute_id: _settled(partial(_faults, desk, dispute)) for dispute in seen}
    wrong = [{"disputeID": dispute_id, "faults": said} for dispute_id, said in found.items() if said]
    return {"checked": len(seen), "value": wrong, "nextCursor": page.next_cursor}


def verify_journals(desk: Desk, customer_id: OutsideID, limit: int, cursor: str | None) -> View:
    """What is wrong with the journals of a customer and of a page of its invoices, by what they are about (X-05)."""
    key = keys.customer(customer_id)
    found = desk.gather([key], require_all_customers)
    if name_of(key) not in found:
        raise NotFound("There is no such customer.")
    page = desk.table.query(keys.of_customer(customer_id, "INVOICE"), index="byCustomer", limit=limit, cursor=cursor)
    kept: list[Customer | Invoice] = [] if cursor else [to_customer(found[name_of(key)])]
    kept += [to_invoice(item) for item in page.items]
    said = {subject_of(one): _settled(partial(_journal_faults, desk, one)) for one in kept}
    wrong = [{"subject": subject, "faults": faults} for subject, faults in said.items() if faults]
    return {"checked": len(kept), "value": wrong, "nextCursor": page.next_cursor}


def list_entries(desk: Desk, subject: str, limit: int, cursor: str | None) -> View:
    """Who changed a person, a setting, a customer or an invoice, when and how, oldest first (X-05)."""
    desk.gather(authorise=require_all_customers)
    page = desk.table.query(keys.entry(subject, 0)["pk"], limit=limit, cursor=cursor)
    return {"value": [_entry_view(to_entry(item)) for item in page.items], "nextCursor": page.next_cursor}


def _settled(look: Callable[[], list[str]]) -> list[str]:
    """What is wrong, looked at once more: a change between two reads, or a read that lags behind, is no fault."""
    return look() and look()


def _entry_view(entry: Entry) -> View:
    """A change of a person, a setting, a customer or an invoice."""
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
    head = keys.invoice(listed.customer_id, listed.subject_id)
    key = keys.dispute(listed.dispute_id)
    found = desk.table.get([key, head])
    case = Case(to_dispute(found[name_of(key)]), to_invoice(found[name_of(head)]))
    events = [to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#")]
    adjustments = [to_adjustment(item) for item in desk.read_all(head["pk"], prefix="ADJUSTMENT#")]
    return faults(case, events, adjustments)


def _journal_faults(desk: Desk, listed: Customer | Invoice) -> list[str]:
    kept: Customer | Invoice
    if isinstance(listed, Customer):
        key = keys.customer(listed.customer_id)
        kept = to_customer(desk.table.get([key])[name_of(key)])
    else:
        key = keys.invoice(listed.customer_id, listed.invoice_number)
        kept = to_invoice(desk.table.get([key])[name_of(key)])
    entries = desk.read_all(keys.entry(subject_of(kept), 0)["pk"])
    return journal_faults(kept, [to_entry(item) for item in entries])
