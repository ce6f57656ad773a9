"""Files of disputes as items of the table; one that is on its way is due to be forgotten."""

from datetime import datetime, timedelta

from chalicelib.domain.disputes.attachments import ARRIVES_WITHIN, Attachment
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.table import Check, Condition, Delete, Update

FORGOTTEN_AFTER = ARRIVES_WITHIN + timedelta(hours=1)
"""By then the last completion has long ended, however late it began: what it copied is there to be
cleared away.
"""
ON_ITS_WAY = Condition(
    "the file is still on its way", "attribute_exists(#pk) AND attribute_not_exists(#is_over)"
)
NOT_OVER = Condition("nobody is clearing the file away", "attribute_not_exists(#is_over)")
OVER = Condition("the file is closed", "attribute_exists(#is_over)")


def arriving_item(dispute_id: str, attachment: Attachment) -> Item:
    """A file that is about to be sent."""
    name = f"{dispute_id}#{attachment.attachment_id}"
    return (
        dump(attachment)
        | keys.attachment(dispute_id, attachment.attachment_id, keys.ARRIVING)
        | {
            "due_pk": keys.due("ARRIVING"),
            "due_sk": keys.due_at(attachment.at + FORGOTTEN_AFTER, name),
        }
    )


def to_arriving(item: Item | None) -> Attachment | None:
    """The file that is on its way, as an item tells; None once it is being cleared away."""
    return None if item is None or "is_over" in item else to_attachment(item)


def still_arriving(dispute_id: str, attachment_id: str) -> Check:
    """That a file may still be attached, whatever clears away what never was."""
    return Check(keys.attachment(dispute_id, attachment_id, keys.ARRIVING), (ON_ITS_WAY,))


def closed(dispute_id: str, attachment_id: str, now: datetime) -> Update:
    """That nobody completes a file any more, whose time is over."""
    is_due = Condition("its time is over", "#due_sk < :now", {":now": keys.instant(now)})
    key = keys.attachment(dispute_id, attachment_id, keys.ARRIVING)
    return Update(key, {"is_over": True}, (is_due,))


def forgotten(dispute_id: str, attachment_id: str, conditions: tuple[Condition, ...]) -> Delete:
    """That a file is on its way no more."""
    return Delete(keys.attachment(dispute_id, attachment_id, keys.ARRIVING), conditions)


def attachment_item(dispute_id: str, attachment: Attachment) -> Item:
    """A file that is attached."""
    return dump(attachment) | keys.attachment(dispute_id, attachment.attachment_id)


def to_attachment(item: Item) -> Attachment:
    """The file that an item tells of."""
    return load(Attachment, item)
