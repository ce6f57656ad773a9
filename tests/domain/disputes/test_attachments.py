"""The names of files (X-13)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.disputes.attachments import MAX_NAME_BYTES, TYPES, safe_name

PDF = TYPES["application/pdf"]
JOINING = "\u200c\u200d\ufe0f" + "".join(map(chr, range(0xE0030, 0xE0080)))
SIGNS = (
    "/\\.:"
    " \x00\r\n\u202e\u2066\ufeff\"'<>|?*%;pdfexe\u200c\u200d\ufe0f"
    "\U000e0067\U000e007f\U0001f3f4\U0001f469\u0915\u094d\u0301"
)
HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from(SIGNS)), min_size=1, max_size=300)


JOINED = (
    "\u0646\u0627\u0645\u0647\u200c\u0647\u0627.pdf",
    "\u0915\u094d\u200d\u0937.pdf",
    "\u0dc1\u0dca\u200d\u0dbb\u0dd3.pdf",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467.pdf",
    "\U0001f3f3\ufe0f\u200d\U0001f308 \u2764\ufe0f\u200d\U0001f525.pdf",
    "\U0001f469\U0001f3fd\u200d\U0001f4bb.pdf",
    "\U0001f642\u200d\u2194\ufe0f 1\ufe0f\u20e3.pdf",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f.pdf",
    "\U0001f1e9\U0001f1ea.pdf",
)
"""Names that mean something else, or are drawn otherwise, without what joins in them."""


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("invoice.pdf", "invoice.pdf"),
        ("Scan.PDF", "Scan.pdf"),
        ("report", "report.pdf"),
        ("report.exe", "report.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ada\\my file.pdf", "my file.pdf"),
        ("in\u202efdp.exe", "infdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ('a"; filename="b.exe', "a_; filename=_b.exe.pdf"),
        ("\x00\u200b.pdf", "pdf.pdf"),
        ("...", "file.pdf"),
        ("/", "file.pdf"),
        ("con.pdf", "file con.pdf"),
        ("LPT1.tar.pdf", "file LPT1.tar.pdf"),
        ("Ma\u0308rz.pdf", "M\u00e4rz.pdf"),
        ("\ud800x.pdf", "x.pdf"),
        ("\u3164\u2800\ufe0f.pdf", "pdf.pdf"),
        ("in\u034fvo\uffa0ice\U000e0100.pdf", "invoice.pdf"),
        ("in\u200dvo\u200cice.pdf", "invoice.pdf"),
        ("\u200d\u200ccafe\u0301\u200d.pdf", "café.pdf"),
        ("a\u200e\u200fb.pdf", "ab.pdf"),
        ("a\ufe0f \u200d\U000e0067\U0001f3f4\U000e0067.pdf", "a \U0001f3f4.pdf"),
        *((name, name) for name in JOINED),
    ],
)
def test_a_name_is_made_safe(told: str, kept: str) -> None:
    """X-13: no folders, nothing unseen, nothing that turns the writing or ends a header, and the
    ending of its type.
    """
    assert safe_name(told, PDF) == kept


def test_a_long_name_keeps_its_ending() -> None:
    """X-13: it is cut as file systems count, between characters."""
    name = safe_name("ä" * 500 + ".jpeg", TYPES["image/jpeg"])
    assert name.endswith("ä.jpeg")
    assert MAX_NAME_BYTES - 2 < len(name.encode()) <= MAX_NAME_BYTES


@given(HOSTILE, st.sampled_from(sorted(TYPES)))
def test_whatever_was_told_the_name_is_one(told: str, content_type: str) -> None:
    """X-13: of any text; and made safe again it stays what it is."""
    kind = TYPES[content_type]
    name = safe_name(told, kind)
    assert name.endswith(kind.extensions)
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert name[0] not in ". "
    assert not set(name) & set('/\\<>:"|?*')
    assert all(unicodedata.category(letter)[0] != "C" for letter in name if letter not in JOINING)
    assert all(letter == " " or not letter.isspace() for letter in name)
    assert name[0] not in JOINING
    assert safe_name(name, kind) == name


@pytest.mark.parametrize(
    ("content_type", "head"),
    [
        ("application/pdf", b"\xef\xbb\xbf%PDF-1.7\n1 0 obj<<>>endobj"),
        ("application/pdf", b"\n" * 1000 + b"%PDF-2.0\n"),
        ("text/plain", b"5 < 6, and the toll <script> was left out"),
        ("text/plain", b"<ann@example.com> wrote:\n> the toll"),
        ("text/plain", b"<5 days late"),
        ("text/plain", "\ufeffGebühr < 5 €".encode()),
        ("text/plain", "Gebühr".encode("latin-1")),
        ("text/plain", "Gebühr\r\n5 < 6 👍".encode("utf-16")),
        ("text/csv", b"\xfe\xff" + "a\tb\r\n1\t2".encode("utf-16-be")),
        ("text/csv", "a\tb👍".encode("utf-16")[:-2]),
    ],
)
def test_what_people_send_is_what_it_is(content_type: str, head: bytes) -> None:
    """X-13: a PDF behind a mark or blank lines, a text with `<` in it, a sheet saved as Unicode
    text.
    """
    assert TYPES[content_type].looks_so(head)


@pytest.mark.parametrize(
    ("content_type", "head"),
    [
        ("application/pdf", b" " * 1020 + b"%PDF-1.7"),
        ("application/pdf", b"<html><!--%PDF-1.7"),
        ("application/pdf", b"MZ\x90\x00 %PDF-1.7"),
        ("application/pdf", b"PK\x03\x04 %PDF-1.7"),
        ("text/plain", b" \n<svg onload=x>"),
        ("text/plain", b"\xef\xbb\xbf<!doctype html>"),
        ("text/plain", b"<!-- a --><script>"),
        ("text/plain", b"<?xml version='1.0'?>"),
        ("text/plain", b"<x:y/>"),
        ("text/plain", b"<svg"),
        ("text/plain", "<html>".encode("utf-16")),
        ("text/plain", b"#!/bin/sh"),
        ("text/plain", b"\xff\xfe\x00\x00a\x00"),
        ("text/plain", b"\xff\xfe\x00\xd8a\x00"),
        ("text/plain", b"\xff\xfe"),
        ("text/csv", b"a,b\x00"),
    ],
)
def test_what_begins_as_something_that_is_drawn_or_run_is_not_taken(
    content_type: str, head: bytes
) -> None:
    """X-13: whatever stands behind it."""
    assert not TYPES[content_type].looks_so(head)
