"""Working on rows of payments: each says what of a payment is for one invoice, and is a transaction
of its own (X-12).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from chalicelib.actions.imports.worker import MARKS, Result, Worker
from chalicelib.actions.invoices.payment_writes import missing_in, payment_keys, upsert_part
from chalicelib.actions.upserts import Found, Upserted
from chalicelib.domain.base.money import Money
from chalicelib.domain.imports.mapping import RowNote
from chalicelib.domain.imports.party_rows import PartyRow
from chalicelib.domain.imports.rows import Reading
from chalicelib.domain.invoices.payments import CustomerPayment
from chalicelib.errors import NotChangeable
from chalicelib.store import keys
from chalicelib.store.table import Put, Write, name_of

RESTED_ON = ("PAYMENT", "HEAD")
"""The sort keys of what the next row of a payment or an invoice rests on."""


class PaymentRowWorker(Worker[PartyRow, Upserted]):
    """Reads payments, customers and invoices of all rows at once, then works on one row after the
    other, since one payment may have many.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.foretold: Found = {}
        """What rows of a preview would have written."""

    def work(self, readings: Sequence[Reading]) -> list[Result]:
        """What becomes of each row, in the order of the file."""
        self.found: Found = {}
        self.gather([one.party_row for one in readings if one.party_row])
        return [self.result(one, one.party_row, self.found) for one in readings]

    def go_over(self, readings: Sequence[Reading]) -> None:
        """A preview that is gone on with rests on the rows before."""
        if self.job.status == "reading":
            self.work(readings)

    def result(self, reading: Reading, row: PartyRow | None, found: Found) -> Result:
        """What becomes of a row, and what stays unallocated since its invoice is not there."""
        result = super().result(reading, row, found)
        if row is None or result.outcome == "failed":
            return result
        told = _told(row)
        missing = [
            RowNote(
                row.line,
                self.job.mapping["invoiceNumber"].column,
                "unallocated",
                f"The customer has no invoice {one.invoice_number};"
                f" {Money(one.amount, told.currency)} of the payment stays unallocated.",
                "warning",
            )
            for one in told.allocations
            if one.amount and str(one.invoice_number) in missing_in(told, found)
        ]
        return replace(result, notes=(*result.notes, *missing))

    def gather(self, rows: Sequence[PartyRow]) -> Found:
        """What is known of these rows by now, and what rows before them would have written."""
        found = self.read(key for row in rows for key in payment_keys(_told(row)))
        self.found.update(found | self.foretold)
        return self.found

    def plan(self, row: PartyRow, found: Found) -> Upserted:
        """What the row changes, by the same rules as a request."""
        try:
            upserted = upsert_part(_told(row), found, self.job.hand(row.line, self.now()))
        except NotChangeable as refused:
            said = f"{refused.detail} Each row of a payment names the whole amount."
            raise NotChangeable(said, rule=refused.rule) from None
        if self.job.status == "reading":
            items = (one.item for one in upserted.writes if isinstance(one, Put))
            foretold = {name_of(item): item for item in items if item["sk"] in RESTED_ON}
            self.foretold.update(foretold)
            found.update(foretold)
        return upserted

    def writes(self, row: PartyRow, plan: Upserted) -> list[Write]:
        """All of it, with the row's mark on the payment beside those of its other rows."""
        itself, *others = plan.writes
        assert isinstance(itself, Put)
        marks = self._marks(row, self.found) | {self.mark(row): plan.outcome}
        return [replace(itself, item=itself.item | {MARKS: marks}), *others]

    def note(self, writes: Sequence[Write]) -> None:
        """Takes in what was written, on which the next row of a payment or an invoice rests."""
        self.found.update({name_of(one.item): one.item for one in writes if isinstance(one, Put)})

    def done_before(self, row: PartyRow, found: Found) -> str | None:
        """What this very row did before the work was taken up again."""
        return self._marks(row, found).get(self.mark(row))

    def _marks(self, row: PartyRow, found: Found) -> dict[str, str]:
        """What rows of this round did to the row's payment."""
        told = _told(row)
        item = found.get(name_of(keys.payment(told.customer_id, told.payment_id)), {})
        own = self.mark(row).rpartition("/")[0]
        marks = item.get(MARKS, {})
        return {name: did for name, did in marks.items() if name.rpartition("/")[0] == own}


def _told(row: PartyRow) -> CustomerPayment:
    return cast(CustomerPayment, row.subject)
