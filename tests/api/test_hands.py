"""Into whose hands a dispute can be put: what is offered is what is taken."""

from dataclasses import replace

import pytest

from chalicelib.store.entities import person_item
from tests.api.refusals import refused
from tests.api.test_ledger import parties
from tests.cast import CAST
from tests.house import House

__all__ = ["parties"]


@pytest.mark.parametrize("role", ["assigneeID", "resolverID"])
def test_whoever_is_offered_is_taken_and_nobody_else(house: House, two_lines: str, role: str) -> None:
    """RV-03: customers' people, who is limited to others, and who is not active any more are not offered."""
    gone = next(one for one in CAST if one.user_id == "agent2")
    house.table.write_batch([person_item(replace(gone, is_active=False))])
    offered = {one["userID"]: one["name"] for one in house.as_("agent").get(f"/dispute/{two_lines}/hand").json[role]}
    assert "agent2" not in offered
    for person in CAST:
        answer = house.as_("agent").post(f"/dispute/{two_lines}/assignment?dryRun=true", {role: person.user_id})
        assert ("refused" not in answer.json) == (person.user_id in offered), person
        assert offered.get(person.user_id, person.name) == person.name
    assert len(house.as_("agent").get(f"/dispute/{two_lines}/hand").calls) == 2


def test_a_dispute_on_a_booking_is_offered_to_who_may_see_it(parties: House) -> None:
    """RV-03, IG-03: staff that is not limited to customers."""
    dispute = f"/dispute/{parties.as_('operator').post('/booking/77/dispute', {'reason': 'Never came.'}).json['disputeID']}"
    offered = [one["userID"] for one in parties.as_("agent").get(f"{dispute}/hand").json["resolverID"]]
    assert {"support", "finance"} <= set(offered)
    assert not {"limited", "operator", "aggregator", "customer"} & set(offered)
    refused(parties.as_("limited").get(f"{dispute}/hand"), 404)


def test_only_who_could_stand_in_is_offered_as_a_substitute(house: House) -> None:
    """CU-15."""
    offered = {one["userID"] for one in house.as_("agent").get("/user?permission=approval.answer").json["value"]}
    assert {"approver", "manager"} <= offered
    assert not {"resolver", "customer", "support"} & offered
