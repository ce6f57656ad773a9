"""Tables as files that a spreadsheet opens without harm (X-09)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""By what a cell begins that a spreadsheet would carry out; the wide ones are taken for the others in some languages."""


def to_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The table as RFC 4180 has it: lines end in CR LF, and nothing in a cell is carried out."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell: object) -> str:
    """The cell as text; with an apostrophe before what would be a formula, which a plain number below zero is not."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
