"""Working on rows in which the bank says what became of payouts: each is one transaction, and does
nothing the second time (PO-25…PO-27).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from typing import cast

from chalicelib.actions.desk import RULES
from chalicelib.actions.imports.worker import MARKS, Result, Worker
from chalicelib.actions.orders.concluding import written
from chalicelib.actions.orders.reading import beside, opened_of
from chalicelib.actions.upserts import Found
from chalicelib.domain.base.identifiers import id_out_of
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.imports.party_rows import PartyRow
from chalicelib.domain.imports.rows import Reading
from chalicelib.domain.orders.bank_file import BankResult
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.payouts import take_result
from chalicelib.domain.orders.references import folded
from chalicelib.domain.orders.uses import REFERENCE, decisive_name
from chalicelib.errors import no_such
from chalicelib.store import keys
from chalicelib.store.entities import to_bounds, to_chains, to_dispute, to_holders, to_hours
from chalicelib.store.payouts import to_payout
from chalicelib.store.table import Put, Write, name_of
from chalicelib.values import dataclass

Name = tuple[str, str]


@dataclass(frozen=True)
class Taken:
    """What a result comes to."""

    outcome: str
    writes: tuple[Write, ...] = ()


class PayoutResultWorker(Worker[PartyRow, Taken]):
    """Reads the payouts that are named, their disputes, then what lies beside these: as often as
    a hundred rows need it.
    """

    def work(self, readings: Sequence[Reading]) -> list[Result]:
        """What becomes of each row, in the order of the file: a payout may have arrived on one row
        and come back on a later one.
        """
        self.found: Found = {}
        self.gather([one.party_row for one in readings if one.party_row])
        return [self.result(one, one.party_row, self.found) for one in readings]

    def gather(self, rows: Sequence[PartyRow]) -> Found:
        """What is known of the payouts by now."""
        own = [keys.payout(_result(row).end_to_end_id) for row in rows]
        found = dict(self.read([*own, *RULES]))
        payouts = [found[name_of(key)] for key in own if name_of(key) in found]
        found |= self.read(keys.dispute(to_payout(item).dispute_id) for item in payouts)
        wanted = []
        for row in rows:
            case = _case_in(found, row)
            if case:
                wanted += beside(case, _names(case, _result(row)))
        found |= self.read(wanted)
        self.found.update(found)
        return found

    def note(self, writes: Sequence[Write]) -> None:
        """Takes in what was written: the next row may be about the same dispute or customer, and
        moves the platform's money too.
        """
        self.found.update({name_of(one.item): one.item for one in writes if isinstance(one, Put)})

    def plan(self, row: PartyRow, found: Found) -> Taken:
        """What the bank's word changes, by the same rules as Finance's by hand."""
        result = _result(row)
        case = _case_in(found, row)
        if case is None:
            raise no_such("payout", rule="PO-25")
        opened = opened_of(case, found, _names(case, result))
        context = self._context(row, found)
        after, payee = take_result(opened.case, result, opened.payee, context)
        hand = self.job.hand(row.line, context.at)
        _, _, writes = written(opened, after, payee, context, hand)
        return Taken("changed" if writes else "unchanged", writes)

    def _context(self, row: PartyRow, found: Found) -> Context:
        """By whom the file is applied; ids follow from the row."""
        holders, chains, hours, bounds = (found.get(name_of(key)) for key in RULES)
        numbers = count()
        return Context(
            self.by.person,
            self.now(),
            lambda: id_out_of(f"{self.mark(row)}/{next(numbers)}"),
            to_holders(holders),
            to_chains(chains),
            to_hours(hours),
            to_bounds(bounds),
        )

    def writes(self, row: PartyRow, plan: Taken) -> list[Write]:
        """All of it, with the row's mark on the payout beside that of the other result."""
        result = _result(row)
        own = name_of(keys.payout(result.end_to_end_id))
        marks = self.found.get(own, {}).get(MARKS, {}) | {result.status: self.mark(row)}
        return [
            replace(one, item=one.item | {MARKS: marks})
            if isinstance(one, Put) and name_of(one.item) == own
            else one
            for one in plan.writes
        ]

    def done_before(self, row: PartyRow, found: Found) -> str | None:
        """What this very row did before the work was taken up again, whatever came of the payout
        since.
        """
        result = _result(row)
        marks = found.get(name_of(keys.payout(result.end_to_end_id)), {}).get(MARKS, {})
        return "changed" if marks.get(result.status) == self.mark(row) else None


def _result(row: PartyRow) -> BankResult:
    return cast(BankResult, row.subject)


def _case_in(found: Found, row: PartyRow) -> OrderCase | None:
    """The case whose payout the row names, among what was read."""
    item = found.get(name_of(keys.payout(_result(row).end_to_end_id)))
    dispute = found.get(name_of(keys.dispute(to_payout(item).dispute_id))) if item else None
    return OrderCase(to_dispute(dispute)) if dispute else None


def _names(case: OrderCase, result: BankResult) -> set[Name]:
    """What the case carries otherwise once the bank has spoken, or decides on."""
    told: Iterable[str | None] = (result.reference, *(one.reference for one in case.work.payouts))
    names = {(REFERENCE, folded(one)) for one in told if one}
    return names | {name for name in [decisive_name(case)] if name}
