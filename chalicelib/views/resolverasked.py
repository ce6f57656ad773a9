"""What the personal link shows to who clears up items of a follow-up (DM-04, CO-08)."""

from collections.abc import Iterable
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.collections.answering import postponements_left
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.views.answers import Day, Who, meaning
from chalicelib.views.followup import ItemPart, item_part


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
        **item_part(item, invoice),
        "comment": case.follow_up.comment_on(item),
        "changed": changed,
        "takesFiles": item.is_in and dispute is not None and dispute.is_open,
    }
