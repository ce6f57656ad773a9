"""A kind of dispute is one row and its own rooms: all else serves a new one, and names none."""

import ast
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.approvals.approvable import Approvals
from chalicelib.actions.callers import Caller
from chalicelib.actions.desk import Answer, Command
from chalicelib.actions.disputes import search_index
from chalicelib.actions.execution import execute
from chalicelib.actions.kinds import Room
from chalicelib.domain.approvals.approvable import Approvable
from chalicelib.kinds import KINDS
from chalicelib.store.entities import to_dispute
from tests import toy
from tests.api.approval_steps import decide, inbox
from tests.app import App
from tests.attachments import begun, completed, send
from tests.scenarios import FEATURE, URL, prepared


@pytest.fixture
def toys(app: App, files: Any, monkeypatch: pytest.MonkeyPatch) -> App:
    """The product with one more row in its table of kinds."""
    monkeypatch.setitem(KINDS, toy.KIND.name, toy.KIND)
    return app


def carried_out(action: Any, key: str, who: str = "agent", *, dry_run: bool = False) -> Answer:
    """What a route of the toys' own would do."""
    command = Command("POST /toy", "fingerprint", key, dry_run=dry_run)
    return execute(wiring.parts().runtime, Caller(who), command, action)


def raised(app: App, amount: int = 500) -> str:
    assert carried_out(toy.raised(1001, amount, "It squeaks."), "raise").status == 201
    [dispute_id] = {
        item["dispute_id"] for item in app.items().values() if item.get("kind") == toy.KIND.name
    }
    return str(dispute_id)


@pytest.mark.usefixtures("toys")
def test_a_new_kind_is_one_row_and_its_room(app: App) -> None:
    """It is listed, counted, talked about, read, given files, found, audited and withdrawn by what
    all kinds share.
    """
    dispute_id = raised(app)
    place, agent = f"/dispute/{dispute_id}", app.as_("agent")
    assert [row["disputeID"] for row in agent.get("/dispute?kind=toy").json["value"]] == [
        dispute_id
    ]
    assert agent.get("/report/queue?kind=toy").json["counts"] == [
        {"status": "open", "count": 1, "more": False}
    ]
    assert (agent.get(place).json["amount"], agent.get(place).json["actions"][0]["allowed"]) == (
        5,
        True,
    )
    assert app.as_("support").post(f"{place}/message", {"text": "Oil it."}).status == 201
    thread = app.as_("support").get(f"{place}/message").json
    assert ([row["type"] for row in thread["value"]], thread["dispute"]["messageCount"]) == (
        ["raised", "message"],
        1,
    )
    assert app.as_("support").put(f"{place}/read", {"messageCount": 1}).json["unread"] == 0
    file = begun(app, place)
    send(file)
    assert completed(app, place, file).status == 200
    [listed] = agent.get(f"{place}/attachment").json["value"]
    assert listed["name"] == "proof.pdf"
    [item] = [item for item in app.items().values() if item["sk"] == "DISPUTE"]
    search_index.index_change(app.table, None, item)
    assert [hit["url"] for hit in agent.get(f"/search?q={dispute_id}").json["value"]] == [
        f"#/dispute/{dispute_id}"
    ]
    assert app.as_("limited").get(place).status == 404
    app.settle()
    assert app.as_("admin").get("/audit/verify?kind=toy").json == {
        "checked": 1,
        "value": [],
        "nextCursor": None,
    }
    assert agent.post(f"{place}/withdrawal", {"comment": "It is quiet."}).status == 200
    assert agent.get(f"{place}/event").json["value"][-1]["text"] == "It is quiet."
    assert [row["status"] for row in agent.get("/dispute?kind=toy&state=ended").json["value"]] == [
        "withdrawn"
    ]
    app.settle()
    assert app.faults() == []


ABOVE = 700_00
"""More than the approver may refund, and less than the manager."""


@pytest.fixture
def asked(toys: App) -> str:
    """A toy for whose refund approval is asked, above the approver's limit."""
    dispute_id = raised(toys, ABOVE)
    assert carried_out(toy.refunded(dispute_id, ABOVE), "refund").status == 200
    toys.settle()
    return dispute_id


def refund(app: App, dispute_id: str) -> tuple[int, str, str | None]:
    now = app.as_("agent").get(f"/dispute/{dispute_id}").json["refund"]
    return now["amount"], now["state"], now["whyNot"]


