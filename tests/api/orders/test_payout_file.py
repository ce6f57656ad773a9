"""The file by which the bank is told of payouts (CK-14, PO-25, PO-26, X-09)."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from chalicelib.store.keys import payouts_in
from chalicelib.store.orders import payee_item
from tests.api.refusals import refused
from tests.app import App
from tests.overtaking import overtaken_by
from tests.payouts import (
    INSTRUCTION,
    ORDER,
    another_account,
    answered,
    asked,
    balances,
    choice,
    decided,
    furnish,
    payee,
    raised,
    ready_decided,
    ready_returned,
    rows,
    sending,
)

SETTING = "/setting/payoutFile"


def test_the_file_tells_of_every_payout_that_can_be_sent(app: App) -> None:
    """CK-14, PO-25: by its id, to the account that two people saw to; until it is sent."""
    ids = ready_decided(app)
    told = {
        "endToEndID": ids["payoutID"],
        "amount": "4000.00",
        "currency": "INR",
        "accountKind": "upi",
        "accountNumber": "CAL@OKHDFC",
        "holder": "Cal Customer",
        "text": "Order CK-7001",
    }
    assert rows(app) == [told] == rows(app)
    [latest, *_] = app.as_("admin").get("/audit/export").json["value"]
    assert (latest["of"], latest["rows"], latest["by"]["userID"]) == ("payout", 1, "finance")
    way = f"/dispute/{ids['disputeID']}/payout/{ids['payoutID']}/sending"
    assert app.as_("finance").post(way, {}).status == 200
    assert rows(app) == []


def test_the_longest_waiting_comes_first_and_a_file_reads_once_for_all(app: App) -> None:
    """PO-28: one page of payouts, one look at the accounts, one at how they stand by then."""
    orders = [replace(ORDER, order_id=f"CK-{n}", value=10_000) for n in range(3)]
    furnish(app, *orders)
    for order in orders:
        place = raised(app, "agent", orderID=order.order_id)
        asked(app, place)
        answered(app, place, "notPaid")
        assert decided(app, place, "manager").status == 200
    assert [one["text"] for one in rows(app)] == ["Order CK-0", "Order CK-1", "Order CK-2"]
    assert app.as_("finance").get(INSTRUCTION).calls == [
        "BatchGetItem",
        "Query",
        "BatchGetItem",
        "TransactWriteItems",
        "BatchGetItem",
        "BatchWriteItem",
    ]


def test_what_cannot_be_sent_is_not_told(app: App) -> None:
    """PO-26: without a confirmed account, with one that money came back from, or stopped."""
    ready_decided(app)
    first, last = payee().accounts
    for account in (replace(last, confirmed_at=None), replace(last, barred_by="P-1")):
        app.table.write_batch([payee_item(replace(payee(), accounts=(account,)))])
        assert rows(app) == []
    app.table.write_batch([payee_item(replace(payee(), accounts=(first,)))])
    assert [one["accountNumber"] for one in rows(app)] == ["OLD@OKBANK"]


def test_the_columns_are_a_setting(app: App) -> None:
    """PO-25: named and ordered as the bank has them; what no bank goes without is asked for."""
    ids = ready_decided(app)
    admin = app.as_("admin")
    unset = admin.get(SETTING).json["value"]
    assert [one["tells"] for one in unset] == [*rows(app)[0]]
    wanted = [
        {"column": "Amt", "tells": "amount"},
        {"column": "VPA", "tells": "accountNumber"},
        {"column": "Ref", "tells": "endToEndID"},
    ]
    assert admin.put(SETTING, {"value": wanted}).status == 200
    assert rows(app) == [{"Amt": "4000.00", "VPA": "CAL@OKHDFC", "Ref": ids["payoutID"]}]
    for wrong in (wanted[:2], [*wanted, {"column": "X", "tells": "secret"}], [*wanted, wanted[0]]):
        refused(admin.put(SETTING, {"value": wrong}), 400)
    refused(app.as_("finance").put(SETTING, {"value": wanted}), 403)
    assert admin.put(SETTING, {"value": []}).status == 200
    assert [*rows(app)[0]] == [one["tells"] for one in unset]


def test_an_account_that_changed_after_the_file_is_not_paid_unsaid(app: App) -> None:
    """PO-25, PO-26, X-02: refused with both accounts; sent once the file was taken anew."""
    ids = ready_decided(app)
    assert [one["accountNumber"] for one in rows(app)] == ["CAL@OKHDFC"]
    assert choice(app, ids, "send")["allowed"] is True
    new = another_account(app)
    assert choice(app, ids, "send")["allowed"] is False
    finance = app.as_("finance")
    for body in ({}, {"accountID": new}):
        told = refused(finance.post(sending(ids), body), 409, rule="PO-26").json
        assert (told["code"], told["accountID"]) == ("accountChanged", "A-2")
        assert told["detail"].startswith("The bank's file pays to C…@OKHDFC; by now")
    assert [one["accountNumber"] for one in rows(app)] == ["CAL@NEWBANK"]
    assert choice(app, ids, "send")["allowed"] is True
    done = finance.post(sending(ids), {})
    assert done.json["payouts"][0]["account"] == "C…@NEWBANK"


def test_what_went_where_the_file_said_is_written_down_so(app: App) -> None:
    """PO-25, X-02: the file was with the bank before the customer had another account."""
    ids = ready_decided(app)
    rows(app)
    another_account(app)
    assert choice(app, ids, "sendAsTold")["allowed"] is True
    done = app.as_("finance").post(sending(ids), {"accountID": "A-2"})
    [payout] = done.json["payouts"]
    assert (payout["status"], payout["account"], payout["accountID"]) == (
        "sent",
        "C…@OKHDFC",
        "A-2",
    )
    [row] = app.as_("finance").get("/payout?state=sent").json["value"]
    assert (row["account"], row["accountID"]) == ("C…@OKHDFC", "A-2")


def test_without_a_file_the_account_that_was_seen_is_the_one_that_is_paid(app: App) -> None:
    """PO-26: whoever has an older one before the eyes is told, and sends nothing."""
    ids = ready_decided(app)
    assert choice(app, ids, "sendAsTold")["allowed"] is False
    new = another_account(app)
    told = refused(app.as_("finance").post(sending(ids), {"accountID": "A-2"}), 409, rule="PO-26")
    assert (told.json["code"], told.json["accountID"]) == ("accountChanged", new)
    done = app.as_("finance").post(sending(ids), {"accountID": new})
    assert (done.status, done.json["payouts"][0]["accountID"]) == (200, new)


def test_the_list_of_payouts_offers_what_their_case_does(app: App) -> None:
    """X-02, PO-25: one query and one look beside it, whatever can be done."""
    ids = ready_returned(app)
    told = app.as_("finance").get("/payout?state=returned")
    assert told.calls == ["BatchGetItem", "Query", "BatchGetItem"]
    [row] = told.json["value"]
    case = app.as_("finance").get(f"/dispute/{ids['disputeID']}").json
    assert row["actions"] == case["payouts"][0]["actions"]
    assert [one["name"] for one in row["actions"] if one["allowed"]] == ["return", "instructAgain"]
    assert row["account"] == "C…@OKHDFC"


def test_only_finance_takes_it_along(app: App) -> None:
    """X-09: it holds numbers of accounts."""
    ready_decided(app)
    for who in ("agent", "manager", "customer", "vendor"):
        refused(app.as_(who).get(INSTRUCTION), 403)


def test_a_payout_that_the_bank_was_told_of_is_not_taken_back_unsaid(app: App) -> None:
    """PO-12, CK-14, X-02: it may be on its way, and would be paid once more; once it is said to be
    sent, the customer owes it.
    """
    ids = ready_decided(app)
    place = f"/dispute/{ids['disputeID']}"
    way = f"{place}/decision/{ids['decisionID']}/reversal"
    rows(app)
    manager = app.as_("manager")
    before = balances(app)
    told = refused(manager.post(way, {"reason": "Wrong."}), 409, rule="PO-12").json
    assert told["unblockedBy"] == ["finance"]
    offered = {one["name"]: one["allowed"] for one in manager.get(place).json["actions"]}
    assert offered["reverse"] is False
    assert balances(app) == before
    assert app.as_("finance").post(sending(ids), {}).status == 200
    done = manager.post(way, {"reason": "Wrong."})
    assert done.json["payouts"][0]["isClaimedBack"] is True
    assert app.faults() == []


def test_a_file_and_a_reversal_at_once_pay_nothing_that_was_taken_back(app: App) -> None:
    """PO-12, CK-14: the file that was begun before tells of nothing that was taken back since, also
    where the list of payouts still has it.
    """
    ids = ready_decided(app)
    way = f"/dispute/{ids['disputeID']}/decision/{ids['decisionID']}/reversal"
    table = type(app.table)
    listed = table.pages

    def overtaken(self: Any, partition: str, **how: Any) -> Any:
        found = list(listed(self, partition, **how))
        if partition == payouts_in("instructed"):
            done = app.as_("manager").post(way, {"reason": "Wrong."})
            assert done.status == 200, done.text
        return found

    with patch.object(table, "pages", overtaken):
        assert rows(app) == []
    assert app.faults() == []


def test_a_reversal_that_a_file_overtakes_takes_nothing_back(app: App) -> None:
    """PO-12, CK-14: the bank is told between its reads and its transaction."""
    ids = ready_decided(app)
    way = f"/dispute/{ids['disputeID']}/decision/{ids['decisionID']}/reversal"
    with overtaken_by(app, lambda: rows(app)) as files:
        refused(app.as_("manager").post(way, {"reason": "Wrong."}), 409, rule="PO-12")
    assert [[one["endToEndID"] for one in file] for file in files] == [[ids["payoutID"]]]
    assert app.faults() == []
