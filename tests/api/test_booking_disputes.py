"""Disputes on bookings by the API (IG-01…IG-11, X-01, X-03, X-06)."""

from typing import Any

import pytest

from chalicelib.actions.disputes.search_index import index_change
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


def test_both_sides_and_support_see_it_and_nobody_else_does(parties: App, dispute: str) -> None:
    """IG-03, RV-03: in lists, by its id, in its thread; a limited agent and another operator get
    404.
    """
    for who in ("operator", "aggregator", "support", "agent"):
        somebody = parties.as_(who)
        assert somebody.get(dispute).json["status"] == "open"
        assert [
            row["disputeID"] for row in somebody.get("/dispute?kind=booking").json["value"]
        ] == [dispute.removeprefix("/dispute/")]
        assert somebody.get(f"{dispute}/message").json["value"][0]["type"] == "raised"
    for who in ("limited", "customer", "operator2"):
        somebody = parties.as_(who)
        assert {
            somebody.get(path).status
            for path in (dispute, f"{dispute}/message", f"{dispute}/event")
        } <= {403, 404}
        assert somebody.get("/dispute?kind=booking").json.get("value", []) == []


def test_the_thread_is_one_and_the_other_side_has_no_names(parties: App, dispute: str) -> None:
    """IG-03, IG-04: unread until read; notes of support are in no answer to a side."""
    parties.as_("operator").post(f"{dispute}/message", {"text": "Where was he?"})
    parties.as_("support").post(f"{dispute}/note", {"text": "Both look honest."})
    seen = parties.as_("aggregator").get(f"{dispute}/message").json
    assert [(row["type"], row["side"]) for row in seen["value"]] == [
        ("raised", "operator"),
        ("message", "operator"),
    ]
    assert seen["dispute"]["unread"] == 2
    for who in ("operator", "aggregator"):
        everything = (
            parties.as_(who).get(f"{dispute}/message").text + parties.as_(who).get(dispute).text
        )
        assert "honest" not in everything
        assert ("Olga" in everything) == (who == "operator")
    assert [row["type"] for row in parties.as_("support").get(f"{dispute}/message").json["value"]][
        -1
    ] == "internalNote"
    last = seen["value"][-1]["sequence"]
    assert parties.as_("aggregator").get(f"{dispute}/message?after={last + 1}").json["value"] == []


def test_a_note_of_support_shows_nowhere_to_a_side(parties: App, dispute: str) -> None:
    """IG-08, X-07: neither by a version nor by a time, and nothing that a side has begun is refused
    for one; support counts it.
    """
    seen = parties.as_("operator").get(dispute)
    noted = parties.as_("support").post(f"{dispute}/note", {"text": "Both look honest."})
    assert (noted.status, noted.json["messageCount"], noted.json["unread"]) == (201, 2, 0)
    after = parties.as_("operator").get(dispute)
    assert (after.text, after.etag) == (seen.text, seen.etag)
    assert (
        parties.as_("operator")
        .post(f"{dispute}/fundRequest", {"amount": 5}, If_Match=seen.etag)
        .status
        == 201
    )


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


def test_another_open_dispute_says_why_the_first_is_not_reopened(
    parties: App, dispute: str
) -> None:
    """X-02, IG-11: with the one that stands in the way; once that has ended it can be reopened."""
    parties.as_("operator").post(f"{dispute}/resolution")
    other = (
        parties.as_("aggregator")
        .post("/booking/77/dispute", {"reason": "The toll"})
        .json["disputeID"]
    )
    reopen = next(
        one
        for one in parties.as_("operator").get(dispute).json["actions"]
        if one["name"] == "reopen"
    )
    assert (reopen["allowed"], reopen["rule"], reopen["disputeID"]) == (False, "IG-11", other)
    refused(
        parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Again"}), 409, rule="IG-11"
    )
    assert parties.as_("aggregator").post(f"/dispute/{other}/withdrawal").status == 200
    reopen = next(
        one
        for one in parties.as_("operator").get(dispute).json["actions"]
        if one["name"] == "reopen"
    )
    assert (
        reopen["allowed"],
        parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Again"}).status,
    ) == (True, 200)


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


def test_whether_the_other_side_is_there_is_told_and_not_who(parties: App, dispute: str) -> None:
    """IG-04: live or not, and the staff is support to them; the staff sees who."""
    for who in ("operator", "admin"):
        parties.as_(who).put(f"{dispute}/presence")
    there = parties.as_("aggregator").put(f"{dispute}/presence")
    assert sorted((row["role"], row["side"]) for row in there.json["value"]) == [
        ("operator", "operator"),
        ("support", "staff"),
    ]
    assert "Olga" not in there.text
    assert "Olga" in parties.as_("support").put(f"{dispute}/presence").text


