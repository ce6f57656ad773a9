"""News: what a party is told of something that happened, as a sentence that each language has, and
what stands in it (CO-41).
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.values import dataclass

AS_WRITTEN = "asWritten"
"""The sentence that is a `text` of somebody's."""


@dataclass(frozen=True)
class News:
    """A sentence, by its name, and what stands in it."""

    sentence: str
    values: Mapping[str, Any]
    """Amounts as `Sentence.parts` has them; moments; else texts."""
    terms: Mapping[str, tuple[str, str]]
    """Name → sort of term and the term, such as `claim` → `("claims", "notPaid")`."""
