"""What must be true of all that is kept with events or a journal, checked on what is stored (X-05, X-06)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.events import Entry, Event
from chalicelib.domain.disputes.journal import Journaled, is_told
from chalicelib.domain.invoices.case import Case
from chalicelib.domain.invoices.invoice import Adjustment
from chalicelib.domain.people.person import Person

NOT_AS_TOLD = "It is not what its journal says."


def faults(case: Case, events: list[Event], adjustments: list[Adjustment]) -> list[str]:
    """Everything that is not as it must be with a dispute, in words; empty when all is well."""
    last = (case.dispute.sequence, case.dispute.last_hash)
    return [*chain_faults(last, events), *_amount_faults(case), *_invoice_faults(case, adjustments)]


def journal_faults(kept: Journaled, entries: list[Entry]) -> list[str]:
    """The same of the journal of whatever has one; what is stored must be what it says."""
    found = chain_faults((kept.sequence, kept.last_hash), entries)
    return found or ([] if is_told(kept, entries) else [NOT_AS_TOLD])


def versioned_faults(version: int, last_hash: str, told: dict[str, Any], entries: list[Entry]) -> list[str]:
    """The same of a person or setting, whose entries are numbered by its versions; a first one from before its journal has none."""
    if not last_hash:
        return [] if not entries and version <= 1 else ["It changed past its journal."]
    found = chain_faults((version, last_hash), entries, first=2 if entries and entries[0].sequence == 2 else 1)
    said: dict[str, Any] = {}
    for entry in entries:
        said |= entry.after
    return found or ([] if all(told.get(name) == value for name, value in said.items()) else [NOT_AS_TOLD])


def holder_faults(person: Person | None, holder: Person | None) -> list[str]:
    """The list of who has a credit limit, by which approvals are asked for, says of a person what the person's own record does."""
    known = person if person and person.holds_limit else None
    if known == holder or (known and holder and replace(known, last_hash="") == replace(holder, last_hash="")):
        return []
    return ["The list of credit limits says something else of this person."]


def chain_faults(last: tuple[int, str], events: Sequence[Event | Entry], first: int = 1) -> list[str]:
    """The events are all there, unedited and in order, up to the last one that is named (X-05)."""
    broken = first_broken(events, first)
    if broken is not None:
        return [f"Event {broken} is not as it was written."]
    if last != ((events[-1].sequence, events[-1].hash) if events else (0, "")):
        return ["The last event is not the one that is named."]
    return []


def _amount_faults(case: Case) -> list[str]:
    """Disputed = open + credited + withdrawn + declined, and the six shares come to it, for each line (X-06)."""
    wrong = []
    for line in case.dispute.work.lines:
        amounts, shares = case.dispute.work.amounts_of(line, case.dispute.status), case.dispute.work.shares_of(line, case.dispute.status)
        parts = (amounts.open, amounts.credited, amounts.withdrawn, amounts.declined)
        if {sum(parts), shares.total} != {line.disputed} or min(*parts, *vars(shares).values()) < 0:
            wrong.append(f"The amounts of line {line.line_id} do not add up.")
    return wrong


def _invoice_faults(case: Case, adjustments: list[Adjustment]) -> list[str]:
    """The invoice's credits and fees are the sums of its adjustments, and what is disputed is what the open dispute says."""
    invoice = case.invoice
    wrong = []
    fees = sum(one.amount for one in adjustments if one.kind == "reversalFee")
    credits = -sum(one.amount for one in adjustments if one.kind != "reversalFee")
    if (fees, credits) != (invoice.fees, invoice.credited_total):
        wrong.append("The invoice's credits and fees are not the sums of its adjustments.")
    wrong += _credit_faults(case.dispute, adjustments)
    if invoice.credited_total > invoice.charges:
        wrong.append("More is credited on the invoice than was charged.")
    is_holder = invoice.open_dispute_id == case.dispute.dispute_id
    if is_holder != case.dispute.is_open or (is_holder and invoice.disputed_total != case.dispute.amounts.open):
        wrong.append("The invoice and the dispute do not agree on what is in dispute.")
    if is_holder and invoice.shares not in (None, case.dispute.shares):
        wrong.append("The invoice and the dispute do not agree on what is to become of what is in dispute.")
    return wrong


def _credit_faults(dispute: Dispute, adjustments: list[Adjustment]) -> list[str]:
    """What each line says was credited is what the dispute's own adjustments have put on the invoice for it."""
    credits: Counter[str] = Counter()
    for one in adjustments:
        if one.dispute_id == dispute.dispute_id and one.kind != "reversalFee":
            credits[str(one.line_id)] -= one.amount
    told = {str(line.line_id): dispute.work.amounts_of(line, dispute.status).credited for line in dispute.work.lines}
    wrong = [line_id for line_id in sorted(credits.keys() | told.keys()) if credits[line_id] != told.get(line_id, 0)]
    return [f"What is credited on line {line_id} is not the sum of the dispute's adjustments." for line_id in wrong]
