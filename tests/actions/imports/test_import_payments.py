"""Files of payments (X-05, X-12)."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.actions.imports import run
from chalicelib.domain.imports.job import LEASE_SECONDS
from tests.actions.import_bucket import Port
from tests.people import line

DEMO = Path(__file__).parents[3] / "infra/demo"
COLUMNS = "customerID,paymentID,valueDate,amount,invoiceNumber,allocatedAmount\n"


def bring(port: Port, rows: str) -> dict[str, Any]:
    """The file brought in, each column as the field that it names."""
    mapping = {name: {"column": name} for name in COLUMNS.strip().split(",")}
    told = {"kind": "payments", "mapping": mapping, "currency": "USD", "asOf": "2026-11-30"}
    return port.bring(COLUMNS + rows, **told)


def counts(**values: int) -> dict[str, int]:
    return dict.fromkeys(("created", "changed", "unchanged", "skipped", "failed"), 0) | values


def test_the_sample_comes_in_and_a_repeat_changes_nothing(port: Port) -> None:
    """X-12: a payment of two rows is one, what has no invoice is unallocated, which is told."""
    customers = {"0783-PEPYR": (("0858258272", "43.67"), ("5378812305", "58.58"))}
    customers |= {"0688-XNJRO": (), "9323-NDIOV": (("0176953642", "65.00"),)}
    finance = port.app.as_("finance")
    for customer, invoices in customers.items():
        told = {"name": customer, "accountNumber": customer, "currency": "USD"}
        finance.put(f"/customer/{customer}", told | {"deliveryMethod": "Post"})
        for number, amount in invoices:
            assert port.app.invoice(number, [line(1, amount)], customer).status == 201
    content = (DEMO / "bank_payments.csv").read_text()
    sample = {"presetID": "bank-payments", "mapping": None, "currency": None}
    job = port.bring(content, kind="payments", asOf="2013-10-31", **sample)
    assert (job["counts"], job["errors"]) == (counts(created=4, changed=1), [])
    assert (job["summary"]["payments"], job["summary"]["amount"]) == (4, 1218.99)
    assert job["notes"]["warning"] == 1
    [split] = finance.get("/customer/0783-PEPYR/payment").json["value"]
    assert (split["allocatedAmount"], split["unallocatedAmount"]) == (93.67, 6.33)
    owed = [
        finance.get(f"/customer/{customer}/invoice/{number}").json["balance"]
        for customer, invoices in customers.items()
        for number, _ in invoices
    ]
    assert owed == [0, 8.58, 0]
    unallocated = finance.get("/customer/9323-NDIOV/payment").json["value"]
    assert [one["unallocatedAmount"] for one in unallocated] == [20, 0]
    kept = port.brought()
    again = port.bring(content, kind="payments", asOf="2013-10-31", **sample)
    assert again["counts"] == counts(unchanged=5)
    assert port.brought() == kept
    assert port.app.invoice("1111111111", [line(1, "20.00")], "9323-NDIOV").status == 201
    later = port.bring(content, kind="payments", asOf="2013-10-31", **sample)
    assert later["counts"] == counts(unchanged=4, changed=1)
    [entry] = finance.get("/audit/journal?subject=payment/9323-NDIOV/B-9003").json["value"]
    assert entry["source"] == "some.csv, line 5"


def test_each_bad_row_is_told_and_leaves_the_others_alone(port: Port) -> None:
    """X-12: what a row says is held against what is known of the payment by then."""
    port.app.stock()
    rows = (
        "1001,P-1,2026-11-02,10.00,1984950,4.00\n"
        "1001,P-1,2026-11-02,11.00,1003324,1.00\n"
        "1001,P-1,2026-11-02,10.00,2000,7.00\n"
        "9,P-2,2026-11-02,10.00,,\n"
        "1001,P-3,2026-11-02,-5,,\n"
        "1001,P-4,2026-11-02,5.00,,2.00\n"
        "1001,P-5,2027-01-02,5.00,,\n"
        "1001,P-6,2026-11-02,5.00,1003324,1.00\n"
        "1001,P-6,2026-11-02,5.00,1003324,2.00\n"
    )
    job = bring(port, rows)
    assert job["counts"] == counts(created=1, failed=7, skipped=1)
    told = {error["line"]: error["code"] for error in job["errors"]}
    assert told == {
        3: "notChangeable",
        4: "invalidAmount",
        5: "notFound",
        6: "badAmount",
        7: "invalidInput",
        9: "contradicts",
        10: "contradicts",
    }


def test_a_file_of_a_bank_brings_in_what_came_in_once(port: Port) -> None:
    """X-12: guessed by its own headings; what went out is left out, as is a row that says the same
    again; what is no number is refused, and 0 takes back what was for an invoice.
    """
    port.app.stock()
    rows = (
        "Kundennummer;Umsatz-ID;Valuta;Betrag;Soll/Haben;Rechnungsnummer;Allocated\r\n"
        "1001;U-1;30.11.2026;1.004,00;H;1984950;4,00\r\n"
        "1001;U-2;30.11.2026;5,00;S;;\r\n"
        "1001;NOTPROVIDED;30.11.2026;5,00;H;;\r\n"
        "1001;U-3;30.11.2026;5,00;H;;0,00\r\n"
        "1001;U-3;30.11.2026;5,00;H;;0,00\r\n"
    )
    import_id = port.order(rows.encode("cp1252"), kind="payments", mapping=None, asOf="2026-11-30")
    guess = port.preview(import_id)["guess"]
    assert (len(guess["mapping"]), guess["doubts"]) == (7, [])
    port.app.as_("finance").put(f"/import/{import_id}/mapping", {"mapping": guess["mapping"]})
    assert port.preview(import_id)["counts"] == counts(created=2, skipped=2, failed=1)
    assert port.apply(import_id)["counts"] == counts(created=2, skipped=2, failed=1)
    taken_back = bring(port, "1001,U-1,2026-11-30,1004.00,1984950,0\n")
    assert taken_back["counts"] == counts(changed=1)
    found = port.app.as_("finance").get("/customer/1001/payment").json["value"]
    assert {one["paymentID"]: one["unallocatedAmount"] for one in found} == {"U-1": 1004, "U-3": 5}


def test_a_run_that_is_broken_off_and_doubled_counts_each_row_once(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: rows that were written before are found by their marks."""
    port.app.stock()
    monkeypatch.setattr(run, "ROWS_AT_ONCE", 2)
    rows = "".join(
        f"1001,P-{n // 2},2026-11-02,2.00,{(1984950, 1003324)[n % 2]},0.5\n" for n in range(6)
    )
    mapping = {name: {"column": name} for name in COLUMNS.strip().split(",")}
    import_id = port.order(COLUMNS + rows, kind="payments", mapping=mapping, asOf="2026-11-30")
    preview = port.preview(import_id)
    assert preview["counts"] == counts(created=3, changed=3)
    assert port.app.as_("finance").post(f"/import/{import_id}/application").status == 202
    with monkeypatch.context() as broken:
        broken.setattr(run, "_checkpoint", broken_off)
        with pytest.raises(KeyboardInterrupt):
            port.run(import_id)
    port.run(import_id, later=LEASE_SECONDS + 1)
    assert port.show(import_id)["counts"] == counts(created=3, changed=3)
    shown = port.app.as_("agent").get("/customer/1001/invoice/1984950").json
    assert shown["paid"] == 1.5


def broken_off(*_: Any) -> None:
    raise KeyboardInterrupt
