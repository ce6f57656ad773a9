"""Where one request works: who asks, what was gathered (at most twice), and what the answer will
be.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from chalicelib.actions import callers
from chalicelib.actions.callers import Caller
from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.disputes.parties import Parties, require_sight
from chalicelib.domain.disputes.parts import last_changed
from chalicelib.domain.people.person import STAFF, SYSTEM, Person
from chalicelib.errors import (
    BadCursor,
    IdempotencyKeyReused,
    NotFound,
    Stale,
)
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_bounds, to_chains, to_holders, to_hours
from chalicelib.store.keys import Key
from chalicelib.store.table import A_PAGE, READ_AHEAD, Table, key_in, name_of
from chalicelib.values import dataclass
from chalicelib.views.parts import to_json

if TYPE_CHECKING:
    from chalicelib.cursors import Cursors
    from chalicelib.views.answers import Json, Page, WouldBe

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

ONE_DAY = timedelta(days=1)
READS_A_PAGE = 10
"""How often a page reads on at most, where much of what lies there is not for whoever asks."""
NO_PAGES = "This list comes whole; it takes no cursor."
BEGUN_BY = "begun_by"
"""Marks the record of a command of which something is still to be done, with the try
that does it.
"""

HOURS = keys.setting("businessHours")
RULES = [
    keys.setting("creditLimits"),
    keys.setting("approvalChains"),
    HOURS,
    keys.setting("moneyBounds"),
]


@dataclass(frozen=True)
class Command:
    """A request to change something, as far as it is the same for all of them."""

    route: str
    """Method and path template: a key is good for one route, as for one request (X-01)."""
    fingerprint: str
    """Hash of the path's parameters and the body: what a repeat must equal."""
    key: str
    """The Idempotency-Key, or a key made for this one request."""
    is_kept: bool = True
    """Whether the record stays: a key made for one request is of use only while that
    request lasts.
    """
    dry_run: bool = False
    if_match: int | None = None


@dataclass(frozen=True)
class Answer(Generic[T_co]):
    """What a command answers, as the JSON of a type; kept with its record, so that a replay is the
    same to the byte (X-01).
    """

    status: int
    body: "Json[T_co]"
    version: int | None = None
    location: str | None = None


def would_be(view: T) -> "Answer[WouldBe[T]]":
    """What a dry run answers where that is the answer itself, marked as one (X-03)."""
    marked = {**cast(dict[str, Any], view), "dryRun": True}
    return Answer(200, cast("Json[WouldBe[T]]", to_json(marked)))


@dataclass(frozen=True)
class Listed:
    """A page of a list as it is told, with the cursor to the next one."""

    items: list[Item]
    next_cursor: str | None = None
    is_whole: bool = True
    """Whether the list is made from all that there is."""


class Replayed(Exception):
    """The command was carried out before."""

    def __init__(self, answer: Answer[Any]) -> None:
        super().__init__("the command was carried out before")
        self.answer = answer


class Begun(Exception):
    """The command was written down before, and what is done after that is not known to be done."""

    def __init__(self, record: Item) -> None:
        super().__init__("the command was begun before")
        self.record = record


