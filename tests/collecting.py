"""What the tests of the jobs of collections share: what one thing that is due takes, and when."""

from datetime import UTC, datetime, timedelta

from tests.app import App
from tests.scenarios import ALL_DAY

CALLS_OF_A_CHASE = 3
"""Two reads and one transaction."""
CALLS_OF_A_REMINDER = 5
"""A read, two queries, a read of what is asked for, and one transaction."""
AUTOMATIC = {"value": [{**ALL_DAY["value"][0], "automatic": True}]}
"""Customers are reminded at any hour, without anybody asking for it."""


def wait_for_sending_hours(app: App) -> None:
    """Lets time pass to the morning of a business day on which all is long due."""
    morning = datetime.combine(app.now().date() + timedelta(days=40), datetime.min.time(), UTC)
    morning += timedelta(days=-morning.weekday(), hours=9)
    app.later(minutes=(morning - app.now()).total_seconds() / 60)
