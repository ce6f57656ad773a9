"""What can be done with a dispute now, and when not: why, and who can unblock it (X-02).

The answers come from asking the verbs themselves, so that no rule stands in two places.
"""

from collections.abc import Callable

from chalicelib.domain.disputes.choice import Choice, choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices import files
from chalicelib.domain.invoices.case import InvoiceCase, remaining_of
from chalicelib.domain.invoices.conversation import note, say
from chalicelib.domain.invoices.edit import check_editable
from chalicelib.domain.invoices.invoice import (
    Invoice,
    InvoiceLine,
    check_disputable,
    check_line_disputable,
)
from chalicelib.domain.invoices.lines import LineEdit, require_lines_workable, work_line
from chalicelib.domain.invoices.new_dispute import check_free
from chalicelib.domain.invoices.outcome_telling import check_untold
from chalicelib.domain.invoices.paper_fee import void_paper_fee
from chalicelib.domain.invoices.settlement import (
    adjust,
    charge_fee,
    close,
    finalise,
    reopen,
    reverse,
    withdraw,
)
from chalicelib.domain.invoices.work import MAX_LINES, Line
from chalicelib.errors import AmountTooLarge, TooMany


def choices(case: InvoiceCase, context: Context) -> list[Choice]:
    """Every action on the dispute as a whole, in the order in which people need them."""
    attempts: dict[str, Callable[[], object]] = {
        "finalise": lambda: finalise(case, context),
        "adjust": lambda: adjust(case, context),
        "reverse": lambda: reverse(case, context),
        "fee": lambda: charge_fee(case, 1, context),
        "close": lambda: close(case, context),
        "reopen": lambda: reopen(case, context),
        "withdraw": lambda: withdraw(case, context),
        "tellOutcome": lambda: check_untold(case, context),
        "voidPaperFee": lambda: void_paper_fee(case, context),
        "addLine": lambda: _can_add_line(case, context),
        "edit": lambda: check_editable(case, context),
        "assign": lambda: check_editable(case, context),
        "attach": lambda: files.voice(case.dispute, context),
        "message": lambda: say(case.dispute, "…", context),
        "note": lambda: note(case.dispute, "…", context),
    }
    return [choice(name, attempt) for name, attempt in attempts.items()]


def line_choices(case: InvoiceCase, line: Line, context: Context) -> list[Choice]:
    """Every action on one line with what becomes of it: approved, pending approval or, without any
    credit, declined (CU-14).
    """

    def to(status: str) -> Callable[[], str]:
        return lambda: work_line(case, line, LineEdit(status=status), context).line.outcome

    attempts: dict[str, Callable[[], object]] = {
        "change": lambda: require_lines_workable(case, context)
    }
    if line.status != "approved":
        attempts["approve" if line.credit else "decline"] = to("approved")
    if line.status != "withdrawn":
        attempts["withdraw"] = to("withdrawn")
    if line.status != "open":
        attempts["reopen"] = to("open")
    return [choice(name, attempt) for name, attempt in attempts.items()]


def raise_choice(invoice: Invoice, context: Context) -> Choice:
    """Whether a dispute can be raised on the invoice."""

    def attempt() -> None:
        context.actor.require("dispute.work")
        check_free(invoice)
        check_disputable(invoice)

    return choice("raise", attempt)


def line_refusal(invoice: Invoice, line: InvoiceLine) -> Choice:
    """Whether a line of the invoice can be disputed, and why not (CU-08, CU-11, CU-12)."""

    def attempt() -> None:
        check_disputable(invoice)
        check_line_disputable(invoice, line)

    return choice("dispute", attempt)


def _can_add_line(case: InvoiceCase, context: Context) -> None:
    require_lines_workable(case, context)
    if len(case.dispute.work.lines) >= MAX_LINES:
        raise TooMany(f"A dispute holds at most {MAX_LINES} lines.", rule="CU-01")
    disputed = sum(line.disputed for line in case.dispute.work.lines if line.status != "withdrawn")
    if disputed >= remaining_of(case.invoice, "general", case.invoice.charges):
        raise AmountTooLarge("All that the invoice has left is in dispute already.", rule="CU-09")
