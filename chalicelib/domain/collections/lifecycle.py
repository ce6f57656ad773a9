"""The life cycle of follow-ups, as data."""

from chalicelib.domain.disputes.lifecycle import Lifecycle, Move
from chalicelib.errors import FollowUpEnded

OPEN, ANSWERED, ENDED = "open", "answered", "ended"
RESOLVER, COLLECTOR = "resolver", "collector"

_IN_PROGRESS = (OPEN, ANSWERED)


def _staying(verb: str, rule: str, said: str) -> tuple[Move, ...]:
    """A step after which it stands as before."""
    return tuple(Move(verb, (status,), status, rule, said) for status in _IN_PROGRESS)


FOLLOW_UP = Lifecycle(
    kind="followUp",
    initial=OPEN,
    moves=(
        Move("chase", _IN_PROGRESS, OPEN, "DM-08", "be chased"),
        Move("answer", (OPEN,), ANSWERED, "DM-04", "be answered"),
        Move("answerPart", (OPEN,), OPEN, "DM-10", "be answered in part"),
        Move("ask", _IN_PROGRESS, OPEN, "DM-10", "be put into other hands"),
        *_staying("assign", "DM-10", "be put into other hands"),
        *_staying("collect", "DM-07", "come to another collector"),
        *_staying("move", "DM-08", "be moved"),
        Move("grant", (ANSWERED,), OPEN, "CO-11", "be given more time"),
        *_staying("confirm", "CO-15", "have a mail confirmed"),
        *_staying("comment", "X-14", "be commented on"),
        *_staying("join", "DM-01", "take more items"),
        *_staying("drop", "DM-10", "lose an item"),
        *_staying("settle", "CO-14", "lose what was paid"),
        *_staying("keep", "DM-11", "be ended"),
        Move("end", _IN_PROGRESS, ENDED, "DM-11", "be ended"),
    ),
    ended=frozenset({ENDED}),
    waits_for={OPEN: RESOLVER, ANSWERED: COLLECTOR},
    noun="follow-up",
    when_ended=FollowUpEnded,
)
"""*Settle*: an item that was paid in full leaves; *keep*: some items could not end."""

ASKING = frozenset({"chase", "ask", "move", "grant"})
"""The steps after which the resolver goes on, whoever was to go on before."""
