"""The roles of the functions: what each asks of AWS is what its policy allows, and nothing is allowed besides."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.actions.jobs import follow_ups, stream, sweep
from chalicelib.actions.jobs.follow_ups import TAKEN_UP_AFTER
from chalicelib.actions.letters import feedback
from chalicelib.config import config
from chalicelib.links import Keys, rotate, secret_keys
from chalicelib.mail.letters import Letter
from chalicelib.mail.sending import Mailer
from chalicelib.store import keys
from chalicelib.store.codec import to_wire
from chalicelib.store.files import Files, attachment_key
from chalicelib.store.pool import UserPool
from chalicelib.store.sessions import Sessions
from chalicelib.wiring import call_import
from chalicelib.workflows import TaskGone, Workflows
from tests import memory
from tests.actions.port import BUCKET, Port, two_rows
from tests.actions.test_feedback import bounce
from tests.cast import line
from tests.house import House
from tests.rights import CALL_IMPORT, DOOR, LINK_KEYS, MACHINE, MAILBOX, POLICIES, SHELF, granted_to
from tests.scenarios import COMMANDS, Desk, prepared
from tests.services import SENDER

ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:approval"


def use_api(house: House, port: Port) -> None:
    """Every command, the removal of an old usage alias, lists of the table and of indexes, an import."""
    items = memory.taken(house)
    for command in COMMANDS:
        sent = prepared(house, command).send(house)
        assert sent.status < 300, (command, sent.text)
        memory.put_back(house, items)
    lines = [line(10986, "4.95")]
    for alias in ("U-1", "U-2"):
        assert house.invoice(8001, lines, usageAlias=alias).status < 300
    for target in ("/dispute", "/customer/1001/invoice/2000", "/report/receivables"):
        assert house.as_("agent").get(target).status == 200
    import_id = port.order(f"{two_rows()}1002,I-3,2012-01-01,nothing,No,\n")
    port.preview(import_id)
    assert house.as_("agent").get(f"/import/{import_id}/error").status == 200


def use_import(_: House, port: Port) -> None:
    """A file with an error, read twice, in two runs, and applied."""
    import_id = port.order(two_rows() + "1002,I-3,2012-01-01,nothing,No,\n")
    port.preview(import_id)
    assert port.house.as_("agent").post(f"/import/{import_id}/preview").status == 202
    assert port.run(import_id, seconds_left=0) == "reading"
    port.run(import_id)
    port.apply(import_id)


def use_index_changes(house: House, port: Port) -> None:
    """A new customer, and a file that was copied and never attached."""
    prepared(house, "POST /dispute/{disputeID}/attachment/{attachmentID}/completion")
    items = house.items()
    [arriving] = [item for item in items.values() if item["sk"].startswith(keys.ARRIVING)]
    copy = attachment_key(keys.dispute_of(arriving), arriving["attachment_id"], "tag")
    port.files.write(copy, b"")
    images = [{"NewImage": to_wire(items["CUSTOMER#1001 CUSTOMER"])}, {"OldImage": to_wire(arriving)}]
    with house.rights.of("index-changes"):
        stream.follow(house.table, wiring.files, [{"dynamodb": image} for image in images])
    assert port.files.keys_in(copy) == []


def use_after_commit(house: House, _: Port) -> None:
    """An approval from its start to its end, a workflow that has died and is taken up, who is asked and can no more, and letters."""
    house.settle()
    dispute_id = asked(house)
    house.settle()
    assert house.as_("approver").post(f"/approval/{dispute_id}-1-1/decision", {"decision": "endorse"}).status == 200
    house.machine.lose(f"{dispute_id}-1-1")
    house.settle()
    assert f"{dispute_id}-1-2" in house.machine.waiting
    assert house.as_("admin").put("/user/manager", {"creditLimit": {}}).status == 200
    house.settle()
    prepared(house, "POST /dispute/{disputeID}/handBack")
    house.settle()
    assert house.mailbox.letters()[-1]["To"].addresses[0].addr_spec == "support@demo.test"


def use_ask_approver(house: House, _: Port) -> None:
    """A level that is asked, by two runs of the workflow, one that is timed out first, and a round that is over."""
    dispute_id = asked(house)
    house.work_off()
    ask(house, dispute_id)
    ask(house, dispute_id, "another")
    house.wait_until_due(dispute_id)
    ask(house, dispute_id)
    assert house.as_("agent").post(f"/approval/{dispute_id}-1-2/recall").status == 200
    ask(house, dispute_id)


def use_sweep(house: House, port: Port) -> None:
    """All that the stream should have brought, levels without an answer or anybody to give one, and an import that has stopped."""
    dispute_id = asked(house)

    def swept() -> None:
        house.ahead += TAKEN_UP_AFTER
        with house.rights.of("sweep"):
            sweep.sweep(wiring.works(), house.now())

    swept()
    [(*_, token)] = house.machine.ready()
    follow_ups.ask(wiring.works(), dispute_id, 1, token)
    swept()
    assert house.mailbox.sent
    house.wait_until_due(dispute_id)
    swept()
    swept()
    assert ("-".join((dispute_id, "1", "1")), "next") in house.machine.answers
    [(*_, token)] = house.machine.ready()
    follow_ups.ask(wiring.works(), dispute_id, 1, token)
    assert house.as_("admin").put("/user/manager", {"creditLimit": {}}).status == 200
    swept()
    import_id = port.order(two_rows())
    assert house.as_("agent").post(f"/import/{import_id}/preview").status == 202
    port.refuses_calls = True
    assert port.sweep(timedelta(hours=1)) == 1
    port.refuses_calls = False
    assert port.sweep(timedelta(hours=2)) == 1


def use_note_mail(house: House, _: Port) -> None:
    """A letter that came back."""
    dispute_id = asked(house)
    house.settle()
    [sequence] = [item["sequence"] for item in house.items().values() if item["pk"] == f"LETTER#{dispute_id}"]
    message = bounce(dispute_id, sequence=sequence).replace('"agent"', '"approver"')
    with house.rights.of("note-mail"):
        assert feedback.note_feedback(house.table, datetime.now(UTC), message) == 1
    told = house.as_("agent").get(f"/dispute/{dispute_id}/event").json["value"]
    assert told[-1]["type"] == "mailReturned"


def use_rotate_link_key(house: House, _: Port) -> None:
    """A new key."""
    client = watched(house, "secretsmanager")
    client.create_secret(Name="link-key", SecretString="old")
    with house.rights.of("rotate-link-key"):
        assert rotate(client, "link-key", datetime.now(UTC))


JOURNEYS: dict[str, Callable[[House, Port], None]] = {
    "api": use_api,
    "import": use_import,
    "index-changes": use_index_changes,
    "after-commit": use_after_commit,
    "ask-approver": use_ask_approver,
    "sweep": use_sweep,
    "note-mail": use_note_mail,
    "rotate-link-key": use_rotate_link_key,
}


def test_every_policy_is_held_against_what_its_function_does() -> None:
    """A function that comes later is judged here from its first day."""
    assert {path.stem.removeprefix("policy-") for path in POLICIES.glob("policy-*.json")} == set(JOURNEYS)


@pytest.mark.parametrize("function", JOURNEYS)
def test_a_function_has_the_rights_it_needs_and_no_more(house: House, port: Port, function: str) -> None:
    """On AWS each has a role of its own; what one lacks is looked for at the end of every test too."""
    JOURNEYS[function](house, port)
    assert house.rights.used_by(function) == {action for action, _ in granted_to(function)}


def test_a_right_that_is_not_there_is_missed(house: House) -> None:
    """So that the look at the end of every test means something: on the table, of other services, and of stand-ins."""
    vault = watched(house, "secretsmanager")
    vault.create_secret(Name="link-key", SecretString="old")
    with house.rights.of("index-changes"):
        house.table.write_batch([])
        house.table.query("UNPAID", index="directory")
        vault.get_secret_value(SecretId="link-key")
        wiring.signer().keys.signing()
        wiring.workflows().start("D", 1, 1)
    assert house.rights.lacking() == [
        "dynamodb:Query on directory by index-changes",
        "secretsmanager:GetSecretValue on it by index-changes",
        "states:StartExecution on it by index-changes",
    ]
    house.rights.noted.clear()


def test_stand_ins_note_what_the_services_would_be_asked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' stand-ins are asked for rights by what the real ones do."""
    workflows = Workflows(watched(house, "stepfunctions"), ARN)
    assert asks(house, lambda: workflows.start("D", 1, 1)) == {MACHINE["start"]}
    assert asks(house, lambda: workflows.answer("token", "approved")) == {MACHINE["answer"]}
    vault = watched(house, "secretsmanager")
    vault.create_secret(Name="link-key", SecretString="old")
    for use in (lambda keys: keys.signing(), lambda keys: keys.verifying("name")):
        assert asks(house, lambda use=use: use(Keys(lambda: secret_keys(vault, "link-key"), time.monotonic))) == set(LINK_KEYS.values())
    mailer = Mailer(watched(house, "ses"), SENDER)
    letter = Letter("a@demo.test", "A", "subject", "text", "<p>", "D")
    assert asks(house, lambda: mailer.send(letter, "1", {})) == {MAILBOX["send_raw_email"]}
    door = UserPool(watched(house, "cognito-idp"), "us-east-1_x")
    assert asks(house, lambda: door.find("a@demo.test")) == {DOOR["find"]}
    client = boto3.client("cognito-idp")
    made = client.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"]["Id"]
    assert asks(house, lambda: UserPool(door.client, made).let_in("a@demo.test")) == set(DOOR.values())
    files = Files(watched(house, "s3"), BUCKET)
    methods = {"upload": ("key", 1), "write": ("key", b"x"), "download_url": ("key", "name", "text/csv"), "read": ("key",)}
    methods |= {"look": ("key", 1), "keep": ("key", "other", "tag", "text/plain"), "keys_in": ("folder",), "remove": ("key",)}
    assert {name: asks(house, lambda name=name: getattr(files, name)(*methods[name])) for name in SHELF} == {
        name: {action} for name, action in SHELF.items()
    }
    monkeypatch.setattr(wiring, "client", lambda service: watched(house, service))
    monkeypatch.setattr(wiring, "config", lambda: replace(config(), import_function_name="run-import"))
    assert asks(house, lambda: call_import("I")) == {CALL_IMPORT}


