"""A kind of dispute that only tests know: about an amount, with one party, and a refund that may
need approval. It is one row and this room.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from chalicelib.actions.approvals.approvable import approval_writes, notices_now
from chalicelib.actions.approvals.facts import facts_for
from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.lists import list_kind
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.domain.approvals.approvable import Approvable, ApprovableWork, Wording
from chalicelib.domain.approvals.approval_chain import Asked, AskedPart, EndedRound, Round
from chalicelib.domain.approvals.inbox import InboxRow
from chalicelib.domain.approvals.rounds import sync_round
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import spell, to_number
from chalicelib.domain.disputes.amounts import Amounts, Shares
from chalicelib.domain.disputes.attachments import Voice
from chalicelib.domain.disputes.audit import chain_faults
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change, Event, record
from chalicelib.domain.disputes.lifecycle import Lifecycle, Move
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.kinds import Kind
from chalicelib.mail.example_facts import EXAMPLE
from chalicelib.mail.facts import ApprovalFacts
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_items, to_dispute, to_event
from chalicelib.store.table import IS_ABSENT, Put, name_of
from chalicelib.values import dataclass
from chalicelib.views.parts import View, choice_view, to_json

TOY = Lifecycle(
    kind="toy",
    initial="open",
    moves=(Move("withdraw", ("open",), "withdrawn", "CU-16", "be withdrawn"),),
    ended=frozenset({"withdrawn"}),
    waits_for={"open": "agent"},
)
KIND = Kind(
    TOY,
    parties=(CUSTOMER,),
    work="tests.toy:ToyWork",
    room="tests.toy",
    approvals_room="tests.toy",
)

VOICES = (STAFF,)
COUNTED_MOVERS: tuple[str, ...] = ()
HANDS: dict[str, str] = {}
READERS = frozenset({"support"})
list_disputes = list_kind


@dataclass(frozen=True)
class ToyWork(ApprovableWork):
    """What is in dispute and what is to be refunded of it, in minor units."""

    amount: int
    refund: int = 0
    state: str = "none"
    """Of the refund: asked for, given, or none."""
    asked_by: Asked | None = None
    why_not: str | None = None
    lifecycle: ClassVar[Lifecycle] = TOY

    def amounts_in(self, status: str) -> Amounts:
        is_open = self.lifecycle.is_open(status)
        return Amounts(
            self.amount, self.amount if is_open else 0, 0, 0 if is_open else self.amount, 0
        )

    def shares_in(self, status: str) -> Shares:
        is_open = self.lifecycle.is_open(status)
        return Shares(undecided=self.amount) if is_open else Shares(withdrawn=self.amount)

    def parts_in(self, status: str) -> dict[str, object]:
        return {STATUS: status, "refund": (self.refund, self.state)}

    @property
    def whole(self) -> tuple[str, ...]:
        return (STATUS, "refund")


@dataclass(frozen=True)
class ToyCase(Approvable):
    """A toy, beside which nothing is read: its refund above somebody's limit waits for approval."""

    wording = Wording(asked="refund", total="the toy's refunds")

    @property
    def pending(self) -> tuple[AskedPart, ...]:
        work = self.dispute.work
        if work.state != "asked" or not self.dispute.is_open:
            return ()
        by = work.asked_by
        return (AskedPart("refund", work.amount, work.refund, by.user_id, by.name),)

    @property
    def total(self) -> int:
        return int(self.dispute.work.refund)

    def apply(self, context: Context) -> "ToyCase":
        return self.with_dispute(self.dispute.with_work(state="given"))

    def put_back(self, refusal: str | None, context: Context) -> "ToyCase":
        work = {"refund": 0, "state": "none", "asked_by": None, "why_not": refusal}
        return self.with_dispute(self.dispute.with_work(**work))

    def shown(self, current: Round) -> dict[str, Any]:
        return {"squeaks": self.dispute.work.amount}


