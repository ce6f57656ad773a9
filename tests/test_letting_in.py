"""Letting people in from outside of the product: `make invite`, and the demo's people."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.actions.admin.newcomers import writes_of
from chalicelib.domain.base.hash_chain import first_broken
from chalicelib.domain.people.person import Person
from chalicelib.domain.people.sign_in import carried, carrying, named_by, user_id_of
from chalicelib.store import keys
from chalicelib.store.entities import person_item, to_entry, to_holders, to_person
from chalicelib.store.pool import UserPool
from chalicelib.store.table import Conflict, name_of
from infra import roster
from infra.people import BY, People
from tests.app import App
from tests.services import CODE

NIA = Person("", "nia@demo.test", "Nia New", "manager", {"USD": 700_00})


@pytest.fixture
def people(app: App) -> People:
    cognito = boto3.client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"][
        "Id"
    ]
    return People(cognito, pool, app.table)


def stored(app: App, person: Person) -> Person:
    return to_person(app.items()[name_of(keys.user(person.user_id))])


def holders(app: App) -> dict[str, dict[str, int]]:
    item = app.items()[name_of(keys.setting("creditLimits"))]
    return {person.user_id: person.credit_limit for person in to_holders(item).people}


def test_who_is_let_in_stands_in_the_journal_and_among_the_holders_of_limits(
    app: App, people: People
) -> None:
    """X-05, CU-14: the first question of an auditor is who made this administrator; later changes
    go on in the same chain.
    """
    nia, is_new = people.let_in(NIA)
    assert is_new
    assert holders(app)[nia.user_id] == {"USD": 700_00}
    assert app.as_("admin").put(f"/user/{nia.user_id}", {"role": "agent"}).status == 200
    journal = app.as_("finance").get(f"/audit/journal?subject=user/{nia.user_id}").json["value"]
    assert [(entry["sequence"], entry["by"]["name"]) for entry in journal] == [
        (1, "Deployment"),
        (2, "Adi Admin"),
    ]
    assert journal[0]["after"]["role"] == "manager"
    entries = [
        to_entry(item) for item in app.table.query(keys.entry(f"user/{nia.user_id}", 0)["pk"]).items
    ]
    assert first_broken(entries) is None
    assert stored(app, nia).last_hash == entries[-1].hash


def test_who_is_there_already_stays_as_is_and_that_is_said(app: App, people: People) -> None:
    nia, _ = people.let_in(NIA)
    before = app.items()
    again, is_new = people.let_in(replace(NIA, role="admin", credit_limit={}))
    assert (again.role, again.user_id, is_new) == ("manager", nia.user_id, False)
    assert app.items() == before


def test_who_was_let_in_and_has_not_signed_in_is_invited_again(
    app: App, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X-15, X-05: also a first administrator, whom nobody else could invite again; and it stands in
    the journal.
    """
    mailed: list[str] = []
    monkeypatch.setattr(UserPool, "invite_again", lambda _, email: mailed.append(email))
    nia, _ = people.let_in(NIA)
    before = replace(stored(app, nia), second_factor_at=app.now())
    app.table.write_batch([person_item(before)])
    assert people.invite_again(nia)
    assert (mailed, stored(app, nia).second_factor_at) == (["nia@demo.test"], None)
    journal = app.as_("finance").get(f"/audit/journal?subject=user/{nia.user_id}").json["value"]
    assert [(entry["by"]["name"], bool(entry["after"].get("invitedAt"))) for entry in journal] == [
        ("Deployment", False),
        ("Deployment", True),
    ]
    people.cognito.admin_set_user_password(
        UserPoolId=people.pool_id, Username=NIA.email, Password="A-long-password-1", Permanent=True
    )
    assert not people.invite_again(nia)
    assert mailed == ["nia@demo.test"]
    assert app.faults() == []


def test_whose_phone_is_lost_is_let_in_again_from_outside(app: App, people: People) -> None:
    """X-15, X-05: for an only administrator, whom nobody could reset on the page."""
    nia, _ = people.let_in(NIA, "A-long-password-1")
    factor = {"code": CODE}
    assert app.as_(nia.user_id).put("/me/secondFactor", factor).json["secondFactorAt"]
    assert people.reset_second_factor("Nia@demo.test")
    assert app.as_(nia.user_id).get("/me").json["secondFactorAt"] is None
    journal = app.as_("finance").get(f"/audit/journal?subject=user/{nia.user_id}").json["value"]
    assert (journal[-1]["by"]["name"], journal[-1]["after"]["secondFactorAt"]) == (
        "Deployment",
        None,
    )
    assert not people.reset_second_factor("nobody@demo.test")
    assert app.faults() == []


