"""Every command, interrupted before and after each of its calls, and sent again (X-01)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from chalicelib import wiring
from chalicelib.store.entities import person_item
from tests import snapshots
from tests.api.rights import EVERYBODY, RIGHTS
from tests.app import App
from tests.breaking_off import Clockwork, Death, Saboteur, state
from tests.doors import DOORS
from tests.http_client import Result
from tests.people import CAST
from tests.scenarios import BY_PARTY, COMMANDS, LEAVING, LOOKING, SCENARIOS, Sent
from tests.variants import VARIANTS, prepared

KEY = {"Idempotency_Key": "the-same-key"}
MAILING = "POST /mail/test"
"""What leaves with one call; `test_redrive.py` breaks off sending again what was set aside."""
STAYING = [command for command in COMMANDS if command not in LEAVING]
INTERRUPTED = [
    command if command in (*DOORS, *VARIANTS) else pytest.param(command, marks=pytest.mark.long)
    for command in (*STAYING, *VARIANTS)
]
"""Those that move money are broken off by `make test`, the others by the long proofs."""


FAULTS = {
    "before": (Death(), EndpointConnectionError(endpoint_url="https://dynamodb")),
    "after": (Death(), ReadTimeoutError(endpoint_url="https://dynamodb")),
}


@pytest.fixture
def clockwork(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Attempts at the same request write the same, so that states can be compared; what is prepared
    before has ids of its own.
    """
    clockwork, as_it_was = Clockwork(), wiring.parts().runtime
    monkeypatch.setattr(wiring.parts(), "now", clockwork.now)
    monkeypatch.setattr(wiring.parts(), "new_id", clockwork.new_id, raising=False)
    yield
    wiring.parts().runtime = as_it_was


def start_clockwork() -> None:
    """From here on the time stands still."""
    del wiring.parts().runtime


def test_every_command_has_a_scenario() -> None:
    """A new command is tested here from its first day."""
    assert set(SCENARIOS) == set(COMMANDS)
    assert len(COMMANDS) == len(set(COMMANDS))


@pytest.mark.parametrize("command", INTERRUPTED)
def test_a_command_that_is_interrupted_and_sent_again_has_its_effect_once(
    app: App, clockwork: None, command: str
) -> None:
    """X-01: wherever it breaks off, nothing is half done, and sending it again ends as if nothing
    had happened.
    """
    request = prepared(app, command)
    start_clockwork()
    items = snapshots.taken(app)
    before = snapshots.plain(items)
    whole = request.send(app, **KEY)
    assert whole.status < 300, whole.text
    after = state(app)
    assert after != before
    saboteur = Saboteur(app.client)
    for place in range(len(whole.calls)):
        for moment, faults in FAULTS.items():
            for fault in faults:
                snapshots.put_back(app, items)
                saboteur.plan(place, moment, fault)
                interrupted = send_into(app, request)
                where = f"{type(fault).__name__} {moment} {whole.calls[place]}"
                assert saboteur.place is None, where
                assert visible(state(app)) in (visible(before), visible(after)), where
                assert_told_truly(app, interrupted, before, whole, where)
                again = request.send(app, **KEY)
                assert (again.status, again.text, again.headers) == (
                    whole.status,
                    whole.text,
                    whole.headers,
                ), where
                assert state(app) == after, where


@pytest.mark.parametrize("command", INTERRUPTED)
def test_a_command_that_is_overtaken_by_its_own_repeat_gives_the_same_answer(
    app: App, command: str
) -> None:
    """X-01: at whichever call the repeat slips in, both are told the same, though what the slow one
    read is half old and half new.
    """
    request = prepared(app, command)
    items = snapshots.taken(app)
    for place in range(len(request.send(app).calls)):
        snapshots.put_back(app, items)
        repeats: list[Result] = []
        remove = slip_in(
            app, place, lambda repeats=repeats: repeats.append(request.send(app, **KEY))
        )
        slow = request.send(app, **KEY)
        remove()
        assert (slow.status, slow.text) == (repeats[0].status, repeats[0].text), (
            f"before call {place}"
        )
        assert slow.status < 300, slow.text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_previewed_carried_out_and_replayed(app: App, command: str) -> None:
    """X-03, X-01: a dry run consumes no key, a replay is the same to the byte and authorised anew,
    another request is refused.
    """
    request = prepared(app, command)
    before = state(app)
    preview = replace(request, target=f"{request.target}?dryRun=true").send(app, **KEY)
    assert (preview.status, preview.json["dryRun"]) == (200, True)
    assert state(app) == before
    first = request.send(app, **KEY)
    after = state(app)
    again = request.send(app, **KEY)
    assert (again.status, again.text, again.headers) == (first.status, first.text, first.headers)
    other = request.send_other(app, **KEY)
    assert (other.status, other.json["code"]) == (422, "idempotencyKeyReused")
    assert state(app) == after
    if command in BY_PARTY:
        return
    take_rights_from(app, request.who)
    # What everybody may do takes no right; only that one stands otherwise by then is told.
    assert request.send(app, **KEY).status == (404 if RIGHTS[command] == EVERYBODY else 403)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_reads_at_most_twice_and_writes_one_transaction(app: App, command: str) -> None:
    """The lines that an import writes before the head are no part of the count: nobody reads them
    before, nor are queries that look up what is open. A mail that is gone is noted.
    """
    sent = prepared(app, command).send(app)
    passed = {"BatchWriteItem", *(["Query"] if command in LOOKING else [])}
    counted = [call for call in sent.calls if call not in passed]
    noted = ["TransactWriteItems"] if command in LEAVING else []
    assert counted in (
        ["BatchGetItem", "TransactWriteItems", *noted],
        ["BatchGetItem", "BatchGetItem", "TransactWriteItems", *noted],
    )


