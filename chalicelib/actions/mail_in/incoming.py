"""Taking in a mail that the mail service has put into the bucket (X-14).

1. What is harmful, too large, or cannot be read is set aside in the bucket, and why.
2. What no person wrote neither acts nor is answered: the staff reads it beside what it is about.
3. Each address that it was sent to says what it is about and who was written to; where none does,
   what the mail refers to says what it is about, and nobody knows whose words it holds.
4. What comes from the address that the letter went to, as the mail service proves, and was written
   to where it was brought (`binding.py`), is said by that one, its files attached one by one; each
   is a command of its own, under a key that is made of the mail and the thing, so that the same
   mail twice, or a process that dies, comes to the same, and each thing that it names is acted on
   once.
5. What is refused is told to the staff, and to its sender by one letter; what is unconfirmed to the
   staff alone.
6. What goes beyond the bound of an hour is set aside, and what was brought before under another
   Message-ID.
"""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Command
from chalicelib.actions.execution import Action, Runtime, execute
from chalicelib.actions.letters.things import THINGS, Thing, named_by
from chalicelib.actions.mail_in.common import laid_beside
from chalicelib.domain.mail_in import reply_address
from chalicelib.domain.mail_in.kept import (
    AUTOMATIC,
    COUNTED_APART,
    REFUSED,
    SAID,
    UNCONFIRMED,
    BroughtAgain,
    KeptMail,
    TooManyMails,
)
from chalicelib.domain.mail_in.message import Message
from chalicelib.domain.mail_in.reading import MAX_MAIL_BYTES, Unreadable, read
from chalicelib.domain.mail_in.reply_address import Opened, ReplyAddress
from chalicelib.domain.mail_in.verdicts import Verdicts
from chalicelib.domain.people.person import SYSTEM
from chalicelib.errors import Busy, NotFound, OutcomeUnknown, RedressError
from chalicelib.links import Keys
from chalicelib.store.files import Files, mail_key, set_aside_key
from chalicelib.values import dataclass

if TYPE_CHECKING:
    from chalicelib.actions.letters.post_office import PostOffice

log = logging.getLogger(__name__)

NOT_THEIRS = "it is not proved to come from the address that the letter went to"
NO_ADDRESS = "it was not sent to the address of a letter"
NOT_WRITTEN_TO = "it is not proved to have been written to the address that it was sent to"
MOST_NAMED = 5
"""How many things one mail acts on: people answer one letter, or a few at once."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Inbox:
    """What taking in a mail takes."""

    runtime: Runtime
    files: Files
    keys: Keys
    post: "Callable[[], PostOffice]"
    domain: str
    """The domain that mail comes in for."""
    own_addresses: tuple[str, ...] = ()
    """From which the product itself writes."""


@dataclass(frozen=True)
class Delivery:
    """A mail as the mail service tells of it: the object in the bucket, to whom, and what was found
    out about it.
    """

    object_id: str
    recipients: tuple[str, ...]
    verdicts: Verdicts
    at: datetime


def delivery_of(record: Any, at: datetime) -> Delivery:
    """The delivery that a record of the mail service's event tells of."""
    mail, receipt = record["ses"]["mail"], record["ses"]["receipt"]

    def said(name: str) -> str:
        return str((receipt.get(f"{name}Verdict") or {}).get("status", "GRAY"))

    found = {name: said(name) for name in ("spam", "virus", "spf", "dkim", "dmarc")}
    verdicts = Verdicts(**found, return_path=str(mail.get("source") or "<>"))
    return Delivery(str(mail["messageId"]), tuple(receipt["recipients"]), verdicts, at)


def take_in(inbox: Inbox, delivery: Delivery) -> str:
    """What became of the mail, in a word or two: `said`, `unconfirmed`, `refused`, `automatic`, or
    `aside:` with why. Nothing of what it says is logged.
    """
    outcome = _take_in(inbox, delivery)
    why = outcome.partition(":")[2]
    if why:
        source = mail_key(delivery.object_id)
        inbox.files.set_aside(source, set_aside_key(why, delivery.object_id))
        log.warning("mail in %s is set aside: %s", delivery.object_id, why)
    return outcome


