"""What files of a payout dispute are, what is needed, and where else the same is carried (CK-02,
PO-16, PO-17).
"""

from collections.abc import Mapping
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.domain.orders.evidence import TYPES, Need
from chalicelib.domain.orders.facts import Use
from chalicelib.domain.orders.work import Evidence
from chalicelib.domain.people.person import Person
from chalicelib.views.answers import Moment, meaning, one_of
from chalicelib.views.parts import instant


class UseView(TypedDict):
    """Another case that carries the same (PO-16, PO-17); which one, only who sees all cases is
    told.
    """

    disputeID: str | None
    orderID: str | None
    what: str


class EvidenceView(TypedDict):
    """What an attached file is (CK-02)."""

    attachmentID: str
    type: Annotated[str, one_of(*TYPES)]
    side: str
    name: str
    at: Moment
    alsoIn: NotRequired[Annotated[list[UseView], meaning("Cases with the very same file.")]]


class NeedView(TypedDict):
    """What a claim or an answer needs (CK-02)."""

    type: str
    side: str
    text: str
    isRequired: bool
    isThere: bool


def use_view(use: Use, person: Person) -> UseView:
    """Another case that carries the same, which may be of a customer that the person does not
    see.
    """
    if person.confined_to is not None:
        return {"disputeID": None, "orderID": None, "what": use.what}
    return {"disputeID": use.dispute_id, "orderID": use.order_id, "what": use.what}


def evidence_view(
    one: Evidence,
    files: Mapping[str, tuple[Use, ...]] | None = None,
    person: Person | None = None,
) -> EvidenceView:
    """What a file is; with where else it is, for someone who may know that."""
    view: EvidenceView = {
        "attachmentID": one.attachment_id,
        "type": one.type,
        "side": one.side,
        "name": one.name,
        "at": instant(one.at),
    }
    if files and person and files.get(one.tag):
        view["alsoIn"] = [use_view(use, person) for use in files[one.tag]]
    return view


def need_view(need: Need) -> NeedView:
    """What a claim or an answer needs, of whom, and whether it is there (CK-02)."""
    return {
        "type": need.type,
        "side": need.side,
        "text": need.said,
        "isRequired": need.is_required,
        "isThere": need.is_there,
    }
