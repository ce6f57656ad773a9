"""What is of customers whom somebody may not know of leaves no trace in any list, count, search,
report or file: each answer is, to the byte, what it was before there was anything of them (RV-03).
"""

from typing import Any

import pytest

from chalicelib.actions.collections import reports
from chalicelib.actions.disputes.search_index import index_change
from tests.app import App
from tests.people import line
from tests.scenarios import FOLLOW_UP, PROMISE, followed_up, prepared

WORDS = ("Bright", "brig", "1001", "F-2", "1984950", "1003324", "ACC-1001", "payment", "wrong")
SEARCHES = [f"/{where}={word}" for word in WORDS for where in ("search?q", "customer?search")]
LISTS = [
    "/customer",
    "/customer?$filter=accountNumber eq 'ACC-1001'",
    "/customer?$filter=name eq 'Bright Telecom'",
    "/dispute",
    "/dispute?sort=-amount",
    "/dispute?sort=urgentAt&isLate=true",
    "/dispute?customerID=1002",
    "/dispute?resolverID=agent2",
    "/report/queue",
    "/followUp",
    "/followUp?when=coming",
    "/followUp?resolverID=agent2",
    "/followUp?collectorID=agent&waitingFor=resolver",
    "/followUp?waitingFor=resolver&limit=1",
    "/ticket",
    "/ticket?state=closed",
    "/customer/1002/promise",
    "/report/items",
    "/report/items?resolverID=agent2",
    "/report/disputes",
    "/report/disputes?resolverID=agent2",
    "/report/receivables",
    "/report/items/file",
    "/report/disputes/file?format=semicolons",
    "/dunning/unreached",
    "/letter/toPost",
    "/approval",
    "/desk",
    "/me",
]
THEIRS = [
    "/customer/1001",
    "/customer/1001/statement",
    "/customer/1001/promise",
    "/customer/1001/promise/1984950",
    "/customer/1001/paymentPlan",
    "/customer/1001/dunning",
    "/dispute?customerID=1001",
    "/ticket?customerID=1001",
    "/followUp?customerID=1001",
]


def shown(app: App, who: str, targets: list[str]) -> dict[str, tuple[int, Any]]:
    """What somebody is answered."""
    answers = {target: app.as_(who).get(target.replace(" ", "%20")) for target in targets}
    return {target: (answer.status, answer.text) for target, answer in answers.items()}


def index(app: App) -> None:
    for stored in app.items().values():
        index_change(app.table, None, stored)


@pytest.fixture
def own(app: App) -> App:
    """Something of the customer whom `limited` may know of."""
    app.invoice(2000, [line(1, "40.00")], customer=1002)
    items = [{"invoiceNumber": 2000, "amount": "1.00"}]
    wanted = FOLLOW_UP | {"items": items, "comment": "Theirs is too dear"}
    assert app.as_("agent").post("/customer/1002/followUp", wanted).status == 201
    index(app)
    return app


def test_nothing_of_others_changes_what_who_is_limited_is_shown(
    own: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RV-03, DM-07, X-09: follow-ups, disputes, tickets, promises, payments and customers of others
    come, and every answer stays as it was; whoever sees all is told of them.
    """
    app = own
    monkeypatch.setattr(reports, "MOST_READ", 2)
    before = {who: shown(app, who, LISTS + SEARCHES) for who in ("limited", "agent2")}
    assert {one: answer for one, answer in before["limited"].items() if answer[0] != 200} == {}
    hidden = shown(app, "limited", THEIRS)
    followed_up(app)
    more = {"date": PROMISE["date"], "items": [{"invoiceNumber": 1003324, "amount": "5.00"}]}
    assert app.as_("agent").post("/customer/1001/promise", more).status == 201
    prepared(app, "POST /ticket/{ticketID}/message")
    index(app)
    after = {who: shown(app, who, LISTS + SEARCHES) for who in ("limited", "agent2")}
    for target, answer in before["limited"].items():
        assert after["limited"][target] == answer, target
    told = {one for one, answer in before["agent2"].items() if after["agent2"][one] != answer}
    assert told >= {"/followUp", "/ticket", "/report/items", "/report/queue", "/search?q=Bright"}
    for target, answer in shown(app, "limited", THEIRS).items():
        assert answer == hidden[target], target
