"""Evidence: what an attached file is, what a claim or an answer needs, and what is still missing
(CK-02, PO-16, PO-17).
"""

from collections.abc import Iterable, Mapping

from chalicelib.domain.disputes.attachments import Attachment
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders.case import OrderCase, tell
from chalicelib.domain.orders.contact import PAID_FULL, PAID_PART
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.work import MAX_EVIDENCE, NOT_PAID, PAID_LESS, Evidence
from chalicelib.domain.people.person import CUSTOMER, STAFF, WORKING
from chalicelib.errors import Forbidden, InvalidInput, TooMany
from chalicelib.values import dataclass

PAYMENT_PROOF, FINAL_BILL, PAYMENT_REFERENCE, PICKUP_NOTE, OTHER = (
    "paymentProof",
    "finalBill",
    "paymentReference",
    "pickupNote",
    "other",
)
TYPES = {
    PAYMENT_PROOF: "proof of the payment, such as the bank's page",
    FINAL_BILL: "the final bill, or the app's page that shows it",
    PAYMENT_REFERENCE: "the reference of the payment",
    PICKUP_NOTE: "a note from the pickup",
    OTHER: "something else",
}
"""What a file can be, and how that is said."""


@dataclass(frozen=True)
class Need:
    """Something that a claim or an answer needs, from whom, and whether it is there."""

    type: str
    side: str
    said: str
    is_required: bool
    is_there: bool


_CLAIM_NEEDS: Mapping[str, tuple[tuple[str, bool], ...]] = {
    NOT_PAID: ((FINAL_BILL, True), (PAYMENT_PROOF, False)),
    PAID_LESS: ((FINAL_BILL, True), (PAYMENT_PROOF, True)),
}
"""Claim → what the customer brings, and whether it is required."""
_ANSWER_NEEDS: Mapping[str, tuple[tuple[str, bool], ...]] = {
    PAID_FULL: ((PAYMENT_REFERENCE, True), (PAYMENT_PROOF, False)),
    PAID_PART: ((PAYMENT_REFERENCE, True), (PAYMENT_PROOF, False), (PICKUP_NOTE, True)),
}


def checklist(case: OrderCase) -> tuple[Need, ...]:
    """What the claim needs of the customer, and the answer of the vendor (CK-02); nothing of it
    keeps anybody from going on, since a row without proof says so.
    """
    work, there = case.work, _there(case)
    needed = [(CUSTOMER, *one) for one in _CLAIM_NEEDS[work.claim.kind]]
    if work.answer:
        needed += [(VENDOR, *one) for one in _ANSWER_NEEDS.get(work.answer.verdict, ())]
    return tuple(
        Need(type_, side, TYPES[type_], is_required, (type_, side) in there)
        for side, type_, is_required in needed
    )


def missing(case: OrderCase) -> tuple[Need, ...]:
    """What is required and not there (CK-02)."""
    return tuple(one for one in checklist(case) if one.is_required and not one.is_there)


def type_file(case: OrderCase, attachment: Attachment, type_: str, context: Context) -> OrderCase:
    """Says what an attached file is (CK-02): its own side does, or the staff; said again, the
    later word counts.
    """
    side = case.side_of(context)
    if type_ not in TYPES:
        raise InvalidInput(f"A file is {', '.join(TYPES)}.", rule="CK-02")
    if side != attachment.side and WORKING not in context.actor.permissions:
        raise Forbidden("Whoever attached a file says what it is.", rule="CK-02")
    others = tuple(
        one for one in case.work.evidence if one.attachment_id != attachment.attachment_id
    )
    if len(others) >= MAX_EVIDENCE:
        raise TooMany(f"{MAX_EVIDENCE} files of a dispute are typed at most.", rule="CK-02")
    typed = Evidence(
        attachment.attachment_id,
        type_,
        attachment.side,
        attachment.name,
        attachment.tag,
        context.at,
    )
    audience = attachment.side if attachment.side in case.dispute.parties else STAFF
    told = tell(
        "evidenceTyped",
        f"{attachment.name} is {TYPES[type_]}.",
        after={"attachmentID": typed.attachment_id, "name": attachment.name, "type": type_},
        audience=audience,
    )
    return case.with_work(told, evidence=(*others, typed))


def same_files(
    case: OrderCase, others: Mapping[str, Iterable[Evidence]]
) -> dict[str, tuple[str, ...]]:
    """Attachment → the other disputes that carry the very same file (PO-17)."""
    own = {one.attachment_id: one.tag for one in case.work.evidence if one.tag}
    carried = {
        dispute_id: {one.tag for one in evidence if one.tag}
        for dispute_id, evidence in others.items()
        if dispute_id != case.dispute.dispute_id
    }
    found = {
        attachment_id: tuple(sorted(name for name, tags in carried.items() if tag in tags))
        for attachment_id, tag in own.items()
    }
    return {attachment_id: names for attachment_id, names in found.items() if names}


def _there(case: OrderCase) -> set[tuple[str, str]]:
    """What is there, and from whom; what the staff attached is whoever's it is about, and a
    reference that was told, or a note of the order, needs no file.
    """
    found = set()
    for one in case.work.evidence:
        sides = (one.side,) if one.side in case.dispute.parties else (CUSTOMER, VENDOR)
        found |= {(one.type, side) for side in sides}
    answer = case.work.answer
    if answer and answer.reference:
        found.add((PAYMENT_REFERENCE, VENDOR))
    if case.order and case.order.notes:
        found.add((PICKUP_NOTE, VENDOR))
    return found
