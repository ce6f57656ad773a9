"""For every command of the route table: an app made ready for it, and the request that carries it
out.

The tests of crashes, of races and of who may what all go through these, and so does the bench.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.actions.orders.journaled import journaled
from chalicelib.api.route_table import ROUTES
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.letters.dispatch import Address
from chalicelib.domain.orders.payee import Payee, Return
from chalicelib.store import keys
from chalicelib.store.collections import follow_up_item, to_follow_up
from chalicelib.store.post import address_item
from chalicelib.store.table import Put, name_of
from tests import payouts
from tests.app import App
from tests.http_client import Result
from tests.people import line

COMMANDS = tuple(route.name for route in ROUTES if route.is_command)
LEAVING = ("POST /mail/test",)
"""Those of which something leaves for where no transaction reaches: a repeat may have to say that
the outcome is not known.
"""

LOOKING = ("POST /customer/{customerID}/dunning",)
"""Those that look up first what is open; what they decide by is read again, in one batch."""

BY_PARTY = tuple(
    route.name for route in ROUTES if route.is_command and (route.by_party or route.by_promise)
)
"""Those that are entered by a party's link alone: no sign-in, and so no role, has to do with them.
"""

URL = "/customer/1001/dispute"
FEATURE = {
    "invoiceNumber": 1984950,
    "amount": 4.95,
    "description": "Not ours",
    "resolutionID": 1,
    "featureID": 10986,
    "usageRecordID": None,
}
CUSTOMER = {
    "name": "New & Sons",
    "accountNumber": "0077",
    "currency": "USD",
    "deliveryMethod": "Email",
}
INVOICE = {
    "status": "approved",
    "currency": "USD",
    "invoiceDate": "2026-10-01",
    "dueDate": "2026-10-31",
    "usageAlias": "U-7",
    "lines": [line(1, "10.00"), line(2, "2.50", "usage")],
    "payments": [{"paymentID": 1, "date": "2026-10-05", "amount": 1}],
}
PAYMENT = {
    "valueDate": "2026-11-03",
    "currency": "USD",
    "amount": 6,
    "allocations": [{"invoiceNumber": 1984950, "amount": "4.00"}],
}
PROMISE = {
    "date": (datetime.now(UTC) + timedelta(days=10)).date().isoformat(),
    "items": [{"invoiceNumber": 1984950}, {"invoiceNumber": 1003324, "amount": "5.00"}],
}
TAKEN_BACK = {"date": "2026-11-09", "reason": "The bank took it back."}
FOLLOW_UP = {
    "items": [{"invoiceNumber": 1984950, "amount": "4.95"}, {"invoiceNumber": "F-2"}],
    "statusID": "dispute",
    "comment": "The price is wrong",
    "resolverID": "agent2",
}
MORE_ITEMS = {"items": [{"invoiceNumber": "F-3"}]}
FILE = {
    "kind": "invoices",
    "fileName": "receivables.csv",
    "size": 1000,
    "presetID": "receivables-2012",
}
CREDIT = {"creditAmount": 3, "status": "approved"}
PROOF_PDF = b"%PDF-1.7\n1 0 obj\n"
PROOF = {"name": "proof.pdf", "contentType": "application/pdf", "size": len(PROOF_PDF)}
MAPPING = {
    name: {"column": name} for name in ("customerID", "invoiceNumber", "invoiceDate", "amount")
}
PLAN = {"invoiceNumbers": [2000], "count": 3, "firstDue": "2027-01-31"}
QUESTION = {"subject": "What is this charge?", "text": "We never ordered it."}
REASONS = {"value": [{"reasonID": "price", "name": "Wrong price"}]}
OPERATOR = {"name": "City Cabs", "currency": "GBP"}
AGGREGATOR = {"name": "Rides United", "currency": "GBP", "settlement": "wallet"}
BOOKING = {
    "operatorID": "OP-1",
    "aggregatorID": "AGG",
    "reference": "R-77",
    "status": "completed",
    "fare": "18.40",
    "currency": "GBP",
    "pickupAt": "2026-11-02T09:00:00Z",
}
VENDOR = {"name": "Vera's Phones", "maxLeads": 40, "email": "desk@vera.test"}
ORDER = {
    "customerID": 1001,
    "vendorID": "V-1",
    "status": "completed",
    "finalValue": "4000.00",
    "phone": "98765 43210",
    "device": "Phone, 128 GB",
    "completedAt": "2026-10-31T09:00:00Z",
}
HOLD = {"level": "hold", "text": "You answered nobody for a week."}
ACCOUNT = {"kind": "upi", "number": "cal@okbank", "holder": "Cal Customer"}
CALENDAR = {"secretHash": 64 * "a", "namesCustomers": True}
ABSENCE = {"from": "2026-12-24", "until": "2026-12-31", "substituteID": "manager"}
NEWCOMER = {
    "email": "nia@demo.test",
    "name": "Nia New",
    "role": "manager",
    "creditLimit": {"USD": 700},
}
NOBODY_S_DISPUTE = "000000000000"


@dataclass(frozen=True)
class Sent:
    """A request that carries out a command, and one that differs from it."""

    method: str
    who: str
    target: str
    body: Any
    other_target: str
    other_body: Any
    link: str = ""
    """The personal link that stands in place of the sign-in, where one does."""

    def send(self, app: App, **headers: str) -> Result:
        """Sends it."""
        return app.request(self.who, self.method, self.target, self.body, self.headers(**headers))

    def send_other(self, app: App, **headers: str) -> Result:
        """Sends the one that differs."""
        return app.request(
            self.who, self.method, self.other_target, self.other_body, self.headers(**headers)
        )

    def headers(self, **headers: str) -> dict[str, str]:
        """With the link where one is needed."""
        return {name.replace("_", "-"): value for name, value in headers.items()} | (
            {"Response-Token": self.link} if self.link else {}
        )


@dataclass(frozen=True)
class Scenario:
    """How an app is made ready for a command, and what is sent then; `ready` gives the ids for the
    path.
    """

    who: str
    ready: Callable[[App], dict[str, Any]]
    body: Any = None
    other: Any = None
    """Another body; a command without one is sent to another dispute instead."""

    def prepared(self, app: App, command: str, about: str = "") -> Sent:
        """Brings the app into the state in which the command can be carried out; `about` tells that
        one from others of the same command.
        """
        method, template = command.split(" ")
        ids = app.once(f"ready for {command}{about}", lambda: self.ready(app))
        target, link = _filled(template, ids), ids.get("link", "")
        if self.other is None:
            nobody_s = {
                "disputeID": NOBODY_S_DISPUTE,
                "approvalID": f"{NOBODY_S_DISPUTE}-1-1",
                "transferID": NOBODY_S_DISPUTE,
            }
            nobody_s |= {"proposalID": NOBODY_S_DISPUTE, "userID": NOBODY_S_DISPUTE}
            nobody_s |= {"followUpID": NOBODY_S_DISPUTE}
            nobody_s |= {"accountID": NOBODY_S_DISPUTE, "attachmentID": NOBODY_S_DISPUTE}
            if "disputeID" not in ids:
                nobody_s |= {"ticketID": NOBODY_S_DISPUTE, "planID": NOBODY_S_DISPUTE}
            if not {"disputeID", "accountID"} & ids.keys() and any(
                word in template for word in ("payee", "dunningBlock")
            ):
                nobody_s |= {"customerID": 1002}
            elsewhere = _filled(template, ids | nobody_s)
            return Sent(method, self.who, target, self.body, elsewhere, self.body, link)
        return Sent(method, self.who, target, self.body, target, self.other, link)


@dataclass
class Desk:
    """Works one dispute, step by step, to the state that a command needs."""

    app: App
    dispute_id: str = ""
    ids: dict[str, Any] = field(default_factory=dict)

    def raised(self) -> "Desk":
        self.dispute_id = _done(self.app.as_("agent").post(URL, FEATURE)).json["disputeID"]
        self.ids = {"customerID": 1001, "disputeID": self.dispute_id, "lineID": 10986}
        return self

    def did(self, step: str, body: Any = None) -> "Desk":
        _done(self.app.as_("finance").post(f"/dispute/{self.dispute_id}/{step}", body))
        return self

    def approved(self) -> "Desk":
        approval = {"creditAmount": 3, "status": "approved"}
        _done(self.app.as_("finance").put(f"/dispute/{self.dispute_id}/line/10986", approval))
        return self


def _raised(app: App) -> dict[str, Any]:
    return Desk(app).raised().ids


def _billed_by_post(app: App) -> dict[str, Any]:
    """A dispute on an invoice with a fee for paper, of a customer that gets it by post."""
    lines = [line(1, "10.00"), line("p", "2.50", "paperFee")]
    assert app.invoice(7100, lines).status == 201
    told = CUSTOMER | {"deliveryMethod": "Post"}
    _done(app.as_("finance").put("/customer/1001", told))
    claim = {"invoiceNumber": 7100, "description": "Dear", "lines": [{"lineID": 1, "amount": 5}]}
    raised = _done(app.as_("agent").post(URL, claim))
    return {"customerID": 1001, "disputeID": raised.json["disputeID"]}


def _approved(app: App) -> dict[str, Any]:
    return Desk(app).raised().approved().ids


def _adjusted(app: App) -> dict[str, Any]:
    return Desk(app).raised().did("adjustment").ids


def _reversed(app: App) -> dict[str, Any]:
    return Desk(app).raised().did("adjustment").did("reversal").ids


def _closed(app: App) -> dict[str, Any]:
    return Desk(app).raised().did("close").ids


def _asked(app: App) -> dict[str, Any]:
    """A credit that waits for the approver, who has a personal link to answer by."""
    desk = Desk(app).raised()
    _done(
        app.as_("agent").put(
            f"/dispute/{desk.dispute_id}/line/10986", {"creditAmount": 3, "status": "approved"}
        )
    )
    app.settle()
    return desk.ids | {"approvalID": f"{desk.dispute_id}-1-1", "link": app.mailbox.link()}


def _outcome(number: Any, outcome: str) -> dict[str, Any]:
    return {"invoiceNumber": number, "outcome": outcome}


def _with_items(app: App) -> dict[str, Any]:
    """A customer with three open items."""
    for number in ("F-2", "F-3"):
        _done(app.invoice(number, [line(1, "30.00")]))
    return {"customerID": 1001}


def followed_up(app: App) -> dict[str, Any]:
    """A follow-up on two disputed items, and an item that is in none."""
    _with_items(app)
    opened = _done(app.as_("agent").post("/customer/1001/followUp", FOLLOW_UP)).json
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
    _done(app.as_("admin").put("/setting/dunning", ALL_DAY))
    known = CUSTOMER | {"name": "Bright Telecom", "email": "accounts@bright.test"}
    _done(app.as_("finance").put("/customer/1001", known))
    return {"customerID": 1001, "invoiceNumber": 1984950}


def _kept_away(app: App) -> dict[str, Any]:
    """The same with blocks on it and on an invoice."""
    ids = owing(app)
    for place in ("", "/invoice/1984950"):
        _done(app.as_("agent").put(f"/customer/1001{place}/dunningBlock", BLOCK))
    return ids


def asked_by_link(app: App) -> dict[str, Any]:
    """A follow-up whose resolver has a link to answer by."""
    ids = followed_up(app)
    app.settle()
    return ids | {"link": app.mailbox.link("resolver")}


def _file_sent(app: App) -> dict[str, Any]:
    """A file that was sent to be attached."""
    ids = _raised(app)
    begun = _done(app.as_("agent").post(f"/dispute/{ids['disputeID']}/attachment", PROOF)).json
    wiring.parts().files.write(begun["upload"]["fields"]["key"], PROOF_PDF)
    return ids | {"attachmentID": begun["attachmentID"]}


def planned(app: App) -> dict[str, Any]:
    """A payment plan over an invoice."""
    agreed = _done(app.as_("agent").post("/customer/1001/paymentPlan", PLAN))
    return {"customerID": 1001, "planID": agreed.json["planID"]}


def ticketed(app: App) -> dict[str, Any]:
    """A ticket of a customer."""
    ticket_id = _done(app.as_("customer").post("/ticket", QUESTION)).json["ticketID"]
    return {"ticketID": ticket_id}


def _ticket_file_sent(app: App) -> dict[str, Any]:
    """A file that was sent to be attached to a ticket."""
    ids = ticketed(app)
    begun = _done(app.as_("customer").post(f"/ticket/{ids['ticketID']}/attachment", PROOF)).json
    wiring.parts().files.write(begun["upload"]["fields"]["key"], PROOF_PDF)
    return ids | {"attachmentID": begun["attachmentID"]}


def _ticket_beside(app: App) -> dict[str, Any]:
    """A ticket, and a dispute that it could be linked with."""
    return _raised(app) | ticketed(app)


def _ticket_linked(app: App) -> dict[str, Any]:
    ids = _ticket_beside(app)
    _done(app.as_("agent").put(f"/dispute/{ids['disputeID']}/ticket/{ids['ticketID']}", {}))
    return ids


def _ordered(app: App) -> dict[str, Any]:
    return {"importID": _done(app.as_("agent").post("/import", FILE)).json["importID"]}


def _parties(app: App) -> dict[str, Any]:
    """An operator and an aggregator with money in their wallets, and a booking between them."""
    finance = app.as_("finance")
    told = {"operator/OP-1": OPERATOR, "aggregator/AGG": AGGREGATOR, "booking/77": BOOKING}
    for path, body in told.items():
        _done(finance.put(f"/{path}", body))
    return {"operatorID": "OP-1", "aggregatorID": "AGG", "bookingID": 77, "walletID": "AGG-GBP"}


def ordered(app: App) -> dict[str, Any]:
    """A vendor with its wallet, and an order that it collected from a customer."""
    finance = app.as_("finance")
    _done(finance.put("/vendor/V-1", VENDOR))
    _done(finance.put("/order/CK-7001", ORDER))
    return {"vendorID": "V-1", "orderID": "CK-7001", "customerID": 1001}


def _held(app: App) -> dict[str, Any]:
    """A vendor that a manager put on hold."""
    ids = ordered(app)
    held = _done(app.as_("manager").post("/vendor/V-1/standing/reason", HOLD))
    return ids | {"reasonID": held.json["reasons"][0]["reasonID"]}


def _objected(app: App) -> dict[str, Any]:
    ids = _held(app)
    path = f"/vendor/V-1/standing/reason/{ids['reasonID']}/objection"
    _done(app.as_("vendor").post(path, {"text": "We did answer."}))
    return ids


def _account_entered(app: App) -> dict[str, Any]:
    entered = _done(app.as_("agent").post("/customer/1001/payee/account", ACCOUNT))
    return {"customerID": 1001, "accountID": entered.json["accounts"][0]["accountID"]}


def _payouts_stopped(app: App) -> dict[str, Any]:
    """A customer from whose account three payouts came back."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    stopped = Payee(1001, returns=tuple(Return(f"P-{n}", "AC04", at) for n in range(3)))
    _, writes = journaled(None, stopped, Hand("system", "Redress", at))
    app.table.commit(writes)
    return {"customerID": 1001}


