"""Taking note of what the mail service says about letters afterwards."""

import logging
from dataclasses import replace
from datetime import datetime

from chalicelib.actions.letters.outcomes import mark
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.journal import Hand, enter
from chalicelib.domain.letters.dispatch import Address, Dispatch
from chalicelib.domain.people.person import SYSTEM
from chalicelib.errors import NotYet
from chalicelib.mail.feedback import Feedback, Unreadable, read
from chalicelib.store import keys
from chalicelib.store.entities import entry_item
from chalicelib.store.post import address_item, to_address, to_dispatch
from chalicelib.store.table import (
    IS_ABSENT,
    Condition,
    Conflict,
    Put,
    Table,
    is_at_version,
    name_of,
)

log = logging.getLogger(__name__)

WAS_SENT = Condition(
    "it was sent, and nothing was heard of it since", "#status = :sent", {":sent": "sent"}
)
SAID = {"bounce": "came back", "complaint": "was reported as unwanted"}


def note_feedback(table: Table, now: datetime, message: str) -> int:
    """Marks the addresses that mail came back from, and tells it on the dispute; how many addresses
    it was about.

    Repeats change nothing. What cannot be read is logged without what it says, since nobody could
    do anything about it.
    """
    try:
        feedback = read(message)
    except Unreadable as unreadable:
        log.warning("a message of the mail service could not be read: %s", unreadable)
        return 0
    if feedback is None:
        return 0
    for email in feedback.emails:
        _suppress(table, feedback, email, now)
    if feedback.dispute_id:
        _return(table, feedback, now)
    return len(feedback.emails)


def _suppress(table: Table, feedback: Feedback, email: str, now: datetime) -> None:
    """Writes the address down, unless that was done, or it was released after the mail service said
    so.

    The address's journal says so too (X-05); what it was before the journal began is not made up.
    """
    key = keys.address(email)
    item = table.get([key]).get(name_of(key))
    known = to_address(item) if item else None
    if known and not known.heeds(feedback.at):
        return
    told = Address(
        email,
        feedback.kind,
        feedback.detail,
        feedback.at,
        version=known.version + 1 if known else 1,
    )
    address, entry = enter(known, told, Hand(SYSTEM.user_id, SYSTEM.name, now))
    unchanged = is_at_version(known.version) if known else IS_ABSENT
    try:
        table.commit(
            [Put(address_item(address), (unchanged,)), Put(entry_item(entry), (IS_ABSENT,))]
        )
    except Conflict:
        _suppress(table, feedback, email, now)


def _return(table: Table, feedback: Feedback, now: datetime) -> None:
    """Marks the letter itself, with an event on its dispute; once."""
    key = keys.letter(feedback.dispute_id, feedback.sequence, feedback.user_id)
    item = table.get([key]).get(name_of(key))
    if not item:
        return
    dispatch: Dispatch = to_dispatch(item)
    if not dispatch.is_done:
        raise NotYet("The letter is still being marked as sent.")
    if dispatch.status == "sent":
        text = (
            f"Mail to {dispatch.email} {SAID[feedback.kind]}; no more mail goes there until it is"
            " released."
        )
        said = {"email": dispatch.email, "reason": feedback.kind, "detail": feedback.detail}
        change = Change("mailReturned", text, after=said, note=False)
        mark(table, replace(dispatch, status="returned"), WAS_SENT, change, now)
