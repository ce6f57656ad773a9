"""Names, texts and days as they are told from outside, by a request and by a file alike (X-12)."""

import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.errors import InvalidInput

MAX_NAME = 200
MAX_MOMENT = 40
FIRST_YEAR, LAST_YEAR = 1900, 2999

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DROPPED = re.compile("[\ufeff\u200b\u00ad]")
"""What is copied along unseen: byte order marks, places where a line may break, hyphens that show
only there.
"""
_REFUSED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters, what turns the direction of the text after it, and halves of characters."""
BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""What shows nothing, though its category is that of a letter, a mark or a sign: fillers, variants
of others, Braille without a dot.
"""

_JOINERS = "\u200c\u200d"
_AS_EMOJI, _KEYCAP, _BLACK_FLAG, _LAST_TAG = "\ufe0f", "\u20e3", "\U0001f3f4", "\U000e007f"
_TAGS = frozenset(map(chr, range(0xE0030, 0xE0080)))
"""By which an emoji of a flag says of which region it is."""
_JOINING = frozenset({*_JOINERS, _AS_EMOJI}) | _TAGS
_LOOSE_TAGS = re.compile("[\U000e0030-\U000e007e]+(?![\U000e0030-\U000e007f])")
"""Tags without the last one, which is no flag."""
_NONE_SEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def tidy(text: str, *, keeps_breaks: bool = False) -> str:
    """The text as it is read: every space as a space, nothing of what is copied along unseen, no
    space around it.

    A line break is a space, too, or one line feed where breaks are kept. Letters, marks and signs
    of all scripts stay as they are, as do the joiners and marks of direction that they need.
    """
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    return _SPACE.sub(" ", _BREAK.sub("\n" if keeps_breaks else " ", _DROPPED.sub("", text))).strip(
        " \n"
    )


def refused_in(text: str) -> str | None:
    """The first character that has no place in a text, by its name and place; None where there is
    none.
    """
    found = _REFUSED.search(text)
    if found is None:
        return None
    letter = found[0]
    kind = "HALF OF A CHARACTER" if unicodedata.category(letter) == "Cs" else "CONTROL CHARACTER"
    return f"U+{ord(letter):04X} {unicodedata.name(letter, kind)} as character {found.start() + 1}"


def read_text(
    value: Any, needed: str, longest: int, what: str = "The text", *, keeps_breaks: bool = False
) -> str:
    """The tidied text; `InvalidInput` in the words of `needed` unless something of it is to be seen
    and it is short enough.

    A character that has no place in a text is named, with where it stands.
    """
    refused = refused_in(value) if isinstance(value, str) else None
    if refused:
        raise InvalidInput(f"{what} holds {refused}, which has no place in a text; leave it out.")
    text = tidy(value, keeps_breaks=keeps_breaks) if isinstance(value, str) else ""
    if not any(map(_is_seen, text)) or len(text) > longest:
        raise InvalidInput(needed)
    return text


def read_name(value: Any, longest: int = MAX_NAME, what: str = "The text") -> str:
    """A name, reference or label: one line."""
    return read_text(
        value, f"A text of 1 to {longest} printable characters is needed here.", longest, what
    )


def read_lines(value: Any, longest: int = MAX_NAME, what: str = "The text") -> str:
    """The same of several lines, such as an address."""
    needed = f"A text of 1 to {longest} printable characters is needed here."
    return read_text(value, needed, longest, what, keeps_breaks=True)


def read_label(value: Any, longest: int = MAX_NAME, what: str = "The text") -> tuple[str, bool]:
    """What describes a line, and whether it had to be cut because it was too long: at whole
    characters as people see them.
    """
    text = read_name(value, max(longest, len(value) if isinstance(value, str) else 0), what)
    return (text, False) if len(text) <= longest else (_cut(text, longest), True)


def cut_words(what: str, longest: int = MAX_NAME) -> str:
    """What is told of a label that was cut."""
    return f"{what} was cut: of it, the first {longest} characters are kept."


def seen_only(text: str) -> str:
    """The text without what shows nothing, as a file is called; what joins stays in scripts that
    need it, and in emoji.
    """
    bare = "".join(
        letter
        for letter in text
        if letter in _JOINING
        or (unicodedata.category(letter)[0] != "C" and not BLANK.match(letter))
    )
    kept = ""
    for place, letter in enumerate(bare):
        if letter not in _JOINING or _joins(kept[-1:], letter, bare[place + 1 : place + 2]):
            kept += letter
    return _LOOSE_TAGS.sub("", kept)


def _joins(before: str, letter: str, after: str) -> bool:
    """Whether a letter that shows nothing belongs to what stands around it."""
    if not before:
        return False
    if letter in _TAGS:
        return before == _BLACK_FLAG or before in _TAGS
    if letter == _AS_EMOJI:
        return unicodedata.category(before) in ("So", "Sm") or (
            before.isascii() and after == _KEYCAP
        )
    if letter == "\u200d" and after and unicodedata.category(after) in ("So", "Sm"):
        return before in (_AS_EMOJI, _LAST_TAG) or unicodedata.category(before) in ("So", "Sk")
    return bool(after) and _needs_joiners(before) and unicodedata.category(after)[0] in "LM"


def _needs_joiners(letter: str) -> bool:
    """Whether the letter or sign is of a script that is written with joiners: of Arabic's, India's
    and others, but not of Europe's.
    """
    script = unicodedata.name(letter, "").partition(" ")[0]
    return unicodedata.category(letter)[0] in "LM" and script not in (
        "LATIN",
        "GREEK",
        "CYRILLIC",
        "COMBINING",
        "MODIFIER",
        "",
    )


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _NONE_SEEN and not BLANK.match(letter)


def _cut(text: str, longest: int) -> str:
    end = longest
    while end and _goes_on(text, end):
        end -= 1
    return text[: end or longest].rstrip(" ")


def _goes_on(text: str, place: int) -> bool:
    """Whether the code point there belongs to the one before: marks, joined ones, skin tones, tags,
    the second half of a flag.
    """
    before, here = text[place - 1], text[place]
    if before == "\u200d" or here in _JOINERS or unicodedata.category(here)[0] == "M":
        return True
    if "\U0001f3fb" <= here <= "\U0001f3ff" or "\U000e0020" <= here <= "\U000e007f":
        return True
    halves = 0
    while _is_half_of_flag(here) and halves < place and _is_half_of_flag(text[place - 1 - halves]):
        halves += 1
    return halves % 2 == 1


def _is_half_of_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def read_day(value: Any) -> date:
    """The day that a text spells as `2026-10-31`, of the years that matter."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if is_sensible(day):
            return day
    raise InvalidInput(
        f"A day of the years {FIRST_YEAR} to {LAST_YEAR} is needed here, written as 2026-10-31."
    )


def read_moment(value: Any) -> datetime:
    """The moment that a text spells as `2026-10-31T18:20:00Z`, with its distance from UTC."""
    if isinstance(value, str) and len(value) <= MAX_MOMENT:
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo and is_sensible(moment.date()):
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise InvalidInput(
        "A moment with its distance from UTC is needed here, written as 2026-10-31T18:20:00Z."
    )


def is_sensible(day: date) -> bool:
    """Whether it is of a year in which there are invoices."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
