"""The one origin: what CloudFront promises on AWS, the front server keeps here."""

import socket

import pytest

from infra.processes import free_port
from tests.stack import Stack

STRICT = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


def test_the_api_says_that_it_is_well(stack: Stack) -> None:
    reply = stack.call("GET", "/health")
    assert (reply.status, reply.json["status"], reply.json["stage"]) == (200, "ok", "local")


@pytest.mark.parametrize("path", ["/", "/index.html", "/nowhere", "/api/health", "/api/me"])
def test_every_answer_has_the_strict_headers(stack: Stack, path: str) -> None:
    reply = stack.get(path)
    assert {name: reply.headers[name] for name in STRICT} == STRICT
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]


def test_the_page_may_run_nothing_inline_and_call_nobody_else(stack: Stack) -> None:
    policy = stack.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "connect-src 'self';" in policy
    assert "require-trusted-types-for 'script'" in policy


def test_the_api_needs_no_cors(stack: Stack) -> None:
    reply = stack.get("/api/health", headers={"Origin": "https://elsewhere.test"})
    assert not [name for name in reply.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize(
    "path", ["/package.json", "/vendor.entry.js", "/node_modules/preact/package.json", "/../app.py", "/%2e%2e/app.py", "/.hidden.js"]
)
def test_what_the_page_is_made_with_is_not_served(stack: Stack, path: str) -> None:
    assert stack.get(path).status == 404


def test_another_name_for_this_machine_is_refused(stack: Stack) -> None:
    assert stack.get("/api/health", headers={"Host": "evil.test"}).status == 421


@pytest.mark.parametrize(
    ("method", "query"),
    [
        ("GET", ""),
        ("GET", "?list-type=2"),
        ("HEAD", ""),
        ("PUT", "?X-Amz-Signature=x"),
        ("DELETE", "?X-Amz-Signature=x"),
        ("POST", "?delete"),
    ],
)
def test_files_are_fetched_by_a_link_and_sent_by_a_form_and_no_other_way(stack: Stack, method: str, query: str) -> None:
    """X-13: on this machine the emulator would do whatever it is asked, signed or not."""
    assert stack.get(f"/uploads/bucket/attachments/D/A/tag{query}", method).status == 403


def test_only_loopback_is_listened_on(stack: Stack) -> None:
    port = int(stack.url.rsplit(":", 1)[1])
    emulator = int((stack.folder / "emulator-port").read_text())
    assert port != emulator
    for taken in (port, emulator):
        with socket.socket() as probe:
            # Another address of this machine is still free on the same port, so nobody listens on all of them.
            probe.bind(("127.0.0.2", taken))


def test_a_free_port_is_really_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port()))
