"""Settings of collections that would hold everything for ever, or that nobody could read again, are
refused (CO-19, CO-20, CO-38, CO-39, X-04).
"""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import owing

LEVEL = {"label": "First", "graceDays": 0, "apartDays": 7, "templateID": "reminderFirst"}
HOURS = {"timeZone": "UTC", "days": [1], "from": "08:00", "to": "17:00"}


@pytest.mark.parametrize(
    ("name", "row", "pointer", "rule"),
    [
        ("chasing", {"sendFrom": "08:00", "sendUntil": "08:59"}, "/sendUntil", "CO-20"),
        ("chasing", {"sendFrom": "08:00", "sendUntil": "08:00"}, "/sendUntil", "CO-20"),
        ("chasing", {"managerID": "nobody"}, "/managerID", "CO-19"),
        ("chasing", {"managerID": "customer"}, "/managerID", "CO-19"),
        ("dunning", {"sendFrom": "08:00", "sendUntil": "08:01"}, "/sendUntil", "CO-20"),
        ("dunning", {"sendFrom": "19:30"}, "/sendUntil", "CO-20"),
        ("dunningLevels", LEVEL | {"fee": {"USD": "0.001"}}, "", "CO-38"),
        ("dunningLevels", LEVEL | {"labels": {"German": "Mahnung"}}, "/labels/German", None),
        ("businessHours", HOURS | {"movesWithin": {"claim": {}}}, "/movesWithin/claim", "X-04"),
    ],
)
def test_a_setting_by_which_nothing_would_leave_is_refused(
    app: App, name: str, row: dict[str, Any], pointer: str, rule: str | None
) -> None:
    """CO-19, CO-20, CO-38, X-04: so short hours are passed over by jobs, and hold all back."""
    answer = refused(app.as_("admin").put(f"/setting/{name}", {"value": [row]}), 400, rule=rule)
    assert [one["pointer"] for one in answer.json["errors"]] == [f"/value/0{pointer}"]


@pytest.mark.parametrize("spelled", [str, float])
def test_amounts_of_reminders_are_kept_as_numbers_however_they_are_spelled(
    app: App, spelled: type
) -> None:
    """CO-38, CO-39: with decimals too, and customers are reminded by them."""
    fees = {"USD": spelled("2.50"), "EUR": spelled("99999999.99"), "JPY": 5}
    rows = {
        "dunningLevels": LEVEL | {"fee": fees, "minimum": {"USD": spelled("1.50")}},
        "dunning": {"interestRate": spelled("5.50"), "interestMinimum": {"USD": spelled("0.01")}},
    }
    owing(app)
    for name, row in rows.items():
        assert app.as_("admin").put(f"/setting/{name}", {"value": [row]}).status == 200
    [level], [terms] = (app.as_("agent").get(f"/setting/{name}").json["value"] for name in rows)
    assert level["fee"] == {"USD": 2.5, "EUR": 99999999.99, "JPY": 5}
    assert (level["minimum"], terms["interestRate"]) == ({"USD": 1.5}, 5.5)
    assert app.as_("agent").get("/customer/1001/dunning").status == 200
