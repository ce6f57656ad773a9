"""What can be done with a payout dispute: each action gathers in two reads, lets the domain decide,
and says what to write.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.attachments import NO_FILE, may_know
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.orders.concluding import Decided, Deciding, conclude
from chalicelib.actions.orders.reading import (
    Name,
    Opened,
    disputes_with,
    file_names,
    open_beside,
    open_with,
)
from chalicelib.domain.base.money import positive_minor, read_decimal, to_minor
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.orders import (
    assignment,
    claim,
    closing,
    contact,
    decisions,
    evidence,
    reversal,
)
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.facts import Findings
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.references import folded
from chalicelib.domain.orders.uses import FILE, REFERENCE, decisive_name
from chalicelib.domain.orders.work import ANSWER, CLAIM, DECISION, EVIDENCE, PAYOUTS
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import InvalidInput, NotFound
from chalicelib.store import keys
from chalicelib.store.attachments import to_attachment
from chalicelib.store.entities import to_person
from chalicelib.store.payouts import told_as_read
from chalicelib.store.table import Check, Write, name_of, unwritten_or_at
from chalicelib.values import dataclass
from chalicelib.views.orders.decision import effects_view
from chalicelib.views.orders.dispute import AnyView, OrderDisputePreview, view_for
from chalicelib.views.orders.glance import record_view

ASSIGNEE = "assigneeID"
Verb = Callable[[Opened, Context], OrderCase]


@dataclass(frozen=True)
class AnswerTold:
    """What a vendor fills in, as a request tells it."""

    verdict: str
    amount: Any = None
    method: str | None = None
    reference: str | None = None
    reason: str | None = None
    is_final: bool = False


@dataclass(frozen=True)
class DecisionTold:
    """What whoever decides says, as a request tells it."""

    row_id: str | None = None
    note: str | None = None
    reuse_reason: str | None = None
    is_unreachable: bool = False
    seen: tuple[int, str] | None = None
    """The version of the table, and the row, that were shown (PO-39)."""


def show_case(desk: Desk, dispute: Dispute) -> AnyView:
    """The dispute with all that its actions rest on (CK-03, X-02)."""
    context = desk.context
    opened = open_beside(desk, dispute, file_names(dispute.work))
    view = view_for(opened.case, context, opened.payee, opened.findings, opened.same_files)
    if context.actor.audience == STAFF:
        record = record_view(dispute, disputes_with(desk, dispute.parties[VENDOR]))
        return cast(AnyView, {**view, "record": record})
    return view


def carry_out(
    dispute_id: str,
    verb: Verb,
    about: tuple[str, ...] | None = None,
    names: Iterable[Name] = (),
    status: int = 200,
) -> Deciding:
    """A verb that needs no more than what lies beside every case."""

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        opened = open_beside(desk, dispute, names, about)
        return conclude(desk, opened, verb(opened, desk.context), status=status)

    return action


def ask_vendor(dispute_id: str) -> Deciding:
    """Asks the vendor by mail, with a deadline (CK-04, CK-11)."""

    def verb(opened: Opened, context: Context) -> OrderCase:
        assert opened.vendor, "what lies beside a case brings its vendor"
        return contact.ask_vendor(opened.case, opened.vendor, context)

    return carry_out(dispute_id, verb, (STATUS, ANSWER))


def log_attempt(dispute_id: str, channel: str, note: str | None, was_reached: bool) -> Deciding:
    """Writes down that somebody called or wrote to the vendor (CK-04, CK-09)."""
    return carry_out(
        dispute_id,
        lambda opened, context: contact.log_attempt(
            opened.case, channel, note, context, was_reached=was_reached
        ),
        (STATUS,),
    )


def answer(dispute_id: str, told: AnswerTold) -> Deciding:
    """Keeps what the vendor says, a draft until it is final (CK-04, PO-10…PO-13)."""

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        earlier = getattr(dispute.work, "answer", None)
        spelled = (told.reference, earlier.reference if earlier else None)
        names = {(REFERENCE, folded(one)) for one in spelled if one}
        opened = open_beside(desk, dispute, names, (STATUS, ANSWER))
        currency = dispute.currency
        amount = told.amount
        said = contact.Said(
            told.verdict,
            None if amount is None else positive_minor(read_decimal(amount), currency),
            told.method,
            told.reference,
            told.reason,
        )
        after = contact.answer(opened.case, said, desk.context, is_final=told.is_final)
        return conclude(desk, opened, after)

    return action


def type_file(dispute_id: str, attachment_id: str, type_: str) -> Deciding:
    """Says what an attached file is; equal files of other cases are looked up (CK-02, PO-17)."""

    def action(desk: Desk) -> Decided:
        key = keys.attachment(dispute_id, attachment_id)
        dispute, found = open_dispute(desk, Address(dispute_id), [key])
        item = found.get(name_of(key))
        attachment = to_attachment(item) if item else None
        if attachment is None or not may_know(desk.context.actor, attachment):
            raise NotFound(NO_FILE)
        opened = open_beside(desk, dispute, [(FILE, attachment.tag)], (EVIDENCE,))
        return conclude(
            desk, opened, evidence.type_file(opened.case, attachment, type_, desk.context)
        )

    return action


def change_claim(
    dispute_id: str, kind: str, amount: Any, contact_told: str | None = None
) -> Deciding:
    """Claims something else instead (PO-03)."""

    def verb(opened: Opened, context: Context) -> OrderCase:
        currency = opened.case.dispute.currency
        minor = None if amount is None else positive_minor(read_decimal(amount), currency)
        new = claim.NewClaim(kind, minor, contact=contact_told)
        return claim.change_claim(opened.case, new, context)

    return carry_out(dispute_id, verb, (STATUS, CLAIM, DECISION, PAYOUTS))


def confirm_received(dispute_id: str, amount: Any) -> Deciding:
    """The customer says what it has got from the vendor (CK-05)."""

    def verb(opened: Opened, context: Context) -> OrderCase:
        minor = to_minor(read_decimal(amount), opened.case.dispute.currency)
        return contact.confirm_received(opened.case, minor, context)

    return carry_out(dispute_id, verb, (STATUS, ANSWER))


def accept(dispute_id: str) -> Deciding:
    """The customer says that all is well (CK-15, PO-37)."""
    return carry_out(
        dispute_id, lambda opened, context: closing.accept(opened.case, context), (STATUS,)
    )


def decide(dispute_id: str, told: DecisionTold) -> Deciding:
    """Decides by the row that applies, or by another; a dry run tells all effects, also where a
    note is still missing (CK-05…CK-09, X-03, PO-39).
    """

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        opened = open_beside(desk, dispute)
        case, context = opened.case, desk.context
        findings = Findings(opened.findings.uses, told.reuse_reason, told.is_unreachable)
        is_asking = desk.command is not None and desk.command.dry_run
        note = told.note or ("…" if is_asking else None)
        chosen = {"row_id": told.row_id, "note": note}
        after = decisions.decide(case, findings, context, seen=told.seen, **chosen)

        def foreseen(shown: OrderDisputePreview) -> OrderDisputePreview:
            _, _, effects = decisions.preview(case, findings, context, **chosen)
            return {**shown, "effects": effects_view(case, effects)}

        return conclude(desk, opened, after, more=_as_looked_up(opened), foreseen=foreseen)

    return action


def sign(dispute_id: str) -> Deciding:
    """Finance's yes to what is of high value (CK-12, PO-23)."""
    return carry_out(dispute_id, lambda opened, context: decisions.sign(opened.case, context))


