"""The words by which a text is found, the same for what is kept and for what is asked."""

import re
import unicodedata

MAX_LENGTH = 64
"""Of a word; an identifier is no longer."""
MAX_PARTS = 40
"""How far into a word of a script without spaces its parts find it."""

_DRESS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic ones: people leave them
out.
"""
_BARE = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ĸ": "k",
        "ə": "e",
    }
)
"""Letters that Unicode does not take apart → as people without them on their keyboard
write them.
"""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
_APOSTROPHE = re.compile("['’‘‛ʼʻ′´`\u02b9]")
_SIGNS = (
    "\u0483-\u0487\u0610-\u061a\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd"
    "\u0f18-\u0fbc\u102b-\u109d\u17b4-\u17d3\u3099\u309a"
)
"""Vowels and tones that stand on letters and belong to the word."""
_LETTER = f"(?:[^\\W_]|[{_SIGNS}])"
_WORD = re.compile(f"{_LETTER}+(?:[-.]{_LETTER}+)*")
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f"
    "\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Han, kana, Hangul, Thai, Lao, Khmer, Burmese: words stand there without spaces, and people look
for a part.
"""


def fold(text: str) -> str:
    """The text without case, accents, width, and other ways to write the same letters; apostrophes
    stay out too.
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", _UNSEEN.sub("", text)))
    cased = unicodedata.normalize("NFKD", plain.casefold())
    return unicodedata.normalize("NFC", _DRESS.sub("", cased).translate(_BARE))


def words_of(text: str) -> frozenset[str]:
    """The words of a text that is asked for, no longer than a key may be; numbers
    keep their zeros.
    """
    return frozenset(word[:MAX_LENGTH] for word in _WORD.findall(fold(text)))


def index_words(text: str) -> frozenset[str]:
    """The words that find a text: its own, what follows an apostrophe, and parts of those in
    scripts without spaces.
    """
    found = words_of(text) | words_of(_APOSTROPHE.sub(" ", text))
    return found | {part for word in found for part in _parts(word)}


def whole_word(text: str) -> str:
    """A text taken as one word."""
    return fold(text).strip()[:MAX_LENGTH]


def best_word(text: str) -> str:
    """The longest word: the one that leaves the fewest others to look through; of signs only, the
    whole.
    """
    return max(words_of(text), key=lambda word: (len(word), word), default=whole_word(text))


def is_found(text: str, asked: str) -> bool:
    """Whether a text has all the words that are asked for, or begins of them; of signs only,
    whether it has these.
    """
    words, own = words_of(asked), index_words(text)
    if not words:
        return whole_word(asked) in fold(text)
    return all(any(one.startswith(word) for one in own) for word in words)


def _parts(word: str) -> set[str]:
    """The rests of a word from each of its letters on, since what begins so is found, and each
    letter for itself.
    """
    places = [place for place in range(min(len(word), MAX_PARTS)) if _SPACELESS.match(word, place)]
    rests = {word[place:] for place in places} | {word[place + 1 :] for place in places}
    return {rest for rest in rests if rest} | {word[place] for place in places}
