"""`/mail`: wording, preview, a test to oneself, and addresses that get no mail (DM-03)."""

import html
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from chalicelib.actions.letters.feedback import note_feedback
from chalicelib.config import config
from chalicelib.domain.letters.dispatch import Address
from chalicelib.mail.letter_kinds import LETTER_KINDS
from chalicelib.store.post import address_item
from tests.app import App
from tests.letters import bounce
from tests.scenarios import Desk

ASKED = {
    "templateID": "approvalAsked",
    "subject": "Well, #person_name?",
    "body": "#total for #customer_name:\n\n#lines\n\n#link",
}

TURNED = "U+202E RIGHT-TO-LEFT OVERRIDE as character 2"


def test_every_mail_is_listed_with_its_wording_and_its_hashtags(app: App) -> None:
    """DM-03: the list stands in the page, each with what it means and an example."""
    listed = app.as_("agent").get("/mail/template").json
    first = [row for row in listed["value"] if not row["languageOf"]]
    assert [row["templateID"] for row in first] == [
        "approvalAsked",
        "approvalApproved",
        "approvalRejected",
        "approvalEnded",
        "approvalSetAside",
        "approvalOver",
        "bookingNews",
        "messageNews",
        "orderNews",
        "orderEscalated",
        "vendorAsked",
        "resolverAsked",
        "resolverChased",
        "resolverSilent",
        "reminderFirst",
        "reminderSecond",
        "reminderFinal",
        "outcomeTold",
        "promiseAsked",
        "supportAsked",
        "ticketNews",
        "mailRefused",
    ]
    others = {row["templateID"]: row["languageOf"] for row in listed["value"] if row["languageOf"]}
    assert others["outcomeTold.de"] == "outcomeTold"
    told = {row["templateID"]: row["languages"] for row in first}
    assert ("promiseAsked.sv" in told["promiseAsked"], told["resolverAsked"]) == (True, None)
    assert all(
        row["isDefault"] and row["name"] and row["sent"] and row["subject"] and row["body"]
        for row in listed["value"]
    )
    explained = {row["name"]: row for row in listed["hashtags"]}
    assert all(set(row["hashtags"]) <= set(explained) for row in listed["value"])
    assert all(row["meaning"] for row in explained.values())
    assert listed["value"][0]["needed"] == ["link"]


def test_an_edited_mail_is_the_one_that_is_shown(app: App) -> None:
    """DM-03: with the setting's version, so that two editors do not write over each
    other (X-07).
    """
    admin = app.as_("admin")
    first = admin.get("/mail/template")
    saved = admin.put("/setting/mailTemplates", {"value": [ASKED]}, If_Match=first.etag)
    assert saved.status == 200, saved.text
    assert admin.put("/setting/mailTemplates", {"value": []}, If_Match=first.etag).status == 412
    row = admin.get("/mail/template").json["value"][0]
    assert (row["subject"], row["body"], row["isDefault"]) == (
        ASKED["subject"],
        ASKED["body"],
        False,
    )
    assert admin.get("/mail/template").etag == saved.etag
    changed = app.as_("finance").get("/audit/journal?subject=setting/mailTemplates").json["value"]
    assert changed[0]["after"] == {"value": [ASKED]}


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        (
            "body",
            "#link #nothing #decided_by",
            "#nothing, #decided_by is not a hashtag of this mail. The first stands in line 1,"
            " character 7. A # that begins none, such as in a web address, is written \\#.",
        ),
        ("body", "Hello", "This mail needs #link, or nobody can answer it."),
        (
            "subject",
            "a\u202eb",
            f"The subject holds {TURNED}, which has no place in a text; leave it out.",
        ),
        ("subject", "", "A mail needs a subject."),
        ("body", "x" * 900_000, "A text holds at most 10000 characters."),
        ("subject", "x" * 900_000, "A subject holds at most 200 characters."),
        ("templateID", "other", f"A template is one of {', '.join(LETTER_KINDS)}."),
    ],
)
def test_a_mail_that_could_not_be_sent_is_not_saved_nor_previewed(
    app: App, part: str, text: str, said: str
) -> None:
    """DM-03: unknown hashtags block saving, and the answer says where and why."""
    row = ASKED | {part: text}
    refused = app.as_("admin").put("/setting/mailTemplates", {"value": [row]})
    assert (refused.status, refused.json["code"], refused.json["rule"]) == (
        400,
        "invalidTemplate",
        "DM-03",
    ), refused.text[:500]
    assert refused.json["detail"] == said
    assert [error["pointer"] for error in refused.json["errors"]] == [f"/value/0/{part}"]
    assert len(refused.text) < 2000
    assert app.as_("admin").get("/setting/mailTemplates").json["value"] == []
    if part != "templateID":
        looked = app.as_("admin").post("/mail/preview", row)
        assert (
            looked.status,
            looked.json["refused"]["status"],
            looked.json["refused"]["detail"],
        ) == (200, 400, said)
        assert app.as_("admin").post("/mail/test", row).json["detail"] == said
    assert app.mailbox.sent == []


