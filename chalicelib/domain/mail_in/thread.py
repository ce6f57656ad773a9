"""What is told of mails that came in: the changes, and a dispute's thread with them (X-14)."""

from dataclasses import replace

from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change
from chalicelib.domain.mail_in.kept import UNCONFIRMED
from chalicelib.domain.mail_in.message import Message
from chalicelib.domain.people.person import STAFF

MAX_WORDS = 2000
"""How much one message says; the mail is kept whole beside."""
MAX_TOLD = 1500
WORDLESS = "Sent by mail, without words."
"""What is said by a mail that brings files alone."""


def words_of(mail: Message) -> str:
    """What is said in the thread: the words of the mail, as many as a message holds."""
    if not mail.words:
        return WORDLESS
    return mail.words if len(mail.words) <= MAX_WORDS else f"{mail.words[: MAX_WORDS - 2]} …"


def unconfirmed(mail: Message, why: str) -> Change:
    """A mail of which nobody knows whose words it is: the staff alone reads it, marked as such."""
    files = [one.name for one in mail.files]
    beside = f" (not attached: {', '.join(files)})" if files else ""
    text = f"Unconfirmed mail from {_name(mail)}: {mail.words[:MAX_WORDS] or mail.subject}{beside}"
    after = {"from": mail.sender, "subject": mail.subject, "why": why}
    return Change("answerUnconfirmed", text, after=after, note=False, audience=STAFF)


def refused(mail: Message, why: str) -> Change:
    """A mail of somebody who may say nothing here now; the staff reads it, and why it is not in the
    thread.
    """
    text = f"A mail from {_name(mail)} was not taken as an answer: {mail.words[:MAX_WORDS]}"
    after = {"from": mail.sender, "subject": mail.subject, "why": why}
    return Change("answerRefused", text, after=after, note=False, audience=STAFF)


def told(outcome: str, mail: Message, why: str) -> Change:
    """What the staff is told of a mail that is nobody's words there."""
    return unconfirmed(mail, why) if outcome == UNCONFIRMED else refused(mail, why)


def in_thread(dispute: Dispute, change: Change) -> tuple[Dispute, Change]:
    """The dispute with what the staff alone is told of a mail."""
    return dispute.with_message(None, (STAFF,)), change


def not_attached(left_out: tuple[str, ...]) -> Change:
    """Which files of a mail were not attached, and why (X-13)."""
    told = "; ".join(left_out)
    said = told if len(told) <= MAX_TOLD else f"{told[:MAX_TOLD]} …"
    return Change("filesRefused", f"Not attached from the mail: {said}.", note=False)


def files_refused(dispute: Dispute, left_out: tuple[str, ...], side: str) -> tuple[Dispute, Change]:
    """Which files of a mail were not attached, and why, told to whom the mail is shown (X-13)."""
    apart = side if side in dispute.parties else STAFF
    audience = apart if side == STAFF or dispute.lifecycle.tells_apart else SHARED
    after = {"side": side} if side in dispute.parties else {}
    change = replace(not_attached(left_out), after=after, audience=audience)
    readers = {SHARED: None, STAFF: (STAFF,)}.get(audience, (audience, STAFF))
    return dispute.with_message(side if side in dispute.parties else None, readers), change


def _name(mail: Message) -> str:
    return f"{mail.sender_name} <{mail.sender}>" if mail.sender_name else mail.sender or "nobody"
