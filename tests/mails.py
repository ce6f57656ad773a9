"""Mails as people and programs write them: made here, of no mailbox's."""

from base64 import b64encode
from dataclasses import dataclass, field
from quopri import encodestring

WORDS = "We do not agree.\n\nThe contract says 1.95 a month."
PDF = b"%PDF-1.7\n1 0 obj\n"
OURS = "Redress <disputes@redress.test>"


@dataclass(frozen=True)
class Sample:
    """A mail, and what shall be read in it."""

    name: str
    raw: bytes
    words: str = WORDS
    files: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """How what is left out of it begins."""


@dataclass(frozen=True)
class Mail:
    """A mail that is put together from its parts."""

    body: bytes = WORDS.encode()
    content_type: str = "text/plain; charset=utf-8"
    encoding: str = "8bit"
    sender: str = "Cal Customer <cal@customer.test>"
    subject: str = "Re: News on dispute"
    message_id: str = "<1@customer.test>"
    headers: dict[str, str] = field(default_factory=dict)

    def raw(self) -> bytes:
        """As it goes over the wire."""
        head = {
            "From": self.sender,
            "To": OURS,
            "Subject": self.subject,
            "Message-ID": self.message_id,
            "MIME-Version": "1.0",
            **self.headers,
            "Content-Type": self.content_type,
            "Content-Transfer-Encoding": self.encoding,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
        return (
            lines.encode("utf-8", "surrogateescape") + b"\r\n" + encoded(self.body, self.encoding)
        )


def encoded(body: bytes, encoding: str) -> bytes:
    """A body as it is spelled on the way."""
    if encoding == "base64":
        return b64encode(body) + b"\r\n"
    return encodestring(body) if encoding == "quoted-printable" else body


def part(
    body: bytes, content_type: str, encoding: str = "8bit", disposition: str = "", **headers: str
) -> bytes:
    """A part of a mail."""
    head = {
        "Content-Type": content_type,
        "Content-Transfer-Encoding": encoding,
        "Content-Disposition": disposition,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return lines.encode() + b"\r\n" + encoded(body, encoding)


def parts(*inner: bytes, boundary: str = "b1") -> bytes:
    """Parts between their boundaries."""
    mark = f"--{boundary}".encode()
    return b"".join(mark + b"\r\n" + one + b"\r\n" for one in inner) + mark + b"--\r\n"


def mixed(*inner: bytes, kind: str = "mixed", boundary: str = "b1") -> Mail:
    """A mail of several parts."""
    return Mail(
        parts(*inner, boundary=boundary), f'multipart/{kind}; boundary="{boundary}"', "7bit"
    )


TEXT = part(WORDS.encode(), "text/plain; charset=utf-8")
HTML = part(
    b"<html><head><style>p { color: red }</style></head><body><p>We do not agree.</p>"
    b"<p>The contract says 1.95 a month.</p></body></html>",
    "text/html; charset=utf-8",
)
PROOF = part(PDF, "application/pdf; name=proof.pdf", "base64", "attachment; filename=proof.pdf")
"""What most of them are made of."""
