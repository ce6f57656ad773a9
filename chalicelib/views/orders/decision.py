"""Decisions of payout disputes: the row that applies, what was decided, and all that would come of
it (CK-14, PO-29, PO-39).
"""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.decision_table import TableRow
from chalicelib.domain.orders.effects import Effects
from chalicelib.domain.orders.facts import Findings, facts_of
from chalicelib.domain.orders.work import EFFECTIVE, PENDING, REFUSED, REVERSED, Decision, Fine
from chalicelib.views.answers import Amount, Moment, meaning, one_of
from chalicelib.views.parts import instant


class FineView(TypedDict):
    """A fine as it meets the vendor's wallet (PO-29)."""

    amount: Amount
    now: Amount
    owed: Amount
    isRefused: bool


class SignatureView(TypedDict):
    """The yes of a role (PO-23)."""

    role: str
    by: str
    at: Moment


class DecisionView(TypedDict):
    """What was decided, by which row of which version of the table, on which facts (PO-39)."""

    decisionID: str
    rowID: str
    rowLabel: Annotated[str, meaning("What the row said when it was decided (PO-39).")]
    appliedRowID: str
    tableVersion: int
    facts: dict[str, str]
    status: Annotated[str, one_of(PENDING, EFFECTIVE, REFUSED, REVERSED)]
    payout: Amount
    proved: Amount
    fine: FineView
    note: str | None
    reuseReason: str | None
    by: str
    at: Moment
    effectiveAt: Moment | None
    missing: list[str]
    signed: list[SignatureView]
    refusal: str | None
    reversedAt: Moment | None
    reversedBy: str | None
    reversal: str | None
    payoutID: str | None
    transferID: str | None


class OtherRow(TypedDict):
    """A row that one can decide by instead, where one may (CK-09)."""

    rowID: str
    label: str


class RowView(TypedDict):
    """The row of the decision table that applies, and why (CK-14)."""

    rowID: str
    label: str
    rule: str | None
    tableVersion: int
    facts: dict[str, str]
    why: dict[str, str]
    others: list[OtherRow]


class EffectsView(TypedDict):
    """All that would come of a decision now (X-03, PO-29)."""

    payout: Amount
    fine: FineView
    levelBefore: str
    levelAfter: str
    maxLeadsBefore: int
    maxLeadsAfter: int
    isFlagged: bool
    holdUntil: Moment | None
    resolves: bool
    escalatesTo: str | None
    needsNote: bool
    approvals: Annotated[list[str], meaning("Whose yes is needed: roles, and `approver`.")]
    mails: list["MailPart"]


class MailPart(TypedDict):
    """Who would be told what by mail."""

    to: str
    about: str


def effects_view(case: OrderCase, effects: Effects) -> EffectsView:
    """All effects of a decision (X-03)."""
    return {
        "payout": case.number(effects.payout),
        "fine": fine_view(case, effects.fine),
        "levelBefore": effects.level_before,
        "levelAfter": effects.level_after,
        "maxLeadsBefore": effects.leads_before,
        "maxLeadsAfter": effects.leads_after,
        "isFlagged": effects.is_flagged,
        "holdUntil": instant(effects.hold_until),
        "resolves": effects.resolves,
        "escalatesTo": effects.escalates_to,
        "needsNote": effects.needs_note,
        "approvals": list(effects.approvals),
        "mails": [{"to": to, "about": about} for to, about in effects.mails],
    }


def row_part(case: OrderCase, findings: Findings) -> RowView:
    """The row of the decision table that the facts of the case hit, with these (CK-14)."""
    facts = facts_of(case, findings)
    row: TableRow = case.table.row_for(facts)
    return {
        "rowID": row.row_id,
        "label": row.label,
        "rule": row.rule or None,
        "tableVersion": case.table.version,
        "facts": facts,
        "why": row.reasons(facts),
        "others": [{"rowID": one.row_id, "label": one.label} for one in case.table.others(row)],
    }


def fine_view(case: OrderCase, fine: Fine) -> FineView:
    """A fine as it meets the vendor's wallet (PO-29)."""
    return {
        "amount": case.number(fine.amount),
        "now": case.number(fine.now),
        "owed": case.number(fine.owed),
        "isRefused": fine.is_refused,
    }


def decision_view(case: OrderCase, one: Decision) -> DecisionView:
    """A decision, with the row and the facts that it rests on (PO-39)."""
    return {
        "decisionID": one.decision_id,
        "rowID": one.row_id,
        "rowLabel": one.row_label,
        "appliedRowID": one.applied_row_id,
        "tableVersion": one.table_version,
        "facts": one.facts,
        "status": one.status,
        "payout": case.number(one.payout),
        "proved": case.number(one.proved),
        "fine": fine_view(case, one.fine),
        "note": one.note,
        "reuseReason": one.reuse_reason,
        "by": one.by_name,
        "at": instant(one.at),
        "effectiveAt": instant(one.effective_at),
        "missing": list(one.missing) if one.status == PENDING else [],
        "signed": [
            {"role": yes.role, "by": yes.by_name, "at": instant(yes.at)} for yes in one.signed
        ],
        "refusal": one.refusal,
        "reversedAt": instant(one.reversed_at),
        "reversedBy": one.reversed_by,
        "reversal": one.reversal,
        "payoutID": one.payout_id,
        "transferID": one.transfer_id,
    }
