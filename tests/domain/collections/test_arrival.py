"""Whether a letter about the end of disputes arrived, and from when on its items rest."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.collections.dunning.arrival import SOON, lost_because, went_late

CLAIMED = datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        ({"type": "mailSent"}, None),
        ({"type": "mailReturned"}, "the mail came back"),
        ({"type": "mailGivenUp"}, "the mail could not be sent for days"),
        ({"type": "mailWithheld", "reason": "a dispute goes on"}, "a dispute goes on"),
    ],
)
def test_a_mail_that_reached_nobody_says_why(mail: dict[str, str], why: str | None) -> None:
    """CO-43: by what became of it; of what was withheld the event says why itself."""
    assert lost_because(mail) == why


def test_items_rest_from_when_a_mail_went_that_was_held_up() -> None:
    """CO-43: one that leaves at once counts from its claim."""
    late = CLAIMED + SOON + timedelta(seconds=1)
    assert not went_late({"type": "mailSent"}, CLAIMED, CLAIMED + SOON)
    assert went_late({"type": "mailSent"}, CLAIMED, late)
    assert not went_late({"type": "mailReturned"}, CLAIMED, late)
