"""What is kept of mails that came in, as items and back."""

from datetime import datetime, timedelta

from chalicelib.domain.mail_in.kept import KeptMail, MailCount, MailMark
from chalicelib.store import keys
from chalicelib.store.codec import Item, dump, load
from chalicelib.store.table import IS_ABSENT, Condition, Put

COUNTED_FOR = timedelta(days=2)
KNOWN_FOR = timedelta(days=62)
"""As long as the address of a letter is known: who brings a mail again after that is nobody's
reader.
"""


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


def to_mail_mark(item: Item) -> MailMark:
    """The mark that an item tells of."""
    return load(MailMark, item)


def marked(mark: MailMark, at: datetime) -> Put:
    """A mark that no other mail has left; it goes by itself."""
    item = dump(mark) | keys.mail_mark(mark.thing_id, mark.mark)
    return Put(item | {keys.TIME_TO_LIVE: int((at + KNOWN_FOR).timestamp())}, (IS_ABSENT,))
