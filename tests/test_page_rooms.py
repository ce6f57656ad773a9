"""The rooms of the page: who may import whom, and that one table alone knows the
kinds of dispute.
"""

import posixpath
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from chalicelib import kinds

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"

TIERS = (
    {"base"},
    {"ui"},
    {"shell"},
    {"mail", "wallets", "account", "imports", "reports"},
    {"orders"},
    {"disputes", "bookings", "settings", "vendors"},
    {"approvals"},
    {"disputes/invoice", "disputes/booking", "disputes/order"},
    {"customers", "tickets", "followups"},
    {"gallery"},
    {""},
)
"""Each imports what stands above it here, and nothing beside it; the last is `frontend/` itself,
where rooms become one page.
"""

KINDS = "disputes/kinds.js"
"""The table of kinds."""

TABLES = {KINDS, "disputes/approvables.js"}
"""That, and what approvals show of each: the only files of `disputes/` that know the rooms of its
kinds.
"""

LATER = re.compile(r'import\("[./]*/later\.js"\)\.then')
"""Fetches what no first view needs when it is opened: an arrow of time, not of knowledge."""

FROM = re.compile(r'(?:\bfrom |\bimport |\bimport\()"(\.[^"]+)"')
BUILT = {
    "vendor.js",
    "vendor.entry.js",
    "vendor.d.ts",
    "pdf.js",
    "pdf.worker.js",
    "pdf.entry.js",
}


def found(ending: str) -> list[Path]:
    """The page's own files, without what is built or fetched."""
    paths = sorted(path.relative_to(FRONTEND) for path in FRONTEND.rglob(f"*.{ending}"))
    return [
        path
        for path in paths
        if not {"node_modules", "dist"} & set(path.parts) and path.name not in BUILT
    ]


FILES = {path.as_posix(): (FRONTEND / path).read_text() for path in found("js")}
SHEETS = [path.as_posix() for path in found("css")]
KIND_NAMES = re.findall(r"^  (\w+): \{$", FILES[KINDS], re.MULTILINE)
KIND_ROOMS = {f"disputes/{name}" for name in KIND_NAMES}


def room_of(path: str) -> str:
    return posixpath.dirname(path)


def imported(path: str, text: str) -> set[str]:
    """The page's files that a file imports, those of its types too."""
    found = (
        posixpath.normpath(posixpath.join(room_of(path), name))
        for name in FROM.findall(LATER.sub("", text))
    )
    return set(found) - BUILT


def tier_of(path: str) -> int:
    return next(tier for tier, rooms in enumerate(TIERS) if room_of(path) in rooms)


def wrong_arrows(path: str, text: str) -> list[str]:
    """What a file imports though its room may not."""
    if path in TABLES:
        return [
            name
            for name in imported(path, text)
            if tier_of(name) > tier_of(path) and room_of(name) not in KIND_ROOMS
        ]
    return [
        name
        for name in imported(path, text)
        if room_of(name) != room_of(path) and tier_of(name) >= tier_of(path)
    ]


def test_every_file_lies_in_a_room() -> None:
    """Beside the page's few files at its root there is no other folder."""
    rooms = set().union(*TIERS)
    assert [path for path in FILES if room_of(path) not in rooms] == []
    assert sorted(path for path in FILES if room_of(path) == "") == [
        "app.js",
        "first.js",
        "later.js",
        "navigation.js",
        "views.js",
    ]


def test_stylesheets_lie_in_rooms_and_are_linked_in_their_order() -> None:
    """A room's own is named as its folder; what it shares with others stands in a sheet above it,
    and paper comes last.
    """
    linked = re.findall(
        r'<link rel="stylesheet" href="([^"]+)"', (FRONTEND / "index.html").read_text()
    )
    assert sorted(linked) == sorted(set(SHEETS))
    assert linked[-1] == "base/print.css"
    tiers = [tier_of(path) for path in linked[:-1]]
    assert tiers == sorted(tiers)
    shared = {"base", "ui"}
    assert [
        path
        for path in SHEETS
        if room_of(path) not in shared and Path(path).stem != Path(path).parent.name
    ] == []


