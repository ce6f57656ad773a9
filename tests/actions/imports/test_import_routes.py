"""Importing a file, as people do it: ordered, mapped, previewed, applied."""

import base64
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from chalicelib import wiring
from chalicelib.store import keys
from chalicelib.store.files import upload_key
from chalicelib.store.table import name_of
from tests.actions.import_bucket import BUCKET, HEADER, MAPPING, Port, two_rows
from tests.scenarios import CUSTOMER


def test_beginning_twice_is_beginning_once(port: Port) -> None:
    """X-01: a second click calls nothing and changes nothing."""
    agent = port.app.as_("agent")
    import_id = port.order(two_rows())
    first = agent.post(f"/import/{import_id}/preview").json
    assert agent.post(f"/import/{import_id}/preview").json["version"] == first["version"]
    assert port.called == [import_id]
    port.run(import_id)
    port.apply(import_id)
    assert agent.post(f"/import/{import_id}/application").json["status"] == "done"
    assert port.called == [import_id] * 2


def test_an_import_is_begun_only_as_it_was_seen(port: Port) -> None:
    """X-07: If-Match of an older version begins nothing; what has begun already is told again,
    whatever the version.
    """
    agent, finance = port.app.as_("agent"), port.app.as_("finance")
    import_id = port.order(two_rows())
    assert agent.post(f"/import/{import_id}/preview", If_Match='"9"').status == 412
    seen = port.preview(import_id)
    finance.put(
        f"/import/{import_id}/mapping",
        {"mapping": MAPPING, "asOf": "2013-01-31"},
        If_Match=f'"{seen["version"]}"',
    )
    remapped = port.preview(import_id)
    for step in ("application", "preview"):
        stale = agent.post(f"/import/{import_id}/{step}", If_Match=f'"{seen["version"]}"')
        assert (stale.status, stale.json["code"], stale.json["current"]) == (
            412,
            "stale",
            remapped["version"],
        )
    stale = agent.put(
        f"/import/{import_id}/mapping", {"mapping": MAPPING}, If_Match=f'"{seen["version"]}"'
    )
    assert (stale.status, port.show(import_id)) == (412, remapped)
    begun = [
        agent.post(f"/import/{import_id}/application", If_Match=f'"{remapped["version"]}"')
        for _ in range(2)
    ]
    assert [one.status for one in begun] == [202, 202]
    assert begun[0].text == begun[1].text
    assert agent.post(f"/import/{import_id}/application", If_Match="seven").status == 400


def test_what_was_not_previewed_is_not_applied(port: Port) -> None:
    """X-12, X-03: neither without a preview, nor after a change of the mapping, nor of the file."""
    agent = port.app.as_("agent")
    import_id = port.order(two_rows())
    assert agent.post(f"/import/{import_id}/application").json["code"] == "notYet"
    port.preview(import_id)
    remapped = agent.put(f"/import/{import_id}/mapping", {"mapping": MAPPING, "asOf": "2013-10-31"})
    assert (remapped.status, remapped.json["status"], remapped.json["asOf"]) == (
        200,
        "waiting",
        "2013-10-31",
    )
    assert agent.post(f"/import/{import_id}/application").status == 409
    port.preview(import_id)
    port.send(import_id, two_rows().replace("10.50", "99.99"))
    failed = port.apply(import_id)
    assert failed["status"] == "failed"
    assert "Another file" in failed["detail"]
    assert name_of(keys.invoice("C1", "0001")) not in port.brought()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfec\x00u\x00s\x00", "no column"),
        (b"", "has not arrived"),
        (b"customerID,invoiceNumber\nA,1\n", "no column"),
        (b"a,b\n1,\x002\n", "NUL"),
    ],
)
def test_a_file_that_cannot_be_read_fails_whole(port: Port, content: bytes, said: str) -> None:
    """X-12: with the reason, and with its columns where they could be read, so that it can be
    mapped anew.
    """
    import_id = port.order(content or b"x")
    if not content:
        port.files.client.delete_object(Bucket=BUCKET, Key=upload_key(import_id))
    shown = port.preview(import_id)
    assert shown["status"] == "failed"
    assert said in shown["detail"]
    if said == "no column":
        assert shown["columns"] in (["customerID", "invoiceNumber"], ["cus"])


