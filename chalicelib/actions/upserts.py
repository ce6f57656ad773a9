"""What becomes of a thing that is brought in: created, brought up to date, or as it was (X-12)."""

from collections.abc import Callable
from typing import Any, Literal

from typing_extensions import TypedDict

from chalicelib.actions.desk import Answer, would_be
from chalicelib.actions.execution import Decision
from chalicelib.domain.people.person import CUSTOMER
from chalicelib.store.codec import Item
from chalicelib.store.table import Write
from chalicelib.values import dataclass
from chalicelib.views.parts import to_json

Found = dict[str, Item]


@dataclass(frozen=True)
class Upserted:
    """A thing as it was known and as it shall be kept, and what is to be written for it: itself
    first.
    """

    known: Any
    kept: Any
    writes: tuple[Write, ...] = ()

    @property
    def outcome(self) -> Literal["created", "changed", "unchanged"]:
        """Whether it was `created`, `changed` or stays `unchanged`."""
        return "unchanged" if not self.writes else "changed" if self.known else "created"


class UpsertOutcome(TypedDict):
    """What became of something that was brought in (X-12)."""

    outcome: Literal["created", "changed", "unchanged"]


def conclude_upsert(brought: Upserted, view: Callable[[Any], Any]) -> Decision[Any, Any]:
    """What to write and answer for something that was brought in: its view, and the outcome."""
    said = view(brought.kept) | {"outcome": brought.outcome}
    answer = Answer(201 if brought.known is None else 200, to_json(said), brought.kept.version)
    customer_id = getattr(brought.kept, "customer_id", None)
    parties = None if customer_id is None else {CUSTOMER: customer_id}
    return Decision(brought.writes, answer, would_be(said), parties)
