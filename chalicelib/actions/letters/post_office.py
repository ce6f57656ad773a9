"""The post office: what delivering letters takes."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.links import Signer
from chalicelib.mail.sending import Mailer
from chalicelib.store.table import Table
from chalicelib.values import dataclass


@dataclass(frozen=True)
class PostOffice:
    """What delivering letters takes."""

    table: Table
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    mailer: Mailer
    signer: Signer
    public_url: str
