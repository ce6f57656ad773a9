"""Brings in who does bookings for whom, and lets the two sides talk, pay and end what
they dispute.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date
from typing import Any

from infra.demo import rides
from infra.demo.api import Api
from infra.demo.rides import AGGREGATORS, DEPOSITS, OPERATORS, RIDES_DISPUTED, Ride, Step

Desks = dict[str, Api]


def bring_in(desks: Desks, pool: Executor, today: date) -> None:
    """Parties with what is in their wallets, bookings, and disputes about some of these; sent
    again, nothing happens twice.
    """
    runtime = desks["finance"]
    list(pool.map(lambda party: runtime.write("PUT", *party), _parties()))
    bookings = pool.map(
        lambda one: runtime.write("PUT", f"/booking/{one[0]}", one[1]),
        rides.bookings(today).items(),
    )
    for number, (party, amount, reference) in enumerate(DEPOSITS):
        deposit = {"amount": amount, "reference": reference}
        runtime.write(
            "POST",
            f"/wallet/{party}-{rides.CURRENCY}/deposit",
            deposit,
            key=f"demo-deposit-{number}",
        )
    list(bookings)
    list(pool.map(lambda ride: _live_through(desks, ride), RIDES_DISPUTED))
    _ask_for_correction(desks["finance2"])


def _parties() -> list[tuple[str, dict[str, Any]]]:
    """Where each party is brought in, and as what."""
    operators: list[tuple[str, dict[str, Any]]] = [
        (f"/operator/{party}", {"name": name, "email": email, "currency": rides.CURRENCY})
        for party, (name, email) in OPERATORS.items()
    ]
    aggregators: list[tuple[str, dict[str, Any]]] = [
        (
            f"/aggregator/{party}",
            {"name": name, "email": email, "currency": rides.CURRENCY, "settlement": settlement},
        )
        for party, (name, email, settlement, _) in AGGREGATORS.items()
    ]
    return operators + aggregators


def _live_through(desks: Desks, ride: Ride) -> None:
    """Take every step; what the one before answered says where the next one goes."""
    said: dict[str, Any] = {}
    for number, step in enumerate(ride.steps):
        path = (
            f"/booking/{ride.booking_id}"
            if step.what == "raise"
            else f"/dispute/{said['disputeID']}"
        )
        told, body = SENDS[step.what](step, said)
        said = desks[step.who].write(
            "POST", path + told, body, key=f"demo-{ride.booking_id}-{number}"
        )


def _ask_for_correction(finance: Api) -> None:
    """One payment that somebody in finance wants to take back, and nobody has agreed to."""
    booking = rides.booking_id(rides.CORRECTED)
    entries = finance.get(f"/wallet/{rides.RIDES}-{rides.CURRENCY}/entry")["value"]
    transfer = next(entry["transferID"] for entry in entries if entry["bookingID"] == booking)
    finance.write(
        "POST",
        f"/transfer/{transfer}/correction",
        {"reason": rides.CORRECTION},
        key=f"demo-{booking}-correction",
    )


def _on_request(
    verb: str, with_reason: bool = False
) -> Callable[[Step, dict[str, Any]], tuple[str, dict[str, Any]]]:
    """An answer to the request that the step before made."""
    return lambda step, said: (
        f"/fundRequest/{said['pending'][-1]['requestID']}/{verb}",
        {"reason": step.text} if with_reason else {},
    )


def _plain(path: str, *names: str) -> Callable[[Step, dict[str, Any]], tuple[str, dict[str, Any]]]:
    """A step that says something, under these names."""
    return lambda step, _: (
        path,
        {
            name: value
            for name, value in zip(names, (step.text, step.amount), strict=False)
            if value is not None
        },
    )


SENDS: dict[str, Callable[[Step, dict[str, Any]], tuple[str, dict[str, Any]]]] = {
    "raise": _plain("/dispute", "reason"),
    "say": _plain("/message", "text"),
    "note": _plain("/note", "text"),
    "ask": _plain("/fundRequest", "reason", "amount"),
    "pay": _on_request("approval"),
    "refuse": _on_request("rejection", with_reason=True),
    "escalate": _plain("/escalation", "issue"),
    "handBack": _plain("/handBack", "reason"),
    "resolve": _plain("/resolution"),
    "withdraw": _plain("/withdrawal", "comment"),
    "reopen": _plain("/reopen", "reason"),
}
"""Step → where on its dispute it goes and what is sent, by the step and by what the one before
answered.
"""
