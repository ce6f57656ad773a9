"""Letters that tell customers how their disputes ended, by API: foreseen, sent, and what rests by
them.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.actions.letters.feedback import note_feedback
from chalicelib.mail.spelling import WORLDWIDE, Spelling
from tests.api.refusals import refused
from tests.app import App
from tests.letters import bounce
from tests.scenarios import CUSTOMER, FEATURE, followed_up, owing
from tests.scenarios.letters import told_how_it_ended

PATH = "/customer/1001/outcomeLetter"


def test_the_end_of_a_dispute_is_told_word_for_word_and_its_item_rests(app: App) -> None:
    """CO-43, DM-09: what was credited, what was not, why, and until when; once, noted on the
    customer and on the dispute, and reminded of by itself only after that day.
    """
    dispute_id = told_how_it_ended(app)["disputeID"]
    agent = app.as_("agent")
    body = {"disputes": [{"disputeID": dispute_id, "reason": "The usage was right."}]}
    dry = agent.post(f"{PATH}?dryRun=true", body).json
    assert (dry["value"][0]["declined"], dry["value"][0]["credited"]) == (4.95, 0)
    assert app.mailbox.sent == []
    twice = [*body["disputes"], {"disputeID": dispute_id, "reason": "Of another reason."}]
    named = refused(agent.post(PATH, {"disputes": twice}), 400, rule="CO-43")
    assert named.json["errors"][0]["pointer"] == "/disputes/1/disputeID"
    past = refused(agent.post(PATH, body | {"payBy": "2020-01-01"}), 400, rule="CO-43")
    assert past.json["errors"][0]["pointer"] == "/payBy"

    told = agent.post(PATH, body | {"payBy": dry["payBy"]})
    assert told.status == 200
    app.settle()
    [letter] = app.mailbox.letters()
    said = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[union-attr]
    assert said.strip() == dry["letter"]["text"].strip()
    assert "not credited 4.95 USD, open 6.45 USD\n\nThe usage was right.\n" in said
    by = Spelling(WORLDWIDE).day(date.fromisoformat(dry["payBy"]))
    assert f"Please pay what is open, 6.45 USD, by {by}." in said

    note = agent.get("/customer/1001/note").json["value"][0]
    assert (note["type"], note["text"].partition(";")[0]) == (
        "outcomeTold",
        "How 1 dispute ended was told",
    )
    events = agent.get(f"/dispute/{dispute_id}/event").json["value"]
    assert "outcomeTold" in [one["type"] for one in events]
    shown = agent.get("/customer/1001/dunning").json
    assert shown["lastOutcome"]["mail"] == "mailSent"
    [item] = [one for one in shown["value"] if one["invoiceNumber"] == 1984950]
    assert (item["code"], item["againOn"] > dry["payBy"]) == ("disputeEnded", True)
    by_hand = agent.post("/customer/1001/dunning", {"invoiceNumbers": [1984950]})
    assert by_hand.json["reminded"] == [1984950], "DM-09: at once by hand"

    refused(agent.post(PATH, body), 409, rule="CO-43")
    assert agent.post(PATH, body | {"again": True}).status == 200
    choices = agent.get(f"/dispute/{dispute_id}").json["actions"]
    assert [one["allowed"] for one in choices if one["name"] == "tellOutcome"] == [False]
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []


def test_what_goes_on_is_not_told_nor_to_whom_no_mail_goes(app: App) -> None:
    """CO-43, RV-03: an open dispute, one of another customer, and an address that there is not."""
    owing(app)
    agent = app.as_("agent")
    open_id = agent.post("/customer/1001/dispute", FEATURE).json["disputeID"]
    body = {"disputes": [{"disputeID": open_id, "reason": "So it is."}]}
    refused(agent.post(PATH, body), 409, rule="CO-43")
    refused(agent.post("/customer/1002/outcomeLetter", body), 404)
    agent.post(f"/dispute/{open_id}/withdrawal")
    known = app.as_("finance").get("/customer/1001").json
    by_post = {name: known[name] for name in ("name", "accountNumber", "currency")}
    app.as_("finance").put("/customer/1001", by_post | {"deliveryMethod": "Post"})
    refused(agent.post(PATH, body), 409, rule="CO-43")
    assert app.mailbox.sent == []


def item_of(app: App) -> Any:
    rows = app.as_("agent").get("/customer/1001/dunning").json["value"]
    return next(one for one in rows if one["invoiceNumber"] == 1984950)


def can_tell(app: App, dispute_id: str) -> bool:
    shown = app.as_("agent").get(f"/dispute/{dispute_id}").json
    return next(one["allowed"] for one in shown["actions"] if one["name"] == "tellOutcome")


@pytest.mark.parametrize(
    ("way", "why"),
    [
        ("refused", "there is no such address"),
        ("returned", "came back"),
        ("notPosted", "did not go by post"),
        ("moved", "its address has changed"),
    ],
)
def test_a_letter_that_did_not_arrive_is_told_again_as_if_none_had_been(
    app: App, way: str, why: str
) -> None:
    """CO-43, CO-40: whoever works the dispute is told so, sends it again without more ado, and the
    item rests from when the letter went, or is known not to have arrived; never until a day to pay
    by that nobody read.
    """
    dispute_id = told_how_it_ended(app)["disputeID"]
    agent = app.as_("agent")
    body = {"disputes": [{"disputeID": dispute_id, "reason": "The usage was right."}]}
    far = (app.now().date() + timedelta(days=80)).isoformat()
    app.mailbox.refusals = ["InvalidParameterValue"] if way == "refused" else []
    by_post = {"byPost": True} if way == "notPosted" else {}
    assert agent.post(PATH, body | {"payBy": far} | by_post).status == 200
    if way == "moved":
        elsewhere = CUSTOMER | {"name": "Bright Telecom", "email": "new@bright.test"}
        assert app.as_("finance").put("/customer/1001", elsewhere).status == 200
    app.settle()
    if way in ("returned", "notPosted"):
        assert not can_tell(app, dispute_id)
        assert item_of(app)["againOn"] > far
    app.later(minutes=1 * 24 * 60)
    if way == "notPosted":
        [row] = agent.get("/letter/toPost").json["value"]
        number = row["letters"][0]["number"]
        url = f"/customer/1001/letter/{number}/confirmation"
        assert agent.post(url, {"wasPosted": False}).status == 200
    elif way == "returned":
        [one] = [row for row in app.items().values() if row.get("template_id") == "outcomeTold"]
        told = bounce(one["dispute_id"], app.now(), int(one["sequence"]))
        note_feedback(app.table, app.now(), told.replace('"agent"', '"customer"'))

    assert can_tell(app, dispute_id)
    shown = agent.get(f"/dispute/{dispute_id}").json["told"]
    assert why in shown["undelivered"]
    item = item_of(app)
    assert (item["code"], "did not arrive" in item["words"]) == ("disputeEnded", True)
    rest = (app.now().date() + timedelta(days=10)).isoformat()
    assert app.now().date().isoformat() < item["againOn"] < rest
    last = agent.get("/customer/1001/dunning").json["lastOutcome"]
    assert (last["isLost"], last["disputes"][0]["reason"]) == (True, "The usage was right.")
    events = agent.get(f"/dispute/{dispute_id}/event").json["value"]
    assert [one["type"] for one in events].count("outcomeUndelivered") == 1
    listed = agent.get("/dunning/unreached").json["value"]
    assert [row["code"] for row in listed] == (
        ["outcomeLost"] if way in ("refused", "returned") else []
    )

    again = agent.post(PATH, body | {"byPost": True})
    assert again.status == 200, again.text
    app.later(minutes=3 * 24 * 60)
    [row] = agent.get("/letter/toPost").json["value"]
    url = f"/customer/1001/letter/{row['letters'][0]['number']}/confirmation"
    assert agent.post(url, {"wasPosted": True}).status == 200
    assert agent.get("/dunning/unreached").json["value"] == []
    posted = app.now().date().isoformat()
    assert f"told on {posted}" in item_of(app)["words"], "CO-43: from when it went"
    assert not can_tell(app, dispute_id)
    assert app.as_("finance").get("/audit/journal/verify?customerID=1001").json["value"] == []


def test_one_word_ends_a_follow_up_and_its_answer_says_of_what_the_customer_can_be_told(
    app: App,
) -> None:
    """DM-09, DM-11, CO-43: each item in dispute takes it, or stays with the reason; what ended is
    told in one letter, and the follow-up knows it.
    """
    path = f"/followUp/{followed_up(app)['followUpID']}"
    agent = app.as_("agent")
    row = next(one for one in agent.get("/followUp").json["value"])
    assert row["outcomes"] == ["creditGiven", "refused", "withdrawn"]
    both = {"outcome": "refused", "outcomes": [{"invoiceNumber": "F-2", "outcome": "refused"}]}
    for wrong in ({}, both):
        refused(agent.post(f"{path}/end", wrong), 400, rule="DM-11")
    first = agent.get(path).json["itemRows"][0]["disputeID"]
    agent.post(f"/dispute/{first}/withdrawal")

    partly = agent.post(f"{path}/end", {"outcome": "refused"}).json
    assert [one["invoiceNumber"] for one in partly["leftOut"]] == [1984950]
    assert [one["tellOutcome"] and one["tellOutcome"]["allowed"] for one in partly["itemRows"]] == [
        None,
        True,
    ]
    ended = agent.post(f"{path}/end", {"outcome": "withdrawn"}).json
    assert (ended["status"], ended["outcomes"]) == ("ended", [])
    items = agent.get(path).json["itemRows"]
    assert [one["tellOutcome"]["allowed"] for one in items] == [True, True]
    told = [{"disputeID": one["disputeID"], "reason": "As agreed."} for one in items]
    unreached = refused(agent.post(PATH, {"disputes": told}), 409, rule="CO-43")
    assert unreached.json["unreached"] == "noAddress"
    assert agent.post(PATH, {"disputes": told, "byPost": True}).status == 200
    items = agent.get(path).json["itemRows"]
    assert [one["tellOutcome"]["allowed"] for one in items] == [False, False]
    assert [bool(one["told"]) for one in items] == [True, True]


@pytest.mark.parametrize(
    ("method", "path", "body", "why"),
    [
        ("POST", "/dispute/{}/reopen", {}, None),
        (
            "POST",
            "/customer/1001/followUp",
            {"items": [{"invoiceNumber": 1984950}], "statusID": "litigation"},
            "an item of it came into litigation",
        ),
    ],
)
def test_a_letter_that_is_overtaken_before_it_leaves_is_withheld_and_says_why(
    app: App, method: str, path: str, body: Any, why: str | None
) -> None:
    """CO-43, CO-44: nothing goes of what goes on, or came to court while the mail waited."""
    dispute_id = told_how_it_ended(app)["disputeID"]
    agent = app.as_("agent")
    letter = {"disputes": [{"disputeID": dispute_id, "reason": "The usage was right."}]}
    assert agent.post(PATH, letter).status == 200
    assert app.request("agent", method, path.format(dispute_id), body).status < 300
    app.settle()
    assert not any("accounts@bright.test" in str(one["To"]) for one in app.mailbox.letters())
    assert agent.get("/customer/1001/dunning").json["lastOutcome"]["isLost"]
    told = agent.get(f"/dispute/{dispute_id}").json["told"]
    assert (told and told["undelivered"]) == why, "of what goes on nothing is told"
