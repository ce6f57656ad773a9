"""Snapshots of a function, from which Lambda starts its copies (SnapStart).

Before one is taken, all that takes time is done: a copy finds every module imported, and what
botocore knows of the services read. After a copy was made of it, the copy forgets what it must
not share with the others.
"""

import gc
import pkgutil
import random
from importlib import import_module

import chalicelib
from chalicelib import wiring

CLIENTS = ("dynamodb", "cognito-idp", "secretsmanager", "s3")
LIBRARIES = (
    "cryptography.hazmat.primitives.ciphers.aead",
    "email_validator",
    "idna",
    "jsonpatch",
    "jwt.algorithms",
    "zoneinfo",
)
"""What the product imports only when it is asked for."""


def register() -> None:
    """Has Lambda call both halves. Its runtime brings the library; elsewhere nobody takes any."""
    try:
        from snapshot_restore_py import (  # type: ignore[import-not-found]
            register_after_restore,
            register_before_snapshot,
        )
    except ImportError:
        return
    register_before_snapshot(before_snapshot)
    register_after_restore(after_restore)


def before_snapshot() -> None:
    """Does once what every copy would have to do; nothing of it asks AWS for anything."""
    for module in pkgutil.walk_packages(chalicelib.__path__, f"{chalicelib.__name__}."):
        import_module(module.name)
    for name in LIBRARIES:
        import_module(name)
    _prepare_items()
    for service in CLIENTS:
        wiring.parts().client(service)
    wiring.renew()
    gc.collect()
    gc.freeze()


def after_restore() -> None:
    """Makes a copy one of its own: other random numbers, and nothing that was made before it."""
    random.seed()
    wiring.renew()


def _prepare_items() -> None:
    from chalicelib.domain.disputes.events import Event
    from chalicelib.domain.people.person import Person
    from chalicelib.kinds import KINDS
    from chalicelib.store import codec

    codec.prepare(Event, Person, *(kind.stored_as for kind in KINDS.values()))
