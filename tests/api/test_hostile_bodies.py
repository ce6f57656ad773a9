"""Bodies that nobody in good faith would send: each gets a problem document with the right status,
and changes nothing.
"""

import json
import time
from typing import Any

import pytest

from chalicelib.api.http import MAX_PUBLIC_BYTES
from chalicelib.api.route_table import ROUTES
from tests.api.refusals import JSON, MALFORMED, NOT_OBJECTS, may_be_empty, refused
from tests.app import App
from tests.scenarios import CUSTOMER, INVOICE, URL

WITH_BODY = [
    route for route in ROUTES if (route.body is not None or route.is_patch) and not route.by_link
]
"""Those that are entered by a link refuse whoever has none first; `test_responses.py` has their
tests.
"""


@pytest.mark.parametrize("route", WITH_BODY, ids=lambda route: route.name)
def test_malformed_bodies_are_400_on_every_route(app: App, state: Any, route: Any) -> None:
    target = filled(route.path)
    for raw in MALFORMED:
        is_nothing = raw == b"" and "body" in route.__dataclass_fields__ and may_be_empty(route)
        if not is_nothing:
            is_flood = route.permission is None and len(raw) > MAX_PUBLIC_BYTES
            refused(
                app.request("admin", route.method, target, headers=JSON, raw=raw),
                *((413,) if is_flood else (400, 415)),
            )
    for value in NOT_OBJECTS:
        if route.is_patch and value == []:
            continue
        answer = app.request(
            "admin", route.method, target, value, headers=JSON, raw=json.dumps(value).encode()
        )
        if route.only_looks:
            assert (answer.status, answer.json["refused"]["status"]) == (200, 400), answer.text
        else:
            refused(answer, 404 if route.is_patch else 400, 400)


@pytest.mark.parametrize("route", WITH_BODY, ids=lambda route: route.name)
def test_a_body_without_the_right_content_type_is_415_and_a_huge_one_413(
    app: App, state: Any, route: Any
) -> None:
    target = filled(route.path)
    for media_type in (
        "",
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
    ):
        refused(
            app.request(
                "admin", route.method, target, raw=b'{"a": 1}', headers={"Content-Type": media_type}
            ),
            415,
        )
    huge = b'{"description": "' + b"x" * 1_000_001 + b'"}'
    refused(app.request("admin", route.method, target, raw=huge, headers=JSON), 413)


FLOODS = {
    "many unknown fields, of nobody": (
        None,
        "POST",
        "/session",
        {f"a{n}": 0 for n in range(70_000)},
        413,
    ),
    "a long token, of nobody": (
        None,
        "POST",
        "/session/refresh",
        {"refreshToken": "x" * 20_000},
        413,
    ),
    "many unknown fields": (
        "admin",
        "PUT",
        "/customer/9",
        {f"a{n}": 0 for n in range(70_000)},
        400,
    ),
    "as many unknown fields as an object may have": (
        "admin",
        "PUT",
        "/customer/9",
        {f"a{n}": 0 for n in range(500)},
        400,
    ),
    "a long name of an unknown field": (
        "admin",
        "PUT",
        "/customer/9",
        {"\u00e9/~" * 200_000: 0},
        400,
    ),
    "many lines of nothing": (
        "agent",
        "PUT",
        "/customer/1001/invoice/x",
        {"lines": [{}] * 150_000},
        400,
    ),
    "more lines than an invoice has": (
        "agent",
        "PUT",
        "/customer/1001/invoice/x",
        {"lines": [{}] * 5_001},
        400,
    ),
    "as many lines of nothing as an invoice may have": (
        "agent",
        "PUT",
        "/customer/1001/invoice/x",
        {"lines": [{}] * 5_000},
        400,
    ),
    "many payments of nothing": (
        "agent",
        "PUT",
        "/customer/1001/invoice/x",
        {"payments": [{}] * 70_000},
        400,
    ),
    "many values": ("agent", "PATCH", f"{URL}/0", [0] * 300_000, 400),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_wrong_fields_is_answered_briefly_and_soon(
    app: App, state: Any, flood: str
) -> None:
    """What is wrong is counted, and listed as far as anybody would read."""
    who, method, target, body, status = FLOODS[flood]
    raw = json.dumps(body, ensure_ascii=False).encode()
    started = time.process_time()
    answer = refused(app.request(who, method, target, raw=raw, headers=JSON), status)
    assert time.process_time() - started < 5
    assert len(answer.json.get("errors", ())) <= 50


def test_wrong_fields_are_counted_beyond_those_that_are_listed(app: App, state: Any) -> None:
    lines = refused(
        app.as_("agent").put("/customer/1001/invoice/x", INVOICE | {"lines": [{}] * 100}), 400
    ).json
    assert (len(lines["errors"]), lines["errorCount"]) == (50, 400)
    assert lines["detail"] == "400 fields are not right. The first 50 are listed."


def test_a_wrong_field_is_named_by_a_pointer_and_told_in_plain_words(app: App, state: Any) -> None:
    """RFC 6901: `~` and `/` in names are escaped."""
    body = CUSTOMER | {"na/me~": 1, "name": 5, "deliveryMethod": "Pigeon", "email": "x" * 201}
    told = {
        error["pointer"]: error["detail"]
        for error in refused(app.as_("agent").put("/customer/9", body), 400).json["errors"]
    }
    assert told == {
        "/na~1me~0": "There is no such field here.",
        "/name": "A text of 1 to 200 printable characters is needed here.",
        "/deliveryMethod": "It is one of 'Post', 'Email', 'Email and Post' or 'Do Not Send'.",
        "/email": "An address has an @, as in ann@example.com.",
    }
    dates = app.as_("agent").put(
        "/customer/1001/invoice/9",
        INVOICE | {"invoiceDate": "2026-10-01T00:00:01", "dueDate": "soon"},
    )
    assert [error["detail"] for error in refused(dates, 400).json["errors"]] == [
        "A day of the years 1900 to 2999 is needed here, written as 2026-10-31."
    ] * 2
    assert (
        refused(app.as_("agent").put("/customer/9", []), 400).json["detail"]
        == "An object is needed here."
    )


def filled(path: str) -> str:
    for name, value in {
        "customerID": "1001",
        "invoiceNumber": "9",
        "name": "reasons",
        "userID": "agent",
        "lineID": "1",
    }.items():
        path = path.replace(f"{{{name}}}", value)
    return path.replace("{disputeID}", "000000000000").replace("{importID}", "000000000000")