def raised(customer_id: int, amount: int, why: str) -> Action:
    """What a route of the kind's own would carry out."""

    def action(desk: Desk) -> Decision:
        desk.gather()
        context = desk.context
        dispute = Dispute(
            dispute_id=context.new_id(),
            kind=TOY.kind,
            subject_id="T-1",
            parties={CUSTOMER: customer_id},
            party_names={CUSTOMER: "Bright"},
            currency="USD",
            status=TOY.initial,
            description=why,
            reason_id=None,
            reason="",
            raised_by=context.actor.name,
            raised_at=context.at,
            changed_by=context.actor.name,
            changed_at=context.at,
            waiting_for="agent",
            waiting_since=context.at,
            work=ToyWork(amount),
        )
        case = ToyCase(dispute).with_dispute(dispute, Change("raised", why, audience=SHARED))
        return conclude(desk, None, case, 201)

    return action


def refunded(dispute_id: str, amount: int) -> Action:
    """Gives a refund within one's own limit, and asks others above it (another such route)."""

    def action(desk: Desk) -> Decision:
        dispute, found = open_dispute(desk, Address(dispute_id))
        case, by = case_in(dispute, found), desk.context.actor
        who = Asked(by.user_id, by.name)
        asked = dispute.with_work(refund=amount, state="asked", asked_by=who, why_not=None)
        limit = by.limit_in(dispute.currency)
        if amount > limit:
            asked = replace(asked, work=asked.work.with_ask(by.user_id, limit))
            return conclude(desk, case, case.with_dispute(asked, Change("asked", "Refund asked.")))
        case.require_other(amount, desk.context)
        given = replace(case.with_dispute(asked), relied_on_limit=True).apply(desk.context)
        return conclude(desk, case, given.with_dispute(given.dispute, Change("given", "Refunded.")))

    return action


def conclude(desk: Desk, before: ToyCase | None, after: ToyCase, status: int = 200) -> Decision:
    after, old = sync_round(after, desk.context), before.dispute if before else None
    known, events = record(old, after.dispute, after.changes, desk.context.actor, desk.context.at)
    view = row(known, desk.context)

    def preview() -> Answer:
        mails = [{"to": one.name, "about": one.letter} for one in notices_now(desk, after)]
        return Answer(200, to_json(view | {"dryRun": True, "mails": mails}))

    return Decision(
        writes=(
            Put(dispute_item(known), as_read(old) if old else (IS_ABSENT,)),
            *approval_writes(before, after, desk.context),
            *map(Put, event_items(events)),
        )
        if after.changes
        else (),
        answer=Answer(status, to_json(view), known.version),
        preview=preview,
        parties=known.parties,
    )


def open_case(
    desk: Desk, dispute: Dispute, found: Mapping[str, Item], more: Iterable[keys.Key]
) -> tuple[ToyCase, dict[str, Item]]:
    return case_in(dispute, found), dict(found) | desk.gather_more(more)


def look_after(case: ToyCase, _context: Context) -> ToyCase:
    return case


def heads(_parties: Parties, _subject_id: OutsideID) -> list[keys.Key]:
    return []


def case_in(dispute: Dispute, _found: Mapping[str, Item]) -> ToyCase:
    return ToyCase(dispute)


def at_present(row: InboxRow, _found: Mapping[str, Item]) -> InboxRow:
    return row


def own_view(subject_id: OutsideID, _amount: int, currency: str, shown: Mapping[str, Any]) -> View:
    squeaks = shown.get("squeaks")
    return {
        "toy": subject_id,
        "squeaks": None if squeaks is None else to_number(squeaks, currency),
    }


def with_own(facts: ApprovalFacts, case: ToyCase, _known: Round | EndedRound) -> ApprovalFacts:
    own = {"subject": f"toy {case.dispute.subject_id}", "asked": "refund", "all_asked": "it"}
    of_it = spell(case.dispute.work.amount, case.dispute.currency)
    return replace(
        facts,
        own=own | {"put_back": "The toy squeaks on."},
        columns=("Part", "Squeaks", "Refund"),
        parts=(("The toy", of_it, facts.amount),),
    )


