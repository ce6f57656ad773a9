"""Cursors: where the next page of a list begins, sealed, so that whoever carries one learns nothing
of it (RV-03).
"""

import base64
import hashlib
import json
from typing import Any

from chalicelib.errors import BadCursor
from chalicelib.links import Keys

FOREIGN_CURSOR = "The cursor does not belong to this list; start again without it."
MAX_CURSOR = 8192
PADDED_TO_BYTES = 256
"""The length of a cursor tells nothing of what lies in it, either."""

_PURPOSE = b"redress cursor 2\n"
_NAME_LETTERS = 12


class Cursors:
    """
    Seals and opens cursors, under keys that are made of those of personal links.

    One place gives one person one cursor (AES-SIV needs no nonce): a list that has not changed
    answers as before, so that whoever kept its later pages knows that they still follow.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def seal(self, place: Any, of: str) -> str:
        """A cursor to a place in the list that `of` names, with the person it is for; safe in a
        URL.
        """
        name, key = self._keys.signing()
        text = json.dumps(place, separators=(",", ":")).encode()
        padded = text.ljust(-(-len(text) // PADDED_TO_BYTES) * PADDED_TO_BYTES)
        return name + base64.urlsafe_b64encode(
            _cipher(key).encrypt(padded, [of.encode()])
        ).decode().rstrip("=")

    def open(self, cursor: str, of: str) -> Any:
        """The place behind a cursor; `BadCursor` unless it was sealed here, for this list and this
        person.
        """
        # Late, as below: whoever turns no page has no need of it.
        from cryptography.exceptions import InvalidTag

        name, sealed = cursor[:_NAME_LETTERS], cursor[_NAME_LETTERS:]
        key = (
            self._keys.verifying(name)
            if cursor.isascii() and cursor.isprintable() and len(cursor) <= MAX_CURSOR
            else None
        )
        try:
            if key:
                raw = base64.b64decode(
                    sealed.encode() + b"=" * (-len(sealed) % 4), altchars=b"-_", validate=True
                )
                return json.loads(_cipher(key).decrypt(raw, [of.encode()]))
        except (ValueError, InvalidTag):
            pass
        raise BadCursor(FOREIGN_CURSOR)


def _cipher(key: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(hashlib.sha512(_PURPOSE + key).digest())
