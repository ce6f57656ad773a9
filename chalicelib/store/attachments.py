"""Files of disputes as items of the table; what is on its way goes by itself when it is not completed."""

from datetime import timedelta

from chalicelib.domain.attachments import Attachment
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load

ARRIVES_WITHIN = timedelta(days=1)
"""As long as the bucket keeps a file that was sent and never completed."""


def arriving_item(dispute_id: str, attachment: Attachment) -> Item:
    """A file that is about to be sent."""
    forgotten_at = int((attachment.at + ARRIVES_WITHIN).timestamp())
    return dump(attachment) | keys.attachment(dispute_id, attachment.attachment_id, keys.ARRIVING) | {keys.TIME_TO_LIVE: forgotten_at}


def attachment_item(dispute_id: str, attachment: Attachment) -> Item:
    """A file that is attached."""
    return dump(attachment) | keys.attachment(dispute_id, attachment.attachment_id)


def to_attachment(item: Item) -> Attachment:
    """The file that an item tells of."""
    return load(Attachment, item)
