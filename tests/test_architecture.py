"""The arrows between the layers, and what else holds for the code as a whole."""

import ast
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import errors
from chalicelib.api.problems import STATUSES, TITLES
from chalicelib.api.route_table import ROUTES
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.errors import RedressError
from chalicelib.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*sorted((ROOT / "chalicelib").rglob("*.py")), ROOT / "app.py"]

PATHS = [path.relative_to(ROOT).as_posix() for path in SOURCES]


def test_imports_go_in_the_allowed_direction() -> None:
    """Layers, and within the domain rooms: the contracts stand in pyproject.toml.

    In a process of its own, since it silences the logs of the one that it is in.
    """
    judged = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert judged.returncode == 0, judged.stdout


IMPURE = {
    "os",
    "time",
    "random",
    "secrets",
    "uuid",
    "logging",
    "threading",
    "socket",
    "urllib.request",
}


@pytest.mark.parametrize("path", [path for path in PATHS if path.startswith("chalicelib/domain/")])
def test_the_domain_reads_no_clock_no_chance_and_no_environment(path: str) -> None:
    """Time and ids are arguments, so that every rule can be tried at any moment."""
    assert imported(path) & IMPURE == set()
    assert not re.search(r"\.(now|today|utcnow)\(\)", (ROOT / path).read_text())


@pytest.mark.parametrize("path", PATHS)
def test_keys_are_written_in_one_place_and_nothing_scans(path: str) -> None:
    source = (ROOT / path).read_text()
    # What should not be there can be found in no other way than by going along all of the table.
    assert (".scan(" in source) == (path == "chalicelib/store/upkeep.py")
    if not path.startswith(("chalicelib/store/keys/", "chalicelib/store/search_keys.py")):
        assert not re.search(
            r"""["'](?:USER|CUSTOMER|INVOICE|DISPUTE|COMMAND|PRESENCE|WORD|ALIAS|EVENT|LINE|BILLED)#\{""",
            source,
        )


def error_classes() -> list[type[RedressError]]:
    classes = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, RedressError)
    ]
    return [one for one in classes if one is not RedressError]


@pytest.mark.parametrize("error", error_classes(), ids=lambda error: error.__name__)
def test_every_error_has_a_status_a_title_a_code_and_a_sentence(error: type[RedressError]) -> None:
    assert STATUSES[error] in TITLES
    assert error.code == error.__name__[0].lower() + error.__name__[1:]
    assert (error.__doc__ or "").strip().endswith(".")


def test_no_two_errors_have_the_same_code() -> None:
    codes = [error.code for error in error_classes()]
    assert len(codes) == len(set(codes))
    assert set(STATUSES) == set(error_classes())


@pytest.mark.parametrize("path", [path for path in PATHS if path != "chalicelib/errors.py"])
def test_what_is_not_there_is_refused_in_one_place(path: str) -> None:
    """RV-03: by `no_such`, so that nothing tells it from what the person may not know of."""
    assert not re.search(r'NotFound\(\s*f?"There is no such', (ROOT / path).read_text())


def test_no_test_is_imported_by_another() -> None:
    """What tests share has modules and conftest files of its own."""
    of_a_test = re.compile(r"^\s*(?:from|import)\s.*\btests\.(?:\w+\.)*test_", re.MULTILINE)
    files = sorted((ROOT / "tests").rglob("*.py"))
    assert [str(file) for file in files if of_a_test.search(file.read_text())] == []


def test_every_place_in_a_path_has_one_parameter_name() -> None:
    """API Gateway refuses `{id}` beside `{customerID}` at the same place."""
    names: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for route in ROUTES:
        parts = route.path.split("/")
        for place, part in enumerate(parts):
            if part.startswith("{"):
                names[tuple(parts[:place])].add(part)
    assert {place: found for place, found in names.items() if len(found) > 1} == {}


def test_no_two_routes_are_the_same_and_each_says_what_it_does() -> None:
    assert len({route.name for route in ROUTES}) == len(ROUTES)
    assert all(route.summary.endswith(".") for route in ROUTES)


def test_the_life_cycles_in_the_readme_are_those_of_the_product() -> None:
    """Between the markers stands a row for every move, and no other."""
    readme = (ROOT / "README.md").read_text()
    printed = readme.split("<!-- lifecycle -->")[1].split("<!-- /lifecycle -->")[0]
    rows = [
        [cell.strip(" `") for cell in row.strip("|").split("|")]
        for row in printed.splitlines()
        if row.startswith("|")
    ]
    found = {
        (kind, verb, cell_statuses(sources), target) for kind, verb, sources, target, *_ in rows[2:]
    }
    moves = {
        (kind, move.verb, frozenset(map(spoken, move.sources)), spoken(move.target))
        for kind, row in KINDS.items()
        for move in row.lifecycle.moves
    }
    assert found == moves


def test_the_rules_in_the_docs_are_those_that_the_code_keeps_and_the_tests_prove() -> None:
    listed = re.findall(r"^\| ([A-Z]+-\d\d) \|", (ROOT / "docs/rules.md").read_text(), re.MULTILINE)
    kept, proved = (_rules_named_in(folder) for folder in ("chalicelib", "tests"))
    assert len(listed) == len(set(listed))
    assert set(listed) == kept | proved
    assert set(listed) - proved == set()


DOCS = [
    "ARCHITECTURE.md",
    "README.md",
    "CONTRIBUTING.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
]


@pytest.mark.parametrize("path", DOCS)
def test_every_file_that_the_docs_name_is_there(path: str) -> None:
    named = set(
        re.findall(r"`([\w./-]+\.(?:py|js|md|toml))(?::[^`]*)?`", (ROOT / path).read_text())
    )
    missing = {
        name
        for name in named - BUILT
        if not any((ROOT / place / name).exists() for place in PLACES)
    }
    below = [ROOT / place for place in ("chalicelib", "frontend", "tests")]
    assert {
        name for name in missing if not any(found for place in below for found in place.rglob(name))
    } == set()


PLACES = ("", "chalicelib", "frontend", "tests", "infra")
"""Where a path in the docs may begin; a mere name may lie anywhere below."""
BUILT = {"later.js", "pdf.js", "pdf.worker.js", "vendor.js"}
"""What `make page` makes."""


def test_the_map_fits_a_page_or_two() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_bytes()) <= 10_000


def _rules_named_in(folder: str) -> set[str]:
    """Each rule's id that stands in the Python code of a folder; of a range, such as those of a
    module's docstring, its ends.
    """
    named = re.compile(r"\b(?:CK|CO|CU|DM|IG|PO|RE|RV|X)-\d\d\b")
    return {
        rule for path in (ROOT / folder).rglob("*.py") for rule in named.findall(path.read_text())
    }


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_life_cycle_is_whole(kind: str) -> None:
    """Every status can be reached, can be left or is an end, and every open one waits
    for somebody.
    """
    lifecycle = KINDS[kind].lifecycle
    reached = {lifecycle.initial} | {move.target for move in lifecycle.moves}
    left = {source for move in lifecycle.moves for source in move.sources}
    assert left | lifecycle.ended >= reached >= left
    assert {status for status in reached if lifecycle.is_open(status)} == set(lifecycle.waits_for)
    assert all(re.fullmatch(r"[A-Z]{2}-\d\d", move.rule) for move in lifecycle.moves)
    assert spoken("pendingApproval") == "pending approval"


def cell_statuses(cell: str) -> frozenset[str]:
    return frozenset(part.strip(" `") for part in re.split(r",|\|| or ", cell))


def imported(path: str) -> set[str]:
    return set(_imported(ast.parse((ROOT / path).read_text())))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