def row(dispute: Dispute, _context: Context) -> View:
    return {
        "disputeID": dispute.dispute_id,
        "kind": dispute.kind,
        "status": dispute.status,
        "version": dispute.version,
        "amount": to_number(dispute.amounts.disputed, dispute.currency),
        "messageCount": dispute.messages.get(STAFF, 0),
        "unread": dispute.unread(STAFF),
        "refund": {
            "amount": to_number(dispute.work.refund, dispute.currency),
            "state": dispute.work.state,
            "whyNot": dispute.work.why_not,
        },
    }


def show(desk: Desk, dispute: Dispute, _found: Mapping[str, Item]) -> View:
    withdraw = choice("withdraw", lambda: dispute.moved("withdraw", desk.now, desk.context.hours))
    return row(dispute, desk.context) | {"actions": [choice_view(withdraw)]}


def carry_out(
    verb: str,
    desk: Desk,
    dispute: Dispute,
    _found: Mapping[str, Item],
    text: str | None,
    _to: str | None = None,
) -> Decision:
    desk.context.actor.require("dispute.work", "dispute.support")
    case = ToyCase(dispute)
    if verb == "message":
        said = Change("message", text or "", after={"side": STAFF}, note=False, audience=SHARED)
        return conclude(desk, case, case.with_dispute(dispute.with_message(STAFF), said), 201)
    moved = dispute.moved(verb, desk.now, desk.context.hours)
    gone = Change("withdrawn", text or "Withdrawn.", audience=SHARED)
    return conclude(desk, case, case.with_dispute(moved, gone))


def assign(
    _desk: Desk, _dispute: Dispute, _found: Mapping[str, Item], _people: Mapping[str, Any]
) -> Decision:
    raise NotImplementedError


def check_filters(_filters: Any) -> None:
    return


def list_told(desk: Desk, dispute: Dispute, after: int, limit: int) -> View:
    raise NotImplementedError


thread_row = row


def message_view(event: Event, _dispute: Dispute, _context: Context) -> View:
    return {"sequence": event.sequence, "type": event.type, "text": event.text}


def reads_as(_dispute: Dispute, _context: Context) -> str:
    return STAFF


def is_told(_dispute: Dispute, _audience: str) -> bool:
    return False


def called_at(_dispute: Dispute, _audience: str) -> datetime | None:
    return None


def letters_to(*_: Any) -> list[Any]:
    return []


def calls(*_: Any) -> list[Any]:
    return []


def check_internal(_told: bool | None) -> None:
    return


def voice(_dispute: Dispute, _context: Context, *, internally: bool) -> Voice:
    return Voice(STAFF, STAFF)


def search_entry(item: Item) -> Any:
    from chalicelib.actions.disputes.search_index import SearchEntry

    dispute_id = item["dispute_id"]
    return SearchEntry(
        "dispute",
        dispute_id,
        item["parties"],
        f"Toy {dispute_id}",
        "",
        f"#/dispute/{dispute_id}",
        (dispute_id, item["subject_id"]),
    )


def faults(desk: Desk, listed: Dispute) -> list[str]:
    key = keys.dispute(listed.dispute_id)
    dispute = to_dispute(desk.table.get([key])[name_of(key)])
    events = [to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#")]
    return chain_faults((dispute.sequence, dispute.last_hash), events)


def subject_view(dispute: Dispute) -> View:
    return {"toy": dispute.subject_id}


def take_back(
    _desk: Desk, dispute: Dispute, _found: Mapping[str, Item], _back: Any
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    raise NotImplementedError


def letter_facts(desk: Desk, dispute: Dispute, template_id: str) -> Any:
    return facts_for(ToyCase(dispute), template_id, desk.context) or EXAMPLE
