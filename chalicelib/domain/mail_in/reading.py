"""Reading a mail: its text in whatever writing, and its files, within bounds (X-14)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import field
from email import message_from_bytes
from email.errors import (
    FirstHeaderLineIsContinuationDefect,
    MisplacedEnvelopeHeaderDefect,
    MissingHeaderBodySeparatorDefect,
)
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import getaddresses
from typing import Any

from chalicelib.domain.base.addresses import MAX_ADDRESS
from chalicelib.domain.disputes.attachments import MAX_BYTES, TYPES
from chalicelib.domain.mail_in import automatic, binding
from chalicelib.domain.mail_in.charsets import read_header, spelled
from chalicelib.domain.mail_in.folding import MAX_WHOLE, folded, is_answer, is_forwarded, tidied
from chalicelib.domain.mail_in.marks import marks
from chalicelib.domain.mail_in.markup import words_of_html
from chalicelib.domain.mail_in.message import Enclosed, Message
from chalicelib.domain.mail_in.private import without_links
from chalicelib.values import dataclass

MAX_MAIL_BYTES = 40 * 1024 * 1024
"""As large a mail as the mail service takes; it returns larger ones to who sends them."""
MOST_PARTS = 100
MOST_MARKS = 20_000
"""Lines that could end a part: what holds more is not even parsed, which takes a minute for half a
million parts.
"""
DEEPEST = 20
MOST_FILES = 10
"""Files that one mail brings; more are sent in another, or attached in the page."""
DECORATION_BYTES = 16 * 1024
"""A picture within the text that is smaller is a logo, and no proof of anything; but where nothing
else is sent.
"""
MAX_SUBJECT = 250
MAX_UNWRAPPED = 4 * MAX_WHOLE
"""How much of a text is looked at, of which less is kept: to put lines together takes the square
of their length.
"""
_LONGEST_HEADER, _LONGEST_PARSED = 4000, 1000
_MOST_REFERENCES = 50
_ADDRESS = re.compile(r"[\x21-\x7e]+@[^\s@]+")
_TWICE = re.compile(r"\A'?([^\s<>()\"',;:]{1,200}@[^\s<>()\"',;:]{1,200})'? *<\1>\Z", re.IGNORECASE)
"""An address that is its own name, as some programs write it: there is but one in it to see."""
_ASIDE_IN_HEADER = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')
"""What says nothing of the addresses in a header: a quoted name, or a remark."""
_BARE = re.compile(rb"\r(?!\n)|\0")
_TORN = (
    FirstHeaderLineIsContinuationDefect,
    MisplacedEnvelopeHeaderDefect,
    MissingHeaderBodySeparatorDefect,
)
_OTHER_NAMES = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "application/x-pdf": "application/pdf",
}
_PASSED_OVER = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
_SEALED = frozenset(
    {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
)
_PACKED = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
"""In what Outlook hides the files of a mail that it sends as rich text."""
_NOT_LOOKED_AT = f"what comes last: of a mail the first {MOST_PARTS} parts are looked at"
_BEYOND = "what comes after its end: the mail is broken there"
_NAMING = ("content-disposition", "content-type")
_UNQUOTED = re.compile(
    r"name=((?:=\?[^?\s]{1,40}\?[bq]\?[^?\s]{0,200}\?=\s{0,9}){1,9})", re.IGNORECASE
)
_METHOD = re.compile(rb"^METHOD:([A-Za-z]{1,20})", re.MULTILINE)
_OF_ATTENDEES = frozenset({"REPLY", "COUNTER", "REFRESH"})
"""What those say who are invited (RFC 5546)."""
_SEALED_ENDINGS = (".p7m", ".asc", ".pgp", ".gpg")
"""What hides the words of a mail within it."""


class Unreadable(Exception):
    """It is no mail that anybody could read; says why, and nothing of what is in it."""


class _Bounded(EmailPolicy):
    """The standard policy, but that no header is longer than people's: some take the square of
    their length to read.
    """

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_PARSED])


_POLICY = _Bounded(utf8=True)


@dataclass
class _Found:
    """What was found so far on the walk through the parts."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Text of other kinds, which is read where there is none of these."""
    files: list[Enclosed] = field(default_factory=list)
    decorations: list[Enclosed] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    parts: int = 0


def read(raw: bytes, return_path: str = "") -> Message:
    """The mail; `Unreadable` where it is none that anybody could read."""
    if len(raw) > MAX_MAIL_BYTES:
        raise Unreadable("too large")
    if raw.count(b"\n--") > MOST_MARKS:
        raise Unreadable("too many parts")
    try:
        return _read(raw, return_path)
    except Unreadable:
        raise
    except Exception as error:  # what is sent from outside breaks the parser in ways of its own
        raise Unreadable(type(error).__name__) from None


