"""What somebody wrote in a mail, without what is quoted, signed below, or markup (X-14).

What one language or program calls a quote is known by `mailparser_reply`; what is here holds for
all of them. Nothing is lost by a wrong guess, since the whole text is kept.
"""

import re
from html.parser import HTMLParser
from typing import Any

FOLDED_WITHIN = 4000
"""Characters at the head of a text in which a quote or signature is looked for: the patterns of the
library take much longer for longer texts, and what is written above them is seldom so long.
"""
MAX_WHOLE = 40_000
"""How much of a text is kept: of longer ones the rest is what was quoted again and again."""
MAX_MARKUP, MAX_BARE = 1_000_000, 100_000
"""How much HTML is read, and how much of it without styles: some takes the square of its length."""
_LANGUAGES = ("en", "de", "cs", "da", "es", "fr", "it", "ja", "ko", "nl", "pl", "sv", "zh")
_LONGEST_LINE = 1000
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_MANY_BREAKS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u00ad\u202a-\u202e\u2066-\u2069]"
)
_DELIMITER = re.compile(r"^-- ?$", re.MULTILINE)
_SENT_FROM = re.compile(
    r"^(von meinem .{1,30} gesendet|gesendet (von|mit) .{1,40}|envoyé (de|depuis) mon .{1,40}"
    r"|inviato da(l mio)? .{1,40}|enviado (desde|do) (mi|meu) .{1,40}|verzonden (vanaf|met) .{1,40}"
    r"|wysłan[eoy] z .{1,40}|skickat från min .{1,40})\s*\Z",
    re.MULTILINE | re.IGNORECASE,
)
"""What telephones write below, in languages in which the library does not know it."""
_ORIGINAL = re.compile(r"^-{3,} ?[^\W\d_][^\n-]{3,60}-{3,}\n+[^\n:]{2,20}:", re.MULTILINE)
"""The line above what is quoted, and the first of the headers below it."""
_MOST_SIGNED = 12
"""Lines of a signature: what is longer below a greeting was said, and not signed."""
_LONGEST_GREETING = 40
_HEAD_LINES = 3
"""Lines that say above a quote who wrote it, and when."""


def tidied(text: str) -> str:
    """The text with line breaks of one kind, no more than one empty line in a row, and nothing that
    is unseen.
    """
    plain = _UNSEEN.sub("", _BREAKS.sub("\n", text[: MAX_WHOLE * 2])).replace("\u00a0", " ")
    lines = (line.rstrip()[:_LONGEST_LINE] for line in plain.split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip("\n")[:MAX_WHOLE]


def folded(whole: str) -> str:
    """What was written in a tidied text: above the quote, or between and below its parts where
    nothing stands above.
    """
    head, rest = whole[:FOLDED_WITHIN], whole[FOLDED_WITHIN:]
    own, is_cut = _above_quote(head)
    if not is_cut:
        own += rest
    if not own.strip():
        own = _without_quotes(whole)
    return _without_outer_quotes(_unsigned(own)).strip()


def _above_quote(text: str) -> tuple[str, bool]:
    """What stands above the first quote, and whether there is one."""
    generic = _head_of_quote(text)
    if generic is None and (original := _ORIGINAL.search(text)):
        generic = original.start()
    text_above = text if generic is None else text[:generic]
    found = _replies(text_above)
    if len(found) > 1 and found[0].content != text_above.strip():
        return found[0].content, True
    return text_above, generic is not None


def _replies(text: str) -> list[Any]:
    """The library's parts of a text: what was written, then what it answers."""
    from mailparser_reply import EmailMessage  # late: none but mail that comes in needs it

    split: list[Any] = (
        EmailMessage(text, languages=list(_LANGUAGES), keep_hyphen_lists=True).read().replies
    )
    return split


def _head_of_quote(text: str) -> int | None:
    """Where the lines begin that say who wrote what is quoted below them, in any language: they end
    with a colon, name an address and a day, and quoted lines follow.
    """
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if not line.startswith(">") or place == 0:
            continue
        above = place - 1
        while above > 0 and not lines[above].strip():
            above -= 1
        first = above
        while first > 0 and lines[first - 1].strip() and above - first < _HEAD_LINES - 1:
            first -= 1
        last = lines[above].rstrip()
        if not last.endswith((":", "：")):
            return None
        for start in range(above, first - 1, -1):
            said = " ".join(lines[start : above + 1])
            if "@" in said and re.search(r"\d", said):
                return len("\n".join(lines[:start]))
        return None
    return None


def _without_quotes(text: str) -> str:
    """What is not quoted, of a mail that answers below or between the lines that it quotes."""
    lines = text.split("\n")
    quoted = [place for place, line in enumerate(lines) if line.startswith(">")]
    if not quoted:
        return ""
    return "\n".join(line for line in lines[quoted[0] :] if not line.startswith(">"))


def _without_outer_quotes(text: str) -> str:
    """The text without the quotes that it begins and ends with; one between two answers stays,
    since it says what is answered.
    """
    lines = text.strip("\n").split("\n")
    own = [place for place, line in enumerate(lines) if line.strip() and not line.startswith(">")]
    return "\n".join(lines[own[0] : own[-1] + 1]) if own else ""


def _unsigned(text: str) -> str:
    """The text without a signature: below the line that marks one, or a short greeting with few
    lines after it.
    """
    marked = _DELIMITER.search(text) or _SENT_FROM.search(text)
    if marked:
        return text[: marked.start()]
    if len(text) > FOLDED_WITHIN:
        return text
    signature = _replies(text)[0].signatures or ""
    first = signature.split("\n")[0].strip()
    is_greeting = (
        len(first) <= _LONGEST_GREETING
        and not first.endswith((".", "!", "?", ":"))
        and signature.count("\n") < _MOST_SIGNED
    )
    place = text.rfind(first) if signature and is_greeting and first else -1
    return text[:place] if place > 0 else text


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

    def handle_data(self, data: str) -> None:
        """The words themselves; a break of the source is a space."""
        if self.dropped:
            return
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
    """The words of HTML; nothing in it is run or fetched."""
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
