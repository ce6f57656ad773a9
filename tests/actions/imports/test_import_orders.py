"""Files of vendors and orders (X-05, X-12)."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.actions.imports import run
from chalicelib.domain.imports.job import LEASE_SECONDS
from tests.actions.import_bucket import Port

DEMO = Path(__file__).parents[3] / "infra/demo"
ORDERS = "orderID,customerID,vendorID,status,finalValue,phone,completedAt\n"
ROW = "CK-1,1001,V-1,completed,4000.00,98765 43210,2026-11-01T09:00:00Z\n"


@pytest.fixture
def shop(port: Port) -> Port:
    """A vendor, brought in by a file."""
    port.who = "finance"
    assert vendors(port, "vendorID,maxLeads\nV-1,40\n")["counts"] == counts(created=1)
    return port


def bring(port: Port, kind: str, content: str) -> dict[str, Any]:
    """The file brought in, each column as the field that it names."""
    columns = content.split("\n", 1)[0].split(",")
    mapping = {name: {"column": name} for name in columns}
    return port.bring(content, kind=kind, mapping=mapping, currency="INR", asOf="2026-11-30")


def counts(**values: int) -> dict[str, int]:
    return dict.fromkeys(("created", "changed", "unchanged", "skipped", "failed"), 0) | values


def vendors(port: Port, content: str) -> dict[str, Any]:
    return bring(port, "vendors", content)


def orders(port: Port, rows: str, columns: str = ORDERS) -> dict[str, Any]:
    return bring(port, "orders", columns + rows)


def sample(port: Port, name: str, kind: str = "") -> dict[str, Any]:
    content = (DEMO / f"resale_{name}.csv").read_text()
    told = {"presetID": f"resale-{name}", "mapping": None, "currency": None, "asOf": "2026-11-30"}
    return port.bring(content, kind=kind or name, **told)


def test_the_sample_files_come_in_and_a_repeat_changes_nothing(port: Port) -> None:
    """X-12: vendors with wallets beside the platform's, their orders, numbers in one form."""
    port.who = "finance"
    for kind, count in {"vendors": 3, "orders": 5}.items():
        job = sample(port, kind)
        assert job["counts"] == counts(created=count), job["errors"]
        assert job["summary"][kind] == count
    assert job["summary"]["amount"] == 32199.99
    agent, finance = port.app.as_("agent"), port.app.as_("finance")
    for wallet in ("VN-10-INR", "VN-20-INR", "VN-30-INR", "platform-INR"):
        assert finance.get(f"/wallet/{wallet}").json["balance"] == 0
    found = agent.get("/order?phone=98765%2043210").json["value"]
    assert [(one["orderID"], one["finalValue"], one["completedAt"]) for one in found] == [
        ("RS-5002", 4999.99, "2026-11-05T16:40:00Z"),
        ("RS-5001", 12500, "2026-11-03T10:15:00Z"),
    ]
    assert agent.get("/vendor/VN-10").json["phone"] == "+919845012345"
    [entry] = finance.get("/audit/journal?subject=order/RS-5003").json["value"]
    assert entry["source"] == "some.csv, line 4"
    job = sample(port, "notes", "orderNotes")
    assert (job["counts"], job["errors"]) == (counts(created=3), [])
    kept = port.brought()
    for kind, count in {"vendors": 3, "orders": 5}.items():
        assert sample(port, kind)["counts"] == counts(unchanged=count)
    assert port.brought() == kept
    assert finance.get("/audit/journal/verify?vendorID=VN-10").json["value"] == []


def test_what_a_file_does_not_tell_stays_as_it_is_known(shop: Port) -> None:
    """X-12: notes above all, which no file tells."""
    assert orders(shop, ROW)["counts"] == counts(created=1)
    finance = shop.app.as_("finance")
    note = {"noteID": 1, "kind": "pickupNote", "text": "Bent", "at": "2026-11-01T08:00:00Z"}
    told = {
        "customerID": 1001,
        "vendorID": "V-1",
        "status": "completed",
        "finalValue": "4000.00",
        "device": "Phone",
        "completedAt": "2026-11-01T09:00:00Z",
        "phone": "+91 98765 43210",
        "notes": [note],
    }
    assert finance.put("/order/CK-1", told).json["outcome"] == "changed"
    assert orders(shop, ROW)["counts"] == counts(unchanged=1)
    short = "orderID,customerID,vendorID,status,finalValue\n"
    assert orders(shop, "CK-1,1001,V-1,completed,3900.00\n", short)["counts"] == counts(changed=1)
    kept = finance.get("/order/CK-1").json
    assert (kept["finalValue"], kept["device"], kept["phone"], len(kept["notes"])) == (
        3900,
        "Phone",
        "+919876543210",
        1,
    )
    assert vendors(shop, "vendorID,maxLeads,phone\nV-1,40,\n")["counts"] == counts(unchanged=1)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW.replace("1001", "9"), "no such customer"),
        (ROW.replace("V-1", "V-9"), "no such vendor"),
        (ROW.replace("98765 43210", "12"), "no phone number"),
        (ROW.replace("completed", "lost"), "Status"),
        (ROW.replace("4000.00", "4000.001"), "decimal"),
        (ROW.replace("4000.00", "-1.00"), "below zero"),
    ],
)
def test_a_row_that_cannot_be_is_told_and_the_others_come_in(
    shop: Port, row: str, said: str
) -> None:
    """X-12."""
    job = orders(shop, row + ROW.replace("CK-1", "CK-2"))
    assert job["counts"] == counts(created=1, failed=1)
    assert said in job["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("V-2,many", "no whole number of leads"),
        ("V-2,-1", "no whole number of leads"),
        ("V-2,999999999", "leads at most"),
        ("platform,5", "No party can be called platform"),
        ("OP-1,5", "City Cabs has this id, as operator"),
    ],
)
def test_a_vendor_that_cannot_be_is_told_at_its_row(shop: Port, row: str, said: str) -> None:
    """X-12."""
    told = {"name": "City Cabs", "currency": "GBP"}
    assert shop.app.as_("finance").put("/operator/OP-1", told).status == 201
    job = vendors(shop, f"vendorID,maxLeads\n{row}\nV-3,5\n")
    assert job["counts"] == counts(created=1, failed=1)
    assert said in job["errors"][0]["detail"]


