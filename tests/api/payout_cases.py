"""What the tests of payout disputes do and look at."""

from dataclasses import replace
from typing import Any

from chalicelib.store.orders import order_item
from tests.app import App
from tests.payouts import ORDER, answered, asked, decided, raised

DAY = 24 * 60
BEFORE = {"platform": 10_000_000, "vendor": 100_000, "outside": -10_100_000}
UPI = {"method": "upi", "reference": "412345678901"}
LESS = {"amount": 3000, "method": "upi", "reference": "412345678901", "reason": "Scratched"}


def shown(app: App, place: str, who: str = "manager") -> Any:
    """The dispute as somebody sees it."""
    told = app.as_(who).get(place)
    assert told.status == 200, told.text
    return told.json


def text_of(letter: Any) -> str:
    """What a letter says."""
    return str(letter.get_body(("plain",)).get_content())


def refused(told: Any, code: str, rule: str) -> Any:
    """The refusal, which is this one."""
    assert (told.json.get("code"), told.json.get("rule")) == (code, rule), told.text
    return told.json


def ways(app: App, place: str, who: str) -> list[str]:
    """How somebody is offered to decide."""
    told = {one["name"]: one["allowed"] for one in shown(app, place, who)["actions"]}
    return [name for name, allowed in told.items() if allowed and name.startswith("decide")]


def offered(app: App, place: str, who: str) -> dict[str, bool]:
    """What somebody is offered to do, and whether it can be done now."""
    return {one["name"]: one["allowed"] for one in shown(app, place, who)["actions"]}


def events(app: App, place: str) -> list[str]:
    """The types of all events, in their order."""
    return [row["type"] for row in app.as_("manager").get(f"{place}/event").json["value"]]


def set_terms(app: App, **told: Any) -> None:
    """Terms that an administrator sets."""
    saved = app.as_("admin").put("/setting/payoutTerms", {"value": [told]})
    assert saved.status == 200, saved.text


def not_paid(app: App, order_id: str, who: str = "manager") -> tuple[str, Any]:
    """A dispute that is decided against the vendor: its path, and how it is then."""
    place = raised(app, orderID=order_id)
    asked(app, place)
    answered(app, place, "notPaid")
    told = decided(app, place, who)
    assert told.status == 200, told.text
    return place, told.json


def orders(count: int, value: int = 10_000) -> list[Any]:
    """So many orders of one customer with one vendor."""
    return [replace(ORDER, order_id=f"CK-{n}", value=value, phone=None) for n in range(count)]


def told_anew(app: App, **values: Any) -> None:
    """The order as the platform tells it by now."""
    body = {
        "customerID": 1001,
        "vendorID": "V-1",
        "status": "completed",
        "finalValue": 4000,
        "completedAt": "2026-11-01T09:00:00Z",
    }
    done = app.as_("finance").put("/order/CK-7001", body | values)
    assert done.status == 200, done.text


def furnish_another(app: App) -> None:
    """One more order of the same customer with the same vendor."""
    app.table.write_batch([order_item(replace(ORDER, order_id="CK-7002", phone=None))])
