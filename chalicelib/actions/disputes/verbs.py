"""What is done with a dispute of any kind, as its own room answers it."""

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.kinds import kind_of
from chalicelib.views.parts import View


def show(desk: Desk, address: Address) -> View:
    """A dispute with what is contested, and everything that whoever looks can do with it (X-02, CU-23)."""
    dispute, found = open_dispute(desk, address)
    return kind_of(dispute).show(desk, dispute, found)


def verb(address: Address, name: str, text: str | None) -> Action:
    """The action that carries out a verb that several kinds have; `text` says why."""

    def action(desk: Desk) -> Decision:
        dispute, found = open_dispute(desk, address)
        return kind_of(dispute).carry_out(name, desk, dispute, found, text)

    return action
