"""What the product is made of. The only place that makes clients: late, once, and under a lock.

`parts()` are those of this process. Tests hand in some of their own, and a copy of a snapshot makes
all anew: both by `renew`.
"""

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from secrets import randbits
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from chalicelib.actions.execution import Runtime
from chalicelib.auth import Verifier
from chalicelib.config import ALIAS, config
from chalicelib.store.files import Files
from chalicelib.store.refusals import told_as_overloaded
from chalicelib.store.sessions import Sessions
from chalicelib.store.table import Table
from chalicelib.workflows import Workflows

if TYPE_CHECKING:
    from chalicelib.actions.imports.run import Workshop
    from chalicelib.actions.jobs.after_work import Works
    from chalicelib.actions.letters.post_office import PostOffice
    from chalicelib.actions.mail_in.incoming import Inbox
    from chalicelib.cursors import Cursors
    from chalicelib.links import Keys, Signer
    from chalicelib.mail.sending import Mailer
    from chalicelib.store.heads import HeadStore
    from chalicelib.store.pool import UserPool
    from chalicelib.store.set_aside import Changes, Queue

Made = TypeVar("Made")

ATTEMPTS = {"ses": 1}
"""A letter whose acknowledgement was lost is not sent again at once: it would arrive twice."""
READS_WITHIN_SECONDS = {"dynamodb": 5, "cognito-idp": 5}
"""What people wait for: all attempts together end before the function's time does."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_EPOCH_2024_MS = 1_704_067_200_000


class _Once(Generic[Made]):
    """A part that is made when it is first asked for, and then kept, whoever asks."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make, self.__doc__ = make, make.__doc__

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    def __get__(self, parts: "Parts", _: type) -> Made:
        with parts.lock:
            made = vars(parts)
            if self._name not in made:
                made[self._name] = self._make(parts)
            kept: Made = made[self._name]
            return kept


@cache
def _models() -> Any:
    """What botocore has read of the services: the same for every copy of a process."""
    from botocore.loaders import create_loader

    return create_loader()