def _take_in(inbox: Inbox, delivery: Delivery) -> str:
    if delivery.verdicts.harm:
        return f"aside:{delivery.verdicts.harm}"
    raw = inbox.files.look(mail_key(delivery.object_id), MAX_MAIL_BYTES)
    if raw.size > MAX_MAIL_BYTES:
        return "aside:too large"
    try:
        mail = read(raw.head, delivery.verdicts.return_path)
    except Unreadable as unreadable:
        return f"aside:{unreadable}"
    if mail.sender in inbox.own_addresses or _is_from(inbox.domain, mail):
        return AUTOMATIC
    named = _addressed(inbox, delivery.recipients, mail.sender)[:MOST_NAMED]
    if mail.automatic:
        for one in named:
            _lay_beside(inbox, delivery, mail, one.opened.address)
        return AUTOMATIC
    outcomes = [_attempt(inbox, delivery, mail, one) for one in named or (None,)]
    done = [one for one in dict.fromkeys(outcomes) if not one.startswith("aside:")]
    return ", ".join(done) or outcomes[0]


def _attempt(inbox: Inbox, delivery: Delivery, mail: Message, named: "_Named | None") -> str:
    """What comes of it on one thing; whatever hinders it there leaves the others as they are."""
    try:
        return _answer(inbox, delivery, mail, named) if named else _refer(inbox, delivery, mail)
    except TooManyMails:
        return "aside:too many"
    except BroughtAgain:
        return "aside:brought again"
    except NotFound:
        return "aside:nothing there"


def _lay_beside(inbox: Inbox, delivery: Delivery, mail: Message, reply: ReplyAddress) -> None:
    """Of a mail that no person wrote, such as that somebody is away: it is kept beside the thing,
    as many as an hour takes, and changes nothing of it (CO-16).
    """
    thing_id, system = reply.thing_id, Caller(SYSTEM.user_id, is_system=True)
    kept = _kept(delivery, mail, thing_id, AUTOMATIC)
    action = laid_beside(THINGS[reply.thing], mail, kept)
    with suppress(TooManyMails, BroughtAgain, NotFound):
        _carry_out(inbox, system, mail, f"{AUTOMATIC}.{thing_id}", action)


def _refer(inbox: Inbox, delivery: Delivery, mail: Message) -> str:
    """Of a mail whose address names nothing: what it refers to is told of it."""
    named = named_by(mail.references, _domains(inbox))
    if named is None:
        return "aside:no thread"
    thing, thing_id = named
    return _tell(inbox, delivery, mail, thing, thing_id, UNCONFIRMED, NO_ADDRESS)


def _answer(inbox: Inbox, delivery: Delivery, mail: Message, named: "_Named") -> str:
    """Of a mail to the address of a letter: its reader's words, where that is proved."""
    reply = named.opened.address
    thing = THINGS[reply.thing]
    if not named.opened.went_to(mail.sender) or not delivery.verdicts.prove(mail.sender):
        return _tell(inbox, delivery, mail, thing, reply.thing_id, UNCONFIRMED, NOT_THEIRS)
    is_direct = delivery.verdicts.is_brought_by(mail.sender)
    if named.recipient not in (mail.named if is_direct else mail.addressed):
        return _tell(inbox, delivery, mail, thing, reply.thing_id, UNCONFIRMED, NOT_WRITTEN_TO)
    if not (mail.words or mail.files or mail.refused):
        return "aside:empty"
    return _say(inbox, delivery, mail, thing, reply)


