"""What comes in from the demo's customers and what is done about what does not: payments, a payment
plan, follow-ups on open items, tickets, promises to pay, a reminder on paper, and one kept away.
"""

from datetime import date, timedelta
from typing import Any, Protocol

from infra.demo import charges, promises
from infra.demo.books import CURRENCY

PLANNED = (1006, (5601,))
"""The customer that pays by instalments, and what."""
ON_PAPER, BLOCKED = 1005, 1004
"""Who is reminded by a letter that is to be printed, and who is not to be reminded."""
TICKETS = (
    (
        "customer",
        None,
        "Which address for the new site?",
        "We move in spring. To whom do we send the new address, and from when does it count?",
        "To us, by the end of the month before; it counts from the next bill.",
    ),
    (
        "agent",
        1005,
        "A copy of the March bill",
        "Asked for on the phone: the scan that came by mail cannot be read.",
        None,
    ),
)
"""Who asks, for whom, what in a line, in full, and what was answered."""


class Desk(Protocol):
    """Somebody who uses the product's API."""

    def get(self, path: str) -> Any: ...

    def write(self, method: str, path: str, body: Any, key: str | None = None) -> Any: ...


def bring_in(desks: dict[str, Any], today: date) -> None:
    """All of it, dated back from today; sent again, nothing happens twice."""
    _bring_in_payments(desks["finance"], today)
    _agree_on_plan(desks["agent"], today)
    _follow_up(desks["agent"], desks["admin"])
    _ask(desks)
    promises.bring_in(desks, today)
    _remind(desks["agent"], today)
    charges.bring_in(desks["admin"])


def _bring_in_payments(finance: Desk, today: date) -> None:
    """One that is short, one for no invoice, one that the bank took back."""
    told: tuple[tuple[int, str, int, str, list[dict[str, Any]]], ...] = (
        (1007, "B-70411", 6, "300.00", [{"invoiceNumber": 5703, "amount": "300.00"}]),
        (1008, "B-80120", 4, "210.00", []),
        (1004, "B-40077", 9, "150.00", [{"invoiceNumber": 5402, "amount": "150.00"}]),
    )
    for customer, payment, days, amount, allocations in told:
        body = {
            "valueDate": _day(today, -days),
            "currency": CURRENCY,
            "amount": amount,
            "allocations": allocations,
        }
        path = f"/customer/{customer}/payment/{payment}"
        finance.write("PUT", path, body, key=f"demo-{payment}")
    customer, payment = told[-1][0], told[-1][1]
    taken_back = {"date": _day(today, -2), "reason": "The account holds too little."}
    path = f"/customer/{customer}/payment/{payment}/reversal"
    finance.write("POST", path, taken_back, key=f"demo-{payment}-reversal")


def _agree_on_plan(agent: Desk, today: date) -> None:
    customer, invoices = PLANNED
    body = {"invoiceNumbers": list(invoices), "count": 3, "firstDue": _day(today, 12)}
    agent.write("POST", f"/customer/{customer}/paymentPlan", body, key="demo-plan")


def _follow_up(agent: Desk, admin: Desk) -> None:
    """A dispute that a colleague is to clear up, with an item beside it, and somebody to call."""
    people = {one["email"]: one["userID"] for one in admin.get("/user?limit=100")["value"]}
    disputed = {
        "items": [
            {"invoiceNumber": 5801, "amount": "18.90"},
            {"invoiceNumber": 5802, "amount": "85.50"},
        ],
        "statusID": "dispute",
        "comment": "They use their own equipment, and never had the package. What was ordered?",
        "resolverID": people["agent2@demo.test"],
    }
    agent.write("POST", "/customer/1008/followUp", disputed, key="demo-follow-up-1008")
    called = {
        "items": [{"invoiceNumber": 5702}],
        "statusID": "onGoing",
        "comment": "They want to look for the delivery note and call back.",
    }
    agent.write("POST", "/customer/1007/followUp", called, key="demo-follow-up-1007")


def _remind(agent: Desk, today: date) -> None:
    """A letter that waits to be printed, and a customer who gets none for a while."""
    path = f"/customer/{ON_PAPER}/dunning"
    agent.write("POST", path, {"byPost": True}, key="demo-reminder-on-paper")
    block = {"reason": "Their new owner looks the account over.", "until": _day(today, 21)}
    agent.write("PUT", f"/customer/{BLOCKED}/dunningBlock", block, key="demo-dunning-block")


def _ask(desks: dict[str, Any]) -> None:
    for number, (who, customer, subject, text, answer) in enumerate(TICKETS):
        body = {"subject": subject, "text": text} | ({"customerID": customer} if customer else {})
        asked = desks[who].write("POST", "/ticket", body, key=f"demo-ticket-{number}")
        if answer:
            path = f"/ticket/{asked['ticketID']}/message"
            desks["agent"].write("POST", path, {"text": answer}, key=f"demo-ticket-{number}-answer")


def _day(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
