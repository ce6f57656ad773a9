"""The words of a mail that was written as HTML (X-14); nothing in it is run or fetched."""

import re
from html.parser import HTMLParser

MAX_MARKUP, MAX_BARE = 1_000_000, 100_000
"""How much HTML is read, and how much of it without styles: some takes the square of its length."""


class _Words(HTMLParser):
    """The words of HTML, with its blocks as lines and its quotes marked as in plain text."""

    _DROPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})
    _BLOCKS = frozenset(
        {"p", "div", "br", "tr", "table", "ul", "ol", "li", "hr", "pre", "blockquote"}
        | {f"h{level}" for level in range(1, 7)}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.dropped = 0
        self.quoted = 0
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser gives them
        """Begins a line with a block, and a quote."""
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
                self.quoted -= 1

    def handle_endtag(self, tag: str) -> None:
        """Ends it."""
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
        if self.dropped:
            return
        if self.preformatted:
            first, *others = data.replace("\r\n", "\n").split("\n")
            self._say(first)
            for line in others:
                self.lines.append("")
                self._say(line)
        else:
            self._say(data)

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


def words_of_html(markup: str) -> str:
    """The words of HTML, a line for each block."""
    bare = markup[:MAX_MARKUP]
    for begin, end in (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>")):
        bare = _without(bare, begin, end)
    # What the parser would look for the end of, anew at each of them.
    whole = bare[:MAX_BARE].replace("<!", "<x-").replace("<?", "<x-")
    last = whole.rfind(">") + 1
    reader = _Words()
    reader.feed(whole[:last] + whole[last:].partition("<")[0])
    reader.close()
    return "\n".join(reader.lines)


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