def _paid_in(app: App) -> dict[str, Any]:
    ids = _parties(app)
    paid = _done(
        app.as_("finance").post("/wallet/AGG-GBP/deposit", {"amount": 100, "reference": "BACS 1"})
    )
    return ids | {"transferID": paid.json["transferID"]}


def _proposed(app: App) -> dict[str, Any]:
    """A deposit that is too much for one person."""
    ids = _parties(app)
    asked = _done(
        app.as_("finance").post(
            "/wallet/AGG-GBP/deposit", {"amount": "10000.01", "reference": "BACS 9"}
        )
    )
    return ids | {"proposalID": asked.json["proposalID"]}


def _correction_asked(app: App) -> dict[str, Any]:
    """Of a payment in a dispute, to which the correction is told."""
    ids = _funds_asked(app)
    paid = f"/dispute/{ids['disputeID']}/fundRequest/{ids['requestID']}/approval"
    _done(app.as_("aggregator").post(paid))
    transfer = app.as_("finance").get("/wallet/AGG-GBP/entry").json["value"][0]["transferID"]
    _done(app.as_("finance").post(f"/transfer/{transfer}/correction", {"reason": "Twice"}))
    return ids | {"transferID": transfer}


def _booking_disputed(app: App) -> dict[str, Any]:
    """An open dispute of the operator on the booking."""
    ids = _paid_in(app)
    return ids | {
        "disputeID": _done(
            app.as_("operator").post("/booking/77/dispute", {"reason": "No show"})
        ).json["disputeID"]
    }


