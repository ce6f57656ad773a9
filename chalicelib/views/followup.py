"""Follow-ups on open items, as the staff sees them."""

from collections.abc import Iterable
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.base.money import to_number
from chalicelib.domain.collections.agenda import WHENS, when
from chalicelib.domain.collections.answering import WARNS_AFTER, postponements_left
from chalicelib.domain.collections.case import FollowUpCase, LeftOut
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.choices import choices
from chalicelib.domain.collections.ending import ENDED
from chalicelib.domain.collections.follow_up import (
    ANSWERS,
    OUTCOMES,
    FollowUp,
    FollowUpEvent,
    FollowUpItem,
)
from chalicelib.domain.collections.statuses import CATEGORIES
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import Invoice
from chalicelib.domain.invoices.outcome_telling import check_untold
from chalicelib.views.answers import Amount, Day, Moment, OutsideID, Who, meaning, one_of
from chalicelib.views.customer import MailHeldBack
from chalicelib.views.parts import ChoiceView, ElapsedView, choice_view, instant
from chalicelib.views.told import ToldView, told_view


class SumView(TypedDict):
    """What is outstanding in one currency (CO-03)."""

    currency: str
    amount: Amount


class ItemStatusPart(TypedDict):
    """The status that the items were given, as it was called then."""

    statusID: OutsideID
    label: str
    category: Annotated[str, one_of(*CATEGORIES)]


class ModelPart(TypedDict):
    """What is to be done, as it was called then (DM-05)."""

    modelID: OutsideID
    label: str
    toDo: str


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


class FollowUpRow(TypedDict):
    """A follow-up as it stands in the agenda."""

    followUpID: str
    customerID: OutsideID
    customerName: str
    status: str
    itemStatus: ItemStatusPart
    model: ModelPart | None
    comment: str | None
    collector: Who
    resolver: Who | None
    awaited: Annotated[
        list[Who],
        meaning("Who has something to answer: whoever has all of it, or single items (DM-07)."),
    ]
    lostResolvers: Annotated[
        list[str],
        meaning(
            "Who was to be asked by the last chase and is not here, or may not see the customer"
            " any more: name others for what these clear up (RV-03)."
        ),
    ]
    dueDate: Day
    when: Annotated[Annotated[str, one_of(*WHENS)] | None, meaning("Null once it has ended.")]
    items: Annotated[int, meaning("How many are in it.")]
    outcomes: Annotated[
        list[Annotated[str, one_of(*OUTCOMES)]],
        meaning("What can be said to have become of all of them at once."),
    ]
    sums: Annotated[list[SumView], meaning("What was outstanding when the items came in.")]
    chases: int
    chasedBy: Annotated[str | None, meaning("Who did so last.")]
    chasedAt: Moment | None
    unanswered: Annotated[int, meaning("How often it was chased since the last answer.")]
    managerTold: bool
    isUnconfirmed: Annotated[
        bool, meaning("Whether somebody has to say that a mail was sent, or was not (CO-15).")
    ]
    unconfirmed: Annotated[
        list[int], meaning("The events whose mails those are, by their numbers, the oldest first.")
    ]
    isPassedAround: Annotated[bool, meaning("Whether it was handed on again and again.")]
    answeredBy: str | None
    answeredAt: Moment | None
    answerComment: str | None
    postponed: Annotated[
        int, meaning("How often the resolver put the date off since the collector set it (CO-11).")
    ]
    wishedDate: Annotated[
        Day | None, meaning("What the resolver asks for, where that is for the collector to say.")
    ]
    waitingFor: str | None
    waitingSince: Moment | None
    openedAt: Moment
    openedBy: str
    endedAt: Moment | None
    endedBy: str | None
    version: int
    actions: Annotated[list[ChoiceView], meaning("What whoever looks can do, or why not (X-02).")]


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


