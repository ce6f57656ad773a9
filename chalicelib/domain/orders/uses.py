"""Where a reference of a payment, or the content of a file, is carried: looked up across cases
(PO-16, PO-17).
"""

from dataclasses import replace

from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.facts import Use, final_answer, references_of
from chalicelib.domain.orders.references import folded
from chalicelib.values import dataclass

REFERENCE, FILE = "REFERENCE", "FILE"
"""What can be carried by several cases."""
MOST_NAMED = 50
"""So many cases that carry the same are named; one is enough to be asked why."""


@dataclass(frozen=True)
class Carried:
    """One reference or content, and the cases that carry it."""

    kind: str
    name: str
    """A reference folded, or the tag of a content."""
    uses: tuple[Use, ...] = ()
    version: int = 0

    def besides(self, dispute_id: str) -> tuple[Use, ...]:
        """The other cases that carry it."""
        return tuple(one for one in self.uses if one.dispute_id != dispute_id)

    def carried_by(self, dispute_id: str, use: Use | None) -> "Carried":
        """The same as one case carries it now; None where it does no more."""
        others = self.besides(dispute_id)
        kept = (*others, use)[-MOST_NAMED:] if use else others
        return self if kept == self.uses else replace(self, uses=kept, version=self.version + 1)


def names_in(case: OrderCase) -> dict[tuple[str, str], Use]:
    """What the case carries, by kind and name, and as what."""
    dispute_id, order_id = case.dispute.dispute_id, str(case.work.order_id)
    told = {
        (REFERENCE, name): Use(dispute_id, what, order_id)
        for name, what in references_of(case).items()
    }
    files = {
        (FILE, one.tag): Use(dispute_id, one.attachment_id, order_id)
        for one in case.work.evidence
        if one.tag
    }
    return told | files


def changed_uses(before: OrderCase | None, after: OrderCase) -> dict[tuple[str, str], Use | None]:
    """What the case carries otherwise than before; None: no more."""
    old, new = names_in(before) if before else {}, names_in(after)
    gone: dict[tuple[str, str], Use | None] = {name: None for name in old if name not in new}
    return gone | {name: use for name, use in new.items() if old.get(name) != use}


def decisive_name(case: OrderCase) -> tuple[str, str] | None:
    """The reference on which a decision rests: that of the vendor's final answer (PO-16)."""
    answer = final_answer(case)
    return (REFERENCE, folded(answer.reference)) if answer and answer.reference else None
