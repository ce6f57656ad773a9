"""Steps of disputes on bookings, and money for their wallets."""

from collections.abc import Callable
from typing import Any

from tests.app import App
from tests.http_client import Result


def deposited(
    app: App, amount: Any = "100.00", wallet: str = "AGG-GBP", reference: str = "BACS 1"
) -> str:
    answer = app.as_("finance").post(
        f"/wallet/{wallet}/deposit", {"amount": amount, "reference": reference}
    )
    assert answer.status == 201
    return answer.json["transferID"]


def asked(app: App, dispute: str, amount: Any = 5, who: str = "operator") -> str:
    answer = app.as_(who).post(
        f"{dispute}/fundRequest", {"amount": amount, "reason": "No-show fee"}
    )
    assert answer.status == 201, answer.text
    return f"{dispute}/fundRequest/{answer.json['pending'][-1]['requestID']}"


def say(app: App, dispute: str, who: str = "operator", text: str = "Hello") -> Result:
    said = app.as_(who).post(f"{dispute}/message", {"text": text})
    assert said.status == 201, said.text
    return said


def mark(app: App, dispute: str, who: str, count: int) -> Result:
    return app.as_(who).put(f"{dispute}/read", {"messageCount": count})


def crossing(app: App, act: Callable[[], object]) -> None:
    """Has something happen just before the next transaction is written."""
    waiting = [act]

    def strike(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and waiting:
            waiting.pop()()

    app.client.meta.events.register("before-call.dynamodb", strike)
