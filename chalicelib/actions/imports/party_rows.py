"""Working on rows of bookings, orders, whoever stands in these, and opening balances: each is one
transaction (X-12).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from chalicelib.actions.imports.party_upsert import (
    booking_keys,
    known_booking,
    known_party,
    opening_keys,
    party_keys,
    upsert_booking,
    upsert_opening,
    upsert_party,
)
from chalicelib.actions.imports.worker import MARKS, Result, Worker
from chalicelib.actions.orders.upsert import (
    known_order,
    known_vendor,
    order_keys,
    upsert_note,
    upsert_order,
    upsert_vendor,
    vendor_keys,
)
from chalicelib.actions.upserts import Found, Upserted
from chalicelib.domain.base.phones import read_phone
from chalicelib.domain.bookings.booking import Booking, Party
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.domain.imports.party_rows import NoteOfOrder, PartyRow
from chalicelib.domain.imports.rows import Reading
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.domain.orders.bank_file import BankResult
from chalicelib.domain.orders.order import Order
from chalicelib.domain.orders.vendor import Vendor
from chalicelib.domain.wallets.opening_balances import Alone, Opening, by_two, needs_two
from chalicelib.store import keys
from chalicelib.store.imports import marked, outcome_of
from chalicelib.store.keys import Key
from chalicelib.store.ledger import to_wallet
from chalicelib.store.orders import STANDARD, to_standard
from chalicelib.store.table import Put, Write, name_of

Known = TypeVar("Known", Party, Booking, Vendor, Order)
IN_ORDER = ("openingBalances", "orderNotes")
"""Files whose rows are worked on one after the other."""
OTHERS = "payments, and what a bank says of payouts, have workers of their own"
Called = TypeVar("Called", Vendor, Order)


class PartyRowWorker(Worker[PartyRow, Upserted]):
    """Reads what is known of all rows at once, then works on each."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.foretold: Counter[tuple[str, date]] = Counter()
        """What rows of a preview would bring into a wallet on a day by one person alone."""

    def work(self, readings: Sequence[Reading]) -> list[Result]:
        """What becomes of each row; opening balances one after the other, since all of them move
        the account of the outside world, and notes, of which one order has many.
        """
        self.found: Found = self.read(
            key
            for reading in readings
            if reading.party_row
            for key in self._keys_of(reading.party_row)
        )
        at_once = map if self.job.kind in IN_ORDER else self.pool.map
        return list(
            at_once(lambda reading: self.result(reading, reading.party_row, self.found), readings)
        )

    def go_over(self, readings: Sequence[Reading]) -> None:
        """Opening balances before these count for the day, in a preview that is gone
        on with too.
        """
        if self._foretells:
            self.work(readings)

    def result(self, reading: Reading, row: PartyRow | None, found: Found) -> Result:
        """What becomes of a row; beforehand it is said where it is too much for one person, with
        all rows before it (X-16).
        """
        result = super().result(reading, row, found)
        if (
            row
            and self._foretells
            and result.outcome == "created"
            and isinstance(row.subject, Opening)
        ):
            alone = self._alone()
            place = (row.subject.wallet_id, alone.day)
            wallet = to_wallet(found[name_of(keys.wallet(row.subject.wallet_id))])
            if needs_two(row.subject, wallet, alone, self.foretold[place]):
                return replace(
                    result,
                    notes=(RowNote(row.line, "amount", "second", by_two(row.subject), "warning"),),
                )
            self.foretold[place] += row.subject.amount
        return result

    @property
    def _foretells(self) -> bool:
        return self.job.status == "reading" and self.job.kind == "openingBalances"

    def gather(self, row: Sequence[PartyRow]) -> Found:
        """What is known of these rows by now, beside what was of all."""
        fresh = self.read(key for one in row for key in self._keys_of(one))
        self.found.update(fresh)
        return fresh

    def plan(self, row: PartyRow, found: Found) -> Upserted:
        """What the row changes, by the same rules as a request for one thing."""
        hand = self.job.hand(row.line, self.now())
        match row.subject:
            case Party() as party:
                return upsert_party(self._over(row, known_party(party, found)), found, hand)
            case Booking() as booking:
                return upsert_booking(self._over(row, known_booking(booking, found)), found, hand)
            case Vendor() as vendor:
                told = self._over(row, known_vendor(vendor, found))
                return upsert_vendor(_called(told, found), found, hand)
            case Order() as order:
                told_order = self._over(row, known_order(order, found))
                return upsert_order(_called(told_order, found), found, hand)
            case NoteOfOrder(order_id, note):
                return upsert_note(order_id, note, found, hand)
            case BankResult() | CustomerPayment():
                raise TypeError(OTHERS)
            case opening:
                is_alone = self.job.status == "applying" and not self.by.is_second
                asked_by = self.job.started_by if self.by.is_second else None
                return upsert_opening(
                    opening, found, hand, self._alone() if is_alone else None, asked_by
                )

    def writes(self, row: PartyRow, plan: Upserted) -> list[Write]:
        """The thing with its mark, and what is written with it."""
        itself, *others = plan.writes
        assert isinstance(itself, Put)
        if isinstance(row.subject, NoteOfOrder):
            marks = self._marks(self.found, row) | {self.mark(row): plan.outcome}
            return [replace(itself, item=itself.item | {MARKS: marks}), *others]
        return [replace(itself, item=marked(itself.item, self.mark(row), plan.outcome)), *others]

    def done_before(self, row: PartyRow, found: Found) -> str | None:
        """What this very row did before the work was taken up again."""
        if isinstance(row.subject, NoteOfOrder):
            return self._marks(found, row).get(self.mark(row))
        return outcome_of(found.get(name_of(self._keys_of(row)[0])), self.mark(row))

    def _marks(self, found: Found, row: PartyRow) -> dict[str, str]:
        """What rows of this round did to the row's order."""
        marks = found.get(name_of(self._keys_of(row)[0]), {}).get(MARKS, {})
        own = self.mark(row).rpartition("/")[0]
        return {name: did for name, did in marks.items() if name.rpartition("/")[0] == own}

    def note(self, writes: Sequence[Write]) -> None:
        """Takes in what was written, on which the next row may rest: an account has moved on."""
        self.found.update(
            {name_of(write.item): write.item for write in writes if isinstance(write, Put)}
        )

    def _alone(self) -> Alone:
        return Alone(self.by.bounds, self.by.hours.day_of(self.now()))

    def _over(self, row: PartyRow, known: Known | None) -> Known:
        return cast(Known, row.over(known))

    def _keys_of(self, row: PartyRow) -> list[Key]:
        match row.subject:
            case Party() as party:
                return party_keys(party)
            case Booking() as booking:
                return booking_keys(booking)
            case Vendor() as vendor:
                return [*vendor_keys(vendor), STANDARD]
            case Order() as order:
                return [*order_keys(order), STANDARD]
            case NoteOfOrder(order_id):
                return [keys.order(order_id)]
            case BankResult() | CustomerPayment():
                raise TypeError(OTHERS)
            case opening:
                return opening_keys(opening)


def _called(told: Called, found: Found) -> Called:
    """The same with its phone number in the one form, by the country of the settings."""
    if not told.phone:
        return told
    region = to_standard(found.get(name_of(STANDARD))).region
    return replace(told, phone=read_phone(told.phone, region))
