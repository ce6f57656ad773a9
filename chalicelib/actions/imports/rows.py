"""Working on some rows of a file: read what is known of them, decide, and write each where it is to
be applied (X-12).
"""

from collections.abc import Sequence

from chalicelib.actions.imports.billed import credited_line_keys, head_writes
from chalicelib.actions.imports.worker import MAX_TRIES, Result, Worker, given_up, pause
from chalicelib.domain.imports.plan import Known, Plan, estimated_dispute_id, plan_row
from chalicelib.domain.imports.rows import BilledRow, Reading
from chalicelib.errors import RedressError
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import (
    customer_item,
    dispute_item,
    entry_item,
    event_item,
    invoice_item,
    line_items,
    to_customer,
    to_dispute,
    to_invoice,
    to_line,
)
from chalicelib.store.imports import marked, outcome_of
from chalicelib.store.keys import Key
from chalicelib.store.table import (
    IS_ABSENT,
    Conflict,
    Put,
    Unacknowledged,
    Write,
    name_of,
    unwritten_or_at,
)


class BilledRowWorker(Worker[BilledRow, Plan]):
    """Works on rows of customers and invoices."""

    def work(self, readings: Sequence[Reading]) -> list[Result]:
        """What becomes of each row.

        1. Read what is known of all of them.
        2. In an application, write first the customers that they introduce,
        3. then the lines of all invoices, which nobody sees before a head names them,
        4. then, for each invoice at once, its head with the entry about it, its dispute and the
           events of that.
        """
        row = [reading.billed_row for reading in readings if reading.billed_row]
        found = self.gather(row)
        if self.job.status == "applying":
            introduced = [one for one in row if one.introduces and one.billed]
            for item in self.pool.map(lambda one: self._write_customer(one, found), introduced):
                found[name_of(item)] = item
            self._write_lines(row, found)
        return list(
            self.pool.map(lambda reading: self.result(reading, reading.billed_row, found), readings)
        )

    def gather(self, row: Sequence[BilledRow]) -> dict[str, Item]:
        """Customers, heads and estimated disputes of the rows, and the lines on which credits were
        granted.
        """
        found = self.read([key for one in row for key in _keys_of(one)])
        heads = (found.get(name_of(_head_key(one))) for one in row if one.billed)
        credited = [
            key
            for head in heads
            if head and head.get("credited")
            for key in credited_line_keys(to_invoice(head))
        ]
        return found | self.read(credited)

    def plan(self, row: BilledRow, found: dict[str, Item]) -> Plan:
        """What the row would change."""
        return plan_row(
            row, _known(row, found), self.job.hand(row.line, self.now()), settles=self.by.settles
        )

    def _write_lines(self, row: Sequence[BilledRow], found: dict[str, Item]) -> None:
        """The lines of all rows in few calls; a row that cannot be planned tells why when its turn
        comes.
        """
        items: list[Item] = []
        for one in row:
            try:
                plan = self.plan(one, found)
            except RedressError:
                continue
            if plan.invoice and plan.lines:
                items += line_items(plan.invoice, plan.lines)
        self.table.write_batch(items)

    def prepare_again(self, plan: Plan) -> None:
        """The lines of the invoice as it is planned now."""
        if plan.invoice and plan.lines:
            self.table.write_batch(line_items(plan.invoice, plan.lines))

    def writes(self, row: BilledRow, plan: Plan) -> list[Write]:
        """Head, entry, dispute and events; or the customer and its entry, in a file
        of customers.
        """
        writes: list[Write] = []
        if plan.invoice:
            head, *others = head_writes(plan.invoice)
            assert isinstance(head, Put)
            writes += [
                Put(
                    marked(invoice_item(plan.invoice), self.mark(row), plan.outcome),
                    head.conditions,
                ),
                *others,
            ]
            writes += (
                [Put(entry_item(plan.invoice_entry), (IS_ABSENT,))] if plan.invoice_entry else []
            )
        elif plan.customer:
            return [*self._customer_writes(row, plan)]
        if plan.dispute:
            is_new = plan.events[0].sequence == 1
            writes.append(
                Put(
                    dispute_item(plan.dispute),
                    unwritten_or_at(0 if is_new else plan.dispute.version - 1),
                )
            )
            writes += [Put(event_item(event), (IS_ABSENT,)) for event in plan.events]
        return writes

    def _write_customer(self, row: BilledRow, found: dict[str, Item]) -> Item:
        """The customer that a row introduces, as it is in the table from now on."""
        for attempt in range(MAX_TRIES):
            if attempt:
                pause(attempt)
                found = self.read([keys.customer(row.customer.customer_id)])
            known = _known(row, found).customer
            alone = BilledRow(row.line, row.customer, row.parts, introduces=True)
            plan = plan_row(
                alone,
                Known(customer=known),
                self.job.hand(row.line, self.now()),
                settles=self.by.settles,
            )
            if plan.customer is None:
                return found[name_of(keys.customer(row.customer.customer_id))]
            writes = self._customer_writes(row, plan)
            try:
                self.table.commit(writes)
                return writes[0].item
            except (Conflict, Unacknowledged) as one:
                lost = one
        raise given_up(lost)

    def _customer_writes(self, row: BilledRow, plan: Plan) -> list[Put]:
        assert plan.customer
        assert plan.customer_entry
        item = marked(customer_item(plan.customer), self.mark(row), plan.outcome)
        return [
            Put(item, unwritten_or_at(plan.customer.version - 1)),
            Put(entry_item(plan.customer_entry), (IS_ABSENT,)),
        ]

    def done_before(self, row: BilledRow, found: dict[str, Item]) -> str | None:
        """What this very row did to the invoice, or to the customer that it introduces, before the
        work was taken up again.
        """
        customer = outcome_of(
            found.get(name_of(keys.customer(row.customer.customer_id))), self.mark(row)
        )
        if row.billed is None:
            return customer
        return outcome_of(found.get(name_of(_head_key(row))), self.mark(row)) or (
            "changed" if customer else None
        )


def _known(row: BilledRow, found: dict[str, Item]) -> Known:
    customer = found.get(name_of(keys.customer(row.customer.customer_id)))
    head = found.get(name_of(_head_key(row))) if row.billed else None
    dispute = found.get(name_of(keys.dispute(_dispute_id(row)))) if row.billed else None
    invoice = to_invoice(head) if head else None
    credited = (
        [found[name_of(key)] for key in credited_line_keys(invoice) if name_of(key) in found]
        if invoice
        else []
    )
    return Known(
        to_customer(customer) if customer else None,
        invoice,
        to_dispute(dispute) if dispute else None,
        [to_line(item) for item in credited],
    )


def _keys_of(row: BilledRow) -> list[Key]:
    wanted = [keys.customer(row.customer.customer_id)]
    if row.billed:
        wanted.append(_head_key(row))
        if row.is_disputed:
            wanted.append(keys.dispute(_dispute_id(row)))
    return wanted


def _head_key(row: BilledRow) -> Key:
    assert row.billed
    return keys.invoice(row.billed.customer_id, row.billed.invoice_number)


def _dispute_id(row: BilledRow) -> str:
    assert row.billed
    return estimated_dispute_id(row.billed.customer_id, row.billed.invoice_number)
