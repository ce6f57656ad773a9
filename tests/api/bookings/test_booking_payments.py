"""What is asked for and paid in disputes on bookings (IG-05, IG-06, IG-10, IG-11, X-02)."""

from typing import Any

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.bookings import asked, deposited
from tests.http_client import Result
from tests.scenarios import AGGREGATOR, BOOKING


@pytest.fixture
def dispute(booking_dispute: str) -> str:
    """The path of an open dispute of the operator on booking 77."""
    return booking_dispute


def balances(app: App) -> list[float]:
    return [
        app.as_("finance").get(f"/wallet/{wallet}").json["balance"]
        for wallet in ("OP-1-GBP", "AGG-GBP")
    ]


def test_each_command_names_the_part_that_it_made(parties: App, dispute: str) -> None:
    """IG-04, IG-05: of two requests or messages at once each knows its own, by its id and where it
    can be read.
    """
    operator, support = parties.as_("operator"), parties.as_("support")
    asked_for = [operator.post(f"{dispute}/fundRequest", {"amount": amount}) for amount in (5, 6)]
    for answer, amount in zip(asked_for, (5, 6), strict=True):
        read = operator.get(answer.headers["Location"].removeprefix("/api"))
        assert (read.json["requestID"], read.json["amount"], read.json["status"]) == (
            answer.json["requestID"],
            amount,
            "pending",
        )
    said = operator.post(f"{dispute}/message", {"text": "Where was he?"})
    noted = support.post(f"{dispute}/note", {"text": "Both look honest."})
    for who, answer, text in (
        (operator, said, "Where was he?"),
        (support, noted, "Both look honest."),
    ):
        [row] = who.get(answer.headers["Location"].removeprefix("/api")).json["value"]
        assert (row["sequence"], row["text"]) == (answer.json["sequence"], text)
    paid = asked_for[0].headers["Location"].removeprefix("/api")
    assert parties.as_("aggregator").post(f"{paid}/approval", {}).status == 200
    ended = parties.as_("support").get(paid).json
    assert (
        ended["status"],
        bool(ended["transferID"]),
        {one["allowed"] for one in ended["actions"]},
    ) == ("approved", True, {False})
    assert {parties.as_(who).get(paid).status for who in ("operator2", "limited", "customer")} <= {
        403,
        404,
    }
    assert operator.get(f"{dispute}/fundRequest/none").status == 404


def numbers_in(part: Any) -> list[float]:
    """All numbers of an answer; ids and times may hold any digits."""
    if isinstance(part, dict | list):
        values = part.values() if isinstance(part, dict) else part
        return [number for one in values for number in numbers_in(one)]
    return [part] if isinstance(part, int | float) else []


def test_money_moves_once_when_the_other_side_agrees(parties: App, dispute: str) -> None:
    """IG-05, IG-06, IG-10, X-01, X-03: with the own wallet before and after in the preview, and
    never the other's.
    """
    request = asked(parties, dispute)
    preview = parties.as_("aggregator").post(f"{request}/approval?dryRun=true").json
    assert preview["wallet"] == {
        "walletID": "AGG-GBP",
        "currency": "GBP",
        "balanceBefore": 100,
        "balanceAfter": 95,
    }
    assert 105 not in numbers_in(preview)
    assert "105.00" not in str(preview)
    assert balances(parties) == [100, 100]
    paid = parties.as_("aggregator").post(f"{request}/approval", Idempotency_Key="pay-1")
    assert (paid.status, paid.json["movedAmount"], paid.json["status"]) == (200, 5, "open")
    assert len(paid.calls) == 3
    assert (
        parties.as_("aggregator").post(f"{request}/approval", Idempotency_Key="pay-1").text
        == paid.text
    )
    again = refused(parties.as_("aggregator").post(f"{request}/approval"), 409, rule="IG-11")
    assert again.json["outcome"] == {"status": "approved", "by": "Rides United", "amount": 5}
    assert "Alan" not in parties.as_("operator").post(f"{request}/cancellation").text
    assert balances(parties) == [105, 95]
    told = parties.as_("operator").get(f"{dispute}/message").json["value"][-1]["request"]
    assert (told["status"], told["reason"]) == ("approved", "No-show fee")
    assert (
        told["transferID"]
        == parties.as_("operator").get("/wallet/OP-1-GBP/entry").json["value"][0]["transferID"]
    )
    row = parties.as_("operator").get("/wallet/OP-1-GBP/entry").json["value"][0]
    assert (row["amount"], row["balance"], row["bookingID"], f"/dispute/{row['disputeID']}") == (
        5,
        105,
        77,
        dispute,
    )