@pytest.mark.parametrize("moment", FAULTS)
@pytest.mark.parametrize("kind", [Death, Exception])
def test_a_mail_that_is_interrupted_goes_at_most_once_and_is_told_as_sent_only_when_it_went(
    app: App, moment: str, kind: type[BaseException]
) -> None:
    """X-01: broken off at any call, by death or a lost acknowledgement; what is not known is told
    as such, and not as done.
    """
    request = prepared(app, MAILING)
    items = snapshots.taken(app)
    calls = request.send(app).calls
    saboteur = Saboteur(app.client)
    [fault] = [one for one in FAULTS[moment] if isinstance(one, kind)]
    unknown = []
    for place, call in enumerate(calls):
        snapshots.put_back(app, items)
        app.mailbox.sent.clear()
        saboteur.plan(place, moment, fault)
        told = send_into(app, request)
        where = f"{moment} call {place}, {call}"
        gone = len(app.mailbox.sent)
        if told:
            assert (told.status, gone) in ((200, 1), (503, 0)), where
        again = request.send(app, **KEY)
        assert len(app.mailbox.sent) <= 1, where
        if again.status == 409:
            assert again.json["code"] == "outcomeUnknown", where
            unknown.append((call, gone))
        else:
            assert (again.status, len(app.mailbox.sent)) == (200, 1), where
        assert request.send(app, **KEY).text == again.text, where
    writes = [name for name in calls if name == "TransactWriteItems"]
    assert len(writes) == 2
    expected = {
        (Death, "before"): [("TransactWriteItems", 1)],
        (Death, "after"): [("TransactWriteItems", 0)],
    }
    assert unknown == expected.get(
        (kind, moment), [("TransactWriteItems", 1)] if moment == "before" else []
    )


def test_a_mail_that_is_overtaken_by_its_own_repeat_goes_once(app: App) -> None:
    """X-01: whichever of the two sends it, the other one says the same or that the outcome is not
    known.
    """
    request = prepared(app, MAILING)
    items = snapshots.taken(app)
    for place in range(len(request.send(app).calls)):
        snapshots.put_back(app, items)
        app.mailbox.sent.clear()
        repeats: list[Result] = []
        remove = slip_in(
            app, place, lambda repeats=repeats: repeats.append(request.send(app, **KEY))
        )
        told = [request.send(app, **KEY), *repeats]
        remove()
        assert len(app.mailbox.sent) == 1, f"before call {place}"
        assert {one.status for one in told} in ({200}, {200, 409}), f"before call {place}"
        assert all(one.json["code"] == "outcomeUnknown" for one in told if one.status == 409), (
            f"before call {place}"
        )


def send_into(app: App, request: Sent) -> Result | None:
    """Sends the request into the fault; None when the process died of it."""
    try:
        return request.send(app, **KEY)
    except Death:
        return None


def slip_in(app: App, place: int, what: Callable[[], object]) -> Callable[[], None]:
    """Has something done before the call at that place is sent; gives back how to stop that."""
    turns = count()

    def before_call(**_: Any) -> None:
        if next(turns) == place:
            what()

    events = app.client.meta.events
    events.register("before-call.dynamodb", before_call)
    return lambda: events.unregister("before-call.dynamodb", before_call)


def assert_told_truly(
    app: App, told: Result | None, before: dict[str, Any], whole: Result, where: str
) -> None:
    """Who got an answer got the right one: a success that happened, or a failure that changed
    nothing visible.
    """
    if told is None:
        return
    if told.status < 300:
        assert (told.status, told.text) == (whole.status, whole.text), where
    else:
        assert (told.status, told.json["code"]) == (503, "overloaded"), where
        assert visible(state(app)) == visible(before), where


def visible(items: dict[str, Any]) -> dict[str, Any]:
    """What can be found: lines that no invoice head points to are not."""
    revisions = {
        (item["pk"]["S"], item["revision"]["S"])
        for item in items.values()
        if item["sk"]["S"] == "HEAD"
    }

    def is_found(item: Any) -> bool:
        what, *revision = item["sk"]["S"].split("#")
        return what not in ("LINE", "BILLED") or (item["pk"]["S"], revision[0]) in revisions

    return {name: item for name, item in items.items() if is_found(item)}


def take_rights_from(app: App, who: str) -> None:
    """Leaves the person with a role that may do nothing."""
    person = next(person for person in CAST if person.user_id == who)
    app.table.write_batch([person_item(replace(person, role="nobody", rights=()))])