def test_half_a_character_is_refused(app: App) -> None:
    """DM-03: in either part; there is nothing that it could be sent as."""
    raw = (
        b'{"value": [{"templateID": "approvalAsked", "subject": "a \\ud83d", "body": "#link'
        b' \\udc00"}]}'
    )
    refused = app.request("admin", "PUT", "/setting/mailTemplates", raw=raw)
    assert (refused.status, [error["pointer"] for error in refused.json["errors"]]) == (
        400,
        ["/value/0/subject", "/value/0/body"],
    )


def test_a_preview_is_what_is_sent(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """DM-03, X-03: word for word, in every part, but for whom the link is."""
    monkeypatch.setenv("PUBLIC_URL", "https://redress.test/")
    config.cache_clear()
    dispute_id = pending(app)
    app.as_("admin").put("/setting/mailTemplates", {"value": [ASKED]})
    app.settle()
    shown = (
        app.as_("approver")
        .post("/mail/preview", {"templateID": "approvalAsked", "disputeID": dispute_id})
        .json
    )
    [sent] = app.mailbox.letters()
    assert (shown["to"], shown["from"], shown["replyTo"]) == (
        sent["To"],
        sent["From"],
        sent["Reply-To"],
    )
    assert shown["subject"] == sent["Subject"] == "Well, Ann Approver?"
    link = app.mailbox.link()
    for kind in ("plain", "html"):
        assert (
            part(sent, kind).replace(link, "example").strip()
            == shown["text" if kind == "plain" else kind].strip()
        )
    config.cache_clear()


def test_a_preview_shows_the_dispute_that_is_named(app: App) -> None:
    """DM-03: live examples; without a dispute, made-up ones."""
    approver = app.as_("approver")
    shown = approver.post("/mail/preview", ASKED | {"disputeID": pending(app)}).json
    assert "3.00 USD for Bright Telecom:" in shown["text"]
    assert "- Charge 10986: charged 4.95 USD, disputed 4.95 USD, credit 3.00 USD" in shown["text"]
    assert shown["to"] == "Ann Approver <approver@demo.test>"
    example = approver.post(
        "/mail/preview", {"templateID": "approvalRejected", "subject": "Sorry"}
    ).json
    assert example["subject"] == "Sorry"
    assert "Ann Approver rejected the credit of 3.00 USD" in example["text"]


def test_a_preview_fills_no_letter_with_a_dispute_that_it_is_never_about(app: App) -> None:
    """DM-03: nor one in another language; one on an invoice has no thread of a booking."""
    named, approver = {"disputeID": pending(app)}, app.as_("approver")
    for template_id in ("reminderFirst", "reminderFinal.de", "ticketNews", "bookingNews"):
        answer = approver.post("/mail/preview", named | {"templateID": template_id})
        assert answer.json["refused"]["rule"] == "DM-03", template_id


def test_a_letter_tells_what_is_asked_for_and_what_all_credits_come_to(app: App) -> None:
    """DM-03, CU-14: apart, in subject and text, since what was granted before counts; a preview
    before anybody is asked says the same.
    """
    granted = Desk(app).raised()
    finance = app.as_("finance")
    assert (
        finance.put(
            f"/dispute/{granted.dispute_id}/line/10986", {"creditAmount": 1, "status": "approved"}
        ).status
        == 200
    )
    assert finance.post(f"/dispute/{granted.dispute_id}/finalisation").status == 200
    agent = app.as_("agent")
    claim = {
        "invoiceNumber": 1984950,
        "description": "Still",
        "lines": [{"lineID": 10986, "amount": "3.95"}],
    }
    dispute_id = agent.post("/customer/1001/dispute", claim).json["disputeID"]
    assert agent.put(f"/dispute/{dispute_id}/line/10986", {"creditAmount": 3}).status == 200
    wanted = {"templateID": "approvalAsked", "disputeID": dispute_id}
    before = app.as_("approver").post("/mail/preview", wanted).json
    assert agent.put(f"/dispute/{dispute_id}/line/10986", {"status": "approved"}).status == 200
    app.settle()
    [letter] = app.mailbox.letters()
    shown = app.as_("approver").post("/mail/preview", wanted).json
    sent = {"subject": letter["Subject"], "text": part(letter, "plain")}
    for subject, text in ((said["subject"], said["text"]) for said in (before, sent, shown)):
        assert subject == "Please approve 3.00 USD for Bright Telecom, invoice 1984950"
        assert "asks for your approval of a credit of 3.00 USD for Bright Telecom" in text
        assert "With it, all credits of the invoice come to 4.00 USD." in text


def test_a_preview_tells_nothing_of_other_customers(app: App) -> None:
    """RV-03: a hidden dispute is as absent as one that never was."""
    dispute_id = pending(app)
    limited = app.as_("limited")
    refused = [
        limited.post("/mail/preview", ASKED | {"disputeID": named})
        for named in (dispute_id, "2MZEQJ7EV2QD")
    ]
    assert [answer.status for answer in refused] == [404, 404]
    assert refused[0].text == refused[1].text
    assert limited.post("/mail/preview", ASKED | {"templateID": "other"}).status == 404


def test_a_value_of_the_dispute_is_text_in_the_preview(app: App) -> None:
    """DM-03: what somebody wrote when raising is escaped, and its hashtags stay words."""
    nasty = '<script>alert(1)</script> #total "x"'
    raised = app.as_("agent").post(
        "/customer/1001/dispute", {"invoiceNumber": 2000, "description": nasty, "amount": 77}
    )
    wanted = {
        "templateID": "approvalAsked",
        "body": "#description\n#link",
        "disputeID": raised.json["disputeID"],
    }
    shown = app.as_("approver").post("/mail/preview", wanted).json
    assert nasty in shown["text"]
    assert html.escape(nasty) in shown["html"]
    assert "<script" not in shown["html"]


def test_a_test_goes_to_oneself_and_nobody_else(app: App) -> None:
    """DM-03: and what arrives is what the preview showed."""
    wanted = ASKED | {"disputeID": pending(app)}
    shown = app.as_("admin").post("/mail/preview", wanted).json
    answer = app.as_("admin").post("/mail/test", wanted)
    assert (answer.status, answer.json) == (
        200,
        {"to": "admin@demo.test", "subject": "Well, Adi Admin?"},
    )
    [sent] = app.mailbox.letters()
    assert app.mailbox.sent[0]["Destinations"] == ["admin@demo.test"]
    assert (sent["To"], sent["Subject"]) == (shown["to"], shown["subject"])
    assert part(sent, "html").strip() == shown["html"].strip()
    assert part(sent, "plain").strip() == shown["text"].strip()
    assert app.as_("admin").post("/mail/test", wanted | {"to": "all@demo.test"}).status == 400
    assert app.as_("agent").post("/mail/test", wanted).status == 403


def test_a_test_that_cannot_be_sent_says_why(app: App) -> None:
    """DM-03."""
    app.mailbox.refusals = ["Throttling"]
    admin = app.as_("admin")
    assert (admin.post("/mail/test", ASKED).status, app.mailbox.sent) == (503, [])
    app.table.write_batch(
        [
            address_item(
                Address("admin@demo.test", "bounce", "General", datetime(2026, 11, 1, tzinfo=UTC))
            )
        ]
    )
    refused = admin.post("/mail/test", ASKED)
    assert (refused.status, refused.json["code"], app.mailbox.sent) == (409, "addressRefused", [])
    assert admin.post("/mail/release", {"email": "admin@demo.test"}).status == 200
    assert admin.post("/mail/test", ASKED).status == 200


def test_a_test_goes_once_however_often_the_button_is_pressed(app: App) -> None:
    """X-01: one after the other or at the same moment; another mail under the same
    key is refused.
    """
    admin = app.as_("admin")
    with ThreadPoolExecutor(8) as workers:
        answers = list(
            workers.map(lambda _: admin.post("/mail/test", ASKED, Idempotency_Key="one"), range(8))
        )
    after = admin.post("/mail/test", ASKED, Idempotency_Key="one")
    told = {(answer.status, answer.json.get("code", answer.text)) for answer in answers}
    assert (after.status, after.text) in told <= {(200, after.text), (409, "outcomeUnknown")}
    assert len(app.mailbox.sent) == 1
    assert (
        admin.post("/mail/test", ASKED | {"subject": "Else"}, Idempotency_Key="one").status == 422
    )
    assert admin.post("/mail/test", ASKED, Idempotency_Key="two").status == 200
    assert len(app.mailbox.sent) == 2


def test_a_test_that_was_refused_may_be_tried_again_under_its_key(app: App) -> None:
    """X-01: refusals use up no key; one whose answer was lost is neither sent a second time nor
    told as sent.
    """
    admin = app.as_("admin")
    app.mailbox.refusals = ["MessageRejected"]
    assert admin.post("/mail/test", ASKED, Idempotency_Key="one").status == 503
    assert admin.post("/mail/test", ASKED, Idempotency_Key="one").status == 200
    send = app.mailbox.send_raw_email

    def lose(**request: Any) -> dict[str, str]:
        send(**request)
        raise ReadTimeoutError(endpoint_url="https://ses")

    app.mailbox.send_raw_email = lose  # type: ignore[method-assign]
    lost = admin.post("/mail/test", ASKED, Idempotency_Key="two")
    assert (lost.status, lost.json["code"]) == (409, "outcomeUnknown")
    again = admin.post("/mail/test", ASKED, Idempotency_Key="two")
    assert (again.status, again.json["code"], again.json["rule"]) == (409, "outcomeUnknown", "X-01")
    assert len(app.mailbox.sent) == 2


def test_a_refusal_is_told_also_when_its_record_cannot_be_taken_back(app: App) -> None:
    """X-01: nobody is told that a mail is on its way which was refused."""
    written = iter([None, EndpointConnectionError(endpoint_url="https://dynamodb")])

    def lose(model: Any, **_: Any) -> None:
        if model.name == "TransactWriteItems" and (fault := next(written, None)):
            raise fault

    app.client.meta.events.register("before-call.dynamodb", lose)
    app.mailbox.refusals = ["MessageRejected"]
    refused = app.as_("admin").post("/mail/test", ASKED, Idempotency_Key="one")
    assert (refused.status, refused.json["code"], app.mailbox.sent) == (
        503,
        "mailUnavailable",
        [],
    )
    assert (
        app.as_("admin").post("/mail/test", ASKED, Idempotency_Key="one").json["code"]
        == "outcomeUnknown"
    )


def test_a_dry_run_of_a_test_sends_nothing(app: App) -> None:
    """X-03: it says to whom what would go; and a test of words that somebody changed meanwhile is
    refused (X-07).
    """
    admin = app.as_("admin")
    dry = admin.post("/mail/test?dryRun=true", ASKED)
    assert (dry.status, dry.json) == (
        200,
        {"to": "admin@demo.test", "subject": "Well, Adi Admin?", "dryRun": True},
    )
    assert admin.post("/mail/test", ASKED, If_Match='"3"').status == 412
    assert app.mailbox.sent == []


def test_held_back_addresses_are_listed_the_latest_first_and_released(app: App) -> None:
    """DM-03: whoever administers people sees which addresses get no mail, why, and since when."""
    for day, reason in ((1, "bounce"), (3, "complaint"), (2, "bounce")):
        address = Address(
            f"Day{day}@demo.test", reason, "General", datetime(2026, 11, day, tzinfo=UTC)
        )
        app.table.write_batch([address_item(address)])
    admin = app.as_("admin")
    first = admin.get("/mail/suppressed?limit=2").json
    rest = admin.get(f"/mail/suppressed?limit=2&cursor={first['nextCursor']}").json
    assert [row["email"] for row in first["value"] + rest["value"]] == [
        "Day3@demo.test",
        "Day2@demo.test",
        "Day1@demo.test",
    ]
    assert first["value"][0] == {
        "email": "Day3@demo.test",
        "reason": "complaint",
        "detail": "General",
        "since": "2026-11-03T00:00:00Z",
        "releasedAt": None,
        "releasedBy": None,
        "version": 1,
    }
    assert admin.post("/mail/release", {"email": "DAY3@demo.test"}, If_Match='"2"').status == 412
    assert (
        admin.post("/mail/release", {"email": "DAY3@demo.test"}, If_Match='"1"').json["releasedBy"]
        == "Adi Admin"
    )
    assert admin.post("/mail/release", {"email": "day3@demo.test"}).status == 404
    assert admin.post("/mail/release", {"email": "nobody@demo.test"}).status == 404
    assert [row["email"] for row in admin.get("/mail/suppressed").json["value"]] == [
        "Day2@demo.test",
        "Day1@demo.test",
    ]


def test_who_let_an_address_have_mail_again_stands_in_its_journal(app: App) -> None:
    """X-05: chained to what the mail service said before; another bounce and another release
    follow.
    """
    admin = app.as_("admin")
    for hour in (8, 10):
        told = app.now() + timedelta(hours=hour)
        note_feedback(app.table, datetime(2026, 11, 1, hour, tzinfo=UTC), bounce("", at=told))
        assert (
            admin.post(
                "/mail/release", {"email": "AGENT@demo.test"}, Idempotency_Key=f"key {hour}"
            ).status
            == 200
        )
        assert (
            admin.post(
                "/mail/release", {"email": "AGENT@demo.test"}, Idempotency_Key=f"key {hour}"
            ).status
            == 200
        )
    told = app.as_("finance").get("/audit/journal?subject=address/agent@demo.test").json["value"]
    assert [
        (entry["sequence"], entry["by"]["name"], entry["after"].get("isSuppressed"))
        for entry in told
    ] == [
        (1, "Redress", True),
        (2, "Adi Admin", False),
        (3, "Redress", True),
        (4, "Adi Admin", False),
    ]
    assert told[0]["after"]["reason"] == "bounce"
    assert told[1]["before"] == {"isSuppressed": True}
    assert [entry["previousHash"] for entry in told] == [
        "",
        *(entry["hash"] for entry in told[:-1]),
    ]


def pending(app: App) -> str:
    """A dispute with a credit of 3.00 that waits for approval."""
    desk = Desk(app).raised()
    credit = {"creditAmount": 3, "status": "pendingApproval"}
    assert app.as_("agent").put(f"/dispute/{desk.dispute_id}/line/10986", credit).status == 200
    return desk.dispute_id


def part(sent: Any, subtype: str) -> str:
    return str(sent.get_body((subtype,)).get_content()).replace("\r\n", "\n")
