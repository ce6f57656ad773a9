"""Working the lines of an invoice dispute: amounts, credits and the free movement between statuses
(CU-03, CU-14).
"""

from dataclasses import replace

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Change
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.domain.invoices.case import InvoiceCase, check_line_in
from chalicelib.domain.invoices.new_dispute import with_new_line
from chalicelib.domain.invoices.work import Line
from chalicelib.domain.people.person import CUSTOMER, STAFF
from chalicelib.errors import DisputeEnded, InvalidInput, NotYet, WrongTrack
from chalicelib.values import dataclass

LINE_STATUSES = ("open", "pendingApproval", "approved", "withdrawn")


@dataclass(frozen=True)
class LineEdit:
    """What somebody wants of a line; None leaves a part as it is. Amounts in minor units."""

    disputed: int | None = None
    credit: int | None = None
    status: str | None = None


def add_line(case: InvoiceCase, line: Line, edit: LineEdit, context: Context) -> InvoiceCase:
    """The case with a line added (CU-01), and at once worked as the edit says."""
    require_lines_workable(case, context)
    added = with_new_line(case, line, context)
    rest = replace(edit, disputed=None)
    return added if rest == LineEdit() else change_line(added, line.line_id, rest, context)


def change_line(
    case: InvoiceCase, line_id: OutsideID, edit: LineEdit, context: Context
) -> InvoiceCase:
    """The case with a line's amounts or status changed; the dispute's own status follows (CU-03,
    CU-04).
    """
    line = case.dispute.work.line(line_id)
    worked = work_line(case, line, edit, context)
    if worked.asked_at is not None:
        asking = case.dispute.work.with_ask(context.actor.user_id, worked.asked_at)
        case = case.with_dispute(replace(case.dispute, work=asking), at=context.at)
    if worked.rests_on_limit:
        case = replace(case, relied_on_limit=True)
    if worked.line == line:
        return case
    dispute = replace(case.dispute, work=case.dispute.work.with_line(worked.line))
    moved = dispute.moved(dispute.work.verb, context.at, context.hours)
    changes = [_line_change(case, line, worked.line, moved.status)]
    if not moved.is_open:
        changes.append(_withdrawn(moved))
    return case.with_dispute(moved, *changes, at=context.at)


@dataclass(frozen=True)
class Worked:
    """A line as an edit leaves it, and what that rests on."""

    line: Line
    rests_on_limit: bool = False
    """Whether it rests on the actor's own credit limit (CU-14)."""
    asked_at: int | None = None
    """The actor's limit, where that was too low and others are asked."""


def work_line(case: InvoiceCase, line: Line, edit: LineEdit, context: Context) -> Worked:
    """The line as the edit leaves it, judged by itself and by what all lines come to; the case
    stays as it is.
    """
    require_lines_workable(case, context)
    amended = _with_amounts(line, edit)
    status = edit.status or (line.status if amended == line else _after_amounts(line))
    if amended != line or status != "withdrawn":
        check_line_in(case, amended)
    return _with_status(case, line, amended, status, context)


def require_lines_workable(case: InvoiceCase, context: Context) -> None:
    """Lines are worked by those who may, while the dispute is open, and never after an adjustment
    (RV-13).
    """
    context.actor.require("dispute.work")
    if not case.dispute.is_open:
        raise DisputeEnded(
            f"The dispute is {spoken(case.dispute.status)}; its lines stay as they are."
        )
    if case.dispute.work.adjustment:
        raise WrongTrack("The dispute has been adjusted; its amounts and lines stay as they are.")


def _with_amounts(line: Line, edit: LineEdit) -> Line:
    disputed = line.disputed if edit.disputed is None else edit.disputed
    credit = line.credit if edit.credit is None else edit.credit
    is_same = (disputed, credit) == (line.disputed, line.credit)
    voids = line.voids_paper_fee and is_same
    return replace(line, disputed=disputed, credit=credit, voids_paper_fee=voids)


def _after_amounts(line: Line) -> str:
    """What was approved or asked for held for the old amounts only, so the line is open again."""
    return "open" if line.status in ("approved", "pendingApproval") else line.status


def _with_status(
    case: InvoiceCase, line: Line, amended: Line, status: str, context: Context
) -> Worked:
    """The line in the status asked for."""
    if status == "approved":
        return _approve(case, line, amended, context)
    if status == "pendingApproval":
        return _request(case, line, amended, context)
    if status in LINE_STATUSES:
        return Worked(
            replace(
                amended,
                status=status,
                requested_by=None,
                requested_by_name=None,
                decided_by=None,
                voids_paper_fee=False,
            )
        )
    raise InvalidInput(f"A line is {', '.join(map(spoken, LINE_STATUSES))}.", rule="CU-03")


