"""Ids, queries, cursors and headers that nobody in good faith would send, and what a
failure tells.
"""

import base64
import hashlib
import json
from typing import Any

import pytest

from chalicelib.api.route_table import ROUTES
from tests import snapshots
from tests.api.refusals import LONG, refused
from tests.app import App
from tests.people import line
from tests.scenarios import COMMANDS, CUSTOMER, FEATURE, INVOICE, prepared


def test_ids_that_do_not_exist_are_404_however_long_or_strange(app: App, state: Any) -> None:
    """RV-02, RV-03: also those that no key of the table could hold."""
    strange = [
        "nothing",
        "0" * 12,
        "%23",
        "%25",
        "..",
        "%2e%2e",
        "%00",
        "%20",
        "%C3%A9",
        "%FF",
        "%F0%9F%98%80",
        LONG,
        "%23" * 1000,
    ]
    for identifier in strange:
        for route in ROUTES:
            if "{disputeID}" in route.path and not (route.body or route.is_patch):
                target = route.path.replace("{disputeID}", identifier).replace(
                    "{customerID}", "1001"
                )
                refused(app.request("admin", route.method, target), 404)
        for target in (
            f"/customer/{identifier}",
            f"/customer/{identifier}/statement",
            f"/customer/1001/invoice/{identifier}",
        ):
            refused(app.as_("admin").get(target), 404)
        refused(app.as_("finance").get(f"/import/{identifier}"), 404)
        refused(app.as_("admin").get(f"/setting/{identifier}"), 404)
        refused(app.as_("admin").put(f"/user/{identifier}", {"role": "agent"}), 404)
        refused(app.as_("agent").post(f"/customer/{identifier}/dispute", FEATURE), 404)
        refused(app.as_("finance").put(f"/customer/{identifier}/invoice/1", INVOICE), 400, 404)


@pytest.mark.parametrize("identifier", ["%00", "%20", LONG, "%C2%A0", "x" * 65])
def test_a_customer_or_invoice_is_not_created_under_a_strange_id(
    app: App, state: Any, identifier: str
) -> None:
    """RV-12."""
    refused(app.as_("finance").put(f"/customer/{identifier}", CUSTOMER), 400, 404)
    refused(app.as_("finance").put(f"/customer/1001/invoice/{identifier}", INVOICE), 400, 404)


@pytest.mark.parametrize(
    "target",
    [
        "/dispute?limit=0",
        "/dispute?limit=101",
        "/dispute?limit=-1",
        "/dispute?limit=1e1",
        "/dispute?limit=%D9%A1",
        "/dispute?limit=1&limit=2",
        "/dispute?$top=x",
        "/dispute?sort=status",
        "/dispute?sort=--amount",
        "/dispute?kind=house",
        "/dispute?state=",
        f"/dispute?status={LONG}",
        "/dispute?status=%23%00",
        "/dispute?assigneeID=",
        "/dispute?customerID=",
        f"/dispute?waitingFor={LONG}",
        "/dispute?colour=red",
        "/dispute?__proto__=1",
        "/dispute?dryRun=true",
        "/dispute?customerID=1001&sort=amount",
        "/customer?$filter=name%20ne%20%27x%27",
        "/customer?$filter=name%20eq%20x",
        "/customer?$filter=name%20eq%20%27x%27%20or%20name%20eq%20%27y%27",
        "/customer?$filter=%28name%20eq%20%27x%27%29",
        "/customer?$filter=name%20eq%20%27x",
        "/customer?$filter=",
        "/customer?$filter=" + "name%20eq%20%27x%27%20and%20" * 100,
        "/customer?$filter=email%20eq%20%27x%27",
        "/customer/1001/invoice?sort=total",
        "/usage",
        "/usage?customerID=1001",
        "/search",
        "/search?q=",
        "/search?q=" + LONG,
        "/search?q=x&limit=1000",
        "/customer/1001/usage",
    ],
)
def test_a_query_that_no_list_takes_is_400(app: App, state: Any, target: str) -> None:
    """RV-05: said plainly, rather than guessed at."""
    refused(app.as_("agent").get(target), 400)


@pytest.mark.parametrize(
    "target",
    [
        f"/dispute?customerID={LONG}",
        f"/dispute?assigneeID={LONG}",
        f"/dispute?resolverID={LONG}",
        f"/customer?search={LONG}",
        "/customer?search=%00",
        "/customer?$filter=name%20eq%20%27" + "%C3%A9" * 400 + "%27",
        "/customer?$filter=accountNumber%20eq%20%27%27",
        "/customer?$filter=customerID%20eq%20%27" + "%23" * 480 + "%27",
        "/search?q=%F0%9F%98%80",
        "/search?q=%23%25",
    ],
)
def test_a_query_for_what_cannot_exist_finds_nothing(app: App, state: Any, target: str) -> None:
    found = app.as_("agent").get(target)
    assert found.status == 200, found.text
    assert found.json["value"] == []


