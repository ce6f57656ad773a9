"""The people of a deployment at once: written down, and let in again where their pool is lost.

A pool gives each sign-in an id of its own, and the table knows people by it for ever. So a pool
that takes the place of another is told the ids: each sign-in there is named by the person's
(`chalicelib/domain/people/sign_in.py`), and everything goes on being theirs.
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain.people.person import Person
from chalicelib.domain.people.sign_in import named_by
from chalicelib.store import keys
from chalicelib.store.entities import to_person
from chalicelib.store.pool import UserPool
from infra.care import MFA, taken_by
from infra.people import People

COLUMNS = ("userID", "email", "name", "role", "partyID", "isActive", "signIn")
"""The last says how it stands with the sign-in: the pool's word, or nothing where it has none."""
MADE_OTHERWISE = ("UsernameAttributes", "UsernameConfiguration", MFA)
"""What a pool is not made with as the template says it; the second factor comes with adoption."""


def write(people: People, file: Path) -> None:
    """Who is let in, for nobody else to read."""
    rows = [_row(people, person) for person in _everybody(people)]
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(descriptor, 0o600)
    with os.fdopen(descriptor, "w", newline="", encoding="utf-8") as target:
        table = csv.writer(target)
        table.writerow(COLUMNS)
        table.writerows(rows)
    print(f"{len(rows)} people are in {file}, which only you can read.")


def restore_pool(people: People, settings: dict[str, Any], file: Path) -> str:
    """A new pool in which everybody of the file has a sign-in under the id of before; nobody is
    mailed yet, since the page does not know the pool.
    """
    rows = _read(file)
    taken = taken_by(people.cognito, "CreateUserPool").difference(MADE_OTHERWISE)
    made = people.cognito.create_user_pool(
        **{name: settings[name] for name in taken.intersection(settings)},
        PoolName=settings["UserPoolName"],
        AliasAttributes=["email"],
        UsernameConfiguration={"CaseSensitive": False},
    )["UserPool"]["Id"]
    for row in rows:
        people.cognito.admin_create_user(
            UserPoolId=made,
            Username=named_by(row["userID"]),
            UserAttributes=[
                {"Name": "email", "Value": row["email"].lower()},
                {"Name": "email_verified", "Value": "true"},
            ],
            MessageAction="SUPPRESS",
        )
    print(f"{len(rows)} people have a sign-in in the pool {made}; nobody was mailed.")
    return str(made)


def invite_all(people: People, file: Path) -> None:
    """Mail a first password to whoever of the file is active and has not chosen one; who has
    already, as after a try that broke off, is left alone.
    """
    mailed, missing = 0, []
    known = {person.user_id: person for person in _everybody(people)}
    pool = UserPool(people.cognito, people.pool_id)
    for row in _read(file):
        person = known.get(row["userID"])
        if person is None or pool.find(person.email) != person.user_id:
            missing.append(row["email"])
        elif people.invite_again(person):
            mailed += 1
    print(f"{mailed} people were mailed a first password.")
    if missing:
        raise SystemExit(f"Not known to table and pool: {', '.join(missing)}")


def _everybody(people: People) -> Iterator[Person]:
    for among in (keys.PEOPLE, keys.OUTSIDERS):
        for page in people.table.pages(among, index="directory"):
            yield from map(to_person, page.items)


def _row(people: People, person: Person) -> tuple[str, ...]:
    return (
        person.user_id,
        person.email,
        person.name,
        person.role,
        str(person.party_id or ""),
        "yes" if person.is_active else "no",
        _sign_in(people, person),
    )


def _sign_in(people: People, person: Person) -> str:
    """How it stands with a sign-in; nothing where the pool is gone too."""
    try:
        found = people.cognito.admin_get_user(
            UserPoolId=people.pool_id, Username=person.email.lower()
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in (
            "UserNotFoundException",
            "ResourceNotFoundException",
        ):
            return ""
        raise
    return str(found["UserStatus"])


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    if not rows or not {"userID", "email"} <= rows[0].keys():
        raise SystemExit(f"{file} has no people: it is written by make people STAGE=… FILE=…")
    return rows
