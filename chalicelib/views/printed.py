"""Letters on paper that are on their way to the post, as the staff is shown them."""

from typing import Annotated

from typing_extensions import TypedDict

from chalicelib.domain.collections.dunning_record import Dunning
from chalicelib.views.answers import Moment, OutsideID, meaning
from chalicelib.views.parts import instant


class PrintedLetterView(TypedDict):
    """A letter that was put to print."""

    number: int
    name: Annotated[str, meaning("What it is called on paper, and where it is chosen.")]
    label: str
    at: Moment
    by: str


class ToPostView(TypedDict):
    """A customer with letters of which nobody said yet whether they went by post."""

    customerID: OutsideID
    name: str
    letters: list[PrintedLetterView]
    version: int


def to_post_view(record: Dunning) -> ToPostView:
    """What of a customer waits to be posted, the oldest first."""
    return {
        "customerID": record.customer_id,
        "name": record.customer_name,
        "letters": [
            {
                "number": one.number,
                "name": f"{record.dunning_id}-{one.number}",
                "label": one.label,
                "at": instant(one.at),
                "by": one.by,
            }
            for one in record.to_post
        ],
        "version": record.version,
    }
