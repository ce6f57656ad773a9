"""Who is asked and loses the role, the limit or the customers: what waits for that one goes on at once (CU-15)."""

from typing import Any

import pytest

from tests.api.approvals import ask_for, decide, inbox, shown
from tests.house import House

LOSSES = [
    {"creditLimit": {}},
    {"creditLimit": {"USD": 0}},
    {"role": "resolver"},
    {"role": "customer", "partyID": 1001},
    {"limitTo": ["1002"]},
]


def change(house: House, who: str, **values: Any) -> None:
    assert house.as_("admin").put(f"/user/{who}", values).status == 200


def by_link(house: House, link: str) -> Any:
    return house.request(None, "POST", "/response", {"decision": "approve"}, {"Response-Token": link})


def link_to(house: House, who: str) -> str:
    letters = (one.get_body(("plain",)).get_content() for one in house.mailbox.letters() if f"{who}@" in str(one["To"]))  # type: ignore[union-attr]
    return next(text.split("#/response/")[1].split()[0] for text in letters if "#/response/" in text)


@pytest.mark.parametrize("loss", LOSSES, ids=str)
def test_a_round_goes_on_when_who_is_asked_loses_what_it_takes(house: House, big: str, loss: dict[str, Any]) -> None:
    """CU-15, RV-03: without a sweep and before the level's time is over; with an event in words, mail, and the workflow going on."""
    ask_for(house, big)
    link = link_to(house, "approver")
    change(house, "approver", **loss)
    house.settle()
    assert [row["disputeID"] for row in inbox(house, "manager")] == [big]
    steps = shown(house, big)["approval"]["steps"]
    assert [step["status"] for step in steps[:2]] == ["left", "asked"]
    told = house.as_("agent").get(f"/dispute/{big}/event").json["value"]
    assert [one["text"] for one in told if one["type"] == "approvalLeft"] == ["Ann Approver cannot answer any more. The approval moves on."]
    assert any("manager@" in str(one["To"]) for one in house.mailbox.letters())
    assert not [item for item in house.items().values() if item["sk"].startswith("ASKED#") and item["user_id"] == "approver"]
    assert by_link(house, link).status in (403, 404, 409)
    assert house.machine.waiting.keys() == {f"{big}-1-1"}
    assert decide(house, "manager", f"{big}-1-2").status == 200
    house.settle()
    assert house.machine.ended == {f"{big}-1-1": "approved"}
    assert not [item for item in house.items().values() if "after_pk" in item or item["pk"].startswith("LOOK#")]


def test_who_is_out_of_it_hears_so_by_mail(house: House, big: str) -> None:
    """CU-15: who may still work disputes, but has no limit any more."""
    ask_for(house, big)
    change(house, "approver", creditLimit={})
    house.settle()
    texts = [str(one.get_body(("plain",)).get_content()) for one in house.mailbox.letters() if "approver@" in str(one["To"])]  # type: ignore[union-attr]
    assert "The request was passed on by Redress." in texts[-1]
    assert "Comment: Ann Approver cannot answer any more." in texts[-1]


def test_a_colleague_goes_on_being_asked_and_the_workflow_waits(house: House, pair: str) -> None:
    """CU-15: the inbox and the link of who cannot are void, those of who can are as they were."""
    link = link_to(house, "manager")
    change(house, "manager", creditLimit={})
    house.settle()
    assert inbox(house, "manager") == []
    assert [row["approvalID"] for row in inbox(house, "approver")] == [f"{pair}-1-1"]
    refused = by_link(house, link)
    assert (refused.status, refused.json["detail"]) == (409, "You could not answer it any more; now it is asked of Ann Approver.")
    assert decide(house, "approver", f"{pair}-1-1").json["outcome"]["status"] == "endorsed"


def test_nothing_waits_and_nothing_counts_before_it_is_looked_at(house: House, big: str) -> None:
    """CU-15: the row is not shown and an answer is refused, whatever has not followed yet."""
    ask_for(house, big)
    change(house, "approver", creditLimit={})
    assert inbox(house, "approver") == []
    for decision in ("approve", "endorse", "reject"):
        assert decide(house, "approver", f"{big}-1-1", decision, comment="No").status == 403


def test_a_raised_limit_moves_nothing_and_makes_a_yes_enough(house: House, big: str) -> None:
    """CU-15: the opposite change; no letter, no event, and what the yes comes to is told by the limit of now."""
    ask_for(house, big)
    before = (len(house.mailbox.sent), shown(house, big)["version"])
    assert inbox(house, "approver")[0]["becomes"] == "endorsed"
    change(house, "approver", creditLimit={"USD": 2000})
    house.settle()
    assert (len(house.mailbox.sent), shown(house, big)["version"]) == before
    assert inbox(house, "approver")[0]["becomes"] == "approved"
    assert decide(house, "approver", f"{big}-1-1").json["outcome"]["status"] == "approved"


def test_a_limit_that_is_back_before_it_is_looked_at_changes_nothing(house: House, big: str) -> None:
    """CU-15: what counts is who can answer when it is looked at."""
    ask_for(house, big)
    change(house, "approver", creditLimit={})
    change(house, "approver", creditLimit={"USD": 500})
    house.settle()
    assert [row["disputeID"] for row in inbox(house, "approver")] == [big]


def test_a_look_that_the_stream_did_not_bring_is_taken_up_by_the_sweep(house: House, big: str) -> None:
    """CU-15: it is written with the change, so it cannot be lost."""
    ask_for(house, big)
    change(house, "approver", role="resolver")
    house.later(minutes=3)
    house.sweep()
    assert [row["disputeID"] for row in inbox(house, "manager")] == [big]


def test_a_change_that_is_none_looks_at_nothing(house: House, big: str) -> None:
    """X-05: a repeat writes nothing, and a dry run neither."""
    ask_for(house, big)
    change(house, "approver", creditLimit={"USD": 500})
    house.as_("admin").put("/user/approver?dryRun=true", {"creditLimit": {}})
    assert not [item for item in house.items().values() if item["pk"].startswith("LOOK#")]
