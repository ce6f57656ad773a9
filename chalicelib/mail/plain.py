"""Texts that somebody else wrote, made harmless for a header, a page or a paragraph."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_TURNING = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}
"""Characters that turn the direction of the text after them, so that an amount could read
backwards.
"""


def one_line(text: str, longest: int) -> str:
    """The text without breaks, control characters and half characters, and no longer than allowed;
    a space at which no line ends stays one, such as within an amount.
    """
    harmless = "".join(_harmless(character) for character in text[: longest * 2])
    return shortened(_SPACES.sub(" ", harmless).strip(), longest)


def paragraph(text: str, longest: int) -> str:
    """The same, but with its line breaks; empty lines are left out, so that it stays
    one paragraph.
    """
    lines = (one_line(line, longest) for line in text[: longest * 2].splitlines())
    return shortened("\n".join(line for line in lines if line), longest)


def body(text: str) -> str:
    """A body as an administrator wrote it, with breaks of one kind and no control characters."""
    return "\n".join(
        "".join(_harmless(character) for character in line).rstrip() for line in text.splitlines()
    ).strip("\n")


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning with dots."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category == "Cs":
        return "\ufffd"
    return "" if ord(character) in _TURNING else character
