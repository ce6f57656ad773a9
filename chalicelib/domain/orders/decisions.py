"""Deciding a payout dispute: by the row that applies, or by a manager's hand; and the yes that it
needs (CK-05…CK-09, CK-12, PO-23, PO-39).
"""

from dataclasses import replace

from chalicelib.domain.base.sentences import Sentence, with_reason
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.carrying_out import carry_out, require_completed
from chalicelib.domain.orders.case import OrderCase, require_worked, tell
from chalicelib.domain.orders.decision_table import TableRow
from chalicelib.domain.orders.effects import (
    APPROVER,
    FINANCE,
    Effects,
    effects_of,
    fine_for,
    is_payout,
)
from chalicelib.domain.orders.facts import Findings, facts_of, proved_amount
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.outcomes import journaled
from chalicelib.domain.orders.work import MAX_DECISIONS, NO_FINE, REFUSED, Decision, Signature
from chalicelib.domain.people.person import OVERRULING, PAYING, able_to
from chalicelib.errors import (
    AlreadyDecided,
    Forbidden,
    IllegalMove,
    InvalidInput,
    NotYet,
    OwnApproval,
    TooMany,
)


def decide(
    case: OrderCase,
    findings: Findings,
    context: Context,
    *,
    row_id: str | None = None,
    note: str | None = None,
    seen: tuple[int, str] | None = None,
) -> OrderCase:
    """Decides by the row that applies, or by the one that a manager chooses instead, for a reason.

    `seen` is the version of the table and the row that were shown: where another one applies by
    now it is refused (PO-39). A payout that needs somebody's yes waits for it, and nothing of the
    decision happens before.
    """
    decision = proposed(case, findings, context, row_id=row_id, note=note)
    if seen and seen != (case.table.version, decision.applied_row_id):
        row = case.table.find(decision.applied_row_id)
        raise IllegalMove(f"Another row applies by now: {row.label}.", rule="PO-39")
    if not decision.missing:
        # What is paid at once rests on the own limit.
        known = replace(case, relied_on_limit=decision.payout > 0)
        return carry_out(known.with_work(decisions=_added(case, decision)), decision, context)
    return _ask(case, decision, context)


def preview(
    case: OrderCase,
    findings: Findings,
    context: Context,
    *,
    row_id: str | None = None,
    note: str | None = None,
) -> tuple[TableRow, Decision, Effects]:
    """The row, the decision and all its effects, before anybody decides (X-03); a note that it
    will need can still be missing.
    """
    decision = proposed(case, findings, context, row_id=row_id, note=note, is_asking=True)
    return case.table.find(decision.row_id), decision, effects_of(case, decision, context)


def proposed(
    case: OrderCase,
    findings: Findings,
    context: Context,
    *,
    row_id: str | None = None,
    note: str | None = None,
    is_asking: bool = False,
) -> Decision:
    """The decision as it would be made now; the error where this person may not make it so.

    Whoever is only asking what would come of it need not have a note yet.
    """
    row, facts = check_decidable(case, findings, context, row_id)
    if row.row_id != case.table.row_for(facts).row_id and not (note or is_asking):
        raise note_missing("Say why another row than the one that applies.", "CK-09")
    if row.effects.internal_note and not (note or is_asking):
        raise note_missing("Say in a note for the staff why the reduction is right.", "CK-07")
    proved = proved_amount(case, facts)
    payout = case.payable_beside(proved) if is_payout(row.effects) else 0
    decision = Decision(
        decision_id=context.new_id(),
        row_id=row.row_id,
        row_label=row.label,
        table_version=case.table.version,
        applied_row_id=case.table.row_for(facts).row_id,
        facts=facts,
        effects=row.effects,
        payout=payout,
        proved=proved,
        by_id=context.actor.user_id,
        by_name=context.actor.name,
        by_role=context.actor.role,
        at=context.at,
        note=note,
        reuse_reason=findings.reuse_reason if findings.uses else None,
    )
    return _with_needs(case, decision, context)


def check_decidable(
    case: OrderCase, findings: Findings, context: Context, row_id: str | None = None
) -> tuple[TableRow, dict[str, str]]:
    """The row that somebody can decide by now, and the facts (X-02)."""
    context.actor.require("dispute.work")
    require_worked(case)
    work = case.work
    if work.pending:
        waits = " and ".join(work.pending.missing)
        raise NotYet(f"A decision waits for {waits}; it has to end first.", rule="PO-23")
    if len(work.decisions) >= MAX_DECISIONS:
        raise TooMany(f"A dispute has {MAX_DECISIONS} decisions at most.", rule="CK-14")
    facts = facts_of(case, findings)
    applied = case.table.row_for(facts)
    row = case.table.find(row_id) if row_id else applied
    if row.effects.is_by_hand:
        raise NotYet(
            f"{row.label}.", rule=row.rule, unblockedBy=[row.effects.escalates_to or VENDOR]
        )
    if row.row_id != applied.row_id and OVERRULING not in context.actor.permissions:
        raise Forbidden(
            f"The row that applies is: {applied.label}. A manager decides otherwise.",
            rule="CK-09",
            unblockedBy=able_to(OVERRULING),
        )
    if is_payout(row.effects):
        require_completed(case)
    if not row.effects.resolves and any(one.row_id == row.row_id for one in work.effective):
        raise AlreadyDecided("This was decided, and waits for the manager.", rule="CK-09")
    return row, facts


def check_decidable_once(
    case: OrderCase, findings: Findings, found: Findings, context: Context, otherwise: str
) -> TableRow:
    """The row that somebody decides by, who says what is `found` beside the `findings`; refused
    with `otherwise` where that leads to no other row (X-02).
    """
    row, facts = check_decidable(case, found, context)
    if case.table.row_for(facts) == case.table.row_for(facts_of(case, findings)):
        raise NotYet(otherwise, rule="CK-14")
    return row


