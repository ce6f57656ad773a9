"""A crowded agenda: many follow-ups of one customer, in the same hands and under one status, in
whose lists they all are.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.domain.collections.lifecycle import ENDED
from chalicelib.store import keys
from chalicelib.store.collections import (
    follow_up_event_item,
    follow_up_item,
    to_follow_up,
    to_follow_up_event,
)
from chalicelib.store.table import name_of
from tests.app import App
from tests.crowds import multiply
from tests.scenarios import FOLLOW_UP

DAYS = 30
"""So far before and after the day on which they were opened they are due."""


def crowd(app: App, client: Any, customer_id: int, invoice_number: int, count: int) -> None:
    """So many follow-ups in progress and as many that have ended, as the product wrote one on an
    invoice.
    """
    wanted = FOLLOW_UP | {"items": [{"invoiceNumber": invoice_number}]}
    opened = app.as_("agent").post(f"/customer/{customer_id}/followUp", wanted)
    assert opened.status == 201, opened.text
    key = keys.follow_up(opened.json["followUpID"])
    known = to_follow_up(app.table.get([key])[name_of(key)])
    events = app.table.query(key["pk"], prefix=keys.EVENTS).items
    told = [follow_up_event_item(to_follow_up_event(event), is_new=False) for event in events]
    ended = replace(known, status=ENDED, waiting_for=None, chase_at=None, ended_at=known.opened_at)
    today = known.opened_at.date()
    for first, follow_up in (("F", known), ("E", ended)):
        copies = (
            {
                known.follow_up_id: f"{first}{number:011d}",
                known.due.isoformat(): str(today + timedelta(number % (2 * DAYS + 1) - DAYS)),
            }
            for number in range(count)
        )
        multiply(client, app.table.name, [follow_up_item(follow_up), *told], copies)
