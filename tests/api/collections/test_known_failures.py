"""Ways in which reminding has failed people elsewhere, told in plain words, each as a story through
the API.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.actions.jobs import sweep
from chalicelib.mail.spelling import WORLDWIDE, Spelling
from tests.app import App
from tests.collecting import AUTOMATIC
from tests.people import line
from tests.scenarios import CUSTOMER, PAYMENT, TAKEN_BACK, owing

OWN = "/customer/K-1"


def begin(app: App, **values: Any) -> None:
    """A customer of its own, reminded at any hour."""
    owing(app)
    told = CUSTOMER | {"email": "pay@payer.test"} | values
    assert app.as_("finance").put(OWN, told).status in (200, 201)


def bill(app: App, number: str, amount: str, **values: Any) -> None:
    assert app.invoice(number, [line(1, amount)], customer="K-1", **values).status in (200, 201)


def pay(app: App, name: str, amount: str, *numbers: str) -> None:
    given = [{"invoiceNumber": number, "amount": amount} for number in numbers]
    told = PAYMENT | {"amount": float(amount) * len(numbers), "allocations": given}
    assert app.as_("finance").put(f"{OWN}/payment/{name}", told).status == 201


def rows(app: App) -> dict[str, Any]:
    listed = app.as_("agent").get(f"{OWN}/dunning").json["value"]
    return {str(row["invoiceNumber"]): row for row in listed}


def remind(app: App, **body: Any) -> Any:
    answer = app.as_("agent").post(f"{OWN}/dunning", body)
    assert answer.status == 200, answer.text
    return answer.json


def letters(app: App) -> list[str]:
    """The reminders that the customer got, as they read."""
    app.settle()
    bodies = (one.get_body(("plain",)) for one in app.mailbox.letters())
    return [body.get_content() for body in bodies if body]


def test_one_letter_gave_all_invoices_the_balance_of_the_last(app: App) -> None:
    """CO-30, CO-33: each partly paid in another way, and the sum is that of the lines."""
    begin(app)
    for number, amount in (("A", "100.00"), ("B", "70.00"), ("C", "30.00")):
        bill(app, number, amount)
    pay(app, "P-1", "25.00", "A")
    pay(app, "P-2", "10.00", "B")
    app.later(minutes=24 * 60)
    answer = remind(app)
    assert answer["sums"] == [{"currency": "USD", "amount": 165}]
    [text] = letters(app)
    for number, asked in (("A", "75.00"), ("B", "60.00"), ("C", "30.00")):
        assert f"{number}: due 31 Oct 2026, open {asked} USD" in text
        assert f"to pay {asked} USD" in text


def test_what_was_billed_last_evening_was_reminded_the_next_morning(app: App) -> None:
    """CO-38: due at once or before it was sent, it is not late the morning after."""
    begin(app)
    yesterday = app.now().date().isoformat()
    bill(app, "A", "10.00", invoiceDate=yesterday, dueDate=yesterday)
    app.later(minutes=24 * 60)
    assert (rows(app)["A"]["code"], remind(app)["reminded"]) == ("tooSoon", [])
    app.later(minutes=24 * 60)
    assert remind(app)["reminded"] == ["A"]


def test_a_young_invoice_was_reminded_since_the_customer_has_an_old_one(app: App) -> None:
    """CO-33, CO-38: the grace of the first level holds for each item by itself."""
    begin(app)
    waits = [
        {"label": "Reminder", "graceDays": 5, "apartDays": 7, "templateID": "reminderFirst"},
        {"label": "Second", "graceDays": 20, "apartDays": 7, "templateID": "reminderSecond"},
    ]
    assert app.as_("admin").put("/setting/dunningLevels", {"value": waits}).status == 200
    for number, days in (("OLD", 10), ("YOUNG", 1)):
        due = (app.now().date() - timedelta(days=days)).isoformat()
        bill(app, number, "10.00", invoiceDate="2026-10-01", dueDate=due)
    assert remind(app)["reminded"] == ["OLD"]
    [text] = letters(app)
    assert "YOUNG" not in text


def test_a_job_that_runs_every_few_minutes_reminded_each_time(app: App) -> None:
    """CO-28, CO-37: a day and a half of runs, some after the mail service had refused, is one
    letter.
    """
    begin(app)
    bill(app, "A", "10.00")
    assert app.as_("admin").put("/setting/dunning", AUTOMATIC).status == 200
    app.mailbox.refusals = ["Throttling"] * 3
    for _ in range(36):
        sweep.sweep(wiring.parts().works(), app.now())
        app.settle_once()
        app.later(minutes=60)
    told = [text for text in letters(app) if "A: due" in text]
    assert (len(told), rows(app)["A"]["level"]) == (1, 1)


def test_the_letter_was_half_in_the_language_of_whoever_sent_it(app: App) -> None:
    """CO-41: words, table and all of it are in the customer's; where there are no words for what
    stands above the items, the preview says so.
    """
    begin(app, language="de-AT")
    bill(app, "A", "10.00")
    worded = {"subject": "Mahnung", "body": "Guten Tag,\n\n#items_list_selected\n\nDanke."}
    of = [worded | {"templateID": f"reminderFirst.{language}"} for language in ("de", "fi")]
    assert app.as_("admin").put("/setting/mailTemplates", {"value": of}).status == 200
    seen = app.as_("agent").get(f"{OWN}/dunning").json["letter"]
    assert (seen["fallback"], "Zu zahlen" in seen["html"]) == (None, True)
    begin(app, language="fi")
    seen = app.as_("agent").get(f"{OWN}/dunning").json["letter"]
    assert "To pay" in seen["html"]
    assert seen["fallback"]
    begin(app, language="de-AT")
    remind(app)
    [text] = letters(app)
    assert "A: fällig 31.10.2026, offen 10,00 USD, in Klärung –, zu zahlen 10,00 USD" in text
    assert not any(word in text for word in ("due", "open", "to pay", "Invoice"))


def test_a_credit_note_that_names_no_invoice_was_not_counted(app: App) -> None:
    """CO-32: one as a document of its own takes its amount off what is asked for; while it is a
    draft it does not.
    """
    begin(app)
    bill(app, "A", "100.00")
    note = [line("c", "-40.00", "credit")]
    assert app.invoice("CN-1", note, customer="K-1", status="draft").status == 201
    assert rows(app)["A"]["asked"] == 100
    assert app.invoice("CN-1", note, customer="K-1").status == 200
    assert rows(app)["A"]["asked"] == 60
    assert app.as_("agent").get(f"{OWN}/dunning").json["sums"][0]["amount"] == 60


def test_a_credit_note_that_was_given_back_went_on_to_cover_what_is_owed(app: App) -> None:
    """CO-32, X-12: what the bank says was given back for one takes nothing off any more; below zero
    is nothing on an invoice, and no more than the credit note is of.
    """
    begin(app)
    bill(app, "A", "100.00")
    back = {"paymentID": "R-1", "date": app.now().date().isoformat()}
    note = [line("c", "-40.00", "credit")]
    whole, most = [back | {"amount": "-40.00"}], [back | {"amount": "-40.01"}]
    assert app.invoice("CN-1", note, customer="K-1", payments=most).status == 400
    assert app.invoice("CN-1", note, customer="K-1", payments=whole).status == 201
    assert rows(app)["A"]["asked"] == 100
    assert app.as_("agent").get(f"{OWN}/statement").json["totals"][0]["credits"] == 0
    assert app.invoice("B", [line(1, "50.00")], customer="K-1", payments=whole).status == 400


def test_a_payment_that_bounced_began_the_reminders_anew_or_skipped_one(app: App) -> None:
    """CO-23, CO-34: what was reminded, paid and taken back goes on with the next level, when that
    one's days are over, and not on the day on which the bank took it back.
    """
    begin(app)
    bill(app, "A", "10.00")
    assert remind(app)["reminded"] == ["A"]
    pay(app, "P-1", "10.00", "A")
    assert rows(app) == {}
    app.later(minutes=3 * 24 * 60)
    bill(app, "B", "20.00")
    assert remind(app)["reminded"] == ["B"]
    back = TAKEN_BACK | {"date": app.now().date().isoformat()}
    assert app.as_("finance").post(f"{OWN}/payment/P-1/reversal", back).status == 200
    row = rows(app)["A"]
    assert (row["code"], row["level"]) == ("tooSoon", 1)
    app.later(minutes=12 * 24 * 60)
    assert remind(app, invoiceNumbers=["A"])["reminded"] == ["A"]
    assert rows(app)["A"]["level"] == 2


def test_what_is_due_today_was_late_by_the_servers_day(app: App) -> None:
    """CO-05, CO-38: by the customer's own day it is not reminded in the evening of that day, and
    the letter of the day after names the day that was agreed.
    """
    begin(app, timeZone="Pacific/Honolulu")
    due = (app.now() + timedelta(days=3)).date()
    bill(app, "A", "10.00", dueDate=due.isoformat())
    evening = datetime.combine(due + timedelta(days=1), time(5), UTC)
    app.ahead += evening - app.now()
    assert (rows(app)["A"]["code"], remind(app)["reminded"]) == ("notDue", [])
    app.later(minutes=24 * 60)
    assert remind(app)["reminded"] == ["A"]
    assert f"A: due {Spelling(WORLDWIDE).day(due)}" in letters(app)[-1]
