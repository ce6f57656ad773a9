"""The agenda as an iCalendar (RFC 5545), which calendar programs read from time to time (DM-07)."""

from collections.abc import Iterable
from datetime import timedelta

from chalicelib.domain.collections.calendar import CalendarEntry
from chalicelib.domain.collections.lifecycle import COLLECTOR, RESOLVER

PRODUCT = "-//Redress//Dispute follow-ups//EN"
READ_AGAIN_AFTER = timedelta(hours=1)
_WAITS_FOR = {COLLECTOR: "Waits for the collector.", RESOLVER: "Waits for the resolver."}
_TO_DO = {
    "reminder": "Remind the customer",
    "call": "Call the customer",
    "disputeFollowUp": "Follow up the dispute",
}


def calendar_text(
    entries: Iterable[CalendarEntry], *, names_customers: bool, public_url: str
) -> str:
    """The calendar; without anything in it, it holds a time zone, since it may not be empty."""
    from icalendar import Calendar, Timezone  # late: no other request needs it

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", "Dispute follow-ups")
    calendar.add("x-wr-calname", "Dispute follow-ups")
    calendar.add("refresh-interval", READ_AGAIN_AFTER, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")  # what Outlook reads in its place
    for entry in entries:
        calendar.add_component(_event(entry, names_customers, public_url))
    if not calendar.subcomponents:
        calendar.add_component(Timezone.from_tzid("UTC"))
    return calendar.to_ical().decode()


def _event(entry: CalendarEntry, names_customers: bool, public_url: str):  # type: ignore[no-untyped-def]
    from icalendar import Event  # late, as above

    follow_up = entry.follow_up
    event = Event()
    event.add("uid", f"followUp-{follow_up.follow_up_id}@redress")
    # Nothing is negotiated by it, so this is when it changed last (RFC 5545, 3.8.7.2).
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.number)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _summary(entry, names_customers))
    event.add("description", _description(entry))
    event.add("url", f"{public_url}/#/followUp/{follow_up.follow_up_id}")
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _summary(entry: CalendarEntry, names_customers: bool) -> str:
    """What is to be done, about how many invoices and, where that was chosen, of whom."""
    follow_up = entry.follow_up
    to_do = follow_up.model_label or _TO_DO.get(follow_up.to_do or "", follow_up.item_status_label)
    count = len(follow_up.items_in)
    parts = [f"{to_do} ({count} {'invoice' if count == 1 else 'invoices'})"]
    if names_customers:
        parts.insert(0, follow_up.customer_name)
    if entry.is_late:
        parts.insert(0, "Late")
    return ": ".join(parts)


def _description(entry: CalendarEntry) -> str:
    follow_up = entry.follow_up
    lines = [follow_up.item_status_label, _WAITS_FOR.get(follow_up.waiting_for or "", "")]
    if entry.is_late:
        lines.append(f"It was due on {follow_up.due.isoformat()}.")
    return "\n".join(line for line in lines if line)
