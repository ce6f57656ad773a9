"""Chasing the resolver: when, how often, and whom instead (DM-08, CO-17…CO-20)."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.base.business_hours import WorkHours, check_sending
from chalicelib.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.people.person import Person

SUBSTITUTE, MANAGER = "substitute", "manager"
MAX_CHASES = 50
MAX_POSTPONEMENTS = 20


@dataclass(frozen=True)
class ChaseTerms:
    """How resolvers are chased, as administrators have it."""

    before_manager: int = 3
    """After how many chases without an answer the manager is told (CO-19)."""
    manager_id: str | None = None
    goes_on: bool = True
    """Whether chasing goes on once the manager was told."""
    send_from: time = field(default_factory=lambda: time(8))
    send_until: time = field(default_factory=lambda: time(18))
    """Outside of this no chase leaves (CO-20)."""
    max_days: int = 30
    """By how much a resolver moves the date alone (CO-11)."""
    max_postponements: int = 3
    """How often, until the collector says how long it may take (CO-11)."""

    def chase_at(self, due: date, hours: WorkHours) -> datetime:
        """The moment at which the resolver is chased for a due date: on a business day, when
        sending begins (CO-18, CO-20).
        """
        return hours.moment(hours.calendar.on_or_after(due), self.send_from)

    def next_moment(self, now: datetime, hours: WorkHours) -> datetime:
        """The first moment from now on at which a chase may leave (CO-18, CO-20)."""
        day = hours.day_of(now)
        opens, closes = (hours.moment(day, at) for at in (self.send_from, self.send_until))
        if not hours.calendar.is_business_day(day) or now >= closes:
            return self.chase_at(day + timedelta(days=1), hours)
        return max(now, opens)


@dataclass(frozen=True)
class Recipient:
    """Who is chased: the resolver, or somebody in the resolver's place, and why (CO-17)."""

    user_id: str
    role: str
    why: str = ""


def recipient_of(resolver: "Person", terms: ChaseTerms, today: date) -> Recipient:
    """The resolver, or while that one is absent the substitute, or without one the manager; with
    neither it is the resolver all the same (CO-17).
    """
    if not resolver.is_away(today) or resolver.absence is None:
        return Recipient(resolver.user_id, "resolver")
    why = f"{resolver.name} is away until {resolver.absence.until.isoformat()}"
    if resolver.absence.substitute_id:
        return Recipient(resolver.absence.substitute_id, SUBSTITUTE, why)
    if terms.manager_id:
        return Recipient(terms.manager_id, MANAGER, why)
    return Recipient(resolver.user_id, "resolver", f"{why}, and nobody stands in")


def default_due(today: date, delay_days: int, hours: WorkHours) -> date:
    """The date that a status suggests: so many days ahead, on a business day (DM-05)."""
    return hours.calendar.on_or_after(today + timedelta(days=delay_days))


def read_terms(row: Mapping[str, Any]) -> ChaseTerms:
    """The terms that the row of the setting describes; what it does not name is as unset."""
    standard = ChaseTerms()
    clock = {
        name: time.fromisoformat(row[told]) if told in row else kept
        for name, told, kept in (
            ("send_from", "sendFrom", standard.send_from),
            ("send_until", "sendUntil", standard.send_until),
        )
    }
    return ChaseTerms(
        before_manager=row.get("chasesBeforeManager", standard.before_manager),
        manager_id=row.get("managerID"),
        goes_on=row.get("goesOn", standard.goes_on),
        max_days=row.get("maxDays", standard.max_days),
        max_postponements=row.get("maxPostponements", standard.max_postponements),
        **clock,
    )


def check_terms(row: Mapping[str, Any]) -> None:
    """`InvalidInput` for sending hours in which no chase would leave (CO-20)."""
    terms = read_terms(row)
    check_sending(terms.send_from, terms.send_until)
