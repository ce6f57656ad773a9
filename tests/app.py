"""A whole Redress in one process: the real handler, the table on moto, and a cast of people."""

import base64
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

from chalicelib import wiring
from chalicelib.actions.jobs import after_work, sweep
from chalicelib.auth import Verifier
from chalicelib.config import config
from chalicelib.cursors import Cursors
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.collections.chasing import ChaseTerms
from chalicelib.domain.people.person import LimitHolders
from chalicelib.links import Keys as LinkKeys
from chalicelib.links import Signer
from chalicelib.mail.sending import Mailer
from chalicelib.store import keys
from chalicelib.store.codec import from_wire, to_wire
from chalicelib.store.entities import (
    customer_item,
    event_item,
    holders_item,
    person_item,
    setting_item,
    to_dispute,
    to_event,
)
from chalicelib.store.indexes import INDEXES
from chalicelib.store.sessions import Sessions
from chalicelib.store.table import Table
from tests import clock, described
from tests.books import Books
from tests.fake_workflow import Machine
from tests.http_client import CLIENT_ID, ISSUER, Keys, Result, Somebody, day_ticket, lambda_event
from tests.iam import CALL_IMPORT, DOOR, LINK_KEYS, MACHINE, MAILBOX, QUEUE, SHELF, Rights, StandIn
from tests.people import CAST, CUSTOMERS, line
from tests.services import SENDER, Aside, Door, Gate, Mailbox, Shelf

KEY_AGE = timedelta(days=3)
"""Of the key with which links are signed."""
LINK_KEY = "a key for links that only tests know, of 64 characters or so...."
MOST_ROUNDS = 100
"""After so many rounds of what follows from what followed, the rest waits for its own time."""


@dataclass
class Meter:
    """Counts the calls that a client makes, and can break them."""

    calls: list[str] = field(default_factory=list)

    def watch(self, client: Any) -> None:
        client.meta.events.register("before-call.dynamodb", self._note)

    def _note(self, model: Any, **_: Any) -> None:
        self.calls.append(model.name)


