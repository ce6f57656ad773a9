"""The templates of letters: those that the product brings, and what an edited one must fulfil
(DM-03).
"""

import re
from typing import Any

from chalicelib.domain.base.texts import refused_in, tidy
from chalicelib.domain.collections.dunning_terms import FINAL, FIRST, REMINDERS, SECOND
from chalicelib.errors import InvalidTemplate
from chalicelib.mail import plain
from chalicelib.mail.hashtags import HASHTAGS, TABLES, is_alone, names_in
from chalicelib.values import dataclass

MAX_SUBJECT = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}")
MAX_BODY = 10_000
MAX_HASHTAGS = 40
"""So many in one letter: with the longest values it still fits an event."""


@dataclass(frozen=True)
class Template:
    """What a letter says, with hashtags."""

    template_id: str
    subject: str
    body: str


@dataclass(frozen=True)
class Kind:
    """A letter that the product sends: when, to whom, with which hashtags."""

    name: str
    sent: str
    hashtags: tuple[str, ...]
    needed: tuple[str, ...] = ()


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

_REMINDS = "To a customer, of the items that are asked for at the levels that name this mail."

KINDS: dict[str, Kind] = {
    "approvalAsked": Kind(
        "Approval is asked for",
        "To each person who is asked to approve something, with the personal link.",
        (*_ALWAYS, "level", "instead_of", "due", "earlier_amount", "owed", "link"),
        needed=("link",),
    ),
    "approvalApproved": Kind(
        "Approval was given", "To who asked for it.", (*_ALWAYS, "decided_by", "owed")
    ),
    "approvalRejected": Kind(
        "Approval was rejected", "To who asked for it.", (*_ALWAYS, "decided_by")
    ),
    "approvalEnded": Kind(
        "Approval ended without an answer",
        "To who asked for it: nobody answered in time, or nobody who was asked could approve so much.",
        (*_ALWAYS, "outcome"),
    ),
    "approvalSetAside": Kind(
        "A request was set aside",
        "To who asked for it, when somebody else changed it, approved it directly, or took the request or the whole dispute back.",
        (*(name for name in _ALWAYS if name != "lines"), "decided_by", "outcome"),
    ),
    "approvalOver": Kind(
        "An answer is no longer needed",
        "To each person who was asked and has not answered, when somebody else did, or the request was taken back, or set aside without "
        "asking the same person anew.",
        (*(name for name in _ALWAYS if name != "lines"), "decided_by", "outcome"),
    ),
    "bookingNews": Kind(
        "News in the dispute on a booking",
        "To the side, or to support while it is asked to step in, that has not read what came and does not have the dispute open; "
        "once for all that comes in a while, not once for each message.",
        _THREAD,
    ),
    "messageNews": Kind(
        "News in the dispute on an invoice",
        "To the customer, or to who works the dispute, that has not read what came and does not have the dispute open; "
        "once for all that comes in a while, not once for each message.",
        _CONVERSATION,
    ),
    "orderNews": Kind(
        "News in the dispute on an order",
        "To the customer, the vendor, or to who works the dispute, that has not read what came and does not have the dispute open; "
        "the first one acknowledges a claim to its customer.",
        _ORDER,
    ),
    "orderEscalated": Kind(
        "A dispute on an order does not go on",
        "To the one who is to look at it, or to everybody of the role where nobody of it is there; once for each reason.",
        _ORDER,
    ),
    "vendorAsked": Kind(
        "A vendor is asked",
        "To the vendor of an order that is in dispute, with until when it has to answer.",
        _ASKED,
        needed=("deadline", "link"),
    ),
    "resolverAsked": Kind(
        "A resolver is asked",
        "To who can clear up what is said of open items, when a follow-up is opened or put into that one's hands.",
        _FOLLOW_UP,
        needed=("link",),
    ),
    "resolverChased": Kind(
        "A resolver is chased",
        "To the resolver who has not answered when a follow-up is due, or to who stands in.",
        _FOLLOW_UP,
        needed=("link",),
    ),
    "resolverSilent": Kind(
        "A resolver does not answer",
        "To the manager that is named for it, once, after a number of chases without an answer.",
        _UNANSWERED,
    ),
    FIRST: Kind("First reminder", _REMINDS, _REMINDER, needed=("items_list_selected",)),
    SECOND: Kind("Second reminder", _REMINDS, _REMINDER, needed=("items_list_selected",)),
    FINAL: Kind("Final notice", _REMINDS, _REMINDER, needed=("items_list_selected",)),
    "promiseAsked": Kind(
        "A customer is asked when it pays",
        "To a customer, when somebody sends it the link by which it promises to pay.",
        _PROMISE,
        needed=("link",),
    ),
    "supportAsked": Kind(
        "Support is asked to step in",
        "To support, when one of the sides of a booking asks it to.",
        _THREAD,
    ),
    "ticketNews": Kind(
        "News in a ticket",
        "To the customer whose question the staff has answered, or to who of the staff spoke last in it when the customer has written; "
        "once for all that comes in a while, not once for each message.",
        _TICKET,
    ),
    "mailRefused": Kind(
        "An answer by mail was not taken",
        "To who answered a mail, when what it was about has ended or that one may say nothing in it; once for each reader of it.",
        ("person_name", "thing", "dispute_id", "comment", "dispute_link"),
    ),
}
"""Template → what it is for. What is not named here is no template."""

