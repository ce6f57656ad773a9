"""The user pool follows the table: who is deactivated signs in no more, and who is active again
does (X-15).

The table alone decides whether a request is answered, and does so at once. What the pool is told
comes after it, as after-work, so that a pool in trouble keeps nobody in.
"""

from chalicelib.domain.people.person import Person
from chalicelib.store import keys
from chalicelib.store.codec import Item
from chalicelib.store.entities import to_person
from chalicelib.store.pool import UserPool
from chalicelib.store.table import Delete, Table, name_of


def follow(table: Table, pool: UserPool, item: Item) -> None:
    """Tells the pool how a person stands, again where that has changed meanwhile: of several runs
    the last one tells what is. What was open ends where the person was put out, however soon that
    one is let in again.
    """
    person = _person(table, item["user_id"])
    while True:
        tell = pool.open if person.is_active else pool.shut
        tell(person.email)
        told, person = person, _person(table, item["user_id"])
        if person.is_active == told.is_active:
            break
    if item["is_shut"]:
        pool.sign_out(person.email)
    table.commit([Delete({"pk": item["pk"], "sk": item["sk"]})])


def _person(table: Table, user_id: str) -> Person:
    key = keys.user(user_id)
    return to_person(table.get([key])[name_of(key)])
