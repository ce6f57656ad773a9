"""The kinds of dispute: a row each. What is no kind's own asks this table, and names none.

A kind's rooms are imported when they are first needed, so that no cold start pays for a kind that
nobody asks for.
"""

from functools import cached_property
from importlib import import_module
from typing import Any

from chalicelib.domain.bookings.lifecycle import BOOKING
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.lifecycle import Lifecycle
from chalicelib.domain.invoices.lifecycle import INVOICE
from chalicelib.domain.orders.lifecycle import ORDER
from chalicelib.errors import UnsupportedQuery
from chalicelib.values import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of dispute: its life cycle, who stands in it, the type of its work, and the room with
    its answers.
    """

    lifecycle: Lifecycle
    parties: tuple[str, ...]
    """Roles, in the order in which a dispute is listed for its parties."""
    work: str
    """The module and class of what only this kind has."""
    room: str
    """The module of `actions/` that answers for the kind; `actions/kinds.py` says what."""
    approvals_room: str | None = None
    """The one that answers for what of it waits for approval, where anything does;
    `actions/approvals/approvable.py` says what.
    """

    @property
    def name(self) -> str:
        """What it is called in a dispute's `kind`."""
        return self.lifecycle.kind

    @cached_property
    def stored_as(self) -> Any:
        """The type that a stored dispute of the kind is read as."""
        module, _, name = self.work.partition(":")
        spine: Any = Dispute
        return spine[getattr(import_module(module), name)]

    @cached_property
    def answers(self) -> Any:
        """The room that answers for the kind."""
        return import_module(self.room)

    @cached_property
    def approvals(self) -> Any:
        """The room that answers for its approvals; None where nothing is approved."""
        return import_module(self.approvals_room) if self.approvals_room else None


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            INVOICE,
            parties=("customer",),
            work="chalicelib.domain.invoices.work:InvoiceWork",
            room="chalicelib.actions.invoices.kind",
            approvals_room="chalicelib.actions.invoices.approvals",
        ),
        Kind(
            BOOKING,
            parties=("operator", "aggregator"),
            work="chalicelib.domain.bookings.work:BookingWork",
            room="chalicelib.actions.bookings.kind",
        ),
        Kind(
            ORDER,
            parties=("customer", "vendor"),
            work="chalicelib.domain.orders.work:OrderWork",
            room="chalicelib.actions.orders.kind",
            approvals_room="chalicelib.actions.orders.approvals",
        ),
    )
}
"""Name → kind; the first is the one that is meant where none is named."""


def kinds_of(role: str) -> list[str]:
    """The kinds in which somebody of a role may stand; for someone who stands in none, all."""
    return [kind.name for kind in KINDS.values() if role in kind.parties] or [*KINDS]


def require_kind(name: str) -> Kind:
    """The kind with this name; `UnsupportedQuery` where there is none."""
    if name not in KINDS:
        raise UnsupportedQuery(f"kind is {', '.join(KINDS)}.")
    return KINDS[name]
