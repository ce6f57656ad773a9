"""What becomes of a thing that is brought in: created, brought up to date, or as it was (X-12)."""

from collections.abc import Callable
from typing import Any, Literal

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, would_be
from chalicelib.actions.execution import Decision
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.views.parts import to_json


class Upserted(TypedDict):
    """What became of something that was brought in (X-12)."""

    outcome: Literal["created", "changed", "unchanged"]


def upserted(
    writes: list[Any], known: Any, kept: Any, view: Callable[[Any], Any]
) -> Decision[Any, Any]:
    """What to write and answer for something that was brought in: its view, and `Upserted`."""
    outcome = "created" if known is None else "changed" if writes else "unchanged"
    said = view(kept) | {"outcome": outcome}
    answer = Answer(201 if known is None else 200, to_json(said), kept.version)
    customer_id = getattr(kept, "customer_id", None)
    parties = None if customer_id is None else {CUSTOMER: customer_id}
    return Decision(tuple(writes), answer, would_be(said), parties)
