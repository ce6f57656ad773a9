"""A letter's HTML: made from the same lines as its text, every word escaped, styles inline, nothing
fetched.

Outlook for Windows draws as Word does: it knows no `max-width` and no padding of a link, so that
widths are told by attributes too, and a button is the cell of a table. The one sheet of styles is
for the dark, in programs that ask for it; those that turn colours by themselves pass it over. Gmail
shows what is within the body alone, so that language and direction are told there too.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from unicodedata import bidirectional

from chalicelib.mail.hashtags import TABLES, fill, is_alone

_FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_CARD = "width:100%;max-width:600px;background:#ffffff;border:1px solid #dfe2e7;border-radius:8px"
_PARAGRAPH = '<p style="margin:0 0 16px">{}</p>'
_LINK = '<a href="{0}" style="color:#1f4fbf;word-break:break-all">{1}</a>'
_BUTTON = (
    '<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0"><tr>\n'
    '<td class="button" bgcolor="#1f4fbf" style="background:#1f4fbf;border-radius:6px;'
    'padding:12px 22px">'
    '<a href="{0}" style="color:#ffffff;font-weight:600;text-decoration:none">{1}</a></td>'
    "</tr></table>"
)
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>
@media (prefers-color-scheme: dark) {{
.page {{ background: #14181f !important }}
.card, .card td, .card th, .card .item {{ border-color: #3a4350 !important }}
.card {{ background: #1d232c !important }}
.text, .text td {{ color: #e6e9ee !important }}
.quiet, .text .quiet {{ color: #a7b0bd !important }}
.text a {{ color: #9dbcff !important }}
.text .button {{ background: #2f62d9 !important }}
.text .button a {{ color: #ffffff !important }}
}}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" \
style="background:#f3f4f6">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" \
style="{card}">
<tr><td class="text" lang="{language}" dir="{direction}" \
style="padding:24px 22px 10px;{font};font-size:16px;line-height:1.5;\
color:#1b2430;overflow-wrap:anywhere">
{blocks}
</td></tr>
</table>
<p class="quiet" lang="{language}" dir="{direction}" \
style="margin:16px 0 0;{font};font-size:13px;color:#5b6472">{footer}</p>
</td></tr>
</table>
</body>
</html>
"""
_HEAD = (
    '<th class="quiet" align="{0}" style="padding:6px 0 6px {1};border-bottom:2px solid'
    ' #dfe2e7;font-size:13px;font-weight:600;color:#5b6472;overflow-wrap:normal">{2}</th>'
)
_CELL = (
    '<td align="{0}" style="padding:8px 0 8px {1};border-bottom:1px solid'
    ' #e8eaee;vertical-align:top;overflow-wrap:{3}">{2}</td>'
)
MAX_COLUMNS = 3
"""As many stand side by side on a telephone without an amount being torn."""
_ITEM = (
    '<li class="item" style="margin:0;padding:8px 0 6px;border-bottom:1px solid #e8eaee;'
    'break-inside:avoid">'
    "<strong>{0} {1}</strong>\n"
    '<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:340px;'
    'border-collapse:collapse;margin:2px 0 0">{2}</table></li>'
)
_AMOUNT = (
    '<tr><td class="quiet" style="padding:1px 12px 1px 0;font-size:13px;color:#5b6472;'
    'vertical-align:baseline">'
    '{0}</td>\n<td align="right" style="padding:1px 0;white-space:nowrap;'
    'vertical-align:baseline">{1}</td></tr>\n'
)
"""A name and its amount on a line of their own: amounts stand beneath one another in every mail
program, and a copy of them, or what strips the styles, still tells what is what.
"""
_LINKS = ("link", "dispute_link")


def page(
    title: str, blocks: Iterable[str], footer: str, language: str, direction: str = "ltr"
) -> str:
    """The whole document."""
    return _PAGE.format(
        language=escape(language),
        direction=direction,
        title=escape(title),
        font=_FONT,
        card=_CARD,
        blocks="\n".join(blocks),
        footer=escape(footer),
    )


def blocks(
    lines: Iterable[str], values: Mapping[str, str], table: str, labels: Mapping[str, str]
) -> list[str]:
    """Lines as paragraphs; a hashtag for the table or a link that stands alone becomes a block of
    its own, with its label, and the personal link a button.
    """
    made: list[str] = []
    current: list[str] = []
    for line in (*lines, ""):
        block = _block(is_alone(line), values, table, labels)
        if line.strip() and block is None:
            current.append(_spelled(line, values))
            continue
        if current:
            made.append(_PARAGRAPH.format("<br>\n".join(current)))
            current = []
        if block is not None:
            made.append(block)
    return made


def table(
    columns: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    says: str,
    *,
    on_paper: bool = False,
) -> str:
    """The parts of what a letter is about with their amounts; where there are more of these than
    stand side by side on a telephone, each part with its own beneath it. On paper all stand side by
    side, on far fewer sheets. `says`: how its language puts a colon.
    """
    if len(columns) > MAX_COLUMNS and not on_paper:
        return _list(columns, rows, says)
    head = "".join(
        _HEAD.format(*_place(number), escape(name)) for number, name in enumerate(columns)
    )
    body = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    if not body:
        return ""
    style = "width:100%;border-collapse:collapse;margin:0 0 20px;font-size:15px"
    # A table that goes on overleaf has its head there too.
    whole = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table cellpadding="0" cellspacing="0" style="{style}">{whole}</table>'


def _list(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], says: str) -> str:
    """Each row by itself: what it is, and its amounts beside their names, none of them broken."""
    items = "".join(
        _ITEM.format(
            escape(columns[0]),
            _apart(what),
            "".join(
                _AMOUNT.format(escape(says.format(who=name, text="").rstrip()), escape(amount))
                for name, amount in zip(columns[1:], amounts, strict=True)
            ),
        )
        for what, *amounts in rows
    )
    style = "list-style:none;margin:0 0 20px;padding:0;font-size:15px"
    # Of a list without marks some screen readers say only by its role that it is one.
    return f'<ul role="list" style="{style}">{items}</ul>' if items else ""


def _cells(row: tuple[str, ...]) -> Iterator[str]:
    for number, cell in enumerate(row):
        # An amount or a day is never torn; a long number of an invoice may be.
        yield _CELL.format(*_place(number), _apart(cell), "break-word" if number else "anywhere")


def _block(
    name: str | None, values: Mapping[str, str], table: str, labels: Mapping[str, str]
) -> str | None:
    if name in TABLES:
        return table
    if name in _LINKS and name in values and _is_web(values[name]):
        shape = _BUTTON if name == "link" else _PARAGRAPH.format(_LINK)
        return shape.format(escape(values[name]), escape(labels[name]))
    return None


def _spelled(line: str, values: Mapping[str, str]) -> str:
    return fill(line, values, literal=escape, value=_value)


def _value(name: str, said: str) -> str:
    if name in _LINKS and _is_web(said):
        return _LINK.format(escape(said), escape(said))
    return "<br>\n".join(map(_apart, said.split("\n")))


def _apart(said: str) -> str:
    """What somebody wrote; where that runs from right to left it turns nothing around it, such as
    an amount that follows a name.
    """
    runs_left = any(bidirectional(letter) in ("R", "AL") for letter in said)
    return f"<bdi>{escape(said)}</bdi>" if runs_left else escape(said)


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _place(column: int) -> tuple[str, str]:
    return ("right", "12px") if column else ("left", "0")