def _approve(case: InvoiceCase, line: Line, amended: Line, context: Context) -> Worked:
    """Approved within the actor's limit; above it, a line that nobody asked about yet goes to
    pending approval (CU-14).

    So does one above the limit that the actor had when asking others for a credit of this dispute,
    however high it is now.
    """
    if line.status == "approved" and amended == line:
        return Worked(line)
    approved = replace(
        amended, status="approved", decided_by=context.actor.name, refusal=None, refused_by=None
    )
    if not amended.credit:
        return Worked(approved)
    is_asked = line.status == "pendingApproval" and amended == line
    total = case.credits_with(amended)
    is_barred = case.dispute.work.is_barred(context.actor.user_id, total)
    if not is_asked and (is_barred or total > context.actor.limit_in(case.dispute.currency)):
        return _request(case, line, amended, context)
    case.require_other(total, context)
    case.require_limit(total, context)
    return Worked(approved, rests_on_limit=True)


def _request(case: InvoiceCase, line: Line, amended: Line, context: Context) -> Worked:
    """The line asked to be approved, remembering who asked above the own limit."""
    if amended.credit <= 0:
        raise NotYet("Say first what to credit; there is nothing to approve.", rule="CU-14")
    if line.status == "pendingApproval" and amended == line:
        return Worked(line)
    limit = context.actor.limit_in(case.dispute.currency)
    asked = replace(
        amended,
        status="pendingApproval",
        refusal=None,
        refused_by=None,
        requested_by=context.actor.user_id,
        requested_by_name=context.actor.name,
        decided_by=None,
    )
    return Worked(asked, asked_at=limit if case.credits_with(amended) > limit else None)


def _line_change(case: InvoiceCase, line: Line, worked: Line, status: str) -> Change:
    """The change in words, with the dispute's own status where that changes too; a change of
    amounts alone is told as such.
    """
    words = {
        "approved": ("lineApproved", "Credit of {credit} approved for {line}"),
        "declined": ("lineDeclined", "No credit for {line}"),
        "pendingApproval": (
            "approvalRequested",
            "Approval asked for a credit of {credit} for {line}",
        ),
        "withdrawn": ("lineWithdrawn", "Claim on {line} given up"),
        "open": ("lineReopened", "{line} is open again"),
    }
    is_decided_anew = worked.status != line.status or worked.status in (
        "approved",
        "pendingApproval",
    )
    is_unsaid = worked.disputed != line.disputed or (
        worked.credit != line.credit and worked.status in ("open", "withdrawn")
    )
    event_type, said = words[worked.outcome] if is_decided_anew else ("lineChanged", "{line}")
    amounts = (
        ": {disputed} in dispute, {credit} to be credited"
        if is_unsaid or not is_decided_anew
        else ""
    )
    values = {"disputed": case.amount(worked.disputed), "credit": case.amount(worked.credit)}
    text = Sentence(f"{said}{amounts}.", line=worked.description, **values)
    moved = status != case.dispute.status
    return Change(
        event_type,
        text,
        before=_seen(case, line) | ({"disputeStatus": case.dispute.status} if moved else {}),
        after=_seen(case, worked) | ({"disputeStatus": status} if moved else {}),
        amount=worked.disputed if worked.status in ("open", "withdrawn") else worked.credit,
        note=is_decided_anew,
        audience=CUSTOMER if _claimed(worked) != _claimed(line) else STAFF,
    )


def _claimed(line: Line) -> tuple[int, bool]:
    """What of a line its customer is told of before the dispute ends: how much is claimed, not what
    is thought of it (CU-23).
    """
    return line.disputed, line.status == "withdrawn"


def _seen(case: InvoiceCase, line: Line) -> dict[str, object]:
    return {
        "lineID": line.line_id,
        "disputedAmount": case.number(line.disputed),
        "creditAmount": case.number(line.credit),
        "status": line.outcome,
    }


def _withdrawn(moved: Dispute) -> Change:
    return Change(
        "withdrawn",
        "All claims were given up; the whole invoice is payable again.",
        after={"status": moved.status},
        amount=moved.amounts.withdrawn,
        audience=CUSTOMER,
    )