def check_overrulable(case: OrderCase, findings: Findings, context: Context) -> TableRow:
    """A row that somebody can decide by instead of the one that applies, also where nobody decides
    by rule (CK-09, X-02).
    """
    others = case.table.others(case.table.row_for(facts_of(case, findings)))
    if not others:
        raise NotYet("The decision table has no other row to decide by.", rule="CK-14")
    # A row that resolves is no decision that was made before, and one that pays nothing asks less.
    other = max(others, key=lambda row: (row.effects.resolves, not is_payout(row.effects)))
    return check_decidable(case, findings, context, other.row_id)[0]


def sign(case: OrderCase, context: Context) -> OrderCase:
    """Finance's yes to what is of high value, whoever decided it (CK-12, PO-06, PO-23)."""
    decision = check_signable(case, context)
    signed = _signed(decision, FINANCE, context)
    told = tell(
        "decisionSigned",
        f"{context.actor.name} of {FINANCE} agrees to the decision.",
        after={"decisionID": decision.decision_id, "missing": list(signed.missing)},
    )
    agreed = case.having(case.work.with_decision(signed), told)
    return agreed if signed.missing else carry_out(agreed, signed, context)


def check_signable(case: OrderCase, context: Context) -> Decision:
    """The decision that this person's yes is missing for; the error where there is none (X-02)."""
    context.actor.require(PAYING)
    decision = case.work.pending
    if decision is None or FINANCE not in decision.missing:
        raise NotYet("No decision waits for Finance.", rule="PO-23")
    if decision.by_id == context.actor.user_id:
        raise OwnApproval("You decided this; somebody else of Finance agrees.", rule="PO-23")
    return decision


def decline(case: OrderCase, why: str, context: Context) -> OrderCase:
    """Finance's no: the decision is refused, and nothing of it happens (PO-23)."""
    check_signable(case, context)
    return refuse(case, why, context)


def approve(case: OrderCase, context: Context) -> OrderCase:
    """The yes of somebody whose limit is enough; Finance's counts as both (CK-08, PO-23)."""
    decision = case.work.pending
    assert decision, "an approval is of a decision that waits"
    approved = replace(decision, is_asked=False)
    if FINANCE in approved.missing and PAYING in context.actor.permissions:
        approved = _signed(approved, FINANCE, context)
    known = case.having(case.work.with_decision(approved))
    if approved.missing:
        waiting = known.dispute.waiting(FINANCE, context.at, context.hours)
        return replace(known, dispute=waiting)
    return carry_out(known, approved, context)


def refuse(case: OrderCase, refusal: str | None, context: Context) -> OrderCase:
    """The decision that waits, refused or, without a reason, taken back; nothing has happened."""
    decision = case.work.pending
    if decision is None:
        return case
    refused = replace(decision, status=REFUSED, refusal=refusal, is_asked=False, fine=NO_FINE)
    text = with_reason("The decision was not agreed to", refusal)
    told = tell(
        "decisionRefused",
        text,
        {"status": decision.status},
        {"status": REFUSED, "decisionID": decision.decision_id},
        decision.payout,
    )
    back = case.having(case.work.with_decision(refused), told)
    return replace(back, dispute=back.dispute.waiting("agent", context.at, context.hours))


def _with_needs(case: OrderCase, decision: Decision, context: Context) -> Decision:
    """The decision with whose yes it needs: of a higher limit, and Finance's for high value."""
    if not decision.payout:
        return decision
    probe = case.with_work(decisions=_added(case, decision))
    currency = case.dispute.currency
    is_above = probe.total > context.actor.limit_in(currency)
    is_barred = case.work.is_barred(context.actor.user_id, probe.total)
    needs = (FINANCE,) if decision.facts["amount"] == "high" else ()
    told = replace(decision, is_asked=is_above or is_barred, needs=needs)
    if FINANCE in needs and PAYING in context.actor.permissions:
        told = _signed(told, FINANCE, context)
    return told


def _ask(case: OrderCase, decision: Decision, context: Context) -> OrderCase:
    """The decision waiting for somebody's yes; nothing of it has happened, and what it would fine
    is told to whoever is asked (CK-08, CK-12, PO-29).
    """
    decision = replace(decision, fine=fine_for(case, decision.effects))
    waits_for = APPROVER if decision.is_asked else decision.missing[0]
    said = "{name} decided: {row}. It waits for {missing}."
    text = Sentence(
        said,
        name=context.actor.name,
        row=decision.row_label,
        missing=" and ".join(decision.missing),
    )
    told = tell("decisionAsked", text, after=journaled(case, decision), amount=decision.payout)
    work = replace(case.work, decisions=_added(case, decision))
    if decision.is_asked:
        limit = context.actor.limit_in(case.dispute.currency)
        work = work.with_ask(context.actor.user_id, limit)
    asked = case.having(work, told)
    waiting = asked.dispute.waiting(waits_for, context.at, context.hours)
    return replace(asked, dispute=waiting)


def _signed(decision: Decision, role: str, context: Context) -> Decision:
    yes = Signature(role, context.actor.user_id, context.actor.name, context.at)
    return replace(decision, signed=(*decision.signed, yes))


def _added(case: OrderCase, decision: Decision) -> tuple[Decision, ...]:
    return (*case.work.decisions, decision)


def note_missing(said: str, rule: str) -> InvalidInput:
    """The error where a decision or its reversal needs a note that is not there."""
    return InvalidInput(
        said, rule=rule, errors=[{"pointer": "/note", "detail": said, "code": "missing"}]
    )
