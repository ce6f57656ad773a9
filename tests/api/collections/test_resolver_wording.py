"""What the collector writes to the resolver in place of the template's words (DM-03, CO-07)."""

import re

from chalicelib.mail.letters import PRIVATE_LINK
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import FOLLOW_UP, with_items

OPEN = "/customer/1001/followUp"
WORDS = {
    "subject": "Please help: #item_status",
    "body": 'Hello #person_name,\n\n<script>alert(1)</script> & "quotes" about #comment\n\n'
    "#items_list_selected\n\n#link",
}


def test_a_collector_words_the_mail_and_it_leaves_as_it_was_shown(app: App) -> None:
    """DM-03, CO-07: seen beforehand, sent and kept word for word, and never run as markup."""
    with_items(app)
    agent = app.as_("agent")
    wanted = FOLLOW_UP | {"letter": WORDS, "comment": "</p><img src=x onerror=alert(2)>#link"}

    [seen] = agent.post(f"{OPEN}?dryRun=true", wanted).json["mails"]

    assert seen["subject"] == "Please help: Dispute"
    assert '<script>alert(1)</script> & "quotes" about </p><img' in seen["text"]
    assert seen["text"].count(PRIVATE_LINK) == 1
    opened = agent.post(OPEN, wanted).json
    app.settle()
    [sent] = app.mailbox.letters()
    text, markup = (
        sent.get_body((kind,)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
        for kind in ("plain", "html")
    )
    _, kept = agent.get(f"/followUp/{opened['followUpID']}/event").json["value"]
    shown = re.sub(r"\S*/resolver/\S+", lambda _: PRIVATE_LINK, text)
    assert (shown, kept["type"]) == (seen["text"], "mailSent")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;" in markup
    assert "<script" not in markup
    assert "<img" not in markup


def test_what_cannot_be_sent_is_refused_at_its_place(app: App) -> None:
    """DM-03: an unknown hashtag by line and character, a mail without its link, words that nobody
    would get; nothing is raised.
    """
    with_items(app)
    agent = app.as_("agent")
    body = "Hello #person_name,\nsee #nonsense\n#link"
    for letter, more, pointer, said in (
        (WORDS | {"body": body}, {}, "/letter/body", "stands in line 2, character 5"),
        (WORDS | {"subject": "On #nope"}, {}, "/letter/subject", "stands at character 4"),
        (WORDS | {"body": "Hello"}, {}, "/letter/body", "needs #link"),
        (WORDS, {"mail": False}, "/letter", "No mail leaves"),
    ):
        told = refused(agent.post(OPEN, FOLLOW_UP | {"letter": letter} | more), 400, rule="DM-03")
        [error] = told.json["errors"]
        assert (error["pointer"], said in error["detail"]) == (pointer, True), error
    assert agent.get("/followUp").json["value"] == []
