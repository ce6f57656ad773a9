"""What payout disputes answer of their payouts that wait for approval (CK-08):
`actions/approvals/approvable.py` says what each is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from typing_extensions import TypedDict

from chalicelib.actions.desk import Desk
from chalicelib.actions.orders.concluding import Decided
from chalicelib.actions.orders.concluding import conclude as conclude_opened
from chalicelib.actions.orders.reading import Opened, open_with
from chalicelib.domain.approvals.approval_chain import EndedRound, Round
from chalicelib.domain.approvals.inbox import InboxRow
from chalicelib.domain.base.identifiers import OutsideID
from chalicelib.domain.base.money import spell, to_number
from chalicelib.domain.disputes.context import Context
from chalicelib.domain.disputes.dispute import Dispute
from chalicelib.domain.disputes.parties import Parties
from chalicelib.domain.orders import escalation
from chalicelib.domain.orders.case import OrderCase
from chalicelib.domain.orders.work import CLAIMS, DECISION
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.keys import Key
from chalicelib.store.orders import to_order
from chalicelib.store.table import name_of
from chalicelib.views.answers import Amount, DryRun
from chalicelib.views.orders.dispute import OrderDisputePreview, PayoutsPart

if TYPE_CHECKING:
    from chalicelib.mail.facts import ApprovalFacts


class OwnView(TypedDict):
    """What only an approval of a payout shows; null where it is not remembered."""

    orderID: OutsideID
    orderValue: Amount | None
    claim: str | None
    claimedAmount: Amount | None
    rowID: str | None
    rowLabel: str | None
    payout: Amount | None
    fine: Amount | None
    missing: list[str]


class DecisionByLinkPreview(DryRun):
    """What an answer would do, as it is told by a link: without the dispute."""

    dispute: None


ROUND = PayoutsPart
"""What a round of approval tells of its parts."""
FORESEEN = OrderDisputePreview | DecisionByLinkPreview
"""What a dry run of an answer to an approval tells."""
COLUMNS = ("Claim", "Claimed", "Payout")


def open_case(
    desk: Desk, dispute: Dispute, found: Mapping[str, Item], more: Iterable[Key]
) -> tuple[OrderCase, dict[str, Item]]:
    """The dispute with all that lies beside it; an answer is about the decision as it was shown."""
    opened, read = open_with(desk, dispute, more=more, about=(DECISION,))
    return opened.case, dict(found) | read


def conclude(desk: Desk, before: OrderCase, after: OrderCase) -> Decided:
    """What to write and answer; where the decision takes effect, all of its effects."""
    assert before.payee, "open_case reads it"
    return conclude_opened(desk, Opened(before, before.payee), after)


def look_after(case: OrderCase, context: Context) -> OrderCase:
    """What is due now: who is told that it does not go on, the vendor's reminder, the end by time
    (CK-11, PO-21, PO-24).
    """
    return escalation.look_after(case, context.holders.people, context)


def heads(_parties: Parties, subject_id: OutsideID) -> list[Key]:
    """The order."""
    return [keys.order(subject_id)]


def case_in(dispute: Dispute, found: Mapping[str, Item]) -> OrderCase:
    """The dispute beside its order."""
    [head] = heads(dispute.parties, dispute.subject_id)
    return OrderCase(dispute, order=to_order(found[name_of(head)]))


def at_present(row: InboxRow, _found: Mapping[str, Item]) -> InboxRow:
    """As it is: nothing of a decision changes without a word to its dispute."""
    return row


def own_view(
    subject_id: OutsideID, _amount: int, currency: str, shown: Mapping[str, Any]
) -> OwnView:
    """The order, its claim, and the decision that waits."""

    def number(name: str) -> int | float | None:
        return to_number(shown[name], currency) if name in shown else None

    return {
        "orderID": subject_id,
        "orderValue": number("order_value"),
        "claim": shown.get("claim"),
        "claimedAmount": number("claimed"),
        "rowID": shown.get("row_id"),
        "rowLabel": shown.get("row_label"),
        "payout": number("payout"),
        "fine": number("fine"),
        "missing": list(shown.get("missing", ())),
    }


def with_own(facts: "ApprovalFacts", case: OrderCase, known: Round | EndedRound) -> "ApprovalFacts":
    """The order, and the payout beside what was claimed."""
    currency, work = case.dispute.currency, case.work
    own = {
        "subject": f"order {work.order_id}",
        "asked": case.wording.asked,
        "all_asked": "all payouts of the order",
        "put_back": "Nothing of the decision has happened.",
    }
    amount = spell(known.amount, currency)
    row = (CLAIMS[work.claim.kind], spell(work.claim.amount, currency), amount)
    return replace(facts, own=own, columns=COLUMNS, parts=(row,))
