"""What a browser test needs to be there before it begins, made through the API."""

import itertools
import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from infra.import_file import send_file
from tests.stack import Stack

CUSTOMER = 1001
OTHER_CUSTOMER = 1003
"""Whose credits are approved, so that the lists of the first one stay short."""
SETTLES_WITHIN_SECONDS = 60
_numbers = itertools.count(1)
_run = secrets.token_hex(2).upper()


@dataclass
class Desk:
    """Makes invoices and disputes of its own for each test, so that tests cannot disturb one another."""

    stack: Stack
    sessions: dict[str, dict[str, Any]] = field(default_factory=dict)

    def session(self, who: str) -> dict[str, Any]:
        """The tokens of a demo person, as the page keeps them."""
        if who not in self.sessions:
            reply = self.stack.call("POST", "/session", {"email": f"{who}@demo.test", "password": "demo-password"})
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
        number = f"B{_run}-{next(_numbers)}"
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
            "lines": [{"lineID": f"L{line}", "amount": amount} for line, amount in amounts or (("1", "100.00"),)],
        }
        return self.ask("POST", f"/customer/{customer}/dispute", body)

    def booking(self, fare: str = "62.40") -> str:
        """A new booking between the parties that the demo's operator and aggregator act for; its id."""
        number = f"BK-{_run}-{next(_numbers)}"
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

    def booking_dispute(self, reason: str = "The agreed fare was higher.", who: str = "operator") -> Any:
        """A new dispute on a new booking, raised by one of its sides."""
        return self.ask("POST", f"/booking/{self.booking()}/dispute", {"reason": reason}, who)

    def tell(self, dispute: Any, what: str, who: str, **body: str) -> Any:
        """The dispute on a booking after somebody took a step: `message`, `fundRequest`, `escalation`, …"""
        return self.ask("POST", f"/dispute/{dispute['disputeID']}/{what}", body, who)

    def chain(self) -> None:
        """Have the chain of three levels that the tests of approvals are about."""
        levels = [{"name": role.title(), "role": role, "answerWithinHours": 8} for role in ("approver", "manager", "finance")]
        self.ask("PUT", "/setting/approvalChains", {"value": [{"chainID": "std", "name": "Standard", "levels": levels}]}, "admin")

    def asked(self, credit: str, who: str = "approver", **about: Any) -> Any:
        """A new dispute on one large charge for which somebody has been asked to approve a credit, mail included."""
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

    def _mail(self, dispute: Any, name: str) -> Any:
        mails = json.loads(self.stack.get("/outbox").body)["value"]
        about = f"invoice {dispute['invoiceNumber']}"
        found = (mail for mail in mails if mail["subject"].endswith(about) and mail["to"].startswith(name))
        return next((mail for mail in found if "/response/" in mail["text"]), None)

    def imported(self, name: str, content: bytes, mapping: Any = None) -> str:
        """An import of invoices that has been looked at and, with a mapping, previewed; its id."""
        job = self.ask("POST", "/import", {"kind": "invoices", "fileName": name, "size": len(content), "asOf": "2026-12-31"})
        place = f"/import/{job['importID']}"
        send_file(job["upload"], content)
        if mapping:
            self.ask("PUT", f"{place}/mapping", {"mapping": mapping})
        self.ask("POST", f"{place}/preview", {})
        self._until(lambda: self.ask("GET", place)["status"] not in ("reading", "applying"), f"{name} was not read")
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