def test_a_file_without_a_mapping_shows_its_columns(port: Port) -> None:
    """X-12: the mapping can follow."""
    import_id = port.order(two_rows(), mapping=None)
    shown = port.preview(import_id)
    assert (shown["status"], shown["columns"], shown["rows"]) == (
        "waiting",
        HEADER.strip().split(","),
        2,
    )
    assert [column["samples"][0] for column in shown["survey"] if column["samples"]] == [
        *("C1", "0001", "2013-01-10", "10.50", "Yes", "2013-03-01")
    ]
    agent = port.app.as_("agent")
    assert (
        agent.put(f"/import/{import_id}/mapping", {"mapping": MAPPING, "asOf": "2013-09-30"}).status
        == 200
    )
    assert port.preview(import_id)["counts"]["created"] == 2


def test_errors_of_rows_come_as_a_file_that_no_spreadsheet_runs(port: Port) -> None:
    """X-12, X-09: all errors, with line and column; a new preview forgets those of the last."""
    content = (
        HEADER.replace("amount", "=amount")
        + "C1,0001,2013-01-10,abc,,\nC1,0002,yesterday,1,,\nC1,0003,2013-01-10,1,maybe,\n"
    )
    import_id = port.order(content, mapping=MAPPING | {"amount": {"column": "=amount"}})
    shown = port.preview(import_id)
    assert shown["counts"]["failed"] == 3
    assert [(one["line"], one["column"], one["code"]) for one in shown["errors"]] == [
        (2, "=amount", "badAmount"),
        (3, "invoiceDate", "badDate"),
        (4, "disputed", "unknownValue"),
    ]
    url = port.app.as_("agent").get(f"/import/{import_id}/error").json["url"]
    assert urlsplit(url).path.endswith(f"{import_id}/error.csv")
    key = f"imports/{import_id}/error.csv"
    text = port.files.client.get_object(Bucket=BUCKET, Key=key)["Body"].read().decode("utf-8-sig")
    assert "2,'=amount,badAmount," in text
    assert len(text.splitlines()) == 4
    port.send(import_id, two_rows())
    port.app.as_("agent").put(
        f"/import/{import_id}/mapping", {"mapping": MAPPING, "asOf": "2013-09-30"}
    )
    assert port.preview(import_id)["errors"] == []


def test_somebody_limited_to_customers_imports_no_files(port: Port) -> None:
    """RV-03: a file may tell of others."""
    import_id = port.order(two_rows())
    limited = port.app.as_("limited")
    body = {"kind": "invoices", "fileName": "a.csv", "size": 1, "mapping": MAPPING}
    answers = [
        limited.post("/import", body),
        limited.get("/import"),
        limited.get(f"/import/{import_id}"),
        limited.get(f"/import/{import_id}/error"),
        limited.put(f"/import/{import_id}/mapping", {"mapping": MAPPING}),
        limited.post(f"/import/{import_id}/preview"),
        limited.post(f"/import/{import_id}/application"),
    ]
    assert [one.status for one in answers] == [403] * 7
    assert port.called == []


