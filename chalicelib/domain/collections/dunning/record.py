"""What is kept of a customer's reminders: up to which level each item was reminded, when, the last
letter and what became of it, and what keeps reminders away (CO-34, CO-35).
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, timedelta
from typing import Any, Self

from chalicelib.domain.base.identifiers import OutsideID, subject_of
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.collections.dunning.holds import Block, Unblocked
from chalicelib.domain.collections.dunning.parts import without_part
from chalicelib.errors import AlreadyDone, NotFound, TooMany
from chalicelib.values import dataclass

MAX_TO_POST = 20
MAX_UNBLOCKED = 20
"""Of how many blocks that were ended it is kept by whom and when."""
MAX_BLOCKS = 1000
"""How many of a customer's items are blocked by themselves."""
MAX_KEPT = 180_000
"""In how many bytes it is kept which open items of a customer were reminded: some 15,000."""
MAX_TOLD = 1000
"""Of how many items the journal tells how each stands; of more it tells their seal."""
BOUNCES_WITHIN = timedelta(days=60)
"""How long a bank may take a payment back, so that its item goes on where it was."""
HELD_ADDRESS, NOT_SENT = ("heldAddress", "notSent")
OUTCOME_LOST = "outcomeLost"
"""That what tells how disputes ended did not arrive (CO-43)."""
REACHED_NOBODY: Mapping[str, str] = {
    "mailSuppressed": HELD_ADDRESS,
    "mailReturned": HELD_ADDRESS,
    "mailGivenUp": NOT_SENT,
}
"""What says that a letter did not reach anybody → why (CO-40)."""
NOT_POSTED = "notPosted"
"""What is said of a letter on paper that did not go."""
WITHHELD = "mailWithheld"
"""What says that a letter was not to leave any more."""


@dataclass(frozen=True)
class Reminded:
    """Up to which level an item was reminded, and when last."""

    level: int
    """From 1."""
    day: date


@dataclass(frozen=True)
class Unreached:
    """Why a customer was to be reminded and could not be, since when (CO-40)."""

    code: str
    since: datetime


@dataclass(frozen=True)
class ToPost:
    """A letter that was put to print and of which nobody said yet that it went by post."""

    number: int
    """Of the entry that claims it."""
    label: str
    at: datetime
    by: str
    despite: tuple[str, ...] = ()
    """What had overtaken it when somebody let it go nevertheless."""


