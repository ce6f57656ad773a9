"""What is said while a payout dispute is decided, and would have it decided otherwise; and what one
side says that the other shall not read.
"""

from dataclasses import replace
from typing import Any

from tests.app import App
from tests.payouts import (
    ORDER,
    PAID,
    answered,
    asked,
    balances,
    decided,
    furnish,
    raised,
    ready_to_approve,
)

BY_HAND = {"rowID": "notPaid", "note": "It has never answered before."}


def shown(app: App, place: str) -> Any:
    """The dispute as the manager sees it."""
    return app.as_("manager").get(place).json


def inbox(app: App) -> list[Any]:
    """What waits for the manager's yes."""
    app.settle()
    return list(app.as_("manager").get("/approval").json["value"])


def test_what_the_customer_has_got_is_not_paid_by_a_decision_that_waited(app: App) -> None:
    """CK-05, CK-08, PO-39: once the customer says to have it all, nobody is asked any more to agree
    to a payout, and no money moves; the dispute is decided on what is known now.
    """
    ids = ready_to_approve(app)
    place = f"/dispute/{ids['disputeID']}"
    before = balances(app)
    assert app.as_("customer").post(f"{place}/receipt", {"amount": 4000}).status == 200
    [decision] = shown(app, place)["decisions"]
    assert (decision["status"], decision["refusal"]) == (
        "refused",
        "The customer has said what it has got.",
    )
    late = app.as_("manager").post(
        f"/approval/{ids['approvalID']}/decision", {"decision": "approve"}
    )
    assert late.status >= 400, late.text
    assert inbox(app) == []
    assert balances(app) == before
    anew = decided(app, place, "manager").json["decisions"][-1]
    assert (anew["payout"], anew["proved"]) == (0, 4000)
    assert app.faults() == []


def test_a_decision_that_waits_stays_where_nothing_of_it_changes(app: App) -> None:
    """PO-39: that nothing has come, which the claim says already, sets nothing aside."""
    ids = ready_to_approve(app)
    place = f"/dispute/{ids['disputeID']}"
    assert app.as_("customer").post(f"{place}/receipt", {"amount": 0}).status == 200
    assert shown(app, place)["decisions"][0]["status"] == "pending"
    assert len(inbox(app)) == 1


def test_an_answer_sets_a_decision_aside_that_waited_without_one(app: App) -> None:
    """PO-10, PO-39: a manager decided by hand above its limit while the vendor was silent; a draft
    changes nothing, its proof does.
    """
    furnish(app, replace(ORDER, value=600_000))
    place = raised(app)
    asked(app, place)
    waits = decided(app, place, "manager", **BY_HAND).json["decisions"][0]
    assert waits["missing"] == ["approver", "finance"]
    draft = app.as_("vendor").put(f"{place}/answer", PAID | {"isFinal": False})
    assert draft.status == 200, draft.text
    assert shown(app, place)["decisions"][0]["status"] == "pending"
    answered(app, place, **PAID)
    [decision] = shown(app, place)["decisions"]
    assert (decision["status"], decision["refusal"]) == ("refused", "The vendor has answered.")
    assert shown(app, place)["row"]["rowID"] == "paidInFull"
    assert app.as_("finance").post(f"{place}/signature", {}).status == 409
    assert app.faults() == []


def test_a_vendor_reads_nothing_of_why_the_customer_withdrew(app: App) -> None:
    """IG-03, PO-35: the comment is between the customer and the staff; the vendor is told that it
    was withdrawn, in its thread and by mail.
    """
    furnish(app)
    place = raised(app)
    asked(app, place)
    why = {"comment": "Settled; reach me at +91 98765 43210."}
    assert app.as_("customer").post(f"{place}/withdrawal", why).status == 200
    app.settle()
    told = {
        who: app.as_(who).get(f"{place}/message").text for who in ("vendor", "customer", "agent")
    }
    assert "withdrew the dispute." in told["vendor"]
    assert "Settled" not in told["vendor"]
    assert "Settled" in told["customer"]
    assert "Settled" in told["agent"]
    mails = [str(one) for one in app.mailbox.letters() if "vera@demo.test" in one["To"]]
    assert not any("Settled" in one for one in mails)
    assert app.faults() == []


def test_what_the_platform_paid_is_no_payment_of_the_vendors(app: App) -> None:
    """PO-16: a reference of a payout proves nothing as the vendor's, also in the very same case."""
    furnish(app)
    place = raised(app, claim="paidLess", amount=1000)
    asked(app, place)
    paid = decided(app, place, "manager", **BY_HAND).json["payouts"][0]
    payout = f"{place}/payout/{paid['payoutID']}"
    finance = app.as_("finance")
    assert finance.post(f"{payout}/sending", {}).status == 200
    confirmed = finance.post(f"{payout}/confirmation", {"reference": "4123-4567-8901"})
    assert confirmed.status == 200, confirmed.text
    assert app.as_("agent").post(f"{place}/reopen", {"reason": "More is missing."}).status == 200
    anew = app.as_("customer").put(f"{place}/claim", {"claim": "notPaid"})
    assert anew.status == 200, anew.text
    answered(app, place, **PAID)
    case = shown(app, place)
    assert case["row"]["facts"]["proof"] == "usedElsewhere"
    assert case["uses"] == [
        {"disputeID": case["disputeID"], "orderID": "CK-7001", "what": "payout"}
    ]


def test_whoever_is_asked_is_told_the_fine(app: App) -> None:
    """PO-29: the fine stands in what waits for a yes before it is taken; a decision that is not
    agreed to has fined nobody.
    """
    ids = ready_to_approve(app)
    [row] = inbox(app)
    assert row["fine"] == 400
    place = f"/dispute/{ids['disputeID']}"
    assert shown(app, place)["decisions"][0]["fine"]["now"] == 400
    refusal = {"decision": "reject", "comment": "Ask again."}
    done = app.as_("manager").post(f"/approval/{ids['approvalID']}/decision", refusal)
    assert done.status == 200, done.text
    assert shown(app, place)["decisions"][0]["fine"]["amount"] == 0
    assert app.faults() == []
