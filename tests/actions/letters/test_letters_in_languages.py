"""What is unread is told to customers and vendors in their own language (CO-41)."""

import re
from dataclasses import replace
from typing import Any

import pytest
from babel.dates import get_month_names

from chalicelib.store.entities import customer_item
from chalicelib.store.orders import vendor_item
from tests.app import App
from tests.mailed import Correspondence, answer
from tests.payouts import VENDORS, answered, asked, decided, furnish, raised
from tests.people import CUSTOMERS
from tests.scenarios import FEATURE, URL, ticketed
from tests.scenarios.bookings import AGGREGATOR, OPERATOR, parties

CAL, VERA = "customer@demo.test", "vera@demo.test"


def speaks(app: App, language: str | None) -> None:
    app.table.write_batch([customer_item(replace(CUSTOMERS[0], language=language, version=2))])


def said_to(app: App, to: str) -> tuple[str, str, str]:
    """The subject, text and markup of the last letter to somebody."""
    letters = [one for one in app.mailbox.letters() if one["To"].addresses[0].addr_spec == to]
    text, html = (letters[-1].get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    return str(letters[-1]["Subject"]), str(text.get_content()), str(html.get_content())


def test_a_ticket_and_what_is_answered_to_it_in_vain_speak_polish(app: App) -> None:
    """CU-20, X-14: with the form of its count, and no English word around what people wrote; the
    staff's own letters stay as they are.
    """
    speaks(app, "pl")
    post = Correspondence(app)
    ticket_id = ticketed(app)["ticketID"]
    for _ in range(5):
        message = {"text": "It was sent on Monday."}
        assert app.as_("agent").post(f"/ticket/{ticket_id}/message", message).status == 201
    app.settle()
    subject, text, html = said_to(app, CAL)
    assert "5 nieprzeczytanych wiadomości (zgłoszenie" in subject
    assert text.count("My: It was sent on Monday.") == 5
    assert "Redress · Zgłoszenie" in html
    raise_it = {**FEATURE, "ticketID": ticket_id}
    assert app.as_("agent").post(URL, raise_it).status == 201
    app.settle()
    address = post.address(CAL)
    app.mailbox.sent.clear()
    assert post.bring(answer(CAL, "Dlaczego?"), address) == "refused"
    subject, text, _ = said_to(app, CAL)
    assert subject == f"Państwa odpowiedź nie została przekazana: zgłoszenie {ticket_id}"
    assert "has become dispute" not in text


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        ("de-CH", "1 ungelesene Nachricht zur Reklamation", "Wir: Why?"),
        ("fi", "Uutta: 1 unread message", "We: Why?"),
        ("zh-Hant", "1 unread message in the dispute", "We: Why?"),
    ],
)
def test_a_conversation_speaks_the_words_that_there_are(
    app: App, language: str, subject: str, said: str
) -> None:
    """IG-04: the product's, or those of administrators; in English where there are none."""
    speaks(app, language)
    words: list[dict[str, Any]] = [
        {"templateID": "messageNews.fi", "subject": "Uutta: #unread", "body": "#news"}
    ]
    assert app.as_("admin").put("/setting/mailTemplates", {"value": words}).status == 200
    dispute_id = app.as_("agent").post(URL, FEATURE).json["disputeID"]
    app.as_("agent").post(f"/dispute/{dispute_id}/message", {"text": "Why?"})
    app.settle()
    told = said_to(app, CAL)
    assert subject in told[0]
    assert said in told[1]
    german = {"templateID": "messageNews.de", "disputeID": dispute_id}
    shown = app.as_("admin").post("/mail/preview", german).json
    assert "zur Reklamation von Bright Telecom" in shown["text"]
    assert "Wir: Why?" in shown["text"]
    for other, is_refused in (("mailRefused", False), ("orderNews", True), ("ticketNews", True)):
        wanted = {"templateID": f"{other}.de", "disputeID": dispute_id}
        assert ("refused" in app.as_("admin").post("/mail/preview", wanted).json) is is_refused