THREAD_LETTERS = frozenset(name for name, kind in KINDS.items() if kind.hashtags == _THREAD)
"""The letters about the thread of a booking's dispute."""

CONVERSATION_LETTERS = frozenset(
    name for name, kind in KINDS.items() if kind.hashtags == _CONVERSATION
)
"""The letters about the conversation of a customer and the staff."""

ORDER_LETTERS = frozenset(name for name, kind in KINDS.items() if kind.hashtags in (_ORDER, _ASKED))
"""The letters about the thread of a payout dispute."""

REPLY_LETTERS = frozenset({"mailRefused"})
"""The letters that answer a mail that came in, whatever it was about."""
TICKET_LETTERS = frozenset(name for name, kind in KINDS.items() if kind.hashtags == _TICKET)
"""The letters about a ticket."""
FOLLOW_UP_LETTERS = frozenset(
    name for name, kind in KINDS.items() if kind.hashtags in (_FOLLOW_UP, _UNANSWERED)
)
"""The letters about a follow-up on open items."""
PROMISE_LETTERS = frozenset({"promiseAsked"})
"""The letters that ask a customer for a promise."""
ABOUT_NO_DISPUTE = FOLLOW_UP_LETTERS | TICKET_LETTERS | PROMISE_LETTERS | frozenset(REMINDERS)
"""The letters that are never about a dispute, of whichever kind; by `base_of`."""

BETWEEN = "."
"""What stands between a reminder and the language that it is worded in."""

