"""Scenarios of letters to customers: how disputes ended, on paper, and what they charge."""

from collections.abc import Callable
from typing import Any

from tests.app import App
from tests.scenarios.base import Scenario, done
from tests.scenarios.collections import ALL_DAY, BLOCK, REMINDED, owing
from tests.scenarios.customers import CUSTOMER
from tests.scenarios.invoices import Desk

FEES = [{"label": "Reminder", "graceDays": 0, "apartDays": 7, "templateID": "reminderFirst"}]


def told_how_it_ended(app: App) -> dict[str, Any]:
    """A customer that can be reached, with a dispute that was closed without a credit."""
    return owing(app) | Desk(app).raised().did("close").ids


def ended_as(reason: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What tells, for a reason, how the dispute of a scenario ended."""
    return lambda ids: {"disputes": [{"disputeID": ids["disputeID"], "reason": reason}]}


def put_to_print(app: App) -> dict[str, Any]:
    """A customer whose letters go by post, with a reminder that was put to print."""
    ids = owing(app)
    told = CUSTOMER | {"name": "Bright Telecom", "deliveryMethod": "Post"}
    told |= {"postalAddress": "1 High Street\nLondon"}
    done(app.as_("finance").put("/customer/1001", told))
    done(app.as_("agent").post("/customer/1001/dunning", REMINDED | {"byPost": True}))
    return ids | {"number": 1}


def overtaken(app: App) -> dict[str, Any]:
    """The same, of which an item was blocked since."""
    ids = put_to_print(app)
    done(app.as_("agent").put("/customer/1001/dunningBlock", BLOCK))
    return ids


def charging(app: App) -> dict[str, Any]:
    """A customer that is reminded for a fee, and with interest."""
    ids = owing(app)
    rates = ALL_DAY["value"][0] | {"interestRate": 9}
    done(app.as_("admin").put("/setting/dunning", {"value": [rates]}))
    levels = [FEES[0] | {"fee": {"USD": 5}}]
    done(app.as_("admin").put("/setting/dunningLevels", {"value": levels}))
    return ids


def charged_for(app: App) -> dict[str, Any]:
    """The same once it was reminded."""
    ids = charging(app)
    done(app.as_("agent").post("/customer/1001/dunning", REMINDED))
    return ids | {"chargeID": "1-fee"}


SCENARIOS: dict[str, Scenario] = {
    "POST /customer/{customerID}/outcomeLetter": Scenario(
        "agent", told_how_it_ended, ended_as("It was right."), ended_as("It was wrong.")
    ),
    "POST /customer/{customerID}/letter/{number}/confirmation": Scenario(
        "agent", put_to_print, {"wasPosted": True}, {"wasPosted": False}
    ),
    "POST /customer/{customerID}/letter/{number}/release": Scenario(
        "agent", overtaken, {"reason": "They asked for it"}, {"reason": "It is right"}
    ),
    "POST /customer/{customerID}/invoice/{invoiceNumber}/charge/{chargeID}/waiver": Scenario(
        "approver", charged_for, {"reason": "Goodwill"}, {"reason": "Our mistake"}
    ),
}
