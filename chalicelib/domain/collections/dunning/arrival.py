"""Whether a letter that tells how disputes ended reached its customer, by what became of it; from
when on its items rest follows from that (CO-43).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.collections.dunning.record import did_not_go

SOON = timedelta(minutes=10)
"""Within what a mail leaves that nothing holds up: its items rest from when it was claimed."""
NOT_POSTED = "it was put to print and did not go by post"
WHY: Mapping[str, str] = {
    "mailSuppressed": "mail to its address is held back, or there is no such address",
    "mailReturned": "the mail came back",
    "mailGivenUp": "the mail could not be sent for days",
}
"""What became of a mail → why it did not arrive, as the staff reads it; of what was withheld the
event itself says why.
"""


def lost_because(mail: Mapping[str, Any]) -> str | None:
    """Why a mail did not arrive; None for one that did, as far as is known."""
    if not did_not_go(mail):
        return None
    return str(WHY.get(mail["type"]) or mail["reason"])


def went_late(mail: Mapping[str, Any], claimed_at: datetime, at: datetime) -> bool:
    """Whether a mail left so long after it was claimed that its items rest from now on."""
    return mail["type"] == "mailSent" and at - claimed_at > SOON
