"""The table of costs: a row for each command, which says what the product does."""

import pytest

from tests.app import App
from tests.costs import (
    COMMAND_COSTS,
    COSTS,
    DOC,
    MOST_ITEMS,
    MOST_READS,
    TABLE,
    Till,
    doc_table,
    units_told,
)
from tests.scenarios import COMMANDS, LEAVING, LOOKING, prepared


def test_every_command_has_a_row() -> None:
    assert list(COMMAND_COSTS) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_at_most_two_reads_and_one_transaction(command: str) -> None:
    """Where a letter leaves, a transaction notes it first."""
    cost = COMMAND_COSTS[command]
    assert 1 <= cost.reads + cost.beside <= MOST_READS
    assert cost.writes == (2 if command in LEAVING else 1)
    assert cost.items <= MOST_ITEMS
    assert cost.queries == (2 if command in LOOKING else 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_costs_what_its_row_says(app: App, command: str) -> None:
    sent = prepared(app, command)
    till = Till(app)
    done = sent.send(app)
    assert done.status < 300, done.text
    cost = COMMAND_COSTS[command]
    assert (done.calls, till.written) == (cost.calls, cost.items)


def test_the_document_has_the_table() -> None:
    """`make bench` writes it; what it calls is known without."""
    [told] = TABLE.findall(DOC.read_text())
    units, disputes = units_told()
    assert units.keys() == COSTS.keys()
    assert told == doc_table(units, disputes)
