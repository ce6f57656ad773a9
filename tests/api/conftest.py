"""What the tests of the API share."""

from typing import Any

import pytest

from tests import memory
from tests.api.lines import LINES
from tests.house import House
from tests.scenarios import FEATURE, URL


@pytest.fixture
def dispute(house: House) -> str:
    """The path of an open dispute of 4.95 on one feature."""
    return f"{URL}/{house.as_('agent').post(URL, FEATURE).json['disputeID']}"


@pytest.fixture
def two_lines(house: House) -> str:
    """An open dispute of 50 on line 1 and 20 on line 2."""
    return house.as_("agent").post(URL, LINES).json["disputeID"]


@pytest.fixture
def state(house: House) -> Any:
    """Looks at the end whether anything was changed by requests that were refused."""
    before = memory.plain(memory.taken(house))
    yield before
    assert memory.plain(memory.taken(house)) == before
