"""What is said of a decision, and of taking it back: to the customer, to the vendor, in the journal
(CK-07, PO-35).
"""

from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.news import AS_WRITTEN
from chalicelib.domain.orders.case import OrderCase, tell
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.standing import REPEAT, Reason, Standing
from chalicelib.domain.orders.work import NO_FINE, Decision, Payout
from chalicelib.domain.people.person import CUSTOMER


def told_of(case: OrderCase, decision: Decision) -> list[Change]:
    """What customer and vendor are told of a decision that holds; never its note (CK-07)."""
    told, fine = decision.effects, decision.fine
    changes = []
    if told.resolves:
        paid = "It was decided: {amount} will be paid to you."
        unpaid = "It was decided: nothing more is paid. You can object."
        text = Sentence(paid if decision.payout else unpaid, amount=case.amount(decision.payout))
        changes.append(
            tell(
                "outcome",
                text,
                after={"payout": case.number(decision.payout), "decisionID": decision.decision_id},
                amount=decision.payout,
                audience=CUSTOMER,
            )
        )
    if told.resolves or fine.amount:
        said = "The dispute on order {order} was decided."
        if fine.now or fine.owed:
            said += " You are fined {fine}: {now} from your wallet, {owed} are owed."
        text = Sentence(
            said,
            order=case.work.order_id,
            fine=case.amount(fine.amount),
            now=case.amount(fine.now),
            owed=case.amount(fine.owed),
        )
        after = {
            "fine": case.number(fine.now + fine.owed),
            "owed": case.number(fine.owed),
            "decisionID": decision.decision_id,
        }
        changes.append(tell("vendorOutcome", text, after=after, audience=VENDOR))
    return changes


def told_of_reversal(
    case: OrderCase, decision: Decision, payout: Payout | None, *, is_recalled: bool
) -> list[Change]:
    """What customer and vendor are told of a decision that was taken back (PO-12)."""
    changes = []
    if decision.effects.resolves:
        text = Sentence("The decision was taken back; your case is looked at again.")
        if payout and payout.counts and not is_recalled:
            text = Sentence(
                "The decision was taken back: {amount} that was paid to you is to be paid back.",
                amount=case.amount(payout.amount),
            )
        changes.append(
            tell(
                "outcomeReversed",
                text,
                after={"decisionID": decision.decision_id},
                amount=payout.amount if payout else 0,
                audience=CUSTOMER,
            )
        )
    if decision.fine.now or decision.fine.owed:
        text = Sentence(
            "The fine of {fine} on order {order} was taken back.",
            fine=case.amount(decision.fine.now + decision.fine.owed),
            order=case.work.order_id,
        )
        changes.append(
            tell(
                "fineReversed",
                text,
                after={"decisionID": decision.decision_id},
                amount=decision.fine.now,
                audience=VENDOR,
            )
        )
    return changes


def told_of_standing(
    case: OrderCase, before: Standing, after: Standing, context: Context
) -> Change:
    """What the vendor is told of how it stands, and why (PO-35)."""
    holding = after.holding(context.at)
    reasons = " ".join(one.text for one in holding)
    level = after.level_at(context.at)
    told = {
        "level": level,
        "maxLeads": after.max_leads_at(context.at, case.max_leads),
        "version": after.version,
        "debt": case.number(after.debt),
        "reasons": [_reason(case, one) for one in holding],
    }
    was = {"level": before.level_at(context.at), "version": before.version}
    return tell(
        "standingChanged",
        f"You stand as {level} now. {reasons}".strip(),
        was,
        told,
        audience=VENDOR,
    )


def _reason(case: OrderCase, reason: Reason) -> dict[str, str]:
    """A reason as data, from which each language makes its sentence."""
    repeat = case.terms.repeat
    if reason.decision_id:
        told = {"sentence": f"standing.{reason.level}", "dispute": reason.dispute_id or ""}
    elif reason.reason_id.startswith(REPEAT):
        counts = {"count": str(repeat.count), "days": str(repeat.window_days)}
        told = {"sentence": "standing.repeat", "leads": str(reason.max_leads)} | counts
    else:
        told = {"sentence": AS_WRITTEN, "text": reason.text}
    return told | ({"until": reason.until.isoformat()} if reason.until else {})


def journaled(case: OrderCase, decision: Decision) -> dict[str, object]:
    """A decision as its event tells it to the staff."""
    told: dict[str, object] = {
        "decisionID": decision.decision_id,
        "rowID": decision.row_id,
        "appliedRowID": decision.applied_row_id,
        "tableVersion": decision.table_version,
        "facts": decision.facts,
        "payout": case.number(decision.payout),
        "proved": case.number(decision.proved),
        "missing": list(decision.missing),
    }
    optional = {
        "note": decision.note,
        "reuseReason": decision.reuse_reason,
        "transferID": decision.transfer_id,
        "payoutID": decision.payout_id,
        "fine": case.number(decision.fine.amount) if decision.fine != NO_FINE else None,
    }
    return told | {name: value for name, value in optional.items() if value is not None}
