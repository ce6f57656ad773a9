"""Hashtags: the words in a template for which a letter puts in what is the case (DM-03)."""

import re
from collections.abc import Callable, Mapping

from chalicelib.values import dataclass

_WRITTEN = re.compile(r"(?<!\\)#([^\W\d_]\w*)")
_NO_HASHTAG = re.compile(r"\\(#[^\W\d_])")
"""A `#` that begins none, such as in a web address, has a `\\` before it."""


@dataclass(frozen=True)
class Hashtag:
    """What stands for what; blocks take a line of their own."""

    meaning: str
    example: str
    is_block: bool = False


HASHTAGS: dict[str, Hashtag] = {
    "person_name": Hashtag("Who gets the mail", "Ann Approver"),
    "requester": Hashtag("Who asked for the approval", "Ada Agent"),
    "customer_name": Hashtag("The customer", "Bright Telecom"),
    "subject": Hashtag("What the dispute is on", "invoice 1984950"),
    "invoice_number": Hashtag("The invoice, where the dispute is on one", "1984950"),
    "dispute_id": Hashtag("The dispute", "2MZEQJ7EV2QD"),
    "thing": Hashtag("What the mail was about", "dispute 2MZEQJ7EV2QD"),
    "asked": Hashtag("What is to be approved, in a word", "credit"),
    "amount": Hashtag("How much is to be approved", "3.00 USD"),
    "all_asked": Hashtag("What a credit limit has to reach", "all credits of the invoice"),
    "total": Hashtag("What that comes to together with it", "7.50 USD"),
    "put_back": Hashtag("What follows where it is not approved", "The lines are open again."),
    "owed": Hashtag(
        "What the company will owe the customer once it is credited, where that is more than is"
        " owed",
        "30.00 USD",
    ),
    "currency": Hashtag("The currency of all amounts", "USD"),
    "lines": Hashtag("What is to be approved part by part, as a table", "", is_block=True),
    "reason": Hashtag("The reason of the dispute", "Wrong price"),
    "description": Hashtag("What was said when it was raised", "We were charged twice."),
    "level": Hashtag("The level of the approval chain", "Manager"),
    "instead_of": Hashtag("The absent person for whom somebody else is asked", "Max Manager"),
    "due": Hashtag("By when an answer is needed", "Monday, 30 November 2026, 15:00 UTC"),
    "earlier_amount": Hashtag(
        "How much an earlier request asked for, where this one takes its place", "4.95 USD"
    ),
    "decided_by": Hashtag(
        "Who approved or rejected it, took it back or changed it", "Ann Approver"
    ),
    "comment": Hashtag(
        "What was said with the request or the answer", "The contract says 1.95 a month."
    ),
    "outcome": Hashtag("What became of the request, in a word or two", "rejected"),
    "booking_reference": Hashtag("The booking in dispute, as both sides call it", "R-1042"),
    "operator_name": Hashtag("The operator of the booking", "City Cabs"),
    "aggregator_name": Hashtag("The aggregator that sent the booking", "Rides United"),
    "unread": Hashtag("How much of the thread the reader has not read", "2 unread messages"),
    "news": Hashtag(
        "The last of what is unread",
        "City Cabs: The passenger never came.\nCity Cabs asks for 5.00 GBP: No-show fee",
    ),
    "issue": Hashtag("What support is asked to look into", "They do not answer."),
    "order_number": Hashtag("The order in dispute", "CK-7001"),
    "claim": Hashtag("What the customer claims", "no payment received"),
    "deadline": Hashtag(
        "Until when the vendor has to answer, in its own time zone",
        "Monday, 30 November 2026, 15:00 (Asia/Kolkata)",
    ),
    "items_list_selected": Hashtag(
        "The open items that the mail is about, as a table", "", is_block=True
    ),
    "items_total": Hashtag("What they come to, by currency", "120.00 EUR, 34.95 USD"),
    "item_status": Hashtag("The status that the items were given", "Price dispute"),
    "collector": Hashtag("Who follows the items up", "Cora Collector"),
    "resolver": Hashtag("Who was asked to clear it up", "Rita Resolver"),
    "chases": Hashtag("How often that was, without an answer", "3"),
    "account_number": Hashtag("The customer's account", "ACC-1001"),
    "dunning_level": Hashtag("The level of the reminder", "Second reminder"),
    "as_of": Hashtag("The day, in the customer's time zone", "30 Nov 2026"),
    "letter_number": Hashtag("Which letter of several it is that remind together", "2"),
    "letter_count": Hashtag("How many letters these are; empty for a single one", "3"),
    "instalments_missed": Hashtag(
        "What was missed of a payment plan", "instalment 2, due 31 Oct 2026: 40.00 USD"
    ),
    "outcome_reasons": Hashtag(
        "Why the disputes ended as they did, an invoice on a line",
        "1984950: The usage was billed twice on one day only.",
    ),
    "pay_by": Hashtag("Until when what is open is to be paid", "7 Dec 2026"),
    "credits_named": Hashtag(
        "What the customer has with the company, by currency, where it is not set off",
        "12.00 EUR",
    ),
    "credits_set_off": Hashtag(
        "The same where it is set off: what is asked for is less by it", "5.00 USD"
    ),
    "ticket_id": Hashtag("The ticket, by its number", "2MZEQJ7EV2QD"),
    "ticket_subject": Hashtag("What a ticket asks, in a line", "Where is my invoice?"),
    "link": Hashtag(
        "The personal link to answer by, as a button where it stands alone on a line",
        "",
        is_block=True,
    ),
    "dispute_link": Hashtag("The link to the dispute, for people who sign in", "", is_block=True),
}
"""Name → what it stands for; what a template may use of it stands in `templates.py`."""

TABLES = frozenset({"lines", "items_list_selected"})
"""The hashtags that stand for a table; a mail has one at most."""


def names_in(text: str) -> list[str]:
    """The hashtags that a text uses, in order, repeats included."""
    return _WRITTEN.findall(text)


def place_of(text: str, name: str) -> tuple[int, int]:
    """Where a hashtag stands first in a text that uses it: its line, and its character there, both
    from one.
    """
    at = next(found.start() for found in _WRITTEN.finditer(text) if found[1] == name)
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def is_alone(line: str) -> str | None:
    """The name of the hashtag that is all that stands on a line."""
    found = _WRITTEN.fullmatch(line.strip())
    return found[1] if found else None


def fill(
    text: str,
    values: Mapping[str, str],
    literal: Callable[[str], str] = lambda text: text,
    value: Callable[[str, str], str] = lambda _, text: text,
) -> str:
    """The text with its hashtags replaced, in one pass: what a value says is never looked at again.

    `literal` spells what stands around the hashtags and `value` what is put in for a name; a name
    without a value stays as written.
    """
    first, *parts = _WRITTEN.split(text)
    spelled = [literal(_NO_HASHTAG.sub(r"\1", first))]
    for name, rest in zip(parts[::2], parts[1::2], strict=True):
        spelled.append(value(name, values[name]) if name in values else literal(f"#{name}"))
        spelled.append(literal(_NO_HASHTAG.sub(r"\1", rest)))
    return "".join(spelled)