def _read(raw: bytes, return_path: str) -> Message:
    mail: Any = message_from_bytes(raw, policy=_POLICY)
    headers = _headers(mail)
    if "from" not in headers:
        raise Unreadable("no From")
    found = _Found()
    _walk(mail, found, depth=0)
    plain = tidied("\n\n".join(found.plain))
    marked_up = found.html or found.others
    html = "" if plain.strip() else tidied(words_of_html(marked_up))
    whole = without_links(plain if plain.strip() else html)
    sender, name = ("", "") if _is_ambiguous(raw, mail) else _sender(headers)
    written = _one_line(read_header(headers.get("subject", [""])[0]))
    subject = without_links(written)[:MAX_SUBJECT]
    why = automatic.reason(
        headers,
        (mail.get_content_type(), *found.kinds),
        subject,
        automatic.writers_of(headers["from"]),
        return_path or headers.get("return-path", [""])[0],
    )
    said = folded(whole) or (whole.strip() if is_forwarded(subject, whole) else "")
    is_all_said_above = not whole.strip() and not is_answer(subject)
    own_id = _one_line(headers.get("message-id", [""])[0])
    return Message(
        message_id=own_id or f"none.{hashlib.sha256(raw).hexdigest()[:32]}",
        sender=sender,
        sender_name=name,
        subject=subject,
        words=subject if is_all_said_above else said,
        whole=whole,
        files=tuple(found.files if said or found.files else found.decorations[:MOST_FILES]),
        refused=tuple(found.refused),
        references=tuple(_references(headers)),
        addressed=binding.addressed(headers),
        named=binding.named(headers),
        marks=marks(headers, whole, found.files),
        automatic=why,
    )


def _headers(mail: EmailMessage) -> dict[str, list[str]]:
    """The headers as they came, but for their spaces, by their names in small letters."""
    found: dict[str, list[str]] = {}
    for name, value in mail.raw_items():
        # Spaces first: anybody may put some into a signature, which holds and must not be cut.
        unfolded = re.sub(r"[ \t\r\n]+", " ", str(value)).strip()[:_LONGEST_HEADER]
        read = unfolded.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        found.setdefault(name.strip().lower(), []).append(read)
    return found


def _is_ambiguous(raw: bytes, mail: EmailMessage) -> bool:
    """Whether another reader, such as the mail service, may see other headers in it: they hold half
    of a line break, a line that is none of them, or a From that is longer than what is read of it.
    """
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    is_torn = any(isinstance(defect, _TORN) for defect in mail.defects)
    is_twofold = (mail.get_unixfrom() or "").removeprefix("From").lstrip().startswith(":")
    is_long = any(
        name.strip().lower() == "from" and len(str(value)) > _LONGEST_PARSED
        for name, value in mail.raw_items()
    )
    return is_torn or is_twofold or is_long or _BARE.search(head) is not None


def _sender(headers: dict[str, list[str]]) -> tuple[str, str]:
    """The address that a mail is from, and the name; nobody's where several are named, or where
    others may read another one in it: what was proved of that would be taken for this one.
    """
    if len(headers["from"]) != 1:
        return "", ""
    written = [_TWICE.sub(r"<\1>", headers["from"][0])]
    known = [(name, address) for name, address in getaddresses(written) if "@" in address]
    if len(known) != 1:
        return "", ""
    [(name, address)] = known
    is_group_or_route = bool(set(":;") & set(_ASIDE_IN_HEADER.sub("", written[0])))
    is_plain = len(address) <= MAX_ADDRESS and _ADDRESS.fullmatch(address) is not None
    if is_group_or_route or not is_plain or not address.isprintable():
        return "", ""
    return address.lower(), _one_line(read_header(name))[:100]


def _references(headers: dict[str, list[str]]) -> Iterator[str]:
    said = " ".join([*headers.get("in-reply-to", []), *headers.get("references", [])])
    yield from re.findall(r"<([^<>\s]{3,250})>", said)[:_MOST_REFERENCES]


