"""Files that are attached to a dispute: what may be, under which name, and whether what arrived is
what was told (X-13).
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.base.texts import seen_only
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import SHARED, Change
from chalicelib.domain.disputes.lifecycle import spoken
from chalicelib.domain.people.person import STAFF
from chalicelib.errors import DisputeEnded, FileRefused, TooMany
from chalicelib.values import dataclass

MAX_BYTES = 10_000_000
MOST = 50
"""How many files one side attaches to a dispute: they stay, and none takes the room of another, or
tells of notes by being refused.
"""
ARRIVES_WITHIN = timedelta(days=1)
"""As long as a file may be completed, and as the bucket keeps one that was sent and never was."""
HEAD_BYTES = 64 * 1024
"""How much of a file is looked at: no more of it is ever in memory."""
MAX_NAME_BYTES = 200
"""How long a name is at most, as file systems count."""

RULE = "X-13"


@dataclass(frozen=True)
class FileType:
    """A kind of file that is taken."""

    name: str
    extensions: tuple[str, ...]
    """How its names end; the first is given to a name that ends otherwise."""
    looks_so: Callable[[bytes], bool]
    """Whether a file that begins so is one."""
    is_drawn: bool = True
    """Whether it is opened as something else than letters; no file is two of these at once."""


@dataclass(frozen=True)
class Voice:
    """For whom somebody attaches a file, who may do so, and who may know of it."""

    side: str
    audience: str
    speaks_as: str | None = None
    """The side's name, where others than the staff are told."""
    aside: str = ""
    """What is said beside that it was attached, where nobody speaks: for whom alone, say."""
    next_mover: str = ""
    """Whose move it is then, where a file makes it another one's (X-04)."""


@dataclass(frozen=True)
class Content:
    """What arrived: the tag that names it, its size, and how it begins."""

    tag: str
    size: int
    head: bytes


@dataclass(frozen=True)
class Attachment:
    """A file of a dispute, attached or still on its way."""

    attachment_id: str
    name: str
    content_type: str
    size: int
    side: str
    audience: str
    by_id: str
    by_name: str
    at: datetime
    tag: str = ""
    """What names its content, once that was looked at and is kept."""

    def is_forgotten(self, now: datetime) -> bool:
        """Whether its time to arrive is over, where it was not attached within it (X-13)."""
        return self.at + ARRIVES_WITHIN <= now


def require_room(dispute: Dispute, side: str) -> None:
    """A dispute that has ended takes no files, and no side more than so many (X-13)."""
    if not dispute.is_open:
        raise DisputeEnded(
            f"A dispute that is {spoken(dispute.status)} takes no files; only an open one does.",
            rule=RULE,
        )
    if dispute.attached_by.get(side, 0) >= MOST:
        raise TooMany(
            f"Each side attaches at most {MOST} files to a dispute, and none is taken away again.",
            rule=RULE,
        )


def begin(name: str, content_type: str, size: int, voice: Voice, context: Context) -> Attachment:
    """A file that is about to be sent; nobody is told of it before it was looked at."""
    told = safe_name(name, TYPES[content_type])
    return Attachment(
        context.new_id(),
        told,
        content_type,
        size,
        voice.side,
        voice.audience,
        context.actor.user_id,
        context.actor.name,
        context.at,
    )


def attach(
    dispute: Dispute, arriving: Attachment, content: Content, voice: Voice, context: Context
) -> tuple[Dispute, Attachment, Change]:
    """The dispute with a file that arrived as it was told, and what tells of it (X-05);
    `FileRefused` for any other.
    """
    check_content(arriving, content)
    attached = replace(arriving, tag=content.tag, at=context.at)
    passive = f"{attached.name} was attached{voice.aside}."
    text = f"{voice.speaks_as} attached {attached.name}." if voice.speaks_as else passive
    after = {
        "attachmentID": attached.attachment_id,
        "name": attached.name,
        "contentType": attached.content_type,
    }
    said = after | {"size": attached.size, "tag": content.tag, "side": voice.side}
    told = Change("attached", text, after=said, note=False, audience=attached.audience)
    attached_by = dispute.attached_by | {voice.side: dispute.attached_by.get(voice.side, 0) + 1}
    readers = {SHARED: None, STAFF: (STAFF,)}.get(voice.audience, (voice.audience, STAFF))
    heard = replace(dispute, attached_by=attached_by).with_message(voice.side, readers)
    if voice.next_mover:
        heard = heard.waiting(voice.next_mover, context.at, context.hours)
    return heard, attached, told


