"""An import as a job that is taken up again and again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chalicelib.domain.imports.job import LEASE_SECONDS, MAX_TRIES, Counts, Import

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_a_run_that_gets_no_further_counts_as_one_that_died() -> None:
    """X-12: it calls itself for as long as it gets on, and no longer."""
    job = replace(
        Import("I", "invoices", "a.csv", 10, NOW.date(), "USD", "U", "Ada", NOW), status="applying"
    )
    for number in range(MAX_TRIES + 1):
        job = job.claimed(NOW) or job
        assert job.tries == number + 1
        job = job.advanced(0, Counts(), {}, NOW)
    later = NOW + timedelta(seconds=LEASE_SECONDS)
    assert job.advanced(1, Counts(created=1), {}, later).tries == 0
