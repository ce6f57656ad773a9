"""What somebody can do with a payout dispute now, or why not, and who can unblock it (X-02)."""

from collections.abc import Callable
from dataclasses import replace

from chalicelib.domain.disputes.choice import Choice, choice
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.orders import (
    assignment,
    claim,
    closing,
    contact,
    decisions,
    payouts,
    reversal,
    thread,
    unsent,
)
from chalicelib.domain.orders.case import OrderCase, require_customer, require_worked
from chalicelib.domain.orders.facts import NOTHING_FOUND, Findings
from chalicelib.domain.orders.order import VENDOR
from chalicelib.domain.orders.payee import Payee
from chalicelib.domain.orders.work import Payout
from chalicelib.domain.people.person import CUSTOMER

CUSTOMER_VERBS = (
    "accept",
    "reopen",
    "withdraw",
    "changeClaim",
    "confirmReceived",
    "message",
    "attach",
)
VENDOR_VERBS = ("answer", "message", "attach")
STAFF_VERBS = (
    "askVendor",
    "decide",
    "decideUnreachable",
    "decideReused",
    "decideOtherwise",
    "sign",
    "logAttempt",
    "answer",
    "reverse",
    "reopen",
    "accept",
    "confirmReceived",
    "changeClaim",
    "assign",
    "withdraw",
    "message",
    "note",
    "attachNote",
)
PAYOUT_VERBS = (
    "send",
    "sendAsTold",
    "confirm",
    "return",
    "instructAgain",
    "sayUnsent",
    "confirmUnsent",
)
"""Those of Finance on each payout."""


def choices(case: OrderCase, context: Context, findings: Findings = NOTHING_FOUND) -> list[Choice]:
    """All verbs that the one who looks may ever have, each allowed or with its why-not; nobody is
    told of verbs that are others' alone.
    """
    attempts: dict[str, Callable[[], object]] = {
        "askVendor": lambda: contact.check_askable(case, context),
        "logAttempt": lambda: contact.check_attemptable(case, context),
        "answer": lambda: contact.check_answerable(case, context),
        "decide": lambda: decisions.check_decidable(case, findings, context)[0].row_id,
        "decideUnreachable": lambda: _nothing(
            decisions.check_decidable_once(
                case,
                findings,
                replace(findings, is_unreachable=True),
                context,
                "That the vendor cannot be reached changes nothing of the decision.",
            )
        ),
        "decideReused": lambda: _nothing(
            decisions.check_decidable_once(
                case,
                findings,
                replace(findings, reuse_reason="…"),
                context,
                "The decision does not wait for why another case carries the reference.",
            )
        ),
        "decideOtherwise": lambda: _nothing(decisions.check_overrulable(case, findings, context)),
        "sign": lambda: _nothing(decisions.check_signable(case, context)),
        "reverse": lambda: _nothing(reversal.check_reversible(case, None, context)),
        "reopen": lambda: closing.check_reopenable(case, context),
        "accept": lambda: closing.check_acceptable(case, context),
        "confirmReceived": lambda: _check_receipt(case, context),
        "changeClaim": lambda: claim.check_changeable(case, context),
        "assign": lambda: assignment.check_assignable(case, context),
        "withdraw": lambda: claim.check_withdrawable(case, context),
        "message": lambda: _nothing(thread.say(case, "…", context, CUSTOMER)),
        "note": lambda: _nothing(thread.note(case, "…", context)),
        "attach": lambda: _nothing(thread.voice(case, context, internally=False)),
        "attachNote": lambda: _nothing(thread.voice(case, context, internally=True)),
    }
    verbs = {CUSTOMER: CUSTOMER_VERBS, VENDOR: VENDOR_VERBS}.get(
        case.side_of(context) or "", STAFF_VERBS
    )
    return [choice(name, attempts[name]) for name in verbs]


def payout_choices(
    case: OrderCase, payout: Payout, payee: Payee | None, context: Context
) -> list[Choice]:
    """The same for one payout; the staff's alone."""
    payout_id = payout.payout_id
    attempts: dict[str, Callable[[], object]] = {
        "send": lambda: _nothing(payouts.check_sendable(case, payout_id, payee, context)),
        "sendAsTold": lambda: _nothing(
            payouts.check_sendable_as_told(case, payout_id, payee, context)
        ),
        "confirm": lambda: payouts.check_confirmable(case, payout_id, context),
        "return": lambda: payouts.check_returnable(case, payout_id, context),
        "instructAgain": lambda: _nothing(
            payouts.check_instructable(case, payout_id, payee, context)
        ),
        "sayUnsent": lambda: _nothing(unsent.check_sayable(case, payout_id, context)),
        "confirmUnsent": lambda: _nothing(unsent.check_unsent(case, payout_id, context)),
    }
    return [choice(name, attempts[name]) for name in PAYOUT_VERBS]


def _check_receipt(case: OrderCase, context: Context) -> None:
    require_customer(case, context)
    require_worked(case)


def _nothing(_done: object) -> None:
    """What an attempt gives back says nothing of what becomes of anything."""
