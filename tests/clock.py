"""The time of the tests: it goes on from one morning of a business day, whenever they run, so that
none holds only in some hours, on some days or before some date; `TESTS_BEGIN_AT` is another moment
to begin at.
"""

import os
import time
from datetime import UTC, datetime, timedelta

BEGINS_AT = datetime.fromisoformat(
    os.environ.get("TESTS_BEGIN_AT", "2026-12-01T10:00:00Z").replace("Z", "+00:00")
).astimezone(UTC)
_started = time.monotonic()


def now() -> datetime:
    """The time, for tests."""
    return BEGINS_AT + timedelta(seconds=time.monotonic() - _started)


class Clock:
    """The time of one test: from a whole second on it is a thousandth of a second later at each
    look, so that no answer differs by how long a machine took.
    """

    def __init__(self) -> None:
        self.began = now().replace(microsecond=0) + timedelta(seconds=1)
        self.looks = 0

    def now(self) -> datetime:
        """The time."""
        self.looks += 1
        return self.began + timedelta(milliseconds=self.looks)
