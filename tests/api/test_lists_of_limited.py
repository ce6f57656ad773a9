"""Lists of who is limited to some customers, beside hundreds of others (RV-03)."""

import re
from dataclasses import replace
from typing import Any

from chalicelib.actions.disputes.search_index import search_items
from chalicelib.domain.collections.dunning.record import Dunning, Unreached
from chalicelib.domain.people.person import Person
from chalicelib.store.dunning import dunning_item
from chalicelib.store.entities import person_item
from tests import payouts
from tests.app import App
from tests.people import CAST
from tests.scenarios import FOLLOW_UP, followed_up, ticketed

OTHERS = 210
"""More than one query reads ahead for those that it keeps."""
THINGS = {"TICKET", "DISPUTE", "ORDER", "FOLLOWUP", "PAYOUT", "DUNNING"}
LISTS = (
    *("/ticket", "/ticket?state=open", "/ticket?state=closed", "/ticket?customerID=1001"),
    *("/ticket?customerID=1001&state=closed", "/dispute", "/dispute?kind=order"),
    *("/dispute?sort=-amount", "/dispute?status=open", "/followUp", "/followUp?collectorID=agent"),
    *("/order?vendorID=V-1", "/order?vendorID=V-1&status=completed", "/payout"),
    *("/dunning/unreached", "/customer", "/customer?search=bright", "/report/queue"),
    *("/search?q=charge", "/search?q=bright", "/search?q=CK-", "/approval", "/user"),
)


def test_what_others_have_is_neither_told_nor_paid_for(app: App) -> None:
    """RV-03, CU-23: to the row, the page, its cursor and the calls of the table, it is as if there
    were nobody else; and no page is short or followed by an empty one.
    """
    own(app)
    before = {target: pages(app, target) for target in LISTS}
    for target, found in before.items():
        assert all(rows for rows, _ in found[1:]), target
        if "/search" not in target and "/customer" not in target:
            assert {len(rows) for rows, _ in found[:-1]} <= {1}, target
    assert [len(before[target]) for target in ("/ticket", "/followUp", "/payout")] == [2, 2, 1]
    assert all(before[target][0][0] for target in LISTS if "/approval" not in target)

    add_others(app)
    for target in LISTS:
        assert pages(app, target) == before[target], target
    assert len(app.as_("manager").get("/ticket?limit=100").json["value"]) == 100


def own(app: App) -> None:
    """Two or more of each of the customer whom finance is limited to."""
    payouts.ready_decided(app)
    followed_up(app)
    second = {"items": [{"invoiceNumber": "F-3"}]}
    assert app.as_("agent").post("/customer/1001/followUp", FOLLOW_UP | second).status == 201
    for _ in range(3):
        last = ticketed(app)
    assert app.as_("customer").post(f"/ticket/{last['ticketID']}/close").status == 200
    unreached = Unreached("noAddress", app.now())
    waiting = Dunning(1001, "Bright Telecom", "D-1", unreached=unreached, version=1)
    app.table.write_batch([dunning_item(waiting)])
    limit(app)
    for item in app.items().values():
        app.table.write_batch(search_items(item))


def limit(app: App) -> None:
    """Has finance limited to one customer, by whom that is one's own."""
    person: Person = next(one for one in CAST if one.user_id == "finance")
    app.table.write_batch([person_item(replace(person, limit_to=("1001",)))])


def add_others(app: App) -> None:
    """The same of each of so many other customers, between all that is one's own."""
    app.is_tampered = True
    things = [item for item in app.items().values() if item["sk"] in THINGS]
    for item in things:
        identifier = item["pk"].partition("#")[2]
        for number in range(OTHERS):
            names = {identifier: f"{identifier}-{number}", "1001": f"c{number}"}
            other = renamed(item, names)
            app.table.write_batch([other, *(search_items(other) if number < 60 else ())])


def renamed(value: Any, names: dict[str, str]) -> Any:
    """A stored value with other identifiers in it."""
    if isinstance(value, dict):
        return {name: renamed(one, names) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [renamed(one, names) for one in value]
    if value == 1001:
        return names["1001"]
    if isinstance(value, str):
        for name, other in names.items():
            value = re.sub(rf"(?<!\w){name}(?!\w)", other, value)
    return value


def pages(app: App, target: str) -> list[tuple[Any, list[str]]]:
    """All pages of a list, a row each, with what each called."""
    found, cursor = [], ""
    while cursor is not None:
        mark = "&" if "?" in target else "?"
        size = 10 if target.startswith(("/search", "/report")) else 1
        more = f"limit={size}" + (f"&cursor={cursor}" if cursor else "")
        answer = app.as_("finance").get(target if "report" in target else f"{target}{mark}{more}")
        assert answer.status == 200, (target, answer.text)
        found.append((answer.json.get("value", answer.json.get("counts")), answer.calls))
        cursor = answer.json.get("nextCursor")
    return found
