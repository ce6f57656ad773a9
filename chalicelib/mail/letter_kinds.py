"""The letters that the product sends: when, to whom, with which hashtags (DM-03)."""

from chalicelib.domain.collections.dunning.terms import FINAL, FIRST, REMINDERS, SECOND
from chalicelib.mail import outcomes
from chalicelib.mail.languages.words import PROMISE
from chalicelib.values import dataclass


@dataclass(frozen=True)
class LetterKind:
    """A letter that the product sends: when, to whom, with which hashtags."""

    name: str
    sent: str
    hashtags: tuple[str, ...]
    needed: tuple[str, ...] = ()
    is_worded: bool = False
    """Whether customers or other parties get it, so that it speaks their languages (CO-41)."""


_PEOPLE = ("person_name", "requester")
_MATTER = (
    "customer_name",
    "subject",
    "invoice_number",
    "dispute_id",
    "asked",
    "amount",
    "all_asked",
    "total",
    "put_back",
    "currency",
    "lines",
    "reason",
    "description",
)
_THREAD = (
    "person_name",
    "booking_reference",
    "operator_name",
    "aggregator_name",
    "dispute_id",
    "unread",
    "news",
    "issue",
    "dispute_link",
)
_CONVERSATION = (
    "person_name",
    "customer_name",
    "invoice_number",
    "dispute_id",
    "unread",
    "news",
    "dispute_link",
)
_ASKED = (
    "person_name",
    "order_number",
    "dispute_id",
    "claim",
    "unread",
    "news",
    "deadline",
    "link",
    "dispute_link",
)
_ORDER = (
    "person_name",
    "order_number",
    "dispute_id",
    "claim",
    "unread",
    "news",
    "deadline",
    "dispute_link",
)
_FOLLOW_UP = (
    "person_name",
    "collector",
    "customer_name",
    "item_status",
    "comment",
    "items_list_selected",
    "items_total",
    "due",
    "instead_of",
    "link",
)
_UNANSWERED = (*(name for name in _FOLLOW_UP if name != "link"), "resolver", "chases")
_REMINDER = (
    "person_name",
    "customer_name",
    "account_number",
    "dunning_level",
    "as_of",
    "items_list_selected",
    "items_total",
    "credits_named",
    "credits_set_off",
    "instalments_missed",
    "letter_number",
    "letter_count",
)
_PROMISE = (
    "person_name",
    "customer_name",
    "account_number",
    "collector",
    "comment",
    "items_list_selected",
    "items_total",
    "due",
    "link",
)
_TICKET = (
    "person_name",
    "ticket_id",
    "ticket_subject",
    "customer_name",
    "unread",
    "news",
    "dispute_link",
)
_ALWAYS = (*_PEOPLE, *_MATTER, "comment", "dispute_link")

_LISTED = ("items_list_selected",)
_REMINDS = "To a customer, of the items that are asked for at the levels that name this mail."