@dataclass(frozen=True)
class Dunning:
    """A customer's reminders; by invoice number what is of one item."""

    customer_id: OutsideID
    customer_name: str
    dunning_id: str
    """Names its letters."""
    block: Block | None = None
    blocks: Mapping[str, Block] = field(default_factory=dict)
    last_unblocked: Unblocked | None = None
    """Who ended the last block on the customer."""
    unblocked: Mapping[str, Unblocked] = field(default_factory=dict)
    """By invoice number, who ended the last block on it; of the latest ones."""
    reminded: Mapping[str, Reminded] = field(default_factory=dict)
    letter: Mapping[str, Any] | None = None
    """The last letter as it was decided: what it says, and how its items stood before."""
    run: Mapping[str, Any] | None = None
    """The run of that letter as it goes on where letters of it did not go; None where all did."""
    mail: Mapping[str, Any] | None = None
    """What became of a letter, by the number of its entry in the journal."""
    outcome: Mapping[str, Any] | None = None
    """The last letter that told how disputes ended, as it was decided (CO-43)."""
    outcome_mail: Mapping[str, Any] | None = None
    """What became of that one."""
    to_post: tuple[ToPost, ...] = ()
    """The letters on paper that are on their way to the post, the oldest first."""
    posted: Mapping[str, Any] | None = None
    """What was said last of such a letter: its number, and whether it went by post."""
    released: Mapping[str, Any] | None = None
    """The one that somebody let go last, though it was overtaken: its number, and why."""
    waived: Mapping[str, Any] | None = None
    """The charge that was waived last (CO-39)."""
    unreached: Unreached | None = None
    look_at: datetime | None = None
    """When the job looks at the customer again."""
    version: int = 0
    sequence: int = 0
    """The number of the last entry in its journal (X-05)."""
    last_hash: str = ""

    @property
    def last_letter(self) -> Mapping[str, Any] | None:
        """The last letter, with its run as it goes on."""
        return {**self.letter, "run": self.run} if self.letter and self.run else self.letter

    @property
    def subject(self) -> str:
        """What names it in the journal."""
        return subject_of("dunning", self.customer_id)

    def journaled(self) -> dict[str, Any]:
        """What its journal tells."""
        return {
            "block": _told(self.block),
            "blocks": {number: _told(one) for number, one in sorted(self.blocks.items())},
            "reminded": _told_levels(self.reminded),
            "letter": dict(self.letter) if self.letter else None,
            "run": dict(self.run) if self.run else None,
            "mail": dict(self.mail) if self.mail else None,
            "toPost": [one.number for one in self.to_post],
            "waived": dict(self.waived) if self.waived else None,
            "posted": dict(self.posted) if self.posted else None,
            "released": dict(self.released) if self.released else None,
            "outcome": dict(self.outcome) if self.outcome else None,
            "outcomeMail": dict(self.outcome_mail) if self.outcome_mail else None,
            "unreached": self.unreached and self.unreached.code,
        }

    def last_day(self, invoice_number: OutsideID) -> date:
        """When an item was reminded of last; long ago for one that never was."""
        known = self.reminded.get(str(invoice_number))
        return known.day if known else date.min

    @property
    def level(self) -> int:
        """The highest of those of its items, which falls as these are paid (CO-34)."""
        return max((one.level for one in self.reminded.values()), default=0)

    def blocked(self, block: Block, invoice_number: OutsideID | None) -> Self:
        """The same with a block on the customer, or on one invoice; one that says the same changes
        nothing (CO-35).
        """
        known = self._block_on(invoice_number)
        if known and (known.reason, known.until) == (block.reason, block.until):
            return self
        if invoice_number is None:
            return self._on(block=block)
        return self._on(blocks={**self.blocks, str(invoice_number): block})

    def without_block(self, invoice_number: OutsideID | None, by: str, at: datetime) -> Self:
        """The same without that block; `AlreadyDone`, saying by whom and when, where somebody ended
        it, and `NotFound` where there was none (CO-35).
        """
        if self._block_on(invoice_number) is None:
            if known := self._unblocked_on(invoice_number):
                words = "{by} ended the block on {at}; reminders are not blocked here."
                raise AlreadyDone(Sentence(words, by=known.by, at=known.at), rule="CO-35")
            raise NotFound("Reminders are not blocked here.", rule="CO-35")
        if invoice_number is None:
            return self._on(block=None, last_unblocked=Unblocked(by, at))
        place = str(invoice_number)
        others = [(key, one) for key, one in self.unblocked.items() if key != place]
        ended = {**dict(others[1 - MAX_UNBLOCKED :]), place: Unblocked(by, at)}
        left = {key: one for key, one in self.blocks.items() if key != place}
        return self._on(blocks=left, unblocked=ended)

    def room_beside(self, open_numbers: Collection[str] | None) -> int:
        """How many bytes are left for further items beside those of it that are open; None for
        all that is known.
        """
        known = self.reminded
        own = known if open_numbers is None else (one for one in known if one in open_numbers)
        return MAX_KEPT - _size(own)

    def kept_for(self, open_numbers: Iterable[OutsideID], since: date | None = None) -> Self:
        """The same about what is open, and about what was reminded since a day: what is settled has
        no level any more, unless a bank takes its payment back (CO-23, CO-34).
        """
        known = set(map(str, open_numbers))
        reminded = {key: one for key, one in self.reminded.items() if key in known}
        lately = {key: one for key, one in self.reminded.items() if since and one.day >= since}
        if _size(lately | reminded) <= MAX_KEPT // 2:
            reminded = lately | reminded
        return replace(self, reminded=reminded)

    def with_letter(self, letter: Mapping[str, Any], levels: Mapping[str, int], day: date) -> Self:
        """The same once a letter is to be sent: each item that it asks for is at its level, all
        others as they were (CO-33, CO-34).
        """
        before = {key: one for key, one in self.reminded.items() if key in levels}
        raised = {key: Reminded(level, day) for key, level in levels.items()}
        told = {
            **letter,
            "on": day.isoformat(),
            "items": sorted(levels),
            "before": _levels(before),
        }
        return self._on(
            reminded={**self.reminded, **raised}, letter=told, run=None, mail=None, unreached=None
        )

    def with_mail(
        self, mail: Mapping[str, Any], letter: Mapping[str, Any] | None, at: datetime
    ) -> Self:
        """The same once it is known what became of a letter: of one that did not leave, its items
        stand as before (CO-40), whichever were claimed since. Only that is a change of state
        (X-07). Of one that was withheld the job looks again at once, not when a next level comes.
        """
        why = REACHED_NOBODY.get(mail["type"])
        if letter is None or not did_not_go(mail):
            return replace(self, mail=mail)
        is_last = self.letter is not None and self.letter["number"] == letter["number"]
        return replace(
            self.before_letter(letter),
            version=self.version + 1,
            mail=mail,
            unreached=Unreached(why, at) if why and is_last else self.unreached,
            look_at=at if self.look_at and mail["type"] == WITHHELD else self.look_at,
        )

    def with_outcome(self, letter: Mapping[str, Any]) -> Self:
        """The same once a letter is to tell how disputes ended (CO-43)."""
        is_lost = self.unreached is not None and self.unreached.code == OUTCOME_LOST
        unreached = None if is_lost else self.unreached
        return self._on(outcome=letter, outcome_mail=None, unreached=unreached)

    def with_outcome_mail(self, mail: Mapping[str, Any], at: datetime) -> Self:
        """The same once it is known what became of such a letter: who was not reached by it is in
        the list of these until another one is claimed (CO-40, CO-43).
        """
        if mail["type"] not in REACHED_NOBODY or self.unreached:
            return replace(self, outcome_mail=mail)
        return self._on(outcome_mail=mail, unreached=Unreached(OUTCOME_LOST, at))

    def with_waiver(self, waiver: Mapping[str, Any]) -> Self:
        """The same once a charge was waived (CO-39)."""
        return self._on(waived=waiver)

    @property
    def is_post_full(self) -> bool:
        """Whether no further letter can wait to be posted."""
        return len(self.to_post) >= MAX_TO_POST

    def put_to_print(self, one: ToPost) -> Self:
        """The same with a letter that is to go by post."""
        if self.is_post_full:
            raise TooMany(f"{MAX_TO_POST} letters wait to be posted; say first which were.")
        return replace(self, to_post=(*self.to_post, one))

    def with_post(self, number: int, letter: Mapping[str, Any] | None, *, was_posted: bool) -> Self:
        """The same once somebody says whether a letter went by post: of a reminder that did not,
        the items stand as before (CO-36, CO-40).
        """
        self.waiting(number)
        left = tuple(one for one in self.to_post if one.number != number)
        told = self._on(to_post=left, posted={"number": number, "wasPosted": was_posted})
        return told if was_posted or letter is None else told.before_letter(letter)

    def waiting(self, number: int) -> ToPost:
        """The letter of a number that waits to be posted; `NotFound` where none does."""
        known = next((one for one in self.to_post if one.number == number), None)
        if known is None:
            raise NotFound("No letter of this number waits to be posted.", rule="CO-36")
        return known

    def with_release(
        self, number: int, reason: str, despite: Sequence[str], words: Sequence[str]
    ) -> Self:
        """The same once somebody lets a letter go, though it was overtaken: by what, by its keys
        and in words (CO-28).
        """
        one = replace(self.waiting(number), despite=tuple(despite))
        to_post = tuple(one if known.number == number else known for known in self.to_post)
        told = {"number": number, "reason": reason, "despite": [*words]}
        return self._on(to_post=to_post, released=told)

    def way_of(self, number: int) -> str | None:
        """What became of a letter on paper: `toPost`, `posted` or `notPosted`; None where nothing
        is known of it.
        """
        if any(one.number == number for one in self.to_post):
            return "toPost"
        if self.posted and self.posted["number"] == number:
            return "posted" if self.posted["wasPosted"] else NOT_POSTED
        return None

    def before_letter(self, letter: Mapping[str, Any]) -> Self:
        """The same with the items of a letter at the levels that they had before it, but for those
        of which a later letter reminded, and with its run as one that goes on without it.
        """
        last = self.letter if self.letter and self.letter["number"] > letter["number"] else None
        own = {
            number
            for number in letter["items"]
            if (known := self.reminded.get(number))
            and known.day.isoformat() <= letter["on"]
            and number not in (last or {"items": ()})["items"]
        }
        before = {
            number: Reminded(one["level"], date.fromisoformat(one["day"]))
            for number, one in letter["before"].items()
            if number in own
        }
        kept = {key: one for key, one in self.reminded.items() if key not in own}
        run = self.letter and without_part(self.letter, (self.last_letter or {}).get("run"), letter)
        return replace(self, reminded={**kept, **before}, run=run)

    def looked_at(self, at: datetime | None) -> Self:
        """The same, to be looked at again at a time; by nobody for None. It stays at its version,
        but for what was not there before (X-07).
        """
        return replace(self, look_at=at, version=self.version or 1) if at != self.look_at else self

    def not_reached(self, code: str, at: datetime) -> Self:
        """The same where a letter was due and could not go; since when stays (CO-40)."""
        if self.unreached and self.unreached.code == code:
            return self
        return self._on(unreached=Unreached(code, at))

    def reached(self) -> Self:
        """The same where nothing is in the way of a reminder."""
        is_over = self.unreached is not None and self.unreached.code != OUTCOME_LOST
        return self._on(unreached=None) if is_over else self

    def _block_on(self, invoice_number: OutsideID | None) -> Block | None:
        return self.block if invoice_number is None else self.blocks.get(str(invoice_number))

    def _unblocked_on(self, invoice_number: OutsideID | None) -> Unblocked | None:
        if invoice_number is None:
            return self.last_unblocked
        return self.unblocked.get(str(invoice_number))

    def _on(self, **values: Any) -> Self:
        changed = replace(self, version=self.version + 1, **values)
        if len(changed.blocks) > MAX_BLOCKS:
            raise TooMany(f"Of a customer {MAX_BLOCKS:,} items are blocked at most.", rule="CO-35")
        return changed


