"""The roles of the functions: what each asks of AWS is what its policy allows, and nothing is
allowed besides.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

import boto3
import pytest

from chalicelib import wiring
from chalicelib.actions.jobs import after_work, stream, sweep
from chalicelib.actions.jobs.after_work import TAKEN_UP_AFTER
from chalicelib.actions.letters import feedback
from chalicelib.actions.upkeep.again import index_again, work_again
from chalicelib.domain.base.heads import KeptHeads
from chalicelib.links import Keys, rotate, secret_keys
from chalicelib.mail.letters import Letter
from chalicelib.mail.sending import Mailer
from chalicelib.store import keys
from chalicelib.store.codec import to_wire
from chalicelib.store.files import Files, attachment_key
from chalicelib.store.heads import HeadStore
from chalicelib.store.pool import UserPool
from chalicelib.store.sessions import Sessions
from chalicelib.wiring import Parts
from chalicelib.workflows import TaskGone, Workflows
from infra.policies import RIGHTS, policy
from infra.resources.functions import FUNCTIONS, STREAM_READERS
from tests import snapshots
from tests.actions.import_bucket import BUCKET, Port, two_rows
from tests.api.approval_steps import decide
from tests.app import App
from tests.attachments import attached
from tests.iam import CALL_IMPORT, COPIES, DOOR, LINK_KEYS, MACHINE, MAILBOX, SHELF, granted_to
from tests.letters import bounce
from tests.mailed import Correspondence, answer
from tests.mails import PROOF, TEXT, mixed
from tests.people import line
from tests.scenarios import COMMANDS, CUSTOMER, Desk, prepared
from tests.services import SENDER
from tests.upkeep import STRAY, changes_of, in_stream, index
from tests.upkeep import run as run_reindex

ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:approval"


def use_api(app: App, port: Port) -> None:
    """Every command, the removal of an old usage alias, lists of the table and of indexes, an
    import.
    """
    items = snapshots.taken(app)
    for command in COMMANDS:
        sent = prepared(app, command).send(app)
        assert sent.status < 300, (command, sent.text)
        snapshots.put_back(app, items)
    lines = [line(10986, "4.95")]
    for alias in ("U-1", "U-2"):
        assert app.invoice(8001, lines, usageAlias=alias).status < 300
    assert app.as_("admin").get("/setAside").status == 200
    for target in ("/dispute", "/customer/1001/invoice/2000", "/report/receivables"):
        assert app.as_("agent").get(target).status == 200
    import_id = port.order(f"{two_rows()}1002,I-3,2012-01-01,nothing,No,\n")
    port.preview(import_id)
    assert app.as_("agent").get(f"/import/{import_id}/error").status == 200
    prepared(app, "POST /dispute/{disputeID}/fundRequest")
    assert app.as_("finance").get("/wallet/AGG-GBP/statement?format=xlsx").status == 200
    file = attached(app, f"/dispute/{Desk(app).raised().dispute_id}")
    assert app.as_("agent").get(file).status == 200
    keep_heads(app)
    assert app.as_("admin").get("/audit/head").status == 200


def use_import(_: App, port: Port) -> None:
    """A file with an error, read twice, in two runs, and applied."""
    import_id = port.order(two_rows() + "1002,I-3,2012-01-01,nothing,No,\n")
    port.preview(import_id)
    assert port.app.as_("agent").post(f"/import/{import_id}/preview").status == 202
    assert port.run(import_id, seconds_left=0) == "reading"
    port.run(import_id)
    port.apply(import_id)


def use_index_changes(app: App, _: Port) -> None:
    """A new customer."""
    image = {"NewImage": to_wire(app.items()["CUSTOMER#1001 CUSTOMER"])}
    with app.rights.of("index-changes"):
        stream.handle(app.table, [{"dynamodb": image}], app.now())
    finance = app.as_("finance")
    index(app, changes_of(app, lambda: finance.put("/customer/N1", CUSTOMER)))
    renamed = CUSTOMER | {"name": "Else"}
    told = in_stream(app, changes_of(app, lambda: finance.put("/customer/N1", renamed)))
    with app.rights.of("index-changes"):
        index_again(app.table, wiring.parts().changes, told, app.now())


def use_after_commit(app: App, _: Port) -> None:
    """An approval from its start to its end, a workflow that has died and is taken up, who is asked
    and can no more, and letters; and what is read again.
    """
    app.settle()
    told = in_stream(app, changes_of(app, lambda: asked(app)))
    with app.rights.of("after-commit"):
        assert work_again(wiring.parts().works(), wiring.parts().changes, told)
    [dispute_id] = {item["dispute_id"] for item in app.items().values() if item["sk"] == "DISPUTE"}
    app.settle()
    assert decide(app, "approver", f"{dispute_id}-1-1", "endorse").status == 200
    app.machine.lose(f"{dispute_id}-1-1")
    app.settle()
    assert f"{dispute_id}-1-2" in app.machine.waiting
    assert app.as_("admin").put("/user/manager", {"creditLimit": {}}).status == 200
    app.settle()
    for is_active in (False, True):
        assert app.as_("admin").put("/user/support", {"isActive": is_active}).status == 200
        app.settle()
    prepared(app, "POST /dispute/{disputeID}/handBack")
    app.settle()
    assert app.mailbox.letters()[-1]["To"].addresses[0].addr_spec == "support@demo.test"


def use_reindex(app: App, _: Port) -> None:
    """A word that is not there, one that should not be, and a run that calls the next."""
    app.table.write_batch([STRAY])
    assert app.as_("admin").post("/reindex").status == 202
    assert run_reindex(app, seconds_left=0) == "done"
    with app.rights.of("reindex"):
        wiring.parts().call_reindex()


def use_ask_approver(app: App, _: Port) -> None:
    """A level that is asked, by two runs of the workflow, one that is timed out first, and a round
    that is over.
    """
    dispute_id = asked(app)
    app.work_off()
    ask(app, dispute_id)
    ask(app, dispute_id, "another")
    app.wait_until_due(dispute_id)
    ask(app, dispute_id)
    assert app.as_("agent").post(f"/approval/{dispute_id}-1-2/recall").status == 200
    ask(app, dispute_id)


def use_sweep(app: App, port: Port) -> None:
    """All that the stream should have brought, levels without an answer or anybody to give one, an
    import that has stopped, the heads of a day behind one that was kept, and a file that was copied
    and never attached.
    """
    keep_heads(app)
    prepared(app, "POST /ticket/{ticketID}/attachment/{attachmentID}/completion")
    [arriving] = [one for one in app.items().values() if one["sk"].startswith(keys.ARRIVING)]
    copy = attachment_key(keys.dispute_of(arriving), arriving["attachment_id"], "tag")
    port.files.write(copy, b"")
    dispute_id = asked(app)

    def swept() -> None:
        app.ahead += TAKEN_UP_AFTER
        with app.rights.of("sweep"):
            sweep.sweep(wiring.parts().works(), app.now())

    swept()
    [(*_, token)] = app.machine.ready()
    after_work.ask(wiring.parts().works(), dispute_id, 1, token)
    swept()
    assert app.mailbox.sent
    app.wait_until_due(dispute_id)
    swept()
    swept()
    assert ("-".join((dispute_id, "1", "1")), "next") in app.machine.answers
    [(*_, token)] = app.machine.ready()
    after_work.ask(wiring.parts().works(), dispute_id, 1, token)
    assert app.as_("admin").put("/user/manager", {"creditLimit": {}}).status == 200
    swept()
    for is_active in (False, True):
        assert app.as_("admin").put("/user/support", {"isActive": is_active}).status == 200
        swept()
    import_id = port.order(two_rows())
    assert app.as_("agent").post(f"/import/{import_id}/preview").status == 202
    port.refuses_calls = True
    assert port.sweep(timedelta(hours=1)) == 1
    port.refuses_calls = False
    assert port.sweep(timedelta(hours=2)) == 1
    app.ahead += timedelta(days=3)
    swept()
    assert port.files.keys_in(copy) == []


def use_note_mail(app: App, _: Port) -> None:
    """A letter that came back."""
    dispute_id = asked(app)
    app.settle()
    [sequence] = [
        item["sequence"] for item in app.items().values() if item["pk"] == f"LETTER#{dispute_id}"
    ]
    message = bounce(dispute_id, sequence=sequence).replace('"agent"', '"approver"')
    with app.rights.of("note-mail"):
        assert feedback.note_feedback(app.table, app.now(), message) == 1
    told = app.as_("agent").get(f"/dispute/{dispute_id}/event").json["value"]
    assert told[-1]["type"] == "mailReturned"


def use_mail_in(app: App, _: Port) -> None:
    """A file that is attached, an answer that is refused and answered, and a mail that is set
    aside.
    """
    post = Correspondence(app)
    dispute_id = prepared(app, "POST /dispute/{disputeID}/escalation").target.split("/")[2]
    assert app.as_("aggregator").post(f"/dispute/{dispute_id}/message", {"text": "?"}).status == 201
    app.settle()
    address = post.address("operator@demo.test")
    proof = replace(mixed(TEXT, PROOF), sender="operator@demo.test")
    assert post.bring(proof, address) == "said"
    assert app.as_("operator").post(f"/dispute/{dispute_id}/withdrawal").status == 200
    assert post.bring(answer("operator@demo.test"), address) == "refused"
    assert post.bring(b"no mail", address).startswith("aside")


def use_rotate_link_key(app: App, _: Port) -> None:
    """A new key."""
    client = watched(app, "secretsmanager")
    client.create_secret(Name="link-key", SecretString="old")
    with app.rights.of("rotate-link-key"):
        assert rotate(client, "link-key", app.now())


JOURNEYS: dict[str, Callable[[App, Port], None]] = {
    "api": use_api,
    "run-import": use_import,
    "reindex": use_reindex,
    "index-changes": use_index_changes,
    "after-commit": use_after_commit,
    "ask-approver": use_ask_approver,
    "sweep": use_sweep,
    "note-mail": use_note_mail,
    "mail-in": use_mail_in,
    "rotate-link-key": use_rotate_link_key,
}


def test_every_function_is_held_against_its_rights() -> None:
    """A function that comes later is judged here from its first day."""
    assert set(JOURNEYS) == set(RIGHTS) == {function.name for function in FUNCTIONS}


def test_a_policy_is_the_function_s_row_and_what_lambda_does_for_it() -> None:
    """A row is all that is allowed: a log of its own, and the stream and the queue where Lambda
    reads or sets aside for it.
    """
    for function in FUNCTIONS:
        said = {one["Sid"]: one for one in policy(function)["Statement"]}
        of_lambda = {"WriteLog", "WriteTraces", "ReadStream", "ListStreams", "SetAsideFailures"}
        assert said.keys() - of_lambda == {grant.name for grant in RIGHTS[function.name]}
        assert ("ReadStream" in said) == (function.resource in STREAM_READERS)
        assert said["WriteLog"]["Resource"] == [{"Fn::GetAtt": [f"{function.resource}Log", "Arn"]}]
        anywhere = [name for name, one in said.items() if "*" in one["Resource"]]
        answers = ["AnswerTasks"] if "AnswerTasks" in said else []
        streams = ["ListStreams"] if "ReadStream" in said else []
        assert sorted(anywhere) == sorted(["WriteTraces", *answers, *streams])


@pytest.mark.parametrize("asked", ["*", ARN])
def test_a_task_is_answered_by_either_reading_of_the_documents(asked: str) -> None:
    """Whether AWS holds the request against no resource, which "*" alone matches, or against the
    machine (docs/decisions/0007): in this account alone, and nothing but the answer.
    """
    answering = [name for name in RIGHTS if "states:SendTaskSuccess" in actions_of(name)]
    assert answering == ["after-commit", "ask-approver", "sweep"]
    for name in answering:
        [said] = [one for one in statements(name) if "states:SendTaskSuccess" in one["Action"]]
        assert said["Action"] == ["states:SendTaskSuccess"]
        assert any(fnmatchcase(asked, pattern) for pattern in said["Resource"])
        assert said["Condition"] == {
            "StringEqualsIfExists": {"aws:ResourceAccount": {"Ref": "AWS::AccountId"}}
        }


@pytest.mark.parametrize("function", JOURNEYS)
def test_a_function_has_the_rights_it_needs_and_no_more(
    app: App, port: Port, function: str
) -> None:
    """On AWS each has a role of its own; what one lacks is looked for at the end of
    every test too.
    """
    JOURNEYS[function](app, port)
    granted = granted_to(function)
    assert app.rights.used_by(function) == {action for action, _ in granted}
    assert app.rights.files_of(function) == {use for use in granted if use[0].startswith("s3:")}


def test_a_right_that_is_not_there_is_missed(app: App) -> None:
    """So that the look at the end of every test means something: on the table, of other services,
    and of stand-ins.
    """
    vault = watched(app, "secretsmanager")
    vault.create_secret(Name="link-key", SecretString="old")
    with app.rights.of("index-changes"):
        app.table.write_batch([])
        app.table.query("UNPAID", index="directory")
        vault.get_secret_value(SecretId="link-key")
        wiring.parts().signer.keys.signing()
        wiring.parts().workflows.start("D", 1, 1)
        app.files.write("attachments/D/A/tag", b"")
    assert app.rights.lacking() == [
        "dynamodb:Query on directory by index-changes",
        "s3:PutObject on attachments by index-changes",
        "secretsmanager:GetSecretValue on it by index-changes",
        "states:StartExecution on it by index-changes",
    ]
    app.rights.noted.clear()


def test_stand_ins_note_what_the_services_would_be_asked(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests' stand-ins are asked for rights by what the real ones do."""
    workflows = Workflows(watched(app, "stepfunctions"), ARN)
    assert asks(app, lambda: workflows.start("D", 1, 1)) == {MACHINE["start"]}
    assert asks(app, lambda: workflows.answer("token", "approved")) == {MACHINE["answer"]}
    vault = watched(app, "secretsmanager")
    vault.create_secret(Name="link-key", SecretString="old")
    for use in (
        lambda keys: keys.signing(),
        lambda keys: keys.verifying("name"),
        lambda keys: list(keys.every()),
    ):
        assert asks(
            app, lambda use=use: use(Keys(lambda: secret_keys(vault, "link-key"), time.monotonic))
        ) == set(LINK_KEYS.values())
    mailer = Mailer(watched(app, "ses"), SENDER)
    letter = Letter("a@demo.test", "A", "subject", "text", "<p>", "D")
    assert asks(app, lambda: mailer.send(letter, "1", {})) == {MAILBOX["send_raw_email"]}
    door = UserPool(watched(app, "cognito-idp"), "us-east-1_x")
    assert asks(app, lambda: door.find("a@demo.test")) == {DOOR["find"]}
    client = boto3.client("cognito-idp")
    made = client.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"][
        "Id"
    ]
    pool = UserPool(door.client, made)
    assert asks(app, lambda: pool.let_in("a@demo.test")) == {DOOR["find"], DOOR["let_in"]}
    for name in ("reset_second_factor", "sign_out", "shut", "open"):
        assert asks(app, lambda name=name: getattr(pool, name)("a@demo.test")) == {DOOR[name]}
    files = Files(watched(app, "s3"), BUCKET)
    methods = {
        "upload": ("key", 1),
        "write": ("key", b"x"),
        "download_url": ("key", "name", "text/csv"),
        "read": ("key",),
    }
    methods |= {
        "look": ("key", 1),
        "keep": ("key", "other", "tag", "text/plain"),
        "set_aside": ("key", "other"),
        "keys_in": ("folder",),
        "remove": ("key",),
    }
    assert {
        name: asks(app, lambda name=name: getattr(files, name)(*methods[name])) for name in SHELF
    } == {
        name: {action, *(["s3:GetObject"] if name in COPIES else [])}
        for name, action in SHELF.items()
    }
    parts = Parts(client=lambda service: watched(app, service))
    assert asks(app, lambda: parts.call_import("I")) == {CALL_IMPORT}


