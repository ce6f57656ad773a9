"""The routes as the framework knows them: by their names alone. The room that answers one is
imported by the first request for it, so that no cold start pays for rooms that nobody asks for.
"""

from functools import cached_property
from importlib import import_module

from chalicelib.api.route_index import OPEN, ROOMS
from chalicelib.api.routing import Route
from chalicelib.values import dataclass


@dataclass(frozen=True)
class LateRoute:
    """A route before its room is there."""

    room: str
    name: str

    @property
    def method(self) -> str:
        """The method, of which its name tells."""
        return self.name.partition(" ")[0]

    @property
    def path(self) -> str:
        """The path, of which its name tells."""
        return self.name.partition(" ")[2]

    @property
    def is_guarded(self) -> bool:
        """Whether the gateway asks for a sign-in before it calls."""
        return self.name not in OPEN

    @cached_property
    def route(self) -> Route:
        """The route as its room declares it."""
        rows: list[Route] = import_module(f"chalicelib.api.{self.room}").routes.rows
        return next(row for row in rows if row.name == self.name)


LATE_ROUTES = [LateRoute(room, name) for room, names in ROOMS.items() for name in names]
