"""Mails that are brought to several addresses, or to another one than they were written to
(X-14).
"""

from typing import Any

import pytest

from tests.app import App
from tests.mailed import Correspondence, answer
from tests.scenarios import URL, Desk

CAL = "customer@demo.test"
SIGNED = "v=1; a=rsa-sha256; d=demo.test; h=from:to:subject:message-id; bh=x; b=y"


@pytest.fixture
def post(app: App) -> Correspondence:
    return Correspondence(app)


def asked(app: App, dispute_id: str) -> None:
    """The customer was asked something, which a letter told."""
    assert app.as_("agent").post(f"/dispute/{dispute_id}/message", {"text": "Why?"}).status == 201
    app.settle()


def two(app: App, post: Correspondence) -> list[tuple[str, str]]:
    """Two disputes, each with the address that answers to its letter."""
    claim = {"invoiceNumber": 2000, "description": "Also wrong", "amount": 5}
    other = app.as_("agent").post(URL, claim).json["disputeID"]
    found = []
    for dispute_id in (Desk(app).raised().dispute_id, other):
        asked(app, dispute_id)
        found.append((dispute_id, post.address(CAL)))
    return found


def said(app: App, dispute_id: str) -> list[Any]:
    rows = app.as_("agent").get(f"/dispute/{dispute_id}/message?limit=100").json["value"]
    kinds = ("message", "answerUnconfirmed")
    return [(row["type"], row["side"]) for row in rows if row["type"] in kinds][1:]


def test_a_mail_to_two_of_our_addresses_is_said_in_each_once(
    app: App, post: Correspondence
) -> None:
    """X-14: however often it is brought, and however often it names one of them."""
    (first, to_first), (second, to_second) = two(app, post)
    mail, both = answer(CAL), f"{to_first}, {to_second}, {to_first}"
    for _ in range(2):
        assert post.bring(mail, both) == "said"
    assert said(app, first) == said(app, second) == [("message", "customer")]


def test_a_mail_that_is_brought_to_another_letter_s_address_is_nobody_s_word(
    app: App, post: Correspondence
) -> None:
    """X-14: proved by its signature as it is, since that says nothing of where it is brought."""
    (first, to_first), (second, to_second) = two(app, post)
    written = {"To": to_first, "DKIM-Signature": SIGNED}
    assert post.bring(answer(CAL, headers=written), to_first) == "said"
    assert post.bring(answer(CAL, headers=written), to_second) == "unconfirmed"
    unsigned = {"To": to_second, "DKIM-Signature": "v=1; d=demo.test; h=from:subject; b=y"}
    assert post.bring(answer(CAL, number=2, headers=unsigned), to_second) == "unconfirmed"
    blind = {"To": "friends@demo.test"}
    assert post.bring(answer(CAL, number=3, headers=blind), to_second) == "unconfirmed"
    assert said(app, first) == [("message", "customer")]
    assert {kind for kind, _ in said(app, second)} == {"answerUnconfirmed"}


def test_a_mail_that_its_own_domain_has_brought_is_said_where_it_says(
    app: App, post: Correspondence
) -> None:
    """X-14: some makers sign neither To nor Cc; SPF says then that nobody has brought it again."""
    asked(app, Desk(app).raised().dispute_id)
    to = post.address(CAL)
    head = {"To": to, "DKIM-Signature": "v=1; d=demo.test; h=from:subject; b=y"}
    for number, (source, spf, named, outcome) in enumerate(
        (
            (CAL, "PASS", to, "said"),
            (CAL, "SOFTFAIL", to, "unconfirmed"),
            ("eve@elsewhere.test", "PASS", to, "unconfirmed"),
            ("<>", "PASS", to, "automatic"),
            (CAL, "PASS", "friends@demo.test", "unconfirmed"),
        )
    ):
        mail = answer(CAL, number=number, headers=head | {"To": named})
        assert post.bring(mail, to, source, spf=spf) == outcome
