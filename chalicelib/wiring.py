"""The only place that makes clients: late, once, and under a lock."""

import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from secrets import randbits
from typing import TYPE_CHECKING, Any, TypeVar

from chalicelib.actions.execution import Runtime
from chalicelib.auth import Verifier
from chalicelib.config import config
from chalicelib.store.files import Files
from chalicelib.store.refusals import told_as_overloaded
from chalicelib.store.sessions import Sessions
from chalicelib.store.table import Table
from chalicelib.workflows import Workflows

if TYPE_CHECKING:
    from chalicelib.actions.imports.run import Workshop
    from chalicelib.actions.jobs.follow_ups import Works
    from chalicelib.actions.letters.deliveries import PostOffice
    from chalicelib.cursors import Cursors
    from chalicelib.links import Keys, Signer
    from chalicelib.mail.sending import Mailer
    from chalicelib.store.pool import UserPool

Made = TypeVar("Made")

ATTEMPTS = {"ses": 1}
"""A letter whose acknowledgement was lost is not sent again at once: it would arrive twice."""
READS_WITHIN_SECONDS = {"dynamodb": 5, "cognito-idp": 5}
"""What people wait for: all attempts together end before the function's time does."""

_lock = threading.RLock()
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_EPOCH_2024_MS = 1_704_067_200_000


def _once(make: Callable[[], Made]) -> Callable[[], Made]:
    """A maker that makes one thing, whoever asks first."""
    kept = cache(make)

    def made() -> Made:
        with _lock:
            return kept()

    made.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
    return made


@cache
def _client(service: str) -> Any:
    import boto3
    from botocore.config import Config

    path_style = {"s3": {"addressing_style": "path"}} if config().upload_url else {}
    options = Config(
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS.get(service, 3)},
        connect_timeout=2,
        read_timeout=READS_WITHIN_SECONDS.get(service, 10),
        signature_version="s3v4" if service == "s3" else None,
        **path_style,
    )
    return boto3.client(service, config=options)


def client(service: str) -> Any:
    """The client of an AWS service."""
    with _lock:
        return _client(service)


@_once
def table() -> Table:
    """The table of this deployment."""
    return Table(client("dynamodb"), config().table_name)


@_once
def runtime() -> Runtime:
    """What all requests share."""
    return Runtime(table(), now, new_id, cursors)


@_once
def sessions() -> Sessions:
    """What signs people in."""
    return Sessions(client("cognito-idp"), config().user_pool_client_id)


@_once
def pool() -> "UserPool":
    """Where people get a sign-in; imported late, since only administrators ever need it."""
    from chalicelib.store.pool import UserPool

    return UserPool(client("cognito-idp"), config().user_pool_id, config().first_password)


@_once
def files() -> Files:
    """The files that are sent to this deployment."""
    return Files(client("s3"), config().bucket_name, config().upload_url)


def workshop(seconds_left: Callable[[], float]) -> "Workshop":
    """What a run of an import works with; only that function's process ever needs it."""
    from chalicelib.actions.imports.run import Workshop

    return Workshop(table(), files(), now, seconds_left, call_import)


def call_import(import_id: str) -> None:
    """Has an import run in a function of its own, without waiting for it."""
    function = config().import_function_name
    client("lambda").invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps({"importID": import_id}))


@_once
def workflows() -> Workflows:
    """What asks for approvals, level by level."""
    return Workflows(client("stepfunctions"), config().state_machine_arn)


def works() -> "Works":
    """What after-work is done with; imported late, since the API does none."""
    from chalicelib.actions.jobs.follow_ups import Works

    return Works(runtime(), workflows(), post_office, call_import)


@_once
def mailer() -> "Mailer":
    """What sends mail; imported late, since few requests need it."""
    from chalicelib.mail.sending import Mailer

    return Mailer(client("ses"), config().mail_from, config().mail_configuration_set)


@_once
def signer() -> "Signer":
    """What makes and reads personal links."""
    from chalicelib import links

    return links.Signer(link_keys())


@_once
def cursors() -> "Cursors":
    """What seals the cursors of lists; imported late, since many a list has one page."""
    from chalicelib import cursors

    return cursors.Cursors(link_keys())


@_once
def link_keys() -> "Keys":
    """The keys of personal links and cursors, kept for a while."""
    from chalicelib import links

    def fetch() -> list[str]:
        with told_as_overloaded():
            return links.secret_keys(client("secretsmanager"), config().link_key_secret)

    return links.Keys(fetch, time.monotonic)


def rotate_link_key() -> bool:
    """Puts a new key in place with which personal links are signed; the one before still verifies."""
    from chalicelib import links

    return links.rotate(client("secretsmanager"), config().link_key_secret, now())


def post_office() -> "PostOffice":
    """What delivers letters; only the functions that do so ever need it."""
    from chalicelib.actions.letters.deliveries import PostOffice

    return PostOffice(table(), now, new_id, mailer(), signer(), config().public_url)


@_once
def verifier() -> Verifier:
    """What tells whether a sign-in is genuine."""
    return Verifier(config())


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id of twelve letters and digits, later ones sorting after earlier ones, easy to read out."""
    number = ((int(time.time() * 1000) - _EPOCH_2024_MS) << 20) | randbits(20)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(55, -1, -5))
