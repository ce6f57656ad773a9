"""What administrators set about approvals: chains, absences, business hours (CU-15, X-04)."""

from typing import Any

import pytest

from chalicelib import wiring
from tests.api.approval_steps import CHAIN, ask_for, inbox
from tests.app import App


def test_somebody_who_is_away_is_stood_in_for(app: App, big: str) -> None:
    """CU-15: by the substitute, with the own limit; the row says for whom."""
    today = wiring.parts().now().date().isoformat()
    away = app.as_("approver").put(
        "/me/absence", {"from": today, "until": today, "substituteID": "manager"}
    )
    assert away.json["absence"] == {"from": today, "until": today, "substituteID": "manager"}
    ask_for(app, big)
    [row] = inbox(app, "manager")
    assert (row["insteadOf"], row["becomes"]) == ("Ann Approver", "approved")
    assert app.as_("approver").put("/me/absence", {}).json["absence"] is None


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"from": "2026-12-24", "until": "2026-12-01", "substituteID": "manager"}, "/until"),
        (
            {"from": "2026-12-24", "until": "2026-12-31", "substituteID": "approver"},
            "/substituteID",
        ),
        ({"from": "2026-12-24", "until": "2026-12-31", "substituteID": "support"}, "/substituteID"),
        ({"from": "2026-12-24", "until": "2026-12-31", "substituteID": "ghost"}, "/substituteID"),
        ({"from": "2026-12-24", "until": "2026-12-31", "substituteID": "agent"}, "/substituteID"),
    ],
)
def test_an_absence_that_cannot_be(app: App, body: dict[str, str], pointer: str) -> None:
    """CU-15."""
    refused = app.as_("approver").put("/me/absence", body)
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (400, pointer)


def test_an_administrator_says_that_somebody_is_away(app: App) -> None:
    """CU-15, X-05: and the journal tells."""
    body = {"from": "2026-12-24", "until": "2026-12-31", "substituteID": "manager"}
    assert app.as_("agent").put("/user/approver/absence", body).status == 403
    assert app.as_("admin").put("/user/approver/absence", body).json["absence"] == body
    [entry] = app.as_("finance").get("/audit/journal?subject=user/approver").json["value"]
    assert entry["after"]["absence"] == body


@pytest.mark.parametrize(
    ("level", "field"),
    [
        ({"name": "Nobody"}, "/role"),
        ({"name": "Both", "role": "manager", "people": ["finance"]}, "/role"),
        ({"name": "Wrong", "role": "customer"}, "/role"),
        ({"name": "Never", "role": "manager", "answerWithinHours": 0}, "/answerWithinHours"),
        ({"name": "Slow", "role": "manager", "answerWithinHours": 673}, "/answerWithinHours"),
        ({"name": "Free", "role": "manager", "limit": {"USD": 0}}, "/limit/USD"),
        ({"name": "Odd", "role": "manager", "limit": {"XXX": 5}}, "/limit/XXX"),
        ({"name": "Fine", "role": "manager", "limit": {"JPY": "0.5"}}, "/limit/JPY"),
    ],
)
def test_a_chain_that_cannot_be_is_refused(app: App, level: dict[str, Any], field: str) -> None:
    """CU-15: and the old one stays; the answer says which field of which row it is."""
    levels = [CHAIN["levels"][0], level]
    refused = app.as_("admin").put(
        "/setting/approvalChains",
        {"value": [CHAIN | {"chainID": "other"}, CHAIN | {"levels": levels}]},
    )
    assert refused.status == 400
    assert refused.json["errors"][0]["pointer"] == f"/value/1/levels/1{field}"
    assert app.as_("admin").get("/setting/approvalChains").json["value"] == []


def test_business_hours_are_one_row(app: App) -> None:
    """X-04."""
    hours = {
        "timeZone": "Europe/Berlin",
        "days": [1, 2, 3, 4, 5],
        "from": "08:00",
        "to": "16:30",
        "holidays": ["2026-12-25"],
    }
    admin = app.as_("admin")
    assert admin.put("/setting/businessHours", {"value": [hours]}).json["value"] == [hours]
    assert admin.put("/setting/businessHours", {"value": [hours, hours]}).status == 400
    assert (
        admin.put("/setting/businessHours", {"value": [hours | {"timeZone": "Mars/Base"}]}).status
        == 400
    )
    assert admin.put("/setting/businessHours", {"value": [hours | {"from": "25:00"}]}).status == 400
