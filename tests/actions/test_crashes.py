"""Every command, interrupted before and after each of its calls, and sent again (X-01)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

from chalicelib import wiring
from chalicelib.store.entities import person_item
from tests import memory
from tests.cast import CAST
from tests.house import House
from tests.scenarios import COMMANDS, LEAVING, SCENARIOS, Sent, prepared
from tests.visitors import Result

KEY = {"Idempotency_Key": "the-same-key"}
STAYING = [command for command in COMMANDS if command not in LEAVING]


class Death(BaseException):
    """The process is gone: nothing in it can handle that."""


class Saboteur:
    """Breaks one call of a client, by its place among the calls, before it is sent or after it was carried out."""

    def __init__(self, client: Any) -> None:
        self.place: int | None = None
        self.moment = ""
        self.fault: BaseException
        self.seen = 0
        client.meta.events.register("before-call.dynamodb", self._before)
        client.meta.events.register("after-call.dynamodb", self._after)

    def plan(self, place: int, moment: str, fault: BaseException) -> None:
        self.place, self.moment, self.fault, self.seen = place, moment, fault, 0

    def _before(self, **_: Any) -> None:
        self._strike("before")

    def _after(self, **_: Any) -> None:
        self._strike("after")
        self.seen += 1

    def _strike(self, moment: str) -> None:
        if (self.place, self.moment) == (self.seen, moment):
            self.place = None
            raise self.fault


class Clockwork:
    """A clock that stands still, and ids that begin anew with each attempt: it is told of one by being asked the time."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def now(self) -> datetime:
        self.numbers = count(1)
        return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

    def new_id(self) -> str:
        return f"NEW{next(self.numbers):09d}"


FAULTS = {
    "before": (Death(), EndpointConnectionError(endpoint_url="https://dynamodb")),
    "after": (Death(), ReadTimeoutError(endpoint_url="https://dynamodb")),
}


