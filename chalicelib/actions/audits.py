"""Verifying what is stored, a page of disputes at a time, so that it can go on for as long as there are any."""

from chalicelib.actions.desk import Desk
from chalicelib.domain.audit import faults
from chalicelib.domain.case import Case
from chalicelib.domain.dispute import Dispute
from chalicelib.domain.lifecycle import LIFECYCLES
from chalicelib.domain.people import require_all_customers
from chalicelib.errors import UnsupportedQuery
from chalicelib.store import keys
from chalicelib.store.entities import to_adjustment, to_dispute, to_event, to_invoice
from chalicelib.store.table import name_of
from chalicelib.views.parts import View


def verify(desk: Desk, kind: str, state: str, limit: int, cursor: str | None) -> View:
    """What is wrong with the disputes of a page, by dispute (X-05, X-06)."""
    desk.gather(authorise=require_all_customers)
    if kind not in LIFECYCLES or state not in ("open", "ended"):
        raise UnsupportedQuery(f"kind is {', '.join(LIFECYCLES)}; state is open or ended.")
    page = desk.table.query(f"{kind}#{state}", index="queue", limit=limit, cursor=cursor)
    seen = [to_dispute(item) for item in page.items]
    found = {dispute.dispute_id: _faults(desk, dispute) for dispute in seen}
    wrong = [{"disputeID": dispute_id, "faults": said} for dispute_id, said in found.items() if said]
    return {"checked": len(seen), "value": wrong, "nextCursor": page.next_cursor}


def _faults(desk: Desk, listed: Dispute) -> list[str]:
    """The list may lag behind, so everything is read again, together."""
    head = keys.invoice(listed.customer_id, listed.subject_id)
    key = keys.dispute(listed.dispute_id)
    found = desk.table.get([key, head])
    case = Case(to_dispute(found[name_of(key)]), to_invoice(found[name_of(head)]))
    events = [to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#")]
    adjustments = [to_adjustment(item) for item in desk.read_all(head["pk"], prefix="ADJUSTMENT#")]
    return faults(case, events, adjustments)
