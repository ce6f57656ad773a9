"""What a preview says about letters is what is then sent, for each decision about an approval
(X-03, CU-15).
"""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.letters.dispatch import Address
from chalicelib.store.post import address_item
from tests.api.approval_steps import CHAIN, ask_for, decide, inbox
from tests.app import App
from tests.http_client import Result

Send = Callable[[str], Result]
"""Sends a request with a query, such as that of a dry run."""


def asked(app: App, dispute: str, credit: int = 1000, who: str = "agent") -> Send:
    """Somebody asks for a credit above the own limit."""
    return lambda query: app.as_(who).put(
        f"/dispute/{dispute}/line/1{query}", {"creditAmount": credit, "status": "approved"}
    )


def answered(app: App, who: str, approval: str, decision: str = "approve") -> Send:
    body = {"decision": decision, "comment": "As it is"}
    return lambda query: app.as_(who).post(f"/approval/{approval}/decision{query}", body)


def by_link(app: App, decision: str) -> Send:
    """An answer by the personal link of the last mail."""
    headers = {"Response-Token": app.mailbox.link()}
    body = {"decision": decision, "comment": "As it is"}
    return lambda query: app.request(None, "POST", f"/response{query}", body, headers)


def foretold_and_sent(app: App, dispute: str, send: Send) -> list[tuple[str, str]]:
    """Who the preview says gets which letter, once it has turned out to be so."""
    preview = send("?dryRun=true")
    assert preview.status == 200, preview.text
    foretold = [(one["to"], one["about"]) for one in preview.json["mails"]]
    before = len(mails(app, dispute))
    assert send("").status == 200
    app.settle()
    assert sorted(foretold) == sorted(mails(app, dispute)[before:])
    return foretold


def mails(app: App, dispute: str) -> list[tuple[str, str]]:
    """The letters about a dispute that were sent: to whom, from which template."""
    events = app.as_("agent").get(f"/dispute/{dispute}/event?limit=100").json["value"]
    sent = [event["after"] for event in events if event["type"] == "mailSent"]
    assert len(sent) == len(app.mailbox.sent)
    return [(one["to"], one["template"]) for one in sent]


def test_asking_and_each_answer_tell_who_gets_a_letter(app: App, big: str) -> None:
    """X-03: the first level, the next one after an endorsement, and in the end who asked."""
    assert foretold_and_sent(app, big, asked(app, big)) == [("Ann Approver", "approvalAsked")]
    assert foretold_and_sent(app, big, answered(app, "approver", f"{big}-1-1")) == [
        ("Max Manager", "approvalAsked")
    ]
    assert foretold_and_sent(app, big, answered(app, "manager", f"{big}-1-2")) == [
        ("Ada Agent", "approvalApproved")
    ]


def test_a_rejection_is_told_to_who_asked(app: App, big: str) -> None:
    """X-03."""
    asked(app, big)("")
    app.settle()
    assert foretold_and_sent(app, big, answered(app, "approver", f"{big}-1-1", "reject")) == [
        ("Ada Agent", "approvalRejected")
    ]


def test_passing_it_on_is_told_to_whom(app: App, big: str) -> None:
    """X-03."""
    asked(app, big)("")
    app.settle()

    def send(query: str) -> Result:
        return app.as_("approver").post(
            f"/approval/{big}-1-1/delegation{query}", {"userID": "finance"}
        )

    assert foretold_and_sent(app, big, send) == [("Fay Finance", "approvalAsked")]


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ("approve", [("Ada Agent", "approvalApproved")]),
        ("endorse", [("Max Manager", "approvalAsked")]),
        ("reject", [("Ada Agent", "approvalRejected")]),
    ],
)
def test_answers_by_a_link_tell_it_too(
    app: App, big: str, decision: str, told: list[tuple[str, str]]
) -> None:
    """X-03, DM-04."""
    asked(app, big, 400)("")
    app.settle()
    assert foretold_and_sent(app, big, by_link(app, decision)) == told


def test_an_endorsement_after_which_nobody_can_be_asked_is_told_to_who_asked(
    app: App, big: str
) -> None:
    """X-03, CU-15: the workflow gives up at once, and so does the preview."""
    app.as_("admin").put(
        "/setting/approvalChains", {"value": [CHAIN | {"levels": CHAIN["levels"][:1]}]}
    )
    asked(app, big)("")
    app.settle()
    assert foretold_and_sent(app, big, answered(app, "approver", f"{big}-1-1")) == [
        ("Ada Agent", "approvalEnded")
    ]


BOTH_RELEASED = [("Ann Approver", "approvalOver"), ("Max Manager", "approvalOver")]


