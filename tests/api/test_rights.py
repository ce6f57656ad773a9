"""The role of the API's function: what the code does with the table is what its policy allows, and nothing is allowed besides."""

from tests import memory
from tests.house import House, line
from tests.rights import granted_to
from tests.scenarios import COMMANDS, prepared


def test_the_api_has_the_rights_it_needs_and_no_more(house: House) -> None:
    """Every command, the removal of an old usage alias, and lists of the table and of indexes."""
    items = memory.taken(house)
    for command in COMMANDS:
        sent = prepared(house, command).send(house)
        assert sent.status < 300, (command, sent.text)
        memory.put_back(house, items)
    lines = [line(10986, "4.95")]
    for alias in ("U-1", "U-2"):
        assert house.invoice(8001, lines, usageAlias=alias).status < 300
    for target in ("/dispute", "/customer/1001/invoice/2000", "/report/receivables"):
        assert house.as_("agent").get(target).status == 200
    granted = {action for action, _ in granted_to("api")}
    assert granted == {action for action, _ in house.rights.used_by("api")}


def test_a_right_that_is_not_there_is_missed(house: House) -> None:
    """So that the look at the end of every test means something."""
    with house.rights.of("index-changes"):
        house.table.write_batch([])
        house.table.query("UNPAID", index="directory")
    assert house.rights.lacking() == ["Query on directory by index-changes"]
    house.rights.noted.clear()
