"""A function of which Lambda takes a snapshot, as a program: prints what copies of it say.

A fork shares its parent's memory, as copies of one snapshot do.
"""

import json
import os
import random
import sys
import types
from collections.abc import Callable
from typing import Any

MADE_ONCE = ("table", "runtime", "sessions", "files", "verifier", "signer", "cursors", "link_keys")
AFTER_THE_SNAPSHOT = 1_800_000_000.0

before: list[Callable[[], None]] = []
after: list[Callable[[], None]] = []


def bring_hooks() -> None:
    """Brings the library of Lambda's runtime, as far as the product takes it."""
    library: Any = types.ModuleType("snapshot_restore_py")
    library.register_before_snapshot = before.append
    library.register_after_restore = after.append
    sys.modules["snapshot_restore_py"] = library


class Vault:
    """Secrets Manager, whose key of links is the environment's."""

    class exceptions:
        ResourceNotFoundException = KeyError

    def get_secret_value(self, VersionStage: str, **_: Any) -> Any:
        if VersionStage != "AWSCURRENT":
            raise KeyError
        return {"SecretString": os.environ["KEY"]}


def copy(wiring: Any, held: dict[str, Any], is_restored: bool) -> Any:
    """What a copy says, which was told that it is one, or was not."""
    reads, writes = os.pipe()
    state = random.getstate()
    if os.fork():
        os.close(writes)
        with os.fdopen(reads) as told:
            return json.loads(told.read())
    random.setstate(state)  # Python gives a fork random numbers of its own; Lambda does not.
    for restore in after if is_restored else ():
        restore()
    os.environ |= {"KEY": "the new key", "TABLE_NAME": "the new table"}
    wiring.time.time = lambda: AFTER_THE_SNAPSHOT
    modules = len(sys.modules)
    said = {
        "random": random.random(),
        "id": wiring.parts().new_id(),
        "key": wiring.parts().signer.keys.signing()[1].decode(),
        "table": wiring.config().table_name,
        "clients": len(wiring.parts()._clients),
        "kept": [name for name in MADE_ONCE if getattr(wiring.parts(), name) is held[name]],
    }
    wiring.parts().client("dynamodb")
    said["modules"] = len(sys.modules) - modules
    with os.fdopen(writes, "w") as out:
        json.dump(said, out)
    os._exit(0)


def main() -> None:
    """Imports the function, prepares it, and asks the copies."""
    bring_hooks()
    import app  # noqa: F401
    from chalicelib import wiring

    client = wiring.Parts.client
    for prepare in reversed(before):
        prepare()
    # What a request before the snapshot would have left.
    os.environ |= {"KEY": "the old key", "TABLE_NAME": "the old table"}
    wiring.parts().client("dynamodb")
    parts: Any = wiring.Parts
    parts.client = lambda self, service: (
        Vault() if service == "secretsmanager" else client(self, service)
    )
    held = {name: getattr(wiring.parts(), name) for name in MADE_ONCE}
    held["signer"].keys.signing()
    told = {
        "restored": [copy(wiring, held, is_restored=True) for _ in range(2)],
        "as they were": [copy(wiring, held, is_restored=False) for _ in range(2)],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
