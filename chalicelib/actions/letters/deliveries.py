"""Delivering letters about an event: leased, sent, marked; at least once, and twice only after a
crash in between.

1. A letter that is sent or suppressed is done. One that somebody else is sending is left to that
   one until the lease ends.
2. The lease is written on condition that nobody else holds it. Only its holder sends.
3. The mail service is called once. Where it certainly refused, the lease is given back.
4. In one transaction the letter is marked, and an event on the dispute says what was sent.
5. A letter that could not be sent for some days is given up by its holder, and marked in the same
   way.

A process that dies between 3 and 4 leaves a lease that ends; the letter is then sent again. That is
the one window.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib import logs
from chalicelib.actions.letters.outcomes import is_held_as, mark
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.actions.letters.things import NAMED
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.letters.dispatch import AT_MOST_ONCE, GIVEN_UP_AFTER, Dispatch
from chalicelib.domain.letters.dispatch import DISPUTE as OF_DISPUTE
from chalicelib.domain.mail_in.reply_address import PARTY as OF_PARTY
from chalicelib.domain.mail_in.reply_address import PERSON, ReplyAddress, local_part
from chalicelib.errors import AddressRefused
from chalicelib.links import LINK_KINDS, Link
from chalicelib.mail import letters, plain, templates
from chalicelib.mail.facts import ApprovalFacts
from chalicelib.mail.letters import Facts, Letter, Reader
from chalicelib.mail.sending import NotSent
from chalicelib.mail.templates import Template
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.post import dispatch_item, to_address, to_dispatch
from chalicelib.store.table import IS_ABSENT, Conflict, Put, name_of
from chalicelib.values import dataclass

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""Longer than sending and marking can take."""
MAX_REASON = 300
"""How much of what the mail service says about a letter is kept."""
TEMPLATES = keys.setting("mailTemplates")
NOT_WRITTEN = "it could not be written"
NO_ANSWER = "the mail service gave no answer"


@dataclass(frozen=True)
class Outgoing:
    """A letter that an event asks for: to whom, from which template, about what, and with which
    personal link.
    """

    user_id: str
    email: str
    name: str
    template_id: str
    facts: Facts
    link: Link | None = None
    customer_id: OutsideID | None = None
    """Whose reminder it is, where it is one."""
    is_to_party: bool = False
    """Whether it goes to the address that a party gave, whose role then stands as its reader."""
    wording: Template | None = None
    """What it says in place of its template."""
    withheld: str = ""
    """Why it is not to go, which is told in its place."""


@dataclass(frozen=True)
class Tally:
    """How many letters of an event are done by now and before, and how many are left for another
    time.
    """

    sent: int = 0
    suppressed: int = 0
    given_up: int = 0
    done_before: int = 0
    unconfirmed: int = 0
    left: int = 0

    @property
    def is_done(self) -> bool:
        """Whether the event needs no more mail."""
        return self.left == 0


def deliver(
    post: PostOffice,
    dispute_id: str,
    sequence: int,
    outgoing: Iterable[Outgoing],
    of: str = OF_DISPUTE,
) -> Tally:
    """Delivers the letters of an event, as far as they are not yet; one that cannot be sent now
    never stops the others.
    """
    results: Counter[str] = Counter()
    for one in outgoing:
        try:
            results[_deliver(post, dispute_id, sequence, one, of)] += 1
        except Exception:
            log.exception(
                "mail of event %s of dispute %s to person %s is left for later",
                sequence,
                dispute_id,
                one.user_id,
                extra=logs.measured(PutOff=1),
            )
            results["left"] += 1
    if results["sent"]:
        sent = logs.measured(MailsSent=results["sent"])
        log.info("%d mails of event %s were sent", results["sent"], sequence, extra=sent)
    return Tally(**results)


def dispute_link(public_url: str, dispute_id: str, of: str = OF_DISPUTE) -> str:
    """Where the page shows a dispute, or what else a letter is about."""
    return f"{public_url}/#/{of}/{dispute_id}"