class Parts:
    """All that the product is made of; what is `given` stands in place of what it would make."""

    def __init__(self, **given: Any) -> None:
        self.lock = threading.RLock()
        self._clients: dict[str, Any] = {}
        vars(self).update(given)

    @_Once
    def _session(self) -> Any:
        """With whose credentials clients are made."""
        import boto3
        from botocore.session import get_session

        core = get_session()
        core.register_component("data_loader", _models())
        return boto3.Session(botocore_session=core)

    def client(self, service: str) -> Any:
        """The client of an AWS service."""
        with self.lock:
            if service not in self._clients:
                self._clients[service] = self._session.client(service, config=options(service))
            return self._clients[service]

    @_Once
    def table(self) -> Table:
        """The table of this deployment."""
        return Table(self.client("dynamodb"), config().table_name)

    @_Once
    def runtime(self) -> Runtime:
        """What all requests share."""
        return Runtime(self.table, self.now, self.new_id, lambda: self.cursors)

    @_Once
    def sessions(self) -> Sessions:
        """What signs people in."""
        return Sessions(self.client("cognito-idp"), config().user_pool_client_id)

    @_Once
    def pool(self) -> "UserPool":
        """Where people get a sign-in; imported late, since only what administrators do
        ever needs it."""
        from chalicelib.store.pool import UserPool

        return UserPool(self.client("cognito-idp"), config().user_pool_id, config().first_password)

    @_Once
    def files(self) -> Files:
        """The files that are sent to this deployment."""
        return Files(self.client("s3"), config().bucket_name, config().upload_url)

    @_Once
    def heads(self) -> "HeadStore | None":
        """Where heads of chains are kept, if this deployment has such a place."""
        from chalicelib.store.heads import HeadStore

        bucket = config().heads_bucket
        return HeadStore(self.client("s3"), bucket) if bucket else None

    def workshop(self, seconds_left: Callable[[], float]) -> "Workshop":
        """What a run of an import works with; only that function's process ever needs it."""
        from chalicelib.actions.imports.run import Workshop

        return Workshop(self.table, self.files, self.now, seconds_left, self.call_import)

    def call_import(self, import_id: str) -> None:
        """Has an import run in a function of its own, without waiting for it."""
        self.call_function("run-import", json.dumps({"importID": import_id}))

    def call_reindex(self) -> None:
        """Has the search made anew by a function of its own, without waiting for it."""
        self.call_function("reindex", "{}")

    def call_again(self, name: str, payload: str) -> None:
        """Has a function do what it could not; readers of the stream by the version that reads."""
        from chalicelib.domain.upkeep.set_aside import READERS

        self.call_function(name, payload, ALIAS if name in READERS else None)

    def call_function(self, name: str, payload: str, alias: str | None = None) -> None:
        """Has a function of this deployment work, without waiting for it."""
        self.client("lambda").invoke(
            FunctionName=f"{config().function_prefix}{name}",
            InvocationType="Event",
            Payload=payload,
            **({"Qualifier": alias} if alias else {}),
        )

    @_Once
    def set_aside(self) -> "Queue":
        """What functions could not do; imported late, since only administrators ask for it."""
        from chalicelib.store.set_aside import Queue

        return Queue(self.client("sqs"), config().set_aside_url, config().function_prefix)

    @_Once
    def changes(self) -> "Changes":
        """The stream of the table's changes, for whoever reads some of them again."""
        from chalicelib.store.set_aside import Changes

        return Changes(self.client("dynamodbstreams"))

    @_Once
    def workflows(self) -> Workflows:
        """What asks for approvals, level by level."""
        return Workflows(self.client("stepfunctions"), config().state_machine_arn)

    def works(self) -> "Works":
        """What after-work is done with; imported late, since the API does none."""
        from chalicelib.actions.jobs.after_work import Works

        return Works(
            self.runtime,
            self.workflows,
            self.post_office,
            self.call_import,
            lambda: self.pool,
            lambda: self.heads,
            self.call_reindex,
            lambda: self.files,
            self.link_key_made_at,
        )

    @_Once
    def mailer(self) -> "Mailer":
        """What sends mail; imported late, since few requests need it."""
        from chalicelib.mail.sending import Mailer

        return Mailer(
            self.client("ses"),
            config().mail_from,
            config().mail_configuration_set,
            config().inbound_domain,
        )

    @_Once
    def signer(self) -> "Signer":
        """What makes and reads personal links."""
        from chalicelib import links

        return links.Signer(self.link_keys)

    @_Once
    def cursors(self) -> "Cursors":
        """What seals the cursors of lists; imported late, since many a list has one page."""
        from chalicelib import cursors

        return cursors.Cursors(self.link_keys)

    @_Once
    def link_keys(self) -> "Keys":
        """The keys of personal links and cursors, kept for a while."""
        from chalicelib import links

        def fetch() -> list[str]:
            with told_as_overloaded():
                return links.secret_keys(self.client("secretsmanager"), config().link_key_secret)

        return links.Keys(fetch, time.monotonic)

    def rotate_link_key(self) -> bool:
        """Puts a new key in place with which personal links are signed; the one before
        still verifies.
        """
        from chalicelib import links

        return links.rotate(self.client("secretsmanager"), config().link_key_secret, self.now())

    def link_key_made_at(self) -> datetime:
        """Since when personal links are signed by the key of now."""
        from chalicelib import links

        return links.made_at(self.client("secretsmanager"), config().link_key_secret)

    def post_office(self) -> "PostOffice":
        """What delivers letters; only the functions that do so ever need it."""
        from chalicelib.actions.letters.post_office import PostOffice

        return PostOffice(
            self.table, self.now, self.new_id, self.mailer, self.signer, config().public_url
        )

    def inbox(self) -> "Inbox":
        """What mail that comes in is taken in with; only that function's process ever needs it."""
        from email.utils import parseaddr

        from chalicelib.actions.mail_in.incoming import Inbox

        return Inbox(
            self.runtime,
            self.files,
            self.signer.keys,
            self.post_office,
            self.mailer.inbound_domain,
            (parseaddr(self.mailer.sender)[1].lower(),),
        )

    @_Once
    def verifier(self) -> Verifier:
        """What tells whether a sign-in is genuine."""
        return Verifier(config())

    def now(self) -> datetime:
        """The time."""
        return datetime.now(UTC)

    def new_id(self) -> str:
        """An id of twelve letters and digits, later ones sorting after earlier ones, easy
        to read out.
        """
        number = ((int(time.time() * 1000) - _EPOCH_2024_MS) << 20) | randbits(20)
        return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(55, -1, -5))


def options(service: str) -> Any:
    """How a service is asked: how often, for how long, and how requests are signed."""
    from botocore.config import Config

    path_style = {"s3": {"addressing_style": "path"}} if config().upload_url else {}
    return Config(
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS.get(service, 3)},
        connect_timeout=2,
        read_timeout=READS_WITHIN_SECONDS.get(service, 10),
        signature_version="s3v4" if service == "s3" else None,
        **path_style,
    )


_parts = Parts()


def parts() -> Parts:
    """The parts of this process."""
    return _parts


def renew(instead: Parts | None = None) -> None:
    """Goes on with other parts, or with none made yet: a process must not share with a copy of it
    clients with their credentials and connections, nor the keys of sign-ins and links.
    """
    global _parts
    config.cache_clear()
    _parts = instead or Parts()
