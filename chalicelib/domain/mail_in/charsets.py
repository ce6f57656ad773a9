"""The letters of a mail: which charset its bytes are in, whatever that is called (X-14)."""

from collections.abc import Iterator
from email.header import decode_header

_WIDER = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext",
    "big5": "cp950",
    "windows-949": "cp949",
    "windows-31j": "cp932",
    "mac-roman": "mac_roman",
    "mac-cyrillic": "mac_cyrillic",
    "iso-8859-6-e": "iso-8859-6",
    "iso-8859-6-i": "iso-8859-6",
    "iso-8859-8-e": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "sjis": "cp932",
    "iso-8859-8-i": "iso-8859-8",
    "windows-874": "cp874",
    "utf8": "utf-8",
}
"""What a charset is called → the one that holds it and what programs write under its name."""
_STILL_WIDER = {"cp950": "big5hkscs", "euc-jp": "euc_jis_2004"}
_MANY_BYTES = ("utf", "gb", "cp9", "big5", "euc", "iso2022", "iso-2022", "hz", "johab")
"""How those are called in which bytes go together, so that others' text seldom fits them."""


def spelled(raw: bytes, told: str) -> str:
    """The text of bytes: by the charset that they are said to be in, or whatever else they fit."""
    for charset in _charsets(told.removeprefix("x-"), raw):
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            continue
    return raw.decode("utf-8", errors="replace")


def read_header(text: str) -> str:
    """A header with its encoded words as they read; half of one stays as it is written."""
    try:
        return "".join(_word(word, charset) for word, charset in decode_header(text))
    except Exception:  # what is no encoded word after all breaks it in ways of its own
        return text


def _charsets(told: str, raw: bytes) -> Iterator[str]:
    """The charsets to try, the likeliest first: whatever is UTF-8 throughout is so by no chance,
    whatever else of single bytes it is called.
    """
    named = _WIDER.get(told, told)
    if b"\x1b$" in raw:
        yield "iso2022_jp_ext"
    if named == "utf-16" and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16-be" if raw[::2].count(0) > raw[1::2].count(0) else "utf-16-le"
    if not named.startswith(_MANY_BYTES):
        yield "utf-8"
    yield from (named, _STILL_WIDER.get(named, named), "utf-8", "cp1252")


def _word(word: str | bytes, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    if charset is None:  # how the standard library hands over what stands beside encoded words
        return word.decode("raw-unicode-escape")
    return spelled(word, charset.partition("*")[0])