def _deliver(post: PostOffice, dispute_id: str, sequence: int, outgoing: Outgoing, of: str) -> str:
    address_key, letter_key = (
        keys.address(outgoing.email),
        keys.letter(dispute_id, sequence, outgoing.user_id),
    )
    found = post.table.get([TEMPLATES, address_key, letter_key])
    known = to_dispatch(found[name_of(letter_key)]) if name_of(letter_key) in found else None
    if known and known.is_done:
        return "done_before"
    if known and known.of in AT_MOST_ONCE and known.is_unconfirmed(post.now()):
        return _leave_unconfirmed(post, known, outgoing)
    leased = _lease(post, dispute_id, sequence, outgoing, known, of)
    if not leased:
        return "left"
    kept = {
        "about": sequence,
        "to": plain.one_line(outgoing.name, letters.MAX_NAME),
        "email": outgoing.email,
        "template": outgoing.template_id,
    }
    try:
        letter, link = _compose(post, leased, outgoing, found)
        kept |= {"subject": letter.subject, "text": letter.without_link(link)}
    except Exception as error:
        return _put_off(post, leased, kept, error, NOT_WRITTEN)
    if outgoing.withheld:
        return _suppress(post, leased, letter, kept, outgoing.withheld)
    address = found.get(name_of(address_key))
    if address and to_address(address).is_suppressed:
        return _suppress(
            post, leased, letter, kept, "mail to this address came back or was complained about"
        )
    return _send(post, leased, letter, kept)


def _send(post: PostOffice, leased: Dispatch, letter: Letter, kept: dict[str, Any]) -> str:
    """Gives the letter to the mail service, and marks what came of it."""
    person, about = leased.user_id, str(leased.sequence)
    try:
        # The number stays as it is when the letter goes again, and does not tell a side how many
        # events there are.
        message_id = post.mailer.send(
            letter,
            f"{leased.tried_since:%Y%m%d%H%M%S%f}.{person}",
            {"dispute": leased.dispute_id, "event": about, "person": person},
        )
    except AddressRefused as refused:
        return _suppress(
            post, leased, letter, kept, refused.detail[:1].lower() + refused.detail[1:].rstrip(".")
        )
    except Exception as error:
        return _put_off(post, leased, kept, error, NO_ANSWER)
    change = Change(
        "mailSent",
        f"Mail to {letter.to_name}: {letter.subject}",
        after=kept | {"messageID": message_id},
        note=False,
    )
    mark(post.table, leased.ended("sent", message_id), is_held_as(leased.lease), change, post.now())
    return "sent"


def _lease(
    post: PostOffice,
    dispute_id: str,
    sequence: int,
    outgoing: Outgoing,
    known: Dispatch | None,
    of: str,
) -> Dispatch | None:
    """The letter as one's own to send; None when somebody else is sending it."""
    now = post.now()
    if known and not known.is_free(now):
        return None
    lease = post.new_id()
    since = (known and known.tried_since) or now
    letter = (dispute_id, sequence, outgoing.user_id, outgoing.email, outgoing.template_id)
    leased = Dispatch(
        *letter,
        "leased",
        lease,
        now + LEASE,
        tried_since=since,
        of=of,
        customer_id=outgoing.customer_id,
    )
    try:
        post.table.commit(
            [Put(dispatch_item(leased), (is_held_as(known.lease) if known else IS_ABSENT,))]
        )
    except Conflict:
        return None
    return leased


