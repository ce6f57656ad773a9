"""The agenda: how a follow-up stands against the day, and what is asked of it (DM-07, X-04)."""

from datetime import date

from chalicelib.domain.base.identifiers import OutsideID, same_id
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.lifecycle import COLLECTOR, ENDED, OPEN, RESOLVER
from chalicelib.errors import UnsupportedQuery
from chalicelib.values import dataclass

TODAY, LATE, COMING = WHENS = ("today", "late", "coming")
STATES = (OPEN, ENDED)
"""In progress, answered or not; and over."""
MOVERS = (RESOLVER, COLLECTOR)


def when(follow_up: FollowUp, today: date) -> str | None:
    """Whether it is due today, late or coming; None once it has ended."""
    if not follow_up.is_open:
        return None
    if follow_up.due == today:
        return TODAY
    return LATE if follow_up.due < today else COMING


@dataclass(frozen=True)
class AgendaFilter:
    """What narrows the agenda; None for whichever."""

    customer_id: OutsideID | None = None
    resolver_id: str | None = None
    collector_id: str | None = None
    status_id: OutsideID | None = None
    when: str | None = None
    state: str = OPEN
    waiting_for: str | None = None

    def check(self) -> None:
        """`UnsupportedQuery` for words that there are not, or that no follow-up can be at once."""
        for name, value, words in (
            ("when", self.when, WHENS),
            ("state", self.state, STATES),
            ("waitingFor", self.waiting_for, MOVERS),
        ):
            if value not in (None, *words):
                raise UnsupportedQuery(f"{name} is {', '.join(words)}.")
        if self.state == ENDED and (self.when or self.waiting_for):
            raise UnsupportedQuery("What has ended is not due, and waits for nobody.", rule="DM-07")

    @property
    def is_longest_first(self) -> bool:
        """Whether it is listed by since when it waits, rather than by due date (X-04)."""
        return self.waiting_for is not None and self.when is None

    @property
    def named(self) -> frozenset[str]:
        """What of it is asked for, beside the state."""
        return frozenset(
            name for name, value in vars(self).items() if name != "state" and value is not None
        )

    def fits(self, follow_up: FollowUp, today: date) -> bool:
        """Whether a follow-up is what is asked for on a day."""
        return (
            follow_up.is_open == (self.state == OPEN)
            and _is(self.customer_id, follow_up.customer_id)
            and (self.resolver_id is None or follow_up.is_with(self.resolver_id, self.waiting_for))
            and _is(self.collector_id, follow_up.collector_id)
            and _is(self.status_id, follow_up.item_status)
            and self.waiting_for in (None, follow_up.waiting_for)
            and self.when in (None, when(follow_up, today))
        )


def _is(asked: OutsideID | None, known: OutsideID | None) -> bool:
    return asked is None or (known is not None and same_id(asked, known))
