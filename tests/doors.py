"""The commands by which somebody comes to owe, or to have, less or more, and whose yes each needs
(X-16).
"""

from dataclasses import dataclass

WORKERS = frozenset({"agent", "approver", "manager", "finance", "admin"})
FINANCE = frozenset({"finance"})


@dataclass(frozen=True)
class Door:
    """The roles whose people open it, and what else that takes."""

    roles: frozenset[str]
    takes_limit: bool = False
    """Whether the credit limit of who opens it must be enough (CU-14)."""


def _both(step: str, door: Door) -> dict[str, Door]:
    return {
        f"POST {start}/dispute/{{disputeID}}/{step}": door
        for start in ("/customer/{customerID}", "")
    }


DOORS: dict[str, Door] = {
    "PUT /customer/{customerID}/invoice/{invoiceNumber}": Door(FINANCE | {"integration"}),
    "PUT /customer/{customerID}/payment/{paymentID}": Door(FINANCE | {"integration"}),
    "POST /customer/{customerID}/payment/{paymentID}/reversal": Door(FINANCE | {"integration"}),
    "POST /dispute/{disputeID}/finalisation": Door(WORKERS),
    **_both("adjustment", Door(WORKERS, takes_limit=True)),
    **_both("reversal", Door(WORKERS)),
    **_both("reversalFee", Door(WORKERS)),
    "POST /customer/{customerID}/invoice/{invoiceNumber}/charge/{chargeID}/waiver": Door(
        WORKERS, takes_limit=True
    ),
    "POST /wallet/{walletID}/deposit": Door(FINANCE),
    "PUT /wallet/{walletID}/floor": Door(FINANCE),
    "POST /proposal/{proposalID}/approval": Door(FINANCE),
    "POST /transfer/{transferID}/correction/approval": Door(FINANCE),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/approval": Door(frozenset({"aggregator"})),
    "POST /dispute/{disputeID}/decision": Door(WORKERS, takes_limit=True),
    "POST /dispute/{disputeID}/signature": Door(FINANCE),
    "POST /dispute/{disputeID}/decision/{decisionID}/reversal": Door(frozenset({"manager"})),
    "POST /dispute/{disputeID}/payout/{payoutID}/return": Door(FINANCE),
    "POST /dispute/{disputeID}/payout/{payoutID}/renewal": Door(FINANCE),
}
"""Command → door; those of files, and the yes of an approval, are known where they are tried."""
BY_SETTING = {"POST /customer/{customerID}/dunning": Door(WORKERS)}
"""Those that are doors only where administrators set what they charge."""