DEFAULTS: dict[str, Template] = {
    template.template_id: template
    for template in (
        Template(
            "approvalAsked",
            "Please approve #amount for #customer_name, #subject",
            """Hello #person_name,

#requester asks for your approval of a #asked of #amount for #customer_name, on #subject.

#lines

With it, #all_asked come to #total.
The company will then owe the customer #owed on this invoice.
It takes the place of the earlier request for #earlier_amount, which you need not answer any more.
Reason: #reason
Comment: #comment
You are asked in place of #instead_of.

#link

Please answer by #due. The link is yours alone. Opening it changes nothing: you answer on the page that it opens.

If you are signed in anyway: #dispute_link""",
        ),
        Template(
            "approvalApproved",
            "Approved: #amount for #customer_name, #subject",
            """Hello #person_name,

#decided_by approved the #asked of #amount for #customer_name, on #subject.

#lines

Once it is credited, the company will owe the customer #owed on this invoice.
Comment: #comment

#dispute_link""",
        ),
        Template(
            "approvalRejected",
            "Rejected: #amount for #customer_name, #subject",
            """Hello #person_name,

#decided_by rejected the #asked of #amount for #customer_name, on #subject. #put_back

Comment: #comment

#lines

#dispute_link""",
        ),
        Template(
            "approvalEnded",
            "Not approved: #amount for #customer_name, #subject",
            """Hello #person_name,

Nobody has approved the #asked of #amount for #customer_name, on #subject. #put_back

#comment

#lines

#dispute_link""",
        ),
        Template(
            "approvalSetAside",
            "No longer asked for: #amount for #customer_name, #subject",
            """Hello #person_name,

your request for a #asked of #amount for #customer_name, on #subject, was #outcome by #decided_by.

#comment

#dispute_link""",
        ),
        Template(
            "approvalOver",
            "No longer needed: your answer about #amount for #customer_name, #subject",
            """Hello #person_name,

your answer about the #asked of #amount for #customer_name, on #subject, is not needed any more.

The request was #outcome by #decided_by.

Comment: #comment

If you are to decide about another amount, you get a mail of its own.

#dispute_link""",
        ),
        Template(
            "bookingNews",
            "Booking #booking_reference: #unread in your dispute",
            """Hello #person_name,

you have #unread in the dispute on booking #booking_reference between #operator_name and #aggregator_name.

#news

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "messageNews",
            "Invoice #invoice_number: #unread in the dispute",
            """Hello #person_name,

there is #unread in the dispute of #customer_name on invoice #invoice_number.

#news

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "orderNews",
            "Order #order_number: #unread in dispute #dispute_id",
            """Hello #person_name,

there is #unread in dispute #dispute_id on order #order_number (#claim).

#news

Please answer by #deadline.

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "orderEscalated",
            "Please look at dispute #dispute_id on order #order_number",
            """Hello #person_name,

dispute #dispute_id on order #order_number (#claim) needs you:

#news

#dispute_link""",
        ),
        Template(
            "vendorAsked",
            "Please answer by #deadline: order #order_number",
            """Hello #person_name,

the customer of order #order_number says: #claim. Did you pay, how much, and how?

#link

Please answer by #deadline. Opening the link changes nothing: you answer on the page that it opens. Until you say that it is final, you can change what you said.

If you are signed in anyway: #dispute_link

The last of what is unread, #unread in all:
#news""",
        ),
        Template(
            "resolverAsked",
            "#item_status: please look at open items of #customer_name",
            """Hello #person_name,

#collector asks you to clear up open items of #customer_name, #items_total in all.

#item_status: #comment

#items_list_selected

#link

Please answer by #due. The link is yours alone. Opening it changes nothing: you answer on the page that it opens.""",
        ),
        Template(
            "resolverChased",
            "#item_status: open items of #customer_name still wait for you",
            """Hello #person_name,

open items of #customer_name, #items_total in all, still wait for an answer.
You are asked in place of #instead_of.

#item_status: #comment

#items_list_selected

#link

Please answer by #due. The link is yours alone. Opening it changes nothing: you answer on the page that it opens.""",
        ),
        Template(
            "resolverSilent",
            "No answer from #resolver: open items of #customer_name",
            """Hello #person_name,

#resolver was chased #chases times about open items of #customer_name, #items_total in all, and has not answered.

#item_status: #comment

#items_list_selected

#collector follows it up; the next date is #due.""",
        ),
        Template(
            FIRST,
            "Reminder: open items of account #account_number",
            """Dear #customer_name,

these items are open as of #as_of. Please pay #items_total.

#items_list_selected

What is in clarification is not asked for.
You have #credits_named with us, which is not set off here.

If you have paid meanwhile, thank you: this letter needs no answer then.""",
        ),
        Template(
            SECOND,
            "Second reminder: open items of account #account_number",
            """Dear #customer_name,

we reminded you of open items before, and as of #as_of these are still open. Please pay #items_total.

#items_list_selected

What is in clarification is not asked for.
You have #credits_named with us, which is not set off here.

If something is not right, please tell us.""",
        ),
        Template(
            FINAL,
            "Final notice: open items of account #account_number",
            """Dear #customer_name,

this is the last reminder of items that are open as of #as_of. Please pay #items_total now.

#items_list_selected

What is in clarification is not asked for.
You have #credits_named with us, which is not set off here.

If something is not right, please tell us at once.""",
        ),
        Template(
            "promiseAsked",
            "When will you pay? Open items of account #account_number",
            """Dear #customer_name,

these items are open; #items_total is to be paid. Please tell us until when you pay them.

#items_list_selected

#comment

#link

The link is for you alone, and good until #due. Opening it changes nothing: you promise on the page that it opens.
If you have paid meanwhile, thank you.

#collector""",
        ),
        Template(
            "supportAsked",
            "Please step in: booking #booking_reference, #operator_name and #aggregator_name",
            """Hello #person_name,

#operator_name and #aggregator_name do not agree about booking #booking_reference, and support is asked to step in:

#issue

#dispute_link

The last of what is unread in their thread, #unread in all:
#news""",
        ),
        Template(
            "ticketNews",
            "#ticket_subject: #unread (ticket #ticket_id)",
            """Hello #person_name,

there is #unread in ticket #ticket_id of #customer_name: #ticket_subject

#news

#dispute_link

There is no mail for each message: what else comes in the next while, you find there.""",
        ),
        Template(
            "mailRefused",
            "Your answer on #thing was not passed on",
            """Hello #person_name,

your answer by mail on #thing was not taken:

#comment

Nobody answers this mail. Where you can sign in, go on there:

#dispute_link""",
        ),
    )
}


def check(template_id: str, subject: str, body: str) -> Template:
    """The template as it is kept; `InvalidTemplate` says everything that is wrong with it."""
    kind = kind_of(template_id)
    if kind is None:
        raise _invalid(
            [_error("/templateID", f"A template is one of {', '.join(KINDS)}.", "unknown")]
        )
    subject, body = _read(subject), _read(body, keeps_breaks=True)
    errors = [*_subject_errors(kind, subject), *_body_errors(kind, body)]
    if not errors and len(names_in(subject)) + len(names_in(body)) > MAX_HASHTAGS:
        errors.append(
            _error("/body", f"A template uses at most {MAX_HASHTAGS} hashtags.", "tooMany")
        )
    if errors:
        raise _invalid(errors, templateID=template_id)
    return Template(template_id, " ".join(subject.split()), plain.body(body))


