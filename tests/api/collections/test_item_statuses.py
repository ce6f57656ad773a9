"""The settings of collections: statuses of open items and models of follow-ups (DM-02, DM-05,
CO-04).
"""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App

STATUSES, MODELS = "/setting/itemStatuses", "/setting/followUpModels"
RESOLVED = {"statusID": "done", "label": "Resolved", "category": "disputeResolved"}
PRICE = {
    "statusID": 7,
    "label": "Price dispute",
    "category": "dispute",
    "delayDays": 3,
    "modelID": "disputeFollowUp",
}


def test_statuses_lie_in_their_categories_and_are_linked_to_models_that_are_there(app: App) -> None:
    """DM-02, DM-05: each works unset; one of its own has label, delay and model."""
    shown = app.as_("agent").get(STATUSES).json["value"]
    assert {row["category"] for row in shown} == {
        "onGoing",
        "promiseToPay",
        "dispute",
        "disputeResolved",
        "litigation",
    }
    models = app.as_("agent").get(MODELS).json["value"]
    assert [row["toDo"] for row in models] == ["reminder", "call", "disputeFollowUp"]

    saved = app.as_("admin").put(STATUSES, {"value": [PRICE, RESOLVED]})

    assert (saved.status, saved.json["value"]) == (200, [PRICE, RESOLVED])
    taken = app.as_("admin").put(MODELS, {"value": [models[0]]})
    assert refused(taken, 400, rule="DM-02"), "a status is linked to it"


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([PRICE], "DM-09"),
        ([PRICE, RESOLVED | {"active": False}], "DM-09"),
        ([PRICE | {"modelID": "none"}, RESOLVED], "DM-02"),
        ([PRICE | {"category": "lost"}, RESOLVED], None),
        ([PRICE | {"delayDays": 366}, RESOLVED], None),
        ([PRICE, RESOLVED | {"statusID": "7"}], None),
    ],
    ids=["noneResolved", "resolvedInactive", "noModel", "category", "delay", "twice"],
)
def test_statuses_that_cannot_work_are_refused(
    app: App, rows: list[dict[str, Any]], rule: str | None
) -> None:
    """DM-02, DM-09."""
    assert refused(app.as_("admin").put(STATUSES, {"value": rows}), 400, rule=rule)


def test_the_company_names_the_country_whose_holidays_are_free(app: App) -> None:
    """CO-18: beside its hours; one that nobody knows is refused at its field."""
    hours = {"timeZone": "Europe/Berlin", "days": [1, 2, 3, 4, 5], "from": "09:00", "to": "17:00"}
    saved = app.as_("admin").put(
        "/setting/businessHours", {"value": [hours | {"country": "DE-BY"}]}
    )
    assert saved.status == 200
    wrong = app.as_("admin").put("/setting/businessHours", {"value": [hours | {"country": "XX"}]})
    assert wrong.status == 400
    assert wrong.json["errors"][0]["pointer"] == "/value/0/country"
