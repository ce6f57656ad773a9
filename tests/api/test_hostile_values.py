"""Values that cannot be right, such as days, names, amounts and settings: each is refused by its
name, and changes nothing.
"""

import json
from typing import Any

import pytest

from tests import snapshots
from tests.api.refusals import JSON, refused
from tests.app import App
from tests.people import line
from tests.scenarios import CUSTOMER, FEATURE, INVOICE, MAPPING, URL

NUMBERS: list[Any] = [
    b"1e400",
    b"-1e400",
    b"1e-400",
    b"1E+2147483648",
    b"0.00000000000000000000001",
    b"9" * 40,
    b"true",
    b"null",
    b"{}",
    b"[4.95]",
    b'"4,95"',
    b'"4.95 "',
    b'"+4.95"',
    b'"0x1"',
    b'"1_000"',
    b'"\xd9\xa4"',
    b'"NaN"',
    b'"Infinity"',
    b'"-"',
    b'""',
    b"-4.95",
    b"0",
    b"-0",
    b"4.955",
]


@pytest.mark.parametrize(
    "day",
    [
        "2024-01-01T00:00:00",
        "1704067200",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "2026-1-5",
        "٢٠٢٦-٠١-٠١",
        1,
        "",
    ],
)
def test_a_day_is_written_in_one_way_and_lies_in_a_sensible_year(app: App, day: Any) -> None:
    """X-12: as a file's days."""
    refused(app.as_("finance").put("/customer/1001/invoice/9", INVOICE | {"invoiceDate": day}), 400)


@pytest.mark.parametrize("name", ["   ", "a\u0000b", "a\u202eb", "\u2066", "\u200b\u00a0"])
def test_a_name_can_be_read_by_people(app: App, name: str) -> None:
    """X-12: by the API as by a file; nothing invisible, and nothing that turns the text beside it
    round.
    """
    refused(app.as_("finance").put("/customer/9", CUSTOMER | {"name": name}), 400)
    lines = [{"lineID": 1, "description": name, "amount": 1, "kind": "fee"}]
    refused(app.as_("finance").put("/customer/1001/invoice/9", INVOICE | {"lines": lines}), 400)
    refused(
        app.as_("admin").put("/setting/reasons", {"value": [{"reasonID": 1, "name": name}]}), 400
    )
    for file_name in (
        f"x{name}.csv" if name.strip(" \u200b\u00a0") else name,
        "../x.csv",
        "C:\\x.csv",
    ):
        refused(
            app.as_("finance").post(
                "/import", {"kind": "invoices", "fileName": file_name, "size": 5}
            ),
            400,
        )


def test_spaces_around_a_name_are_no_part_of_it(app: App) -> None:
    """X-12: so that the same customer once more is the same."""
    assert (
        app.as_("finance").put("/customer/9", CUSTOMER | {"name": "  Nine Ltd "}).json["name"]
        == "Nine Ltd"
    )
    assert (
        app.as_("finance").put("/customer/9", CUSTOMER | {"name": "Nine Ltd"}).json["outcome"]
        == "unchanged"
    )


@pytest.mark.parametrize("spelling", NUMBERS, ids=lambda spelling: spelling[:24].decode())
def test_a_number_that_is_no_amount_is_400_wherever_amounts_are_taken(
    app: App, spelling: bytes
) -> None:
    """RV-01, RV-06, RV-09, CU-10, X-12."""
    dispute = app.as_("agent").post(URL, FEATURE).json["disputeID"]
    items = snapshots.taken(app)
    before = snapshots.plain(items)
    raised = json.dumps(FEATURE | {"invoiceNumber": 2000, "featureID": 1, "amount": "@"})
    bodies = [
        ("POST", URL, raised, JSON),
        ("PATCH", f"{URL}/{dispute}", '[{"op": "replace", "path": "/amount", "value": "@"}]', JSON),
        ("PUT", f"/dispute/{dispute}/line/465320", '{"disputedAmount": "@"}', JSON),
        ("POST", f"/dispute/{dispute}/reversalFee", '{"amount": "@"}', JSON),
        ("PUT", "/customer/1001/invoice/9", json.dumps(INVOICE | {"lines": [line(1, "@")]}), JSON),
        ("PUT", "/user/agent", '{"creditLimit": {"USD": "@"}}', JSON),
    ]
    for method, target, body, headers in bodies:
        means_nothing = spelling == b"null" and method in ("PUT",) and "/line/" in target
        may_be_zero = spelling in (b"0", b"-0") and target in (
            "/customer/1001/invoice/9",
            "/user/agent",
        )
        may_be_below = spelling == b"-4.95" and "/invoice/" in target
        raw = body.encode().replace(b'"@"', spelling)
        answer = app.request("admin", method, target, headers=headers, raw=raw)
        if not (means_nothing or may_be_zero or may_be_below):
            refused(answer, 409 if "reversalFee" in target else 400, 400)
            assert snapshots.plain(snapshots.taken(app)) == before, target
        snapshots.put_back(app, items)


