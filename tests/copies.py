"""Copies of the data of one machine, as the tests make them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.copies import Copies

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def copied(state: Path, *contents: str) -> Copies:
    """Copies of one file, a minute after another."""
    copies = Copies(state)
    for minute, content in enumerate(contents):
        copies.write(
            [("dynamodb.json", content.encode())], NOON + timedelta(minutes=minute), is_last=False
        )
    return copies