def letters(app: App) -> list[tuple[str, str]]:
    """To whom letters went, and what they are about."""
    return [
        (str(one["To"]).partition(" <")[0], str(one["Subject"])) for one in app.mailbox.letters()
    ]


def test_what_waits_for_approval_need_be_no_invoice(toys: App, asked: str) -> None:
    """CU-14, CU-15, DM-04: a refund of a toy is in the inbox, told by mail, endorsed by its link,
    approved by the next level, and the workflow ends with it.
    """
    approver, link = toys.as_("approver"), {"Response-Token": toys.mailbox.link()}
    [row] = approver.get("/approval").json["value"]
    assert approver.get("/approval").calls == ["BatchGetItem", "Query"], "nothing lies beside a toy"
    assert (row["approvalID"], row["kind"], row["toy"]) == (f"{asked}-1-1", "toy", "T-1")
    assert (row["amount"], row["squeaks"], row["becomes"]) == (700, 700, "endorsed")
    assert {"invoiceNumber", "lines", "balanceBefore"}.isdisjoint(row)
    [letter] = toys.mailbox.letters()
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert letter["Subject"] == "Please approve 700.00 USD for Bright, toy T-1"
    assert "asks for your approval of a refund of 700.00 USD for Bright, on toy T-1." in text
    assert "- The toy: squeaks 700.00 USD, refund 700.00 USD" in text
    assert "invoice" not in text
    answer = {"decision": "endorse", "comment": "It does squeak."}
    preview = toys.request(None, "POST", "/response?dryRun=true", answer, link).json
    assert preview["mails"] == [{"to": "Max Manager", "about": "approvalAsked"}]
    assert refund(toys, asked) == (700, "asked", None)
    assert toys.request(None, "POST", "/response", answer, link).json["outcome"]["by"] == (
        "Ann Approver"
    )
    toys.settle()
    assert inbox(toys, "approver") == []
    told = decide(toys, "manager", f"{asked}-1-2")
    assert told.calls == ["BatchGetItem", "TransactWriteItems"], "a read, and one transaction"
    assert told.json["approval"]["parts"] == ["refund"]
    toys.settle()
    assert refund(toys, asked) == (700, "given", None)
    assert toys.machine.ended == {f"{asked}-1-1": "approved"}
    assert letters(toys)[-1] == ("Ada Agent", "Approved: 700.00 USD for Bright, toy T-1")
    assert toys.as_("manager").get("/approval").json["value"] == []
    assert toys.faults() == []


def test_why_somebody_cannot_answer_is_told_of_any_kind(toys: App, asked: str) -> None:
    """X-02, CU-14: to who asked, and to who is not asked; the sentences are in the kind's words."""
    [approve] = [
        one
        for one in toys.as_("agent").get(f"/approval/{asked}-1-1").json["actions"]
        if one["name"] == "approve"
    ]
    assert (approve["allowed"], approve["unblockedBy"]) == (False, ["Ann Approver"])
    assert decide(toys, "manager", f"{asked}-1-1").json["code"] == "notAsked"
    passed = toys.as_("approver").post(f"/approval/{asked}-1-1/delegation", {"userID": "agent"})
    assert (
        passed.json["detail"] == "Ada Agent asked for this refund; it cannot be passed back there."
    )
    events = toys.as_("agent").get(f"/dispute/{asked}/event").json["value"]
    assert [one["text"] for one in events if one["type"] == "approvalStarted"] == [
        "Approval of 700.00 USD asked for; the toy's refunds would come to 700.00 USD."
    ]
    assert toys.as_("limited").get(f"/approval/{asked}-1-1").status == 404