@pytest.mark.parametrize("asked", ["77", "r-77", "R-7", "{dispute}"])
def test_search_finds_bookings_and_disputes_for_who_may_know_of_them(
    parties: App, dispute: str, asked: str
) -> None:
    """IG-03, RV-03: for both sides among their own, in one query, and the staff; not for whoever is
    limited to customers of that number.
    """
    parties.as_("finance").put("/booking/770", BOOKING | {"operatorID": 2, "reference": "R-770"})
    for stored in parties.items().values():
        index_change(parties.table, None, stored)
    word = asked.format(dispute=dispute.removeprefix("/dispute/"))
    is_dispute = asked == "{dispute}"
    own = [f"#{dispute}"] + ([] if is_dispute else ["#/booking/77"])
    others = [] if is_dispute else ["#/booking/770"]
    seen = {
        "operator": own,
        "aggregator": own + others,
        "support": own + others,
        "operator2": others,
        "limited": [],
    }
    for who, urls in seen.items():
        answer = parties.as_(who).get(f"/search?q={word}")
        assert sorted(hit["url"] for hit in answer.json["value"]) == sorted(urls), who
        assert answer.calls == ["BatchGetItem", "Query"]
    refused(parties.as_("customer").get(f"/search?q={word}"), 403)


def test_bookings_are_searched_by_id_and_reference(parties: App) -> None:
    """IG-03: exact or by their beginning, one's own alone; the staff all, or those of the party
    that it names.
    """
    finance = parties.as_("finance")
    finance.put("/booking/770", BOOKING | {"operatorID": 2, "reference": "R-770"})
    finance.put("/booking/X-1", BOOKING | {"reference": "77", "status": "cancelled"})
    for stored in parties.items().values():
        index_change(parties.table, None, stored)

    def found(who: str, query: str) -> list[Any]:
        return sorted(
            str(row["bookingID"]) for row in parties.as_(who).get(f"/booking?{query}").json["value"]
        )

    assert found("operator", "search=77") == ["77", "X-1"]
    assert found("operator", "search=77&status=cancelled") == ["X-1"]
    assert found("operator", "search=x") == ["X-1"]
    assert found("operator2", "search=R-7") == ["770"]
    assert found("aggregator", "search=R-7") == ["77", "770"]
    assert found("operator", "search=R-7&operatorID=2") == []
    assert found("support", "search=R-7") == ["77", "770"]
    assert found("support", "search=R-7&operatorID=OP-1") == ["77"]
    assert found("limited", "search=R-7") == []
    assert parties.as_("operator").get("/booking?search=77").calls == [
        "BatchGetItem",
        "Query",
        "BatchGetItem",
    ]
    for query in ("search=", "search=77&cursor=x", f"search={'x' * 201}"):
        refused(parties.as_("operator").get(f"/booking?{query}"), 400)


def test_the_queue_counts_what_is_open_and_what_waits_for_support(
    parties: App, dispute: str
) -> None:
    """IG-08, RV-03: one query for each count; what has ended is in neither, and who is limited has
    none.
    """

    def counted(who: str = "agent") -> tuple[list[Any], list[Any]]:
        answer = parties.as_(who).get("/report/queue?kind=booking")
        assert answer.calls == ["BatchGetItem", "Query", "Query"]
        return answer.json["counts"], answer.json["waiting"]

    one, none = ({"count": count, "more": False} for count in (1, 0))
    support, is_open = {"waitingFor": "support"}, {"status": "open"}
    assert counted() == ([is_open | one], [support | none])
    parties.as_("operator").post(f"{dispute}/escalation", {"issue": "They do not answer."})
    assert counted("support") == ([is_open | one], [support | one])
    assert counted("limited") == ([is_open | none], [support | none])
    parties.as_("operator").post(f"{dispute}/resolution")
    assert counted() == ([is_open | none], [support | none])
    assert parties.as_("agent").get("/report/queue").json["waiting"] == []


def test_an_audit_holds_bookings_to_their_requests(parties: App, dispute: str) -> None:
    """X-05, X-06: and finds what was changed behind its back."""
    request = asked(parties, dispute)
    finance = parties.as_("finance")
    assert finance.get("/audit/verify?kind=booking").json == {
        "checked": 1,
        "value": [],
        "nextCursor": None,
    }
    partition = dispute.replace("/dispute/", "DISPUTE#")
    parties.is_tampered = True
    for place, edit in (
        (f"REQUEST#{request.rsplit('/', 1)[1]}", {"amount": 1}),
        ("SHARED#00000002", {"text": "Nothing."}),
    ):
        item = parties.items()[f"{partition} {place}"]
        parties.table.write_batch([item | edit])
        assert len(finance.get("/audit/verify?kind=booking").json["value"]) == 1
        parties.table.write_batch([item])


