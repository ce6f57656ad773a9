"""The contents of moto: of a table, taken and put back without a call, hundreds of times faster
than a scan; and all else, forgotten.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.base_backend import BackendDict
from moto.dynamodb.models import dynamodb_backends

from chalicelib import wiring
from tests.app import App

Made = TypeVar("Made")
IN_HAND = ("mailbox", "shelf", "door", "machine")
"""The services that an app has in its hands."""

_made: dict[str, Any] = {}


def taken(app: App) -> Any:
    """The table with all items, to be put back later or to be compared with others."""
    return deepcopy(_tables()[app.table.name])


def put_back(app: App, table: Any) -> None:
    """The table as it was when it was taken, even where there was none."""
    _tables()[app.table.name] = deepcopy(table)


def forget_others() -> None:
    """Leaves nothing of what a test before made at the other services."""
    for service in BackendDict._instances:
        for account in service.values() if service.service_name != "dynamodb" else ():
            account.reset()


def once(app: App, name: str, make: Callable[[], Made]) -> Made:
    """What is made in an app that nobody has used yet, with its files in its own hands: done the
    first time, and from then on put back, with what it gave.

    Time goes on meanwhile, by whole seconds: what is put back is some minutes old at most, and no
    part of a second is over sooner than in the app in which it was made.
    """
    if app.meter.calls or app.ahead or wiring.parts().files is not app.files:
        return make()
    if name not in _made:
        given = make()
        held = {service: vars(getattr(app, service)) for service in IN_HAND}
        _made[name] = taken(app), deepcopy(held), app.ahead, app.clock.looks, deepcopy(given)
        return given
    table, held, app.ahead, app.clock.looks, given = _made[name]
    put_back(app, table)
    for service, values in deepcopy(held).items():
        vars(getattr(app, service)).update(values)
    return deepcopy(given)


def contents(app: App) -> list[dict[str, Any]]:
    """What a scan would answer."""
    return list(plain(_tables()[app.table.name]).values())


def plain(table: Any) -> dict[str, Any]:
    """Its items as values that can be compared, each by its keys."""
    return dict(_named(row) for rows in table.items.values() for row in rows.values())


def _named(row: Any) -> tuple[str, Any]:
    """An item never changes, but for when it is due, so that what it reads as is made once."""
    if not hasattr(row, "named") or "due_sk" in row.attrs:
        wire = row.to_json()["Attributes"]
        row.named = f"{wire['pk']['S']} {wire['sk']['S']}", wire
    return row.named


def _tables() -> dict[str, Any]:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].tables
