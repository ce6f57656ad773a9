"""The app on somebody's phone that makes codes of a secret (RFC 6238)."""

import base64
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP


def code_of(secret: str) -> str:
    """The code that it shows now."""
    padded = secret + "=" * (-len(secret) % 8)
    key = base64.b32decode(padded, casefold=True)
    shown = TOTP(key, 6, SHA1(), 30, enforce_key_length=False)
    return shown.generate(int(time.time())).decode()
