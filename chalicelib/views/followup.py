"""Follow-ups on open items, as the staff sees them."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.case import FollowUpCase, LeftOut
from chalicelib.domain.collections.ending import ENDED
from chalicelib.domain.collections.events import FollowUpEvent
from chalicelib.domain.collections.item import ANSWERS, OUTCOMES, FollowUpItem
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.outcome_telling import check_untold
from chalicelib.views.agenda import FollowUpRow, row_view, who
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, Who, meaning, one_of
from chalicelib.views.customer import MailHeldBack
from chalicelib.views.parts import ChoiceView, ElapsedView, choice_view, instant
from chalicelib.views.told import ToldView, told_view


class LeftOutView(TypedDict):
    """An item that was not taken in, or stays, and why (CO-02, DM-11)."""

    invoiceNumber: OutsideID
    code: str
    rule: str | None
    detail: str


class MailView(TypedDict):
    """A mail as it would be sent, but for the personal link in it (CO-07)."""

    to: str
    name: str
    why: Annotated[
        str | None, meaning("Why it goes to somebody in the place of the resolver (CO-17).")
    ]
    subject: str
    text: str
    leavesAt: Annotated[
        Moment | None, meaning("Where it waits for the hours in which chases leave (CO-20).")
    ]
    mailHeldBack: Annotated[
        MailHeldBack | None, meaning("Where no mail goes to the address, so that none leaves.")
    ]


class ItemPart(TypedDict):
    """What of an invoice in a follow-up the staff and its resolver see alike."""

    invoiceNumber: OutsideID
    currency: str
    dueDate: Day
    outstandingThen: Amount
    outstanding: Annotated[Amount | None, meaning("Now; null once it has left.")]
    disputed: Annotated[Amount | None, meaning("Now; null once it has left.")]
    answer: Annotated[str, one_of(*ANSWERS)] | None
    answerComment: str | None


class TellingPart(TypedDict):
    """What of an item that ended the customer was told, or can be."""

    told: Annotated[
        ToldView | None, meaning("How its dispute ended, to the customer; null where it was not.")
    ]
    tellOutcome: Annotated[
        ChoiceView | None,
        meaning("Whether the customer can be told how it ended; null of what did not end here."),
    ]


class FollowUpItemView(ItemPart, TellingPart):
    """An invoice in a follow-up, as it came in and as it is now."""

    disputeID: str | None
    disputeStatus: str | None
    files: Annotated[int, meaning("How many its dispute has.")]
    wasRaised: Annotated[bool, meaning("Whether its dispute was raised with the follow-up.")]
    comment: str | None
    resolver: Who | None
    left: Annotated[str | None, meaning("How it left: ended, dropped or paid.")]
    outcome: Annotated[str, one_of(*OUTCOMES)] | None
    outcomes: Annotated[
        list[Annotated[str, one_of(*OUTCOMES)]],
        meaning("With which it can end; none of what has left."),
    ]
    stays: Annotated[str | None, meaning("Why it could not end.")]


class FollowUpView(FollowUpRow):
    """A follow-up with its items, those that left among them."""

    itemRows: list[FollowUpItemView]
    elapsed: Annotated[
        list[ElapsedView], meaning("How long it has waited for each, in business time (X-04).")
    ]
    mails: NotRequired[Annotated[list[MailView], meaning("What a dry run would have sent.")]]
    leftOut: NotRequired[
        Annotated[list[LeftOutView], meaning("What was not taken in, or stays, by this command.")]
    ]


class FileNamed(TypedDict):
    """A file of a dispute, by which it is fetched there."""

    disputeID: str
    attachmentID: str
    name: str


class FollowUpEventView(TypedDict):
    """What happened to a follow-up (X-05)."""

    sequence: int
    type: str
    text: str
    at: Moment
    by: Who
    file: Annotated[FileNamed | None, meaning("What a resolver attached.")]


def follow_up_view(case: FollowUpCase, context: Context) -> FollowUpView:
    """A follow-up beside its invoices and disputes."""
    view: FollowUpView = {
        **row_view(case.follow_up, context),
        "itemRows": [_item_view(case, item, context) for item in case.follow_up.items],
        "elapsed": [
            {"party": party, "businessSeconds": seconds}
            for party, seconds in case.follow_up.spent_until(context.at, context.hours).items()
        ],
    }
    if case.left_out:
        view["leftOut"] = [_left_out_view(one) for one in case.left_out]
    return view


def event_view(event: FollowUpEvent) -> FollowUpEventView:
    """What happened, and by whom."""
    return {
        "sequence": event.sequence,
        "type": event.type,
        "text": event.text,
        "at": instant(event.at),
        "by": {"userID": event.by_id, "name": event.by_name},
        "file": _file(event),
    }


def _file(event: FollowUpEvent) -> FileNamed | None:
    if event.type != "fileAttached":
        return None
    named = (event.after[name] for name in ("disputeID", "attachmentID", "name"))
    dispute_id, attachment_id, name = named
    return {"disputeID": dispute_id, "attachmentID": attachment_id, "name": name}


def _item_view(case: FollowUpCase, item: FollowUpItem, context: Context) -> FollowUpItemView:
    """What left is shown as it was: what became of its invoice since is that one's."""
    invoice = case.invoices.get(str(item.invoice_number)) if item.is_in else None
    changed = {one.dispute.dispute_id: one.dispute for one in case.cases}
    dispute = changed.get(item.dispute_id or "") or case.dispute_of(item)
    return {
        **item_part(item, invoice),
        "disputeID": item.dispute_id,
        "disputeStatus": dispute.status if dispute and item.is_in else None,
        "files": sum(dispute.attached_by.values()) if dispute else 0,
        "wasRaised": item.was_raised,
        "comment": case.follow_up.comment_on(item),
        "resolver": who(*case.follow_up.resolver_of(item)),
        "left": item.left,
        "outcome": item.outcome,
        "outcomes": list(item.outcomes),
        "stays": item.stays,
        **_telling(case, item, dispute, context),
    }


def _telling(
    case: FollowUpCase, item: FollowUpItem, dispute: Dispute | None, context: Context
) -> TellingPart:
    """What of an item that ended in dispute the customer was told, or can be (CO-43)."""
    invoice = case.invoices.get(str(item.invoice_number))
    if item.left != ENDED or dispute is None or invoice is None:
        return {"told": None, "tellOutcome": None}
    known = InvoiceCase(dispute, invoice)
    return {
        "told": told_view(invoice, dispute.dispute_id),
        "tellOutcome": choice_view(choice("tellOutcome", lambda: check_untold(known, context))),
    }


def item_part(item: FollowUpItem, invoice: Invoice | None) -> ItemPart:
    """An item as it came in, and where its invoice is told as it is now."""
    return {
        "invoiceNumber": item.invoice_number,
        "currency": item.currency,
        "dueDate": item.due_date.isoformat(),
        "outstandingThen": to_number(item.outstanding, item.currency),
        "outstanding": to_number(invoice.balance, item.currency) if invoice else None,
        "disputed": to_number(invoice.disputed_total, item.currency) if invoice else None,
        "answer": item.answer,
        "answerComment": item.answer_comment,
    }


def _left_out_view(one: LeftOut) -> LeftOutView:
    return {
        "invoiceNumber": one.invoice_number,
        "code": one.error.code,
        "rule": one.error.rule,
        "detail": one.error.detail,
    }
