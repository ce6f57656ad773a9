"""Scenarios of what is attached to disputes."""

from typing import Any

from chalicelib import wiring
from tests.app import App
from tests.scenarios.base import Scenario, done
from tests.scenarios.invoices import raised

PROOF_PDF = b"%PDF-1.7\n1 0 obj\n"
PROOF = {"name": "proof.pdf", "contentType": "application/pdf", "size": len(PROOF_PDF)}


def _file_sent(app: App) -> dict[str, Any]:
    """A file that was sent to be attached."""
    ids = raised(app)
    begun = done(app.as_("agent").post(f"/dispute/{ids['disputeID']}/attachment", PROOF)).json
    wiring.parts().files.write(begun["upload"]["fields"]["key"], PROOF_PDF)
    return ids | {"attachmentID": begun["attachmentID"]}


SCENARIOS: dict[str, Scenario] = {
    "POST /dispute/{disputeID}/attachment": Scenario(
        "agent", raised, PROOF, PROOF | {"name": "other.pdf"}
    ),
    "POST /dispute/{disputeID}/attachment/{attachmentID}/completion": Scenario("agent", _file_sent),
}