def test_a_payout_dispute_speaks_to_each_side_in_its_own_language(app: App) -> None:
    """CK-04, PO-08, PO-19: claim, deadline and what happened, too; a language that a row of vendors
    names is kept and told.
    """
    furnish(app)
    speaks(app, "es")
    app.table.write_batch([vendor_item(replace(VENDORS[0], language="fr", version=2))])
    place = raised(app, "agent")
    app.settle()
    subject, text, _ = said_to(app, CAL)
    assert "1 mensaje sin leer sobre la reclamación" in subject
    assert "Hemos recibido la reclamación: no se ha recibido ningún pago, 4.000,00 INR." in text
    asked(app, place)
    app.settle()
    subject, text, _ = said_to(app, VERA)
    assert "(Asia/Kolkata)" in subject
    assert any(month in subject for month in get_month_names(locale="fr").values())
    assert "aucun paiement reçu" in text
    assert re.search(r"Une réponse vous a été demandée.* 2026, \d\d:\d\d \(Asia/Kolkata\)", text)
    assert app.as_("agent").get("/vendor/V-1").json["language"] == "fr"


@pytest.mark.parametrize(
    ("language", "won", "fined"),
    [
        (
            "pl",
            "otrzymają Państwo kwotę 4\u00a0000,00 INR",
            ("karę w wysokości 400,00 INR", "salda potrącono 100,00 INR", "300,00 INR"),
        ),
        (
            None,
            "4,000.00 INR will be paid to you.",
            ("You are fined 400.00 INR", "100.00 INR is taken from your wallet", "owe 300.00 INR"),
        ),
    ],
)
def test_what_was_decided_is_told_with_its_amounts(
    app: App, language: str | None, won: str, fined: tuple[str, ...]
) -> None:
    """PO-19, PO-29, PO-35, CO-41: payout and fine, split or not, in each language, and in English
    to the one who reads it, not as the staff does.
    """
    furnish(app, vendor_has=10_000)
    speaks(app, language)
    app.table.write_batch([vendor_item(replace(VENDORS[0], language=language, version=2))])
    place = raised(app, "agent")
    asked(app, place)
    answered(app, place, "notPaid")
    assert decided(app, place, "manager").status == 200
    app.settle()
    assert won in said_to(app, CAL)[1]
    text = said_to(app, VERA)[1]
    for said in fined:
        assert said in text
    assert "customer" not in text.lower()
    assert "Asia/Kolkata" not in text, "nobody waits for an answer any more (PO-08)"


def test_a_booking_speaks_to_each_side_in_its_own_language(app: App) -> None:
    """CO-41, IG-04, IG-05: its operator reads German, its aggregator Polish, with what was asked,
    paid and said, whoever of them did it; the language comes in with the party, and is shown.
    """
    ids = parties(app)
    app.as_("admin").put("/setting/threadMail", {"value": {"quietMinutes": 1}})
    for place, told in (("operator/OP-1", OPERATOR), ("aggregator/AGG", AGGREGATOR)):
        language = "de-AT" if told is OPERATOR else "pl"
        body = {**told, "language": language, "email": f"{language[:2]}@side.test"}
        known = app.as_("finance").put(f"/{place}", body)
        assert (known.status, known.json["language"]) == (200, language)
    raised = app.as_("operator").post(f"/booking/{ids['bookingID']}/dispute", {"reason": "No show"})
    place = f"/dispute/{raised.json['disputeID']}"
    asked = {"amount": 1234.5, "reason": "Waiting"}
    request = app.as_("operator").post(f"{place}/fundRequest", asked).json["pending"][0]
    app.settle()
    subject, text, html = said_to(app, "pl@side.test")
    assert "2 nieprzeczytane wiadomości w sprawie reklamacji" in subject
    assert "składa reklamację do rezerwacji" in text
    assert "prosi o kwotę 1\u00a0234,50 GBP: Waiting" in text
    assert '<html lang="pl"' in html
    said = app.as_("aggregator").post(f"{place}/fundRequest/{request['requestID']}/rejection", {})
    assert said.status == 200, said.text
    app.settle()
    _, text, _ = said_to(app, "de@side.test")
    assert "zahlt die 1.234,50 GBP nicht." in text
    assert "ungelesene Nachricht" in text
