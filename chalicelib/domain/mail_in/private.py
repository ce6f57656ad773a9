"""Personal links in what an answer quotes, which are nobody else's business (DM-04, X-14)."""

import re

PRIVATE_LINK = "[personal link]"
_SLASH = "(?:/|%2F)"
_LINK = re.compile(
    rf"(?:#|%23){_SLASH}(?:response|answer|resolver|promise){_SLASH}\S+"
    r"(?:\n[> \t]*[\w.=~-]{16,}(?=\s|$))*",
    re.IGNORECASE,
)
"""A link with its token, also where a mail program has broken it into several lines."""


def without_links(text: str) -> str:
    """The text with each personal link taken out: whoever reads it could else answer by it."""
    return _LINK.sub(PRIVATE_LINK, text)
