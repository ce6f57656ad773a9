"""What is read for a follow-up, and what is written of it: two reads and one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from chalicelib.actions.approvals.approvable import approval_writes
from chalicelib.actions.desk import Answer, Desk, would_be
from chalicelib.actions.execution import Decision, PlainAction, PlainDecision
from chalicelib.actions.invoices.dispute import kept_promise
from chalicelib.domain.approvals.rounds import sync_round
from chalicelib.domain.collections.case import FollowUpCase
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.collections.dunning.outcomes import MAX_TOLD
from chalicelib.domain.collections.ending import ENDED
from chalicelib.domain.collections.events import record as recorded
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.disputes.events import record
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.people.person import CUSTOMER, Person
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import (
    CHASING,
    follow_up_event_item,
    follow_up_writes,
    to_chase_terms,
    to_follow_up,
)
from chalicelib.store.entities import (
    as_read,
    dispute_item,
    event_item,
    invoice_item,
    to_dispute,
    to_invoice,
    to_person,
)
from chalicelib.store.keys import Key
from chalicelib.store.stand_ins import STAND_INS, to_stand_ins
from chalicelib.store.table import (
    IS_ABSENT,
    Put,
    Write,
    is_at_sequence,
    is_at_version,
    name_of,
)
from chalicelib.values import dataclass
from chalicelib.views.followup import FollowUpView, follow_up_view
from chalicelib.views.parts import to_json

Deciding = PlainAction[FollowUpView]
Decided = PlainDecision[FollowUpView]


@dataclass(frozen=True)
class Opened:
    """A follow-up as it was read, with what lies beside it."""

    case: FollowUpCase
    terms: ChaseTerms
    found: Mapping[str, Item]

    @property
    def others(self) -> tuple[Person, ...]:
        """Who can be asked in the resolver's place, where that was read (CO-17, CO-19)."""
        listed = to_stand_ins(self.found.get(name_of(STAND_INS))).people
        ids = (*self.case.follow_up.hands(), self.terms.manager_id)
        return (*listed, *filter(None, map(self.person, ids)))

    def person(self, user_id: str | None) -> Person | None:
        """Somebody who was looked up."""
        item = self.found.get(name_of(keys.user(user_id or "")))
        return to_person(item) if item else None


def open_beside(
    desk: Desk,
    follow_up_id: str,
    first: Iterable[Key] = (),
    second: Callable[[FollowUp], Iterable[Key]] = lambda _: (),
    *,
    with_others: bool = False,
) -> Opened:
    """The follow-up, its invoices and its disputes in two reads, for who may know of its customer;
    still as that one saw it; `with_others` with its resolver and who can be asked instead (RV-03,
    X-07, CO-17).
    """
    key = keys.follow_up(follow_up_id)
    listed = [STAND_INS] if with_others else []
    found = desk.gather([key, CHASING, *listed, *first], with_rules=True)
    follow_up = seen(desk, found, key)
    manager_id = to_chase_terms(found.get(name_of(CHASING))).manager_id
    asked = {follow_up.resolver_id, *follow_up.hands(), manager_id} if with_others else ()
    people = [keys.user(user_id) for user_id in asked if user_id]
    beside = desk.gather_more([*_beside(follow_up), *people, *second(follow_up)])
    known = dict(found) | beside
    case = case_of(follow_up, known)
    desk.require_version(follow_up.version, lambda: follow_up_view(case, desk.context))
    return Opened(case, to_chase_terms(known.get(name_of(CHASING))), known)


def beside_ended(follow_up: FollowUp) -> list[Key]:
    """Where lies what tells whether the customer was told how the last items ended (CO-43)."""
    ended = [one for one in follow_up.items if one.left == ENDED and one.dispute_id]
    return [
        key
        for one in ended[-MAX_TOLD:]
        for key in (
            keys.invoice(follow_up.customer_id, one.invoice_number),
            keys.dispute(one.dispute_id or ""),
        )
    ]


def seen(desk: Desk, found: Mapping[str, Item], key: Key) -> FollowUp:
    """The follow-up; `NotFound` where there is none, or none that the person may know of."""
    if name_of(key) not in found:
        raise no_such("follow-up")
    follow_up = to_follow_up(found[name_of(key)])
    desk.context.actor.require_sight(follow_up.customer_id, "follow-up")
    return follow_up


