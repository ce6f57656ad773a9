"""The thread of a dispute: what of it an audience has read (IG-04)."""

from dataclasses import replace

from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.errors import InvalidInput


def mark_read(dispute: Dispute, audience: str, count: int) -> Dispute:
    """The dispute with so many messages read by an audience (IG-04): more than before, or as it
    was.

    It tells of no change: what somebody has read is not what is in dispute.
    """
    there = dispute.messages.get(audience, 0)
    if count > there:
        raise InvalidInput(f"There are {there} messages to be read, not {count}.", rule="IG-04")
    if count <= dispute.read.get(audience, 0):
        return dispute
    return replace(dispute, read=dispute.read | {audience: count})
