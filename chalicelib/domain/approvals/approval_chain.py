"""Chains of approval: whom a company asks for what is above somebody's limit, level by level
(CU-14, CU-15).
"""

from dataclasses import field, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.stored import kept_as
from chalicelib.domain.disputes.parties import Parties, may_see
from chalicelib.domain.people.person import LimitHolders, Person
from chalicelib.values import dataclass

MAX_ASKED = 10
"""How many people one level asks at most, so that asking them fits one transaction."""

MAX_LEVELS = 10
LONGEST_WAIT = timedelta(days=28)
"""How long a level has to answer at most, whatever its hours and however often it is passed on: the
links to it live a little longer.
"""

MAX_HOURS = LONGEST_WAIT / timedelta(hours=1)

MAX_KEPT = 10
"""How many ended rounds a dispute remembers beside the last one, so that old links can say what
happened.
"""

MAX_REPEATS = 3
"""How often a chain that asks again does so."""

STANDARD_HOURS = 8.0
WHEN_SILENT = ("expire", "askAgain")
"""What happens when the last level does not answer: it is not approved, or the level is asked once
more.
"""


@dataclass(frozen=True)
class Level:
    """One level of a chain: everybody of a role or some people by name."""

    name: str
    role: str | None = None
    people: tuple[str, ...] = ()
    limit: dict[str, int] = field(default_factory=dict)
    """Currency → minor units that a yes of this level is good for, where that is less than the
    person's own limit.
    """
    answer_within_hours: float = STANDARD_HOURS
    """Business hours."""

    def has(self, person: Person) -> bool:
        """Whether the person belongs to the level."""
        return person.role == self.role or person.user_id in self.people

    def limit_of(self, person: Person, currency: str) -> int:
        """Up to how many minor units the person's yes is good for here."""
        own = person.limit_in(currency)
        return min(own, self.limit.get(currency, own))


@dataclass(frozen=True)
class Chain:
    """Levels with rising limits, asked one after the other."""

    chain_id: OutsideID
    name: str
    levels: tuple[Level, ...]
    currencies: tuple[str, ...] = ()
    """The currencies that it is for; empty means all."""
    when_silent: str = "expire"


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked, perhaps instead of somebody who is away or has passed it on."""

    user_id: str
    name: str
    instead_of: str | None = None


@dataclass(frozen=True)
class Step:
    """One level of a running chain: planned, asked, how it was answered, or left by all who were
    asked.
    """

    level: Level
    status: str = "planned"
    asked: tuple[Asked, ...] = ()
    held_by: tuple[str, ...] = ()
    """Everybody who was ever asked in this step: it never goes back to them."""
    able: tuple[str, ...] = ()
    """Whose limit sufficed when they were asked."""
    gone: tuple[str, ...] = ()
    """Who was asked and could not answer any more."""
    asked_at: datetime | None = None
    due_at: datetime | None = None
    decided_by_id: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    comment: str | None = None

    def asks(self, user_id: str) -> bool:
        """Whether this person's answer is waited for."""
        return self.status == "asked" and any(one.user_id == user_id for one in self.asked)


@dataclass(frozen=True)
class AskedPart:
    """A part of what a round asks for, which may be edited once the round is over. Amounts in minor
    units.
    """

    part_id: OutsideID = field(metadata=kept_as("line_id"))
    disputed: int
    amount: int = field(metadata=kept_as("credit"))
    requested_by: str | None = None
    requested_by_name: str = field(default="", compare=False)


@dataclass(frozen=True)
class Superseded:
    """A request that was set aside by asking for something else: whoever held it is told with the
    next step. Amounts in minor units.
    """

    amount: int
    total: int
    by: str
    held_by: tuple[Asked, ...]


