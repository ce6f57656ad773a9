"""What several views share."""

import json
from datetime import datetime
from typing import Any

from chalicelib.domain.choices import Choice

View = dict[str, Any]


def to_json(view: Any) -> str:
    """The JSON text of a view, as it is sent and kept."""
    return json.dumps(view, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def instant(at: datetime | None) -> str | None:
    """A moment in UTC, or null."""
    return at.isoformat().replace("+00:00", "Z") if at else None


def choice_view(choice: Choice) -> View:
    """An action with why-not (X-02)."""
    view: View = {
        "name": choice.name,
        "allowed": choice.allowed,
        "rule": choice.rule,
        "reason": choice.reason,
        "unblockedBy": list(choice.unblocked_by),
    }
    if choice.becomes:
        view["becomes"] = choice.becomes
    if choice.dispute_id:
        view["disputeID"] = choice.dispute_id
    return view
