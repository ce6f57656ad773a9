"""What of a dispute can be changed by itself, and when it last was: an edit is stale for nothing
else (X-07).

The workflow's own writes, mail and messages touch no part, so they make nobody's edit stale.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.disputes.dispute import Dispute

STATUS = "status"


def whole(dispute: "Dispute") -> tuple[str, ...]:
    """What a verb for the dispute as a whole is about: where it stands, and all of its work."""
    return dispute.work.whole


def last_changed(dispute: "Dispute", about: Iterable[str]) -> int:
    """The version with which one of these parts last changed; of a dispute that does not know, its
    own.
    """
    if not dispute.changed_in:
        return dispute.version
    return max((dispute.changed_in.get(part, 0) for part in about), default=0)


def marked(before: "Dispute | None", after: "Dispute", version: int) -> dict[str, int]:
    """Part → the version with which it last changed, once this is written with that version."""
    old = _parts_of(before) if before else {}
    known = {part: before.changed_in.get(part, before.version) for part in old} if before else {}
    now = _parts_of(after)
    return {
        part: known[part] if part in old and old[part] == value else version
        for part, value in now.items()
    }


def _parts_of(dispute: "Dispute") -> dict[str, object]:
    """What of the dispute can be changed by itself, as it is."""
    return {
        "description": dispute.description,
        "reason": (dispute.reason_id, dispute.reason),
        "resolution": (dispute.resolution_id, dispute.resolution),
        "assigneeID": dispute.assignee_id,
        "resolverID": dispute.resolver_id,
    } | dispute.work.parts_in(dispute.status)
