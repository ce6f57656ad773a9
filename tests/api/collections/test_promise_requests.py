"""Customers are asked by mail when they will pay, with the link by which they promise (CO-27)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import CUSTOMER, owing

URL = "/customer/1001/promiseRequest"
NUMBER, OTHER = 1984950, 1003324
BODY = {"invoiceNumbers": [NUMBER, OTHER], "comment": "As we said on the phone."}
MAIL = "accounts@bright.test"
NIGHT = {"value": [{"sendFrom": "08:00", "sendUntil": "09:00"}]}


def asked(app: App) -> Any:
    answer = app.as_("agent").post(URL, BODY)
    assert answer.status == 200, answer.text
    return answer.json


def mails(app: App) -> list[Any]:
    return [one for one in app.mailbox.letters() if MAIL in str(one["To"])]


def test_the_mail_is_the_one_that_was_previewed_and_its_link_promises(app: App) -> None:
    """CO-07, CO-27: to the byte but for the link; asked twice under one key, one mail leaves."""
    owing(app)
    dry = app.as_("agent").post(f"{URL}?dryRun=true", BODY).json
    assert (app.as_("agent").get(URL).json["askedAt"], dry["isLater"]) == (None, False)
    for _ in range(2):
        app.request("agent", "POST", URL, BODY, {"Idempotency-Key": "once"})
    app.settle()
    app.settle()
    [mail] = mails(app)
    text = str(mail.get_body(("plain",)).get_content())
    link = app.mailbox.link("promise")
    before, after = dry["mail"]["text"].split("[personal link]")
    said = text.replace("\r\n", "\n").strip()
    assert dry["mail"]["subject"] == str(mail["Subject"])
    assert said.startswith(before)
    assert said.endswith(after.strip())
    assert link in said.removeprefix(before).split()[0]
    told = app.as_("agent").get(URL).json
    assert told["outcome"].startswith("Mail to ")
    [note, *_] = app.as_("agent").get("/customer/1001/note").json["value"]
    assert (note["type"], note["text"][:11]) == ("promiseAsked", "Asked when ")
    assert link not in str(app.items())
    day = (app.now().date() + timedelta(days=5)).isoformat()
    made = app.request(None, "POST", "/promiseAsked", {"date": day}, {"Response-Token": link})
    assert [row["status"] for row in made.json["value"]] == ["open", "open"]
    again = refused(app.as_("agent").post(URL, BODY), 409, "illegalMove", "CO-27")
    assert "left to promise" in again.json["detail"]


@pytest.mark.parametrize(
    ("language", "said", "has_fallback"),
    [("de-AT", "Bitte teilen Sie uns mit", False), ("fi", "Please tell us until when", True)],
)
def test_a_customer_is_asked_in_its_language_or_the_preview_says_what_stands_in(
    app: App, language: str, said: str, has_fallback: bool
) -> None:
    """CO-27, CO-41: the mail that leaves is the one of that language."""
    owing(app)
    app.as_("finance").put("/customer/1001", CUSTOMER | {"email": MAIL, "language": language})
    shown = asked(app)["mail"]
    assert (said in shown["text"], bool(shown["fallback"])) == (True, has_fallback)
    app.settle()
    [mail] = mails(app)
    assert (mail["Subject"], said in mail.get_body(("plain",)).get_content()) == (
        shown["subject"],
        True,
    )


def test_a_mail_waits_for_the_sending_hours_and_leaves_nobody_behind(app: App) -> None:
    """CO-20, CO-28: what nothing is left to promise of, or has another address, is withheld."""
    owing(app)
    app.as_("admin").put("/setting/dunning", NIGHT)
    app.later(minutes=(20 - app.now().hour) % 24 * 60.0)
    view = asked(app)
    app.settle_once()
    assert (view["isLater"], mails(app)) == (True, [])
    elsewhere = CUSTOMER | {"name": "Bright Telecom", "email": "new@bright.test"}
    app.as_("finance").put("/customer/1001", elsewhere)
    app.sweep()
    app.settle()
    assert app.as_("agent").get(URL).json["outcome"] == (
        "No mail went to Bright Telecom, since its address has changed."
    )
    assert mails(app) == []


@pytest.mark.parametrize(
    ("known", "rule"),
    [
        ({"email": None}, "CO-40"),
        ({"deliveryMethod": "Post"}, "CO-42"),
        ({"deliveryMethod": "Do Not Send"}, "CO-42"),
    ],
)
def test_who_is_not_reached_is_told_at_once(app: App, known: dict[str, Any], rule: str) -> None:
    """CO-40, CO-42: nothing is written."""
    owing(app)
    told = CUSTOMER | {"name": "Bright Telecom", "email": MAIL} | known
    app.as_("finance").put("/customer/1001", {key: one for key, one in told.items() if one})
    before = app.items()
    refused(app.as_("agent").post(URL, BODY), 409, "notYet", rule)
    assert app.items() == before


@pytest.mark.parametrize("route", ["promiseLink", "promiseRequest"])
def test_no_link_names_an_invoice_twice(app: App, route: str) -> None:
    """CO-27, RV-12: nobody could promise by it, and its mail would ask for the amount twice."""
    owing(app)
    twice = {"invoiceNumbers": [NUMBER, OTHER, str(NUMBER)]}
    answer = refused(app.as_("agent").post(f"/customer/1001/{route}", twice), 400, rule="CO-27")
    assert [one["pointer"] for one in answer.json["errors"]] == ["/invoiceNumbers/2"]


def test_a_mailed_link_is_good_while_the_customer_has_the_address(app: App) -> None:
    """CO-27: whoever reads the old one is not told what is owed; one given by hand goes on."""
    owing(app)
    asked(app)
    app.settle()
    by_hand = app.as_("agent").post("/customer/1001/promiseLink", {"invoiceNumbers": [OTHER]}).json
    links = [app.mailbox.link("promise"), by_hand["url"].rsplit("/", 1)[1]]
    day = {"date": app.now().date().isoformat()}

    def opened() -> list[tuple[int, int]]:
        tokens = [{"Response-Token": link} for link in links]
        return [
            (
                app.request(None, "GET", "/promiseAsked", None, token).status,
                app.request(None, "POST", "/promiseAsked?dryRun=true", day, token).status,
            )
            for token in tokens
        ]

    assert opened() == [(200, 200), (200, 200)]
    elsewhere = CUSTOMER | {"name": "Bright Telecom", "email": "new@bright.test"}
    assert app.as_("finance").put("/customer/1001", elsewhere).status == 200
    token = {"Response-Token": links[0]}
    refused(app.request(None, "POST", "/promiseAsked", day, token), 410, rule="CO-27")
    assert [one for one, _ in opened()] == [410, 200]
