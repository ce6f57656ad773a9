"""What a browser test needs to be there before it begins, made through the API."""

import itertools
import json
import re
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from chalicelib import wiring
from chalicelib.actions.approvals import workflow
from chalicelib.actions.collections import promises
from chalicelib.actions.execution import Runtime, carry_out
from chalicelib.store import keys
from chalicelib.store.dunning import dunning_item, to_dunning
from chalicelib.store.table import Put, Table
from infra.emulator import REMEMBERED_PORT, Emulator
from infra.import_file import send_file
from infra.local import NAME
from tests.stack import Stack

CUSTOMER = 1001
OTHER_CUSTOMER = 1003
"""Whose credits are approved, so that the lists of the first one stay short."""
VENDOR = "V-1"
"""Whom the demo's Vera acts for in tests, in place of the demo's own vendor."""
VENDOR_ADDRESS = "office@veras-phones.test"
SETTLES_WITHIN_SECONDS = 60
_numbers = itertools.count(1)
_run = secrets.token_hex(2).upper()


@dataclass
class Desk:
    """Makes invoices and disputes of its own for each test, so that tests cannot disturb one
    another.
    """

    stack: Stack
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)
    has_vendor: bool = False

    def session(self, who: str) -> dict[str, Any]:
        """The tokens of a demo person, as the page keeps them."""
        if who not in self.sessions:
            reply = self.stack.call(
                "POST", "/session", {"email": f"{who}@demo.test", "password": "demo-password"}
            )
            self.sessions[who] = {name: reply.json.get(name) for name in ("token", "refreshToken")}
        return self.sessions[who]

    def ask(self, method: str, path: str, body: Any = None, who: str = "agent") -> Any:
        """The answer of the API; anything but a success fails the test."""
        reply = self.stack.call(method, path, body, self.session(who)["token"])
        assert reply.status < 300, (method, path, reply.status, reply.body)
        return reply.json

    def every(self, path: str, who: str = "agent") -> list[Any]:
        """The rows of all pages of a list."""
        return list(self.stack.every(path, self.session(who)["token"]))

    def invoice(self, *lines: tuple[str, str, str], customer: int = CUSTOMER) -> str:
        """A new approved invoice with lines of (number, description, amount); its number."""
        number = f"B{_run}-{next(_numbers):04}"
        chosen = lines or (("1", "Monthly fee", "100.00"), ("2", "Roaming", "20.50"))
        body = {
            "status": "approved",
            "currency": "USD",
            "invoiceDate": "2026-10-01",
            "dueDate": "2026-10-31",
            "lines": [
                {
                    "lineID": f"L{line}",
                    "description": text,
                    "amount": amount,
                    "kind": "credit" if amount.startswith("-") else "feature",
                    "featureID": int(line),
                }
                for line, text, amount in chosen
            ],
        }
        self.ask("PUT", f"/customer/{customer}/invoice/{number}", body, "finance")
        return number

    def dispute(
        self,
        *amounts: tuple[str, str],
        number: str | None = None,
        who: str = "agent",
        description: str = "Was not ordered.",
        customer: int = CUSTOMER,
    ) -> Any:
        """A new dispute on lines of (number, amount) of an invoice, by default of a new one."""
        body = {
            "invoiceNumber": number or self.invoice(),
            "description": description,
            "lines": [
                {"lineID": f"L{line}", "amount": amount}
                for line, amount in amounts or (("1", "100.00"),)
            ],
        }
        return self.ask("POST", f"/customer/{customer}/dispute", body)

    def booking(self, fare: str = "62.40") -> str:
        """A new booking between the parties that the demo's operator and aggregator act for; its
        id.
        """
        number = f"BK-{_run}-{next(_numbers):04}"
        body = {
            "operatorID": self.ask("GET", "/me", who="operator")["partyID"],
            "aggregatorID": self.ask("GET", "/me", who="aggregator")["partyID"],
            "reference": number.replace("BK", "REF"),
            "status": "completed",
            "fare": fare,
            "currency": "GBP",
            "pickupAt": "2026-11-12T17:45:00Z",
            "description": "King's Cross to Canary Wharf",
        }
        self.ask("PUT", f"/booking/{number}", body, "finance")
        return number

    def booking_dispute(
        self, reason: str = "The agreed fare was higher.", who: str = "operator"
    ) -> Any:
        """A new dispute on a new booking, raised by one of its sides."""
        return self.ask("POST", f"/booking/{self.booking()}/dispute", {"reason": reason}, who)

    def tell(self, dispute: Any, what: str, who: str, **body: str) -> Any:
        """The dispute on a booking after somebody took a step: `message`, `fundRequest`,
        `escalation`, …
        """
        return self.ask("POST", f"/dispute/{dispute['disputeID']}/{what}", body, who)

    def order(self, value: str = "4000.00", **told: Any) -> str:
        """A new completed order of the demo's customer, of a vendor that Vera acts for; its id."""
        self.vendor()
        number = f"CK-{_run}-{next(_numbers):04}"
        body = {
            "customerID": CUSTOMER,
            "vendorID": VENDOR,
            "status": "completed",
            "finalValue": value,
            "currency": "INR",
            "phone": "+91 98765 43210",
            "device": "Phone, 128 GB",
            "completedAt": "2026-11-20T09:00:00Z",
        }
        self.ask("PUT", f"/order/{number}", body | told, "finance")
        return number

    def vendor(self) -> None:
        """Have a vendor with money in its wallet and somebody who acts for it, and a platform that
        can pay: once.
        """
        if self.has_vendor:
            return
        told: dict[str, Any] = {
            "name": "Vera's Phones",
            "maxLeads": 40,
            "currency": "INR",
            "contact": "Vera",
        }
        told["email"] = VENDOR_ADDRESS
        self.ask("PUT", f"/vendor/{VENDOR}", told, "finance")
        bounds = {"currency": "INR", "alone": "1000000", "fees": {}}
        self.ask("PUT", "/setting/moneyBounds", {"value": [bounds]}, "admin")
        for party, amount in (("platform", "500000.00"), (VENDOR, "1000.00")):
            deposit = {"amount": amount, "reference": f"Stock of {party} {secrets.token_hex(4)}"}
            self.ask("POST", f"/wallet/{party}-INR/deposit", deposit, "finance")
        self.lets("vendor", partyID=VENDOR)
        for who in ("agent", "manager", "finance"):
            limits = self.ask("GET", "/me", who=who)["creditLimit"]
            self.lets(who, creditLimit=limits | {"INR": "100000"})
        self.has_vendor = True

    def lets(self, who: str, **rights: Any) -> None:
        """Somebody may do or see something more."""
        person = self.ask("GET", "/me", who=who)
        body = {"role": person["role"], **rights}
        self.ask("PUT", f"/user/{person['userID']}", body, "admin")

    def order_dispute(self, number: str | None = None, **claim: Any) -> Any:
        """A new payout dispute on an order, by default on a new one that was not paid."""
        body = {
            "orderID": number or self.order(),
            "claim": "notPaid",
            "description": "Nothing came.",
        }
        return self.ask("POST", "/dispute", body | claim)

    def account(self, number: str = "", customer: int = CUSTOMER) -> None:
        """Have an account of the customer that two people have seen to."""
        where = f"/customer/{customer}/payee"
        known = self.ask("GET", where)
        if known["usedAccountID"]:
            return
        number = number or f"CARL.{next(_numbers)}@OKBANK"  # None comes back from another's.
        body = {"kind": "upi", "number": number, "holder": "Carl Customer"}
        made = self.ask("POST", f"{where}/account", body)
        account = made["accounts"][-1]["accountID"]
        self.ask("POST", f"{where}/account/{account}/confirmation", {}, "manager")

    def look_after(self, dispute: Any, hours: float) -> None:
        """What the scheduled job does for a dispute so many hours from now: for this one alone,
        since all others would be late by then as well.
        """
        runtime = self.runtime(hours)
        carry_out(runtime, "lookAfter", workflow.look_after(dispute["disputeID"]))

    def judge_promise(self, customer: int, number: str, hours: float) -> None:
        """The same for the promises on an invoice."""
        name = keys.invoice_name(customer, number)
        carry_out(self.runtime(hours), "judgePromise", promises.judge_due(name))

    def put_among_due(self, customer: int, hours: float) -> None:
        """Have the reminding job look at a customer so many hours from now."""
        runtime = self.runtime(hours)
        [item] = runtime.table.get([keys.dunning(customer)]).values()
        runtime.table.commit([Put(dunning_item(to_dunning(item).looked_at(runtime.now())))])

    def runtime(self, hours: float) -> Runtime:
        """What the scheduled job does its work with, so many hours from now."""
        emulator = Emulator(
            self.stack.folder, int((self.stack.folder / REMEMBERED_PORT).read_text())
        )
        function = emulator.client("lambda").get_function_configuration(
            FunctionName=f"{NAME}-sweep"
        )
        name = function["Environment"]["Variables"]["TABLE_NAME"]
        then = datetime.now(UTC) + timedelta(hours=hours)
        parts = wiring.parts()
        return Runtime(
            Table(emulator.client("dynamodb"), name),
            lambda: then,
            parts.new_id,
            lambda: parts.cursors,
        )

    def payout(self, value: str = "4000.00") -> Any:
        """The dispute on an order that the vendor says not to have paid, decided so: its payout
        waits to be sent, and the vendor was fined. With all that was claimed before it may be of
        high value, which Finance signs.
        """
        self.account()
        dispute = self.order_dispute(self.order(value))
        place = f"/dispute/{dispute['disputeID']}"
        self.ask("POST", f"{place}/contact", {})
        said = {"verdict": "notPaid", "isFinal": True}
        self.ask("PUT", f"{place}/answer", said, "vendor")
        decided = self.ask("POST", f"{place}/decision", {}, "manager")
        if decided["payouts"]:
            return decided
        return self.ask("POST", f"{place}/signature", {}, "finance")

    def chain(self) -> None:
        """Have the chain of three levels that the tests of approvals are about."""
        levels = [
            {"name": role.title(), "role": role, "answerWithinHours": 8}
            for role in ("approver", "manager", "finance")
        ]
        self.ask(
            "PUT",
            "/setting/approvalChains",
            {"value": [{"chainID": "std", "name": "Standard", "levels": levels}]},
            "admin",
        )

    def asked(self, credit: str, who: str = "approver", **about: Any) -> Any:
        """A new dispute on one large charge for which somebody has been asked to approve a credit,
        mail included.
        """
        number = self.invoice(("1", "Leased line", "9000.00"), customer=OTHER_CUSTOMER)
        dispute = self.dispute(("1", "9000.00"), number=number, customer=OTHER_CUSTOMER, **about)
        self.change_line(dispute, "1", creditAmount=credit, status="approved")
        return self.waits_for(dispute, who)

    def waits_for(self, dispute: Any, who: str = "approver") -> Any:
        """The dispute once the workflow has asked somebody and the mail has gone out."""
        name = self.ask("GET", "/me", who=who)["name"]
        self._until(lambda: self._mail(dispute, name), f"no mail to {name}")
        return self.stored(dispute)

    def link(self, dispute: Any, who: str = "approver") -> str:
        """The place that the personal link in the mail to somebody opens."""
        mail = self._mail(dispute, self.ask("GET", "/me", who=who)["name"])
        return re.findall(r"#/response/\S+", mail["text"])[0]

    def answer_link(self, dispute: Any) -> str:
        """The place that the link in the mail to the vendor opens, once it has come."""

        def texts() -> list[str]:
            told = (one["text"] for one in self._mails() if VENDOR_ADDRESS in one["to"])
            return [text for text in told if dispute["orderID"] in text]

        self._until(lambda: any("#/answer/" in text for text in texts()), "no mail to the vendor")
        return re.findall(r"#/answer/\S+", " ".join(texts()))[0]

    def follow_up(
        self,
        comment: str = "The price is wrong",
        customer: int = CUSTOMER,
        numbers: Sequence[str] = (),
    ) -> Any:
        """A follow-up on open items, by default two new ones, with a dispute on each, for a
        resolver to clear up.
        """
        chosen = numbers or [self.invoice(("1", "Monthly fee", "30.00")) for _ in range(2)]
        body = {
            "items": [{"invoiceNumber": number} for number in chosen],
            "statusID": "dispute",
            "comment": comment,
            "resolverID": self.ask("GET", "/me", who="approver")["userID"],
        }
        return self.ask("POST", f"/customer/{customer}/followUp", body)

    def resolver_link(self, comment: str) -> str:
        """The place that the link in the mail to a resolver opens, once it has come."""
        return re.findall(r"#/resolver/\S+", self.resolver_mail(comment))[-1]

    def resolver_mail(self, comment: str) -> str:
        """What the mail to a resolver says, once it has come."""

        def texts() -> list[str]:
            return [
                one["text"]
                for one in self._mails()
                if comment in one["text"] and "#/resolver/" in one["text"]
            ]

        self._until(lambda: bool(texts()), "no mail to a resolver")
        return texts()[-1]

    def _mails(self) -> Any:
        """All mails that went out."""
        return json.loads(self.stack.get("/outbox").body)["value"]

    def _mail(self, dispute: Any, name: str) -> Any:
        mails = self._mails()
        number = dispute.get("invoiceNumber")
        about = f"invoice {number}" if number else f"order {dispute['orderID']}"
        found = (
            mail
            for mail in mails
            if mail["subject"].endswith(about) and mail["to"].startswith(name)
        )
        return next((mail for mail in found if "/response/" in mail["text"]), None)

    def imported(self, name: str, content: bytes, mapping: Any = None) -> str:
        """An import of invoices that has been looked at and, with a mapping, previewed; its id."""
        job = self.ask(
            "POST",
            "/import",
            {"kind": "invoices", "fileName": name, "size": len(content), "asOf": "2026-12-31"},
        )
        place = f"/import/{job['importID']}"
        send_file(job["upload"], content)
        if mapping:
            self.ask("PUT", f"{place}/mapping", {"mapping": mapping})
        self.ask("POST", f"{place}/preview", {})
        self._until(
            lambda: self.ask("GET", place)["status"] not in ("reading", "applying"),
            f"{name} was not read",
        )
        return str(job["importID"])

    @staticmethod
    def _until(is_so: Callable[[], Any], otherwise: str) -> None:
        deadline = time.monotonic() + SETTLES_WITHIN_SECONDS
        while not is_so():
            assert time.monotonic() < deadline, otherwise
            time.sleep(0.3)

    def stored(self, dispute: Any) -> Any:
        """The dispute as it is now."""
        return self.ask("GET", f"/dispute/{quote(dispute['disputeID'])}")

    def change_line(self, dispute: Any, line: str, who: str = "agent", **change: str) -> Any:
        """The dispute after a line of it was changed by somebody."""
        return self.ask("PUT", f"/dispute/{dispute['disputeID']}/line/L{line}", change, who)

    def stored_invoice(self, number: str) -> Any:
        """The invoice as it is now."""
        return self.ask("GET", f"/customer/{CUSTOMER}/invoice/{number}")

    def storage(self, who: str) -> Any:
        """The state of a browser in which somebody is signed in."""
        kept = [{"name": "redress.session", "value": json.dumps(self.session(who))}]
        return {"cookies": [], "origins": [{"origin": self.stack.url, "localStorage": kept}]}
