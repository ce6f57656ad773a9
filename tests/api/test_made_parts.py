"""What was made is told: which it is, since of two at once each has to know its own, and where to
look.
"""

import pytest

from chalicelib.api.route_table import ROUTES
from tests.app import App
from tests.scenarios import COMMANDS, prepared

ATTACHMENT = "attachmentID"
MADE = {
    "POST /answer/attachment": ATTACHMENT,
    "POST /booking/{bookingID}/dispute": "disputeID",
    "POST /customer/{customerID}/dispute": "disputeID",
    "POST /customer/{customerID}/followUp": "followUpID",
    "POST /customer/{customerID}/payee/account": "accountID",
    "POST /customer/{customerID}/paymentPlan": "planID",
    "POST /dispute": "disputeID",
    "POST /dispute/{disputeID}/attachment": ATTACHMENT,
    "POST /dispute/{disputeID}/fundRequest": "requestID",
    "POST /dispute/{disputeID}/message": "sequence",
    "POST /dispute/{disputeID}/note": "sequence",
    "POST /dispute/{disputeID}/ticket": "value",
    "POST /import": "importID",
    "POST /resolverAnswer/item/{invoiceNumber}/attachment": ATTACHMENT,
    "POST /ticket": "ticketID",
    "POST /ticket/{ticketID}/attachment": ATTACHMENT,
    "POST /ticket/{ticketID}/message": "changedAt",
    "POST /transfer/{transferID}/correction": "transfer",
    "POST /vendor/{vendorID}/standing/reason": "reasonID",
    "POST /wallet/{walletID}/deposit": "transferID",
}
"""Command → by what of its answer the part is known."""

ELSEWHERE = {"POST /user"}
"""What no route shows by itself."""

MAKING = {
    route.name
    for route in ROUTES
    if route.name in COMMANDS and (route.method, route.status) == ("POST", 201)
}


def test_every_command_that_makes_something_has_a_row() -> None:
    assert MAKING - set(MADE) == ELSEWHERE


@pytest.mark.parametrize("command", MADE)
def test_a_part_that_was_made_is_named_and_can_be_looked_at(app: App, command: str) -> None:
    """A file once it has been sent and looked at."""
    sent = prepared(app, command)
    done = sent.send(app)
    assert done.status == 201, done.text
    assert done.json[MADE[command]]
    place = done.headers["Location"].removeprefix("/api")
    if MADE[command] == ATTACHMENT:
        assert place.endswith(f"/attachment/{done.json[ATTACHMENT]}")
        return
    shown = app.request(sent.who, "GET", place, None, sent.headers())
    assert shown.status == 200, shown.text
