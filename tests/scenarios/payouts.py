"""Scenarios of disputes on orders and their payouts; `tests/payouts.py` makes them ready."""

from tests import payouts
from tests.scenarios.attachments import PROOF
from tests.scenarios.base import Scenario

SCENARIOS: dict[str, Scenario] = {
    "POST /dispute": Scenario(
        "agent", payouts.ready, payouts.CLAIM, payouts.CLAIM | {"description": "Nothing at all."}
    ),
    "PUT /dispute/{disputeID}/claim": Scenario(
        "agent",
        payouts.ready_raised,
        {"claim": "paidLess", "amount": 100},
        {"claim": "paidLess", "amount": 101},
    ),
    "POST /dispute/{disputeID}/contact": Scenario("agent", payouts.ready_raised),
    "POST /dispute/{disputeID}/attempt": Scenario(
        "agent", payouts.ready_raised, {"channel": "call"}, {"channel": "message"}
    ),
    "PUT /dispute/{disputeID}/answer": Scenario(
        "vendor", payouts.ready_asked, payouts.PAID, payouts.PAID | {"reference": "512345678901"}
    ),
    "PUT /answer": Scenario(
        "vendor", payouts.ready_linked, payouts.PAID, payouts.PAID | {"reference": "512345678901"}
    ),
    "POST /answer/attachment": Scenario(
        "vendor", payouts.ready_linked, PROOF, PROOF | {"name": "other.pdf"}
    ),
    "POST /answer/attachment/{attachmentID}/completion": Scenario(
        "vendor", payouts.ready_sent_by_link
    ),
    "PUT /answer/evidence/{attachmentID}": Scenario(
        "vendor", payouts.ready_filed_by_link, {"type": "paymentProof"}, {"type": "other"}
    ),
    "PUT /dispute/{disputeID}/evidence/{attachmentID}": Scenario(
        "agent", payouts.ready_filed, {"type": "finalBill"}, {"type": "other"}
    ),
    "POST /dispute/{disputeID}/receipt": Scenario(
        "agent", payouts.ready_raised, {"amount": 10}, {"amount": 11}
    ),
    "POST /dispute/{disputeID}/acceptance": Scenario("agent", payouts.ready_decided),
    "POST /dispute/{disputeID}/decision": Scenario(
        "manager", payouts.ready_answered, {}, {"note": "As it says."}
    ),
    "POST /dispute/{disputeID}/signature": Scenario("finance", payouts.ready_to_sign),
    "POST /dispute/{disputeID}/refusal": Scenario(
        "finance", payouts.ready_high, {"reason": "Ask again"}, {"reason": "Too much"}
    ),
    "POST /dispute/{disputeID}/decision/{decisionID}/reversal": Scenario(
        "manager", payouts.ready_decided, {"reason": "A mistake"}, {"reason": "Another"}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/sending": Scenario(
        "finance", payouts.ready_decided
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent": Scenario(
        "finance", payouts.ready_in_file, {"reason": "Never uploaded."}, {"reason": "Thrown away."}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent/confirmation": Scenario(
        "finance2", payouts.ready_unsent
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/confirmation": Scenario(
        "finance", payouts.ready_sent, {"reference": "612345678901"}, {"reference": "7123"}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/return": Scenario(
        "finance", payouts.ready_sent, {"code": "AC04"}, {"code": "R02"}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/renewal": Scenario(
        "finance", payouts.ready_returned
    ),
}
