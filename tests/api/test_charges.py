"""Fees and interest of reminders by API: foreseen, put on with the letter, waived, taken back."""

from tests.api.refusals import refused
from tests.app import App
from tests.scenarios.collections import REMINDED
from tests.scenarios.letters import charging

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
