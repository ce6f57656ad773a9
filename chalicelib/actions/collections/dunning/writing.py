"""The reminders of a customer as they are written: each change of them with its entry in the
journal, and a letter with the conditions on which it is claimed.
"""

from dataclasses import replace

from chalicelib.actions.desk import Desk
from chalicelib.domain.collections.dunning.record import Dunning, ToPost
from chalicelib.domain.disputes.journal import enter
from chalicelib.store.dunning import as_read, dunning_item, reminder_item
from chalicelib.store.entities import entry_item
from chalicelib.store.table import IS_ABSENT, Put, Write


def to_post(desk: Desk, record: Dunning, label: str) -> ToPost:
    """The letter that the next entry claims, on its way to the post."""
    return ToPost(record.sequence + 1, label, desk.now, desk.context.actor.name)


def once_changed(record: Dunning, told: Dunning) -> Dunning:
    """The reminders as they are to be, one version on, however many changes that took; when to look
    again is none, so that the job makes nobody's edit stale (X-07).
    """
    if record.version and told.looked_at(record.look_at) == record:
        return told
    return told if told == record else replace(told, version=record.version + 1)


def written(desk: Desk, record: Dunning, told: Dunning, checks: list[Write]) -> list[Write]:
    """The reminders as they are to be, with an entry of what changed of them."""
    if told == record:
        return []
    unchanged = as_read(record)
    if told.journaled() == record.journaled():
        return [Put(dunning_item(told), unchanged)]
    kept, entry = enter(record if record.version else None, told, desk.hand)
    claims = bool(checks)
    is_mailed = told.to_post == record.to_post
    item = (
        reminder_item(entry, record.customer_id, is_left=is_mailed) if claims else entry_item(entry)
    )
    return [Put(dunning_item(kept), unchanged), Put(item, (IS_ABSENT,)), *checks]
