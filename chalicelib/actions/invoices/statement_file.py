"""The statement of account as a file: all open items and what is unallocated, with nothing that its
customer may not read (CU-02, X-09).
"""

from chalicelib.actions.admin.exports import Written, form_named, note_export
from chalicelib.actions.desk import Desk
from chalicelib.actions.invoices.lookups import open_statement
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.views.statement import statement_sheet


def write(desk: Desk, customer_id: OutsideID, ending: str) -> Written:
    """The lines of the statement, by the customer's own day; who takes it along is written down."""
    form = form_named(ending, is_local=True)
    customer, open_items, today = open_statement(desk, customer_id)
    sheet = statement_sheet(customer, open_items, today)
    written = Written(form.write(sheet), len(sheet.rows), open_items.complete)
    note_export(desk, f"customer/{customer_id}/statement", written)
    return written
