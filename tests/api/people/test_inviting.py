"""Administrators let people in on the page: `POST /user`."""

from dataclasses import replace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.errors import AlreadyDone, MailUnavailable
from chalicelib.store import keys
from chalicelib.store.entities import person_item, to_entry
from chalicelib.store.pool import UserPool
from tests.api.refusals import refused
from tests.app import App
from tests.people import CAST
from tests.scenarios import NEWCOMER


def test_who_is_invited_may_do_what_was_said_and_stands_in_the_journal(app: App) -> None:
    """X-05, CU-14: who let somebody in with which rights is the first entry about that person; an
    approver is asked from then on.
    """
    made = app.as_("admin").post("/user", NEWCOMER)
    user_id = made.json["userID"]
    assert (made.status, made.headers["ETag"], made.json["creditLimit"]) == (
        201,
        '"1"',
        {"USD": 700},
    )
    assert app.as_(user_id).get("/me").json["role"] == "manager"
    assert user_id in [one["userID"] for one in app.as_("agent").get("/user").json["value"]]
    entries = [
        to_entry(item) for item in app.table.query(keys.entry(f"user/{user_id}", 0)["pk"]).items
    ]
    assert [(entry.by_name, entry.after["role"], entry.after["name"]) for entry in entries] == [
        ("Adi Admin", "manager", "Nia New")
    ]
    assert first_broken(entries) is None
    above = app.as_("agent").post(
        "/customer/1001/dispute",
        {"invoiceNumber": 2000, "description": "x", "lines": [{"lineID": 2, "amount": 200}]},
    )
    answer = app.as_("agent").post(f"/dispute/{above.json['disputeID']}/adjustment")
    assert "Nia New" in answer.json["unblockedBy"]


def test_an_address_lets_in_one_person_however_often_it_is_invited(app: App) -> None:
    """X-01: the second invitation says who is here already, and changes nothing."""
    assert app.as_("admin").post("/user", NEWCOMER).status == 201
    before = app.items()
    answer = app.as_("admin").post("/user", NEWCOMER | {"role": "admin"})
    assert (answer.status, answer.json["code"], answer.json["errors"][0]["pointer"]) == (
        409,
        "alreadyDone",
        "/email",
    )
    assert "Nia New, manager" in answer.json["detail"]
    assert app.items() == before


def test_a_look_beforehand_invites_nobody(app: App) -> None:
    """X-03: no sign-in is made and no mail is sent, and what is wrong is told."""
    looked = app.as_("admin").post("/user?dryRun=true", NEWCOMER)
    assert (looked.status, looked.json["userID"], looked.json["dryRun"]) == (200, None, True)
    assert app.door.ids == {}
    answer = app.as_("admin").post("/user?dryRun=true", NEWCOMER | {"role": "customer"})
    assert (answer.status, answer.json["refused"]["errors"][0]["pointer"]) == (200, "/partyID")


def test_an_address_of_somebody_outside_ones_customers_looks_free(app: App) -> None:
    """RV-03: a dry run answers to the letter as for a free one; in earnest it is refused, naming
    nobody and doing nothing.
    """
    admin = next(one for one in CAST if one.user_id == "admin")
    app.table.write_batch([person_item(replace(admin, user_id="admin2", limit_to=("1001",)))])
    invited = {"role": "agent", "creditLimit": {}}
    hidden, seen = (
        NEWCOMER | invited | {"limitTo": ["1002"]},
        NEWCOMER | invited | {"limitTo": ["1001"], "email": "seen@demo.test"},
    )
    for body in (hidden, seen):
        assert app.as_("admin").post("/user", body).status == 201
    free, taken = ({**seen, "email": email} for email in ("free@demo.test", hidden["email"]))
    answers = [app.as_("admin2").post("/user?dryRun=true", body) for body in (free, taken)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].text.replace("free@demo.test", hidden["email"]) == answers[1].text
    wrong = [
        app.as_("admin2").post("/user?dryRun=true", body | {"limitTo": ["1002"]})
        for body in (free, taken)
    ]
    assert wrong[0].text == wrong[1].text
    before = app.items()
    answer = app.as_("admin2").post("/user", taken)
    assert (answer.status, answer.json["rule"], answer.json["errors"][0]["pointer"]) == (
        403,
        "RV-03",
        "/email",
    )
    assert not any(word in answer.text for word in ("Nia", "manager", "agent", "already"))
    assert app.items() == before
    assert "Nia New" in app.as_("admin2").post("/user?dryRun=true", seen).json["refused"]["detail"]