def check_content(told: Attachment, content: Content) -> None:
    """`FileRefused` where size or beginning are not those of the file that was told."""
    kind = TYPES[told.content_type]
    if content.size != told.size:
        raise FileRefused(
            f"{told.name} was told to hold {told.size} bytes, and {content.size} arrived. Send it"
            " again."
        )
    if not kind.looks_so(content.head):
        raise FileRefused(
            f"{told.name} is not what its name says: its content is not that of a {kind.name} file."
        )
    as_well = [
        one.name
        for one in TYPES.values()
        if one.is_drawn and one is not kind and one.looks_so(content.head)
    ]
    if as_well:
        raise FileRefused(
            f"{told.name} is not what its name says: it is a {as_well[0]} file as well."
        )


def safe_name(name: str, kind: FileType) -> str:
    """The name without folders and without what cannot be seen, turns the direction of writing or
    means something to a computer.

    It ends as names of its type do, so that nothing else is opened in its place, and is cut before
    that.
    """
    base = re.split(r"[/\\]", name)[-1]
    spaced = unicodedata.normalize(
        "NFC", "".join(" " if letter.isspace() else letter for letter in base)
    )
    plain = " ".join(seen_only(re.sub(r'[<>:"|?*]', "_", spaced)).split()).strip(". ")
    ending = next((one for one in kind.extensions if plain.lower().endswith(one)), "")
    stem = plain[: len(plain) - len(ending)].rstrip(". ")
    if not stem or _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"file {stem}".strip()
    ending = ending or kind.extensions[0]
    return (
        seen_only(stem.encode()[: MAX_NAME_BYTES - len(ending)].decode(errors="ignore")).rstrip(
            ". "
        )
        + ending
    )


_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the point."""

_MARKUP = re.compile(r"\s*(<([a-z][\w:.-]*([\s/>]|$)|[!?/%])|#!|\{\\rtf)", re.IGNORECASE)
"""What a text begins with that a browser would draw or a computer run: an element, a comment, a
declaration, a script.
"""
_PROGRAMS = (b"MZ", b"\x7fELF", b"PK", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PICTURES = (b"GIF8", b"RIFF", b"BM", b"II*\x00", b"MM\x00*")
"""What begins as a picture that is not taken, and can be a PDF as well."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PDF_BEGINS_WITHIN = 1024
"""Bytes: what stands before is passed over by all that read PDF, such as a byte order mark or the
head of a mail.
"""
_PDF = re.compile(rb"%PDF-[12]\.\d")


def _is_pdf(head: bytes) -> bool:
    place = head[:_PDF_BEGINS_WITHIN].find(b"%PDF-")
    is_other = head.startswith((*_PROGRAMS, *_PICTURES)) or _MARKUP.match(
        _plain_text(head).lstrip("\ufeff")
    )
    return place >= 0 and _PDF.match(head, place) is not None and not is_other


def _is_text(head: bytes) -> bool:
    """Text in UTF-16 with its mark, or in any writing that has ASCII in it; with `<` in it, but not
    beginning as markup.
    """
    text = _plain_text(head).lstrip("\ufeff")
    return (
        bool(text.strip())
        and "\ufffd" not in text
        and not _UNWRITABLE.search(text)
        and not _MARKUP.match(text)
    )


def _plain_text(head: bytes) -> str:
    """What was looked at as text; where it ends in the middle of a character, that
    one is left out.
    """
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) & ~1].decode("utf-16", errors="replace").removesuffix("\ufffd")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


TYPES: dict[str, FileType] = {
    "application/pdf": FileType("PDF", (".pdf",), _is_pdf),
    "image/png": FileType(
        "PNG", (".png",), lambda head: head[:8] == b"\x89PNG\r\n\x1a\n" and head[12:16] == b"IHDR"
    ),
    "image/jpeg": FileType("JPEG", (".jpg", ".jpeg"), lambda head: head[:3] == b"\xff\xd8\xff"),
    "text/plain": FileType("text", (".txt",), _is_text, is_drawn=False),
    "text/csv": FileType("CSV", (".csv",), _is_text, is_drawn=False),
}
"""What is taken, by content type. Mails are not: what lies in one can be anything; they are
attached as PDF or text.
"""