def _funds_asked(app: App) -> dict[str, Any]:
    ids = _booking_disputed(app)
    asked = _done(
        app.as_("operator").post(f"/dispute/{ids['disputeID']}/fundRequest", {"amount": 5})
    )
    return ids | {"requestID": asked.json["pending"][0]["requestID"]}


def _escalated(app: App) -> dict[str, Any]:
    ids = _booking_disputed(app)
    _done(app.as_("operator").post(f"/dispute/{ids['disputeID']}/escalation", {"issue": "Silence"}))
    return ids


def _invited(app: App) -> dict[str, Any]:
    made = app.as_("admin").post("/user", NEWCOMER)
    assert made.status == 201, made.text
    return {"userID": made.json["userID"]}


def _suppressed(app: App) -> dict[str, Any]:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    app.table.write_batch(
        [
            address_item(Address(email, "bounce", "General", since))
            for email in ("ann@demo.test", "max@demo.test")
        ]
    )
    return {}


def _recorded(app: App) -> dict[str, Any]:
    assert app.as_("finance").put("/customer/1001/payment/P-2", PAYMENT).status == 201
    return {"customerID": 1001, "paymentID": "P-2"}


def _promised(app: App) -> dict[str, Any]:
    assert app.as_("agent").post("/customer/1001/promise", PROMISE).status == 201
    return {"customerID": 1001, "invoiceNumber": 1984950}


