"""What a language has to say for every letter to customers; a new one is a file like its neighbours
and a row of `known.py`.
"""

from collections.abc import Mapping

from chalicelib.values import dataclass

PROMISE = "promiseAsked"
"""The mail that asks a customer when it will pay."""


@dataclass(frozen=True)
class Words:
    """The letters in a language, and what the product puts into them beside amounts and days."""

    letters: Mapping[str, tuple[str, str]]
    """Template → its subject and its body."""
    items: tuple[str, str, str, str, str]
    """Above the items of what reminds, or asks for a promise."""
    outcomes: tuple[str, str, str, str, str, str]
    """Above the disputes that ended; the last but one is left out where nothing was withdrawn."""
    charges_before: str
    fee: str
    interest: str
    """Until a `{day}`."""
    instalment: str
    """By its `{number}`, the `{day}` on which it was due, and the `{amount}` that was missed."""
    more: str
    """How many instalments, by their `{count}`, are not named."""
    account: str
    """The customer's, by its `{number}`."""
    answer: str
    """On the button by which a letter is answered."""

    @property
    def outcomes_without_withdrawn(self) -> tuple[str, ...]:
        """What stands above disputes of which none was withdrawn."""
        return (*self.outcomes[:4], self.outcomes[-1])
