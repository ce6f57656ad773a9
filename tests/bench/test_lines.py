"""What a decision on a line, and the dispute as it is shown afterwards, cost by how many lines the
dispute has.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from chalicelib.domain.disputes.context import Context
from chalicelib.domain.imports.billed import Billed, merge_invoice
from chalicelib.domain.invoices.case import InvoiceCase
from chalicelib.domain.invoices.invoice import InvoiceLine
from chalicelib.domain.invoices.lines import LineEdit, change_line
from chalicelib.domain.invoices.new_dispute import Claim, raise_dispute
from chalicelib.domain.people.person import Person
from chalicelib.views.dispute import dispute_view

AT = datetime(2026, 1, 1, tzinfo=UTC)
CONTEXT = Context(Person("fay", "", "Fay Finance", "finance", {"USD": 10**9}), AT, lambda: "D1")
TIMES = 60
AT_MOST = 5
"""So many times as long with 40 lines as with 10: in proportion, and a little."""


def case_with(count: int) -> InvoiceCase:
    lines = tuple(InvoiceLine(number, "Monthly fee", 1000, "fee") for number in range(count))
    billed = Billed(1001, 2000, "approved", "USD", AT.date(), AT.date(), lines)
    invoice = merge_invoice(None, billed, "Bright Telecom", settles=True)
    assert invoice
    return replace(
        raise_dispute(Claim("Too much", tuple((line, 500) for line in lines)), invoice, CONTEXT),
        changes=(),
    )


def shortest(do: Callable[[], object]) -> float:
    """Milliseconds of work in the quickest of several turns, which nothing else held up."""
    turns = []
    for _ in range(TIMES):
        began = time.process_time()
        do()
        turns.append((time.process_time() - began) * 1000)
    return min(turns)


def test_a_decision_and_the_view_after_it_grow_with_the_lines_and_no_faster() -> None:
    edit = LineEdit(credit=300, status="approved")
    taken = {}
    for count in (10, 40):
        case = case_with(count)
        after = change_line(case, 1, edit, CONTEXT)
        taken[count] = (
            shortest(lambda case=case: change_line(case, 1, edit, CONTEXT)),
            shortest(lambda after=after: dispute_view(after, CONTEXT)),
        )
        print(f"{count} lines: decision {taken[count][0]:.2f} ms, view {taken[count][1]:.2f} ms")
    assert sum(taken[40]) / sum(taken[10]) <= AT_MOST
