"""An import of a file: a job with a life cycle of its own, which saves where it stands and can be
taken over (X-12).
"""

from dataclasses import field, replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.domain.base.business_hours import WorkHours
from chalicelib.domain.disputes.journal import Hand
from chalicelib.domain.imports.cell_examples import Examples
from chalicelib.domain.imports.file_form import Form
from chalicelib.domain.imports.mapping import Source, check_mapping
from chalicelib.domain.imports.rows import Terms
from chalicelib.domain.imports.survey import ColumnSurvey
from chalicelib.domain.imports.tally import Summary
from chalicelib.domain.people.bounds import Bounds
from chalicelib.domain.people.person import (
    CORRECTING,
    IMPORTING,
    PAYING,
    SETTLING,
    Person,
    require_all_customers,
)
from chalicelib.errors import NotYet
from chalicelib.values import dataclass

LEASE_SECONDS = 60
"""So long a run may be silent before another may take its work over."""

MAX_TRIES = 5
"""So often a job is taken up without getting on before it is given up."""

MAX_NOTES = 10_000
"""So many errors are kept, as many warnings, and as many rows that are left out; the others are
only counted.
"""

FILE_WITHIN = timedelta(days=1)
"""So long an import waits for its file to be sent and looked at; then there is no such import."""

NEEDED = {"openingBalances": CORRECTING, "payoutResults": PAYING, "payments": SETTLING}
"""Kind of file → what its import takes beside the right to import: as bringing in one of its things
does.
"""

MAY_NOT = (
    "Whoever began this may not bring such a file in any more; somebody who may can have it read"
    " anew."
)

RUNNING = ("reading", "applying")


def require_right(kind: str, person: Person) -> None:
    """`Forbidden` unless the person may bring in what such a file holds, or look at
    one that does.
    """
    person.require(IMPORTING)
    require_all_customers(person)
    if kind in NEEDED:
        person.require(NEEDED[kind])


@dataclass(frozen=True)
class Doer:
    """Who has an import read or applied, by what that one may do by now (X-16)."""

    person: Person
    bounds: Bounds
    hours: WorkHours
    is_second: bool
    """Whether another person sent it and had it read."""

    @property
    def settles(self) -> bool:
        """Whether that one may bring in credits and payments."""
        return SETTLING in self.person.permissions


@dataclass(frozen=True)
class Counts:
    """What became, or would become, of the rows so far."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All rows."""
        return sum(vars(self).values())

    def plus(self, outcomes: dict[str, int]) -> "Counts":
        """The counts with so many more of each outcome."""
        return Counts(**{name: count + outcomes.get(name, 0) for name, count in vars(self).items()})


