"""Files attached to disputes of all kinds (X-13), with the bucket that they are sent to."""

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib import wiring
from chalicelib.domain.disputes import attachments
from chalicelib.store.files import Files
from tests.api.refusals import refused
from tests.app import App
from tests.attachments import BUCKET, UNLIKE, attached, begun, completed, listed, send
from tests.scenarios import FEATURE, PROOF, PROOF_PDF, URL


@pytest.fixture
def dispute(app: App, files: Files) -> str:
    """The path of an open dispute on an invoice."""
    return f"/dispute/{app.as_('agent').post(URL, FEATURE).json['disputeID']}"


def choice(app: App, dispute: str, name: str, who: str) -> Any:
    return next(one for one in app.as_(who).get(dispute).json["actions"] if one["name"] == name)


def test_a_file_is_sent_looked_at_and_told(app: App, dispute: str, files: Files) -> None:
    """X-13, X-05, X-07: an event, at the version that there was; nobody is shown what was only
    begun.
    """
    agent = app.as_("agent")
    before = agent.get(dispute).json
    file = begun(app, dispute)
    empty = agent.get(f"{dispute}/attachment").json
    assert (empty["value"], empty["limits"]["maxBytes"], empty["limits"]["most"]) == (
        [],
        attachments.MAX_BYTES,
        50,
    )
    assert empty["limits"]["isMostPerSide"] is True
    assert [one["extensions"] for one in empty["limits"]["types"]] == [
        [".pdf"],
        [".png"],
        [".jpg", ".jpeg"],
        [".txt"],
        [".csv"],
    ]
    assert agent.get(f"{dispute}/attachment/{file['attachmentID']}").status == 404
    refused(completed(app, dispute, file), 409, rule="X-13")
    send(file)
    done = completed(app, dispute, file)
    assert (done.status, done.json["status"], done.json["by"], done.json["size"]) == (
        200,
        "attached",
        "Ada Agent",
        len(PROOF_PDF),
    )
    assert agent.get(f"{dispute}/attachment").json["value"] == [done.json]
    event = agent.get(f"{dispute}/event").json["value"][-1]
    assert (event["type"], event["text"], event["audience"]) == (
        "attached",
        "proof.pdf was attached.",
        "staff",
    )
    assert event["after"]["attachmentID"] == file["attachmentID"]
    assert agent.get(dispute).json["version"] == before["version"]
    refused(completed(app, dispute, file), 409, rule="X-13")


def test_the_form_is_for_exactly_this_file(app: App, dispute: str) -> None:
    """X-13: its key, its type and its size, to the byte."""
    file = begun(app, dispute)
    fields = file["upload"]["fields"]
    conditions = json.loads(base64.b64decode(fields["policy"]))["conditions"]
    key = f"arriving{dispute.removeprefix('/dispute')}/{file['attachmentID']}"
    assert (fields["key"], fields["Content-Type"]) == (key, "application/pdf")
    assert {"key": key} in conditions
    assert {"Content-Type": "application/pdf"} in conditions
    assert ["content-length-range", len(PROOF_PDF), len(PROOF_PDF)] in conditions


def test_a_file_is_fetched_to_be_kept_and_never_to_be_shown(app: App, dispute: str) -> None:
    """X-13: as an attachment under its own name, of its own type, for five minutes."""
    file = app.as_("support").get(attached(app, dispute, name='Rechnung "März".pdf')).json
    asked = {
        name: values[0] for name, values in parse_qs(urlsplit(file["downloadURL"]).query).items()
    }
    assert (
        asked["response-content-disposition"]
        == "attachment; filename*=UTF-8''Rechnung%20_M%C3%A4rz_.pdf"
    )
    assert (asked["response-content-type"], asked["X-Amz-Expires"]) == ("application/pdf", "300")


@pytest.mark.parametrize(("content_type", "content"), UNLIKE)
def test_what_is_not_what_it_was_told_to_be_is_not_attached(
    app: App, dispute: str, content_type: str, content: bytes
) -> None:
    """X-13: the type is judged by what arrived, and what runs or is drawn is no text."""
    file = begun(app, dispute, contentType=content_type, size=len(content))
    send(file, content)
    before = app.as_("agent").get(f"{dispute}/event").json
    assert refused(completed(app, dispute, file), 409, rule="X-13").json["code"] == "fileRefused"
    assert listed(app, dispute) == []
    assert app.as_("agent").get(f"{dispute}/event").json == before


