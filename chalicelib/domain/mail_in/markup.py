"""The words of a mail that was written as HTML (X-14); nothing in it is run or fetched."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

MAX_MARKUP, MAX_BARE, MAX_TOGETHER = 1_000_000, 100_000, 300_000
"""How much HTML is read, how much of it without styles, since some takes the square of its length,
and how much of all the parts of a mail.
"""
_INLINED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%\s]+")
"""A picture that stands in the HTML itself, often larger than all that is read of it."""
_HIDING = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


class _Words(HTMLParser):
    """The words of HTML, with its blocks as lines and its quotes marked as in plain text."""

    _DROPPED = frozenset({"script", "style", "xml", "title", "template", "noscript", "svg"})
    _EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base"})
    _BLOCKS = frozenset(
        {"p", "div", "br", "tr", "table", "ul", "ol", "li", "hr", "pre", "blockquote"}
        | {f"h{level}" for level in range(1, 7)}
    )

    def __init__(self, *, hides: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.hides = hides
        self.hidden: list[str] = []
        """The element that nobody sees, once for each of its kind that is open within it."""
        self.lines: list[str] = [""]
        self.dropped = 0
        self.quoted = 0
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a line with a block, and a quote."""
        if tag not in self._EMPTY and (tag in self.hidden or self._hides(attrs)):
            self.hidden.append(tag)
        if self.hidden:
            return
        if tag == "body":
            self.dropped = 0
        if tag in self._DROPPED:
            self.dropped += 1
        if tag == "br":
            self.lines.append("")
        elif tag in self._BLOCKS:
            self._break()
        if tag == "blockquote":
            self.quoted += 1
        if tag == "pre":
            self.preformatted += 1
        if tag == "hr":
            self.lines[-1] = "________________________________"
            self._break()
        if tag == "li":
            self.lines[-1] += "- "
        if tag in ("td", "th") and self.lines[-1]:
            self.lines[-1] += " "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without a content hides nothing, whatever it is."""
        if tag not in self._DROPPED:
            self.handle_starttag(tag, attrs)
            if tag == "blockquote":
                self.quoted = max(0, self.quoted - 1)

    def handle_endtag(self, tag: str) -> None:
        """Ends it."""
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
            return
        if tag in self._DROPPED:
            self.dropped = max(0, self.dropped - 1)
        if tag in self._BLOCKS - {"br"}:
            self._break()
        if tag == "p":
            self.lines.append("")
        if tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)
        if tag == "pre":
            self.preformatted = max(0, self.preformatted - 1)

    def handle_data(self, data: str) -> None:
        """The words themselves; a break of the source is a space, but where lines are kept."""
        if self.dropped or self.hidden:
            return
        if self.preformatted:
            first, *others = data.replace("\r\n", "\n").split("\n")
            self._say(first)
            for line in others:
                self.lines.append("")
                self._say(line)
        else:
            self._say(data)

    def _hides(self, attrs: list[tuple[str, str | None]]) -> bool:
        """Whether nobody sees an element: so newsletters say what stands beside a subject."""
        return (
            self.hides
            and not self.hidden
            and any(
                name == "hidden" or (name == "style" and _HIDING.search(value or ""))
                for name, value in attrs
            )
        )

    def _say(self, data: str) -> None:
        said = re.sub(r"[ \t\r\n]+", " ", data)
        line = self.lines[-1]
        if not line:
            said = said.lstrip(" ")
            if self.quoted and said:
                self.lines[-1] = "> " * self.quoted
        self.lines[-1] += said

    def _break(self) -> None:
        if self.lines[-1]:
            self.lines.append("")


def words_of_html(markups: Iterable[str]) -> str:
    """The words of parts in HTML, a line for each block, until so much of them all is read."""
    words, left = [], MAX_TOGETHER
    for markup in markups:
        bare = _bare(markup)[:left]
        left -= len(bare)
        words.append(_words_of(bare))
        if left <= 0:
            break
    return "\n\n".join(words)


def _bare(markup: str) -> str:
    """As much of it as is read, without what nobody reads."""
    bare = _INLINED.sub("", markup)[:MAX_MARKUP]
    for begin, end in (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>")):
        bare = _without(bare, begin, end)
    return bare[:MAX_BARE]


def _words_of(bare: str) -> str:
    # What the parser would look for the end of, anew at each of them.
    whole = bare.replace("<!", "<x-").replace("<?", "<x-")
    last = whole.rfind(">") + 1
    shown = whole[:last] + whole[last:].partition("<")[0]
    return _read(shown, hides=True) or _read(shown, hides=False) or ""


def _read(markup: str, *, hides: bool) -> str | None:
    """The words; None where what is hidden does not end, so that it may be all there is."""
    reader = _Words(hides=hides)
    reader.feed(markup)
    reader.close()
    return None if reader.hidden else "\n".join(reader.lines)


def _without(markup: str, begin: str, end: str) -> str:
    """The markup without what stands between two marks, in one pass; to its end where the second
    one is missing.
    """
    low, kept, place = markup.lower(), [], 0
    if len(low) != len(markup):
        low = markup
    while (start := low.find(begin, place)) >= 0:
        kept.append(markup[place:start])
        over = low.find(end, start + len(begin))
        if over < 0:
            return "".join(kept)
        place = over + len(end)
    return "".join([*kept, markup[place:]])
