"""What the demo's customers claim not to have been paid for their devices, how vendors answer, and
what becomes of it: a dispute in each state that a day at the desk knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from infra.demo.sales import DECCAN, GANGA

ACCOUNTS = {
    1001: ("upi", "bright.telecom@okbank", "Bright Telecom"),
    1002: ("upi", "corner.cafe@okbank", "Corner Café"),
    1003: ("india", "HDFC0001234 50100234567890", "Harbour Logistics"),
}
NEW_ACCOUNT = (1002, ("upi", "corner.cafe.accounts@okhdfc", "Corner Café"))
"""Told after a payout came back, and not yet confirmed by a second person."""

REDUCED = {
    "level": "reduced",
    "maxLeads": 20,
    "text": "Two payments in October came a week late; we talk about it at the end of the quarter.",
}
"""Why a manager gives Ganga fewer leads."""
OBJECTION = "The tablet had a dent that the customer showed us; our driver forgot to note it."


@dataclass(frozen=True)
class Step:
    """What somebody does next about a dispute."""

    who: str
    what: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Claim:
    """What is claimed of an order, and how that goes on."""

    order_id: str
    by: str
    description: str
    steps: tuple[Step, ...]
    less: str | None = None
    """By how much less was paid; None where nothing was."""
    channel: str = "support"


def _step(who: str, what: str, **body: Any) -> Step:
    return Step(who, what, body)


ASKED = _step("agent", "contact")
DECIDED, SENT = _step("manager", "decision"), _step("finance", "sending")
NOT_REACHED = _step("agent", "attempt", channel="call", note="It rings, and nobody answers.")


def _answered(who: str, verdict: str, **said: Any) -> Step:
    return _step(who, "answer", verdict=verdict, isFinal=True, **said)


CLAIMS = (
    Claim(
        "RS-7001",
        "customer",
        "The bill says 12,500, and 7,000 came.",
        (ASKED,),
        less="5500.00",
        channel="app",
    ),
    Claim(
        "RS-7004",
        "agent",
        "The vendor kept 900 back at the door.",
        (
            ASKED,
            _answered(
                "vendor",
                "paidPart",
                amount="2300.00",
                method="upi",
                reference="412345670011",
                reason="The screen has a crack, as noted when it was collected.",
            ),
        ),
        less="900.00",
        channel="whatsApp",
    ),
    Claim(
        "RS-7011",
        "agent",
        "600 are missing, and nobody said why.",
        (
            ASKED,
            _answered(
                "vendor",
                "paidPart",
                amount="2200.00",
                method="imps",
                reference="412345670012",
                reason="A dent.",
            ),
            DECIDED,
            SENT,
            _step("finance", "confirmation", reference="UTR-7011-001"),
        ),
        less="600.00",
    ),
    Claim(
        "RS-7005",
        "agent",
        "Nothing came in four days.",
        (ASKED, _answered("agent", "notPaid", reason="Our account was blocked."), DECIDED),
        channel="whatsApp",
    ),
    Claim(
        "RS-7010",
        "agent",
        "The vendor promised the money for the next day.",
        (
            ASKED,
            _answered("agent", "notPaid"),
            DECIDED,
            SENT,
            _step("finance", "return", code="AC04"),
        ),
    ),
    Claim(
        "RS-7006",
        "agent",
        "Collected three days ago, and nothing was paid.",
        (
            ASKED,
            NOT_REACHED,
            NOT_REACHED,
            NOT_REACHED,
            _step("agent", "decision", isUnreachable=True),
        ),
    ),
    Claim(
        "RS-7003",
        "agent2",
        "The laptop is gone, and no money came.",
        (ASKED, _answered("agent2", "notPaid", reason="We wait for our bank."), DECIDED),
    ),
    Claim(
        "RS-7012",
        "agent",
        "Nothing was paid for the camera.",
        (ASKED, _answered("vendor", "notPaid", reason="An oversight."), _step("agent", "decision")),
    ),
    Claim(
        "RS-7013",
        "agent2",
        "No money for the headphones.",
        (ASKED, _answered("vendor", "notPaid"), DECIDED, SENT),
        channel="app",
    ),
    Claim(
        "RS-7014",
        "agent",
        "We do not find the payment for the watch.",
        (
            ASKED,
            _answered("vendor", "paidFull", method="upi", reference="412345670014"),
            _step("agent", "decision"),
            _step("customer", "acceptance"),
        ),
    ),
)
"""In this order: waiting for the vendor; answered; paid out; to be sent; came back; with the
manager; waiting for Finance; waiting for a higher limit; sent; closed.
"""

ON_PAYOUTS = ("sending", "confirmation", "return")


class Speaks(Protocol):
    """The API as one person has it."""

    def get(self, path: str) -> Any:
        """The JSON at a path."""

    def write(self, method: str, path: str, body: Any, key: str | None = None) -> Any:
        """Carries out a command, with a key once."""


def live_through(desks: Mapping[str, Speaks]) -> None:
    """Accounts, disputes with all their steps, and what comes of these; sent again, nothing happens
    twice.
    """
    for customer, account in ACCOUNTS.items():
        made = _enter(desks["agent"], customer, account)
        where = f"/customer/{customer}/payee/account/{made}/confirmation"
        desks["manager"].write("POST", where, {}, key=f"demo-{made}-confirmation")
    for claim in CLAIMS:  # One after another: what a decision needs depends on those before.
        _live_through(desks, claim)
    _enter(desks["agent"], *NEW_ACCOUNT)
    desks["manager"].write(
        "POST", f"/vendor/{GANGA}/standing/reason", REDUCED, key="demo-fewer-leads"
    )
    _object(desks["vendor"])


def _enter(agent: Speaks, customer: int, account: tuple[str, str, str]) -> str:
    """An account of a customer entered; its id."""
    kind, number, holder = account
    body = {"kind": kind, "number": number, "holder": holder}
    path = f"/customer/{customer}/payee/account"
    made = agent.write("POST", path, body, key=f"demo-{customer}-{number}")
    return str(made["accounts"][-1]["accountID"])


def _live_through(desks: Mapping[str, Speaks], claim: Claim) -> None:
    body = {
        "orderID": claim.order_id,
        "claim": "paidLess" if claim.less else "notPaid",
        "amount": claim.less,
        "description": claim.description,
        "channel": claim.channel,
    }
    key = f"demo-{claim.order_id}"
    said = desks[claim.by].write("POST", "/dispute", body, key=f"{key}-raise")
    place = f"/dispute/{said['disputeID']}"
    for number, step in enumerate(claim.steps):
        about = f"/payout/{said['payouts'][-1]['payoutID']}" if step.what in ON_PAYOUTS else ""
        method = "PUT" if step.what == "answer" else "POST"
        path = f"{place}{about}/{step.what}"
        said = desks[step.who].write(method, path, dict(step.body), key=f"{key}-{number}")


def _object(vendor: Speaks) -> None:
    """The vendor says what it thinks of having been flagged."""
    standing = vendor.get(f"/vendor/{DECCAN}/standing")
    reason = standing["reasons"][0]["reasonID"]
    path = f"/vendor/{DECCAN}/standing/reason/{reason}/objection"
    vendor.write("POST", path, {"text": OBJECTION}, key="demo-objection")
