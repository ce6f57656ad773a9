"""The one origin: what CloudFront promises on AWS, the front server keeps here."""

import gzip
import socket
import urllib.error
import urllib.request

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
    "path",
    [
        "/package.json",
        "/vendor.entry.js",
        "/pdf.entry.js",
        "/node_modules/preact/package.json",
        "/../app.py",
        "/%2e%2e/app.py",
        "/.hidden.js",
    ],
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
def test_files_are_fetched_by_a_link_and_sent_by_a_form_and_no_other_way(
    stack: Stack, method: str, query: str
) -> None:
    """X-13: on this machine the emulator would do whatever it is asked, signed or not."""
    assert stack.get(f"/uploads/bucket/attachments/D/A/tag{query}", method).status == 403


def _form(fields: dict[str, str], content: bytes = b"hello") -> tuple[bytes, dict[str, str]]:
    """A form's body and headers, as a browser sends them."""
    head = '--b\r\nContent-Disposition: form-data; name="'
    said = "".join(f'{head}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    return f'{said}{head}file"; filename="a.txt"\r\n\r\n'.encode() + content + b"\r\n--b--\r\n", {
        "Content-Type": "multipart/form-data; boundary=b"
    }


def _begun_file(stack: Stack) -> tuple[str, dict[str, str]]:
    """Path and fields of a form that the product has signed."""
    order = {
        "kind": "bookings",
        "presetID": "fleet-bookings",
        "fileName": "a.csv",
        "size": 5,
        "asOf": "2026-11-30",
    }
    upload = stack.call("POST", "/import", order, stack.sign_in("finance")).json["upload"]
    return upload["url"].removeprefix(stack.url), upload["fields"]


def test_a_form_that_was_signed_is_taken_from_the_own_page_and_from_programs(stack: Stack) -> None:
    """X-13: as S3 takes it."""
    path, fields = _begun_file(stack)
    body, headers = _form(fields)
    assert stack.get(path, "POST", body, headers).status in (200, 201, 204)
    assert stack.get(path, "POST", body, headers | {"Origin": stack.url}).status in (200, 201, 204)


@pytest.mark.parametrize("origin", ["https://elsewhere.test", "null", "http://127.0.0.1:1"])
def test_another_page_sends_no_file(stack: Stack, origin: str) -> None:
    """X-13: any page in the browser could send a form here, and its answer is of no
    interest to it.
    """
    path, fields = _begun_file(stack)
    body, headers = _form(fields)
    assert stack.get(path, "POST", body, headers | {"Origin": origin}).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "message/rfc822", "Origin": "https://elsewhere.test"},
        {"Content-Type": "text/plain"},
    ],
)
def test_another_page_brings_no_mail(stack: Stack, headers: dict[str, str]) -> None:
    """X-14: on this machine mail comes in from the outbox and from programs."""
    assert stack.get("/outbox", "POST", b"From: a@b.test\r\n\r\nHello", headers).status == 403


@pytest.mark.parametrize(
    "left_out",
    ["policy", "x-amz-signature", "x-amz-credential", "x-amz-algorithm", "x-amz-date", "all"],
)
def test_a_form_that_nobody_signed_brings_no_file(stack: Stack, left_out: str) -> None:
    """X-13: nor does one whose signature is of another policy."""
    path, fields = _begun_file(stack)
    some = (
        {"key": fields["key"]}
        if left_out == "all"
        else {name: value for name, value in fields.items() if name != left_out}
    )
    body, headers = _form(some)
    assert stack.get(path, "POST", body, headers).status in (400, 403)


def test_a_signature_is_good_for_its_own_key_alone(stack: Stack) -> None:
    """X-13: nobody replaces another file with the form of the own one."""
    path, fields = _begun_file(stack)
    body, headers = _form(fields | {"key": "attachments/D/A/tag"})
    assert stack.get(path, "POST", body, headers).status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/index.html%00.js",
        "/uploads/bucket/%00?X-Amz-Signature=x",
        "/api/customer/%00",
        "/outbox%00",
    ],
)
def test_a_nul_in_a_path_is_not_found(stack: Stack, path: str) -> None:
    assert stack.get(path).status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.test", "X-Amz-Target": "DynamoDB_20120810.ListTables"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/_ministack/ses/messages", "/_ministack/reset", "/redress-artifacts?list-type=2"]
)
def test_the_emulator_answers_the_product_alone(
    stack: Stack, path: str, headers: dict[str, str]
) -> None:
    """Else any page in the browser could read mails there, and have everything forgotten."""
    port = int((stack.folder / "emulator-port").read_text())
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        b"{}" if path != "/redress-artifacts?list-type=2" else None,
        headers,
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    with refused.value:
        assert refused.value.code == 403


def test_only_loopback_is_listened_on(stack: Stack) -> None:
    port = int(stack.url.rsplit(":", 1)[1])
    emulator = int((stack.folder / "emulator-port").read_text())
    assert port != emulator
    for taken in (port, emulator):
        with socket.socket() as probe:
            # Another address of this machine is still free on the same port, so nobody listens on
            # all of them.
            probe.bind(("127.0.0.2", taken))


def test_a_free_port_is_really_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port()))


@pytest.mark.parametrize("path", ["/app.js", "/style.css", "/api/openapi.json"])
def test_what_is_large_comes_compressed_to_who_takes_it_so(stack: Stack, path: str) -> None:
    """Page 36: with the same content, and as it is to who does not."""
    plain, small = stack.get(path), stack.get(path, headers={"Accept-Encoding": "gzip"})
    assert (plain.headers["Content-Encoding"], small.headers["Content-Encoding"]) == (None, "gzip")
    assert (gzip.decompress(small.body), small.headers["Content-Type"]) == (
        plain.body,
        plain.headers["Content-Type"],
    )
    assert len(small.body) < len(plain.body) / 2
    assert "Accept-Encoding" in small.headers["Vary"]
