"""What reminders charge a customer of the demo: interest of a first one, which was waived since,
and a fee with the interest of a second one. Both lie back, which takes a time of their own.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib.actions.callers import Caller
from chalicelib.actions.collections.dunning.charges import waive
from chalicelib.actions.collections.dunning.printed_letters import confirm
from chalicelib.actions.collections.dunning.reminders import remind
from chalicelib.actions.desk import Command
from chalicelib.actions.execution import execute
from chalicelib.domain.collections.dunning.terms import LEVEL_ROWS
from chalicelib.store.table import Table
from infra.demo.books import CURRENCY
from infra.demo.promises import runtime

CUSTOMER, INVOICE = 1009, 5903
"""Who is reminded, and of what alone the first time."""
FIRST_AGO, SECOND_AGO = timedelta(days=25), timedelta(days=12)
"""When it was: late enough for the second level, and no third one by today."""
TERMS = {"interestRate": 9}
FEES: Mapping[str, str] = {"Second reminder": "5.00", "Final notice": "10.00"}


def bring_in(admin: Any) -> None:
    """What reminders charge from now on: nothing the first time, but for interest."""
    levels = [
        row | ({"fee": {CURRENCY: FEES[row["label"]]}} if row["label"] in FEES else {})
        for row in LEVEL_ROWS
    ]
    admin.write("PUT", "/setting/dunning", {"value": [TERMS]}, key="demo-dunning")
    admin.write("PUT", "/setting/dunningLevels", {"value": levels}, key="demo-dunningLevels")


def charge(table: Table, agent_id: str, approver_id: str, now: datetime) -> None:
    """Two reminders on paper, by the same action as any other, and a waiver of today; done again,
    nothing happens twice.
    """
    for letter, ago in ((1, FIRST_AGO), (3, SECOND_AGO)):
        then = runtime(table, now - ago)
        agent = Caller(agent_id, ("dispute.work",))
        execute(
            then,
            agent,
            Command("demo", "", f"demo-charging-{letter}"),
            remind(CUSTOMER, by_post=True),
        )
        execute(
            then,
            agent,
            Command("demo", "", f"demo-charging-{letter}-posted"),
            confirm(CUSTOMER, letter, was_posted=True),
        )
    execute(
        runtime(table, now),
        Caller(approver_id, ("dispute.work",)),
        Command("demo", "", "demo-charging-waiver"),
        waive(CUSTOMER, INVOICE, "1-interest", "Our letter reached them late."),
    )
