"""A kind of dispute is one row and its own rooms: all else serves a new one, and names none."""

import ast
import inspect
from pathlib import Path
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.actions.desk import Caller, Command
from chalicelib.actions.disputes import search_index
from chalicelib.actions.execution import execute
from chalicelib.actions.kinds import Room
from chalicelib.kinds import KINDS
from chalicelib.store.entities import to_dispute
from tests import toy
from tests.api.test_attachments import begun, completed, files, send
from tests.house import House
from tests.scenarios import FEATURE, URL

__all__ = ["files"]


@pytest.fixture
def toys(house: House, files: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    """The product with one more row in its table of kinds."""
    monkeypatch.setitem(KINDS, toy.KIND.name, toy.KIND)
    return house


def raised(house: House) -> str:
    command = Command("POST /toy", "key", "fingerprint")
    answer = execute(wiring.runtime(), Caller("agent"), command, toy.raised(1001, 500, "It squeaks."))
    assert answer.status == 201
    [dispute_id] = {item["dispute_id"] for item in house.items().values() if item.get("kind") == toy.KIND.name}
    return str(dispute_id)


@pytest.mark.usefixtures("toys")
def test_a_new_kind_is_one_row_and_its_room(house: House) -> None:
    """It is listed, counted, talked about, read, given files, found, audited and withdrawn by what all kinds share."""
    dispute_id = raised(house)
    place, agent = f"/dispute/{dispute_id}", house.as_("agent")
    assert [row["disputeID"] for row in agent.get("/dispute?kind=toy").json["value"]] == [dispute_id]
    assert agent.get("/report/queue?kind=toy").json["counts"] == [{"status": "open", "count": 1, "more": False}]
    assert (agent.get(place).json["amount"], agent.get(place).json["actions"][0]["allowed"]) == (5, True)
    assert house.as_("support").post(f"{place}/message", {"text": "Oil it."}).status == 201
    thread = house.as_("support").get(f"{place}/message").json
    assert ([row["type"] for row in thread["value"]], thread["dispute"]["messageCount"]) == (["raised", "message"], 1)
    assert house.as_("support").put(f"{place}/read", {"messageCount": 1}).json["unread"] == 0
    file = begun(house, place)
    send(file)
    assert completed(house, place, file).status == 200
    [listed] = agent.get(f"{place}/attachment").json["value"]
    assert listed["name"] == "proof.pdf"
    [item] = [item for item in house.items().values() if item["sk"] == "DISPUTE"]
    search_index.index_change(house.table, None, item)
    assert [hit["url"] for hit in agent.get(f"/search?q={dispute_id}").json["value"]] == [f"#/dispute/{dispute_id}"]
    assert house.as_("limited").get(place).status == 404
    house.settle()
    assert house.as_("admin").get("/audit/verify?kind=toy").json == {"checked": 1, "value": [], "nextCursor": None}
    assert agent.post(f"{place}/withdrawal", {"comment": "It is quiet."}).status == 200
    assert agent.get(f"{place}/event").json["value"][-1]["text"] == "It is quiet."
    assert [row["status"] for row in agent.get("/dispute?kind=toy&state=ended").json["value"]] == ["withdrawn"]
    house.settle()
    assert house.faults() == []


@pytest.mark.parametrize("kind", [*KINDS.values(), toy.KIND], ids=lambda kind: kind.name)
def test_every_kind_answers_all_that_is_asked_of_one(kind: Any) -> None:
    wanted = {name for name in [*vars(Room), *inspect.get_annotations(Room)] if not name.startswith("_")}
    assert {name for name in wanted if not hasattr(kind.answers, name)} == set()
    assert kind.stored_as


def test_stored_work_is_read_by_kind_and_never_by_shape(house: House) -> None:
    """A dispute on a booking with the work of one on an invoice is not read at all."""
    raised_here = house.as_("agent").post(URL, FEATURE).json["disputeID"]
    [item] = [item for item in house.items().values() if item["sk"] == "DISPUTE"]
    assert to_dispute(item).dispute_id == raised_here
    with pytest.raises(ValueError, match="reference"):
        to_dispute(item | {"kind": "booking"})


@pytest.mark.parametrize("kind", ["order", "none"])
def test_a_kind_that_is_in_no_table_is_refused(house: House, kind: str) -> None:
    for path in (f"/dispute?kind={kind}", f"/report/queue?kind={kind}"):
        assert house.as_("agent").get(path).status == 400
    assert house.as_("admin").get(f"/audit/verify?kind={kind}").status == 400


SPINE = (
    *("chalicelib/domain/base", "chalicelib/domain/people", "chalicelib/domain/disputes", "chalicelib/domain/letters"),
    *("chalicelib/actions/desk.py", "chalicelib/actions/execution.py", "chalicelib/actions/kinds.py"),
    *("chalicelib/actions/disputes", "chalicelib/actions/letters", "chalicelib/actions/jobs"),
    *("chalicelib/api/attachments.py", "chalicelib/views/attachment.py", "chalicelib/views/parts.py"),
)
"""What serves every kind."""

OF_THINGS = {"chalicelib/actions/disputes/search_index.py"}
"""Where bookings and invoices are named as what they are: things that search finds."""


def spine_files() -> list[Path]:
    found = [path for place in SPINE for path in (sorted(Path(place).rglob("*.py")) if Path(place).is_dir() else [Path(place)])]
    return [path for path in found if path.as_posix() not in OF_THINGS]


@pytest.mark.parametrize("path", spine_files(), ids=lambda path: path.as_posix())
def test_the_spine_names_no_kind(path: Path) -> None:
    """It imports nothing of a kind's rooms, and holds nothing against a kind's name."""
    tree = ast.parse(path.read_text())
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    rooms = tuple(f"chalicelib.{layer}.{name}s" for layer in ("domain", "actions") for name in KINDS)
    assert [module for module in modules if module.startswith(rooms)] == []
    compared = [part for node in ast.walk(tree) if isinstance(node, ast.Compare) for part in (node.left, *node.comparators)]
    assert [part.value for part in compared if isinstance(part, ast.Constant) and part.value in KINDS] == []


def test_no_module_asks_which_kind_a_dispute_is() -> None:
    """But the rooms of a kind themselves: elsewhere its answers are asked for."""
    asking = []
    for path in sorted(Path("chalicelib").rglob("*.py")):
        if {"invoices", "bookings"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Compare) and any(_is_kind(part) for part in (node.left, *node.comparators)):
                named = [part for part in (node.left, *node.comparators) if isinstance(part, ast.Constant) and part.value in KINDS]
                asking += [f"{path}:{node.lineno}"] if named else []
    assert asking == []


def _is_kind(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "kind"
