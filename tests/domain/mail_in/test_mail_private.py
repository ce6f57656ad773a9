"""Personal links in what an answer quotes (DM-04, X-14)."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.mail_in.private import without_links
from chalicelib.domain.mail_in.reading import read
from chalicelib.links import (
    LINK_KINDS,
    Keys,
    Link,
    PartyLink,
    PersonalLink,
    PromiseLink,
    ResolverLink,
    Signer,
)
from tests.mails import Mail

TOKEN = "dc8b820e3487.WyJyZXNvbHZlcjoiLCJhZ2VudDIiLCIyTk0.h2BFTuM2dGh9VExaMAcn6HVAwqEvN-dZ41vh"


@pytest.mark.parametrize(
    "quoted",
    [
        f"> https://x.test/#/resolver/{TOKEN}",
        f"<https://x.test/#/response/{TOKEN}>",
        f"> https://x.test/#/answer/{TOKEN[:40]}\n> {TOKEN[40:]}",
        f"<https://x.test/#/resolver/{TOKEN[:30]}\n> {TOKEN[30:]}>",
        f"<https://x.test/#/resolver/\n{TOKEN}>",
        f"https://safe.test/?url=https%3A%2F%2Fx.test%2F%23%2Fpromise%2F{TOKEN}&data=1",
        f"https://safe.test/?a=https%253A%252F%252Fx.test%252F%2523%252Fpromise%252F{TOKEN}",
        f"https://safe.test/v2/url?u=https-3A__x.test_-23_response_{TOKEN.replace('-', '-2D')}&d=1",
        f"https://safe.test/v3/__https://x.test/*/response/{TOKEN}__;Iw!!AbC",
        f"The rest of the address was {TOKEN}",
    ],
)
def test_nobody_reads_a_personal_link_in_an_answer(quoted: str) -> None:
    """DM-04, X-14: whole, broken into lines, or spelled anew by a mail program or a service that
    links are led over.
    """
    text = f"We do not agree.\n\n{quoted}\n\nSee https://x.test/#/dispute/2MZEQJ7EV2QD"
    told = without_links(text)
    assert "[personal link]" in told
    assert not any(part in told for part in TOKEN.split("."))
    assert told.endswith("See https://x.test/#/dispute/2MZEQJ7EV2QD")
    mail = read(Mail(text.encode()).raw())
    assert TOKEN[-20:] not in mail.whole + mail.words
    named = read(Mail(b"", subject=f"https://x.test/#/resolver/{TOKEN}").raw())
    assert (named.subject, named.words) == ("https://x.test/[personal link]",) * 2


def test_every_link_is_known_by_the_shape_of_its_token() -> None:
    """DM-04, X-14: whatever it is for, and whomever it names."""
    signer = Signer(Keys(lambda: ["k" * 64], lambda: 0.0))
    until = datetime(2026, 12, 24, tzinfo=UTC)
    links: tuple[Link, ...] = (
        PersonalLink("0f8fad5b-d9cb-469f-a165-70867728950e", "2MZEQJ7EV2QD", "h" * 64, until),
        PersonalLink("Ärztin", "2MZEQJ7EV2QD", "h" * 64, until),
        PartyLink("vendor", "V-1", "Vera", "2MZEQJ7EV2QD", "m" * 16, until),
        ResolverLink("agent", "2MZEQJ7EV2QD", 1, "", until),
        PromiseLink(1001, "Bright", (1, "2"), "m" * 16, until),
    )
    assert {type(link) for link in links} == set(LINK_KINDS)
    for link in links:
        assert without_links(f"See {signer.sign(link)} at once") == "See [personal link] at once"