@pytest.mark.parametrize(
    ("who", "decision", "told"),
    [
        (
            "manager",
            "approve",
            [("Ann Approver", "approvalOver"), ("Ada Agent", "approvalApproved")],
        ),
        (
            "approver",
            "reject",
            [("Max Manager", "approvalOver"), ("Ada Agent", "approvalRejected")],
        ),
        (
            "approver",
            "endorse",
            [("Max Manager", "approvalOver"), ("Fay Finance", "approvalAsked")],
        ),
    ],
)
def test_who_is_asked_hears_that_a_colleague_has_answered(
    app: App, pair: str, who: str, decision: str, told: list[tuple[str, str]]
) -> None:
    """CU-15, X-03: whoever holds the request is told that it is over, by whom, and what was said;
    and once.
    """
    assert foretold_and_sent(app, pair, answered(app, who, f"{pair}-1-1", decision)) == told
    letter = next(
        one
        for one in app.mailbox.letters()
        if str(one["Subject"]).startswith("No longer needed: your answer about 1,000.00")
    )
    by = {
        "manager": "approved by Max Manager",
        "approver": f"{decision}{'d' if decision == 'endorse' else 'ed'} by Ann Approver",
    }[who]
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert f"The request was {by}." in text
    assert "Comment: As it is" in text
    sent = len(app.mailbox.sent)
    app.work_off(again=True)
    assert len(app.mailbox.sent) == sent


def test_who_is_asked_hears_that_it_was_taken_back(app: App, pair: str) -> None:
    """CU-15, X-03; who asked did it, and gets no letter."""

    def recall(query: str) -> Result:
        return app.as_("agent").post(f"/approval/{pair}-1-1/recall{query}")

    assert foretold_and_sent(app, pair, recall) == BOTH_RELEASED
    assert (
        "The request was taken back by Ada Agent."
        in app.mailbox.letters()[-1].get_body(("plain",)).get_content()
    )  # type: ignore[union-attr]


def test_who_is_asked_anew_gets_one_letter_that_takes_the_place_of_the_earlier(
    app: App, pair: str
) -> None:
    """CU-15, X-03: another amount is told once, and so is the end of the dispute."""
    again = [("Ann Approver", "approvalAsked"), ("Max Manager", "approvalAsked")]
    assert foretold_and_sent(app, pair, asked(app, pair, 900)) == again
    said = (
        "It takes the place of the earlier request for 1,000.00 USD, which you need not answer any"
        " more."
    )
    assert said in text_of(app)
    wanted = {"templateID": "approvalAsked", "disputeID": pair}
    shown = [
        said in app.as_(who).post("/mail/preview", wanted).json["text"]
        for who in ("manager", "finance")
    ]
    assert shown == [True, False]

    def withdraw(query: str) -> Result:
        return app.as_("agent").post(f"/dispute/{pair}/withdrawal{query}")

    assert foretold_and_sent(app, pair, withdraw) == BOTH_RELEASED
    assert "900.00 USD" in app.mailbox.letters()[-1]["Subject"]


def test_who_is_not_asked_anew_hears_that_the_request_was_set_aside(app: App, big: str) -> None:
    """CU-15, X-03: of the amount that was asked of that one and by whom it was changed; who is
    asked later gets a first letter.
    """
    ask_for(app, big)
    decide(app, "approver", f"{big}-1-1")
    app.settle()
    told = [("Max Manager", "approvalOver"), ("Ann Approver", "approvalAsked")]
    assert foretold_and_sent(app, big, asked(app, big, 900)) == told
    over, ann = (text_to(app, name) for name in ("Max Manager", "Ann Approver"))
    assert "Your answer about the credit of 1,000.00 USD" in over
    assert "The request was set aside by Ada Agent." in over
    assert "takes the place" not in ann
    assert foretold_and_sent(app, big, answered(app, "approver", f"{big}-2-1")) == [
        ("Max Manager", "approvalAsked")
    ]
    assert "takes the place" not in text_to(app, "Max Manager")


