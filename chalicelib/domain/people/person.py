"""People: what a role may do, whose matters one may see, and up to what amount one approves."""

from collections.abc import Callable
from dataclasses import field
from datetime import date, datetime
from typing import Any

from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.people.calendar_feed import CalendarFeed
from chalicelib.errors import Forbidden, no_such
from chalicelib.values import dataclass

_READING = {
    "aggregator.read",
    "booking.read",
    "customer.read",
    "dispute.presence",
    "dispute.read",
    "invoice.read",
    "order.read",
    "report.read",
    "setting.read",
    "user.read",
    "vendor.read",
}
TALKING = "dispute.talk"
"""What lets the staff speak with parties, or note something, where their role has a voice."""
WORKING = "dispute.work"
"""What lets the staff work disputes, and speak for the company in them."""
ATTACHING = "dispute.attach"
"""What lets the staff attach files to disputes, and link tickets with them."""
TICKETS = "ticket.raise"
"""What lets the staff, and programs, raise tickets in the name of customers (CU-20)."""
_WORKING = _READING | {WORKING, ATTACHING, TALKING, TICKETS}

STAFF = "staff"
"""The audience of all who work here."""
SUPPORT = "support"
"""The role that steps in between the two sides of a booking (IG-08)."""
CUSTOMER = "customer"
"""The audience of a customer's own people, and their role."""
OUTSIDE_ROLES = frozenset({"operator", "aggregator", "vendor", CUSTOMER})
"""Roles of people from outside, who act for a party; each is an audience of its own."""
PARTY = "party.act"
"""What lets people of an operator, aggregator or vendor work the own disputes and wallets (IG-03).
"""
BOOKINGS = "booking.act"
"""What lets people of an operator or aggregator work the own bookings beside (IG-03)."""
ORDERS = "order.act"
"""What lets people of a vendor see the own orders and how it stands, and object (PO-32, PO-35)."""
CORRECTING = "ledger.correct"
"""What lets finance bring money in from outside, and correct transfers by twos (IG-10)."""
PORTAL = "portal.read"
"""What lets a customer's people read the customer's own matters, and say something about them
(CU-23).
"""
IMPORTING = "import.run"
"""What lets somebody bring things in, by API and by file (X-12)."""
SETTING = "setting.edit"
"""What lets administrators change how the product works for everybody."""
RUN_UPKEEP = "upkeep.run"
"""What lets administrators bring back what was set aside, and have the search made anew."""
SETTLING = "invoice.settle"
"""What lets finance and programs bring in what somebody owes less by: credits, payments, lower
charges (X-16).
"""
OVERRULING = "dispute.overrule"
"""What lets the manager decide by hand where no rule does, reverse decisions, and say how a vendor
stands (CK-09, PO-12, PO-32).
"""
PAYING = "payout.run"
"""What lets finance send payouts, tell what the bank said of them, and say yes to what is of high
value (CK-12, PO-25).
"""
INTEGRATION = "integration"
"""The role of programs that bring in what other systems know."""

PERMISSIONS: dict[str, frozenset[str]] = {
    role: frozenset(permissions)
    for role, permissions in {
        "agent": _WORKING,
        "approver": _WORKING,
        "manager": _WORKING | {OVERRULING},
        "finance": _WORKING | {"audit.run", "wallet.read", CORRECTING, SETTLING, PAYING},
        SUPPORT: _READING | {"dispute.support", ATTACHING, TALKING, TICKETS, "wallet.read"},
        "resolver": _READING,
        INTEGRATION: _READING | {IMPORTING, SETTLING, TICKETS},
        "admin": _WORKING | {"wallet.read", SETTING, "user.edit", "audit.run", RUN_UPKEEP},
        "operator": {PARTY, BOOKINGS},
        "aggregator": {PARTY, BOOKINGS},
        "vendor": {PARTY, ORDERS},
        CUSTOMER: {PORTAL},
    }.items()
}
"""Role → what it may do. Who is not named here may do nothing."""

GIVEN = (IMPORTING,)
"""The rights that no role of people has: administrators give them to those who work here, one by
one (X-16).
"""

ANSWERING = "approval.answer"
"""What who has a credit limit is offered: to be asked for approvals (CU-15)."""

NEEDING_SECOND_FACTOR = frozenset({"admin", "finance", "manager"})
"""The roles that move money by themselves or say who may, and so need a second factor where the
deployment asks for one (X-15).
"""

