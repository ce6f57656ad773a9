"""What the tests of the API share."""

from typing import Any

import pytest

from tests import snapshots
from tests.api.approval_steps import CHAIN, ask_for
from tests.api.lines import LINES
from tests.app import App
from tests.payouts import asked, furnish, raised
from tests.scenarios import FEATURE, URL


@pytest.fixture
def dispute(app: App) -> str:
    """The path of an open dispute of 4.95 on one feature."""
    return f"{URL}/{app.as_('agent').post(URL, FEATURE).json['disputeID']}"


@pytest.fixture
def two_lines(app: App) -> str:
    """An open dispute of 50 on line 1 and 20 on line 2."""
    return app.as_("agent").post(URL, LINES).json["disputeID"]


@pytest.fixture
def big(app: App) -> str:
    """A dispute over two charges of 2,000, with the standard chain configured."""
    assert app.as_("admin").put("/setting/approvalChains", {"value": [CHAIN]}).status == 200
    lines = [
        {"lineID": number, "description": f"Charge {number}", "amount": "2000", "kind": "fee"}
        for number in (1, 2)
    ]
    assert app.invoice("BIG", lines).status == 201
    claim = {
        "invoiceNumber": "BIG",
        "description": "Too much",
        "lines": [{"lineID": 1, "amount": 2000}, {"lineID": 2, "amount": 2000}],
    }
    raised = app.as_("agent").post("/customer/1001/dispute", claim)
    assert raised.status == 201
    return raised.json["disputeID"]


@pytest.fixture
def pair(app: App, big: str) -> str:
    """A dispute about which two people of one level have been asked."""
    level = {"name": "Either", "people": ["approver", "manager"]}
    app.as_("admin").put(
        "/setting/approvalChains", {"value": [CHAIN | {"levels": [level, CHAIN["levels"][2]]}]}
    )
    assert ask_for(app, big).status == 200
    return big


@pytest.fixture
def state(app: App) -> Any:
    """Looks at the end whether anything was changed by requests that were refused."""
    before = snapshots.plain(snapshots.taken(app))
    yield before
    assert snapshots.plain(snapshots.taken(app)) == before


@pytest.fixture
def place(app: App) -> str:
    """The path of a dispute of which the vendor was asked."""

    def made() -> str:
        furnish(app)
        place = raised(app)
        asked(app, place)
        return place

    return str(app.once("a payout dispute whose vendor was asked", made))