@pytest.mark.parametrize(
    ("who", "method", "path", "body", "said"),
    [
        (
            "finance",
            "put",
            "line/1",
            {"creditAmount": 1000, "status": "approved"},
            "set aside by Fay Finance.\n\nCredit of 1,000.00 USD approved",
        ),
        ("manager", "put", "line/1", {"status": "open"}, "set aside by Max Manager."),
        (
            "agent2",
            "put",
            "line/1",
            {"creditAmount": 900, "status": "approved"},
            "set aside by Ben Agent.\n\nWhat was asked for has changed.",
        ),
        ("agent2", "post", "withdrawal", {}, "set aside by Ben Agent."),
    ],
)
def test_who_asked_hears_that_somebody_else_set_it_aside(
    app: App, pair: str, who: str, method: str, path: str, body: dict[str, Any], said: str
) -> None:
    """CU-15, X-03: by whom and why, once; also where the credit is given directly."""
    foretold = foretold_and_sent(
        app,
        pair,
        lambda query: getattr(app.as_(who), method)(f"/dispute/{pair}/{path}{query}", body),
    )
    assert foretold.count(("Ada Agent", "approvalSetAside")) == 1
    text = text_to(app, "Ada Agent").replace("\r", "")
    assert (
        f"Your request for a credit of 1,000.00 USD for Bright Telecom, on invoice BIG, was {said}"
        in text
    )
    sent = len(app.mailbox.sent)
    app.work_off(again=True)
    assert len(app.mailbox.sent) == sent


def test_of_several_who_asked_only_those_hear_it_whose_credit_is_not_asked_for_any_more(
    app: App, pair: str
) -> None:
    """CU-15, X-03: what somebody else asks for beside it changes nothing for who asked; taken back
    by one it is over for both.
    """
    beside = [("Ann Approver", "approvalAsked"), ("Max Manager", "approvalAsked")]

    def second(who: str, status: str) -> Send:
        body = {"creditAmount": 500, "status": status}
        return lambda query: app.as_(who).put(f"/dispute/{pair}/line/2{query}", body)

    assert sorted(foretold_and_sent(app, pair, second("agent2", "pendingApproval"))) == beside
    again = foretold_and_sent(app, pair, second("finance", "approved"))
    assert sorted(again) == sorted([("Ben Agent", "approvalSetAside"), *beside])
    second("agent2", "pendingApproval")("")
    app.settle()

    def recall(query: str) -> Result:
        return app.as_("agent2").post(f"/approval/{pair}-4-1/recall{query}")

    assert sorted(foretold_and_sent(app, pair, recall)) == sorted(
        [*BOTH_RELEASED, ("Ada Agent", "approvalSetAside")]
    )
    assert "was taken back by Ben Agent." in text_to(app, "Ada Agent")


def test_what_is_changed_twice_at_once_or_taken_back_is_told_once(app: App, pair: str) -> None:
    """CU-15: before anybody was asked of the second amount, the third takes the place of the first;
    taken back, the first is over.
    """
    asked(app, pair, 900)("")
    assert foretold_and_sent(app, pair, asked(app, pair, 800)) == [
        ("Ann Approver", "approvalAsked"),
        ("Max Manager", "approvalAsked"),
    ]
    assert "takes the place of the earlier request for 1,000.00 USD" in text_of(app)
    asked(app, pair, 700)("")

    def recall(query: str) -> Result:
        return app.as_("agent").post(f"/approval/{pair}-4-1/recall{query}")

    assert foretold_and_sent(app, pair, recall) == BOTH_RELEASED
    assert "Your answer about the credit of 800.00 USD" in text_of(app)
    sent = len(app.mailbox.sent)
    app.work_off(again=True)
    assert len(app.mailbox.sent) == sent


def test_no_mail_goes_to_an_address_that_is_held_back(app: App, pair: str) -> None:
    """DM-03, X-03: also not to say that no answer is needed; the preview says so, and afterwards
    the dispute.
    """
    held = Address("approver@demo.test", "suppressed", "permanent bounce", wiring.parts().now())
    app.table.write_batch([address_item(held)])
    preview = app.as_("agent").post(f"/approval/{pair}-1-1/recall?dryRun=true").json
    assert {one["to"]: one["isHeldBack"] for one in preview["mails"]} == {
        "Max Manager": False,
        "Ann Approver": True,
    }
    app.as_("agent").post(f"/approval/{pair}-1-1/recall")
    app.settle()
    events = app.as_("agent").get(f"/dispute/{pair}/event?limit=100").json["value"]
    told = [
        (event["type"], event["after"]["to"])
        for event in events
        if event["after"].get("template") == "approvalOver"
    ]
    assert sorted(told) == [("mailSent", "Max Manager"), ("mailSuppressed", "Ann Approver")]
    app.table.write_batch([address_item(held.released("Adi Admin", wiring.parts().now()))])
    assert not any(one["isHeldBack"] for one in asked(app, pair)("?dryRun=true").json["mails"])


