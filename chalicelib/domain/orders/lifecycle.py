"""The life cycle of payout disputes on orders (CK-15)."""

from chalicelib.domain.disputes.lifecycle import Lifecycle, Move

OPEN, IN_PROGRESS, RESOLVED, CLOSED, WITHDRAWN = (
    "open",
    "inProgress",
    "resolved",
    "closed",
    "withdrawn",
)

WORKED = (OPEN, IN_PROGRESS)
"""While it is worked, and nothing is decided for good."""

ORDER = Lifecycle(
    kind="order",
    initial=OPEN,
    moves=(
        Move("contact", WORKED, IN_PROGRESS, "CK-04", "go to the vendor"),
        Move("decide", WORKED, RESOLVED, "CK-15", "be decided"),
        Move("close", (RESOLVED,), CLOSED, "CK-15", "be closed"),
        Move("withdraw", WORKED, WITHDRAWN, "CK-15", "be withdrawn"),
        Move("reopen", (RESOLVED, CLOSED), IN_PROGRESS, "CK-15", "be reopened"),
    ),
    ended=frozenset({CLOSED, WITHDRAWN}),
    waits_for={OPEN: "agent", IN_PROGRESS: "agent", RESOLVED: "customer"},
    tells_apart=True,
    has_deadlines=True,
)
"""What is resolved holds the order's one place until it is closed: it takes late evidence, and an
objection reopens it.
"""
