"""Letters on paper: one document that a browser prints, each letter from a page of its own, with
the address where the window of an envelope shows it (DIN 5008, form B).

A browser has the letters of every script, which a PDF would have to bring along.
"""

from collections.abc import Iterable, Sequence
from html import escape
from math import ceil
from unicodedata import east_asian_width

from chalicelib.domain.base.texts import MAX_NAME
from chalicelib.mail import letters, plain
from chalicelib.mail.languages.known import language_of
from chalicelib.mail.letters import Facts, Reader
from chalicelib.mail.spelling import Spelling
from chalicelib.mail.templates import Template
from chalicelib.values import dataclass

MAX_LINES = 6
"""So many lines the window of an envelope shows; what an address has beyond stands in the last."""
SIZES = (11, 10, 9, 8, 7, 6)
"""In points: an address is written in the largest in which all of it stands in the window."""
_WIDTH, _HEIGHT = 70, 45
"""Of the window, in millimetres; less in width than it is, since lines end between words."""
_POINT = 25.4 / 72
_LINE_HEIGHT = 1.25
_DOCUMENT = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 20mm 20mm 20mm 25mm }}
body {{ margin: 0; background: #fff; color: #000; font: 11pt/1.4 system-ui, sans-serif }}
body {{ overflow-wrap: anywhere }}
.letter {{ break-after: page }}
.letter:last-child {{ break-after: auto }}
tr {{ break-inside: avoid }}
@media print {{ .left-out {{ display: none }} }}
@media screen {{
  body {{ max-width: 165mm; margin: 0 auto; padding: 0 10mm }}
  .letter {{ border-bottom: 1px dashed #888; padding-bottom: 10mm }}
}}
</style>
</head>
<body>
{left_out}{letters}
</body>
</html>
"""
_LEFT_OUT = """<section class="left-out">
<p><strong>Not among these letters, since something has overtaken them:</strong></p>
<ul>{rows}</ul>
</section>
"""
_WINDOW = (
    "box-sizing:border-box;width:85mm;max-width:100%;min-height:45mm;margin:25mm 0 0 -5mm;"
    "padding-left:5mm"
)
_LINE = '<p dir="auto" style="margin:0;font-size:{size}pt;line-height:1.25">{line}</p>'
_LETTER = """<article class="letter" lang="{language}" dir="{direction}">
<div style="{window}">{address}</div>
<p dir="auto" style="margin:0 0 8mm;text-align:right;font-size:9pt">{date}<br>{name}</p>
<h1 dir="auto" style="margin:0 0 6mm;font-size:12pt">{subject}</h1>
{blocks}
</article>"""


@dataclass(frozen=True)
class Sheet:
    """A letter as it is printed: to where, of which day, called by which name."""

    address: tuple[str, ...]
    date: str
    name: str
    template: Template
    facts: Facts


def document(title: str, sheets: Iterable[Sheet], left_out: Sequence[str] = ()) -> str:
    """The document of these letters; every word of theirs is escaped, and nothing is fetched.

    What was left out, and why, stands before them on the screen, and on no paper.
    """
    told = "\n".join(map(_letter, sheets))
    rows = "".join(f'<li dir="auto">{escape(one)}</li>' for one in left_out)
    notes = _LEFT_OUT.format(rows=rows) if rows else ""
    return _DOCUMENT.format(title=escape(title), letters=told, left_out=notes)


def address_of(name: str, postal: str | None) -> tuple[str, ...]:
    """The lines in the window: the name, and the address beneath it, which may begin with the name
    too; the name alone where no address is known.
    """
    named = plain.one_line(name, MAX_NAME)
    told = [plain.one_line(line, MAX_NAME) for line in (postal or "").splitlines()]
    lines = [named, *(line for place, line in enumerate(told) if line and (place or line != named))]
    first, rest = lines[: MAX_LINES - 1], lines[MAX_LINES - 1 :]
    return (*first, ", ".join(rest)) if rest else tuple(first)


def size_of(address: tuple[str, ...]) -> int:
    """The largest size in which the window shows all of an address."""
    return next((size for size in SIZES if _height(address, size) <= _HEIGHT), SIZES[-1])


def _height(address: tuple[str, ...], size: int) -> float:
    """Of an address in the window, in millimetres."""
    em = size * _POINT
    rows = sum(max(1, ceil(sum(map(_width, line)) * em / _WIDTH)) for line in address)
    return rows * em * _LINE_HEIGHT


def _width(letter: str) -> float:
    """Of a letter, in its own heights: Chinese ones are as wide as high."""
    return 1.0 if east_asian_width(letter) in "WF" else 0.6


def _letter(sheet: Sheet) -> str:
    reader = Reader("", sheet.address[0], "")
    subject, blocks = letters.body_of(sheet.template, sheet.facts, reader, on_paper=True)
    return _LETTER.format(
        language=escape(language_of(sheet.template.template_id)),
        direction=Spelling.of(sheet.template.template_id, None).direction,
        window=_WINDOW,
        address="".join(
            _LINE.format(size=size_of(sheet.address), line=escape(line)) for line in sheet.address
        ),
        date=escape(sheet.date),
        name=escape(sheet.name),
        subject=escape(subject),
        blocks="\n".join(blocks),
    )