def test_who_has_passed_it_on_or_was_too_late_hears_no_more(app: App, pair: str) -> None:
    """CU-15: who passed it on has acted, and until when one can answer stood in the mail."""
    app.as_("approver").post(f"/approval/{pair}-1-1/delegation", {"userID": "finance"})
    app.settle()
    app.wait_until_due(pair)
    app.sweep()
    assert not [
        one for one in app.mailbox.letters() if str(one["Subject"]).startswith("No longer needed")
    ]


def test_the_approvers_are_those_of_the_chain(app: App, big: str) -> None:
    """X-03: not everybody with a limit, but who is asked, level by level, up to the first whose yes
    is enough.
    """

    def approvers(credit: int, who: str = "agent") -> list[tuple[str, str, bool]]:
        preview: dict[str, Any] = asked(app, big, credit, who)("?dryRun=true").json
        return [(one["level"], one["name"], one["isEnough"]) for one in preview["approvers"]]

    assert approvers(1000) == [
        ("Approver", "Ann Approver", False),
        ("Manager", "Max Manager", True),
    ]
    assert approvers(1000, "approver") == [("Manager", "Max Manager", True)]
    assert approvers(400) == [("Approver", "Ann Approver", True)]
    assert approvers(400, "approver") == []
    today = wiring.parts().now().date().isoformat()
    app.as_("approver").put(
        "/me/absence", {"from": today, "until": today, "substituteID": "finance"}
    )
    assert approvers(1000) == [("Approver", "Fay Finance", True)]


def test_everybody_concerned_gets_one_letter(app: App, big: str) -> None:
    """CU-15: who is asked, and in the end who asked."""
    ask_for(app, big)
    [row] = inbox(app, "approver")
    decide(app, "approver", row["approvalID"])
    app.settle()
    [row] = inbox(app, "manager")
    decide(app, "manager", row["approvalID"])
    app.settle()
    assert [letter["To"].addresses[0].addr_spec for letter in app.mailbox.letters()] == [
        "approver@demo.test",
        "manager@demo.test",
        "agent@demo.test",
    ]
    types = [event["type"] for event in app.as_("agent").get(f"/dispute/{big}/event").json["value"]]
    assert types.count("mailSent") == 3


def test_what_people_say_on_the_way_reaches_who_is_asked_next(app: App, big: str) -> None:
    """CU-15: the words of who endorses, and of who passes it on, stand in the next letter."""
    ask_for(app, big)
    decide(app, "approver", f"{big}-1-1", comment="The meter was changed")
    app.settle()
    assert "Ann Approver: The meter was changed" in text_of(app)
    app.as_("manager").post(
        f"/approval/{big}-1-2/delegation", {"userID": "finance", "comment": "See contract 7"}
    )
    app.settle()
    assert "Max Manager: See contract 7" in text_of(app)
    assert "in place of" not in text_of(app)


def text_to(app: App, name: str) -> str:
    """The last letter to a person."""
    last = [letter for letter in app.mailbox.letters() if name in str(letter["To"])][-1]
    return last.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def text_of(app: App) -> str:
    return app.mailbox.letters()[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_letter_names_the_credit_that_is_asked_for_and_not_all_credits(
    app: App, big: str
) -> None:
    """CU-14: what was granted before is told beside it."""
    app.as_("approver").put(f"/dispute/{big}/line/1", {"creditAmount": 400, "status": "approved"})
    ask_for(app, big, 300, line=2)
    letter = app.mailbox.letters()[-1]
    assert letter["Subject"].startswith("Please approve 300.00 USD for Bright Telecom")
    assert "all credits of the invoice come to 700.00 USD" in text_of(app)


def test_who_asked_hears_the_end_even_when_another_request_has_begun(app: App, big: str) -> None:
    """CU-15: the letter about the first may be late."""
    asked(app, big)("")
    app.settle()
    decide(app, "approver", f"{big}-1-1", "reject", comment="Not so much")
    asked(app, big, 900)("")
    before = len(app.mailbox.sent)
    app.settle()
    told = [
        letter["To"]
        for letter in app.mailbox.letters()[before:]
        if "Not so much" in letter.get_body(("plain",)).get_content()
    ]  # type: ignore[union-attr]
    assert any("agent@demo.test" in str(one) for one in told)


def test_no_letter_goes_to_who_may_not_see_the_customer_any_more(app: App, pair: str) -> None:
    """RV-03: neither about the end of what that one was asked for."""
    before = len(app.mailbox.sent)
    for who in ("approver", "manager"):
        assert app.as_("admin").put(f"/user/{who}", {"limitTo": ["1002"]}).status == 200
    assert (
        foretold_and_sent(
            app,
            pair,
            lambda query: app.as_("agent").post(f"/approval/{pair}-1-1/recall{query}"),
        )
        == []
    )
    assert len(app.mailbox.sent) == before
