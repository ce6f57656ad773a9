"""What is kept of mails that came in, as items and back."""

from datetime import datetime, timedelta

from chalicelib.domain.mail_in.kept import KeptMail, MailCount
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.table import IS_ABSENT, Condition, Put

COUNTED_FOR = timedelta(days=2)


def kept_mail_item(mail: KeptMail) -> Item:
    """A mail that reached a thing."""
    return dump(mail) | keys.mail(mail.thing_id, mail.mail_id)


def to_kept_mail(item: Item) -> KeptMail:
    """The mail that an item tells of."""
    return load(KeptMail, item)


def to_mail_count(item: Item) -> MailCount:
    """How many an item counts."""
    return load(MailCount, item)


def counted(before: MailCount, at: datetime) -> Put:
    """One mail more within the hour, provided that no other came between; it goes by itself."""
    unchanged = (
        Condition("no other mail came between", "#count = :count", {":count": before.count})
        if before.count
        else IS_ABSENT
    )
    item = dump(before.one_more()) | keys.mail_count(before.thing_id, before.hour)
    return Put(item | {keys.TIME_TO_LIVE: int((at + COUNTED_FOR).timestamp())}, (unchanged,))