@pytest.mark.parametrize(
    "content",
    [PROOF_PDF[:-1], PROOF_PDF + b"x", PROOF_PDF + b"x" * attachments.MAX_BYTES, b""],
    ids=len,
)
def test_a_file_of_another_size_is_not_attached(app: App, dispute: str, content: bytes) -> None:
    """X-13: and the one that was told can still be sent in its place."""
    file = begun(app, dispute)
    send(file, content)
    refused(completed(app, dispute, file), 409, rule="X-13")
    send(file)
    assert completed(app, dispute, file).status == 200


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"contentType": "text/html"}, "/contentType"),
        ({"contentType": "image/svg+xml"}, "/contentType"),
        ({"contentType": "application/x-msdownload"}, "/contentType"),
        ({"size": 0}, "/size"),
        ({"size": attachments.MAX_BYTES + 1}, "/size"),
        ({"size": "18"}, "/size"),
        ({"name": ""}, "/name"),
        ({"name": "x" * 1001}, "/name"),
    ],
)
def test_what_cannot_be_attached_is_refused_before_it_is_sent(
    app: App, dispute: str, values: Any, pointer: str
) -> None:
    """X-13: within the limits that the list tells."""
    answer = refused(app.as_("agent").post(f"{dispute}/attachment", PROOF | values), 400)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_nobody_completes_what_somebody_else_began(app: App, dispute: str) -> None:
    """X-13: nor under another dispute, nor what was never begun: all of that is not found."""
    file = begun(app, dispute)
    send(file)
    other = (
        app.as_("agent")
        .post("/customer/1001/dispute", FEATURE | {"invoiceNumber": 1003324, "featureID": 103254})
        .json["disputeID"]
    )
    for who in ("agent2", "support", "finance"):
        refused(completed(app, dispute, file, who), 404)
    refused(completed(app, f"/dispute/{other}", file), 404)
    refused(completed(app, dispute, {"attachmentID": "A%2F..%2FB"}), 404)
    assert listed(app, dispute) == listed(app, f"/dispute/{other}") == []


