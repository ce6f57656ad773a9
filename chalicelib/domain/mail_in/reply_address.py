"""The address that answers to a letter go to: it names the thing that the letter was about and whom
it went to, signed (X-14).

Its local part is `reply+` and 58 letters and digits, 64 characters in all, which is as long as one
may be; nothing in it depends on capitals, which mail systems change. It holds 36 bytes: four bits
for the sort of thing and sixty for its id; how its reader is named, and who it is (16); the proof
that it was made here (7); and the mark of the address that the letter went to (4). Whoever forwards
a letter gives away the address, and not the right to speak as its reader.
"""

import base64
import hmac
import re
from collections.abc import Iterable

from chalicelib.values import dataclass

PREFIX = "reply+"
MAX_LOCAL = 64

PERSON, PARTY = "person", "party"
"""How a reader is named: a person by its id, or a party, at the address that it gave, by its
role.
"""

_PURPOSE = b"redress reply address 1\n"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of the ids of things, five bits a character."""
_ID_LENGTH, _READER_BYTES, _PROOF_BYTES, _MARK_BYTES = 12, 16, 7, 4
_SAID_BYTES = 8 + 1 + _READER_BYTES
_BYTES = _SAID_BYTES + _PROOF_BYTES + _MARK_BYTES
_UUID, _WORD, _PARTY = 0, 1, 2
_ASIDE = 0x80
_LONG_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""How the pool of people spells the ids that it gives."""


@dataclass(frozen=True)
class ReplyAddress:
    """What a reply address names."""

    thing: int
    """The number of the sort of thing (`actions/letters/things.py`)."""
    thing_id: str
    reader: str
    """A person's id, or the role of a party."""
    named: str = PERSON
    is_aside: bool = False
    """Whether the letter was for the staff alone, so that an answer to it is a note."""


def local_part(address: ReplyAddress, email: str, key: bytes) -> str | None:
    """The local part for the letter that goes to an address of e-mail; None where an id is not of
    the product's own making, and has no room.
    """
    said = _said(address)
    if said is None:
        return None
    token = base64.b32encode(said + _proof(said, key) + _mark(said, email, key))
    return PREFIX + token.decode().rstrip("=").lower()


@dataclass(frozen=True)
class Opened:
    """A reply address that was read, with what tells whether a letter with it went to somebody."""

    address: ReplyAddress
    raw: bytes
    key: bytes

    def went_to(self, email: str) -> bool:
        """Whether the letter went to this address of e-mail."""
        mark = _mark(self.raw[:_SAID_BYTES], email, self.key)
        return hmac.compare_digest(mark, self.raw[-_MARK_BYTES:])


def read(local: str, keys: Iterable[bytes]) -> Opened | None:
    """What a local part names; None for one that was made with none of these keys."""
    raw = _decoded(local)
    if raw is None:
        return None
    said, proof = raw[:_SAID_BYTES], raw[_SAID_BYTES:-_MARK_BYTES]
    for key in keys:
        if hmac.compare_digest(_proof(said, key), proof):
            return Opened(_named(said), raw, key)
    return None


def _said(address: ReplyAddress) -> bytes | None:
    number = _number(address.thing_id)
    form, reader = _packed(address)
    if number is None or reader is None:
        return None
    head = (address.thing << 60 | number).to_bytes(8, "big")
    return head + bytes([form | (_ASIDE if address.is_aside else 0)]) + reader


def _packed(address: ReplyAddress) -> tuple[int, bytes | None]:
    """The form in which a reader is named, and that reader in its bytes; None where it has no room
    in them.
    """
    if address.named == PERSON and _LONG_ID.fullmatch(address.reader):
        return _UUID, bytes.fromhex(address.reader.replace("-", ""))
    word = address.reader.encode()
    fits = 0 < len(word) <= _READER_BYTES and b"\0" not in word
    padded = word.ljust(_READER_BYTES, b"\0") if fits else None
    return (_PARTY if address.named == PARTY else _WORD), padded


def _named(said: bytes) -> ReplyAddress:
    head, form, reader = int.from_bytes(said[:8], "big"), said[8], said[9:]
    word = (
        re.sub(r"(.{8})(.{4})(.{4})(.{4})(.{12})", r"\1-\2-\3-\4-\5", reader.hex())
        if form & ~_ASIDE == _UUID
        else reader.rstrip(b"\0").decode(errors="replace")
    )
    named = PARTY if form & ~_ASIDE == _PARTY else PERSON
    return ReplyAddress(head >> 60, _text(head & (1 << 60) - 1), word, named, bool(form & _ASIDE))


def _number(identifier: str) -> int | None:
    if len(identifier) != _ID_LENGTH or any(one not in _ALPHABET for one in identifier):
        return None
    number = 0
    for one in identifier:
        number = number << 5 | _ALPHABET.index(one)
    return number


def _text(number: int) -> str:
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))


def _decoded(local: str) -> bytes | None:
    token = local.lower()
    if not token.startswith(PREFIX) or len(token) > MAX_LOCAL:
        return None
    try:
        raw = base64.b32decode(token.removeprefix(PREFIX).upper() + "======")
    except ValueError:
        return None
    return raw if len(raw) == _BYTES else None


def _proof(said: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + said, "sha256")[:_PROOF_BYTES]


def _mark(said: bytes, email: str, key: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + said + b"\n" + email.lower().encode(), "sha256")[
        :_MARK_BYTES
    ]
