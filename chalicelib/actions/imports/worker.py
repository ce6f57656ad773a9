"""What working on the rows of a file has in common, whatever it holds: each row is judged by
itself, and written once (X-12).
"""

import random
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from chalicelib.actions.upserts import Found
from chalicelib.domain.imports.job import Doer, Import
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.domain.imports.rows import Reading
from chalicelib.errors import Busy, Overloaded, RedressError
from chalicelib.store.keys import Key
from chalicelib.store.table import Conflict, Table, Unacknowledged, Write
from chalicelib.values import dataclass

MAX_TRIES = 8
FIRST_PAUSE_SECONDS = 0.01
MARKS = "import_marks"
"""The field of an item that says by what rows of the latest import it was told of, and what each
did: of an order by its notes, of a payment, of a payout by its result.
"""


@dataclass(frozen=True)
class Result:
    """What became, or would become, of a row, and what there is to say of that."""

    outcome: str
    notes: tuple[RowNote, ...] = ()


class Planned(Protocol):
    """What a row would change."""

    @property
    def outcome(self) -> str: ...


class OfRow(Protocol):
    """What a row tells."""

    @property
    def line(self) -> int: ...


RowT = TypeVar("RowT", bound=OfRow)
PlanT = TypeVar("PlanT", bound=Planned)


class Worker(ABC, Generic[RowT, PlanT]):
    """Works on the rows of one import, some hundred at a time."""

    def __init__(
        self, table: Table, job: Import, by: Doer, pool: Executor, now: Callable[[], datetime]
    ) -> None:
        self.table = table
        self.job = job
        self.by = by
        self.pool = pool
        self.now = now

    @abstractmethod
    def work(self, readings: Sequence[Reading]) -> list[Result]:
        """What becomes of each row."""

    def go_over(self, readings: Sequence[Reading]) -> None:
        """Takes in rows that an earlier run worked on, as far as the next ones rest on them."""

    @abstractmethod
    def gather(self, told: Sequence[RowT]) -> Found:
        """What is known of what the rows tell."""

    @abstractmethod
    def plan(self, told: RowT, found: Found) -> PlanT:
        """What a row would change."""

    @abstractmethod
    def writes(self, told: RowT, plan: PlanT) -> list[Write]:
        """What is written for that, in one transaction."""

    @abstractmethod
    def done_before(self, told: RowT, found: Found) -> str | None:
        """What this very row did before the work was taken up again."""

    def prepare_again(self, plan: PlanT) -> None:
        """What is written before the transaction when a row is tried again."""

    def note(self, writes: Sequence[Write]) -> None:
        """Takes in what was written."""

    def result(self, reading: Reading, told: RowT | None, found: Found) -> Result:
        """What becomes of a row, without any harm to the others."""
        if reading.errors:
            return Result("failed", reading.errors)
        if told is None:
            return Result("skipped")
        try:
            if self.job.status == "applying":
                return Result(self._apply(told, found))
            return Result(self.plan(told, found).outcome)
        except Overloaded:
            raise  # No fault of the row: the run ends here, and is taken up again.
        except RedressError as error:
            return Result("failed", (RowNote(reading.line, None, error.code, error.detail),))

    def read(self, wanted: Iterable[Key]) -> Found:
        """The items that there are among these."""
        return self.table.get(wanted)

    def mark(self, told: RowT) -> str:
        """What names a row of this round."""
        return f"{self.job.import_id}/{self.job.round}/{told.line}"

    def _apply(self, told: RowT, found: Found) -> str:
        """Writes what the row changes in one transaction; decides again where somebody else was
        faster.
        """
        for attempt in range(MAX_TRIES):
            if attempt:
                pause(attempt)
                found = self.gather([told])
            plan = self.plan(told, found)
            if plan.outcome == "unchanged":
                return self.done_before(told, found) or "unchanged"
            if attempt:
                self.prepare_again(plan)
            try:
                writes = self.writes(told, plan)
                self.table.commit(writes)
                self.note(writes)
                return plan.outcome
            except (Conflict, Unacknowledged) as one:
                lost = one
        raise given_up(lost)


def given_up(lost: Exception) -> Busy:
    """Others were faster all the time, which the row is told of; or the table gave no answer, which
    is no fault of the row.
    """
    if isinstance(lost, Unacknowledged):
        return Overloaded("No answer came from the table.")
    return Busy("Others kept changing the same thing; import the row again.")


def pause(attempt: int) -> None:
    """Waits a random while, longer from try to try."""
    time.sleep(random.uniform(0, FIRST_PAUSE_SECONDS * 2**attempt))  # noqa: S311 - jitter, not a secret
