"""Approving credits: within the own limit, above it, and what is somebody else's to
give (CU-14).
"""

from typing import Any

import pytest

from tests.api.lines import put_line, statuses
from tests.app import App
from tests.people import line
from tests.scenarios import URL


@pytest.fixture
def dispute(two_lines: str) -> str:
    """An open dispute of 50 on line 1 and 20 on line 2."""
    return two_lines


def test_a_credit_within_the_own_limit_is_approved(app: App, dispute: str) -> None:
    """CU-14."""
    approved = put_line(app, "approver", dispute, 1, creditAmount=50, status="approved")
    assert (approved.status, statuses(approved), approved.json["status"]) == (
        200,
        ["approved", "open"],
        "open",
    )


def test_a_credit_above_the_own_limit_becomes_pending_and_another_approves_it(
    app: App, dispute: str
) -> None:
    """CU-14, CU-04: nobody approves what they raised above their own limit; a user with a high
    enough limit does.
    """
    asked = put_line(app, "agent", dispute, 1, creditAmount=30, status="approved")
    assert (statuses(asked), asked.json["status"], asked.json["waitingFor"]) == (
        ["pendingApproval", "open"],
        "pendingApproval",
        "approver",
    )
    again = put_line(app, "agent", dispute, 1, status="approved")
    assert (again.status, again.json["code"], again.json["rule"]) == (403, "ownApproval", "CU-14")
    other = put_line(app, "agent2", dispute, 1, status="approved")
    assert (other.status, other.json["code"]) == (403, "aboveCreditLimit")
    assert other.json["unblockedBy"] == ["Ann Approver", "Max Manager", "Fay Finance"]
    approved = put_line(app, "approver", dispute, 1, status="approved")
    assert (statuses(approved), approved.json["status"]) == (["approved", "open"], "open")


def test_the_limit_counts_all_credits_of_the_invoice(app: App) -> None:
    """CU-14: a credit cannot be split over lines, nor over disputes of one invoice."""
    assert (
        app.invoice(
            4000, [{"lineID": n, "description": "c", "amount": 400, "kind": "fee"} for n in (1, 2)]
        ).status
        == 201
    )
    lines = [{"lineID": n, "amount": 300} for n in (1, 2)]
    dispute = (
        app.as_("agent")
        .post(URL, {"invoiceNumber": 4000, "description": "x", "lines": lines})
        .json["disputeID"]
    )
    assert statuses(put_line(app, "approver", dispute, 1, creditAmount=300, status="approved")) == [
        "approved",
        "open",
    ]
    assert statuses(
        put_line(app, "approver", dispute, 2, creditAmount=200.01, status="approved")
    ) == ["approved", "pendingApproval"]
    assert statuses(put_line(app, "approver", dispute, 2, creditAmount=200, status="approved")) == [
        "approved",
        "approved",
    ]
    assert app.as_("agent").post(f"/dispute/{dispute}/finalisation").status == 200
    later = (
        app.as_("agent")
        .post(
            URL, {"invoiceNumber": 4000, "description": "x", "lines": [{"lineID": 1, "amount": 1}]}
        )
        .json["disputeID"]
    )
    assert statuses(put_line(app, "approver", later, 1, creditAmount=1, status="approved")) == [
        "pendingApproval"
    ]


def test_changing_an_approved_credit_asks_for_approval_anew(app: App, dispute: str) -> None:
    """CU-15: an approval holds for the amount that was approved."""
    put_line(app, "approver", dispute, 1, creditAmount=10, status="approved")
    assert statuses(put_line(app, "agent", dispute, 1, creditAmount=20)) == ["open", "open"]


def test_the_preview_of_a_credit_says_who_will_have_to_approve(app: App, dispute: str) -> None:
    """X-03, CU-14."""
    before = app.items()
    preview = (
        app.as_("agent")
        .put(f"/dispute/{dispute}/line/1?dryRun=true", {"creditAmount": 30, "status": "approved"})
        .json
    )
    assert [(person["name"], person["isEnough"]) for person in preview["approvers"]] == [
        ("Ann Approver", True)
    ]
    assert preview["before"]["status"] == "open"
    assert preview["dispute"]["status"] == "pendingApproval"
    assert app.items() == before


