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