def decline(dispute_id: str, why: str) -> Deciding:
    """Finance's no: nothing of the decision happens (PO-23)."""
    return carry_out(
        dispute_id, lambda opened, context: decisions.decline(opened.case, why, context)
    )


def reverse(dispute_id: str, decision_id: str, reason: str) -> Deciding:
    """Takes a decision back, each effect by its own counter-entry, unless the bank is told of its
    payout meanwhile (PO-11, PO-12).
    """

    def action(desk: Desk) -> Decided:
        dispute, _ = open_dispute(desk, Address(dispute_id))
        opened = open_beside(desk, dispute)
        after = reversal.reverse(opened.case, decision_id, reason, desk.context)
        payout = reversal.recallable(opened.case, opened.case.work.decision(decision_id))
        more = (told_as_read(payout.payout_id, None),) if payout else ()
        return conclude(desk, opened, after, more=more)

    return action


def put_into_hands(desk: Desk, dispute: Dispute, people: Mapping[str, str | None]) -> Decided:
    """The dispute in the hands of the one who works it, or of nobody (CK-10)."""
    if people.keys() != {ASSIGNEE}:
        said = "Payout disputes are put into the hands of who works them: say assigneeID alone."
        error = {"pointer": "/resolverID", "detail": said, "code": "noMeaning"}
        raise InvalidInput(said, rule="CK-10", errors=[error])
    user_id = people[ASSIGNEE]
    keys_of = [keys.user(user_id), keys.workload(user_id)] if user_id else []
    opened, found = open_with(desk, dispute, more=keys_of, about=(STATUS, ASSIGNEE))
    item = found.get(name_of(keys_of[0])) if keys_of else None
    person = to_person(item) if item else None
    after = assignment.put_into_hands(opened.case, user_id, person, desk.context)
    return conclude(desk, opened, after)


def carry_out_here(desk: Desk, dispute: Dispute, verb: Verb, status: int = 200) -> Decided:
    """The same of a dispute that was read already."""
    opened = open_beside(desk, dispute, about=(STATUS,))
    return conclude(desk, opened, verb(opened, desk.context), status=status)


def _as_looked_up(opened: Opened) -> tuple[Write, ...]:
    """Nobody else has come to carry the reference since it was looked up (PO-16)."""
    name = decisive_name(opened.case)
    if name is None:
        return ()
    version = opened.carried[name].version
    return (Check(keys.carried(*name), unwritten_or_at(version)),)