@pytest.mark.parametrize(
    "body",
    [
        FEATURE | {"usageRecordID": 465320},
        FEATURE | {"featureID": None},
        FEATURE | {"lines": [{"lineID": 10986, "amount": 1}]},
        FEATURE | {"amount": None},
        {name: value for name, value in FEATURE.items() if name != "invoiceNumber"},
        {"invoiceNumber": 2000, "description": "x", "lines": []},
        {
            "invoiceNumber": 2000,
            "description": "x",
            "lines": [{"lineID": 1, "amount": 1, "more": 1}],
        },
        {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 1}] * 2},
        {
            "invoiceNumber": 2000,
            "description": "x",
            "lines": [{"lineID": n, "amount": 1} for n in range(41)],
        },
        FEATURE | {"description": "\x00"},
        FEATURE | {"description": "\ud800"},
        FEATURE | {"description": "\u202e" * 3},
        FEATURE | {"description": "x" * 2001},
        FEATURE | {"invoiceNumber": "\ud800"},
        FEATURE | {"invoiceNumber": 1984950.5},
        FEATURE | {"invoiceNumber": "x" * 65},
        FEATURE | {"invoiceNumber": ""},
        FEATURE | {"invoiceNumber": [1984950]},
        FEATURE | {"invoiceNumber": {"S": "1984950"}},
        FEATURE | {"resolutionID": {}},
        FEATURE | {"status": "finalised"},
        FEATURE | {"customerID": 1002},
        FEATURE | {"__proto__": {}},
        FEATURE | {"\ud800": 1},
    ],
    ids=lambda body: ascii(
        sorted(body.items() - FEATURE.items(), key=str)
        if all(map(hashable, body.values()))
        else body
    )[:60],
)
def test_a_claim_that_does_not_fit_its_form_is_400(
    app: App, state: Any, body: dict[str, Any]
) -> None:
    """RV-01, RV-12, CU-01."""
    refused(app.as_("agent").post(URL, body), 400)


@pytest.mark.parametrize(
    "change",
    [
        {"invoiceDate": "2026-02-30"},
        {"invoiceDate": 10**18},
        {"invoiceDate": -1.5},
        {"invoiceDate": True},
        {"invoiceDate": "0000-01-01"},
        {"invoiceDate": "2026-10-01T00:00:01"},
        {"dueDate": "2020-01-01"},
        {"currency": "usd"},
        {"currency": "XYZ"},
        {"currency": ["USD"]},
        {"status": "paid"},
        {"lines": []},
        {"lines": [line(1, "1"), line("1", "1")]},
        {"lines": [line("general", "1")]},
        {"lines": [line(1, "-1")]},
        {"lines": [line(1, "1", "credit")]},
        {"lines": [line(1, "1.001")]},
        {"lines": [line(1, "1") | {"amount": 10**16}]},
        {"lines": [line(n, "9999999999999.99") for n in range(1, 3)]},
        {"lines": [line(1, "1") | {"description": ""}]},
        {"lines": [line(1, "1") | {"description": "x" * 10_001}]},
        {"lines": [line(1, "1") | {"description": "\u202e"}]},
        {"lines": [line(1, "1") | {"kind": "gift"}]},
        {"payments": [{"paymentID": 1, "date": "2026-10-01", "amount": 0}]},
        {"payments": [{"paymentID": 1, "date": "2026-10-01", "amount": 1}] * 2},
        {"usageAlias": "\x7f"},
        {"total": 5},
    ],
    ids=lambda change: str(change)[:60],
)
def test_an_invoice_that_contradicts_itself_is_refused(
    app: App, state: Any, change: dict[str, Any]
) -> None:
    """X-12."""
    refused(app.as_("finance").put("/customer/1001/invoice/9", INVOICE | change), 400)


def test_settings_hold_only_what_the_table_can_hold(app: App, state: Any) -> None:
    """A saved mapping goes to the table as it is: numbers, sizes and names that it cannot hold are
    refused.
    """
    preset: dict[str, Any] = {"presetID": 1, "name": "P", "kind": "invoices", "mapping": MAPPING}
    for mapping in (
        {"amount": b"1e400"},
        {"amount": b"1e-400"},
        {"amount": b"0." + b"1" * 50},
        {"amount": b"9" * 60},
        {"amount": b"4.95"},
        {"amount": {"column": "x" * 500_000}},
        {"": {"column": "x"}},
        {"amount": {"column": "\ud800"}},
        {"\ud800": {"column": "x"}},
    ):
        body = json.dumps(
            {
                "value": [
                    preset
                    | {
                        "mapping": {
                            name: "@" if isinstance(v, bytes) else v for name, v in mapping.items()
                        }
                    }
                ]
            }
        )
        number = next((value for value in mapping.values() if isinstance(value, bytes)), b"")
        refused(
            app.request(
                "admin",
                "PUT",
                "/setting/importPresets",
                headers=JSON,
                raw=body.encode().replace(b'"@"', number),
            ),
            400,
            413,
        )
    for rows in (
        [1],
        ["x"],
        [None],
        [{"reasonID": 1}],
        [{"reasonID": 1, "name": "A"}] * 2,
        [{"reasonID": "1", "name": ""}],
    ):
        refused(app.as_("admin").put("/setting/reasons", {"value": rows}), 400)
    refused(
        app.as_("admin").put(
            "/setting/reasons", {"value": [{"reasonID": n, "name": "x"} for n in range(201)]}
        ),
        400,
    )
    refused(app.as_("admin").put("/setting/creditLimits", {"value": []}), 404)


@pytest.mark.parametrize(
    "body",
    [
        {"role": "king"},
        {"role": 1},
        {"creditLimit": {"XXX": 1}},
        {"creditLimit": []},
        {"limitTo": "1001"},
    ],
)
def test_a_person_gets_no_impossible_rights(app: App, state: Any, body: dict[str, Any]) -> None:
    refused(app.as_("admin").put("/user/agent", body), 400)


@pytest.mark.parametrize(
    "body",
    [
        {"email": "x"},
        {"password": "x"},
        {"email": 1, "password": "x"},
        {"email": "x" * 3000, "password": "x"},
        [],
    ],
)
def test_signing_in_takes_its_form_only(app: App, state: Any, body: Any) -> None:
    refused(app.request(None, "POST", "/session", body), 400)


def hashable(value: Any) -> bool:
    return not isinstance(value, list | dict)
