"""Reports of collections: counts, amounts and ages, and what they leave out (DM-07)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.actions.collections import reports
from chalicelib.domain.collections.reports import DISPUTE_AGES, Line, groups_of
from chalicelib.domain.invoices.invoice import Invoice, Payment
from chalicelib.store.entities import invoice_item
from tests.app import App
from tests.scenarios import followed_up

ITEMS, DISPUTES = "/report/items", "/report/disputes"


def told(app: App, path: str, who: str = "agent") -> list[tuple[Any, ...]]:
    answer = app.as_(who).get(path).json
    assert (answer["complete"], answer["leftOut"]) == (True, [])
    assert answer["counted"] == sum(row["count"] for row in answer["value"])
    keys = ("groupID", "currency", "count", "amount", "disputed")
    return [tuple(row[key] for key in keys) for row in answer["value"]]


def test_items_are_reported_by_status_and_disputes_by_resolver(app: App) -> None:
    """DM-07, DM-10, RV-03: with how much and how late, narrowed by status, resolver and customer,
    and then line by line; who is limited to other customers counts none. An item that is in other
    hands than its follow-up is counted there.
    """
    follow_up = f"/followUp/{followed_up(app)['followUpID']}"
    whole = [("dispute", "USD", 2, 36.45, 34.95)]
    for narrow in ("", "?statusID=dispute", "?resolverID=agent2", "?customerID=1001"):
        assert told(app, ITEMS + narrow) == whole
    for narrow in ("?statusID=onGoing", "?resolverID=agent", "?customerID=1002"):
        assert told(app, ITEMS + narrow) == []
    by_resolver = [("agent2", "USD", 2, 34.95, 34.95)]
    for narrow in ("", "?resolverID=agent2", "?customerID=1001"):
        assert told(app, DISPUTES + narrow) == by_resolver
    assert told(app, f"{DISPUTES}?resolverID=agent") == []
    assert app.as_("agent").get(ITEMS).json["lines"] == []
    for path in (ITEMS, DISPUTES):
        lines = app.as_("agent").get(f"{path}?resolverID=agent2").json["lines"]
        shown = {(one["invoiceNumber"], one["customerName"], one["disputed"]) for one in lines}
        assert shown == {(1984950, "Bright Telecom", 4.95), ("F-2", "Bright Telecom", 30)}
    assert told(app, ITEMS, "limited") == told(app, DISPUTES, "limited") == []
    [group] = app.as_("agent").get(DISPUTES).json["value"]
    assert (group["label"], group["oldestDays"]) == ("Ben Agent", 0)
    for_one = {"resolverID": "approver", "invoiceNumbers": ["F-2"]}
    assert app.as_("agent").put(f"{follow_up}/resolver", for_one).status == 200
    for path in (ITEMS, DISPUTES):
        [one] = app.as_("agent").get(f"{path}?resolverID=approver").json["lines"]
        [other] = app.as_("agent").get(f"{path}?resolverID=agent2").json["lines"]
        assert (one["invoiceNumber"], other["invoiceNumber"]) == ("F-2", 1984950)
    back = for_one | {"resolverID": "agent2"}
    assert app.as_("agent").put(f"{follow_up}/resolver", back).status == 200
    app.ahead += timedelta(days=8)
    [group] = app.as_("agent").get(DISPUTES).json["value"]
    assert (group["oldestDays"], group["ages"][1]) == (
        8,
        {"age": "8-30", "count": 2, "amount": 34.95},
    )


@pytest.mark.parametrize(
    ("paid", "follow_up_id", "listed"),
    [(0, None, True), (100, None, False), (100, "F-1", True)],
    ids=["owed", "paid", "paidInFollowUp"],
)
def test_an_item_stands_under_its_status_while_it_is_open(
    paid: int, follow_up_id: str | None, listed: bool
) -> None:
    """DM-07, CO-04: what was paid long since is neither read by a report nor locks a status."""
    day = date(2026, 11, 1)
    invoice = Invoice(
        1001,
        7,
        "approved",
        "USD",
        day,
        day,
        100,
        100,
        "r",
        payments=(Payment("P", day, paid),),
        item_status="dispute",
        follow_up_id=follow_up_id,
    )
    assert ("status_pk" in invoice_item(invoice)) is listed


def test_a_report_says_what_it_does_not_count(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """DM-07: beyond what one report reads."""
    followed_up(app)
    monkeypatch.setattr(reports, "MOST_READ", 1)
    for path, said in ((ITEMS, "ask for one status"), (DISPUTES, "ask for one resolver")):
        answer = app.as_("agent").get(path).json
        assert (answer["counted"], answer["complete"]) == (1, False)
        assert said in answer["leftOut"][0]


def test_currencies_are_never_added_up() -> None:
    """CO-03, CO-06: a group has a row for each, and every age once; what is owed by instalments
    stands in the age of each, and counts in that of the oldest.
    """
    one = Line("", "Nobody", 1, "Bright", 7, "D", "USD", 100, 60, date(2026, 11, 1), 3, "0-7", ())
    one = replace(one, parts=(("0-7", 100),))
    older = replace(one, days=40, age="31-90", amount=5, parts=(("31-90", 4), ("0-7", 1)))
    lines = [one, replace(one, currency="EUR"), older]
    euros, dollars = groups_of(lines, DISPUTE_AGES)
    assert (euros.currency, euros.count, euros.amount) == ("EUR", 1, 100)
    assert (dollars.count, dollars.amount, dollars.oldest_days) == (2, 105, 40)
    assert dollars.ages == {"0-7": (1, 101), "8-30": (0, 0), "31-90": (1, 4), "90+": (0, 0)}


def test_a_report_is_given_out_as_the_readers_country_writes_numbers(app: App) -> None:
    """RE-22, RE-24: with semicolons and a comma, as a CSV of which it is written down who took it
    along.
    """
    followed_up(app)
    taken = app.as_("agent").get("/report/items/file?format=semicolons")
    assert taken.headers["Content-Disposition"].endswith("report-items.csv")
    first = taken.text.removeprefix("\ufeff").splitlines()[1]
    assert ";30,00;" in first or ";6,45;" in first
    [told] = app.as_("admin").get("/audit/export").json["value"]
    assert told["asked"] == {"format": "semicolons"}
