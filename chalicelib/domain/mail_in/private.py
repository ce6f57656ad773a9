"""Personal links in what an answer quotes, which are nobody else's business (DM-04, X-14)."""

import re

PRIVATE_LINK = "[personal link]"
_GOES_ON = r"(?:\n[> \t]*[\w.=~%-]{16,}(?=[\s<>()\[\]\"'&]|$))*"
"""The lines into which a mail program has broken what stands above them."""
_SLASH, _HASH = "(?:/|%(?:25)*2F|_)", r"(?:#|%(?:25)*23|-23|\*|&#35;|&#x23;|&num;)"
"""As they are, and as mail systems spell them that have links lead over a service of theirs."""
_LINK = re.compile(
    rf"{_HASH}{_SLASH}(?:response|answer|resolver|promise){_SLASH}\s*\S+{_GOES_ON}", re.IGNORECASE
)
_TOKEN = re.compile(rf"[0-9a-f]{{12}}\.Wy[I-L]\S+{_GOES_ON}")
"""What `links.py` signs, wherever it stands: the name of a key, and a list that begins with a
text.
"""


def without_links(text: str) -> str:
    """The text with each personal link taken out: whoever reads it could else answer by it."""
    return _TOKEN.sub(PRIVATE_LINK, _LINK.sub(PRIVATE_LINK, text))
