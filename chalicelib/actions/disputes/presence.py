"""Saying that one has a dispute open, and hearing who else has."""

from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.disputes.opening import require_dispute
from chalicelib.domain.disputes.presence import BEAT_SECONDS, Presence, others, present
from chalicelib.domain.people.person import STAFF, SUPPORT
from chalicelib.store import keys
from chalicelib.store.entities import presence_item, to_presence
from chalicelib.views.answers import Moment, meaning
from chalicelib.views.parts import instant


class PresenceView(TypedDict):
    """Somebody who has the dispute open; who it is is told the staff alone (IG-04)."""

    role: str
    side: str
    at: Moment
    userID: NotRequired[str]
    name: NotRequired[str]


class PresentView(TypedDict):
    """Who else has the dispute open."""

    value: list[PresenceView]
    nextCursor: None
    beatSeconds: Annotated[int, meaning("How often to say that one is still there.")]


MOST_PRESENT = 100


def be_present(desk: Desk, dispute_id: str) -> PresentView:
    """Notes that the person has the dispute open and tells who else has: a look, a write and a
    query.

    It is no command: it says the same however often it is sent, and neither version nor events know
    of it.
    """
    require_dispute(desk, dispute_id)
    desk.table.write_batch([presence_item(dispute_id, present(desk.context.actor, desk.now))])
    page = desk.table.query(keys.presences(dispute_id), limit=MOST_PRESENT)
    here = others(map(to_presence, page.items), desk.context.actor, desk.now)
    view = _view if desk.context.actor.audience == STAFF else _view_of_side
    return {"value": [view(one) for one in here], "nextCursor": None, "beatSeconds": BEAT_SECONDS}


def _view_of_side(presence: Presence) -> PresenceView:
    """That somebody of a side is there, and not who, nor what of the staff: to both sides of a
    booking that is support (IG-03, IG-04).
    """
    return {
        "role": SUPPORT if presence.side == STAFF else presence.side,
        "side": presence.side,
        "at": instant(presence.at),
    }


def _view(presence: Presence) -> PresenceView:
    return {
        "userID": presence.user_id,
        "name": presence.name,
        "role": presence.role,
        "side": presence.side,
        "at": instant(presence.at),
    }
