"""What a cold start of the API imports: what every request needs, and of the rooms none."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.api.late_routes import LATE_ROUTES
from chalicelib.api.route_index import ROOMS
from chalicelib.api.route_table import PARTS, ROUTES
from infra import route_index

ROOT = Path(__file__).resolve().parents[1]

AT_ONCE = {
    "actions": "callers desk execution",
    "api": "adapter fields http late_routes problems route_index routing strict_json",
    "domain": "approvals base disputes invoices people",
    "store": "codec entities files indexes keys refusals sessions table",
    "views": "answers approval parts",
}
"""By layer: what signing in, reading items and answering take, whatever is asked."""
BESIDE = {
    "domain.bookings.lifecycle",
    "domain.imports.limits",
    "domain.orders.lifecycle",
    "domain.tickets.ticket",
}
"""What is imported at once of other rooms of the domain."""
LATE_LIBRARIES = {
    "cryptography",
    "babel",
    "email_validator",
    "holidays",
    "icalendar",
    "jsonpatch",
    "jwt",
    "mailparser_reply",
    "openpyxl",
    "phonenumbers",
    "stdnum",
}


@cache
def cold() -> Any:
    """What the program says."""
    command = [sys.executable, "-m", "tests.cold"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_cold_start_waits_for_a_room() -> None:
    """Neither letters nor collections nor payouts: their first request imports them."""
    at_once = {f"{layer}.{room}" for layer, rooms in AT_ONCE.items() for room in rooms.split()}
    packages = {name.rpartition(".")[0] for name in BESIDE}
    found = {
        name.removeprefix("chalicelib.")
        for name in cold()["modules"]
        if name.startswith("chalicelib.")
    }
    rooms = {name for name in found if ".".join(name.split(".")[:2]) not in at_once and "." in name}
    assert rooms - packages == BESIDE
    assert found & {"mail", "cursors"} == set()


def test_no_cold_start_waits_for_a_library_of_few_requests() -> None:
    """What reads mail, workbooks, calendars and numbers comes with what asks for it."""
    assert {name.split(".")[0] for name in cold()["modules"]} & LATE_LIBRARIES == set()


def test_each_room_can_be_the_first_that_is_asked_for() -> None:
    """None needs that another was imported before."""
    assert {room: said for room, said in cold()["rooms"].items() if said} == {}


def test_the_index_of_routes_is_that_of_their_rooms() -> None:
    """`make types` writes it anew; each late route is the one that its room declares."""
    assert route_index.FILE.read_text() == route_index.text()
    assert [*ROOMS] == [part.__name__.rpartition(".")[2] for part in PARTS]
    assert [late.route for late in LATE_ROUTES] == ROUTES
