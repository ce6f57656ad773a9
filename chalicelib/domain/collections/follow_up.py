"""The follow-up: the collector's next step on open items of a customer, disputed or not (DM-05,
DM-11).
"""

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import date, datetime
from typing import Self

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.base.sentences import Sentence
from chalicelib.domain.collections.item import DONE, OF_DISPUTES, FollowUpItem
from chalicelib.domain.collections.lifecycle import (
    ASKING,
    COLLECTOR,
    ENDED,
    FOLLOW_UP,
    OPEN,
    RESOLVER,
)
from chalicelib.domain.people.person import Person
from chalicelib.errors import FollowUpEnded, NotFound
from chalicelib.values import dataclass

MAX_ITEMS = 25
"""So many that raising a dispute on each still fits one transaction (DM-11)."""
MAX_REMEMBERED = 100
"""How many items a follow-up has had at most, those that left among them."""
MAX_HANDS = 20
"""So many people clear up items of one at most, who each find it in their lists: ending all of it
with them still fits one transaction (DM-10).
"""
MAX_DAYS_AHEAD = 365


@dataclass(frozen=True)
class FollowUp:
    """A next step on open items of a customer, that cannot be forgotten."""

    follow_up_id: str
    customer_id: OutsideID
    customer_name: str
    status: str
    item_status: OutsideID
    item_status_label: str
    category: str
    delay_days: int
    due: date
    """The day on which somebody looks again, or the resolver is chased."""
    items: tuple[FollowUpItem, ...]
    collector_id: str
    collector: str
    opened_by: str
    opened_at: datetime
    changed_by: str
    changed_at: datetime
    model_id: OutsideID | None = None
    model_label: str | None = None
    to_do: str | None = None
    comment: str | None = None
    resolver_id: str | None = None
    resolver: str | None = None
    waiting_for: str | None = None
    waiting_since: datetime | None = None
    spent: dict[str, int] = field(default_factory=dict)
    """Party → business seconds for which it has waited for that one, up to `waiting_since`
    (X-04).
    """
    chases: int = 0
    """How often the resolver was chased in all."""
    chased_by: str | None = None
    chased_at: datetime | None = None
    """When it was chased last, by whom."""
    unanswered: int = 0
    """How often since the last answer, or since there is this resolver (CO-19)."""
    chased_for: date | None = None
    """The last due date for which the resolver was chased (CO-15)."""
    chase_at: datetime | None = None
    """When the job chases next; None where it does not."""
    manager_told: bool = False
    asked_at: datetime | None = None
    """When somebody was asked last, other than by a chase; None where nobody was yet."""
    asked: int = 0
    """In how many hands it was to be cleared up; a link is good for the last ones (CO-10)."""
    ended_links: tuple[str, ...] = ()
    """Whose links of the last hands are worthless, since their items are in others' (CO-10)."""
    lost_resolvers: tuple[str, ...] = ()
    """Who was to be asked by the last chase and could not be: not here, or without sight of the
    customer (RV-03).
    """
    hand_ons: int = 0
    answered_by: str | None = None
    answered_at: datetime | None = None
    answer_comment: str | None = None
    wished: date | None = None
    """The date that the resolver asks for, where it is further away than that one moves it alone
    (CO-11).
    """
    postponed: int = 0
    """How often the resolver put the date off since the collector last said how long it may take
    (CO-11).
    """
    unconfirmed: int | None = None
    """The number of the oldest event whose mail may or may not have been sent (CO-15)."""
    also_unconfirmed: tuple[int, ...] = ()
    """The numbers of the others."""
    ended_at: datetime | None = None
    version: int = 0
    sequence: int = 0
    last_hash: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is in progress, and its items are out of dunning (DM-06)."""
        return self.status != ENDED

    @property
    def items_in(self) -> tuple[FollowUpItem, ...]:
        """The items that have not left."""
        return tuple(item for item in self.items if item.is_in)

    @property
    def how_it_ended(self) -> Sentence:
        """Who ended it and when, for whoever would do something with it (CO-09); what was paid
        has ended by itself (CO-14).
        """
        if all(item.outcome is None for item in self.items):
            words = "All items of this follow-up left it until {at}; it refuses every change."
            return Sentence(words, at=self.ended_at)
        return Sentence(
            "{by} ended this follow-up on {at}; it refuses every change.",
            by=self.changed_by,
            at=self.ended_at,
        )

    @property
    def is_in_hands(self) -> bool:
        """Whether anybody is named who clears it up, or some item of it (DM-10)."""
        return bool(self.resolver_id or any(item.resolver_id for item in self.items_in))

    @property
    def lost(self) -> tuple[str, ...]:
        """The names of who has items and could not be asked; others are to be named (RV-03)."""
        named = dict(map(self.resolver_of, self.items_in))
        return tuple(named[one] or one for one in self.lost_resolvers if one in named)

    def was_asked_on(self, day: date, hours: WorkHours, time_zone: str | None) -> bool:
        """Whether somebody was asked on a day of that one's zone, or chased and has not answered
        since: who has just had a mail gets no other one for it by itself (CO-15).
        """
        moments = (self.asked_at, self.chased_at if self.unanswered else None)
        return any(at is not None and hours.day_in(time_zone, at) == day for at in moments)

    def found(self, person: Person) -> Self:
        """The follow-up of which this one can be asked, whatever the last chase found (RV-03)."""
        lost = tuple(one for one in self.lost_resolvers if one != person.user_id)
        return replace(self, lost_resolvers=lost)

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What can be said to have become of all its items at once; what is in no dispute is done
        by itself (DM-11).
        """
        items = self.items_in
        if any(item.dispute_id for item in items):
            return OF_DISPUTES
        return (DONE,) if items else ()

    @property
    def sums(self) -> dict[str, int]:
        """Currency → what was outstanding on the items in it, never added up across (CO-03)."""
        sums: dict[str, int] = {}
        for item in self.items_in:
            sums[item.currency] = sums.get(item.currency, 0) + item.outstanding
        return dict(sorted(sums.items()))

    @property
    def unconfirmed_mails(self) -> tuple[int, ...]:
        """The numbers of all events whose mail may or may not have been sent, oldest first
        (CO-15).
        """
        oldest = () if self.unconfirmed is None else (self.unconfirmed,)
        return oldest + self.also_unconfirmed

    def with_unconfirmed(self, numbers: Iterable[int]) -> Self:
        """The follow-up of which the mails of just these events are in question."""
        known = tuple(sorted(set(numbers)))
        return replace(self, unconfirmed=next(iter(known), None), also_unconfirmed=known[1:])

    def resolver_of(self, item: FollowUpItem) -> tuple[str | None, str | None]:
        """Who clears an item up, by id and name: its own resolver, or the follow-up's."""
        return (
            (item.resolver_id, item.resolver)
            if item.resolver_id
            else (self.resolver_id, self.resolver)
        )

    def of_hands(self, resolver_id: str | None) -> Self:
        """The follow-up with the items alone that somebody clears up, and what is said of just
        these; as it is for who has none by name (DM-10).
        """
        own = tuple(item for item in self.items if self.resolver_of(item)[0] == resolver_id)
        if not any(item.is_in for item in own):
            return self
        comments = {self.comment_on(item) for item in own if item.is_in}
        comment = comments.pop() if len(comments) == 1 else self.comment
        return replace(self, items=own, comment=comment)

    def hands(self, *, unanswered: bool = False) -> tuple[str, ...]:
        """Who clears items up, whoever has all of it first; of those without an answer alone, where
        there are any (DM-10).
        """
        waiting = [item for item in self.items_in if not item.answer] if unanswered else []
        ids = {self.resolver_of(item)[0] for item in waiting or self.items_in}
        named = sorted(one for one in ids if one)
        return tuple(sorted(named, key=lambda one: one != self.resolver_id))

    @property
    def awaited(self) -> tuple[str, ...]:
        """Who has something to answer: whoever clears up an item of which nothing is said yet
        (DM-07, DM-10).
        """
        return self.hands(unanswered=True) if self.status == OPEN else ()

    @property
    def awaited_people(self) -> dict[str, str | None]:
        """The same with their names."""
        named = dict(map(self.resolver_of, self.items_in))
        return {one: named[one] for one in self.awaited}

    def is_with(self, user_id: str, party: str | None = None) -> bool:
        """Whether it is in somebody's hands, as a whole or by an item that this one is asked about;
        what waits for the resolver is so only with who has something to answer (DM-07, X-04).
        """
        if user_id in self.awaited:
            return True
        return self.resolver_id == user_id and party != RESOLVER

    def with_links_ended(self, before: "FollowUp") -> Self:
        """The follow-up in which who had items before and has none is asked no more (CO-10)."""
        if self.asked != before.asked:
            return replace(self, ended_links=())
        now = {*self.hands(), self.resolver_id}
        ended = {*before.ended_links, *before.hands()} - now
        return replace(self, ended_links=tuple(sorted(ended)))

    def comment_on(self, item: FollowUpItem) -> str | None:
        """What is said of an item: its own comment, or the follow-up's."""
        return item.comment or self.comment

    def find(self, invoice_number: OutsideID) -> FollowUpItem:
        """The item of an invoice that is in it; `NotFound` where there is none."""
        for item in self.items_in:
            if same_id(item.invoice_number, invoice_number):
                return item
        left = [one for one in self.items if same_id(one.invoice_number, invoice_number)]
        how = f"has left this follow-up ({left[-1].left})" if left else "is not in this follow-up"
        raise NotFound(f"Invoice {invoice_number} {how}.", rule="DM-10")

    def with_items(self, changed: Iterable[FollowUpItem]) -> Self:
        """The follow-up with these in place of what they were."""
        by_number = {str(item.invoice_number): item for item in changed}
        return replace(
            self,
            items=tuple(
                by_number.get(str(item.invoice_number), item) if item.is_in else item
                for item in self.items
            ),
        )

    def moved(self, verb: str, at: datetime, hours: WorkHours) -> Self:
        """The follow-up after a step of its life cycle; one that nobody clears up, or whose
        resolver has written, waits for the collector.
        """
        try:
            status = FOLLOW_UP.after(verb, self.status)
        except FollowUpEnded as over:
            raise FollowUpEnded(self.how_it_ended, rule=over.rule) from over
        ended = status == ENDED
        waits = None if ended else FOLLOW_UP.waits_for[status]
        is_written = (self.status, self.waiting_for) == (OPEN, COLLECTOR) and verb not in ASKING
        if waits == RESOLVER and (not self.is_in_hands or is_written):
            waits = COLLECTOR
        return replace(
            self.waiting(waits, at, hours),
            status=status,
            ended_at=at if ended else None,
            chase_at=self.chase_at if self.is_in_hands and not ended else None,
        )

    def waiting(self, waiting_for: str | None, at: datetime, hours: WorkHours) -> Self:
        """The follow-up with it being somebody's move; to whom it waited for until now the time
        is charged (X-04).
        """
        if waiting_for == self.waiting_for:
            return self
        return replace(
            self,
            waiting_for=waiting_for,
            waiting_since=at if waiting_for else None,
            spent=self.spent_until(at, hours),
        )

    def unreached(self, user_id: str, at: datetime, hours: WorkHours) -> Self:
        """The follow-up after a mail did not reach somebody: the collector goes on where that one
        was to answer for an item, and not where only others are by now (X-04, DM-07, DM-10).
        """
        awaited = {self.resolver_of(item)[0] for item in self.items_in if not item.answer}
        if (self.status, self.waiting_for) == (OPEN, RESOLVER) and user_id in awaited:
            return self.waiting(COLLECTOR, at, hours)
        return self

    def spent_until(self, at: datetime, hours: WorkHours) -> dict[str, int]:
        """Party → business seconds for which it has waited for that one up to a moment (X-04)."""
        if not self.waiting_for or not self.waiting_since:
            return self.spent
        waited = hours.between(self.waiting_since, at)
        return self.spent | {self.waiting_for: self.spent.get(self.waiting_for, 0) + waited}
