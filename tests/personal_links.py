"""A personal link, and when it was made."""

from datetime import UTC, datetime, timedelta

from chalicelib.links import PersonalLink

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


LINK = PersonalLink("ann", "2MZEQJ7EV2QD-1-2", "ab" * 32, NOW + timedelta(days=7))
