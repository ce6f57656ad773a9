"""Personal links in what an answer quotes (DM-04, X-14)."""

import pytest

from chalicelib.domain.mail_in.private import without_links
from chalicelib.domain.mail_in.reading import read
from tests.mails import Mail

TOKEN = "dc8b820e3487.WyJyZXNvbHZlcjoiLCJhZ2VudDIiLCIyTk0.h2BFTuM2dGh9VExaMAcn6HVAwqEvN-dZ41vh"


@pytest.mark.parametrize(
    "quoted",
    [
        f"> https://x.test/#/resolver/{TOKEN}",
        f"<https://x.test/#/response/{TOKEN}>",
        f"> https://x.test/#/answer/{TOKEN[:40]}\n> {TOKEN[40:]}",
        f"https://safe.test/?url=https%3A%2F%2Fx.test%2F%23%2Fpromise%2F{TOKEN}&data=1",
    ],
)
def test_nobody_reads_a_personal_link_in_an_answer(quoted: str) -> None:
    """DM-04, X-14: whole, broken into lines, or spelled anew by a mail program."""
    text = f"We do not agree.\n\n{quoted}\n\nSee https://x.test/#/dispute/2MZEQJ7EV2QD"
    told = without_links(text)
    assert "[personal link]" in told
    assert not any(part in told for part in TOKEN.split("."))
    assert told.endswith("See https://x.test/#/dispute/2MZEQJ7EV2QD")
    mail = read(Mail(text.encode()).raw())
    assert TOKEN[-20:] not in mail.whole + mail.words
