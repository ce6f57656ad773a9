"""What is done with a dispute of any kind, as its own room answers it."""

from collections.abc import Mapping

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.opening import Address, open_dispute
from chalicelib.actions.execution import Action, Decision
from chalicelib.actions.kinds import KindView, kind_of
from chalicelib.errors import InvalidInput
from chalicelib.views.answers import DryRun


def show(desk: Desk, address: Address) -> KindView:
    """A dispute with what is contested, and everything that whoever looks can do with it (X-02,
    CU-23).
    """
    dispute, found = open_dispute(desk, address)
    return kind_of(dispute).show(desk, dispute, found)


def assign(address: Address, people: Mapping[str, str | None]) -> Action[KindView, DryRun]:
    """The action that puts a dispute into people's hands, by role."""

    def action(desk: Desk) -> Decision[KindView, DryRun]:
        dispute, found = open_dispute(desk, address)
        return kind_of(dispute).assign(desk, dispute, found, people)

    return action


def verb(
    address: Address, name: str, text: str | None, to: str | None = None
) -> Action[KindView, DryRun]:
    """The action that carries out a verb that several kinds have; `text` says why, or what is said,
    `to` to which side, where sides are told apart.
    """

    def action(desk: Desk) -> Decision[KindView, DryRun]:
        dispute, found = open_dispute(desk, address)
        if to is not None and not dispute.lifecycle.tells_apart:
            said = "All sides of this dispute are told the same; leave `to` out."
            error = {"pointer": "/to", "detail": said, "code": "noMeaning"}
            raise InvalidInput(said, rule="IG-03", errors=[error])
        return kind_of(dispute).carry_out(name, desk, dispute, found, text, to)

    return action
