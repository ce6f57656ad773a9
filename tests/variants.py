"""Commands of which only some states move money: those states, each under the command's name with
what it is about.
"""

from tests import payouts
from tests.app import App
from tests.scenarios import SCENARIOS, Scenario, Sent

OF_A_PAYOUT = " of a payout"
APPROVED, REJECTED = {"decision": "approve"}, {"decision": "reject", "comment": "No"}
VARIANTS = {
    f"{command}{OF_A_PAYOUT}": Scenario("manager", payouts.ready_to_approve, APPROVED, REJECTED)
    for command in ("POST /approval/{approvalID}/decision", "POST /response")
}


def command_of(name: str) -> str:
    """The command of a variant, or the command itself."""
    return name.removesuffix(OF_A_PAYOUT)


def prepared(app: App, name: str) -> Sent:
    """An app in which the command can be carried out so, and the request that does."""
    command = command_of(name)
    return (SCENARIOS | VARIANTS)[name].prepared(app, command, name.removeprefix(command))
