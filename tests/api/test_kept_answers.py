"""What was answered once is answered again to who stands as then, and to nobody else
(X-01, IG-03).
"""

from dataclasses import replace

import pytest

from chalicelib.domain.people.person import Person
from chalicelib.store.entities import person_item
from tests import snapshots
from tests.app import App
from tests.payouts import PAID
from tests.people import CAST
from tests.scenarios import ABSENCE, BY_PARTY, COMMANDS, CUSTOMER, LEAVING, prepared

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


@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command not in (*LEAVING, *BY_PARTY)]
)
def test_a_repeat_under_another_role_or_side_is_not_told_the_answer(app: App, command: str) -> None:
    """X-01, IG-03: of every command, as everybody else; as before, to the byte."""
    sent = prepared(app, command)
    first = sent.send(app, **KEY)
    assert first.status < 300, first.text
    own = person(sent.who).standing
    for values in STANDINGS:
        changed = replace(person(sent.who), **{"party_id": None} | values)
        if changed.standing == own:
            continue
        app.table.write_batch([person_item(changed)])
        again = sent.send(app, **KEY)
        assert again.status in (403, 404), (values, again.status, again.text)
        assert first.text not in again.text
    app.table.write_batch([person_item(person(sent.who))])
    assert sent.send(app, **KEY).status == first.status


@pytest.mark.long
@pytest.mark.parametrize(
    "command", [command for command in COMMANDS if command not in (*LEAVING, *BY_PARTY)]
)
def test_a_key_is_good_for_one_route(app: App, command: str) -> None:
    """X-01: used again on another route it is refused; nothing is written, and a repeat is still
    one.
    """
    sent = prepared(app, command)
    first = sent.send(app, **KEY)
    others = (
        ("PUT", "/me/absence", ABSENCE),
        ("POST", "/booking/77/dispute", {"reason": "Another"}),
        ("PUT", "/customer/1077", CUSTOMER),
        ("PUT", "/dispute/NONE/answer", PAID),
        ("POST", "/ticket", {"subject": "Another", "text": "Another"}),
    )
    kept = snapshots.plain(snapshots.taken(app))
    tried = 0
    for method, target, body in others:
        if (
            sent.target != target
            and app.request(sent.who, method, f"{target}?dryRun=true", body).status != 403
        ):
            answer = app.request(
                sent.who, method, target, body, {"Idempotency-Key": KEY["Idempotency_Key"]}
            )
            assert (answer.status, answer.json["code"]) == (422, "idempotencyKeyReused"), target
            tried += 1
    assert tried or command in ("PUT /me/absence", "POST /booking/{bookingID}/dispute")
    assert snapshots.plain(snapshots.taken(app)) == kept
    assert sent.send(app, **KEY).text == first.text or command == "POST /import"


def test_a_change_within_the_same_role_is_no_other_standing(app: App) -> None:
    """X-01: who gets a limit between two tries is told the first answer."""
    sent = prepared(app, "PUT /dispute/{disputeID}/line/{lineID}")
    first = sent.send(app, **KEY)
    app.table.write_batch([person_item(replace(person(sent.who), credit_limit={"USD": 7}))])
    assert sent.send(app, **KEY).text == first.text


def test_what_was_answered_before_standings_were_kept_is_the_staff_s(app: App) -> None:
    """X-01: nobody can tell any more to whom it was told."""
    sent = prepared(app, "PUT /dispute/{disputeID}/line/{lineID}")
    first = sent.send(app, **KEY)
    [record] = [item for item in app.items().values() if item["pk"].endswith("the-same-key")]
    app.table.write_batch([{name: value for name, value in record.items() if name != "standing"}])
    assert sent.send(app, **KEY).text == first.text
    app.table.write_batch(
        [person_item(replace(person(sent.who), role="aggregator", party_id="AGG"))]
    )
    assert sent.send(app, **KEY).status in (403, 404)