def test_numbers_are_of_the_country_of_the_settings(shop: Port) -> None:
    """X-12."""
    row = {"currency": "GBP", "phoneRegion": "GB"}
    assert shop.app.as_("admin").put("/setting/orders", {"value": [row]}).status == 200
    assert orders(shop, ROW.replace("98765 43210", "020 7946 0958"))["counts"] == counts(created=1)
    assert shop.app.as_("agent").get("/order/CK-1").json["phone"] == "+442079460958"


NOTES = "orderID,noteID,kind,text,at\n"
BENT = "CK-1,1,pickupNote,Bent,2026-11-01T08:00:00Z\n"
WORN = "CK-1,2,conditionChange,Battery worn,2026-11-01T08:05:00Z\n"


def notes_of(port: Port) -> list[tuple[Any, str]]:
    told = port.app.as_("finance").get("/order/CK-1").json["notes"]
    return [(one["noteID"], one["text"]) for one in told]


def test_notes_come_by_file_beside_what_is_known(shop: Port) -> None:
    """CK-03, PO-18, X-12: several of one order, once; the order stays as it is."""
    orders(shop, ROW)
    assert bring(shop, "orderNotes", NOTES + BENT + WORN)["counts"] == counts(created=2)
    assert notes_of(shop) == [("1", "Bent"), ("2", "Battery worn")]
    kept = shop.brought()
    assert bring(shop, "orderNotes", NOTES + BENT + WORN)["counts"] == counts(unchanged=2)
    assert orders(shop, ROW)["counts"] == counts(unchanged=1)
    assert shop.brought() == kept
    other = BENT.replace("Bent", "Scratched")
    assert bring(shop, "orderNotes", NOTES + other)["counts"] == counts(changed=1)
    assert notes_of(shop) == [("2", "Battery worn"), ("1", "Scratched")]
    finance = shop.app.as_("finance")
    assert finance.get("/audit/journal/verify?vendorID=V-1").json["value"] == []


def test_a_note_that_was_there_when_it_was_disputed_stays(shop: Port) -> None:
    """PO-18, X-12: more can come."""
    orders(shop, ROW)
    bring(shop, "orderNotes", NOTES + BENT)
    claim = {"orderID": "CK-1", "claim": "notPaid", "description": "Nothing came."}
    assert shop.app.as_("agent").post("/dispute", claim).status == 201
    job = bring(shop, "orderNotes", NOTES + BENT.replace("Bent", "Fine") + WORN)
    assert job["counts"] == counts(created=1, failed=1)
    assert "its notes stay as they are" in job["errors"][0]["detail"]
    assert notes_of(shop) == [("1", "Bent"), ("2", "Battery worn")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (BENT.replace("CK-1", "CK-9"), "no such order"),
        (BENT.replace("pickupNote", "gossip"), "Kind"),
        (BENT.replace(",Bent,", ",,"), "missing"),
    ],
)
def test_a_note_that_cannot_be_is_told_at_its_row(shop: Port, row: str, said: str) -> None:
    """X-12."""
    orders(shop, ROW)
    job = bring(shop, "orderNotes", NOTES + row + WORN)
    assert job["counts"] == counts(created=1, failed=1)
    assert said in job["errors"][0]["detail"]


def test_notes_of_a_run_that_broke_off_are_counted_once(
    shop: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-12: what a row did stands on the order beside what the others did."""
    orders(shop, ROW)
    mapping = {name: {"column": name} for name in NOTES.strip().split(",")}
    import_id = shop.order(
        NOTES + BENT + WORN, kind="orderNotes", mapping=mapping, asOf="2026-11-30"
    )
    shop.preview(import_id)
    assert shop.app.as_("finance").post(f"/import/{import_id}/application").status == 202
    with monkeypatch.context() as broken:
        broken.setattr(run, "_checkpoint", broken_off)
        with pytest.raises(KeyboardInterrupt):
            shop.run(import_id)
    assert len(notes_of(shop)) == 2
    assert shop.run(import_id, later=LEASE_SECONDS + 1) == "done"
    assert shop.show(import_id)["counts"] == counts(created=2)


def broken_off(*_: Any) -> None:
    raise KeyboardInterrupt