@dataclass(frozen=True)
class Round:
    """One run of a chain over all that is pending of a dispute (CU-15). Amounts in minor units."""

    number: int
    total: int
    """What a limit must reach (CU-14): what all comes to if this is approved."""
    amount: int
    """What is pending."""
    parts: tuple[AskedPart, ...] = field(metadata=kept_as("lines"))
    content_hash: str
    """Of what is asked for; an answer is good for nothing else."""
    requested_by: tuple[Asked, ...]
    started_at: datetime
    steps: tuple[Step, ...]
    when_silent: str = "expire"
    attempt: int = 1
    """How often its workflow was started."""
    status: str = "asking"
    ended_at: datetime | None = None
    ended_by: str | None = None
    """Who ended it; nobody where its time was over."""
    reason: str | None = None
    """Why it ended as it did."""
    check_at: datetime | None = None
    """When somebody should look whether it still goes on."""
    instead: Superseded | None = None
    """What it takes the place of."""

    @property
    def is_active(self) -> bool:
        """Whether it still waits for an answer."""
        return self.status == "asking"

    @property
    def part_ids(self) -> tuple[OutsideID, ...]:
        """The parts that it is about."""
        return tuple(part.part_id for part in self.parts)

    @property
    def told(self) -> str:
        """What its workflow is told of how it ended."""
        return "void" if self.status == "recalled" else self.status

    @property
    def current(self) -> int | None:
        """The place of the step that is asked, from 1; None between two steps."""
        return next(
            (place for place, step in enumerate(self.steps, 1) if step.status == "asked"), None
        )

    def step(self, place: int) -> Step | None:
        """The step at a place, from 1."""
        return self.steps[place - 1] if 0 < place <= len(self.steps) else None

    @property
    def untold(self) -> tuple[Asked, ...]:
        """Who held what it takes the place of and was not told yet: until the first of its levels
        is asked.
        """
        has_asked = any(step.status not in ("planned", "skipped") for step in self.steps)
        return self.instead.held_by if self.instead and not has_asked else ()

    def earlier_for(self, user_id: str, place: int) -> Superseded | None:
        """What it takes the place of for somebody who is asked at the first of its levels that has
        anybody.
        """
        is_first = all(step.status in ("planned", "skipped") for step in self.steps[: place - 1])
        held = self.instead is not None and any(
            one.user_id == user_id for one in self.instead.held_by
        )
        return self.instead if is_first and held else None

    def left_out(self, still: tuple[AskedPart, ...], by_id: str) -> tuple[Asked, ...]:
        """Who asked for what is not asked any more as it was, once somebody else has acted."""
        gone = {part.requested_by for part in self.parts if part not in still} - {by_id}
        return tuple(one for one in self.requested_by if one.user_id in gone)

    def with_step(self, place: int, step: Step) -> "Round":
        """The round with another step in this place."""
        return replace(self, steps=(*self.steps[: place - 1], step, *self.steps[place:]))

    def requested(self, user_id: str) -> bool:
        """Whether this person asked for one of its parts."""
        return any(one.user_id == user_id for one in self.requested_by)


@dataclass(frozen=True)
class EndedRound:
    """What is kept of a round once the next one has begun. Amounts in minor units."""

    number: int
    status: str
    amount: int
    total: int
    requested_by: tuple[Asked, ...]
    started_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    reason: str | None
    instead: Superseded | None = None

    @classmethod
    def of(cls, over: Round) -> "EndedRound":
        """What is kept of it."""
        asked = (
            over.number,
            over.status,
            over.amount,
            over.total,
            over.requested_by,
            over.started_at,
        )
        return cls(*asked, over.ended_at, over.ended_by, over.reason, over.instead)


@dataclass(frozen=True)
class Candidates:
    """Who can be asked about what is between some parties in a currency, on a day."""

    holders: LimitHolders
    currency: str
    parties: Parties
    barred: frozenset[str]
    """Who asked for it: nobody approves their own (CU-14)."""
    today: date

    def of(self, level: Level) -> tuple[Asked, ...]:
        """Whom a level asks: its people, and for each who is away the substitute; of more than ten
        those with the highest limits.
        """
        people = sorted(
            self.holders.people,
            key=lambda person: (-level.limit_of(person, self.currency), person.name),
        )
        stands = (self._stand_in(person) for person in people if level.has(person))
        found: dict[str, Asked] = {}
        for one in stands:
            if one and (one.user_id not in found or one.instead_of is None):
                found[one.user_id] = one
        return tuple(
            sorted(list(found.values())[:MAX_ASKED], key=lambda one: (one.name, one.user_id))
        )

    def able(self, level: Level, asked: tuple[Asked, ...], total: int) -> tuple[str, ...]:
        """Whose yes would be enough for a total, and not merely pass it on."""
        people = (
            person
            for person in self.holders.people
            if any(one.user_id == person.user_id for one in asked)
        )
        return tuple(
            person.user_id for person in people if level.limit_of(person, self.currency) >= total
        )

    def fits(self, person: Person) -> bool:
        """Whether the person has a limit, may know of the matter, and did not ask for it."""
        is_able = person.limit_in(self.currency) > 0 and "dispute.work" in person.permissions
        return is_able and may_see(person, self.parties) and person.user_id not in self.barred

    def can_answer(self, user_id: str) -> bool:
        """Whether somebody who was asked can answer as that person is now."""
        person = self.holders.find(user_id)
        return person is not None and self.fits(person)

    def _stand_in(self, person: Person) -> Asked | None:
        """The person, or whoever stands in for someone who is away; nobody where those are all away
        too.
        """
        asked, passed = person, {person.user_id}
        while asked.is_away(self.today):
            substitute = (
                self.holders.find(asked.absence.substitute_id)
                if asked.absence and asked.absence.substitute_id
                else None
            )
            if substitute is None or substitute.user_id in passed:
                return None
            passed.add(substitute.user_id)
            asked = substitute
        if not self.fits(asked):
            return None
        return Asked(asked.user_id, asked.name, None if asked is person else person.name)


def chain_for(chains: tuple[Chain, ...], holders: LimitHolders, currency: str) -> Chain:
    """The first configured chain for the currency; where there is none, all who hold a limit, the
    lowest first (CU-15).
    """
    configured = next(
        (chain for chain in chains if not chain.currencies or currency in chain.currencies), None
    )
    if configured:
        return configured
    limits = sorted({person.limit_in(currency) for person in holders.people} - {0})
    levels = (
        Level(
            f"Level {place}",
            people=tuple(
                person.user_id for person in holders.people if person.limit_in(currency) == limit
            ),
        )
        for place, limit in enumerate(limits, 1)
    )
    return Chain("rising", "Rising limits", tuple(levels))
