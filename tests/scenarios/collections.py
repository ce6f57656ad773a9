"""Scenarios of promises, follow-ups and reminders."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.store import keys
from chalicelib.store.collections import follow_up_item, to_follow_up
from chalicelib.store.table import Put, name_of
from tests import clock
from tests.app import App
from tests.people import line
from tests.scenarios.attachments import PROOF, PROOF_PDF
from tests.scenarios.base import Scenario, done
from tests.scenarios.customers import CUSTOMER

PROMISE = {
    "date": (clock.now() + timedelta(days=10)).date().isoformat(),
    "items": [{"invoiceNumber": 1984950}, {"invoiceNumber": 1003324, "amount": "5.00"}],
}
FOLLOW_UP = {
    "items": [{"invoiceNumber": 1984950, "amount": "4.95"}, {"invoiceNumber": "F-2"}],
    "statusID": "dispute",
    "comment": "The price is wrong",
    "resolverID": "agent2",
}
MORE_ITEMS = {"items": [{"invoiceNumber": "F-3"}]}


def _outcome(number: Any, outcome: str) -> dict[str, Any]:
    return {"invoiceNumber": number, "outcome": outcome}


def with_items(app: App) -> dict[str, Any]:
    """A customer with three open items."""
    for number in ("F-2", "F-3"):
        done(app.invoice(number, [line(1, "30.00")]))
    return {"customerID": 1001}


def followed_up(app: App) -> dict[str, Any]:
    """A follow-up on two disputed items, and an item that is in none."""
    with_items(app)
    opened = done(app.as_("agent").post("/customer/1001/followUp", FOLLOW_UP)).json
    return {"customerID": 1001, "followUpID": opened["followUpID"], "invoiceNumber": "F-2"}


def _unconfirmed(app: App) -> dict[str, Any]:
    """A follow-up of which nobody knows whether its mail was sent."""
    ids = followed_up(app)
    key = keys.follow_up(ids["followUpID"])
    known = to_follow_up(app.table.get([key])[name_of(key)])
    app.table.commit([Put(follow_up_item(replace(known, unconfirmed=1)))])
    return ids


REMINDED = {"invoiceNumbers": [1984950]}
BLOCK = {"reason": "Talks with the board", "until": "2036-12-31"}
ALL_DAY = {"value": [{"sendFrom": "00:00", "sendUntil": "00:00"}]}


def owing(app: App) -> dict[str, Any]:
    """A customer that owes something, can be reached, and is reminded at any hour."""
    done(app.as_("admin").put("/setting/dunning", ALL_DAY))
    known = CUSTOMER | {"name": "Bright Telecom", "email": "accounts@bright.test"}
    done(app.as_("finance").put("/customer/1001", known))
    return {"customerID": 1001, "invoiceNumber": 1984950}


def _kept_away(app: App) -> dict[str, Any]:
    """The same with blocks on it and on an invoice."""
    ids = owing(app)
    for place in ("", "/invoice/1984950"):
        done(app.as_("agent").put(f"/customer/1001{place}/dunningBlock", BLOCK))
    return ids


def asked_by_link(app: App) -> dict[str, Any]:
    """A follow-up whose resolver has a link to answer by."""
    ids = followed_up(app)
    app.settle()
    return ids | {"link": app.mailbox.link("resolver")}


def sent_by_resolver(app: App) -> dict[str, Any]:
    """A file that a resolver has sent by its link, which is not looked at yet."""
    ids = asked_by_link(app)
    path = f"/resolverAnswer/item/{ids['invoiceNumber']}/attachment"
    by_link = {"Response-Token": ids["link"]}
    begun = done(app.request(None, "POST", path, PROOF, by_link)).json
    wiring.parts().files.write(begun["upload"]["fields"]["key"], PROOF_PDF)
    return ids | {"attachmentID": begun["attachmentID"]}


def _promised(app: App) -> dict[str, Any]:
    assert app.as_("agent").post("/customer/1001/promise", PROMISE).status == 201
    return {"customerID": 1001, "invoiceNumber": 1984950}


def _promise_linked(app: App) -> dict[str, Any]:
    asked = {"invoiceNumbers": [1984950, 1003324]}
    made = done(app.as_("agent").post("/customer/1001/promiseLink", asked)).json
    return {"customerID": 1001, "link": made["url"].rsplit("/", 1)[1]}


SCENARIOS: dict[str, Scenario] = {
    "POST /customer/{customerID}/promise": Scenario(
        "agent", lambda _: {"customerID": 1001}, PROMISE, PROMISE | {"comment": "By transfer"}
    ),
    "POST /customer/{customerID}/promise/{invoiceNumber}/withdrawal": Scenario(
        "agent", _promised, {"reason": "The customer called."}, {"reason": "Else"}
    ),
    "POST /customer/{customerID}/promiseRequest": Scenario(
        "agent", owing, REMINDED, {"invoiceNumbers": [1003324]}
    ),
    "POST /promiseAsked": Scenario(
        "customer", _promise_linked, {"date": PROMISE["date"]}, {"date": "2026-01-01"}
    ),
    "POST /customer/{customerID}/followUp": Scenario(
        "agent", with_items, FOLLOW_UP, FOLLOW_UP | {"comment": "Something else"}
    ),
    "POST /customer/{customerID}/dunning": Scenario(
        "agent", owing, REMINDED, {"invoiceNumbers": [1003324]}
    ),
    "PUT /customer/{customerID}/dunningBlock": Scenario(
        "agent", owing, BLOCK, BLOCK | {"reason": "Else"}
    ),
    "POST /customer/{customerID}/dunningBlock/end": Scenario("agent", _kept_away),
    "PUT /customer/{customerID}/invoice/{invoiceNumber}/dunningBlock": Scenario(
        "agent", owing, BLOCK, BLOCK | {"reason": "Else"}
    ),
    "POST /customer/{customerID}/invoice/{invoiceNumber}/dunningBlock/end": Scenario(
        "agent", _kept_away
    ),
    "POST /followUp/{followUpID}/chase": Scenario(
        "agent", followed_up, {"dueDate": "2027-01-11"}, {"dueDate": "2027-01-12"}
    ),
    "PUT /followUp/{followUpID}/date": Scenario(
        "agent", followed_up, {"dueDate": "2027-01-11"}, {"dueDate": "2027-01-12"}
    ),
    "PUT /followUp/{followUpID}/resolver": Scenario(
        "agent", followed_up, {"resolverID": "manager"}, {"resolverID": "finance"}
    ),
    "PUT /followUp/{followUpID}/collector": Scenario(
        "agent", followed_up, {"collectorID": "manager"}, {"collectorID": "finance"}
    ),
    "POST /followUp/{followUpID}/item": Scenario(
        "agent", followed_up, MORE_ITEMS, MORE_ITEMS | {"leaveOut": True}
    ),
    "POST /followUp/{followUpID}/item/{invoiceNumber}/drop": Scenario("agent", followed_up),
    "POST /followUp/{followUpID}/confirmation": Scenario(
        "agent", _unconfirmed, {"wasSent": False}, {"wasSent": True}
    ),
    "PUT /resolverAnswer": Scenario(
        "agent2",
        asked_by_link,
        {"answers": [{"invoiceNumber": "F-2", "answer": "accept"}]},
        {"answers": [{"invoiceNumber": "F-2", "answer": "refuse"}]},
    ),
    "POST /resolverAnswer/item/{invoiceNumber}/attachment": Scenario(
        "agent2", asked_by_link, PROOF, PROOF | {"name": "other.pdf"}
    ),
    "POST /resolverAnswer/item/{invoiceNumber}/attachment/{attachmentID}/completion": Scenario(
        "agent2", sent_by_resolver
    ),
    "POST /resolverAnswer/handOn": Scenario(
        "agent2", asked_by_link, {"resolverID": "manager"}, {"resolverID": "finance"}
    ),
    "POST /followUp/{followUpID}/end": Scenario(
        "agent",
        followed_up,
        {"outcomes": [_outcome(1984950, "withdrawn"), _outcome("F-2", "refused")]},
        {"outcomes": [_outcome(1984950, "refused"), _outcome("F-2", "refused")]},
    ),
}