def case_of(follow_up: FollowUp, found: Mapping[str, Item]) -> FollowUpCase:
    """The follow-up beside what was read."""
    invoices = {
        str(item.invoice_number): to_invoice(found[name_of(key)])
        for item in follow_up.items
        if name_of(key := keys.invoice(follow_up.customer_id, item.invoice_number)) in found
    }
    disputes = {
        item.dispute_id: to_dispute(found[name_of(key)])
        for item in follow_up.items
        if item.dispute_id and name_of(key := keys.dispute(item.dispute_id)) in found
    }
    return FollowUpCase(follow_up, invoices, disputes)


def conclude(
    desk: Desk, before: FollowUpCase | None, after: FollowUpCase, status: int = 200
) -> Decided:
    """What to write and answer for a follow-up as a verb left it."""
    context = desk.context
    old = before.follow_up if before else None
    follow_up, events = (
        recorded(after.follow_up, after.changes, context.actor, context.at)
        if after.changes
        else (after.follow_up, ())
    )
    view = follow_up_view(
        FollowUpCase(
            follow_up,
            after.invoices,
            after.disputes,
            after.cases,
            after.changes,
            after.left_out,
        ),
        context,
    )
    writes: tuple[Write, ...] = ()
    if after.changes:
        unchanged = is_at_version(old.version) if old else IS_ABSENT
        at_sequence = (is_at_sequence(old.sequence),) if old else ()
        writes = (
            *follow_up_writes(old, follow_up, (unchanged, *at_sequence)),
            *(Put(follow_up_event_item(event), (IS_ABSENT,)) for event in events),
            *_invoice_writes(before, after, desk),
            *(write for case in after.cases for write in _dispute_writes(after, case, desk)),
        )
    place = f"/api/followUp/{follow_up.follow_up_id}" if status == 201 else None
    return Decision(
        writes,
        Answer(status, to_json(view), follow_up.version, place),
        lambda: would_be(_with_mails(desk, view, after)),
        {CUSTOMER: follow_up.customer_id},
    )


def _with_mails(desk: Desk, view: FollowUpView, after: FollowUpCase) -> FollowUpView:
    """With the mails that would leave, for who looks beforehand (X-03, CO-07)."""
    asked = [one.after["letter"]["toID"] for one in after.changes if "letter" in one.after]
    if not asked:
        return view
    # Late, since a dry run alone has need of it.
    from chalicelib.actions.collections.letters import mails_in
    from chalicelib.actions.letters.deliveries import TEMPLATES

    found = desk.gather_more([TEMPLATES, CHASING, *map(keys.user, asked)])
    return {**view, "mails": mails_in(after.changes, found, desk)}


def _beside(follow_up: FollowUp) -> list[Key]:
    items = follow_up.items_in
    return [
        *(keys.invoice(follow_up.customer_id, item.invoice_number) for item in items),
        *(keys.dispute(item.dispute_id) for item in items if item.dispute_id),
    ]


def _invoice_writes(
    before: FollowUpCase | None, after: FollowUpCase, desk: Desk
) -> Iterable[Write]:
    """The invoices that are another than they were read, at the versions that they were read at,
    and where a promise is kept by that the entry of their journal (CO-26).
    """
    kept = {str(one.invoice.invoice_number): one.before_kept for one in after.cases}
    for number, invoice in after.invoices.items():
        if before and before.invoices.get(number) == invoice:
            continue
        told, entries = kept_promise(invoice, kept.get(number), desk.hand)
        item = invoice_item(replace(told, version=invoice.version + 1))
        yield Put(item, (is_at_version(invoice.version),))
        yield from entries


def _dispute_writes(after: FollowUpCase, case: InvoiceCase, desk: Desk) -> Iterable[Write]:
    """A dispute that was raised or changed, with its events; its invoice is written by itself."""
    context = desk.context
    old = after.disputes.get(case.dispute.dispute_id)
    synced = sync_round(case, context)
    dispute, events = record(old, synced.dispute, synced.changes, context.actor, context.at)
    yield Put(dispute_item(dispute), as_read(old) if old else (IS_ABSENT,))
    yield from (Put(event_item(event)) for event in events)
    known = InvoiceCase(old, case.invoice) if old else None
    yield from approval_writes(known, replace(synced, dispute=dispute), context)