class App:
    """The product, with its people and two customers."""

    def __init__(self, client: Any, table_name: str) -> None:
        self.client = client
        self.table = Table(client, table_name)
        self.meter = Meter()
        self.meter.watch(client)
        self.rights = Rights()
        self.rights.watch(client)
        self.is_tampered = False
        self.imports_called: list[str] = []
        self.mailbox = Mailbox()
        self.shelf = Shelf()
        self.files: Any = StandIn(self.rights, self.shelf, SHELF)
        self.door = Door()
        self.machine = Machine()
        self.aside = Aside()
        self.reindexes_called: list[str] = []
        self.ahead = timedelta(0)
        self.stopped_at: datetime | None = None
        self.contents: Callable[[], Iterable[dict[str, Any]]] = self.scanned
        self.once: Callable[[str, Callable[[], Any]], Any] = lambda _, make: make()
        """Makes what several tests begin with; where that can be kept, it is made once for all of
        them.
        """

    def furnish(self) -> None:
        """Brings in people, customers and settings."""
        self.table.write_batch([person_item(person) for person in CAST])
        holders = LimitHolders(
            tuple(person for person in CAST if any(person.credit_limit.values())), version=1
        )
        resolutions = [
            {"resolutionID": 1, "name": "Approved"},
            {"resolutionID": 2, "name": "Denied"},
        ]
        self.table.write_batch(
            [
                holders_item(holders),
                setting_item("resolutions", resolutions, 1),
                *(customer_item(customer) for customer in CUSTOMERS),
            ]
        )

    def stock(self) -> None:
        """Brings in the invoices of the two requests that the billing API documents, and one for
        each rule about invoices.
        """
        usage = line(465320, "1.50", "usage", usageBatchID=7, usageRecordNumber=3)
        monthly = line(
            103254, "9.99", description="MONTHLY FEE", serviceID=10430092, serviceNumber=1234567890
        )
        imported = (
            self.invoice(1984950, [line(10986, "4.95"), usage], usageAlias="U-1984950"),
            self.invoice(1003324, [monthly], billPeriodID=21180214),
            self.invoice(
                2000, [line(1, "100"), line(2, "200"), line(3, "0"), line("c", "-50", "credit")]
            ),
            self.invoice("0000611365", [line("a", "60.00"), line("b", "40.00")], customer=1002),
        )
        assert [result.status for result in imported] == [201] * len(imported)

    def request(
        self,
        who: str | None,
        method: str,
        target: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        raw: bytes | None = None,
    ) -> Result:
        """Sends a request as somebody, through the handler that Lambda calls."""
        from app import app

        path, query = urlsplit(target).path, urlsplit(target).query
        sent = {"Content-Type": "application/json"} if body is not None or raw is not None else {}
        if who:
            sent["Authorization"] = day_ticket(who)
        text = (
            base64.b64encode(raw).decode()
            if raw is not None
            else json.dumps(body)
            if body is not None
            else ""
        )
        event = lambda_event(
            method, path, query, {**sent, **(headers or {})}, text, is_encoded=raw is not None
        )
        before = len(self.meter.calls)
        with self.rights.of("api"):
            answer = app(event, None)
        described.check(
            f"{method} {event['resource']}",
            answer["statusCode"],
            answer["headers"],
            answer["body"],
        )
        return Result(
            answer["statusCode"], answer["body"], answer["headers"], self.meter.calls[before:]
        )

    def as_(self, who: str) -> "Somebody":
        """The product as one person has it."""
        return Somebody(self, who)

    def invoice(
        self,
        number: OutsideID,
        lines: list[dict[str, Any]],
        customer: OutsideID = 1001,
        **values: Any,
    ) -> Result:
        """Imports an approved invoice."""
        body = {
            "status": "approved",
            "currency": "USD",
            "invoiceDate": "2026-10-01",
            "dueDate": "2026-10-31",
            "lines": lines,
        } | values
        return self.as_("finance").put(f"/customer/{customer}/invoice/{number}", body)

    def now(self) -> datetime:
        """The app's own time, which a test may put on, or stop."""
        return (self.stopped_at or clock.now()) + self.ahead

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """No time passes meanwhile: what is asked twice is asked at the same moment."""
        self.stopped_at = clock.now()
        try:
            yield
        finally:
            self.stopped_at = None

    def later(self, *, minutes: float) -> None:
        """Lets time pass."""
        self.ahead += timedelta(minutes=minutes)

    def wait_until_due(self, dispute_id: str) -> None:
        """Lets time pass until something has to be done about the dispute's round of approval."""
        check_at = to_dispute(self.items()[f"DISPUTE#{dispute_id} DISPUTE"]).work.round.check_at  # type: ignore[union-attr]
        self.ahead += check_at - self.now() + timedelta(seconds=1)  # type: ignore[operator]

    def wait_until_sending(self) -> None:
        """Lets time pass until chases may leave, by the standard terms (CO-20)."""
        self.ahead += ChaseTerms().next_moment(self.now(), WorkHours()) - self.now()
        self.ahead += timedelta(seconds=1)

    def work_off(self, *, again: bool = False) -> None:
        """Brings what is to follow from events by the stream; with `again` all that ever was to, a
        second time.
        """
        waiting = self.table.query(keys.AFTER_WORK, index="afterWork", limit=1000).items
        items = list(
            self.table.get([{"pk": item["pk"], "sk": item["sk"]} for item in waiting]).values()
        )
        if again:
            events = (
                item
                for item in self.items().values()
                if item["sk"].startswith("EVENT#") and "dispute_id" in item
            )
            items = [event_item(to_event(item)) for item in events]
        ordered = sorted((item for item in items if "after_pk" in item), key=itemgetter("after_sk"))
        records = [
            {"eventName": "INSERT", "dynamodb": {"NewImage": to_wire(item)}} for item in ordered
        ]
        with self.rights.of("after-commit"):
            after_work.handle(wiring.parts().works(), records)

    def settle(self) -> None:
        """Lets everything follow until nothing is left to: after-work is done, and each workflow
        waits or has ended. What waits for its own time is left; it fails where there is no end.
        """
        before: list[str] | None = None
        for _ in range(MOST_ROUNDS):
            self.work_off()
            ready = self.machine.ready()
            for _, dispute_id, number, task in ready:
                with self.rights.of("ask-approver"):
                    after_work.ask(wiring.parts().works(), dispute_id, number, task)
            waiting = self.table.query(keys.AFTER_WORK, index="afterWork", limit=1000).items
            left = [item["after_sk"] for item in waiting]
            if not ready and left in ([], before):
                return  # what stays where it was waits for its own time, such as sending hours
            before = left
        raise AssertionError(
            f"Still to be done after {MOST_ROUNDS} rounds:"
            f" {', '.join(left) or 'steps of workflows'}"
        )

    def settle_once(self) -> None:
        """Lets follow what follows from what is there, and from that; what fails is left."""
        for _ in range(2):
            self.work_off()
            for _, dispute_id, number, task in self.machine.ready():
                after_work.ask(wiring.parts().works(), dispute_id, number, task)

    def retry_tasks(self) -> None:
        """What the workflow does when the function that should ask has died: it calls it again,
        with another token.
        """
        kept = {item["token"] for item in self.items().values() if item["sk"].startswith("TASK#")}
        for name, waited in self.machine.waiting.items():
            if waited not in kept:
                self.machine.waiting[name] = ""

    def sweep(self) -> None:
        """The scheduled job, and all that follows from it."""
        with self.rights.of("sweep"):
            sweep.sweep(wiring.parts().works(), self.now())
        self.settle()

    def faults(self) -> list[str]:
        """What is wrong with all that is stored, as an audit would find it (X-05, X-06)."""
        return Books(self.items()).faults()

    def items(self) -> dict[str, Any]:
        """Everything in the table, to compare states; reading it all is for tests only."""
        return {f"{item['pk']} {item['sk']}": item for item in map(from_wire, self.contents())}

    def scanned(self) -> list[dict[str, Any]]:
        """All items as the table hands them out."""
        pages = self.client.get_paginator("scan").paginate(
            TableName=self.table.name, ConsistentRead=True
        )
        return [item for page in pages for item in page["Items"]]


