"""Answers by mail to letters about what is no dispute (X-14, CO-16)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.letters.dispatch import Dispatch
from chalicelib.store.post import dispatch_item
from chalicelib.store.table import Put
from tests.app import App
from tests.mailed import Correspondence, answer, beside_mails
from tests.mails import PROOF, TEXT, mixed
from tests.scenarios import FEATURE, URL, asked_by_link, ticketed

RITA, CAL, ADA = "agent2@demo.test", "customer@demo.test", "agent@demo.test"


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
    of the mail is named as not attached where it may be for either of two items. Brought twice it
    is one comment; a chase asks again.
    """
    ids = asked_by_link(app)
    path = f"/followUp/{ids['followUpID']}"
    [letter] = app.mailbox.letters()
    assert letter["References"] == f"<followUp.{ids['followUpID']}@redress.test>"
    before, address = follow_up(app, path), post.address(RITA)
    mail = replace(mixed(TEXT, PROOF), sender=RITA)
    for _ in range(2):
        assert post.bring(mail, address) == "said"
    [whole] = app.as_("agent").get(f"{path}/mail").json["value"]
    assert (whole["from"], whole["outcome"], "1.95 a month" in whole["text"]) == (
        RITA,
        "said",
        True,
    )
    assert app.as_("customer").get(f"{path}/mail").status == 403
    assert app.as_("limited").get(f"{path}/mail").status == 404
    after = follow_up(app, path)
    assert [kind for kind, _ in told(app, path)][-2:] == ["commented", "filesRefused"]
    assert told(app, path)[-1][1].endswith("with the number of its invoice in its name.")
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


def test_a_file_of_a_resolver_s_mail_is_on_the_dispute_of_its_item(
    app: App, post: Correspondence
) -> None:
    """X-13, X-14: of several items of the one whose invoice its name tells, else of the only one
    that is in dispute; once, however often the mail is brought, and for the staff alone.
    """
    ids = asked_by_link(app)
    path, address = f"/followUp/{ids['followUpID']}", post.address(RITA)
    [number, other] = [one["invoiceNumber"] for one in follow_up(app, path)["itemRows"]]
    named = PROOF.replace(b"proof.pdf", f"Terms_{other}_signed.pdf".encode())
    for mail in (mixed(TEXT, named), mixed(TEXT, named)):
        assert post.bring(replace(mail, sender=RITA), address) == "said"
    rows = follow_up(app, path)["itemRows"]
    assert [one["files"] for one in rows] == [0, 1]
    assert ("fileAttached", f"Ben Agent attached Terms_{other}_signed.pdf to invoice {other}.") in (
        told(app, path)
    )
    assert app.as_("agent").post(f"{path}/item/{other}/drop").status == 200
    mail = replace(mixed(TEXT, PROOF), sender=RITA, message_id="<second@demo.test>")
    assert post.bring(mail, address) == "said"
    [row] = [one for one in follow_up(app, path)["itemRows"] if one["invoiceNumber"] == number]
    assert row["files"] == 1
    files = f"/dispute/{row['disputeID']}/attachment"
    assert len(app.as_("agent").get(files).json["value"]) == 1
    assert app.as_("customer").get(files).json["value"] == []


def test_what_is_no_word_of_the_resolver_s_moves_nothing_of_a_follow_up(
    app: App, post: Correspondence
) -> None:
    """X-14, CO-16: an automatic answer does nothing; a forged one is told to the staff, and leaves
    the version alone; one to a follow-up that has ended gets one letter.
    """
    ids = asked_by_link(app)
    path, address = f"/followUp/{ids['followUpID']}", post.address(RITA)
    before, items = follow_up(app, path), beside_mails(app)
    away = answer(RITA, "I am away.", headers={"Auto-Submitted": "auto-replied"})
    assert post.bring(away, address) == "automatic"
    assert beside_mails(app) == items
    [kept] = app.as_("agent").get(f"{path}/mail").json["value"]
    assert (kept["outcome"], kept["text"]) == ("automatic", "I am away.")
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


def test_who_has_handed_it_on_holds_no_chase_of_others_by_mail(
    app: App, post: Correspondence
) -> None:
    """X-14, CO-10, CO-17: it is a comment for the collector; who has it in hands by now, or stands
    in there, makes it the collector's move.
    """
    ids = asked_by_link(app)
    path, old = f"/followUp/{ids['followUpID']}", post.address(RITA)
    by_link = {"Response-Token": ids["link"]}
    to = {"resolverID": "manager"}
    assert app.request(None, "POST", "/resolverAnswer/handOn", to, by_link).status == 200
    app.settle()
    assert post.bring(answer(RITA, "It is not mine."), old) == "said"
    assert told(app, path)[-1] == ("commented", "Ben Agent wrote: It is not mine.")
    assert follow_up(app, path)["waitingFor"] == "resolver"
    today, stand_in = app.now().date(), "finance@demo.test"
    away = {"from": today.isoformat(), "until": (today + timedelta(days=30)).isoformat()}
    absent = away | {"substituteID": "finance"}
    assert app.as_("manager").put("/me/absence", absent).status == 200
    assert app.as_("agent").post(f"{path}/chase", {}).status == 200
    app.wait_until_sending()
    app.settle()
    said = answer(stand_in, "I see to it.", 2)
    assert post.bring(said, post.address(stand_in)) == "said"
    assert follow_up(app, path)["waitingFor"] == "collector"