@pytest.mark.parametrize("ending", ["rejected", "recalled", "expired", "void"])
def test_a_toy_is_put_back_where_it_is_not_approved(toys: App, asked: str, ending: str) -> None:
    """CU-15: refused with the reason, taken back, run out of levels, set aside with the whole."""
    agent, place = toys.as_("agent"), f"/approval/{asked}-1-1"
    if ending == "rejected":
        assert (
            decide(toys, "approver", f"{asked}-1-1", "reject", comment="It is new.").status == 200
        )
    elif ending == "recalled":
        assert agent.post(f"{place}/recall", {}).status == 200
    elif ending == "void":
        assert agent.post(f"/dispute/{asked}/withdrawal", {"comment": "It is quiet."}).status == 200
    else:
        for _ in range(3):
            toys.wait_until_due(asked)
            toys.sweep()
    toys.settle()
    whys = {"rejected": "It is new.", "expired": "Nobody answered in time."}
    state = (700, "asked", None) if ending == "void" else (0, "none", whys.get(ending))
    assert refund(toys, asked) == state
    assert inbox(toys, "approver") == inbox(toys, "manager") == []
    assert agent.get(place).json["outcome"]["status"] == ending
    assert [*toys.machine.ended.values()] == ["void" if ending == "recalled" else ending]
    assert toys.faults() == []


def test_a_toy_that_may_be_refunded_at_once_asks_nobody(toys: App) -> None:
    """CU-14, X-03: within one's own limit; above it a dry run names who would be written to."""
    dispute_id = raised(toys)
    dry = carried_out(toy.refunded(dispute_id, 500), "one", dry_run=True)
    assert json.loads(dry.body)["mails"] == [{"to": "Ann Approver", "about": "approvalAsked"}]
    assert refund(toys, dispute_id) == (0, "none", None)
    assert carried_out(toy.refunded(dispute_id, 500), "two", "approver").status == 200
    assert refund(toys, dispute_id) == (5, "given", None)
    assert toys.mailbox.sent == []


APPROVABLE = [kind for kind in (*KINDS.values(), toy.KIND) if kind.approvals_room]


def answers_in(room: Any) -> set[str]:
    return {
        name for name in [*vars(room), *inspect.get_annotations(room)] if not name.startswith("_")
    }


@pytest.mark.parametrize("kind", [*KINDS.values(), toy.KIND], ids=lambda kind: kind.name)
def test_every_kind_answers_all_that_is_asked_of_one(kind: Any) -> None:
    assert {name for name in answers_in(Room) if not hasattr(kind.answers, name)} == set()
    assert kind.stored_as


@pytest.mark.parametrize("kind", APPROVABLE, ids=lambda kind: kind.name)
def test_every_kind_in_which_something_is_approved_answers_for_it(kind: Any) -> None:
    assert {name for name in answers_in(Approvals) if not hasattr(kind.approvals, name)} == set()
    assert issubclass(kind.approvals.case_in.__annotations__["return"], Approvable)