def _say(inbox: Inbox, delivery: Delivery, mail: Message, thing: Thing, reply: ReplyAddress) -> str:
    """What its reader answers: the words, then each file, then what was left out. One without
    words is said, counted and refused as all are.
    """
    room, by = thing.answers, thing.answers.caller(reply)
    try:
        kept = _kept(delivery, mail, reply.thing_id, SAID)
        _carry_out(inbox, by, mail, f"words.{reply.thing_id}", room.say(reply, mail, kept))
    except (Busy, OutcomeUnknown):
        raise
    except RedressError as refused:
        outcome = _tell(inbox, delivery, mail, thing, reply.thing_id, REFUSED, refused.detail)
        room.answer(inbox.post(), reply, mail, refused.detail)
        return outcome
    left_out = [*mail.refused]
    for number, file in enumerate(mail.files):
        name = f"file.{number}"
        file_id = _file_id(reply, mail, name)
        try:
            done = room.attach(reply, file, file_id, inbox.files)
            _carry_out(inbox, by, mail, f"{name}.{reply.thing_id}", done)
        except (Busy, OutcomeUnknown):
            raise
        except RedressError as refused:
            left_out.append(f"{file.name}: {refused.detail[:1].lower()}{refused.detail[1:-1]}")
    if left_out:
        told = room.tell_left_out(reply, tuple(left_out))
        _carry_out(inbox, by, mail, f"leftOut.{reply.thing_id}", told)
    return "said"


def _tell(
    inbox: Inbox,
    delivery: Delivery,
    mail: Message,
    thing: Thing,
    thing_id: str,
    outcome: str,
    why: str,
) -> str:
    kept = _kept(delivery, mail, thing_id, outcome)
    system = Caller(SYSTEM.user_id, is_system=True)
    told = thing.answers.tell(thing_id, mail, kept, why)
    _carry_out(inbox, system, mail, f"{outcome}.{thing_id}", told)
    return outcome


def _carry_out(
    inbox: Inbox, by: Caller, mail: Message, what: str, action: Action[Any, Any]
) -> None:
    """Carries out a command once for this mail, however often it is delivered (X-01)."""
    key = f"mail.{_mail_id(mail)}.{what}"
    execute(inbox.runtime, by, Command("mail in", _mail_id(mail), key), action)


def _kept(delivery: Delivery, mail: Message, thing_id: str, outcome: str) -> KeptMail:
    return KeptMail(
        thing_id,
        _mail_id(mail, outcome if outcome in COUNTED_APART else ""),
        mail.message_id[:250],
        mail.sender,
        mail.sender_name,
        mail.subject,
        mail.whole,
        outcome,
        delivery.at,
    )


def _mail_id(mail: Message, apart: str = "") -> str:
    """By its Message-ID and who sent it: a stranger who writes under the id of another mail does
    not keep that one from being heard; nor, kept `apart`, does one under the sender's name too
    take that one's place.
    """
    said = f"{mail.message_id}\n{mail.sender}{apart and chr(10) + apart}".encode()
    return hashlib.sha256(said).hexdigest()[:32]


def _file_id(reply: ReplyAddress, mail: Message, name: str) -> str:
    said = hashlib.sha256(f"{reply.thing_id}\n{_mail_id(mail)}\n{name}".encode()).digest()
    number = int.from_bytes(said[:8], "big")
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))


@dataclass(frozen=True)
class _Named:
    """The address of a letter that a mail was sent to, as it is spelled and as it was read."""

    recipient: str
    opened: Opened


def _addressed(inbox: Inbox, recipients: tuple[str, ...], sender: str) -> list[_Named]:
    """The addresses of letters that the mail was sent to, one for each thing: the one of the letter
    that its sender got, where several are of one thing.
    """
    named: dict[tuple[int, str], _Named] = {}
    for recipient in recipients:
        spelled = recipient.strip("<> ").lower()
        local, _, domain = spelled.rpartition("@")
        if domain != inbox.domain.lower():
            continue
        opened = reply_address.read(local, inbox.keys.every())
        if opened is None or opened.address.thing not in THINGS:
            continue
        thing = opened.address.thing, opened.address.thing_id
        if thing not in named or opened.went_to(sender):
            named[thing] = _Named(spelled, opened)
    return list(named.values())


def _domains(inbox: Inbox) -> tuple[str, ...]:
    return tuple(address.rpartition("@")[2] for address in inbox.own_addresses)


def _is_from(domain: str, mail: Message) -> bool:
    return mail.sender.rpartition("@")[2] == domain.lower()