LETTER_KINDS: dict[str, LetterKind] = {
    "approvalAsked": LetterKind(
        "Approval is asked for",
        "To each person who is asked to approve something, with the personal link.",
        (*_ALWAYS, "level", "instead_of", "due", "earlier_amount", "owed", "link"),
        needed=("link",),
    ),
    "approvalApproved": LetterKind(
        "Approval was given", "To who asked for it.", (*_ALWAYS, "decided_by", "owed")
    ),
    "approvalRejected": LetterKind(
        "Approval was rejected", "To who asked for it.", (*_ALWAYS, "decided_by")
    ),
    "approvalEnded": LetterKind(
        "Approval ended without an answer",
        "To who asked for it: nobody answered in time, or nobody who was asked could approve so"
        " much.",
        (*_ALWAYS, "outcome"),
    ),
    "approvalSetAside": LetterKind(
        "A request was set aside",
        "To who asked for it, when somebody else changed it, approved it directly, or took the"
        " request or the whole dispute back.",
        (*(name for name in _ALWAYS if name != "lines"), "decided_by", "outcome"),
    ),
    "approvalOver": LetterKind(
        "An answer is no longer needed",
        "To each person who was asked and has not answered, when somebody else did, or the request"
        " was taken back, or set aside without "
        "asking the same person anew.",
        (*(name for name in _ALWAYS if name != "lines"), "decided_by", "outcome"),
    ),
    "bookingNews": LetterKind(
        "News in the dispute on a booking",
        "To the operator or aggregator, or to support while it is asked to step in, that has not"
        " read what came and does not have the dispute open; "
        "once for all that comes in a while, not once for each message.",
        _THREAD,
        is_worded=True,
    ),
    "messageNews": LetterKind(
        "News in the dispute on an invoice",
        "To the customer, or to who works the dispute, that has not read what came and does not"
        " have the dispute open; "
        "once for all that comes in a while, not once for each message.",
        _CONVERSATION,
        is_worded=True,
    ),
    "orderNews": LetterKind(
        "News in the dispute on an order",
        "To the customer, the vendor, or to who works the dispute, that has not read what came and"
        " does not have the dispute open; "
        "the first one acknowledges a claim to its customer.",
        _ORDER,
        is_worded=True,
    ),
    "orderEscalated": LetterKind(
        "A dispute on an order does not go on",
        "To the one who is to look at it, or to everybody of the role where nobody of it is there;"
        " once for each reason.",
        _ORDER,
    ),
    "vendorAsked": LetterKind(
        "A vendor is asked",
        "To the vendor of an order that is in dispute, with until when it has to answer.",
        _ASKED,
        needed=("deadline", "link"),
        is_worded=True,
    ),
    "resolverAsked": LetterKind(
        "A resolver is asked",
        "To who can clear up what is said of open items, when a follow-up is opened or put into"
        " that one's hands.",
        _FOLLOW_UP,
        needed=("link",),
    ),
    "resolverChased": LetterKind(
        "A resolver is chased",
        "To the resolver who has not answered when a follow-up is due, or to who stands in.",
        _FOLLOW_UP,
        needed=("link",),
    ),
    "resolverSilent": LetterKind(
        "A resolver does not answer",
        "To the resolver's manager, or the company's where that one has none, once, after a"
        " number of chases without an answer.",
        _UNANSWERED,
    ),
    FIRST: LetterKind("First reminder", _REMINDS, _REMINDER, _LISTED, is_worded=True),
    SECOND: LetterKind("Second reminder", _REMINDS, _REMINDER, _LISTED, is_worded=True),
    FINAL: LetterKind("Final notice", _REMINDS, _REMINDER, _LISTED, is_worded=True),
    outcomes.OUTCOME: LetterKind(
        outcomes.NAME,
        outcomes.SENT,
        outcomes.HASHTAGS_OF_IT,
        needed=("items_list_selected", "outcome_reasons"),
        is_worded=True,
    ),
    PROMISE: LetterKind(
        "A customer is asked when it pays",
        "To a customer, when somebody sends it the link by which it promises to pay.",
        _PROMISE,
        needed=("link",),
        is_worded=True,
    ),
    "supportAsked": LetterKind(
        "Support is asked to step in",
        "To support, when one of the sides of a booking asks it to.",
        _THREAD,
    ),
    "ticketNews": LetterKind(
        "News in a ticket",
        "To the customer whose question the staff has answered, or to who of the staff spoke last"
        " in it when the customer has written; "
        "once for all that comes in a while, not once for each message.",
        _TICKET,
        is_worded=True,
    ),
    "mailRefused": LetterKind(
        "An answer by mail was not taken",
        "To who answered a mail, when what it was about has ended or that one may say nothing in"
        " it; once for each reader of it.",
        ("person_name", "thing", "dispute_id", "comment", "dispute_link"),
        is_worded=True,
    ),
}
"""Template → what it is for. What is not named here is no template."""

THREAD_LETTERS = frozenset(name for name, kind in LETTER_KINDS.items() if kind.hashtags == _THREAD)
"""The letters about the thread of a booking's dispute."""

CONVERSATION_LETTERS = frozenset(
    name for name, kind in LETTER_KINDS.items() if kind.hashtags == _CONVERSATION
)
"""The letters about the conversation of a customer and the staff."""

ORDER_LETTERS = frozenset(
    name for name, kind in LETTER_KINDS.items() if kind.hashtags in (_ORDER, _ASKED)
)
"""The letters about the thread of a payout dispute."""

REPLY_LETTERS = frozenset({"mailRefused"})
"""The letters that answer a mail that came in, whatever it was about."""
TICKET_LETTERS = frozenset(name for name, kind in LETTER_KINDS.items() if kind.hashtags == _TICKET)
"""The letters about a ticket."""
FOLLOW_UP_LETTERS = frozenset(
    name for name, kind in LETTER_KINDS.items() if kind.hashtags in (_FOLLOW_UP, _UNANSWERED)
)
"""The letters about a follow-up on open items."""
IN_LANGUAGES = tuple(name for name, kind in LETTER_KINDS.items() if kind.is_worded)
"""The letters to customers and other parties, which are worded in several languages (CO-41)."""
PROMISE_LETTERS = frozenset({PROMISE})
"""The letters that ask a customer for a promise."""
ABOUT_NO_DISPUTE = (
    FOLLOW_UP_LETTERS | TICKET_LETTERS | PROMISE_LETTERS | {*REMINDERS, outcomes.OUTCOME}
)
"""The letters that are never about a dispute, of whichever kind; by `base_of`."""
