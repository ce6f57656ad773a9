"""What a letter about a follow-up says, kept with the event that asks for it, so that what was
previewed is what is sent (DM-03, CO-07).
"""

from typing import Any

from chalicelib.domain.base.money import Money
from chalicelib.domain.collections.follow_up import FollowUp
from chalicelib.domain.collections.item import FollowUpItem
from chalicelib.values import dataclass

ASKED, CHASED, SILENT = "resolverAsked", "resolverChased", "resolverSilent"
WITHIN_HOURS = frozenset({CHASED, SILENT})
"""The letters that leave within the sending hours alone, whoever asks for them (CO-20)."""
COLUMNS = ("Invoice", "Due", "Open", "Disputed")


@dataclass(frozen=True)
class Wording:
    """What one letter says in place of its template, with the same hashtags (DM-03)."""

    subject: str
    body: str


def letter(
    follow_up: FollowUp,
    template: str,
    to_id: str,
    instead_of: str = "",
    wording: Wording | None = None,
) -> dict[str, Any]:
    """The letter to somebody about a follow-up as it is now; by its link the resolver answers."""
    total = ", ".join(str(Money(minor, currency)) for currency, minor in follow_up.sums.items())
    facts = {
        "customer_name": follow_up.customer_name,
        "collector": follow_up.collector,
        "item_status": follow_up.item_status_label,
        "comment": follow_up.comment or "",
        "items_total": total,
        "due": f"{follow_up.due:%A}, {follow_up.due.day} {follow_up.due:%B %Y}",
        "instead_of": instead_of,
        "columns": list(COLUMNS),
        "parts": [_row(item) for item in follow_up.items_in],
    }
    if template == SILENT:
        facts |= {"resolver": follow_up.resolver or "", "chases": str(follow_up.unanswered)}
    told: dict[str, Any] = {"template": template, "toID": to_id, "facts": facts}
    if wording:
        told["wording"] = {"subject": wording.subject, "body": wording.body}
    return told if template == SILENT else told | {"number": follow_up.asked}


def _row(item: FollowUpItem) -> list[str]:
    return [
        str(item.invoice_number),
        f"{item.due_date.day} {item.due_date:%b %Y}",
        str(Money(item.outstanding, item.currency)),
        str(Money(item.disputed, item.currency)) if item.disputed else "",
    ]