def test_support_may_not_import(port: Port) -> None:
    """Whoever only reads brings nothing in."""
    assert (
        port.app.as_("support")
        .post("/import", {"kind": "invoices", "fileName": "a.csv", "size": 1})
        .status
        == 403
    )
    assert port.app.as_("support").get("/import").status == 403


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"size": 60_000_000}, "/size"),
        ({"kind": "parcels"}, "/kind"),
        ({"asOf": "yesterday"}, "/asOf"),
        ({"currency": "XXX"}, "/currency"),
        ({"presetID": "none", "mapping": None}, "/presetID"),
        ({"fileName": "a\u202eb"}, "/fileName"),
        (
            {"mapping": MAPPING | {"invoiceDate": {"column": "d", "format": "%H"}}},
            "/mapping/invoiceDate",
        ),
        ({"mapping": {"customerID": {"column": "a"}}}, "/mapping/invoiceNumber"),
        ({"mapping": MAPPING | {"colour": {"column": "a"}}}, "/mapping/colour"),
        ({"mapping": MAPPING | {"email": {}}}, "/mapping/email"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(
    port: Port, values: dict[str, Any], pointer: str
) -> None:
    """X-12: the field is named."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING} | values
    refused = port.app.as_("agent").post(
        "/import", {name: value for name, value in body.items() if value is not None}
    )
    assert refused.status == 400
    assert pointer in [error["pointer"] for error in refused.json["errors"]]


def test_an_order_says_where_to_send_the_file(port: Port) -> None:
    """X-12: one key, at most so many bytes."""
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING}
    agent = port.app.as_("agent")
    first = agent.post("/import", body)
    upload = first.json["upload"]
    assert upload["fields"]["key"] == upload_key(first.json["importID"])
    policy = json.loads(base64.b64decode(upload["fields"]["policy"]))
    assert ["content-length-range", 1, 50 * 1024 * 1024] in policy["conditions"]
    port.files.upload_url = "http://127.0.0.1:8123/uploads"
    upload = agent.post("/import", body).json["upload"]
    assert upload["url"].startswith("http://127.0.0.1:8123/uploads")


def test_a_replayed_order_has_a_fresh_link(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    """X-01: all else is the first answer; a link ends after an hour, so none is kept, and each
    answer gets its own.
    """
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING}
    links: list[str] = []

    def upload(key: str, max_bytes: int) -> Any:
        links.append(key)
        return {
            "url": "https://uploads.test/",
            "fields": {"key": key, "policy": f"link {len(links)}"},
        }

    monkeypatch.setattr(port.files, "upload", upload)
    answers = [port.app.as_("agent").post("/import", body, Idempotency_Key="k") for _ in range(2)]
    first, again = (answer.json for answer in answers)
    assert [one.pop("upload")["fields"]["policy"] for one in (first, again)] == ["link 1", "link 2"]
    assert first == again
    assert [answer.status for answer in answers] == [201, 201]
    assert set(links) == {upload_key(first["importID"])}
    assert not any("uploads.test" in str(item) for item in port.app.items().values())
    preview = port.app.as_("agent").post("/import?dryRun=true", body)
    assert "upload" not in preview.json


def test_an_order_is_remembered_for_as_long_as_its_import_waits(port: Port) -> None:
    """X-01: no replay tells of an import that is no more; other commands are
    remembered for good.
    """
    body = {"kind": "invoices", "fileName": "a.csv", "size": 10, "mapping": MAPPING}
    port.app.as_("agent").post("/import", body, Idempotency_Key="order")
    port.app.as_("agent").put("/customer/1077", CUSTOMER, Idempotency_Key="customer")
    items = port.app.items().values()
    order, customer = (
        next(one for one in items if one["pk"].endswith(f"#{key}")) for key in ("order", "customer")
    )
    (waiting,) = [one for one in items if one["pk"].startswith("IMPORT#")]
    assert order["expires_at"] == waiting["expires_at"]
    assert "expires_at" not in customer


def test_an_import_whose_file_never_comes_goes_by_itself(port: Port) -> None:
    """X-12: what was ordered and left is not in the list for ever; what was looked at stays."""
    waiting = port.order(two_rows())
    (left,) = [
        item for item in port.app.items().values() if item["pk"] == keys.import_job(waiting)["pk"]
    ]
    assert (
        timedelta(hours=23)
        < timedelta(seconds=left["expires_at"] - wiring.parts().now().timestamp())
        <= timedelta(days=1)
    )
    port.preview(waiting)
    (kept,) = [
        item for item in port.app.items().values() if item["pk"] == keys.import_job(waiting)["pk"]
    ]
    assert "expires_at" not in kept


def test_imports_are_listed_newest_first(port: Port) -> None:
    """X-12."""
    ids = [port.order(two_rows()) for _ in range(3)]
    listed = port.app.as_("agent").get("/import?limit=2")
    assert [one["importID"] for one in listed.json["value"]] == ids[:0:-1]
    assert listed.json["nextCursor"]


def test_presets_come_with_what_can_be_mapped(port: Port) -> None:
    """X-12: before any is saved there is one for each of the sample files."""
    shown = port.app.as_("agent").get("/setting/importPresets").json
    assert [preset["presetID"] for preset in shown["value"]] == [
        "receivables-2012",
        "bank-payments",
        *(f"fleet-{what}" for what in ("operators", "aggregators", "bookings", "balances")),
        *(f"resale-{what}" for what in ("vendors", "orders", "notes", "payout-results")),
    ]
    assert {field["name"] for field in shown["fields"]["invoices"] if field["required"]} == {
        "customerID",
        "invoiceNumber",
        "invoiceDate",
        "amount",
    }