def test_a_line_is_declined_by_a_credit_of_nothing_whatever_the_limit(
    app: App, dispute: str
) -> None:
    """CU-13, CU-14: no credit needs no limit, also beside other credits."""
    put_line(app, "approver", dispute, 1, creditAmount=5, status="approved")
    declined = put_line(app, "agent", dispute, 2, creditAmount=0, status="approved")
    assert statuses(declined) == ["approved", "approved"]
    ended = app.as_("agent").post(f"/dispute/{dispute}/finalisation").json
    assert (ended["creditedAmount"], ended["declinedAmount"]) == (5, 65)
    events = [
        event["type"] for event in app.as_("agent").get(f"/dispute/{dispute}/event").json["value"]
    ]
    assert events == ["raised", "lineApproved", "lineDeclined", "finalised"]
    told = app.as_("agent").get(f"/dispute/{dispute}/event?after=3").json["value"][0]["text"]
    assert told == "Dispute finalised: 5.00 USD credited to invoice 2000; 65.00 USD declined."


def test_what_was_asked_for_within_the_own_limit_can_be_approved_by_oneself(
    app: App, dispute: str
) -> None:
    """CU-14: nobody approves what they raised *above* their own limit."""
    asked = put_line(app, "manager", dispute, 1, creditAmount=5, status="pendingApproval")
    assert statuses(asked)[0] == "pendingApproval"
    assert statuses(put_line(app, "manager", dispute, 1, status="approved"))[0] == "approved"


def test_raising_ones_limit_does_not_make_an_own_request_ones_own_to_give(
    app: App, dispute: str
) -> None:
    """CU-14."""
    put_line(app, "agent", dispute, 1, creditAmount=30, status="approved")
    assert app.as_("admin").put("/user/agent", {"creditLimit": {"USD": 1000}}).status == 200
    assert put_line(app, "agent", dispute, 1, status="approved").json["code"] == "ownApproval"


def test_no_detour_makes_an_own_request_ones_own_to_give(app: App) -> None:
    """CU-14: with a higher limit later, no other line, amount or status gives what was above the
    limit that one had when asking.
    """
    assert app.invoice(4000, [line(n, "900") for n in (1, 2)]).status == 201
    body = {
        "invoiceNumber": 4000,
        "description": "x",
        "lines": [{"lineID": n, "amount": 800} for n in (1, 2)],
    }
    dispute = app.as_("agent").post(URL, body).json["disputeID"]
    assert (
        statuses(put_line(app, "approver", dispute, 1, creditAmount=600, status="approved"))[0]
        == "pendingApproval"
    )
    assert app.as_("admin").put("/user/approver", {"creditLimit": {"USD": 4000}}).status == 200
    for detour in (
        {"status": "open"},
        {"status": "withdrawn"},
        {"creditAmount": 599.99},
        {"creditAmount": 500.01},
    ):
        put_line(app, "approver", dispute, 1, **detour)
        asked = put_line(app, "approver", dispute, 1, status="approved")
        assert statuses(asked)[0] == "pendingApproval", detour
        again = put_line(app, "approver", dispute, 1, status="approved")
        assert (again.status, again.json["code"], again.json["rule"]) == (
            403,
            "ownApproval",
            "CU-14",
        )
        assert again.json["unblockedBy"] == ["Max Manager", "Fay Finance"]
    put_line(app, "approver", dispute, 1, status="open")
    general = app.as_("approver").put(
        f"/dispute/{dispute}/line/general",
        {"disputedAmount": 100, "creditAmount": 100, "status": "approved"},
    )
    assert (general.status, statuses(general)[2]) == (200, "approved"), (
        "as much as the limit of then allows"
    )
    assert (
        statuses(put_line(app, "approver", dispute, 2, creditAmount=400.01, status="approved"))[1]
        == "pendingApproval"
    )
    assert (
        statuses(put_line(app, "approver", dispute, 2, creditAmount=400, status="approved"))[1]
        == "approved"
    )
    put_line(app, "approver", dispute, 1, creditAmount=600, status="approved")
    assert statuses(put_line(app, "manager", dispute, 1, status="approved"))[0] == "approved"


