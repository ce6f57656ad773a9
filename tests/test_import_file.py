"""`make import`: what it says and bears, against an API of a few lines."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from infra import import_file

JOB = {
    "rows": 1,
    "processed": 1,
    "summary": {},
    "errors": [],
    "warnings": [],
    "leftOut": [],
    "notes": {"error": 0, "warning": 0, "leftOut": 0},
    "counts": {"created": 1, "failed": 0},
    "importID": "I1",
}


class Product(ThreadingHTTPServer):
    """Answers each call with the next of its answers, a status and a body."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[tuple[int, Any]]] = {}
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """One call."""

    server: Product

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer()

    def _answer(self) -> None:
        call = f"{self.command} {self.path}"
        self.server.asked.append(call)
        answers = self.server.answers[call]
        status, body = answers.pop(0) if len(answers) > 1 else answers[0]
        said = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def product(monkeypatch: pytest.MonkeyPatch) -> Iterator[Product]:
    """A product in which everything goes well."""
    server = Product()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    server.answers = {
        "POST /api/session": [(200, {"token": "t"})],
        "GET /api/setting/importPresets": [
            (200, {"value": [{"presetID": "p", "kind": "invoices"}]})
        ],
        "POST /api/import": [
            (201, JOB | {"upload": {"url": f"{url}/uploads/b", "fields": {"key": "k"}}})
        ],
        "POST /uploads/b": [(204, None)],
        "POST /api/import/I1/preview": [(202, {})],
        "POST /api/import/I1/application": [(202, {})],
        "GET /api/import/I1": [
            (200, JOB | {"status": status})
            for status in ("reading", "previewed", "applying", "done")
        ],
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("REDRESS_URL", url)
    monkeypatch.setattr(import_file, "POLL_SECONDS", 0.01)
    yield server
    server.shutdown()
    server.server_close()


def bring(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    file.write_text("a,b\n")
    monkeypatch.setattr("sys.argv", ["import", str(file), "p", "2026-11-30"])
    import_file.main()


def test_it_names_the_import_and_says_how_far_it_is(
    product: Product,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bring(monkeypatch, tmp_path / "a.csv")
    said = capsys.readouterr().out
    assert said.startswith("Import I1, also at http://127.0.0.1:")
    assert "applying: 1 of 1 rows" in said
    assert "1 created, 0 failed" in said


def test_it_asks_for_the_code_of_a_second_factor(
    product: Product,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """X-15: of whoever started it; where nobody can be asked, or the page has to be looked at
    first, it says so and begins nothing.
    """
    asked = {"challenge": {"name": "SOFTWARE_TOKEN_MFA", "session": "s"}}
    product.answers["POST /api/session"] = [(200, asked)]
    product.answers["POST /api/session/challenge"] = [(200, {"token": "t", "user": {}})]
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _asked: "123456")
    bring(monkeypatch, tmp_path / "a.csv")
    assert "1 created, 0 failed" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    with pytest.raises(SystemExit, match="signs in with a code"):
        bring(monkeypatch, tmp_path / "a.csv")
    for first in (
        {"token": "t", "user": None},
        {"challenge": {"name": "NEW_PASSWORD_REQUIRED", "session": "s"}},
    ):
        product.answers["POST /api/session"] = [(200, first)]
        with pytest.raises(SystemExit, match="Sign in at http"):
            bring(monkeypatch, tmp_path / "a.csv")
    assert product.asked.count("POST /api/import") == 1


def test_it_waits_for_a_product_that_is_started_again(
    product: Product,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """X-12: what was begun and then forgotten with the last seconds is begun again; the token of
    before is renewed.
    """
    states = [
        (502, {}),
        (401, {}),
        *(
            (200, JOB | {"status": status})
            for status in ("previewed", "applying", "previewed", "applying", "done")
        ),
    ]
    product.answers["GET /api/import/I1"] = states
    product.answers["POST /uploads/b"] = [(502, {}), (204, None)]
    bring(monkeypatch, tmp_path / "a.csv")
    assert "waiting for the product to come back" in capsys.readouterr().out
    assert product.asked.count("POST /api/import/I1/application") == 2
    assert product.asked.count("POST /api/session") == 2


@pytest.mark.parametrize(
    ("call", "answer", "said"),
    [
        ("GET /api/import/I1", (404, {}), "does not know the import any more"),
        ("POST /api/import", (403, {"code": "forbidden"}), "403 .*forbidden"),
        ("POST /uploads/b", (403, {}), "sending the file: 403"),
        ("GET /api/import/I1", (200, JOB | {"status": "failed", "detail": "No CSV."}), "No CSV"),
    ],
)
def test_what_goes_wrong_is_said_without_a_traceback(
    product: Product,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    call: str,
    answer: tuple[int, Any],
    said: str,
) -> None:
    product.answers[call] = [answer]
    with pytest.raises(SystemExit, match=said):
        bring(monkeypatch, tmp_path / "a.csv")


def test_a_file_that_is_none_is_said(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["import", "/nowhere.csv", "p", "2026-11-30"])
    with pytest.raises(SystemExit, match=r"There is no file /nowhere.csv"):
        import_file.main()