def test_a_cursor_leads_on_within_its_own_list_only(app: App) -> None:
    """A cursor that was changed, made up or taken from another list is a 400."""
    for number in range(4):
        app.invoice(5000 + number, [line(1, "9")], customer=1002)
        body = {"invoiceNumber": 5000 + number, "description": "x", "amount": 1}
        assert app.as_("agent").post("/customer/1002/dispute", body).status == 201
    before = snapshots.plain(snapshots.taken(app))
    for who in ("agent", "limited"):
        someone = app.as_(who)
        page = someone.get("/dispute?limit=2").json
        cursor = page["nextCursor"]
        rest = someone.get(f"/dispute?limit=2&cursor={cursor}").json
        assert len({row["disputeID"] for row in page["value"] + rest["value"]}) == 4
        for tampered in (
            cursor[:-2],
            f"{cursor[:-3]}AAA",
            cursor[::-1],
            f"A{cursor}",
            f"{cursor}!",
            "!!!!",
            "AAAA",
            "%00",
            "é",
            LONG,
            made_up(),
        ):
            refused(someone.get(f"/dispute?limit=2&cursor={tampered}"), 400)
        for elsewhere in (
            "/user?limit=1",
            "/customer/1002/invoice?limit=1",
            "/customer/1002/note?limit=1",
            "/dispute?sort=amount",
        ):
            refused(someone.get(f"{elsewhere}&cursor={cursor}"), 400)
    assert snapshots.plain(snapshots.taken(app)) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Idempotency-Key": ""},
        {"Idempotency-Key": "k" * 201},
        {"Idempotency-Key": "a\tb"},
        {"Idempotency-Key": "\x00"},
        {"If-Match": "seven"},
        {"If-Match": '"1", "2"'},
        {"If-Match": '"' + "9" * 16 + '"'},
        {"If-Match": '"-1"'},
        {"If-Match": ""},
    ],
    ids=str,
)
def test_headers_that_mean_nothing_are_400(app: App, headers: dict[str, str]) -> None:
    """X-01, X-07."""
    sent = prepared(app, "POST /dispute/{disputeID}/withdrawal")
    before = snapshots.plain(snapshots.taken(app))
    refused(app.request(sent.who, sent.method, sent.target, sent.body, headers), 400)
    assert snapshots.plain(snapshots.taken(app)) == before


@pytest.mark.parametrize("value", ["TRUE", "1", "", "yes", "true&dryRun=false"])
def test_a_dry_run_that_is_not_clearly_one_is_refused(app: App, value: str) -> None:
    """X-03: better than carrying it out by mistake."""
    items = snapshots.taken(app)
    for command in COMMANDS:
        snapshots.put_back(app, items)
        sent = (
            prepared(app, command)
            if "/dispute" not in command
            else prepared(app, "POST /customer/{customerID}/dispute")
        )
        before = snapshots.plain(snapshots.taken(app))
        refused(
            app.request(
                sent.who, sent.method, f"{sent.target}?dryRun={value}", sent.body, sent.headers()
            ),
            400,
        )
        assert snapshots.plain(snapshots.taken(app)) == before


def test_a_stale_edit_is_412_for_every_command_that_changes_a_dispute(app: App) -> None:
    """X-07: and nothing is written. A file that is attached, or a ticket that is linked, changes
    no state, and so minds no version.
    """
    without = {route.name for route in ROUTES if not route.takes_version}
    assert {command for command in without & set(COMMANDS) if "{disputeID}" in command} == {
        "POST /dispute/{disputeID}/attachment",
        "POST /dispute/{disputeID}/attachment/{attachmentID}/completion",
        "POST /dispute/{disputeID}/ticket",
        "PUT /dispute/{disputeID}/ticket/{ticketID}",
        "POST /dispute/{disputeID}/ticket/{ticketID}/removal",
    }
    for command in COMMANDS:
        if "{disputeID}" in command and command not in without:
            items = snapshots.taken(app)
            sent = prepared(app, command)
            before = snapshots.plain(snapshots.taken(app))
            stale = refused(sent.send(app, If_Match='"99"'), 412)
            assert stale.json["current"]["disputeID"] in sent.target
            assert snapshots.plain(snapshots.taken(app)) == before
            snapshots.put_back(app, items)


def test_what_goes_wrong_inside_says_nothing_of_the_inside(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure that nobody foresaw is a 500 without names, values or traces."""
    monkeypatch.setattr(app.table, "get", lambda _: 1 / 0)
    failed = app.as_("agent").get("/me")
    assert (failed.status, failed.json["code"]) == (500, "internal")
    assert "division" not in failed.text


def made_up() -> str:
    """A cursor of the right form to somewhere else."""
    last = {"pk": "USER#admin", "sk": "USER", "queue_pk": "invoice#open", "opened_sk": "0"}
    return (
        base64.urlsafe_b64encode(json.dumps([last, hashlib.sha256(b"x").hexdigest()[:16]]).encode())
        .decode()
        .rstrip("=")
    )