ANY = {
    "base/answers.js": (2, "keeps whatever was answered"),
    "base/client.js": (1, "whoever asks says what the answer is"),
    "base/format.js": (1, "Intl takes the text of a number, which TypeScript does not know"),
    "base/html.js": (3, "htm knows no types"),
    "base/http.js": (3, "whoever asks says what the answer is; JSON.parse gives the source"),
    "base/intent.js": (1, "whoever intends it says what the preview is"),
    "base/linked.js": (1, "whoever asks says what the answer is"),
    "base/queries.js": (3, "whoever asks says what the answer is"),
    "base/sentences.js": (1, "looks into whatever was answered"),
    "disputes/approvables.js": (6, "each kind shows approvals of its own"),
    "disputes/assign.js": (2, "each kind has hands of its own, by their names"),
    "disputes/pdf-page.js": (3, "Trusted Types, and what pdf.js fetches late, have no types here"),
    "disputes/thread.js": (3, "each kind has voices and rows of its own"),
    "settings/collections.js": (1, "each setting has rows of its own"),
    "ui/icon.js": (1, "icons are found by their names"),
}
"""How many types of each file are `any`, and why."""
_ANY = re.compile(r"[{<(|:,=&>] *any\b(?! \()|any\[\]")


def test_no_type_is_any_without_a_reason() -> None:
    """What the API answers is typed by `api.d.ts`; `any` would let a changed answer pass unseen."""
    comments = re.compile(r"/\*\*.*?\*/", re.DOTALL)
    counts = {
        path: sum(len(_ANY.findall(one)) for one in comments.findall(text))
        for path, text in FILES.items()
    }
    found = {path: count for path, count in counts.items() if count}
    assert found == {path: count for path, (count, _) in ANY.items()}


def test_lines_end_at_100_columns() -> None:
    """The formatter breaks code, and neither text in templates nor comments; what has no space
    cannot end sooner.
    """
    texts = FILES | {path: (FRONTEND / path).read_text() for path in SHEETS}
    assert [
        f"{path}:{number}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > 100 and " " in line.strip()
    ] == []


EFFECT = re.compile(
    r"\buseEffect\((.*?)(?:^ *\}, \[|^ *\}\);|, \[[^\n]*\]\);$)", re.DOTALL | re.MULTILINE
)


def moves_the_focus_late(text: str) -> bool:
    """Whether an effect moves the focus by itself some moments after what it belongs to was drawn;
    one that waits for a key may.
    """
    return any(
        ".focus(" in effect and "addEventListener" not in effect for effect in EFFECT.findall(text)
    )


def test_the_focus_moves_with_what_is_drawn() -> None:
    """Effects that run after it took the focus from a field in which somebody typed at once."""
    assert [path for path, text in FILES.items() if moves_the_focus_late(text)] == []
    assert moves_the_focus_late("  useEffect(() => {\n    box.current.focus();\n  }, [step]);\n")
    assert moves_the_focus_late("  useEffect(() => box.current?.focus(), [step]);\n")
    assert not moves_the_focus_late(
        "  useLayoutEffect(() => {\n    box.current.focus();\n  }, [step]);\n"
    )


def test_rooms_import_downwards_alone() -> None:
    """base ← ui ← shell ← the rooms in their order ← the page."""
    wrong = {path: wrong_arrows(path, text) for path, text in FILES.items()}
    assert {path: names for path, names in wrong.items() if names} == {}