def create_table(client: Any, name: str) -> None:
    """The table with all indexes, as the template describes it."""
    attributes = {"pk", "sk"} | {attribute for index in INDEXES.values() for attribute in index[:2]}
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": attribute, "AttributeType": "S"} for attribute in sorted(attributes)
        ],
        KeySchema=_key_schema("pk", "sk"),
        GlobalSecondaryIndexes=[
            {
                "IndexName": index,
                "KeySchema": _key_schema(partition, sort),
                "Projection": {"ProjectionType": projection},
            }
            for index, (partition, sort, projection) in INDEXES.items()
        ],
    )


@contextmanager
def wired(client: Any, table_name: str) -> Iterator[App]:
    """The product's wiring on this client, for as long as the app is used."""
    app = App(client, table_name)
    stand_in = partial(StandIn, app.rights)
    link_keys: Any = stand_in(LinkKeys(lambda: [LINK_KEY], time.monotonic), LINK_KEYS)
    signer, cursors = Signer(link_keys), Cursors(link_keys)
    settings = vars(config()) | {
        "table_name": table_name,
        "token_issuer": ISSUER,
        "user_pool_client_id": CLIENT_ID,
    }
    verifier = Verifier(type(config())(**settings), Keys())
    wiring.renew(
        PartsOfTests(
            app=app,
            now=lambda: app.now(),
            table=app.table,
            verifier=verifier,
            pool=stand_in(app.door, DOOR),
            files=app.files,
            call_import=app.rights.noting(CALL_IMPORT, app.imports_called.append),
            call_reindex=app.rights.noting(
                CALL_IMPORT, lambda: app.reindexes_called.append("reindex")
            ),
            set_aside=stand_in(app.aside, QUEUE),
            call_again=stand_in(app.aside, QUEUE).call,
            mailer=Mailer(stand_in(app.mailbox, MAILBOX), SENDER),
            signer=signer,
            cursors=cursors,
            link_key_made_at=lambda: app.now() - KEY_AGE,
        )
    )
    try:
        yield app
    finally:
        wiring.renew()


class PartsOfTests(wiring.Parts):
    """The product's own, but for those that would leave the process."""

    app: App

    @wiring._Once
    def sessions(self) -> Sessions:
        """That of a phone which makes one code; what else it is asked goes to the pool."""
        return Gate(self.client("cognito-idp"), config().user_pool_client_id)

    @property
    def workflows(self) -> Any:  # type: ignore[override]
        """Those of the app as it is: tests put others in place."""
        return StandIn(self.app.rights, self.app.machine, MACHINE)


def _key_schema(partition: str, sort: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]
