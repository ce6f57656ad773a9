"""Letters that tell customers how their disputes ended, by API: foreseen, sent, and what rests by
them.
"""

from datetime import date

from chalicelib.mail.spelling import WORLDWIDE, Spelling
from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import FEATURE, owing
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