def test_who_is_let_in_has_the_rights_that_were_told(app: App, people: People) -> None:
    """X-16: so that a deployment's first importer needs no second step."""
    nia, _ = people.let_in(replace(NIA, rights=("import.run",)))
    assert "import.run" in app.as_(nia.user_id).get("/me").json["permissions"]


def test_a_change_of_a_limit_in_the_same_moment_is_not_lost(
    app: App, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CU-14: the list of limit holders is one item, so a read and a write of it must not be torn
    apart.
    """
    get = app.table.get
    changes = iter([{"creditLimit": {"USD": 900}}])

    def overtaken(wanted: Any) -> Any:
        found = get(wanted)
        monkeypatch.setattr(app.table, "get", get)
        for change in changes:
            assert app.as_("admin").put("/user/approver", change).status == 200
        return found

    monkeypatch.setattr(app.table, "get", overtaken)
    nia, is_new = people.let_in(NIA)
    assert is_new
    assert (holders(app)["approver"], holders(app)[nia.user_id]) == (
        {"USD": 900_00},
        {"USD": 700_00},
    )


def test_two_invitations_at_once_make_one_person(
    app: App, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = app.table.commit

    def overtaken(writes: Any) -> None:
        monkeypatch.setattr(app.table, "commit", commit)
        app.table.write_batch(
            [person_item(replace(to_person(writes[0].item), role="support", last_hash=""))]
        )
        commit(writes)

    monkeypatch.setattr(app.table, "commit", overtaken)
    nia, is_new = people.let_in(NIA)
    assert (nia.role, is_new) == ("support", False)
    with pytest.raises(Conflict):
        app.table.commit(
            writes_of(
                nia,
                to_holders(app.items()[name_of(keys.setting("creditLimits"))]),
                BY,
                app.now(),
            )
        )


def test_everybody_of_a_lost_pool_is_let_in_again_as_the_same_person(
    app: App, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table knows people by the id that the lost pool gave them: the new one is told it, its
    tokens carry it, and who is let in later gets a sign-in of its kind.
    """
    nia, _ = people.let_in(NIA)
    file = tmp_path / "people.csv"
    file.write_text("")
    file.chmod(0o644)
    roster.write(people, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert f"{nia.user_id},nia@demo.test,Nia New,manager,,yes,FORCE_CHANGE_PASSWORD" in (
        file.read_text().splitlines()
    )
    file.write_text(f"userID,email\n{nia.user_id},nia@demo.test\n")

    asked: list[dict[str, Any]] = []
    people.cognito.meta.events.register(
        "provide-client-params.cognito-idp.AdminCreateUser",
        lambda params, **_: asked.append(params),
    )
    restored = roster.restore_pool(people, {"UserPoolName": "redress-prod"}, file)
    # Nobody is mailed before the page knows the pool; by an unverified address nobody signs in.
    assert [one["MessageAction"] for one in asked] == ["SUPPRESS"]
    assert {"Name": "email_verified", "Value": "true"} in asked[0]["UserAttributes"]
    # moto knows no aliases, by which such a pool finds who has an address.
    [user] = people.cognito.list_users(UserPoolId=restored)["Users"]
    user |= {"UserAttributes": user["Attributes"]}
    resent: list[dict[str, Any]] = []

    def resend(**asked: Any) -> None:
        if "@" in asked["Username"]:
            raise ClientError({"Error": {"Code": "InvalidParameterException"}}, "AdminCreateUser")
        resent.append(asked)

    monkeypatch.setattr(people.cognito, "admin_get_user", lambda **_: user)
    monkeypatch.setattr(people.cognito, "admin_create_user", resend)
    again = People(people.cognito, restored, people.table)
    assert UserPool(people.cognito, restored).find("Nia@demo.test") == nia.user_id
    assert again.let_in(NIA) == (stored(app, nia), False)
    roster.invite_all(again, file)
    assert [(one["Username"], one["MessageAction"]) for one in resent] == [
        (f"id.{nia.user_id}", "RESEND")
    ]


def test_a_restored_sign_in_is_the_person_s_in_tokens_and_challenges() -> None:
    assert user_id_of("new-sub", named_by("u-1")) == "u-1"
    assert user_id_of("sub", "sub") == "sub"
    session = carried("opaque", named_by("u-1"))
    assert carrying("a@demo.test", session) == ("id.u-1", "opaque")
    assert carrying("A@demo.test", carried("opaque", "sub")) == ("a@demo.test", "opaque")