def test_a_payment_that_finance_takes_back_is_told_to_both_sides(
    parties: App, dispute: str
) -> None:
    """IG-10, X-03, X-05, X-06: in the thread and in the sums, with the money, in an ended dispute
    too; it may be asked for anew.
    """
    request = asked(parties, dispute)
    assert parties.as_("aggregator").post(f"{request}/approval").status == 200
    parties.as_("operator").post(f"{dispute}/resolution")
    transfer = parties.as_("finance").get("/wallet/AGG-GBP/entry").json["value"][0]["transferID"]
    correction = f"/transfer/{transfer}/correction"
    assert parties.as_("finance").post(correction, {"reason": "Paid twice."}).status == 201
    seen = parties.as_("operator").get(dispute)
    preview = parties.as_("finance2").post(f"{correction}/approval?dryRun=true").json
    assert [
        (one["name"], one["balanceBefore"], one["balanceAfter"]) for one in preview["wallets"]
    ] == [
        ("City Cabs", 105, 100),
        ("Rides United", 95, 100),
    ]
    assert [one["text"] for one in preview["events"]] == [
        "The payment of 5.00 GBP to City Cabs was taken back: Paid twice."
    ]
    assert parties.as_("operator").get(dispute).text == seen.text
    made = parties.as_("finance2").post(f"{correction}/approval")
    assert (made.status, made.calls) == (
        200,
        ["BatchGetItem", "BatchGetItem", "TransactWriteItems"],
    )
    assert balances(parties) == [100, 100]
    for who in ("operator", "aggregator"):
        told = parties.as_(who).get(f"{dispute}/message").json
        assert (
            told["value"][-1]["text"]
            == "The payment of 5.00 GBP to City Cabs was taken back: Paid twice."
        )
        assert told["value"][-1]["request"]["status"] == "corrected"
        assert told["dispute"]["unread"] == {"operator": 1, "aggregator": 2}[who]
        assert "Finance" not in str(told)
        sums = [
            told["dispute"][name]
            for name in (
                "amount",
                "pendingAmount",
                "movedAmount",
                "rejectedAmount",
                "correctedAmount",
            )
        ]
        assert sums == [5, 0, 0, 0, 5]
    refused(parties.as_("aggregator").post(f"{request}/approval"), 409, rule="IG-11")
    parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Once was due."})
    assert (
        parties.as_("aggregator").post(f"{asked(parties, dispute)}/approval").json["movedAmount"]
        == 5
    )
    assert parties.faults() == []


def test_what_an_aggregator_settles_by_invoice_is_not_reopened(parties: App, dispute: str) -> None:
    """IG-02, X-02: as it could not be raised; what is open goes on, and what was asked for can be
    paid.
    """
    request = asked(parties, dispute)
    assert (
        parties.as_("finance").put("/aggregator/AGG", AGGREGATOR | {"settlement": "invoice"}).status
        == 200
    )
    assert parties.as_("aggregator").post(f"{request}/approval").status == 200
    told = parties.as_("operator").post(f"{dispute}/resolution").json
    assert told == parties.as_("operator").get(dispute).json
    reopen = next(one for one in told["actions"] if one["name"] == "reopen")
    assert (reopen["allowed"], reopen["rule"]) == (False, "IG-02")
    refused(
        parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Again"}), 409, rule="IG-02"
    )


def test_a_dispute_names_the_wallets_that_one_may_look_into(parties: App, dispute: str) -> None:
    """IG-06, IG-08: one's own, or both for whoever of the staff may; and each of them opens."""
    told = {
        who: parties.as_(who).get(dispute).json["wallets"]
        for who in ("operator", "aggregator", "support", "agent")
    }
    operators, aggregators = (
        {"side": "operator", "walletID": "OP-1-GBP"},
        {"side": "aggregator", "walletID": "AGG-GBP"},
    )
    assert told == {
        "operator": [operators],
        "aggregator": [aggregators],
        "support": [operators, aggregators],
        "agent": [],
    }
    for who, wallets in told.items():
        assert [parties.as_(who).get(f"/wallet/{one['walletID']}").status for one in wallets] == [
            200
        ] * len(wallets)


