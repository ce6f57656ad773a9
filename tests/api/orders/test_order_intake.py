"""How payout disputes come in (CK-01, CK-03, CK-10, CK-12, PO-01…PO-07)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.api.payout_cases import refused, shown, text_of
from tests.app import App
from tests.payouts import CLAIM, ORDER, furnish, raised

IDS = ("CK-7001", "CK-9")
"""An order, and one that there is not."""


def test_a_claim_says_who_what_and_until_when(app: App) -> None:
    """CK-01, CK-10, PO-07: order, customer and vendor, the claim, the channel, what was promised,
    and in whose hands it is.
    """
    furnish(app)
    place = raised(app, "agent", channel="whatsApp", contact="+91 1", assigneeID="agent2")
    told = shown(app, place)
    assert (told["kind"], told["orderID"], told["customer"], told["vendor"]) == (
        "order",
        "CK-7001",
        "Bright Telecom",
        "Vera's Phones",
    )
    assert (told["claim"], told["claimedAmount"], told["channel"]) == ("notPaid", 4000, "whatsApp")
    assert (told["status"], told["waitingFor"], told["assignee"]) == ("open", "agent", "Ben Agent")
    assert told["acknowledgeBy"] < told["settleBy"]
    assert [row["disputeID"] for row in app.as_("agent").get("/dispute?kind=order").json["value"]]


def test_a_dispute_is_put_into_hands(app: App) -> None:
    """CK-10: of who may work it, or of nobody; nobody else clears one up."""
    furnish(app)
    place = raised(app)
    agent = app.as_("agent")
    told = agent.post(f"{place}/assignment", {"assigneeID": "agent2"})
    assert (told.json["assignee"], told.json["version"]) == ("Ben Agent", 2)
    listed = agent.get("/dispute?kind=order&assigneeID=agent2").json["value"]
    assert [row["disputeID"] for row in listed] == [place.removeprefix("/dispute/")]
    same = agent.post(f"{place}/assignment", {"assigneeID": "agent2"})
    assert (same.status, same.json["version"]) == (200, 2)
    for wrong in ({"assigneeID": "support"}, {"assigneeID": "limited"}, {"resolverID": "agent"}):
        refused(agent.post(f"{place}/assignment", wrong), "invalidInput", "CK-10")
    assert agent.post(f"{place}/assignment", {"assigneeID": None}).json["assignee"] is None


def test_a_raise_is_acknowledged_by_mail_at_once(app: App) -> None:
    """PO-07: with the number of the dispute; the customer has to be nowhere to be told."""
    furnish(app)
    place = raised(app, "agent")
    app.settle()
    [letter] = app.mailbox.letters()
    assert letter["Subject"].endswith(f"in dispute {place.removeprefix('/dispute/')}")
    assert "no payment received" in text_of(letter)


def test_a_second_claim_names_the_dispute_that_is_open(app: App) -> None:
    """PO-01, PO-02: by the order and by the phone number, in any spelling."""
    furnish(app)
    place = raised(app)
    by_phone = {"phone": "098765 43210", "claim": "notPaid", "description": "Again."}
    for claim in (CLAIM, by_phone):
        told = refused(app.as_("agent").post("/dispute", claim), "disputeOpen", "PO-01")
        assert told["disputeID"] == place.removeprefix("/dispute/")


def test_a_phone_number_with_several_orders_gives_a_choice(app: App) -> None:
    """PO-02: and no dispute; a number, or an order, that one may not know of is none."""
    furnish(app, ORDER, replace(ORDER, order_id="CK-7002"))
    by_phone = {"phone": "+919876543210", "claim": "notPaid", "description": "Nothing."}
    told = refused(app.as_("customer").post("/dispute", by_phone), "invalidInput", "PO-02")
    assert {row["orderID"] for row in told["orders"]} == {"CK-7001", "CK-7002"}
    unknown = app.as_("customer").post("/dispute", by_phone | {"phone": "+919876543211"})
    limited = app.as_("limited").post("/dispute", by_phone)
    assert (unknown.status, limited.status) == (404, 404)
    assert unknown.json == limited.json
    by_id = [app.as_("limited").post("/dispute", CLAIM | {"orderID": one}) for one in IDS]
    assert [one.status for one in by_id] == [404, 404]
    assert by_id[0].json == by_id[1].json


def test_the_other_claim_changes_the_open_dispute(app: App) -> None:
    """PO-03, PO-04: as an event; more than is left is refused with the sum."""
    furnish(app)
    place = raised(app)
    less = CLAIM | {"claim": "paidLess", "amount": 1500}
    changed = app.as_("customer").post("/dispute", less)
    assert (changed.status, changed.json["claim"], changed.json["claimedAmount"]) == (
        200,
        "paidLess",
        1500,
    )
    events = app.as_("agent").get(f"{place}/event").json["value"]
    assert [row["type"] for row in events] == ["raised", "claimChanged"]
    much = app.as_("agent").put(f"{place}/claim", {"claim": "notPaid", "amount": "4000.01"})
    assert "4,000.00" in refused(much, "amountTooLarge", "PO-04")["detail"]


@pytest.mark.parametrize(
    ("order", "code", "rule"),
    [
        (replace(ORDER, status="assigned"), "notDisputable", "CK-03"),
        (replace(ORDER, proved={"D": 400_000}), "notDisputable", "PO-03"),
    ],
)
def test_an_order_that_cannot_be_disputed_is_refused(
    app: App, order: Any, code: str, rule: str
) -> None:
    """CK-03, PO-03: one that is not completed, or of which nothing is left to pay."""
    furnish(app, order)
    refused(app.as_("customer").post("/dispute", CLAIM), code, rule)


def test_claims_of_a_customer_on_a_vendor_count_together(app: App) -> None:
    """PO-05, PO-06: two of 4,999.00 ask Finance, where one does not."""
    orders = [replace(ORDER, order_id=f"CK-{n}", value=499_900, phone=None) for n in (1, 2)]
    furnish(app, *orders)
    first, second = (raised(app, orderID=f"CK-{n}") for n in (1, 2))
    assert [shown(app, one)["isHighValue"] for one in (first, second)] == [False, True]


@pytest.mark.parametrize(("value", "is_high"), [(499_999, False), (500_000, True)])
def test_high_value_is_from_the_limit_on(app: App, value: int, is_high: bool) -> None:
    """CK-12, PO-06: exactly 5,000.00 asks Finance, 4,999.99 does not."""
    furnish(app, replace(ORDER, value=value))
    assert shown(app, raised(app))["isHighValue"] is is_high
