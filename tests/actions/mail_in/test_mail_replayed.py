"""Mails that are brought to several addresses, to another one than they were written to, or once
more (X-14).
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.app import App
from tests.mailed import Correspondence, answer
from tests.mails import Mail
from tests.scenarios import URL, Desk, prepared

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
    unsigned = {"To": to_second, "DKIM-Signature": "v=1; d=demo.test; h=from:subject; b=eno="}
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
    signature = "v=1; d=demo.test; h=from:subject; b=YmF"
    for number, (source, spf, named, outcome) in enumerate(
        (
            (CAL, "PASS", to, "said"),
            (CAL, "SOFTFAIL", to, "unconfirmed"),
            ("eve@elsewhere.test", "PASS", to, "unconfirmed"),
            ("<>", "PASS", to, "automatic"),
            (CAL, "PASS", "friends@demo.test", "unconfirmed"),
        )
    ):
        head = {"To": named, "DKIM-Signature": f"{signature}{number}"}
        mail = answer(CAL, number=number, headers=head)
        assert post.bring(mail, to, source, spf=spf) == outcome


HEARD, UNPROVED = ("message", "customer"), ("answerUnconfirmed", "staff")
BY_DEMO = "v=1; a=rsa-sha256; d=demo.test; s=k; h=from:to:date; bh=YQ==; b="
DATED = "Mon, 30 Nov 2026 09:00:00 +0000"


def signed(by: str, name: str, **headers: str) -> Mail:
    """A short answer under a signature that covers no Message-ID, and one such of any name."""
    return answer(CAL, "ok", message_id=name, headers={"DKIM-Signature": BY_DEMO + by, **headers})


def test_a_signed_mail_counts_once_under_whatever_name_it_is_brought_again(
    app: App, post: Correspondence
) -> None:
    """X-14: by its signature, however that is spelled and whatever stands beside it; the same word
    of another day, or to another dispute, is another mail; and what is not proved keeps none from
    being heard.
    """
    dispute_id = Desk(app).raised().dispute_id
    asked(app, dispute_id)
    address = post.address(CAL)
    new = signed("UkVE", "<new@customer.test>")
    assert post.bring(signed("UkVE", ""), address, dmarc="FAIL") == "unconfirmed"
    assert post.bring(new, address, dmarc="FAIL") == "aside:brought again"
    assert post.bring(signed("UkVE", ""), address) == "said"
    changed = signed("Uk \r\n V  E", "<other@customer.test>", Received="from x by y")
    beside = f"DKIM-Signature: {BY_DEMO}Qk9H\r\n".encode()
    to = {"To": address}
    named = replace(changed, headers=changed.headers | to).raw()
    before = app.items()
    for mail in (new, changed, beside + named):
        assert post.bring(mail, address) == "aside:brought again"
    assert app.items() == before
    many = "".join(f"DKIM-Signature: {BY_DEMO}QUF{at}\r\n" for at in "ABCDEFGH").encode()
    assert post.bring(many + named, address) == "unconfirmed"
    app.later(minutes=24 * 60)
    assert post.bring(signed("R1JFRU4=", ""), address) == "said"
    assert said(app, dispute_id) == [UNPROVED, HEARD, UNPROVED, HEARD]


def test_a_mail_without_name_and_signature_is_known_by_what_was_written_and_when(
    app: App, post: Correspondence
) -> None:
    """X-14: the same mail on two ways counts once; an "ok" of another time or day, and one in
    another dispute, are heard.
    """
    dispute_id = Desk(app).raised().dispute_id
    asked(app, dispute_id)
    address = post.address(CAL)

    def bring(to: str = address, **headers: str) -> str:
        return post.bring(answer(CAL, "ok", message_id="", headers=headers), to)

    assert bring(Date=DATED, Received="from a by b; Mon, 30 Nov 2026 09:00:01 +0000") == "said"
    assert bring(Date=DATED, Received="from c by b; Mon, 30 Nov 2026 09:05:00 +0000") == (
        "aside:brought again"
    )
    assert bring(Date=DATED.replace("09:00", "09:01")) == "said"
    assert bring(Received="from a by b; Mon, 30 Nov 2026 09:00:01 +0000") == "said"
    assert bring(Received="from a by b; Mon, 30 Nov 2026 21:00:01 +0000") == "aside:brought again"
    assert bring(Received="from a by b; Tue, 1 Dec 2026 09:00:01 +0000") == "said"
    assert said(app, dispute_id) == [HEARD] * 4
    other = prepared(app, "POST /ticket/{ticketID}/message")
    assert app.as_("agent").post(other.target, {"text": "And?"}).status == 201
    app.settle()
    assert bring(post.address(CAL), Date=DATED) == "said"