def test_with_several_limits_when_asking_the_lowest_counts(app: App, dispute: str) -> None:
    """CU-14: asking once more with a higher limit does not make the first asking good; another
    dispute knows nothing of it.
    """
    for limit, credit in ((10, 20), (30, 40), (1000, 11)):
        assert app.as_("admin").put("/user/approver", {"creditLimit": {"USD": limit}}).status == 200
        put_line(app, "approver", dispute, 1, status="open")
        assert (
            statuses(put_line(app, "approver", dispute, 1, creditAmount=credit, status="approved"))[
                0
            ]
            == "pendingApproval"
        )
    assert (
        statuses(put_line(app, "approver", dispute, 1, creditAmount=10, status="approved"))[0]
        == "approved"
    )
    other = app.as_("agent").post(
        URL,
        {"invoiceNumber": 1984950, "description": "x", "lines": [{"lineID": 10986, "amount": 4}]},
    )
    assert statuses(
        put_line(app, "approver", other.json["disputeID"], 10986, creditAmount=4, status="approved")
    ) == ["approved"]


def test_an_own_request_is_not_adjusted_by_oneself_either(app: App) -> None:
    """CU-14, RV-07: the other track is no detour."""
    body = {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 1, "amount": 50}]}
    dispute = app.as_("agent").post(URL, body).json["disputeID"]
    for credit in (30, 50):
        put_line(app, "agent", dispute, 1, creditAmount=credit, status="approved")
    put_line(app, "agent", dispute, 1, status="open")
    assert app.as_("admin").put("/user/agent", {"creditLimit": {"USD": 400}}).status == 200
    refused = app.as_("agent").post(f"/dispute/{dispute}/adjustment")
    assert (refused.status, refused.json["code"]) == (403, "ownApproval")
    preview = (
        app.as_("agent2").put(f"/dispute/{dispute}/line/1?dryRun=true", {"status": "approved"}).json
    )
    assert [person["name"] for person in preview["approvers"]] == ["Ann Approver"]
    assert statuses(put_line(app, "agent", dispute, 1, creditAmount=30, status="approved")) == [
        "pendingApproval"
    ]
    put_line(app, "agent", dispute, 1, status="open")
    assert app.as_("approver").post(f"/dispute/{dispute}/adjustment").status == 200


def test_a_pending_credit_counts_for_the_limit_like_an_approved_one(app: App, dispute: str) -> None:
    """CU-14: granted, approved and pending."""
    app.as_("admin").put("/user/agent2", {"creditLimit": {"USD": 30}})
    put_line(app, "agent", dispute, 1, creditAmount=20, status="approved")
    assert (
        statuses(put_line(app, "agent2", dispute, 2, creditAmount=11, status="approved"))[1]
        == "pendingApproval"
    )
    put_line(app, "agent", dispute, 1, status="open")
    assert (
        statuses(put_line(app, "agent2", dispute, 2, creditAmount=10, status="approved"))[1]
        == "approved"
    )


def test_a_credit_rests_on_the_limit_that_still_holds_when_it_is_written(
    app: App, dispute: str
) -> None:
    """CU-14: the transaction fails where the limit was changed after it was read, and the credit is
    decided anew.
    """
    lowered: list[str] = []

    def lower(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and not lowered:
            lowered.append("now")
            assert (
                app.as_("admin").put("/user/approver", {"creditLimit": {"USD": 10}}).status == 200
            )

    app.client.meta.events.register("before-call.dynamodb", lower)
    approved = put_line(app, "approver", dispute, 1, creditAmount=20, status="approved")
    assert (lowered, statuses(approved)) == (["now"], ["pendingApproval", "open"])
