"""Letters about how an approval has ended, as they are sent and as they are previewed (DM-03,
X-03).
"""

import pytest

from tests.api.approval_steps import decide
from tests.app import App


@pytest.mark.parametrize("how", ["approved", "rejected", "recalled", "void", "direct", "expired"])
def test_a_preview_of_how_it_ended_is_the_letter_that_told_it(
    app: App, pair: str, how: str
) -> None:
    """DM-03, X-03: word for word, to who asked and to who need not answer any more, whichever way
    the round has ended.
    """
    words = "#person_name: #outcome #comment #amount #total"
    rows = [
        {"templateID": "approvalOver", "subject": "#outcome by #decided_by", "body": words},
        {"templateID": "approvalEnded", "subject": "#outcome", "body": words},
        {"templateID": "approvalSetAside", "subject": "#outcome by #decided_by", "body": words},
    ]
    assert app.as_("admin").put("/setting/mailTemplates", {"value": rows}).status == 200
    if how in ("approved", "rejected"):
        assert (
            decide(
                app,
                "manager",
                f"{pair}-1-1",
                "approve" if how == "approved" else "reject",
                comment="So be it",
            ).status
            == 200
        )
    elif how == "recalled":
        assert app.as_("agent").post(f"/approval/{pair}-1-1/recall").status == 200
    elif how == "void":
        assert (
            app.as_("agent").post(f"/dispute/{pair}/withdrawal", {"comment": "A mistake"}).status
            == 200
        )
    elif how == "direct":
        given = {"creditAmount": 1000, "status": "approved"}
        assert app.as_("manager").put(f"/dispute/{pair}/line/1", given).status == 200
    else:
        for _ in range(2):
            app.wait_until_due(pair)
            app.sweep()
    app.settle()
    events = app.as_("agent").get(f"/dispute/{pair}/event?limit=100").json["value"]
    sent = [event["after"] for event in events if event["type"] == "mailSent"]
    told = [one for one in sent if one["template"] != "approvalAsked"]
    assert len(told) == (1 if how == "expired" else 2)
    people = {"Ann Approver": "approver", "Max Manager": "manager", "Ada Agent": "agent"}
    for one in told:
        wanted = {"templateID": one["template"], "disputeID": pair}
        shown = app.as_(people[one["to"]]).post("/mail/preview", wanted).json
        assert (shown["subject"], shown["text"]) == (one["subject"], one["text"])


@pytest.mark.parametrize(
    ("template", "outcome"), [("approvalEnded", "expired"), ("approvalSetAside", "set aside")]
)
def test_a_letter_that_tells_one_end_is_never_previewed_with_another(
    app: App, pair: str, template: str, outcome: str
) -> None:
    """DM-03: while it goes on, and by the example, since that letter says nothing else."""
    wanted = {"templateID": template, "subject": "#outcome"}
    for more in ({}, {"disputeID": pair}):
        assert app.as_("admin").post("/mail/preview", wanted | more).json["subject"] == outcome