def _compose(
    post: PostOffice, leased: Dispatch, outgoing: Outgoing, found: dict[str, Item]
) -> tuple[Letter, str]:
    """The letter, and the personal link in it, which is not kept."""
    rows = found.get(name_of(TEMPLATES), {}).get("value", [])
    link = ""
    if outgoing.link:
        token = post.signer.sign(outgoing.link)
        link = LINK_KINDS[type(outgoing.link)].page(post.public_url, token)
    shown = dispute_link(post.public_url, leased.dispute_id, leased.of)
    reader = Reader(outgoing.email, outgoing.name, shown, link)
    template = outgoing.wording or templates.find(outgoing.template_id, rows)
    letter = letters.write(template, outgoing.facts, reader)
    if leased.of in NAMED:
        letter = replace(letter, reply_to=_reply_to(post, leased, outgoing))
    return letter, link


def _reply_to(post: PostOffice, leased: Dispatch, outgoing: Outgoing) -> str:
    """The address by which an answer names what the letter is about and its reader; empty where
    none comes in (X-14).

    What was written about an approval is the staff's alone, and so is what is answered to it.
    """
    return reply_to(
        post,
        ReplyAddress(
            NAMED[leased.of].number,
            leased.dispute_id,
            outgoing.user_id,
            OF_PARTY if outgoing.is_to_party else PERSON,
            is_aside=isinstance(outgoing.facts, ApprovalFacts),
        ),
        outgoing.email,
    )


def reply_to(post: PostOffice, named: ReplyAddress, email: str) -> str:
    """The address that an answer to a letter goes to, which went to an address of e-mail; empty
    where no answers come in (X-14).
    """
    if not post.mailer.inbound_domain:
        return ""
    _, key = post.signer.keys.signing()
    local = local_part(named, email, key)
    return f"{local}@{post.mailer.inbound_domain}" if local else ""


def _leave_unconfirmed(post: PostOffice, known: Dispatch, outgoing: Outgoing) -> str:
    """Leaves a letter that may be on its way to a person, who says whether it was sent: nobody is
    chased twice (CO-15).
    """
    change = Change(
        "mailUnconfirmed",
        f"It is not known whether the mail to {outgoing.name} was sent.",
        after={"about": known.sequence, "to": outgoing.name, "email": outgoing.email},
        note=False,
    )
    mark(post.table, known.ended("unconfirmed"), is_held_as(known.lease), change, post.now())
    return "unconfirmed"


def _suppress(
    post: PostOffice, leased: Dispatch, letter: Letter, kept: dict[str, Any], why: str
) -> str:
    change = Change(
        "mailSuppressed",
        f"No mail went to {letter.to_name}: {why}.",
        after=kept | {"reason": why},
        note=False,
    )
    mark(post.table, leased.ended("suppressed"), is_held_as(leased.lease), change, post.now())
    return "suppressed"


def _put_off(
    post: PostOffice, leased: Dispatch, kept: dict[str, Any], error: Exception, why: str
) -> str:
    """Leaves a letter that could not be written or sent for another time, or gives it up where that
    went on for days.

    The lease is given back where the mail service certainly did not take the letter; else it may be
    on its way.
    """
    name = (
        f"mail of event {leased.sequence} of dispute {leased.dispute_id} to person {leased.user_id}"
    )
    if leased.is_hopeless(post.now()):
        given_up = logs.measured(MailsGivenUp=1)
        log.error("%s is given up", name, exc_info=error, extra=given_up)
        if isinstance(error, NotSent):
            why = plain.one_line(error.said, MAX_REASON)
        text = (
            f"Mail to {kept['to']} could not be sent for {GIVEN_UP_AFTER.days} days and is given"
            f" up: {why}"
        )
        change = Change(
            "mailGivenUp", f"{text.rstrip('.')}.", after=kept | {"reason": why}, note=False
        )
        mark(
            post.table,
            leased.given_up(why, post.now()),
            is_held_as(leased.lease),
            change,
            post.now(),
        )
        return "given_up"
    if not isinstance(error, NotSent):
        raise error
    refused = logs.measured(MailsRefused=1)
    log.warning("the mail service did not take %s: %s", name, error, extra=refused)
    post.table.commit([Put(dispatch_item(leased.ended("leased")), (is_held_as(leased.lease),))])
    return "left"
