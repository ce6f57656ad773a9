"""What is in litigation, by API: nothing about it goes by itself until a person changes its status,
and what a person sends says so (CO-44).
"""

from datetime import datetime, time, timedelta
from typing import Any

from tests.app import App
from tests.collecting import AUTOMATIC, wait_for_sending_hours
from tests.scenarios import FEATURE, owing, with_items
from tests.scenarios.letters import ended_as

PATH = "/customer/1001/dunning"
OPEN = "/customer/1001/followUp"
NIGHT = {"sendFrom": "08:00", "sendUntil": "20:00"}


def sued(app: App, *numbers: Any, status: str = "litigation", **more: Any) -> str:
    """The path of a follow-up by which a person gives items a status."""
    body = {"items": [{"invoiceNumber": one} for one in numbers], "statusID": status} | more
    opened = app.as_("agent").post(OPEN, body)
    assert opened.status == 201, opened.text
    return f"/followUp/{opened.json['followUpID']}"


def ended(app: App, path: str, *numbers: Any) -> None:
    outcomes = [{"invoiceNumber": one, "outcome": "done"} for one in numbers]
    assert app.as_("agent").post(f"{path}/end", {"outcomes": outcomes}).status == 200


def texts(app: App, to: str) -> list[str]:
    return [
        str(one.get_body(("plain",)).get_content())  # type: ignore[union-attr]
        for one in app.mailbox.letters()
        if to in str(one["To"])
    ]


def code_of(app: App, number: Any) -> str:
    rows = app.as_("agent").get(PATH).json["value"]
    return str(next(row["code"] for row in rows if row["invoiceNumber"] == number))


def test_no_job_writes_about_it_until_a_person_changes_its_status(app: App) -> None:
    """CO-44: for weeks it is neither reminded of nor chased for, others are; the end of its
    follow-up changes nothing, another status does.
    """
    owing(app)
    with_items(app)
    assert app.as_("admin").put("/setting/dunning", AUTOMATIC).status == 200
    path = sued(app, "F-2", resolverID="agent2", comment="At court")
    app.settle()
    assert len(texts(app, "agent2@")) == 1, "whom a person asks"
    for _ in range(4):
        wait_for_sending_hours(app)
        app.sweep()
        app.sweep()
    told = [row["type"] for row in app.as_("agent").get(f"{path}/event").json["value"]]
    assert ("chaseStopped" in told, "chased" in told) == (True, False)
    assert len(texts(app, "agent2@")) == 1
    [late] = app.as_("agent").get("/followUp?when=late").json["value"]
    assert late["followUpID"] in path, "the collector still finds it"
    ended(app, path, "F-2")
    wait_for_sending_hours(app)
    app.sweep()
    letters = texts(app, "accounts@bright.test")
    assert any("1984950" in one for one in letters)
    assert not any("F-2" in one for one in letters)
    by_hand = app.as_("agent").post(PATH, {"invoiceNumbers": ["F-2"]}).json
    assert (by_hand["reminded"], code_of(app, "F-2")) == ([], "litigation")

    ended(app, sued(app, "F-2", status="onGoing"), "F-2")
    wait_for_sending_hours(app)
    app.sweep()
    app.sweep()
    assert any("F-2" in one for one in texts(app, "accounts@bright.test"))


def test_what_was_on_its_way_does_not_leave_and_what_a_person_sends_says_so(app: App) -> None:
    """CO-44: a reminder or a mail that asks for a promise is withheld while it waits, and so is one
    about what was said; what is meant for it goes, and says so.
    """
    owing(app)
    with_items(app)
    agent, admin = app.as_("agent"), app.as_("admin")
    raised = agent.post("/customer/1001/dispute", FEATURE).json["disputeID"]
    admin.put("/setting/dunning", {"value": [NIGHT]})
    day = datetime.combine(app.now().date() + timedelta(days=1), time(9), app.now().tzinfo)
    app.ahead += day - app.now()
    app.mailbox.refusals = ["Throttling"]
    assert agent.post(PATH, {"invoiceNumbers": ["F-2", "F-3"]}).json["reminded"] == ["F-2", "F-3"]
    app.work_off()
    app.ahead += timedelta(hours=18)
    asked = agent.post("/customer/1001/promiseRequest", {"invoiceNumbers": ["F-2", "F-3"]}).json
    assert (asked["isLater"], asked["inLitigation"]) == (True, [])
    sued(app, "F-2")
    app.ahead += timedelta(hours=8)
    app.settle()
    assert texts(app, "accounts@bright.test") == []
    assert agent.get(PATH).json["last"]["mail"] == "mailWithheld"
    assert code_of(app, "F-3") == "willBeReminded"
    assert "litigation" in agent.get("/customer/1001/promiseRequest").json["outcome"]

    meant = agent.post("/customer/1001/promiseRequest", {"invoiceNumbers": ["F-2"]}).json
    assert meant["inLitigation"] == ["F-2"]
    app.settle()
    assert len(texts(app, "accounts@bright.test")) == 1

    sued(app, 1984950)
    assert agent.post(f"/dispute/{raised}/message", {"text": "Which month?"}).status == 201
    app.settle()
    assert len(texts(app, "accounts@bright.test")) == 1
    events = agent.get(f"/dispute/{raised}/event").json["value"]
    assert "No mail went to Bright Telecom: the invoice is in litigation." in [
        one["text"] for one in events
    ]
    agent.post(f"/dispute/{raised}/close")
    end = ended_as("It was right.")({"disputeID": raised})
    assert agent.post("/customer/1001/outcomeLetter", end).json["inLitigation"] == [1984950]
    app.settle()
    assert len(texts(app, "accounts@bright.test")) == 2
