"""Scenarios of tickets."""

from typing import Any

from chalicelib import wiring
from tests.app import App
from tests.scenarios.attachments import PROOF, PROOF_PDF
from tests.scenarios.base import Scenario, done
from tests.scenarios.invoices import raised

QUESTION = {"subject": "What is this charge?", "text": "We never ordered it."}


def ticketed(app: App) -> dict[str, Any]:
    """A ticket of a customer."""
    ticket_id = done(app.as_("customer").post("/ticket", QUESTION)).json["ticketID"]
    return {"ticketID": ticket_id}


def _ticket_file_sent(app: App) -> dict[str, Any]:
    """A file that was sent to be attached to a ticket."""
    ids = ticketed(app)
    begun = done(app.as_("customer").post(f"/ticket/{ids['ticketID']}/attachment", PROOF)).json
    wiring.parts().files.write(begun["upload"]["fields"]["key"], PROOF_PDF)
    return ids | {"attachmentID": begun["attachmentID"]}


def _ticket_beside(app: App) -> dict[str, Any]:
    """A ticket, and a dispute that it could be linked with."""
    return raised(app) | ticketed(app)


def _ticket_linked(app: App) -> dict[str, Any]:
    ids = _ticket_beside(app)
    done(app.as_("agent").put(f"/dispute/{ids['disputeID']}/ticket/{ids['ticketID']}", {}))
    return ids


SCENARIOS: dict[str, Scenario] = {
    "POST /ticket": Scenario(
        "agent", lambda _: {}, QUESTION | {"customerID": 1001}, QUESTION | {"customerID": 1002}
    ),
    "POST /ticket/{ticketID}/message": Scenario(
        "customer", ticketed, {"text": "And this?"}, {"text": "And that?"}
    ),
    "POST /ticket/{ticketID}/close": Scenario("customer", ticketed),
    "POST /ticket/{ticketID}/attachment": Scenario(
        "customer", ticketed, PROOF, PROOF | {"name": "other.pdf"}
    ),
    "POST /ticket/{ticketID}/attachment/{attachmentID}/completion": Scenario(
        "customer", _ticket_file_sent
    ),
    "POST /dispute/{disputeID}/ticket": Scenario(
        "agent", raised, QUESTION, QUESTION | {"text": "Who asked for it?"}
    ),
    "PUT /dispute/{disputeID}/ticket/{ticketID}": Scenario(
        "agent", _ticket_beside, {}, {"url": "https://desk.example/4711"}
    ),
    "POST /dispute/{disputeID}/ticket/{ticketID}/removal": Scenario("agent", _ticket_linked),
}