@pytest.mark.parametrize(
    ("path", "line", "wrong"),
    [
        ("base/session.js", 'import { Button } from "../ui/button.js";', ["ui/button.js"]),
        (
            "ui/text.js",
            'import { elapsed } from "../disputes/time-spent.js";',
            ["disputes/time-spent.js"],
        ),
        ("shell/shell.js", 'import { findView } from "../views.js";', ["views.js"]),
        (
            "disputes/thread.js",
            '/** @typedef {import("./booking/words.js").Voice} Voice */',
            ["disputes/booking/words.js"],
        ),
        (
            "disputes/invoice/queue.js",
            'import { across } from "../booking/words.js";',
            ["disputes/booking/words.js"],
        ),
        (
            "wallets/wallet.js",
            'import { SIDES } from "../bookings/words.js";',
            ["bookings/words.js"],
        ),
        (KINDS, 'import { Portal } from "../customers/portal.js";', ["customers/portal.js"]),
        (KINDS, 'import { Workspace } from "./invoice/workspace.js";', []),
        ("disputes/attachments.js", 'const come = () => import("../later.js").then(draw);', []),
    ],
)
def test_an_arrow_that_points_up_is_seen(path: str, line: str, wrong: list[str]) -> None:
    assert wrong_arrows(path, line) == wrong


def test_no_files_import_each_other_in_a_circle() -> None:
    """Later.js names the page itself, so that the two share their files, and nobody imports it at
    once.
    """
    graph = {path: imported(path, text) for path, text in FILES.items() if path != "later.js"}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


def test_a_kind_has_a_row_and_a_room() -> None:
    """A folder of `disputes/` is a kind's, and each kind has one."""
    assert KIND_NAMES == ["invoice", "booking", "order"]
    assert {room for room in map(room_of, FILES) if room.startswith("disputes/")} == KIND_ROOMS


NAMES = "|".join(KIND_NAMES)
TITLED = "|".join(map(str.title, KIND_NAMES))
ASKS = re.compile(
    rf"""[=!]==?\s*["'`](?:{NAMES})["'`]      # compares with a kind
    | ["'`](?:{NAMES})["'`]\s*[=!]==?
    | \bcase\s+["'`](?:{NAMES})["'`]
    | \[\s*["'`](?:{NAMES})["'`]              # looks for it in a list, or something up by it
    | \bKINDS\s*(?:\.|\[["'`])\s*(?:{NAMES})\b
    | \bis(?:{TITLED})\b                      # isBooking
    | \bkind(?:=|:\s*["'`])(?:{NAMES})\b      # asks the API for one kind
    """,
    re.VERBOSE,
)


def asks_a_kind(path: str, text: str) -> list[str]:
    """Where a file asks of which kind a dispute is."""
    if path in TABLES or room_of(path) in KIND_ROOMS:
        return []
    return [found.group() for found in ASKS.finditer(text)]


def test_nothing_but_the_table_and_its_own_rooms_asks_for_a_kind() -> None:
    """A third kind is a row of `disputes/kinds.js` and a room beside the others."""
    asking = {path: asks_a_kind(path, text) for path, text in FILES.items()}
    assert {path: found for path, found in asking.items() if found} == {}


def test_each_kind_in_which_something_is_approved_says_what_approvals_show() -> None:
    """An approval of another kind that the page has would have nothing to draw."""
    [rows] = re.findall(r"APPROVABLES = \{([^}]*)\}", FILES["disputes/approvables.js"])
    approved = [name for name in KIND_NAMES if kinds.KINDS[name].approvals_room]
    assert re.findall(r"(\w+):", rows) == approved


OF_INVOICES = re.compile(r"invoice|\bcredits?\b|\blines?\b|balance", re.IGNORECASE)
"""Words that approvals take from the room of the kind that they are in."""


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) == "approvals"])
def test_approvals_speak_of_no_invoice(path: str) -> None:
    assert OF_INVOICES.findall(FILES[path]) == []


@pytest.mark.parametrize(
    "line",
    [
        'const isBooking = dispute.kind === "booking";',
        'if ("invoice" !== row.kind) return null;',
        'case "booking": return Car;',
        'const quiet = ["invoice"].includes(row.kind);',
        "const label = KINDS.invoice.label;",
        'const label = KINDS["booking"].label;',
        "const load = useLoad(`/dispute?kind=booking`);",
        'queryText({ kind: "invoice", state })',
    ],
)
def test_a_branch_on_a_kind_is_seen(line: str) -> None:
    assert asks_a_kind("disputes/timeline.js", line)
    assert asks_a_kind("customers/customer.js", line)
    assert not asks_a_kind("disputes/booking/queue.js", line)