@pytest.fixture
def clockwork(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Attempts at the same request write the same, so that states can be compared; what is prepared before has ids of its own."""
    wiring.runtime()
    clockwork = Clockwork()
    monkeypatch.setattr(wiring, "now", clockwork.now)
    monkeypatch.setattr(wiring, "new_id", clockwork.new_id)
    yield
    wiring.runtime.cache_clear()  # type: ignore[attr-defined]


def start_clockwork() -> None:
    """From here on the time stands still."""
    wiring.runtime.cache_clear()  # type: ignore[attr-defined]


def test_every_command_has_a_scenario() -> None:
    """A new command is tested here from its first day."""
    assert set(SCENARIOS) == set(COMMANDS)
    assert len(COMMANDS) == len(set(COMMANDS))


@pytest.mark.parametrize("command", STAYING)
def test_a_command_that_is_interrupted_and_sent_again_has_its_effect_once(house: House, clockwork: None, command: str) -> None:
    """X-01: wherever it breaks off, nothing is half done, and sending it again ends as if nothing had happened."""
    request = prepared(house, command)
    start_clockwork()
    items = memory.taken(house)
    before = memory.plain(items)
    whole = request.send(house, **KEY)
    assert whole.status < 300, whole.text
    after = state(house)
    assert after != before
    saboteur = Saboteur(house.client)
    for place in range(len(whole.calls)):
        for moment, faults in FAULTS.items():
            for fault in faults:
                memory.put_back(house, items)
                saboteur.plan(place, moment, fault)
                interrupted = send_into(house, request)
                where = f"{type(fault).__name__} {moment} {whole.calls[place]}"
                assert saboteur.place is None, where
                assert visible(state(house)) in (visible(before), visible(after)), where
                assert_told_truly(house, interrupted, before, whole, where)
                again = request.send(house, **KEY)
                assert (again.status, again.text, again.headers) == (whole.status, whole.text, whole.headers), where
                assert state(house) == after, where


@pytest.mark.parametrize("command", STAYING)
def test_a_command_that_is_overtaken_by_its_own_repeat_gives_the_same_answer(house: House, command: str) -> None:
    """X-01: at whichever call the repeat slips in, both are told the same, though what the slow one read is half old and half new."""
    request = prepared(house, command)
    items = memory.taken(house)
    for place in range(len(request.send(house).calls)):
        memory.put_back(house, items)
        repeats: list[Result] = []
        remove = slip_in(house, place, lambda repeats=repeats: repeats.append(request.send(house, **KEY)))
        slow = request.send(house, **KEY)
        remove()
        assert (slow.status, slow.text) == (repeats[0].status, repeats[0].text), f"before call {place}"
        assert slow.status < 300, slow.text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_previewed_carried_out_and_replayed(house: House, command: str) -> None:
    """X-03, X-01: a dry run consumes no key, a replay is the same to the byte and authorised anew, another request is refused."""
    request = prepared(house, command)
    before = state(house)
    preview = replace(request, target=f"{request.target}?dryRun=true").send(house, **KEY)
    assert (preview.status, preview.json["dryRun"]) == (200, True)
    assert state(house) == before
    first = request.send(house, **KEY)
    after = state(house)
    again = request.send(house, **KEY)
    assert (again.status, again.text, again.headers) == (first.status, first.text, first.headers)
    other = request.send_other(house, **KEY)
    assert (other.status, other.json["code"]) == (422, "idempotencyKeyReused")
    assert state(house) == after
    take_rights_from(house, request.who)
    assert request.send(house, **KEY).status == 403


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_reads_at_most_twice_and_writes_one_transaction(house: House, command: str) -> None:
    """The lines that an import writes before the head are no part of the count: nobody reads them before. A mail that is gone is noted."""
    sent = prepared(house, command).send(house)
    counted = [call for call in sent.calls if call != "BatchWriteItem"]
    noted = ["TransactWriteItems"] if command in LEAVING else []
    assert counted in (["BatchGetItem", "TransactWriteItems", *noted], ["BatchGetItem", "BatchGetItem", "TransactWriteItems", *noted])


@pytest.mark.parametrize("moment", FAULTS)
@pytest.mark.parametrize("kind", [Death, Exception])
def test_a_mail_that_is_interrupted_goes_at_most_once_and_is_told_as_sent_only_when_it_went(
    house: House, moment: str, kind: type[BaseException]
) -> None:
    """X-01: broken off at any call, by death or a lost acknowledgement; what is not known is told as such, and not as done."""
    [command] = LEAVING
    request = prepared(house, command)
    items = memory.taken(house)
    calls = request.send(house).calls
    saboteur = Saboteur(house.client)
    [fault] = [one for one in FAULTS[moment] if isinstance(one, kind)]
    unknown = []
    for place, call in enumerate(calls):
        memory.put_back(house, items)
        house.mailbox.sent.clear()
        saboteur.plan(place, moment, fault)
        told = send_into(house, request)
        where = f"{moment} call {place}, {call}"
        gone = len(house.mailbox.sent)
        if told:
            assert (told.status, gone) in ((200, 1), (503, 0)), where
        again = request.send(house, **KEY)
        assert len(house.mailbox.sent) <= 1, where
        if again.status == 409:
            assert again.json["code"] == "outcomeUnknown", where
            unknown.append((call, gone))
        else:
            assert (again.status, len(house.mailbox.sent)) == (200, 1), where
        assert request.send(house, **KEY).text == again.text, where
    writes = [name for name in calls if name == "TransactWriteItems"]
    assert len(writes) == 2
    expected = {(Death, "before"): [("TransactWriteItems", 1)], (Death, "after"): [("TransactWriteItems", 0)]}
    assert unknown == expected.get((kind, moment), [("TransactWriteItems", 1)] if moment == "before" else [])


def test_a_mail_that_is_overtaken_by_its_own_repeat_goes_once(house: House) -> None:
    """X-01: whichever of the two sends it, the other one says the same or that the outcome is not known."""
    [command] = LEAVING
    request = prepared(house, command)
    items = memory.taken(house)
    for place in range(len(request.send(house).calls)):
        memory.put_back(house, items)
        house.mailbox.sent.clear()
        repeats: list[Result] = []
        remove = slip_in(house, place, lambda repeats=repeats: repeats.append(request.send(house, **KEY)))
        told = [request.send(house, **KEY), *repeats]
        remove()
        assert len(house.mailbox.sent) == 1, f"before call {place}"
        assert {one.status for one in told} in ({200}, {200, 409}), f"before call {place}"
        assert all(one.json["code"] == "outcomeUnknown" for one in told if one.status == 409), f"before call {place}"


def send_into(house: House, request: Sent) -> Result | None:
    """Sends the request into the fault; None when the process died of it."""
    try:
        return request.send(house, **KEY)
    except Death:
        return None


def slip_in(house: House, place: int, what: Callable[[], object]) -> Callable[[], None]:
    """Has something done before the call at that place is sent; gives back how to stop that."""
    turns = count()

    def before_call(**_: Any) -> None:
        if next(turns) == place:
            what()

    events = house.client.meta.events
    events.register("before-call.dynamodb", before_call)
    return lambda: events.unregister("before-call.dynamodb", before_call)


def assert_told_truly(house: House, told: Result | None, before: dict[str, Any], whole: Result, where: str) -> None:
    """Who got an answer got the right one: a success that happened, or a failure that changed nothing visible."""
    if told is None:
        return
    if told.status < 300:
        assert (told.status, told.text) == (whole.status, whole.text), where
    else:
        assert (told.status, told.json["code"]) == (503, "overloaded"), where
        assert visible(state(house)) == visible(before), where


def state(house: House) -> dict[str, Any]:
    """Everything that is kept."""
    return memory.plain(memory.taken(house))


def visible(items: dict[str, Any]) -> dict[str, Any]:
    """What can be found: lines that no invoice head points to are not."""
    revisions = {(item["pk"]["S"], item["revision"]["S"]) for item in items.values() if item["sk"]["S"] == "HEAD"}

    def is_found(item: Any) -> bool:
        what, *revision = item["sk"]["S"].split("#")
        return what not in ("LINE", "BILLED") or (item["pk"]["S"], revision[0]) in revisions

    return {name: item for name, item in items.items() if is_found(item)}


def take_rights_from(house: House, who: str) -> None:
    """Leaves the person with a role that may do nothing."""
    person = next(person for person in CAST if person.user_id == who)
    house.table.write_batch([person_item(replace(person, role="vendor"))])