def test_signing_in_takes_no_right(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user pool is asked as anybody may ask it; looking at its people, which one machine does alone, would take one."""
    sessions = Sessions(watched(house, "cognito-idp"), "client")
    monkeypatch.setattr(wiring, "sessions", lambda: sessions)
    for path, body in (
        ("", {"email": "a@demo.test", "password": "x"}),
        ("/refresh", {"refreshToken": "x"}),
        ("/challenge", {"email": "a@demo.test", "session": "x" * 20, "newPassword": "x"}),
    ):
        assert house.request(None, "POST", f"/session{path}", body).status in (400, 401, 500)
    assert not house.rights.used_by("api")
    assert asks(house, lambda: UserPool(sessions.client, "us-east-1_x").awaits_password("a@demo.test")) == {"cognito-idp:AdminGetUser"}


def asked(house: House) -> str:
    """A dispute with a credit that has just been asked for."""
    dispute_id = Desk(house).raised().dispute_id
    assert house.as_("agent").put(f"/dispute/{dispute_id}/line/10986", {"creditAmount": 3, "status": "approved"}).status == 200
    return dispute_id


def ask(house: House, dispute_id: str, token: str = "") -> None:
    house.machine.ready()
    with house.rights.of("ask-approver"), suppress(TaskGone):
        follow_ups.ask(wiring.works(), dispute_id, 1, token or house.machine.waiting.get(f"{dispute_id}-1-1", "gone"))


def watched(house: House, service: str) -> Any:
    """A real client."""
    client = boto3.client(service)
    house.rights.watch(client)
    return client


def asks(house: House, do: Callable[[], Any]) -> set[str]:
    """What is asked of AWS, whatever comes of it."""
    house.rights.noted.clear()
    with house.rights.of("api"), suppress(Exception):
        do()
    used = house.rights.used_by("api")
    house.rights.noted.clear()
    return used
