"""The form of a file: what kind it is, its encoding, what stands between cells, and where its
columns are named (X-12).
"""

from dataclasses import replace

from chalicelib.errors import UnreadableFile
from chalicelib.values import dataclass

CSV, WORKBOOK = "csv", "xlsx"

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
"""What may stand between cells, by name."""

ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "shift_jis": "cp932",
    "gb18030": "gb18030",
    "big5": "cp950",
    "euc-kr": "cp949",
    "iso-8859-15": "iso8859-15",
    "macintosh": "mac-roman",
}
"""Encoding of a text file, as browsers call it → its codec."""

_BEGINNINGS = ((b"PK\x03\x04", WORKBOOK), (b"\xd0\xcf\x11\xe0", "xls"), (b"%PDF-", "pdf"))
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
_REFUSED = {
    "xls": (
        "The file is an old Excel file (.xls), or one with a password; save it as an Excel workbook"
        " (.xlsx) without one."
    ),
    "pdf": "The file is a PDF; its rows are wanted as a CSV file or an Excel workbook.",
}


_SHOWN = ("utf-8", "utf-16")
"""Encodings that the bytes of a file show by themselves."""


@dataclass(frozen=True)
class Form:
    """The form of a file; None for what is to be found out."""

    type: str | None = None
    """`csv` or `xlsx`, as the file's first bytes show."""
    encoding: str | None = None
    delimiter: str | None = None
    """By name: `comma`, `semicolon`, `tab` or `pipe`."""
    header_line: int | None = None
    """The line, or the row of a workbook, that names the columns; the first is 1."""
    sheet: str | None = None
    """The sheet of a workbook."""

    def over(self, found: "Form") -> "Form":
        """What is told, and what was found where nothing is."""
        return replace(
            found, **{name: value for name, value in vars(self).items() if value is not None}
        )

    def guesses_encoding(self, told: "Form") -> bool:
        """Whether the encoding is neither told nor shown by the bytes, so that somebody should look
        at the letters.
        """
        return self.encoding is not None and told.encoding is None and self.encoding not in _SHOWN


def type_of(head: bytes) -> str:
    """Whether a file that begins like this is text or a workbook; `UnreadableFile` for what is
    neither.
    """
    kind = next((kind for mark, kind in _BEGINNINGS if head.startswith(mark)), CSV)
    if kind in _REFUSED:
        raise UnreadableFile(_REFUSED[kind])
    if head[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        raise UnreadableFile(
            "The file is a web page, whatever it is called; open it and save it as a CSV file or an"
            " Excel workbook."
        )
    return kind