def _promise_linked(app: App) -> dict[str, Any]:
    asked = {"invoiceNumbers": [1984950, 1003324]}
    made = _done(app.as_("agent").post("/customer/1001/promiseLink", asked)).json
    return {"customerID": 1001, "link": made["url"].rsplit("/", 1)[1]}


def _both(path: str, scenario: Scenario) -> dict[str, Scenario]:
    """The same under the billing path and under the general one."""
    method, rest = path.split(" ")
    return {
        f"{method} {start}/dispute/{{disputeID}}{rest}": scenario
        for start in ("/customer/{customerID}", "")
    }


SCENARIOS: dict[str, Scenario] = {
    "PUT /customer/{customerID}": Scenario(
        "finance", lambda _: {"customerID": 1077}, CUSTOMER, CUSTOMER | {"name": "Else"}
    ),
    "PUT /customer/{customerID}/invoice/{invoiceNumber}": Scenario(
        "finance",
        lambda _: {"customerID": 1001, "invoiceNumber": 7001},
        INVOICE,
        INVOICE | {"status": "draft"},
    ),
    "PUT /customer/{customerID}/payment/{paymentID}": Scenario(
        "finance",
        lambda _: {"customerID": 1001, "paymentID": "P-1"},
        PAYMENT,
        PAYMENT | {"amount": 7},
    ),
    "POST /customer/{customerID}/payment/{paymentID}/reversal": Scenario(
        "finance", _recorded, TAKEN_BACK, TAKEN_BACK | {"reason": "It was another's."}
    ),
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
    "PUT /setting/{name}": Scenario("admin", lambda _: {"name": "reasons"}, REASONS, {"value": []}),
    "POST /user": Scenario("admin", lambda _: {}, NEWCOMER, NEWCOMER | {"name": "Else"}),
    "PUT /user/{userID}": Scenario(
        "admin",
        lambda _: {"userID": "agent"},
        {"creditLimit": {"USD": 50}},
        {"creditLimit": {"USD": 51}},
    ),
    "POST /user/{userID}/invitation": Scenario("admin", _invited),
    "PUT /me/absence": Scenario("approver", lambda _: {}, ABSENCE, {}),
    "PUT /me/calendar": Scenario("agent", lambda _: {}, CALENDAR, {}),
    "PUT /user/{userID}/absence": Scenario("admin", lambda _: {"userID": "approver"}, ABSENCE, {}),
    "POST /approval/{approvalID}/decision": Scenario(
        "approver", _asked, {"decision": "approve"}, {"decision": "reject", "comment": "No"}
    ),
    "POST /approval/{approvalID}/delegation": Scenario(
        "approver", _asked, {"userID": "manager"}, {"userID": "finance"}
    ),
    "POST /approval/{approvalID}/recall": Scenario("agent", _asked),
    "POST /response": Scenario(
        "approver", _asked, {"decision": "reject", "comment": "No"}, {"decision": "approve"}
    ),
    "POST /mail/test": Scenario(
        "admin", lambda _: {}, {"templateID": "approvalAsked"}, {"templateID": "approvalRejected"}
    ),
    "POST /mail/release": Scenario(
        "admin", _suppressed, {"email": "Ann@demo.test"}, {"email": "max@demo.test"}
    ),
    "PUT /operator/{operatorID}": Scenario(
        "finance", lambda _: {"operatorID": "OP-9"}, OPERATOR, OPERATOR | {"name": "Else"}
    ),
    "PUT /aggregator/{aggregatorID}": Scenario(
        "finance", lambda _: {"aggregatorID": "A-9"}, AGGREGATOR, AGGREGATOR | {"name": "Else"}
    ),
    "PUT /booking/{bookingID}": Scenario(
        "finance", lambda app: _parties(app) | {"bookingID": 78}, BOOKING, BOOKING | {"fare": 1}
    ),
    "PUT /vendor/{vendorID}": Scenario(
        "finance", lambda _: {"vendorID": "V-9"}, VENDOR, VENDOR | {"name": "Else"}
    ),
    "PUT /order/{orderID}": Scenario(
        "finance", lambda app: ordered(app) | {"orderID": 7002}, ORDER, ORDER | {"finalValue": 1}
    ),
    "POST /vendor/{vendorID}/standing/reason": Scenario(
        "manager", ordered, HOLD, HOLD | {"text": "You answered nobody for a month."}
    ),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/lift": Scenario(
        "manager", _held, {"why": "A mistake"}, {"why": "No mistake"}
    ),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection": Scenario(
        "vendor", _held, {"text": "We did answer."}, {"text": "We do now."}
    ),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection/answer": Scenario(
        "manager",
        _objected,
        {"outcome": "granted", "answer": "So it is."},
        {"outcome": "upheld", "answer": "Nothing came."},
    ),
    "POST /customer/{customerID}/payee/account": Scenario(
        "agent", lambda _: {"customerID": 1001}, ACCOUNT, ACCOUNT | {"number": "cal@other"}
    ),
    "POST /customer/{customerID}/payee/account/{accountID}/confirmation": Scenario(
        "approver", _account_entered
    ),
    "POST /customer/{customerID}/payee/clearance": Scenario("finance", _payouts_stopped),
    "POST /wallet/{walletID}/deposit": Scenario(
        "finance",
        _parties,
        {"amount": "7.50", "reference": "BACS 2"},
        {"amount": "7.51", "reference": "BACS 2"},
    ),
    "PUT /wallet/{walletID}/floor": Scenario("finance", _paid_in, {"floor": "-20"}, {"floor": 20}),
    "POST /proposal/{proposalID}/approval": Scenario("finance2", _proposed),
    "POST /proposal/{proposalID}/rejection": Scenario(
        "finance2", _proposed, {"reason": "No"}, {"reason": "Never"}
    ),
    "POST /transfer/{transferID}/correction": Scenario(
        "finance", _paid_in, {"reason": "Twice"}, {"reason": "Thrice"}
    ),
    "POST /transfer/{transferID}/correction/approval": Scenario("finance2", _correction_asked),
    "POST /transfer/{transferID}/correction/rejection": Scenario(
        "finance2", _correction_asked, {"reason": "No"}, {"reason": "Never"}
    ),
    "POST /booking/{bookingID}/dispute": Scenario(
        "operator", _paid_in, {"reason": "No show"}, {"reason": "Late"}
    ),
    "POST /dispute/{disputeID}/message": Scenario(
        "operator", _booking_disputed, {"text": "Hello"}, {"text": "Hallo"}
    ),
    "POST /dispute/{disputeID}/note": Scenario(
        "support", _booking_disputed, {"text": "Honest"}, {"text": "Doubtful"}
    ),
    "POST /dispute/{disputeID}/fundRequest": Scenario(
        "operator", _booking_disputed, {"amount": 5}, {"amount": 6}
    ),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/approval": Scenario(
        "aggregator", _funds_asked
    ),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/rejection": Scenario(
        "aggregator", _funds_asked, {"reason": "He was there"}, {"reason": "She was there"}
    ),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/cancellation": Scenario(
        "operator", _funds_asked
    ),
    "POST /dispute/{disputeID}/escalation": Scenario(
        "operator", _booking_disputed, {"issue": "Silence"}, {"issue": "Noise"}
    ),
    "POST /dispute/{disputeID}/handBack": Scenario(
        "support", _escalated, {"reason": "Pay"}, {"reason": "Wait"}
    ),
    "POST /dispute/{disputeID}/resolution": Scenario("operator", _booking_disputed),
    "POST /dispute": Scenario(
        "agent", payouts.ready, payouts.CLAIM, payouts.CLAIM | {"description": "Nothing at all."}
    ),
    "PUT /dispute/{disputeID}/claim": Scenario(
        "agent",
        payouts.ready_raised,
        {"claim": "paidLess", "amount": 100},
        {"claim": "paidLess", "amount": 101},
    ),
    "POST /dispute/{disputeID}/contact": Scenario("agent", payouts.ready_raised),
    "POST /dispute/{disputeID}/attempt": Scenario(
        "agent", payouts.ready_raised, {"channel": "call"}, {"channel": "message"}
    ),
    "PUT /dispute/{disputeID}/answer": Scenario(
        "vendor", payouts.ready_asked, payouts.PAID, payouts.PAID | {"reference": "512345678901"}
    ),
    "PUT /answer": Scenario(
        "vendor", payouts.ready_linked, payouts.PAID, payouts.PAID | {"reference": "512345678901"}
    ),
    "POST /answer/attachment": Scenario(
        "vendor", payouts.ready_linked, PROOF, PROOF | {"name": "other.pdf"}
    ),
    "POST /answer/attachment/{attachmentID}/completion": Scenario(
        "vendor", payouts.ready_sent_by_link
    ),
    "PUT /answer/evidence/{attachmentID}": Scenario(
        "vendor", payouts.ready_filed_by_link, {"type": "paymentProof"}, {"type": "other"}
    ),
    "PUT /dispute/{disputeID}/evidence/{attachmentID}": Scenario(
        "agent", payouts.ready_filed, {"type": "finalBill"}, {"type": "other"}
    ),
    "POST /dispute/{disputeID}/receipt": Scenario(
        "agent", payouts.ready_raised, {"amount": 10}, {"amount": 11}
    ),
    "POST /dispute/{disputeID}/acceptance": Scenario("agent", payouts.ready_decided),
    "POST /dispute/{disputeID}/decision": Scenario(
        "manager", payouts.ready_answered, {}, {"note": "As it says."}
    ),
    "POST /dispute/{disputeID}/signature": Scenario("finance", payouts.ready_to_sign),
    "POST /dispute/{disputeID}/refusal": Scenario(
        "finance", payouts.ready_high, {"reason": "Ask again"}, {"reason": "Too much"}
    ),
    "POST /dispute/{disputeID}/decision/{decisionID}/reversal": Scenario(
        "manager", payouts.ready_decided, {"reason": "A mistake"}, {"reason": "Another"}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/sending": Scenario(
        "finance", payouts.ready_decided
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent": Scenario(
        "finance", payouts.ready_in_file, {"reason": "Never uploaded."}, {"reason": "Thrown away."}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent/confirmation": Scenario(
        "finance2", payouts.ready_unsent
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/confirmation": Scenario(
        "finance", payouts.ready_sent, {"reference": "612345678901"}, {"reference": "7123"}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/return": Scenario(
        "finance", payouts.ready_sent, {"code": "AC04"}, {"code": "R02"}
    ),
    "POST /dispute/{disputeID}/payout/{payoutID}/renewal": Scenario(
        "finance", payouts.ready_returned
    ),
    "POST /dispute/{disputeID}/attachment": Scenario(
        "agent", _raised, PROOF, PROOF | {"name": "other.pdf"}
    ),
    "POST /dispute/{disputeID}/attachment/{attachmentID}/completion": Scenario("agent", _file_sent),
    "POST /import": Scenario("agent", lambda _: {}, FILE, FILE | {"size": 1001}),
    "PUT /import/{importID}/mapping": Scenario(
        "agent",
        _ordered,
        {"mapping": MAPPING, "currency": "EUR"},
        {"mapping": MAPPING, "currency": "GBP"},
    ),
    "POST /customer/{customerID}/dispute": Scenario(
        "agent",
        lambda _: {"customerID": 1001},
        FEATURE,
        FEATURE | {"description": "Something else"},
    ),
    "POST /customer/{customerID}/followUp": Scenario(
        "agent", _with_items, FOLLOW_UP, FOLLOW_UP | {"comment": "Something else"}
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
    "POST /resolverAnswer/handOn": Scenario(
        "agent2", asked_by_link, {"resolverID": "manager"}, {"resolverID": "finance"}
    ),
    "POST /followUp/{followUpID}/end": Scenario(
        "agent",
        followed_up,
        {"outcomes": [_outcome(1984950, "withdrawn"), _outcome("F-2", "refused")]},
        {"outcomes": [_outcome(1984950, "refused"), _outcome("F-2", "refused")]},
    ),
    **_both(
        "PATCH ",
        Scenario(
            "agent",
            _raised,
            [
                {"op": "replace", "path": "/amount", "value": "1.25"},
                {"op": "replace", "path": "/description", "value": "Less"},
            ],
            [{"op": "replace", "path": "/amount", "value": "1.26"}],
        ),
    ),
    "PUT /dispute/{disputeID}/line/{lineID}": Scenario(
        "approver",
        _raised,
        {"creditAmount": 2, "status": "approved"},
        {"creditAmount": 2.01, "status": "approved"},
    ),
    "POST /dispute/{disputeID}/assignment": Scenario(
        "agent", _raised, {"assigneeID": "agent2"}, {"assigneeID": "agent"}
    ),
    "POST /dispute/{disputeID}/withdrawal": Scenario(
        "agent", _raised, {"comment": "A mistake"}, {"comment": "No mistake"}
    ),
    "POST /dispute/{disputeID}/finalisation": Scenario("agent", _approved),
    "POST /dispute/{disputeID}/paperFee": Scenario("approver", _billed_by_post),
    **_both("POST /adjustment", Scenario("approver", _raised)),
    **_both("POST /reversal", Scenario("agent", _adjusted)),
    **_both(
        "POST /reversalFee",
        Scenario("agent", _reversed, {"amount": "2.00", "description": "Work"}, {"amount": "2.01"}),
    ),
    **_both("POST /close", Scenario("agent", _raised)),
    **_both(
        "POST /reopen", Scenario("agent", _closed, {"reason": "New facts"}, {"reason": "Old facts"})
    ),
    "POST /ticket": Scenario(
        "agent", lambda _: {}, QUESTION | {"customerID": 1001}, QUESTION | {"customerID": 1002}
    ),
    "POST /ticket/{ticketID}/message": Scenario(
        "customer", ticketed, {"text": "And this?"}, {"text": "And that?"}
    ),
    "POST /ticket/{ticketID}/close": Scenario("customer", ticketed),
    "POST /ticket/{ticketID}/attachment": Scenario(
        "customer", ticketed, PROOF, PROOF | {"name": "other.pdf"}
    ),
    "POST /ticket/{ticketID}/attachment/{attachmentID}/completion": Scenario(
        "customer", _ticket_file_sent
    ),
    "POST /dispute/{disputeID}/ticket": Scenario(
        "agent", _raised, QUESTION, QUESTION | {"text": "Who asked for it?"}
    ),
    "PUT /dispute/{disputeID}/ticket/{ticketID}": Scenario(
        "agent", _ticket_beside, {}, {"url": "https://desk.example/4711"}
    ),
    "POST /dispute/{disputeID}/ticket/{ticketID}/removal": Scenario("agent", _ticket_linked),
    "POST /customer/{customerID}/paymentPlan": Scenario(
        "agent", lambda _: {"customerID": 1001}, PLAN, PLAN | {"count": 4}
    ),
    "POST /customer/{customerID}/paymentPlan/{planID}/end": Scenario("agent", planned),
}
"""Command → scenario; `test_crashes.py` fails for a command of the route table that has none."""


def prepared(app: App, command: str) -> Sent:
    """An app in which the command can be carried out, and the request that does."""
    return SCENARIOS[command].prepared(app, command)


def _filled(template: str, ids: dict[str, Any]) -> str:
    for name, value in ids.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template


def _done(result: Result) -> Result:
    assert result.status < 300, result.text
    return result
