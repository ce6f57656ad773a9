"""The life cycle of disputes on invoices."""

from chalicelib.domain.disputes.lifecycle import Lifecycle, Move

INVOICE = Lifecycle(
    kind="invoice",
    initial="open",
    moves=(
        Move(
            "request", ("open", "pendingApproval"), "pendingApproval", "CU-14", "wait for approval"
        ),
        Move("decide", ("open", "pendingApproval"), "open", "CU-16", "be worked"),
        Move("withdraw", ("open", "pendingApproval"), "withdrawn", "CU-16", "be withdrawn"),
        Move("finalise", ("open",), "finalised", "CU-13", "be finalised"),
        Move("close", ("open",), "closed", "RV-10", "be closed"),
        Move("reopen", ("closed",), "open", "RV-10", "be reopened"),
    ),
    ended=frozenset({"withdrawn", "finalised", "closed"}),
    waits_for={"open": "agent", "pendingApproval": "approver"},
    has_deadlines=True,
    moves_within={"agent": 16, "approver": 16, "resolver": 16, "customer": 40},
)
