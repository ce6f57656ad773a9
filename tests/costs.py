"""What every command and every page of a list calls of the table: the one table of costs.

`tests/test_costs.py` holds each row against the product, `tests/engine/test_conformance.py` and
`make bench` do on an engine, among many disputes. `make bench` writes it to `docs/cost.md`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chalicelib.actions.jobs import sweep
from tests.app import App

IDLE_SWEEP = len(sweep.JOBS) + len(sweep.GAUGES) + 1
"""Queries of a sweep that finds nothing: one a job and a count, and one for after-work."""

MOST_READS = 2
MOST_ITEMS = 100
"""What DynamoDB takes in one transaction."""
DOC = Path(__file__).resolve().parents[1] / "docs" / "cost.md"
TABLE = re.compile(r"(?<=<!-- costs -->\n).*(?=<!-- /costs -->)", re.DOTALL)


@dataclass(frozen=True)
class Cost:
    """What a request calls, and how many items its transaction has as `tests/scenarios/` sends
    it: more where more is told, such as lines or bookings, and never with how much there is.
    """

    reads: int
    items: int = 0
    queries: int = 0
    beside: int = 0
    """Batches that are read for what the query found."""
    lines: int = 0
    """Batches that are written before the transaction, for lines of an invoice."""
    writes: int = 1

    @property
    def calls(self) -> list[str]:
        """The calls, in their order."""
        return (
            ["BatchGetItem"] * self.reads
            + ["Query"] * self.queries
            + ["BatchGetItem"] * self.beside
            + ["BatchWriteItem"] * self.lines
            + ["TransactWriteItems"] * self.writes
        )

    def __str__(self) -> str:
        return " ".join(SHORT[call] for call in self.calls)


@dataclass(frozen=True)
class Page:
    """A page of 25 rows of a list, and as whom it is asked for."""

    who: str
    target: str

    @property
    def name(self) -> str:
        """What the row is called."""
        return f"GET {self.target}, 25 rows, as {self.who}"

    @property
    def asked(self) -> str:
        """The address with the size of the page."""
        return f"{self.target}{'&' if '?' in self.target else '?'}limit=25"


SHORT = {
    "BatchGetItem": "read",
    "Query": "query",
    "BatchWriteItem": "lines",
    "TransactWriteItems": "write",
}

COMMAND_COSTS = {
    "PUT /setting/{name}": Cost(reads=1, items=3),
    "PUT /me/absence": Cost(reads=1, items=6),
    "PUT /user/{userID}/absence": Cost(reads=1, items=6),
    "PUT /user/{userID}": Cost(reads=1, items=6),
    "POST /user": Cost(reads=1, items=4),
    "POST /user/{userID}/invitation": Cost(reads=1, items=5),
    "PUT /me/secondFactor": Cost(reads=1, items=5),
    "POST /user/{userID}/secondFactor/reset": Cost(reads=1, items=5),
    "PUT /me/calendar": Cost(reads=1, items=5),
    "PUT /customer/{customerID}": Cost(reads=1, items=3),
    "PUT /customer/{customerID}/invoice/{invoiceNumber}": Cost(reads=1, items=4, lines=1),
    "PUT /customer/{customerID}/payment/{paymentID}": Cost(reads=1, items=5),
    "POST /customer/{customerID}/payment/{paymentID}/reversal": Cost(reads=2, items=5),
    "POST /customer/{customerID}/promise": Cost(reads=1, items=5),
    "POST /customer/{customerID}/promise/{invoiceNumber}/withdrawal": Cost(reads=1, items=3),
    "POST /customer/{customerID}/promiseRequest": Cost(reads=2, items=3),
    "POST /promiseAsked": Cost(reads=1, items=5),
    "POST /customer/{customerID}/dispute": Cost(reads=2, items=4),
    "PATCH /customer/{customerID}/dispute/{disputeID}": Cost(reads=2, items=5),
    "PATCH /dispute/{disputeID}": Cost(reads=2, items=5),
    "PUT /dispute/{disputeID}/line/{lineID}": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/assignment": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/withdrawal": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/finalisation": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/paperFee": Cost(reads=2, items=8),
    "POST /customer/{customerID}/dispute/{disputeID}/adjustment": Cost(reads=2, items=6),
    "POST /dispute/{disputeID}/adjustment": Cost(reads=2, items=6),
    "POST /customer/{customerID}/dispute/{disputeID}/reversal": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/reversal": Cost(reads=2, items=5),
    "POST /customer/{customerID}/dispute/{disputeID}/reversalFee": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/reversalFee": Cost(reads=2, items=5),
    "POST /customer/{customerID}/dispute/{disputeID}/close": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/close": Cost(reads=2, items=4),
    "POST /customer/{customerID}/dispute/{disputeID}/reopen": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/reopen": Cost(reads=2, items=4),
    "POST /customer/{customerID}/dunning": Cost(reads=1, items=4, queries=2, beside=1),
    "PUT /customer/{customerID}/dunningBlock": Cost(reads=1, items=3),
    "POST /customer/{customerID}/dunningBlock/end": Cost(reads=1, items=3),
    "PUT /customer/{customerID}/invoice/{invoiceNumber}/dunningBlock": Cost(reads=1, items=3),
    "POST /customer/{customerID}/invoice/{invoiceNumber}/dunningBlock/end": Cost(reads=1, items=3),
    "POST /customer/{customerID}/invoice/{invoiceNumber}/charge/{chargeID}/waiver": Cost(
        reads=1, items=4
    ),
    "POST /customer/{customerID}/outcomeLetter": Cost(reads=2, items=6),
    "POST /customer/{customerID}/letter/{number}/confirmation": Cost(reads=1, items=3),
    "POST /customer/{customerID}/letter/{number}/release": Cost(
        reads=1, items=3, queries=2, beside=1
    ),
    "POST /customer/{customerID}/followUp": Cost(reads=1, items=9),
    "POST /followUp/{followUpID}/chase": Cost(reads=2, items=3),
    "PUT /followUp/{followUpID}/date": Cost(reads=2, items=3),
    "PUT /followUp/{followUpID}/resolver": Cost(reads=2, items=7),
    "PUT /followUp/{followUpID}/collector": Cost(reads=2, items=3),
    "POST /followUp/{followUpID}/confirmation": Cost(reads=2, items=3),
    "POST /followUp/{followUpID}/item": Cost(reads=2, items=6),
    "POST /followUp/{followUpID}/item/{invoiceNumber}/drop": Cost(reads=2, items=4),
    "POST /followUp/{followUpID}/end": Cost(reads=2, items=9),
    "PUT /resolverAnswer": Cost(reads=2, items=3),
    "POST /resolverAnswer/handOn": Cost(reads=2, items=7),
    "POST /resolverAnswer/item/{invoiceNumber}/attachment": Cost(reads=2, items=2),
    "POST /resolverAnswer/item/{invoiceNumber}/attachment/{attachmentID}/completion": Cost(
        reads=2, items=7
    ),
    "POST /approval/{approvalID}/decision": Cost(reads=2, items=6),
    "POST /approval/{approvalID}/delegation": Cost(reads=2, items=8),
    "POST /approval/{approvalID}/recall": Cost(reads=2, items=5),
    "POST /response": Cost(reads=2, items=6),
    "POST /import": Cost(reads=1, items=2),
    "PUT /import/{importID}/mapping": Cost(reads=1, items=2),
    "POST /setAside/redrive": Cost(reads=1, items=3, writes=2),
    "POST /reindex": Cost(reads=1, items=3),
    "POST /mail/test": Cost(reads=2, items=2, writes=2),
    "POST /mail/release": Cost(reads=1, items=3),
    "PUT /operator/{operatorID}": Cost(reads=1, items=5),
    "PUT /aggregator/{aggregatorID}": Cost(reads=1, items=5),
    "PUT /booking/{bookingID}": Cost(reads=1, items=3),
    "PUT /vendor/{vendorID}": Cost(reads=2, items=7),
    "POST /vendor/{vendorID}/standing/reason": Cost(reads=1, items=3),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/lift": Cost(reads=1, items=3),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection": Cost(reads=1, items=3),
    "POST /vendor/{vendorID}/standing/reason/{reasonID}/objection/answer": Cost(reads=1, items=3),
    "PUT /order/{orderID}": Cost(reads=2, items=3),
    "POST /customer/{customerID}/payee/account": Cost(reads=1, items=3),
    "POST /customer/{customerID}/payee/account/{accountID}/confirmation": Cost(reads=1, items=3),
    "POST /customer/{customerID}/payee/clearance": Cost(reads=1, items=3),
    "PUT /wallet/{walletID}/floor": Cost(reads=1, items=3),
    "POST /wallet/{walletID}/deposit": Cost(reads=1, items=8),
    "POST /proposal/{proposalID}/approval": Cost(reads=2, items=10),
    "POST /proposal/{proposalID}/rejection": Cost(reads=2, items=4),
    "POST /transfer/{transferID}/correction": Cost(reads=2, items=3),
    "POST /transfer/{transferID}/correction/approval": Cost(reads=2, items=12),
    "POST /transfer/{transferID}/correction/rejection": Cost(reads=1, items=3),
    "POST /booking/{bookingID}/dispute": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/message": Cost(reads=1, items=4),
    "POST /dispute/{disputeID}/note": Cost(reads=1, items=3),
    "POST /dispute/{disputeID}/fundRequest": Cost(reads=1, items=5),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/approval": Cost(reads=2, items=10),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/rejection": Cost(reads=1, items=5),
    "POST /dispute/{disputeID}/fundRequest/{requestID}/cancellation": Cost(reads=1, items=5),
    "POST /dispute/{disputeID}/escalation": Cost(reads=1, items=4),
    "POST /dispute/{disputeID}/handBack": Cost(reads=1, items=4),
    "POST /dispute/{disputeID}/resolution": Cost(reads=2, items=5),
    "POST /dispute": Cost(reads=2, items=7),
    "PUT /dispute/{disputeID}/claim": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/contact": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/attempt": Cost(reads=2, items=3),
    "PUT /dispute/{disputeID}/answer": Cost(reads=2, items=5),
    "PUT /answer": Cost(reads=2, items=5),
    "PUT /dispute/{disputeID}/evidence/{attachmentID}": Cost(reads=2, items=4),
    "PUT /answer/evidence/{attachmentID}": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/receipt": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/acceptance": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/decision": Cost(reads=2, items=23),
    "POST /dispute/{disputeID}/signature": Cost(reads=2, items=23),
    "POST /dispute/{disputeID}/refusal": Cost(reads=2, items=4),
    "POST /dispute/{disputeID}/decision/{decisionID}/reversal": Cost(reads=2, items=23),
    "POST /dispute/{disputeID}/payout/{payoutID}/sending": Cost(reads=2, items=7),
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/payout/{payoutID}/unsent/confirmation": Cost(reads=2, items=5),
    "POST /dispute/{disputeID}/payout/{payoutID}/confirmation": Cost(reads=2, items=6),
    "POST /dispute/{disputeID}/payout/{payoutID}/return": Cost(reads=2, items=14),
    "POST /dispute/{disputeID}/payout/{payoutID}/renewal": Cost(reads=2, items=13),
    "POST /dispute/{disputeID}/attachment": Cost(reads=1, items=2),
    "POST /dispute/{disputeID}/attachment/{attachmentID}/completion": Cost(reads=1, items=5),
    "POST /answer/attachment": Cost(reads=1, items=2),
    "POST /answer/attachment/{attachmentID}/completion": Cost(reads=1, items=6),
    "POST /ticket": Cost(reads=2, items=3),
    "POST /ticket/{ticketID}/message": Cost(reads=1, items=3),
    "POST /ticket/{ticketID}/close": Cost(reads=1, items=3),
    "POST /ticket/{ticketID}/attachment": Cost(reads=1, items=2),
    "POST /ticket/{ticketID}/attachment/{attachmentID}/completion": Cost(reads=1, items=5),
    "POST /dispute/{disputeID}/ticket": Cost(reads=1, items=5),
    "PUT /dispute/{disputeID}/ticket/{ticketID}": Cost(reads=1, items=5),
    "POST /dispute/{disputeID}/ticket/{ticketID}/removal": Cost(reads=1, items=5),
    "POST /customer/{customerID}/paymentPlan": Cost(reads=1, items=4),
    "POST /customer/{customerID}/paymentPlan/{planID}/end": Cost(reads=2, items=4),
}
"""Command → its cost. A test of a letter notes first that one is about to leave."""

PAGES = tuple(
    Page(who, target)
    for who, targets in {
        "agent": (
            "/dispute",
            "/dispute?sort=-amount",
            "/dispute?status=open",
            "/dispute?assigneeID=agent2",
            "/customer/1002/dispute",
            "/customer/1002/note",
            "/customer/1002/payment",
            "/customer/1002/promise",
            "/followUp",
            "/followUp?when=late",
            "/followUp?resolverID=agent2",
            "/followUp?collectorID=agent",
            "/followUp?statusID=dispute",
            "/followUp?customerID=1002",
            "/followUp?state=ended",
            "/followUp?state=ended&resolverID=agent2",
            "/followUp?waitingFor=resolver",
            "/followUp?waitingFor=resolver&when=late",
            "/followUp?waitingFor=resolver&resolverID=agent2",
            "/followUp?waitingFor=resolver&collectorID=agent",
            "/followUp?waitingFor=resolver&statusID=dispute",
            "/followUp?waitingFor=resolver&statusID=dispute&when=late",
            "/followUp?waitingFor=resolver&customerID=1002",
        ),
        "manager": (
            "/dispute?kind=order",
            "/dispute?kind=order&status=inProgress",
            "/dispute?kind=order&assigneeID=agent",
            "/vendor",
            "/dispute?kind=order&waitingFor=vendor",
            "/dispute?vendorID=V-1",
            "/order?customerID=1001",
            "/order?vendorID=V-1",
            "/ticket",
        ),
        "finance": ("/payout", "/payout?state=sent"),
        "vendor": ("/dispute?kind=order", "/order"),
        "customer": ("/dispute?kind=order", "/order", "/ticket"),
        "operator": ("/booking", "/dispute?kind=booking"),
        "aggregator": ("/wallet/AGG-GBP/entry",),
    }.items()
    for target in targets
)
PAGE_COST = Cost(reads=1, queries=1, writes=0)
"""Who asks, and one query; whichever list it is, and however long."""

BESIDE = {"/vendor", "/payout", "/payout?state=sent"}
"""The lists in which each row tells of what is kept apart: how a vendor stands, which account."""

SORTED_HERE = {"/followUp?waitingFor=resolver&customerID=1002"}
"""The lists that lie in another order than is asked for: what one call brings is sorted."""

COSTS: Mapping[str, Cost] = COMMAND_COSTS | {
    page.name: replace(PAGE_COST, beside=int(page.target in BESIDE)) for page in PAGES
}


def doc_table(units: Mapping[str, float], disputes: int) -> str:
    """The table of `docs/cost.md`, with the capacity that an engine told at so many disputes."""
    rows = (
        f"| `{name}` | {cost} | {cost.items or ''} | {units[name]:g} |\n"
        for name, cost in COSTS.items()
    )
    capacity = f"capacity units at {disputes:,} disputes"
    head = f"| request | calls | items written | {capacity} |\n|---|---|---|---|\n"
    return head + "".join(rows)


def units_told() -> tuple[dict[str, float], int]:
    """The capacity that the document tells, and at how many disputes."""
    [table] = TABLE.findall(DOC.read_text())
    [disputes] = re.findall(r" at ([\d,]+) disputes", table)
    told = re.findall(r"^\| `(.+?)` .* (\S+) \|$", table, re.MULTILINE)
    return {name: float(units) for name, units in told}, int(disputes.replace(",", ""))


def write_doc(units: Mapping[str, float], disputes: int) -> None:
    """Puts the table into the document."""
    DOC.write_text(TABLE.sub(lambda _: doc_table(units, disputes), DOC.read_text()))


class Till:
    """Adds up what a client's calls consume: what is called, the items of transactions, the items
    that went and came, and capacity as an engine tells it.
    """

    def __init__(self, app: App) -> None:
        self.forget()
        events = app.client.meta.events
        events.register("provide-client-params.dynamodb", self._ask)
        events.register("after-call.dynamodb", self._add)

    def forget(self) -> None:
        """Begins anew."""
        self.units = 0.0
        self.items = self.written = 0

    def _ask(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "TOTAL"
        requests = params.get("RequestItems", {}).values()
        transaction = len(params.get("TransactItems", ()))
        self.written += transaction
        self.items += transaction + sum(len(one) for one in requests if isinstance(one, list))

    def _add(self, parsed: dict[str, Any], **_: Any) -> None:
        consumed = parsed.get("ConsumedCapacity", [])
        self.units += sum(
            one["CapacityUnits"] for one in (consumed if isinstance(consumed, list) else [consumed])
        )
        self.items += len(parsed.get("Items", ())) + sum(
            len(found) for found in parsed.get("Responses", {}).values()
        )