def _read(text: str, *, keeps_breaks: bool = False) -> str:
    """The text as every text is read; what has no place in it is left to be told."""
    return text if refused_in(text) else tidy(text, keeps_breaks=keeps_breaks)


def read_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the setting as it is kept."""
    template = check(row["templateID"], row["subject"], row["body"])
    return {"templateID": template.template_id, "subject": template.subject, "body": template.body}


def base_of(template_id: str) -> str:
    """The template of which this one is in another language; itself, where it is of none."""
    name, _, language = template_id.partition(BETWEEN)
    return name if name in REMINDERS and _LANGUAGE.fullmatch(language) else template_id


def kind_of(template_id: str) -> Kind | None:
    """What a template is for, in whichever language; None for what is no template."""
    return KINDS.get(base_of(template_id))


def name_of(template_id: str) -> str:
    """What a template is called, with its language where it is in another one."""
    kind, (_, _, language) = kind_of(template_id), template_id.partition(BETWEEN)
    if kind is None:
        return template_id
    return f"{kind.name} ({language})" if language else kind.name


def in_language(template_id: str, language: str | None, rows: list[dict[str, Any]]) -> str:
    """The template in a language, where it is worded in that one; else the template itself
    (CO-41).
    """
    wanted = f"{template_id}{BETWEEN}{(language or '').partition('-')[0].lower()}"
    return wanted if any(row["templateID"] == wanted for row in rows) else template_id


def find(template_id: str, rows: list[dict[str, Any]]) -> Template:
    """The template as an administrator left it, or as the product brings it."""
    edited = (
        Template(template_id, row["subject"], row["body"])
        for row in rows
        if row["templateID"] == template_id
    )
    return next(edited, DEFAULTS[base_of(template_id)])


def _subject_errors(kind: Kind, subject: str) -> list[dict[str, Any]]:
    where = "/subject"
    if not subject.strip():
        return [_error(where, "A mail needs a subject.", "missing")]
    if len(subject) > MAX_SUBJECT:
        return [_error(where, f"A subject holds at most {MAX_SUBJECT} characters.", "tooLong")]
    if refused := refused_in(subject):
        return [
            _error(
                where,
                f"The subject holds {refused}, which has no place in a text; leave it out.",
                "notPlain",
            )
        ]
    blocks = sorted(
        {f"#{name}" for name in names_in(subject) if name in HASHTAGS and HASHTAGS[name].is_block}
    )
    errors = (
        [_error(where, f"{', '.join(blocks)} cannot stand in a subject.", "block")]
        if blocks
        else []
    )
    return errors + _unknown(kind, subject, where)


def _body_errors(kind: Kind, body: str) -> list[dict[str, Any]]:
    where = "/body"
    if not body.strip():
        return [_error(where, "A mail needs a text.", "missing")]
    if len(body) > MAX_BODY:
        return [_error(where, f"A text holds at most {MAX_BODY} characters.", "tooLong")]
    if refused := refused_in(body):
        return [
            _error(
                where,
                f"The text holds {refused}, which has no place in one; leave it out.",
                "notPlain",
            )
        ]
    errors = _unknown(kind, body, where)
    missing = [f"#{name}" for name in kind.needed if name not in names_in(body)]
    if missing:
        errors.append(
            _error(
                where,
                f"This mail needs {', '.join(missing)}, or nobody can"
                f" {'answer' if 'link' in kind.needed else 'understand'} it.",
                "missing",
            )
        )
    tables = [line for line in body.splitlines() if not TABLES.isdisjoint(names_in(line))]
    if len(tables) > 1 or any(is_alone(line) not in TABLES for line in tables):
        table = next(name for name in sorted(TABLES) if name in kind.hashtags)
        errors.append(_error(where, f"#{table} stands once, alone on its line.", "block"))
    return errors


def _unknown(kind: Kind, text: str, where: str) -> list[dict[str, Any]]:
    unknown = list(
        dict.fromkeys(f"#{name}" for name in names_in(text) if name not in kind.hashtags)
    )
    if not unknown:
        return []
    said = ", ".join(plain.one_line(name, 40) for name in unknown[:10])
    return [
        _error(where, f"{said} is not a hashtag of this mail.", "unknownHashtag")
        | {"hashtags": unknown[:10]}
    ]


def _error(pointer: str, detail: str, code: str) -> dict[str, Any]:
    return {"pointer": pointer, "detail": detail, "code": code}


def _invalid(errors: list[dict[str, Any]], **named: str) -> InvalidTemplate:
    return InvalidTemplate(" ".join(error["detail"] for error in errors), errors=errors, **named)
