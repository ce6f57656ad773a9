"""What was answered once is answered again to who stands as then, and to nobody else (X-01, IG-03)."""

from dataclasses import replace

import pytest

from chalicelib.domain.people.person import Person
from chalicelib.store.entities import person_item
from tests import memory
from tests.cast import CAST
from tests.house import House
from tests.scenarios import ABSENCE, COMMANDS, CUSTOMER, LEAVING, prepared

KEY = {"Idempotency_Key": "the-same-key"}
STANDINGS = (
    {"role": "agent"},
    {"role": "manager"},
    {"role": "support"},
    {"role": "finance"},
    {"role": "admin"},
    {"role": "operator", "party_id": "OP-1"},
    {"role": "aggregator", "party_id": "AGG"},
    {"role": "customer", "party_id": 1001},
)


def person(who: str) -> Person:
    return next(one for one in CAST if one.user_id == who)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in LEAVING])
def test_a_repeat_under_another_role_or_side_is_not_told_the_answer(house: House, command: str) -> None:
    """X-01, IG-03: of every command, as everybody else; as before, to the byte."""
    sent = prepared(house, command)
    first = sent.send(house, **KEY)
    assert first.status < 300, first.text
    own = person(sent.who).standing
    for values in STANDINGS:
        changed = replace(person(sent.who), **{"party_id": None} | values)
        if changed.standing == own:
            continue
        house.table.write_batch([person_item(changed)])
        again = sent.send(house, **KEY)
        assert again.status in (403, 404), (values, again.status, again.text)
        assert first.text not in again.text
    house.table.write_batch([person_item(person(sent.who))])
    assert sent.send(house, **KEY).status == first.status


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in LEAVING])
def test_a_key_is_good_for_one_route(house: House, command: str) -> None:
    """X-01: used again on another route it is refused; nothing is written, and a repeat is still one."""
    sent = prepared(house, command)
    first = sent.send(house, **KEY)
    others = ("PUT", "/me/absence", ABSENCE), ("POST", "/booking/77/dispute", {"reason": "Another"}), ("PUT", "/customer/1077", CUSTOMER)
    kept = memory.plain(memory.taken(house))
    tried = 0
    for method, target, body in others:
        if sent.target != target and house.request(sent.who, method, f"{target}?dryRun=true", body).status != 403:
            answer = house.request(sent.who, method, target, body, {"Idempotency-Key": KEY["Idempotency_Key"]})
            assert (answer.status, answer.json["code"]) == (422, "idempotencyKeyReused"), target
            tried += 1
    assert tried or command in ("PUT /me/absence", "POST /booking/{bookingID}/dispute")
    assert memory.plain(memory.taken(house)) == kept
    assert sent.send(house, **KEY).text == first.text or command == "POST /import"


def test_a_change_within_the_same_role_is_no_other_standing(house: House) -> None:
    """X-01: who gets a limit between two tries is told the first answer."""
    sent = prepared(house, "PUT /dispute/{disputeID}/line/{lineID}")
    first = sent.send(house, **KEY)
    house.table.write_batch([person_item(replace(person(sent.who), credit_limit={"USD": 7}))])
    assert sent.send(house, **KEY).text == first.text


def test_what_was_answered_before_standings_were_kept_is_the_staff_s(house: House) -> None:
    """X-01: nobody can tell any more to whom it was told."""
    sent = prepared(house, "PUT /dispute/{disputeID}/line/{lineID}")
    first = sent.send(house, **KEY)
    [record] = [item for item in house.items().values() if item["pk"].endswith("the-same-key")]
    house.table.write_batch([{name: value for name, value in record.items() if name != "standing"}])
    assert sent.send(house, **KEY).text == first.text
    house.table.write_batch([person_item(replace(person(sent.who), role="aggregator", party_id="AGG"))])
    assert sent.send(house, **KEY).status in (403, 404)
