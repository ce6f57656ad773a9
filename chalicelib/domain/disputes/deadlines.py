"""Until when who has to do something about a dispute, or was promised something."""

from datetime import datetime

from chalicelib.values import dataclass

MOVE = "move"
"""What is due of whoever's move it is, where the kind names nothing closer."""


@dataclass(frozen=True)
class Deadline:
    """What is due, from whom or to whom, and when."""

    party: str
    """A party of the dispute, a role of the staff, or the bank."""
    what: str
    """Names it: the words are those of the one who shows it."""
    at: datetime
