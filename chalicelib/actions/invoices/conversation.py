"""Saying something in the conversation about a dispute on an invoice: one read, and a transaction
that leaves the invoice alone.
"""

from typing import cast

from chalicelib.actions.desk import Answer, Desk
from chalicelib.actions.execution import Decision
from chalicelib.domain.disputes.events import SHARED, append, record
from chalicelib.domain.disputes.parts import STATUS
from chalicelib.domain.invoices import conversation
from chalicelib.domain.invoices.work import InvoiceDispute
from chalicelib.domain.people.person import STAFF
from chalicelib.store.entities import as_read, dispute_item, event_items
from chalicelib.store.table import Put
from chalicelib.views import portal
from chalicelib.views.answers import DryRun
from chalicelib.views.audiences import views_for
from chalicelib.views.dispute import DisputeRow
from chalicelib.views.parts import ChangeView, change_view, to_json

VERBS = {"message": conversation.say, "note": conversation.note}


class Said(DisputeRow):
    """A dispute with what was said about it, by its number in the thread."""

    sequence: int


class SaidPreview(DryRun):
    """What saying something would do (X-03)."""

    dispute: "DisputeRow | portal.OwnDisputeRow"
    events: list[ChangeView]


def said(
    desk: Desk, dispute: InvoiceDispute, verb: str, text: str
) -> "Decision[Said | portal.OwnSaid, SaidPreview]":
    """What to write and answer; what the staff alone are told leaves the dispute at its version
    (X-07).
    """
    context = desk.context
    row = views_for(context.actor).dispute_row
    desk.require_unchanged(dispute, (STATUS,), lambda: row(dispute))
    heard, change = VERBS[verb](dispute, text, context)
    if change.audience == SHARED:
        known, events = record(dispute, heard, (change,), context.actor, context.at)
    else:
        known, events = append(heard, (change,), context.actor, context.at)
    number = events[-1].number_for(context.actor.audience)
    view = row(known)
    place = f"/api/dispute/{known.dispute_id}/message?after={number - 1}&limit=1"
    version = known.version if context.actor.audience == STAFF else None
    answer = cast("Said | portal.OwnSaid", {**view, "sequence": number})
    preview: SaidPreview = {"dryRun": True, "dispute": view, "events": [change_view(change)]}
    return Decision(
        writes=(Put(dispute_item(known), as_read(dispute)), *map(Put, event_items(events))),
        answer=Answer(201, to_json(answer), version, place),
        preview=Answer(200, to_json(preview)),
        parties=known.parties,
    )
