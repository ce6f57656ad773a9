"""The file by which the bank is told of payouts as ISO 20022 has it (PO-25)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from chalicelib.domain.orders.bank_file import Instruction
from chalicelib.domain.orders.credit_transfer import NAMESPACE, Payer, credit_transfer, permitted
from chalicelib.store.orders import payee_item
from tests.api.refusals import refused
from tests.app import App
from tests.payouts import INSTRUCTION, choice, payee, ready_decided, rows, sending

SETTING = "/setting/payoutBank"
IBAN = "GB33BUKB20201555555555"
BANK = {"holder": "Cashkart GmbH & Co. KG", "accountKind": "iban", "accountNumber": IBAN}
AT = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
PAYER = Payer("Müller & Søn", "iban", IBAN, "BUKBGB22")
HOSTILE = '<x>&"\x00\u202e' + "Ż" * 90
TOLD = (
    Instruction(
        "P1", "4000.05", "INR", "india", "HDFC000123450100123456789", "Asha Rao", "Order 1"
    ),
    Instruction("P2", "0.1", "INR", "iban", IBAN, HOSTILE, "Order //2"),
    Instruction("P3", "1.234", "KWD", "iban", IBAN, "आशा", "Order 3"),
)
NAMES = {"p": NAMESPACE}


def found(document: bytes, path: str) -> list[str | None]:
    return [one.text for one in ElementTree.fromstring(document).findall(path, NAMES)]


def test_sums_and_names_of_the_file_are_right_whatever_is_told() -> None:
    """PO-25: amounts to the minor unit, a batch for each currency, sums of each and of all; names
    in the letters that banks take, and no more of them.
    """
    document = credit_transfer(PAYER, "F1", AT, date(2026, 11, 30), TOLD)
    assert found(document, ".//p:NbOfTxs") == ["3", "2", "1"]
    assert found(document, ".//p:CtrlSum") == ["4001.384", "4000.15", "1.234"]
    assert found(document, ".//p:EndToEndId") == ["P1", "P2", "P3"]
    assert found(document, ".//p:PmtInfId") == ["F1-INR", "F1-KWD"]
    assert found(document, ".//p:Cdtr/p:Nm") == ["Asha Rao", "x + " + "Z" * 66, "NOTPROVIDED"]
    assert found(document, ".//p:Dbtr/p:Nm") == ["Muller + Son"] * 2
    assert found(document, ".//p:Ustrd") == ["Order 1", "Order /2", "Order 3"]
    assert found(document, ".//p:CdtTrfTxInf/p:CdtrAgt//p:MmbId") == ["HDFC0001234"]
    assert found(document, ".//p:CdtrAcct//p:Othr/p:Id") == ["50100123456789"]
    amounts = ElementTree.fromstring(document).findall(".//p:InstdAmt", NAMES)
    assert [(one.text, one.attrib) for one in amounts] == [
        (one.amount, {"Ccy": one.currency}) for one in TOLD
    ]


ORDER = {
    "GrpHdr": "MsgId CreDtTm NbOfTxs CtrlSum InitgPty",
    "PmtInf": "PmtInfId PmtMtd NbOfTxs CtrlSum ReqdExctnDt Dbtr DbtrAcct DbtrAgt CdtTrfTxInf",
    "CdtTrfTxInf": "PmtId Amt CdtrAgt Cdtr CdtrAcct RmtInf",
}
"""What of each the standard wants in which order."""


def test_the_file_has_what_the_standard_wants_in_its_order() -> None:
    """PO-25: banks refuse a whole file for one element in the wrong place."""
    root = ElementTree.fromstring(credit_transfer(PAYER, "F1", AT, date(2026, 11, 30), TOLD))
    for name, order in ORDER.items():
        for part in root.iter(f"{{{NAMESPACE}}}{name}"):
            names = list(dict.fromkeys(one.tag.partition("}")[2] for one in part))
            assert names == [one for one in order.split() if one in names]
    assert all(one.text or len(one) for one in root.iter())


@pytest.mark.parametrize("text", ["", "///", "\x00", "आशा", " "])
def test_a_text_without_a_letter_that_banks_take_says_so(text: str) -> None:
    """PO-25: the standard wants a name, and an empty one is refused."""
    assert permitted(text, 70) == "NOTPROVIDED"


def test_finance_takes_what_iso_20022_can_tell_and_each_stands_in_one_file(app: App) -> None:
    """PO-25, PO-26: where the company's account is set; what it cannot tell stays in the columns,
    and what the bank was told is remembered beside the payout as of every file.
    """
    ids = ready_decided(app)
    finance, admin = app.as_("finance"), app.as_("admin")
    xml = f"{INSTRUCTION}?format=xml"
    refused(finance.get(xml), 409)
    wrong = BANK | {"accountNumber": "GB00BUKB20201555555555"}
    refused(admin.put(SETTING, {"value": [wrong]}), 400)
    assert admin.put(SETTING, {"value": [BANK]}).status == 200
    refused(finance.get(xml), 409)
    assert [one["accountKind"] for one in rows(app)] == ["upi"]

    account = replace(payee().accounts[1], kind="iban", number=IBAN)
    app.table.write_batch([payee_item(replace(payee(), accounts=(account,)))])
    assert rows(app) == []
    taken = finance.get(xml)
    assert (taken.status, taken.json["rows"]) == (200, 1), taken.text
    document = app.shelf.files[urlsplit(taken.json["url"]).path.removeprefix("/")]
    assert found(document, ".//p:EndToEndId") == [ids["payoutID"]]
    assert found(document, ".//p:CtrlSum") == ["4000.00", "4000.00"]
    assert found(document, ".//p:CdtrAcct//p:IBAN") == [IBAN]
    [row] = finance.get("/payout").json["value"]
    assert found(document, ".//p:MsgId") == [row["files"][-1]["fileID"]]
    assert choice(app, ids, "send")["allowed"] is True
    assert finance.post(sending(ids), {}).status == 200
    refused(finance.get(xml), 409)
