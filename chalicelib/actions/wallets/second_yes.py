"""The lists of what one person of finance asked for and a second one answers (IG-10, X-16)."""

from chalicelib.actions.desk import Desk, Listed
from chalicelib.errors import UnsupportedQuery
from chalicelib.store.secondyes import DECIDED

OPEN, ENDED = "open", "ended"


def page_of(desk: Desk, place: str, state: str, limit: int, cursor: str | None) -> Listed:
    """A page of what waits, the oldest first, or of what was decided, the latest first; nothing for
    who is limited to customers (RV-03).

    Who asks was gathered.
    """
    if state not in (OPEN, ENDED):
        raise UnsupportedQuery(f"state is {OPEN} or {ENDED}.")
    if desk.context.actor.confined_to is not None:
        desk.whole([], cursor)
        return Listed([])
    if state == OPEN:
        return desk.page(place, index="directory", limit=limit, cursor=cursor)
    return desk.page(
        place + DECIDED, index="directory", descending=True, limit=limit, cursor=cursor
    )
