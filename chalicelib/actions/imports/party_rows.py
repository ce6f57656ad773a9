"""Working on rows of operators, aggregators, bookings and opening balances: each is one transaction (X-12)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from chalicelib.actions.imports.party_upsert import (
    Brought,
    booking_keys,
    bring_booking,
    bring_opening,
    bring_party,
    known_booking,
    known_party,
    opening_keys,
    party_keys,
)
from chalicelib.actions.imports.worker import Found, Result, Worker
from chalicelib.domain.bookings.booking import Booking, Party
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.domain.imports.party_rows import ToldThing
from chalicelib.domain.imports.rows import Reading
from chalicelib.domain.wallets.opening_balances import Alone, Opening, by_two, needs_two
from chalicelib.store import keys
from chalicelib.store.imports import marked, outcome_of
from chalicelib.store.keys import Key
from chalicelib.store.ledger import to_wallet
from chalicelib.store.table import Put, Write, name_of

Known = TypeVar("Known", Party, Booking)


class ThingWorker(Worker[ToldThing, Brought]):
    """Reads what is known of all rows at once, then works on each."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.foretold: Counter[tuple[str, date]] = Counter()
        """What rows of a preview would bring into a wallet on a day by one person alone."""

    def work(self, readings: Sequence[Reading]) -> list[Result]:
        """What becomes of each row; opening balances one after the other, since all of them move the account of the outside world."""
        self.found: Found = self.read(key for reading in readings if reading.thing for key in self._keys_of(reading.thing))
        at_once = map if self.job.kind == "openingBalances" else self.pool.map
        return list(at_once(lambda reading: self.result(reading, reading.thing, self.found), readings))

    def go_over(self, readings: Sequence[Reading]) -> None:
        """Opening balances before these count for the day, in a preview that is gone on with too."""
        if self._foretells:
            self.work(readings)

    def result(self, reading: Reading, told: ToldThing | None, found: Found) -> Result:
        """What becomes of a row; beforehand it is said where it is too much for one person, with all rows before it (X-16)."""
        result = super().result(reading, told, found)
        if told and self._foretells and result.outcome == "created" and isinstance(told.thing, Opening):
            alone = self._alone()
            place = (told.thing.wallet_id, alone.day)
            wallet = to_wallet(found[name_of(keys.wallet(told.thing.wallet_id))])
            if needs_two(told.thing, wallet, alone, self.foretold[place]):
                return replace(result, notes=(RowNote(told.line, "amount", "second", by_two(told.thing), "warning"),))
            self.foretold[place] += told.thing.amount
        return result

    @property
    def _foretells(self) -> bool:
        return self.job.status == "reading" and self.job.kind == "openingBalances"

    def gather(self, told: Sequence[ToldThing]) -> Found:
        """What is known of these rows by now, beside what was of all."""
        fresh = self.read(key for one in told for key in self._keys_of(one))
        self.found.update(fresh)
        return fresh

    def plan(self, told: ToldThing, found: Found) -> Brought:
        """What the row changes, by the same rules as a request for one thing."""
        hand = self.job.hand(told.line, self.now())
        match told.thing:
            case Party() as party:
                return bring_party(self._over(told, known_party(party, found)), found, hand)
            case Booking() as booking:
                return bring_booking(self._over(told, known_booking(booking, found)), found, hand)
            case opening:
                is_alone = self.job.status == "applying" and not self.by.is_second
                asked_by = self.job.started_by if self.by.is_second else None
                return bring_opening(opening, found, hand, self._alone() if is_alone else None, asked_by)

    def writes(self, told: ToldThing, plan: Brought) -> list[Write]:
        """The thing with its mark, and what is written with it."""
        itself, *others = plan.writes
        assert isinstance(itself, Put)
        return [replace(itself, item=marked(itself.item, self.mark(told), plan.outcome)), *others]

    def done_before(self, told: ToldThing, found: Found) -> str | None:
        """What this very row did before the work was taken up again."""
        return outcome_of(found.get(name_of(self._keys_of(told)[0])), self.mark(told))

    def note(self, writes: Sequence[Write]) -> None:
        """Takes in what was written, on which the next row may rest: an account has moved on."""
        self.found.update({name_of(write.item): write.item for write in writes if isinstance(write, Put)})

    def _alone(self) -> Alone:
        return Alone(self.by.bounds, self.by.hours.day_of(self.now()))

    def _over(self, told: ToldThing, known: Known | None) -> Known:
        return cast(Known, told.over(known))

    def _keys_of(self, told: ToldThing) -> list[Key]:
        match told.thing:
            case Party() as party:
                return party_keys(party)
            case Booking() as booking:
                return booking_keys(booking)
            case opening:
                return opening_keys(opening)
