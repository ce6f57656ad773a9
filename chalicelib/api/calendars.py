"""The agenda in people's own calendars: the address that each makes, and what is read by it."""

import re

from chalicelib import wiring
from chalicelib.actions.admin import calendar as own
from chalicelib.actions.callers import Caller
from chalicelib.actions.collections import calendar
from chalicelib.actions.execution import PlainAction
from chalicelib.api.fields import Body, NameField
from chalicelib.api.routing import Reply, Request, Routes
from chalicelib.config import config
from chalicelib.errors import InvalidInput

routes = Routes()

CALENDAR = "text/calendar; charset=utf-8"
ENDING = ".ics"
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


class CalendarBody(Body):
    """The SHA-256 of the secret that the address shall end with, in hexadecimal, and what the feed
    shows; an empty body for no feed.
    """

    secret_hash: NameField | None = None
    names_customers: bool = False
    time_zone: NameField | None = None


@routes.command("PUT", "/me/calendar", permission="dispute.read", body=CalendarBody)
def put_calendar(request: Request) -> "PlainAction[own.PersonView]":
    """Makes, renews or ends the address by which calendars read one's agenda.

    Whoever asks makes up the secret, of which the product learns no more than the hash: the address
    is `/calendar/{userID}/{secret}.ics`, and opens for a secret of 32 characters or more.
    """
    body: CalendarBody = request.body
    if not body.model_fields_set:
        return own.put_calendar(None)
    if body.secret_hash is not None and not _HASH.fullmatch(body.secret_hash):
        said = "The hash of a secret is 64 hexadecimal digits in small letters."
        raise InvalidInput(
            said,
            rule="DM-07",
            errors=[{"pointer": "/secretHash", "detail": said, "code": "invalid"}],
        )
    return own.put_calendar(own.WantedFeed(body.secret_hash, body.names_customers, body.time_zone))


@routes.query("/calendar/{userID}/{secret}", permission=None, media_type=CALENDAR, is_tagged=True)
def show_calendar(request: Request) -> "Reply[str]":
    """Gives a person's agenda as an iCalendar, to whoever has its address."""
    caller = Caller(request.path["userID"], ("dispute.read",))
    secret = request.path["secret"].removesuffix(ENDING)
    desk = wiring.parts().runtime.desk(caller)
    text = calendar.show_feed(desk, secret, config().public_url)
    return Reply(text, file_name=f"follow-ups{ENDING}")
