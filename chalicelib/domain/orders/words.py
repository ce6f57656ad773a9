"""What customer and vendor are told of a payout dispute, in their own words (PO-19, PO-35): never
a note of the staff, an account, the other's people, or how the customer is reached.
"""

from chalicelib.domain.disputes.events import SHARED, Event
from chalicelib.domain.orders.contact import SPOKEN
from chalicelib.domain.orders.lifecycle import CLOSED, IN_PROGRESS, OPEN, RESOLVED, WITHDRAWN
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.people.person import CUSTOMER

STATUS_WORDS: dict[str, dict[str, str]] = {
    CUSTOMER: {
        OPEN: "We have your claim",
        IN_PROGRESS: "We are looking into it",
        RESOLVED: "Decided; you can object",
        CLOSED: "Closed",
        WITHDRAWN: "You withdrew it",
    },
    VENDOR: {
        OPEN: "Raised; you have not been asked yet",
        IN_PROGRESS: "Being looked into",
        RESOLVED: "Decided; what you add is kept as late evidence",
        CLOSED: "Closed",
        WITHDRAWN: "The customer withdrew it",
    },
}
"""Side → status → how it stands, for that side."""

_CUSTOMER_WORDS = {
    "raised": "You raised the dispute",
    "claimChanged": "Your claim was changed",
    "receiptConfirmed": "You told what you have got",
    "outcome": "It was decided",
    "outcomeReversed": "The decision was taken back",
    "payoutSent": "Your money is on its way",
    "payoutUnsent": "Your money has not left yet, and will be sent",
    "payoutConfirmed": "Your money has arrived",
    "payoutReturned": "Your money came back from the account; tell us another one",
    "payoutInstructed": "Your money will be sent again",
    "accepted": "You said that all is well",
    "reopened": "We look into it again",
    "closed": "The dispute is closed",
    "withdrawn": "The dispute was withdrawn",
    "evidenceTyped": "You said what a file is",
    "attached": "You attached a file",
    "filesRefused": "Files of your mail were not attached",
    "message": "A message",
}
_VENDOR_WORDS = {
    "vendorAsked": "You were asked",
    "vendorReminded": "You were reminded",
    "answerSaved": "You saved an answer, which is not final yet",
    "vendorAnswered": "You answered",
    "lateEvidence": "You answered after the decision",
    "vendorOutcome": "It was decided",
    "fineReversed": "Your fine was taken back",
    "standingChanged": "You stand otherwise now",
    "closed": "The dispute is closed",
    "withdrawn": "The customer withdrew the dispute",
    "evidenceTyped": "You said what a file is",
    "attached": "You attached a file",
    "filesRefused": "Files of your mail were not attached",
    "message": "A message",
}
WORDS = {CUSTOMER: _CUSTOMER_WORDS, VENDOR: _VENDOR_WORDS}
"""Side → event → what it is for that side."""

SHOWN = {
    CUSTOMER: ("claim", "amount", "payout", "payoutStatus", "status", "reason"),
    VENDOR: ("dueAt", "verdict", "amount", "fine", "owed", "level", "maxLeads", "status"),
}
"""Side → what of an event's data it is shown."""


def told_to(side: str, event: Event) -> dict[str, object] | None:
    """An event as a side is told it; None for what is not meant for it."""
    words = WORDS[side].get(event.type)
    if words is None or event.audience not in (side, SHARED):
        return None
    shown = {name: event.after[name] for name in SHOWN[side] if name in event.after}
    if side == VENDOR and "verdict" in shown:
        shown["verdict"] = SPOKEN[str(shown["verdict"])]
    return {"type": event.type, "text": words, "at": event.at, **shown}


def status_words(side: str, status: str) -> str:
    """How a dispute stands, in the words for a side."""
    return STATUS_WORDS[side][status]
