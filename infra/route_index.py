"""The index of routes, made from their rooms: `chalicelib/api/route_index.py`. `make types` writes
it anew; a test says when it is stale.
"""

from collections.abc import Iterable
from pathlib import Path

from chalicelib.api.route_table import PARTS, ROUTES

FILE = Path(__file__).parents[1] / "chalicelib" / "api" / "route_index.py"
HEAD = '''\
"""Each room of `api/` with the routes that it answers, so that it need not be imported to know
them. Made by `make types`; whoever adds a route makes it anew.
"""

'''


def text() -> str:
    """The whole file."""
    rooms = "".join(
        f'    "{part.__name__.rpartition(".")[2]}": [\n'
        f"{_lines((route.name for route in part.routes.rows), 8)}    ],\n"
        for part in PARTS
    )
    unguarded = (route.name for route in ROUTES if not route.is_guarded)
    return (
        f"{HEAD}ROOMS: dict[str, list[str]] = {{\n{rooms}}}\n"
        f"OPEN = {{\n{_lines(unguarded, 4)}}}\n"
        '"""Those for which the gateway asks for no sign-in."""\n'
    )


def _lines(names: Iterable[str], margin: int) -> str:
    return "".join(f'{" " * margin}"{name}",\n' for name in names)


if __name__ == "__main__":
    FILE.write_text(text())
