"""Chasing the resolver: when, how often, and whom instead (DM-08, CO-17…CO-20)."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.base.business_hours import WorkHours, check_sending
from chalicelib.domain.base.identifiers import OutsideID
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

    def chase_at(self, due: date, hours: WorkHours, time_zone: str | None = None) -> datetime:
        """The moment at which the resolver is chased for a due date: on a business day of the
        company, when sending begins where the resolver is (CO-18, CO-20).
        """
        return hours.moment_in(time_zone, hours.calendar.on_or_after(due), self.send_from)

    def next_moment(
        self, now: datetime, hours: WorkHours, time_zone: str | None = None
    ) -> datetime:
        """The first moment from now on at which a chase may leave, by the clock of who gets it
        (CO-18, CO-20).
        """
        day = hours.day_in(time_zone, now)
        opens, closes = (
            hours.moment_in(time_zone, day, at) for at in (self.send_from, self.send_until)
        )
        if not hours.calendar.is_business_day(day) or now >= closes:
            return self.chase_at(day + timedelta(days=1), hours, time_zone)
        return max(now, opens)


@dataclass(frozen=True)
class Recipient:
    """Who is chased or told: the resolver, or somebody in the resolver's place, and why
    (CO-17, CO-19).
    """

    person: "Person"
    role: str
    why: str = ""


@dataclass(frozen=True)
class Chain:
    """Who can be asked in the place of a resolver, as all of them are on a day."""

    people: Mapping[str, "Person"]
    customer_id: OutsideID
    today: date
    company_manager_id: str | None = None
    """Who is told where a resolver has no manager who could be (CO-19)."""

    def recipient(self, resolver: "Person") -> Recipient:
        """The resolver, or while that one is absent the substitute, or who stands in there, or
        without anybody the manager; where nobody is there it is the resolver all the same
        (CO-17).
        """
        present, why = self._present(resolver)
        if present == resolver:
            return Recipient(resolver, "resolver")
        if present:
            return Recipient(present, SUBSTITUTE, "; ".join(why))
        manager = self.manager(resolver)
        if manager:
            return replace(manager, why="; ".join([*why, *filter(None, [manager.why])]))
        return Recipient(resolver, "resolver", "; ".join([*why, "nobody stands in"]))

    def manager(self, resolver: "Person") -> Recipient | None:
        """The nearest manager of a resolver who is there, or stands in for one; at last the
        company's, and None where there is nobody but the resolver (CO-19).
        """
        passed, told = {resolver.user_id}, list[str]()
        above = resolver.manager_id
        company = self.company_manager_id
        while above or company:
            if not above:
                above, company = company, None
            one = self.people.get(above or "")
            above = one.manager_id if one and one.user_id not in passed else None
            if one is None or one.user_id in passed:
                continue
            passed.add(one.user_id)
            present, why = self._present(one)
            told += why
            if present and present.user_id != resolver.user_id:
                return Recipient(present, MANAGER, "; ".join(told))
        return None

    def _present(self, person: "Person") -> tuple["Person | None", list[str]]:
        """The person, or over whatever substitutes who is there instead, and why it is not the
        person.
        """
        why: list[str] = []
        passed: set[str] = set()
        one: Person | None = person
        while one and one.user_id not in passed:
            passed.add(one.user_id)
            if not may_resolve(one, self.customer_id):
                return None, [*why, f"{one.name} may not see this customer, or is not here"]
            if not one.is_away(self.today) or one.absence is None:
                return one, why
            why.append(f"{one.name} is away until {one.absence.until.isoformat()}")
            one = self.people.get(one.absence.substitute_id or "")
        return None, why


def may_resolve(person: "Person", customer_id: OutsideID) -> bool:
    """Whether somebody works here, and may see the customer's disputes (RV-03)."""
    return "dispute.read" in person.permissions and person.sees(customer_id)


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
