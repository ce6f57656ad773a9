"""A kind of dispute that only tests know: about an amount, with one party. It is one row and this room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.disputes.lists import list_kind
from chalicelib.actions.execution import Action, Decision
from chalicelib.domain.base.money import to_number
from chalicelib.domain.disputes.amounts import Amounts, Shares
from chalicelib.domain.disputes.attachments import Voice
from chalicelib.domain.disputes.audit import chain_faults
from chalicelib.domain.disputes.choice import choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change, Event, record
from chalicelib.domain.disputes.lifecycle import Lifecycle, Move
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.kinds import Kind
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import as_read, dispute_item, event_items, to_dispute, to_event
from chalicelib.store.table import IS_ABSENT, Put, name_of
from chalicelib.views.parts import View, choice_view, to_json

TOY = Lifecycle(
    kind="toy",
    initial="open",
    moves=(Move("withdraw", ("open",), "withdrawn", "CU-16", "be withdrawn"),),
    ended=frozenset({"withdrawn"}),
    waits_for={"open": "agent"},
)
KIND = Kind(TOY, parties=(CUSTOMER,), work="tests.toy:ToyWork", room="tests.toy")

VOICES = (STAFF,)
COUNTED_MOVERS: tuple[str, ...] = ()
list_disputes = list_kind


@dataclass(frozen=True)
class ToyWork:
    """An amount in minor units."""

    amount: int
    lifecycle: ClassVar[Lifecycle] = TOY

    def amounts_in(self, status: str) -> Amounts:
        is_open = self.lifecycle.is_open(status)
        return Amounts(self.amount, self.amount if is_open else 0, 0, 0 if is_open else self.amount, 0)

    def shares_in(self, status: str) -> Shares:
        is_open = self.lifecycle.is_open(status)
        return Shares(undecided=self.amount) if is_open else Shares(withdrawn=self.amount)

    def parts_in(self, status: str) -> dict[str, object]:
        return {STATUS: status}

    @property
    def whole(self) -> tuple[str, ...]:
        return (STATUS,)

    @property
    def looked_at(self) -> None:
        return None


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
        return _written(desk, None, dispute, Change("raised", why, audience=SHARED), 201)

    return action


def _written(desk: Desk, before: Dispute | None, after: Dispute, change: Change, status: int = 200) -> Decision:
    known, events = record(before, after, (change,), desk.context.actor, desk.context.at)
    view = row(known, desk.context)
    return Decision(
        writes=(Put(dispute_item(known), as_read(before) if before else (IS_ABSENT,)), *map(Put, event_items(events))),
        answer=Answer(status, to_json(view), known.version),
        preview=Answer(200, to_json(view | {"dryRun": True})),
        parties=known.parties,
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
    }


def show(desk: Desk, dispute: Dispute, _found: Mapping[str, Item]) -> View:
    withdraw = choice("withdraw", lambda: dispute.moved("withdraw", desk.now, desk.context.hours))
    return row(dispute, desk.context) | {"actions": [choice_view(withdraw)]}


def carry_out(verb: str, desk: Desk, dispute: Dispute, _found: Mapping[str, Item], text: str | None) -> Decision:
    desk.context.actor.require("dispute.work", "dispute.support")
    if verb == "message":
        said = Change("message", text or "", after={"side": STAFF}, note=False, audience=SHARED)
        return _written(desk, dispute, dispute.with_message(STAFF), said, 201)
    moved = dispute.moved(verb, desk.now, desk.context.hours)
    return _written(desk, dispute, moved, Change("withdrawn", text or "Withdrawn.", audience=SHARED))


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


def check_internal(_told: bool | None) -> None:
    return


def voice(_dispute: Dispute, _context: Context, *, internally: bool) -> Voice:
    return Voice(STAFF, STAFF)


def search_entry(item: Item) -> Any:
    from chalicelib.actions.disputes.search_index import SearchEntry

    dispute_id = item["dispute_id"]
    return SearchEntry(
        "dispute", dispute_id, item["parties"], f"Toy {dispute_id}", "", f"#/dispute/{dispute_id}", (dispute_id, item["subject_id"])
    )


def faults(desk: Desk, listed: Dispute) -> list[str]:
    key = keys.dispute(listed.dispute_id)
    dispute = to_dispute(desk.table.get([key])[name_of(key)])
    events = [to_event(item) for item in desk.read_all(key["pk"], prefix="EVENT#")]
    return chain_faults((dispute.sequence, dispute.last_hash), events)


def subject_view(dispute: Dispute) -> View:
    return {"toy": dispute.subject_id}


def take_back(_desk: Desk, dispute: Dispute, _found: Mapping[str, Item], _back: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    raise NotImplementedError


def letter_facts(desk: Desk, dispute: Dispute, template_id: str) -> Any:
    raise NotImplementedError
