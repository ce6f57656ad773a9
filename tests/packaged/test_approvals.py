"""Approvals through the packaged product: state machine, stream, mails and links together (CU-14,
CU-15, DM-04, X-04).
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from chalicelib.store.codec import from_wire, to_wire
from chalicelib.store.keys import task
from infra.emulator import Emulator
from infra.processes import free_port
from tests.stack import Reply, Stack, started, stopped

PATIENCE_SECONDS = 40
ROUND_THE_CLOCK = {"timeZone": "UTC", "days": [1, 2, 3, 4, 5, 6, 7], "from": "00:00", "to": "00:00"}
ROLES = ("approver", "manager", "finance")
TWO_SECONDS = 0.0005

SCHEDULED = {
    **dict.fromkeys(("id", "account", "region", "time"), ""),
    "version": "0",
    "source": "aws.events",
    "detail-type": "Scheduled Event",
    "detail": {},
    "resources": [],
}

Mail = dict[str, Any]


@dataclass
class Company:
    """A running product whose settings and books are this file's own."""

    stack: Stack
    emulator: Emulator
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def call(self, who: str, method: str, path: str, body: Any = None) -> Reply:
        return self.stack.call(method, path, body, self.stack.sign_in(who))

    def asks(self, *roles: str, hours: float = 8) -> None:
        """Sets the chain of approval."""
        levels = [
            {"name": role.capitalize(), "role": role, "answerWithinHours": hours} for role in roles
        ]
        chain = {
            "chainID": "standard",
            "name": "Standard",
            "levels": levels,
            "whenSilent": "expire",
        }
        assert (
            self.call("admin", "PUT", "/setting/approvalChains", {"value": [chain]}).status == 200
        )

    def pending(self, credit: float) -> str:
        """An invoice, a dispute over it, and a credit that the agent may not give; the dispute's
        id.
        """
        number = 8000 + next(self.numbers)
        line = {
            "lineID": "L1",
            "description": "Project",
            "amount": "9000.00",
            "kind": "feature",
            "featureID": number,
        }
        dates = {"invoiceDate": "2026-01-05", "dueDate": "2026-02-05"}
        body = {"status": "approved", "currency": "USD", "lines": [line], **dates}
        assert self.call("finance", "PUT", f"/customer/8001/invoice/{number}", body).status == 201
        claim = {
            "invoiceNumber": number,
            "description": "Late",
            "lines": [{"lineID": "L1", "amount": credit}],
        }
        dispute = self.call("agent", "POST", "/customer/8001/dispute", claim).json["disputeID"]
        asked = self.call(
            "agent",
            "PUT",
            f"/dispute/{dispute}/line/L1",
            {"creditAmount": credit, "status": "approved"},
        )
        assert (asked.status, asked.json["status"]) == (200, "pendingApproval")
        return dispute

    def dispute(self, dispute: str) -> Any:
        return self.call("agent", "GET", f"/dispute/{dispute}").json

    def awaited(self, who: str, dispute: str) -> str:
        """The id of the approval, once it is in the person's inbox."""

        def found() -> str | None:
            rows = self.call(who, "GET", "/approval").json["value"]
            return next((row["approvalID"] for row in rows if row["disputeID"] == dispute), None)

        return until(f"{who} is asked", found)

    def decide(self, who: str, dispute: str, **answer: Any) -> Reply:
        return self.call(who, "POST", f"/approval/{self.awaited(who, dispute)}/decision", answer)

    def mail(self, who: str, dispute: str, subject: str) -> Mail:
        """A mail about the dispute, once it has come."""

        def found() -> Mail | None:
            mails = json.loads(self.stack.get("/outbox").body)["value"]
            its = (
                mail
                for mail in mails
                if f"{who}@demo.test" in mail["to"] and dispute in mail["text"]
            )
            return next((mail for mail in its if subject in mail["subject"]), None)

        return until(f"{who} gets mail", found)

    def answer_by_link(self, token: str, body: Any = None) -> Reply:
        return self.stack.call(
            "GET" if body is None else "POST", "/response", body, Response_Token=token
        )

    def outcome(self, dispute: str, attempt: int = 1) -> str:
        """What the execution of a round has ended as; DynamoDB and Step Functions are then
        compared.
        """
        name = f"redress-approval:{dispute}-1-{attempt}"
        arn = f"arn:aws:states:us-east-1:000000000000:execution:{name}"
        states = self.emulator.client("stepfunctions")

        def ended() -> Any:
            execution = states.describe_execution(executionArn=arn)
            return execution if execution["status"] != "RUNNING" else None

        execution = until("the execution ends", ended)
        assert execution["status"] == "SUCCEEDED", execution
        outcome = json.loads(execution["output"])["answer"]["outcome"]
        assert outcome == self.dispute(dispute)["approval"]["status"]
        return outcome

    def sweep(self) -> None:
        answer = self.emulator.client("lambda").invoke(
            FunctionName="redress-sweep", Payload=json.dumps(SCHEDULED)
        )
        assert "FunctionError" not in answer, answer["Payload"].read()


