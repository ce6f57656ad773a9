"""Letters that tell customers how their disputes ended."""

from typing import Annotated

from pydantic import Field

from chalicelib.actions.collections.dunning import outcome_letters
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import Body, DayField, DescriptionField
from chalicelib.api.routing import Request, Routes
from chalicelib.domain.base.identifiers import MAX_LENGTH, id_in_url
from chalicelib.domain.collections.dunning.outcomes import MAX_TOLD
from chalicelib.errors import InvalidInput

routes = Routes()


class EndedDisputeBody(Body):
    """A dispute that ended, and why it ended so, in words for the customer."""

    dispute_id: Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
    reason: DescriptionField


class OutcomeLetterBody(Body):
    """What is told in one letter; `payBy` is left to the settings where it is not named, and
    `again` tells what was told before; on paper with `byPost`.
    """

    disputes: Annotated[list[EndedDisputeBody], Field(min_length=1, max_length=MAX_TOLD)]
    pay_by: DayField | None = None
    again: bool = False
    by_post: bool = False


@routes.command(
    "POST",
    "/customer/{customerID}/outcomeLetter",
    permission="dispute.work",
    body=OutcomeLetterBody,
)
def tell_outcome(request: Request) -> "PlainAction[outcome_letters.OutcomeLetterView]":
    """Tells a customer how its disputes ended: what was credited, what was not, why, and until when
    what is open is to be paid.
    """
    body: OutcomeLetterBody = request.body
    reasons: dict[str, str] = {}
    for place, one in enumerate(body.disputes):
        if one.dispute_id in reasons:
            said = "The dispute is named twice; it ended for one reason."
            pointer = f"/disputes/{place}/disputeID"
            errors = [{"pointer": pointer, "detail": said, "code": "twice"}]
            raise InvalidInput(said, rule="CO-43", errors=errors)
        reasons[one.dispute_id] = one.reason
    customer_id = id_in_url(request.path["customerID"])
    return outcome_letters.tell(
        outcome_letters.Wanted(customer_id, reasons, body.pay_by, body.again, body.by_post)
    )
