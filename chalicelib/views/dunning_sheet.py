"""What happens to each open item as a table, for spreadsheets (CO-36)."""

from chalicelib.domain.collections.dunning.terms import DunningTerms
from chalicelib.domain.collections.dunning.today import ItemToday, Run
from chalicelib.domain.invoices.invoice import Customer
from chalicelib.views.dunning import label_named
from chalicelib.views.spreadsheet import Amount as AmountCell
from chalicelib.views.spreadsheet import Cell, Sheet

CANDIDATE_COLUMNS = (
    "Customer",
    "Customer name",
    "Invoice",
    "Due",
    "Currency",
    "Open",
    "In dispute",
    "Promised",
    "Held",
    "Asked for",
    "New charges",
    "Code",
    "Reason",
    "Level",
    "Again on",
)


def candidate_row(customer: Customer, item: ItemToday, terms: DunningTerms) -> tuple[Cell, ...]:
    """A candidate in a table, with what happens to it and why (CO-36)."""
    amounts = (item.open, item.disputed, item.promised, item.held, item.asked, item.new.total)
    return (
        str(customer.customer_id),
        customer.name,
        str(item.invoice_number),
        item.due_date,
        item.currency,
        *(AmountCell(minor, item.currency) for minor in amounts),
        item.code,
        item.words,
        label_named(item, terms) or "",
        item.again_on,
    )


def candidates_sheet(customer: Customer, found: Run, terms: DunningTerms) -> Sheet:
    """Every candidate as a table, with what happens to it today and why (CO-36)."""
    rows = tuple(candidate_row(customer, one, terms) for one in found.items)
    return Sheet("Reminders", CANDIDATE_COLUMNS, rows)
