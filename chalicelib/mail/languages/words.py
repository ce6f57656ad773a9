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
    unread: Mapping[str, str]
    """Form of the plural, as CLDR names it → how much is unread, by its `{count}`."""
    we: str
    """Who speaks, where the staff does."""
    support: str
    """Who speaks, where support does that was asked to step in."""
    things: Mapping[str, tuple[str, str]]
    """What a letter is about → what that is called in a sentence, by its `{id}`, and on the link to
    it.
    """
    refused: str
    """Why an answer by mail was not taken; in English the refusal itself says it."""
    example: str
    """What somebody may have written, for previews."""
    terms: Mapping[str, Mapping[str, str]]
    """Sort of term, such as the claims of a payout dispute → term → how it is said."""
    events: Mapping[str, str]
    """Event of a payout dispute, or a further sentence of one → what its side is told, with its
    `{amount}`, `{due}` and the like (`domain/disputes/news.py`).
    """
    says: str = "{who}: {text}"

    @property
    def outcomes_without_withdrawn(self) -> tuple[str, ...]:
        """What stands above disputes of which none was withdrawn."""
        return (*self.outcomes[:4], self.outcomes[-1])

    def thing(self, of: str, thing_id: str) -> str:
        """What something is called within a sentence."""
        return self.things[of][0].format(id=thing_id)

    def link_to(self, of: str) -> str:
        """What stands on the link to something; nothing leads to reminders and promises."""
        return self.things[of][1] if of in self.things else ""
