"""The life cycle of disputes on bookings."""

from chalicelib.domain.disputes.lifecycle import Lifecycle, Move

BOOKING = Lifecycle(
    kind="booking",
    initial="open",
    moves=(
        Move("resolve", ("open",), "resolved", "IG-07", "be resolved"),
        Move("withdraw", ("open",), "withdrawn", "IG-07", "be withdrawn"),
        Move("reopen", ("resolved",), "open", "IG-07", "be reopened"),
    ),
    ended=frozenset({"resolved", "withdrawn"}),
    waits_for={"open": "counterparty"},
    has_deadlines=True,
    moves_within={"operator": 16, "aggregator": 16, "support": 8},
)
