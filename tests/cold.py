"""A cold start of the API, as a program: prints which modules it imports, and what it says when
each room of the routes is imported by the first request, each in a copy of the process that has
seen no other room.
"""

import importlib
import json
import os
import sys
import traceback


def said_of(room: str) -> str:
    """What goes wrong when the room is the first that is asked for; nothing where it stands."""
    reads, writes = os.pipe()
    if os.fork():
        os.close(writes)
        with os.fdopen(reads) as told:
            said = told.read()
        os.wait()
        return said
    os.close(reads)
    with os.fdopen(writes, "w") as out:
        try:
            importlib.import_module(f"chalicelib.api.{room}")
        except Exception:
            out.write(traceback.format_exc())
    os._exit(0)


def main() -> None:
    """Imports the function as Lambda does, then room by room."""
    import app  # noqa: F401
    from chalicelib.api.route_index import ROOMS

    modules = sorted(sys.modules)
    print(json.dumps({"modules": modules, "rooms": {room: said_of(room) for room in ROOMS}}))


if __name__ == "__main__":
    main()
