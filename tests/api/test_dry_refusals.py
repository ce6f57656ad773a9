"""A refusal is what a dry run answers: it is asked while somebody types, and a browser notes every
failed request.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.api.refusals import refused
from tests.app import App
from tests.scenarios import COMMANDS, Sent, prepared


@pytest.mark.parametrize("command", COMMANDS)
def test_a_dry_run_answers_with_the_refusal_of_the_request_itself(app: App, command: str) -> None:
    """X-03: what is stale, wrong in a field or done already; who may not ask is refused, as is what
    is not there.
    """
    sent = prepared(app, command)
    told = 0
    for one, headers in wrong(sent, app):
        looked = dry(one).send(app, **headers)
        real = one.send(app, **headers)
        if real.status < 400:
            assert looked.status == 200
        elif real.status in (401, 403, 404) and real.json["code"] not in (
            "aboveCreditLimit",
            "ownApproval",
            "notAsked",
        ):
            assert (looked.status, looked.json) == (real.status, real.json)
        else:
            assert (looked.status, looked.headers["Content-Type"]) == (200, "application/json"), (
                looked.text
            )
            assert looked.json == {"dryRun": True, "refused": real.json}
            told += 1
    assert told > 0


@pytest.mark.parametrize(
    "amount", ["0", "-5", "4.951", "99999999999999999999", "1,5", "many", "", None, 4.96]
)
def test_no_amount_that_is_typed_fails_a_dry_run(app: App, two_lines: str, amount: object) -> None:
    """X-03, CU-09: whatever digits they are, the answer says what is wrong with them, and in which
    field.
    """
    body = {"creditAmount": amount}
    looked = app.as_("agent").put(f"/dispute/{two_lines}/line/1?dryRun=true", body)
    real = app.as_("agent").put(f"/dispute/{two_lines}/line/1", body)
    assert (looked.status, looked.json.get("refused", {"status": 200})["status"]) == (
        200,
        real.status,
    )


def test_a_credit_that_is_not_one_s_own_to_give_is_answered_by_a_dry_run(
    app: App, two_lines: str
) -> None:
    """X-03, CU-14: that is a rule about how much and who asked, not a right to ask."""
    app.as_("agent").put(f"/dispute/{two_lines}/line/1", {"creditAmount": 30, "status": "approved"})
    for who, code in (("agent", "ownApproval"), ("agent2", "aboveCreditLimit")):
        looked = app.as_(who).put(
            f"/dispute/{two_lines}/line/1?dryRun=true", {"status": "approved"}
        )
        assert (
            looked.status,
            looked.json["refused"]["status"],
            looked.json["refused"]["code"],
        ) == (200, 403, code)


def test_what_cannot_be_read_or_may_not_be_asked_fails_a_dry_run_too(
    app: App, two_lines: str
) -> None:
    """X-03."""
    target = f"/dispute/{two_lines}/line/1?dryRun=true"
    refused(app.request(None, "PUT", target, {}), 401)
    refused(app.as_("manager").put("/setting/reasons?dryRun=true", {"value": []}), 403)
    refused(
        app.as_("agent").put("/dispute/000000000000/line/1?dryRun=true", {"creditAmount": 1}), 404
    )
    refused(app.as_("agent").put(target, {"creditAmount": 1}, Content_Type="text/plain"), 415)
    refused(app.as_("agent").put(f"{target}&why=1", {"creditAmount": 1}), 400)


def test_a_look_at_a_mail_is_answered_whatever_is_typed(app: App) -> None:
    """X-03, DM-03; to who may look."""
    admin = app.as_("admin")
    wanted = {"templateID": "approvalAsked", "body": "#nosuchthing"}
    answer = admin.post("/mail/preview", wanted)
    assert (answer.status, answer.json["dryRun"], answer.json["refused"]["code"]) == (
        200,
        True,
        "invalidTemplate",
    )
    assert (
        admin.post("/mail/preview", wanted | {"body": 5}).json["refused"]["code"] == "invalidInput"
    )
    refused(app.as_("customer").post("/mail/preview", wanted), 403, 404)


def dry(sent: Sent) -> Sent:
    return replace(sent, target=f"{sent.target}?dryRun=true")


def wrong(sent: Sent, app: App) -> Iterator[tuple[Sent, dict[str, str]]]:
    """The command on a version that never was, with a field that there is not, and, once it was
    carried out, again and by somebody else.
    """
    yield sent, {"If_Match": '"99"'}
    yield (
        replace(
            sent,
            body=(sent.body or {}) | {"noSuchField": 1}
            if isinstance(sent.body, dict | None)
            else [{"op": "none"}],
        ),
        {},
    )
    sent.send(app)
    yield sent, {}
    yield replace(sent, who="customer"), {}