def test_what_was_looked_at_is_what_is_kept(
    app: App, dispute: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: whatever is sent after that, before the copy is made or later, is
    attached by nobody.
    """
    file = begun(app, dispute)
    send(file)
    look = files.look

    def and_send_another(*arguments: Any) -> Any:
        looked = look(*arguments)
        send(file, b"MZ" + PROOF_PDF[2:])
        return looked

    monkeypatch.setattr(files, "look", and_send_another)
    refused(completed(app, dispute, file), 409, rule="X-13")
    monkeypatch.undo()
    monkeypatch.setattr(wiring.parts(), "files", files)
    send(file)
    assert completed(app, dispute, file).status == 200
    send(file, b"MZ" + PROOF_PDF[2:])
    url = app.as_("agent").get(f"{dispute}/attachment/{file['attachmentID']}").json["downloadURL"]
    key = urlsplit(url).path.removeprefix("/").removeprefix(f"{BUCKET}/")
    assert files.client.get_object(Bucket=BUCKET, Key=key)["Body"].read() == PROOF_PDF


def test_a_dispute_that_has_ended_takes_no_files(app: App, dispute: str) -> None:
    """X-13, X-02: not to begin with, and not what was begun before; what is attached can still be
    fetched.
    """
    kept = attached(app, dispute)
    file = begun(app, dispute, name="late.pdf")
    send(file)
    assert choice(app, dispute, "attach", "agent")["allowed"] is True
    assert app.as_("agent").post(f"{dispute}/withdrawal", {}).status == 200
    refused(completed(app, dispute, file), 409, rule="X-13")
    refused(app.as_("agent").post(f"{dispute}/attachment", PROOF), 409, rule="X-13")
    why = choice(app, dispute, "attach", "agent")
    assert (why["allowed"], why["rule"]) == (False, "X-13")
    assert (listed(app, dispute), app.as_("agent").get(kept).status) == (["proof.pdf"], 200)


def test_a_dispute_holds_only_so_many_files(
    app: App, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13: those count that are attached, when one more is begun and when it is completed."""
    monkeypatch.setattr(attachments, "MOST", 1)
    files = [begun(app, dispute) for _ in range(2)]
    for file in files:
        send(file)
    assert [completed(app, dispute, file).status for file in files] == [200, 409]
    assert (
        refused(app.as_("agent").post(f"{dispute}/attachment", PROOF), 409, rule="X-13").json[
            "code"
        ]
        == "tooMany"
    )


def test_nobody_takes_the_room_of_another(
    files: Files, parties: App, booking_dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-13, IG-08: one side cannot fill the dispute, nor learn by a refusal that support keeps
    files for itself.
    """
    monkeypatch.setattr(attachments, "MOST", 1)
    attached(parties, booking_dispute, "operator", name="first.pdf")
    assert (
        refused(
            parties.as_("operator").post(f"{booking_dispute}/attachment", PROOF), 409, rule="X-13"
        ).json["code"]
        == "tooMany"
    )
    attached(parties, booking_dispute, "support", name="suspicion.pdf", isInternal=True)
    for who in ("aggregator", "support"):
        is_full = who == "support"
        assert (
            choice(parties, booking_dispute, "attachNote" if is_full else "attach", who)["allowed"]
            is not is_full
        )
    attached(parties, booking_dispute, "aggregator", name="answer.pdf")
    assert listed(parties, booking_dispute, "support") == [
        "first.pdf",
        "suspicion.pdf",
        "answer.pdf",
    ]
    assert (
        parties.as_("operator").get(f"{booking_dispute}/attachment").json["limits"]["isMostPerSide"]
        is True
    )


def test_files_of_an_invoice_dispute_are_the_staff_s_own_and_the_customer_s(
    app: App, dispute: str
) -> None:
    """X-13, RV-03, CU-23: a customer is told of none but its own, which the staff sees beside its
    own; who is limited to others finds none; who only reads attaches none.
    """
    file = attached(app, dispute)
    hidden = app.as_("customer").get(file)
    assert (hidden.status, listed(app, dispute, "customer")) == (404, [])
    for path in (f"{dispute}/attachment", file):
        assert {app.as_(who).get(path).status for who in ("limited", "operator")} == {404}
        assert {app.as_(who).get(path).status for who in ("agent2", "support")} == {200}
    refused(app.as_("limited").post(f"{dispute}/attachment", PROOF), 404)
    refused(app.as_("support").post(f"{dispute}/attachment", PROOF), 403)
    told = app.as_("customer").get(f"{dispute}/event").text + app.as_("customer").get(dispute).text
    assert "proof" not in told
    assert app.as_("agent").post(f"{dispute}/message", {"text": "Show us."}).status == 201
    assert app.as_("agent").get(dispute).json["waitingFor"] == "customer"
    own = attached(app, dispute, "customer", name="contract.pdf")
    assert app.as_("agent").get(dispute).json["waitingFor"] == "agent"
    assert listed(app, dispute, "customer") == ["contract.pdf"]
    assert listed(app, dispute) == ["proof.pdf", "contract.pdf"]
    for who in ("customer", "agent"):
        [said] = app.as_(who).get(f"{dispute}/message").json["value"][-1:]
        assert (said["side"], said["text"]) == ("customer", "Bright Telecom attached contract.pdf.")
        assert said["attachment"]["attachmentID"] == own.rsplit("/", 1)[1]
    shown = app.as_("customer").get(dispute).json["actions"]
    assert [(one["name"], one["allowed"]) for one in shown] == [("message", True), ("attach", True)]
    assert app.as_("agent").get(dispute).json["unread"] == 1
    refused(app.as_("customer").post(f"{dispute}/attachment", PROOF | {"isInternal": True}), 400)
    assert app.as_("agent").post(f"{dispute}/withdrawal", {}).status == 200
    late = refused(app.as_("customer").post(f"{dispute}/attachment", PROOF), 409, rule="X-13")
    [_, shown] = app.as_("customer").get(dispute).json["actions"]
    for said in (late.json["detail"], shown["reason"]):
        assert said == "The dispute has ended and takes no files any more."
    assert app.as_("customer").get(own).status == 200


def test_both_sides_of_a_booking_and_support_see_what_is_attached(
    files: Files, parties: App, booking_dispute: str
) -> None:
    """X-13, IG-03, IG-04: in the list and in the thread, unread for the other side, and without the
    other side's names.
    """
    unread = parties.as_("aggregator").get(booking_dispute).json["unread"]
    file = attached(parties, booking_dispute, "operator")
    for who in ("operator", "aggregator", "support", "finance"):
        assert listed(parties, booking_dispute, who) == ["proof.pdf"]
        assert parties.as_(who).get(file).json["downloadURL"]
    for who in ("operator2", "limited"):
        assert {
            parties.as_(who).get(path).status for path in (f"{booking_dispute}/attachment", file)
        } == {404}
        refused(parties.as_(who).post(f"{booking_dispute}/attachment", PROOF), 403, 404)
    seen = parties.as_("aggregator").get(f"{booking_dispute}/message").json
    assert seen["dispute"]["unread"] == unread + 1
    message = seen["value"][-1]
    assert (message["type"], message["side"], message["text"]) == (
        "attached",
        "operator",
        "City Cabs attached proof.pdf.",
    )
    assert message["attachment"] == {"attachmentID": file.rsplit("/", 1)[1], **PROOF}
    told = (
        parties.as_("aggregator").get(f"{booking_dispute}/attachment").text
        + parties.as_("aggregator").get(file).text
    )
    assert "Olga" not in told
    assert parties.as_("operator").get(file).json["by"] == "Olga Operator"
    refused(parties.as_("finance").post(f"{booking_dispute}/attachment", PROOF), 403)
    refused(parties.as_("aggregator").post(f"{file}/completion"), 409)


def test_support_attaches_once_it_was_asked_to_step_in(
    files: Files, parties: App, booking_dispute: str
) -> None:
    """X-13, X-02, IG-08: for both sides then; for itself at any time."""
    refused(parties.as_("support").post(f"{booking_dispute}/attachment", PROOF), 409, rule="IG-08")
    assert choice(parties, booking_dispute, "attach", "support")["rule"] == "IG-08"
    parties.as_("operator").post(f"{booking_dispute}/escalation", {"issue": "Silence"})
    attached(parties, booking_dispute, "support")
    assert listed(parties, booking_dispute, "aggregator") == ["proof.pdf"]
    assert (
        parties.as_("aggregator").get(f"{booking_dispute}/message").json["value"][-1]["text"]
        == "Support attached proof.pdf."
    )


def test_what_support_attaches_for_itself_is_in_no_answer_to_a_side(
    files: Files, parties: App, booking_dispute: str
) -> None:
    """X-13, IG-08: not in the list, the thread, the counts or under its id, and completing it is no
    way to learn of it.
    """
    parties.as_("aggregator").post(f"{booking_dispute}/message", {"text": "Hello"})
    unread = parties.as_("operator").get(booking_dispute).json["unread"]
    file = attached(parties, booking_dispute, "support", name="suspicion.pdf", isInternal=True)
    assert choice(parties, booking_dispute, "attachNote", "support")["allowed"] is True
    assert listed(parties, booking_dispute, "support") == ["suspicion.pdf"]
    assert (
        parties.as_("support").get(f"{booking_dispute}/message").json["value"][-1]["audience"]
        == "staff"
    )
    for who in ("operator", "aggregator"):
        somebody = parties.as_(who)
        answers = [
            somebody.get(path).text
            for path in (
                booking_dispute,
                f"{booking_dispute}/message",
                f"{booking_dispute}/attachment",
            )
        ]
        assert "suspicion" not in "".join(answers)
        assert "attachNote" not in "".join(answers)
        refused(somebody.get(file), 404)
        refused(somebody.post(f"{file}/completion"), 404)
        refused(somebody.post(f"{booking_dispute}/attachment", PROOF | {"isInternal": True}), 403)
    assert parties.as_("operator").get(booking_dispute).json["unread"] == unread