def test_a_party_with_another_name_is_no_other_party(parties: App, dispute: str) -> None:
    """X-06, X-12: also where the booking was brought in anew with it; one with another party's
    number is.
    """
    finance = parties.as_("finance")
    assert (
        finance.put("/aggregator/AGG", AGGREGATOR | {"name": "Rides Reunited"}).json["outcome"]
        == "changed"
    )
    assert finance.put("/booking/77", BOOKING).json["aggregator"] == "Rides Reunited"
    assert finance.get("/audit/verify?kind=booking").json["value"] == []
    parties.is_tampered = True
    parties.table.write_batch([parties.items()["BOOKING#77 BOOKING"] | {"operator_id": "2"}])
    [wrong] = finance.get("/audit/verify?kind=booking").json["value"]
    assert wrong["faults"] == ["The dispute is between others than the booking."]


def test_the_raiser_settles_it_and_what_is_pending_ends_with_it(parties: App, dispute: str) -> None:
    """IG-07, IG-11: the booking is free for another; reopening needs a reason and a
    free booking.
    """
    asked(parties, dispute)
    refused(parties.as_("aggregator").post(f"{dispute}/resolution"), 403, rule="IG-07")
    endings = [
        one
        for one in parties.as_("aggregator").get(dispute).json["actions"]
        if one["name"] in ("resolve", "withdraw")
    ]
    assert [(one["allowed"], one["rule"], one["unblockedBy"]) for one in endings] == [
        (False, "IG-07", ["City Cabs"])
    ] * 2
    resolved = parties.as_("operator").post(f"{dispute}/resolution")
    assert (resolved.json["status"], resolved.json["cancelledAmount"]) == ("resolved", 5)
    refused(parties.as_("operator").post(f"{dispute}/message", {"text": "Hello"}), 409)
    refused(parties.as_("operator").post(f"{dispute}/reopen"), 400, rule="IG-07")
    assert (
        parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Not paid"}).json["status"]
        == "open"
    )
    refused(
        parties.as_("aggregator").post("/booking/77/dispute", {"reason": "Me too"}),
        409,
        rule="IG-11",
    )
    assert parties.as_("operator").post(f"{dispute}/withdrawal").json["status"] == "withdrawn"
    assert parties.as_("aggregator").post("/booking/77/dispute", {"reason": "Me too"}).status == 201
    refused(parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Again"}), 409)


def test_support_is_asked_in_answers_and_hands_back(parties: App, dispute: str) -> None:
    """IG-08: it sees the booking, the thread and both wallets."""
    refused(parties.as_("support").post(f"{dispute}/message", {"text": "Hello"}), 409, rule="IG-08")
    escalated = parties.as_("operator").post(
        f"{dispute}/escalation", {"issue": "They do not answer."}
    )
    assert (escalated.json["waitingFor"], escalated.json["isEscalated"]) == ("support", True)
    support = parties.as_("support")
    assert [
        row["disputeID"]
        for row in support.get("/dispute?kind=booking&waitingFor=support").json["value"]
    ] != []
    assert {
        support.get(path).status for path in ("/booking/77", "/wallet/OP-1-GBP", "/wallet/AGG-GBP")
    } == {200}
    assert support.post(f"{dispute}/message", {"text": "We look into it."}).status == 201
    assert (
        support.post(f"{dispute}/handBack", {"reason": "Please pay."}).json["waitingFor"]
        == "aggregator"
    )


@pytest.mark.parametrize("step", ["finalisation", "adjustment", "close", "reversal"])
def test_a_booking_dispute_has_none_of_an_invoice_s_steps(
    parties: App, dispute: str, step: str
) -> None:
    refused(parties.as_("finance").post(f"{dispute}/{step}"), 409)


def test_no_letter_about_approvals_is_about_a_booking(parties: App, dispute: str) -> None:
    """DM-03: a preview about one is refused, as is the approval that it never had."""
    preview = {"templateID": "approvalAsked", "disputeID": dispute.removeprefix("/dispute/")}
    assert parties.as_("admin").post("/mail/preview", preview).json["refused"]["rule"] == "DM-03"
    assert parties.as_("finance").get(
        f"/approval/{dispute.removeprefix('/dispute/')}-1-1"
    ).status in (404, 409)


def test_an_invoice_dispute_has_none_of_a_booking_s(parties: App) -> None:
    """IG-04, CU-23: those who work it speak with its customer, and support of bookings does not."""
    feature = {"invoiceNumber": 1984950, "amount": 4.95, "description": "No", "featureID": 10986}
    raised = parties.as_("agent").post("/customer/1001/dispute", feature).json["disputeID"]
    refused(parties.as_("support").post(f"/dispute/{raised}/note", {"text": "Hello"}), 403)
    assert parties.as_("operator").get(f"/dispute/{raised}").status == 404


def test_a_customer_of_the_same_number_is_somebody_else(parties: App) -> None:
    """RV-03: an operator 1002 is not the customer 1002, in lists, notes and sight."""
    finance = parties.as_("finance")
    finance.put("/operator/1002", {"name": "Namesake Cabs", "currency": "GBP"})
    finance.put("/booking/90", BOOKING | {"operatorID": 1002})
    raised = parties.as_("aggregator").post("/booking/90/dispute", {"reason": "No driver"})
    assert parties.as_("limited").get(f"/dispute/{raised.json['disputeID']}").status == 404
    assert parties.as_("finance").get("/customer/1002/dispute").json["value"] == []
    assert parties.as_("finance").get("/customer/1002/note").json["value"] == []
    assert (
        parties.as_("finance").get(f"/customer/1002/dispute/{raised.json['disputeID']}").status
        == 404
    )


def test_a_replay_is_not_given_to_who_acts_for_another_party_now(
    parties: App, dispute: str
) -> None:
    """X-01, IG-03: a repeat is authorised anew."""
    said = parties.as_("operator").post(
        f"{dispute}/message", {"text": "Hello"}, Idempotency_Key="k"
    )
    assert said.status == 201
    parties.is_tampered = True
    [olga] = [
        item
        for item in parties.items().values()
        if item.get("user_id") == "operator" and item["pk"].startswith("USER#")
    ]
    parties.table.write_batch([olga | {"party_id": "2"}])
    refused(
        parties.as_("operator").post(f"{dispute}/message", {"text": "Hello"}, Idempotency_Key="k"),
        404,
    )


def test_the_thread_tells_which_side_did_each_thing(parties: App, dispute: str) -> None:
    """IG-03, IG-05, IG-07, IG-10: who answered is not who asked, the raiser ends the dispute, and
    neither takes a payment back. What is about no request tells of none.
    """
    request = asked(parties, dispute)
    parties.as_("aggregator").post(f"{request}/approval")
    request = asked(parties, dispute, who="aggregator")
    parties.as_("operator").post(f"{request}/rejection")
    parties.as_("operator").post(f"{dispute}/escalation", {"issue": "Silence"})
    parties.as_("support").post(f"{dispute}/handBack")
    parties.as_("operator").post(f"{dispute}/resolution")
    parties.as_("operator").post(f"{dispute}/reopen", {"reason": "Not all of it"})
    transfer = parties.as_("finance").get("/wallet/AGG-GBP/entry").json["value"][0]["transferID"]
    for who, step in (("finance", ""), ("finance2", "/approval")):
        parties.as_(who).post(
            f"/transfer/{transfer}/correction{step}", None if step else {"reason": "Paid twice."}
        )
    rows = parties.as_("aggregator").get(f"{dispute}/message").json["value"]
    assert [(row["type"], row["side"]) for row in rows] == [
        ("raised", "operator"),
        ("fundsRequested", "operator"),
        ("fundsApproved", "aggregator"),
        ("fundsRequested", "aggregator"),
        ("fundsRejected", "operator"),
        ("escalated", "operator"),
        ("handedBack", "support"),
        ("resolved", "operator"),
        ("reopened", "operator"),
        ("fundsCorrected", "support"),
    ]
    about = [row["type"] for row in rows if row["request"]]
    assert about == [row["type"] for row in rows if row["type"].startswith("funds")]


@pytest.mark.parametrize(
    "query",
    [
        "kind=invoice",
        "kind=order",
        "kind=none",
        "state=none",
        "status=finalised",
        "waitingFor=nobody",
        "state=ended&status=open",
    ],
)
def test_a_filter_that_a_side_cannot_have_is_refused(
    parties: App, dispute: str, query: str
) -> None:
    """IG-03, CU-02: rather than answered by an empty list, or by other disputes than were asked
    for.
    """
    refused(parties.as_("operator").get(f"/dispute?{query}"), 400)


def test_a_side_finds_its_disputes_by_status_alone(parties: App, dispute: str) -> None:
    """IG-03: of the kind that it has, and in the state that the status is of."""
    found = [
        len(parties.as_("operator").get(f"/dispute?status={status}").json["value"])
        for status in ("open", "resolved")
    ]
    parties.as_("operator").post(f"{dispute}/resolution")
    found += [
        len(parties.as_("operator").get(f"/dispute?status={status}").json["value"])
        for status in ("open", "resolved")
    ]
    assert found == [1, 0, 0, 1]
