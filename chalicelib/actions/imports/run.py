"""The job behind an import: it claims, works some hundred rows at a time, saves where it stands,
and calls itself again.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import field
from datetime import datetime, timedelta
from typing import Any

from chalicelib import logs
from chalicelib.actions.imports.file import OpenFile, open_file
from chalicelib.actions.imports.party_rows import PartyRowWorker
from chalicelib.actions.imports.payment_rows import PaymentRowWorker
from chalicelib.actions.imports.payout_results import PayoutResultWorker
from chalicelib.actions.imports.rows import BilledRowWorker
from chalicelib.actions.imports.worker import Result, Worker
from chalicelib.domain.imports.job import (
    LEASE_SECONDS,
    MAX_NOTES,
    MAX_TRIES,
    MAY_NOT,
    Counts,
    Doer,
    Import,
    require_right,
)
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.domain.imports.party_rows import NAMED_BY
from chalicelib.domain.imports.rows import FileReader, Reading
from chalicelib.domain.imports.sheet import Row
from chalicelib.domain.imports.survey import survey
from chalicelib.domain.imports.tally import Tally
from chalicelib.errors import Forbidden, UnreadableFile
from chalicelib.store import keys
from chalicelib.store.entities import to_bounds, to_hours, to_person
from chalicelib.store.files import Files, upload_key
from chalicelib.store.imports import import_item, note_items, to_import
from chalicelib.store.table import Conflict, Put, Table, is_at_version, name_of
from chalicelib.values import dataclass

ROWS_AT_ONCE = 100
WORKERS = 8
SAVE_EVERY_SECONDS = 2.0
HOLD_EVERY_SECONDS = 10.0
"""So often a run that only reads says that it is alive."""
STOP_BEFORE_SECONDS = 30.0
"""So much time is left to a run when it stops and calls itself again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Workshop:
    """What a run works with."""

    table: Table
    files: Files
    now: Callable[[], datetime]
    seconds_left: Callable[[], float]
    """Of the time that this run has."""
    call_again: Callable[[str], None]
    """Has the import run in a run of its own."""


@dataclass
class Progress:
    """How far a run is."""

    job: Import
    processed: int
    counts: Counts
    noted: dict[str, int]
    """Severity → how many notes there are so far."""
    fresh: list[RowNote] = field(default_factory=list)
    """Notes that are still to be kept."""
    saved_at: float = field(default_factory=time.monotonic)

    def add(self, readings: list[Reading], results: list[Result]) -> None:
        """Takes in what became of some rows."""
        outcomes: Counter[str] = Counter()
        for reading, result in zip(readings, results, strict=True):
            self.processed += reading.rows
            outcomes[result.outcome] += reading.rows
            others = tuple(note for note in reading.notes if note.severity != "error")
            for note in (*result.notes, *others):
                self.noted[note.severity] = self.noted.get(note.severity, 0) + 1
                if self.noted[note.severity] <= MAX_NOTES:
                    self.fresh.append(note)
        self.counts = self.counts.plus(outcomes)


class LostLease(Exception):
    """Another run has taken the work over."""


def run_import(shop: Workshop, import_id: str) -> str:
    """Does what is to be done of an import, and tells how it ended. Run twice, or by two at once,
    it does no harm:

    1. Claim the import by a conditional write that holds for a while; whoever comes second raises
       `LostLease`, and is called again.
    2. Look at the whole file once: its form, its columns, how many rows, whether it can be read at
       all.
    3. Read all rows again from the first, since what came before decides what a row means, but work
       only on those not yet behind the last saved place. A row worked on twice changes nothing the
       second time.
    4. Every other second save the place, on condition that nobody else has taken over.
    5. With little time left, save, let go and call oneself again. Should that be lost, the sweep
       finds the import.
    """
    item = shop.table.get([keys.import_job(import_id)]).get(name_of(keys.import_job(import_id)))
    claimed = to_import(item).claimed(shop.now()) if item else None
    if item and claimed is None and to_import(item).is_running:
        raise LostLease(
            "Another run is at work on the import; should it have died, this call is repeated when"
            " its lease ends."
        )
    if claimed is None:
        return "nothing to do"
    try:
        job = _save(shop, claimed)
        by = _doer(shop.table, job)
        if by is None:
            return _save(shop, job.failed(MAY_NOT, shop.now())).status
        if job.tries > MAX_TRIES:
            log.error("import %s is given up", import_id, extra=logs.measured(ImportsGivenUp=1))
            return _save(
                shop,
                job.failed(
                    "The import was taken up again and again without getting on; it was given up.",
                    shop.now(),
                ),
            ).status
        ended = _work(shop, job, by)
    except LostLease:
        return "taken over"
    log.info("import %s is %s: %s rows, %s", import_id, ended.status, ended.processed, ended.counts)
    return ended.status


def end_leases(table: Table, now: datetime) -> None:
    """Lets go of every running import, for whoever knows that no run is alive; the sweep then takes
    them up.
    """
    for due in table.query(keys.due("IMPORT"), index="due", limit=100).items:
        key = keys.import_job(keys.id_of_due(due["due_sk"]))
        item = table.get([key]).get(name_of(key))
        job = to_import(item) if item else None
        if job and job.lease_until:
            job = job.held(now)
            table.commit([Put(import_item(job), (is_at_version(job.version - 1),))])


