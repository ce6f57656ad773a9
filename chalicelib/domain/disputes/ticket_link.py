"""A ticket that a dispute is linked to: the product's own, or one of another system (CU-20)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from chalicelib.domain.base.texts import refused_in, tidy
from chalicelib.errors import InvalidInput
from chalicelib.values import dataclass

MAX_URL = 1000
_UNSAFE = frozenset("\"'<>\\^`{|}")


@dataclass(frozen=True)
class TicketLink:
    """A ticket of a dispute, by its id; with an address where it is another system's."""

    ticket_id: str
    subject: str
    by_name: str
    at: datetime
    url: str | None = None
    is_origin: bool = False
    """Whether the dispute is what became of the ticket (CO-47)."""


def find_link(links: tuple[TicketLink, ...], ticket_id: str) -> TicketLink | None:
    """The link to the ticket of this id, if there is one."""
    return next((one for one in links if one.ticket_id == ticket_id), None)


def read_link_url(value: Any) -> str:
    """The address of a ticket in another system: https, with a host, and nobody's password."""
    text = tidy(value) if isinstance(value, str) and not refused_in(value) else ""
    if not _is_safe(text):
        raise InvalidInput(
            "An address that begins with https:// is needed here, without spaces or a password,"
            f" of at most {MAX_URL} characters.",
            rule="CU-20",
        )
    return text


def _is_safe(text: str) -> bool:
    if not text.isascii() or len(text) > MAX_URL or " " in text or _UNSAFE.intersection(text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