REACHING_ALL = frozenset({IMPORTING, "audit.run", SETTING, RUN_UPKEEP})
"""What is done to all customers at once, by file, audit, setting or upkeep; `require_all_customers`
keeps it from who is limited to some.
"""
REACHING_ALL_ALONE = REACHING_ALL - {IMPORTING}
"""What of it is never done to the customers of one's own, as what a program brings in of them is:
whoever is limited has none of these rights, whichever route asks for them.
"""

BETWEEN_PARTIES = frozenset(
    {"booking.read", "vendor.read", "wallet.read", "dispute.support", CORRECTING}
)
"""What is about operators, aggregators and vendors, who are no customers; `sees_all_parties` keeps
it from someone who is limited to some.
"""


@dataclass(frozen=True)
class Absence:
    """The days on which somebody is away, first and last included, and who answers meanwhile
    (CU-15).
    """

    start: date
    until: date
    substitute_id: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    user_id: str
    email: str
    name: str
    role: str
    credit_limit: dict[str, int] = field(default_factory=dict)
    """Currency → minor units up to which the person approves credits alone (CU-14)."""
    limit_to: tuple[str, ...] = ()
    """The customers the person is limited to; empty means all (RV-03)."""
    party_id: OutsideID | None = None
    absence: Absence | None = None
    is_active: bool = True
    """Whether the person may be here at all; deactivated, one keeps what one has, and may do
    nothing.
    """
    rights: tuple[str, ...] = ()
    """Those of `GIVEN` that an administrator has given the person; of use to those who work here
    alone.
    """
    invited_at: datetime | None = None
    """When the person, who had not signed in until then, was last sent another first password."""
    calendar: CalendarFeed | None = None
    """By which calendar programs read the agenda; None for nobody (DM-07)."""
    manager_id: str | None = None
    """Who is told where the person leaves something unanswered; None for the company's manager
    (CO-19).
    """
    time_zone: str | None = None
    """Where the person is chased by day; None for the company's (CO-20)."""
    second_factor_at: datetime | None = None
    """Since when the person signs in with a second factor; None for without (X-15)."""
    version: int = 0
    last_hash: str = ""
    """Of the last entry about the person (X-05)."""

    @property
    def permissions(self) -> frozenset[str]:
        """What the role allows, and what an administrator has given."""
        if not self.is_active:
            return frozenset()
        given = (
            frozenset(self.rights).intersection(GIVEN) if self.audience == STAFF else frozenset()
        )
        return PERMISSIONS.get(self.role, frozenset()) | given

    @property
    def holds_limit(self) -> bool:
        """Whether the person stands in the list of credit limits."""
        return self.is_active and any(self.credit_limit.values())

    @property
    def usable(self) -> frozenset[str]:
        """What the person can make use of: who is limited to some customers is offered nothing that
        reaches all or others (RV-03).
        """
        answering = (
            {ANSWERING}
            if "dispute.work" in self.permissions and any(self.credit_limit.values())
            else set()
        )
        return (
            self.permissions
            if self.confined_to is None
            else self.permissions - REACHING_ALL - BETWEEN_PARTIES
        ) | answering

    @property
    def needs_second_factor(self) -> bool:
        """Whether the role needs a second factor where the deployment asks for one (X-15)."""
        return self.role in NEEDING_SECOND_FACTOR

    def has_given(self, factor_at: datetime | None) -> bool:
        """Whether a sign-in that gave its second factor then still stands: that one was reset since
        where the person has none, or a later one (X-15).
        """
        return bool(factor_at and self.second_factor_at and factor_at >= self.second_factor_at)

    @property
    def is_outside(self) -> bool:
        """Whether the person acts for a party, and does not work here."""
        return self.role in OUTSIDE_ROLES

    @property
    def audience(self) -> str:
        """Which view of things the person gets: that of the staff, or the one of the own party."""
        return self.role if self.role in OUTSIDE_ROLES else STAFF

    @property
    def standing(self) -> str:
        """What views of things depend on: the role and, for people from outside, whom they act for.
        An answer is good for one alone.
        """
        return f"{self.role}/{self.party_id}" if self.role in OUTSIDE_ROLES else self.role

    @property
    def confined_to(self) -> tuple[str, ...] | None:
        """The customers whose matters alone the person may know of; None for all (RV-03, CU-23).

        Who acts for a customer knows of that one, and of none before it is said which; other
        parties are no customers.
        """
        if self.role in OUTSIDE_ROLES:
            return (
                (str(self.party_id),) if self.role == CUSTOMER and self.party_id is not None else ()
            )
        return self.limit_to or None

    def require(self, *permissions: str) -> None:
        """`Forbidden` unless the role allows one of these, and to who is limited to some customers
        one that reaches all of them (RV-03); people from outside are not told who may.
        """
        if self.permissions.isdisjoint(permissions):
            if self.audience == STAFF and set(permissions).intersection(GIVEN):
                raise Forbidden(
                    "This is a right that an administrator gives, and you do not have it.",
                    rule="X-16",
                    unblockedBy=["admin"],
                )
            named: dict[str, Any] = (
                {"unblockedBy": able_to(*permissions)} if self.audience == STAFF else {}
            )
            raise Forbidden(f"The role {self.role} may not do this.", **named)
        if REACHING_ALL_ALONE.issuperset(self.permissions.intersection(permissions)):
            require_all_customers(self)

    def sees(self, customer_id: OutsideID) -> bool:
        """Whether the person may know of this customer's matters (RV-03)."""
        return self.confined_to is None or str(customer_id) in self.confined_to

    @property
    def sees_all_parties(self) -> bool:
        """Whether all that is about operators, aggregators and vendors is shown: to the staff,
        unless limited to customers (RV-03).
        """
        return self.audience == STAFF and self.confined_to is None

    def sees_party(self, role: str, party_id: OutsideID) -> bool:
        """Whether the person may know of an operator's, aggregator's or vendor's matters: its own
        people may, and staff not limited to customers.
        """
        return self.sees_all_parties or (self.role == role and same_id(self.party_id, party_id))

    def require_sight(self, customer_id: OutsideID, what: str) -> None:
        """`NotFound` unless the person may know of this customer's matters (RV-03)."""
        if not self.sees(customer_id):
            raise no_such(what)

    def administers(self, other: "Person") -> bool:
        """Whether an account is this person's to see and change; with a limit to customers, those
        of people confined to these (RV-03).
        """
        if self.confined_to is None:
            return True
        return bool(other.confined_to) and set(other.confined_to or ()) <= set(self.confined_to)

    def is_away(self, day: date) -> bool:
        """Whether the person is out of office on a day."""
        return self.absence is not None and self.absence.start <= day <= self.absence.until

    def limit_in(self, currency: str) -> int:
        """Up to how many minor units of the currency the person approves alone; 0
        when none is set.
        """
        return self.credit_limit.get(currency, 0)


