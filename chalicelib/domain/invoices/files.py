"""Files on a dispute on an invoice: the staff's are its own, and of a customer's both know
(CU-23, X-13).
"""

from chalicelib.domain.disputes.attachments import RULE, Voice, require_room
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.events import SHARED
from chalicelib.domain.disputes.parties import role_in
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import DisputeEnded, InvalidInput


def voice(dispute: InvoiceDispute, context: Context) -> Voice:
    """Who works disputes attaches files for the staff alone, and its customer what it has to show:
    while nothing is decided it is then the staff's move, as by a message (CU-23, X-04).
    """
    side = role_in(dispute.parties, context.actor)
    if side is None:
        context.actor.require("dispute.work")
        return resolver_s_voice(dispute)
    if not dispute.is_open:  # how is told by where it stands, in the customer's own words
        raise DisputeEnded("The dispute has ended and takes no files any more.", rule=RULE)
    require_room(dispute, side)
    is_undecided = dispute.status == dispute.lifecycle.initial
    mover = dispute.lifecycle.waits_for[dispute.status] if is_undecided else ""
    return Voice(side, SHARED, dispute.party_names[side], next_mover=mover)


def resolver_s_voice(dispute: InvoiceDispute) -> Voice:
    """Who is asked to clear it up attaches files by that, for the staff alone (DM-04, CU-23)."""
    require_room(dispute, STAFF)
    return Voice(STAFF, STAFF)


def check_internal(told: bool | None) -> None:
    """`InvalidInput` for saying whether a file is internal, which follows from whose it is
    (CU-23).
    """
    if told is not None:
        said = "The staff's files on this dispute are its own alone; leave isInternal out."
        raise InvalidInput(
            said,
            rule=RULE,
            errors=[{"pointer": "/isInternal", "detail": said, "code": "noMeaning"}],
        )