def test_signing_in_takes_no_right(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user pool is asked as anybody may ask it; looking at its people, which one machine does
    alone, would take one.
    """
    sessions = Sessions(watched(app, "cognito-idp"), "client")
    monkeypatch.setattr(wiring.parts(), "sessions", sessions)
    for path, body in (
        ("", {"email": "a@demo.test", "password": "x"}),
        ("/refresh", {"refreshToken": "x"}),
        ("/challenge", {"email": "a@demo.test", "session": "x" * 20, "newPassword": "x"}),
        ("/challenge", {"email": "a@demo.test", "session": "x" * 20, "code": "123456"}),
    ):
        assert app.request(None, "POST", f"/session{path}", body).status in (400, 401, 500)
    assert not app.rights.used_by("api")
    assert asks(
        app, lambda: UserPool(sessions.client, "us-east-1_x").awaits_password("a@demo.test")
    ) == {"cognito-idp:AdminGetUser"}


def keep_heads(app: App) -> None:
    """Has the heads of today kept, of which there are none, where the product looks for them."""
    client = watched(app, "s3")
    client.create_bucket(Bucket="heads-test")
    store = HeadStore(client, "heads-test")
    vars(wiring.parts())["heads"] = store
    none = KeptHeads(app.now().date(), 1, is_last=True, previous="", heads=())
    store.keep(none.name, none.content())


def statements(name: str) -> list[Any]:
    """What the policy of a function says."""
    [function] = [one for one in FUNCTIONS if one.name == name]
    told: list[Any] = policy(function)["Statement"]
    return told


def actions_of(name: str) -> set[str]:
    return {action for one in statements(name) for action in one["Action"]}


def asked(app: App) -> str:
    """A dispute with a credit that has just been asked for."""
    dispute_id = Desk(app).raised().dispute_id
    assert (
        app.as_("agent")
        .put(f"/dispute/{dispute_id}/line/10986", {"creditAmount": 3, "status": "approved"})
        .status
        == 200
    )
    return dispute_id


def ask(app: App, dispute_id: str, token: str = "") -> None:
    app.machine.ready()
    with app.rights.of("ask-approver"), suppress(TaskGone):
        after_work.ask(
            wiring.parts().works(),
            dispute_id,
            1,
            token or app.machine.waiting.get(f"{dispute_id}-1-1", "gone"),
        )


def watched(app: App, service: str) -> Any:
    """A real client."""
    client = boto3.client(service)
    app.rights.watch(client)
    return client


def asks(app: App, do: Callable[[], Any]) -> set[str]:
    """What is asked of AWS, whatever comes of it."""
    app.rights.noted.clear()
    with app.rights.of("api"), suppress(Exception):
        do()
    used = app.rights.used_by("api")
    app.rights.noted.clear()
    return used