def test_what_cannot_be_paid_stays_as_it_was(parties: App, dispute: str) -> None:
    """IG-11: too little; the wrong side; and then rejected, with a reason, or taken back."""
    request = asked(parties, dispute, 101)
    refused(parties.as_("aggregator").post(f"{request}/approval"), 409, rule="IG-11")
    refused(parties.as_("operator").post(f"{request}/approval"), 403, rule="IG-05")
    refused(parties.as_("support").post(f"{request}/approval"), 403)
    refused(parties.as_("aggregator").post(f"{request}/cancellation"), 403, rule="IG-09")
    assert len(parties.as_("operator").get(dispute).json["pending"]) == 1
    rejected = parties.as_("aggregator").post(
        f"{request}/rejection", {"reason": "He waited two minutes."}
    )
    assert (rejected.json["rejectedAmount"], rejected.json["pending"]) == (101, [])
    assert (
        "He waited two minutes."
        in parties.as_("operator").get(f"{dispute}/message").json["value"][-1]["text"]
    )
    second = asked(parties, dispute, "2.50")
    assert parties.as_("operator").post(f"{second}/cancellation").json["cancelledAmount"] == 2.5
    assert balances(parties) == [100, 100]


def approvals(answer: Result) -> list[dict[str, Any]]:
    """What a dispute says of *Approve* on each request that waits."""
    assert answer.status in (200, 201), answer.text
    return [
        next(one for one in request["actions"] if one["name"] == "approve")
        for request in answer.json["pending"]
    ]


def test_who_would_pay_is_told_beforehand_what_the_own_wallet_cannot_give(
    parties: App, dispute: str
) -> None:
    """X-02, IG-11: in the words of the refusal itself; money that comes in lifts it, and leaves the
    dispute at its version.
    """
    large, _ = (asked(parties, dispute, amount) for amount in (101, 100))
    aggregator = parties.as_("aggregator")
    seen = aggregator.get(dispute)
    assert [one["allowed"] for one in approvals(seen)] == [False, True]
    refusal = refused(aggregator.post(f"{large}/approval"), 409, rule="IG-11").json
    assert (approvals(seen)[0]["reason"], approvals(seen)[0]["rule"]) == (
        refusal["detail"],
        refusal["rule"],
    )
    assert {one["name"]: one["allowed"] for one in seen.json["pending"][0]["actions"]}[
        "reject"
    ] is True
    deposited(parties, 1, "AGG-GBP", "BACS 2")
    after = aggregator.get(dispute)
    assert (after.etag, [one["allowed"] for one in approvals(after)]) == (seen.etag, [True, True])
    paid = aggregator.post(f"{large}/approval")
    assert ([one["allowed"] for one in approvals(paid)], len(paid.calls)) == ([False], 3)
    assert paid.json["pending"] == aggregator.get(dispute).json["pending"]


def test_a_wallet_is_looked_up_for_who_would_pay_from_it_alone(parties: App, dispute: str) -> None:
    """IG-06, X-02: one more read for them; who asked and support are told nothing of it, and where
    nothing waits nobody is.
    """
    assert len(parties.as_("aggregator").get(dispute).calls) == 1
    asked(parties, dispute, 101)
    reads = {who: parties.as_(who).get(dispute) for who in ("operator", "aggregator", "support")}
    assert {who: len(answer.calls) for who, answer in reads.items()} == {
        "operator": 1,
        "aggregator": 2,
        "support": 1,
    }
    assert [who for who, answer in reads.items() if "more than the wallet" in answer.text] == [
        "aggregator"
    ]
    assert parties.as_("aggregator").get(f"{dispute}/message").calls == ["BatchGetItem", "Query"]


def test_who_has_no_wallet_in_the_currency_is_told_beforehand(parties: App) -> None:
    """X-02, IG-11: as the approval says itself."""
    assert parties.as_("finance").put("/booking/90", BOOKING | {"currency": "EUR"}).status == 201
    raised = (
        parties.as_("operator")
        .post("/booking/90/dispute", {"reason": "The toll"})
        .json["disputeID"]
    )
    request = asked(parties, f"/dispute/{raised}")
    told = approvals(parties.as_("aggregator").get(f"/dispute/{raised}"))
    refusal = refused(parties.as_("aggregator").post(f"{request}/approval"), 404, rule="IG-11").json
    assert [(one["allowed"], one["reason"]) for one in told] == [(False, refusal["detail"])]