def _doer(table: Table, job: Import) -> Doer | None:
    """Who has it done, by what that one may do now; None for somebody who may not do it any more
    (X-16).
    """
    key, bounds, hours = (
        keys.user(job.doer_id),
        keys.setting("moneyBounds"),
        keys.setting("businessHours"),
    )
    found = table.get([key, bounds, hours])
    if name_of(key) not in found:
        return None
    doer = Doer(
        to_person(found[name_of(key)]),
        to_bounds(found.get(name_of(bounds))),
        to_hours(found.get(name_of(hours))),
        job.is_by_two,
    )
    with suppress(Forbidden):
        require_right(job.kind, doer.person)
        return doer
    return None


def _work(shop: Workshop, job: Import, by: Doer) -> Import:
    progress = Progress(job, job.processed, job.counts, dict(job.notes))
    try:
        file = open_file(shop.files, upload_key(job.import_id), job.file_tag, job.form)
        if job.rows is None:
            _survey(shop, progress, file)
        if not job.mapping:
            return _save(shop, progress.job.finished(None, (), shop.now()))
        if job.processed == 0:
            _forget_notes(shop.table, job)
        tally = Tally(job.currency)
        reader = FileReader(job.terms, file.columns, lambda: _held(shop, progress, file.rows()))
        is_through = _walk(shop, progress, by, reader, tally)
    except UnreadableFile as error:
        return _save(shop, progress.job.failed(error.detail, shop.now()))
    saved = _checkpoint(shop, progress, 0 if not is_through else LEASE_SECONDS)
    if is_through:
        return _save(shop, saved.finished(tally.summary(), reader.examples.examples(), shop.now()))
    shop.call_again(job.import_id)
    return saved


def _survey(shop: Workshop, progress: Progress, file: OpenFile) -> None:
    """Looks at every row; a file that cannot be read is found before a row of it is worked on."""
    rows, columns = survey(file.columns, _held(shop, progress, file.rows()))
    progress.job = _save(
        shop, progress.job.surveyed(file.form, file.sheets, columns, rows, file.tag)
    )


def _held(shop: Workshop, progress: Progress, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows; while they are read the lease is kept, however long that takes."""
    for row in rows:
        yield row
        if time.monotonic() - progress.saved_at > HOLD_EVERY_SECONDS:
            progress.job = _save(
                shop, progress.job.held(shop.now() + timedelta(seconds=LEASE_SECONDS))
            )
            progress.saved_at = time.monotonic()


def _walk(shop: Workshop, progress: Progress, by: Doer, reader: FileReader, tally: Tally) -> bool:
    """Works through the rows from the saved place on; whether it came to the end."""
    with ThreadPoolExecutor(WORKERS) as pool:
        worker = _worker_of(progress.job.kind)(shop.table, progress.job, by, pool, shop.now)
        for readings, is_done in _batches(reader, tally, progress.processed):
            if is_done:
                worker.go_over(readings)
                continue
            progress.add(readings, worker.work(readings))
            if shop.seconds_left() < STOP_BEFORE_SECONDS:
                return False
            if time.monotonic() - progress.saved_at > SAVE_EVERY_SECONDS:
                _checkpoint(shop, progress, LEASE_SECONDS)
    return True


def _worker_of(kind: str) -> type[Worker[Any, Any]]:
    """What works on the rows of such a file."""
    if kind == "payoutResults":
        return PayoutResultWorker
    if kind == "payments":
        return PaymentRowWorker
    return PartyRowWorker if kind in NAMED_BY else BilledRowWorker


def _batches(reader: FileReader, tally: Tally, done: int) -> Iterator[tuple[list[Reading], bool]]:
    """All rows, some at a time, each counted; and whether they were worked on before."""
    batch: list[Reading] = []
    passed = 0
    for reading in reader.read():
        if batch and (len(batch) == ROWS_AT_ONCE or passed == done):
            yield batch, passed <= done
            batch = []
        tally.add(reading)
        passed += reading.rows
        batch.append(reading)
    if batch:
        yield batch, passed <= done


def _forget_notes(table: Table, job: Import) -> None:
    """Removes the notes of an earlier preview."""
    partition = keys.import_job(job.import_id)["pk"]
    while items := table.query(partition, prefix=keys.NOTES_PREFIX, limit=500).items:
        table.delete_batch([{"pk": item["pk"], "sk": item["sk"]} for item in items])


def _checkpoint(shop: Workshop, progress: Progress, lease_seconds: int) -> Import:
    """Keeps the notes on rows, then where the run stands: in this order, so that none is lost."""
    shop.table.write_batch(note_items(progress.job, progress.fresh))
    progress.fresh = []
    until = shop.now() + timedelta(seconds=lease_seconds)
    progress.job = _save(
        shop, progress.job.advanced(progress.processed, progress.counts, progress.noted, until)
    )
    progress.saved_at = time.monotonic()
    return progress.job


def _save(shop: Workshop, job: Import) -> Import:
    """Writes the import, unless somebody else has; `LostLease` then."""
    try:
        shop.table.commit([Put(import_item(job), (is_at_version(job.version - 1),))])
    except Conflict as conflict:
        raise LostLease from conflict
    if job.status == "failed":
        log.warning("import %s failed", job.import_id, extra=logs.measured(ImportsFailed=1))
    return job
