"""What happens to each open item of a customer today as a file, for who looks through thousands of
them (CO-36, X-09).
"""

from chalicelib.actions.admin.exports import (
    Written,
    form_named,
    note_export,
)
from chalicelib.actions.collections.dunning.look import look
from chalicelib.actions.desk import Desk
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.views.dunning_sheet import candidates_sheet


def write(desk: Desk, customer_id: OutsideID, ending: str) -> Written:
    """The candidates as a file, each with its reason, which is written down."""
    form = form_named(ending, is_local=True)
    looked = look(desk, customer_id)
    content = form.write(candidates_sheet(looked.customer, looked.found, looked.terms))
    written = Written(content, len(looked.found.items), looked.is_complete)
    note_export(desk, f"customer/{customer_id}/dunning", written)
    return written
