"""Files of disputes as items of the table; that one is on its way goes by itself."""

from datetime import timedelta

from chalicelib.domain.disputes.attachments import ARRIVES_WITHIN, Attachment
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

FORGOTTEN_AFTER = ARRIVES_WITHIN + timedelta(hours=1)
"""By then the last completion has long ended, however late it began: what it copied is there to be
cleared away.
"""


def arriving_item(dispute_id: str, attachment: Attachment) -> Item:
    """A file that is about to be sent."""
    forgotten_at = int((attachment.at + FORGOTTEN_AFTER).timestamp())
    return (
        dump(attachment)
        | keys.attachment(dispute_id, attachment.attachment_id, keys.ARRIVING)
        | {keys.TIME_TO_LIVE: forgotten_at}
    )


def attachment_item(dispute_id: str, attachment: Attachment) -> Item:
    """A file that is attached."""
    return dump(attachment) | keys.attachment(dispute_id, attachment.attachment_id)


def to_attachment(item: Item) -> Attachment:
    """The file that an item tells of."""
    return load(Attachment, item)