def until(what: str, probe: Callable[[], Any]) -> Any:
    """What a probe finds, as soon as it finds anything."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := probe()):
        assert time.monotonic() < deadline, f"in vain: {what}"
        time.sleep(0.2)
    return found


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    folder = tmp_path_factory.mktemp("approvals")
    running = started(folder, free_port(), "--empty")
    company = Company(running, Emulator(folder, _emulator_port(folder)))
    try:
        assert (
            company.call(
                "admin", "PUT", "/setting/businessHours", {"value": [ROUND_THE_CLOCK]}
            ).status
            == 200
        )
        customer = {
            "name": "Yard & Co.",
            "accountNumber": "Y-1",
            "currency": "USD",
            "deliveryMethod": "Email",
        }
        assert company.call("finance", "PUT", "/customer/8001", customer).status == 201
        yield company
    finally:
        stopped(company.stack)


def test_a_credit_goes_through_three_levels_from_raise_to_finalise(company: Company) -> None:
    """CU-15, DM-04: a yes by the link of a mail passes on, one by the page too, and finance's is
    enough.
    """
    company.asks(*ROLES)
    dispute = company.pending(6200)
    asked = company.mail("approver", dispute, "approve 6,200.00 USD")
    assert "disputes@demo.test" in asked["from"]
    assert f"{company.stack.url}/#/response/" in asked["text"]
    token = _token(asked)
    version = company.dispute(dispute)["version"]
    for _ in range(3):
        shown = company.answer_by_link(token)
        assert (
            shown.status,
            shown.json["amount"],
            shown.json["becomes"],
            shown.json["outcome"],
        ) == (200, 6200, "endorsed", None)
    assert company.dispute(dispute)["version"] == version, "opening a link changes nothing"
    assert company.answer_by_link(token, {"decision": "approve"}).status == 200
    again = company.answer_by_link(token, {"decision": "reject", "comment": "No"})
    assert (again.status, again.json["outcome"]["status"], again.json["outcome"]["by"]) == (
        409,
        "endorsed",
        "Anil Approver",
    )
    assert company.decide("manager", dispute, decision="approve").status == 200
    assert company.mail("finance", dispute, "approve 6,200.00 USD")
    assert company.decide("finance", dispute, decision="approve").status == 200
    assert company.outcome(dispute) == "approved"
    assert company.mail("agent", dispute, "Approved: 6,200.00 USD")
    approval = company.dispute(dispute)["approval"]
    assert [step["status"] for step in approval["steps"]] == ["endorsed", "endorsed", "approved"]
    done = company.call("agent", "POST", f"/dispute/{dispute}/finalisation", {})
    assert (done.status, done.json["status"], done.json["creditedAmount"]) == (
        200,
        "finalised",
        6200,
    )


def test_a_rejection_gives_the_line_back_with_its_reason(company: Company) -> None:
    """CU-15: the reason is told to who asked, in the page and by mail."""
    company.asks(*ROLES)
    dispute = company.pending(300)
    refused = company.decide("approver", dispute, decision="reject")
    assert refused.status == 400, "a rejection says why"
    reason = "The contract says 18 weeks."
    assert company.decide("approver", dispute, decision="reject", comment=reason).status == 200
    assert company.outcome(dispute) == "rejected"
    shown = company.dispute(dispute)
    assert (
        shown["status"],
        shown["lines"][0]["status"],
        shown["lines"][0]["refusal"]["reason"],
    ) == ("open", "open", reason)
    assert reason in company.mail("agent", dispute, "Rejected: 300.00 USD")["text"]


def test_levels_that_do_not_answer_are_passed_over(company: Company) -> None:
    """CU-15, X-04: each time-out asks the next level; after the last one the line is open again."""
    company.asks("approver", "manager", hours=TWO_SECONDS)
    dispute = company.pending(300)

    def expired() -> bool:
        company.sweep()
        return company.dispute(dispute)["approval"]["status"] == "expired"

    until("both levels are passed over", expired)
    assert [step["status"] for step in company.dispute(dispute)["approval"]["steps"]] == [
        "timedOut",
        "timedOut",
    ]
    assert company.dispute(dispute)["lines"][0]["status"] == "open"
    assert company.outcome(dispute) == "expired"


def test_an_execution_that_was_lost_is_taken_up_again_by_the_next_answer(company: Company) -> None:
    """CU-15: an answer whose task is gone starts the round's next attempt, which goes on where it
    stood.
    """
    company.asks(*ROLES)
    dispute = company.pending(4000)
    approval = company.awaited("approver", dispute)
    _lose(company, dispute)
    assert (
        company.call(
            "approver", "POST", f"/approval/{approval}/decision", {"decision": "endorse"}
        ).status
        == 200
    )
    assert company.decide("manager", dispute, decision="approve").status == 200
    assert company.outcome(dispute, attempt=2) == "approved"
    assert company.dispute(dispute)["approval"]["attempt"] == 2


@pytest.mark.long
def test_a_restart_keeps_mails_and_rounds_go_on_after_it(company: Company) -> None:
    """CU-15: whatever waited when everything stopped is answered and goes on, from a link that was
    mailed before.
    """
    company.asks(*ROLES)
    dispute = company.pending(4500)
    mailed = company.mail("approver", dispute, "approve 4,500.00 USD")
    stopped(company.stack)
    company.stack = started(company.stack.folder, int(company.stack.url.rsplit(":")[-1]), "--empty")
    company.emulator = Emulator(company.stack.folder, _emulator_port(company.stack.folder))
    assert company.mail("approver", dispute, "approve 4,500.00 USD") == mailed
    assert company.answer_by_link(_token(mailed), {"decision": "endorse"}).status == 200
    assert company.decide("manager", dispute, decision="approve").status == 200
    assert company.outcome(dispute, attempt=2) == "approved"


def test_what_the_mail_service_says_afterwards_reaches_the_product(company: Company) -> None:
    """An address that mail comes back from gets no more of it, and administrators see that."""
    notifications = company.emulator.client("sns")
    (topic,) = [
        one["TopicArn"]
        for one in notifications.list_topics()["Topics"]
        if one["TopicArn"].endswith("mail-feedback")
    ]
    bounce = {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "timestamp": "2026-01-05T10:00:00.000Z",
    }
    said = {
        "eventType": "Bounce",
        "mail": {},
        "bounce": bounce | {"bouncedRecipients": [{"emailAddress": "gone@demo.test"}]},
    }
    notifications.publish(TopicArn=topic, Message=json.dumps(said))

    def suppressed() -> bool:
        return "gone@demo.test" in company.call("admin", "GET", "/mail/suppressed").body.decode()

    until("the address is marked", suppressed)


def test_the_outbox_is_read_and_takes_in_mails_alone(company: Company) -> None:
    """A form of another page could send the rest; it cannot send a mail's type."""
    assert company.stack.get("/outbox", "DELETE").status == 405
    assert company.stack.get("/outbox", "POST", b"").status == 403
    assert company.stack.get("/outbox").headers["Cache-Control"] == "no-store"


def _token(mail: Mail) -> str:
    """The token of the personal link in a mail."""
    return re.search(r"^http://127\.0\.0\.1:\d+/#/response/(\S+)$", mail["text"], re.MULTILINE)[1]


def _emulator_port(folder: Path) -> int:
    return int((folder / "emulator-port").read_text())


def _lose(company: Company, dispute: str) -> None:
    """Stop the execution. The emulator still takes one answer to a task of a stopped execution, so
    that one is used up as well.
    """
    states = company.emulator.client("stepfunctions")
    states.stop_execution(
        executionArn=(
            f"arn:aws:states:us-east-1:000000000000:execution:redress-approval:{dispute}-1-1"
        )
    )
    table, name = company.emulator.client("dynamodb"), _table_name(company)
    item = table.get_item(TableName=name, Key=to_wire(task(dispute, 1, 1)))["Item"]
    states.send_task_success(taskToken=from_wire(item)["token"], output="{}")


def _table_name(company: Company) -> str:
    function = company.emulator.client("lambda").get_function_configuration(
        FunctionName="redress-sweep"
    )
    return function["Environment"]["Variables"]["TABLE_NAME"]
