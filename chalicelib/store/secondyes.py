"""Where what takes a second person is listed: what waits by when it was asked for, and what was
decided by when it was.
"""

from chalicelib.domain.wallets.second_yes import ASKED, Asked
from chalicelib.store import keys
from chalicelib.store.codec import Item

CORRECTIONS, PROPOSALS = "CORRECTION", "PROPOSAL"
DECIDED = "#DECIDED"
"""What the partition of those that were decided ends with."""


def listed(place: str, asked: Asked, identifier: str) -> Item:
    """Its place in `directory`."""
    is_waiting, at = asked.status == ASKED, asked.decided_at or asked.asked_at
    return {
        "directory_pk": place if is_waiting else place + DECIDED,
        "directory_sk": f"{keys.instant(at)}#{identifier}",
    }
