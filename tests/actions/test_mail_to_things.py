"""Answers by mail to letters about what is no dispute (X-14, CO-16)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.app import App
from tests.mailed import Correspondence, answer
from tests.mails import PROOF, TEXT, mixed
from tests.scenarios import asked_by_link

RITA = "agent2@demo.test"


@pytest.fixture
def post(app: App) -> Correspondence:
    return Correspondence(app)


def follow_up(app: App, path: str) -> dict[str, Any]:
    return dict(app.as_("agent").get(path).json)


def told(app: App, path: str) -> list[tuple[str, str]]:
    rows = app.as_("agent").get(f"{path}/event?limit=100").json["value"]
    return [(row["type"], row["text"]) for row in rows]


def test_a_resolver_s_answer_by_mail_is_a_comment_and_the_link_is_as_good_as_before(
    app: App, post: Correspondence
) -> None:
    """X-14, CO-08: the collector goes on; no date moves, nothing is accepted or refused, and a file
    of the mail is named as not attached. Brought twice it is one comment; a chase asks again.
    """
    ids = asked_by_link(app)
    path = f"/followUp/{ids['followUpID']}"
    [letter] = app.mailbox.letters()
    assert letter["References"] == f"<followUp.{ids['followUpID']}@redress.test>"
    before, address = follow_up(app, path), post.address(RITA)
    mail = replace(mixed(TEXT, PROOF), sender=RITA)
    for _ in range(2):
        assert post.bring(mail, address) == "said"
    after = follow_up(app, path)
    assert [kind for kind, _ in told(app, path)][-2:] == ["commented", "filesRefused"]
    assert told(app, path)[-1][1].endswith("attach it to the dispute of an item.")
    assert (before["waitingFor"], after["waitingFor"]) == ("resolver", "collector")
    assert (after["status"], after["dueDate"], after["version"]) == (
        "open",
        before["dueDate"],
        before["version"] + 1,
    )
    assert [one["answer"] for one in after["itemRows"]] == [None] * len(after["itemRows"])
    numbers = [one["invoiceNumber"] for one in after["itemRows"]]
    accepted = {"answers": [{"invoiceNumber": one, "answer": "accept"} for one in numbers]}
    by_link = {"Response-Token": ids["link"]}
    given = app.request(None, "PUT", "/resolverAnswer", accepted, by_link)
    assert (given.status, follow_up(app, path)["status"]) == (200, "answered")
    assert app.as_("agent").post(f"{path}/chase", {}).status == 200
    assert follow_up(app, path)["waitingFor"] == "resolver"


def test_what_is_no_word_of_the_resolver_s_moves_nothing_of_a_follow_up(
    app: App, post: Correspondence
) -> None:
    """X-14, CO-16: an automatic answer does nothing; a forged one is told to the staff, and leaves
    the version alone; one to a follow-up that has ended gets one letter.
    """
    ids = asked_by_link(app)
    path, address = f"/followUp/{ids['followUpID']}", post.address(RITA)
    before, items = follow_up(app, path), app.items()
    away = answer(RITA, "I am away.", headers={"Auto-Submitted": "auto-replied"})
    assert post.bring(away, address) == "automatic"
    assert app.items() == items
    assert post.bring(answer(RITA, "I accept."), address, dmarc="FAIL") == "unconfirmed"
    found = {"References": f"<followUp.{ids['followUpID']}@redress.test>"}
    by_references = answer(RITA, "Me too.", 2, headers=found)
    assert post.bring(by_references, "reply@elsewhere.test") == "unconfirmed"
    assert told(app, path)[-1] == (
        "answerUnconfirmed",
        f"Unconfirmed mail from {RITA}: Me too.",
    )
    after = follow_up(app, path)
    assert (after["version"], after["waitingFor"]) == (before["version"], before["waitingFor"])
    outcomes = [
        {"invoiceNumber": one["invoiceNumber"], "outcome": "withdrawn"} for one in after["itemRows"]
    ]
    assert app.as_("agent").post(f"{path}/end", {"outcomes": outcomes}).status == 200
    app.settle()
    app.mailbox.sent.clear()
    for number in (3, 4):
        assert post.bring(answer(RITA, "Wait!", number), address) == "refused"
    [letter] = app.mailbox.letters()
    assert f"on follow-up {ids['followUpID']}" in letter["Subject"]
    assert f"/#/followUp/{ids['followUpID']}" in str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
