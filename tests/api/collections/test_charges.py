"""Fees and interest of reminders by API: foreseen, put on with the letter, waived, taken back."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.invoices.charge import Charge, Waived
from chalicelib.store import keys
from chalicelib.store.entities import invoice_item, to_invoice
from chalicelib.store.table import Put, name_of
from tests.api.refusals import refused
from tests.app import App
from tests.people import line
from tests.scenarios.collections import ALL_DAY, REMINDED
from tests.scenarios.letters import charged_for, charging

PATH = "/customer/1001/dunning"
INVOICE = "/customer/1001/invoice/1984950"


def item_of(app: App) -> dict[str, object]:
    rows = app.as_("agent").get(PATH).json["value"]
    [row] = [one for one in rows if one["invoiceNumber"] == 1984950]
    return row  # type: ignore[no-any-return]


def test_a_letter_charges_in_lines_of_their_own_that_can_be_waived(app: App) -> None:
    """CO-39, CU-23: the letter's sum is that of its lines, and what it charges is owed from then
    on, on invoice, statement and portal alike; nothing is waived twice.
    """
    charging(app)
    agent = app.as_("agent")
    dry = agent.post(f"{PATH}?dryRun=true", REMINDED).json
    [row] = [one for one in dry["value"] if one["invoiceNumber"] == 1984950]
    interest = round(row["newCharges"] - 5, 2)
    assert (row["open"], row["asked"]) == (6.45, 6.45)
    assert interest > 0
    total = round(6.45 + 5 + interest, 2)
    assert dry["sums"] == [{"currency": "USD", "amount": total}]
    text = dry["letter"]["text"]
    assert "- 1984950, fee: due –, open 5.00 USD, in clarification –, to pay 5.00 USD" in text
    assert f"to pay {interest:.2f} USD" in text
    assert f"Please pay {total:.2f} USD." in text
    assert agent.get(INVOICE).json["balance"] == 6.45

    assert agent.post(PATH, REMINDED).json["letter"]["text"] == text
    shown = agent.get(INVOICE).json
    assert (shown["balance"], shown["reminderCharges"]) == (total, round(5 + interest, 2))
    own = app.as_("customer").get("/customer/1001/statement").json["value"]
    assert [one["balance"] for one in own if one["invoiceNumber"] == 1984950] == [total]
    waiver = f"{INVOICE}/charge/1-fee/waiver"
    low = agent.post(waiver, {"reason": "Goodwill"})
    refused(low, 403, rule="CU-14")
    assert low.json["unblockedBy"] == ["Ann Approver", "Max Manager", "Fay Finance"]
    agent = app.as_("approver")
    done = agent.post(waiver, {"reason": "Goodwill"})
    assert (done.json["owed"], done.json["balance"]) == (interest, round(6.45 + interest, 2))
    refused(agent.post(waiver, {"reason": "Again"}), 409, rule="CO-39")
    refused(agent.post(f"{INVOICE}/charge/9-fee/waiver", {"reason": "None"}), 404, rule="CO-39")
    refused(app.as_("limited").post(waiver, {"reason": "Else"}), 404)
    note = agent.get("/customer/1001/note").json["value"][0]
    assert (note["type"], note["text"]) == (
        "chargeWaived",
        "5.00 USD of fee on invoice 1984950 was waived: Goodwill",
    )
    assert [one["waived"] for one in item_of(app)["charges"]] == ["Goodwill", None]  # type: ignore[attr-defined]
    verified = app.as_("finance").get("/audit/journal/verify?customerID=1001")
    assert verified.json["value"] == []


def test_a_letter_that_did_not_go_charges_nothing(app: App) -> None:
    """CO-39, CO-40: by mail to an address that is refused, and on paper that was not posted."""
    charging(app)
    agent = app.as_("agent")
    app.mailbox.refusals = ["InvalidParameterValue"]
    assert agent.post(PATH, REMINDED).json["reminded"] == [1984950]
    app.settle()
    assert (item_of(app)["code"], item_of(app)["charges"]) == ("willBeReminded", [])
    put = agent.post(PATH, REMINDED | {"byPost": True}).json
    assert put["reminded"] == [1984950]
    assert len(item_of(app)["charges"]) == 2  # type: ignore[arg-type]
    [row] = agent.get("/letter/toPost").json["value"]
    number = row["letters"][0]["number"]
    agent.post(f"/customer/1001/letter/{number}/confirmation", {"wasPosted": False})
    assert (item_of(app)["code"], item_of(app)["charges"]) == ("willBeReminded", [])
    assert agent.get(INVOICE).json["balance"] == 6.45


def test_a_letter_that_did_not_go_charges_nothing_whatever_was_claimed_since(app: App) -> None:
    """CO-33, CO-39, CO-40: a mail refused, and paper that is not posted, once another letter
    about another item was claimed; that one stays as it is, and the audit finds all told.
    """
    charging(app)
    app.invoice("N-8", [line(1, "100")], dueDate="2026-07-01", invoiceDate="2026-06-01")
    app.invoice("N-9", [line(1, "100")], dueDate="2026-07-01", invoiceDate="2026-06-01")
    agent = app.as_("agent")

    def charges() -> dict[object, int]:
        rows = agent.get(PATH).json["value"]
        return {one["invoiceNumber"]: len(one["charges"]) for one in rows if one["charges"]}

    app.mailbox.refusals = ["InvalidParameterValue"]
    assert agent.post(PATH, REMINDED).json["reminded"] == [1984950]
    for number in ("N-8", "N-9"):
        told = {"invoiceNumbers": [number], "byPost": True}
        assert agent.post(PATH, told).json["reminded"] == [number]
    assert charges() == {1984950: 2, "N-8": 2, "N-9": 2}
    app.settle()
    assert charges() == {"N-8": 2, "N-9": 2}
    assert agent.get(INVOICE).json["balance"] == 6.45
    [row] = agent.get("/letter/toPost").json["value"]
    first, _ = row["letters"]
    path = f"/customer/1001/letter/{first['number']}/confirmation"
    assert agent.post(path, {"wasPosted": False}).status == 200
    assert charges() == {"N-9": 2}
    assert app.faults() == []


def test_the_audit_holds_charges_against_the_letters_and_waivers_that_tell_of_them(
    app: App,
) -> None:
    """CO-39, X-05, X-06: another amount, a charge or a waiver that nobody told of, and one that is
    gone.
    """
    charged_for(app)
    app.is_tampered = True
    finance, key = app.as_("finance"), keys.invoice(1001, 1984950)
    known = to_invoice(app.table.get([key])[name_of(key)])
    fee, interest = known.reminder_charges
    waiver = Waived("Mine", "Nobody", app.now(), fee.letter)

    def faults(*charges: Charge) -> list[str]:
        edited = replace(known, reminder_charges=charges)
        app.table.commit([Put(invoice_item(edited), ())])
        told = finance.get("/audit/journal/verify?customerID=1001").json["value"]
        return [fault for one in told for fault in one["faults"]]

    assert faults(fee, interest) == []
    dearer, waived = replace(fee, amount=6_00), replace(fee, waived=waiver)
    assert faults(dearer, interest) == ["No letter tells of charge 1-fee as it is."]
    assert faults(waived, interest) == ["No entry tells that charge 1-fee was waived."]
    assert faults(interest) == ["Invoice 1984950 has not what letter 1 charges."]
    made_up = replace(fee, charge_id="7-fee", letter=7)
    assert faults(fee, interest, made_up) == ["No letter tells of charge 7-fee as it is."]


def test_a_promise_is_over_no_charge_that_was_waived(app: App) -> None:
    """CO-26, CO-39: so whoever pays the rest keeps it."""
    charged_for(app)
    agent = app.as_("agent")
    day = (app.now().date() + timedelta(days=3)).isoformat()
    told = {"items": [{"invoiceNumber": 1984950}], "date": day}
    assert agent.post("/customer/1001/promise", told).status in (200, 201)
    for kind in ("fee", "interest"):
        waiver = f"{INVOICE}/charge/1-{kind}/waiver"
        assert app.as_("approver").post(waiver, {"reason": "Goodwill"}).status == 200
    promise = agent.get("/customer/1001/promise/1984950").json
    assert (promise["amount"], promise["status"]) == (6.45, "open")


def test_a_dispute_of_a_follow_up_is_over_what_was_billed_not_over_charges(app: App) -> None:
    """CO-39, DM-01: a credit of it would leave the customer with the charges of a reminder."""
    charged_for(app)
    agent = app.as_("agent")
    told = {"items": [{"invoiceNumber": 1984950}], "statusID": "dispute", "comment": "Dear"}
    opened = agent.post("/customer/1001/followUp", told | {"resolverID": "agent2"})
    assert opened.status == 201, opened.text
    row = item_of(app)
    assert row["disputed"] == 6.45
    assert (row["asked"], row["open"]) == (0, round(6.45 + float(str(row["held"])), 2))


def on(app: App, day: str) -> None:
    """Noon of a day to come."""
    noon = datetime.fromisoformat(f"{day}T12:00+00:00")
    app.later(minutes=(noon - app.now()).total_seconds() / 60)


def test_interest_follows_value_dates_from_letter_to_letter(app: App) -> None:
    """CO-39, CO-06, CO-23: 9.25 % of months of thirty, reckoned by hand; what was paid late, by an
    instalment and beside letters, a letter for charges alone, and a payment that a bank takes back.
    """
    on(app, "2027-02-24")
    charging(app)
    rates = ALL_DAY["value"][0] | {"interestRate": "9.25", "dayCount": "30/360"}
    app.as_("admin").put("/setting/dunning", {"value": [rates]})
    level = {"graceDays": 0, "apartDays": 7, "templateID": "reminderFirst"}
    levels = [level | {"label": name, "fee": {"KWD": "0.255"}} for name in ("I", "II", "III")]
    app.as_("admin").put("/setting/dunningLevels", {"value": levels})
    finance, agent = app.as_("finance"), app.as_("agent")
    dates = {"invoiceDate": "2027-01-01", "dueDate": "2027-01-31"}
    parts = [("2027-01-31", 300), ("2027-02-15", 300), ("2027-03-31", 300)]
    in_parts = [{"dueDate": day, "amount": amount} for day, amount in parts]
    whole = {"currency": "KWD", **dates}
    app.invoice("K", [line(1, "1234.567")], **whole)
    app.invoice("P", [line(1, "900.000")], instalments=in_parts, **whole)

    def pays(name: str, number: str, amount: str, day: str) -> None:
        body = {"valueDate": day, "currency": "KWD", "amount": amount}
        body |= {"allocations": [{"invoiceNumber": number, "amount": amount}]}
        assert finance.put(f"/customer/1001/payment/{name}", body).status == 201

    def letter(day: str) -> tuple[float, str]:
        on(app, day)
        sent = agent.post(PATH, {"invoiceNumbers": ["K", "P"]}).json
        app.settle()
        return sent["sums"][0]["amount"], sent["letter"]["text"]

    pays("P-1", "P", "100.000", "2027-02-10")
    asked, text = letter("2027-02-26")
    # K: 26 days. P: 100 for 10 days, 200 for 26, 300 for 11.
    assert asked == round(1234.567 + 8.248 + 500 + 2.441 + 0.255, 3)
    assert "to pay 2.441 KWD" in text
    on(app, "2027-03-01")
    pays("P-2", "P", "200.000", "2027-02-16")
    pays("K-1", "K", "1234.567", "2027-03-01")
    asked, text = letter("2027-03-10")
    # K: 5 days until it was paid. P: 200 for 10 days less, 300 for 14 more.
    assert asked == round(8.503 + 1.586 + 300 + 2.441 + 0.565 + 0.255, 3)
    assert "open 1.586 KWD" in text
    assert "- K: due" not in text, "nothing of the invoice itself is asked for"
    back = {"date": "2027-03-12", "reason": "Bounced"}
    finance.post("/customer/1001/payment/K-1/reversal", back)
    asked, _ = letter("2027-03-20")
    # K: 19 days after the 1st of March. P: 10 days more.
    assert asked == round(1234.567 + 10.089 + 6.027 + 300 + 3.261 + 0.771 + 0.255, 3)
    statement = agent.get("/customer/1001/statement").json
    [total] = [one for one in statement["totals"] if one["currency"] == "KWD"]
    rows = {one["invoiceNumber"]: one for one in statement["value"] if one["currency"] == "KWD"}
    assert round(sum(one["balance"] for one in rows.values()), 3) == total["outstanding"]
    assert rows["P"]["daysLate"] == 33, "of its second instalment"
    ages = {one["bucket"]: one["outstanding"] for one in total["ageing"]}
    assert ages["31-60"] == 1534.567
    assert ages["notDue"] == round(300 + 6.027 + 0.771 + 0.255, 3)
    assert app.faults() == []
