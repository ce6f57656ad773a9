"""What of a dispute can be changed by itself, and when it last was: an edit is stale for nothing else (X-07).

The workflow's own writes, mail and messages touch no part, so they make nobody's edit stale.
"""

from collections.abc import Iterable

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.bookings.booking import SIDES
from chalicelib.domain.bookings.work import BookingWork
from chalicelib.domain.disputes.dispute import Dispute

STATUS, ESCALATION = "status", "escalation"
SUPPORTED = (STATUS, ESCALATION)
"""What asking support to step in is about, and handing back."""
SAID = ("description", "reason", "resolution")
PATCHED = {"/description": "description", "/reasonID": "reason", "/resolutionID": "resolution"}
"""What a JSON Patch points to → the part that it is about; its amount is about the lines."""


def line_part(line_id: OutsideID) -> str:
    """The part that one line is."""
    return f"line {line_id}"


def requests_part(side: str) -> str:
    """The part that all is that one side of a booking asks for and waits for."""
    return f"requests {side}"


def work_parts(dispute: Dispute) -> tuple[str, ...]:
    """What a verb for the dispute as a whole is about: where it stands, and its lines or requests."""
    if isinstance(dispute.work, BookingWork):
        return (STATUS, *map(requests_part, SIDES))
    return (STATUS, *(line_part(line.line_id) for line in dispute.work.lines))


def asked_parts(dispute: Dispute) -> tuple[str, ...]:
    """What an answer to an approval is about: all that whoever decides was shown of the claim."""
    current = dispute.work.round
    lines = current.line_ids if current and current.is_active else ()
    return (STATUS, "description", "reason", *map(line_part, lines))


def patched_parts(dispute: Dispute, operations: object) -> tuple[str, ...]:
    """What a JSON Patch is about; one that is none is about nothing, and refused for that."""
    rows = operations if isinstance(operations, list) else ()
    paths = {str(row.get("path")) for row in rows if isinstance(row, dict)}
    said = (part for path, part in PATCHED.items() if path in paths)
    return (*(work_parts(dispute) if "/amount" in paths else (STATUS,)), *said)


def last_changed(dispute: Dispute, about: Iterable[str]) -> int:
    """The version with which one of these parts last changed; of a dispute that does not know, its own."""
    if not dispute.changed_in:
        return dispute.version
    return max((dispute.changed_in.get(part, 0) for part in about), default=0)


def marked(before: Dispute | None, after: Dispute, version: int) -> dict[str, int]:
    """Part → the version with which it last changed, once this is written with that version."""
    old = _parts_of(before) if before else {}
    known = {part: before.changed_in.get(part, before.version) for part in old} if before else {}
    return {part: known[part] if part in old and old[part] == value else version for part, value in _parts_of(after).items()}


def _parts_of(dispute: Dispute) -> dict[str, object]:
    """What of the dispute can be changed by itself, as it is."""
    if isinstance(dispute.work, BookingWork):
        asked = {requests_part(side): [one for one in dispute.work.pending if one.side == side] for side in SIDES}
        return {STATUS: dispute.status, ESCALATION: dispute.work.escalation, **asked}
    work = dispute.work
    return {
        STATUS: (dispute.is_open, work.adjustment, work.reversal, work.fee),
        "description": dispute.description,
        "reason": (dispute.reason_id, dispute.reason),
        "resolution": (dispute.resolution_id, dispute.resolution),
        "assigneeID": dispute.assignee_id,
        "resolverID": dispute.resolver_id,
    } | {line_part(line.line_id): line for line in work.lines}