def test_a_sign_in_that_was_left_without_its_person_is_gone_on_with(app: App) -> None:
    """X-01: where a try ended after the sign-in was made, nobody is in; the next one needs no
    second mail.
    """
    left = app.door.let_in(NEWCOMER["email"])
    assert app.as_(left).get("/me").status == 401
    assert app.as_("admin").post("/user", NEWCOMER).json["userID"] == left


@pytest.mark.parametrize(
    ("change", "pointer", "rule"),
    [
        ({"role": "customer", "creditLimit": {}}, "/partyID", "CU-23"),
        ({"role": "operator", "creditLimit": {}}, "/partyID", "CU-23"),
        ({"role": "customer", "creditLimit": {}, "partyID": 9999}, "/partyID", None),
        ({"role": "aggregator", "creditLimit": {}, "partyID": 1001}, "/partyID", None),
        ({"role": "customer", "partyID": 1001}, "/creditLimit", "CU-14"),
        (
            {"role": "customer", "creditLimit": {}, "partyID": 1001, "limitTo": [1001]},
            "/limitTo",
            "RV-03",
        ),
        ({"partyID": 1001}, "/partyID", "CU-23"),
        ({"role": "king"}, "/role", None),
        ({"role": None}, "/role", None),
        ({"name": " "}, "/name", None),
        ({"email": "nia"}, "/email", None),
        ({"creditLimit": {"USD": -1}}, "/creditLimit/USD", None),
        ({"isActive": False}, "/isActive", None),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_field_and_nobody_is_let_in(
    app: App, change: Any, pointer: str, rule: str | None
) -> None:
    """CU-23, RV-03: nobody is let in for a party that is not there, nor with more than the role
    has.
    """
    answer = app.as_("admin").post("/user", NEWCOMER | change)
    assert (answer.status, answer.json["errors"][0]["pointer"], answer.json.get("rule")) == (
        400,
        pointer,
        rule,
    )
    assert app.door.ids == {}


def test_a_customers_own_person_is_invited_for_that_customer(app: App) -> None:
    """CU-23: the person sees this customer, and no other."""
    body = {"email": "carla@bright.test", "name": "Carla", "role": "customer", "partyID": 1002}
    carla = app.as_(app.as_("admin").post("/user", body).json["userID"])
    assert (carla.get("/customer/1002").status, carla.get("/customer/1001").status) == (200, 404)


@pytest.fixture
def pool() -> UserPool:
    client = boto3.client("cognito-idp")
    made = client.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"][
        "Id"
    ]
    return UserPool(client, made)


def status(pool: UserPool, email: str) -> str:
    return str(pool.client.admin_get_user(UserPoolId=pool.pool_id, Username=email)["UserStatus"])


def test_the_pool_asks_the_invited_for_a_password_of_their_own_and_a_demo_does_not(
    app: App, pool: UserPool
) -> None:
    assert pool.find("nia@demo.test") is None
    nia = pool.let_in("nia@demo.test")
    assert (pool.find("nia@demo.test"), pool.let_in("nia@demo.test")) == (nia, nia)
    assert status(pool, "nia@demo.test") == "FORCE_CHANGE_PASSWORD"
    UserPool(pool.client, pool.pool_id, "Demo-password-1").let_in("dee@demo.test")
    assert status(pool, "dee@demo.test") == "CONFIRMED"


def test_who_is_let_in_by_two_at_once_has_one_sign_in(
    app: App, pool: UserPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, first = pool.find, pool.let_in("nia@demo.test")
    answers = iter([None])
    monkeypatch.setattr(pool, "find", lambda email: next(answers, find(email)))
    assert pool.let_in("nia@demo.test") == first


def test_an_invitation_that_cannot_be_mailed_is_said(
    app: App, pool: UserPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: Any) -> None:
        raise ClientError({"Error": {"Code": "CodeDeliveryFailureException"}}, "AdminCreateUser")

    monkeypatch.setattr(pool.client, "admin_create_user", refuse)
    with pytest.raises(MailUnavailable):
        pool.let_in("nia@demo.test")


def test_an_address_is_one_person_however_it_is_typed(app: App, pool: UserPool) -> None:
    """X-16: a mailbox with two ids could give itself the second yes."""
    assert (
        pool.let_in("Finn@demo.test")
        == pool.let_in("finn@demo.test")
        == pool.find("FINN@demo.test")
    )


def test_who_has_not_signed_in_is_invited_again_as_the_journal_tells(app: App) -> None:
    """X-15, X-05: another first password is mailed, once for a key, and who had it sent is an entry
    about the person.
    """
    user_id = app.as_("admin").post("/user", NEWCOMER).json["userID"]
    again = f"/user/{user_id}/invitation"
    looked = app.as_("admin").post(f"{again}?dryRun=true")
    assert (looked.status, looked.json["invitedAt"] is None, app.door.mailed_again) == (
        200,
        False,
        [],
    )
    first, second = (app.as_("admin").post(again, Idempotency_Key="k") for _ in range(2))
    assert (first.status, first.text, app.door.mailed_again) == (
        200,
        second.text,
        [NEWCOMER["email"]],
    )
    assert app.as_("admin").post(again).status == 200
    assert len(app.door.mailed_again) == 2
    told = app.as_("admin").get(f"/audit/journal?subject=user/{user_id}").json["value"]
    assert [(one["by"]["name"], one["after"].get("invitedAt") is not None) for one in told] == [
        ("Adi Admin", False),
        ("Adi Admin", True),
        ("Adi Admin", True),
    ]
    assert app.faults() == []


def test_who_has_signed_in_or_is_deactivated_or_nobody_is_not_invited_again(app: App) -> None:
    """X-15: and by nobody but who administers the person (RV-03)."""
    user_id = app.as_("admin").post("/user", NEWCOMER).json["userID"]
    again = f"/user/{user_id}/invitation"
    admin = next(one for one in CAST if one.user_id == "admin")
    app.table.write_batch([person_item(replace(admin, user_id="admin2", limit_to=("1001",)))])
    answers = [
        app.as_(who).post(again).status for who in ("admin2", "finance", "agent", "customer")
    ]
    assert answers == [404, 403, 403, 403]
    assert app.as_("admin").post("/user/nobody/invitation").status == 404
    refused(app.as_("admin").post("/user/agent/invitation"), 409, rule="X-15")
    assert app.as_("admin").put(f"/user/{user_id}", {"isActive": False}).status == 200
    assert "deactivated" in refused(app.as_("admin").post(again), 409, rule="X-15").json["detail"]
    assert app.as_("admin").put(f"/user/{user_id}", {"isActive": True}).status == 200
    refused(app.as_("admin").post(again, If_Match='"1"'), 412)
    app.door.waiting.clear()
    before = app.items()
    refused(app.as_("admin").post(again), 409, rule="X-15")
    assert (app.items(), app.door.mailed_again) == (before, [])


def test_a_mail_that_went_is_not_sent_twice_where_the_write_is_tried_again(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-01: somebody else changes a limit in the same moment."""
    user_id = app.as_("admin").post("/user", NEWCOMER).json["userID"]
    invite_again = app.door.invite_again

    def overtaken(email: str) -> None:
        invite_again(email)
        assert app.as_("admin").put("/user/approver", {"creditLimit": {"USD": 900}}).status == 200

    monkeypatch.setattr(app.door, "invite_again", overtaken)
    assert app.as_("admin").post(f"/user/{user_id}/invitation").status == 200
    assert app.door.mailed_again == [NEWCOMER["email"]]


def test_the_pool_is_asked_to_mail_another_first_password(app: App, pool: UserPool) -> None:
    """X-15: of who has signed in meanwhile the pool says so, and that is told."""
    assert not pool.awaits_password("nia@demo.test")
    pool.let_in("nia@demo.test")
    assert pool.awaits_password("Nia@demo.test")
    pool.client.admin_set_user_password(
        UserPoolId=pool.pool_id,
        Username="nia@demo.test",
        Password="A-long-password-1",
        Permanent=True,
    )
    assert not pool.awaits_password("nia@demo.test")
    with Stubber(pool.client) as stub:
        asked = {
            "UserPoolId": pool.pool_id,
            "Username": "nia@demo.test",
            "MessageAction": "RESEND",
            "DesiredDeliveryMediums": ["EMAIL"],
        }
        stub.add_response("admin_create_user", {}, asked)
        stub.add_client_error(
            "admin_create_user", "UnsupportedUserStateException", expected_params=asked
        )
        stub.add_client_error(
            "admin_create_user", "CodeDeliveryFailureException", expected_params=asked
        )
        pool.invite_again("Nia@demo.test")
        with pytest.raises(AlreadyDone):
            pool.invite_again("nia@demo.test")
        with pytest.raises(MailUnavailable):
            pool.invite_again("nia@demo.test")
