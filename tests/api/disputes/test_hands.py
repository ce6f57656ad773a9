"""Into whose hands a dispute can be put: what is offered is what is taken."""

from dataclasses import replace

import pytest

from chalicelib.store.entities import person_item
from tests.api.refusals import refused
from tests.app import App
from tests.payouts import ready_raised
from tests.people import CAST


@pytest.mark.parametrize("role", ["assigneeID", "resolverID"])
def test_whoever_is_offered_is_taken_and_nobody_else(app: App, two_lines: str, role: str) -> None:
    """RV-03: customers' people, who is limited to others, and who is not active any more are not
    offered.
    """
    gone = next(one for one in CAST if one.user_id == "agent2")
    app.table.write_batch([person_item(replace(gone, is_active=False))])
    offered = {
        one["userID"]: one["name"]
        for one in app.as_("agent").get(f"/dispute/{two_lines}/hand").json[role]
    }
    assert "agent2" not in offered
    for person in CAST:
        answer = app.as_("agent").post(
            f"/dispute/{two_lines}/assignment?dryRun=true", {role: person.user_id}
        )
        assert ("refused" not in answer.json) == (person.user_id in offered), person
        assert offered.get(person.user_id, person.name) == person.name
    assert len(app.as_("agent").get(f"/dispute/{two_lines}/hand").calls) == 2


def test_a_payout_dispute_is_offered_to_who_is_taken(app: App) -> None:
    """CK-10: nobody is offered as the resolver, which is refused."""
    place = f"/dispute/{ready_raised(app)['disputeID']}"
    offered = app.as_("agent").get(f"{place}/hand").json
    assert offered["resolverID"] == []
    taken = {one["userID"] for one in offered["assigneeID"]}
    assert {"agent", "manager"} <= taken
    for person in CAST:
        for role in ("assigneeID", "resolverID"):
            path = f"{place}/assignment?dryRun=true"
            answer = app.as_("agent").post(path, {role: person.user_id})
            is_taken = role == "assigneeID" and person.user_id in taken
            assert (answer.status == 200 and "refused" not in answer.json) == is_taken, person


def test_a_dispute_on_a_booking_is_put_into_the_hands_of_support(parties: App) -> None:
    """RV-03, IG-08: support alone is offered, as nobody else is taken."""
    raised = parties.as_("operator").post("/booking/77/dispute", {"reason": "Never came."})
    dispute = f"/dispute/{raised.json['disputeID']}"
    sue = {"userID": "support", "name": "Sue Support"}
    offered = {"assigneeID": [sue], "resolverID": []}
    assert parties.as_("support").get(f"{dispute}/hand").json == offered
    for role, user_id in (("assigneeID", "agent"), ("resolverID", "support")):
        told = parties.as_("support").post(f"{dispute}/assignment", {role: user_id})
        assert (told.status, told.json["code"]) == (400, "invalidInput")
    refused(parties.as_("limited").get(f"{dispute}/hand"), 404)


def test_only_who_could_stand_in_is_offered_as_a_substitute(app: App) -> None:
    """CU-15."""
    offered = {
        one["userID"]
        for one in app.as_("agent").get("/user?permission=approval.answer").json["value"]
    }
    assert {"approver", "manager"} <= offered
    assert not {"resolver", "customer", "support"} & offered