def row_view(follow_up: FollowUp, context: Context) -> FollowUpRow:
    """A follow-up in the agenda, by itself."""
    today = context.hours.day_of(context.at)
    resolver_id = follow_up.resolver_id
    return {
        "followUpID": follow_up.follow_up_id,
        "customerID": follow_up.customer_id,
        "customerName": follow_up.customer_name,
        "status": follow_up.status,
        "itemStatus": {
            "statusID": follow_up.item_status,
            "label": follow_up.item_status_label,
            "category": follow_up.category,
        },
        "model": _model(follow_up),
        "comment": follow_up.comment,
        "collector": {"userID": follow_up.collector_id, "name": follow_up.collector},
        "resolver": _who(resolver_id, follow_up.resolver),
        "awaited": [
            {"userID": one, "name": name or ""} for one, name in follow_up.awaited_people.items()
        ],
        "lostResolvers": list(follow_up.lost),
        "dueDate": follow_up.due.isoformat(),
        "when": when(follow_up, today),
        "items": len(follow_up.items_in),
        "outcomes": list(follow_up.outcomes),
        "sums": [
            {"currency": currency, "amount": to_number(minor, currency)}
            for currency, minor in follow_up.sums.items()
        ],
        "chases": follow_up.chases,
        "chasedBy": follow_up.chased_by,
        "chasedAt": instant(follow_up.chased_at),
        "unanswered": follow_up.unanswered,
        "managerTold": follow_up.manager_told,
        "isUnconfirmed": follow_up.unconfirmed is not None,
        "unconfirmed": list(follow_up.unconfirmed_mails),
        "isPassedAround": follow_up.hand_ons >= WARNS_AFTER,
        "answeredBy": follow_up.answered_by,
        "answeredAt": instant(follow_up.answered_at),
        "answerComment": follow_up.answer_comment,
        "postponed": follow_up.postponed,
        "wishedDate": follow_up.wished.isoformat() if follow_up.wished else None,
        "waitingFor": follow_up.waiting_for,
        "waitingSince": instant(follow_up.waiting_since),
        "openedAt": instant(follow_up.opened_at),
        "openedBy": follow_up.opened_by,
        "endedAt": instant(follow_up.ended_at),
        "endedBy": None if follow_up.is_open else follow_up.changed_by,
        "version": follow_up.version,
        "actions": [choice_view(one) for one in choices(follow_up, context)],
    }


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
        **_item_part(item, invoice),
        "disputeID": item.dispute_id,
        "disputeStatus": dispute.status if dispute and item.is_in else None,
        "files": sum(dispute.attached_by.values()) if dispute else 0,
        "wasRaised": item.was_raised,
        "comment": case.follow_up.comment_on(item),
        "resolver": _who(*case.follow_up.resolver_of(item)),
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


def _item_part(item: FollowUpItem, invoice: Invoice | None) -> ItemPart:
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


def _model(follow_up: FollowUp) -> ModelPart | None:
    if follow_up.model_id is None:
        return None
    return {
        "modelID": follow_up.model_id,
        "label": follow_up.model_label or "",
        "toDo": follow_up.to_do or "",
    }


def _who(user_id: str | None, name: str | None) -> Who | None:
    return {"userID": user_id, "name": name or ""} if user_id else None


class ResolverItemView(ItemPart):
    """An item as its resolver sees it, as it is now."""

    comment: str | None
    changed: Annotated[
        str | None, meaning("What became of it since it came in: paid, dropped, ended, changed.")
    ]
    takesFiles: Annotated[bool, meaning("Whether files can be attached to its dispute.")]


class ResolverAskedView(TypedDict):
    """What a resolver is asked by the personal link (DM-04, CO-08)."""

    customerName: str
    itemStatus: str
    comment: str | None
    collector: str
    dueDate: Day
    items: list[ResolverItemView]
    handOnTo: Annotated[list[Who], meaning("To whom it can be handed on (CO-10).")]
    postponementsLeft: Annotated[
        int, meaning("How often the date can be put off before the collector decides (CO-11).")
    ]
    over: Annotated[str | None, meaning("Why nothing can be answered any more, by whom and when.")]
    version: int


def asked_view(
    case: FollowUpCase, terms: ChaseTerms, hands: Iterable[Who], over: str | None
) -> ResolverAskedView:
    """What its resolver is shown of a follow-up: the items as they are now (CO-08)."""
    follow_up = case.follow_up
    return {
        "customerName": follow_up.customer_name,
        "itemStatus": follow_up.item_status_label,
        "comment": follow_up.comment,
        "collector": follow_up.collector,
        "dueDate": follow_up.due.isoformat(),
        "items": [_asked_item_view(case, item) for item in follow_up.items],
        "handOnTo": list(hands),
        "postponementsLeft": postponements_left(follow_up, terms),
        "over": over,
        "version": follow_up.version,
    }


def _asked_item_view(case: FollowUpCase, item: FollowUpItem) -> ResolverItemView:
    dispute = case.dispute_of(item)
    invoice = case.invoices.get(str(item.invoice_number)) if item.is_in else None
    changed = item.left
    if invoice and (invoice.balance, invoice.disputed_total) != (item.outstanding, item.disputed):
        changed = "changed"
    return {
        **_item_part(item, invoice),
        "comment": case.follow_up.comment_on(item),
        "changed": changed,
        "takesFiles": item.is_in and dispute is not None and dispute.is_open,
    }