class Desk:
    """Gathers for one attempt at a request, first who asks and what was answered before; `asked` is
    what narrows and sorts a list.
    """

    def __init__(
        self,
        table: Table,
        caller: Caller,
        now: datetime,
        new_id: Callable[[], str],
        cursors: "Callable[[], Cursors]",
        command: Command | None = None,
        asked: str = "",
    ) -> None:
        self.table = table
        self.caller = caller
        self.command = command
        self.now = now
        self.new_id = new_id
        self._cursors = cursors
        self.asked = asked
        self.context: Context
        self._authorise: Callable[[Person], None] | None = None
        self._knows_hours = False

    @property
    def hours(self) -> WorkHours:
        """The company's business hours and time zone, where they were gathered."""
        assert self._knows_hours, "who asks for the company's day gathers its hours"
        return self.context.hours

    @property
    def today(self) -> date:
        """The company's day."""
        return self.hours.day_of(self.now)

    @property
    def hand(self) -> Hand:
        """Who enters something in a journal here, and when."""
        return Hand(self.context.actor.user_id, self.context.actor.name, self.now)

    def gather(
        self,
        wanted: Iterable[Key] = (),
        authorise: Callable[[Person], None] | None = None,
        *,
        with_rules: bool = False,
        with_hours: bool = False,
    ) -> dict[str, Item]:
        """The first read: what the request names, the person, and the command's record.

        `authorise` asks more of the person than the route's permission, before any earlier answer
        is given again; a further look for that answer asks the same. `with_rules` brings what a
        decision about credits rests on: everybody's limits, the chains, the business hours, the
        bounds; `with_hours` brings the hours alone, by which the company's `today` is told.
        """
        known = SYSTEM if self.caller.is_system else self.caller.acting
        linked = callers.place_of(self.caller, known)
        rules = RULES if with_rules else [HOURS] if with_hours else []
        self._knows_hours = with_rules or with_hours
        own = (linked, self._record_key(self.command) if self.command else None)
        found = self.table.get([*callers.keys_of(self.caller), *filter(None, own), *rules, *wanted])
        person = self._acting(known, found) if known else callers.signed_in(self.caller, found)
        self.context = self._context_of(person, found)
        if linked:
            callers.require_address(self.caller, person, found.get(name_of(linked)))
        if self.caller.needs:
            person.require(*self.caller.needs)
        self._authorise = authorise or self._authorise
        if self._authorise:
            self._authorise(person)
        if self.command:
            self._judge_record(
                self.command, person, found.get(name_of(self._record_key(self.command)))
            )
        return found

    def _context_of(self, person: Person, found: dict[str, Item]) -> Context:
        """Who acts, when, and by which rules, as far as they were read."""
        holders, chains, hours, bounds = (found.get(name_of(key)) for key in RULES)
        return Context(
            person,
            self.now,
            self.new_id,
            to_holders(holders),
            to_chains(chains),
            to_hours(hours),
            to_bounds(bounds),
        )

    def gather_more(self, wanted: Iterable[Key]) -> dict[str, Item]:
        """The second read: what the first one pointed to."""
        asked = list(wanted)
        return self.table.get(asked) if asked else {}

    def read_all(self, partition: str, *, index: str | None = None, prefix: str = "") -> list[Item]:
        """A partition to its end, for what is judged as a whole."""
        return [
            item
            for page in self.table.pages(partition, index=index, prefix=prefix)
            for item in page.items
        ]

    def page(
        self,
        partition: str,
        *,
        limit: int,
        cursor: str | None,
        index: str | None = None,
        shows: Callable[[list[Item]], list[Item]] | None = None,
        **how: Any,
    ) -> Listed:
        """A page of a partition, as `Table.query` is told to read it, with a cursor to the next one
        that only this person can use. `before` may be another moment by the next page.

        `shows` picks what the person may know of. The page reads on for it, so that neither its
        length, nor whether there is another one, tells of what is left out (RV-03); it is short
        before the end only where thousands are left out in a row.
        """
        moving = ("keep", "before")
        narrowed = sorted(
            (name, value) for name, value in how.items() if name not in moving and value
        )
        place = repr((partition, index, narrowed))
        start = self.opened(cursor, place)
        if shows is None:
            found = self.table.query(partition, index=index, limit=limit, start=start, **how)
            return Listed(found.items, self.sealed(found.last, place))
        seen: list[Item] = []
        for reads in range(READS_A_PAGE):
            found = self.table.query(
                partition,
                index=index,
                limit=A_PAGE if reads else max(limit + 1, READ_AHEAD),
                start=start,
                **how,
            )
            seen += shows(found.items)
            start = found.last
            if not start or len(seen) > limit:
                break
        if len(seen) > limit:
            seen, start = seen[:limit], key_in(seen[limit - 1], index)
        return Listed(seen, self.sealed(start, place))

    def sealed(self, place: Item | None, of: str) -> str | None:
        """The cursor to a place in a list, for whoever asks here; None where there is nothing
        behind.
        """
        return self._cursors().seal(place, self._of(of)) if place else None

    def opened(self, cursor: str | None, of: str) -> Any:
        """The place behind a cursor; `BadCursor` for one of another list or person, or of this one
        narrowed or sorted otherwise.
        """
        return self._cursors().open(cursor, self._of(of)) if cursor else None

    def _of(self, of: str) -> str:
        """For whom, and for which list as it was asked for, a cursor is good (RV-03)."""
        return f"{self.caller.user_id}\n{self.asked}\n{of}"

    def whole(self, rows: list[T], cursor: str | None) -> "Page[T]":
        """A list that comes in one page; `BadCursor` for a cursor, which none can have led to."""
        if cursor:
            raise BadCursor(NO_PAGES)
        return {"value": rows, "nextCursor": None}

    def require_version(self, version: int, current: Callable[[], Any] | None = None) -> None:
        """`Stale` when the command is meant for another version (X-07)."""
        require_version(version, self.command.if_match if self.command else None, current)

    def require_unchanged(
        self, dispute: Dispute, about: Iterable[str], current: Callable[[], Any]
    ) -> None:
        """`Stale` when what the command is about has changed since the version that it is meant for
        (X-07).
        """
        expected = self.command.if_match if self.command else None
        if expected is not None and not last_changed(dispute, about) <= expected <= dispute.version:
            require_version(dispute.version, -1, current)

    def record(
        self, answer: Answer[Any], parties: Parties | None, kept_until: datetime | None = None
    ) -> Item:
        """The item that says that the command was carried out, and with which answer (X-01)."""
        assert self.command
        said = {
            "route": self.command.route,
            "fingerprint": self.command.fingerprint,
            "status": answer.status,
            "body": answer.body,
        }
        said["standing"] = self.context.actor.standing
        optional = {
            "answer_version": answer.version,
            "location": answer.location,
            "parties": dict(parties) if parties else None,
        }
        known = {name: value for name, value in optional.items() if value is not None}
        until = kept_until if self.command.is_kept else self.now + ONE_DAY
        if until:
            known[keys.TIME_TO_LIVE] = int(until.timestamp())
        return self._record_key(self.command) | said | known | {"at": keys.instant(self.now)}

    def replay(self, record: Item) -> Answer[Any]:
        """The answer in a record of this very command, to someone who stands as then.

        `IdempotencyKeyReused` when the key was used for another request or route, `NotFound` for
        another standing, `Begun` before its end.
        """
        assert self.command
        if (record["route"], record["fingerprint"]) != (
            self.command.route,
            self.command.fingerprint,
        ):
            raise IdempotencyKeyReused(
                "The idempotency key was used before with another request; nothing was done."
            )
        self._require_standing(record)
        if BEGUN_BY in record:
            raise Begun(record)
        return Answer(
            record["status"], record["body"], record.get("answer_version"), record.get("location")
        )

    def _record_key(self, command: Command) -> Key:
        return keys.command(self.caller.user_id, command.key)

    def _judge_record(self, command: Command, person: Person, record: Item | None) -> None:
        """A replay by the same person, authorised anew, gets the first answer (X-01)."""
        if not record or command.dry_run:
            return
        if "parties" in record:
            require_sight(person, record["parties"])
        raise Replayed(self.replay(record))

    def _require_standing(self, record: Item) -> None:
        """`NotFound` where the role or side has changed since: what was answered shows what that
        one saw (X-01).

        A record of before answers told it is the staff's.
        """
        by = self.context.actor
        known = record.get("standing")
        if by.standing != known and (known is not None or by.audience != STAFF):
            raise NotFound(
                "This was done before, when you had another role. Look at what came of it.",
                rule="X-01",
            )

    def _acting(
        self, known: Person | Callable[[Mapping[str, Item]], Person], found: dict[str, Item]
    ) -> Person:
        """Who acts without an account; a further look finds the same one."""
        if isinstance(known, Person):
            return known
        return self.context.actor if hasattr(self, "context") else known(found)


def require_version(
    version: int, expected: int | None, current: Callable[[], Any] | None = None
) -> None:
    """`Stale`, with what is there now, when something is not at the version that it is expected at
    (X-07).
    """
    if expected not in (None, version):
        raise Stale(
            "It was changed since it was read; nothing was written.",
            current=current() if current else version,
        )
