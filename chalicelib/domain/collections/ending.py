"""Ending a follow-up with an outcome for each item (DM-09, DM-11, CO-12)."""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.domain.collections.case import FollowUpCase, LeftOut, once_answered, require_work
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.item import CREDITED, DONE, REFUSED, WITHDRAWN, FollowUpItem
from chalicelib.domain.collections.statuses import DISPUTED, ItemStatus
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.invoices import settlement
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.errors import InvalidInput, NotYet, RedressError

ENDED = "ended"


def for_all(follow_up: FollowUp, outcome: str) -> Mapping[str, str]:
    """The same outcome of each item that is in dispute; what is in none is done (DM-11)."""
    return {
        str(item.invoice_number): outcome if item.dispute_id else DONE
        for item in follow_up.items_in
    }


def end(
    case: FollowUpCase,
    outcomes: Mapping[str, str],
    resolved: ItemStatus,
    context: Context,
    comment: str | None = None,
) -> FollowUpCase:
    """The follow-up ended, its items *dispute resolved* and collectable again; an item that cannot
    end stays, with the reason, and the follow-up stays open (DM-09, DM-11).
    """
    require_work(context)
    before = case.follow_up
    moved = check_endable(before, context)
    _check_complete(case, outcomes)
    items: list[FollowUpItem] = []
    invoices: list[Invoice] = []
    disputes: list[InvoiceCase] = []
    stay: list[LeftOut] = []
    for item in before.items_in:
        outcome = outcomes[str(item.invoice_number)]
        try:
            dispute = _ended(case, item, outcome, context, comment)
        except RedressError as error:
            stay.append(LeftOut(item.invoice_number, error))
            items.append(replace(item, stays=error.detail))
            continue
        invoice = _let_go(case, item, dispute, resolved)
        items.append(replace(item, left=ENDED, outcome=outcome, stays=None))
        invoices.append(invoice)
        if dispute:
            disputes.append(replace(dispute, invoice=invoice))
    if not invoices:
        raise _refusal(stay)
    verb = "keep" if stay else "end"
    left = moved.with_items(items).moved(verb, context.at, context.hours)
    follow_up = once_answered(before, left, context)
    ended = replace(case.with_invoices(invoices).with_cases(disputes), left_out=tuple(stay))
    return ended.with_follow_up(follow_up, _told(items, stay))


def check_endable(follow_up: FollowUp, context: Context) -> FollowUp:
    """The follow-up as one of which some items end (DM-11)."""
    return follow_up.moved("keep", context.at, context.hours)


def _check_complete(case: FollowUpCase, outcomes: Mapping[str, str]) -> None:
    """`InvalidInput` where an item has no outcome, or an outcome no item (DM-11)."""
    for number in outcomes:
        case.follow_up.find(number)
    missing = [
        str(item.invoice_number)
        for item in case.follow_up.items_in
        if str(item.invoice_number) not in outcomes
    ]
    if missing:
        said = f"Say what became of invoice {', '.join(missing)} too."
        raise InvalidInput(
            said,
            rule="DM-11",
            errors=[{"pointer": "/outcomes", "detail": said, "code": "missing"}],
        )


def _ended(
    case: FollowUpCase, item: FollowUpItem, outcome: str, context: Context, comment: str | None
) -> InvoiceCase | None:
    """The dispute of an item, ended by this outcome; None where it has ended before, or there is
    none. A refusal says why the item cannot end.
    """
    dispute = case.dispute_of(item)
    if outcome not in item.outcomes:
        said = (
            "is in dispute; say what became of that" if dispute else "is in no dispute; it is done"
        )
        raise NotYet(f"Invoice {item.invoice_number} {said}.", rule="DM-11")
    if dispute is None:
        return None
    if not dispute.is_open:
        _check_outcome(item, dispute, outcome)
        return None
    invoice_case = InvoiceCase(dispute, case.invoice_of(item))
    if invoice_case.pending:
        raise NotYet(
            f"A credit on invoice {item.invoice_number} still waits for approval.", rule="CO-12"
        )
    if outcome == WITHDRAWN:
        return settlement.withdraw(invoice_case, context, comment)
    if outcome == CREDITED and not dispute.amounts.credited:
        raise NotYet(
            f"The dispute on invoice {item.invoice_number} is not finalised with a credit.",
            rule="CO-12",
        )
    closed = settlement.close(invoice_case, context)
    _check_outcome(item, closed.dispute, outcome)
    return closed


def _check_outcome(item: FollowUpItem, dispute: Dispute, outcome: str) -> None:
    """`NotYet` where the dispute ended otherwise than is said (CO-12)."""
    became = (
        CREDITED
        if dispute.amounts.credited
        else WITHDRAWN
        if dispute.status == "withdrawn"
        else REFUSED
    )
    if became != outcome:
        how = {
            CREDITED: "with a credit",
            WITHDRAWN: "by being withdrawn",
            REFUSED: "without a credit",
        }
        raise NotYet(
            f"The dispute on invoice {item.invoice_number} ended {how[became]}.", rule="CO-12"
        )


def _let_go(
    case: FollowUpCase, item: FollowUpItem, dispute: InvoiceCase | None, resolved: ItemStatus
) -> Invoice:
    """The invoice in no follow-up; *dispute resolved* where it was in dispute (DM-09)."""
    invoice = replace(dispute.invoice if dispute else case.invoice_of(item), follow_up_id=None)
    if case.follow_up.category != DISPUTED and item.dispute_id is None:
        return invoice
    return replace(invoice, item_status=resolved.status_id, item_category=resolved.category)


def _refusal(stay: list[LeftOut]) -> RedressError:
    """Why nothing can end, item by item (DM-11)."""
    first = stay[0].error
    first.extras["errors"] = [
        {
            "pointer": f"/outcomes/{one.invoice_number}",
            "detail": one.error.detail,
            "code": one.error.code,
        }
        | ({"rule": one.error.rule} if one.error.rule else {})
        for one in stay
    ]
    return first


def _told(items: list[FollowUpItem], stay: list[LeftOut]) -> Change:
    ended = [item for item in items if not item.is_in]
    after = {
        "outcomes": {str(item.invoice_number): item.outcome for item in ended},
        "stays": {str(one.invoice_number): one.error.detail for one in stay},
    }
    if not stay:
        return Change("ended", "Follow-up ended.", after=after)
    text = f"{len(ended)} of {len(items)} items ended; the others stay."
    return Change("partlyEnded", text, after=after)