def thread(app: App, path: str, who: str = "agent") -> list[str]:
    rows = app.as_(who).get(f"{path}/message?limit=100").json["value"]
    return [row["text"] if "text" in row else row.get("mail", "") for row in rows]


def letters(app: App, to: str) -> list[str]:
    return [
        str(one.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        for one in app.mailbox.letters()
        if one["To"].addresses[0].addr_spec == to
    ]


def test_a_customer_and_the_staff_go_on_with_a_ticket_by_mail(
    app: App, post: Correspondence
) -> None:
    """CU-20, X-14: an answer of the staff is told by one letter for all that comes in a while; what
    is answered to it stands in the ticket as the customer's, and is told to who of the staff spoke.
    """
    path = f"/ticket/{ticketed(app)['ticketID']}"
    app.settle()
    assert app.mailbox.letters() == []
    for text in ("It was sent on Monday.", "By post."):
        assert app.as_("agent").post(f"{path}/message", {"text": text}).status == 201
        app.settle()
    [letter] = letters(app, CAL)
    assert "We: It was sent on Monday." in letter
    assert "Ada" not in letter
    address, mail = post.address(CAL), replace(mixed(TEXT, PROOF), sender=CAL)
    for _ in range(2):
        assert post.bring(mail, address) == "said"
    said = thread(app, path, "customer")
    assert (len(said), said[-1]) == (5, "")
    shown = app.as_("agent").get(path).json
    assert (shown["state"], shown["saidSide"], shown["fileCount"]) == ("open", "customer", 1)
    app.settle()
    assert len(letters(app, ADA)) == 1
    assert post.bring(answer(ADA, "Here is a copy.", 7), post.address(ADA)) == "said"
    assert thread(app, path, "customer")[-1] == "Here is a copy."
    app.settle()
    assert len(letters(app, CAL)) == 1
    app.later(minutes=31)
    app.sweep()
    assert "We: Here is a copy." in letters(app, CAL)[-1]


def test_what_is_no_word_of_the_customer_s_moves_nothing_of_a_ticket(
    app: App, post: Correspondence
) -> None:
    """X-14, CO-16, CO-47: an automatic or forged answer does nothing that its customer sees; one to
    what has become a dispute is refused by one letter that names it.
    """
    ticket_id = ticketed(app)["ticketID"]
    path = f"/ticket/{ticket_id}"
    assert app.as_("agent").post(f"{path}/message", {"text": "By post."}).status == 201
    app.settle()
    address, before = post.address(CAL), app.as_("agent").get(path).json
    away = answer(CAL, "I am away.", headers={"Auto-Submitted": "auto-replied"})
    assert post.bring(away, address) == "automatic"
    assert post.bring(answer(CAL, "Close it."), address, dmarc="FAIL") == "unconfirmed"
    assert app.as_("agent").get(path).json == before
    assert thread(app, path)[-1] == f"Unconfirmed mail from {CAL}: Close it."
    assert "Close it." not in str(thread(app, path, "customer"))
    raised = app.as_("agent").post(URL, {**FEATURE, "ticketID": ticket_id})
    assert raised.status == 201, raised.json
    app.settle()
    app.mailbox.sent.clear()
    for number in (3, 4):
        assert post.bring(answer(CAL, "Well?", number), address) == "refused"
    [letter] = letters(app, CAL)
    assert f"has become dispute {ticket_id}" in letter


def test_letters_about_all_things_that_were_given_up_are_listed(app: App) -> None:
    """DM-03, RV-03: each with what it was about; a ticket and its dispute can have one id."""
    follow_up_id, ticket_id = asked_by_link(app)["followUpID"], ticketed(app)["ticketID"]
    for of, thing_id in (("followUp", follow_up_id), ("ticket", ticket_id)):
        letter = Dispatch(thing_id, 1, "agent2", RITA, "mailRefused", "givenUp", of=of)
        app.table.commit([Put(dispatch_item(replace(letter, given_up_at=app.now())))])
    rows = app.as_("admin").get("/mail/givenUp").json["value"]
    assert {(row["of"], row["disputeID"], row["customerName"]) for row in rows} == {
        ("followUp", follow_up_id, "Bright Telecom"),
        ("ticket", ticket_id, "Bright Telecom"),
    }
