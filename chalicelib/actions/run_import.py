"""The job behind an import: it claims, works some hundred rows at a time, saves where it stands, and calls itself again."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from chalicelib.actions.import_rows import RowWorker
from chalicelib.actions.import_things import ThingWorker
from chalicelib.actions.import_worker import Result
from chalicelib.domain.csvfile import Row, Sheet, read_sheet
from chalicelib.domain.importfile import FileReader, Reading, Tally
from chalicelib.domain.importjob import LEASE_SECONDS, MAX_ERRORS, MAX_TRIES, Counts, Import
from chalicelib.domain.importthings import NAMED_BY
from chalicelib.domain.mapping import RowError
from chalicelib.errors import UnreadableFile
from chalicelib.store import keys
from chalicelib.store.files import Files, upload_key
from chalicelib.store.imports import error_items, import_item, to_import
from chalicelib.store.table import Conflict, Put, Table, is_at_version, name_of

ROWS_AT_ONCE = 100
WORKERS = 8
SAVE_EVERY_SECONDS = 2.0
STOP_BEFORE_SECONDS = 30.0
"""So much time is left to a run when it stops and calls itself again."""

SAMPLE_ROWS = 5
SAMPLE_CELL = 100

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
    errors_kept: int
    errors: list[RowError] = field(default_factory=list)

    def note(self, results: list[Result]) -> None:
        """Takes in what became of some rows."""
        self.processed += len(results)
        self.counts = self.counts.plus(Counter(result.outcome for result in results))
        found = [error for result in results for error in result.errors]
        self.errors += found[: max(0, MAX_ERRORS - self.errors_kept - len(self.errors))]


class LostLease(Exception):
    """Another run has taken the work over."""


def run_import(shop: Workshop, import_id: str) -> str:
    """Does what is to be done of an import, and tells how it ended. Run twice, or by two at once, it does no harm:

    1. Claim the import by a conditional write that holds for a while; whoever comes second raises `LostLease`, and is called again.
    2. Look at the whole file once: its columns, how many rows, whether it can be read at all.
    3. Read all rows again from the first, since what came before decides what a row means, but work only on
       those not yet behind the last saved place. A row worked on twice changes nothing the second time.
    4. Every other second save the place, on condition that nobody else has taken over.
    5. With little time left, save, let go and call oneself again. Should that be lost, `restart_stalled` finds the import.
    """
    item = shop.table.get([keys.import_job(import_id)]).get(name_of(keys.import_job(import_id)))
    claimed = to_import(item).claimed(shop.now()) if item else None
    if item and claimed is None and to_import(item).is_running:
        raise LostLease("Another run is at work on the import; should it have died, this call is repeated when its lease ends.")
    if claimed is None:
        return "nothing to do"
    try:
        job = _save(shop, claimed)
        if job.tries > MAX_TRIES:
            return _save(
                shop, job.failed("The import was taken up again and again without getting on; it was given up.", shop.now())
            ).status
        ended = _work(shop, job)
    except LostLease:
        return "taken over"
    log.info("import %s is %s: %s rows, %s", import_id, ended.status, ended.processed, ended.counts)
    return ended.status


def restart_stalled(table: Table, now: datetime, call: Callable[[str], None]) -> int:
    """Has every running import taken up that nobody has worked on for the time of a lease; how many."""
    page = table.query(keys.due("IMPORT"), index="due", before=keys.instant(now), limit=100)
    for item in page.items:
        call(keys.id_of_due(item["due_sk"]))
    return len(page.items)


def end_leases(table: Table, now: datetime) -> None:
    """Lets go of every running import, for whoever knows that no run is alive; the sweep then takes them up."""
    for due in table.query(keys.due("IMPORT"), index="due", limit=100).items:
        key = keys.import_job(keys.id_of_due(due["due_sk"]))
        item = table.get([key]).get(name_of(key))
        job = to_import(item) if item else None
        if job and job.lease_until:
            job = job.advanced(job.processed, job.counts, job.errors_kept, now)
            table.commit([Put(import_item(job), (is_at_version(job.version - 1),))])


def _work(shop: Workshop, job: Import) -> Import:
    progress = Progress(job, job.processed, job.counts, job.errors_kept)
    try:
        if job.rows is None:
            progress.job = job = _surveyed(shop, job)
        if not job.mapping:
            return _save(shop, job.finished(None, shop.now()))
        if job.processed == 0:
            _forget_errors(shop.table, job)
        tally = Tally(job.currency)
        is_through = _walk(shop, progress, tally)
    except UnreadableFile as error:
        return _save(shop, progress.job.failed(error.detail, shop.now()))
    saved = _checkpoint(shop, progress, 0 if not is_through else LEASE_SECONDS)
    if is_through:
        return _save(shop, saved.finished(tally.summary(), shop.now()))
    shop.call_again(job.import_id)
    return saved


def _surveyed(shop: Workshop, job: Import) -> Import:
    """With columns, first rows and number of rows; a file that cannot be read is found before a row of it is worked on."""
    tag, sheet = _open(shop, job)
    first = list(islice(sheet.rows, SAMPLE_ROWS))
    rows = len(first) + sum(1 for _ in sheet.rows)
    sample = tuple(tuple(cell[:SAMPLE_CELL] for cell in row.cells) for row in first)
    return _save(shop, job.surveyed(sheet.columns, sample, rows, tag))


def _open(shop: Workshop, job: Import) -> tuple[str, Sheet]:
    tag, chunks = shop.files.read(upload_key(job.import_id), job.file_tag)
    return tag, read_sheet(chunks)


def _walk(shop: Workshop, progress: Progress, tally: Tally) -> bool:
    """Works through the rows from the saved place on; whether it came to the end."""
    job = progress.job
    _, sheet = _open(shop, job)
    reader = FileReader(job.terms, sheet.columns)
    saved_at = time.monotonic()
    with ThreadPoolExecutor(WORKERS) as pool:
        worker = (ThingWorker if job.kind in NAMED_BY else RowWorker)(shop.table, job, pool, shop.now)
        for readings in _batches(sheet.rows, reader, tally, job.processed):
            progress.note(worker.work(readings))
            if shop.seconds_left() < STOP_BEFORE_SECONDS:
                return False
            if time.monotonic() - saved_at > SAVE_EVERY_SECONDS:
                _checkpoint(shop, progress, LEASE_SECONDS)
                saved_at = time.monotonic()
    return True


def _batches(rows: Iterator[Row], reader: FileReader, tally: Tally, done: int) -> Iterator[list[Reading]]:
    """The rows that are still to be worked on, some at a time; all of them are read and counted."""
    batch: list[Reading] = []
    for number, row in enumerate(rows, 1):
        reading = reader.read(row)
        if reading.told:
            tally.add(reading.told)
        if reading.thing:
            tally.add_thing(reading.thing)
        if number <= done:
            continue
        batch.append(reading)
        if len(batch) == ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _forget_errors(table: Table, job: Import) -> None:
    """Removes the errors of an earlier preview."""
    partition = keys.import_job(job.import_id)["pk"]
    while items := table.query(partition, prefix=keys.ERRORS_PREFIX, limit=500).items:
        table.delete_batch([{"pk": item["pk"], "sk": item["sk"]} for item in items])


def _checkpoint(shop: Workshop, progress: Progress, lease_seconds: int) -> Import:
    """Keeps the errors found, then where the run stands: in this order, so that none is lost."""
    shop.table.write_batch(error_items(progress.job, progress.errors))
    progress.errors_kept += len(progress.errors)
    progress.errors = []
    until = shop.now() + timedelta(seconds=lease_seconds)
    progress.job = _save(shop, progress.job.advanced(progress.processed, progress.counts, progress.errors_kept, until))
    return progress.job


def _save(shop: Workshop, job: Import) -> Import:
    """Writes the import, unless somebody else has; `LostLease` then."""
    try:
        shop.table.commit([Put(import_item(job), (is_at_version(job.version - 1),))])
    except Conflict as conflict:
        raise LostLease from conflict
    return job
