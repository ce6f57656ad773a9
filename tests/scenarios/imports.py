"""Scenarios of files of other systems."""

from typing import Any

from tests.app import App
from tests.scenarios.base import Scenario, done

FILE = {
    "kind": "invoices",
    "fileName": "receivables.csv",
    "size": 1000,
    "presetID": "receivables-2012",
}
MAPPING = {
    name: {"column": name} for name in ("customerID", "invoiceNumber", "invoiceDate", "amount")
}


def _ordered(app: App) -> dict[str, Any]:
    return {"importID": done(app.as_("agent").post("/import", FILE)).json["importID"]}


SCENARIOS: dict[str, Scenario] = {
    "POST /import": Scenario("agent", lambda _: {}, FILE, FILE | {"size": 1001}),
    "PUT /import/{importID}/mapping": Scenario(
        "agent",
        _ordered,
        {"mapping": MAPPING, "currency": "EUR"},
        {"mapping": MAPPING, "currency": "GBP"},
    ),
}