@dataclass(frozen=True)
class Import:
    """A file that is brought in: waiting → reading → previewed → applying → done, or failed."""

    import_id: str
    kind: str
    file_name: str
    size: int
    as_of: date
    currency: str
    started_by_id: str
    started_by: str
    started_at: datetime
    status: str = "waiting"
    mapping: dict[str, Source] = field(default_factory=dict)
    line_per_row: bool = False
    form: Form = field(default_factory=Form)
    """The form of the file as far as it was told."""
    found: Form | None = None
    """The form that it was read in."""
    sheets: tuple[str, ...] = ()
    """Those of a workbook."""
    columns: tuple[ColumnSurvey, ...] = ()
    examples: tuple[Examples, ...] = ()
    """Some cells of days and amounts beside what they became."""
    rows: int | None = None
    processed: int = 0
    counts: Counts = Counts()
    summary: Summary | None = None
    notes: dict[str, int] = field(default_factory=dict)
    """Severity → how many notes there are on rows; at most `MAX_NOTES` of each are kept."""
    detail: str | None = None
    """Why it failed."""
    file_tag: str | None = None
    """Names the content that was previewed: nothing else is applied."""
    read_by_id: str | None = None
    """Who had it read last."""
    applied_by_id: str | None = None
    applied_by: str | None = None
    round: int = 0
    """Rises with every preview and application."""
    lease_until: datetime | None = None
    tries: int = 0
    finished_at: datetime | None = None
    version: int = 1

    @property
    def is_running(self) -> bool:
        """Whether work on it is going on, or should be."""
        return self.status in RUNNING

    @property
    def doer_id(self) -> str:
        """Who has it read or applied: what that one may is what its rows may do (X-16)."""
        return (
            self.applied_by_id if self.status == "applying" else self.read_by_id
        ) or self.started_by_id

    @property
    def is_by_two(self) -> bool:
        """Whether another person applies it than sent it and had it read (X-16)."""
        return self.status == "applying" and self.applied_by_id not in (
            None,
            self.started_by_id,
            self.read_by_id,
        )

    @property
    def forgotten_at(self) -> datetime | None:
        """When an import whose file was never looked at is no more; None for one that has begun."""
        return None if self.round else self.started_at + FILE_WITHIN

    @property
    def terms(self) -> Terms:
        """How its file is read."""
        return Terms(self.kind, self.mapping, self.as_of, self.currency, self.line_per_row)

    def hand(self, line: int, at: datetime) -> Hand:
        """By whose hand a line of the file changes something: of whoever has it applied (X-05)."""
        who = (
            (self.applied_by_id, self.applied_by)
            if self.applied_by_id and self.applied_by
            else (self.started_by_id, self.started_by)
        )
        return Hand(*who, at, f"{self.file_name}, line {line}")

    def mapped(self, terms: Terms, form: Form) -> "Import":
        """To be read in another way from now on; what was previewed is no longer true. Without a
        mapping it is only looked at.
        """
        if self.status not in ("waiting", "previewed", "failed"):
            raise NotYet(f"The import is {self.status}; its mapping stays as it is.", rule="X-12")
        if terms.mapping:
            check_mapping(self.kind, terms.mapping)
        told = {
            "as_of": terms.as_of,
            "currency": terms.currency,
            "line_per_row": terms.line_per_row,
            "form": form,
        }
        return self._next(
            status="waiting",
            mapping=dict(terms.mapping),
            counts=Counts(),
            summary=None,
            examples=(),
            notes={},
            **told,
        )

    def begun(self, status: str, by: Person, now: datetime) -> "Import":
        """At the beginning of a preview (`reading`) or application (`applying`); itself where that
        has begun already.
        """
        if status == "applying":
            if self.status in ("applying", "done"):
                return self
            if self.status != "previewed" or self.summary is None:
                raise NotYet(
                    "Look at the preview first; what it shows is what is applied.", rule="X-12"
                )
        elif self.is_running:
            return self
        elif self.status == "done":
            raise NotYet("The import is done; start another one.", rule="X-12")
        fresh: dict[str, Any] = {
            "processed": 0,
            "counts": Counts(),
            "summary": None,
            "notes": {},
            "detail": None,
            "finished_at": None,
        }
        if status == "reading":
            fresh |= {"rows": None, "file_tag": None, "examples": (), "read_by_id": by.user_id}
        else:
            fresh |= {"applied_by_id": by.user_id, "applied_by": by.name}
        return self._next(status=status, round=self.round + 1, tries=0, lease_until=now, **fresh)

    def claimed(self, now: datetime) -> "Import | None":
        """In the hands of a run for the time of a lease; None while it is in another's or there is
        nothing to do.
        """
        if not self.is_running or (self.lease_until and self.lease_until > now):
            return None
        return self._next(lease_until=now + timedelta(seconds=LEASE_SECONDS), tries=self.tries + 1)

    def surveyed(
        self,
        found: Form,
        sheets: tuple[str, ...],
        columns: tuple[ColumnSurvey, ...],
        rows: int,
        tag: str,
    ) -> "Import":
        """With what a first look at the file shows."""
        return self._next(found=found, sheets=sheets, columns=columns, rows=rows, file_tag=tag)

    def held(self, lease_until: datetime) -> "Import":
        """Still in the hands of the same run, which is getting on."""
        return self._next(lease_until=lease_until)

    def advanced(
        self, processed: int, counts: Counts, notes: dict[str, int], lease_until: datetime
    ) -> "Import":
        """With so many rows behind it; only where these are more than before is the job counted as
        getting on.
        """
        return self._next(
            processed=processed,
            counts=counts,
            notes=dict(notes),
            lease_until=lease_until,
            tries=0 if processed > self.processed else self.tries,
        )

    def finished(
        self, summary: Summary | None, examples: tuple[Examples, ...], now: datetime
    ) -> "Import":
        """At its end; without a summary nothing but a look at the file was asked for."""
        status = "done" if self.status == "applying" else "previewed" if summary else "waiting"
        shown = examples or self.examples
        return self._next(
            status=status,
            summary=summary,
            examples=shown,
            lease_until=None,
            finished_at=now if status == "done" else None,
        )

    def failed(self, detail: str, now: datetime) -> "Import":
        """Given up; what was applied so far stays, and a repeat does no harm."""
        return self._next(status="failed", detail=detail, lease_until=None, finished_at=now)

    def _next(self, **values: Any) -> "Import":
        return replace(self, version=self.version + 1, **values)