def size_of(number: str) -> int:
    """How many bytes it takes to keep that an item was reminded."""
    return len(number.encode()) + 2


def _size(numbers: Iterable[str]) -> int:
    return sum(map(size_of, numbers))


def paper_name(dunning_id: str, number: int) -> str:
    """What a letter on paper is called, on it and where it is chosen."""
    return f"{dunning_id}-{number}"


def did_not_go(mail: Mapping[str, Any]) -> bool:
    """Whether what became of a letter says that it reached nobody, or was not to leave."""
    return mail["type"] in REACHED_NOBODY or mail["type"] == WITHHELD


def _told(block: Block | None) -> dict[str, Any] | None:
    if block is None:
        return None
    until = block.until and block.until.isoformat()
    return {"reason": block.reason, "until": until, "by": block.by}


def _told_levels(reminded: Mapping[str, Reminded]) -> dict[str, Any]:
    """How each item stands, or, of more than an entry holds twice, a seal on that."""
    levels = _levels(reminded)
    if len(levels) <= MAX_TOLD:
        return levels
    return {"count": len(levels), "sha256": hashlib.sha256(json.dumps(levels).encode()).hexdigest()}


def _levels(reminded: Mapping[str, Reminded]) -> dict[str, Any]:
    return {
        number: {"level": one.level, "day": one.day.isoformat()}
        for number, one in sorted(reminded.items())
    }
