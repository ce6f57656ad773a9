"""Letters on paper that are on their way to the post, as the staff is shown them."""

from collections.abc import Collection
from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.collections.dunning.overtaken import Overtaking, is_left_out
from chalicelib.domain.collections.dunning.record import Dunning, ToPost, paper_name
from chalicelib.views.answers import Moment, OutsideID, meaning
from chalicelib.views.parts import instant


class PrintedLetterView(TypedDict):
    """A letter that was put to print."""

    number: int
    name: Annotated[str, meaning("What it is called on paper, and where it is chosen.")]
    label: str
    at: Moment
    by: str


class OvertakingView(TypedDict):
    """What has overtaken a letter since it was put to print (CO-28)."""

    code: Annotated[str, meaning("For programs.")]
    words: Annotated[str, meaning("The same for people.")]
    invoiceNumber: Annotated[OutsideID | None, meaning("Null where it is of the whole letter.")]


class WaitingLetterView(PrintedLetterView):
    """A letter that was put to print, held against what is owed now."""

    overtaken: list[OvertakingView]
    isLeftOut: Annotated[
        bool, meaning("Whether it is not printed, since nobody let it go in spite of that.")
    ]


class ToPostPart(TypedDict):
    """A customer with letters of which nobody said yet whether they went by post."""

    customerID: OutsideID
    name: str
    version: int


class ToPostView(ToPostPart):
    """The same with its letters."""

    letters: list[PrintedLetterView]


class ToPostRow(ToPostPart):
    """The same with its letters as they stand now."""

    letters: list[WaitingLetterView]


def to_post_view(record: Dunning) -> ToPostView:
    """What of a customer waits to be posted, the oldest first."""
    return {**_part(record), "letters": [_letter(record, one) for one in record.to_post]}


def to_post_row(record: Dunning, letters: list[WaitingLetterView]) -> ToPostRow:
    """The same as it stands now."""
    return {**_part(record), "letters": letters}


def waiting_letter_view(
    record: Dunning, one: ToPost, overtaken: Collection[Overtaking]
) -> WaitingLetterView:
    """A letter with what has overtaken it."""
    return {
        **_letter(record, one),
        "overtaken": [
            {"code": told.code, "words": told.words, "invoiceNumber": told.invoice_number}
            for told in overtaken
        ],
        "isLeftOut": is_left_out(overtaken, one.despite),
    }


def _part(record: Dunning) -> ToPostPart:
    return {
        "customerID": record.customer_id,
        "name": record.customer_name,
        "version": record.version,
    }


def _letter(record: Dunning, one: ToPost) -> PrintedLetterView:
    return {
        "number": one.number,
        "name": paper_name(record.dunning_id, one.number),
        "label": one.label,
        "at": instant(one.at),
        "by": one.by,
    }