def test_approvals_import_no_kind_before_one_is_asked_for() -> None:
    """What a cold start of those that ask and answer pays for is theirs alone."""
    code = (
        "import sys, chalicelib.actions.approvals.approval, chalicelib.actions.approvals.workflow,"
        " chalicelib.actions.approvals.letters;"
        "print([name for name in sys.modules if name.startswith("
        "('chalicelib.actions.invoices', 'chalicelib.actions.bookings',"
        " 'chalicelib.actions.orders'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_in_other_kinds_nothing_is_approved(app: App) -> None:
    """The step is refused as any other that a kind does not have."""
    dispute_id = prepared(app, "POST /dispute/{disputeID}/fundRequest").target.split("/")[2]
    refused = app.as_("manager").get(f"/approval/{dispute_id}-1-1")
    assert (refused.status, refused.json["code"]) == (409, "illegalMove")


def test_stored_work_is_read_by_kind_and_never_by_shape(app: App) -> None:
    """A dispute on a booking with the work of one on an invoice is not read at all."""
    raised_here = app.as_("agent").post(URL, FEATURE).json["disputeID"]
    [item] = [item for item in app.items().values() if item["sk"] == "DISPUTE"]
    assert to_dispute(item).dispute_id == raised_here
    with pytest.raises(ValueError, match="reference"):
        to_dispute(item | {"kind": "booking"})


@pytest.mark.parametrize("kind", ["orders", "none"])
def test_a_kind_that_is_in_no_table_is_refused(app: App, kind: str) -> None:
    for path in (f"/dispute?kind={kind}", f"/report/queue?kind={kind}"):
        assert app.as_("agent").get(path).status == 400
    assert app.as_("admin").get(f"/audit/verify?kind={kind}").status == 400


APPROVALS = (
    "chalicelib/domain/approvals",
    "chalicelib/actions/approvals",
    "chalicelib/api/approvals.py",
    "chalicelib/store/looks.py",
    "chalicelib/views/approval.py",
)
"""What speaks of anything approvable."""

SPINE = (
    *APPROVALS,
    *(
        "chalicelib/domain/base",
        "chalicelib/domain/people",
        "chalicelib/domain/disputes",
        "chalicelib/domain/letters",
    ),
    *(
        "chalicelib/actions/desk.py",
        "chalicelib/actions/execution.py",
        "chalicelib/actions/kinds.py",
    ),
    *("chalicelib/actions/disputes", "chalicelib/actions/letters", "chalicelib/actions/jobs"),
    *(
        "chalicelib/api/attachments.py",
        "chalicelib/views/attachment.py",
        "chalicelib/views/parts.py",
    ),
)
"""What serves every kind."""

OF_THINGS = {"chalicelib/actions/disputes/search_index.py"}
"""Where bookings and invoices are named as what they are: things that search finds."""


def files_of(places: tuple[str, ...]) -> list[Path]:
    found = [
        path
        for place in places
        for path in (sorted(Path(place).rglob("*.py")) if Path(place).is_dir() else [Path(place)])
    ]
    return [path for path in found if path.as_posix() not in OF_THINGS]


OF_INVOICES = re.compile(r"invoice|\bcredits?\b(?! limit)|\b(?:line|balance)s?\b", re.IGNORECASE)
"""Words that only disputes on invoices have; a credit limit is a person's, whatever is approved."""


@pytest.mark.parametrize("path", files_of(APPROVALS), ids=lambda path: path.as_posix())
def test_approvals_speak_of_no_invoice(path: Path) -> None:
    """Neither in their code nor in what they say: the kind's own words come from its room. Names
    under which something has been stored stay.
    """
    assert OF_INVOICES.findall(re.sub(r"kept_as\(.*?\)", "", path.read_text())) == []


@pytest.mark.parametrize("path", files_of(SPINE), ids=lambda path: path.as_posix())
def test_the_spine_names_no_kind(path: Path) -> None:
    """It imports nothing of a kind's rooms; against its name nothing is held anywhere, as below."""
    tree = ast.parse(path.read_text())
    modules = [
        f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    rooms = tuple(
        f"chalicelib.{layer}.{name}s" for layer in ("domain", "actions") for name in KINDS
    )
    assert [module for module in modules if module.startswith(rooms)] == []


CLASSES = {f"{name.title()}{part}" for name in KINDS for part in ("Work", "Case")}


def kinds_asked_for(tree: ast.AST) -> list[int]:
    """The lines that tell kinds apart: by a comparison or a case with a kind's name, also among
    several; by the type of its work; by a table that is no row of `kinds.py`.
    """
    return [line for node in ast.walk(tree) for line in _asking(node)]


def _asking(node: ast.AST) -> list[int]:
    if isinstance(node, ast.Compare):
        return [node.lineno] if _named_in(node) else []
    if isinstance(node, ast.MatchValue):
        return [node.lineno] if _named_in(node.value) else []
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
        named = {part.id for part in ast.walk(node.args[1]) if isinstance(part, ast.Name)}
        return [node.lineno] if named & CLASSES else []
    if isinstance(node, ast.Dict):
        keys = [key for key in node.keys if key and _named_in(key)]
        return [node.lineno] if len(keys) > 1 else []
    return []


def _named_in(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value in KINDS
        for part in ast.walk(node)
    )


def test_no_module_asks_which_kind_a_dispute_is() -> None:
    """But the rooms of a kind themselves: elsewhere its answers are asked for."""
    asking = {
        path.as_posix(): kinds_asked_for(ast.parse(path.read_text()))
        for path in sorted(Path("chalicelib").rglob("*.py"))
        if {"invoices", "bookings", "orders"}.isdisjoint(path.parts)
    }
    assert {path: lines for path, lines in asking.items() if lines} == {}


@pytest.mark.parametrize(
    "code",
    [
        'dispute.kind == "order"',
        'item["kind"] in ("invoice", "booking")',
        'match kind:\n    case "booking" | "order":\n        pass',
        "isinstance(dispute.work, OrderWork)",
        'VIEWS = {"invoice": one, "order": another}',
    ],
)
def test_a_branch_on_a_kind_is_seen(code: str) -> None:
    assert kinds_asked_for(ast.parse(code))