def _walk(part: Any, found: _Found, depth: int) -> None:
    """Takes what a part holds; what is nested deeper than people do is passed over."""
    found.parts += 1
    if found.parts > MOST_PARTS or depth > DEEPEST:
        if _NOT_LOOKED_AT not in found.refused:
            found.refused.append(_NOT_LOOKED_AT)
        return
    kind = part.get_content_type()
    found.kinds.add(automatic.CALENDAR_ANSWER if _answers_calendar(part, kind) else kind)
    if kind == "message/rfc822":
        _take_file(part, kind, found)
        return
    if part.is_multipart():
        if f"\n--{part.get_boundary()}" in (part.epilogue or ""):
            found.refused.append(_BEYOND)
        for inner in part.iter_parts() if kind != "multipart/related" else part.get_payload():
            _walk(inner, found, depth + 1)
        return
    is_file = part.get_content_disposition() == "attachment" or _name(part) is not None
    if kind.startswith("multipart/"):
        # Its parts are not where it says: what stands there is read as it is.
        found.plain.append(_text(part)[:MAX_UNWRAPPED])
    elif kind == "text/plain" and not is_file:
        left = max(0, MAX_UNWRAPPED - sum(map(len, found.plain)))
        found.plain.append(_unwrapped(part, _text(part)[:left]))
    elif kind == "text/html" and part.get_content_disposition() != "attachment":
        found.html.append(_text(part))
    elif kind.startswith("text/") and kind not in TYPES and not is_file:
        found.others.append(_text(part)[:MAX_UNWRAPPED])
    elif kind not in _PASSED_OVER and (is_file or not kind.startswith("text/")):
        _take_file(part, kind, found)


def _answers_calendar(part: Any, kind: str) -> bool:
    """Whether a part is what a calendar writes by itself where somebody takes an invitation."""
    if kind != "text/calendar":
        return False
    told = str(part.get_param("method", ""))
    inside = _METHOD.search(part.get_payload(decode=True) or b"")
    return (told or (inside[1].decode() if inside else "")).upper() in _OF_ATTENDEES


def _take_file(part: Any, kind: str, found: _Found) -> None:
    """Keeps a file that may be attached, by its type or the ending of its name; what may not is
    told by name (X-13).
    """
    name = _name(part) or ("a mail" if kind == "message/rfc822" else "a file without a name")
    known = _type_of(kind, name)
    if kind in _SEALED or (known is None and name.lower().endswith(_SEALED_ENDINGS)):
        found.refused.append(f"{name}: the mail is encrypted, or signed so that nobody can read it")
        return
    if kind in _PACKED:
        found.refused.append(f"{name}: Outlook has packed the files into it; send them as HTML")
        return
    if known is None:
        found.refused.append(f"{name}: only {_taken()} are taken")
        return
    content = part.get_payload(decode=True) or b""
    is_within = part.get_content_disposition() != "attachment" and part["content-id"] is not None
    if is_within and content and known.startswith("image/") and len(content) < DECORATION_BYTES:
        found.decorations.append(Enclosed(name, known, content))
        return
    if not content:
        found.refused.append(f"{name}: it is empty")
    elif len(content) > MAX_BYTES:
        found.refused.append(f"{name}: a file holds at most {MAX_BYTES // 1_000_000} MB")
    elif len(found.files) >= MOST_FILES:
        found.refused.append(f"{name}: a mail brings at most {MOST_FILES} files")
    else:
        found.files.append(Enclosed(name, known, content))


def _type_of(kind: str, name: str) -> str | None:
    told = _OTHER_NAMES.get(kind, kind)
    by_name = next(
        (
            known
            for known, one in TYPES.items()
            if any(name.lower().endswith(ending) for ending in one.extensions)
        ),
        None,
    )
    if kind.startswith("text/"):
        return by_name or (told if told in TYPES else None)
    return told if told in TYPES else None if kind.startswith("message/") else by_name


def _taken() -> str:
    names = [one.name for one in TYPES.values()]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _name(part: Any) -> str | None:
    try:
        name = part.get_filename()
    except Exception:  # a header that cannot be read names no file
        return None
    if not name:  # encoded words without the quotes that they need there
        said = " ".join(str(value) for key, value in part.raw_items() if key.lower() in _NAMING)
        unquoted = _UNQUOTED.search(said)
        name = unquoted and unquoted[1]
    return _one_line(read_header(str(name)))[:200] if name else None


def _text(part: Any) -> str:
    """The text of a part: by the charset that it names, or whatever its bytes are."""
    raw: bytes = part.get_payload(decode=True) or b""
    return spelled(raw, str(part.get_content_charset("utf-8")).strip("'\" ").lower())


def _unwrapped(part: Any, text: str) -> str:
    """The text of `format=flowed` with its lines as they were written (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    deletes = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    is_open = False
    for line in text.replace("\r\n", "\n").split("\n"):
        said = line[1:] if line.startswith(" ") else line
        goes_on = said.endswith(" ") and said != "-- "
        is_joined = is_open and not said.startswith(">") and said != "-- "
        shown = said[:-1] if goes_on and deletes else said
        if is_joined:
            lines[-1] += shown
        else:
            lines.append(shown)
        is_open = goes_on and not said.startswith(">")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(
        "".join(
            character if character.isprintable() else " "
            for character in text.encode(errors="replace").decode()
        ).split()
    )
