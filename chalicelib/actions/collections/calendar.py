"""The calendar feed of somebody's agenda, for whoever has its address (DM-07)."""

from dataclasses import replace

from chalicelib.actions.desk import Desk
from chalicelib.domain.base.business_hours import is_zone
from chalicelib.domain.collections.calendar import entry_of
from chalicelib.domain.people.calendar_feed import opens
from chalicelib.errors import Forbidden, NotFound, NotSignedIn, no_such
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.collections import to_follow_up
from chalicelib.views.calendar import calendar_text

MOST = 200
"""So many follow-ups a feed shows, the first that are due."""


def show_feed(desk: Desk, secret: str, public_url: str) -> str:
    """The follow-ups that somebody collects, or for who only reads, those in which that one has
    something to answer; of customers whom that person may know of now (RV-03): one query.

    An address that is wrong, was ended, or is of somebody who may not be here is one that there is
    not.
    """
    try:
        desk.gather(with_hours=True)
    except (NotSignedIn, Forbidden):
        raise _no_feed() from None
    person = desk.context.actor
    feed = person.calendar
    if feed is None or not opens(feed, secret):
        raise _no_feed()

    collects = "dispute.work" in person.permissions

    def shows(items: list[Item]) -> list[Item]:
        return [
            item
            for item in items
            if person.sees(item["customer_id"])
            and (collects or person.user_id in to_follow_up(item).awaited)
        ]

    page = desk.page(
        keys.follow_ups_of(person.user_id),
        index="byAssignee" if collects else "byResolver",
        limit=MOST,
        cursor=None,
        shows=shows,
    )
    zone = feed.time_zone
    there = replace(desk.hours, time_zone=zone) if zone and is_zone(zone) else desk.hours
    today = there.day_of(desk.now)
    began = there.begin_of(today)
    return calendar_text(
        (entry_of(to_follow_up(item), today, began) for item in page.items),
        names_customers=feed.names_customers,
        public_url=public_url,
    )


def _no_feed() -> NotFound:
    return no_such("calendar")