def able_to(*permissions: str) -> list[str]:
    """The roles of the staff that may do one of these."""
    return sorted(
        role
        for role, allowed in PERMISSIONS.items()
        if not allowed.isdisjoint(permissions) and role not in OUTSIDE_ROLES
    )


SYSTEM = Person("system", "", "Redress", "system")
"""Who acts where the product does something by itself."""


def require_all_customers(person: Person) -> None:
    """`Forbidden` for someone who is limited to some customers: what reaches all of them is not
    theirs (RV-03).
    """
    if person.confined_to is not None:
        raise Forbidden("This reaches all customers, and you are limited to some.", rule="RV-03")


@dataclass(frozen=True)
class LimitHolders:
    """Everybody with a credit limit, so that a refusal can name who can help (CU-14, X-02)."""

    people: tuple[Person, ...] = ()
    version: int = 0

    def able(
        self, minor: int, currency: str, sees: Callable[[Person], bool], besides: str
    ) -> tuple[Person, ...]:
        """Who may approve this much of what not everybody sees, the lowest sufficient limit
        first.
        """
        able = (
            person
            for person in self.people
            if person.user_id != besides
            and person.limit_in(currency) >= minor
            and sees(person)
            and "dispute.work" in person.permissions
        )
        return tuple(sorted(able, key=lambda person: (person.limit_in(currency), person.name)))

    def find(self, user_id: str) -> Person | None:
        """The person with this id, if that one has a limit."""
        return next((person for person in self.people if person.user_id == user_id), None)

    def with_person(self, person: Person) -> "LimitHolders":
        """The same people with this one's new limits; those who have none, or are deactivated, are
        left out.
        """
        others = tuple(other for other in self.people if other.user_id != person.user_id)
        return LimitHolders(others + ((person,) if person.holds_limit else ()), self.version)
