"""Where the page leads somebody, the API serves that one: its entries, tabs and places are shown by
the rights that `GET /me` tells, and no route behind them refuses whoever has these (RV-03, X-02).
"""

import re
from pathlib import Path

import pytest

from chalicelib.domain.people.person import (
    BETWEEN_PARTIES,
    OUTSIDE_ROLES,
    PERMISSIONS,
    REACHING_ALL,
)
from tests import payouts
from tests.app import App
from tests.hiring import hire

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
ROLES = sorted(PERMISSIONS.keys() - OUTSIDE_ROLES)

ASKS: dict[str, list[str]] = {
    "": ["/dispute?kind=invoice"],
    "queue": ["/dispute?kind=invoice", "/report/queue", "/reason", "/user?permission=dispute.work"],
    "dispute/:disputeID": ["/dispute/{disputeID}"],
    "customers": ["/customer"],
    "customer/:customerID": ["/customer/1001", "/customer/1001/dispute", "/customer/1001/note"],
    "customer/:customerID/statement": ["/customer/1001/statement"],
    "customer/:customerID/reminders": ["/customer/1001/dunning"],
    "reminderRun": ["/dunning/run"],
    "unreached": ["/dunning/unreached"],
    "toPost": ["/letter/toPost"],
    "customer/:customerID/followUp": ["/customer/1001/statement", "/setting/itemStatuses"],
    "customer/:customerID/invoice/:invoiceNumber": ["/customer/1001/invoice/2000"],
    "customer/:customerID/invoice/:invoiceNumber/raise": ["/reason"],
    "approvals": ["/approval"],
    "followUps": ["/followUp", "/setting/itemStatuses", "/user?permission=dispute.read"],
    "followUp/:followUpID": [],
    "disputes": ["/dispute?kind=booking", "/report/queue?kind=booking"],
    "orderdisputes": ["/dispute?kind=order", "/report/queue?kind=order"],
    "claim": ["/user?permission=dispute.work", "/customer/1001/payee"],
    "bookings": ["/operator", "/aggregator", "/booking?operatorID=OP-1"],
    "booking/:bookingID": [],
    "orders": ["/order?customerID=1001"],
    "order/:orderID": ["/order/CK-7001"],
    "tickets": ["/ticket"],
    "tickets/new": ["/customer"],
    "ticket/:ticketID": [],
    "payouts": ["/payout"],
    "vendors": ["/vendor"],
    "vendor/:vendorID": ["/vendor/V-1", "/vendor/V-1/standing", "/vendor/V-1/record"],
    "operators": ["/operator"],
    "aggregators": ["/aggregator"],
    "wallets": ["/wallet?partyID=V-1"],
    "wallet/:walletID": ["/wallet/V-1-INR/entry"],
    "corrections": ["/correction", "/proposal"],
    "import": ["/import"],
    "import/new": ["/setting/importPresets"],
    "import/:importID": [],
    "reports": ["/report/receivables", "/report/items", "/report/disputes"],
    "reports?tab=exports": ["/audit/export"],
    "settings/people": ["/user?limit=100"],
    "settings/suppressed": ["/mail/givenUp", "/mail/suppressed"],
    "settings/upkeep": ["/setAside", "/reindex"],
    "account": ["/me"],
}
"""Place of the page → what it asks for first."""
NOT_ASKING = {"settings", "settings/:name", "outbox", "styles"}
"""The first two are places of their tabs."""
SAVED = {"value": [{"reasonID": 1, "name": "Else"}]}


def places() -> dict[str, str | None]:
    """Each place of the staff, and the right without which it does not open."""
    text = (FRONTEND / "views.js").read_text()
    table = text.partition("const table = [")[2].partition("\n];")[0]
    found: dict[str, str | None] = {
        name: needed or None
        for name, needed in re.findall(r'^  \["(.*?)", \w+\(.*?\)(?:, "(.*?)")?', table, re.M)
    }
    return (
        found | tabs("settings/tabs.js", "settings/") | tabs("reports/reports.js", "reports?tab=")
    )


def tabs(file: str, place: str) -> dict[str, str | None]:
    """The tabs of a room that need a right."""
    text = (FRONTEND / file).read_text()
    named = dict(re.findall(r'^const (\w+) = "(.*?)";', text, re.M))
    rows = re.findall(r'value: "(\w+)", label: .*?, needs: "?([\w.]+)"?', text)
    return {f"{place}{value}": named.get(needs, needs) for value, needs in rows}


def entries() -> list[tuple[str, str]]:
    """The entries of the staff's navigation that a right alone shows: their place, and it."""
    text = (FRONTEND / "navigation.js").read_text()
    desk = text.partition("function DeskNavigation")[2].partition("\n}\n")[0]
    rows = [row for row in desk.split("href: ") if 'may: may("' in row]
    on = [re.search(r'on: (?:\["|at === ")(\w+)"', row) for row in rows]
    rights = [re.search(r'may: may\("([\w.]+)"\)', row) for row in rows]
    return [(one[1], right[1]) for one, right in zip(on, rights, strict=True) if one and right]


def test_each_place_and_tab_of_the_page_is_known_here() -> None:
    tables = places()
    settings = {one for one in tables if one.startswith("settings/") and tables[one]}
    assert settings >= {"settings/upkeep", "settings/people", "settings/reasons"}
    assert tables.keys() - settings - NOT_ASKING <= ASKS.keys()
    assert ASKS.keys() <= tables.keys()
    assert len(entries()) > 10


@pytest.mark.parametrize("limit_to", [(), ("1001",)], ids=["all", "limited"])
def test_nobody_is_led_to_what_is_refused(app: App, limit_to: tuple[str, ...]) -> None:
    """RV-03: as each role of the staff, through each entry, place and tab that is shown; a tab of
    settings can be saved by whoever sees it.
    """
    payouts.furnish(app)
    dispute = payouts.raised(app).rpartition("/")[2]
    tables = places()
    for role in ROLES:
        hire(app, role, limit_to=limit_to)
        hired = app.as_("hired")
        told = set(hired.get("/me").json["permissions"])
        assert not (limit_to and told & (REACHING_ALL | BETWEEN_PARTIES)), role
        for place, right in entries():
            assert right not in told or tables[place] in told | {None}, (role, place)
        for place, needed in tables.items():
            if needed is not None and needed not in told:
                continue
            for target in ASKS.get(place, ()):
                answer = hired.get(target.replace("{disputeID}", dispute))
                assert answer.status == 200, (role, place, target, answer.text)
            if place == "settings/reasons":
                saved = hired.put("/setting/reasons?dryRun=true", SAVED)
                assert saved.status == 200, (role, place, saved.text)
