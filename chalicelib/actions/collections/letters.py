"""Letters about a follow-up: to its resolver with a personal link, or to the manager (DM-03, DM-04,
CO-19).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib.actions.desk import HOURS, Desk
from chalicelib.actions.letters.deliveries import TEMPLATES, Outgoing, deliver
from chalicelib.actions.letters.held_back import PartyMail, with_mail
from chalicelib.actions.letters.outcomes import is_held_as, mark
from chalicelib.actions.letters.post_office import PostOffice
from chalicelib.actions.letters.things import About
from chalicelib.domain.collections.answering import check_link
from chalicelib.domain.collections.asking import ASKED, WITHIN_HOURS, Wording
from chalicelib.domain.collections.chasing import may_resolve
from chalicelib.domain.collections.events import FollowUpEvent, append
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.letters.dispatch import FOLLOW_UP, Dispatch, next_try
from chalicelib.domain.people.person import CUSTOMER, SYSTEM, Person
from chalicelib.errors import InvalidTemplate, RedressError
from chalicelib.links import ResolverLink
from chalicelib.mail import letters, templates
from chalicelib.mail.facts import FollowUpFacts, as_decided
from chalicelib.mail.letters import PRIVATE_LINK, Reader
from chalicelib.mail.templates import Template
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import (
    CHASING,
    follow_up_event_item,
    follow_up_writes,
    to_chase_terms,
    to_follow_up,
    to_follow_up_event,
)
from chalicelib.store.entities import to_hours, to_person
from chalicelib.store.post import to_dispatch
from chalicelib.store.table import (
    IS_ABSENT,
    Put,
    Table,
    Write,
    is_at_sequence,
    is_at_version,
    name_of,
)
from chalicelib.views.followup import MailView
from chalicelib.views.parts import instant

UNCONFIRMED = "mailUnconfirmed"
NOT_REACHED = ("mailSuppressed", "mailReturned", "mailGivenUp")
"""What is told of a mail that nobody reads."""
LINK_LIVES = timedelta(days=28)
"""Less than the thirty days between two changes of the key that signs it."""


def send(table: Table, post: PostOffice, event: FollowUpEvent) -> datetime | None:
    """Sends the letter that an event asks for, unless something has come in its way since; when to
    try again, or None where nothing is left.
    """
    now, told = post.now(), event.after["letter"]
    name, person_key = event.follow_up_id, keys.user(told["toID"])
    letter_key = keys.letter(name, event.sequence, told["toID"])
    found = table.get([person_key, keys.follow_up(name), letter_key, CHASING, HOURS])
    if name_of(person_key) not in found:
        return None
    person = to_person(found[name_of(person_key)])
    item = found.get(name_of(letter_key))
    known = to_dispatch(item) if item else None
    if known is None or not (known.is_done or known.is_unconfirmed(now)):
        follow_up = to_follow_up(found[name_of(keys.follow_up(name))])
        if why := _hindrance(follow_up, person, told):
            return _leave_out(post, event, person, known, why)
        terms = to_chase_terms(found.get(name_of(CHASING)))
        hours = to_hours(found.get(name_of(HOURS)))
        moment = terms.next_moment(now, hours, person.time_zone)
        if told["template"] in WITHIN_HOURS and moment > now:
            return moment
    link = (
        ResolverLink(
            person.user_id, name, told["number"], told.get("forID", ""), event.at + LINK_LIVES
        )
        if told.get("number")
        else None
    )
    facts = facts_of(name, told)
    to = (person.user_id, person.email, person.name)
    outgoing = Outgoing(*to, told["template"], facts, link, wording=_wording(told))
    is_done = deliver(post, name, event.sequence, [outgoing], FOLLOW_UP).is_done
    return None if is_done else next_try(event.at, now)


def _hindrance(follow_up: FollowUp, person: Person, told: Mapping[str, Any]) -> str:
    """Why a letter that was asked for is not to leave any more; empty where it is.

    What changed since is looked at: who may see the customer, whose hands it is in, and whether
    that one has answered, or who was chased said anything (RV-03, CO-09, CO-10, DM-08).
    """
    if not may_resolve(person, follow_up.customer_id):
        return "who does not work here, or may not see this customer"
    if not follow_up.is_open:
        return "since the follow-up has ended"
    if told["template"] in WITHIN_HOURS and not follow_up.unanswered:
        return "since whoever was chased has answered, or others have it in hands"
    try:
        # Who is told that others are silent is asked nothing, so no link of before hinders it.
        hands_id = told.get("forID") or person.user_id if "number" in told else ""
        check_link(follow_up, told.get("number", follow_up.asked), hands_id)
    except RedressError:
        return "since nothing is asked there any more"
    return ""


def _leave_out(
    post: PostOffice, event: FollowUpEvent, person: Person, known: Dispatch | None, why: str
) -> datetime | None:
    """Tells that no letter went, once; while somebody is sending it, that one is waited for."""
    now, template = post.now(), event.after["letter"]["template"]
    if known and not known.is_free(now):
        return next_try(event.at, now)
    kept = {"about": event.sequence, "to": person.name, "email": person.email, "reason": why}
    change = Change("mailSuppressed", f"No mail went to {person.name}, {why}.", after=kept)
    letter = (event.follow_up_id, event.sequence, person.user_id, person.email, template)
    left_out = Dispatch(*letter, "suppressed", of=FOLLOW_UP)
    unchanged = is_held_as(known.lease) if known else IS_ABSENT
    mark(post.table, left_out, unchanged, change, now)
    return None


def facts_of(follow_up_id: str, told: Mapping[str, Any]) -> FollowUpFacts:
    """What the letter says, as it was decided: whatever changes before it leaves is not in it
    (CO-07).
    """
    return as_decided(FollowUpFacts, follow_up_id, told["facts"])


def mails_in(changes: tuple[Change, ...], found: Mapping[str, Item], desk: Desk) -> list[MailView]:
    """The letters that would leave, as they would be sent but for the personal link, and when where
    that is not now; and whether the address takes mail (X-03, CO-07, CO-20, DM-03).
    """
    context = desk.context
    rows = found.get(name_of(TEMPLATES), {}).get("value", [])
    terms = to_chase_terms(found.get(name_of(CHASING)))
    mails: list[MailView] = []
    for change in changes:
        told = change.after.get("letter")
        item = found.get(name_of(keys.user(told["toID"]))) if told else None
        if not told or not item:
            continue
        person = to_person(item)
        moment = terms.next_moment(context.at, context.hours, person.time_zone)
        reader = Reader(person.email, person.name, "", PRIVATE_LINK if told.get("number") else "")
        template = _wording(told) or templates.find(told["template"], rows)
        letter = letters.write(template, facts_of("", told), reader)
        waits = told["template"] in WITHIN_HOURS and moment > context.at
        view: MailView = {
            "to": letter.to,
            "name": person.name,
            "why": change.after.get("why"),
            "subject": letter.subject,
            "text": letter.text,
            "leavesAt": instant(moment if waits else None),
            "mailHeldBack": None,
        }
        mails.append(view)
    addresses: list[PartyMail] = [{"email": mail["to"], "mailHeldBack": None} for mail in mails]
    held = with_mail(desk, addresses)
    return [
        {**mail, "mailHeldBack": one["mailHeldBack"]} for mail, one in zip(mails, held, strict=True)
    ]


def read_wording(subject: str, body: str) -> Wording:
    """What a collector wrote to a resolver, fit to be sent as a template is fit to be saved;
    `InvalidTemplate` says at which field and place it is not (DM-03).
    """
    try:
        template = templates.check(ASKED, subject, body)
    except InvalidTemplate as refused:
        for error in refused.extras["errors"]:
            error["pointer"] = f"/letter{error['pointer']}"
        refused.extras.pop("templateID", None)
        raise
    return Wording(template.subject, template.body)


def _wording(told: Mapping[str, Any]) -> Template | None:
    """What a letter says in place of its template; None where its template says it."""
    own = told.get("wording")
    return Template(told["template"], own["subject"], own["body"]) if own else None


def told_on(table: Table, dispatch: Dispatch, change: Change, at: datetime) -> list[Write]:
    """The follow-up as it is now, with an event that leaves its state alone, but for whose move it
    is where its resolver was not reached, or who stands in for that one (CO-17).
    """
    key = keys.follow_up(dispatch.dispute_id)
    claim = keys.follow_up_event(dispatch.dispute_id, dispatch.sequence)
    found = table.get([key, claim, HOURS])
    known = to_follow_up(found[name_of(key)])
    told, events = append(known, (change,), SYSTEM, at)
    if change.type == UNCONFIRMED:
        told = told.with_unconfirmed((*told.unconfirmed_mails, change.after["about"]))
    if change.type in NOT_REACHED:
        event = found.get(name_of(claim))
        letter = to_follow_up_event(event).after.get("letter", {}) if event else {}
        hands_id = letter.get("forID") or dispatch.user_id
        told = told.unreached(hands_id, at, to_hours(found.get(name_of(HOURS))))
    unchanged = (is_at_version(known.version), is_at_sequence(known.sequence))
    return [
        *follow_up_writes(known, told, unchanged),
        *(Put(follow_up_event_item(event), (IS_ABSENT,)) for event in events),
    ]


def about(item: Item) -> About:
    """What a letter was about that could not be sent."""
    return About({CUSTOMER: item["customer_id"]}, item["customer_name"])
