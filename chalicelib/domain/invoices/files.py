"""Files on a dispute on an invoice: they are the staff's alone (CU-23, X-13)."""

from chalicelib.domain.disputes.attachments import RULE, Voice, require_room
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import InvalidInput


def voice(dispute: InvoiceDispute, context: Context) -> Voice:
    """Who works disputes attaches files, for the staff alone (CU-23)."""
    context.actor.require("dispute.work")
    require_room(dispute, STAFF, is_alone=True)
    return Voice(STAFF, STAFF)


def resolver_s_voice(dispute: InvoiceDispute) -> Voice:
    """Who is asked to clear it up attaches files by that, for the staff alone (DM-04, CU-23)."""
    require_room(dispute, STAFF, is_alone=True)
    return Voice(STAFF, STAFF)


def check_internal(told: bool | None) -> None:
    """`InvalidInput` for saying whether a file is internal, where all files are the staff's
    (CU-23).
    """
    if told is not None:
        said = "Files on this dispute are the staff's alone; leave isInternal out."
        raise InvalidInput(
            said,
            rule=RULE,
            errors=[{"pointer": "/isInternal", "detail": said, "code": "noMeaning"}],
        )
