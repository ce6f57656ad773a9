"""What somebody did before is refused to whoever comes second, saying by whom and when, as far as
that one may know (CO-09).
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import PROMISE, followed_up, owing, planned, ticketed

Deed = tuple[str, Any]
"""A path, and what is sent there."""
SAID = {"by": "Ada Agent"}


def _end(app: App) -> Deed:
    return f"/followUp/{followed_up(app)['followUpID']}/end", {"outcome": "refused"}


def _chase(app: App) -> Deed:
    return f"/followUp/{followed_up(app)['followUpID']}/chase", {}


def _withdraw(app: App) -> Deed:
    claim = {"invoiceNumber": 1984950, "amount": "1.00", "description": "Not ours"}
    raised = app.as_("agent").post("/customer/1001/dispute", claim).json
    return f"/dispute/{raised['disputeID']}/withdrawal", {}


def _withdraw_promise(app: App) -> Deed:
    assert app.as_("agent").post("/customer/1001/promise", PROMISE).status == 201
    return "/customer/1001/promise/1984950/withdrawal", {"reason": "They called"}


def _end_plan(app: App) -> Deed:
    return "/customer/1001/paymentPlan/{planID}/end".format(**planned(app)), {}


def _end_block(app: App) -> Deed:
    owing(app)
    block = "/customer/1001/invoice/1984950/dunningBlock"
    assert app.as_("agent").put(block, {"reason": "Talks"}).status == 200
    return f"{block}/end", {}


def _close(app: App) -> Deed:
    return f"/ticket/{ticketed(app)['ticketID']}/close", {}


@pytest.mark.parametrize(
    "prepare", [_end, _chase, _withdraw, _withdraw_promise, _end_plan, _end_block, _close]
)
def test_whoever_comes_second_is_told_by_whom_and_when(
    app: App, prepare: Callable[[App], Deed]
) -> None:
    """CO-09, CO-21, CO-35, DM-08, RV-10: another person, and the same with another key."""
    path, body = prepare(app)
    assert app.as_("agent").post(path, body).status == 200
    app.later(minutes=1)
    for second in ("agent2", "agent"):
        problem = refused(app.as_(second).post(path, body), 409).json
        assert "Ada Agent" in problem["detail"]
        kinds = [set(one) for one in problem["words"]["values"].values() if isinstance(one, dict)]
        assert kinds == [{"moment"}] or kinds == [{"day"}], problem
    if path.endswith("/chase"):
        assert app.as_("agent2").post(path, {"again": True}).json["chases"] == 2
    if path.endswith("/close"):
        told = refused(app.as_("customer").post(path, body), 409).json
        assert "was closed on" in told["detail"]
        assert "Ada" not in told["detail"]
