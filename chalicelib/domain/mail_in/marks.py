"""By what a mail is known that is brought once more, whatever was changed of it on the way (X-14).

Who has got a signed mail can bring it again under another Message-ID, which few signatures cover.
The signature stays: nobody else can make one, and no two mails share it, since it covers their day
and time. A mail with neither signature nor Message-ID is known by what is written in it and when:
the same few words of another day are another mail.
"""

import hashlib
from base64 import b64decode
from collections.abc import Mapping, Sequence
from email.utils import parsedate

from chalicelib.domain.mail_in.binding import SIGNATURE, tags_of
from chalicelib.domain.mail_in.message import Enclosed

Headers = Mapping[str, Sequence[str]]


def marks(headers: Headers, text: str, files: Sequence[Enclosed]) -> tuple[str, ...]:
    """The marks of a mail, of which two have none in common; none of one that its Message-ID
    alone names.
    """
    signed = [_signed(one) for one in headers.get(SIGNATURE, ())]
    if signed:
        return tuple(dict.fromkeys(map(_mark, signed)))
    return () if headers.get("message-id") else (_mark(_written(headers, text, files)),)


def _mark(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()[:32]


def _signed(signature: str) -> bytes:
    """The signature as bytes, which its letters may spell in several ways."""
    spelled = "".join("".join(value.split()) for name, value in tags_of(signature) if name == "b")
    try:
        return b64decode(spelled + "==").lstrip(b"\0")
    except ValueError:
        return spelled.encode(errors="replace")


def _written(headers: Headers, text: str, files: Sequence[Enclosed]) -> bytes:
    said = [*headers.get("from", ()), _moment(headers), *headers.get("subject", ()), text]
    said += [f"{file.name}\n{hashlib.sha256(file.content).hexdigest()}" for file in files]
    return "\n\n".join(said).encode(errors="replace")


def _moment(headers: Headers) -> str:
    """When a mail says that it was written; else the day on which it was received."""
    for date in headers.get("date", ()):
        return date
    for received in headers.get("received", ()):
        day = parsedate(received.rpartition(";")[2])
        return str(day[:3]) if day else ""
    return ""
